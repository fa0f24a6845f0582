"""One event for the records that tell it, and what people corrected, as reports come, go and are read anew."""

from __future__ import annotations

import dataclasses
import datetime as dt
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.corrections.model import Correction, Part
from events.corrections.values import actors_value, date_value, place_value
from events.errors import InputError
from events.model import (
    ActorRole,
    DatePrecision,
    DateSpan,
    Document,
    Event,
    EventPlace,
    EventStatus,
    EventType,
)
from events.report import Report
from events.store import curation, membership
from events.store.duckdb_file import DuckDBWriter
from events.store.filter import Filter
from events.store.postgres import PostgresWriter
from events.store.store import Store, open_store

from .made import KIM, PUTIN, PYONGYANG, RUSSIA, VLADIVOSTOK, Table, event, summit, talks, toponym

UNMERGED = Filter(unmerged=True)
SAME, NEXT = dt.date(2019, 4, 25), dt.date(2019, 4, 26)


def told(
    id_: str, *, language: str = "en", day: dt.date = SAME, text: str = "", type_: EventType = EventType.CONSULT
) -> Report:
    """A report of the meeting, and of something that only it tells."""
    text = text or "Putin met Kim in Vladivostok. Elsewhere, a treaty was signed."
    document = Document(id_, text, language, dt.date(2019, 4, 27), outlet=f"Paper {id_}", title="Meeting")
    span = DateSpan(0, 5, text[:5], day, day, DatePrecision.DAY, day.isoformat())
    parties = ((KIM, ActorRole.SOURCE), (PUTIN, ActorRole.TARGET))
    met = event(
        document, "Putin met Kim in Vladivostok", type_, date=span, actors=parties,
        places=(EventPlace(toponym(text, "Vladivostok", VLADIVOSTOK)),),
    )  # fmt: skip
    signed = event(document, "a treaty was signed", EventType.AGREE)
    return Report(document, (), (), (), (), (met, signed))


@pytest.fixture
def three(empty: Store) -> Store:
    empty.add_many([told("a"), told("b", language="ru"), told("c", language="ko")])
    return empty


def merged(store: Store) -> list[dict[str, Any]]:
    return [row for row in store.events().to_pylist() if row["members"]]


def the_event(store: Store) -> Event:
    (row,) = merged(store)
    found = store.event(row["id"])
    assert found is not None
    return found


def say(store: Store, record: str, part: Part, value: Any = None, **more: Any) -> Correction:
    (correction,) = store.correct(
        [Correction(part, tuple(store.targets([record, *more.pop("others", ())])), value or {}, who="Ada", **more)]
    )
    return correction


def record_of(store: Store, document: str) -> str:
    report = store.document(document, as_read=True)
    assert report is not None
    return report.events[0].id


# ---- merging ---------------------------------------------------------------------------------


def test_an_event_that_three_reports_tell_stands_once_with_three_sources(three: Store) -> None:
    event_ = the_event(three)
    assert {source.evidence.document for source in event_.sources} == {"a", "b", "c"}
    assert three.counts().total == three.counts().shown == 4
    assert three.counts(UNMERGED).total == three.counts(UNMERGED).shown == 6
    assert len(three.events(UNMERGED)) == 6
    assert not any(row["members"] for row in three.events(UNMERGED).to_pylist())


def test_a_merged_event_is_found_by_each_of_its_sources(three: Store) -> None:
    for parts in ({"languages": ("ko",)}, {"sources": ("Paper b",)}, {"documents": ("c",)}, {"actors": ("Q159",)}):
        found = three.events(Filter(**parts)).to_pylist()  # type: ignore[arg-type]
        assert [row["members"] for row in found if row["members"]] == [3], parts
    facets = three.facets()
    assert dict(zip(*facets["languages"].select(["value", "count"]).to_pydict().values(), strict=True)) == {
        "en": 2, "ru": 2, "ko": 2,
    }  # fmt: skip
    for name, table in facets.items():
        for row in table.to_pylist():
            assert three.counts(Filter(**{name: (row["value"],)})).shown == row["count"], (name, row)


def test_a_removed_report_leaves_the_others_together_and_the_last_alone(three: Store) -> None:
    three.remove(["a"])
    assert {source.evidence.document for source in the_event(three).sources} == {"b", "c"}
    three.remove(["b"])
    assert not merged(three)
    assert len(three.events()) == 2


def test_an_id_of_either_view_leads_to_the_event(three: Store) -> None:
    (row,) = merged(three)
    for document in "abc":
        record = record_of(three, document)
        assert three.resolve(record) == row["id"]
        assert three.resolve(record, unmerged=True) == record
    assert three.resolve(row["id"], unmerged=True) in {record_of(three, d) for d in "abc"}
    three.remove([row["document"]])
    for document in {*"abc"} - {row["document"]}:
        assert three.resolve("m" + record_of(three, document)) == merged(three)[0]["id"]
    assert three.resolve("nothing") is None


def test_the_evidence_tells_who_says_what_and_why_it_is_one(empty: Store) -> None:
    empty.add_many([told("a"), told("b"), told("c", day=NEXT)])
    dossier = empty.dossier(merged(empty)[0]["id"])
    assert dossier is not None
    assert len(dossier.records) == 3
    assert [(d.part, [value for value, _ in d.readings]) for d in dossier.disagreements] == [
        ("date", ["2019-04-25", "2019-04-26"])
    ]
    assert {reason for link in dossier.links for reason in link.reasons} >= {"same-place", "shared-actors:2"}


def test_rows_of_a_table_of_others_take_no_part(three: Store) -> None:
    before = three.events().num_rows
    with three.add_batches({}) as add:
        (row,) = three._run(_events().filter(_events().id == record_of(three, "a"))).to_pylist()
        add(_batch(row | {"id": "G1", "document": "gdelt-1", "record": None, "layer": None}))
    assert three.events().num_rows == before + 1
    assert {source.evidence.document for source in the_event(three).sources} == {"a", "b", "c"}


def _events() -> Any:
    from events.store.schema import table

    return table("events")


def _batch(row: dict[str, Any]) -> dict[str, Any]:
    from events.store.database import as_rows

    document = {"id": row["document"], "digest": "1", "text": "", "body": '{"id":"gdelt-1","text":""}', "reading": "{}"}
    events = as_rows("events", [row]).drop_columns(["layer", "members", "corrected"])
    return {"documents": as_rows("documents", [document]), "events": events}


# ---- corrections -----------------------------------------------------------------------------


def day_of(event_: Event) -> str:
    assert event_.date is not None
    return event_.date.edtf


RIGHT_DAY = date_value(
    DateSpan(0, 0, "24 April", dt.date(2019, 4, 24), dt.date(2019, 4, 24), DatePrecision.DAY, "2019-04-24")
)
VALUES = [
    (Part.DATE, RIGHT_DAY, lambda e: day_of(e) == "2019-04-24"),
    (Part.DATE, {}, lambda e: e.date is None),
    (Part.PLACE, place_value(PYONGYANG), lambda e: e.place.place.id == PYONGYANG.id),
    (Part.PLACE, {}, lambda e: e.place is None),
    (Part.ACTORS, actors_value([(RUSSIA, ActorRole.SOURCE)]), lambda e: [k.actor.id for k in e.actors] == ["Q159"]),
    (Part.TYPE, {"type": "agree"}, lambda e: e.type is EventType.AGREE),
    (Part.STATUS, {"status": "denied"}, lambda e: e.status is EventStatus.DENIED),
]


@pytest.mark.parametrize(("part", "value", "holds"), VALUES)
def test_a_correction_counts_in_both_views_and_undoing_it_brings_the_reading_back(
    three: Store, part: Part, value: Any, holds: Any
) -> None:
    before = {name: three._run(_table(name)).to_pylist() for name in ("events", "event_actors", "event_places")}
    record = record_of(three, "b")
    correction = say(three, record, part, value, why="seen on film")
    shown = three.event(record)
    assert shown is not None
    for event_ in (the_event(three), shown):
        assert holds(event_)
        assert event_.corrected == (part.value,)
    rows = {row["id"]: row for row in three.events(UNMERGED).to_pylist()}
    assert rows[record]["corrected"] == [part.value]
    assert correction.before is not None

    three.undo([correction.id], who="Bo")
    assert not the_event(three).corrected
    after = {name: three._run(_table(name)).to_pylist() for name in before}
    for name, rows_ in before.items():
        assert _sorted(after[name]) == _sorted(rows_), name
    (kept,) = three.corrections()
    assert (kept.correction.undone_by, kept.correction.why) == ("Bo", "seen on film")
    three.undo([correction.id], again=True)
    assert holds(the_event(three))


def _table(name: str) -> Any:
    from events.store.schema import table

    return table(name)


def _sorted(rows: list[dict[str, Any]]) -> list[str]:
    return sorted(repr(sorted(row.items(), key=lambda item: item[0])) for row in rows)


def test_of_two_corrections_the_newer_counts_and_undoing_it_leaves_the_older(three: Store) -> None:
    record = record_of(three, "a")
    say(three, record, Part.STATUS, {"status": "denied"}, made=dt.datetime(2024, 1, 1, tzinfo=dt.UTC))
    newer = say(three, record, Part.STATUS, {"status": "planned"}, made=dt.datetime(2024, 1, 2, tzinfo=dt.UTC))
    assert the_event(three).status is EventStatus.PLANNED
    three.undo([newer.id])
    assert the_event(three).status is EventStatus.DENIED


def test_a_correction_outlives_another_reading_of_its_report(three: Store) -> None:
    record = record_of(three, "b")
    say(three, record, Part.DATE, RIGHT_DAY)
    three.add(told("b", language="ru", type_=EventType.COOPERATE))  # the same words, read as another type
    again = record_of(three, "b")
    assert again != record
    shown = three.event(again)
    assert shown is not None
    assert (shown.type, day_of(shown)) == (EventType.COOPERATE, "2019-04-24")

    three.add(told("b", language="ru", text="Nothing of it. Putin met Kim in Vladivostok? No: a treaty was signed."))
    shown = three.event(record_of(three, "b"))
    assert shown is not None
    assert day_of(shown) == "2019-04-24"


def test_a_correction_whose_record_vanished_is_kept_as_an_orphan(three: Store) -> None:
    say(three, record_of(three, "b"), Part.DATE, RIGHT_DAY)
    three.remove(["b"])
    (kept,) = three.corrections()
    assert kept.is_orphaned
    three.add(told("b", language="ru"))
    (kept,) = three.corrections()
    assert not kept.is_orphaned
    assert day_of(the_event(three)) == "2019-04-24"


def test_hiding_an_event_hides_all_that_tell_it_and_hiding_a_record_only_that(three: Store) -> None:
    record = record_of(three, "a")
    one = say(three, record, Part.HIDDEN, {"whole": False})
    assert {source.evidence.document for source in the_event(three).sources} == {"b", "c"}
    assert len(three.events(UNMERGED)) == 5
    whole = say(three, record_of(three, "b"), Part.HIDDEN, {"whole": True})
    assert not merged(three)
    assert len(three.events()) == len(three.events(UNMERGED)) == 3
    three.add(told("d"))
    assert not merged(three)
    three.undo([one.id, whole.id])
    assert len(the_event(three).sources) == 4


def test_people_take_records_apart_and_join_them(three: Store) -> None:
    records = [record_of(three, d) for d in "abc"]
    split = say(three, records[1], Part.SPLIT, others=(records[0], records[2]))
    assert {source.evidence.document for source in the_event(three).sources} == {"a", "c"}
    three.undo([split.id])
    assert len(the_event(three).sources) == 3

    empty_id = three.add(talks("talks"))
    assert empty_id == "new"
    planned = record_of(three, "talks")
    join = say(three, records[0], Part.JOIN, others=(planned,))
    assert {source.evidence.document for source in the_event(three).sources} >= {"a", "talks"}
    three.undo([join.id])
    assert "talks" not in {source.evidence.document for source in the_event(three).sources}


def test_a_corrected_row_of_a_table_of_others_comes_back_whole(three: Store) -> None:
    with three.add_batches({}) as add:
        (row,) = three._run(_events().filter(_events().id == record_of(three, "a"))).to_pylist()
        add(_batch(row | {"id": "G1", "document": "gdelt-1", "record": None, "extras": '{"a": 1}', "layer": None}))
    before = three._run(_events().filter(_events().id == "G1")).to_pylist()
    correction = say(three, "G1", Part.TYPE, {"type": "assault"})
    found = three.event("G1")
    assert found is not None
    assert found.type is EventType.ASSAULT
    three.undo([correction.id])
    assert three._run(_events().filter(_events().id == "G1")).to_pylist() == before


def test_a_correction_that_makes_no_sense_is_refused(three: Store) -> None:
    targets = tuple(three.targets([record_of(three, "a")]))
    for part, value in (
        (Part.TYPE, {"type": "party"}),
        (Part.DATE, {"precision": "day", "earliest": "soon"}),
        (Part.JOIN, {}),
    ):
        with pytest.raises(InputError):
            three.correct([Correction(part, targets, value)])
    with pytest.raises(InputError):
        three.correct([Correction(Part.TYPE, (), {"type": "agree"})])
    assert not three.corrections()


def test_corrections_travel_with_their_events(three: Store, tmp_path: Path) -> None:
    say(three, record_of(three, "b"), Part.DATE, RIGHT_DAY, why="film")
    reports = [three.document(d) for d in "abc"]
    other = open_store(tmp_path / "other.duckdb")
    other.add_many([report for report in reports if report])
    assert day_of(the_event(other)) == "2019-04-24"
    original = other.document("b", as_read=True)
    assert original is not None
    assert day_of(original.events[0]) == SAME.isoformat()
    assert other.add_many([report for report in reports if report]) == ["unchanged"] * 3


# ---- an older store --------------------------------------------------------------------------


def test_a_store_of_the_release_before_is_brought_into_groups(tmp_path: Path) -> None:
    old = open_store(tmp_path / "old.duckdb")
    old.add_many([told("a"), told("b", language="ru"), told("c", language="ko")])
    shown = old.events().to_pylist()
    old.close()
    with duckdb.connect(str(old.path)) as connection:
        connection.execute("DELETE FROM events WHERE members IS NOT NULL")
        for column in ("layer", "members", "corrected"):
            connection.execute(f"ALTER TABLE events DROP COLUMN {column}")
        for name in ("merging", "merge_keys", "event_sources", "originals", "corrections", "correction_targets"):
            connection.execute(f"DROP TABLE {name}")
        connection.execute("DELETE FROM event_actors WHERE event LIKE 'm%'")
        connection.execute("DELETE FROM event_places WHERE event LIKE 'm%'")
        connection.execute("UPDATE meta SET value = '2' WHERE key = 'schema'")
    assert open_store(old.path).events().to_pylist() == shown


# ---- any order -------------------------------------------------------------------------------

REPORTS = {
    "a": told("a"),
    "b": told("b", language="ru"),
    "c": told("c", day=NEXT),
    "d": summit("d"),
    "e": talks("e"),
    "f": told("f", type_=EventType.COOPERATE),
}
STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["add", "remove"]), st.sampled_from(sorted(REPORTS))),
        st.tuples(st.sampled_from(["date", "hide", "hide-all", "split", "join", "undo"]), st.integers(0, 20)),
    ),
    max_size=9,
)


@pytest.fixture(scope="module", autouse=True)
def _actors() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(membership, "load_table", Table)
        yield


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(STEPS)
def test_whatever_was_done_the_store_shows_what_reports_and_corrections_say(steps: list[tuple[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "store.duckdb")
        there: set[str] = set()
        for number, (step, argument) in enumerate(steps):
            _do(store, step, argument, there, number)
        again = open_store(Path(folder) / "again.duckdb")
        again.correct([kept.correction for kept in store.corrections()])
        for id_ in sorted(there, reverse=True):
            again.add(REPORTS[id_])
        assert _state(again) == _state(store)


def _do(store: Store, step: str, argument: Any, there: set[str], number: int) -> None:
    if step == "add":
        store.add(REPORTS[argument])
        there.add(argument)
        return
    if step == "remove":
        store.remove([argument])
        there.discard(argument)
        return
    made = dt.datetime(2024, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=number)
    if step == "undo":
        known = store.corrections()
        if known:
            store.undo([known[argument % len(known)].correction.id])
        return
    records = sorted(event_.id for id_ in there for event_ in REPORTS[id_].events)
    if not records:
        return
    first, second = records[argument % len(records)], records[(argument * 7 + 1) % len(records)]
    parts: dict[str, tuple[Part, Any, list[str]]] = {
        "date": (Part.DATE, RIGHT_DAY, [first]),
        "hide": (Part.HIDDEN, {"whole": False}, [first]),
        "hide-all": (Part.HIDDEN, {"whole": True}, [first]),
        "split": (Part.SPLIT, {}, [first, second]),
        "join": (Part.JOIN, {}, [first, second]),
    }
    part, value, ids = parts[step]
    if len(set(ids)) == len(ids):
        store.correct([Correction(part, tuple(store.targets(ids)), value, made=made)])


def _state(store: Store) -> dict[str, Any]:
    state: dict[str, Any] = {}
    for name in ("events", "event_actors", "event_places", "event_sources", "merging", "merge_keys", "originals"):
        rows = [dict(row) for row in store._run(_table(name)).to_pylist()]
        state[name] = _sorted(rows)
    state["corrections"] = [(dataclasses.replace(k.correction, before=None), k.attached) for k in store.corrections()]
    return state


def test_a_large_group_cites_every_report_and_a_further_one_is_added_to_it(
    empty: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(curation, "DECIDING", 3)
    empty.add_many([told(f"r{number}") for number in range(6)])
    inserted: list[tuple[str, int]] = []
    writer_type = DuckDBWriter if "duckdb" in empty.name else PostgresWriter
    insert = writer_type.insert
    monkeypatch.setattr(
        writer_type,
        "insert",
        lambda self, name, rows: (inserted.append((name, rows.num_rows)), insert(self, name, rows))[1],
    )
    empty.add(told("late"))
    assert sum(count for name, count in inserted if name == "event_sources") == 1
    assert sum(count for name, count in inserted if name == "merging") == 2

    sources = {source.evidence.document for source in the_event(empty).sources}
    assert sources == {*(f"r{number}" for number in range(6)), "late"}
    assert merged(empty)[0]["members"] == 7
    assert set(empty.further_sources()["outlet"].to_pylist()) == {f"Paper {document}" for document in sources}
    empty.remove(["late"])
    assert merged(empty)[0]["members"] == 6
    assert len(empty.further_sources()) == 6
