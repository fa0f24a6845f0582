"""The view of one session: read from the address, changed by panels, written back to the address.

The view is the only state. The address is taken up when it is not the one this session wrote last: at the first run, at
a followed link, at the browser's back and forward buttons.
"""

from __future__ import annotations

import dataclasses
from typing import Any

import streamlit as st

from dashboard.link import KEYS, View, read_view, write_view

_VIEW = "view"
_WRITTEN = "address_written"
_CHANGED = "view_changed_by_a_person"

_FILTERS = (
    "actors",
    "types",
    "statuses",
    "places",
    "languages",
    "sources",
    "since",
    "until",
    "text",
    "brush",
    "box",
    "lens",
)
_BY_PART = {key.part: key for key in KEYS}
_EMPTY = View()


def apply(view: View, part: str, value: Any) -> View:
    """Give the view with one change made to it; a change that cannot be read gives the same view.

    Parameters
    ----------
    view
        The view as it is.
    part
        A part of `View`, or ``all`` (no filter at all), ``dates`` (a pair for ``since`` and ``until``), ``actor``
        (one more actor), ``report`` (opens the reports' screen).
    value
        What the browser sent for it: strings and lists of strings; none takes the part back.

    Returns
    -------
    View
        The new view.
    """
    if part == "all":
        return dataclasses.replace(view, **{name: getattr(_EMPTY, name) for name in _FILTERS})
    if part == "dates" and isinstance(value, (list, tuple)) and len(value) == 2:
        return apply(apply(view, "since", value[0]), "until", value[1])
    if part == "actor" and isinstance(value, str):
        return dataclasses.replace(apply(view, "actors", [*view.actors, value]), page="events")
    if part == "report" and isinstance(value, str):
        view = dataclasses.replace(view, page="reports")
    if part == "event" and isinstance(value, str):
        view = dataclasses.replace(view, page="events")
    if part not in _BY_PART:
        return view
    values = [value] if isinstance(value, str) else value
    if not values:
        return dataclasses.replace(view, **{part: getattr(_EMPTY, part)})
    if not (isinstance(values, (list, tuple)) and all(isinstance(v, str) for v in values)):
        return view
    try:
        return dataclasses.replace(view, **{part: _BY_PART[part].read(values)})
    except ValueError:
        return dataclasses.replace(view, **{part: getattr(_EMPTY, part)})


def chosen_filters(view: View) -> tuple[str, ...]:
    """Name the parts of a view that filter."""
    return tuple(name for name in _FILTERS if getattr(view, name) != getattr(_EMPTY, name))


def open_view() -> View:
    """Give the session's view, taken from the address where that is another than this session wrote."""
    address = {name: st.query_params.get_all(name) for name in st.query_params}
    moved = st.session_state.pop(_CHANGED, False)
    if _VIEW not in st.session_state or (address != st.session_state.get(_WRITTEN) and not moved):
        st.session_state[_VIEW] = read_view(address)
    view: View = st.session_state[_VIEW]
    return view


def set_view(view: View) -> None:
    """Make this the session's view, by a person's doing."""
    st.session_state[_VIEW] = view
    st.session_state[_CHANGED] = True


def change_from(key: str) -> None:
    """Apply the change that a panel sent."""
    sent = (st.session_state.get(key) or {}).get("set")
    if isinstance(sent, dict) and isinstance(sent.get("part"), str):
        set_view(apply(st.session_state[_VIEW], sent["part"], sent.get("value")))


def write_address(view: View) -> None:
    """Write the view to the address, if it is not there already."""
    query = write_view(view)
    if st.session_state.get(_WRITTEN) != query:
        st.session_state[_WRITTEN] = query
    if {name: st.query_params.get_all(name) for name in st.query_params} != query:
        st.query_params.from_dict(query)
