"""The Streamlit component: sends records once, then only what changes, and says what the user did."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard import assets
from dashboard.mapline.clauses import code_clauses, day_number, day_of
from dashboard.mapline.description import describe_basemap
from dashboard.mapline.payload import message, pack_text
from dashboard.mapline.records import Records, prepare_records

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

LANES = ("actor", "type", "country", "source", "status")
THEMES = ("auto", "light", "dark")
HEIGHT = 760
"""Pixels, map and timeline together."""

REPEATED_BY_HASH = 10 * 1024
"""Streamlit sends larger messages once and repeats their hash only, smaller ones it sends again at every rerun."""
CONFIRMED_FROM = 1024 * 1024
"""The browser says when it has a parcel of so many bytes: then the server need not even hash it again."""

_TILES = re.compile(r"https://[\w.-]+(:\d+)?/[^\s\"'<>\\]*")
_HERE = Path(__file__).parent
_MODULES = json.dumps(sorted(path.name for path in (_HERE / "js").glob("*.js")))
_BOOT = (_HERE / "boot.js").read_text(encoding="utf-8").replace("const MODULES = [];", f"const MODULES = {_MODULES};")
_parcel = st.components.v2.component("dateline.parcel", js=_BOOT, isolate_styles=False)
_view = st.components.v2.component("dateline.mapline", js=_BOOT)


@dataclass(frozen=True, slots=True)
class MaplineState:
    """What the user did on the map and the timeline, as of the last finished gesture.

    Attributes
    ----------
    brush
        Days brushed on the timeline, both inclusive.
    bbox
        West, south, east, north in degrees: what the map filters by. ``west > east`` across the antimeridian.
    bbox_kind
        ``drawn`` or ``view`` (only what is in view).
    camera
        ``lon``, ``lat``, ``zoom``.
    selected
        Id of the selected event.
    lanes
        What the timeline's lanes stand for.
    lens
        ``undated``, ``unplaced`` or ``needs_date``: only the events that one of the two pictures cannot show.
    types, statuses
        What the legend left on; none if it hides nothing.
    lasso
        Corners of a lasso, longitude and latitude in degrees; ``bbox`` then is the box around it.
    bins
        With an overview, how fine the picture is: ``level``, ``unit``, ``bounds``.
    """

    brush: tuple[dt.date, dt.date] | None = None
    bbox: tuple[float, float, float, float] | None = None
    bbox_kind: str | None = None
    camera: Mapping[str, float] | None = None
    selected: str | None = None
    lanes: str | None = None
    lens: str | None = None
    types: tuple[str, ...] | None = None
    statuses: tuple[str, ...] | None = None
    lasso: tuple[tuple[float, float], ...] | None = None
    bins: Mapping[str, Any] | None = None


def mapline(
    records: Records | pa.Table | pd.DataFrame,
    *,
    clauses: Mapping[str, Any] | None = None,
    view: Mapping[str, Any] | None = None,
    labels: Mapping[str, Mapping[str, str]] | None = None,
    strings: Mapping[str, Any] | None = None,
    language: str = "en",
    direction: str = "ltr",
    theme: str = "auto",
    lanes: str = "actor",
    selected: str | None = None,
    published: Iterable[dt.date | int] = (),
    overview: Mapping[str, Any] | None = None,
    height: int = HEIGHT,
    key: str = "mapline",
    on_change: Callable[[], None] | None = None,
) -> MaplineState:
    """Show events on a map and a timeline that filter one another.

    Parameters
    ----------
    records
        All events in scope, unfiltered: `Store.events`, or what `prepare_records` made of them.
    clauses
        What the other screens filter by; see `code_clauses`.
    view
        ``camera``, ``brush``, ``bbox``, ``lasso`` and ``seen`` (the part of the map that filters where only what is in
        view does) to open with, each none where nothing is set.
    labels
        Names of values in the interface's language, by column.
    strings
        Words of the component that differ from its own.
    language, direction
        Interface language (BCP 47) and ``ltr`` or ``rtl``.
    theme
        ``auto``, ``light`` or ``dark``.
    lanes
        ``actor``, ``type``, ``country``, ``source`` or ``status``.
    selected
        Id of the selected event.
    published
        Publication days to mark on the timeline.
    overview
        Where the records are counts or a part of all there is: ``level``, ``unit``, ``bounds`` (none: the whole world),
        ``rows`` (whether they are single events) and ``total``.
    height
        Pixels, map and timeline together.
    key
        The component's key in the session.
    on_change
        Called before the rerun that a finished gesture causes.

    Returns
    -------
    MaplineState
        What the user did so far.

    Raises
    ------
    ValueError
        If ``lanes``, ``theme`` or ``direction`` is none of those above.
    """
    _check(lanes=lanes, theme=theme, direction=direction)
    prepared = records if isinstance(records, Records) else _prepare_once(records, key)
    words = _words_once(key, language, labels or {}, strings or {})
    where = assets.addresses()
    given = view or {}
    brush = given.get("brush")
    rows = prepared.rows_of([selected]) if selected else []
    config = {
        "kind": "view",
        "assets": where,
        "base": _base_path(),
        "records": prepared.id,
        "words": words.id,
        "clauses": code_clauses(prepared, clauses or {}),
        "view": {
            "camera": given.get("camera"),
            "brush": [day_number(day) for day in brush] if brush else None,
            "bbox": list(given["bbox"]) if given.get("bbox") else None,
            "lasso": [list(corner) for corner in given["lasso"]] if given.get("lasso") else None,
            "seen": list(given["seen"]) if given.get("seen") else None,
        },
        "seen": _seen(key),
        "language": language,
        "direction": direction,
        "theme": theme,
        "lanes": lanes,
        "selected": rows[0] if rows else None,
        "tiles": tiles_setting(),
        "overview": dict(overview) if overview else None,
        "published": sorted({number for day in published if (number := day_number(day)) is not None}),
    }
    with st.container(gap=None):
        _send(f"{key}-records", prepared.id, lambda: prepared.packed)
        _send(f"{key}-words", words.id, lambda: words.packed)
        result = _view(key=key, data=config, height=height, on_state_change=on_change or _nothing)
    return _read_state(result.get("state"), prepared, brush=brush, given=given, selected=selected)


def read_gesture(records: Records, *, key: str = "mapline") -> MaplineState | None:
    """Read what the last finished gesture left, before anything is drawn: for use in ``on_change``.

    Parameters
    ----------
    records
        The records that `mapline` was given.
    key
        The component's key in the session.

    Returns
    -------
    MaplineState or None
        None if there was no gesture yet. Made on other records, it tells all but the selected event.
    """
    known = st.session_state.get(key)
    state = known.get("state") if known else None
    if not isinstance(state, Mapping):
        return None
    return _read_state(state, records, brush=None, given={}, selected=None)


def _check(*, lanes: str, theme: str, direction: str) -> None:
    for name, value, allowed in (
        ("lanes", lanes, LANES),
        ("theme", theme, THEMES),
        ("direction", direction, ("ltr", "rtl")),
    ):
        if value not in allowed:
            raise ValueError(f"{name} must be one of {', '.join(allowed)}, not {value!r}.")


def tiles_setting() -> dict[str, str] | None:
    """Give the online basemap that the server's environment names; none by default, and whatever is no https template.

    ``DATELINE_TILES`` holds the address of a tile with ``{z}``, ``{x}`` and ``{y}``, ``DATELINE_TILES_CREDIT`` what its
    makers want to be named. Nothing in a link or a report can set it.
    """
    url = os.environ.get("DATELINE_TILES", "")
    if not re.fullmatch(r"https://[\w.-]+(:\d+)?/[^\s\"'<>\\]*", url) or not all(
        f"{{{name}}}" in url for name in "zxy"
    ):
        return None
    return {"url": url, "credit": os.environ.get("DATELINE_TILES_CREDIT", "")[:200]}


def _nothing() -> None:
    pass


def _send(key: str, id_: str, pack: Callable[[], bytes]) -> None:
    """Send a parcel, or only its name where the browser said that it has it."""
    known = st.session_state.get(key)
    where = {"kind": "parcel", "assets": assets.addresses(), "base": _base_path(), "id": id_}
    if known and known.get("have") == id_:
        _parcel(key=key, data={**where, "kept": True}, on_have_change=_nothing)
        return
    body = pack()
    preface = {**where, "confirm": len(body) >= CONFIRMED_FROM}
    _parcel(key=key, data=message(preface, body), on_have_change=_nothing)


def _base_path() -> str:
    return (st.get_option("server.baseUrlPath") or "").strip("/")


def _prepare_once(table: pa.Table | pd.DataFrame, key: str) -> Records:
    kept = st.session_state.get(f"_{key}_prepared")
    if kept is None or kept[0] is not table:
        kept = (table, prepare_records(table))
        st.session_state[f"_{key}_prepared"] = kept
    prepared: Records = kept[1]
    return prepared


def _seen(key: str) -> int:
    """Give the number of the last gesture that this run knows of: the browser ignores what is older than its own."""
    known = st.session_state.get(key)
    state = known.get("state") if known else None
    return int(state.get("gesture", 0)) if isinstance(state, Mapping) else 0


@dataclass(frozen=True, slots=True)
class _Words:
    id: str
    packed: bytes


def _words_once(key: str, language: str, labels: Mapping[str, Mapping[str, str]], strings: Mapping[str, Any]) -> _Words:
    kept = st.session_state.get(f"_{key}_words")
    if kept is None or kept[0] is not labels or kept[1:3] != (language, strings):
        kept = (labels, language, strings, _words(language, labels, strings))
        st.session_state[f"_{key}_words"] = kept
    words: _Words = kept[3]
    return words


def _words(language: str, labels: Mapping[str, Mapping[str, str]], strings: Mapping[str, Any]) -> _Words:
    words = {
        "labels": {name: dict(names) for name, names in labels.items()},
        "strings": {**component_strings("en"), **component_strings(language), **strings},
        "map": describe_basemap(),
    }
    text = json.dumps(words, sort_keys=True).ljust(REPEATED_BY_HASH)
    packed = pack_text(text)
    return _Words(hashlib.blake2b(packed, digest_size=8).hexdigest(), packed)


@functools.cache
def component_strings(language: str) -> dict[str, Any]:
    """Give the component's own words in a language; empty for a language that has no file."""
    path = _HERE / "strings" / f"{language.split('-')[0]}.json"
    if not path.is_file():
        return {}
    strings: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return strings


def _read_state(
    state: Any, records: Records, *, brush: Any, given: Mapping[str, Any], selected: str | None
) -> MaplineState:
    if not isinstance(state, Mapping):
        drawn = _box(given.get("bbox"))
        return MaplineState(_days(brush), drawn, "drawn" if drawn else None, given.get("camera"), selected)
    if state.get("records") == records.id:
        row = state.get("selected")
        selected = records.event_at(int(row)) if row is not None else None
    return MaplineState(
        brush=_days(state.get("brush")),
        bbox=_box(state.get("bbox")),
        bbox_kind=state.get("bbox_kind"),
        camera=state.get("camera"),
        selected=selected,
        lanes=state.get("lanes"),
        lens=state.get("lens"),
        types=_words_of(state.get("types")),
        statuses=_words_of(state.get("statuses")),
        lasso=_corners(state.get("ring")),
        bins=state.get("bins"),
    )


def _days(window: Any) -> tuple[dt.date, dt.date] | None:
    if not window:
        return None
    first, last = (day_of(day_number(day)) for day in window)
    return (first, last) if first is not None and last is not None else None


def _box(sides: Any) -> tuple[float, float, float, float] | None:
    if not sides:
        return None
    west, south, east, north = (float(side) for side in sides)
    return west, south, east, north


def _corners(ring: Any) -> tuple[tuple[float, float], ...] | None:
    return tuple((float(lon), float(lat)) for lon, lat in ring) if ring else None


def _words_of(values: Any) -> tuple[str, ...] | None:
    return None if values is None else tuple(str(value) for value in values)
