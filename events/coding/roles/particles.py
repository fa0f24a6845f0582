"""Who does it to whom where particles tell it (Korean): the mentions before a verb that stands last."""

from __future__ import annotations

from events.coding.roles.grammar import governor
from events.coding.roles.model import ABOUT, NEAR, REACH, Roles
from events.coding.scan import Node, Reading
from events.model import ActorKind


def roles_by_particles(reading: Reading, index: int) -> Roles:
    """Read roles off the particles of the mentions before a trigger, nearest first."""
    nodes = reading.nodes
    node = nodes[index]
    roles = Roles()
    topic: list[Node] = []
    if node.sense is not None and "statement" in node.sense.flags and not node.sense.noun:
        speaker = next((n for n in nodes[:index] if n.actor is not None and n.particle == "topic"), None)
        if speaker is not None:
            return Roles([speaker], _addressee(reading, index, speaker))
    for other in range(index - 1, -1, -1):
        candidate = nodes[other]
        if candidate.clause != node.clause and candidate.clause not in _ancestors(reading, node.clause):
            continue
        if candidate.actor is None or node.position - candidate.position > REACH + 8:
            continue
        match candidate.particle:
            case "subject" | "topic":
                if not roles.sources and not topic:
                    topic.append(candidate)
            case "object" | "dative":
                if len(roles.targets) < 2 and not topic:
                    roles.targets.append(candidate)
            case "with":
                joined = node.sense is not None and "mutual" in node.sense.flags
                if len(roles.targets) < 2 and (joined or not topic):
                    roles.targets.append(candidate)
            case "to":
                if not roles.targets and not topic and _receives(node, candidate):
                    roles.targets.append(candidate)
            case "by":
                roles.sources.append(candidate)
            case "possessive" if _is_about(node) and not roles.targets and not topic:
                roles.targets.append(candidate)
            case "possessive":
                if node.position - candidate.position <= NEAR and node.sense is not None and node.sense.noun:
                    roles.sources.append(candidate)
            case "":
                motion = node.sense is not None and "motion" in node.sense.flags
                near = node.position - candidate.position <= 2 and candidate.who is not None
                if near and not roles.targets and not motion:
                    (roles.targets if _is_about(node) else roles.sources).append(candidate)
    passive = node.sense is not None and ("passive" in node.sense.forms or _is_undergone(reading, index))
    if passive and topic:
        roles.targets = [*topic, *roles.targets]
    elif topic:
        roles.sources = topic
    return roles


def _is_undergone(reading: Reading, index: int) -> bool:
    """Whether the light verb of a noun says that its subject suffers it (총격을 받아)."""
    sense = reading.nodes[index].sense
    light = governor(reading, index) if sense is not None and sense.noun else None
    return light is not None and "undergo" in reading.nodes[light].cues


def _addressee(reading: Reading, index: int, speaker: Node) -> list[Node]:
    """Find whom an act of speech is aimed at, before a verb that stands last; a plain statement has nobody."""
    nodes = reading.nodes
    sense = nodes[index].sense
    if sense is None or sense.type == "statement":
        return []
    for other in range(index - 1, -1, -1):
        candidate = nodes[other]
        if candidate is speaker or nodes[index].position - candidate.position > REACH:
            break
        if candidate.actor is None or candidate.clause != nodes[index].clause:
            continue
        if candidate.particle in ("object", "dative", "possessive") or (
            candidate.particle == "to" and _receives(nodes[index], candidate)
        ):
            return [candidate]
    return []


def _receives(node: Node, candidate: Node) -> bool:
    """Whether a state or organisation with a particle of direction is the party it is done to (일본에 항의)."""
    motion = node.sense is not None and "motion" in node.sense.flags
    return not motion and candidate.who is not None and candidate.who.kind is not ActorKind.PERSON


def _is_about(node: Node) -> bool:
    return node.sense is not None and not node.sense.noun and node.sense.type in ABOUT


def _ancestors(reading: Reading, clause: int) -> set[int]:
    found: set[int] = set()
    while clause > 0:
        clause = reading.clauses[clause].parent
        found.add(clause)
    return found
