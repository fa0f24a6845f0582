from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.coordinates import find_coordinates
from geo.model import PlacePrecision

FOUND = [
    ("the crater at 48.8584, 2.2945 was", "48.8584, 2.2945", 48.8584, 2.2945),
    ("at -33.8688, 151.2093.", "-33.8688, 151.2093", -33.8688, 151.2093),
    ("at 33.868° S, 151.209° E", "33.868° S, 151.209° E", -33.868, 151.209),
    ("position 47°58′30″N 37°48′10″E today", "47°58′30″N 37°48′10″E", 47.975, 37.80278),
    ("position 47° 58' N, 37° 48' E", "47° 58' N, 37° 48' E", 47.96667, 37.8),
    ("grid 37UCP3784312345 reported", "37UCP3784312345", 47.94389, 36.82849),
    ("عند 48.8584، 2.2945 تقريبا", "48.8584، 2.2945", 48.8584, 2.2945),
]


@pytest.mark.parametrize(("text", "span", "lat", "lon"), FOUND)
def test_written_coordinates_are_points(text: str, span: str, lat: float, lon: float) -> None:
    (point,) = find_coordinates(text)
    assert text[point.start : point.end] == span
    assert point.place.lat == pytest.approx(lat, abs=1e-4)
    assert point.place.lon == pytest.approx(lon, abs=1e-4)
    assert point.place.precision is PlacePrecision.POINT
    assert point.place.radius_km is not None


@pytest.mark.parametrize(
    "text",
    [
        "rates of 3.14, 2.71",
        "shares at 3.500, 4.200",
        "98.7654, 200.1234",
        "version 1.2345.6, 7.8901",
        "99° 10' N, 10° 10' E",
        "99ZZZ1234512345",
    ],
)
def test_other_numbers_are_no_coordinates(text: str) -> None:
    assert list(find_coordinates(text)) == []


@given(st.floats(-89.9, 89.9), st.floats(-179.9, 179.9))
def test_written_decimal_degrees_are_read_back(lat: float, lon: float) -> None:
    text = f"at {lat:.5f}, {lon:.5f}"
    (point,) = find_coordinates(text)
    assert point.place.lat == pytest.approx(lat, abs=1e-4)
    assert point.place.lon == pytest.approx(lon, abs=1e-4)
