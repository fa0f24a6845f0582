"""Dates of languages without a data file: digits by our grammar, words by dateparser with the language given."""

from __future__ import annotations

import datetime as dt
import re
import warnings
from functools import lru_cache
from typing import TYPE_CHECKING

from events.dates import calendar as cal
from events.dates.edtf import write_edtf
from events.dates.language import Language
from events.model import Anchor, DatePrecision, DateSpan

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

PARAGRAPH = re.compile(r"[^\n]+")
PIECE = 1000
"""dateparser is given no more characters at once, so that its time grows with the length of the text only."""
ALONE = re.compile(r"[\W\d_]*")
TRAILING_WORD = re.compile(r"(?:[\s,.;:]+[^\W\d_]{1,2})?[\s,.;:]*$")
UNITS = {"year": "year", "month": "month", "week": "week", "day": "day", "time": "day"}


@lru_cache(maxsize=1)
def load_digits() -> Language:
    """Load the grammar without any words: it reads dates in digits, in every language."""
    return Language({"language": "", "numeric_order": "unknown"})


@lru_cache(maxsize=32)
def load_dateparser(language: str) -> DateDataParser | None:
    """Load dateparser for one language; none if it does not know that language."""
    from dateparser.date import DateDataParser

    try:
        return DateDataParser(languages=[language], try_previous_locales=False)
    except (ValueError, TypeError):
        return None


def find_generic_dates(text: str, *, language: str, anchor: Anchor | None) -> list[DateSpan]:
    """Find dates with dateparser, and dates in digits with our own grammar.

    Parameters
    ----------
    text
        Any text.
    language
        Code of its language. If dateparser does not know it, only dates in digits are found.
    anchor
        What relative dates count from. None: only dates that stand on their own are kept.

    Returns
    -------
    list of DateSpan
        In order, not overlapping. What dateparser found has the reading ``dateparser``.
    """
    from events.dates.find import find_with

    found = find_with(text, load_digits(), anchor)
    if load_dateparser(language) is None:
        return found
    for paragraph in PARAGRAPH.finditer(text):
        for start in range(paragraph.start(), paragraph.end(), PIECE):
            piece = text[start : min(start + PIECE, paragraph.end())]
            for span in _search(piece, start, language, anchor):
                found.append(span)
    return _longest_first(found)


def _longest_first(spans: list[DateSpan]) -> list[DateSpan]:
    """Of spans that overlap, keep the longest."""
    kept: list[DateSpan] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if kept and span.start < kept[-1].end:
            if span.end - span.start > kept[-1].end - kept[-1].start:
                kept[-1] = span
            continue
        kept.append(span)
    return kept


def _search(piece: str, offset: int, language: str, anchor: Anchor | None) -> list[DateSpan]:
    from dateparser.search import search_dates

    base = dt.datetime.combine(anchor.day if anchor else dt.date(2000, 1, 15), dt.time(12))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            hits = search_dates(piece, languages=[language], settings={"RELATIVE_BASE": base}) or []
        except Exception:
            return []
        spans, position = [], 0
        for words, _ in hits:
            start = piece.find(words, position)
            if start < 0 or ALONE.fullmatch(words):
                continue
            position = start + len(words)
            words = TRAILING_WORD.sub("", words)
            span = _read(words, offset + start, language, base, anchor)
            if span is not None:
                spans.append(span)
    return spans


def _read(words: str, start: int, language: str, base: dt.datetime, anchor: Anchor | None) -> DateSpan | None:
    from dateparser.date import DateDataParser

    days = []
    for month_shift in (0, 5):
        other = (
            base
            if not month_shift
            else base.replace(year=base.year - 3, month=(base.month + month_shift) % 12 + 1, day=3)
        )
        parser = DateDataParser(
            languages=[language],
            settings={"RELATIVE_BASE": other, "RETURN_TIME_AS_PERIOD": True, "PREFER_DAY_OF_MONTH": "first"},
        )
        data = parser.get_date_data(words)
        if data is None or data.date_obj is None:
            return None
        days.append((data.date_obj.date(), data.period))
    (day, period), (moved, _) = days
    unit = UNITS.get(period or "day", "day")
    first, last = cal.unit_days(day, unit)
    stands_alone = first == cal.unit_days(moved, unit)[0]
    end = start + len(words)
    if not stands_alone and anchor is None:
        return DateSpan(
            start,
            end,
            words,
            None,
            None,
            DatePrecision(unit),
            needs_anchor=True,
            reading=("dateparser", "needs-anchor"),
        )
    return DateSpan(
        start,
        end,
        words,
        first,
        last,
        DatePrecision(unit),
        edtf=write_edtf(first, last),
        anchor=None if stands_alone else anchor,
        reading=("dateparser",),
    )
