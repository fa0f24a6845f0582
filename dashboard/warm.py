"""Loads what the first picture needs while the browser still loads the page."""

from __future__ import annotations

import importlib
import threading

NEEDED = ("pandas", "pyarrow.compute", "ibis.backends.sql.compilers.duckdb", "events.store", "events.corrections.days")
"""Modules that together load most of what the events' screen is made with; none may need Streamlit's runtime."""


def warm_up() -> threading.Thread:
    """Load the dashboard's modules in a thread of its own.

    Returns
    -------
    threading.Thread
        The thread, already running. What cannot be loaded is told where it is needed.
    """
    thread = threading.Thread(target=_load, name="warm-up", daemon=True)
    thread.start()
    return thread


def _load() -> None:
    for name in NEEDED:
        try:
            importlib.import_module(name)
        except ImportError:
            return
