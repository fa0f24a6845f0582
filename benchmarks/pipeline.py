"""How fast reports are read, and where the time goes: ``python -m benchmarks.pipeline [SECONDS]``.

Reads the seed and the examples again and again for some seconds a stage and gives processor time for 400 words.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from events.actors import find_actors
from events.coding import code_events
from events.dates import find_dates
from events.model import Document
from events.pipeline import read_report
from events.sentences import split_sentences
from geo import geoparse

ROOT = Path(__file__).resolve().parents[1]
WORDS = 400


def load_documents() -> list[Document]:
    """Load the seed and the examples."""
    documents = []
    for path in sorted([*ROOT.glob("seeds/*.txt"), *ROOT.glob("examples/*.txt")]):
        meta = json.loads(path.with_suffix(".json").read_text("utf-8"))
        published = dt.date.fromisoformat(meta["published"]) if meta.get("published") else None
        documents.append(Document(path.stem, path.read_text("utf-8"), meta.get("language"), published))
    return documents


def measure(run: Callable[[], object], seconds: float) -> float:
    """Give the median processor time of a run, in seconds."""
    run()
    times: list[float] = []
    begun = time.process_time()
    while time.process_time() - begun < seconds or len(times) < 3:
        started = time.process_time()
        run()
        times.append(time.process_time() - started)
    return median(times)


def main() -> None:
    """Measure each stage and the whole, and print a table."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 3.0
    documents = [d for d in load_documents() if d.language != "zh"]  # Chinese has no spaces to count words by
    reports = [read_report(d) for d in documents]
    words = sum(len(d.text.split()) for d in documents)
    stages: dict[str, Callable[[], object]] = {
        "sentences": lambda: [split_sentences(r.document.text, language=str(r.document.language)) for r in reports],
        "dates": lambda: [
            find_dates(r.document.text, language=str(r.document.language), anchor=r.document.published) for r in reports
        ],
        "places": lambda: [geoparse(r.document.text, language=str(r.document.language)) for r in reports],
        "actors": lambda: [
            find_actors(r.document, list(r.sentences), list(r.dates), list(r.toponyms)) for r in reports
        ],
        "coding": lambda: [code_events(r.document, r.sentences, r.dates, r.toponyms, r.actors) for r in reports],
        "whole pipeline": lambda: [read_report(d) for d in documents],
    }
    print(f"{len(documents)} reports, {words:,} words")
    for name, run in stages.items():
        took = measure(run, seconds) / words * WORDS
        print(f"{name:16} {took * 1e3:7.3f} ms for {WORDS} words, {1 / took:8,.0f} reports a second")


if __name__ == "__main__":
    main()
