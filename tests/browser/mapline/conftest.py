"""The demonstration page, and a hand to drive the component on it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.app import RunningApp, run_app

SCRIPT = "tests/browser/mapline/demo_app.py"
FIND = """() => {
  for (const host of document.querySelectorAll('[data-testid=stBidiComponentIsolated]')) {
    const root = host.shadowRoot && host.shadowRoot.querySelector('.mapline');
    if (root && root.view.events) return root.view;
  }
  return null;
}"""
START_OVER = """(() => {
  view.player.pause(); view.player.speed = 1; view.player.unit = null; view.player.window = 'moving';
  view.controls.options.hidden = true;
  view.tool(null); view.map.fan.close(); view.timeline.folded.clear(); view.timeline.order = 'count';
  if (view.map.globe) view.map.setGlobe(false);
  if (!view.sight.follow) view.setFollow(true);
  view.group('actor', false); view.timeline.pane.scrollTop = 0; view.timeline.fitAll();
  cancelAnimationFrame(view.map.flight);
  view.reset(); cancelAnimationFrame(view.map.flight); view.map.fit();
  view.select(null);
})()"""


class Person:
    """Somebody at the demonstration page: looks at what is there, uses mouse and keys."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.shown = page.locator(".shown")
        self.map = page.locator(".map-body")
        self.time = page.locator(".time-body")

    def read(self, expression: str) -> Any:
        """Evaluate an expression about the ``view``."""
        return self.page.evaluate(f"() => {{ const view = ({FIND})(); return ({expression}); }}")

    def said(self) -> dict[str, Any]:
        """What Python got to know."""
        text = self.page.locator("[data-testid=stCode]").inner_text()
        said: dict[str, Any] = json.loads(text)
        return said

    def wait_until_said(self, key: str, value: object = ...) -> dict[str, Any]:
        """Wait until Python knows this of a key, or anything at all."""
        end = time.monotonic() + 20
        while True:
            said = self.said()
            if said[key] == value or (value is ... and said[key] is not None):
                return said
            assert time.monotonic() < end, f"{key} is {said[key]!r}, not {value!r}"
            time.sleep(0.1)

    def start_over(self) -> None:
        """Put everything back as it was when the page opened."""
        self.page.mouse.up()
        self.page.mouse.move(2, 2)
        self.read(START_OVER)
        self.wait_until_said("gesture", self.read("view.gesture"))
        expect(self.shown).to_have_text("60 of 60 events")

    def count(self) -> int:
        """How many events are shown, as the counter says."""
        return int("".join(c for c in self.page.locator(".shown strong").inner_text() if c.isdigit()))

    def items(self, kind: str | None = None) -> list[dict[str, Any]]:
        """What is drawn on the map."""
        drawn: list[dict[str, Any]] = self.read(
            "view.map.items.map(({kind, x, y, r, count, onePlace, event, place}) =>"
            " ({kind, x, y, r, count, onePlace, event, place}))"
        )
        return [item for item in drawn if kind in (None, item["kind"])]

    def marks(self) -> list[dict[str, Any]]:
        """What is drawn in the lanes."""
        marks: list[dict[str, Any]] = self.read(
            "view.timeline.layout.lanes.flatMap((lane) => lane.marks.map(({event, x, width, y, kind}) =>"
            " ({event, x: x + view.timeline.left, width, y: y + 100 - view.timeline.pane.scrollTop, kind})))"
        )
        return marks

    def at(self, area: Locator, x: float, y: float) -> tuple[float, float]:
        """Where a point of an area lies on the page."""
        box = area.bounding_box()
        assert box
        return box["x"] + x, box["y"] + y

    def drag(self, area: Locator, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Drag from one point of an area to another."""
        self.page.mouse.move(*self.at(area, *start))
        self.page.mouse.down()
        for step in range(1, 9):
            self.page.mouse.move(*self.at(area, *(a + (b - a) * step / 8 for a, b in zip(start, end, strict=True))))
        self.page.mouse.up()

    def brush(self, start: float, end: float) -> None:
        """Brush the histogram between two shares of its width, in the direction of time on the screen."""
        left, width = self.read("view.timeline.left"), self.read("view.timeline.scale.width")
        self.drag(self.time, (left + start * width, 30), (left + end * width, 30))

    def click_map(self, item: dict[str, Any]) -> None:
        """Click what is drawn on the map."""
        self.page.mouse.click(*self.at(self.map, item["x"], item["y"]))

    def wait(self, expression: str) -> None:
        """Wait until an expression about the ``view`` holds."""
        self.page.wait_for_function(f"() => {{ const view = ({FIND})(); return view && ({expression}); }}")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """The demonstration app."""
    with run_app(tmp_path_factory.mktemp("demo") / "unused.duckdb", script=SCRIPT) as running:
        yield running


@pytest.fixture
def visit(demo: RunningApp, new_page: Callable[..., Page]) -> Callable[..., Person]:
    """Open the demonstration page with a query, and wait until the picture stands."""

    def open_demo(query: str = "", **options: Any) -> Person:
        page = new_page(**{"height": 1000, **options})
        page.goto(f"{demo.url}?{query}")
        person = Person(page)
        expect(person.shown).to_be_visible(timeout=60_000)
        person.wait("view.map.items.length > 0 && view.basemap !== null && view.timeline.layout")
        return person

    return open_demo


@pytest.fixture(scope="module")
def open_page(demo: RunningApp, browser: Browser) -> Iterator[tuple[Person, list[str]]]:
    """One page for all tests of a module: opening it takes longer than most of them."""
    context = browser.new_context(viewport={"width": 1360, "height": 1000}, reduced_motion="reduce")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(demo.url)
    person = Person(page)
    expect(person.shown).to_be_visible(timeout=60_000)
    yield person, errors
    context.close()


@pytest.fixture
def person(open_page: tuple[Person, list[str]]) -> Iterator[Person]:
    """Somebody at the page in English; no error may stay uncaught."""
    somebody, errors = open_page
    somebody.start_over()
    yield somebody
    assert errors == []


@pytest.fixture(scope="session")
def modules() -> Path:
    """The folder of the component's modules."""
    from dashboard import mapline

    return Path(mapline.__file__).parent / "js"
