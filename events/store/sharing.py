"""What people keep to share it: texts under ids, a row for each version, so that nobody overwrites another's words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from events.store.database import Writer, as_rows
from events.store.schema import table

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

Run = Callable[["ir.Table"], "pa.Table"]


@dataclass(frozen=True, slots=True)
class Note:
    """One version of a shared text.

    Attributes
    ----------
    kind
        What sort of text it is; ids of different kinds do not meet.
    id
        The text's id.
    revision
        Which version, from 1.
    content
        The text; none if it was deleted.
    """

    kind: str
    id: str
    revision: int
    content: str | None


def load_notes(run: Run, kind: str, id_: str | None = None) -> list[Note]:
    """Give the last version of all texts of a kind, or of one; the one changed last comes first."""
    notes = table("notes")
    chosen = notes.filter(notes.kind == kind)
    if id_ is not None:
        chosen = chosen.filter(chosen.id == id_)
    last: dict[str, Note] = {}
    for row in run(chosen.order_by([chosen.made, chosen.revision])).to_pylist():
        last.pop(row["id"], None)
        last[row["id"]] = Note(row["kind"], row["id"], row["revision"], row["content"])
    return list(reversed(last.values()))


def find_note(run: Run, kind: str, content: str) -> str | None:
    """Give the id of the text with this very content; none if there is none."""
    notes = table("notes")
    found = run(notes.filter((notes.kind == kind) & (notes.content == content)).select("id").limit(1))
    return found["id"].to_pylist()[0] if len(found) else None


def count_notes(run: Run, kind: str) -> int:
    """Count the texts of a kind, deleted ones among them."""
    notes = table("notes")
    counted = notes.filter(notes.kind == kind).aggregate(n=notes.id.nunique())
    return int(run(counted)["n"][0].as_py())


def add_note(writer: Writer, note: Note, *, keep: int) -> None:
    """Add a version of a text, and drop those that are more than ``keep`` versions old."""
    row = {
        "key": _key(note.kind, note.id, note.revision),
        "kind": note.kind,
        "id": note.id,
        "revision": note.revision,
        "content": note.content,
        "made": dt.datetime.now(dt.UTC),
    }
    writer.insert("notes", as_rows("notes", [row]))
    old: Sequence[str] = [_key(note.kind, note.id, n) for n in range(1, note.revision - keep + 1)]
    if old:
        writer.delete("notes", "key", old)


def _key(kind: str, id_: str, revision: int) -> str:
    return f"{kind}/{id_}/{revision}"
