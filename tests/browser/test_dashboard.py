"""The dashboard as a person uses it, compared with what the store holds."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from events.model import Document, EventStatus
from events.pipeline import read_report
from events.store import Filter, Store, fill_store, open_store
from tests.browser.app import RunningApp
from tests.browser.mapline.conftest import FIND
from tests.browser.person import (
    ROW,
    brush,
    choose,
    histogram,
    listed_ids,
    open_dashboard,
    settle,
    share,
    shown_counts,
    speak,
    wait_for_counts,
    wait_until_drawn,
)

SEED = "000_abc2e34daac322dc"
NewPage = Callable[..., Page]
StartApp = Callable[..., RunningApp]


def address(page: Page) -> dict[str, list[str]]:
    """Give the query of the address that the browser shows."""
    return parse_qs(urlsplit(page.url).query)


def ids(store: Store, filter_: Filter, limit: int = 50) -> list[str]:
    """Give the ids that the list should show on its first page."""
    found: list[str] = store.events(filter_, columns=["id"], limit=limit)["id"].to_pylist()
    return found


def test_everything_in_the_store_is_on_the_first_screen(page: Page, app: RunningApp, sample_store: Store) -> None:
    open_dashboard(page, app.url)
    counts = sample_store.counts()
    assert wait_for_counts(page, counts.total) == (counts.total, counts.total)
    assert listed_ids(page) == ids(sample_store, Filter())
    expect(page.locator(".mapline .bar .chip").nth(0)).to_contain_text(str(counts.undated))
    expect(page.locator(".mapline .bar .chip").nth(1)).to_contain_text(str(counts.unplaced))
    overhang = page.locator(".st-key-mapline").evaluate(
        "e => ['auto', 'scroll'].includes(getComputedStyle(e).overflowY) && e.scrollHeight - e.clientHeight"
    )
    assert not overhang, "the view scrolls by a hair"


def test_filtering_by_an_actor_filters_map_list_and_address(page: Page, app: RunningApp, sample_store: Store) -> None:
    open_dashboard(page, app.url)
    facet = sample_store.facets()["actors"].to_pylist()
    kim = next(row for row in facet if row["label"] == "Kim Jong Un")
    choose(page, "actors", "Kim Jong Un")
    wait_for_counts(page, kim["count"])
    assert listed_ids(page) == ids(sample_store, Filter(actors=(kim["value"],)))
    assert address(page)["actor"] == [kim["value"]]


def test_a_country_as_an_actor_finds_its_leaders(page: Page, app: RunningApp, sample_store: Store) -> None:
    open_dashboard(page, app.url)
    facet = {row["label"]: row for row in sample_store.facets()["actors"].to_pylist()}
    assert facet["Russia"]["count"] >= facet["Vladimir Putin"]["count"]
    choose(page, "actors", "Russia")
    wait_for_counts(page, facet["Russia"]["count"])


def test_filtering_by_date_keeps_what_may_have_happened_then(page: Page, app: RunningApp, sample_store: Store) -> None:
    open_dashboard(page, app.url)
    since, until = dt.date(2023, 9, 12), dt.date(2023, 9, 13)
    page.locator("input[name=since]").fill(since.isoformat())
    settle(page)
    page.locator("input[name=until]").fill(until.isoformat())
    page.locator("input[name=until]").blur()
    settle(page)
    expected = sample_store.counts(Filter(since=since, until=until)).shown
    assert 0 < expected < sample_store.counts().total
    wait_for_counts(page, expected)
    assert listed_ids(page) == ids(sample_store, Filter(since=since, until=until))
    assert (address(page)["since"], address(page)["until"]) == ([since.isoformat()], [until.isoformat()])
    first, last = page.evaluate(f"({FIND})().timeline.scale.domain")
    assert (first, last) == pytest.approx((19612 - 1.5, 19614 + 1.5)), "the timeline shows the days that were asked for"


def test_who_acts_on_whom_is_drawn_and_follows_the_filters(page: Page, app: RunningApp, sample_store: Store) -> None:
    def told(filter_: Filter) -> Counter[tuple[str, str]]:
        passing = set(sample_store.events(filter_, columns=["id"])["id"].to_pylist())
        pairs = sample_store.actor_pairs().to_pylist()
        return Counter((pair["source"], pair["target"]) for pair in pairs if pair["event"] in passing)

    def drawn() -> Counter[tuple[str, str]]:
        links = page.evaluate(f"({FIND})().map.links.items.map(({{source, target, count}}) => [source, target, count])")
        return Counter({(source, target): count for source, target, count in links})

    open_dashboard(page, app.url)
    assert drawn() == {}
    button = page.get_by_role("button", name="Who acts on whom")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    assert drawn()["KP", "RU"] == told(Filter())["KP", "RU"] > 0
    assert drawn().items() <= told(Filter()).items()
    choose(page, "statuses", "Planned")
    planned = Filter(statuses=(EventStatus.PLANNED.value,))
    wait_for_counts(page, sample_store.counts(planned).shown)
    assert drawn()["KP", "RU"] == told(planned)["KP", "RU"] > 0
    assert drawn().items() <= told(planned).items()


def test_words_are_searched_in_the_sentences(page: Page, app: RunningApp, sample_store: Store) -> None:
    open_dashboard(page, app.url)
    page.locator("#q").fill("قطار")
    page.locator("#q").press("Enter")
    settle(page)
    expected = sample_store.counts(Filter(text="قطار")).shown
    assert expected > 0
    wait_for_counts(page, expected)


def test_brushing_the_timeline_filters_counts_list_and_address(
    page: Page, app: RunningApp, sample_store: Store
) -> None:
    open_dashboard(page, app.url)
    before, total = shown_counts(page)
    assert before == total
    brush(page, 0.55, 0.99)
    page.wait_for_url(re.compile("brush="))
    first, last = (dt.date.fromisoformat(day) for day in address(page)["brush"][0].split("/"))
    expected = sample_store.counts(Filter(brush=(first, last))).shown
    assert expected < total
    wait_for_counts(page, expected)
    assert listed_ids(page) == ids(sample_store, Filter(brush=(first, last)))


def test_clearing_all_filters_at_once_after_a_choice_shows_all(page: Page, app: RunningApp) -> None:
    open_dashboard(page, app.url + "?status=planned")
    _, total = shown_counts(page)
    page.locator(".facet[data-part=types] .option input").first.check()
    page.locator(".filters [data-focus=reset]").click()
    assert wait_for_counts(page, total) == (total, total)


def test_while_brushing_nothing_is_asked_of_the_server(page: Page, app: RunningApp) -> None:
    open_dashboard(page, app.url)
    sent: list[int] = []
    page.evaluate(
        """() => { window.sent = 0; const send = WebSocket.prototype.send;
        WebSocket.prototype.send = function (...data) { window.sent += 1; return send.apply(this, data); }; }"""
    )
    box = histogram(page).bounding_box()
    assert box
    page.mouse.move(box["x"] + 0.5 * box["width"], box["y"] + 30)
    page.mouse.down()
    for step in range(1, 12):
        page.mouse.move(box["x"] + (0.5 + 0.03 * step) * box["width"], box["y"] + 30)
        page.wait_for_timeout(30)
    sent.append(page.evaluate("window.sent"))
    page.mouse.up()
    settle(page)
    sent.append(page.evaluate("window.sent"))
    assert sent[0] == 0
    assert sent[1] > 0


def test_clicking_an_event_shows_the_sentence_that_says_so(page: Page, app: RunningApp, sample_store: Store) -> None:
    open_dashboard(page, app.url)
    chosen = listed_ids(page)[3]
    page.locator(f"{ROW}[data-event={chosen}]").click()
    settle(page)
    event = sample_store.event(chosen)
    assert event is not None
    expect(page.locator(".evidence mark").first).to_have_text(event.evidence.text)
    assert address(page)["event"] == [chosen]


def test_the_seed_report_is_shown_right_to_left_with_its_inferred_date(page: Page, app: RunningApp) -> None:
    page.goto(app.url + f"?page=reports&report={SEED}")
    paragraph = page.locator(".reader p:not(.about)").first
    expect(paragraph).to_contain_text("هيرتلينج")
    assert paragraph.evaluate("p => getComputedStyle(p).direction") == "rtl"
    expect(page.locator(".reader .about").first).to_contain_text("inferred")


def test_the_interface_in_arabic_is_mirrored(page: Page, app: RunningApp, sample_store: Store) -> None:
    open_dashboard(page, app.url)
    speak(page, "العربية")
    expect(page.get_by_role("button", name="مشاركة")).to_be_visible()
    wait_until_drawn(page)
    sidebar = page.locator("[data-testid=stSidebar]").bounding_box()
    picture = page.locator(".mapline .map").bounding_box()
    assert sidebar
    assert picture
    assert sidebar["x"] > picture["x"] + picture["width"] / 2
    total = sample_store.counts().total
    assert wait_for_counts(page, total) == (total, total)
    assert address(page)["ui"] == ["ar"]


def test_a_shared_link_opens_the_same_view_in_another_browser(
    new_page: NewPage, app: RunningApp, sample_store: Store
) -> None:
    mine = new_page(permissions=["clipboard-read", "clipboard-write"])
    open_dashboard(mine, app.url)
    choose(mine, "actors", "Kim Jong Un")
    brush(mine, 0.5, 0.98)
    mine.locator(ROW).first.click()
    settle(mine)
    link = share(mine)
    counts, rows, said = shown_counts(mine), listed_ids(mine), mine.locator(".evidence mark").first.inner_text()
    assert counts[0] < counts[1]

    theirs = new_page()
    open_dashboard(theirs, link)
    assert wait_for_counts(theirs, counts[0]) == counts
    assert listed_ids(theirs) == rows
    assert theirs.locator(".evidence mark").first.inner_text() == said
    assert parse_qs(urlsplit(theirs.url).query) == parse_qs(urlsplit(link).query)


def test_the_back_button_takes_a_filter_back(page: Page, app: RunningApp, sample_store: Store) -> None:
    open_dashboard(page, app.url)
    total = sample_store.counts().total
    choose(page, "types", "Attacks")
    wait_for_counts(page, sample_store.counts(Filter(types=("assault",))).shown)
    page.go_back()
    settle(page)
    expect(page.locator(".facet[data-part=types] input:checked")).to_have_count(0)
    wait_for_counts(page, total)


def test_an_empty_result_says_which_filter_to_loosen(page: Page, app: RunningApp) -> None:
    open_dashboard(page, app.url + "?type=assault&q=zzzz-no-such-word")
    expect(page.locator("section.empty")).to_contain_text("zzzz-no-such-word")
    page.locator("section.empty li").filter(has_text="zzzz").get_by_role("button").click()
    wait_for_counts(page, lambda shown: shown > 0)


@pytest.mark.parametrize(
    "query", ["?brush=x&cam=nan,1,1&actor=%00&since=9999-99-99", "?ui=<script>&page=../etc&box=1,2"]
)
def test_garbage_in_the_address_opens_the_whole_view(
    page: Page, app: RunningApp, query: str, sample_store: Store
) -> None:
    open_dashboard(page, app.url + query)
    total = sample_store.counts().total
    assert wait_for_counts(page, total) == (total, total)


def test_a_report_without_a_date_is_read_again_when_its_date_is_set(
    start_app: StartApp, new_page: NewPage, tmp_path: Path
) -> None:
    store = open_store(tmp_path / "dateline.duckdb")
    fill_store(store)
    undated = next(r for r in store.documents().to_pylist() if r["published"] is None and r["needs_anchor"])
    app = start_app(store.path)
    page = new_page()
    page.goto(app.url + f"?page=reports&report={undated['id']}")
    page.get_by_role("spinbutton", name="year, Publication date").first.click()
    page.keyboard.type("20230913")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Set and read again").click()
    expect(page.locator(".reader .about").first).to_contain_text("Sep 13, 2023")
    again = next(r for r in store.documents().to_pylist() if r["id"] == undated["id"])
    assert again["needs_anchor"] == 0
    assert again["undated"] < undated["undated"]


def test_a_pasted_report_is_read_and_an_empty_one_refused(
    start_app: StartApp, new_page: NewPage, tmp_path: Path
) -> None:
    store = open_store(tmp_path / "dateline.duckdb")
    fill_store(store, [Path(__file__).parents[2] / "seeds"])
    app = start_app(store.path)
    page = new_page()
    page.goto(app.url + "?page=reports")
    page.get_by_text("Read a report").click()
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("There is no text to read")).to_be_visible()
    page.get_by_label("Text of the report").fill(
        "Vladimir Putin met Kim Jong Un in Vladivostok on 25 April 2019. <img src=x onerror=alert(1)>"
    )
    page.get_by_role("button", name="Read it").click()
    expect(page.locator(".reader")).to_contain_text("<img src=x onerror=alert(1)>")
    assert store.documents().num_rows == 2


def test_an_emptied_store_says_what_to_do(start_app: StartApp, new_page: NewPage, tmp_path: Path) -> None:
    store = open_store(tmp_path / "dateline.duckdb")
    fill_store(store, [Path(__file__).parents[2] / "seeds"])
    store.clear()
    app = start_app(store.path)
    page = new_page()
    page.goto(app.url)
    expect(page.get_by_text("The store is empty")).to_be_visible()
    page.get_by_role("button", name="Fill with the seed and the examples").click()
    wait_until_drawn(page)
    assert store.documents().num_rows > 12


def test_the_dashboard_on_postgresql_shows_filters_and_takes_reports(
    start_app: StartApp, new_page: NewPage, postgres_address: str, tmp_path: Path
) -> None:
    with contextlib.closing(open_store(postgres_address)) as store:
        fill_store(store, [Path(__file__).parents[2] / "seeds"])
        app = start_app(tmp_path / "beside.duckdb", database=postgres_address)
        page = new_page()
        open_dashboard(page, app.url)
        total = store.count()
        assert total > 10
        wait_for_counts(page, total)
        choose(page, "types", "Meets or visits")
        wait_for_counts(page, store.count(Filter(types=("consult",))))
        assert listed_ids(page) == ids(store, Filter(types=("consult",)))
        store.add(read_report(Document("quetta", "Gunmen attacked a market in Quetta on 3 May 2024.", "en")))
        open_dashboard(page, app.url)
        wait_for_counts(page, store.count())
        assert store.count() > total


def test_of_very_many_events_the_counts_are_made_by_the_database(
    start_app: StartApp, new_page: NewPage, sample_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_MOST_ROWS", "50")
    app = start_app(sample_store.path)
    page = new_page()
    open_dashboard(page, app.url)
    total = sample_store.counts().total
    assert total > 50
    assert wait_for_counts(page, total) == (total, total)
    choose(page, "types", "Attacks")
    wait_for_counts(page, sample_store.counts(Filter(types=("assault",))).shown)
    brush(page, 0.6, 0.99)
    page.wait_for_url(re.compile("brush="))
    first, last = (dt.date.fromisoformat(day) for day in address(page)["brush"][0].split("/"))
    filter_ = Filter(types=("assault",), brush=(first, last))
    wait_for_counts(page, sample_store.counts(filter_).shown)
    assert listed_ids(page) == ids(sample_store, filter_)


def test_the_dashboard_works_under_a_sub_path(start_app: StartApp, new_page: NewPage, sample_store: Store) -> None:
    app = start_app(sample_store.path, base_path="press/dateline")
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    open_dashboard(page, app.url)
    choose(page, "types", "Attacks")
    link = share(page)
    assert link.startswith(app.url)
    theirs = new_page()
    open_dashboard(theirs, link)
    wait_for_counts(theirs, sample_store.counts(Filter(types=("assault",))).shown)


def test_no_request_leaves_for_another_host(page: Page, app: RunningApp) -> None:
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname or ""))
    open_dashboard(page, app.url)
    assert {h for h in hosts if h} == {"127.0.0.1"}


def test_a_phone_shows_map_timeline_and_list_without_sideways_scrolling(new_page: NewPage, app: RunningApp) -> None:
    for query in ("", "?ui=ar"):
        page = new_page(width=390, height=844, has_touch=True)
        page.goto(app.url + query)
        expect(page.locator(".mapline .shown")).to_have_text(re.compile(r"\d|[٠-٩]"), timeout=60_000)
        settle(page)
        overflow = page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")
        assert overflow <= 0
        for part in (".mapline .map", ".mapline .timeline"):
            box = page.locator(part).bounding_box()
            assert box
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 391


def test_choosing_an_event_filters_nothing(page: Page, app: RunningApp, sample_store: Store) -> None:
    rows = sample_store.events(columns=["id", "lon", "lat"]).to_pylist()
    far = next(row for row in rows if row["lon"] is not None and row["lon"] < 60)
    open_dashboard(page, app.url + "?cam=48.5,128,4.2")
    narrowed = shown_counts(page)
    assert narrowed[0] < narrowed[1]
    seen = page.url
    assert "seen=" in seen, "a camera without the part in view that it filters by is told to the list at once"
    page.goto(f"{seen}&event={far['id']}")
    wait_until_drawn(page)
    page.wait_for_timeout(1500)
    assert wait_for_counts(page, narrowed[0]) == narrowed
    expect(page.locator(".evidence dl")).to_be_visible()
    page.locator(".mapline .map-body").press("0")
    wait_for_counts(page, lambda shown: shown == narrowed[1])
