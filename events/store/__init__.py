"""Where records live: reports and events in, filters and columns out.

``from events.store import open_store, Filter``. What is heavy to load (DuckDB, Ibis, Arrow) is loaded when first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from events.store.filling import fill_store
    from events.store.filter import Filter
    from events.store.questions import Counts
    from events.store.store import Store, open_store

__all__ = ["Counts", "Filter", "Store", "fill_store", "open_store"]

_HOMES = {
    "Counts": "events.store.questions",
    "Filter": "events.store.filter",
    "Store": "events.store.store",
    "fill_store": "events.store.filling",
    "open_store": "events.store.store",
}


def __getattr__(name: str) -> Any:
    """Load a public name from its home when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
