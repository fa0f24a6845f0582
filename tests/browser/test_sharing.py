"""What a person shares: a link, an embedded view, a picture, a page that stands alone, a story."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from dashboard.link import LONGEST, View
from dashboard.page.write import write_page
from dashboard.services import example_stories
from events.cli import main
from events.store import Filter, Store
from tests.browser.app import RunningApp
from tests.browser.person import (
    ROW,
    SHOWN,
    listed_ids,
    open_dashboard,
    settle,
    share,
    shown_counts,
    to_latin_digits,
    wait_for_counts,
    wait_until_drawn,
)

NewPage = Callable[..., Page]
CLIPBOARD = ["clipboard-read", "clipboard-write"]


def open_share(page: Page) -> None:
    """Open the dialog."""
    page.locator("[data-focus=share]").click()
    expect(page.locator("dialog.share")).to_be_visible()


def test_an_embedded_view_fills_its_frame_and_leads_to_the_whole(new_page: NewPage, app: RunningApp) -> None:
    page = new_page(permissions=CLIPBOARD)
    open_dashboard(page, app.url + "?type=consult")
    counts = shown_counts(page)
    open_share(page)
    page.locator("[data-focus=copy-embed]").click()
    code = page.evaluate("navigator.clipboard.readText()")
    assert "embed=true" in code

    reader = new_page(width=640, height=440)
    reader.set_content(code.replace('height="480"', 'height="400"').replace('width="100%"', 'width="600"'))
    frame: FrameLocator = reader.frame_locator("iframe")
    expect(frame.locator(SHOWN)).to_have_text(re.compile(r"\d"), timeout=90_000)
    assert re.findall(r"\d+", frame.locator(SHOWN).inner_text()) == [str(n) for n in counts]
    for part in (".mapline .map", ".mapline .timeline"):
        box = frame.locator(part).bounding_box()
        assert box
        assert box["width"] > 500
        assert box["height"] > 60
    expect(frame.locator(".filters")).to_have_count(0)
    overflow = frame.locator("html").evaluate("e => [e.scrollWidth - e.clientWidth, e.scrollHeight - e.clientHeight]")
    assert overflow == [0, 0]
    assert frame.locator("footer a").get_attribute("href") == app.url + "?type=consult"


def test_a_picture_is_saved_with_its_title(page: Page, app: RunningApp, tmp_path: Path) -> None:
    open_dashboard(page, app.url)
    open_share(page)
    page.get_by_label("Picture: its title").fill("Who met whom")
    with page.expect_download() as saved:
        page.locator("[data-focus=picture]").click()
    saved.value.save_as(tmp_path / "p.png")
    content = (tmp_path / "p.png").read_bytes()
    assert content.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", content[16:24])
    picture = page.locator(".mapline").bounding_box()
    assert picture
    assert width >= 2 * picture["width"]
    assert height > picture["height"]
    assert saved.value.suggested_filename.endswith(".png")


def test_a_long_address_is_shared_as_a_short_link(new_page: NewPage, app: RunningApp, sample_store: Store) -> None:
    mine = new_page(permissions=CLIPBOARD)
    places = "&".join(f"place=geonames:no-such-place-{i:03}-with-a-name-that-is-long" for i in range(49))
    open_dashboard(mine, f"{app.url}?{places}&place=RU")
    assert len(mine.url) > LONGEST
    open_share(mine)
    expect(mine.locator("dialog #link")).to_have_value(re.compile(r"\?link=[\w-]{12}$"))
    mine.keyboard.press("Escape")
    link = share(mine)
    assert len(link) < 100

    theirs = new_page()
    open_dashboard(theirs, link)
    wait_for_counts(theirs, sample_store.counts(Filter(places=("RU",))).shown)
    assert theirs.url == link


def use_saved_page(page: Page, path: Path, total: int) -> None:
    """Open a saved page from disk, brush it, filter it, open an event."""
    page.goto(path.as_uri())
    expect(page.locator("#counts")).to_have_text(re.compile(r"\d|[٠-٩]"), timeout=90_000)
    assert wait_for_counts(page, total) == (total, total)
    drag(page)
    shown = shown_counts(page)[0]
    assert 0 < shown < total
    page.locator(".facet[data-part=types] .option input").first.check()
    fewer = shown_counts(page)[0]
    assert 0 < fewer < shown
    expect(page.locator("#counts")).to_have_text(page.locator(SHOWN).inner_text())
    page.locator(ROW).first.click()
    said = page.locator(".evidence mark").first.inner_text()
    assert said
    assert said.split()[0] in page.locator(".evidence blockquote").first.inner_text()
    page.locator("[data-focus=reset]").click()
    assert wait_for_counts(page, total) == (total, total)


def drag(page: Page) -> None:
    """Brush the later part of the histogram."""
    box = page.locator(".mapline .timeline canvas.histogram").bounding_box()
    assert box
    at = [box["x"] + share * box["width"] for share in (0.75, 0.85, 0.995)]
    if page.locator("html").get_attribute("dir") == "rtl":
        at = [2 * box["x"] + box["width"] - x for x in at]
    page.mouse.move(at[0], box["y"] + 30)
    page.mouse.down()
    for x in at[1:]:
        page.mouse.move(x, box["y"] + 30, steps=4)
    page.mouse.up()
    page.wait_for_timeout(300)


def test_a_saved_page_works_from_disk_without_a_network(new_page: NewPage, app: RunningApp, tmp_path: Path) -> None:
    page = new_page(width=1280, height=900)
    open_dashboard(page, app.url)
    total = shown_counts(page)[1]
    open_share(page)
    with page.expect_download(timeout=120_000) as saved:
        page.locator("[data-focus=page]").click()
    path = tmp_path / "saved.html"
    saved.value.save_as(path)

    alone = new_page(width=1280, height=900, offline=True)
    asked: list[str] = []
    alone.on("request", lambda request: asked.append(request.url))
    use_saved_page(alone, path, total)
    assert [url for url in asked if not url.startswith(("file:", "blob:", "data:"))] == []


def test_a_saved_page_tells_a_story_from_right_to_left(new_page: NewPage, sample_store: Store, tmp_path: Path) -> None:
    story = next(told.story for told in example_stories() if told.story.language == "ar")
    path = tmp_path / "story.html"
    path.write_bytes(write_page(sample_store, View(), language="ar", title="<script>alert(1)</script>", story=story))
    page = new_page(width=1280, height=900, offline=True)
    page.goto(path.as_uri())
    expect(page.locator(".story h2")).to_have_text(story.steps[0].title, timeout=90_000)
    expect(page.locator("h1")).to_have_text("<script>alert(1)</script>")
    assert page.locator("html").get_attribute("dir") == "rtl"
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".story h2")).to_have_text(story.steps[1].title)
    expect(page.locator(".story .cited mark")).to_contain_text("كيم يعتزم السفر")
    page.locator("[data-focus=leave]").click()
    expect(page.locator(".records")).to_be_visible()


def test_a_page_that_the_command_makes_shows_what_else_the_table_says(
    new_page: NewPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_DB", str(tmp_path / "store.duckdb"))
    rows = {"name": "A <i>march</i>", "date": "2023-09-06", "lat": "36.2", "lon": "37.16", "size": "<b>300</b>"}
    (tmp_path / "marches.csv").write_text(f"{','.join(rows)}\n{','.join(rows.values())}\n")
    assert main(["ingest", str(tmp_path / "marches.csv")]) == 0
    assert main(["export", str(tmp_path / "marches.map.html")]) == 0
    page = new_page(width=1280, height=900, offline=True)
    page.goto((tmp_path / "marches.map.html").as_uri())
    page.locator(ROW).first.click(timeout=90_000)
    extras = page.locator(".evidence details.extras")
    extras.locator("summary").click()
    expect(extras).to_contain_text("<b>300</b>")


def test_a_story_is_made_edited_and_played(new_page: NewPage, app: RunningApp, sample_store: Store) -> None:
    page = new_page(permissions=CLIPBOARD)
    open_dashboard(page, app.url)
    chosen = listed_ids(page)[4:6]
    for number, event in enumerate(chosen, 1):
        page.locator(f"{ROW}[data-event={event}]").click()
        settle(page)
        page.locator("[data-focus=step]").click()
        if number == 1:
            page.get_by_label("Title of the new story").fill("A <b>train</b> east")
        page.get_by_label("Heading of this step").fill(f"Step {number}")
        page.get_by_label("Text", exact=True).fill(f"Words of step {number}")
        page.get_by_role("button", name="Add this view as a step").click()
        settle(page)
        expect(page.locator(".copied")).to_contain_text(f"as step {number}")

    page.get_by_role("button", name="Stories", exact=True).click()
    settle(page)
    page.get_by_role("button", name="Edit: A <b>train</b> east").click()
    settle(page)
    page.get_by_label("Heading", exact=True).first.fill("The first one")
    page.get_by_role("button", name="Down: The first one").click()
    page.get_by_role("button", name="Save", exact=True).click()
    settle(page)
    expect(page.locator(".copied")).to_contain_text("saved")

    page.get_by_role("button", name="Play: A <b>train</b> east").click()
    expect(page.locator(".story h2")).to_have_text("Step 2", timeout=60_000)
    settle(page)
    page.keyboard.press("ArrowRight")
    expect(page.locator(".story h2")).to_have_text("The first one")
    settle(page)
    event = sample_store.event(chosen[0])
    assert event
    expect(page.locator(".story mark")).to_have_text(event.evidence.text)
    assert re.search(r"\?story=[\w-]{12}&step=2$", page.url)
    link = share(page)

    page.go_back()
    expect(page.locator(".story h2")).to_have_text("Step 2")
    theirs = new_page()
    theirs.goto(link)
    expect(theirs.locator(".story h2")).to_have_text("The first one", timeout=60_000)
    theirs.get_by_role("button", name="Explore freely").click()
    wait_until_drawn(theirs)
    expect(theirs.locator(".evidence mark").first).to_have_text(event.evidence.text)


def test_a_story_in_arabic_on_a_phone_goes_on_with_a_swipe(new_page: NewPage, app: RunningApp) -> None:
    page = new_page(width=390, height=844, has_touch=True)
    page.goto(app.url + "?story=example-ar&ui=ar")
    story = next(told.story for told in example_stories() if told.id == "example-ar")
    expect(page.locator(".story h2")).to_have_text(story.steps[0].title, timeout=60_000)
    settle(page)
    assert to_latin_digits(page.locator(".story .count").inner_text()) == f"1 من {len(story.steps)}"
    page.get_by_role("button", name="التالي", exact=True).click()
    expect(page.locator(".story h2")).to_have_text(story.steps[1].title)
    overflow = page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")
    assert overflow <= 0


LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_screen(new_page: NewPage, app: RunningApp, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = new_page(color_scheme=scheme)
    found: dict[str, list[tuple[str, str]]] = {}

    def check(name: str) -> None:
        settle(page)
        only = (
            {"type": "tag", "values": LEVELS} if scheme == "light" else {"type": "rule", "values": ["color-contrast"]}
        )
        options = {"runOnly": only}
        for problem in axe.Axe().run(page, context=".stBidiComponent", options=options).response["violations"]:
            found.setdefault(name, []).extend((problem["id"], node["html"][:160]) for node in problem["nodes"])

    languages = ["en", "ar"] if scheme == "light" else ["ar"]
    for language in languages:
        open_dashboard(page, f"{app.url}?ui={language}")
        page.locator(ROW).first.click()
        check(f"events {language}")
        open_share(page)
        check(f"share {language}")
        page.keyboard.press("Escape")
        page.locator("[data-focus=step]").click()
        check(f"step {language}")
        page.keyboard.press("Escape")
        for query in ("page=stories&story=example-en", "page=reports", "story=example-ar&step=2"):
            page.goto(f"{app.url}?{query}&ui={language}")
            expect(page.locator(".stories .editor, .reader, .story h2").first).to_be_visible(timeout=60_000)
            check(f"{query} {language}")
    assert found == {}
