"""Tables of reports: which column is the text, which the date, found by their names and by what stands in them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from events.errors import InputError
from events.model import PublishedBasis
from events.readers.days import read_days
from events.readers.draft import Draft, Failure

_NAMES: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "fulltext", "maintext", "story", "report", "description", "snippet"),
    "id": ("id", "docid", "documentid", "articleid", "uid", "guid"),
    "title": ("title", "headline", "head", "subject"),
    "published": (
        "published",
        "publishedat",
        "publicationdate",
        "pubdate",
        "datepublished",
        "publishdate",
        "date",
        "datetime",
    ),
    "language": ("language", "lang", "languagecode"),
    "outlet": ("outlet", "source", "publisher", "newspaper", "domain", "sitename", "publication"),
    "url": ("url", "link", "sourceurl", "permalink"),
    "licence": ("licence", "license", "rights"),
}
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a table holds what; none where there is no such column."""

    text: str
    id: str | None = None
    title: str | None = None
    published: str | None = None
    language: str | None = None
    outlet: str | None = None
    url: str | None = None
    licence: str | None = None


PARTS = Columns.__slots__
"""What a column of a table of reports may hold; only ``text`` must be there."""


def name_columns(chosen: Mapping[str, str], names: Iterable[str]) -> Columns:
    """Take the columns that a person names, and guess the others.

    Parameters
    ----------
    chosen
        Names of columns by what they hold (`PARTS`).
    names
        The columns that there are.

    Raises
    ------
    InputError
        If a part or a column is unknown, or no column is the text.
    """
    names = list(names)
    for part, name in chosen.items():
        if part not in PARTS:
            raise InputError(f"{part!r} is nothing that a column may hold. There are: {', '.join(PARTS)}.")
        if name not in names:
            raise InputError(f"There is no column {name!r}. There are: {', '.join(map(str, names[:40]))}.")
    left = guess_columns([name for name in names if name not in chosen.values()])
    guessed = {part: getattr(left, part) for part in PARTS} if left else {}
    known = {**guessed, **chosen}
    if not known.get("text"):
        raise InputError(f"Name the column that holds the text. There are: {', '.join(map(str, names[:40]))}.")
    return Columns(**known)


def guess_columns(names: Iterable[str]) -> Columns | None:
    """Guess which columns of a table of reports hold what, by their names; none if no column is the text."""
    plain = {re.sub(r"[^a-z]", "", name.lower()): name for name in reversed(list(names))}
    found = {part: next((plain[n] for n in known if n in plain), None) for part, known in _NAMES.items()}
    return Columns(**found) if found["text"] else None  # type: ignore[arg-type]


def read_reports(
    rows: Iterable[Mapping[str, Any]], columns: Columns, *, name: str, origin: str
) -> Iterator[Draft | Failure]:
    """Give the reports of a table, a row each; columns that have no place are kept as extras.

    Parameters
    ----------
    rows
        The table.
    columns
        Which column holds what.
    name, origin
        Of the file; the number of the row is added, or the report's own id.
    """
    taken = {column for column in (getattr(columns, part) for part in Columns.__slots__) if column}
    for number, row in enumerate(rows, start=1):
        own = row.get(columns.id) if columns.id else None
        at = f"{origin}#{own if own is not None else number}"
        try:
            text = row.get(columns.text)
            if not isinstance(text, str) or not text.strip():
                raise InputError(f"{origin}, row {number:,}: the column {columns.text!r} holds no text.")
            published = _read_published(row.get(columns.published) if columns.published else None, origin, number)
        except InputError as error:
            yield Failure(at, str(error))
            continue
        language = _LANGUAGE.fullmatch(_text(row, columns.language) or "")
        yield Draft(
            str(own) if own is not None else f"{name}-{number}",
            at,
            text,
            title=_text(row, columns.title),
            language=language[1].lower() if language else None,
            outlet=_text(row, columns.outlet),
            url=_text(row, columns.url),
            licence=_text(row, columns.licence),
            published=published,
            published_basis=PublishedBasis.STATED if published else None,
            extras={key: value for key, value in row.items() if key not in taken and _is_plain(value)},
        )


def _text(row: Mapping[str, Any], column: str | None) -> str | None:
    value = row.get(column) if column else None
    return str(value).strip() or None if value is not None else None


def _is_plain(value: object) -> bool:
    return isinstance(value, str | int | float | bool) and value == value


def _read_published(value: object, origin: str, number: int) -> dt.date | None:
    """Read a day in ISO 8601, or in whatever clear form else (``5 September 2023``)."""
    if value is None or value == "":
        return None
    text = str(value).strip()
    days = read_days(text)
    if days is not None and days[0] is not None and days[0] == days[1]:
        return days[0]
    raise InputError(f"{origin}, row {number:,}: {text[:40]!r} is no day, or may be two; write it as 2023-09-05.")
