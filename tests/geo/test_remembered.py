"""A mapping that works out what it does not hold yet."""

from __future__ import annotations

from geo.remembered import Remembered


def test_an_answer_is_worked_out_once() -> None:
    asked: list[str] = []

    def find(word: str) -> int:
        asked.append(word)
        return len(word)

    remembered = Remembered(find, most=10)
    assert list(map(remembered.__getitem__, ["Kyiv", "Oslo", "Kyiv", "a"])) == [4, 4, 4, 1]
    assert asked == ["Kyiv", "Oslo", "a"]


def test_it_starts_anew_when_it_holds_too_much() -> None:
    remembered = Remembered(str.upper, most=2)
    words = ["a", "b", "c", "a"]
    assert [remembered[word] for word in words] == ["A", "B", "C", "A"]
    assert len(remembered) <= 2
