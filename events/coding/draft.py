"""A record in the making: what has been read of one happening, before dates are bound and drafts are joined."""

from __future__ import annotations

from dataclasses import dataclass, field

from events.coding.scan import Node, Reading
from events.model import DateSpan, EventPlace, EventStatus


@dataclass(slots=True, eq=False)
class Speaker:
    """Who says so: the verb of speech (a node of its sentence), and who speaks, as a mention or in bare words."""

    reading: Reading
    verb: int
    nodes: list[Node]
    words: tuple[int, int] | None
    via: Speaker | None = None
    pronoun: bool = False
    """Whether only a pronoun names who speaks ("according to her")."""


@dataclass(slots=True, eq=False)
class Draft:
    """What a report says of one happening.

    ``order`` counts sentences; ``trigger`` is a node of ``reading``; ``support`` how much speaks for the reading of the
    type, from 0 to 1; ``date_trust``, ``place_trust`` and ``actor_trust`` likewise for the parts.
    """

    reading: Reading
    trigger: int
    sentence: int
    type: str
    mode: str | None
    status: EventStatus
    flags: frozenset[str]
    noun: bool
    sources: list[Node] = field(default_factory=list)
    targets: list[Node] = field(default_factory=list)
    mentioned: list[Node] = field(default_factory=list)
    """Who the doers belong to, by the rest of the report."""
    date: DateSpan | None = None
    places: list[EventPlace] = field(default_factory=list)
    speaker: Speaker | None = None
    support: float = 0.9
    date_trust: float = 0.95
    place_trust: float = 0.95
    actor_trust: float = 0.95
    implicit: bool = False
    """Whether its subject is a pronoun or left out."""
    object_pronoun: bool = False
    """Whether its target is a pronoun before the verb ("l'a arrêté", "его задержали")."""
    claimed: bool = False
    """Whether its doer only claims it or is blamed for it: it is told elsewhere."""
    relation: str = ""
    """``after`` or ``before``: how it stands in time to what was told just before."""

    @property
    def node(self) -> Node:
        """The word that tells of it."""
        return self.reading.nodes[self.trigger]

    @property
    def is_speech(self) -> bool:
        """Whether it is an act of speech."""
        return self.type == "statement" and "quiet" not in self.flags

    def actor_ids(self) -> set[str]:
        """The ids of all who take part."""
        return {node.who.id for node in (*self.sources, *self.targets) if node.who is not None}
