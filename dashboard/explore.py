"""The events' screen: filters, linked map and timeline, list, evidence."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard import services
from dashboard.evidence import evidence_data
from dashboard.filters import counted_by_store, describe_part, filters_data, searched_by_store, to_clauses, to_filter
from dashboard.link import Box, Camera, View, Window
from dashboard.mapline import MaplineState, Records, mapline, read_gesture
from dashboard.mapline.component import HEIGHT
from dashboard.state import apply, chosen_filters, set_view
from dashboard.story import Story
from dashboard.table import page_of_rows, records_data, turn_to
from dashboard.telling import story_data
from dashboard.words import Words
from events.store.filter import Filter

if TYPE_CHECKING:
    from events.store import Store
    from events.store.overview import Bins

Show = Callable[[str, dict[str, Any]], None]

MAP_KEY = "mapline"
EMBEDDED_HEIGHT = 420
"""Pixels; the style sheet of embedded views stretches it to the frame."""
FIRST_LEVEL = 6
"""How fine very many events are counted, by month, before the browser says how fine its picture is."""


def show_events(store: Store, view: View, words: Words, show: Show, *, after_map: Callable[[], None]) -> None:
    """Draw the events' screen: first the map, which answers a filter by itself, then what the store has to count."""
    filter_, generation = to_filter(view), store.generation
    names = services.map_labels(store, generation, words.language)
    _show_map(store, view, names, words)
    after_map()
    with st.sidebar:
        show("filters", filters_data(view, services.facets_of(store, generation, filter_, words.language), words))
    listed, told = st.columns([5, 3], gap="medium")
    with told, st.container(key="told"):
        show("evidence", evidence_data(store, services.selected_event(store, view), words, view))
    shown = services.count_of(store, generation, filter_)
    with listed:
        if shown == 0:
            show("nothing", nothing_data(store, view, words))
        page = turn_to(st.session_state.get("page_of_list", 0), shown)
        rows = page_of_rows(store, filter_, page)
        show("records", records_data(rows, shown=shown, page=page, view=view, names=names, words=words))


def show_told(store: Store, view: View, words: Words, show: Show, story: Story) -> None:
    """Draw a story: its words, and beside them the map and the timeline that they move."""
    names = services.map_labels(store, store.generation, words.language)
    told, seen = st.columns([3, 8], gap="medium")
    with told, st.container(key="story"):
        show("story", story_data(story, view, store, words))
    with seen:
        _show_map(store, view, names, words)


def show_embedded(store: Store, view: View, words: Words, show: Show, story: Story | None) -> None:
    """Draw the map and the timeline alone, as other pages embed them."""
    names = services.map_labels(store, store.generation, words.language)
    _show_map(store, view, names, words, height=EMBEDDED_HEIGHT)
    if story:
        with st.container(key="story"):
            show("story", story_data(story, view, store, words, leave=False))
    elif view.event:
        show("evidence", evidence_data(store, services.selected_event(store, view), words))
    show(
        "foot",
        {
            "language": words.language,
            "direction": words.direction,
            "words": {"name": words("app.name"), "open": words("page.open")},
        },
    )


def _show_map(
    store: Store, view: View, names: Mapping[str, Mapping[str, str]], words: Words, *, height: int = HEIGHT
) -> None:
    generation = store.generation
    many = services.count_of(store, generation, Filter(unmerged=view.unmerged)) > services.most_rows()
    records, clauses, overview = (_overview if many else _records)(store, view)

    def take_gesture() -> None:
        gesture = read_gesture(records, key=MAP_KEY)
        if gesture:
            set_view(taken_from_map(view, gesture, before=st.session_state.get("last_gesture", MaplineState())))
            st.session_state["last_gesture"] = gesture

    mapline(
        records,
        clauses=clauses,
        view={
            "camera": dataclasses.asdict(view.camera) if view.camera else None,
            "brush": (view.brush.earliest, view.brush.latest) if view.brush else None,
            "bbox": dataclasses.astuple(view.box) if view.box else None,
            "lasso": view.lasso or None,
            "seen": dataclasses.astuple(view.seen) if view.seen else None,
        },
        overview=overview,
        published=services.publication_days(store, generation),
        labels=names,
        language=words.language,
        direction=words.direction,
        lanes=view.lanes,
        selected=services.selected_event(store, view),
        height=height,
        key=MAP_KEY,
        on_change=take_gesture,
    )


def _records(store: Store, view: View) -> tuple[Records, dict[str, Any], None]:
    """Give all events, and what the map filters them by."""
    generation = store.generation
    searched = searched_by_store(view)
    ids = services.ids_of(store, generation, searched) if searched else None
    members = services.members_of(store, generation, view.actors) if view.actors else []
    return services.map_records(store, generation, unmerged=view.unmerged), to_clauses(view, members, ids), None


def _overview(store: Store, view: View) -> tuple[Records, dict[str, Any], dict[str, Any]]:
    """Give as much of very many events as the picture shows, and what the map filters that by."""
    gesture = st.session_state.get("last_gesture")
    bins, bounds = _read_bins(gesture.bins if gesture else None)
    generation, filter_ = store.generation, counted_by_store(view)
    bounds = None if view.lens else bounds
    records, are_single = services.map_overview(store, generation, filter_, bins, bounds)
    told = {"level": bins.level, "unit": bins.unit, "bounds": bounds, "rows": are_single}
    told |= services.totals_of(store, generation)
    by_map = dataclasses.replace(view, actors=(), places=(), languages=(), sources=(), text="")
    return records, to_clauses(by_map, [], None), told


def _read_bins(shown: Mapping[str, Any] | None) -> tuple[Bins, tuple[float, float, float, float] | None]:
    """Give how fine the picture is and of what part of the world it is, as the browser says."""
    from events.store.overview import Bins

    try:
        if shown:
            return Bins(int(shown["level"]), shown["unit"]), _around(shown["bounds"])
    except (KeyError, TypeError, ValueError):
        pass
    return Bins(FIRST_LEVEL, "month"), None


def _around(bounds: Sequence[float] | None) -> tuple[float, float, float, float] | None:
    """Give bounds with half as much again on every side, so that a small move needs nothing new."""
    if not bounds:
        return None
    west, south, east, north = map(float, bounds)
    if not all(map(math.isfinite, (west, south, east, north))) or not -90 <= south <= north <= 90:
        return None
    wide, high = ((east - west) % 360) / 2, (north - south) / 2
    if wide >= 90:
        return None
    return _turned(west - wide), max(-90.0, south - high), _turned(east + wide), min(90.0, north + high)


def _turned(lon: float) -> float:
    return (lon + 180) % 360 - 180


def taken_from_map(view: View, state: MaplineState, *, before: MaplineState) -> View:
    """Give the view with what a person did on the map and the timeline.

    Parameters
    ----------
    view
        The view before the gesture.
    state
        What the map and the timeline say after it.
    before
        What they said before it: the legend's choice becomes the view's when it changes.
    """
    box = Box(*state.bbox) if state.bbox else None
    drawn = state.bbox_kind == "drawn"
    return dataclasses.replace(
        view,
        brush=Window(*state.brush) if state.brush else None,
        box=box if drawn else None,
        lasso=(state.lasso or ()) if drawn else (),
        seen=None if drawn else box,
        camera=Camera(**state.camera) if state.camera else view.camera,
        event=state.selected,
        lanes=state.lanes or view.lanes,
        lens=state.lens,
        types=(state.types or ()) if state.types != before.types else view.types,
        statuses=(state.statuses or ()) if state.statuses != before.statuses else view.statuses,
    )


def nothing_data(store: Store, view: View, words: Words) -> dict[str, Any]:
    """Give what stands in place of an empty list: which filter to loosen, and how many events that would show."""
    loosen = []
    for part in chosen_filters(view):
        without = apply(view, part, None)
        found = store.count(to_filter(without))
        if found:
            loosen.append(
                {
                    "part": part,
                    "label": words(
                        "empty.loosen", filter=describe_part(view, part, words), n=words.count("reports.events", found)
                    ),
                }
            )
    return {
        "language": words.language,
        "direction": words.direction,
        "title": words("empty.title"),
        "none": words("empty.none"),
        "remove": words("empty.remove"),
        "reset": words("filters.reset"),
        "loosen": loosen,
    }
