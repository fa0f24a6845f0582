"""What people share from here: short links and stories, kept in the store.

Ids are random and cannot be guessed; numbers and sizes are bounded, and nothing that was shared is ever dropped to make
room.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.link import ID
from events.errors import DatelineError
from events.store.sharing import Note, add_note, count_notes, find_note, load_notes

if TYPE_CHECKING:
    from events.store import Store

MOST_LINKS = 50_000
MOST_LINK_CHARACTERS = 16_000
MOST_STORIES = 2_000
MOST_STORY_CHARACTERS = 300_000
REVISIONS_KEPT = 20
"""Versions of a story that are kept."""

_LINK = "link"
_STORY = "story"


class SharedError(DatelineError):
    """What was to be shared could not be. ``reason`` names a string of the interface."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Kept:
    """A stored story: its id, which version it is, and its JSON."""

    id: str
    revision: int
    content: str


class Shared:
    """Short links and stories.

    Parameters
    ----------
    store
        Where they are kept.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

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
        with self._store.sharing() as writer:
            known = find_note(writer.run, _LINK, query)
            if known:
                return known
            if count_notes(writer.run, _LINK) >= MOST_LINKS:
                raise SharedError("share.full", f"{MOST_LINKS} short links are stored: no more fit.")
            id_ = secrets.token_urlsafe(9)
            add_note(writer, Note(_LINK, id_, 1, query), keep=1)
            return id_

    def link(self, id_: str) -> str | None:
        """Give the query string of a short link; none if there is no such link."""
        found = self._store.notes(_LINK, id_) if ID.fullmatch(id_) else []
        return found[0].content if found else None

    # ---- stories -------------------------------------------------------------------------

    def stories(self) -> list[Kept]:
        """Give the last version of every story, the one saved last first."""
        return [kept for note in self._store.notes(_STORY) if (kept := _kept(note))]

    def story(self, id_: str) -> Kept | None:
        """Give the last version of a story; none if there is none, or it was deleted."""
        found = self._store.notes(_STORY, id_) if ID.fullmatch(id_) else []
        return _kept(found[0]) if found else None

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
        return self._add(content, id_, revision)

    def delete_story(self, id_: str, *, revision: int) -> None:
        """Delete a story; its earlier versions stay in the store.

        Raises
        ------
        SharedError
            If somebody saved it since it was opened.
        """
        self._add(None, id_, revision)

    def _add(self, content: str | None, id_: str | None, revision: int) -> Kept:
        with self._store.sharing() as writer:
            if id_ is None:
                if len([note for note in load_notes(writer.run, _STORY) if note.content is not None]) >= MOST_STORIES:
                    raise SharedError("story.full", f"{MOST_STORIES} stories are stored: no more fit.")
                id_, revision = secrets.token_urlsafe(9), 0
            else:
                last = next((note.revision for note in load_notes(writer.run, _STORY, id_)), None)
                if last != revision:
                    raise SharedError("story.stale", f"Story {id_} has been saved by somebody else (version {last}).")
            add_note(writer, Note(_STORY, id_, revision + 1, content), keep=REVISIONS_KEPT)
            return Kept(id_, revision + 1, content or "")


def _kept(note: Note) -> Kept | None:
    return Kept(note.id, note.revision, note.content) if note.content is not None else None
