"""Records as the bytes that travel to the browser: what the columns are, then the columns themselves.

A message is a preface (JSON, which `boot.js` reads) and a body, each behind its length in four bytes. The body holds a
header (JSON: columns with their type, offset and length; texts) and, from a multiple of eight bytes on, the buffers,
which the browser takes as typed arrays as they are. All numbers are little-endian.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import pyarrow as pa

    from dashboard.mapline.records import Records

ALIGNED = 8
_TEXTS = ("name", "admin1", "summary")


def pack_records(records: Records) -> bytes:
    """Give the body of a message that carries records."""
    described: dict[str, dict[str, list[Any]]] = {}
    texts: dict[str, dict[str, list[str | None]]] = {}
    buffers: list[bytes] = []
    offset = 0
    for name in ("events", "actors", "places", "further", "links"):
        described[name], texts[name] = {}, {}
        for column, values in _columns(getattr(records, name)).items():
            if column in _TEXTS:
                texts[name][column] = values.to_pylist()
                continue
            numbers = np.ascontiguousarray(values.to_numpy(zero_copy_only=False))
            described[name][column] = [numbers.dtype.str.lstrip("<|="), offset, len(numbers)]
            buffers.append(_padded(numbers.tobytes()))
            offset += len(buffers[-1])
    counts = {name: len(getattr(records, name)) for name in described}
    header = {"counts": counts, "columns": described, "texts": texts, "values": dict(records.values)}
    return b"".join([_measured(json.dumps(header, ensure_ascii=False).encode()), *buffers])


def pack_text(text: str) -> bytes:
    """Give the body of a message that carries JSON only."""
    return _measured(text.encode())


def message(preface: Mapping[str, Any], body: bytes) -> bytes:
    """Give a whole message."""
    return _measured(json.dumps(preface).encode()) + body


def _columns(table: pa.Table) -> dict[str, pa.Array]:
    return {name: table[name].combine_chunks() for name in table.column_names}


def _measured(text: bytes) -> bytes:
    padded = text + b" " * (-(len(text) + 4) % ALIGNED)
    return len(padded).to_bytes(4, "little") + padded


def _padded(content: bytes) -> bytes:
    return content + bytes(-len(content) % ALIGNED)
