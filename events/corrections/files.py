"""Corrections as JSON: in a column of exported events, and in files of their own, one object a line."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from events.corrections.model import Correction, Part, Target
from events.errors import InputError

MOST_CHARACTERS = 100_000
"""Characters that one correction may have."""


def write_correction(correction: Correction) -> dict[str, Any]:
    """Write a correction as what JSON can hold."""
    written = dataclasses.asdict(correction)
    for name in ("made", "undone"):
        written[name] = written[name].isoformat() if written[name] else None
    return {name: value for name, value in written.items() if value not in (None, "")}


def read_correction(written: object) -> Correction:
    """Read a correction that `write_correction` wrote.

    Raises
    ------
    InputError
        If it is none; the message says what is wrong.
    """
    try:
        return _read(written)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"This is no correction ({type(error).__name__}: {str(error)[:120]}).") from error


def _read(written: Any) -> Correction:
    targets = tuple(
        Target(str(t["event"]), str(t["document"]), int(t["start"]), int(t["end"]), str(t["quote"]), str(t["type"]))
        for t in written["targets"]
    )
    value, before = written.get("value") or {}, written.get("before")
    if not targets or not isinstance(value, Mapping) or not isinstance(before, Mapping | None):
        raise ValueError("it is about no event, or its value is no object")
    return Correction(
        part=Part(written["part"]),
        targets=targets,
        value=value,
        before=before,
        who=str(written.get("who") or ""),
        made=_moment(written.get("made")),
        why=str(written.get("why") or ""),
        undone=_moment(written.get("undone")),
        undone_by=str(written.get("undone_by") or ""),
        id=str(written["id"]),
    )


def _moment(text: str | None) -> dt.datetime | None:
    if not text:
        return None
    moment = dt.datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def format_corrections(corrections: Iterable[Correction]) -> str | None:
    """Write corrections into one cell; none for none."""
    listed = [write_correction(correction) for correction in corrections]
    return json.dumps(listed, ensure_ascii=False, separators=(",", ":")) if listed else None


def parse_corrections(cell: str | None) -> tuple[Correction, ...]:
    """Read the cell that `format_corrections` wrote.

    Raises
    ------
    InputError
        If it holds something else.
    """
    if not cell:
        return ()
    try:
        listed = json.loads(cell)
    except ValueError as error:
        raise InputError("The column of corrections is no JSON.") from error
    if not isinstance(listed, list):
        raise InputError("The column of corrections is no list.")
    return tuple(read_correction(each) for each in listed)


def read_lines(lines: Iterable[str], *, origin: str) -> Iterator[Correction]:
    """Read a file of corrections, one JSON object a line.

    Raises
    ------
    InputError
        If a line is no correction; the message says which.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            if len(line) > MOST_CHARACTERS:
                raise InputError(f"It is longer than {MOST_CHARACTERS:,} characters.")
            yield read_correction(json.loads(line))
        except (InputError, ValueError, RecursionError) as error:
            raise InputError(f"{origin}, line {number:,}: {error}") from error
