"""Tables of dated or placed things that are no format of events' own: a layer of a GIS, a timeline, a spreadsheet.

Each row becomes one event of the type ``other`` (or the PLOVER type that it names), quoted by what the row says of it.
A cell that tells no days for certain leaves the event undated; it is kept among the quoted words.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from events.dates.edtf import write_edtf
from events.errors import InputError
from events.model import DatePrecision, EventStatus, EventType
from events.readers.days import read_days
from events.readers.draft import Failure, Ready
from events.readers.event_tables import build_report
from events.writers.flat import COLUMNS, Row

_NAMES: dict[str, tuple[str, ...]] = {
    "first": ("earliest", "startdate", "datestart", "start", "begin", "eventdate", "date", "datetime", "when", "day",
              "timestamp", "time", "year"),
    "last": ("latest", "enddate", "dateend", "end", "until"),
    "lat": ("lat", "latitude", "y"),
    "lon": ("lon", "long", "lng", "longitude", "x"),
    "text": ("description", "notes", "text", "summary", "details", "comment"),
    "title": ("title", "headline", "name", "label", "event"),
    "place": ("place", "location", "placename", "city", "town", "settlement"),
    "country": ("countrycode", "iso2", "country"),
    "type": ("eventtype", "type", "category"),
    "status": ("status",),
    "source": ("actor1", "sourceactor", "perpetrator", "actor"),
    "target": ("actor2", "targetactor", "target", "victim"),
    "outlet": ("outlet", "source", "publisher"),
    "url": ("url", "link", "sourceurl", "href"),
    "language": ("language", "lang"),
    "published": ("published", "publicationdate", "pubdate"),
    "id": ("id", "eventid", "uid", "uniqueid", "fid", "globalid"),
}  # fmt: skip
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?\Z")
_TAG = re.compile(r"<[^>]{0,2000}>")


def guess_parts(names: Iterable[str]) -> dict[str, str] | None:
    """Guess which columns tell when, where and what; none if the table tells neither a day nor a place."""
    plain = {re.sub(r"[^a-z0-9]", "", name.lower()): name for name in reversed(list(names))}
    found = {part: next((plain[n] for n in known if n in plain), None) for part, known in _NAMES.items()}
    parts = {part: name for part, name in found.items() if name is not None}
    says = "text" in parts or "title" in parts
    placed = "lat" in parts and "lon" in parts
    return parts if says and (placed or "first" in parts) else None


def read_dated(rows: Iterable[Mapping[str, Any]], parts: Mapping[str, str], *, name: str, origin: str) -> Iterator[
    Ready | Failure
]:  # fmt: skip
    """Give an event for each row, with a report that is made of what the row says.

    Parameters
    ----------
    rows
        The table.
    parts
        Which column holds what, as `guess_parts` gives them.
    name, origin
        Of the file. Ids are made of the file's name and of what the row says, so that the same row is the same event
        wherever the file lies; columns without a place are kept as extras.
    """
    taken = set(parts.values())
    for number, row in enumerate(rows, start=1):
        cells = {part: _clean(row.get(column)) for part, column in parts.items()}
        at = f"{origin}#{cells.get('id') or number}"
        left = {column: value for column, value in row.items() if column not in taken and value is not None}
        try:
            document = f"{name}-{_digest(row)}"
            extras = json.dumps(left, default=str, ensure_ascii=False) if left else None
            yield Ready(build_report([_to_row(cells, document) | {"extras": extras}]), at)
        except (ValueError, TypeError, OverflowError, InputError) as error:
            yield Failure(at, f"{origin}, row {number:,}: {error}")


def _digest(row: Mapping[str, Any]) -> str:
    written = json.dumps(row, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(written.encode("utf-8", "replace")).hexdigest()[:16]


def _clean(value: Any) -> str | None:
    """Give a cell as text on its own, without tags."""
    if value is None:
        return None
    text = html.unescape(_TAG.sub(" ", str(value))).strip() if isinstance(value, str) else str(value)
    return text or None


def _to_row(cells: Mapping[str, str | None], document: str) -> Row:
    says = ". ".join(dict.fromkeys(filter(None, (cells.get("title"), cells.get("text")))))
    if not says:
        raise InputError("it says nothing.")
    row: Row = dict.fromkeys(COLUMNS)
    row |= {
        "id": f"{document}-event",
        "document": document,
        "type": _one_of(EventType, cells.get("type"), EventType.OTHER),
        "status": _one_of(EventStatus, cells.get("status"), EventStatus.OCCURRED),
        "evidence": says,
        "summary": says,
        "start": 0,
        "end": len(says),
        "title": cells.get("title"),
        "outlet": cells.get("outlet"),
        "url": cells.get("url"),
        "language": cells.get("language"),
        "published": _published(cells.get("published")),
        "needs_anchor": False,
    }
    return row | _when(cells) | _where(cells) | _who(cells)


def _one_of(kind: type[EventType] | type[EventStatus], cell: str | None, otherwise: str) -> str:
    wanted = (cell or "").lower()
    return next((member.value for member in kind if member.value == wanted), str(otherwise))


def _published(cell: str | None) -> str | None:
    found = read_days(cell) if cell else None
    return found[0].isoformat() if found and found[0] and found[0] == found[1] else None


def _when(cells: Mapping[str, str | None]) -> Row:
    first, last = cells.get("first"), cells.get("last")
    begin = read_days(first) if first else None
    end = read_days(last) if last else None
    if begin is None and end is None:
        return {}
    earliest = begin[0] if begin else None
    latest = end[1] if end else begin[1] if begin else None
    if earliest and latest and latest < earliest:
        raise InputError(f"it ends ({latest}) before it begins ({earliest}).")
    precision = begin[2] if begin and end is None else end[2] if end and begin is None else DatePrecision.INTERVAL
    if begin and end and (begin[0], begin[1]) == (end[0], end[1]):
        precision = begin[2]
    return {
        "earliest": earliest and earliest.isoformat(),
        "latest": latest and latest.isoformat(),
        "date_precision": precision.value,
        "edtf": write_edtf(earliest, latest),
        "date_text": " / ".join(dict.fromkeys(filter(None, (first, last)))),
    }


def _where(cells: Mapping[str, str | None]) -> Row:
    lat, lon = (_degrees(cells.get(part), most) for part, most in (("lat", 90.0), ("lon", 180.0)))
    if lat is None or lon is None:
        return {}
    country = cells.get("country") or ""
    return {
        "place": cells.get("place") or f"{lat:.4f}, {lon:.4f}",
        "place_id": f"point:{lat:.5f},{lon:.5f}",
        "place_precision": "point",
        "lat": lat,
        "lon": lon,
        "country": country.upper() if len(country) == 2 else None,
    }


def _degrees(cell: str | None, most: float) -> float | None:
    if cell is None:
        return None
    if not _NUMBER.match(cell) or abs(float(cell)) > most:
        raise InputError(f"{cell[:40]!r} is no number of degrees between {-most:.0f} and {most:.0f}.")
    return float(cell)


def _who(cells: Mapping[str, str | None]) -> Row:
    row: Row = {}
    for role in ("source", "target"):
        names = [name.strip() for name in (cells.get(role) or "").split(";") if name.strip()]
        if names:
            row |= {role: "; ".join(names), f"{role}_ids": "; ".join(_actor_id(name) for name in names)}
    return row


def _actor_id(name: str) -> str:
    from events.actors import load_actors

    found = load_actors().find(name)
    return found[0].id if len(found) == 1 and found[0].name == name else f"named:{name[:80]}"
