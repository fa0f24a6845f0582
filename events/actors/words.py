"""Words of a text as keys: folded, with clitics and endings taken off where a known word remains."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}|[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+|[\u0400-\u052f]+|[\u0621-\u065f\u0670-\u06d3]+|[\uac00-\ud7a3]+"
    r"|[\u3400-\u9fff]|[\u3040-\u30ff]+|\d+"
)
"""A run of letters of one script, or a dotted acronym; each Han character is a token of its own."""

_FOLDS = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"), "ى": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ک": "ك", "ی": "ي",
        "ё": "е", "ґ": "г", "ı": "i", "ø": "o", "ł": "l", "đ": "d", ".": "",
        **{chr(code): "" for code in (*range(0x064B, 0x0660), 0x0670, 0x0640)},
    }
)  # fmt: skip

MEMO_LIMIT = 200_000


@functools.lru_cache(maxsize=MEMO_LIMIT)
def fold(word: str) -> str:
    """Write a word without case, Latin accents, Arabic vowel signs and spellings of hamza.

    Parameters
    ----------
    word
        One token of a text.

    Returns
    -------
    str
        The folded word, which may be shorter than the word.
    """
    folded = word.lower().translate(_FOLDS)
    if folded.isascii() or not "\u00c0" <= min(c for c in folded if c > "\x7f") <= "\u1eff":
        return folded
    return "".join(c if c > "\u1eff" or "\u0400" <= c <= "\u06ff" else _unaccent(c) for c in folded)


def _unaccent(character: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c))


@dataclass(frozen=True, slots=True)
class Morphology:
    """What a language attaches to words; data of ``data/languages/*.toml``.

    Attributes
    ----------
    articles
        Prefixes that keys are kept without.
    definite
        Beginnings of a word that bears the article.
    prefixes
        Prefixes that a word of a text may bear; whether one begins a new phrase ("and"); how many of its letters are
        no part of the mention.
    endings
        Endings that a word of a text may bear.
    base_endings
        Endings of the dictionary form, which keys are kept without.
    shortest, shortest_inflected
        The least length of what remains when a prefix, an ending is taken off.
    linking
        Endings after which a phrase goes on.
    compounds
        Whether known words may be written together.
    """

    articles: tuple[str, ...] = ()
    definite: tuple[str, ...] = ()
    prefixes: tuple[tuple[str, bool, int], ...] = ()
    endings: tuple[str, ...] = ()
    base_endings: tuple[str, ...] = ()
    shortest: int = 3
    shortest_inflected: int = 2
    linking: tuple[str, ...] = ()
    compounds: bool = False

    def key(self, word: str) -> str:
        """The key under which a dictionary word is kept."""
        key = fold(word)
        for article in self.articles:
            if key.startswith(article) and len(key) - len(article) >= self.shortest:
                key = key[len(article) :]
                break
        for ending in self.base_endings:
            if key.endswith(ending) and len(key) - len(ending) >= self.shortest:
                return key[: -len(ending)]
        return key

    def keys(self, phrase: str) -> tuple[str, ...]:
        """The keys of the words of a phrase, in order."""
        return tuple(self.key(token) for token in TOKEN.findall(phrase))


Segment = tuple[str, int, int, bool]
"""A key, its offsets in the word, and whether it begins a new phrase."""


@dataclass(slots=True)
class Words:
    """The known words of a language, found in words of a text whatever is attached to them.

    Attributes
    ----------
    morphology
        What may be attached.
    vocabulary
        The keys.
    inflecting
        Those of them that may bear an ending.
    memo
        Words that were taken apart before: their key where they are one, else their parts.
    """

    morphology: Morphology
    vocabulary: Collection[str]
    inflecting: Collection[str]
    memo: dict[str, str | tuple[Segment, ...]] = field(default_factory=dict)
    stems: dict[str, str] = field(default_factory=dict)
    """Known words that are forms of other known words too: فلسطينية is part of a name, and the adjective."""

    def read(self, word: str) -> str | tuple[Segment, ...]:
        """Take a word of a text apart.

        Parameters
        ----------
        word
            A token.

        Returns
        -------
        str or tuple
            Its key if the whole word is one, ``""`` for an unknown word; else its known parts in order, each with its
            offsets.
        """
        if len(self.memo) > MEMO_LIMIT:
            self.memo.clear()
        segments: str | tuple[Segment, ...] = self._analyse(word)
        if not segments:
            segments = ""
        elif len(segments) == 1 and segments[0][1:] == (0, len(word), False):
            segments = str(segments[0][0])
        self.memo[word] = segments
        return segments

    def _analyse(self, word: str) -> tuple[Segment, ...]:
        folded = fold(word)
        if folded in self.vocabulary:
            self._note_stem(folded)
            return ((folded, 0, len(word), False),)
        if key := self._without_ending(folded):
            return ((key, 0, self._end(key, word), False),)
        for prefix, breaks, cut in self.morphology.prefixes:
            if folded.startswith(prefix) and len(folded) - len(prefix) >= self.morphology.shortest - 1:
                rest = folded[len(prefix) :]
                key = rest if rest in self.vocabulary else self._without_ending(rest)
                if key:
                    self._note_stem(key)
                    return ((key, _letters(word, cut), len(word), breaks),)
        if self.morphology.compounds:
            return tuple(self._parts(folded))
        return ()

    def _note_stem(self, key: str) -> None:
        if key not in self.stems and (stem := self._without_ending(key)):
            self.stems[key] = stem

    def _end(self, key: str, word: str) -> int:
        """Where the mention ends: before a particle, after an ending of declension."""
        return len(key) if self.morphology.compounds else len(word)

    def _without_ending(self, folded: str) -> str:
        for ending in self.morphology.endings:
            if folded.endswith(ending) and len(folded) - len(ending) >= self.morphology.shortest_inflected:
                stem = folded[: -len(ending)]
                if stem in self.inflecting:
                    return stem
        return ""

    def _parts(self, folded: str) -> Iterable[Segment]:
        start = 0
        parts: list[Segment] = []
        while start < len(folded):
            for end in range(len(folded), start, -1):
                if folded[start:end] in self.vocabulary and (end - start > 1 or start > 0):
                    parts.append((folded[start:end], start, end, False))
                    start = end
                    break
            else:
                return parts if folded[start:] in self.morphology.endings else ()
        return parts


def _letters(word: str, count: int) -> int:
    """Give the offset after the first ``count`` letters that folding keeps."""
    kept = 0
    for offset, character in enumerate(word):
        if kept == count:
            return offset
        kept += len(character.translate(_FOLDS))
    return len(word)
