"""Tables of sentences, one file a language: every actor of a sentence is found, and nobody else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .reading import read

FOLDER = Path(__file__).parent / "sentences"
MARK = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")
FEWEST = 60


def parse(line: str) -> tuple[str, str, list[tuple[int, int, str]]]:
    """Give day, text and the wanted actors of a line."""
    day = "2023-09-05"
    if line.startswith("@"):
        day, line = line[1:11], line[12:]
    text, wanted, at = "", [], 0
    for match in MARK.finditer(line):
        text += line[at : match.start()]
        wanted.append((len(text), len(text) + len(match[1]), match[2]))
        text += match[1]
        at = match.end()
    return day, text + line[at:], wanted


def is_right(line: str, language: str) -> bool:
    day, text, wanted = parse(line)
    found = [(m.start, m.end, m.actor.name) for m in read(text, language, day)]
    return len(found) == len(wanted) and all(
        start < last and first < end and name == other
        for (start, end, name), (first, last, other) in zip(found, wanted, strict=True)
    )


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_each_sentence_names_these_actors_and_no_others(path: Path) -> None:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    assert len(lines) >= FEWEST
    assert [line for line in lines if not line.startswith("!") and not is_right(line, path.stem)] == []
    mended = [line for line in lines if line.startswith("!") and is_right(line.removeprefix("! "), path.stem)]
    assert mended == [], "these are right now: take the mark off"
