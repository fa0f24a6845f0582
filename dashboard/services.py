"""What all sessions share: the store, the map's records for each state of it, and the first filling."""

from __future__ import annotations

import functools
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.link import View
from dashboard.mapline import Records, prepare_records
from dashboard.shared import Shared, shared_path
from dashboard.story import Story, StoryError, read_story
from dashboard.words import Words
from events.errors import DatelineError, StoreError
from events.store import Filter, Store, fill_store, open_store

if TYPE_CHECKING:
    import pyarrow as pa

ROOT = Path(__file__).parents[1]
EXAMPLE_STORIES = Path(__file__).parent / "example_stories"
READ_ONLY = "DATELINE_READ_ONLY"
"""The environment variable that lets people look and share, but change nothing."""
_FILLING = threading.Lock()


@st.cache_resource(show_spinner=False)
def get_store() -> Store:
    """Give the store, opened once a process."""
    return open_store()


def is_read_only() -> bool:
    """Whether people may look and share, but change nothing."""
    return os.environ.get(READ_ONLY, "").strip().lower() not in ("", "0", "no", "false")


@dataclass(frozen=True, slots=True)
class Told:
    """A story that can be told: its id, its version, and whether it came with Dateline and cannot be changed."""

    id: str
    revision: int
    story: Story
    fixed: bool = False


def get_shared(store: Store) -> Shared:
    """Give the file of short links and stories."""
    try:
        beside = store.path
    except StoreError:  # a database server: what is shared then lies where an embedded store would
        import platformdirs

        beside = Path(platformdirs.user_data_dir("dateline", appauthor=False)) / "dateline.duckdb"
    return Shared(shared_path(beside))


@functools.cache
def example_stories() -> tuple[Told, ...]:
    """Give the stories that come with Dateline, told of the seed and the examples."""
    paths = sorted(EXAMPLE_STORIES.glob("*.json"))
    return tuple(Told(path.stem, 1, read_story(path.read_text(encoding="utf-8")), fixed=True) for path in paths)


def all_stories(shared: Shared) -> list[Told]:
    """Give all stories, those of people first; one that cannot be read is passed over."""
    told = []
    for kept in shared.stories():
        try:
            told.append(Told(kept.id, kept.revision, read_story(kept.content)))
        except StoryError:
            continue
    return [*told, *example_stories()]


def find_story(shared: Shared, id_: str) -> Story | None:
    """Give a story by its id; none if there is none."""
    for told in example_stories():
        if told.id == id_:
            return told.story
    kept = shared.story(id_)
    try:
        return read_story(kept.content) if kept else None
    except StoryError:
        return None


@st.cache_resource(show_spinner=False, max_entries=2)
def map_records(_store: Store, generation: str, *, unmerged: bool = False) -> Records:  # noqa: ARG001
    """Give all events as the map's columns, made once for each state of the store."""
    return prepare_records(_store.events(Filter(unmerged=unmerged)))


@st.cache_data(show_spinner=False, max_entries=8)
def map_labels(_store: Store, generation: str, language: str) -> dict[str, dict[str, str]]:  # noqa: ARG001
    """Give the names of actors and places in a language, made once for each state of the store."""
    columns = _store.events(Filter(unmerged=True), columns=["actors", "place_id"])
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


def selected_event(store: Store, view: View) -> str | None:
    """Give the selected event's id in the present view; an id of the other view, or an older one, is followed."""
    if not view.event:
        return None
    return store.resolve(view.event, unmerged=view.unmerged) or view.event


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
