"""A browser that keeps what it compiled of the pages' scripts, as a person's own does.

A fresh context of Playwright is a private window: it compiles Streamlit and deck.gl anew, which is half of what opening
a page costs. So the first page of a test opens in one profile that lasts, and everything that a site may have stored
there is removed after the test.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page

CHANGEABLE = {"color_scheme", "offline", "permissions", "reduced_motion", "viewport"}
"""What a profile that is open can be set to; anything else needs a context of its own."""
STORED = "cookies,file_systems,indexeddb,local_storage,service_workers,cache_storage,websql"


class KeptProfile:
    """One browser profile, lent to one test after the other."""

    def __init__(self, context: BrowserContext) -> None:
        self._context = context
        self._taken = False

    def can_lend(self, options: dict[str, object]) -> bool:
        """Whether a page with these options of ``new_context`` can be opened here now."""
        return not self._taken and options.keys() <= CHANGEABLE

    @contextmanager
    def lent(self) -> Iterator[None]:
        """Give back what the block opened: no page, nothing stored, nothing permitted is left."""
        try:
            yield
        finally:
            if self._taken:
                self._clean()

    def open_page(
        self,
        *,
        viewport: dict[str, int],
        reduced_motion: str,
        color_scheme: str = "light",
        offline: bool = False,
        permissions: tuple[str, ...] = (),
    ) -> Page:
        """Open a page with such options of ``new_context``."""
        self._taken = True
        self._context.grant_permissions(list(permissions))
        self._context.set_offline(offline)
        page = self._context.new_page()
        page.set_viewport_size(viewport)  # type: ignore[arg-type]
        page.emulate_media(color_scheme=color_scheme, reduced_motion=reduced_motion)  # type: ignore[arg-type]
        return page

    def _clean(self) -> None:
        first, *others = self._context.pages
        origins = {f"{address.scheme}://{address.netloc}" for address in (urlsplit(page.url) for page in others)}
        for page in others:
            page.close()
        session = self._context.new_cdp_session(first)
        for origin in origins:
            if origin.startswith("http"):
                session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": STORED})
        session.detach()
        self._context.clear_cookies()
        self._context.clear_permissions()
        self._context.set_offline(offline=False)
        self._taken = False
