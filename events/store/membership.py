"""Who belongs to whom, through all steps: Putin to the Kremlin, the Kremlin to Russia."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from events.model import Actor


class ActorTable(Protocol):
    """What the store asks of the actor table."""

    by_id: dict[str, Actor]

    def groups(self, actor: Actor) -> tuple[str, ...]:
        """Give the ids of all that an actor belongs to, through all steps."""


def load_table() -> ActorTable:
    """Load the actor table that Dateline brings."""
    from events.actors import load_actors

    table: ActorTable = load_actors()
    return table


def trace_memberships(
    actors: Mapping[str, Actor], table: ActorTable | None = None
) -> tuple[list[tuple[str, str]], dict[str, Actor]]:
    """Follow each actor to all that it belongs to.

    Parameters
    ----------
    actors
        Actors by id.
    table
        The actor table; by default the one that Dateline brings.

    Returns
    -------
    pairs
        Each actor with each that it belongs to, directly or not.
    above
        The actors met on the way that were not among those given.
    """
    if not actors:
        return [], {}
    table = table or load_table()
    pairs = [(id_, group) for id_, actor in actors.items() for group in table.groups(actor) if group != id_]
    above = {group: table.by_id[group] for _, group in pairs if group in table.by_id and group not in actors}
    return pairs, above
