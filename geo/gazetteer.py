"""The gazetteer: folded names -> places, opened by memory map."""

from __future__ import annotations

import json
import math
import mmap
import threading
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import marisa_trie

from geo import cache
from geo.folding import fold_name
from geo.layout import BEARER, FIRST, LANGUAGE_CODES, PLACE, PRECISIONS
from geo.model import Extent, Place, PlacePrecision
from geo.sources.record import UseFlag

_ROW = [
    ("lat", "<f4"), ("lon", "<f4"), ("importance", "<f4"), ("population", "<u4"), ("country", "<u2"), ("admin1", "<u2"),
    ("feature", "<u2"), ("precision", "u1"), ("extent", "<f4", 4), ("radius_km", "<f4"),
]  # fmt: skip
"""`geo.layout.PLACE` as NumPy names it."""


class Bearer(NamedTuple):
    """A place that bears a name, with what the choice between places looks at.

    Attributes
    ----------
    place
        Row of the place in the gazetteer.
    use, languages
        How, and in which languages (bits; bit 63: not known in which), the name is used for it.
    lat, lon
        Degrees.
    importance
        Decimal logarithm of an equivalent population.
    country, admin1
        ISO codes, empty where there are none.
    precision
        How small an area it is.
    feature
        GeoNames feature code or own kind.
    """

    place: int
    use: int
    languages: int
    lat: float
    lon: float
    importance: float
    country: str
    admin1: str
    precision: PlacePrecision
    feature: str


class Gazetteer:
    """An opened gazetteer. Safe to share between threads: nothing in it changes.

    Parameters
    ----------
    folder
        Folder that :func:`geo.build.build_gazetteer` wrote.
    """

    def __init__(self, folder: Path) -> None:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        self.folder = folder
        cache.note_use(folder)
        self.countries: list[str] = meta["countries"]
        self.divisions: list[str] = meta["divisions"]
        self.features: list[str] = meta["features"]
        self.language_bits = {code: 1 << number for number, code in enumerate(LANGUAGE_CODES)}
        self._areas: dict[str, int] = meta["areas"]
        self._size: int = meta["places"]
        self._places = _map(folder / "places.bin")
        self._texts = _map(folder / "texts.bin")
        self._bearers = _map(folder / "bearers.bin")
        self._text_offsets = _map(folder / "text_offsets.bin").cast("Q")
        self._name_offsets = _map(folder / "name_offsets.bin").cast("I")
        self._names = marisa_trie.Trie().mmap(str(folder / "names.marisa"))
        self._first_of = marisa_trie.Trie().mmap(str(folder / "firsts.marisa")).get
        self._firsts = _map(folder / "firsts.bin")
        self._seconds = _map(folder / "seconds.txt")
        self.number_of = self._names.get
        self.name_of = self._names.restore_key
        self.bearers = lru_cache(maxsize=50_000)(self._read_bearers)
        self.place = lru_cache(maxsize=50_000)(self._read_place)

    @classmethod
    def open(cls, *, progress: Progress | None = None) -> Gazetteer:
        """Open the gazetteer of this installation; build it first where there is none or an old one.

        A gazetteer that was built from a full GeoNames dump is preferred while what it was built from is unchanged.

        Raises
        ------
        CacheUnwritableError
            If it must be built and its folder cannot be written.
        MissingSourceError
            If it must be built and a package it is built from is missing.
        """
        full = cache.cache_folder() / f"full-{cache.hash_inputs()}"
        return cls(full) if cache.is_complete(full) else open_built(progress=progress)

    def __len__(self) -> int:
        return self._size

    def longest_from(self, word: str) -> int:
        """Number of words of the longest name that begins with a folded word; 0 where none does."""
        first = self._first_of(word)
        if first is None:
            return 0 if self.number_of(word) is None else 1
        return int(self._firsts[(first + 1) * FIRST.size - 1])

    def second_words(self, word: str) -> frozenset[str] | None:
        """What may follow a folded word in a name; None where too much may."""
        first = self._first_of(word)
        if first is None:
            return frozenset()
        offset, length, _ = FIRST.unpack_from(self._firsts, first * FIRST.size)
        return frozenset(str(self._seconds[offset : offset + length], "utf-8").split(" ")) if length else None

    def prefixes_of(self, text: str) -> list[str]:
        """All names that a folded text begins with, shortest first."""
        return self._names.prefixes(text)  # type: ignore[no-any-return]

    def begins_name(self, text: str) -> bool:
        """Whether some name begins with a folded text."""
        return any(True for _ in self._names.iterkeys(text))

    def area_of(self, code: str) -> Bearer | None:
        """The country or first-level division of an ISO code."""
        place = self._areas.get(code)
        return None if place is None else self._bearer(place, UseFlag.MAIN, 0)

    def lookup(self, name: str) -> list[Place]:
        """All places that bear a name, in any spelling that folds to the same, the most important first."""
        number = self.number_of(" ".join(fold_name(name)))
        return [] if number is None else [self.place(b.place) for b in self.bearers(number)]

    def near(self, lon: float, lat: float, *, within_km: float, limit: int = 8) -> list[Place]:
        """Give the places that can be pointed at (points and towns) around a position, the nearest first.

        Parameters
        ----------
        lon, lat
            The position, degrees (EPSG:4326).
        within_km
            How far away a place may be, kilometres along the geodesic.
        limit
            How many places to give at most.
        """
        import numpy as np

        from geo.geodesy import distance_km

        rows = np.frombuffer(self._places, dtype=_ROW)[: self._size]
        reach = within_km / 110.5
        wide = reach / max(math.cos(math.radians(lat)), 1e-3)
        away = (rows["lon"] - lon + 180) % 360 - 180
        pointed = np.isin(rows["precision"], [PRECISIONS.index(p) for p in (PlacePrecision.POINT, PlacePrecision.CITY)])
        close = np.flatnonzero((np.abs(rows["lat"] - lat) <= reach) & (np.abs(away) <= wide) & pointed)
        measured = ((distance_km(lon, lat, *map(float, rows[["lon", "lat"]][i].item())), int(i)) for i in close)
        return [self.place(number) for distance, number in sorted(measured)[:limit] if distance <= within_km]

    def _read_bearers(self, number: int, limit: int = 60) -> tuple[Bearer, ...]:
        start, end = self._name_offsets[number], self._name_offsets[number + 1]
        rows = range(start, min(end, start + limit))
        return tuple(self._bearer(*BEARER.unpack_from(self._bearers, row * BEARER.size)) for row in rows)

    def _bearer(self, place: int, use: int, languages: int) -> Bearer:
        row = PLACE.unpack_from(self._places, place * PLACE.size)
        lat, lon, importance, _, country, admin1, feature, precision = row[:8]
        return Bearer(
            place,
            use,
            languages,
            lat,
            lon,
            importance,
            self.countries[country],
            self.divisions[admin1],
            PRECISIONS[precision],
            self.features[feature],
        )

    def _read_place(self, number: int) -> Place:
        row = PLACE.unpack_from(self._places, number * PLACE.size)
        lat, lon, _, population, country, admin1, feature, precision, *sides, radius = row
        start, end = self._text_offsets[number], self._text_offsets[number + 1]
        identity, name, names = json.loads(self._texts[start:end].tobytes())
        return Place(
            id=identity,
            name=name,
            lat=round(lat, 5),
            lon=round(lon, 5),
            precision=PRECISIONS[precision],
            country=self.countries[country] or None,
            admin1=self.divisions[admin1] or None,
            feature=self.features[feature],
            population=population,
            extent=None if math.isnan(sides[0]) else Extent(*(round(side, 4) for side in sides)),
            radius_km=None if math.isnan(radius) else round(radius, 2),
            names=names,
        )


def _map(path: Path) -> memoryview:
    """A file's bytes, read where they are needed."""
    with path.open("rb") as file:
        if not path.stat().st_size:
            return memoryview(b"")
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


Progress = Callable[[str, int], None]
"""Called with the name of a source and the number of places read so far."""


def open_built(*, anew: bool = False, progress: Progress | None = None) -> Gazetteer:
    """Open the gazetteer made of the installed packages, building it where it is missing, old or asked for anew."""
    from geo.build import build_gazetteer, read_places

    folder = cache.cache_folder() / f"gazetteer-{cache.hash_inputs()}"
    if anew or not cache.is_complete(folder):
        cache.build_into(folder, lambda path: build_gazetteer(path, read_places(), progress=progress), anew=anew)
        cache.remove_unused(folder, "gazetteer")
    return Gazetteer(folder)


def build_full(geonames: Path, alternate_names: Path | None, *, progress: Progress | None = None) -> Gazetteer:
    """Build the gazetteer from the installed packages and a full GeoNames dump, and open it.

    Raises
    ------
    CacheUnwritableError
        If its folder cannot be written.
    MissingSourceError
        If a package or an archive is missing or cannot be read.
    """
    from geo.build import build_gazetteer, read_places_and_dump

    places = read_places_and_dump(geonames, alternate_names)
    folder = cache.cache_folder() / f"full-{cache.hash_inputs()}"
    cache.build_into(folder, lambda path: build_gazetteer(path, places, progress=progress), anew=True)
    cache.remove_unused(folder, "full")
    return Gazetteer(folder)


_opened: Gazetteer | None = None
_opening = threading.Lock()


def open_gazetteer(*, progress: Progress | None = None) -> Gazetteer:
    """Give the gazetteer of this process, opened (and where needed built) at the first call."""
    global _opened
    if _opened is None:
        with _opening:
            if _opened is None:
                _opened = Gazetteer.open(progress=progress)
    return _opened


def country_place(code: str) -> Place | None:
    """Give the place of a country by its ISO 3166-1 alpha-2 code."""
    gazetteer = open_gazetteer()
    bearer = gazetteer.area_of(code)
    return None if bearer is None else gazetteer.place(bearer.place)


def is_variant(use: int) -> bool:
    """Whether a name is only a variant of the place's name."""
    return not use & UseFlag.MAIN
