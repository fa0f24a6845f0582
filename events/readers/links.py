"""Links to pages and to feeds of pages."""

from __future__ import annotations

import calendar
import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from events.errors import InputError
from events.model import PublishedBasis
from events.readers.draft import Draft, Failure, Found
from events.readers.formats import READERS, read_bytes, suffix_of
from events.readers.grids import GRIDS
from events.readers.web import Fetcher, Page

MOST_ENTRIES = 500
"""Entries of a feed that are followed."""

_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/csv": ".csv",
    "application/geo+json": ".geojson",
    "application/zip": ".zip",
    "application/epub+zip": ".epub",
    "application/x-ndjson": ".jsonl",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}

Known = Callable[[Sequence[str]], set[str]]
"""Tells which addresses are stored already."""


def read_link(url: str, fetcher: Fetcher, *, known: Known = lambda _: set(), again: bool = False) -> Iterator[Found]:
    """Read what an address gives: a page, a file, or a feed and the pages that it names.

    Parameters
    ----------
    url
        The address.
    fetcher
        Fetches it.
    known
        Tells which of a feed's pages need not be fetched.
    again
        Ask only for what changed.
    """
    try:
        page = fetcher.fetch(url, again=again)
        if page.unchanged:
            return
        if _looks_like_feed(page):
            yield from _read_feed(page, url, fetcher, known)
            return
        yield from _read_page(page, url)
    except InputError as error:
        yield Failure(url, str(error))


def _read_page(page: Page, origin: str) -> Iterator[Found]:
    suffix = _SUFFIXES.get(page.kind)
    if suffix is None or suffix == ".txt":
        named = suffix_of(urlsplit(page.url).path)
        suffix = named if named in READERS or named in GRIDS else suffix or ".html"
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    for found in read_bytes(page.data, origin=origin, suffix=suffix):
        if isinstance(found, Draft):
            outlet = found.outlet or (urlsplit(page.url).hostname or "").removeprefix("www.")
            found = dataclasses.replace(found, url=found.url or page.url, outlet=outlet, retrieved=now)
        yield found


def _looks_like_feed(page: Page) -> bool:
    head = page.data[:1000].lower()
    return page.kind != "text/html" and any(mark in head for mark in (b"<rss", b"<feed", b"<rdf:rdf"))


def _read_feed(page: Page, url: str, fetcher: Fetcher, known: Known) -> Iterator[Found]:
    import feedparser  # type: ignore[import-untyped]

    feed = feedparser.parse(page.data, sanitize_html=False)
    entries = {entry.link: entry for entry in feed.entries[:MOST_ENTRIES] if entry.get("link")}
    if not entries:
        yield Failure(url, f"The feed {url} names no pages.")
        return
    stored = known(list(entries))
    for link, entry in entries.items():
        if link in stored:
            continue
        for found in read_link_once(link, fetcher):
            yield _complete(found, entry, feed.feed) if isinstance(found, Draft) else found


def read_link_once(link: str, fetcher: Fetcher) -> Iterator[Found]:
    """Read a page that a feed names; a feed in a feed is not followed."""
    try:
        page = fetcher.fetch(link)
        if _looks_like_feed(page):
            raise InputError(f"{link} is a feed in a feed, which is not followed.")
        yield from _read_page(page, link)
    except InputError as error:
        yield Failure(link, str(error))


def _complete(draft: Draft, entry: Any, feed: Any) -> Draft:
    """Add what the feed says of a page; its day counts before one that was inferred."""
    stamp = entry.get("published_parsed")
    if stamp and draft.published_basis is not PublishedBasis.STATED:
        day = dt.datetime.fromtimestamp(calendar.timegm(stamp), dt.UTC).date()
        draft = dataclasses.replace(
            draft, published=day, published_basis=PublishedBasis.STATED, published_note="Stated in the feed."
        )
    language = (feed.get("language") or "").partition("-")[0].lower()
    return dataclasses.replace(
        draft, title=draft.title or entry.get("title"), language=draft.language or language or None
    )
