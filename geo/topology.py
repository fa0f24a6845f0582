"""Read the quantised TopoJSON that the boundaries are stored in: shared borders once, as arcs."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "data" / "boundaries"

Position = tuple[float, float]
Line = list[Position]
ArcChain = list[int]
"""Arcs of a ring in order; ``~n`` is arc ``n`` walked backwards."""


@dataclass(frozen=True, slots=True)
class Area:
    """One area of a topology: its attributes, and for each of its polygons the rings (outer one first) as arcs."""

    properties: dict[str, Any]
    polygons: list[list[ArcChain]]


@dataclass(frozen=True, slots=True)
class Topology:
    """Areas and the arcs that they share. Positions are lon/lat in degrees (EPSG:4326)."""

    areas: list[Area]
    arcs: list[Line]

    def trace(self, chain: ArcChain) -> Line:
        """Positions of a ring, its first one repeated at the end."""
        line: Line = []
        for index in chain:
            arc = self.arcs[index] if index >= 0 else self.arcs[~index][::-1]
            line.extend(arc[1:] if line else arc)
        return line

    def trace_polygons(self, area: Area) -> list[list[Line]]:
        """Positions of all rings of an area's polygons."""
        return [[self.trace(ring) for ring in polygon] for polygon in area.polygons]

    def sides(self) -> list[list[Area]]:
        """For each arc, the areas that have it as a border: two on land, one at a coast."""
        found: list[list[Area]] = [[] for _ in self.arcs]
        for area in self.areas:
            for polygon in area.polygons:
                for chain in polygon:
                    for index in chain:
                        found[index if index >= 0 else ~index].append(area)
        return found


@cache
def read_topology(name: str) -> Topology:
    """Read one of the files in ``geo/data/boundaries/`` (``countries_low`` ...).

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    """
    content = json.loads(gzip.decompress((FOLDER / f"{name}.topojson.gz").read_bytes()))
    (scale_x, scale_y), (shift_x, shift_y) = content["transform"]["scale"], content["transform"]["translate"]
    arcs = []
    for arc in content["arcs"]:
        xs = accumulate(step[0] for step in arc)
        ys = accumulate(step[1] for step in arc)
        arcs.append(
            [
                (_on_globe(x * scale_x + shift_x, 180), _on_globe(y * scale_y + shift_y, 90))
                for x, y in zip(xs, ys, strict=True)
            ]
        )
    areas = [
        Area(
            geometry.get("properties", {}),
            [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry.get("arcs", []),
        )
        for geometry in content["objects"]["areas"]["geometries"]
    ]
    return Topology(areas, arcs)


def _on_globe(value: float, limit: int) -> float:
    return min(max(round(value, 5), -limit), limit)
