"""One dashboard for all browser tests, a fresh page for each, and no uncaught error in any."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from events.store import Store, fill_store, open_store
from tests.browser.app import FLAGS, RunningApp, find_chromium, run_app
from tests.browser.kept import KeptProfile

expect.set_options(timeout=20_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store with the seed report and the examples."""
    store = open_store(tmp_path_factory.mktemp("store") / "dateline.duckdb")
    assert fill_store(store) > 0
    return store


@pytest.fixture(scope="session")
def app(sample_store: Store) -> Iterator[RunningApp]:
    """The dashboard on the sample store; tests that write use a store of their own."""
    with run_app(Path(sample_store.path)) as running:
        yield running


@pytest.fixture
def start_app() -> Iterator[Callable[..., RunningApp]]:
    """Starts dashboards on stores of a test's own. Ask for it before `new_page`, so that pages close first."""
    with ExitStack() as running:
        yield lambda store, **options: running.enter_context(run_app(Path(store), **options))


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives the browsers."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One Chromium for all pages in private windows."""
    browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def kept(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[KeptProfile]:
    """One profile that lasts."""
    folder = tmp_path_factory.mktemp("profile")
    context = playwright.chromium.launch_persistent_context(folder, executable_path=find_chromium(), args=FLAGS)
    yield KeptProfile(context)
    context.close()


@pytest.fixture
def new_page(kept: KeptProfile, request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    """Open pages, each in a browser of its own as another person's would be; no error may stay uncaught.

    Nothing flies or fades unless a test asks for it: drawing that in software is most of what a page costs.
    """
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def open_page(*, width: int = 1280, height: int = 960, **options: object) -> Page:
        options = {"viewport": {"width": width, "height": height}, "reduced_motion": "reduce", **options}
        if kept.can_lend(options):
            page = kept.open_page(**options)  # type: ignore[arg-type]
        else:
            context = request.getfixturevalue("browser").new_context(**options)
            contexts.append(context)
            page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
        return page

    with kept.lent():
        yield open_page
        for context in contexts:
            context.close()
    assert errors == []


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A page of the usual size."""
    return new_page()
