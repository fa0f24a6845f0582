"""The counts beside every choice of a filter, with labels."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from events.store import queries
from events.store.filter import Filter
from events.store.schema import table

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

Run = Callable[["ir.Table"], "pa.Table"]

_OWN_CLAUSES: dict[str, tuple[str, ...]] = {
    "actors": ("actors",),
    "types": ("types",),
    "statuses": ("statuses",),
    "countries": ("countries", "places"),
    "places": ("countries", "places"),
    "languages": ("languages",),
    "sources": ("sources",),
}
_COLUMNS = {"types": "type", "statuses": "status", "languages": "language", "sources": "outlet"}


def count_facets(run: Run, filter_: Filter, *, language: str, limit: int) -> dict[str, pa.Table]:
    """Count the events beside every choice: see `events.store.store.Store.facets`."""
    return {name: _count_facet(run, name, filter_, language=language, limit=limit) for name in _OWN_CLAUSES}


def _count_facet(run: Run, name: str, filter_: Filter, *, language: str, limit: int) -> pa.Table:
    import pyarrow as pa

    others = filter_.without(*_OWN_CLAUSES[name])
    counted = _counting(name, others)
    top = run(counted.limit(limit))
    counts: dict[str, int] = dict(zip(top["value"].to_pylist(), top["count"].to_pylist(), strict=True))
    missing = [value for value in getattr(filter_, name) if value not in counts]
    if missing:
        rest = run(counted.filter(counted.value.isin(missing)))
        counts |= dict.fromkeys(missing, 0) | dict(
            zip(rest["value"].to_pylist(), rest["count"].to_pylist(), strict=True)
        )

    labels = _labels(run, name, list(counts), language)
    rows = [(value, labels.get(value, value), count) for value, count in counts.items()]
    rows.sort(key=lambda row: (-row[2], row[1]))
    return pa.table(
        {
            "value": pa.array([row[0] for row in rows], pa.string()),
            "label": pa.array([row[1] for row in rows], pa.string()),
            "count": pa.array([row[2] for row in rows], pa.int64()),
        }
    )


def _counting(name: str, filter_: Filter) -> ir.Table:
    if name == "actors":
        return queries.count_actors(filter_)
    if name in {"countries", "places"}:
        return queries.count_places(filter_, {"countries": "country", "places": "place"}[name])
    return queries.count_values(filter_, _COLUMNS[name])


def _labels(run: Run, name: str, values: list[str], language: str) -> Mapping[str, str]:
    if not values:
        return {}
    if name in {"actors", "places"}:
        things = table(name)
        found = run(things.filter(things.id.isin(values)).select("id", "name", "body")).to_pylist()
        return {row["id"]: json.loads(row["body"]).get("names", {}).get(language, row["name"]) for row in found}
    if name in {"countries", "languages"}:
        return _cldr_names("territories" if name == "countries" else "languages", language)
    return {}


def _cldr_names(kind: str, language: str) -> Mapping[str, str]:
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    names: Mapping[str, str] = getattr(locale, kind)
    return names
