"""Who does it to whom where particles tell it (Korean): the mentions before a verb that stands last."""

from __future__ import annotations

from events.coding.roles.grammar import describes, governor
from events.coding.roles.model import ABOUT, NEAR, REACH, Roles
from events.coding.scan import Node, Reading
from events.model import ActorKind


def roles_by_particles(reading: Reading, index: int) -> Roles:
    """Read roles off the particles of the mentions before a trigger, nearest first."""
    nodes = reading.nodes
    node = nodes[index]
    roles = Roles()
    topic: list[Node] = []
    bare: list[Node] = []
    if node.sense is not None and "statement" in node.sense.flags and not node.sense.noun:
        speaker = _speaker(nodes, index)
        if speaker is not None:
            return Roles([speaker], _addressee(reading, index, speaker))
    for other in range(index - 1, -1, -1):
        candidate = nodes[other]
        if candidate.clause != node.clause and candidate.clause not in _ancestors(reading, node.clause):
            continue
        if candidate.actor is None or node.position - candidate.position > REACH + 8:
            continue
        match candidate.particle:
            case "subject" if _acts_in_attribute(reading, other, index):
                continue  # 특검이 청구한 영장을 기각했다
            case "subject" | "topic":
                if not (roles.sources or topic or _acts(bare)):
                    topic.append(candidate)
            case "object" | "dative":
                if len(roles.targets) < 2 and not topic:
                    roles.targets.append(candidate)
            case "with" if topic and _stands_beside(nodes, other, topic[-1]) and not _is_mutual(node):
                topic.append(candidate)
            case "with":
                if len(roles.targets) < 2 and (_is_mutual(node) or not topic):
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
                if near and not roles.targets and not motion and _is_near_enough(reading, candidate, node):
                    (roles.targets if _is_about(node) else bare).append(candidate)
    roles.sources = roles.sources or ([] if topic else bare)
    passive = node.sense is not None and ("passive" in node.sense.forms or _is_undergone(reading, index))
    if passive and topic:
        roles.targets = [*topic, *roles.targets]
    elif topic:
        roles.sources = topic
    return roles


def _is_near_enough(reading: Reading, mention: Node, node: Node) -> bool:
    """Whether no word stands between a mention without particle and a noun, as "around" does in 대만 주변에서 훈련."""
    noun = node.sense is not None and node.sense.noun
    return not noun or not reading.text[mention.end : node.start].strip()


def _acts(bare: list[Node]) -> bool:
    """Whether a mention right before a noun names who does it (이스라엘 공습), not what kind it is (국회의원 선거)."""
    return any(node.who is not None and node.who.kind is not ActorKind.GROUP for node in bare)


def _stands_beside(nodes: list[Node], index: int, subject: Node) -> bool:
    """Whether a mention is joined to the subject right behind it ("X와 Y는")."""
    following = next((n for n in nodes[index + 1 :] if n.actor is not None), None)
    return following is subject and subject.start - nodes[index].end <= 2


def _is_mutual(node: Node) -> bool:
    return node.sense is not None and "mutual" in node.sense.flags


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


def _speaker(nodes: list[Node], index: int) -> Node | None:
    """Find the topic of a verb of speech: the first one, or that of the last of joined clauses (…했고, 검찰은 …)."""
    topics = [i for i in range(index) if nodes[i].actor is not None and nodes[i].particle == "topic"]
    for at in reversed(topics):
        before = nodes[at - 2] if at > 1 and nodes[at - 1].mark == "," else None
        if before is not None and before.sense is not None and not before.sense.noun:
            return nodes[at]
    return nodes[topics[0]] if topics else None


def _acts_in_attribute(reading: Reading, mention: int, index: int) -> bool:
    """Whether the verb that a subject belongs to only describes a noun before the trigger."""
    return any(describes(reading, n) for n in reading.nodes[mention + 1 : index])
