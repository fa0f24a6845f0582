"""Who does it to whom where a noun names it: its complements, else the parties of its light verb."""

from __future__ import annotations

from events.coding.roles.grammar import governor, is_joined, preposition_of, with_joined
from events.coding.roles.model import NEAR, REACH, TARGET_PREPOSITIONS, Roles
from events.coding.roles.subjects import subject_before
from events.coding.roles.verbs import mentions_after, partner_before
from events.coding.scan import Node, Reading
from events.model import ActorKind


def roles_of_noun(reading: Reading, index: int, order: str) -> Roles:
    nodes = reading.nodes
    node = nodes[index]
    sense = node.sense
    assert sense is not None
    sources: list[Node] = []
    targets: list[Node] = []
    last = node.position
    suffers = sense.type == "assault" and "strong" in sense.flags
    cased = reading.lexicon is not None and reading.lexicon.cases is not None
    previous = nodes[index - 1] if index else None
    if previous is not None and "weapon" in previous.cues and previous.who is None and index > 1:
        previous = nodes[index - 2]  # "Russian missile strikes"
    if previous is not None and previous.who is not None and order == "SVO":
        gap = node.position - previous.position
        owns = previous.particle == "possessive" and gap <= NEAR
        describes = previous.who.kind is ActorKind.COUNTRY or _is_force(previous, sense.type)
        if owns or (describes and gap <= 2):
            sources.append(previous)
    for other in range(index + 1, len(nodes)):
        candidate = nodes[other]
        if candidate.sense is not None and not candidate.sense.noun:
            break
        if candidate.clause != node.clause or candidate.position > last + NEAR + 3:
            break
        if candidate.sense is not None or candidate.mark in (".", ":", ";", "؛"):
            break
        if order == "VSO" and "after" in candidate.cues and candidate.date is None:
            break  # شغب بعد فوز المغرب
        if candidate.actor is None:
            if candidate.date or candidate.toponym:
                last = candidate.position + 1
            continue
        preposition = preposition_of(reading, other)
        if cased and not preposition and candidate.particle != "oblique" and _before_verb(reading, other):
            break  # the subject of what follows
        last = candidate.position + 2
        if "motion" in sense.flags and candidate.toponym is not None and preposition in ("", "prep_of"):
            continue
        if preposition == "prep_by":
            sources.append(candidate)
        elif suffers and preposition in ("prep_of", "") and not targets:
            targets = with_joined(reading, other, forward=True)
        elif (preposition in ("prep_of", "") and not sources and not targets) or (
            preposition == "prep_with" and "mutual" in sense.flags and not sources and _joined_after(reading, other)
        ):
            sources.append(candidate)
        elif preposition in TARGET_PREPOSITIONS or (sources and is_joined(reading, other)):
            targets.append(candidate)
    if not sources:
        sources = _agents_behind(reading, index)
    light = governor(reading, index)
    if light is not None and not sources:
        subjects, objects = _of_light(reading, light, order, index)
        if "undergo" in nodes[light].cues:
            targets = targets or subjects
        else:
            sources = [n for n in subjects if n not in targets]
            targets = targets or [n for n in objects if n not in sources]
            if not targets and order == "SVO":
                targets = partner_before(reading, min(index, light), {id(n) for n in sources})
    if "mutual" in sense.flags and not targets and len(sources) >= 2:
        return Roles(sources[:1], sources[1:])
    return Roles(sources, targets)


def _is_force(node: Node, type_: str) -> bool:
    """Whether an organisation right before the noun of an attack did it ("a Taliban raid"), not "an embassy attack"."""
    if type_ != "assault" or node.who is None or node.who.kind is not ActorKind.ORGANISATION:
        return False
    return node.toponym is None and "premises" not in node.cues


def _before_verb(reading: Reading, index: int) -> bool:
    """Whether a verb follows a mention at once."""
    nodes = reading.nodes
    following = nodes[index + 1] if index + 1 < len(nodes) else None
    if following is None or reading.text[nodes[index].end : following.start].strip():
        return False
    return following.sense is not None and not following.sense.noun


def _agents_behind(reading: Reading, index: int) -> list[Node]:
    """Find a mention behind "by" further on in a noun's clause ("the massacre of ... carried out by soldiers")."""
    nodes = reading.nodes
    for other in range(index + 1, len(nodes)):
        candidate = nodes[other]
        if candidate.position - nodes[index].position > 18 or candidate.mark in (";", "؛", ":"):
            break
        if candidate.sense is not None and not candidate.sense.noun:
            break
        if candidate.actor is not None and preposition_of(reading, other) == "prep_by":
            return [candidate]
    return []


def _joined_after(reading: Reading, index: int) -> bool:
    """Whether another mention is joined to this one: "between X and Y"."""
    nodes = reading.nodes
    for other in range(index + 1, min(len(nodes), index + 4)):
        if nodes[other].actor is not None:
            return is_joined(reading, other) or preposition_of(reading, other) == "prep_with"
    return False


def _of_light(reading: Reading, index: int, order: str, noun: int) -> tuple[list[Node], list[Node]]:
    subjects = subject_before(reading, index, reach=9 if order == "VSO" else REACH, share=order != "VSO")
    if subjects or order != "VSO":
        return subjects, []
    _, objects = mentions_after(reading, index, skip=set())
    named = reading.nodes[noun]
    bare = [n for n, preposition in objects if not preposition and (noun < index or n.start < named.start)]
    return bare[:1], [n for n, preposition in objects if preposition in ("prep_against", "prep_on")]
