"""Days as people type them: in EDTF (``2023-09``, ``2023-09-12/2023-09-14``), as numbers, or as a phrase."""

from __future__ import annotations

import datetime as dt
import re

from events.dates.calendar import century_days, decade_days, month_days, months_days, season_days, year_days
from events.dates.edtf import HALF_CODES, QUARTER_CODES, SEASON_CODES, write_edtf
from events.errors import InputError
from events.model import DatePrecision, DateSpan

LONGEST = 200
"""Characters that a typed date may have."""
_CODES = (
    {code: (DatePrecision.QUARTER, month, 3) for month, code in QUARTER_CODES.items()}
    | {code: (DatePrecision.INTERVAL, month, 6) for month, code in HALF_CODES.items()}
)  # fmt: skip
_SEASONS = {code: name for name, code in SEASON_CODES.items()}
_UNIT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?|(\d{3})X|(\d\d)XX", re.ASCII)
_OPEN = ("", "..")

Days = tuple[dt.date | None, dt.date | None]


def read_days(text: str, *, languages: tuple[str, ...], anchor: dt.date | None = None, at: int = 0) -> DateSpan:
    """Read days that a person typed.

    Parameters
    ----------
    text
        EDTF (levels 0 and 1 without unspecified days, and decades), or a phrase such as "13 September 2023" or
        "early last month".
    languages
        Languages that the phrase may be in, the likeliest first.
    anchor
        The day that "yesterday" counts from: the report's day of publication.
    at
        The offset that the span is given; it stands at no words of the report.

    Raises
    ------
    InputError
        If these are no days; the message says what to write.
    """
    typed = " ".join(text.split())
    if not typed or len(typed) > LONGEST:
        raise InputError(
            "Write a date: 2023-09-13, 2023-09, 2023-09-12/2023-09-14, or words such as 13 September 2023."
        )
    found = _read_edtf(typed.translate(_DIGITS)) or _read_phrase(typed, languages, anchor)
    if found is None:
        raise InputError(
            f"“{typed}” is not read as a date. Write 2023-09-13, 2023-09, 2023-09-12/2023-09-14, or words such as "
            "13 September 2023."
        )
    (earliest, latest), precision = found
    if earliest and latest and earliest > latest:
        raise InputError(f"“{typed}” ends before it begins.")
    edtf = write_edtf(earliest, latest)
    return DateSpan(at, at, typed, earliest, latest, precision, edtf, reading=("correction",))


_DIGITS = {ord(digit): str(n) for zero in ("٠", "۰") for n in range(10) for digit in chr(ord(zero) + n)}


def _read_edtf(text: str) -> tuple[Days, DatePrecision] | None:
    text = text.rstrip("?~%")
    if "/" not in text:
        return _read_unit(text)
    first, _, last = (side.strip().rstrip("?~%") for side in text.partition("/"))
    begin, end = _read_unit(first), _read_unit(last)
    if (begin is None and first not in _OPEN) or (end is None and last not in _OPEN) or (begin is end is None):
        return None
    return (begin[0][0] if begin else None, end[0][1] if end else None), DatePrecision.INTERVAL


def _read_unit(text: str) -> tuple[Days, DatePrecision] | None:
    match = _UNIT.fullmatch(text)
    if match is None:
        return None
    year, month, day, decade, century = match.groups()
    try:
        if decade:
            return decade_days(int(decade) * 10), DatePrecision.DECADE
        if century:
            return century_days(int(century) + 1), DatePrecision.CENTURY
        if month is None:
            return year_days(int(year)), DatePrecision.YEAR
        if day is not None:
            exact = dt.date(int(year), int(month), int(day))
            return (exact, exact), DatePrecision.DAY
        code = int(month)
        if code in _SEASONS:
            return season_days(int(year), _SEASONS[code]), DatePrecision.SEASON
        if code in _CODES:
            precision, first, length = _CODES[code]
            return months_days(int(year), first, length), precision
        return month_days(int(year), code), DatePrecision.MONTH
    except (ValueError, OverflowError):
        return None


def _read_phrase(text: str, languages: tuple[str, ...], anchor: dt.date | None) -> tuple[Days, DatePrecision] | None:
    from events.dates import find_dates
    from events.language import detect_language

    for language in dict.fromkeys((*languages, detect_language(text))):
        for span in find_dates(text, language=language, anchor=anchor):
            rest = re.findall(r"\w+", text[: span.start] + " " + text[span.end :])
            if len(rest) > 1 or any(character.isdigit() for word in rest for character in word):
                continue
            if span.is_resolved:
                return (span.earliest, span.latest), span.precision
            if span.needs_anchor:
                raise InputError(f"“{text}” counts from the report's day of publication, which is not known.")
    return None
