"""Which stretches of a text are worth cutting into pieces: those that hold words and numbers that a date could hold."""

from __future__ import annotations

import re
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING

from events.dates.items import OTHER
from events.dates.numbers import number_kinds
from geo.remembered import Remembered

if TYPE_CHECKING:
    from events.dates.items import Kinds
    from events.dates.language import Language

PLAIN, KNOWN, ARTICLE, HELPER, PARTIAL, COUNT, SEED = range(7)
"""A part between spaces: with a word that means nothing here and nothing of a date; with meanings, of which none
belongs to a date; with an article; with a word that helps others to be a date ("a few", "after"); with a word of a date
that is none by itself ("next"); with one that is none without an article ("the 12", "the week"); with what may be a
date by itself."""
WORTH = re.compile(rb"\x06|[\x04\x05][\x01\x02]*[\x03\x04\x05]|\x03[\x01\x02]*[\x04\x05]|\x02\x05")
"""A part that may be a date, two that may be one together, or one that has its article."""
HELPERS = frozenset({"few", "one", "part", "partafter", "before", "after"})
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
    seed = WORTH.search(sorts)
    if seed is None:
        return []
    ends = list(accumulate(map(len, parts)))  # without the spaces: one follows every part but the last
    windows: list[tuple[int, int]] = []
    last_part = len(parts) - 1
    while seed is not None:
        first, last = max(0, sorts.rfind(PLAIN, 0, seed.start())), sorts.find(PLAIN, seed.end())
        if last < 0:
            last = last_part
        start = ends[first - 1] + first if first else 0
        if windows and start <= windows[-1][1]:
            start = windows.pop()[0]
        windows.append((start, ends[last] + last))
        seed = WORTH.search(sorts, last + 1)
    if language.known_runs is None:
        return windows
    return [part for window in windows for part in _split_window(folded, window, language, language.known_runs)]


def _split_window(
    folded: str, window: tuple[int, int], language: Language, known_runs: re.Pattern[str]
) -> list[tuple[int, int]]:
    """Leave out of a long stretch without spaces what stands between characters that no known word holds."""
    start, end = window
    if end - start <= 2 * LONGEST_PART:
        return [window]
    sorts = language.sorts
    return [run.span() for run in known_runs.finditer(folded, start, end) if sorts[run.group()] == SEED]


class Sorts(Remembered[int]):
    """What stands between two spaces, by what it may say of a date; only short ones are remembered."""

    __slots__ = ("_match_plain",)

    def __init__(self, language: Language) -> None:
        super().__init__(partial(_sort_of, language=language), most=PARTS_KEPT)
        self._match_plain = None if language.characters else language.match_plain

    def __missing__(self, part: str) -> int:
        """Tell of a part that was not met before."""
        if len(part) > LONGEST_PART:
            return SEED
        if self._match_plain is not None and self._match_plain(part) is not None and len(self) < PARTS_KEPT:
            self[part] = PLAIN
            return PLAIN
        return super().__missing__(part)


def _sort_of(part: str, language: Language) -> int:
    if language.scanner is not None:
        return _sort_of_joined(part, language, language.scanner)
    from events.dates.tokens import TOKEN

    matches = list(TOKEN.finditer(part))
    found, is_plain = [], False
    for position, match in enumerate(matches):
        kind = match.lastgroup
        if kind == "word":
            sort = _sort_of_word(match.group(), language)
            if sort == PLAIN:
                is_plain = True
            else:
                found.append(sort)
        elif kind == "junk":
            is_plain = True
        elif kind == "int":
            before = matches[position - 1].lastgroup if position else None
            after = matches[position + 1].lastgroup if position + 1 < len(matches) else None
            if after == "word" or before == "punct" or (after == "punct" and _is_joined(matches, position, language)):
                return SEED
            number = match.group()
            if len(number) > LONGEST_NUMBER:
                is_plain = True
            else:
                found.append(language.sort_of(number_kinds(int(number), digits=len(number))))
                found += [SEED] if len(number) == LONGEST_NUMBER else []
        elif kind not in ("punct", "nl"):
            return SEED
    return _sort_together(found, is_plain=is_plain)


LONGEST_NUMBER = 8
"""20230904 is a day; what has more digits is none."""


def _is_joined(matches: list[re.Match[str]], position: int, language: Language) -> bool:
    """Whether the mark after a number may join it to an ending, or make it an ordinal."""
    mark = matches[position + 1].group()
    return (
        position + 2 < len(matches)
        or mark in language.ordinal_suffixes
        or (mark == "." and (language.dotted_ordinals or language.dotted_dates))
    )


def _sort_of_word(token: str, language: Language) -> int:
    """Tell what a word may say of a date; it may be hidden, and it may be part of a phrase."""
    found = []
    meaning = language.words.get(token)
    if meaning is not None:
        found.append(language.sort_of(meaning.kinds))
    found += [language.triggers.get(token, KNOWN)] if token in language.phrase_words else []
    readings = language.hidden_words.get(token) or language.read_hidden(token)
    for reading in readings:
        found.append(language.triggers.get(reading.word, KNOWN))
        if reading.meaning is not None:
            found.append(language.sort_of(reading.meaning.kinds))
        if reading.role is not None and language.sort_of(reading.role.kinds) >= PARTIAL:
            return SEED
    return max(found, default=PLAIN)


def _sort_together(found: list[int], *, is_plain: bool) -> int:
    """Tell what a part says whose words say this: two that are no date by themselves may be one together."""
    has = set(found)
    if SEED in has or len([sort for sort in found if sort >= HELPER]) > 1 or (has & WITH_ARTICLE) == WITH_ARTICLE:
        return SEED if max(has) > HELPER else HELPER
    strongest = max(has, default=KNOWN)
    return PLAIN if is_plain and strongest == KNOWN else strongest


WITH_ARTICLE = {ARTICLE, COUNT}


def _sort_of_joined(part: str, language: Language, scanner: re.Pattern[str]) -> int:
    """Do the same for a script where words are joined to particles: known words may stand anywhere in the part."""
    from events.dates.tokens import classify

    matches = list(scanner.finditer(part))
    halves = [half for half in language.phrase_words if half in part]
    if halves:  # what stands before or after it may belong to it: whether a word is whole can't be told
        words = ["".join(match.group().split()) for match in matches if match.lastgroup == "word"]
        kinds = [language.words[word].kinds for word in words]
        if any(language.sort_of(of_word) == SEED for of_word in kinds):
            return SEED
    items = classify(matches, part, part, part, language)
    begins = matches[0].start() if matches else len(part)
    is_plain = begins > 0 or any(item.kinds is OTHER for item in items)
    found = [language.sort_of(item.kinds) for item in items if item.kinds is not OTHER and not _is_mark(item.kinds)]
    found += [language.triggers.get(half, KNOWN) for half in halves]
    return _sort_together(found, is_plain=is_plain and not halves)


def _is_mark(kinds: Kinds) -> bool:
    from events.dates.tokens import MARK_KINDS

    return kinds in MARK_KINDS
