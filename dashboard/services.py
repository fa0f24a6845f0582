"""What all sessions share: the store, the map's records for each state of it, and the first filling."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.mapline import Records, prepare_records
from dashboard.words import Words
from events.errors import DatelineError
from events.store import Filter, Store, fill_store, open_store

if TYPE_CHECKING:
    import pyarrow as pa

ROOT = Path(__file__).parents[1]
_FILLING = threading.Lock()


@st.cache_resource(show_spinner=False)
def get_store() -> Store:
    """Give the store, opened once a process."""
    return open_store()


@st.cache_resource(show_spinner=False, max_entries=2)
def map_records(_store: Store, generation: str) -> Records:  # noqa: ARG001 - the key of the cache
    """Give all events as the map's columns, made once for each state of the store."""
    return prepare_records(_store.events())


@st.cache_data(show_spinner=False, max_entries=8)
def map_labels(_store: Store, generation: str, language: str) -> dict[str, dict[str, str]]:  # noqa: ARG001
    """Give the names of actors and places in a language, made once for each state of the store."""
    columns = _store.events(columns=["actors", "place_id"])
    actors = columns["actors"].combine_chunks().flatten().unique().to_pylist()
    places = [place for place in columns["place_id"].unique().to_pylist() if place is not None]
    return {
        "actor": {id_: actor.name_in(language) for id_, actor in _store.actors(actors).items()},
        "place": {id_: place.name_in(language) for id_, place in _store.places(places).items()},
    }


@st.cache_data(show_spinner=False, max_entries=64)
def facets_of(_store: Store, generation: str, filter_: Filter, language: str) -> dict[str, pa.Table]:  # noqa: ARG001
    """Give the counts beside every choice, kept for each state of the store."""
    return _store.facets(filter_, language=language)


@st.cache_data(show_spinner=False, max_entries=64)
def ids_of(_store: Store, generation: str, filter_: Filter) -> Sequence[str]:  # noqa: ARG001
    """Give the ids of the events that a filter lets through, kept for each state of the store."""
    ids: list[str] = _store.events(filter_, columns=["id"])["id"].to_pylist()
    return ids


@st.cache_data(show_spinner=False, max_entries=2)
def publication_days(_store: Store, generation: str) -> list[int]:  # noqa: ARG001 - the key of the cache
    """Give the days on which reports were published, as days since 1970-01-01."""
    return sorted({day for day in _store.documents()["published"].to_pylist() if day is not None})


def fill_at_first_start(store: Store, words: Words) -> None:
    """Fill a store that was never written with the seed report and the examples, and show how far it is."""
    if store.generation != "none":
        return
    with st.spinner(words("fill.running")), _FILLING:
        if store.generation == "none":
            fill_with_samples(store, words)


def fill_with_samples(store: Store, words: Words) -> int:
    """Read the seed report and the examples into an empty store, with a bar that shows how far it is."""
    bar = st.progress(0.0, text=words("fill.places"))
    _build_gazetteer()

    def show(done: int, of: int, name: str) -> None:
        bar.progress(done / max(of, 1), text=f"{words('fill.running')}: {name}" if name else words("fill.running"))

    read = fill_store(store, progress=show)
    bar.empty()
    return read


def _build_gazetteer() -> None:
    """Build the gazetteer if there is none, in a process of its own, whose memory is given back when it ends."""
    done = subprocess.run([sys.executable, "-m", "geo", "build"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise DatelineError(said[-1] if said else "The gazetteer could not be built.")
