"""What the reader works on: classified pieces of a text, and the language that classifies them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Kinds = frozenset[str]
"""The classes that a piece belongs to, such as ``{"n", "d", "mm"}`` for the number 9."""

OTHER: Kinds = frozenset({"x"})
"""A word without a meaning here."""
MARK: Kinds = frozenset({"p"})
"""Punctuation that no date holds."""
BREAK: Kinds = frozenset({"nl"})
"""The end of a line that is more than a wrapped paragraph."""


@dataclass(slots=True, eq=False)
class Item:
    """A piece of text with its classes.

    Attributes
    ----------
    start, end
        Offsets into the text.
    kinds
        All classes it may be read as; the grammar decides.
    values
        For a class, what it means: the number of a month, the offset of "last" (-1) ...
    node
        The time that a rule has read here; none for a plain word.
    """

    start: int
    end: int
    kinds: Kinds
    values: dict[str, Any]
    node: Any = None


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word of a language's data file may be: its classes and their values."""

    kinds: Kinds
    values: dict[str, Any] = field(default_factory=dict)
