"""Stream a full GeoNames dump: ``allCountries.zip`` and, for names by language, ``alternateNamesV2.zip``.

The dump holds some 13 million places; those that news can name are kept, row by row, so that memory stays bounded.
"""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Iterator
from pathlib import Path

from geo.errors import MissingSourceError
from geo.folding import Script, script_of
from geo.layout import HOME, LANGUAGES
from geo.model import PlacePrecision
from geo.sources.divisions import division_code, read_subdivisions
from geo.sources.record import NameRecord, PlaceRecord, UseFlag

KEPT = {
    "A": frozenset({"ADM1", "ADM2", "ADM3", "PCLD", "PCLS", "PCLF", "TERR", "ZN"}),
    "P": frozenset({"PPL", "PPLA", "PPLA2", "PPLA3", "PPLA4", "PPLC", "PPLG", "PPLX", "PPLL", "PPLF", "PPLS", "STLMT"}),
    "H": frozenset({"SEA", "GULF", "STRT", "LK", "LKS", "STM", "BAY", "CHN", "OCN", "RSV", "CNL"}),
    "L": frozenset({"RGN", "CONT", "AREA", "MILB", "NVB", "RESN", "PRK", "OILF"}),
    "S": frozenset({"AIRP", "AIRB", "DAM", "PSN", "PPQ", "MNMT", "CTRS", "PSTB", "PRT", "HSP", "UNIV"}),
    "T": frozenset({"ISL", "ISLS", "MT", "MTS", "PEN", "CAPE", "VLC", "DSRT", "PASS", "VAL", "PLAT"}),
}
SPOKEN = frozenset(code.partition("_")[0] for code in LANGUAGES)
PRECISION = {"ADM1": PlacePrecision.ADMIN1, "ADM2": PlacePrecision.ADMIN2, "ADM3": PlacePrecision.ADMIN2}
WIDE = frozenset({"SEA", "GULF", "STRT", "OCN", "STM", "CONT", "RGN", "MTS", "ISLS", "DSRT", "ISL", "PEN"})
BASE = {"A": 2.0, "P": 2.3, "H": 4.2, "L": 4.0, "S": 3.9, "T": 3.9}


def read_dump(geonames: Path, alternate_names: Path | None = None) -> Iterator[PlaceRecord]:
    """Give the places of a full dump.

    Parameters
    ----------
    geonames
        ``allCountries.zip`` (or a country's zip), as GeoNames offers it.
    alternate_names
        ``alternateNamesV2.zip``; without it names are taken from the dump, their language unknown.

    Raises
    ------
    MissingSourceError
        If a file is missing, is no zip archive or does not hold what its name says.
    """
    tagged = _read_alternate_names(alternate_names) if alternate_names else {}
    divisions = {s.code: division_code(s) for s in read_subdivisions() if s.level <= 1}
    for row in _read_rows(geonames, 19):
        number, name, others, lat, lon, group, kind, country = (row[n] for n in (0, 1, 3, 4, 5, 6, 7, 8))
        if kind not in KEPT.get(group, ()):
            continue
        population = int(row[14] or 0)
        if group == "P" and not population and kind not in ("PPLC", "PPLA", "PPLA2"):
            importance = 2.0
        else:
            importance = max(BASE[group], math.log10(population + 200) + 1.2 * (kind == "PPLC"))
        code = f"{country}.{row[10]}" if row[10] else ""
        record = PlaceRecord(
            id=f"geonames:{number}",
            name=name,
            lat=float(lat),
            lon=float(lon),
            precision=_precision(group, kind),
            importance=importance,
            country=country or None,
            admin1=divisions.get(code, code) or None,
            feature=kind,
            population=population,
        )
        record.spellings = [NameRecord(name, None, UseFlag.MAIN), *_variants(others, country)]
        for language, text in tagged.get(int(number), ()):
            record.spellings.append(NameRecord(text, language, UseFlag.MAIN))
            record.names = {language: text, **record.names}
        yield record


def _precision(group: str, kind: str) -> PlacePrecision:
    if group == "P":
        return PlacePrecision.CITY
    return PRECISION.get(kind, PlacePrecision.REGION if kind in WIDE else PlacePrecision.POINT)


def _variants(others: str, country: str) -> Iterator[NameRecord]:
    for other in filter(None, others.split(",")):
        script = script_of(other[0])
        if script != Script.LATIN:
            yield NameRecord(other, None, UseFlag.MAIN if country in HOME.get(script, ()) else UseFlag.VARIANT)


def _read_alternate_names(path: Path) -> dict[int, list[tuple[str, str]]]:
    """Names in the languages that are read, by GeoNames number: the preferred one first."""
    names: dict[int, list[tuple[str, str]]] = {}
    for row in _read_rows(path, 8):
        language, text = row[2], row[3]
        if language in SPOKEN and not (row[6] == "1" or (len(row) > 7 and row[7] == "1")):
            listed = names.setdefault(int(row[1]), [])
            if row[4] == "1":
                listed.insert(0, (language, text))
            else:
                listed.append((language, text))
    return names


def check_archive(path: Path) -> None:
    """Make sure that a file is a zip archive, before hours of work.

    Raises
    ------
    MissingSourceError
        If it is missing or no zip archive.
    """
    if not path.is_file():
        raise MissingSourceError(f"{path} does not exist. Download it from GeoNames' export page first.")
    if not zipfile.is_zipfile(path):
        raise MissingSourceError(f"{path} cannot be read as a GeoNames zip archive. Download it again.")


def _read_rows(path: Path, width: int) -> Iterator[list[str]]:
    """Give the rows of the largest table in a zip archive, one at a time."""
    check_archive(path)
    try:
        with zipfile.ZipFile(path) as archive:
            table = max(archive.infolist(), key=lambda entry: entry.file_size)
            with archive.open(table) as raw:
                for number, line in enumerate(io.TextIOWrapper(raw, encoding="utf-8", newline="\n"), start=1):
                    row = line.rstrip("\r\n").split("\t")
                    if len(row) < width - 2:
                        raise MissingSourceError(
                            f"{path}: line {number} of {table.filename} has {len(row)} columns, not {width}. "
                            "Give the archive as GeoNames offers it."
                        )
                    yield row + [""] * (width - len(row))
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise MissingSourceError(f"{path} cannot be read as a GeoNames zip archive ({error}).") from error
