"""How long actors take: opening the table and each language's lexicon, and reading a report.

    python benchmarks/actors.py

The reports are those of ``seeds/`` and ``examples/``; the time is the process's own, the best of seven runs.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from pathlib import Path

from events.actors import find_actors, load_actors
from events.actors.lexicon import open_lexicon
from events.actors.table import LANGUAGES
from events.dates import find_dates
from events.model import Document
from events.sentences import split_sentences
from geo import geoparse

ROOT = Path(__file__).absolute().parents[1]
RUNS = 7
WORD = {"ar": 6.0, "en": 6.0, "es": 6.1, "fr": 6.1, "ko": 4.0, "ru": 7.1, "uk": 7.0, "zh": 1.7}
"""Characters a word with its space, for what 400 words are."""


def main() -> None:
    """Print the times."""
    start = time.process_time()
    table = load_actors()
    print(f"table: {len(table.by_id)} actors in {1e3 * (time.process_time() - start):.0f} ms")
    for language in LANGUAGES:
        start = time.process_time()
        open_lexicon(language)
        print(f"lexicon {language}: {1e3 * (time.process_time() - start):.0f} ms")
    spent: dict[str, float] = defaultdict(float)
    characters: dict[str, int] = defaultdict(int)
    for path in sorted((*(ROOT / "seeds").glob("*.txt"), *(ROOT / "examples").glob("*.txt"))):
        language = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["language"]
        document = Document(path.stem, path.read_text(encoding="utf-8"), language)
        sentences = split_sentences(document.text, language=language)
        dates = find_dates(document.text, language=language, anchor=None)
        toponyms = geoparse(document.text, language=language)
        best = float("inf")
        for _ in range(RUNS):
            start = time.process_time()
            find_actors(document, sentences, dates, toponyms)
            best = min(best, time.process_time() - start)
        spent[language] += best
        characters[language] += len(document.text)
    for language in LANGUAGES:
        report = 400 * WORD[language] * spent[language] / characters[language]
        print(f"{language}: {1e3 * report:.2f} ms a report of 400 words")


if __name__ == "__main__":
    main()
