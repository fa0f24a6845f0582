"""Find the sentences of a text in one pass, with offsets.

A sentence ends at a full stop, question or exclamation mark of any script (and the closing quotes after it), or at the
end of a line. A full stop does not end one after an abbreviation or an initial, inside a number, or before a small
letter. A line break inside a sentence (hard-wrapped text) does not either: it is one where the next line begins with a
small letter and this one had not ended.
"""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from importlib import resources

_BREAK = re.compile(
    r"(?=[.!?؟…。！？｡\n])(?:"
    r"(?P<stop>[.]+)[”“\"»’')\]]*(?=\s|$|[“«\"][^\s])"
    r"|[!?؟…]+[”\"»’')\]]*(?=\s|$)"
    r"|[。！？｡]+[”」』）\"’]*"
    r"|(?P<line>(?:\n[ \t\r\f\v\u200e\u200f\ufeff]*)+))"
)
_LAST_WORD = re.compile(r"[^\W_][\w.\-]*$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: offsets into the text (``str`` indices, end exclusive) and the number of its paragraph, from 0."""

    start: int
    end: int
    paragraph: int


def split_sentences(text: str, *, language: str) -> list[Sentence]:
    """Find the sentences of a text.

    Parameters
    ----------
    text
        The text; offsets count its characters.
    language
        ISO 639-1 code, for the abbreviations. An unknown one has none.

    Returns
    -------
    list of Sentence
        In order, not overlapping, without white space at their ends; empty for a blank text.
    """
    abbreviations = _abbreviations().get(language, frozenset())
    sentences: list[Sentence] = []
    begin, paragraph = 0, 0

    def close(end: int) -> None:
        start = begin
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            sentences.append(Sentence(start, end, paragraph))

    for match in _BREAK.finditer(text):
        at, after = match.span()
        if match["line"] is not None:
            if match["line"].count("\n") == 1 and _line_goes_on(text, at, after):
                continue
            close(at)
            if sentences and sentences[-1].paragraph == paragraph:
                paragraph += 1
            begin = after
        elif match["stop"] is None or _stop_ends(text, at, after, abbreviations):
            close(after)
            begin = after
    close(len(text))
    return sentences


def _stop_ends(text: str, at: int, after: int, abbreviations: frozenset[str]) -> bool:
    """Whether the full stop at ``at`` ends a sentence; ``after`` is behind its closing quotes."""
    following = after
    while following < len(text) and following < after + 3 and text[following].isspace():
        following += 1
    if following < len(text) and text[following].islower():
        return False
    word = _LAST_WORD.search(text, max(0, at - 14), at)
    if word is None:
        return True
    last = word[0]
    if len(last) == 1 and last.isalpha() and last.isupper():
        return False
    return last.casefold() not in abbreviations


def _line_goes_on(text: str, at: int, after: int) -> bool:
    """Whether a sentence runs over this line break."""
    return after < len(text) and text[after].islower() and text[max(0, at - 4) : at].rstrip()[-1:] not in ".!?؟。:؛"


@functools.cache
def _abbreviations() -> dict[str, frozenset[str]]:
    data = tomllib.loads((resources.files("events") / "data" / "sentences.toml").read_text("utf-8"))
    return {language: frozenset(words.split()) for language, words in data["abbreviations"].items()}
