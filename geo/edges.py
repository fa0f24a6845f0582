"""Where coasts and borders lie: the middle of each with the radius to its farthest end, from a table beside the map."""

from __future__ import annotations

import csv
import gzip
import io
from functools import cache
from pathlib import Path

from geo.resolver import distance_km
from geo.topology import Line

TABLE = Path(__file__).parent / "data" / "boundaries" / "edges.tsv.gz"
Edge = tuple[float, float, float]
"""Latitude and longitude in degrees, radius in kilometres."""


def middle_of(points: Line) -> Edge:
    """Give that of some points (longitude, latitude) which lies nearest their mean, and the distance to the farthest.

    Returns
    -------
    tuple of float
        Latitude, longitude, kilometres.
    """
    lon, lat = points[0]
    mean_lon = sum((x - lon + 180) % 360 - 180 for x, _ in points) / len(points) + lon
    mean_lat = sum(y for _, y in points) / len(points)
    lon, lat = min(points, key=lambda point: distance_km(point[1], point[0], mean_lat, mean_lon))
    return lat, lon, max(distance_km(y, x, lat, lon) for x, y in points)


def coast_of(code: str) -> Edge | None:
    """Give the coast of a country or first-level division by its ISO code; None if it has none."""
    return _edges().get((code, ""))


def border_of(one: str, other: str) -> Edge | None:
    """Give the border of two countries or divisions, or of one of each; None if they share none."""
    return _edges().get((min(one, other), max(one, other)))


@cache
def _edges() -> dict[tuple[str, str], Edge]:
    with gzip.open(TABLE) as packed:
        rows = csv.reader(io.TextIOWrapper(packed, encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE)
        return {(one, other): (float(lat), float(lon), float(radius)) for one, other, lat, lon, radius in rows}
