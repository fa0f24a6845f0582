from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from events.cli import main
from events.errors import InputError, ModelBudgetError, ModelError
from events.llm import ModelCoder, ModelSettings
from events.llm.coder import LONGEST_PIECE
from events.model import Document, EventStatus, EventType
from events.pipeline import read_report

from .endpoint import Reply, Say, answer, failure, running_endpoint, slow

TEXT = (
    "MOSCOW - Kim Jong Un met Vladimir Putin in Vladivostok on 25 April 2019. "
    "The Kremlin denied on Monday that Russia would send arms to Pyongyang."
)
DOCUMENT = Document("d", TEXT, "en", dt.date(2019, 4, 30))
MEETING: dict[str, Any] = {
    "quote": "Kim Jong Un met Vladimir Putin in Vladivostok on 25 April 2019",
    "type": "consult",
    "status": "occurred",
    "date": "25 April 2019",
    "place": "Vladivostok",
    "place_part": "where",
    "sources": ["Kim Jong Un"],
    "targets": ["Vladimir Putin"],
    "speaker": None,
}
QUICK = {"timeout": 0.5, "retries": 1, "per_minute": 6_000}


def read(*replies: Reply | Say, document: Document = DOCUMENT, **settings: Any) -> tuple[Any, ModelCoder, list[Any]]:
    with running_endpoint(replies) as (url, asked):
        coder = ModelCoder(ModelSettings(url, "m", "s3cret", **(QUICK | settings)))
        return read_report(document, code_events=coder), coder, asked


def test_what_a_model_points_at_is_read_by_dateline() -> None:
    report, coder, asked = read(answer({"events": [MEETING]}))
    (event,) = report.events
    assert (event.type, event.status) == (EventType.CONSULT, EventStatus.OCCURRED)
    assert event.evidence.text == MEETING["quote"]
    assert TEXT[event.evidence.start : event.evidence.end] == event.evidence.text
    assert (event.date.earliest, event.date.latest) == (dt.date(2019, 4, 25), dt.date(2019, 4, 25))
    assert (event.place.place.name, event.place.place.country) == ("Vladivostok", "RU")
    assert [(link.role, link.actor.name) for link in event.actors] == [
        ("source", "Kim Jong Un"),
        ("target", "Vladimir Putin"),
    ]
    assert event.confidence.overall < 0.9
    assert coder.rejections == []
    assert asked[0]["model"] == "m"
    assert asked[0]["key"] == "Bearer s3cret"
    assert asked[0]["messages"][1] == {"role": "user", "content": TEXT}
    assert asked[0]["response_format"]["type"] == "json_schema"


@pytest.mark.parametrize(
    ("changed", "lost", "reason"),
    [
        ({"quote": "Kim Jong-un met Mr. Putin"}, "event", "no such words"),
        ({"quote": "  "}, "event", "no such words"),
        ({"quote": "x" * 2_000}, "event", "no such words"),
        ({"date": "24 April 2019"}, "date", "no such words"),
        ({"date": "Vladivostok"}, "date", "Dateline reads no date there"),
        ({"place": "Khasan"}, "place", "no such words"),
        ({"place": "met"}, "place", "Dateline reads no place there"),
        ({"sources": ["Xi Jinping"]}, "actor", "no such words"),
        ({"speaker": "the spokesman"}, "actor", "no such words"),
    ],
)
def test_what_the_report_does_not_say_is_not_taken(changed: dict[str, Any], lost: str, reason: str) -> None:
    report, coder, _ = read(answer({"events": [MEETING | changed]}))
    (rejection,) = coder.rejections
    assert rejection.part == lost
    assert reason in rejection.reason
    if lost == "event":
        assert report.events == ()
    else:
        (event,) = report.events
        assert {"date": event.date is None, "place": event.place is None}.get(lost, True)


def test_a_place_that_stands_for_a_government_gives_no_pin() -> None:
    denial = MEETING | {
        "quote": "The Kremlin denied on Monday that Russia would send arms to Pyongyang",
        "type": "aid", "status": "denied", "date": "Monday", "place": "MOSCOW", "sources": ["The Kremlin"], "targets": [],
    }  # fmt: skip
    report, _, _ = read(answer({"events": [denial, denial]}))
    assert len(report.events) == 1
    assert report.events[0].status is EventStatus.DENIED
    assert report.events[0].date.earliest == dt.date(2019, 4, 29)


@pytest.mark.parametrize(
    ("replies", "told"),
    [
        ([failure(401)], "does not take the key"),
        ([failure(404)], "knows no model called 'm'"),
        ([failure(500), failure(500)], "failed"),
        ([failure(429, Retry_After="0"), failure(429, Retry_After="0")], "is busy"),
        ([answer("no json at all")], "in no form that can be read"),
        ([answer({"events": [{"quote": "a"}]})], "in no form that can be read"),
        ([answer({"events": [MEETING | {"type": "dance"}]})], "in no form that can be read"),
        ([answer(None, refusal="I would rather not.")], "refused to read this report: I would rather not."),
        ([answer({"events": []}, finish="length")], "cut off"),
        ([answer(None, finish="content_filter")], "withheld"),
        ([answer(None)], "gave no answer"),
        ([answer(None, choices=False)], "gave no answer"),
        ([(200, b"<html>", {})], "failed"),
        ([slow(2, answer({"events": []}))], "did not answer within"),
    ],
)
def test_an_endpoint_that_misbehaves_is_told_in_a_sentence(replies: list[Reply | Say], told: str) -> None:
    with pytest.raises(ModelError, match=told) as error:
        read(*replies)
    assert "s3cret" not in str(error.value)


@pytest.mark.parametrize(
    "first", [failure(500), failure(429, Retry_After="0"), slow(2, answer({"events": []})), answer("no json at all")]
)
def test_a_passing_fault_costs_nothing(first: Reply | Say) -> None:
    report, _, asked = read(first, answer({"events": [MEETING]}))
    assert len(report.events) == 1
    assert len(asked) == 2


def test_nobody_at_the_address_is_told() -> None:
    coder = ModelCoder(ModelSettings("http://127.0.0.1:1/v1", "m", timeout=1, retries=0, per_minute=6_000))
    with pytest.raises(ModelError, match="cannot be reached"):
        read_report(DOCUMENT, code_events=coder)


def test_no_more_is_spent_than_may_be() -> None:
    with running_endpoint([answer({"events": [MEETING]}, tokens=600)]) as (url, asked):
        coder = ModelCoder(ModelSettings(url, "m", max_tokens=1_000, per_minute=6_000))
        for _ in range(2):
            read_report(DOCUMENT, code_events=coder)
        with pytest.raises(ModelBudgetError, match="1,200 tokens"):
            read_report(DOCUMENT, code_events=coder)
    assert len(asked) == 2


def test_a_long_report_is_asked_about_piece_by_piece() -> None:
    text = "Nothing happened in Moscow, said nobody. " * 700 + TEXT
    report, _, asked = read(answer({"events": []}), document=Document("d", text, "en"))
    pieces = [question["messages"][1]["content"] for question in asked]
    assert "".join(pieces) == text
    assert all(len(piece) <= LONGEST_PIECE for piece in pieces)
    assert report.events == ()


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({}, "Name its address in DATELINE_LLM_URL"),
        ({"DATELINE_LLM_URL": "ftp://x", "DATELINE_LLM_MODEL": "m"}, "Name its address"),
        ({"DATELINE_LLM_URL": "http://x/v1"}, "its name in DATELINE_LLM_MODEL"),
        ({"DATELINE_LLM_URL": "http://x/v1", "DATELINE_LLM_MODEL": "m", "DATELINE_LLM_MAX_TOKENS": "many"}, "must be a whole number"),
    ],
)  # fmt: skip
def test_settings_that_make_no_sense_are_told(environment: dict[str, str], told: str) -> None:
    with pytest.raises(InputError, match=told):
        ModelSettings.from_environment(environment)


def test_settings_never_show_the_key() -> None:
    assert "s3cret" not in repr(ModelSettings("http://x", "m", "s3cret"))


def test_ingesting_goes_on_after_a_refusal_and_stops_when_all_is_spent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in "abcd":
        (tmp_path / f"{name}.txt").write_text(f"{name.upper()}. {TEXT}")
    monkeypatch.setenv("DATELINE_DB", str(tmp_path / "store.duckdb"))
    replies = [answer(None, refusal="No."), *[answer({"events": [MEETING]}, tokens=500)] * 3]
    with running_endpoint(replies) as (url, _):
        monkeypatch.setenv("DATELINE_LLM_URL", url)
        monkeypatch.setenv("DATELINE_LLM_MODEL", "m")
        monkeypatch.setenv("DATELINE_LLM_MAX_TOKENS", "1000")
        assert main(["ingest", *(str(tmp_path / f"{n}.txt") for n in "abcd"), "--reader", "model"]) in {1, 130}
    shown = " ".join(capsys.readouterr().out.split())
    assert "a: The model refused to read this report: No." in shown
    assert "may be spent" in shown
    assert "Until then: 2 reports" in shown


def test_the_instructions_name_every_type_and_status() -> None:
    from events.llm.coder import _instructions

    for word in [*EventType, *EventStatus]:
        assert word.value in _instructions()
    assert json.dumps(_instructions())
