"""Write the gazetteer: columns of places, a trie of folded names, and for each name the places that bear it.

Files in the gazetteer's folder, all opened by memory map:

- ``places.npy``: one structured row a place;
- ``texts.bin``, ``text_offsets.npy``: id, name and names by language of each place, as JSON;
- ``names.marisa``: the folded names; a name's number in the trie is its row in ``name_offsets.npy``;
- ``bearers.npy``: (place, languages, use) for each name, the most important place first;
- ``firsts.marisa``: the first words of names, with the length of the longest name that begins so;
- ``meta.json``: countries, divisions and languages, as the columns number them.
"""

from __future__ import annotations

import json
import math
from array import array
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np

from geo.errors import MissingSourceError
from geo.folding import Script, fold_name, fold_name_variants, script_of, vary_foreign_g
from geo.model import PlacePrecision
from geo.sources.cities import HOME
from geo.sources.countries import LANGUAGES
from geo.sources.record import PlaceRecord, UseFlag

PLACE = np.dtype(
    [
        ("lat", "f4"), ("lon", "f4"), ("importance", "f4"), ("population", "u4"), ("country", "u2"), ("admin1", "u2"),
        ("feature", "u2"), ("precision", "u1"), ("west", "f4"), ("south", "f4"), ("east", "f4"), ("north", "f4"),
        ("radius_km", "f4"),
    ]
)  # fmt: skip
BEARER = np.dtype([("place", "u4"), ("use", "u1"), ("languages", "u8")])
ANY_LANGUAGE = np.uint64(1 << 63)
LANGUAGE_CODES = tuple(dict.fromkeys(code.partition("_")[0] for code in LANGUAGES))
PRECISIONS = tuple(PlacePrecision)
LONGEST = 8
FOREIGN_G_FROM = 4.3
ARAB = HOME[Script.ARABIC]

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
    from geo.sources.dump import read_dump

    known = set()
    for source, record in read_places():
        known.add(record.id)
        yield source, record
    for record in read_dump(geonames, alternate_names):
        if record.id not in known:
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
    """Takes places one by one and writes the gazetteer's files."""

    def __init__(self) -> None:
        self.rows: list[tuple[object, ...]] = []
        self.texts = bytearray()
        self.offsets = array("Q", [0])
        self.keys: dict[str, int] = {}
        self.bearers = {"key": array("I"), "place": array("I"), "use": array("B"), "languages": array("Q")}
        self.firsts: dict[str, int] = {}
        self.countries, self.divisions, self.features = _Codes(), _Codes(), _Codes()
        self.bits = {code: 1 << number for number, code in enumerate(LANGUAGE_CODES)}

    def add(self, record: PlaceRecord) -> None:
        """Take one place and its names."""
        place = len(self.rows)
        box = record.extent
        sides = (box.west, box.south, box.east, box.north) if box else (math.nan,) * 4
        self.rows.append(
            (
                record.lat, record.lon, record.importance, min(record.population, 2**32 - 1), self.countries(record.country),
                self.divisions(record.admin1), self.features(record.feature), PRECISIONS.index(record.precision), *sides,
                math.nan if record.radius_km is None else record.radius_km,
            )
        )  # fmt: skip
        text = json.dumps([record.id, record.name, dict(record.names)], ensure_ascii=False, separators=(",", ":"))
        self.texts += text.encode()
        self.offsets.append(len(self.texts))
        for name in record.spellings:
            self._add_name(place, record, name.text, name.language, name.use)

    def _add_name(self, place: int, record: PlaceRecord, text: str, language: str | None, use: UseFlag) -> None:
        bits = self.bits.get((language or "").partition("_")[0], 0) if language else 1 << 63
        if language and not bits:
            return
        for words in fold_name_variants(text):
            if words and len(words) <= LONGEST and len("".join(words)) >= 2:
                self._add_key(place, record, words, use, bits)

    def _add_key(self, place: int, record: PlaceRecord, words: tuple[str, ...], use: UseFlag, bits: int) -> None:
        self._bear(words, place, use, bits)
        script = script_of(words[0][0])
        if script in (Script.ARABIC, Script.HANGUL) and len(words) > 1:
            self._bear(("".join(words),), place, use, bits)
        if script == Script.ARABIC and record.country not in ARAB and record.importance >= FOREIGN_G_FROM:
            for number, word in enumerate(words):
                for varied in vary_foreign_g(word):
                    other = (*words[:number], varied, *words[number + 1 :])
                    self._bear(other, place, UseFlag.VARIANT, bits)
                    if len(words) > 1:
                        self._bear(("".join(other),), place, UseFlag.VARIANT, bits)

    def _bear(self, words: tuple[str, ...], place: int, use: UseFlag, bits: int) -> None:
        key = self.keys.setdefault(" ".join(words), len(self.keys))
        self.bearers["key"].append(key)
        self.bearers["place"].append(place)
        self.bearers["use"].append(use)
        self.bearers["languages"].append(bits)
        if len(words) > self.firsts.get(words[0], 0):
            self.firsts[words[0]] = len(words)

    def write(self, folder: Path) -> None:
        """Write all files into a folder."""
        import marisa_trie

        places = np.array(self.rows, dtype=PLACE)
        np.save(folder / "places.npy", places)
        (folder / "texts.bin").write_bytes(self.texts)
        np.save(folder / "text_offsets.npy", np.frombuffer(self.offsets, dtype="u8"))
        trie = marisa_trie.Trie(self.keys)
        trie.save(str(folder / "names.marisa"))
        numbers = np.fromiter((trie[key] for key in self.keys), dtype="u4", count=len(self.keys))
        self._write_bearers(folder, numbers, places["importance"])
        firsts = marisa_trie.RecordTrie("<B", ((word, (length,)) for word, length in self.firsts.items()))
        firsts.save(str(folder / "firsts.marisa"))
        meta = {
            "countries": list(self.countries.numbers), "divisions": list(self.divisions.numbers),
            "features": list(self.features.numbers), "languages": list(LANGUAGE_CODES),
            "places": len(self.rows), "names": len(self.keys),
        }  # fmt: skip
        (folder / "meta.json").write_text(json.dumps(meta, ensure_ascii=False), encoding="utf-8")

    def _write_bearers(self, folder: Path, numbers: np.ndarray, importance: np.ndarray) -> None:
        key = numbers[np.frombuffer(self.bearers["key"], dtype="u4")]
        place = np.frombuffer(self.bearers["place"], dtype="u4")
        use = np.frombuffer(self.bearers["use"], dtype="u1")
        languages = np.frombuffer(self.bearers["languages"], dtype="u8")
        order = np.lexsort((place, key))
        key, place, use, languages = key[order], place[order], use[order], languages[order]
        starts = np.flatnonzero(np.r_[True, (key[1:] != key[:-1]) | (place[1:] != place[:-1])])
        bearers = np.empty(len(starts), dtype=BEARER)
        bearers["place"] = place[starts]
        bearers["use"] = np.bitwise_or.reduceat(use, starts)
        bearers["languages"] = np.bitwise_or.reduceat(languages, starts)
        key = key[starts]
        order = np.lexsort((-importance[bearers["place"]], key))
        np.save(folder / "bearers.npy", bearers[order])
        counts = np.bincount(key, minlength=len(numbers))
        np.save(folder / "name_offsets.npy", np.r_[0, np.cumsum(counts)].astype("u4"))


def build_gazetteer(folder: Path, places: Iterable[tuple[str, PlaceRecord]], *, progress: Progress | None = None) -> None:
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
    writer = GazetteerWriter()
    source = ""
    for number, (source, record) in enumerate(places):
        if not math.isfinite(record.lat) or not math.isfinite(record.lon):
            continue
        writer.add(record)
        if progress and number % 2000 == 0:
            progress(source, number)
    if progress:
        progress("index", len(writer.rows))
    writer.write(folder)
    if progress:
        progress("done", len(writer.rows))
