from __future__ import annotations

import datetime as dt

import pytest

from events.actors.entities import Entity, spacy_tagger, with_entities
from events.errors import InputError
from events.model import ActorKind, Document
from events.pipeline import read_report

TEXT = "Vladimir Putin met people of Zorblax Quindle in Vladivostok on 25 April 2019."


def test_names_that_only_a_tagger_finds_are_added() -> None:
    at = TEXT.index("Zorblax")

    def tag(text: str, language: str | None) -> list[Entity]:
        assert (text, language) == (TEXT, "en")
        return [
            Entity(0, 14, ActorKind.PERSON),
            Entity(at, at + 15, ActorKind.ORGANISATION),
            Entity(at, at + 7, ActorKind.PERSON),
            Entity(TEXT.index("Vladivostok"), TEXT.index(" on 25"), ActorKind.PERSON),
            Entity(5, 5, ActorKind.PERSON),
            Entity(900, 910, ActorKind.PERSON),
        ]

    report = read_report(Document("d", TEXT, "en", dt.date(2019, 5, 1)), find_actors=with_entities(tag))
    found = {mention.text: mention.actor for mention in report.actors}
    assert found["Vladimir Putin"].id == "Q7747"
    assert found["Zorblax Quindle"].kind is ActorKind.ORGANISATION
    assert set(found) == {"Vladimir Putin", "Zorblax Quindle"}


def test_a_tagger_that_is_not_installed_is_told() -> None:
    with pytest.raises(InputError, match="pip install spacy"):
        spacy_tagger("xx_no_such_model")
