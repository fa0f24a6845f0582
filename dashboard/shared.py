"""What people share from here: short links and stories, in a small SQLite file beside the store.

The store can be emptied and filled anew, be read-only or live on another machine; what was shared must keep working, so
it has a file of its own. Ids are random and cannot be guessed; numbers and sizes are bounded, and nothing that was
shared is ever dropped to make room.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dashboard.link import ID
from events.errors import DatelineError

VARIABLE = "DATELINE_SHARED"
"""The environment variable that names another file."""

MOST_LINKS = 50_000
MOST_LINK_CHARACTERS = 16_000
MOST_STORIES = 2_000
MOST_STORY_CHARACTERS = 300_000
REVISIONS_KEPT = 20
"""Earlier versions of a story that are kept."""

_VERSION = 1
_TABLES = """
CREATE TABLE links (id TEXT PRIMARY KEY, digest BLOB UNIQUE NOT NULL, query TEXT NOT NULL, made TEXT NOT NULL);
CREATE TABLE stories (id TEXT NOT NULL, revision INTEGER NOT NULL, content TEXT, made TEXT NOT NULL,
                      PRIMARY KEY (id, revision));
"""


class SharedError(DatelineError):
    """What was to be shared could not be: the limits, or the file. ``reason`` names a string of the interface."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Kept:
    """A stored story: its id, which version it is, and its JSON."""

    id: str
    revision: int
    content: str


def shared_path(store: Path) -> Path:
    """Give the file for what is shared: the one that ``DATELINE_SHARED`` names, else one beside the store."""
    named = os.environ.get(VARIABLE)
    return Path(named).expanduser().absolute() if named else store.with_name(f"{store.stem}.shared.sqlite")


class Shared:
    """Short links and stories.

    Parameters
    ----------
    path
        The file; made at the first writing.

    Notes
    -----
    Safe for threads and processes: every call opens the file for itself, and SQLite locks it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    # ---- short links ---------------------------------------------------------------------

    def keep_link(self, query: str) -> str:
        """Store a query string under a random id; the same one again gives the same id.

        Raises
        ------
        SharedError
            If it is too long, or no more fit.
        """
        if len(query) > MOST_LINK_CHARACTERS:
            raise SharedError("share.toolong", f"A link holds at most {MOST_LINK_CHARACTERS} characters.")
        digest = hashlib.sha256(query.encode("utf-8", "surrogatepass")).digest()
        with self._open(write=True) as file:
            known = file.execute("SELECT id FROM links WHERE digest = ?", (digest,)).fetchone()
            if known:
                return str(known[0])
            if file.execute("SELECT count(*) FROM links").fetchone()[0] >= MOST_LINKS:
                raise SharedError("share.full", f"{MOST_LINKS} short links are stored: no more fit.")
            id_ = secrets.token_urlsafe(9)
            file.execute("INSERT INTO links VALUES (?, ?, ?, ?)", (id_, digest, query, _now()))
            return id_

    def link(self, id_: str) -> str | None:
        """Give the query string of a short link; none if there is no such link."""
        if not ID.fullmatch(id_) or not self.path.exists():
            return None
        with self._open() as file:
            found = file.execute("SELECT query FROM links WHERE id = ?", (id_,)).fetchone()
        return str(found[0]) if found else None

    # ---- stories -------------------------------------------------------------------------

    def stories(self) -> list[Kept]:
        """Give the last version of every story, the one saved last first."""
        if not self.path.exists():
            return []
        with self._open() as file:
            rows = file.execute(
                "SELECT id, revision, content FROM stories AS s WHERE content IS NOT NULL AND revision ="
                " (SELECT max(revision) FROM stories WHERE id = s.id) ORDER BY made DESC, rowid DESC"
            ).fetchall()
        return [Kept(*row) for row in rows]

    def story(self, id_: str) -> Kept | None:
        """Give the last version of a story; none if there is none, or it was deleted."""
        if not ID.fullmatch(id_) or not self.path.exists():
            return None
        with self._open() as file:
            row = file.execute(
                "SELECT id, revision, content FROM stories WHERE id = ? ORDER BY revision DESC LIMIT 1", (id_,)
            ).fetchone()
        return Kept(*row) if row and row[2] is not None else None

    def save_story(self, content: str, *, id_: str | None = None, revision: int = 0) -> Kept:
        """Save a story: a new one without an id, else the next version of it.

        Parameters
        ----------
        content
            The story as JSON.
        id_
            The story that this is a new version of.
        revision
            The version that was edited.

        Raises
        ------
        SharedError
            If it is too long, no more fit, or somebody saved it since it was opened.
        """
        if len(content) > MOST_STORY_CHARACTERS:
            raise SharedError("story.toolong", f"A story holds at most {MOST_STORY_CHARACTERS} characters.")
        with self._open(write=True) as file:
            if id_ is None:
                count = file.execute("SELECT count(DISTINCT id) FROM stories WHERE content IS NOT NULL").fetchone()[0]
                if count >= MOST_STORIES:
                    raise SharedError("story.full", f"{MOST_STORIES} stories are stored: no more fit.")
                id_, revision = secrets.token_urlsafe(9), 0
            else:
                self._check_revision(file, id_, revision)
            file.execute("INSERT INTO stories VALUES (?, ?, ?, ?)", (id_, revision + 1, content, _now()))
            file.execute("DELETE FROM stories WHERE id = ? AND revision <= ?", (id_, revision + 1 - REVISIONS_KEPT))
            return Kept(id_, revision + 1, content)

    def delete_story(self, id_: str, *, revision: int) -> None:
        """Delete a story; its earlier versions stay in the file.

        Raises
        ------
        SharedError
            If somebody saved it since it was opened.
        """
        with self._open(write=True) as file:
            self._check_revision(file, id_, revision)
            file.execute("INSERT INTO stories VALUES (?, ?, NULL, ?)", (id_, revision + 1, _now()))

    def _check_revision(self, file: sqlite3.Connection, id_: str, revision: int) -> None:
        last = file.execute("SELECT max(revision) FROM stories WHERE id = ?", (id_,)).fetchone()[0]
        if last != revision:
            raise SharedError("story.stale", f"Story {id_} has been saved by somebody else (version {last}).")

    # ---- the file ------------------------------------------------------------------------

    @contextmanager
    def _open(self, *, write: bool = False) -> Iterator[sqlite3.Connection]:
        try:
            if write:
                self.path.parent.mkdir(parents=True, exist_ok=True)
            file = sqlite3.connect(self.path, timeout=10, isolation_level=None)
        except (sqlite3.Error, OSError) as error:
            raise SharedError("share.unwritable", f"The file {self.path} cannot be opened: {error}.") from error
        try:
            file.execute("BEGIN IMMEDIATE" if write else "BEGIN")
            version = file.execute("PRAGMA user_version").fetchone()[0]
            if version > _VERSION:
                raise SharedError(
                    "share.unwritable", f"{self.path} was made by a newer release of Dateline: upgrade Dateline."
                )
            if version == 0 and write:
                for statement in filter(str.strip, _TABLES.split(";")):
                    file.execute(statement)
                file.execute(f"PRAGMA user_version = {_VERSION}")
            if version == 0 and not write:
                raise SharedError("share.unwritable", f"{self.path} is not a file of shared links and stories.")
            yield file
            file.execute("COMMIT")
        except sqlite3.Error as error:
            raise SharedError("share.unwritable", f"The file {self.path} cannot be used: {error}.") from error
        finally:
            if file.in_transaction:
                file.execute("ROLLBACK")
            file.close()


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
