from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from events.cli import main
from events.errors import InputError
from events.readers.draft import Draft, Failure
from events.readers.formats import read_bytes
from events.readers.report_tables import Columns, name_columns


@pytest.mark.parametrize(
    ("chosen", "columns"),
    [
        ({}, Columns(text="body", title="headline")),
        ({"text": "lead"}, Columns(text="lead", title="headline")),
        ({"text": "headline"}, Columns(text="headline")),
        ({"published": "when"}, Columns(text="body", title="headline", published="when")),
    ],
)
def test_columns_that_a_person_names_come_before_guesses(chosen: dict[str, str], columns: Columns) -> None:
    assert name_columns(chosen, ["headline", "lead", "body", "when"]) == columns


@pytest.mark.parametrize(
    ("chosen", "names", "reason"),
    [
        ({"colour": "a"}, ["a"], "'colour' is nothing that a column may hold"),
        ({"text": "b"}, ["a"], "There is no column 'b'"),
        ({}, ["a"], "Name the column that holds the text"),
    ],
)
def test_columns_that_cannot_be_are_told(chosen: dict[str, str], names: list[str], reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        name_columns(chosen, names)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2023-09-05", dt.date(2023, 9, 5)),
        ("5 September 2023", dt.date(2023, 9, 5)),
        ("13/04/2023", dt.date(2023, 4, 13)),
        ("03/04/2023", None),
        ("2023", None),
        ("soon", None),
    ],
)
def test_a_day_of_publication_is_one_day_for_certain_or_told(cell: str, day: dt.date | None) -> None:
    (found,) = read_bytes(f"text,date\nKim met Putin.,{cell}\n".encode(), origin="/in/a.csv")
    if day is None:
        assert isinstance(found, Failure)
        assert "row 1" in found.reason
        assert "may be two" in found.reason
    else:
        assert isinstance(found, Draft)
        assert found.published == day


def test_the_command_takes_columns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATELINE_DB", str(tmp_path / "store.duckdb"))
    (tmp_path / "a.csv").write_text("what,when\nKim met Putin in Vladivostok.,2019-04-25\n")
    assert main(["ingest", str(tmp_path / "a.csv"), "--column", "text=what", "--column", "published=when"]) == 0
    assert "1 reports · 1 new" in capsys.readouterr().out
    assert main(["ingest", str(tmp_path / "a.csv"), "--column", "what"]) != 0
    assert "--column wants" in capsys.readouterr().err
