"""Events as GeoJSON (RFC 7946): points with longitude before latitude, events without a place with no geometry."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import IO, Any

from events.writers.flat import Row


def write_geojson(rows: Iterable[Row], out: IO[str]) -> None:
    """Write events as one feature collection, feature by feature.

    Parameters
    ----------
    rows
        As `events.writers.flat.flatten_report` gives them.
    out
        A text stream.
    """
    out.write('{"type":"FeatureCollection","features":[')
    for number, row in enumerate(rows):
        out.write(",\n" if number else "\n")
        out.write(json.dumps(to_feature(row), ensure_ascii=False, separators=(",", ":")))
    out.write("\n]}\n")


def to_feature(row: Row) -> dict[str, Any]:
    """Give an event as a feature, its box as ``bbox`` where it is an area."""
    feature: dict[str, Any] = {"type": "Feature", "id": row["id"], "geometry": None, "properties": row}
    if row["lat"] is not None:
        feature["geometry"] = {"type": "Point", "coordinates": [row["lon"], row["lat"]]}
    if row["west"] is not None:
        feature["bbox"] = [row["west"], row["south"], row["east"], row["north"]]
    return feature
