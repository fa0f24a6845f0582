"""Cells of tables that tell when."""

from __future__ import annotations

import datetime as dt
import re

from events.dates.calendar import month_days, year_days
from events.model import DatePrecision

_YEAR = re.compile(r"(\d{4})\Z")
_MONTH = re.compile(r"(\d{4})-(\d{2})\Z")
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?\Z")
LONGEST_WHEN = 200
"""Characters of a cell that may tell when in words."""
Span = tuple[dt.date | None, dt.date | None, DatePrecision]


def read_days(cell: str) -> Span | None:
    """Read a cell that tells when: a year, a month, a day, a moment, or words that mean days for certain.

    Returns
    -------
    tuple or None
        First and last day, both inclusive, and the unit; none where the cell tells no days, or may mean several.
    """
    text = cell.strip()
    try:
        if found := _DAY.match(text):
            day = dt.date.fromisoformat(found[1])
            return day, day, DatePrecision.DAY
        if found := _MONTH.match(text):
            return *month_days(int(found[1]), int(found[2])), DatePrecision.MONTH
        if found := _YEAR.match(text):
            return *year_days(int(found[1])), DatePrecision.YEAR
    except ValueError:
        return None
    return _read_words(text)


def _read_words(text: str) -> Span | None:
    from events.dates import find_dates
    from events.language import detect_language

    if len(text) > LONGEST_WHEN:
        return None
    in_words = any(map(str.isalpha, text))
    for language in dict.fromkeys((detect_language(text), "en")) if in_words else ("und",):
        found = find_dates(text, language=language, anchor=None)
        if len(found) == 1 and found[0].text == text and found[0].is_resolved and not found[0].alternatives:
            return found[0].earliest, found[0].latest, found[0].precision
    return None
