"""The events' screen: filters, linked map and timeline, list, evidence."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from dashboard import services
from dashboard.evidence import evidence_data
from dashboard.filters import describe_part, filters_data, searched_by_store, to_clauses, to_filter
from dashboard.link import Box, Camera, View, Window
from dashboard.mapline import MaplineState, mapline, read_gesture
from dashboard.mapline.component import HEIGHT
from dashboard.state import apply, chosen_filters, set_view
from dashboard.story import Story
from dashboard.table import page_of_rows, records_data, turn_to
from dashboard.telling import story_data
from dashboard.words import Words
from events.store import Counts, Store

Show = Callable[[str, dict[str, Any]], None]

MAP_KEY = "mapline"
EMBEDDED_HEIGHT = 420
"""Pixels; the style sheet of embedded views stretches it to the frame."""


def show_events(store: Store, view: View, counts: Counts, words: Words, show: Show) -> None:
    """Draw the events' screen."""
    filter_, generation = to_filter(view), store.generation
    names = services.map_labels(store, generation, words.language)
    with st.sidebar:
        show("filters", filters_data(view, services.facets_of(store, generation, filter_, words.language), words))

    _show_map(store, view, names, words)
    listed, told = st.columns([5, 3], gap="medium")
    with told, st.container(key="told"):
        show("evidence", evidence_data(store, services.selected_event(store, view), words, view))
    with listed:
        if counts.shown == 0:
            show("nothing", nothing_data(store, view, words))
        page = turn_to(st.session_state.get("page_of_list", 0), counts.shown)
        rows = page_of_rows(store, filter_, page)
        show("records", records_data(rows, shown=counts.shown, page=page, view=view, names=names, words=words))


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
    searched = searched_by_store(view)
    ids = services.ids_of(store, generation, searched) if searched else None
    records = services.map_records(store, generation, unmerged=view.unmerged)

    def take_gesture() -> None:
        gesture = read_gesture(records, key=MAP_KEY)
        if gesture:
            set_view(taken_from_map(view, gesture, before=st.session_state.get("last_gesture", MaplineState())))
            st.session_state["last_gesture"] = gesture

    mapline(
        records,
        clauses=to_clauses(view, ids),
        view={
            "camera": dataclasses.asdict(view.camera) if view.camera else None,
            "brush": (view.brush.earliest, view.brush.latest) if view.brush else None,
            "bbox": dataclasses.astuple(view.box) if view.box else None,
        },
        published=services.publication_days(store, generation),
        labels={
            **names,
            "type": words.codes("type"),
            "status": words.codes("status"),
        },
        language=words.language,
        direction=words.direction,
        lanes=view.lanes,
        selected=services.selected_event(store, view),
        height=height,
        key=MAP_KEY,
        on_change=take_gesture,
    )


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
        found = store.counts(to_filter(without)).shown
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
