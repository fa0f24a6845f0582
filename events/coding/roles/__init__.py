"""Who does it to whom: source and target of a trigger, by word order, voice, prepositions and particles.

The rules, in the order they are tried (docs/coding.md gives examples):

1. *Particles* (Korean, "'s"): a mention whose attached particle tells its role has that role.
2. *Verb, subject first* (order SVO): the nearest mention before the verb in its clause that no preposition governs is
   the subject; without one, the subject of the verb it is coordinated with, of the clause around, or the antecedent of
   the relative clause. What follows is the object, bare or behind a preposition of direction.
3. *Verb first* (order VSO): the first bare mention after the verb is the subject unless one stands right before it in
   the same clause; the next is the object.
4. *Passive*: the subject is the target, a mention behind "by" the source.
5. *Nouns*: their own complements ("visit by", "attack on", iḍāfa), else the subject of the light verb that governs
   them.
"""

from __future__ import annotations

from events.coding.roles.grammar import describes, governor, is_passive, preposition_of
from events.coding.roles.model import Roles
from events.coding.roles.nouns import roles_of_noun
from events.coding.roles.particles import roles_by_particles
from events.coding.roles.verbs import roles_of_verb
from events.coding.scan import Reading

__all__ = ["Roles", "describes", "find_roles", "governor", "is_passive", "preposition_of"]


def find_roles(reading: Reading, index: int, order: str) -> Roles:
    """Find who does it to whom.

    Parameters
    ----------
    reading
        The sentence.
    index
        The trigger, an index into ``reading.nodes``.
    order
        Word order of the language: ``SVO``, ``VSO`` or ``SOV``.

    Returns
    -------
    Roles
        Either list may be empty.
    """
    sense = reading.nodes[index].sense
    if sense is None:
        return Roles()
    if order == "SOV":
        roles = roles_by_particles(reading, index)
    elif sense.noun:
        roles = roles_of_noun(reading, index, order)
    else:
        roles = roles_of_verb(reading, index, order)
    if "crowd" in sense.flags:
        _complete_protest(reading, index, roles)
    if "patient" in sense.flags and not sense.noun:
        roles = Roles([], [*roles.sources, *[n for n in roles.targets if n not in roles.sources]])
    return roles


def _complete_protest(reading: Reading, index: int, roles: Roles) -> None:
    """Find who protests, where the sentence calls them so, and against whom ("demanding", للمطالبة باستقالة)."""
    nodes = reading.nodes
    if not roles.sources:
        roles.sources = [n for n in nodes if n.particle == "protester" and n not in roles.targets][:1]
    for other in range(index + 1, len(nodes)):
        if "cause" not in nodes[other].cues:
            continue
        for candidate in nodes[other + 1 : other + 6]:
            near = candidate.position - nodes[other].position <= 9
            if candidate.actor is not None and near and candidate not in roles.sources:
                roles.targets = [candidate]
                return
