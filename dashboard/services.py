"""What all sessions share: the store, the map's records for each state of it, and the first filling."""

from __future__ import annotations

import dataclasses
import functools
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from dashboard import keeping
from dashboard.link import View
from dashboard.mapline import Records, prepare_records
from dashboard.mapline.aggregate import prepare_overview
from dashboard.shared import Kept, Shared
from dashboard.story import Story, StoryError, read_story
from dashboard.words import Words, load_words
from events.errors import DatelineError
from events.store.filter import EVERYTHING, Filter

if TYPE_CHECKING:
    from events.store import Store
    from events.store.overview import Bins

ROOT = Path(__file__).parents[1]
LOGIN = "DATELINE_LOGIN"
"""The environment variable that, set to 0, makes logging in no must although a provider is set up."""
EXAMPLE_STORIES = Path(__file__).parent / "example_stories"
READ_ONLY = "DATELINE_READ_ONLY"
"""The environment variable that lets people look and share, but change nothing."""
MOST_ROWS = 2_000_000
"""With more events than this, the database counts them and the browser never holds them."""
SINGLE_UP_TO = 20_000
"""Where so few of them are in sight, they are sent one by one all the same."""
MOST_COUNTS = 300_000
"""Rows of counts that are sent at once; where there are more, cells are put together."""
_FILLING = threading.Lock()


@st.cache_resource(show_spinner=False)
def get_store() -> Store:
    """Give the store, opened once a process."""
    from events.store import open_store

    return open_store()


def is_read_only() -> bool:
    """Whether people may look and share, but change nothing."""
    return os.environ.get(READ_ONLY, "").strip().lower() not in ("", "0", "no", "false")


def needs_login() -> bool:
    """Whether the person must log in first: an OpenID Connect provider is set up, and nobody is logged in yet."""
    if os.environ.get(LOGIN, "").strip().lower() in ("0", "no", "false"):
        return False
    try:
        provided = "auth" in st.secrets
    except (FileNotFoundError, StreamlitSecretNotFoundError):
        return False
    return provided and not getattr(st.user, "is_logged_in", False)


@dataclass(frozen=True, slots=True)
class Told:
    """A story that can be told: its id, its version, and whether it came with Dateline and cannot be changed."""

    id: str
    revision: int
    story: Story
    fixed: bool = False


def get_shared(store: Store) -> Shared:
    """Give the short links and stories of the store."""
    return Shared(store)


@functools.cache
def example_stories() -> tuple[Told, ...]:
    """Give the stories that come with Dateline, told of the seed and the examples."""
    paths = sorted(EXAMPLE_STORIES.glob("*.json"))
    return tuple(Told(path.stem, 1, read_story(path.read_text(encoding="utf-8")), fixed=True) for path in paths)


def all_stories(store: Store) -> list[Told]:
    """Give all stories, those of people first; one that cannot be read is passed over."""
    told = []
    for kept in _kept_stories(store, store.generation):
        try:
            told.append(Told(kept.id, kept.revision, read_story(kept.content)))
        except StoryError:
            continue
    return [*told, *example_stories()]


@st.cache_data(show_spinner=False, max_entries=2)
def _kept_stories(_store: Store, generation: str) -> list[Kept]:  # noqa: ARG001 - the key of the cache
    return Shared(_store).stories()


def find_story(store: Store, id_: str) -> Story | None:
    """Give a story by its id; none if there is none."""
    return next((told.story for told in all_stories(store) if told.id == id_), None)


@st.cache_resource(show_spinner=False, max_entries=2)
def map_records(_store: Store, generation: str, *, unmerged: bool = False) -> Records:
    """Give all events as the map's columns, made once for each state of the store."""

    def make() -> Records:
        events = _store.events(Filter(unmerged=unmerged))
        return prepare_records(events, _store.further_places(), _store.actor_pairs(), _store.further_sources())

    return keeping.keep_records(_store.name, generation, make, name="unmerged" if unmerged else "records")


def most_rows() -> int:
    """Give how many events a browser is sent one by one: `MOST_ROWS`, or what ``DATELINE_MOST_ROWS`` says."""
    return int(os.environ.get("DATELINE_MOST_ROWS") or MOST_ROWS)


@st.cache_resource(show_spinner=False, max_entries=16)
def map_overview(
    _store: Store, generation: str, filter_: Filter, bins: Bins, bounds: tuple[float, float, float, float] | None
) -> tuple[Records, bool]:
    """Give a part of very many events for the map: single ones where they are few, else counts.

    Returns
    -------
    Records
        The events or the counts.
    bool
        Whether they are single events.
    """
    within = dataclasses.replace(filter_, bbox=bounds)
    if bounds and _store.count(within) <= SINGLE_UP_TO:
        return prepare_records(_store.events(within)), True

    def make() -> Records:
        from events.store.overview import coarsen

        return prepare_overview(coarsen(_store.overview(within, bins), MOST_COUNTS), bins)

    if within != EVERYTHING:
        return make(), False
    name = f"overview-{bins.level}-{bins.unit}"
    return keeping.keep_records(_store.name, generation, make, name=name), False


@st.cache_resource(show_spinner=False, max_entries=16)
def map_labels(_store: Store, generation: str, language: str) -> dict[str, dict[str, str]]:
    """Give the names of actors and places, types and statuses in a language, once for each state of the store."""
    words = load_words(language)
    names = keeping.keep_json(_store.name, generation, f"names-{language}", lambda: _names(_store, language))
    return {**names, "type": words.codes("type"), "status": words.codes("status")}


def _names(store: Store, language: str) -> dict[str, dict[str, str]]:
    if count_of(store, store.generation, EVERYTHING) > most_rows():
        return {"actor": {}, "place": {}}
    columns = store.events(Filter(unmerged=True), columns=["actors", "place_id"])
    actors = columns["actors"].combine_chunks().flatten().unique().to_pylist()
    places = [place for place in columns["place_id"].unique().to_pylist() if place is not None]
    return {
        "actor": {id_: actor.name_in(language) for id_, actor in store.actors(actors).items()},
        "place": {id_: place.name_in(language) for id_, place in store.places(places).items()},
    }


@st.cache_resource(show_spinner=False, max_entries=64)
def facets_of(_store: Store, generation: str, filter_: Filter, language: str) -> dict[str, list[dict[str, Any]]]:
    """Give the counts beside every choice: ``value``, ``label``, ``count``, once for each state of the store."""

    def count() -> dict[str, list[dict[str, Any]]]:
        found = _store.facets(filter_, language=language)
        return {name: table.to_pylist() for name, table in found.items()}

    if filter_ != EVERYTHING:
        return count()
    counted: dict[str, list[dict[str, Any]]] = keeping.keep_json(_store.name, generation, f"facets-{language}", count)
    return counted


@st.cache_data(show_spinner=False, max_entries=256)
def count_of(_store: Store, generation: str, filter_: Filter) -> int:
    """Give how many events a filter lets through, kept for each state of the store."""
    if filter_ != EVERYTHING:
        return _store.count(filter_)
    return int(keeping.keep_json(_store.name, generation, "total", _store.count))


@st.cache_data(show_spinner=False, max_entries=2)
def totals_of(_store: Store, generation: str) -> dict[str, Any]:
    """Give how many events there are, and how many of them the map or the timeline cannot show."""

    def count() -> dict[str, Any]:
        counts = _store.counts()
        missing = {"undated": counts.undated, "unplaced": counts.unplaced, "needs": counts.needs_anchor}
        return {"total": counts.total, "missing": missing}

    totals: dict[str, Any] = keeping.keep_json(_store.name, generation, "totals", count)
    return totals


@st.cache_resource(show_spinner=False, max_entries=64)
def ids_of(_store: Store, generation: str, filter_: Filter) -> Sequence[str]:  # noqa: ARG001 - the key of the cache
    """Give the ids of the events that a filter lets through, kept for each state of the store."""
    ids: list[str] = _store.events(filter_, columns=["id"])["id"].to_pylist()
    return ids


@st.cache_data(show_spinner=False, max_entries=64)
def members_of(_store: Store, generation: str, actors: tuple[str, ...]) -> list[str]:  # noqa: ARG001
    """Give actors and all that belong to them, kept for each state of the store."""
    return _store.members(actors)


@st.cache_data(show_spinner=False, max_entries=2)
def publication_days(_store: Store, generation: str) -> list[int]:
    """Give the days on which reports were published, as days since 1970-01-01."""

    def find() -> list[int]:
        return sorted({day for day in _store.documents()["published"].to_pylist() if day is not None})

    days: list[int] = keeping.keep_json(_store.name, generation, "published", find)
    return days


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

    from events.store import fill_store

    read = fill_store(store, progress=show)
    bar.empty()
    return read


def _build_gazetteer() -> None:
    """Build the gazetteer if there is none, in a process of its own, whose memory is given back when it ends."""
    done = subprocess.run([sys.executable, "-m", "geo", "build"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise DatelineError(said[-1] if said else "The gazetteer could not be built.")
