"""From the view to what the store and the map filter by, and to what the filters' panel shows."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.link import View
from dashboard.state import chosen_filters
from dashboard.words import Words
from events.store.filter import Filter

FACETS = ("actors", "types", "statuses", "places", "languages", "sources")
Facets = Mapping[str, Sequence[Mapping[str, Any]]]
_CODED = {"types": "type", "statuses": "status", "languages": "language", "sources": "outlet", "places": "at"}


def to_filter(view: View) -> Filter:
    """Give what the store filters by."""
    box = view.box or view.seen
    return Filter(
        actors=view.actors,
        types=view.types,
        statuses=view.statuses,
        places=view.places,
        languages=view.languages,
        sources=view.sources,
        since=view.since,
        until=view.until,
        brush=(view.brush.earliest, view.brush.latest) if view.brush else None,
        bbox=dataclasses.astuple(box) if box else None,
        lasso=view.lasso,
        text=view.text,
        lens="needs-anchor" if view.lens == "needs_date" else view.lens,
        unmerged=view.unmerged,
    )


def searched_by_store(view: View) -> Filter | None:
    """Give the part of the filter that only the store can answer; none if the map can filter by itself."""
    return Filter(text=view.text, unmerged=view.unmerged) if view.text else None


def counted_by_store(view: View) -> Filter:
    """Give the part of the filter by which the store counts very many events; the rest filters the counts."""
    return Filter(
        actors=view.actors, places=view.places, languages=view.languages, sources=view.sources, text=view.text,
        unmerged=view.unmerged,
    )  # fmt: skip


def to_clauses(view: View, members: Sequence[str], ids: Sequence[str] | None) -> dict[str, Any]:
    """Give what the map filters by, besides its own brush and box.

    Parameters
    ----------
    view
        The view.
    members
        The view's actors and all that belong to them.
    ids
        The events that the store found for `searched_by_store`, or none.
    """
    clauses: dict[str, Any] = {name: list(getattr(view, part)) for part, name in _CODED.items() if getattr(view, part)}
    if view.actors:
        clauses["actor"] = list(members)
    if view.since or view.until:
        clauses["days"] = (view.since, view.until)
    if view.lens:
        clauses["lens"] = view.lens
    if ids is not None:
        clauses["ids"] = ids
    return clauses


def describe_part(view: View, part: str, words: Words) -> str:
    """Say in words what a part of the view filters by."""
    if part == "brush" and view.brush:
        return words("filters.brush", span=words.span(view.brush.earliest, view.brush.latest, "interval"))
    if part in ("box", "lasso"):
        return words("filters.box")
    if part == "lens":
        return words(f"filters.lens.{view.lens}")
    if part == "text":
        return f"{words('filters.search')}: {view.text}"
    if part in ("since", "until"):
        day = getattr(view, part)
        return f"{words(f'filters.{part}')} {words.day(day)}"
    return words(f"filters.{part}")


def filters_data(view: View, facets: Facets, words: Words) -> dict[str, Any]:
    """Give what the filters' panel shows.

    Parameters
    ----------
    view
        The view.
    facets
        The store's counts beside every choice.
    words
        The interface's words.
    """
    chips = [part for part in chosen_filters(view) if part in ("brush", "box", "lens")]
    return {
        "language": words.language,
        "direction": words.direction,
        "words": words.group("filters"),
        "text": view.text,
        "since": view.since.isoformat() if view.since else None,
        "until": view.until.isoformat() if view.until else None,
        "any": bool(chosen_filters(view)),
        "chips": [
            {
                "part": part,
                "label": (what := describe_part(view, part, words)),
                "remove": words("filters.remove", what=what),
            }
            for part in chips
        ],
        "unmerged": view.unmerged,
        "open": ["actors", "types", "statuses", "places"],
        "digits": words("digits"),
        "facets": [_facet(view, part, facets, words) for part in FACETS],
    }


def _facet(view: View, part: str, facets: Facets, words: Words) -> dict[str, Any]:
    chosen = list(getattr(view, part))
    options = [
        {"value": value, "label": label, "count": count, "shown": words.number(count)}
        | ({"glyph": value} if part == "statuses" else {})
        for value, label, count in _options(part, facets, words)
    ]
    return {
        "part": part,
        "label": words(f"filters.{part}"),
        "chosen": chosen,
        "chosenLabel": words.count("filters.chosen", len(chosen)),
        "options": options,
    }


def _options(part: str, facets: Facets, words: Words) -> list[tuple[str, str, int]]:
    rows = [(row["value"], row["label"], row["count"]) for row in facets[part]]
    if part == "types":
        return [(value, words.named("type", value), count) for value, _, count in rows]
    if part == "statuses":
        return [(value, words.named("status", value), count) for value, _, count in rows]
    if part == "sources":
        return [
            (value, words("facet.nooutlet") if value == "unknown" else label, count) for value, label, count in rows
        ]
    if part == "places":
        countries = [(row["value"], row["label"], row["count"]) for row in facets["countries"]]
        named = {label for _, label, _ in countries}
        both = countries + [row for row in rows if row[1] not in named]
        return sorted(both, key=lambda row: -row[2])
    return rows
