"""What panels ask for becomes the view, and nothing else does."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.explore import taken_from_map
from dashboard.filters import searched_by_store, to_clauses, to_filter
from dashboard.link import Box, Camera, View, Window, read_view, write_view
from dashboard.mapline import MaplineState
from dashboard.state import apply, chosen_filters

FULL = View(
    actors=("Q7747",),
    types=("assault",),
    since=dt.date(2023, 9, 1),
    text="قطار",
    brush=Window(dt.date(2023, 9, 1), dt.date(2023, 9, 2)),
    box=Box(1, 2, 3, 4),
    lens="undated",
    camera=Camera(1, 2, 3),
    interface="ar",
    event="e1",
)


@pytest.mark.parametrize(
    ("before", "part", "value", "after"),
    [
        (View(), "actors", ["Q1", "Q2"], View(actors=("Q1", "Q2"))),
        (View(actors=("Q1",)), "actors", [], View()),
        (View(actors=("Q1",)), "actor", "Q2", View(actors=("Q1", "Q2"))),
        (View(), "dates", ["2023-09-01", None], View(since=dt.date(2023, 9, 1))),
        (View(), "dates", ["no day", None], View()),
        (View(), "text", "train", View(text="train")),
        (View(text="train"), "text", "", View()),
        (View(page="reports"), "event", "e5", View(event="e5")),
        (View(), "report", "r1", View(page="reports", report="r1")),
        (View(), "interface", "ar", View(interface="ar")),
        (View(), "interface", "xx", View()),
        (View(), "no such part", "x", View()),
        (View(), "actors", {"a": 1}, View()),
        (FULL, "all", None, View(camera=FULL.camera, interface="ar", event="e1")),
        (View(box=Box(1, 2, 3, 4)), "box", None, View()),
    ],
)
def test_a_change_gives_the_view_that_its_table_says(before: View, part: str, value: Any, after: View) -> None:
    assert apply(before, part, value) == after


@given(st.text(max_size=20), st.one_of(st.none(), st.text(max_size=30), st.lists(st.text(max_size=10)), st.integers()))
def test_whatever_the_browser_sends_the_view_can_be_shared(part: str, value: Any) -> None:
    view = apply(FULL, part, value)
    assert read_view(write_view(view)) == view


def test_the_filters_of_a_view_are_named() -> None:
    assert set(chosen_filters(FULL)) == {"actors", "types", "since", "text", "brush", "box", "lens"}


def test_the_store_filters_by_everything_that_a_view_filters_by() -> None:
    filter_ = to_filter(FULL)
    assert set(filter_.parts) == {"actors", "types", "since", "text", "brush", "bbox", "lens"}


def test_the_map_filters_by_codes_and_asks_the_store_for_what_it_cannot_know() -> None:
    searched = searched_by_store(FULL)
    assert searched is not None
    assert set(searched.parts) == {"text"}
    clauses = to_clauses(FULL, ["Q159", "Q7747"], ["e1"])
    assert clauses.pop("actor") == ["Q159", "Q7747"]
    assert clauses == {"type": ["assault"], "days": (dt.date(2023, 9, 1), None), "lens": "undated", "ids": ["e1"]}
    assert searched_by_store(View(types=("assault",))) is None


def test_what_is_done_on_the_map_becomes_the_view() -> None:
    days = (dt.date(2023, 9, 1), dt.date(2023, 9, 2))
    drawn = MaplineState(brush=days, bbox=(1, 2, 3, 4), bbox_kind="drawn", camera={"lon": 1, "lat": 2, "zoom": 3})
    view = taken_from_map(View(types=("assault",)), drawn, before=MaplineState())
    assert view == View(types=("assault",), brush=Window(*days), box=Box(1, 2, 3, 4), camera=Camera(1, 2, 3))


def test_what_is_in_view_counts_but_is_no_drawn_box() -> None:
    panned = MaplineState(bbox=(1, 2, 3, 4), bbox_kind="view")
    view = taken_from_map(View(), panned, before=MaplineState())
    assert (view.box, view.seen) == (None, Box(1, 2, 3, 4))
    assert to_filter(view).bbox == (1, 2, 3, 4)
    assert "box" not in chosen_filters(view)


def test_the_legend_filters_when_it_is_changed_and_only_then() -> None:
    hidden = MaplineState(types=("consult",))
    view = taken_from_map(View(types=("assault",)), hidden, before=MaplineState())
    assert view.types == ("consult",)
    assert taken_from_map(View(types=("assault",)), hidden, before=hidden).types == ("assault",)
    assert taken_from_map(view, MaplineState(), before=hidden).types == ()
