"""The subject of a verb: before it, behind it, shared with another verb, or of the clause around."""

from __future__ import annotations

from events.coding.roles.grammar import APART, is_one_person, preposition_of, with_joined
from events.coding.roles.model import ACTIVE, REACH
from events.coding.scan import Node, Reading
from events.model import ActorKind

_COMMA = "，,、"


def may_follow(reading: Reading, index: int) -> bool:
    """Whether a verb that stands first by rule may have its subject before it: not behind "and", nor past a mark.

    A topic ("as for X", أما) may stand before any verb.
    """
    nodes = reading.nodes
    node = nodes[index]
    if any("topic" in n.cues and n.clause == node.clause for n in nodes[max(0, index - 6) : index]):
        return True
    joined = nodes[index - 1] if index else None
    if "coord" in node.cues or (
        joined is not None
        and joined.sense is None
        and "coord" in joined.cues
        and joined.actor is None
        and joined.position == node.position - 1
    ):
        return False
    following = nodes[index + 1] if index + 1 < len(nodes) else None
    bare = following is not None and following.actor is not None and following.position <= node.position + 1
    if not bare:
        return True
    before = next((n for n in reversed(nodes[:index]) if n.mark or n.actor is not None), None)
    return before is None or not before.mark


def named_source(reading: Reading, index: int) -> list[Node]:
    """Find X in "according to X's report of ..." (据X报道)."""
    nodes = reading.nodes
    if reading.cues.isdisjoint(APART):
        return []
    for other in range(index - 1, max(-1, index - 6), -1):
        if nodes[other].actor is not None and preposition_of(reading, other) == "prep_about":
            return [nodes[other]]
    return []


def subject_before(reading: Reading, index: int, *, reach: int, share: bool) -> list[Node]:
    """Find the bare mention before a verb, in its clause; with ``share`` also the subject of a verb before it."""
    nodes = reading.nodes
    node = nodes[index]
    if share and (before := _verb_joined_to(reading, index)) is not None:
        return subject_before(reading, before, reach=reach, share=True)
    explained = _explained_subject(reading, index)
    if explained is not None:
        return with_joined(reading, explained, forward=False)
    for other in range(index - 1, -1, -1):
        candidate = nodes[other]
        if candidate.clause != node.clause:
            continue
        if node.position - candidate.position > reach:
            break
        if candidate.sense is not None and not candidate.sense.noun:
            if share:
                return subject_before(reading, other, reach=reach, share=True)
            break
        if candidate.actor is None or candidate.particle in ("possessive", "oblique"):
            continue
        if preposition_of(reading, other):
            continue
        return with_joined(reading, other, forward=False)
    return _subject_around(reading, index) if share or node.clause else []


def _explained_subject(reading: Reading, index: int) -> int | None:
    """Find the person before two commas that enclose who that is, right before a verb ("X, who heads it, said")."""
    nodes = reading.nodes
    end = index - 1
    while end >= 0 and nodes[end].cues & _AUXILIARY and nodes[end].sense is None:
        end -= 1
    if end < 1 or nodes[end].mark != "," or nodes[index].position - nodes[end].position > _BESIDE_COMMA:
        return None
    for begin in range(end - 1, 0, -1):
        node = nodes[begin]
        if node.mark and node.mark != ",":
            return None
        if node.sense is not None and not node.sense.noun and reading.clauses[node.clause].kind != "rel":
            return None
        if node.mark == ",":
            named = nodes[begin - 1]
            person = named.who is not None and named.who.kind is ActorKind.PERSON
            beside = person and not reading.text[named.end : node.start].strip()
            return begin - 1 if beside and not preposition_of(reading, begin - 1) else None
    return None


_AUXILIARY = frozenset({"have", "be"})
_BESIDE_COMMA = 3
"""Tokens behind a comma within which its verb stands."""


def _verb_joined_to(reading: Reading, index: int) -> int | None:
    """Find the verb that "and" right before a verb joins it to: they share the subject, whatever object is between."""
    nodes = reading.nodes
    node = nodes[index]
    lexicon = reading.lexicon
    if lexicon is None or lexicon.order != "SVO" or not index:
        return None
    before = nodes[index - 1]
    goes_on = lexicon.time_first and before.mark in _COMMA and node.start - before.end <= 1 and bool(before.mark)
    if before.sense is not None or before.position < node.position - 1 or not (goes_on or "coord" in before.cues):
        return None
    for other in range(index - 2, -1, -1):
        candidate = nodes[other]
        if candidate.clause == node.clause and candidate.sense is not None and not candidate.sense.noun:
            return other
    return None


def is_shared(reading: Reading, index: int, subject: Node) -> bool:
    """Whether a subject is that of another verb before."""
    return any(n.sense is not None and not n.sense.noun and n.start > subject.start for n in reading.nodes[:index])


def subject_after(reading: Reading, index: int) -> list[Node]:
    """Find the subject behind a verb, where case shows it: a person in the nominative can be no object.

    Behind a verb that takes no object, everybody in the nominative is its subject.
    """
    nodes = reading.nodes
    sense = nodes[index].sense
    assert sense is not None
    for other in range(index + 1, len(nodes)):
        candidate = nodes[other]
        if candidate.mark or (candidate.sense is not None and not candidate.sense.noun) or "comp" in candidate.cues:
            break
        if candidate.position - nodes[index].position > 8:
            break
        if candidate.actor is None or candidate.particle == "oblique" or preposition_of(reading, other):
            continue
        if (is_one_person(candidate) and "plural" not in sense.forms) or sense.flags & ACTIVE:
            return with_joined(reading, other, forward=True)
        break
    return []


def speaking_seat(reading: Reading, index: int) -> list[Node]:
    """Find the institution of an impersonal plural ("В Кремле заявили", "в СБУ сообщили")."""
    nodes = reading.nodes
    sense = nodes[index].sense
    if sense is None or "plural" not in sense.forms or not sense.flags & {"statement", "quiet"}:
        return []
    for other in range(index - 1, -1, -1):
        candidate = nodes[other]
        if nodes[index].position - candidate.position > 8 or (candidate.sense and not candidate.sense.noun):
            break
        if candidate.actor is not None and candidate.clause == nodes[index].clause:
            speaks = preposition_of(reading, other) == "prep_in" and not is_one_person(candidate)
            return [candidate] if speaks else []
    return _seat_after(reading, index)


def _seat_after(reading: Reading, index: int) -> list[Node]:
    """Find the institution behind a verb of speech that follows what it tells ("..., сообщили в СБУ")."""
    nodes = reading.nodes
    for other in range(index + 1, min(len(nodes), index + 4)):
        candidate = nodes[other]
        if candidate.mark or candidate.sense is not None or candidate.position - nodes[index].position > 4:
            return []
        if candidate.actor is not None:
            return [candidate] if preposition_of(reading, other) == "prep_in" else []
    return []


def _subject_around(reading: Reading, index: int) -> list[Node]:
    """Give the antecedent of a relative clause; for other clauses nobody."""
    clause = reading.clauses[reading.nodes[index].clause]
    if clause.kind == "rel" and clause.antecedent is not None:
        node = reading.nodes[clause.antecedent]
        return [node] if node.actor else []
    if clause.kind == "comp" and clause.speaker is not None and reading.lexicon is not None:
        announced = "announce" in reading.nodes[clause.speaker].cues
        if reading.lexicon.time_first and announced:  # who announces it does it (宣布断交)
            return subject_before(reading, clause.speaker, reach=REACH, share=True)
    return []


def subject_of_neighbour(reading: Reading, index: int) -> list[Node]:
    """Give the subject of the verb before, which a verb without one shares."""
    nodes = reading.nodes
    for other in range(index - 1, -1, -1):
        candidate = nodes[other]
        if candidate.clause == nodes[index].clause and candidate.sense is not None and not candidate.sense.noun:
            before = subject_before(reading, other, reach=9, share=False)
            return before or bare_after(reading, other, reach=8)
    return _subject_around(reading, index)


def has_unnamed_speaker(reading: Reading, index: int) -> bool:
    """Whether bare words stand between a verb of speech and the comma behind its content ("..., officials said")."""
    nodes = reading.nodes
    sense = nodes[index].sense
    if sense is None or "statement" not in sense.flags:
        return False
    for other in range(index - 1, -1, -1):
        candidate = nodes[other]
        if (
            candidate.actor is not None
            or candidate.sense is not None
            or "coord" in candidate.cues
            or "pronoun" in candidate.cues
        ):
            return False
        if candidate.mark and candidate.mark in ",”»":
            words = nodes[index].position - candidate.position - 1
            return words >= 1 and any(n.sense is not None and not n.sense.noun for n in nodes[:other])
    return False


def behind_pronoun(reading: Reading, index: int) -> bool:
    """Whether a pronoun stands right before a verb, so that no noun behind it can be its subject."""
    before = reading.nodes[index - 1] if index else None
    return before is not None and "pronoun" in before.cues and before.position >= reading.nodes[index].position - 2


def after_quotation(reading: Reading, index: int) -> bool:
    """Whether a mark stands right before a verb of speech ("..., said X"), and closes no apposition before it."""
    nodes = reading.nodes
    if _explained_subject(reading, index) is not None:
        return False
    other = index - 1
    while other >= 0 and nodes[other].cues & {"have", "be"} and nodes[other].sense is None:
        other -= 1
    if other < 0 or not nodes[other].mark or nodes[other].position < nodes[index].position - 2:
        return False
    if other and reading.clauses[nodes[other - 1].clause].kind == "rel" and nodes[other].clause == nodes[index].clause:
        return False  # the comma ends a relative clause of the subject
    before = nodes[other - 1].actor if other else None
    return before is None or before.end != nodes[other].start or ", " not in before.text  # "the minister, X, accused"


def bare_after(reading: Reading, index: int, *, reach: int) -> list[Node]:
    nodes = reading.nodes
    for other in range(index + 1, len(nodes)):
        candidate = nodes[other]
        if (
            candidate.position - nodes[index].position > reach
            or candidate.sense is not None
            or "comp" in candidate.cues
        ):
            break
        if candidate.actor is not None and not preposition_of(reading, other):
            return with_joined(reading, other, forward=True)
    return []
