"""What single sentences of news tell in every language, read by the whole pipeline.

``sentences/<language>.txt`` holds a sentence a line and, behind ``=>``, the records that it makes: the types and
statuses that are right, and where they count ``by=`` source, ``to=`` target, ``on=`` day or ``first/last``, ``in=``
place. ``|`` parts two records, ``-`` stands for none. What is not read yet bears a ``?`` at its head.

``python tests/events/coding/test_sentences_of_languages.py [LANGUAGE …]`` prints what is wrong.
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import pytest

from events.model import Document, Event, EventStatus, EventType
from events.pipeline import read_report

FOLDER = Path(__file__).parent / "sentences"
PUBLISHED = dt.date(2024, 5, 15)
TYPES = frozenset(EventType)
STATUSES = frozenset(EventStatus)


def load_cases(language: str) -> list[tuple[bool, str, str]]:
    """Give the sentences of a language: whether each is read yet, its text, the records expected."""
    lines = (FOLDER / f"{language}.txt").read_text("utf-8").splitlines()
    parted = [line.partition(" => ") for line in lines if line and not line.startswith("#")]
    return [(not text.startswith("?"), text.removeprefix("?").strip(), told) for text, _, told in parted]


def read_sentence(language: str, text: str) -> tuple[Event, ...]:
    return tuple(read_report(Document("sentence", text, language, PUBLISHED)).events)


def has_actor(event: Event, role: str, name: str) -> bool:
    return any(
        link.role == role and (link.actor.name.startswith(name) or name in link.actor.names.values())
        for link in event.actors
    )


def what_is_wrong(told: str, event: Event) -> list[str]:
    """Name the parts of a record that are not as told."""
    parts = dict(word.partition("=")[::2] for word in split_parts(told) if "=" in word)
    words = {word for word in split_parts(told) if "=" not in word}
    assert words <= TYPES | STATUSES, words
    wrong = []
    if event.type not in words:
        wrong.append(f"type {event.type}")
    if event.status not in words:
        wrong.append(f"status {event.status}")
    for key, role in (("by", "source"), ("to", "target")):
        if key in parts and not has_actor(event, role, parts[key]):
            wrong.append(f"{role} {[link.actor.name for link in event.actors if link.role == role]}")
    if "on" in parts:
        first, _, last = parts["on"].partition("/")
        found = (str(event.date.earliest), str(event.date.latest)) if event.date is not None else None
        if found != (first, last or first):
            wrong.append(f"date {found}")
    if "in" in parts and all(place.place.name != parts["in"] for place in event.places):
        wrong.append(f"place {[place.place.name for place in event.places]}")
    return wrong


def split_parts(told: str) -> list[str]:
    """Split ``"consult occurred by=Joe Biden in=Paris"`` into its parts; values may hold spaces."""
    parts: list[str] = []
    for word in told.split():
        if parts and "=" in parts[-1] and "=" not in word:
            parts[-1] += f" {word}"
        else:
            parts.append(word)
    return parts


def faults(language: str, text: str, told: str) -> list[str]:
    """Compare the records of a sentence with those told; nothing is said where all is right."""
    events = list(read_sentence(language, text))
    found = []
    for record in [] if told.strip() == "-" else told.split("|"):
        best = min(events, key=lambda event: len(what_is_wrong(record, event)), default=None)
        if best is None:
            found.append("missing")
            continue
        events.remove(best)
        found.extend(what_is_wrong(record, best))
    return found + [f"spurious {event.type} {event.evidence.text!r}" for event in events]


CASES = [
    pytest.param(
        path.stem, text, told, id=f"{path.stem}: {text[:40]}", marks=() if read else pytest.mark.xfail(strict=True)
    )
    for path in sorted(FOLDER.glob("*.txt"))
    for read, text, told in load_cases(path.stem)
]


@pytest.mark.parametrize(("language", "text", "told"), CASES)
def test_a_sentence_tells_its_records(language: str, text: str, told: str) -> None:
    assert faults(language, text, told) == []


def main(chosen: list[str]) -> None:
    for path in sorted(FOLDER.glob("*.txt")):
        if chosen and path.stem not in chosen:
            continue
        cases = load_cases(path.stem)
        wrong = [(text, found) for _, text, told in cases if (found := faults(path.stem, text, told))]
        for text, found in wrong:
            print(f"{text}\n    {'; '.join(found)}")
        print(f"=== {path.stem}: {len(cases) - len(wrong)}/{len(cases)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
