"""What a saved page knows: the events of a view, with their evidence, in the words of one language."""

from __future__ import annotations

import base64
import dataclasses
import datetime as dt
import gzip
import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from dashboard.evidence import evidence_data
from dashboard.filters import FACETS, to_filter
from dashboard.link import View
from dashboard.mapline import prepare_records
from dashboard.mapline.clauses import day_number
from dashboard.mapline.component import component_strings
from dashboard.mapline.description import describe_basemap
from dashboard.story import Story, view_at
from dashboard.table import LIST_COLUMNS, records_data
from dashboard.telling import story_data
from dashboard.words import Words
from events.errors import DatelineError
from events.store import Filter
from events.store.membership import trace_memberships

if TYPE_CHECKING:
    import pyarrow as pa

    from dashboard.mapline import Records
    from events.model import Document, Event
    from events.report import Report
    from events.store import Store
    from events.store.mentions import Mention

MOST_EVENTS = 5_000
"""Events that a page holds with their evidence: some 20 MB, which browsers still open at once."""
MOST_OPTIONS = 40
"""Choices of a facet that a page offers."""


class PageError(DatelineError):
    """The view cannot be written as a page: the message is in the interface's language."""


def records_of_page(
    store: Store, view: View, words: Words, *, title: str = "", link: str = "", story: Story | None = None
) -> str:
    """Give the records of a page as JSON.

    Parameters
    ----------
    store
        Where the events are.
    view
        Which events: those that it shows. With a story, those that any of its steps shows.
    words
        The interface's words.
    title, link
        What stands at the head of the page.
    story
        A story to tell.

    Raises
    ------
    PageError
        If there is nothing to write, or more than `MOST_EVENTS`.
    """
    steps = [view_at(story, n, view, store) for n in range(1, len(story.steps) + 1)] if story else []
    filters = list(dict.fromkeys(map(_wide, steps))) or [to_filter(view)]
    table = _union([store.events(filter_) for filter_ in filters])
    check_number(len(table), words)
    records = prepare_records(table)
    ids = records.ids.to_pylist()
    rows = {id_: row for row, id_ in enumerate(ids)}
    whole = {event.id: event for filter_ in filters for event, _ in store.stream(filter_)}
    events = [whole[id_] for id_ in ids]
    read = _Reader(store, events)
    reader = cast("Store", read)
    names = _names(store, records, words.language)
    listed = table.select(LIST_COLUMNS).to_pylist()
    cards = records_data(listed, shown=len(listed), page=0, view=View(), names=names, words=words)["rows"]
    data = {
        "title": title or words("app.name"),
        "about": _about(len(ids), words),
        "credits": words("page.credits"),
        "link": link,
        "language": words.language,
        "direction": words.direction,
        "ids": ids,
        "order": [row for _, row in sorted((rows[card["id"]], at) for at, card in enumerate(cards))],
        "rows": sorted(cards, key=lambda card: rows[card["id"]]),
        "evidence": {id_: evidence_data(reader, id_, words)["event"] for id_ in ids},
        "parcel": _parcel(records),
        "mapWords": {
            "strings": {**component_strings("en"), **component_strings(words.language)},
            "labels": {**names, "type": words.codes("type"), "status": words.codes("status")},
            "map": describe_basemap(),
        },
        "divisions": _divisions(records),
        "published": sorted({day for day in store.documents()["published"].to_pylist() if day is not None})
        if len(ids) == store.counts().total
        else [],
        "facets": _facets(store, events, read.texts_read, words),
        "opens": _opens(view),
        "words": _words(words),
        "story": [_step(story, step, reader, words, rows) for step in steps] if story else None,
    }
    return json.dumps(_plain(data), ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def check_number(count: int, words: Words) -> None:
    """Refuse to write nothing, or too much.

    Raises
    ------
    PageError
        With a sentence in the interface's language.
    """
    if count == 0:
        raise PageError(words("share.page.empty"))
    if count > MOST_EVENTS:
        raise PageError(words("share.page.many", n=words.number(count), most=words.number(MOST_EVENTS)))


class _Reader:
    """A store whose events and reports of one page were read at once, however often each is asked for."""

    def __init__(self, store: Store, events: Sequence[Event]) -> None:
        self._store = store
        self._events = {event.id: event for event in events}
        self._mentions = store.mentions(self._events)
        self.texts_read = store.texts(sorted({id_ for event in events for id_ in _documents_of(event)}))

    def event(self, id_: str) -> Event | None:
        return self._events.get(id_) or self._store.event(id_)

    def document(self, id_: str) -> _Read | Report | None:
        text = self.texts_read.get(id_)
        return _Read(text, self._store) if text else self._store.document(id_)

    def mentions(self, ids: Iterable[str]) -> dict[str, list[Mention]]:
        return {id_: self._mentions[id_] for id_ in ids if id_ in self._mentions}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


def _documents_of(event: Event) -> set[str]:
    return {event.evidence.document, *(source.evidence.document for source in event.sources)}


class _Read:
    """A report of which only the text was read; the rest is when it is asked for."""

    def __init__(self, document: Document, store: Store) -> None:
        self.document = document
        self._store = store

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store.document(self.document.id), name)


def _wide(view: View) -> Filter:
    """Give a step's filter without what the map and the timeline of the page filter by themselves."""
    return to_filter(dataclasses.replace(view, brush=None, box=None, seen=None))


def _union(tables: Sequence[pa.Table]) -> pa.Table:
    import pyarrow as pa
    import pyarrow.compute as pc

    whole = pa.concat_tables(tables)
    seen: set[str] = set()
    keep = [id_ not in seen and not seen.add(id_) for id_ in whole["id"].to_pylist()]  # type: ignore[func-returns-value]
    return whole.filter(pa.array(keep, pa.bool_())) if len(tables) > 1 and pc.any(pa.array(keep)) else whole


def _names(store: Store, records: Records, language: str) -> dict[str, dict[str, str]]:
    """Give the names of the actors and places that the page holds, and of no others."""
    actors, places = records.values["actor"], records.values["place"]
    return {
        "actor": {id_: actor.name_in(language) for id_, actor in store.actors(actors).items()},
        "place": {id_: place.name_in(language) for id_, place in store.places(places).items()},
    }


def _about(count: int, words: Words) -> str:
    today = words.day(dt.datetime.now(dt.UTC).date())
    return words.count("page.about", count, day=today)


def _parcel(records: Records) -> dict[str, str]:
    """Give the map's columns as the component gets them, as text."""
    return {"id": records.id, "packed": base64.b64encode(records.packed).decode("ascii")}


def _divisions(records: Records) -> dict[str, Any]:
    """Give the polygons of the first-level divisions that events are in."""
    from geo.basemap import basemap_asset

    wanted = {id_ for id_ in records.places["admin1"].to_pylist() if id_}
    if not wanted:
        return {"type": "FeatureCollection", "features": []}
    content = json.loads(gzip.decompress(basemap_asset("divisions-medium").content))
    features = [feature for feature in content["features"] if feature["properties"].get("id") in wanted]
    return {"type": "FeatureCollection", "features": features}


def _facets(
    store: Store, events: Sequence[Event], reports: Mapping[str, Document], words: Words
) -> list[dict[str, Any]]:
    """Give the choices of each facet, the most frequent first, with the events that each lets through."""
    actors = store.actors({link.actor.id for event in events for link in event.actors})
    pairs, above = trace_memberships(actors)
    groups: dict[str, list[str]] = {}
    for member, group in pairs:
        groups.setdefault(member, []).append(group)
    names = {id_: actor.name_in(words.language) for id_, actor in {**actors, **above}.items()}
    told = {event.id: [reports[id_] for id_ in _documents_of(event) if id_ in reports] for event in events}
    places = {place.place.id: place.place.name_in(words.language) for event in events for place in event.places}
    countries = {place.place.country for event in events for place in event.places if place.place.country}

    def actors_of(event: Event) -> set[str]:
        own = {link.actor.id for link in event.actors}
        return own.union(*(groups.get(id_, ()) for id_ in own))

    def places_of(event: Event) -> set[str]:
        at = {place.place.country for place in event.places} - {None}
        named = {words.country(str(code)) for code in at}
        return {str(code) for code in at} | {p.place.id for p in event.places if places[p.place.id] not in named}

    values: dict[str, tuple[Callable[[Event], set[str]], Callable[[str], str]]] = {
        "actors": (actors_of, lambda value: names.get(value, value)),
        "types": (lambda event: {str(event.type)}, lambda value: words.named("type", value)),
        "statuses": (lambda event: {str(event.status)}, lambda value: words.named("status", value)),
        "places": (places_of, lambda value: words.country(value) if value in countries else places[value]),
        "languages": (lambda event: {d.language for d in told[event.id] if d.language}, words.tongue),
        "sources": (
            lambda event: {d.outlet or "" for d in told[event.id]},
            lambda value: value or words("facet.nooutlet"),
        ),
    }
    rows = {event.id: row for row, event in enumerate(events)}
    return [_facet(part, *values[part], rows, events, words) for part in FACETS]


def _facet(
    part: str,
    values_of: Callable[[Event], set[str]],
    label: Callable[[str], str],
    rows: Mapping[str, int],
    events: Sequence[Event],
    words: Words,
) -> dict[str, Any]:
    among: dict[str, list[int]] = {}
    for event in events:
        for value in values_of(event):
            among.setdefault(value, []).append(rows[event.id])
    most = sorted(among, key=lambda value: (-len(among[value]), value))[:MOST_OPTIONS]
    options = [{"value": value, "label": label(value), "rows": sorted(among[value])} for value in most]
    return {"part": part, "label": words(f"filters.{part}"), "options": options}


def _opens(view: View) -> dict[str, Any]:
    """Give what the page opens with. What filtered the events is done: only they are here."""
    return {
        "camera": dataclasses.asdict(view.camera) if view.camera else None,
        "brush": None,
        "box": None,
        "lens": None,
        "lanes": view.lanes,
        "event": view.event,
        "text": "",
        "since": None,
        "until": None,
        **{part: [] for part in FACETS},
    }


def _step(story: Story, view: View, reader: Store, words: Words, rows: Mapping[str, int]) -> dict[str, Any]:
    wide = _wide(view)
    shown = None if wide == Filter() else reader.events(wide, columns=["id"])["id"].to_pylist()
    window = view.brush and [day_number(view.brush.earliest), day_number(view.brush.latest)]
    return {
        "data": story_data(story, view, reader, words, leave=False),
        "rows": None if shown is None else sorted(rows[id_] for id_ in shown),
        "view": {
            **_opens(view),
            "brush": window,
            "box": dataclasses.astuple(view.box) if view.box else None,
            "event": view.event if view.event in rows else None,
        },
    }


def _words(words: Words) -> dict[str, Any]:
    return {
        "filters": words.group("filters"),
        "records": words.group("records"),
        "evidence": words.group("evidence"),
        "nothing": {
            "title": words("empty.title"),
            "none": words("empty.none"),
            "remove": words("empty.remove"),
            "reset": words("filters.reset"),
        },
        "range": words("records.page"),
        "chosen": words.forms("filters.chosen"),
        "digits": words("digits"),
        "open": words("page.open"),
        "story": words("page.story"),
        "leave": words("story.leave"),
    }


def _plain(value: Any) -> Any:
    """Give data as JSON holds it: no NaN, five decimals at most."""
    if isinstance(value, float):
        return round(value, 5) if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
