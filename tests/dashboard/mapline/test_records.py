"""The columns that the browser keeps."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.mapline.records import (
    ABOUT,
    NEEDS_ANCHOR,
    OPEN_END,
    OPEN_START,
    SENTENCES_UP_TO,
    UNSURE,
    Records,
    RecordsError,
    prepare_records,
)


def table(*rows: dict[str, Any]) -> pa.Table:
    """Events with what is given, the rest null."""
    schema = pa.schema(
        [
            ("id", pa.string()),
            ("earliest", pa.int32()),
            ("latest", pa.int32()),
            ("date_precision", pa.string()),
            ("type", pa.string()),
            ("status", pa.string()),
            ("lat", pa.float64()),
            ("lon", pa.float64()),
            ("place_id", pa.string()),
            ("place_name", pa.string()),
            ("place_precision", pa.string()),
            ("country", pa.string()),
            ("origin_lat", pa.float64()),
            ("origin_lon", pa.float64()),
            ("actors", pa.list_(pa.string())),
            ("confidence", pa.float64()),
            ("needs_anchor", pa.bool_()),
            ("date_about", pa.bool_()),
            ("summary", pa.string()),
        ]
    )
    return pa.Table.from_pylist(
        [{"id": f"e{number}", **row} for number, row in enumerate(rows)],
        schema=schema,
    )


def days(records: Records) -> list[tuple[int, int]]:
    return list(zip(records.events["start"].to_pylist(), records.events["end"].to_pylist(), strict=True))


def test_events_are_sorted_by_first_day_and_those_without_days_come_last() -> None:
    records = prepare_records(table({"earliest": 9, "latest": 9}, {}, {"earliest": 3, "latest": 8}))
    assert records.ids.to_pylist() == ["e2", "e0", "e1"]
    assert days(records)[:2] == [(3, 8), (9, 9)]
    start, end = days(records)[2]
    assert start > end


def test_open_ends_reach_for_ever() -> None:
    records = prepare_records(table({"earliest": 5}, {"latest": 7}))
    assert days(records) == [(OPEN_START, 7), (5, OPEN_END)]


def test_a_place_is_kept_once_however_many_events_it_has() -> None:
    at = {"lat": 1.5, "lon": 2.5, "place_id": "geonames:1", "place_name": "Here", "country": "KP"}
    records = prepare_records(table(at, at, {}, {**at, "place_id": "geonames:2"}))
    assert len(records.places) == 2
    assert sorted(records.events["place"].to_pylist()) == [-1, 0, 0, 1]
    assert records.places["name"].to_pylist() == ["Here", "Here"]


def test_a_place_without_an_id_is_known_by_its_coordinates() -> None:
    records = prepare_records(table({"lat": 1, "lon": 2}, {"lat": 1, "lon": 2}, {"lat": 1, "lon": 3}))
    assert len(records.places) == 2


def test_half_a_coordinate_is_no_place() -> None:
    assert prepare_records(table({"lat": 1.0, "place_id": "geonames:1"})).events["place"].to_pylist() == [-1]


def test_the_origin_of_a_movement_is_a_place_too() -> None:
    records = prepare_records(table({"lat": 1, "lon": 2, "place_id": "a", "origin_lat": 3, "origin_lon": 4}))
    origin = records.events["origin"][0].as_py()
    assert records.places["lat"][origin].as_py() == 3
    assert records.places["lon"][origin].as_py() == 4


def test_actors_follow_one_another_in_the_order_of_the_events() -> None:
    records = prepare_records(table({"earliest": 2, "latest": 2, "actors": ["b", "c"]}, {"earliest": 1, "latest": 1}))
    assert records.events["actors"].to_pylist() == [0, 2]
    names = [records.values["actor"][code] for code in records.actors["actor"].to_pylist()]
    assert names == ["b", "c"]


def test_flags_tell_what_is_unsure_and_what_needs_a_publication_date() -> None:
    rows = [{"confidence": 0.2}, {"confidence": 0.9, "needs_anchor": True}, {"date_about": True}, {}]
    assert prepare_records(table(*rows)).events["flags"].to_pylist() == [UNSURE, NEEDS_ANCHOR, ABOUT, 0]


def test_unknown_words_of_a_vocabulary_have_no_code() -> None:
    assert prepare_records(table({"type": "juggle"})).events["type"].to_pylist() == [-1]


def test_sentences_travel_only_with_few_events() -> None:
    assert "summary" in prepare_records(table({"summary": "S"})).events.column_names
    many = pa.table({"id": [str(n) for n in range(SENTENCES_UP_TO + 1)]})
    assert "summary" not in prepare_records(many).events.column_names


def test_a_data_frame_gives_the_same_as_a_table() -> None:
    given_ = table({"earliest": 1, "latest": 2, "type": "assault", "lat": 1.0, "lon": 2.0, "actors": ["x"]}, {})
    assert prepare_records(given_.to_pandas()).id == prepare_records(given_).id


def test_dates_may_be_dates() -> None:
    frame = pd.DataFrame({"id": ["e"], "earliest": [dt.date(1970, 1, 3)], "latest": [pd.Timestamp("1970-01-04")]})
    assert days(prepare_records(frame)) == [(2, 3)]


def test_the_id_tells_contents_apart() -> None:
    one, other = table({"earliest": 1, "latest": 1}), table({"earliest": 2, "latest": 2})
    assert prepare_records(one).id == prepare_records(one).id
    assert prepare_records(one).id != prepare_records(other).id


def test_no_events_are_no_error() -> None:
    records = prepare_records(table())
    assert len(records) == 0
    assert records.event_at(0) is None


@pytest.mark.parametrize(
    ("bad", "word"),
    [
        (pa.table({"name": ["x"]}), "'id'"),
        (pa.table({"id": ["x"], "earliest": ["soon"]}), "soon"),
        (pa.table({"id": ["x"], "actors": [1]}), "actors|cast|list"),
    ],
)
def test_a_table_that_is_none_of_events_is_refused_in_a_sentence(bad: pa.Table, word: str) -> None:
    with pytest.raises(RecordsError, match=word):
        prepare_records(bad)


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "earliest": st.none() | st.integers(-700_000, 2_900_000),
                "latest": st.none() | st.integers(-700_000, 2_900_000),
                "place_id": st.sampled_from([None, "a", "b", "ح"]),
                "lat": st.none() | st.floats(-90, 90),
                "lon": st.none() | st.floats(-180, 180),
                "actors": st.none() | st.lists(st.sampled_from(["k", "p", "ش"]), max_size=3),
            }
        ),
        max_size=12,
    )
)
def test_every_event_keeps_its_days_place_and_actors(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        if row["earliest"] is not None and row["latest"] is not None:
            row["earliest"], row["latest"] = sorted((row["earliest"], row["latest"]))
    records = prepare_records(table(*rows))
    starts = records.events["start"].to_pylist()
    assert starts == sorted(starts)
    at = 0
    for position, id_ in enumerate(records.ids.to_pylist()):
        row = rows[int(id_[1:])]
        start, end = days(records)[position]
        if row["earliest"] is None and row["latest"] is None:
            assert start > end
        else:
            assert start == (OPEN_START if row["earliest"] is None else row["earliest"])
            assert end == (OPEN_END if row["latest"] is None else row["latest"])
        placed = records.events["place"][position].as_py() >= 0
        assert placed == (row["lat"] is not None and row["lon"] is not None)
        count = records.events["actors"][position].as_py()
        codes = records.actors["actor"][at : at + count].to_pylist()
        assert [records.values["actor"][code] for code in codes] == (row["actors"] or [])
        at += count


def test_who_acts_on_whom_is_known_by_country() -> None:
    pairs = pa.table({"event": ["b", "gone"], "source": ["KP", "US"], "target": ["RU", "RU"]})
    records = prepare_records(pa.table({"id": ["a", "b"], "earliest": [1, 2], "latest": [1, 2]}), None, pairs)
    (link,) = records.links.to_pylist()
    assert [records.values["home"][link[end]] for end in ("source", "target")] == ["KP", "RU"]
    assert records.event_at(link["row"]) == "b"
