"""How fast `annotate` is: reports a second, the time to the first record, memory, and dateparser on the same texts.

    python benchmarks/annotate.py [--rounds 5] [--no-peers]

The texts are the seed and the example reports. Rates are of one core, in CPU time, the median of the rounds, and count
in reports of 400 words, the length of a usual news report.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

WORDS = 400


Reports = list[dict[str, str]]


def gather_reports() -> Reports:
    """Read the sample reports as lines of the stream."""
    from events.readers.sidecar import find_text_files, read_text_file

    documents = [read_text_file(file) for name in ("seeds", "examples") for file in find_text_files(ROOT / name)]
    return [
        {"id": d.id, "text": d.text, "language": d.language or "en", "published": str(d.published or "2023-09-20")}
        for d in documents
    ]


def count_words(text: str) -> float:
    """Count words; Chinese and Japanese, which put no spaces, with 0.6 words a sign."""
    signs = len(re.findall("[\u3040-\u9fff]", text))
    return len(text.split()) + 0.6 * signs


def median_rate(read: Callable[[dict[str, str]], object], reports: Reports, rounds: int) -> float:
    """Give the reports of 400 words a second of CPU time, the median of the rounds after one to warm up."""
    long = sum(count_words(report["text"]) for report in reports) / WORDS
    rates = []
    for _ in range(rounds + 1):
        begin = time.process_time()
        for report in reports:
            read(report)
        rates.append(long / (time.process_time() - begin))
    return statistics.median(rates[1:])


def measure_annotate(reports: Reports, rounds: int) -> dict[str, float]:
    """Measure the whole stream: JSON in, JSON out."""
    from events.annotate import _write_line, annotate_line

    lines = {report["id"]: json.dumps(report, ensure_ascii=False).encode() for report in reports}
    rates = {"all": median_rate(lambda r: _write_line(annotate_line(lines[r["id"]])), reports, rounds)}
    for language in sorted({report["language"] for report in reports}):
        own = [report for report in reports if report["language"] == language]
        rates[language] = median_rate(lambda r: _write_line(annotate_line(lines[r["id"]])), own, rounds)
    return rates


def measure_dateparser(reports: Reports) -> dict[str, float]:
    """Measure ``dateparser.search.search_dates``, given the language, on the same texts."""
    from dateparser.search import search_dates

    rates = {}
    for language in ["all", *sorted({report["language"] for report in reports})]:
        own = [r for r in reports if language in {"all", r["language"]}]
        rates[language] = median_rate(lambda r: search_dates(r["text"], languages=[r["language"]]), own, 1)
    return rates


def measure_opening(report: dict[str, str], rounds: int) -> tuple[float, float, float]:
    """Start the command anew: seconds to the first record (wall and CPU), and its peak memory in MB."""
    line = json.dumps(report, ensure_ascii=False).encode() + b"\n"
    wall, cpu = [], []
    for _ in range(rounds):
        before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "events", "annotate"], input=line, stdout=subprocess.PIPE, cwd=ROOT, check=True
        )
        wall.append(time.perf_counter() - begin)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return (
        statistics.median(wall),
        statistics.median(cpu),
        resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--no-peers", action="store_true", help="leave out dateparser, which takes a minute")
    options = parser.parse_args()

    reports = gather_reports()
    words = statistics.mean(count_words(report["text"]) for report in reports)
    print(f"{len(reports)} reports of {words:.0f} words on average")
    wall, cpu, memory = measure_opening(reports[0], options.rounds)
    print(f"start to first record, cold: {wall:.2f} s ({cpu:.2f} s of CPU), peak memory {memory:.0f} MB")

    rates = measure_annotate(reports, options.rounds)
    peers = {} if options.no_peers else measure_dateparser(reports)
    print(f"\n{'language':10}{'annotate':>12}{'dateparser':>14}{'ratio':>8}    reports of 400 words a second, one core")
    for language, rate in rates.items():
        peer = peers.get(language)
        print(f"{language:10}{rate:12,.0f}" + (f"{peer:14,.1f}{rate / peer:8,.0f}" if peer else ""))


if __name__ == "__main__":
    main()
