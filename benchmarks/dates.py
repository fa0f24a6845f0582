"""Dates against dateparser, datefinder and recognizers-text, on the same texts in one run: speed and accuracy.

    python benchmarks/dates.py                     # speed on the example reports, growth with length
    python benchmarks/dates.py --corpus DIR        # and first readings and accuracy on the sets of a folder (form:
                                                   # docs/accuracy.md)

Speed is processor time of one core, the median of the rounds, for text of 400 words. Peers that are not installed are
left out: ``pip install datefinder`` and ``pip install recognizers-text-date-time==1.0.2a2 "emoji<2"``.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import statistics
import sys
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.accuracy import (  # noqa: E402
    HEAD,
    Found,
    Reader,
    print_table,
    read_documents,
    read_with_dateline,
    row_of,
    score_dates,
)

WORDS = 400
MOST_REPORTS, FEWEST_REPORTS = 400, 10
PUBLISHED = dt.date(2023, 9, 5)
CULTURES = {"en": "en-us", "fr": "fr-fr", "es": "es-es", "zh": "zh-cn"}
ADVERSARIAL = {
    "a report": "On 5 September 2023 they met; two days later, last Friday, they agreed.\n",
    "numbers": "1/1/1 2-2-2 3.3.3 44 555 6666 ",
    "openers": "from since between until by ",
    "months": "May March ",
    "of the": "of the first of the ",
    "digits": "1",
    "dashes": "2016-",
    "quantities": "two years and three months and ",
    "line ends": "\n",
    "diacritics": "\u064b",
    "Arabic": "وفي الأسبوع الماضي من ",
}


def read_with_dateparser(text: str, language: str, published: dt.date | None) -> list[Found]:
    """Read dates with ``dateparser.search.search_dates``, the language given."""
    from dateparser.search import search_dates

    base = dt.datetime.combine(published or PUBLISHED, dt.time())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        hits = search_dates(text, languages=[language], settings={"RELATIVE_BASE": base}) or []
    found, position = [], 0
    for words, moment in hits:
        start = text.find(words, position)
        if start >= 0:
            position = start + len(words)
            day = moment.date().isoformat()
            found.append(Found(start, position, (day, day)))
    return found


def read_with_datefinder(text: str, language: str, published: dt.date | None) -> list[Found]:
    """Read dates with datefinder (English)."""
    import datefinder

    del language
    base = dt.datetime.combine(published or PUBLISHED, dt.time())
    return [
        Found(start, end, (moment.date().isoformat(), moment.date().isoformat()))
        for moment, (start, end) in datefinder.find_dates(text, index=True, base_date=base)
    ]


def read_with_recognizers(text: str, language: str, published: dt.date | None) -> list[Found]:
    """Read dates with Microsoft's recognizers-text; where it gives two readings, the earlier one."""
    from recognizers_date_time import recognize_datetime

    base = dt.datetime.combine(published or PUBLISHED, dt.time())
    found = []
    for hit in recognize_datetime(text, CULTURES[language], reference=base):
        values = (hit.resolution or {}).get("values") or [{}]
        if hit.type_name.endswith((".duration", ".set", ".time", ".timerange")):
            continue
        found.append(Found(hit.start, hit.end + 1, _days_of(values[0]), "range" in hit.type_name))
    return found


def _days_of(value: dict[str, str]) -> tuple[str, str] | None:
    if value.get("value"):
        return value["value"][:10], value["value"][:10]
    try:
        first, after = (dt.date.fromisoformat(value[key][:10]) for key in ("start", "end"))
    except (KeyError, ValueError):
        return None
    last = max(first, after - dt.timedelta(days=1))
    return first.isoformat(), last.isoformat()


PEERS: dict[str, tuple[Reader, str, frozenset[str] | None]] = {
    "Dateline": (read_with_dateline, "events.dates", None),
    "dateparser": (read_with_dateparser, "dateparser", None),
    "datefinder": (read_with_datefinder, "datefinder", frozenset({"en"})),
    "recognizers-text": (read_with_recognizers, "recognizers_date_time", frozenset(CULTURES)),
}


def list_readers(language: str) -> Iterator[tuple[str, Reader]]:
    """Give the readers that are installed and know a language."""
    for name, (reader, module, languages) in PEERS.items():
        if languages is not None and language not in languages:
            continue
        try:
            __import__(module)
        except ImportError:
            continue
        yield name, reader


def read_texts() -> dict[str, str]:
    """Read the seed and the example reports: for a language, all its texts in one."""
    texts: dict[str, str] = {}
    for sidecar in sorted([*(ROOT / "seeds").glob("*.json"), *(ROOT / "examples").glob("*.json")]):
        report = sidecar.with_suffix(".txt")
        if report.is_file():
            language = json.loads(sidecar.read_text(encoding="utf-8")).get("language", "ar")
            texts[language] = texts.get(language, "") + report.read_text(encoding="utf-8") + "\n\n"
    return texts


def report_of(text: str, language: str) -> str:
    """Give about 400 words of a text (as many characters as those words have elsewhere, where words are not apart)."""
    if language in ("zh", "ja"):
        return (text * (1 + 1000 // len(text)))[:1000]
    words = text.split(" ")
    while len(words) < WORDS:
        words = words * 2
    return " ".join(words[:WORDS])


def time_reading(reader: Reader, text: str, language: str, rounds: int) -> float:
    """Give the median seconds of processor time that a reader takes for a text."""
    reader(text, language, PUBLISHED)
    times = []
    for _ in range(rounds):
        repeats, started = 0, time.process_time()
        while time.process_time() - started < 0.2 and repeats < 200:
            reader(text, language, PUBLISHED)
            repeats += 1
        times.append((time.process_time() - started) / repeats)
    return statistics.median(times)


def compare_speed(rounds: int) -> None:
    """Print how long every reader takes for a report of 400 words in each language."""
    rows = [["language", "reader", "ms a report", "reports/s", "Dateline is faster by"]]
    for language, text in sorted(read_texts().items()):
        report = report_of(text, language)
        ours = 0.0
        for name, reader in list_readers(language):
            seconds = time_reading(reader, report, language, rounds)
            ours = ours or seconds
            faster = "" if name == "Dateline" else f"{seconds / ours:,.0f}x"
            rows.append([language, name, f"{seconds * 1000:.2f}", f"{1 / seconds:,.0f}", faster])
    print_table(rows)


def show_growth() -> None:
    """Print seconds for texts of growing length, usual and adversarial: ten times the length, ten times the time."""
    sizes = (10_000, 100_000, 1_000_000)
    rows = [["text", *(f"{size:,} characters" for size in sizes)]]
    for name, piece in ADVERSARIAL.items():
        times = []
        for size in sizes:
            text = (piece * (size // len(piece) + 1))[:size]
            started = time.process_time()
            read_with_dateline(text, "ar" if name in ("Arabic", "diacritics") else "en", PUBLISHED)
            times.append(f"{time.process_time() - started:.3f} s")
        rows.append([name, *times])
    print_table(rows)


def show_first_readings(folder: Path) -> None:
    """Print how long reports of a folder's sets take that were never read before, once half of the set was read."""
    rows = [["set", "reports", "first reading, ms", "again, ms"]]
    for path in sorted(folder.glob("*.jsonl")):
        documents = list(read_documents(path, None))
        words = " ".join(document["text"] for document in documents).split(" ")
        reports = [" ".join(words[at : at + WORDS]) for at in range(0, len(words) - WORDS + 1, WORDS)][:MOST_REPORTS]
        half = len(reports) // 2
        if half < FEWEST_REPORTS:
            continue
        language, times = documents[0]["language"], []
        for part in (reports[:half], reports[half:], reports[half:]):
            started = time.process_time()
            for report in part:
                read_with_dateline(report, language, PUBLISHED)
            times.append(f"{(time.process_time() - started) / len(part) * 1000:.2f}")
        rows.append([path.stem, str(len(reports) - half), *times[1:]])
    print_table(rows)


def compare_accuracy(folder: Path, limit: int | None) -> None:
    """Print the measures of every reader on every set of a folder."""
    rows = [[HEAD[0], "reader", *HEAD[1:]]]
    for path in sorted(folder.glob("*.jsonl")):
        documents = [d for d in read_documents(path, limit) if "dates" in d.get("gold", {})]
        if not documents:
            continue
        for name, reader in list_readers(documents[0]["language"]):
            tally = score_dates(documents, reader)
            if tally is not None:
                first, *rest = row_of(path.stem, tally)
                rows.append([first, name, *rest])
    print_table(rows)


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, metavar="DIR", help="folder with *.jsonl sets, for accuracy")
    parser.add_argument("--limit", type=int, metavar="N", help="only the first N documents of each set")
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    compare_speed(args.rounds)
    print()
    show_growth()
    if args.corpus:
        print()
        show_first_readings(args.corpus)
        print()
        compare_accuracy(args.corpus, args.limit)
    return 0


if __name__ == "__main__":
    sys.exit(main())
