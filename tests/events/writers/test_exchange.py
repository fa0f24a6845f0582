from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.ingest import ingest
from events.readers.draft import Bulk
from events.readers.foreign import GDELT_COLUMNS
from events.readers.formats import find_bulk
from events.readers.sources import read_file
from events.store.filter import Filter
from events.store.store import Store
from events.writers.exchange import ACLED_COLUMNS, OWN
from events.writers.facts import Number, format_facts, parse_facts
from events.writers.flat import Row, flatten
from events.writers.formats import save_events

MEETING: Row = dict.fromkeys(
    (
        "mode", "needs_anchor", "place_role", "place_part", "admin1", "radius_km", "west", "south", "east", "north",
        "origin", "origin_id", "origin_lat", "origin_lon", "mentioned", "mentioned_ids", "attribution", "evidence",
    )
) | {
    "id": "e0123456789abcdef", "type": "consult", "cameo_root": "04", "quad_class": 1, "status": "occurred",
    "earliest": "2023-09-01", "latest": "2023-09-30", "date_precision": "month", "edtf": "2023-09", "date_text": "September",
    "place": "Vladivostok", "place_id": "2013348", "place_precision": "city", "country": "RU", "lat": 43.1, "lon": 131.9,
    "source": "Kim Jong Un; Choe Son Hui", "source_ids": "Q56226; Q4405024", "target": "Vladimir Putin", "target_ids": "Q7747",
    "facts": None, "confidence": 0.8, "start": 0, "end": 4, "summary": "=They\tmet.", "document": "d", "title": None,
    "outlet": "Wire", "url": "https://wire.example/1", "language": "en", "published": "2023-10-01",
}  # fmt: skip
RAID: Row = MEETING | {
    "id": "hand-made", "type": "assault", "mode": "fight", "cameo_root": "18", "quad_class": 4, "date_precision": "day",
    "earliest": "2023-09-05", "latest": "2023-09-05", "place_precision": "admin1", "facts": "injured 12+; killed 3-5",
}  # fmt: skip
NOWHERE: Row = MEETING | dict.fromkeys(
    ("earliest", "latest", "date_precision", "edtf", "place", "place_id", "place_precision", "country", "lat", "lon")
)


def read_lines(path: Path, delimiter: str) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(
            csv.DictReader(
                file, delimiter=delimiter, quoting=csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
            )
        )


def test_gdelt_columns_hold_what_a_record_says_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "out.gdelt.tsv"
    assert save_events([MEETING, RAID, NOWHERE], path) == 3
    meeting, raid, nowhere = read_lines(path, "\t")
    assert list(meeting) == [*GDELT_COLUMNS[61], *OWN]
    wanted = {
        "SQLDATE": "20230901", "MonthYear": "202309", "Actor1Name": "KIM JONG UN", "Actor1CountryCode": "PRK",
        "Actor2Name": "VLADIMIR PUTIN", "Actor2CountryCode": "RUS", "EventCode": "040", "EventRootCode": "04",
        "QuadClass": "1", "ActionGeo_Type": "4", "ActionGeo_CountryCode": "RS", "ActionGeo_Lat": "43.1", "GoldsteinScale": "",
        "DATEADDED": "20231001000000", "edtf": "2023-09", "dateline_id": "e0123456789abcdef",
    }  # fmt: skip
    assert {name: meeting[name] for name in wanted} == wanted
    assert meeting["GLOBALEVENTID"].isdigit()
    assert (raid["ActionGeo_Type"], raid["EventRootCode"]) == ("5", "18")
    assert (nowhere["SQLDATE"], nowhere["ActionGeo_Lat"], nowhere["ActionGeo_Type"]) == ("", "", "")


def test_acled_columns_hold_what_a_record_says_and_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "out.acled.csv"
    save_events([MEETING, RAID, NOWHERE], path)
    meeting, raid, nowhere = read_lines(path, ",")
    assert list(meeting) == [*ACLED_COLUMNS, *OWN]
    wanted = {
        "event_date": "2023-09-01", "time_precision": "3", "event_type": "Strategic developments", "sub_event_type": "Other",
        "actor1": "Kim Jong Un", "assoc_actor_1": "Choe Son Hui", "actor2": "Vladimir Putin", "iso": "643", "country": "Russia",
        "location": "Vladivostok", "geo_precision": "1", "notes": "'=They\tmet.", "fatalities": "", "latest": "2023-09-30",
    }  # fmt: skip
    assert {name: meeting[name] for name in wanted} == wanted
    assert (raid["event_type"], raid["time_precision"], raid["geo_precision"], raid["fatalities"]) == (
        "Battles",
        "1",
        "3",
        "3",
    )
    assert (nowhere["event_date"], nowhere["time_precision"], nowhere["latitude"]) == ("", "", "")


@pytest.mark.parametrize("suffix", [".gdelt.tsv", ".acled.csv"])
def test_the_readers_of_these_formats_take_the_files(tmp_path: Path, suffix: str, store: Store) -> None:
    from events.readers.foreign.load import load_table

    path = tmp_path / f"out{suffix}"
    save_events([MEETING, RAID], path)
    bulk = find_bulk(path)
    assert isinstance(bulk, Bulk)
    assert load_table(store, bulk).new == 2
    found = store.events(Filter(types=("assault",))).to_pylist()
    assert [(row["earliest"], row["country"]) for row in found] == [(19605, "RU")]


CARRIED = {
    ".gdelt.tsv": ("type", "country", "lat", "lon", "place", "source", "target", "published", "url"),
    ".acled.csv": ("country", "lat", "lon", "place", "outlet"),
}
"""What a format has room for, and gives back as it was; `OWN` stands in the extras."""


@pytest.mark.parametrize("suffix", sorted(CARRIED))
def test_what_a_format_has_room_for_comes_back(tmp_path: Path, suffix: str, store: Store) -> None:
    path = tmp_path / f"out{suffix}"
    given = [MEETING, RAID, NOWHERE | {"id": "e1123456789abcdef"}]
    save_events(given, path)
    ingest(store, read_file(path))
    back = {event.extras["dateline_id"]: (event, flatten(event, document)) for event, document in store.stream()}
    for row in given:
        event, again = back[row["id"]]
        for column in CARRIED[suffix]:
            first = str(row[column] or "").partition("; ")[0].lower()
            assert str(again[column] or "").lower() == first, column
        assert {name: event.extras[name] for name in OWN[1:] if name in event.extras} == {
            name: str(row[name]) for name in OWN[1:] if row[name] is not None
        }


def test_other_programs_open_them(tmp_path: Path) -> None:
    for suffix in (".gdelt.tsv", ".acled.csv"):
        save_events([MEETING, RAID, NOWHERE], tmp_path / f"out{suffix}")
    assert duckdb.read_csv(str(tmp_path / "out.gdelt.tsv")).shape == (3, len(GDELT_COLUMNS[61]) + len(OWN))
    assert duckdb.read_csv(str(tmp_path / "out.acled.csv")).shape == (3, len(ACLED_COLUMNS) + len(OWN))


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("killed 3", Number("killed", 3, 3)),
        ("killed 3-5", Number("killed", 3, 5)),
        ("injured 12+", Number("injured", 12, None)),
        ("munitions ≤40", Number("munitions", None, 40)),
    ],
)
def test_facts_are_written_and_read(cell: str, number: Number) -> None:
    assert format_facts([number]) == cell
    assert parse_facts(cell) == [number]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["killed", "injured"]), st.integers(0, 10**9), st.integers(0, 10**9), st.integers(0, 2)
        )
    )
)
def test_what_facts_are_written_as_reads_the_same(given_: list[tuple[str, int, int, int]]) -> None:
    numbers = [
        Number(kind, None if end == 0 else min(a, b), None if end == 1 else max(a, b)) for kind, a, b, end in given_
    ]
    assert parse_facts(format_facts(numbers)) == numbers


@pytest.mark.parametrize("cell", ["killed", "killed many", "3", "killed 3-", "killed -3", "=1+1"])
def test_what_is_no_fact_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match="is no number"):
        parse_facts(cell)
