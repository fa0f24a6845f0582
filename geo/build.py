"""Write the gazetteer: columns of places, a trie of folded names, and for each name the places that bear it.

Files in the gazetteer's folder, all opened by memory map:

- ``places.bin``: one row a place (:data:`geo.layout.PLACE`);
- ``texts.bin``, ``text_offsets.bin``: id, name and names by language of each place, as JSON;
- ``names.marisa``: the folded names; a name's number in the trie is its row in ``name_offsets.bin``;
- ``bearers.bin``: (place, languages, use) for each name, the most important place first;
- ``firsts.marisa``, ``firsts.bin``, ``seconds.txt``: the first words of longer names, with the words of the longest
  (:data:`geo.layout.FIRST`) and the second words;
- ``meta.json``: countries, divisions and languages, as the columns number them.
"""

from __future__ import annotations

import bisect
import json
import math
import sys
from array import array
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path

from geo.errors import MissingSourceError
from geo.folding import Script, fold_name, fold_name_variants, script_of, vary_foreign_g
from geo.layout import HOME, LANGUAGE_CODES, LONGEST, PLACE, PRECISIONS
from geo.model import PlacePrecision
from geo.names import NamesWriter
from geo.sources.record import PlaceRecord, UseFlag

FOREIGN_G_FROM = 4.3
Progress = Callable[[str, int], None]


def read_places() -> Iterator[tuple[str, PlaceRecord]]:
    """Give all places of the installed packages and the checked-in data, each with the name of its source.

    Raises
    ------
    MissingSourceError
        If a package is not installed.
    """
    try:
        from geo.sources.airports import read_airports
        from geo.sources.cities import read_cities
        from geo.sources.countries import read_continents, read_countries
        from geo.sources.curated import read_curated, read_spellings
        from geo.sources.divisions import read_admin_areas

        own = OwnPlaces(read_curated())
        more = read_spellings()
        sources = {
            "countries": read_countries, "continents": read_continents, "divisions": read_admin_areas,
            "airports": read_airports, "cities": read_cities,
        }  # fmt: skip
        for source, read in sources.items():
            for record in read():
                own.lend_names(record)
                record.spellings += [name for name in more.get(record.id, ()) if name not in record.spellings]
                yield source, record
        for record in own.left():
            yield "own places", record
    except ImportError as error:
        raise MissingSourceError(
            f"The gazetteer needs the package “{error.name}”, which is not installed. "
            "Install the project's requirements: pip install -r requirements.txt"
        ) from error


def read_places_and_dump(geonames: Path, alternate_names: Path | None) -> Iterator[tuple[str, PlaceRecord]]:
    """Give all places of the installed packages and, after them, those of a full dump that they lack."""
    from geo.sources.dump import check_archive, read_dump

    for archive in filter(None, (geonames, alternate_names)):
        check_archive(archive)
    prefix, known = "geonames:", array("Q")
    for source, record in read_places():
        if record.id.startswith(prefix):
            known.append(int(record.id.removeprefix(prefix)))
        yield source, record
    in_order = array("Q", sorted(known))
    for record in read_dump(geonames, alternate_names):
        number = int(record.id.removeprefix(prefix))
        at = bisect.bisect_left(in_order, number)
        if at == len(in_order) or in_order[at] != number:
            yield "GeoNames dump", record


class OwnPlaces:
    """The project's own places: a place that GeoNames has too lends it its names instead of standing beside it."""

    def __init__(self, records: Iterable[PlaceRecord]) -> None:
        self.records = list(records)
        self.lent: set[str] = set()
        self.by_key: dict[tuple[str, ...], list[PlaceRecord]] = {}
        for record in self.records:
            if not any(s.use & UseFlag.ASSOCIATIVE for s in record.spellings):
                for key in {fold_name(spelling.text) for spelling in record.spellings}:
                    self.by_key.setdefault(key, []).append(record)

    def lend_names(self, record: PlaceRecord) -> None:
        """Give a place of GeoNames the names of the own place that is the same."""
        if record.precision == PlacePrecision.POINT:
            return
        keys = {fold_name(s.text) for s in record.spellings if s.use & UseFlag.MAIN}
        for own in {own.id: own for key in keys for own in self.by_key.get(key, ())}.values():
            if is_same_place(own, record):
                record.spellings += [s for s in own.spellings if s not in record.spellings]
                record.names = {**record.names, **own.names}
                record.importance = max(record.importance, own.importance)
                self.lent.add(own.id)

    def left(self) -> Iterator[PlaceRecord]:
        """Give the own places that nothing in GeoNames is the same as."""
        return (record for record in self.records if record.id not in self.lent)


SAME_PLACE_DEGREES = {PlacePrecision.CITY: 0.35, PlacePrecision.ADMIN2: 0.7, PlacePrecision.ADMIN1: 4.0}


def is_same_place(own: PlaceRecord, other: PlaceRecord) -> bool:
    """Whether two places that share a name are one: of a kind, in one country, and near each other."""
    if own.precision != other.precision or (own.country or "") != (other.country or ""):
        return False
    if own.precision in (PlacePrecision.COUNTRY, PlacePrecision.REGION):
        return True
    degrees = SAME_PLACE_DEGREES.get(own.precision, 0.0)
    return abs(own.lat - other.lat) < degrees and abs(own.lon - other.lon) < 2 * degrees


class _Codes:
    """Numbers for strings, in order of appearance; 0 stands for none."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {"": 0}

    def __call__(self, text: str | None) -> int:
        return self.numbers.setdefault(text or "", len(self.numbers))


class GazetteerWriter:
    """Takes places one by one and writes the gazetteer's files: what is told of places at once, the names at the end.

    Parameters
    ----------
    folder
        An existing, empty folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rows = (folder / "places.bin").open("wb")
        self.importance = array("f")
        self.areas: dict[str, int] = {}
        self.texts = (folder / "texts.bin").open("wb")
        self.offsets = array("Q", [0])
        self.names = NamesWriter(folder)
        self.countries, self.divisions, self.features = _Codes(), _Codes(), _Codes()
        self.bits = {code: 1 << number for number, code in enumerate(LANGUAGE_CODES)}

    def add(self, record: PlaceRecord) -> None:
        """Take one place and its names."""
        place = len(self.importance)
        box = record.extent
        sides = (box.west, box.south, box.east, box.north) if box else (math.nan,) * 4
        self.importance.append(record.importance)
        row = PLACE.pack(
            record.lat,
            record.lon,
            record.importance,
            min(record.population, 2**32 - 1),
            self.countries(record.country),
            self.divisions(record.admin1),
            self.features(record.feature),
            PRECISIONS.index(record.precision),
            *sides,
            math.nan if record.radius_km is None else record.radius_km,
        )
        self.rows.write(row)
        code = {PlacePrecision.COUNTRY: record.country, PlacePrecision.ADMIN1: record.admin1}.get(record.precision)
        if code:
            self.areas.setdefault(code, place)
        text = json.dumps([record.id, record.name, dict(record.names)], ensure_ascii=False, separators=(",", ":"))
        self.offsets.append(self.offsets[-1] + self.texts.write(text.encode()))
        keys: dict[str, tuple[int, int]] = {}
        for name in record.spellings:
            self._add_name(keys, record, name.text, name.language, name.use)
        self.names.add(place, keys)

    def _add_name(
        self, keys: dict[str, tuple[int, int]], record: PlaceRecord, text: str, language: str | None, use: int
    ) -> None:
        bits = self.bits.get((language or "").partition("_")[0], 0) if language else 1 << 63
        if language and not bits:
            return
        if not language and use & UseFlag.MAIN:
            use |= UseFlag.OWN
        for words in fold_name_variants(text):
            if words and len(words) <= LONGEST and len("".join(words)) >= 2:
                for key, used in _vary(words, record, use):
                    known = keys.get(key, (0, 0))
                    keys[key] = known[0] | used, known[1] | bits

    def close(self) -> None:
        """Close the files that are written at once."""
        self.rows.close()
        self.texts.close()
        self.names.close()

    def write_names(self) -> None:
        """Write who bears which name, and all else."""
        import numpy as np

        folder = self.folder
        self.rows.close()
        self.texts.close()
        (folder / "text_offsets.bin").write_bytes(_little_endian(self.offsets))
        names = self.names.write(np.frombuffer(self.importance, dtype="f4"))
        meta = {
            "countries": list(self.countries.numbers),
            "divisions": list(self.divisions.numbers),
            "features": list(self.features.numbers),
            "areas": self.areas,
            "places": len(self.importance),
            "names": names,
        }
        (folder / "meta.json").write_text(json.dumps(meta, ensure_ascii=False), encoding="utf-8")


def _vary(words: tuple[str, ...], record: PlaceRecord, use: int) -> Iterator[tuple[str, int]]:
    """Give the keys of a folded name: with its words written together too, and other letters for a foreign g."""
    yield " ".join(words), use
    script = script_of(words[0][0])
    if script in (Script.ARABIC, Script.HANGUL) and len(words) > 1:
        yield "".join(words), use
    if script == Script.ARABIC and record.country not in HOME[Script.ARABIC] and record.importance >= FOREIGN_G_FROM:
        for number, word in enumerate(words):
            for varied in vary_foreign_g(word):
                other = (*words[:number], varied, *words[number + 1 :])
                yield " ".join(other), UseFlag.VARIANT
                if len(words) > 1:
                    yield "".join(other), UseFlag.VARIANT


def _little_endian(numbers: array[int]) -> bytes:
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers.tobytes()


def build_gazetteer(
    folder: Path, places: Iterable[tuple[str, PlaceRecord]], *, progress: Progress | None = None
) -> None:
    """Write a gazetteer of the given places into a folder.

    Parameters
    ----------
    folder
        An existing, empty folder.
    places
        Places, each with the name of its source.
    progress
        Called with the name of the source and the number of places written so far.
    """
    writer = GazetteerWriter(folder)
    with closing(writer):
        for number, (source, record) in enumerate(places):
            if not math.isfinite(record.lat) or not math.isfinite(record.lon):
                continue
            writer.add(record)
            if progress and number % 2000 == 0:
                progress(source, number)
        if progress:
            progress("index", len(writer.importance))
        writer.write_names()
    if progress:
        progress("done", len(writer.importance))
