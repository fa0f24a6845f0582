"""What has a day after the report is planned; who talks has not talked yet on that day."""

from __future__ import annotations

import datetime as dt

import pytest

from events.model import Document, EventStatus
from events.pipeline import read_report

PUBLISHED = dt.date(2024, 5, 15)


@pytest.mark.parametrize(
    ("language", "text", "type_", "status"),
    [
        (
            "es",
            "Los sindicatos convocaron una manifestación en Valencia para el sábado 18 de mayo.",
            "protest",
            "planned",
        ),
        ("fr", "Vladimir Poutine a visité Pékin le 12 mai.", "consult", "occurred"),
    ],
)
def test_a_day_after_the_report_lies_ahead(language: str, text: str, type_: str, status: str) -> None:
    (event,) = read_report(Document("d", text, language, PUBLISHED)).events
    assert (event.type, event.status) == (type_, EventStatus(status))


def test_nobody_has_spoken_on_a_day_that_is_still_to_come() -> None:
    text = "El presidente Luis Arce anunció elecciones para el 17 de agosto."
    talks = [e for e in read_report(Document("d", text, "es", PUBLISHED)).events if e.type == "statement"]
    assert talks
    assert all(talk.date is None for talk in talks)
