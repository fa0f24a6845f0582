"""What a person does and sees on the dashboard, by name."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

SHOWN = ".mapline .shown"
ROW = ".records tbody tr"
PATIENCE = 30
"""Seconds to wait for a number; a loaded machine needs many."""


def open_dashboard(page: Page, url: str) -> None:
    """Open an address and wait for the map, the filters and the list."""
    page.goto(url)
    wait_until_drawn(page)


def wait_until_drawn(page: Page) -> None:
    """Wait for the map, the filters and the list."""
    expect(page.locator(SHOWN)).to_have_text(re.compile(r"\d|[٠-٩]"), timeout=60_000)
    expect(page.locator(".filters")).to_be_visible()
    expect(page.locator(".evidence")).to_be_visible()
    settle(page)


def settle(page: Page) -> None:
    """Wait until the script has run to its end, with time for a gesture to reach it; a saved page has no script."""
    page.wait_for_timeout(400)
    if page.url.startswith("file:"):
        return
    expect(page.locator("[data-testid=stApp]")).to_have_attribute(
        "data-test-script-state", "notRunning", timeout=60_000
    )
    page.wait_for_timeout(200)


def shown_counts(page: Page) -> tuple[int, int]:
    """Read "12 of 40 events": how many are shown, of how many."""
    numbers = re.findall(r"\d+", to_latin_digits(page.locator(SHOWN).inner_text()))
    return int(numbers[0]), int(numbers[-1])


def wait_for_counts(page: Page, shown: int | Callable[[int], bool]) -> tuple[int, int]:
    """Wait until so many events are shown, or a number that satisfies a condition, and give the counts."""
    suits = shown if callable(shown) else shown.__eq__
    end = time.monotonic() + PATIENCE
    while not suits((counts := shown_counts(page))[0]):
        assert time.monotonic() < end, f"{counts} are shown"
        page.wait_for_timeout(100)
    settle(page)
    return counts


def to_latin_digits(text: str) -> str:
    """Give a text with its Arabic digits as Latin ones, and no thousands separators."""
    return text.translate(str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")).replace(",", "").replace("٬", "")


def choose(page: Page, facet: str, label: str) -> None:
    """Tick a choice of a facet."""
    option = page.locator(f".facet[data-part={facet}] .option", has_text=re.compile(rf"^{re.escape(label)}")).first
    option.locator("input").check()
    settle(page)


def listed_ids(page: Page) -> list[str]:
    """Give the ids of the events in the list, as they stand."""
    return page.locator(ROW).evaluate_all("rows => rows.map((r) => r.dataset.event)")


def brush(page: Page, first: float, last: float) -> None:
    """Drag over the histogram, from one share of its width to another."""
    box = histogram(page).bounding_box()
    assert box
    y = box["y"] + 30
    page.mouse.move(box["x"] + first * box["width"], y)
    page.mouse.down()
    page.mouse.move(box["x"] + (first + last) / 2 * box["width"], y, steps=5)
    page.mouse.move(box["x"] + last * box["width"], y, steps=5)
    page.mouse.up()
    settle(page)


def histogram(page: Page) -> Locator:
    """Give the histogram above the lanes."""
    return page.locator(".mapline .timeline canvas.histogram")


def share(page: Page) -> str:
    """Open *Share*, copy the link, close it again, and give the link."""
    page.get_by_role("button", name=re.compile("^(Share|مشاركة)$")).click()
    page.locator("[data-focus=copy-link]").click()
    expect(page.locator("dialog .said")).not_to_be_empty()
    link = str(page.evaluate("navigator.clipboard.readText()"))
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    return link


def speak(page: Page, language: str) -> None:
    """Choose the interface's language by its own name."""
    page.locator("select.tongue").select_option(label=language)
    settle(page)
