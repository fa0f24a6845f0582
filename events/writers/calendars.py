"""Events on other programs' time lines: iCalendar, TimelineJS, KML with time."""

from __future__ import annotations

import datetime as dt
import html
import io
import json
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from events.writers.flat import COLUMNS, Row, is_about

OWN = "X-DATELINE-EVENT"
"""The property of a calendar's entry that holds the whole event, as JSON."""
OWN_SLIDE = "dateline"
"""The same, of a slide."""
_STAMP = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def headline(row: Row) -> str:
    """Name an event in a line: who, what, whom, where."""
    who = row["source"] or row["mentioned"]
    parts = [f"{who}:" if who else "", row["type"], f"→ {row['target']}" if row["target"] else ""]
    where = f"({row['place']})" if row["place"] else ""
    status = f"[{row['status']}]" if row["status"] != "occurred" else ""
    return " ".join(filter(None, [*parts, where, status]))


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


# ---- iCalendar ---------------------------------------------------------------------------


def save_icalendar(rows: Iterable[Row], path: Path) -> None:
    """Save as iCalendar (RFC 5545): whole-day entries; events without a date as journal entries, which need none.

    An open end is told in the description: the entry then stands on the day that is known. The whole event stands in a
    property of our own besides, which other programs pass over.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Dateline//events//EN")
    calendar.add("version", "2.0")
    for row in rows:
        entry = make_entry(row)
        entry.add(OWN, json.dumps(_filled(row), ensure_ascii=False))
        calendar.add_component(entry)
    path.write_bytes(calendar.to_ical())


def _filled(row: Row) -> Row:
    return {name: value for name, value in row.items() if value is not None}


def make_entry(row: Row) -> Any:
    """Make the entry of an event, as calendars show it."""
    from icalendar import Event, Journal

    row = dict.fromkeys(COLUMNS) | row
    first, last = _day(row["earliest"]), _day(row["latest"])
    entry: Any = Event() if first or last else Journal()
    entry.add("uid", f"{row['id']}@dateline")
    entry.add("dtstamp", _STAMP)
    entry.add("summary", headline(row))
    entry.add("description", _describe(row))
    entry.add("categories", [row["type"], row["status"]])
    if row["url"]:
        entry.add("url", row["url"])
    if first or last:
        begin, end = first or last, last or first
        assert begin is not None
        assert end is not None
        entry.add("dtstart", begin)
        if end < dt.date.max:
            entry.add("dtend", end + dt.timedelta(days=1))
        entry.add("transp", "TRANSPARENT")
        if row["place"]:
            entry.add("location", row["place"])
        if row["lat"] is not None:
            entry.add("geo", (row["lat"], row["lon"]))
    return entry


def _describe(row: Row) -> str:
    when = (
        f"about {row['earliest']}, which no words tell"
        if is_about(row)
        else f"{row['earliest'] or '…'} to {row['latest'] or '…'} ({row['date_precision']})"
        if row["date_precision"]
        else "no date"
    )
    source = ", ".join(filter(None, [row["title"], row["outlet"], row["published"]]))
    return "\n".join(
        filter(None, [row["summary"], when, row["attribution"] and f"said by {row['attribution']}", source])
    )


# ---- TimelineJS --------------------------------------------------------------------------


def save_timelinejs(rows: Iterable[Row], path: Path) -> None:
    """Save as TimelineJS JSON; events without a day at either end have no place in that format and are left out."""
    slides = [make_slide(row) | {OWN_SLIDE: _filled(row)} for row in rows if row["earliest"] or row["latest"]]
    written = json.dumps({"events": slides}, ensure_ascii=False, indent=1)
    path.write_text(written.replace("<", "\\u003c"), encoding="utf-8")  # no tag, wherever the file is put into a page


def make_slide(row: Row) -> dict[str, Any]:
    """Make the slide of an event with a day, as time lines show it."""
    row = dict.fromkeys(COLUMNS) | row
    first, last = row["earliest"] or row["latest"], row["latest"] or row["earliest"]
    about = ", ".join(filter(None, [row["title"], row["outlet"], row["published"]]))
    slide: dict[str, Any] = {
        "unique_id": row["id"],
        "start_date": _date_parts(first) | ({"display_date": f"until {last}"} if not row["earliest"] else {}),
        "text": {
            "headline": html.escape(headline(row)),
            "text": f"<p dir=auto>{html.escape(row['summary'] or '')}</p><p dir=auto>{html.escape(about)}</p>",
        },
        "group": row["type"],
    }
    if last != first:
        slide["end_date"] = _date_parts(last)
    if row["latest"] is None:
        slide["start_date"]["display_date"] = f"since {first}"
    return slide


def _date_parts(day: str) -> dict[str, Any]:
    year, month, date = map(int, day.split("-"))
    return {"year": year, "month": month, "day": date}


# ---- KML ---------------------------------------------------------------------------------


def save_kml(rows: Iterable[Row], path: Path) -> None:
    """Save as KML 2.2 with time spans, for Google Earth; all columns stand in the extended data."""
    path.write_bytes(_kml(rows))


def save_kmz(rows: Iterable[Row], path: Path) -> None:
    """Save as zipped KML."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("doc.kml", _kml(rows))


def _kml(rows: Iterable[Row]) -> bytes:
    root = ET.Element("kml", xmlns="http://www.opengis.net/kml/2.2")
    document = ET.SubElement(root, "Document")
    ET.SubElement(document, "name").text = "Dateline"
    for row in rows:
        mark = ET.SubElement(document, "Placemark", id=row["id"])
        ET.SubElement(mark, "name").text = _xml_text(headline(row))
        ET.SubElement(mark, "description").text = _xml_text(row["summary"] or "")
        if row["earliest"] or row["latest"]:
            span = ET.SubElement(mark, "TimeSpan")
            for tag, day in (("begin", row["earliest"]), ("end", row["latest"])):
                if day:
                    ET.SubElement(span, tag).text = day
        data = ET.SubElement(mark, "ExtendedData")
        for column in COLUMNS:
            if row[column] is not None:
                value = row[column]
                field = ET.SubElement(data, "Data", name=column)
                ET.SubElement(field, "value").text = _xml_text(
                    str(value).lower() if isinstance(value, bool) else str(value)
                )
        if row["lat"] is not None:
            point = ET.SubElement(mark, "Point")
            ET.SubElement(point, "coordinates").text = f"{row['lon']!r},{row['lat']!r}"
    out = io.BytesIO()
    ET.ElementTree(root).write(out, encoding="utf-8", xml_declaration=True)
    return out.getvalue()


def _xml_text(text: str) -> str:
    """Replace the characters that XML cannot hold."""
    return "".join(
        c if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff" else "\ufffd"
        for c in text
    )
