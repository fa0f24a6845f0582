"""Write what was read in a text in one line a date, so that a table of cases stays readable."""

from __future__ import annotations

import datetime as dt

from events.dates import find_dates
from events.model import DateSpan

TUESDAY = dt.date(2023, 9, 5)


def days_of(span: DateSpan) -> str:
    """Write the days of a span: ``2023-09-04``, ``2023-09-04..2023-09-10``, ``2014-01-01..``, ``?`` if not resolved."""
    if not span.is_resolved:
        return "?"
    first, last = (day.isoformat() if day else "" for day in (span.earliest, span.latest))
    return first if first == last else f"{first}..{last}"


def read(text: str, language: str, anchor: dt.date | None = TUESDAY) -> list[tuple[str, str]]:
    """Give what was found in a text as (words, days)."""
    return [(span.text, days_of(span)) for span in find_dates(text, language=language, anchor=anchor)]
