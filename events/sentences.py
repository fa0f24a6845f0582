"""Find the sentences of a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: offsets into the text (``str`` indices, end exclusive) and the number of its paragraph, from 0."""

    start: int
    end: int
    paragraph: int
