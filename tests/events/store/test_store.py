from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.errors import InputError
from events.model import Document
from events.report import Report
from events.store.filter import Filter
from events.store.questions import Counts
from events.store.rows import Provenance
from events.store.schema import EVENT_COLUMNS
from events.store.store import Store, open_store

from .made import KIM, KREMLIN, PUTIN, PYONGYANG, RUSSIA, UKRAINE, VLADIVOSTOK, summit, talks

LEAVE, MEET, SAID, WAR = (event.id for event in summit().events)
PLAN, DENIAL = (event.id for event in talks().events)
ALL = {LEAVE, MEET, SAID, WAR, PLAN, DENIAL}


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def ids(store: Store, **parts: Any) -> set[str]:
    found: list[str] = store.events(Filter(**parts)).column("id").to_pylist()
    assert len(found) == len(set(found))
    return set(found)


@pytest.mark.parametrize(
    ("parts", "wanted"),
    [
        ({}, ALL),
        ({"actors": (KIM.id,)}, {LEAVE, MEET, PLAN}),
        ({"actors": (KREMLIN.id,)}, {MEET, SAID, DENIAL}),
        ({"actors": (RUSSIA.id,)}, {MEET, SAID, DENIAL}),
        ({"actors": (PUTIN.id, KIM.id)}, {LEAVE, MEET, PLAN}),
        ({"actors": (PUTIN.id,), "languages": ("ar",)}, set()),
        ({"types": ("consult",)}, {LEAVE, MEET, PLAN}),
        ({"statuses": ("denied", "ongoing")}, {DENIAL, WAR}),
        ({"countries": ("KP",)}, {LEAVE}),
        ({"countries": ("RU",)}, {LEAVE, MEET, PLAN}),
        ({"places": (PYONGYANG.id,)}, {LEAVE}),
        ({"places": ("UA", VLADIVOSTOK.id)}, {LEAVE, MEET, PLAN, WAR}),
        ({"languages": ("ar",)}, {PLAN, DENIAL}),
        ({"sources": ("The Wire",)}, {LEAVE, MEET, SAID, WAR}),
        ({"sources": ("unknown",)}, {PLAN, DENIAL}),
        ({"documents": ("talks",)}, {PLAN, DENIAL}),
        ({"since": day("2019-04-25")}, {MEET, WAR}),
        ({"until": day("2019-04-24")}, {LEAVE, WAR}),
        ({"until": day("2013-01-01")}, set()),
        ({"since": day("2019-04-25"), "until": day("2019-04-25")}, {MEET, WAR}),
        ({"brush": (day("2019-04-24"), day("2019-04-24"))}, {LEAVE, WAR}),
        ({"bbox": (130, 40, 135, 45)}, {LEAVE, MEET, PLAN}),
        ({"bbox": (170, -90, -170, 90)}, set()),
        ({"lasso": ((130, 40), (135, 40), (135, 45), (130, 45))}, {LEAVE, MEET, PLAN}),
        ({"lasso": ((130, 40), (135, 40), (130, 41))}, set()),
        ({"bbox": (100, -90, 40, 90)}, {LEAVE, MEET, PLAN, WAR}),
        ({"text": "putin"}, {MEET}),
        ({"text": "FIRST summit"}, {LEAVE, MEET, SAID, WAR}),
        ({"text": "فلاديفوستوك"}, {PLAN}),
        ({"text": "كيم جونغ اون"}, {PLAN}),
        ({"text": "vladivóstok kim"}, {LEAVE, MEET, PLAN}),
        ({"text": "%"}, set()),
        ({"text": "' OR 1=1 --"}, set()),
        ({"lens": "undated"}, {SAID, PLAN, DENIAL}),
        ({"lens": "unplaced"}, {SAID, DENIAL}),
        ({"lens": "needs-anchor"}, {PLAN}),
    ],
)
def test_a_filter_finds(store: Store, parts: Mapping[str, Any], wanted: set[str]) -> None:
    assert ids(store, **parts) == wanted


@given(text=st.text(max_size=40))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_search_text_breaks_the_question(store: Store, text: str) -> None:
    found = ids(store, text=text, actors=(text,), sources=(text,), places=(text,))
    assert found <= ALL


def test_events_come_in_the_order_of_their_days_undated_last(store: Store) -> None:
    assert store.events().column("id").to_pylist()[:3] == [WAR, LEAVE, MEET]
    assert set(store.events(limit=2, offset=3).column("id").to_pylist()) < {SAID, PLAN, DENIAL}


def test_columns_have_their_types_and_open_ends_are_null(store: Store) -> None:
    events = store.events()
    assert tuple(events.column_names) == EVENT_COLUMNS
    assert events.schema.field("earliest").type == pa.int32()
    rows = {row["id"]: row for row in events.to_pylist()}
    assert (rows[WAR]["earliest"], rows[WAR]["latest"]) == (16102, None)
    assert (rows[WAR]["west"], rows[WAR]["north"]) == (22.1, 52.4)
    assert (rows[LEAVE]["place_part"], rows[LEAVE]["origin_lat"]) == ("destination", PYONGYANG.lat)
    assert rows[MEET]["actors"] == [KIM.id, PUTIN.id]
    assert (rows[PLAN]["has_date"], rows[PLAN]["needs_anchor"], rows[PLAN]["date_precision"]) == (False, True, None)
    assert rows[SAID]["attribution"] == "The Kremlin"


def test_counts_tell_what_cannot_be_shown(store: Store) -> None:
    assert store.counts() == Counts(total=6, shown=6, undated=3, needs_anchor=1, unplaced=2)
    narrow = Filter(actors=(KREMLIN.id,), since=day("2019-01-01"))
    assert store.counts(narrow) == Counts(total=6, shown=1, undated=2, needs_anchor=0, unplaced=0)


def facet(table: pa.Table) -> dict[str, int]:
    return dict(zip(table["value"].to_pylist(), table["count"].to_pylist(), strict=True))


def test_a_facet_leaves_out_its_own_clause(store: Store) -> None:
    facets = store.facets(Filter(languages=("ar",), types=("consult",)))
    assert facet(facets["languages"]) == {"en": 2, "ar": 1}
    assert facet(facets["types"]) == {"consult": 1, "reject": 1}
    assert facet(facets["sources"]) == {"unknown": 1}


def test_counts_beside_choices_are_what_choosing_them_gives(store: Store) -> None:
    base = Filter(since=day("2014-01-01"))
    for part, table in store.facets(base).items():
        for value, count in facet(table).items():
            assert store.counts(dataclasses.replace(base, **{part: (value,)})).shown == count, (part, value)


def test_counts_are_kept_until_something_is_written(store: Store) -> None:
    before = facet(store.facets()["languages"])
    assert facet(store.facets()["languages"]) == before
    store.remove(["summit"])
    after = facet(store.facets()["languages"])
    assert after != before
    assert sum(after.values()) == store.count()


def test_a_chosen_value_stays_among_the_choices(store: Store) -> None:
    facets = store.facets(Filter(actors=("nobody",), countries=("FR",)), limit=1)
    assert facet(facets["actors"])["nobody"] == 0
    assert facet(facets["countries"])["FR"] == 0


def test_labels_come_in_the_language_of_the_interface(store: Store) -> None:
    facets = store.facets(language="ar")
    labels = dict(zip(facets["actors"]["value"].to_pylist(), facets["actors"]["label"].to_pylist(), strict=True))
    assert (labels[PUTIN.id], labels[KREMLIN.id]) == ("فلاديمير بوتين", "Kremlin")
    assert "روسيا" in facets["countries"]["label"].to_pylist()
    assert "Arabic" in store.facets(language="xx-nonsense")["languages"]["label"].to_pylist()


def test_reports_and_events_come_back_whole(store: Store) -> None:
    assert store.document("summit") == summit()
    assert store.event(MEET) == summit().events[1]
    assert store.document("none") is None
    assert store.event("none") is None


def test_reports_are_listed_latest_first(store: Store) -> None:
    listed = store.documents().to_pylist()
    assert [row["id"] for row in listed] == ["summit", "talks"]
    assert [(row["events"], row["undated"], row["unplaced"], row["needs_anchor"]) for row in listed] == [
        (4, 1, 1, 0),
        (2, 2, 1, 1),
    ]


def test_actors_and_places_have_all_their_names(store: Store) -> None:
    assert store.actors([PUTIN.id, RUSSIA.id, "nobody"]) == {PUTIN.id: PUTIN, RUSSIA.id: RUSSIA}
    assert store.places([UKRAINE.id]) == {UKRAINE.id: UKRAINE}


# ---- writing -----------------------------------------------------------------------------


def test_reading_the_same_report_again_changes_nothing(store: Store) -> None:
    before = store.generation
    assert store.add_many([summit(), talks()]) == ["unchanged", "unchanged"]
    assert store.generation == before


def test_another_reading_replaces_the_older_one(store: Store) -> None:
    report = summit()
    fewer = dataclasses.replace(report, events=report.events[:1])
    assert store.add(fewer) == "updated"
    assert ids(store, documents=("summit",)) == {LEAVE}
    assert store.counts(Filter(actors=(PUTIN.id,))).shown == 0
    assert store.documents().num_rows == 2


def test_of_two_readings_in_one_go_the_later_stays(empty: Store) -> None:
    report = summit()
    assert empty.add_many([dataclasses.replace(report, events=()), report, report]) == ["new", "updated", "unchanged"]
    assert empty.counts().total == 4


def test_a_report_can_be_removed_and_all_can_be_cleared(store: Store) -> None:
    store.remove(["talks"])
    assert ids(store) == {LEAVE, MEET, SAID, WAR}
    store.clear()
    assert store.counts() == Counts(0, 0, 0, 0, 0)
    assert store.facets()["actors"].num_rows == 0
    assert store.add(summit()) == "new"


def test_an_empty_store_answers_without_making_a_file(tmp_path: Path) -> None:
    store = open_store(tmp_path / "none" / "store.duckdb")
    assert store.counts().total == 0
    assert store.documents().num_rows == 0
    assert store.events().num_rows == 0
    assert not (tmp_path / "none").exists()


def test_the_environment_names_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_DB", str(tmp_path / "named.duckdb"))
    assert open_store().path == tmp_path / "named.duckdb"


def test_the_digest_of_the_source_is_kept_beside_a_changed_report(store: Store) -> None:
    dated = summit(published=day("2020-01-01"))
    come = Provenance("as it came in", "/reports/summit.txt", None, ("1", "2"), {"desk": "Asia"})
    store.add(dated, provenance=come)
    assert store.provenance(["summit", "none"]) == {"summit": come}


def test_the_events_of_a_copy_are_not_stored_twice(store: Store) -> None:
    assert store.add(summit("copy"), provenance=Provenance(copy_of="summit")) == "new"
    assert store.counts().total == 6
    listed = {row["id"]: row for row in store.documents().to_pylist()}
    assert (listed["copy"]["copy_of"], listed["copy"]["events"]) == ("summit", 0)


def test_a_day_of_publication_that_is_set_reads_the_report_anew(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    import events.pipeline
    from events.model import PublishedBasis

    def read_again(document: Document) -> Report:
        return dataclasses.replace(summit(published=document.published), document=document)

    monkeypatch.setattr(events.pipeline, "read_report", read_again)
    come = store.provenance(["summit"])
    report = store.set_published("summit", day("2019-05-01"))
    assert report.document.published == day("2019-05-01")
    assert report.document.published_basis is PublishedBasis.STATED
    assert store.document("summit") == report
    assert store.provenance(["summit"]) == come
    assert store.set_published("summit", None).document.published_basis is None
    with pytest.raises(InputError, match="no report 'none'"):
        store.set_published("none", None)


def test_no_day_is_set_for_what_came_as_a_table_of_events(store: Store) -> None:
    store.add(dataclasses.replace(summit("table"), sentences=(), dates=(), toponyms=(), actors=()))
    with pytest.raises(InputError, match="came from a table of events"):
        store.set_published("table", day("2019-05-01"))
