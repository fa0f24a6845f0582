"""What a reader gives: a report that has no id yet, or the reason why there is none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from events.model import PublishedBasis
from events.report import Report


@dataclass(frozen=True, slots=True)
class Draft:
    """A report as it was found.

    Attributes
    ----------
    name
        What to call it: the stem of its file, the number of its row ...
    origin
        The file or address it came from; equal for the same report the next time.
    text
        The report.
    extras
        What else was said of it that no field has room for.
    id
        The id that its document must have, where it was chosen already.
    """

    name: str
    origin: str
    text: str
    title: str | None = None
    language: str | None = None
    outlet: str | None = None
    url: str | None = None
    licence: str | None = None
    published: dt.date | None = None
    published_basis: PublishedBasis | None = None
    published_note: str | None = None
    retrieved: dt.datetime | None = None
    extras: Mapping[str, Any] = field(default_factory=dict)
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be read: its name (and line), and the reason as a sentence."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something in a folder or archive that is no report: its name and its kind."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Ready:
    """A report that comes with its events: there is nothing to read in it."""

    report: Report
    origin: str


@dataclass(frozen=True, slots=True)
class Bulk:
    """A table of events that others publish, to be loaded as a whole.

    Attributes
    ----------
    origin
        Where it came from.
    kind
        Whose table it is: ``acled``, ``gdelt`` ...
    suffix
        ``.csv``, ``.tsv`` or ``.parquet``.
    path
        The file; none if the table lies in an archive or came from the web, then `data` holds it.
    names
        The names of its columns, of a text file.
    delimiter
        What parts them.
    header
        Whether the first line holds those names.
    """

    origin: str
    kind: str
    suffix: str
    path: Path | None = None
    data: bytes = b""
    names: tuple[str, ...] = ()
    delimiter: str = ","
    header: bool = True


Found = Draft | Ready | Bulk | Failure | Skipped
