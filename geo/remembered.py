"""Answers that are worked out once for each word and looked up from then on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

Answer = TypeVar("Answer")


class Remembered(dict[str, Answer], Generic[Answer]):
    """A mapping that works out what it does not hold yet, and starts anew when it holds too much.

    Most words of a text have been seen before, so that ``map(remembered.__getitem__, words)`` looks up a whole text
    without a step of Python for each word.

    Parameters
    ----------
    find
        Works out the answer for a word; it may note more answers itself.
    most
        How many answers are held at most.
    """

    __slots__ = ("_find", "_most")

    def __init__(self, find: Callable[[str], Answer], *, most: int) -> None:
        super().__init__()
        self._find = find
        self._most = most

    def __missing__(self, word: str) -> Answer:
        """Work out an answer and hold it."""
        if len(self) >= self._most:
            self.clear()
        answer = self[word] = self._find(word)
        return answer
