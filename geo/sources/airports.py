"""Airports that have an IATA code (airportsdata)."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from geo.model import PlacePrecision
from geo.sources.record import NameRecord, PlaceRecord, UseFlag


def read_airports() -> Iterator[PlaceRecord]:
    """Give the airports, under their full name and without "International" or "Regional"."""
    import airportsdata

    for code, airport in airportsdata.load("IATA").items():
        name = airport["name"].strip()
        if not re.search(r"Airport|Air Base|Airfield|Air Force Base", name):
            continue
        short = re.sub(r" (?:International|Regional|Municipal|County|Domestic|Intercontinental)(?= Air)", "", name)
        yield PlaceRecord(
            id=f"dateline:airport-{code.lower()}",
            name=name,
            lat=float(airport["lat"]),
            lon=float(airport["lon"]),
            precision=PlacePrecision.POINT,
            importance=4.5 + 0.5 * ("International" in name) - 0.01 * math.log1p(len(name)),
            country=airport["country"],
            feature="AIRP",
            radius_km=3.0,
            spellings=[NameRecord(text, "en", UseFlag.MAIN) for text in dict.fromkeys((name, short))],
        )
