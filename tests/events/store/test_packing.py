from __future__ import annotations

import dataclasses
import datetime as dt
import json

from hypothesis import given
from hypothesis import strategies as st

from events.model import Actor, Attribution, DateSpan, Event, EventPlace, Evidence, Place, Toponym
from events.report import Report
from events.store.packing import Shared, pack, to_json, unpack
from events.store.rows import from_days, pack_report, source_digest, to_days

from .made import KIM, PUTIN, PYONGYANG, RUSSIA, UKRAINE, VLADIVOSTOK, summit, talks

places = st.sampled_from([PYONGYANG, VLADIVOSTOK, UKRAINE])
actors = st.sampled_from([KIM, PUTIN, RUSSIA])
st.register_type_strategy(float, st.floats(0, 1))
st.register_type_strategy(Place, places)
st.register_type_strategy(Actor, actors)
st.register_type_strategy(
    Attribution,
    st.recursive(
        st.builds(Attribution, st.none() | actors, st.none() | st.builds(Evidence), st.none()),
        lambda via: st.builds(Attribution, actors, st.builds(Evidence), via),
        max_leaves=3,
    ),
)


def test_a_report_comes_back_equal_from_its_rows() -> None:
    for report in (summit(), talks()):
        shared = Shared()
        packed = json.loads(to_json(pack(report, shared)))
        assert unpack(Report, packed, shared) == report


@given(st.builds(Event, date=st.none() | st.builds(DateSpan), places=st.tuples(st.builds(EventPlace))))
def test_any_event_comes_back_equal(event: Event) -> None:
    shared = Shared()
    assert unpack(Event, json.loads(to_json(pack(event, shared))), shared) == event


def test_a_place_stands_in_a_record_by_its_id_only() -> None:
    shared = Shared()
    packed = pack(summit().toponyms[0], shared)
    assert packed["place"] == PYONGYANG.id
    assert shared.places == {PYONGYANG.id: PYONGYANG}


def test_a_record_without_a_field_that_came_later_is_read_with_its_default() -> None:
    shared = Shared()
    packed = pack(summit().toponyms[0], shared)
    del packed["reading"]
    assert unpack(Toponym, packed, shared) == dataclasses.replace(summit().toponyms[0], reading=())


@given(st.dates())
def test_days_count_from_1970(day: dt.date) -> None:
    assert from_days(to_days(day)) == day
    assert to_days(dt.date(1970, 1, 2)) == 1


def test_when_it_was_fetched_makes_no_other_report_of_it() -> None:
    report = summit()
    later = dataclasses.replace(report, document=dataclasses.replace(report.document, retrieved=None))
    assert source_digest(later.document) == source_digest(report.document)
    assert pack_report(later).digest == pack_report(report).digest


def test_what_is_known_of_it_makes_another_reading_of_it() -> None:
    report = summit()
    titled = dataclasses.replace(report, document=dataclasses.replace(report.document, title="Other"))
    assert pack_report(titled).digest != pack_report(report).digest
    fewer = dataclasses.replace(report, events=report.events[1:])
    assert pack_report(fewer).digest != pack_report(report).digest


def test_characters_that_no_database_takes_are_replaced_one_for_one() -> None:
    report = summit()
    text = report.document.text.replace("train", "tr\x00\ud800n")
    packed = pack_report(dataclasses.replace(report, document=dataclasses.replace(report.document, text=text)))
    (row,) = packed.rows["documents"]
    assert "tr\ufffd\ufffdn" in row["text"]
    assert row["characters"] == len(text)
