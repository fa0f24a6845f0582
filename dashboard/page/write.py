"""A saved page, made by a program."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from dashboard.page.records import records_of_page
from dashboard.page.shell import SLOT, build_shell
from dashboard.words import load_words

if TYPE_CHECKING:
    from dashboard.link import View
    from dashboard.story import Story
    from events.store import Store


def write_page(
    store: Store,
    view: View,
    *,
    language: str = "en",
    title: str = "",
    link: str = "",
    story: Story | None = None,
) -> bytes:
    """Write the events of a view as a page that opens from disk.

    Parameters
    ----------
    store
        Where the events are.
    view
        Which events, and how the page opens; `dashboard.link.View` for all of them.
    language
        Language of the page's own words: one of `INTERFACE_LANGUAGES`.
    title
        The page's title.
    link
        An http(s) address to lead back to, or nothing.
    story
        A story that the page tells.

    Returns
    -------
    bytes
        HTML in UTF-8.

    Raises
    ------
    PageError
        If no event or more than `MOST_EVENTS` are in the view.
    """
    words = load_words(language)
    records = records_of_page(store, view, words, title=title, link=link, story=story)
    head = f'<html lang="{words.language}" dir="{words.direction}">'
    page = build_shell().replace("<html>", head, 1)
    page = page.replace("<title></title>", f"<title>{html.escape(title or words('app.name'))}</title>", 1)
    return page.replace(SLOT, records.replace("<", "\\u003c"), 1).encode("utf-8")
