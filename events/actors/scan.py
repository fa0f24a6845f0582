"""One pass over a text: its words, and the phrases of the lexicon among them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate
from typing import cast

from events.actors.lexicon import HERE, HERE_DEFINITE, Lexicon, Meaning, Sense
from events.actors.words import TOKEN, Segment

JOINERS = frozenset(
    ["", " ", "-", "‐", "‑", "–", "·", "•", ".", "’", "'", " «", " “", ' "', "» ", "” ", '" ', "\xa0", "’ ", "ʼ",
     "\u200f", " \u200f", "\u200e", "  ", "/", "’s ", "'s ", "《", "》", "・", "(", "ـ", "ـ ", " ‘"]
)  # fmt: skip
"""What may stand between two words of one phrase."""


_ABBREVIATED = re.compile(r"(?:^|[^\w])(?:[^\W\d_]|[A-Za-zà-üА-яі]{2,4}(?<![A-ZА-Я]{2}))$")


_STOP = ". "
_PIECES = re.compile(f"({TOKEN.pattern})")


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
    words: list[str]
    """The characters of each unit."""
    _capitals: list[int] | None = None

    def word(self, index: int) -> str:
        """The characters of a unit."""
        return self.words[index]

    @property
    def capitals(self) -> list[int]:
        """The units that begin with a capital."""
        if self._capitals is None:
            self._capitals = [
                index
                for index, word in enumerate(self.words)
                if "@" < word < "[" or (word > "\x7f" and word[0].isupper())
            ]
        return self._capitals


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
    pieces = _PIECES.split(text)
    words, gaps = pieces[1::2], pieces[0:-1:2]
    offsets = list(accumulate(map(len, pieces)))
    starts, ends = offsets[0:-1:2], offsets[1::2]
    segments = list(map(lexicon.words.memo.get, words))
    if None in segments:
        read = lexicon.words.read
        segments = [read(word) if known is None else known for word, known in zip(words, segments, strict=True)]
    joined = [gap in JOINERS for gap in gaps]
    for index in [index for index, gap in enumerate(gaps) if gap == _STOP]:
        joined[index] = _is_abbreviation(text, starts[index] - len(_STOP))
    taken_apart = [index for index, parts in enumerate(segments) if type(parts) is not str]
    linking = lexicon.words.morphology.linking
    if not any(len(segments[index] or ()) > 1 for index in taken_apart):
        breaks = [False] * len(words)
        for index in taken_apart:
            ((segments[index], first, last, breaks[index]),) = cast(tuple[Segment], segments[index])
            word, start = words[index], starts[index]
            starts[index], ends[index], words[index] = start + first, start + last, word[first:last]
            if last < len(word) and index + 1 < len(joined) and word[last:] not in linking:
                joined[index + 1] = False
        return Units(text, cast(list[str], segments), starts, ends, breaks, joined, words)
    units = Units(text, [], [], [], [], [], [])
    closed = False
    for word, parts, start, is_joined in zip(words, segments, starts, joined, strict=True):
        units.joined.append(is_joined and not closed)
        closed = False
        if parts is None or isinstance(parts, str):
            units.keys.append(parts or "")
            units.starts.append(start)
            units.ends.append(start + len(word))
            units.breaks.append(False)
            units.words.append(word)
            continue
        for number, (key, first, last, is_break) in enumerate(parts):
            if number:
                units.joined.append(True)
            units.keys.append(key)
            units.starts.append(start + first)
            units.ends.append(start + last)
            units.breaks.append(is_break)
            units.words.append(word[first:last])
        if parts[-1][2] < len(word):
            closed = word[parts[-1][2] :] not in linking
    return units


def find_items(units: Units, lexicon: Lexicon) -> list[Item]:
    """Find the phrases of the lexicon, the longest from the left, none overlapping.

    A link ("of") counts only right behind another phrase.
    """
    items: list[Item] = []
    keys, starts, ends = units.keys, units.starts, units.ends
    root, stems, lists = lexicon.root, lexicon.words.stems, lexicon.lists
    free = last = 0
    plain = not lexicon.words.morphology.definite
    for first, key in enumerate(keys):
        if not key or first < free:
            continue
        node = root.get(key)
        if node is None:
            if key not in stems:
                continue
        elif plain and len(node) == 1 and key not in stems and (only := node.get(HERE)) is not None:
            if only.sense is Sense.LINK and last != first:
                free = first + 1
                continue
            if only.capital and not units.words[first][0].isupper():
                continue
        found, end = _longest(units, first, lexicon)
        if found is None:
            continue
        if found.capital and end - first == 1 and (key in lists.stop or key in lists.common) and _shouts(units, first):
            continue
        if found.sense is Sense.ROLE and end - first > 1 and _governs_longer(units, first, end, lexicon):
            found, end = root[key][HERE], first + 1  # قائد *قوات سوريا الديمقراطية*
        if found.sense is Sense.ANAPHOR and any(_longest(units, at, lexicon)[1] > end for at in range(first + 1, end)):
            continue
        free = end
        if found.sense is Sense.NOTHING or (found.sense is Sense.LINK and last != first):
            continue
        last = end
        items.append(Item(found.sense, found.values, first, end, starts[first], ends[end - 1], units.breaks[first]))
    return items


def _governs_longer(units: Units, first: int, end: int, lexicon: Lexicon) -> bool:
    """Whether the last word of an office begins a longer name, and its first word is an office by itself."""
    alone = lexicon.root.get(units.keys[first], {}).get(HERE) if lexicon.words.morphology.articles else None
    if alone is None or alone.sense is not Sense.ROLE:
        return False
    inner, last = _longest(units, end - 1, lexicon)
    return inner is not None and inner.sense is Sense.ACTOR and last > end


def _longest(units: Units, first: int, lexicon: Lexicon) -> tuple[Meaning | None, int]:
    """The longest phrase that begins at a unit, and the unit after it."""
    root, definite, stems = lexicon.root, lexicon.words.morphology.definite, lexicon.words.stems
    text, keys, joined, starts, breaks = units.text, units.keys, units.joined, units.starts, units.breaks
    found: Meaning | None = None
    last, count = first, len(keys)
    has_article = bool(definite) and text.startswith(definite, starts[first])
    begin: str | None = keys[first]
    while begin is not None:
        node = root.get(begin)
        at = first + 1
        while node is not None:
            meaning = node.get(HERE)
            if has_article:
                meaning = _with_article(meaning, node.get(HERE_DEFINITE))
            governs = meaning is not None and meaning.construct and has_article and at - first > 1
            if governs and not text.startswith(definite, starts[first + 1]):
                meaning = None  # الرئيس *حركة* الشباب
            if meaning is not None and not (meaning.capital and not text[starts[first]].isupper()):
                found, last = meaning, at
            if at >= count or not joined[at] or breaks[at] or not keys[at]:
                break
            step = keys[at]
            node = node.get(step) or (node.get(stems[step]) if step in stems else None)
            at += 1
        begin = stems.get(begin) if found is None and begin is keys[first] else None
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
