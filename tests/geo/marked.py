"""Sentences with their places marked: ``[Moscow|A] said`` has one place, of the role or division behind the bar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from geo import geoparse
from geo.model import PlaceRole, Toponym

MARK = re.compile(r"\[([^\]|]+)\|([^\]]+)\]")
EITHER = "N"
"""Marks what may be found or not."""


class Mark(NamedTuple):
    """A marked place."""

    start: int
    end: int
    label: str


@dataclass(slots=True)
class Counts:
    """What was counted over the sentences of a file.

    Attributes
    ----------
    gold, found
        Places marked, and places given.
    strict, overlapping
        Places given with the marked span, and with any overlap.
    right
        Overlapping ones of the right role (is something there, or not) or division.
    """

    gold: int = 0
    found: int = 0
    strict: int = 0
    overlapping: int = 0
    right: int = 0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall of the spans."""
        return 2 * self.strict / (self.gold + self.found)

    @property
    def recall(self) -> float:
        """Share of the marked places that were found with any overlap."""
        return self.overlapping / self.gold

    @property
    def accuracy(self) -> float:
        """Share of the found places that are right."""
        return self.right / self.overlapping


def read_lines(path: Path) -> Iterator[str]:
    """Give the lines of a file without comments."""
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def read_marked(path: Path) -> Iterator[tuple[str, list[Mark]]]:
    """Give the sentences of a file, each with its marks."""
    for line in read_lines(path):
        text, at, marks = "", 0, []
        for mark in MARK.finditer(line):
            text += line[at : mark.start()]
            marks.append(Mark(len(text), len(text) + len(mark[1]), mark[2]))
            text += mark[1]
            at = mark.end()
        yield text + line[at:], marks


def count_marked(path: Path) -> Counts:
    """Read the sentences of a file (``roles_<language>.txt`` or ``local_<language>.txt``) and count."""
    kind, _, language = path.stem.partition("_")
    counts = Counts()
    for text, marks in read_marked(path):
        given = geoparse(text, language=language)
        counts.found += len(given)
        for mark in marks:
            hits = [t for t in given if t.start < mark.end and t.end > mark.start]
            if mark.label == EITHER:
                counts.found -= len(hits)
                continue
            counts.gold += 1
            if hits:
                counts.overlapping += 1
                counts.strict += (hits[0].start, hits[0].end) == mark[:2]
                counts.right += _is_right(hits[0], mark.label, kind)
    return counts


def _is_right(toponym: Toponym, label: str, kind: str) -> bool:
    if kind == "local":
        return toponym.place.admin1 == label
    return (toponym.role is PlaceRole.LITERAL) == (label == "L")
