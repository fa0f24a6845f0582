"""What every rule of roles asks of a mention or a trigger: its preposition, voice, light verb, partners."""

from __future__ import annotations

from events.coding.roles.model import ACTIVE
from events.coding.scan import Node, Reading, kept
from events.model import ActorKind

_PREPOSITIONS = (
    "prep_by",
    "prep_with",
    "prep_against",
    "prep_on",
    "prep_to",
    "prep_from",
    "prep_in",
    "prep_of",
    "prep_for",
)
APART = frozenset({"according", "among"})
"""Cues behind which a mention is no party: who says so, and who is only counted among others."""
_VERBS = frozenset({"light", "claim", "blamed"})
"""Cues of verbs that tell of nothing themselves."""
_PARTITIVE = frozenset({"prep_of", "prep_from"})
_ANY_PREPOSITION = frozenset(_PREPOSITIONS)
_GOVERNING = frozenset({"light", "plan", "ongoing"})


@kept
def preposition_of(reading: Reading, index: int) -> str:
    """Give the kind of preposition that governs a mention (``prep_to`` ...), ``""`` if it is bare."""
    nodes = reading.nodes
    node = nodes[index]
    if index and "according" in nodes[index - 1].cues and nodes[index - 1].position >= node.position - 3:
        return "prep_about"
    own = _preposition_in(node.cues)
    if own:
        return own
    joined = _joined_to(reading, index)
    if joined is not None and nodes[joined].actor is None and "prep_with" in nodes[index - 1].cues:
        return "prep_with"  # 在莫斯科与拉夫罗夫会谈: "and" a town is none
    if joined is not None:
        return preposition_of(reading, joined)
    nominative = reading.lexicon is not None and reading.lexicon.cases is not None and is_one_person(node)
    nominative = nominative and node.particle != "oblique"
    before = index - 1
    while before >= 0 and nodes[before].position >= node.position - 4:
        other = nodes[before]
        if other.actor or other.toponym or other.mark or other.date:
            break
        if other.sense is None and "light" in other.cues:
            break
        if other.sense is None:
            if other.cues & APART:
                return "prep_about"
            if "rel_object" in other.cues:
                break
            name = _preposition_in(other.cues)
            if name and not (name in _PARTITIVE and _counts(reading, other)):
                if nominative and other.position < node.position - 1:
                    return ""
                return "prep_with" if name == "prep_from" and _in_instrumental(reading, node) else name
        else:
            break
        before -= 1
    return ""


def _counts(reading: Reading, preposition: Node) -> bool:
    """Whether a word of quantity stands before "of": "dozens of", أربعة من."""
    lexicon = reading.lexicon
    before = reading.text[reading.start : preposition.start].split()[-1:]
    if lexicon is None or not before:
        return False
    word = lexicon.fold(before[0])
    return word.isdigit() or word in lexicon.quantities or word[1:] in lexicon.quantities


def _preposition_in(cues: frozenset[str]) -> str:
    """Give the first kind of preposition among cues, ``""`` where there is none."""
    if _ANY_PREPOSITION.isdisjoint(cues):
        return ""
    return next(name for name in _PREPOSITIONS if name in cues)


def _in_instrumental(reading: Reading, node: Node) -> bool:
    """Whether the case of a party says "with", behind a preposition that else means "from"."""
    cases = reading.lexicon.cases if reading.lexicon is not None else None
    if cases is None or not cases.instrumental or node.actor is None:
        return False
    return is_one_person(node) or node.actor.text.casefold().endswith(cases.instrumental)


def _joined_to(reading: Reading, index: int) -> int | None:
    """Give the mention that this one is joined to by "and" or a comma in a row."""
    nodes = reading.nodes
    if not is_joined(reading, index):
        return None
    for other in range(index - 1, max(-1, index - 4), -1):
        if nodes[other].sense is not None:
            return None
        if nodes[other].actor or nodes[other].toponym:
            return other if nodes[index].position - nodes[other].position <= 7 else None
    return None


@kept
def passive_marker(reading: Reading, index: int) -> int | None:
    """Find the word before a verb that turns it into a passive (被, 遭)."""
    if "passive" not in reading.cues:
        return None
    nodes = reading.nodes
    node = nodes[index]
    if node.sense is None or node.sense.noun:
        return None
    for other in range(index - 1, max(-1, index - 6), -1):
        candidate = nodes[other]
        if candidate.clause != node.clause or candidate.mark or (candidate.sense and not candidate.sense.noun):
            return None
        if "passive" in candidate.cues:
            return other if node.position - candidate.position <= 8 else None
    return None


@kept
def is_passive(reading: Reading, index: int) -> bool:
    """Whether a verb stands in the passive: a participle behind a form of "be", or before "by"."""
    nodes = reading.nodes
    node = nodes[index]
    if passive_marker(reading, index) is not None:
        return True
    if node.sense is None or not node.sense.forms & {"part", "adj"} or node.sense.noun:
        return "passive" in (node.sense.forms if node.sense else ())
    if reading.lexicon is not None and reading.lexicon.cases is not None and node.sense.forms <= {"part"}:
        return True  # "арестован", "поранено" need no form of "be"
    following = nodes[index + 1] if index + 1 < len(nodes) else None
    by = following is not None and "prep_by" in following.cues and following.position <= node.position + 3
    if node.sense.flags & ACTIVE and not by:
        return False
    before = index - 1
    while before >= 0 and nodes[before].position >= node.position - 3:
        other = nodes[before]
        if "be" in other.cues:
            return not ("reflexive" in other.cues or (before and "reflexive" in nodes[before - 1].cues))
        if "have" in other.cues or other.sense is not None or other.mark:
            break
        before -= 1
    return by


@kept
def governor(reading: Reading, index: int) -> int | None:
    """Find the light verb ("held", شن, нанесли) or verb of intent or duration that a noun stands with in its clause."""
    if reading.cues.isdisjoint(_GOVERNING):
        return None
    nodes = reading.nodes
    node = nodes[index]
    best: int | None = None
    for other in range(max(0, index - 8), min(len(nodes), index + 8)):
        candidate = nodes[other]
        if other == index or candidate.cues.isdisjoint(_GOVERNING) or candidate.clause != node.clause:
            continue
        low, high = sorted((index, other))
        between = nodes[low + 1 : high]
        if any(n.sense is not None and "coord" not in node.cues for n in between) or any(
            n.sense and not n.sense.noun for n in between
        ):
            continue
        if (candidate.quoted or node.quoted) and candidate.quoted != node.quoted and "ongoing" not in candidate.cues:
            continue
        if sum(bool(n.mark) and n.mark in ",،、，" for n in between) == 1:
            continue  # one comma parts them; two enclose something said in passing
        if best is None or abs(candidate.position - node.position) < abs(nodes[best].position - node.position):
            best = other
    if best is not None and abs(nodes[best].position - node.position) <= 10:
        return best
    return None


def is_joined(reading: Reading, index: int) -> bool:
    node = reading.nodes[index]
    if "coord" in node.cues:
        return True
    before = reading.nodes[index - 1] if index else None
    if before is None or before.sense is not None or before.actor is not None or before.cues & _VERBS:
        return False
    return "coord" in before.cues


def with_joined(reading: Reading, index: int, *, forward: bool) -> list[Node]:
    """Give a mention and those joined to it ("Kim and Putin")."""
    nodes = reading.nodes
    found = [nodes[index]]
    at = index
    if forward:
        for other in range(index + 1, min(len(nodes), index + 4)):
            if nodes[other].sense is not None or nodes[other].position - nodes[at].position > 7:
                break
            if nodes[other].actor and is_joined(reading, other):
                found.append(nodes[other])
                at = other
    else:
        while at > 0 and (is_joined(reading, at) or (len(found) > 1 and nodes[at - 1].mark in (",", "،", "、"))):
            previous = at - 1 if nodes[at - 1].actor else at - 2
            if previous < 0 or nodes[previous].actor is None or nodes[at].position - nodes[previous].position > 7:
                break
            found.insert(0, nodes[previous])
            at = previous
        if len(found) == 1:
            partner = _partner_in_apposition(reading, index)
            if partner is not None:
                found.insert(0, partner)
    return found


def _partner_in_apposition(reading: Reading, index: int) -> Node | None:
    """Find X in "X, and the leader, Y": only marks and descriptions stand between the two."""
    nodes = reading.nodes
    joined = False
    for other in range(index - 1, max(-1, index - 7), -1):
        candidate = nodes[other]
        if candidate.sense is not None or nodes[index].position - candidate.position > 10:
            return None
        if "coord" in candidate.cues and candidate.actor is None:
            joined = True
        elif candidate.actor is not None:
            return candidate if joined and not preposition_of(reading, other) else None
    return None


def is_one_person(node: Node) -> bool:
    return node.who is not None and node.who.kind is ActorKind.PERSON


def describes(reading: Reading, node: Node) -> bool:
    """Whether the ending of a verb makes it describe the noun behind it (부상한 병사, 기소된 이 대표)."""
    lexicon = reading.lexicon
    if lexicon is None or not lexicon.attributive or node.sense is None or node.sense.noun:
        return False
    end = reading.text.find(" ", node.end - 1, reading.end)
    word = reading.text[node.start : end] if end > 0 else ""
    return word.endswith(lexicon.attributive) and not reading.text.startswith(lexicon.bound, end + 1)
