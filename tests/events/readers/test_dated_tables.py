from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from events.model import Event
from events.readers.dated_tables import guess_parts, read_dated, read_days
from events.readers.draft import Draft, Failure, Found, Ready
from events.readers.formats import read_bytes
from events.readers.sources import read_file


def read(data: bytes | str | dict[str, Any], name: str) -> list[Found]:
    if isinstance(data, dict):
        data = json.dumps(data)
    return list(read_bytes(data.encode() if isinstance(data, str) else data, origin=f"/in/{name}"))


def events(found: list[Found]) -> list[Event]:
    assert all(isinstance(each, Ready) for each in found), found
    return [event for each in found if isinstance(each, Ready) for event in each.report.events]


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("2023-09-05", ("2023-09-05", "2023-09-05", "day")),
        ("2023-09-05T10:00:00Z", ("2023-09-05", "2023-09-05", "day")),
        ("2023-09", ("2023-09-01", "2023-09-30", "month")),
        ("2023-12", ("2023-12-01", "2023-12-31", "month")),
        ("2023", ("2023-01-01", "2023-12-31", "year")),
        ("5 September 2023", ("2023-09-05", "2023-09-05", "day")),
        ("September 2023", ("2023-09-01", "2023-09-30", "month")),
        ("٥ أيلول ٢٠٢٣", ("2023-09-05", "2023-09-05", "day")),
        ("2023-02-31", None),
        ("2023-13", None),
        ("03/04/2023", None),
        ("last week", None),
        ("soon", None),
        ("1693900800", None),
    ],
)
def test_a_cell_tells_days_or_none(cell: str, days: tuple[str, str, str] | None) -> None:
    found = read_days(cell)
    assert (found and (str(found[0]), str(found[1]), found[2].value)) == days


@given(st.text(max_size=40))
def test_any_cell_gives_days_in_order_or_none(cell: str) -> None:
    found = read_days(cell)
    assert found is None or found[0] is None or found[1] is None or found[0] <= found[1]


@pytest.mark.parametrize(
    ("names", "parts"),
    [
        (["Date", "Notes", "LAT", "Long"], {"first": "Date", "text": "Notes", "lat": "LAT", "lon": "Long"}),
        (["title", "start_date", "end_date"], {"title": "title", "first": "start_date", "last": "end_date"}),
        (["title", "colour"], None),
        (["lat", "lon"], None),
        ([], None),
    ],
)
def test_columns_are_known_by_their_names(names: list[str], parts: dict[str, str] | None) -> None:
    assert guess_parts(names) == parts


def test_a_layer_of_a_gis_gives_events_with_their_places_and_days() -> None:
    layer = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [131.9, 43.1]},
                "properties": {"name": "Summit", "description": "Kim met <b>Putin</b>.", "date": "2019-04-25", "city": "Vladivostok",
                               "actor1": "Kim Jong Un", "colour": "red"},
            },
            {"type": "Feature", "geometry": None, "properties": {"name": "Talks", "date": "September 2023"}},
        ],
    }  # fmt: skip
    found = read(layer, "layer.geojson")
    summit, talks = events(found)
    assert summit.date is not None
    assert (summit.date.earliest, summit.date.edtf) == (dt.date(2019, 4, 25), "2019-04-25")
    assert summit.place is not None
    assert (summit.place.place.name, summit.place.place.lat, summit.place.place.precision) == (
        "Vladivostok",
        43.1,
        "point",
    )
    assert summit.evidence.text == "Summit. Kim met  Putin ."
    assert [link.actor.id for link in summit.actors] == ["Q56226"]
    assert talks.place is None
    assert talks.date is not None
    assert (talks.date.earliest, talks.date.latest, talks.date.precision) == (
        dt.date(2023, 9, 1),
        dt.date(2023, 9, 30),
        "month",
    )
    assert isinstance(found[0], Ready)
    assert found[0].report.events[0].extras == {"colour": "red"}


def test_a_timeline_of_timelinejs_gives_events() -> None:
    timeline = {
        "title": {"text": {"headline": "A war"}},
        "events": [
            {"start_date": {"year": "2022", "month": "2", "day": "24"}, "text": {"headline": "Invasion", "text": "<p>It began.</p>"}},
            {"start_date": {"year": 2022, "month": ""}, "end_date": {"year": 2023, "month": 5}, "text": {"headline": "Siege"}},
            {"start_date": {"year": 2022}},
            "nonsense",
        ],
    }  # fmt: skip
    found = read(timeline, "timeline.json")
    assert [type(each) for each in found] == [Ready, Ready, Failure, Failure]
    invasion, siege = events(found[:2])
    assert invasion.date is not None
    assert siege.date is not None
    assert invasion.date.edtf == "2022-02-24"
    assert (siege.date.earliest, siege.date.latest) == (dt.date(2022, 1, 1), dt.date(2023, 5, 31))


def test_a_shapefile_is_read_with_its_parts_and_in_degrees(tmp_path: Path) -> None:
    frame = gpd.GeoDataFrame(
        {"name": ["Strike"], "date": ["2023-09-13"]}, geometry=[shapely.Point(33.5, 44.6)], crs="EPSG:4326"
    ).to_crs("EPSG:3857")
    frame.to_file(tmp_path / "layer.shp")
    assert {path.suffix for path in tmp_path.iterdir()} >= {".shp", ".shx", ".dbf", ".prj"}
    found = [each for path in sorted(tmp_path.iterdir()) for each in read_file(path)]
    (strike,) = events(found)
    assert strike.place is not None
    assert (round(strike.place.place.lon, 4), round(strike.place.place.lat, 4)) == (33.5, 44.6)
    (tmp_path / "layer.dbf").unlink()
    (failed,) = read_file(tmp_path / "layer.shp")
    assert isinstance(failed, Failure)
    assert ".dbf is missing beside it" in failed.reason


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("A,2023-09-05,91,10", "no number of degrees"),
        ("A,2023-09-05,north,10", "no number of degrees"),
        (",2023-09-05,1,1", "it says nothing"),
    ],
)
def test_a_row_that_makes_no_sense_is_told_with_its_number(line: str, reason: str) -> None:
    failed, good = read(f"title,date,lat,lon\n{line}\nB,2023,1,1\n", "places.csv")
    assert isinstance(failed, Failure)
    assert "row 1" in failed.reason
    assert reason in failed.reason
    assert isinstance(good, Ready)


def test_an_end_before_the_beginning_is_told() -> None:
    (failed,) = read("title,start,end\nA,2023-09-05,2023-09-04\n", "a.csv")
    assert isinstance(failed, Failure)
    assert "before it begins" in failed.reason


def test_a_table_of_reports_stays_one() -> None:
    (draft,) = read("text,date\nKim met Putin.,2023-09-05\n", "a.csv")
    assert isinstance(draft, Draft)


def test_json_that_is_no_timeline_is_told() -> None:
    for data in ("{}", "[1]", "{", '{"events": [1]}'):
        (failed,) = read(data, "a.json")
        assert isinstance(failed, Failure)
        assert failed.reason.startswith("/in/a.json is")


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["title", "date", "lat", "lon", "end"]), st.text(max_size=12) | st.floats() | st.none()
        )
    )
)
def test_no_row_raises(rows: list[dict[str, Any]]) -> None:
    parts = guess_parts(["title", "date", "lat", "lon", "end"])
    assert parts is not None
    for found in read_dated(rows, parts, name="a", origin="/in/a.csv"):
        assert isinstance(found, Ready | Failure)
