from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import pytest

import events
from events.errors import InputError

TEXT = "Kim Jong Un met Vladimir Putin in Vladivostok on Thursday. Fighting continued in Ukraine."


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "summit.txt"
    file.write_text(TEXT, encoding="utf-8")
    file.with_suffix(".json").write_text(json.dumps({"language": "en", "published": "2019-01-01"}))
    return file


def test_a_file_is_read_with_what_stands_beside_it(report: Path) -> None:
    assert events.read(report).document.published == dt.date(2019, 1, 1)
    read = events.read(report, published="2019-04-26")
    assert read.document.published == dt.date(2019, 4, 26)
    assert read.events[0].date is not None
    assert read.events[0].date.earliest == dt.date(2019, 4, 25)


def test_a_text_is_read(report: Path) -> None:
    read = events.read_text(TEXT, published=dt.date(2019, 4, 26), language="en")
    assert [e.type for e in read.events] == [e.type for e in events.read(report).events]
    with pytest.raises(InputError, match="such as 2023-09-05"):
        events.read_text(TEXT, published="soon")


def test_events_come_as_a_geodataframe_with_longitude_first(report: Path) -> None:
    frame = events.to_geodataframe([events.read(report)])
    assert frame.crs == "EPSG:4326"
    placed = frame[frame["place"] == "Vladivostok"].iloc[0]
    assert (round(placed.geometry.x), round(placed.geometry.y)) == (132, 43)
    assert events.to_geodataframe([]).empty


def test_events_come_as_a_map_that_asks_no_server(report: Path) -> None:
    deck = events.to_pydeck([events.read(report)])
    described = json.loads(deck.to_json())
    layers = {layer["id"]: layer for layer in described["layers"]}
    assert layers["pins"]["data"][0]["name"] == "Vladivostok"
    assert [f["properties"]["name"] for f in layers["areas"]["data"]["features"]] == ["Ukraine"]
    assert not described.get("mapStyle")
    assert events.to_pydeck([]).layers


def test_importing_loads_nothing() -> None:
    code = "import sys; before = set(sys.modules); import events; print(sorted(set(sys.modules) - before))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not {"numpy", "geo", "events.pipeline", "events.model"} & set(json.loads(told.replace("'", '"')))
