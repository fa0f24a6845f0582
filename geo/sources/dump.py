"""Stream a full GeoNames dump: ``allCountries.zip`` and, for names by language, ``alternateNamesV2.zip``.

The dump holds some 13 million places; those that news can name are kept, row by row, so that memory stays bounded.
"""

from __future__ import annotations

import bisect
import io
import math
import tempfile
import zipfile
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import IO

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
    divisions = {s.code: division_code(s) for s in read_subdivisions() if s.level <= 1}
    with tempfile.TemporaryFile() as file:
        tagged = AlternateNames(file, alternate_names)
        yield from _read_places(geonames, tagged, divisions)


def _read_places(geonames: Path, tagged: AlternateNames, divisions: dict[str, str]) -> Iterator[PlaceRecord]:
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
        for language, text in tagged.names_of(int(number)):
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


class AlternateNames:
    """Names in the languages that are read, by GeoNames number.

    There are millions: the names lie in a file, and memory holds only whose they are and where they begin.

    Parameters
    ----------
    file
        An empty file, which is filled.
    path
        ``alternateNamesV2.zip``; without it nothing has a name.
    """

    def __init__(self, file: IO[bytes], path: Path | None) -> None:
        import numpy as np

        self._file = file
        numbers, offsets = array("Q"), array("Q")
        end = 0
        for row in _read_rows(path, 8) if path else ():
            language, text = row[2], row[3]
            if language in SPOKEN and not (row[6] == "1" or row[7] == "1"):
                numbers.append(int(row[1]))
                offsets.append(end)
                end += file.write(f"{row[4]}\t{language}\t{text}\n".encode())
        file.flush()
        order = np.argsort(np.frombuffer(numbers, dtype="u8"), kind="stable")
        self._numbers = np.frombuffer(numbers, dtype="u8")[order]
        self._offsets = np.frombuffer(offsets, dtype="u8")[order]

    def names_of(self, number: int) -> list[tuple[str, str]]:
        """Give the names of a place with their languages, the preferred ones first."""
        first = bisect.bisect_left(self._numbers, number)
        names: list[tuple[str, str]] = []
        while first < len(self._numbers) and self._numbers[first] == number:
            self._file.seek(int(self._offsets[first]))
            preferred, language, text = self._file.readline().decode().rstrip("\n").split("\t")
            names.insert(0 if preferred == "1" else len(names), (language, text))
            first += 1
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
