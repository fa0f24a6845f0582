"""Numbers told of an act of force: how many killed, injured, displaced, captured, how many missiles.

A number belongs to the nearest word of its kind (a cue of the lexicon) within a few words, where no such word stands
closer. "At least" leaves the upper end open, "up to" the lower one. Numbers inside dates are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from events.coding.scan import Node, Reading
from events.model import Document, Fact

KINDS = ("killed", "injured", "displaced", "captured", "munitions")
REACH = 34
"""Characters between a number and its word."""
LARGEST = 50_000_000

_NUMBER = re.compile(r"\d{1,3}(?:[,.\u00a0\u202f٬ ]\d{3})+(?!\d)|\d+")
_WORD = re.compile(r"[^\W\d_][\w'ʼ’]*")


def find_facts(document: Document, reading: Reading) -> Iterator[Fact]:
    """Find the numbers of a sentence, each with its kind.

    Parameters
    ----------
    document
        The report.
    reading
        Its sentence.

    Yields
    ------
    Fact
        With evidence from the number to its word; one of a kind.
    """
    words = [(node, kind) for node in reading.nodes for kind in KINDS if kind in node.cues]
    if not words:
        return
    best: dict[int, tuple[int, int, int, int, str, Node]] = {}
    for start, end, value in _numbers(reading):
        for node, kind in words:
            gap = node.start - end if node.start >= end else start - node.end
            if 0 <= gap <= REACH and (start not in best or gap < best[start][0]):
                best[start] = (gap, start, end, value, kind, node)
    told: set[str] = set()
    for _, start, end, value, kind, node in sorted(best.values(), key=lambda item: item[0]):
        if kind in told:
            continue
        told.add(kind)
        lowest, highest = _bounds(reading, start, end, value)
        yield Fact(kind, lowest, highest, document.evidence(min(start, node.start), max(end, node.end)))


def _numbers(reading: Reading) -> Iterator[tuple[int, int, int]]:
    """Give the numbers of a sentence that are not part of a date: start, end, value."""
    dates = [(node.start, node.end) for node in reading.nodes if node.date is not None]
    for match in _NUMBER.finditer(reading.text, reading.start, reading.end):
        if any(start < match.end() and match.start() < end for start, end in dates):
            continue
        value = int(re.sub(r"\D", "", match[0]))
        if 0 < value <= LARGEST:
            yield match.start(), match.end(), value
    lexicon = reading.lexicon
    if lexicon is None or not lexicon.numbers:
        return
    for match in _WORD.finditer(reading.text, reading.start, reading.end):
        number = lexicon.numbers.get(lexicon.fold(match[0]))
        if number is not None and not any(start < match.end() and match.start() < end for start, end in dates):
            yield match.start(), match.end(), number


def _bounds(reading: Reading, start: int, end: int, value: int) -> tuple[int | None, int | None]:
    """Read "at least" and "up to" beside a number."""
    for node in reading.nodes:
        near = 0 <= start - node.end <= 4 or 0 <= node.start - end <= 12
        if near and "at_least" in node.cues:
            return value, None
        if near and "at_most" in node.cues:
            return None, value
    return value, value
