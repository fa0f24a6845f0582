"""The stream: a report a line in, what was read in it a line out, in order, each line as soon as it is done.

A line that cannot be read gives ``{"id"?, "error"}`` in its place, and the stream goes on.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from events.errors import InputError
from events.model import Document, PublishedBasis

MOST_BYTES = 16_000_000
"""The longest line that is taken in."""

_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8})*")
_MISSING = 'A line must be a JSON object with the report\'s text: {"id": "1", "text": "..."}'


def annotate_stream(source: BinaryIO, sink: BinaryIO) -> int:
    """Annotate reports until the stream ends.

    Parameters
    ----------
    source
        Gives JSON Lines: ``id``, ``text`` and, if known, ``published`` and ``language``.
    sink
        Takes a line for each line; it is flushed after each.

    Returns
    -------
    int
        How many lines could not be read.
    """
    failed = 0
    for number, line in enumerate(_read_lines(source), start=1):
        answer = annotate_line(line, number=number)
        failed += "error" in answer
        sink.write(_write_line(answer))
        sink.flush()
    return failed


def _read_lines(source: BinaryIO) -> Iterator[bytes]:
    """Give the lines; of one that is too long, only its beginning, which is longer than `MOST_BYTES`."""
    while line := source.readline(MOST_BYTES + 1):
        rest = line
        while len(rest) > MOST_BYTES and not rest.endswith(b"\n"):
            rest = source.readline(MOST_BYTES + 1)
        yield line


def _write_line(answer: dict[str, Any]) -> bytes:
    try:
        return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    except UnicodeEncodeError:  # a lone surrogate in the report
        return json.dumps(answer, separators=(",", ":")).encode() + b"\n"


def annotate_line(line: bytes, *, number: int = 1) -> dict[str, Any]:
    """Annotate one line: give the records, or the error in words."""
    fields: dict[str, Any] = {}
    try:
        fields = _parse_line(line, number=number)
        document = read_document(fields)

        from events.pipeline import read_report
        from events.writers.wire import describe_report

        return describe_report(read_report(document)) | {"id": fields["id"]}
    except InputError as error:
        reason = str(error)
    except Exception as error:  # a fault in one report must not end the stream
        reason = (
            f"This report could not be read: a fault in Dateline ({type(error).__name__}: {error}). Please report it."
        )
    known = fields.get("id")
    bears_id = isinstance(known, str | int) and not isinstance(known, bool)
    return {"id": known, "error": reason} if bears_id else {"error": reason}


def _parse_line(line: bytes, *, number: int) -> dict[str, Any]:
    if len(line) > MOST_BYTES:
        raise InputError(f"Line {number:,} has more than {MOST_BYTES // 1_000_000} MB, which is more than one report.")
    try:
        parsed = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
    except UnicodeDecodeError as error:
        raise InputError(f"Line {number:,} is not UTF-8 (byte {error.start:,} of the line).") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"Line {number:,} is not JSON: {_reason(error)}. {_MISSING}.") from error
    if not isinstance(parsed, dict):
        raise InputError(f"Line {number:,} holds {_kind(parsed)}. {_MISSING}.")
    return parsed


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} (character {error.pos:,})"
    return "it is nested too deeply" if isinstance(error, RecursionError) else "a number is too long"


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def read_document(fields: dict[str, Any]) -> Document:
    """Check the fields of a line and give the document.

    Raises
    ------
    InputError
        If one is missing or wrong; the message names it.
    """
    id_ = fields.get("id")
    if isinstance(id_, bool) or not isinstance(id_, str | int):
        raise InputError(
            f"'id' must be text or a whole number, not {_kind(id_)}." if "id" in fields else "'id' is missing."
        )
    text = fields.get("text")
    if not isinstance(text, str):
        raise InputError("'text' is missing." if text is None else f"'text' must be text, not {_kind(text)}.")
    published = _read_published(fields.get("published"))
    return Document(
        id=str(id_),
        text=text,
        language=_read_language(fields.get("language")),
        published=published,
        published_basis=PublishedBasis.STATED if published else None,
    )


def complete_document(document: Document, *, published: str | None, language: str | None) -> Document:
    """Give a document with the day of publication and the language that somebody named for it, checked.

    Raises
    ------
    InputError
        If one of them is wrong.
    """
    changes: dict[str, Any] = {}
    if published is not None:
        changes |= {"published": _read_published(published), "published_basis": PublishedBasis.STATED}
        changes |= {"published_note": None}
    if language is not None:
        changes["language"] = _read_language(language)
    return dataclasses.replace(document, **changes)


_UNKNOWN = frozenset({"", "none", "null", "nan", "unknown"})
"""What other programs write for a day that they do not know."""


def _read_published(value: object) -> dt.date | None:
    if value is None:
        return None
    wanted = "'published' must be the day of publication, such as 2023-09-05"
    if not isinstance(value, str):
        raise InputError(f"{wanted}, not {_kind(value)}.")
    if value.strip().casefold() in _UNKNOWN:
        return None
    try:
        day = dt.date.fromisoformat(value) if len(value) <= 10 else dt.datetime.fromisoformat(value).date()
    except ValueError:
        raise InputError(f"{wanted}, not {value[:40]!r}.") from None
    if day > dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1):
        raise InputError(f"{wanted}; {value[:40]} is in the future.")
    return day


def _read_language(value: object) -> str | None:
    if value is None:
        return None
    found = _LANGUAGE.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        shown = repr(value[:40]) if isinstance(value, str) else _kind(value)
        raise InputError(f"'language' must be a language code, such as ar, not {shown}.")
    return found[1].lower()
