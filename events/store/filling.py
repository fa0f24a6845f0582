"""The first filling of an empty store: the report that the project began with, and the examples."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from events.readers.sidecar import find_text_files, read_text_file

if TYPE_CHECKING:
    from events.store.store import Store

Progress = Callable[[int, int, str], None]
"""Told how many are done, of how many, and the name of the next."""

_ROOT = Path(__file__).parents[2]


def sample_directories() -> list[Path]:
    """Give the folders of the sample reports that come with Dateline, as far as they are there."""
    return [folder for name in ("seeds", "examples") if (folder := _ROOT / name).is_dir()]


def fill_store(store: Store, directories: Sequence[Path] | None = None, progress: Progress | None = None) -> int:
    """Read the reports of some folders into an empty store, all in one transaction.

    Parameters
    ----------
    store
        The store. If it holds reports already, nothing is done.
    directories
        Folders of text files with sidecars; by default those of `sample_directories`.
    progress
        Told before each report, and once at the end.

    Returns
    -------
    int
        How many reports were read.
    """
    if store.documents().num_rows:
        return 0
    from events.pipeline import read_report
    from events.store.rows import Provenance, source_digest

    files = [file for folder in directories or sample_directories() for file in find_text_files(Path(folder))]
    reports, provenance = [], {}
    for done, file in enumerate(files):
        if progress:
            progress(done, len(files), file.stem)
        document = read_text_file(file)
        provenance[document.id] = Provenance(source_digest(document), str(file.absolute()))
        reports.append(read_report(document))
    store.add_many(reports, provenance)
    if progress:
        progress(len(files), len(files), "")
    return len(reports)
