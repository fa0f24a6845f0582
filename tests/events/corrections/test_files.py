"""Corrections in files: they come back as they were, and what is none gets a sentence."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from events.corrections.files import format_corrections, parse_corrections, read_lines, write_correction
from events.corrections.model import Correction, Part, Target
from events.errors import InputError
from events.ingest import ingest
from events.model import Document
from events.pipeline import read_report
from events.readers.sources import read_file
from events.store.store import open_store
from events.writers.flat import flatten
from events.writers.formats import save_events

MADE = dt.datetime(2024, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
TARGET = Target("e1", "a", 0, 4, "said", "agree")
CORRECTIONS = (
    Correction(Part.STATUS, (TARGET,), {"status": "denied"}, {"status": "occurred"}, "Ada", MADE, "film; \"tape\"", id="c1"),
    Correction(Part.JOIN, (TARGET, TARGET), undone=MADE, undone_by="Bo", made=MADE, id="c2"),
)  # fmt: skip


def test_corrections_come_back_as_they_were() -> None:
    assert parse_corrections(format_corrections(CORRECTIONS)) == CORRECTIONS
    lines = [json.dumps(write_correction(correction)) for correction in CORRECTIONS]
    assert tuple(read_lines([*lines, "", " "], origin="f")) == CORRECTIONS
    assert format_corrections(()) is None
    assert parse_corrections(None) == ()


@pytest.mark.parametrize(
    "line", ["[", "3", "{}", '{"part": "date", "id": "c"}', '{"id": "c", "part": "date", "targets": []}', "[" * 5000]
)
def test_what_is_no_correction_gets_a_sentence(line: str) -> None:
    with pytest.raises(InputError, match=r"^f, line 1: .+"):
        list(read_lines([line], origin="f"))


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".geojson", ".xlsx"])
def test_exported_corrections_come_back_with_their_events(tmp_path: Path, suffix: str) -> None:
    store = open_store(tmp_path / "one.duckdb")
    store.add(read_report(Document("a", "Putin met Kim in Vladivostok on 25 April 2019.", "en", dt.date(2019, 4, 26))))
    (id_,) = store.events()["id"].to_pylist()
    store.correct([Correction(Part.STATUS, tuple(store.targets([id_])), {"status": "denied"}, who="Ada", why="film")])
    save_events((flatten(event, document) for event, document in store.stream()), tmp_path / f"out{suffix}")

    other = open_store(tmp_path / "other.duckdb")
    summary = ingest(other, read_file(tmp_path / f"out{suffix}"))
    assert not summary.failures
    (row,) = other.events().to_pylist()
    assert (row["status"], row["corrected"]) == ("denied", ["status"])
    (kept,) = other.corrections()
    assert (kept.correction.who, kept.correction.why) == ("Ada", "film")
    other.undo([kept.correction.id])
    assert other.events()["status"].to_pylist() == ["occurred"]
