"""What the panels are given: text as it stands in the report, offsets right, nothing lost."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from dashboard.evidence import evidence_data
from dashboard.filters import FACETS, filters_data
from dashboard.link import View
from dashboard.reports import check_pasted, library_data, reader_data
from dashboard.table import LIST_COLUMNS, PAGE, direction_of, page_of_rows, records_data, turn_to
from dashboard.words import load_words
from events.model import Document
from events.pipeline import read_report
from events.store import Filter, Store, fill_store, open_store

ROOT = Path(__file__).parents[2]
SEED = "000_abc2e34daac322dc"
EN, AR = load_words("en"), load_words("ar")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store with the seed report."""
    store = open_store(tmp_path_factory.mktemp("panels") / "dateline.duckdb")
    fill_store(store, [ROOT / "seeds"])
    return store


def test_evidence_shows_the_paragraph_and_marks_the_words_that_say_so(store: Store) -> None:
    text = (ROOT / "seeds" / f"{SEED}.txt").read_bytes().decode()
    for id_ in store.events(columns=["id"])["id"].to_pylist():
        event = store.event(id_)
        shown = evidence_data(store, id_, EN)["event"]
        assert event is not None
        (source,) = shown["sources"]
        assert source["said"] == event.evidence.text
        assert source["before"] + source["said"] + source["after"] in text
        assert source["direction"] == "rtl"
        assert "inferred" in source["published"]


def test_an_event_that_is_gone_is_said_to_be_gone(store: Store) -> None:
    assert evidence_data(store, "e-no-such", EN)["event"] is None
    assert evidence_data(store, None, EN)["selected"] is None


def test_a_day_that_only_the_report_has_is_shown_as_such(tmp_path: Path) -> None:
    store = open_store(tmp_path / "dateline.duckdb")
    text = "Gunmen attacked a police station in Quetta, killing three officers."
    report = read_report(Document("quetta", text, "en", dt.date(2024, 5, 3)))
    store.add(report)
    shown = evidence_data(store, report.events[0].id, EN)["event"]
    assert shown["when"] == "about May 3, 2024"
    assert shown["whenNotes"] == ["The sentence tells no day; the report's own is taken"]
    rows = page_of_rows(store, Filter(), 0)
    listed = records_data(rows, shown=1, page=0, view=View(), names={"actor": {}, "place": {}}, words=EN)
    assert listed["rows"][0]["date"] == "about May 3, 2024"
    (event,) = report.events
    assert event.date is not None
    exported = dataclasses.replace(event, date=dataclasses.replace(event.date, reading=()))  # a table tells EDTF alone
    store.add(dataclasses.replace(report, events=(exported,)))
    assert evidence_data(store, event.id, EN)["event"]["whenNotes"] == shown["whenNotes"]


@pytest.mark.parametrize("words", [EN, AR], ids=["en", "ar"])
def test_the_reader_loses_no_character_of_a_report(store: Store, words: object) -> None:
    report = store.document(SEED)
    assert report is not None
    shown = reader_data(report, words)  # type: ignore[arg-type]
    lines = ["".join(piece["text"] for piece in paragraph) for paragraph in shown["paragraphs"]]
    assert lines == [line for line in report.document.text.splitlines() if line.strip()]
    told = {piece["event"] for paragraph in shown["paragraphs"] for piece in paragraph if piece["event"]}
    assert told == {event.id for event in report.events}


def test_every_facet_shows_the_counts_of_the_store(store: Store) -> None:
    facets = {name: table.to_pylist() for name, table in store.facets().items()}
    shown = {facet["part"]: facet for facet in filters_data(View(), facets, EN)["facets"]}
    assert tuple(shown) == FACETS
    counted = {row["value"]: row["count"] for row in facets["types"]}
    assert {option["value"]: option["count"] for option in shown["types"]["options"]} == counted


def test_the_list_is_in_pages_and_says_where_it_stands(store: Store) -> None:
    rows = page_of_rows(store, Filter(), 0)
    total = store.counts().total
    assert len(rows) == min(total, PAGE)
    assert set(rows[0]) == set(LIST_COLUMNS)
    shown = records_data(rows, shown=total, page=0, view=View(), names={"actor": {}, "place": {}}, words=EN)
    assert [row["id"] for row in shown["rows"]] == [row["id"] for row in rows]
    assert shown["pages"] == 1


@pytest.mark.parametrize(
    ("page", "shown", "expected"), [(0, 0, 0), (3, 120, 2), (-1, 120, 0), (None, 120, 0), ("x", 5, 0), (1, 120, 1)]
)
def test_a_page_that_is_not_there_becomes_the_nearest(page: object, shown: int, expected: int) -> None:
    assert turn_to(page, shown) == expected


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", "ltr"), (None, "auto"), ("<x>", "auto")])
def test_the_direction_of_a_language(language: str | None, direction: str) -> None:
    assert direction_of(language) == direction


def test_the_reports_are_listed_with_how_their_date_is_known(store: Store) -> None:
    (report,) = library_data(store.documents().to_pylist(), SEED, EN)["reports"]
    assert report["id"] == SEED
    assert "inferred" in report["about"]


def test_a_pasted_report_is_checked() -> None:
    import datetime as dt

    tomorrow = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=2)
    assert "no text" in (check_pasted("  \n", None, EN) or "")
    assert "1,000,001" in (check_pasted("x" * 1_000_001, None, EN) or "")
    assert "future" in (check_pasted("x", tomorrow, EN) or "")
    assert check_pasted("x", None, EN) is None
