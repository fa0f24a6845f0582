"""Which reader takes which file."""

from __future__ import annotations

import contextlib
import csv
import dataclasses
import io
import itertools
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import IO

from events.errors import InputError
from events.readers.archives import open_members, read_warc, unpack_gzip
from events.readers.calendars import read_calendar
from events.readers.dated_tables import guess_parts, read_dated
from events.readers.draft import Bulk, Failure, Found, Skipped
from events.readers.event_tables import is_event_table, read_events
from events.readers.foreign import GDELT_COLUMNS, MENTION_COLUMNS, recognise
from events.readers.grids import GRIDS, is_zipped_shapefile, read_rows
from events.readers.mail import read_mail, read_subtitles
from events.readers.pages import read_page
from events.readers.papers import read_docx, read_epub, read_pdf
from events.readers.plain import read_markdown, read_plain
from events.readers.report_tables import guess_columns, name_columns, read_reports
from events.readers.timelines import load_timeline, read_timeline

Reader = Callable[..., Iterator[Found]]
NO_COLUMNS: Mapping[str, str] = {}

READERS: dict[str, Reader] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_page,
    ".htm": read_page,
    ".xhtml": read_page,
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".epub": read_epub,
    ".eml": read_mail,
    ".srt": read_subtitles,
    ".vtt": read_subtitles,
    ".ass": read_subtitles,
    ".ssa": read_subtitles,
    ".warc": read_warc,
    ".ics": read_calendar,
}
ARCHIVES = (".zip", ".tar", ".tgz", ".tbz2", ".txz", ".tar.gz", ".tar.bz2", ".tar.xz")
_DEEPEST = 2


def suffix_of(name: str) -> str:
    """Give the part of a file name that tells its format, such as ``.tar.gz``."""
    lower = name.lower()
    return next((s for s in ARCHIVES if lower.endswith(s)), PurePosixPath(lower.replace("!", "/")).suffix)


def read_bytes(
    data: bytes,
    *,
    origin: str,
    suffix: str | None = None,
    depth: int = 0,
    columns: Mapping[str, str] = NO_COLUMNS,
) -> Iterator[Found]:
    """Read a file's bytes by the format that its name tells.

    Parameters
    ----------
    data
        The whole file.
    origin
        Its path or address; members of archives stand behind a ``!``.
    suffix
        Its format, if not the name tells it but something else.
    depth
        How many archives it lies in.
    columns
        Which columns of a table of reports hold what, where they are not to be guessed: see `name_columns`.

    Returns
    -------
    iterator
        Its reports; a failure in the place of each that could not be read.
    """
    suffix, name = suffix or suffix_of(origin), stem_of(origin)
    try:
        if suffix in ARCHIVES and not is_zipped_shapefile(data):
            if depth >= _DEEPEST:
                raise InputError(f"{origin} lies too deep: an archive in an archive in an archive.")
            for member in open_members(data, origin=origin):
                if isinstance(member, Failure):
                    yield member
                else:
                    yield from read_bytes(member.data, origin=member.name, depth=depth + 1, columns=columns)
        elif suffix == ".gz" and not origin.lower().endswith(".warc.gz"):
            yield from read_bytes(
                unpack_gzip(data, origin=origin), origin=origin[:-3], depth=depth + 1, columns=columns
            )
        elif origin.lower().endswith(".warc.gz"):
            yield from read_warc(data, name=name, origin=origin)
        elif suffix == ".json":
            yield from read_timeline(load_timeline(data, origin=origin), name=name, origin=origin)
        elif suffix in GRIDS or suffix in ARCHIVES:
            bulk = _recognise_table(io.BytesIO(data), origin, suffix)
            bulk = dataclasses.replace(bulk, data=data) if bulk else None
            yield from [bulk] if bulk else read_table(data, name=name, origin=origin, suffix=suffix, columns=columns)
        elif suffix in READERS:
            yield from READERS[suffix](data, name=name, origin=origin)
        else:
            yield Skipped(origin, suffix or "without a suffix")
    except InputError as error:
        yield Failure(origin, str(error))


def find_bulk(path: Path) -> Bulk | None:
    """Tell whether a file is a table of events that others publish, by its beginning.

    Raises
    ------
    OSError
        If it cannot be read.
    """
    suffix = suffix_of(path.name)
    if suffix not in {".csv", ".tsv", ".parquet"}:
        return None
    with path.open("rb") as file:
        bulk = _recognise_table(file, str(path.absolute()), suffix)
    return dataclasses.replace(bulk, path=path) if bulk else None


def _recognise_table(file: IO[bytes], origin: str, suffix: str) -> Bulk | None:
    names, delimiter = list[str](), ","
    if suffix in {".csv", ".tsv"}:
        line = file.readline(1 << 16).decode("utf-8-sig", "replace").rstrip("\r\n")
        delimiter = max(",;\t", key=line.count)
        names = next(csv.reader([line], delimiter=delimiter), [])
    elif suffix == ".parquet":
        import pyarrow as pa
        import pyarrow.parquet as pq

        with contextlib.suppress(pa.ArrowException, OSError):
            names = list(pq.read_schema(file).names)
    kind = recognise(names) if names else None
    if kind is None:
        return None
    header = kind not in {"gdelt", "mentions"} or not names[0].isdigit()
    unnamed = MENTION_COLUMNS if kind == "mentions" else GDELT_COLUMNS.get(len(names), ())
    return Bulk(
        origin,
        kind,
        suffix,
        names=tuple(names if header else unnamed),
        delimiter=delimiter,
        header=header,
    )


def read_table(
    data: bytes, *, name: str, origin: str, suffix: str, columns: Mapping[str, str] = NO_COLUMNS
) -> Iterator[Found]:
    """Read a table of reports, or one of events that Dateline wrote.

    Raises
    ------
    InputError
        If it is damaged, or has no column that is a report's text.
    """
    rows = read_rows(data, origin=origin, suffix=suffix)
    first = next(rows, None)
    if first is None:
        raise InputError(f"{origin} holds no rows.")
    every = itertools.chain([first], rows)
    if is_event_table(first):
        yield from read_events(every, origin=origin, guarded=suffix in {".csv", ".tsv"})
        return
    if columns:
        yield from read_reports(every, name_columns(columns, first), name=name, origin=origin)
        return
    guessed, parts = guess_columns(first), guess_parts(first)
    if parts is not None and (guessed is None or "lat" in parts):
        yield from read_dated(every, parts, name=name, origin=origin)
        return
    if guessed is None:
        named = ", ".join(map(str, itertools.islice(first, 12)))
        raise InputError(
            f"{origin} has no column that is known for a report's text (text, body, content, article ...), "
            f"nor any that tell what happened when or where. It has: {named}."
        )
    yield from read_reports(every, guessed, name=name, origin=origin)


def stem_of(origin: str) -> str:
    """Give the name of a file without its folders, archives and suffix."""
    last = origin.replace("!", "/").rstrip("/").rpartition("/")[2]
    suffix = suffix_of(last)
    return (last[: -len(suffix)] if suffix and last.lower().endswith(suffix) else last) or "report"
