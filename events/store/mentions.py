"""Articles that mention an event of others' tables: GDELT lists them, with where in the article and how surely."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from events.store import rows
from events.store.database import Writer
from events.store.reading import Pick

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Mention:
    """An article that mentions an event.

    Attributes
    ----------
    outlet, url
        Whose article it is, and where it stands; for what is no web page, the citation.
    published
        The day on which it was found.
    confidence
        How sure the table's maker is that the article tells of this event, from 0 to 1; none if that is not told.
    start
        The character of the article at which the deed stands; none if that is not told.
    extras
        What else the table says of it.
    """

    outlet: str | None
    url: str | None
    published: dt.date | None
    confidence: float | None
    start: int | None
    extras: Mapping[str, Any]


def load_mentions(pick: Pick, events: Iterable[str]) -> dict[str, list[Mention]]:
    """Give the mentions of events, by the event's id, the surest first; events without any are left out."""
    found: dict[str, list[Mention]] = {}
    for row in pick("mentions", "event", sorted(set(events)), ()).to_pylist():
        found.setdefault(row["event"], []).append(
            Mention(
                row["outlet"],
                row["url"],
                rows.from_days(row["published"]),
                None if row["confidence"] is None else row["confidence"] / 100,
                row["start"],
                json.loads(row["extras"] or "{}"),
            )
        )
    for mentions in found.values():
        mentions.sort(key=lambda each: (-(each.confidence or 0.0), each.published or dt.date.max, each.url or ""))
    return found


def mention_facts(mention: Mention) -> dict[str, Any]:
    """Give what is told of a mention as JSON can hold it, for tables that go out."""
    published = mention.published.isoformat() if mention.published else None
    told = {"outlet": mention.outlet, "url": mention.url, "published": published,
            "confidence": mention.confidence, "start": mention.start}  # fmt: skip
    return {**{name: value for name, value in told.items() if value is not None}, **mention.extras}


def add_mentions(writer: Writer, incoming: pa.Table) -> tuple[int, int, int]:
    """Add mentions that are not known yet; give how many were new, updated (none ever is), and known.

    Parameters
    ----------
    writer
        A writer within a transaction.
    incoming
        Rows of the table ``mentions``, whose ids are made of all that they say.
    """
    import pyarrow as pa

    ids: list[str] = incoming["id"].to_pylist()
    seen: set[str] = set(writer.pick("mentions", "id", ids, ("id",))["id"].to_pylist())
    new = []
    for id_ in ids:
        new.append(id_ not in seen)
        seen.add(id_)
    writer.insert("mentions", incoming.filter(pa.array(new, pa.bool_())))
    return sum(new), 0, len(new) - sum(new)
