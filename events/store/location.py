"""Where the store lives."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "DATELINE_DB"
"""The environment variable that names another file."""


def store_path(path: str | os.PathLike[str] | None = None) -> Path:
    """Give the store's file: the one named, else by ``DATELINE_DB``, else in the user's data directory."""
    named = path or os.environ.get(VARIABLE)
    if named:
        return Path(named).expanduser().absolute()

    import platformdirs

    return Path(platformdirs.user_data_dir("dateline", appauthor=False)) / "dateline.duckdb"
