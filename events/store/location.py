"""Where the store lives."""

from __future__ import annotations

import os
from pathlib import Path

SCHEMES = ("postgresql", "postgres")
VARIABLE = "DATELINE_DB"
"""The environment variable that names another file, or a database: ``postgresql://user@host/database``."""


def is_address(location: str) -> bool:
    """Whether a text is the address of a PostgreSQL database, not a file."""
    scheme, mark, _ = location.partition("://")
    return bool(mark) and scheme in SCHEMES


def store_location(named: str | os.PathLike[str] | None = None) -> str | Path:
    """Give the store's file, or the address of its database: the one named, else by ``DATELINE_DB``, else a file in
    the user's data directory.
    """
    named = named or os.environ.get(VARIABLE)
    if isinstance(named, str) and is_address(named):
        return named
    if named:
        return Path(named).expanduser().absolute()

    return data_folder() / "dateline.duckdb"


def data_folder() -> Path:
    """Give the user's data directory for Dateline."""
    import platformdirs

    return Path(platformdirs.user_data_dir("dateline", appauthor=False))
