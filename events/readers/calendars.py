"""Calendars (iCalendar, RFC 5545): Dateline's own come in again whole, an entry of any other is a dated event."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from events.errors import InputError
from events.readers.dated_tables import guess_parts, read_dated
from events.readers.draft import Failure, Ready
from events.readers.event_tables import read_events
from events.writers.calendars import OWN, make_entry

_ENTRIES = ("VEVENT", "VJOURNAL", "VTODO")
_PARTS = ("id", "title", "text", "start", "end", "type", "url", "lat", "lon", "place")
_TAKEN = frozenset(
    {"UID", "SUMMARY", "DESCRIPTION", "DTSTART", "DTEND", "CATEGORIES", "URL", "GEO", "LOCATION", "DTSTAMP", OWN}
)
_SHOWN = ("SUMMARY", "DTSTART", "DTEND", "LOCATION")


def read_calendar(data: bytes, *, name: str, origin: str) -> Iterator[Ready | Failure]:
    """Give the events of a calendar. An entry that another program changed is read as it stands now.

    Raises
    ------
    InputError
        If it is no calendar.
    """
    from icalendar import Calendar

    try:
        entries = [
            entry
            for calendar in Calendar.from_ical(data, multiple=True)
            for entry in calendar.walk()
            if entry.name in _ENTRIES
        ]
    except (ValueError, IndexError) as error:
        raise InputError(f"{origin} is damaged, or no calendar ({error}).") from error
    own, others = list[dict[str, Any]](), list[dict[str, Any]]()
    for entry in entries:
        row = _own_row(entry)
        if row is not None:
            own.append(row)
        else:
            others.append(_to_row(entry))
    yield from read_events(own, origin=origin, guarded=False)
    parts = guess_parts(_PARTS)
    assert parts is not None
    yield from read_dated(others, parts, name=name, origin=origin)


def _own_row(entry: Any) -> dict[str, Any] | None:
    """Give the event that Dateline wrote into an entry; none if there is none, or the entry tells another now."""
    try:
        row = json.loads(str(entry[OWN]))
        written = make_entry(row)
        same = all(_written(entry, part) == _written(written, part) for part in _SHOWN)
    except (KeyError, ValueError, TypeError, AttributeError, RecursionError):
        return None
    return row if same else None


def _written(entry: Any, part: str) -> str | None:
    return entry[part].to_ical().decode("utf-8", "replace") if part in entry else None


def _to_row(entry: Any) -> dict[str, Any]:
    categories = entry.get("CATEGORIES")
    listed = [str(each) for each in getattr(categories, "cats", ())]
    place = entry.get("GEO")
    first, last = _day(entry.get("DTSTART")), _day(entry.get("DTEND"), ending=True)
    row = {
        "id": _text(entry, "UID"),
        "title": _text(entry, "SUMMARY"),
        "text": _text(entry, "DESCRIPTION"),
        "start": first,
        "end": last if last != first else None,
        "type": listed[0] if listed else None,
        "url": _text(entry, "URL"),
        "lat": getattr(place, "latitude", None),
        "lon": getattr(place, "longitude", None),
        "place": _text(entry, "LOCATION"),
    }
    return row | {str(name).lower(): _text(entry, name) for name in entry if name not in _TAKEN}


def _text(entry: Any, part: str) -> str | None:
    value = entry.get(part)
    if isinstance(value, list):
        return "; ".join(_say(each) for each in value)
    return _say(value) if value is not None else None


def _say(value: Any) -> str:
    return str(value) if isinstance(value, str) else str(value.to_ical().decode("utf-8", "replace"))


def _day(value: Any, *, ending: bool = False) -> str | None:
    """Give a day; the end of an entry of whole days is the day after it."""
    told = getattr(value, "dt", None)
    if isinstance(told, dt.datetime):
        return told.date().isoformat()
    if isinstance(told, dt.date):
        return (told - dt.timedelta(days=1 if ending else 0)).isoformat()
    return None
