"""What a person does with one event of several reports: look at its sources, correct, undo, hide, split, join."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from events.model import Document
from events.pipeline import read_report
from events.store import Filter, Store, open_store
from tests.browser.app import RunningApp
from tests.browser.person import open_dashboard, settle, shown_counts, wait_for_counts

MET = "Vladimir Putin met Kim Jong Un in Vladivostok on 25 April 2019."
TOLD = {
    "wire": ("en", MET),
    "agency": ("ru", "Владимир Путин встретился с Ким Чен Ыном во Владивостоке 25 апреля 2019 года."),
    "later": ("en", "Vladimir Putin met Kim Jong Un in Vladivostok on 26 April 2019."),
}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Three reports of a meeting, one of which gives another day, and one of something else."""
    store = open_store(tmp_path / "dateline.duckdb")
    documents = [
        Document(id_, text, language, dt.date(2019, 4, 27), title=f"Report {id_}", outlet=id_.title())
        for id_, (language, text) in TOLD.items()
    ]
    documents.append(dataclasses.replace(documents[0], id="else", text="Sergei Lavrov visited Seoul on 25 April 2019."))
    store.add_many([read_report(document) for document in documents])
    return store


def merged(store: Store) -> str:
    (id_,) = [row["id"] for row in store.events().to_pylist() if row["members"]]
    return str(id_)


def open_event(page: Page, app: RunningApp, id_: str) -> None:
    open_dashboard(page, f"{app.url}?event={id_}")


def edit(page: Page) -> None:
    page.locator("[data-focus=edit]").click()
    expect(page.locator("form.correct")).to_be_visible()
    settle(page)


def save(page: Page) -> None:
    page.locator("[data-focus=c-save]").click()
    expect(page.locator("form.correct")).to_have_count(0)
    settle(page)


def test_one_event_shows_its_sources_why_they_are_one_and_where_they_differ(
    start_app: Callable[..., RunningApp], page: Page, store: Store
) -> None:
    app = start_app(store.path)
    open_event(page, app, merged(store))
    evidence = page.locator(".evidence")
    expect(evidence.locator(".sources > li")).to_have_count(3)
    expect(evidence.locator(".one")).to_contain_text("3 reports")
    expect(evidence).to_contain_text("2 parties in common")
    differ = evidence.locator(".differ")
    expect(differ).to_contain_text("Apr 25, 2019")
    expect(differ).to_contain_text("Apr 26, 2019")
    once, _ = shown_counts(page)
    page.locator("[data-focus='merging-1']").check()
    wait_for_counts(page, once + 2)
    assert "each=1" in page.url
    expect(evidence.locator(".sources > li")).to_have_count(1)


def test_a_person_corrects_date_and_place_and_takes_it_back(
    start_app: Callable[..., RunningApp], page: Page, store: Store
) -> None:
    app = start_app(store.path)
    open_event(page, app, merged(store))
    edit(page)
    page.locator("#c-date").fill("never")
    expect(page.locator("#c-date-read.wrong")).to_contain_text("is not read as a date")
    page.locator("#c-date").fill("24 April 2019")
    expect(page.locator("#c-date-read")).to_contain_text("Apr 24, 2019")
    page.locator("#c-place").fill("Khasan")
    page.locator(".found button").first.click()
    page.locator("#c-why").fill("A film shows it")
    page.locator("#c-who").fill("Ada")
    save(page)
    event = store.event(merged(store))
    assert event is not None
    assert event.date is not None
    assert event.place is not None
    assert (event.date.edtf, event.place.place.name) == ("2019-04-24", "Khasan")
    evidence = page.locator(".evidence")
    evidence.locator("[data-focus=was-date]").click()
    expect(evidence.locator("details.corrected[open]")).to_contain_text("Apr 25, 2019")
    expect(evidence.locator("details.corrected[open]")).to_contain_text("A film shows it")
    expect(page.locator(".records small.corrected")).to_have_count(1)
    for _ in range(2):
        evidence.locator(".history li:not(.gone) button").first.click()
        settle(page)
    expect(evidence.locator(".history li.gone")).to_have_count(2)
    expect(page.locator(".records small.corrected")).to_have_count(0)
    event = store.event(merged(store))
    assert event is not None
    assert not event.corrected


def test_a_person_points_at_the_place_on_the_map(
    start_app: Callable[..., RunningApp], page: Page, store: Store
) -> None:
    app = start_app(store.path)
    open_dashboard(page, f"{app.url}?event={merged(store)}&cam=43.1,131.9,8")
    edit(page)
    point = page.locator("[data-focus=c-pick]")
    hint = page.locator(".mapline .picking")
    expect(hint).to_be_hidden()

    point.click()
    expect(hint).to_be_visible()
    page.keyboard.press("Escape")
    expect(hint).to_be_hidden()
    expect(point).to_be_focused()

    point.click()
    picture = page.locator(".mapline .map-body").bounding_box()
    assert picture
    page.mouse.click(picture["x"] + picture["width"] / 2, picture["y"] + picture["height"] / 2)
    expect(hint).to_be_hidden()
    found = page.locator(".found[aria-label] button")
    expect(found.nth(1)).to_contain_text("Vladivostok")
    lat, lon = map(float, page.locator("#c-place").input_value().split(", "))
    assert (lat, lon) == (pytest.approx(43.1, abs=0.01), pytest.approx(131.9, abs=0.01))

    page.locator("#c-place").fill("")
    point.click()
    expect(hint).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#c-place")).to_have_value("43.1000, 131.9000")
    found.first.click()
    save(page)
    event = store.event(merged(store))
    assert event is not None
    assert event.place is not None
    place = event.place.place
    assert (place.lat, place.lon, place.country, place.admin1) == (43.1, 131.9, "RU", "RU-PRI")


def test_a_person_takes_a_record_out_and_joins_it_again(
    start_app: Callable[..., RunningApp], page: Page, store: Store
) -> None:
    app = start_app(store.path)
    open_event(page, app, merged(store))
    sources = page.locator(".evidence .sources > li")
    sources.last.get_by_role("button", name="Another event").click()
    expect(sources).to_have_count(2)
    settle(page)
    edit(page)
    page.locator(".join summary").click()
    page.locator(".join .found button", has_text="Vladivostok").first.click()
    expect(sources).to_have_count(3)
    expect(page.locator(".evidence")).to_contain_text("joined by a person")


def test_a_person_hides_an_event_and_finds_it_again_among_the_corrections(
    start_app: Callable[..., RunningApp], page: Page, store: Store
) -> None:
    app = start_app(store.path)
    open_event(page, app, merged(store))
    before, _ = shown_counts(page)
    edit(page)
    page.locator("[data-focus=c-hide]").click()
    wait_for_counts(page, before - 1)
    assert store.counts(Filter(unmerged=True)).total == 1
    page.goto(f"{app.url}?page=reports")
    settle(page)
    page.get_by_text("All corrections").click()
    page.get_by_role("button", name="Undo").click()
    settle(page)
    assert len(store.event(merged(store)).sources) == 3  # type: ignore[union-attr]


def test_nothing_is_corrected_on_a_read_only_dashboard(
    start_app: Callable[..., RunningApp], page: Page, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_READ_ONLY", "1")
    app = start_app(store.path)
    open_event(page, app, merged(store))
    expect(page.locator(".evidence")).to_contain_text("read-only")
    expect(page.locator("[data-focus=edit]")).to_have_count(0)
