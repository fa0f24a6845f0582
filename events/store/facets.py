"""The counts beside every choice of a filter, with labels."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from events.store import queries
from events.store.database import SELECTED
from events.store.filter import Filter
from events.store.schema import table

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

_MOST_KEPT = 200
"""Counts that are kept, each of at most so many values as were asked for."""


class Run(Protocol):
    """Answers a question."""

    def __call__(self, expression: ir.Table, *, selected: ir.Table | None = None) -> pa.Table: ...


_OWN_CLAUSES: dict[str, tuple[str, ...]] = {
    "actors": ("actors",),
    "types": ("types",),
    "statuses": ("statuses",),
    "countries": ("countries", "places"),
    "places": ("countries", "places"),
    "languages": ("languages",),
    "sources": ("sources",),
}


class Facets:
    """Counts events beside every choice, and keeps the last counts while the store stays as it is."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, Filter, str, int], dict[str, int]] = {}

    def count(self, run: Run, filter_: Filter, generation: str, *, language: str, limit: int) -> dict[str, pa.Table]:
        """Count the events beside every choice: see `events.store.questions.StoreQuestions.facets`."""
        by_others: dict[Filter, list[str]] = {}
        for name, own in _OWN_CLAUSES.items():
            by_others.setdefault(filter_.without(*own), []).append(name)
        counts: dict[str, Mapping[str, int]] = {}
        for others, names in by_others.items():
            kept = {name: self._kept.get((generation, others, name, limit)) for name in names}
            lacking = [name for name, found in kept.items() if found is None]
            found = _count(run, others, lacking, limit) if lacking else {}
            for name in names:
                counted = kept[name] or found.get(name, {})
                self._keep((generation, others, name, limit), counted)
                missing = sorted(set(getattr(filter_, name)) - counted.keys())
                counts[name] = {**counted, **(_count_missing(run, name, others, missing) if missing else {})}
        return {
            name: _as_table(counts[name], _labels(run, name, list(counts[name]), language)) for name in _OWN_CLAUSES
        }

    def _keep(self, key: tuple[str, Filter, str, int], counted: dict[str, int]) -> None:
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        self._kept[key] = counted


def _count(run: Run, others: Filter, names: list[str], limit: int) -> dict[str, dict[str, int]]:
    """Count by several choices; the events are selected once for all."""
    import ibis

    chosen = queries.choosable(others)
    events = ibis.table(chosen.schema(), name=SELECTED)
    counts: dict[str, dict[str, int]] = {name: {} for name in names}
    ranked = queries.rank_choices(events, names, limit, unmerged=others.unmerged)
    for row in run(ranked, selected=chosen).to_pylist():
        counts[row["choice"]][row["value"]] = row["count"]
    return counts


def _count_missing(run: Run, name: str, others: Filter, values: list[str]) -> dict[str, int]:
    """Count the events beside values that are chosen, but are not among the most frequent."""
    ranked = queries.rank_choice(queries.choosable(others), name, unmerged=others.unmerged)
    found = run(ranked.filter(ranked.value.isin(values)))
    return dict.fromkeys(values, 0) | dict(zip(found["value"].to_pylist(), found["count"].to_pylist(), strict=True))


def _as_table(counts: Mapping[str, int], labels: Mapping[str, str]) -> pa.Table:
    import pyarrow as pa

    rows = [(value, labels.get(value, value), count) for value, count in counts.items()]
    rows.sort(key=lambda row: (-row[2], row[1]))
    return pa.table(
        {
            "value": pa.array([row[0] for row in rows], pa.string()),
            "label": pa.array([row[1] for row in rows], pa.string()),
            "count": pa.array([row[2] for row in rows], pa.int64()),
        }
    )


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
