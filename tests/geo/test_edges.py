from __future__ import annotations

from geo.edges import border_of, coast_of, middle_of
from geo.topology import read_topology


def test_the_table_of_edges_is_that_of_the_map() -> None:
    topology = read_topology("countries_low")
    coast = [
        point
        for arc, sides in zip(topology.arcs, topology.sides(), strict=True)
        if [side.properties["country_iso"] for side in sides] == ["LY"]
        for point in arc
    ]
    lat, lon, radius = middle_of(coast)
    assert coast_of("LY") == (lat, lon, round(radius, 1))


def test_borders_join_countries_divisions_and_one_of_each() -> None:
    assert border_of("PL", "UA") == border_of("UA", "PL")
    assert border_of("US-TX", "US-OK") is not None
    assert border_of("US-TX", "MX") is not None
    assert border_of("US-TX", "US-ME") is None
    assert (coast_of("MN"), coast_of("US-KS")) == (None, None)
    assert coast_of("US-CA") is not None
