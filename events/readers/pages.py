"""Web pages: the article without menus and advertisements, and when it was published."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from events.errors import InputError
from events.model import PublishedBasis
from events.readers.draft import Draft

_HEAD_END = re.compile("</head>", re.IGNORECASE)
_LANGUAGE = re.compile(rb"<html[^>]*\blang\s*=\s*[\"']?([A-Za-z]{2,3})", re.IGNORECASE)


def read_page(data: bytes, *, name: str, origin: str, url: str | None = None) -> Iterator[Draft]:
    """Read a page as one report.

    Parameters
    ----------
    data
        HTML, in whatever encoding.
    name, origin
        As in `Draft`.
    url
        The page's address, if it is known.

    Raises
    ------
    InputError
        If the page holds no text.
    """
    import trafilatura

    found: Any = trafilatura.bare_extraction(
        data, url=url, with_metadata=True, include_comments=False, favor_recall=True
    )
    text = ((found and found.text) or "").strip()
    if not text:
        raise InputError(f"No article was found in {origin}.")
    published, basis, note = _find_published(data, url)
    declared = _LANGUAGE.search(data[:4000])
    yield Draft(
        name,
        origin,
        text,
        title=found.title or None,
        outlet=found.sitename or None,
        url=url or found.url or None,
        licence=found.license or None,
        language=declared[1].decode().lower() if declared else None,
        published=published,
        published_basis=basis,
        published_note=note,
    )


def _find_published(data: bytes, url: str | None) -> tuple[dt.date | None, PublishedBasis | None, str | None]:
    """Find the day of publication: stated in the page's head, else inferred from its address or its words."""
    from htmldate import find_date

    html = data.decode("utf-8", "replace")
    head = html[: end.start()] if (end := _HEAD_END.search(html)) else ""
    for part, address, basis, note in (
        (f"{head}</head><body></body></html>", None, PublishedBasis.STATED, None),
        (html, url, PublishedBasis.INFERRED, "Found in the address or the words of the page, which declares no date."),
    ):
        try:
            found = find_date(part, url=address, original_date=True)
        except Exception:  # a broken page must not cost its text
            found = None
        if found:
            return dt.date.fromisoformat(found), basis, note
    return None, None, None
