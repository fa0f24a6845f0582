"""Which writer makes which file, and saving that never leaves half a file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from events.errors import DatelineError
from events.writers import calendars, exchange, papers, tables
from events.writers.flat import Row
from events.writers.geojson import write_geojson

Writer = Callable[[Iterable[Row], Path], None]


def save_geojson(rows: Iterable[Row], path: Path) -> None:
    """Save as GeoJSON."""
    with path.open("w", encoding="utf-8") as out:
        write_geojson(rows, out)


WRITERS: dict[str, Writer] = {
    ".csv": tables.save_csv,
    ".tsv": tables.save_tsv,
    ".jsonl": tables.save_jsonl,
    ".xlsx": tables.save_excel,
    ".parquet": tables.save_parquet,
    ".geoparquet": tables.save_geoparquet,
    ".geojson": save_geojson,
    ".gpkg": tables.save_geopackage,
    ".fgb": tables.save_flatgeobuf,
    ".kml": calendars.save_kml,
    ".kmz": calendars.save_kmz,
    ".ics": calendars.save_icalendar,
    ".timeline.json": calendars.save_timelinejs,
    ".gdelt.tsv": exchange.save_gdelt,
    ".acled.csv": exchange.save_acled,
    ".md": papers.save_markdown,
    ".html": papers.save_page,
}


def format_of(path: Path) -> str:
    """Give the format that a file's name asks for.

    Raises
    ------
    DatelineError
        If there is none such; the message lists those there are.
    """
    name = path.name.lower()
    found = max((suffix for suffix in WRITERS if name.endswith(suffix)), key=len, default=None)
    if found is None:
        raise DatelineError(f"{path.name} names no format that can be written. There are: {', '.join(WRITERS)}.")
    return found


def save_events(rows: Iterable[Row], path: Path) -> int:
    """Save events in the format that the file's name asks for; an older file stays until the new one is whole.

    Parameters
    ----------
    rows
        As `events.writers.flat.flatten` gives them.
    path
        The file.

    Returns
    -------
    int
        How many events were given.

    Raises
    ------
    DatelineError
        If the format is not known, or the file cannot be written.
    """
    write, given = WRITERS[format_of(path)], 0

    def counted() -> Iterable[Row]:
        nonlocal given
        for row in rows:
            given += 1
            yield row

    _save(lambda part: write(counted(), part), path)
    return given


def save_bytes(content: bytes, path: Path) -> None:
    """Save a file that is made already; an older one stays until the new one is whole.

    Raises
    ------
    DatelineError
        If the file cannot be written.
    """
    _save(lambda part: part.write_bytes(content), path)


def _save(write: Callable[[Path], object], path: Path) -> None:
    part = path.with_name(f".{os.getpid()}.{path.name}")
    try:
        write(part)
        part.replace(path)
    except OSError as error:
        raise DatelineError(f"{path} cannot be written: {error.strerror or error}.") from error
    finally:
        part.unlink(missing_ok=True)
