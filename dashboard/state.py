"""The view of one session: read from the address, changed by panels, written back to the address.

The view is the only state. The address is taken up when it is not the one this session wrote last: at the first run, at
a followed link, at the browser's back and forward buttons. A short link stands for the address that was stored under
it, as long as nothing is changed. While a story is told, its step says what the view is: the address names the step.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qs

import streamlit as st

from dashboard.link import INTERFACE_LANGUAGES, KEYS, SHORT, View, read_view, write_view

_VIEW = "view"
_WRITTEN = "address_written"
_CHANGED = "view_changed_by_a_person"
_SHORT = "short_link"

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
    "lasso",
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
        (one more actor), ``report`` (opens the reports' screen), ``tell`` (a story, from its first step), ``leave``
        (the story ends, its view stays).
    value
        What the browser sent for it: strings and lists of strings; none takes the part back.

    Returns
    -------
    View
        The new view.
    """
    if part == "all":
        return dataclasses.replace(view, **{name: getattr(_EMPTY, name) for name in _FILTERS})
    if part == "box" and not value:
        view = dataclasses.replace(view, lasso=())
    if part == "dates" and isinstance(value, (list, tuple)) and len(value) == 2:
        return apply(apply(view, "since", value[0]), "until", value[1])
    if part == "actor" and isinstance(value, str):
        return dataclasses.replace(apply(view, "actors", [*view.actors, value]), page="events")
    if part == "tell" and isinstance(value, str):
        return dataclasses.replace(apply(view, "story", value), page="events", step=1)
    if part == "leave":
        return dataclasses.replace(view, story=None, step=_EMPTY.step)
    if part == "report" and isinstance(value, str):
        view = dataclasses.replace(view, page="reports")
    if part == "event" and isinstance(value, str):
        view = dataclasses.replace(view, page="events", story=view.story if is_told(view) else None)
    if part == "page" and value != view.page:
        view = dataclasses.replace(view, story=None, step=_EMPTY.step)
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
    return tuple(name for name in _FILTERS if name != "lasso" and getattr(view, name) != getattr(_EMPTY, name))


def is_told(view: View) -> bool:
    """Whether a story is being told: what is on the screen is its step."""
    return view.story is not None and view.page == "events"


def unfold(address: Mapping[str, Sequence[str]], find_link: Callable[[str], str | None]) -> dict[str, Sequence[str]]:
    """Put in place of a short link the address that was stored under it; keys beside it go before the stored ones.

    Parameters
    ----------
    address
        Values by key.
    find_link
        Gives the stored query string of an id, or none.
    """
    given = dict(address)
    ids = given.pop(SHORT, None)
    stored = find_link(ids[0]) if ids else None
    return {**parse_qs(stored, keep_blank_values=True), **given} if stored else given


def open_view(find_link: Callable[[str], str | None]) -> View:
    """Give the session's view, taken from the address where that is another than this session wrote."""
    address = _address()
    moved = st.session_state.pop(_CHANGED, False)
    if _VIEW not in st.session_state or (address != st.session_state.get(_WRITTEN) and not moved):
        view = read_view(unfold(address, find_link))
        keep_view(view)
        st.session_state[_SHORT] = (view, address[SHORT]) if SHORT in address else None
    return current_view()


def interface_language(view: View) -> str:
    """Give the language that the interface speaks: the one chosen, else the browser's, else English."""
    if view.interface:
        return view.interface
    preferred = str(st.context.locale or "").split("-")[0].lower()
    return preferred if preferred in INTERFACE_LANGUAGES else "en"


def _address() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def current_view() -> View:
    """Give the session's view as it is."""
    view: View = st.session_state[_VIEW]
    return view


def keep_view(view: View) -> None:
    """Make this the session's view, as the program found it to be."""
    st.session_state[_VIEW] = view


def set_view(view: View) -> None:
    """Make this the session's view, by a person's doing."""
    keep_view(view)
    st.session_state[_CHANGED] = True


def change_from(key: str) -> None:
    """Apply the change that a panel sent."""
    sent = (st.session_state.get(key) or {}).get("set")
    if isinstance(sent, dict) and isinstance(sent.get("part"), str):
        set_view(apply(current_view(), sent["part"], sent.get("value")))


def address_of(view: View) -> dict[str, list[str]]:
    """Give the address of a view; a told story's is its step, which says the rest."""
    if is_told(view):
        view = View(interface=view.interface, story=view.story, step=view.step)
    return write_view(view)


def write_address(view: View) -> None:
    """Write the view to the address, if it is not there already."""
    short = st.session_state.get(_SHORT)
    query = {SHORT: short[1]} if short and short[0] == view else address_of(view)
    if st.session_state.get(_WRITTEN) != query:
        st.session_state[_WRITTEN] = query
    if _address() != query:
        st.query_params.from_dict(query)
