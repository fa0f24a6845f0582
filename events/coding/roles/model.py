"""The parties of a trigger, and how far rules look for them."""

from __future__ import annotations

from dataclasses import dataclass, field

from events.coding.scan import Node

REACH = 22
"""Tokens within which a verb finds its subject."""
NEAR = 4
"""Tokens within which a complement stands behind its noun."""
ABOUT = frozenset({"accuse", "reject", "support", "threaten"})
"""Types whose target may stand as the complement of what is accused, rejected, supported ("осудил решение США")."""
TARGET_PREPOSITIONS = frozenset({"prep_with", "prep_against", "prep_on", "prep_to", "prep_for"})
"""Prepositions behind which a party is the target."""
ACTIVE = frozenset({"motion", "patient"})
"""Flags of verbs that form their perfect with "be" and have a passive only with an agent ("est arrivé")."""


@dataclass(slots=True)
class Roles:
    """The nodes of those who do something and of those it is done to."""

    sources: list[Node] = field(default_factory=list)
    targets: list[Node] = field(default_factory=list)
