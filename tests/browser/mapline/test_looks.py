"""How it looks: narrow and wide, mirrored, dark, without a network, for those who hear or tab through it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app import RunningApp, run_app
from tests.browser.mapline.conftest import SCRIPT, Person

Visit = Callable[..., Person]


def test_a_phone_shows_all_of_it_without_scrolling_sideways(visit: Visit) -> None:
    person = visit("h=900", width=390, height=1200)
    assert person.page.evaluate("document.documentElement.scrollWidth") <= 390
    wide = person.read("view.root.getBoundingClientRect().right")
    assert wide <= 390
    beyond = person.read(
        "[...view.root.querySelectorAll('button, select, input')]"
        ".filter((node) => node.offsetParent && node.getBoundingClientRect().right > 391).length"
    )
    assert beyond == 0
    person.brush(0.3, 0.6)
    assert person.count() < 60


def test_fingers_can_brush(visit: Visit) -> None:
    person = visit("h=900", width=390, height=1200, has_touch=True)
    x, y = person.at(person.time, 120, 30)
    session = person.page.context.new_cdp_session(person.page)
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 6):
        session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x + 20 * step, "y": y}]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    person.wait("view.window !== null")
    assert person.wait_until_said("gesture", 1)["brush"]


def test_arabic_is_mirrored_and_time_runs_to_the_left(visit: Visit) -> None:
    person = visit("lang=ar")
    expect(person.page.locator(".mapline")).to_have_attribute("dir", "rtl")
    assert "٦٠" in person.shown.inner_text()
    early, late = person.read(
        "[view.timeline.scale.x(view.events.extent[0]), view.timeline.scale.x(view.events.extent[1])]"
    )
    assert early > late
    legend, tools = (person.page.locator(css).bounding_box() for css in (".legend", ".tools"))
    assert legend
    assert tools
    assert legend["x"] > tools["x"]
    person.brush(0.2, 0.4)
    first, last = person.read("view.window")
    assert first < last
    handle = person.page.get_by_role("slider", name="أول يوم")
    handle.focus()
    person.page.keyboard.press("ArrowLeft")
    assert person.read("view.window")[0] == first + 1
    assert "هـ" in person.read("view.timeline.ticks.major.map((tick) => tick.beside).join(' ')")


def test_dark_follows_the_page(visit: Visit) -> None:
    person = visit("", color_scheme="dark")
    assert person.read("view.theme.dark") is True
    assert person.read("getComputedStyle(view.root).backgroundColor") != "rgb(251, 250, 247)"


def test_nothing_is_asked_of_another_host(demo: RunningApp, new_page: Callable[..., Page]) -> None:
    page = new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(demo.url)
    expect(page.locator(".shown")).to_be_visible(timeout=60_000)
    page.wait_for_timeout(1500)
    outside = [url for url in asked if not url.startswith((demo.url, "data:", "blob:"))]
    assert outside == []
    assert any("dateline-assets/deck/" in url for url in asked)


def test_it_works_under_a_sub_path(tmp_path_factory: pytest.TempPathFactory, new_page: Callable[..., Page]) -> None:
    with run_app(tmp_path_factory.mktemp("sub") / "unused.duckdb", script=SCRIPT, base_path="team/dateline") as running:
        page = new_page()
        page.goto(running.url)
        expect(page.locator(".shown")).to_have_text("60 of 60 events", timeout=60_000)
        page.close()


@pytest.mark.parametrize("query", ["", "lang=ar"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(visit: Visit, query: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    person = visit(query, color_scheme=scheme)
    person.brush(0.3, 0.6)
    options = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
    found = axe.Axe().run(person.page, context=".stBidiComponent", options=options).response["violations"]
    assert [(v["id"], [node["html"][:160] for node in v["nodes"]]) for v in found] == []


def test_every_control_has_a_name_and_can_be_reached(visit: Visit) -> None:
    person = visit("")
    nameless = person.read(
        "[...view.root.querySelectorAll('button, select, input, [role=slider]')]"
        ".filter((node) => node.offsetParent && !(node.getAttribute('aria-label') || node.textContent.trim())).length"
    )
    assert nameless == 0
    person.map.focus()
    assert person.read("getComputedStyle(view.map.node).outlineStyle") != "none" or person.page.keyboard.press("Shift")


def test_what_is_seen_is_also_said(visit: Visit) -> None:
    person = visit("")
    person.brush(0.3, 0.6)
    live = person.page.locator(".mapline [aria-live]")
    expect(live).to_contain_text("of 60 events")
    expect(live).to_contain_text("2023")


def test_reduced_motion_is_honoured(visit: Visit) -> None:
    person = visit("", reduced_motion="reduce")
    zoom = person.read("view.map.camera.zoom")
    person.page.get_by_role("button", name="Zoom in").click()
    assert person.read("view.map.camera.zoom") == pytest.approx(zoom + 1)
