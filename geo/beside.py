"""The words next to a name in a text."""

from __future__ import annotations

from typing import NamedTuple

from geo.languages import NO_KINDS, LanguageData
from geo.tagger import Mention, TaggedText

DASHES = frozenset({" - ", " – ", " — "})
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
    text, words = tagged.text, tagged.words
    left = before_left = left_word = right = right_word = ""
    starts = mention.first == 0
    left_starts = ends = lower = False
    first, last = words[mention.first], words[mention.last]
    if first.start() < mention.start:
        known = language.words.get("before", frozenset())
        left = next((c for c in (text[mention.start - 2 : mention.start], text[mention.start - 1]) if c in known), "")
        starts = False
    if mention.end < last.end():
        known = language.words.get("types_after", frozenset())
        right = next((c for c in (text[mention.end : mention.end + 2], text[mention.end]) if c in known), "")
        return Beside(
            left, left, "", right, right, starts, left_is=language.kinds_of(left), right_is=language.kinds_of(right)
        )
    if mention.first:
        before = words[mention.first - 1]
        gap = text[before.end() : mention.start]
        starts = gap != " " and not TITLE_STOP.isdisjoint(gap)
        if gap == " " or (len(gap) <= 3 and gap not in DASHES and not gap.strip(" \u00a0-–.#_(‘'\"")):
            left_word = before[0]
            left = tagged.folds[mention.first - 1]
            starts = starts and (len(left) > 4 or not gap.startswith("."))
            left_starts = lower = mention.first == 1
            if mention.first > 1:
                before_left = tagged.folds[mention.first - 2]
                lower = not words[mention.first - 2][0][0].isupper()
                left_starts = not TITLE_STOP.isdisjoint(text[words[mention.first - 2].end() : before.start()])
    if mention.last + 1 < len(words):
        after = words[mention.last + 1]
        gap = text[mention.end : after.start()]
        if gap in (" ", "-", " #", "_", "\u00a0", "’", "'"):
            right_word = after[0]
            right = tagged.folds[mention.last + 1]
            following = words[mention.last + 2] if mention.last + 2 < len(words) else None
            ends = following is None or not following[0][0].isupper() or text[after.end() : following.start()] != " "
            if right == "s" and gap in ("’", "'") and mention.last + 2 < len(words):
                right_word = right = "'s"
    kinds = language.kinds.get
    return Beside(
        left, left_word, before_left, right, right_word, starts, left_starts, lower, ends,
        kinds(left, NO_KINDS), kinds(before_left, NO_KINDS), kinds(right, NO_KINDS),
    )  # fmt: skip
