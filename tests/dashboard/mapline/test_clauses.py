"""Filters of the screens in the codes of the browser."""

from __future__ import annotations

import base64
import datetime as dt
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from dashboard.mapline.clauses import ROWS_AS_LIST, ClauseError, code_clauses, day_number, day_of
from dashboard.mapline.records import Records, prepare_records


@pytest.fixture(scope="module")
def records() -> Records:
    return prepare_records(
        pa.table(
            {
                "id": ["a", "b", "c"],
                "document": ["one", "one", "two"],
                "earliest": [1, 2, 3],
                "latest": [1, 2, 3],
                "type": ["assault", "consult", "consult"],
                "outlet": ["CNN", "TASS", None],
                "actors": [["x"], ["y", "x"], []],
            }
        ),
        pa.table({"event": ["b", "gone"], "place": ["pyongyang", "paris"], "country": ["KP", "FR"]}),
    )


@pytest.mark.parametrize(
    ("clauses", "coded"),
    [
        ({}, {"codes": {}}),
        ({"type": [], "actor": None}, {"codes": {}}),
        ({"outlet": ["TASS"]}, {"codes": {"outlet": [1]}}),
        ({"outlet": "TASS"}, {"codes": {"outlet": [1]}}),
        ({"outlet": ["unknown", "CNN"]}, {"codes": {"outlet": [-1, 0]}}),
        ({"at": ["KP", "nowhere"]}, {"codes": {}, "at": {"place": [], "country": [], "at": [1]}}),
        ({"at": ["pyongyang"]}, {"codes": {}, "at": {"place": [], "country": [], "at": [0]}}),
        ({"actor": ["nobody"]}, {"codes": {"actor": []}}),
        ({"days": (dt.date(1970, 1, 2), None)}, {"codes": {}, "days": [1, None]}),
        ({"days": (None, None)}, {"codes": {}}),
        ({"lens": "undated"}, {"codes": {}, "lens": "undated"}),
        ({"ids": ["c", "a", "gone"]}, {"codes": {}, "rows": [0, 2]}),
        ({"ids": []}, {"codes": {}, "rows": []}),
        ({"document": ["one"]}, {"codes": {}, "rows": [0, 1]}),
        ({"document": ["one"], "ids": ["b", "c"]}, {"codes": {}, "rows": [1]}),
    ],
)
def test_clauses_become_codes(records: Records, clauses: dict[str, Any], coded: dict[str, Any]) -> None:
    assert code_clauses(records, clauses) == coded


def test_types_have_the_codes_of_the_vocabulary(records: Records) -> None:
    (code,) = code_clauses(records, {"type": ["assault"]})["codes"]["type"]
    assert records.values["type"][code] == "assault"


@pytest.mark.parametrize("clauses", [{"colour": ["red"]}, {"lens": "rose"}])
def test_unknown_clauses_are_refused_in_a_sentence(records: Records, clauses: dict[str, Any]) -> None:
    with pytest.raises(ClauseError, match=r"colour|rose"):
        code_clauses(records, clauses)


@pytest.mark.parametrize(("every", "form"), [(3, "bits"), (150, "gaps")])
def test_many_rows_travel_in_the_shorter_form(every: int, form: str) -> None:
    ids = [f"e{n:06}" for n in range(ROWS_AS_LIST * every * 2)]
    records = prepare_records(pa.table({"id": ids, "earliest": list(range(len(ids))), "latest": list(range(len(ids)))}))
    chosen = ids[::every]
    ((name, packed),) = code_clauses(records, {"ids": chosen})["rows"].items()
    assert name == form
    content = base64.b64decode(packed)
    if form == "bits":
        unpacked = np.unpackbits(np.frombuffer(content, np.uint8), bitorder="little")[: len(ids)]
        rows = np.flatnonzero(unpacked).tolist()
    else:
        rows, row, gap, shift = [], 0, 0, 0
        for byte in content:
            gap, shift = gap | (byte & 0x7F) << shift, shift + 7
            if byte < 0x80:
                row, gap, shift = row + gap, 0, 0
                rows.append(row)
    assert [ids[n] for n in rows] == chosen


@pytest.mark.parametrize("day", [dt.date(1970, 1, 1), dt.date(1969, 12, 31), dt.date(1, 1, 1), dt.date(9999, 12, 31)])
def test_days_survive_the_way_there_and_back(day: dt.date) -> None:
    assert day_of(day_number(day)) == day


@pytest.mark.parametrize(("number", "day"), [(10**9, dt.date.max), (-(10**9), dt.date.min)])
def test_days_beyond_the_calendar_stop_at_its_ends(number: int, day: dt.date) -> None:
    assert day_of(number) == day
