"""Sources that are read once, or watched: folders for new and changed files, feeds for new pages."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from events.readers.draft import Found
from events.readers.links import Known, read_link
from events.readers.sources import list_files, read_file
from events.readers.web import Fetcher, is_web_address

FOLDER_PAUSE = 2.0
"""Seconds between two looks into a folder."""
FEED_PAUSE = 600.0
"""Seconds between two questions to a feed."""


@dataclass(slots=True)
class Watch:
    """Sources, and what of them was seen already.

    A file counts as new when its size or time changed. One that is still being written, as its time is within the last
    second, waits for the next look.
    """

    sources: Sequence[str]
    columns: Mapping[str, str] = field(default_factory=dict)
    _files: dict[Path, tuple[int, int]] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)
    _fetcher: Fetcher = field(default_factory=Fetcher)

    def list_due(self, *, follow: bool = False) -> list[Path | str]:
        """Give the files that are new or changed, and the addresses that it is time to ask.

        Parameters
        ----------
        follow
            Whether there is a next look, for which fresh files can wait.
        """
        due: list[Path | str] = []
        for source in self.sources:
            if is_web_address(source):
                if time.monotonic() - self._asked.get(source, -FEED_PAUSE) >= FEED_PAUSE:
                    due.append(source)
            else:
                due += (file for file in list_files([source]) if self._is_due(file, follow=follow))
        return due

    def _is_due(self, file: Path, *, follow: bool) -> bool:
        try:
            status = file.stat()
        except OSError:
            seen = (-1, -1)
        else:
            seen = (status.st_size, status.st_mtime_ns)
            if follow and 0 <= time.time() - status.st_mtime < 1:
                return False
        if self._files.get(file) == seen:
            return False
        self._files[file] = seen
        return True

    def read(self, source: Path | str, *, known: Known) -> Iterator[Found]:
        """Read one source that is due; ``known`` tells which pages of a feed are stored already."""
        if isinstance(source, Path):
            yield from read_file(source, columns=self.columns)
        else:
            again = source in self._asked
            self._asked[source] = time.monotonic()
            yield from read_link(source, self._fetcher, known=known, again=again)

    def wait(self) -> None:
        """Wait until the next look."""
        time.sleep(FOLDER_PAUSE)
