"""Event records as the browser gets them: narrow columns sorted by time, with codes for everything that repeats."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.mapline.payload import pack_records
from events.model import DatePrecision, EventStatus, EventType, PlacePrecision

if TYPE_CHECKING:
    import pandas as pd

OPEN_START = -(2**31)
"""Stands for "since ever" in ``start``."""
OPEN_END = 2**31 - 1
"""Stands for "for ever" in ``end``."""

TYPES = tuple(EventType)
STATUSES = tuple(EventStatus)
DATE_PRECISIONS = tuple(DatePrecision)
PLACE_PRECISIONS = tuple(PlacePrecision)

NEEDS_ANCHOR = 1
UNSURE = 2
CORRECTED = 4
ABOUT = 8
UNSURE_BELOW = 0.5
SENTENCES_UP_TO = 20_000
"""With more events than this the sentences stay on the server; tooltips then show the rest of the record."""

_NONE = -1
UNNAMED = "unknown"
"""Stands for no outlet at all, as in the store's filter."""


class RecordsError(ValueError):
    """The table of events is not one that the map and the timeline can show."""


@dataclass(frozen=True, slots=True, eq=False)
class Records:
    """What the browser is sent of a table of events, and what is needed to understand its answers.

    Attributes
    ----------
    id
        Hash of the content; the browser keeps records under it.
    events
        One row an event: ``start``, ``end`` (days since 1970-01-01; an event without days has ``start > end``),
        ``precision``, ``type``, ``status``, ``language``, ``outlet``, ``place``, ``origin`` (codes, -1 for none),
        ``flags``, ``actors`` (how many), ``summary`` where there are few events, and ``weight`` where a row stands for
        several events.
    actors
        ``actor``: the codes of all events' actors, one event after the other.
    places
        One row a place: ``lat``, ``lon``, ``precision``, ``country``, ``admin1``, ``radius`` (km, 0 for none),
        ``west``, ``south``, ``east``, ``north`` (NaN for none), ``name``.
    further
        ``row``, ``at``: places, countries, languages and outlets of events besides those in their rows, as codes.
    links
        ``row``, ``source``, ``target``: countries of who acts and of whom it concerns, as codes.
    values
        What the codes stand for, by column.
    ids
        Event ids in the order of the rows.
    documents
        Report of each row.
    """

    id: str
    events: pa.Table
    actors: pa.Table
    places: pa.Table
    further: pa.Table
    links: pa.Table
    values: Mapping[str, Sequence[str]]
    ids: pa.StringArray
    documents: pa.StringArray

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def total(self) -> int:
        """How many events these are."""
        return int(pc.sum(self.events["weight"]).as_py() or 0) if self.are_counts else len(self)

    @property
    def are_counts(self) -> bool:
        """Whether rows stand for several events."""
        return "weight" in self.events.column_names

    @property
    def packed(self) -> bytes:
        """The records as the bytes that the browser gets; see `dashboard.mapline.payload`."""
        return _pack(self)

    def event_at(self, row: int) -> str | None:
        """Give the id of the event in a row; none if there is no such row."""
        return self.ids[row].as_py() if 0 <= row < len(self.ids) else None

    def rows_of(self, ids: Iterable[str]) -> list[int]:
        """Give the rows of these events, in order; ids that are not among them are left out."""
        wanted = pa.array(list(ids), pa.string())
        return [int(row) for row in np.flatnonzero(pc.is_in(self.ids, wanted).to_numpy(zero_copy_only=False))]

    def codes_of(self, column: str, values: Iterable[str]) -> list[int]:
        """Give the codes of these values; values that no event has are left out."""
        codes = _codes(tuple(self.values[column]))
        return sorted(codes[value] for value in set(values) if value in codes)


@functools.lru_cache(maxsize=2)
def _pack(records: Records) -> bytes:
    return pack_records(records)


@functools.lru_cache(maxsize=64)
def _codes(values: tuple[str, ...]) -> dict[str, int]:
    return {value: code for code, value in enumerate(values)}


def prepare_records(
    table: pa.Table | pd.DataFrame,
    further: pa.Table | None = None,
    pairs: pa.Table | None = None,
    told: pa.Table | None = None,
) -> Records:
    """Make the narrow columns that the browser keeps.

    Parameters
    ----------
    table
        Events as `Store.events` gives them. Needed: ``id``; everything else may be missing or null.
    further
        Places of these events besides the one in their row, as `Store.further_places` gives them: a clause ``at`` finds
        an event by any of its places.
    pairs
        Countries of who acts and of whom it concerns, as `Store.actor_pairs` gives them.
    told
        Languages and outlets of further reports that tell an event, as `Store.further_sources` gives them.

    Returns
    -------
    Records
        Sorted by time, events without days last.

    Raises
    ------
    RecordsError
        If there is no column ``id``, or a column holds something else than its name says.
    """
    if not isinstance(table, pa.Table):
        table = pa.Table.from_pandas(table, preserve_index=False)
    if "id" not in table.column_names:
        raise RecordsError(f"A table of events needs a column 'id'; this one has {', '.join(table.column_names)}.")
    try:
        return _prepare(_Columns(table), further, pairs, told)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, pa.ArrowTypeError) as error:
        raise RecordsError(f"This table of events can't be shown: {error}") from error


class _Columns:
    """Columns of a table by name, each in one piece, with a stand-in for those that are missing."""

    def __init__(self, table: pa.Table) -> None:
        self.table = table
        self.length = len(table)

    def arrow(self, name: str, kind: pa.DataType) -> pa.Array:
        if name not in self.table.column_names:
            return pa.nulls(self.length, kind)
        column = self.table[name].combine_chunks()
        if pa.types.is_dictionary(column.type):
            column = column.dictionary_decode()
        if pa.types.is_integer(kind) and pa.types.is_date(column.type):
            column = column.cast(pa.date32()).cast(pa.int32())
        if pa.types.is_integer(kind) and pa.types.is_floating(column.type):
            column = pc.if_else(pc.is_nan(column), None, column)
        return column.cast(kind)

    def days(self, name: str) -> pa.Array:
        column = self.table[name].combine_chunks() if name in self.table.column_names else None
        if column is not None and pa.types.is_timestamp(column.type):
            return column.cast(pa.date32(), safe=False).cast(pa.int32())
        return self.arrow(name, pa.int32())

    def floats(self, name: str) -> np.ndarray[Any, np.dtype[np.float64]]:
        column = pc.fill_null(self.arrow(name, pa.float64()), float("nan"))
        return np.asarray(column.to_numpy(zero_copy_only=False), dtype=np.float64)

    def flags(self, name: str) -> np.ndarray[Any, np.dtype[np.bool_]]:
        return np.asarray(pc.fill_null(self.arrow(name, pa.bool_()), False).to_numpy(zero_copy_only=False), dtype=bool)

    def words(self, name: str) -> pa.StringArray:
        return self.arrow(name, pa.string())


def _prepare(columns: _Columns, further: pa.Table | None, pairs: pa.Table | None, told: pa.Table | None) -> Records:
    earliest, latest = columns.days("earliest"), columns.days("latest")
    undated = np.asarray(pc.and_(pc.is_null(earliest), pc.is_null(latest)).to_numpy(zero_copy_only=False), dtype=bool)
    start = np.array(pc.fill_null(earliest, OPEN_START).to_numpy(zero_copy_only=False), dtype=np.int32)
    end = np.array(pc.fill_null(latest, OPEN_END).to_numpy(zero_copy_only=False), dtype=np.int32)
    start[undated], end[undated] = OPEN_END, OPEN_START
    order = np.lexsort((end, start))

    values: dict[str, list[str]] = {
        "type": list(TYPES),
        "status": list(STATUSES),
        "date_precision": list(DATE_PRECISIONS),
        "place_precision": list(PLACE_PRECISIONS),
    }
    narrow: dict[str, Any] = {"start": start[order], "end": end[order]}
    for name, source, kind in (
        ("precision", "date_precision", "date_precision"),
        ("type", "type", "type"),
        ("status", "status", "status"),
    ):
        narrow[name] = _codes_among(columns.words(source), values[kind])[order]
    for name in ("language", "outlet"):
        codes, values[name] = _encode(columns.words(name))
        narrow[name] = codes[order]

    place, origin, places = _places(columns, values)
    narrow["place"], narrow["origin"] = place[order], origin[order]
    unsure = columns.floats("confidence") < UNSURE_BELOW
    narrow["flags"] = (
        columns.flags("needs_anchor") * NEEDS_ANCHOR
        + unsure * UNSURE
        + _corrected(columns) * CORRECTED
        + columns.flags("date_about") * ABOUT
    ).astype(np.uint8)[order]

    counts, actors, values["actor"] = _actors(columns, order)
    narrow["actors"] = counts
    if "weight" in columns.table.column_names:
        narrow["weight"] = columns.arrow("weight", pa.int32()).take(pa.array(order))
    elif 0 < columns.length <= SENTENCES_UP_TO:
        narrow["summary"] = columns.words("summary").take(pa.array(order))

    ids = columns.words("id").take(pa.array(order))
    elsewhere, values["at"] = _further(ids, further, told)
    links, values["home"] = _links(ids, pairs)
    tables = [pa.table(narrow), pa.table({"actor": actors}), places, elsewhere, links]
    events, cast, places, elsewhere, links = (table.combine_chunks() for table in tables)
    return Records(
        _hash(events, cast, places, elsewhere, links, ids, values), events, cast, places, elsewhere, links, values, ids,
        columns.words("document").take(pa.array(order)),
    )  # fmt: skip


def _corrected(columns: _Columns) -> np.ndarray[Any, np.dtype[np.bool_]]:
    counts = pc.fill_null(pc.list_value_length(columns.arrow("corrected", pa.list_(pa.string()))), 0)
    return np.asarray(counts.to_numpy(zero_copy_only=False) > 0, dtype=bool)


def _links(ids: pa.StringArray, pairs: pa.Table | None) -> tuple[pa.Table, list[str]]:
    names = ("row", "source", "target")
    if pairs is None or len(pairs) == 0:
        return pa.table({name: pa.nulls(0, pa.int32()) for name in names}), []
    events, sources, targets = (pairs[name].combine_chunks() for name in ("event", "source", "target"))
    codes, homes = _encode(pa.concat_arrays([sources, targets]))
    halves = (pa.array(half, pa.int32()) for half in np.split(codes, 2))
    return pa.table(dict(zip(names, (pc.index_in(events, ids), *halves), strict=True))).drop_null(), homes


def _further(ids: pa.StringArray, further: pa.Table | None, told: pa.Table | None) -> tuple[pa.Table, list[str]]:
    parts = [(further, {"place": "", "country": ""}), (told, {"language": "language:", "outlet": "outlet:"})]
    rows, tokens = [], []
    for table, columns in parts:
        if table is None or len(table) == 0:
            continue
        for column, prefix in columns.items():
            rows.append(pc.index_in(table["event"].combine_chunks(), ids))
            value = table[column].combine_chunks().cast(pa.string())
            value = pc.fill_null(value, UNNAMED) if column == "outlet" else value
            tokens.append(pc.binary_join_element_wise(prefix, value, ""))
    pairs = pa.table(
        {"row": pa.chunked_array(rows, pa.int32()), "at": pa.chunked_array(tokens, pa.string())}
    ).drop_null()
    if len(pairs) == 0:
        return pa.table({"row": pa.nulls(0, pa.int32()), "at": pa.nulls(0, pa.int32())}), []
    codes, names = _encode(pairs["at"].combine_chunks())
    return pa.table({"row": pairs["row"], "at": pa.array(codes, pa.int32())}), names


def _codes_among(column: pa.StringArray, vocabulary: Sequence[str]) -> np.ndarray[Any, np.dtype[np.int8]]:
    codes = pc.fill_null(pc.index_in(column, pa.array([str(v) for v in vocabulary], pa.string())), _NONE)
    return np.asarray(codes.to_numpy(zero_copy_only=False), dtype=np.int8)


def _encode(column: pa.StringArray) -> tuple[np.ndarray[Any, Any], list[str]]:
    encoded = column.dictionary_encode()
    codes = np.asarray(pc.fill_null(encoded.indices, _NONE).to_numpy(zero_copy_only=False), dtype=np.int32)
    return _narrowest(codes, len(encoded.dictionary)), encoded.dictionary.to_pylist()


def _narrowest(codes: np.ndarray[Any, Any], count: int) -> np.ndarray[Any, Any]:
    for kind in (np.int8, np.int16):
        if count <= np.iinfo(kind).max:
            return codes.astype(kind)
    return codes.astype(np.int32)


def _actors(
    columns: _Columns, order: np.ndarray[Any, Any]
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any], list[str]]:
    lists = columns.arrow("actors", pa.list_(pa.string())).take(pa.array(order))
    lists = pc.fill_null(lists, pa.scalar([], pa.list_(pa.string())))
    counts = np.minimum(pc.list_value_length(lists).to_numpy(zero_copy_only=False), 255)
    if counts.max(initial=0) >= 255:
        lists = pc.list_slice(lists, 0, 255)
    codes, names = _encode(pc.list_flatten(lists))
    return counts.astype(np.uint8), codes, names


def _places(
    columns: _Columns, values: dict[str, list[str]]
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any], pa.Table]:
    lat, lon = columns.floats("lat"), columns.floats("lon")
    origin_lat, origin_lon = columns.floats("origin_lat"), columns.floats("origin_lon")
    at = pc.binary_join_element_wise(_text(lat), _text(lon), ",")
    key = pc.if_else(pa.array(np.isfinite(lat) & np.isfinite(lon)), pc.coalesce(columns.words("place_id"), at), None)
    from_key = pc.if_else(
        pa.array(np.isfinite(origin_lat) & np.isfinite(origin_lon)),
        pc.coalesce(columns.words("origin_id"), pc.binary_join_element_wise(_text(origin_lat), _text(origin_lon), ",")),
        None,
    )
    codes, keys = _encode(pa.concat_arrays([key, from_key]))
    place, origin = codes[: columns.length], codes[columns.length :]

    found, first = np.unique(codes, return_index=True)
    first = first[found >= 0]
    row, is_origin = first % max(columns.length, 1), first >= columns.length
    rows = pa.array(row)

    def of_place(name: str) -> pa.Array:
        taken = columns.words(name).take(rows)
        return pc.if_else(pa.array(is_origin), None, taken)

    country, values["country"] = _encode(of_place("country"))
    precision = _codes_among(of_place("place_precision"), values["place_precision"])
    values["place"] = keys
    extent = {
        side: np.where(is_origin, np.nan, columns.floats(side)[row]).astype(np.float32)
        for side in ("west", "south", "east", "north")
    }
    origin_name = pc.if_else(pa.array(is_origin), columns.words("origin_name").take(rows), None)
    radius = np.where(is_origin, 0, np.nan_to_num(columns.floats("radius_km")[row])).astype(np.float32)
    table = pa.table(
        {
            "lat": np.where(is_origin, origin_lat[row], lat[row]).astype(np.float32),
            "lon": np.where(is_origin, origin_lon[row], lon[row]).astype(np.float32),
            "precision": precision,
            "country": country,
            "admin1": of_place("admin1"),
            "radius": radius,
            **extent,
            "name": pc.coalesce(of_place("place_name"), origin_name, ""),
        }
    )
    return place, origin, table


def _text(numbers: np.ndarray[Any, Any]) -> pa.StringArray:
    return pa.array(numbers).cast(pa.string())


def _hash(*parts: Any) -> str:
    *tables, ids, values = parts
    digest = hashlib.blake2b(repr(sorted(values.items())).encode(), digest_size=8)
    for table in (*tables, pa.table({"id": ids})):
        for column in table.columns:
            for chunk in column.chunks:
                for buffer in chunk.buffers():
                    digest.update(b"-" if buffer is None else memoryview(buffer))
    return digest.hexdigest()
