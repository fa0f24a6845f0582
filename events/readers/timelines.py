"""Time lines of TimelineJS: Dateline's own come in again whole, a slide of any other is a dated event."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from events.errors import InputError
from events.readers.dated_tables import guess_parts, read_dated
from events.readers.draft import Failure, Ready
from events.readers.event_tables import read_events
from events.writers.calendars import OWN_SLIDE, make_slide


def read_timeline(data: Mapping[str, Any], *, name: str, origin: str) -> Iterator[Ready | Failure]:
    """Give the events of a time line. A slide that another program changed is read as it stands now."""
    own = [row for slide in data["events"] if (row := _own_row(slide)) is not None]
    yield from read_events(own, origin=origin, guarded=False)
    parts = guess_parts(("id", "title", "text", "start", "end", "type", "url", "lat", "lon", "place"))
    assert parts is not None
    others = {"events": [slide for slide in data["events"] if _own_row(slide) is None]}
    yield from read_dated(timeline_rows(others), parts, name=name, origin=origin)


def _own_row(slide: Any) -> dict[str, Any] | None:
    """Give the event that Dateline wrote into a slide; none if there is none, or the slide tells another now."""
    row = slide.get(OWN_SLIDE) if isinstance(slide, dict) else None
    try:
        same = row is not None and make_slide(row) == {part: told for part, told in slide.items() if part != OWN_SLIDE}
    except (KeyError, ValueError, TypeError, AttributeError):
        return None
    return row if same else None


def is_timeline(data: Any) -> bool:
    """Whether this is the JSON of a TimelineJS timeline."""
    slides = data.get("events") if isinstance(data, dict) else None
    return isinstance(slides, list) and any(isinstance(s, dict) and "start_date" in s for s in slides)


def timeline_rows(data: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Give the slides of a TimelineJS timeline as rows for `read_dated`."""
    for slide in data["events"]:
        if not isinstance(slide, dict):
            yield {}
            continue
        text, media, location = (_object(slide.get(part)) for part in ("text", "media", "location"))
        yield {
            "id": slide.get("unique_id"),
            "title": text.get("headline"),
            "text": text.get("text"),
            "start": _timeline_day(slide.get("start_date")),
            "end": _timeline_day(slide.get("end_date")),
            "type": slide.get("group"),
            "url": media.get("link") or media.get("url"),
            "lat": location.get("lat"),
            "lon": location.get("lon"),
            "place": location.get("name"),
        }


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _timeline_day(parts: Any) -> str | None:
    if not isinstance(parts, dict):
        return None
    written = [str(parts.get(part) or "").strip() for part in ("year", "month", "day")]
    told = []
    for part in written:
        if not part.isdigit():
            break
        told.append(part.zfill(2))
    return "-".join(told) or None


def load_timeline(data: bytes, *, origin: str) -> dict[str, Any]:
    """Read the JSON of a timeline.

    Raises
    ------
    InputError
        If it is no JSON, or no timeline.
    """
    try:
        loaded = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{origin} is no JSON ({error}).") from error
    if not is_timeline(loaded):
        raise InputError(f"{origin} is JSON, but neither a timeline of TimelineJS nor anything else that is known.")
    assert isinstance(loaded, dict)
    return loaded
