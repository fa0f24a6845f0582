"""Write ``geo/data/boundaries/edges.tsv.gz``: the coast and the borders of every country and first-level division.

python scripts/build_edges.py        # after the maps in geo/data/boundaries have changed
"""

from __future__ import annotations

import gzip
import sys
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from geo.edges import TABLE, middle_of
from geo.topology import Line, read_topology

Edges = dict[tuple[str, str], Line]


def collect_countries() -> Edges:
    """Gather the points of the countries' coasts (with an empty second code) and borders."""
    points: Edges = defaultdict(list)
    topology = read_topology("countries_low")
    for arc, sides in zip(topology.arcs, topology.sides(), strict=True):
        codes = sorted({side.properties["country_iso"] for side in sides})
        if len(sides) == 1:
            points[codes[0], ""] += arc
        for one in codes:
            for other in codes:
                if one < other:
                    points[one, other] += arc
    return points


def collect_divisions() -> Edges:
    """Gather the same for divisions; a border between countries is also one of a division and a country."""
    points: Edges = defaultdict(list)
    topology = read_topology("divisions_medium")
    for arc, sides in zip(topology.arcs, topology.sides(), strict=True):
        areas = [(side.properties.get("id", ""), side.properties["country_iso"]) for side in sides]
        if len(areas) == 1 and areas[0][0]:
            points[areas[0][0], ""] += arc
        if len(areas) == 2:
            (one, home), (other, abroad) = areas
            pairs = {(one, other)} if home == abroad else {(one, other), (one, abroad), (home, other)}
            for pair in pairs:
                if all(pair) and pair[0] != pair[1]:
                    points[min(pair), max(pair)] += arc
    return points


def main() -> None:
    """Write the table."""
    edges = {**collect_divisions(), **collect_countries()}
    rows = []
    for (one, other), line in sorted(edges.items()):
        lat, lon, radius = middle_of(line)
        rows.append(f"{one}\t{other}\t{lat}\t{lon}\t{radius:.1f}\n")
    TABLE.write_bytes(gzip.compress("".join(rows).encode(), mtime=0))
    print(f"{len(rows)} edges, {TABLE.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
