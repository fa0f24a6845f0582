"""Dates of languages without a data file: our grammar over dateparser's words for them, or over digits alone."""

from __future__ import annotations

from functools import lru_cache

from events.dates.borrowed import load_borrowed
from events.dates.language import Language
from events.model import Anchor, DateSpan


@lru_cache(maxsize=1)
def load_digits() -> Language:
    """Load the grammar without any words: it reads dates in digits, in every language."""
    return Language({"language": "", "numeric_order": "unknown"})


def find_generic_dates(text: str, *, language: str, anchor: Anchor | None) -> list[DateSpan]:
    """Find dates in a language that has no data file.

    Parameters
    ----------
    text
        Any text.
    language
        Code of its language. If dateparser does not know it either, only dates in digits are found.
    anchor
        What relative dates count from; none if it is not known.

    Returns
    -------
    list of DateSpan
        In order, not overlapping.
    """
    from events.dates.find import find_with

    return find_with(text, load_borrowed(language) or load_digits(), anchor)
