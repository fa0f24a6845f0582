"""Which stretches of a text are worth cutting into pieces: those that hold a word or number that a date could hold."""

from __future__ import annotations

import re
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING

from events.dates.candidates import CANDIDATES
from events.dates.items import OTHER, Kinds
from geo.remembered import Remembered

if TYPE_CHECKING:
    from events.dates.language import Language

PLAIN, KNOWN, SEED = 0, 1, 2
"""A part between spaces: with a word that means nothing here and nothing else; with meanings, of which none makes a
date; with one that may make a date."""
LONGEST_PART = 40
PARTS_KEPT = 100_000


def find_windows(folded: str, language: Language) -> list[tuple[int, int]]:
    """Find the stretches of a text that may hold a date, each with the plain words that enclose it.

    A plain word is part of no date and of no phrase, so that what stands beyond it cannot matter.

    Parameters
    ----------
    folded
        The text as words are looked up in it; words are separated by spaces.
    language
        Its language.

    Returns
    -------
    list of tuple of int
        Starts and ends, in order, not overlapping.
    """
    parts = folded.split(" ")
    sorts = bytes(map(language.sorts.__getitem__, parts))
    seed = sorts.find(SEED)
    if seed < 0:
        return []
    ends = list(accumulate(map(len, parts)))  # without the spaces: one follows every part but the last
    windows: list[tuple[int, int]] = []
    last_part = len(parts) - 1
    while seed >= 0:
        first, last = max(0, sorts.rfind(PLAIN, 0, seed)), sorts.find(PLAIN, seed)
        if last < 0:
            last = last_part
        start = ends[first - 1] + first if first else 0
        if windows and start <= windows[-1][1]:
            start = windows.pop()[0]
        windows.append((start, ends[last] + last))
        seed = sorts.find(SEED, last + 1)
    return windows


class Sorts(Remembered[int]):
    """Whether what stands between two spaces is plain, known, or may make a date; only short ones are remembered."""

    def __init__(self, language: Language) -> None:
        super().__init__(partial(_sort_of, language=language), most=PARTS_KEPT)

    def __missing__(self, part: str) -> int:
        """Tell of a part that was not met before."""
        return SEED if len(part) > LONGEST_PART else super().__missing__(part)


def _sort_of(part: str, language: Language) -> int:
    if language.scanner is not None:
        return _sort_of_joined(part, language, language.scanner)
    from events.dates.tokens import TOKEN

    words = language.words
    is_known, is_plain = False, False
    for match in TOKEN.finditer(part):
        kind = match.lastgroup
        if kind not in ("word", "punct", "nl"):
            return SEED
        if kind != "word":
            continue
        token = match.group()
        if token in language.triggers:
            return SEED
        found = words.get(token)
        if found is not None:
            if not found.kinds.isdisjoint(CANDIDATES):
                return SEED
            is_known = True
        for reading in language.hidden_words.get(token) or language.read_hidden(token):
            if reading.word in language.triggers or (reading.meaning and _may_make_date(reading.meaning.kinds)):
                return SEED
            if reading.role is not None and _may_make_date(reading.role.kinds):
                return SEED
            is_known = True
        if token in language.phrase_words:
            is_known = True
        elif found is None:
            is_plain = is_plain or not language.read_hidden(token)
    return PLAIN if is_plain and not is_known else KNOWN


def _sort_of_joined(part: str, language: Language, scanner: re.Pattern[str]) -> int:
    """Do the same for a script where words are joined to particles: known words may stand anywhere in the part."""
    is_known, end, has_gap = False, 0, False
    for match in scanner.finditer(part):
        has_gap = has_gap or match.start() > end
        end = match.end()
        kind = match.lastgroup
        if kind == "word":
            if _may_make_date(language.words[match.group()].kinds):
                return SEED
            is_known = True
        elif kind not in ("punct", "nl", "latin"):
            return SEED
    if is_known or any(half in part for half in language.phrase_words):
        return KNOWN
    return PLAIN if has_gap or end < len(part) else KNOWN


def _may_make_date(kinds: Kinds) -> bool:
    return kinds is not OTHER and not kinds.isdisjoint(CANDIDATES)
