"""What is kept between starts: the same as what was made, made once, and made anew where it cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from dashboard.explore import _read_bins
from dashboard.keeping import keep_json, keep_records
from dashboard.mapline import Records, prepare_records


@pytest.fixture(autouse=True)
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path))
    return tmp_path


@pytest.fixture
def make() -> Callable[[], Records]:
    made: list[int] = []

    def make() -> Records:
        assert not made.append(1)
        days = [19604, 19605, None]
        further = pa.table({"event": ["b"], "place": ["pyongyang"], "country": ["KP"]})
        return prepare_records(pa.table({"id": ["a", "b", "c"], "earliest": days, "latest": days}), further)

    make.made = made  # type: ignore[attr-defined]
    return make


def test_records_are_made_once_for_each_generation(make: Any) -> None:
    first, second = (keep_records("store", "1", make) for _ in range(2))
    assert len(make.made) == 1
    assert second.id == first.id
    assert second.packed == first.packed
    assert second.ids.to_pylist() == first.ids.to_pylist()
    keep_records("store", "2", make)
    assert len(make.made) == 2


def test_what_is_damaged_is_made_anew_and_nobody_else_may_read_it(make: Any, cache: Path) -> None:
    first = keep_records("store", "1", make)
    (head,) = cache.rglob("head.json")
    assert head.parent.stat().st_mode & 0o077 == 0
    head.write_text("{")
    assert keep_records("store", "1", make).packed == first.packed
    assert len(make.made) == 2


def test_a_cache_that_cannot_be_written_stops_nothing(
    make: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path / "file"))
    assert len(keep_records("store", "1", make)) == 3
    assert keep_json("store", "1", "days", lambda: [1, 2]) == [1, 2]


@pytest.mark.parametrize(
    "shown",
    [
        None,
        [],
        {"level": "x", "unit": "day", "bounds": None},
        {"level": 999, "unit": "day", "bounds": None},
        {"level": 7, "unit": "'; DROP", "bounds": None},
        {"level": 7, "unit": "day", "bounds": [1, 2]},
        {"level": 7, "unit": "day", "bounds": [0, float("nan"), 1, 1]},
        {"level": 7, "unit": "day", "bounds": [0, 50, 1, -50]},
    ],
)
def test_what_a_browser_says_of_its_picture_is_checked(shown: Any) -> None:
    bins, bounds = _read_bins(shown)
    assert bins.level in (6, 7)
    assert bounds is None
