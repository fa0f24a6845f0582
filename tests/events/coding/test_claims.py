"""Who claims an attack, or says that he did it, belongs to the attack that the report tells, not to others beside it."""

from __future__ import annotations

import datetime as dt

import pytest

from events.model import Document, Event
from events.pipeline import read_report

ATTACK = "Gunmen killed five policemen in Kabul on Thursday. A truck was destroyed.\n\n"


def assaults(text: str) -> list[Event]:
    report = read_report(Document("d", text, "en", dt.date(2016, 11, 12)))
    return [event for event in report.events if event.type == "assault"]


def sources(event: Event) -> list[str]:
    return [link.actor.name for link in event.actors if link.role == "source"]


@pytest.mark.parametrize(
    "claim",
    [
        "The Taliban claimed responsibility for the attack.",
        "The Taliban claimed responsibility for the attack, saying it answered Nato airstrikes in Kunduz.",
        "The Taliban said it carried out the attack in retaliation for air strikes last week in Kunduz province.",
    ],
)
def test_a_claim_belongs_to_the_attack_told_before(claim: str) -> None:
    first, *others = assaults(ATTACK + claim)
    assert "Taliban" in sources(first)
    assert not any("Taliban" in sources(event) for event in others)


def test_a_claim_of_an_attack_that_is_not_told_is_no_attack() -> None:
    assert assaults("The Taliban claimed responsibility for the attack.") == []


def test_those_who_died_in_an_attack_did_not_do_it() -> None:
    (event,) = assaults("At least two people died in a suicide attack on the German consulate in Mazar-i-Sharif.")
    assert sources(event) == []
    assert any(link.role == "target" for link in event.actors)


def test_who_is_named_before_a_raid_did_it_but_not_a_building() -> None:
    (raid,) = assaults("Four civilians were killed in a Taliban raid on a village in Kunduz on Thursday.")
    assert sources(raid) == ["Taliban"]
    (siege,) = assaults("Four guards were killed in the French embassy attack in Tripoli on Thursday.")
    assert sources(siege) == []


def test_those_killed_in_an_accident_are_its_targets() -> None:
    text = "At least seven people were killed when a tram derailed in Croydon on Wednesday."
    (event,) = read_report(Document("d", text, "en", dt.date(2016, 11, 12))).events
    assert event.type == "other"
    assert [link.role for link in event.actors] == ["target"]


@pytest.mark.parametrize(
    ("before", "mentioned"),
    [
        ("ELN killed two soldiers in Arauca on Monday. ", ["National Liberation Army"]),
        ("", []),
    ],
)
def test_rebels_belong_to_the_one_armed_group_that_the_report_tells_of(before: str, mentioned: list[str]) -> None:
    last = assaults(before + "Rebels killed three policemen in Cauca on Tuesday.")[-1]
    assert [link.actor.name for link in last.actors if link.role == "mentioned"] == mentioned
    assert sources(last) == ["rebels"]
