"""Times that have a name: holidays by rule, and events with their days, from ``data/named.json``."""

from __future__ import annotations

import datetime as dt
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from events.dates import calendar as cal
from events.dates.calendar import Days, NoSuchDateError

DATA = Path(__file__).parent / "data" / "named.json"


@lru_cache(maxsize=1)
def load_named() -> dict[str, dict[str, Any]]:
    """Load the named times: for an id, its rule and its names by language."""
    found: dict[str, dict[str, Any]] = json.loads(DATA.read_text(encoding="utf-8"))
    return found


def named_days(name: str, year: int | None, *, southern: bool = False) -> Days | None:
    """Give the days of a named time.

    Parameters
    ----------
    name
        Its id in the data file.
    year
        The year, for what comes back every year; none asks only for what happened once.
    southern
        Kept for seasons; no named time depends on it yet.

    Returns
    -------
    tuple of datetime.date or None
        First and last day; none if it comes every year and no year was given, or never in that year.
    """
    del southern
    rule = load_named()[name]
    if "days" in rule:
        first, last = (dt.date.fromisoformat(day) for day in rule["days"])
        return first, last
    if year is None:
        return None
    try:
        return _days_in(rule, year)
    except NoSuchDateError:
        return None


def _days_in(rule: dict[str, Any], year: int) -> Days | None:
    length = dt.timedelta(days=rule.get("length", 1) - 1)
    if "date" in rule:
        month, day = rule["date"]
        first = cal.day_of(year, month, day)
    elif "easter" in rule:
        first = cal.add_days(cal.easter(year), rule["easter"])
    elif "weekday" in rule:
        month, weekday, index, *more = rule["weekday"]
        first = cal.add_days(cal.nth_weekday(*cal.month_days(year, month), weekday, index), more[0] if more else 0)
    elif "years" in rule:
        if str(year) not in rule["years"]:
            return None
        first = dt.date.fromisoformat(f"{year}-{rule['years'][str(year)]}")
    elif "hijri" in rule:
        month, day = rule["hijri"]
        for hijri_year in (cal.gregorian_to_hijri(cal.day_of(year, 1, 1))[0] + k for k in (0, 1)):
            first = cal.hijri_days(hijri_year, month, day)[0]
            if first.year == year:
                break
        else:
            return None
        if rule.get("whole_month"):
            return cal.hijri_days(hijri_year, month, None)
    else:
        return None
    return first, first + length
