"""What every panel is drawn with, on a page of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from dashboard import panels

HELPERS = (panels.HERE / "dom.js").read_text(encoding="utf-8")
DRAW = """(text) => repaint(document.body, { direction: "ltr", language: "en" }, () =>
  el("button", { type: "button", onclick: () => { clicks.push(text); } }, text))"""


@pytest.fixture
def panel(new_page: Callable[..., Page]) -> Page:
    page = new_page()
    page.add_script_tag(content=f"const clicks = []; {HELPERS}")
    return page


def test_a_drawing_that_comes_amid_a_click_waits_for_it(panel: Page) -> None:
    panel.evaluate(DRAW, "first")
    panel.get_by_role("button", name="first").hover()
    panel.mouse.down()
    panel.evaluate(DRAW, "second")
    panel.evaluate(DRAW, "third")
    assert panel.get_by_role("button").inner_text() == "first"
    panel.mouse.up()
    panel.get_by_role("button", name="third").wait_for()
    assert panel.evaluate("clicks") == ["first"]


def test_a_drawing_comes_at_once_while_nothing_is_held(panel: Page) -> None:
    panel.evaluate(DRAW, "first")
    panel.mouse.move(900, 900)
    panel.mouse.down()
    panel.evaluate(DRAW, "second")
    assert panel.get_by_role("button").inner_text() == "second"
