"""The project's own places: what reports name and gazetteers lack.

They stand in ``geo/data/curated/*.tsv`` (sites, waters, regions, governments of world news) and in
``geo/data/gazetteer/features.tsv`` (lakes, rivers and regions of local news).
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files

from geo.model import Extent, PlacePrecision
from geo.sources.record import NameRecord, PlaceRecord, UseFlag

SPELLINGS = "names.tsv"
IMPORTANCE = {
    PlacePrecision.POINT: 5.6,
    PlacePrecision.CITY: 5.2,
    PlacePrecision.ADMIN2: 5.4,
    PlacePrecision.ADMIN1: 6.2,
    PlacePrecision.COUNTRY: 9.0,
    PlacePrecision.REGION: 7.5,
}

FEATURES = "data/gazetteer/features.tsv"
"""Lakes, rivers and regions of local news, in the same form as the curated tables of world news."""
IMPORTANCE_OF_KIND = {"river": 5.9, "lake": 5.9, "mountain": 5.6, "mountains": 5.9, "town": 5.3, "forest": 5.6}


def read_curated() -> Iterator[PlaceRecord]:
    """Give the places of all curated tables, in the order of their names."""
    folder = files("geo").joinpath("data/curated")
    tables = sorted(folder.iterdir(), key=lambda entry: entry.name) if folder.is_dir() else []
    seen: set[str] = set()
    for table in (*tables, files("geo").joinpath(FEATURES)):
        if table.name.endswith(".tsv") and table.name != SPELLINGS:
            with table.open(encoding="utf-8") as file:
                for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                    if row["slug"] not in seen:
                        seen.add(row["slug"])
                        yield _place(row)


def read_spellings() -> dict[str, list[NameRecord]]:
    """Read the spellings that GeoNames lacks for places it has (``names.tsv``), by the place's id."""
    table = files("geo").joinpath("data/curated", SPELLINGS)
    found: dict[str, list[NameRecord]] = defaultdict(list)
    if table.is_file():
        with table.open(encoding="utf-8") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                name = NameRecord(row["spelling"], row["language"], UseFlag.MAIN)
                found[f"geonames:{row['geonames_id']}"].append(name)
    return found


def _without_article(name: str, others: list[str]) -> str:
    """Drop an article where the name is also listed without it, or where it is English."""
    bare = re.sub(r"^(?:le|la|les|el|los|las) |^l['’]", "", name, flags=re.IGNORECASE)
    return bare if bare != name and bare in others else re.sub(r"^[Tt]he ", "", name)


def _number(text: str | None) -> float | None:
    return float(text) if text and text.strip() else None


def _place(row: dict[str, str]) -> PlaceRecord:
    sides = [_number(row.get(side)) for side in ("west", "south", "east", "north")]
    extent = Extent(*(side for side in sides if side is not None)) if None not in sides else None
    precision = PlacePrecision(row["precision"])
    lat, lon = _number(row.get("lat")), _number(row.get("lon"))
    if lat is None or lon is None:
        if extent is None:
            raise ValueError(f"curated place “{row['slug']}” has neither a point nor an extent")
        lat, lon = (
            (extent.south + extent.north) / 2,
            (extent.west + (extent.east - extent.west) % 360 / 2 + 180) % 360 - 180,
        )
    names: dict[str, list[str]] = json.loads(row["names"] or "{}")
    associative = UseFlag.ASSOCIATIVE if row.get("role") == "associative" else UseFlag.NONE
    record = PlaceRecord(
        id=f"dateline:{row['slug']}",
        name=row["name"],
        lat=lat,
        lon=lon,
        precision=precision,
        importance=IMPORTANCE_OF_KIND.get(row.get("kind", ""), IMPORTANCE[precision]),
        country=row.get("country") or None,
        admin1=row.get("admin1") or None,
        feature=row.get("kind", ""),
        extent=extent,
        radius_km=_number(row.get("radius_km")),
        names={language: texts[0] for language, texts in names.items() if texts},
    )
    record.spellings = [NameRecord(row["name"], "en", UseFlag.MAIN | associative)]
    for language, texts in names.items():
        for text in (_without_article(text, texts) for text in texts):
            capitals = UseFlag.CAPITALS if text.isascii() and text.isupper() and len(text) <= 5 else UseFlag.NONE
            record.spellings.append(NameRecord(text, language, UseFlag.MAIN | associative | capitals))
    record.spellings = list(dict.fromkeys(record.spellings))
    return record
