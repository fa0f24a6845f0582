"""Take the pictures of README and docs from the running dashboard, on a fresh store with the seed and the examples.

python scripts/take_screenshots.py            # needs Chromium; writes docs/screenshots/*.png
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, sync_playwright  # noqa: E402

from events.store import fill_store, open_store  # noqa: E402
from tests.browser.app import FLAGS, find_chromium, run_app  # noqa: E402
from tests.browser.person import ROW, settle, wait_until_drawn  # noqa: E402

OUT = ROOT / "docs" / "screenshots"
VIEW = "since=2023-07-01&until=2023-10-31&cam=48.5,118,3.1"
CHOSEN = "فلاديفوستوك"
"""What the chosen event's sentence names: it is one of the seed report's."""
PICTURES = {
    "events": (VIEW, 1440, 1240, "light"),
    "events-dark": (VIEW, 1440, 1240, "dark"),
    "events-arabic": (VIEW + "&ui=ar", 1440, 1240, "light"),
    "phone-arabic": (VIEW + "&ui=ar", 390, 1200, "light"),
    "report": ("page=reports&report=000_abc2e34daac322dc", 1440, 1000, "light"),
}


def take(browser: Browser, url: str, name: str) -> None:
    """Take one picture."""
    query, width, height, scheme = PICTURES[name]
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"{url}?{query}")
    if "page=" not in query and width > 640:
        wait_until_drawn(page)
        page.locator(ROW).filter(has_text=CHOSEN).first.click()
    settle(page)
    page.wait_for_timeout(3_000)
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")
    page.screenshot(path=OUT / f"{name}.png")
    page.close()


def main() -> None:
    """Take all pictures, or those named on the command line."""
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        store = open_store(Path(folder) / "dateline.duckdb")
        fill_store(store)
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        with run_app(store.path) as app:
            for name in sys.argv[1:] or PICTURES:
                take(browser, app.url, name)
        browser.close()


if __name__ == "__main__":
    main()
