"""The way of an older store to the tables of today."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from events.errors import StoreVersionError

MIGRATIONS: Mapping[int, Callable[[Any], None]] = {
    1: lambda writer: writer.add_missing_columns(),  # where a report came from, whose copy it is
}
"""For each older version, what brings its tables to the next one, given a writer within a transaction."""


def upgrade(writer: Any, *, found: int, wanted: int, path: str) -> None:
    """Bring the tables from one version to another.

    Raises
    ------
    StoreVersionError
        If the store is newer than this release, or so old that no way leads from it.
    """
    if found > wanted:
        raise StoreVersionError(
            f"The store {path} was made by a newer release of Dateline (its tables are version {found}, this release "
            f"knows {wanted}). Upgrade Dateline, or name another file in DATELINE_DB."
        )
    for version in range(found, wanted):
        if version not in MIGRATIONS:
            raise StoreVersionError(f"The store {path} is too old (version {version}) for this release to upgrade it.")
        MIGRATIONS[version](writer)
