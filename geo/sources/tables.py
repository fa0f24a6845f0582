"""Read the checked-in tables of ``geo/data/gazetteer`` (Natural Earth divisions; city names by language)."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from geo.model import Extent

Spellings = Mapping[str, list[str]]


class Division(NamedTuple):
    """A first-level division as Natural Earth has it."""

    geonames: int | None
    iso: str
    code: str
    country: str
    kind: str
    lat: float
    lon: float
    extent: Extent
    spellings: Spellings


def read_table(name: str) -> Iterator[list[str]]:
    """Give the rows of a packed table of ``geo/data/gazetteer``."""
    with files("geo").joinpath(f"data/gazetteer/{name}").open("rb") as raw, gzip.open(raw) as packed:
        yield from csv.reader(io.TextIOWrapper(packed, encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE)


@cache
def read_divisions() -> tuple[Division, ...]:
    """Read all first-level divisions of Natural Earth."""
    divisions = []
    for gn_id, iso, code, country, kind, lat, lon, west, south, east, north, names in read_table("divisions.tsv.gz"):
        box = Extent(float(west), float(south), float(east), float(north))
        number = int(gn_id) if gn_id else None
        divisions.append(Division(number, iso, code, country, kind, float(lat), float(lon), box, json.loads(names)))
    return tuple(divisions)


def read_city_names() -> dict[int, bytes]:
    """Read the names of cities by language, as JSON in UTF-8, by GeoNames number."""
    return {int(number): names.encode() for number, names in read_table("city_names.tsv.gz")}


def read_shown_names() -> dict[int, dict[str, str]]:
    """Read the names that cities bear today where the sources have older ones, by GeoNames number and language."""
    names: dict[int, dict[str, str]] = {}
    text = files("geo").joinpath("data/gazetteer/shown_names.tsv").read_text("utf-8")
    for number, language, name in csv.reader(text.splitlines()[1:], delimiter="\t", quoting=csv.QUOTE_NONE):
        names.setdefault(int(number), {})[language] = name
    return names
