"""What of a report no reader would write down as an event: talk and acts of bystanders, told in passing.

Reports quote witnesses, fans and unnamed officials. What these say and do further down, without a day, a place or
anybody known to whom, is colour or the source of something else. Near the head of a report it may matter, and acts of
force always do.
"""

from __future__ import annotations

from events.coding.draft import Draft
from events.coding.reference import HAPPENED
from events.coding.scan import Node
from events.model import ActorKind

FAR = 9
"""Sentences of a report within which all that it tells may matter; most reports end there."""
_SOFT = frozenset({"statement", "accuse", "support", "agree", "concede", "cooperate", "consult", "other"})
_KNOWN_BY = frozenset({"office", "title", "office-unnamed", "office-after"})
"""Readings of a mention that say what somebody is."""


def is_aside(draft: Draft) -> bool:
    """Whether a draft only tells in passing what bystanders say or do.

    Parameters
    ----------
    draft
        With all that the report says of it.

    Returns
    -------
    bool
        False for what stands near the head of a report, what has a day or a place, and acts of force.
    """
    if draft.type not in _SOFT or draft.sentence <= FAR or draft.date is not None or draft.places:
        return False
    if draft.status not in HAPPENED or draft.mode in ("accident", "decline-comment"):
        return False
    parties = [*draft.sources, *draft.targets]
    return all(_is_bystander(node) for node in parties)


def _is_bystander(node: Node) -> bool:
    """Whether a party is a group of people, or a person of whom no office is told and whom the table does not know."""
    if node.actor is None:
        return True
    actor = node.actor.actor
    if actor.kind is ActorKind.GROUP:
        return not actor.member_of
    if actor.kind is not ActorKind.PERSON or actor.offices or actor.member_of:
        return False
    return not _KNOWN_BY.intersection(node.actor.reading) and not (actor.id[:1] == "Q" and actor.id[1:].isdigit())
