"""Who takes part in the rows of such tables: actors of ours where they are known by name, else of their own making."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from events.model import Actor, ActorKind
from events.store.database import as_rows
from events.store.membership import trace_memberships
from events.store.rows import actor_row

if TYPE_CHECKING:
    import pyarrow as pa


def resolve_party(party: str, *, kind: str) -> list[Actor]:
    """Find the actors of a party as ``data/rows.sql`` writes it: names parted by U+001E, and after U+001F a country."""
    names, _, country = party.partition("\x1f")
    found = (resolve_actor(name, country, kind=kind) for name in names.split("\x1e"))
    return list({actor.id: actor for actor in found}.values())


def actor_tables(actors: Iterable[Actor]) -> dict[str, pa.Table]:
    """Give actors, and those that they belong to, as the store's tables."""
    pairs, above = trace_memberships(by_id := {actor.id: actor for actor in actors})
    return {
        "actors": as_rows("actors", [actor_row(actor) for actor in (by_id | above).values()]),
        "memberships": as_rows("memberships", [{"actor": a, "belongs_to": b} for a, b in pairs]),
    }


_BRACKETS = re.compile(r"\s*\([^)]*\)")
_OF = re.compile(r"\b(?:of|in)\s+(?:the\s+)?([A-Z][\w' -]+)$")


def resolve_actor(name: str, country: str, *, kind: str) -> Actor:
    """Find an actor of a table among ours, by its name, else make one that belongs to its country.

    Parameters
    ----------
    name
        As the table writes it: ``Military Forces of Russia (2000-)``, ``VLADIMIR PUTIN``.
    country
        ISO 3166-1 alpha-2 code, ``""`` if the table tells none.
    kind
        Whose table it is; it begins the ids of new actors.
    """
    from events.actors import load_actors

    table = load_actors()
    plain = _BRACKETS.sub("", name).strip()
    found = table.find(plain, "en") or (table.find(name, "en") if name != plain else ())
    if len(found) == 1 and (not country or found[0].country in {country, None}):
        return found[0]
    named = [*re.findall(r"\(([^)]*)\)", name), *_OF.findall(plain)]
    states = [state for part in named for state in table.find(part, "en") if state.kind is ActorKind.COUNTRY]
    code = country or next((state.country for state in states if state.country), None)
    slug = re.sub(r"[^\w]+", "-", name.lower()).strip("-")[:80]
    shown = name.title() if name.isupper() and len(name) > 3 else name
    return Actor(f"{kind}:{slug}" + (f"-{country.lower()}" if country else ""), shown, ActorKind.GROUP, code or None)
