"""What the screens filter by, in the codes that the browser compares."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from dashboard.mapline.records import UNNAMED, Records

CODED = ("type", "status", "actor", "country", "place", "language", "outlet")
"""Clauses that name values of a column."""

LENSES = ("undated", "unplaced", "needs_date")
ROWS_AS_LIST = 256
"""Up to so many rows are sent as a list of numbers, more as one bit for each event."""

_EPOCH = dt.date(1970, 1, 1)


class ClauseError(ValueError):
    """A clause that is not one of those that the component knows."""


def day_number(day: dt.date | int | None) -> int | None:
    """Give the days since 1970-01-01; none stays none."""
    return (day - _EPOCH).days if isinstance(day, dt.date) else day


def day_of(number: float | None) -> dt.date | None:
    """Give the day that is so many days after 1970-01-01, held within the years 1 to 9999."""
    if number is None:
        return None
    low, high = (dt.date.min - _EPOCH).days, (dt.date.max - _EPOCH).days
    return _EPOCH + dt.timedelta(days=int(min(max(number, low), high)))


def code_clauses(records: Records, clauses: Mapping[str, Any]) -> dict[str, Any]:
    """Put clauses into the form that the browser compares with its columns.

    Parameters
    ----------
    records
        The records that the clauses are about.
    clauses
        Values by name: ``type``, ``status``, ``actor``, ``country``, ``place``, ``language``, ``outlet``, ``at`` (ids
        of places and codes of countries, of any place of an event), ``document``, ``days``, ``ids``, ``lens``. A clause
        that is none or empty lets everything through, but an empty ``ids`` lets
        nothing through: it is the answer of a search.

    Returns
    -------
    dict
        ``codes`` by column, and where given ``also`` (codes of further reports that tell an event, by column), ``at``
        (codes by column, one of which must fit), ``days``, ``rows`` and ``lens``. ``rows`` is a list of row numbers or,
        where there are many, the shorter of ``{"bits": <base64, least significant bit first>}`` and ``{"gaps": <base64,
        distances to the row before as LEB128>}``.

    Raises
    ------
    ClauseError
        If a name or a lens is not known.
    """
    unknown = set(clauses) - set(CODED) - {"at", "document", "days", "ids", "lens"}
    if unknown:
        raise ClauseError(f"The map can't filter by {', '.join(sorted(unknown))}.")
    codes = {name: records.codes_of(name, _listed(clauses[name])) for name in CODED if clauses.get(name)}
    if UNNAMED in _listed(clauses.get("outlet") or ()):
        codes["outlet"] = [-1, *codes["outlet"]]
    coded: dict[str, Any] = {"codes": codes}
    also = {
        name: found
        for name in ("language", "outlet")
        if (found := records.codes_of("at", [f"{name}:{value}" for value in _listed(clauses.get(name) or ())]))
    }
    if also:
        coded["also"] = also
    if clauses.get("at"):
        coded["at"] = {name: records.codes_of(name, _listed(clauses["at"])) for name in ("place", "country", "at")}
    days = clauses.get("days")
    if days and any(day is not None for day in days):
        coded["days"] = [day_number(day) for day in days]
    lens = clauses.get("lens")
    if lens:
        if lens not in LENSES:
            raise ClauseError(f"A lens is one of {', '.join(LENSES)}, not {lens!r}.")
        coded["lens"] = lens
    rows = _rows(records, clauses)
    if rows is not None:
        coded["rows"] = rows if len(rows) <= ROWS_AS_LIST else _packed(rows, len(records))
    return coded


def _listed(values: Any) -> Sequence[str]:
    return [values] if isinstance(values, str) else list(values)


def _rows(records: Records, clauses: Mapping[str, Any]) -> list[int] | None:
    rows: set[int] | None = None
    if clauses.get("ids") is not None:
        rows = set(records.rows_of(clauses["ids"]))
    if clauses.get("document"):
        wanted = set(_listed(clauses["document"]))
        told = {row for row, document in enumerate(records.documents.to_pylist()) if document in wanted}
        rows = told if rows is None else rows & told
    return None if rows is None else sorted(rows)


def _packed(rows: Sequence[int], count: int) -> dict[str, str]:
    chosen = np.zeros(count, dtype=bool)
    chosen[list(rows)] = True
    bits = np.packbits(chosen, bitorder="little").tobytes()
    gaps = _leb128(np.diff(np.array(rows), prepend=0))
    name, shorter = ("gaps", gaps) if len(gaps) < len(bits) else ("bits", bits)
    return {name: base64.b64encode(shorter).decode("ascii")}


def _leb128(numbers: np.ndarray[Any, Any]) -> bytes:
    """Write each number in as few bytes as it needs, seven bits in each, the lowest first."""
    parts = (numbers[:, None] >> np.arange(0, 28, 7)) & 0x7F
    needed = np.maximum(1, (numbers[:, None] >= (1 << np.arange(7, 35, 7))).sum(axis=1) + 1)
    more = np.arange(4) < (needed - 1)[:, None]
    kept = np.arange(4) < needed[:, None]
    written: bytes = (parts | (more * 0x80)).astype(np.uint8)[kept].tobytes()
    return written
