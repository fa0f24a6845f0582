"""One pass over a text: its words, and the phrases of the lexicon among them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from events.actors.lexicon import HERE, HERE_DEFINITE, Lexicon, Meaning, Sense
from events.actors.words import TOKEN

JOINERS = frozenset(
    ["", " ", "-", "‐", "‑", "–", "·", "•", ".", "’", "'", " «", " “", ' "', "» ", "” ", '" ', "\xa0", "’ ", "ʼ",
     "\u200f", " \u200f", "\u200e", "  ", "/", "’s ", "'s ", "《", "》", "・", "(", "ـ", "ـ ", " ‘"]
)  # fmt: skip
"""What may stand between two words of one phrase."""


_ABBREVIATED = re.compile(r"(?:^|[^\w])(?:[^\W\d_]|[A-Za-zà-üА-яі]{2,4}(?<![A-ZА-Я]{2}))$")


_WIDEST_GAP = 4


def _is_gap(text: str, start: int, end: int) -> bool:
    """Whether what stands between two words may stand inside one phrase."""
    gap = text[start:end]
    return gap in JOINERS or (gap == ". " and _is_abbreviation(text, start))


def _is_abbreviation(text: str, end: int) -> bool:
    """Whether the word that ends here may be an abbreviation before its full stop: Gen, J, г."""
    return _ABBREVIATED.search(text, max(0, end - 6), end) is not None


@dataclass(slots=True)
class Units:
    """The words of a text and their parts, in columns.

    Attributes
    ----------
    text
        The text.
    keys
        The key of each unit; ``""`` for an unknown word.
    starts, ends
        Offsets into the text.
    breaks
        Whether a unit begins with a conjunction or preposition that begins a new phrase.
    """

    text: str
    keys: list[str]
    starts: list[int]
    ends: list[int]
    breaks: list[bool]
    joined: list[bool]
    """Whether a unit is joined to the one before it."""

    def word(self, index: int) -> str:
        """The characters of a unit."""
        return self.text[self.starts[index] : self.ends[index]]


@dataclass(slots=True)
class Item:
    """A phrase of the lexicon in the text: units ``first`` to ``last`` (exclusive)."""

    sense: Sense
    values: tuple[str, ...]
    first: int
    last: int
    start: int
    end: int
    breaks: bool


def split_units(text: str, lexicon: Lexicon) -> Units:
    """Cut a text into words, and words into the parts that the lexicon knows."""
    keys: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    breaks: list[bool] = []
    joined: list[bool] = []
    memo, read, linking = lexicon.words.memo, lexicon.words.read, lexicon.words.morphology.linking
    before = 0
    closed = False
    for match in TOKEN.finditer(text):
        start, end = match.span()
        word = match[0]
        segments = memo.get(word)
        if segments is None:
            segments = read(word)
        if start == before + 1 and text[before] == " ":
            joined.append(not closed)
        else:
            joined.append(not closed and start - before < _WIDEST_GAP and _is_gap(text, before, start))
        before = end
        closed = False
        if not segments:
            keys.append("")
            starts.append(start)
            ends.append(end)
            breaks.append(False)
            continue
        for number, (key, first, last, is_break) in enumerate(segments):
            if number:
                joined.append(True)
            keys.append(key)
            starts.append(start + first)
            ends.append(start + last)
            breaks.append(is_break)
        if ends[-1] < end:
            closed = text[ends[-1] : end] not in linking
    return Units(text, keys, starts, ends, breaks, joined)


def find_items(units: Units, lexicon: Lexicon) -> list[Item]:
    """Find the phrases of the lexicon, the longest from the left, none overlapping."""
    items: list[Item] = []
    keys, starts, ends = units.keys, units.starts, units.ends
    ordinary = lexicon.lists.stop | lexicon.lists.common
    free = 0
    for first, key in enumerate(keys):
        if not key or first < free:
            continue
        found, last = _longest(units, first, lexicon)
        if found is None or (found.capital and last - first == 1 and key in ordinary and _shouts(units, first)):
            continue
        if found.sense is Sense.ANAPHOR and any(
            _longest(units, at, lexicon)[1] > last for at in range(first + 1, last)
        ):
            continue
        free = last
        if found.sense is not Sense.NOTHING:
            items.append(
                Item(found.sense, found.values, first, last, starts[first], ends[last - 1], units.breaks[first])
            )
    return items


def _longest(units: Units, first: int, lexicon: Lexicon) -> tuple[Meaning | None, int]:
    """The longest phrase that begins at a unit, and the unit after it."""
    root, definite, stems = lexicon.root, lexicon.words.morphology.definite, lexicon.words.stems
    text, keys, joined, starts, breaks = units.text, units.keys, units.joined, units.starts, units.breaks
    found: Meaning | None = None
    last, count = first, len(keys)
    has_article = bool(definite) and text.startswith(definite, starts[first])
    for begin in (keys[first], stems.get(keys[first])):
        node = root.get(begin) if begin is not None else None
        at = first + 1
        while node is not None:
            meaning = node.get(HERE)
            if has_article:
                meaning = _with_article(meaning, node.get(HERE_DEFINITE))
            if meaning is not None and not (meaning.capital and not text[starts[first]].isupper()):
                found, last = meaning, at
            if at >= count or not joined[at] or breaks[at]:
                break
            step = keys[at]
            node = node.get(step) or node.get(stems.get(step))
            at += 1
        if found is not None:
            break
    return found, last


def _with_article(plain: Meaning | None, definite: Meaning | None) -> Meaning | None:
    """What a phrase with the article means: a family name only if it has one, and nothing better does."""
    if plain is not None and plain.sense is Sense.SURNAME:
        plain = None
    if definite is None or (plain is not None and definite.sense is Sense.SURNAME):
        return plain
    return definite


def _shouts(units: Units, index: int) -> bool:
    """Whether the words on both sides are in capitals too, so that WHO and IS are words."""
    if not units.word(index).isalpha():
        return False
    beside = [units.word(at) for at in (index - 1, index + 1) if 0 <= at < len(units.keys)]
    return all(word.isupper() for word in beside)
