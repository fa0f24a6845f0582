"""The words next to a name in a text."""

from __future__ import annotations

from typing import NamedTuple

from geo.languages import NO_KINDS, LanguageData
from geo.tagger import Mention, TaggedText

DASHES = frozenset({" - ", " – ", " — "})
APOSTROPHES = frozenset("’'")
NEXT = frozenset((" ", "-", " #", "_", "\u00a0", "’", "'"))
"""What may stand between a name and the word that counts as right beside it."""
TITLE_STOP = frozenset('.!?:\n•|"“”»«;')


class Beside(NamedTuple):
    """The words next to a mention, folded, empty where punctuation stands between."""

    left: str
    left_word: str
    before_left: str
    right: str
    right_word: str
    starts_sentence: bool
    left_starts: bool = False
    before_lower: bool = False
    """Whether the word before the left one begins with no capital, or there is none."""
    ends_name: bool = False
    """Whether the word after the next begins with no capital."""
    left_is: frozenset[str] = NO_KINDS
    before_left_is: frozenset[str] = NO_KINDS
    right_is: frozenset[str] = NO_KINDS
    """What the words to the left, before that and to the right do (`LanguageData.kinds`)."""


def look_beside(tagged: TaggedText, mention: Mention, language: LanguageData) -> Beside:
    """Give the words next to a mention."""
    text, words, folds, starts_at, ends_at = tagged.text, tagged.words, tagged.folds, tagged.starts, tagged.ends
    first, after, start, end = mention.first, mention.last + 1, mention.start, mention.end
    left = before_left = left_word = right = right_word = ""
    starts = first == 0
    left_starts = ends = lower = False
    if starts_at[first] < start:
        left = _inside(text, start - 2, start - 1, language.words.get("before", NO_KINDS))
        starts = False
    if end < ends_at[after - 1]:
        right = _inside(text, end, end, language.words.get("types_after", NO_KINDS))
        return Beside(
            left, left, "", right, right, starts, left_is=language.kinds_of(left), right_is=language.kinds_of(right)
        )
    if first:
        gap = text[ends_at[first - 1] : start]
        spaced = gap == " "
        starts = not spaced and not TITLE_STOP.isdisjoint(gap)
        if spaced or (len(gap) <= 3 and gap not in DASHES and not gap.strip(" \u00a0-–.#_(‘'\"")):
            left_word, left = words[first - 1], folds[first - 1]
            starts = starts and (gap[0] != "." or not _is_shortened(left, left_word, language))
            left_starts = lower = first == 1
            if first > 1:
                before_left = folds[first - 2]
                lower = not words[first - 2][0].isupper()
                gap = text[ends_at[first - 2] : starts_at[first - 1]]
                left_starts = gap != " " and not TITLE_STOP.isdisjoint(gap)
    if after < len(words):
        gap = text[end : starts_at[after]]
        if gap in NEXT:
            right_word, right = words[after], folds[after]
            further = after + 1
            if further == len(words):
                ends = True
            else:
                ends = not words[further][0].isupper() or text[ends_at[after] : starts_at[further]] != " "
                if right == "s" and gap in APOSTROPHES:
                    right_word = right = "'s"
    kinds = language.kinds.get
    return Beside(
        left, left_word, before_left, right, right_word, starts, left_starts, lower, ends,
        kinds(left, NO_KINDS), kinds(before_left, NO_KINDS), kinds(right, NO_KINDS),
    )  # fmt: skip


def _is_shortened(left: str, word: str, language: LanguageData) -> bool:
    """Whether the full stop after a word may belong to it ("Gen.", "St.") rather than end a sentence."""
    if len(left) <= 2:
        return True
    return len(left) <= 4 and word[0].isupper() and (left in language.expansions or "titles" in language.kinds_of(left))


def _inside(text: str, two: int, one: int, known: frozenset[str]) -> str:
    """Which of two characters and one, at given places inside a run, is a known word."""
    return next((word for word in (text[two : two + 2], text[one]) if word in known), "")
