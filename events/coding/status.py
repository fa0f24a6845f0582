"""Whether a reported happening occurred, goes on, is planned, demanded, denied or only thought of.

The cues are looked for in the clause of the trigger, between it and the verb before it; nouns also look behind
themselves ("the planned visit", الزيارة المرتقبة). Strength, strongest first: denial and negation, demand, plan and
future, modality and condition, continuation. What a verb of denial, request or threat governs is read elsewhere
(``events.coding.records``), because it is one record with that verb.
"""

from __future__ import annotations

from events.coding.scan import Node, Reading
from events.model import EventStatus

_ACTS = frozenset({"assault", "protest", "coerce", "mobilize"})
_GOVERNS = frozenset({"plan", "modal", "demand", "hyp", "future"})
"""Cues that speak of what the clause behind them tells."""
_NEGATED = frozenset({"be", "plan", "light"})
_BEHIND = frozenset({"plan", "future", "modal", "neg"})
"""Cues that follow their verb where verbs stand last; adverbs alone stand before it."""
WINDOW = 9
"""Tokens before a trigger within which a cue speaks of it."""


def find_status(reading: Reading, index: int) -> EventStatus:
    """Find the status of the event of a trigger.

    Parameters
    ----------
    reading
        The sentence.
    index
        The trigger, an index into ``reading.nodes``.

    Returns
    -------
    EventStatus
        ``occurred`` where nothing says otherwise. Negated: ``denied``.
    """
    node = reading.nodes[index]
    sense = node.sense
    assert sense is not None
    cues = _cues_around(reading, index)
    if "neg" in cues:
        return EventStatus.DENIED
    if "demand" in cues or "demand" in sense.forms:
        return EventStatus.DEMANDED
    if "future" in sense.forms or cues & {"plan", "future"}:
        return EventStatus.PLANNED
    if cues & {"modal", "hyp"} or sense.forms & {"hyp", "modal"} or ("maybe" in cues and "present" in sense.forms):
        return EventStatus.HYPOTHETICAL
    if _goes_on(reading, index, cues):
        return EventStatus.ONGOING
    if sense.type in _ACTS and "present" in sense.forms and reading.lexicon is not None:
        return EventStatus(reading.lexicon.present or EventStatus.OCCURRED)
    return EventStatus.OCCURRED


def _goes_on(reading: Reading, index: int, cues: set[str]) -> bool:
    """Whether words of continuation speak of a trigger ("continue to", "in progress", 하고 있다)."""
    sense = reading.nodes[index].sense
    assert sense is not None
    if "ger" in sense.forms and "be" in cues and not sense.noun:
        return True
    if "ongoing" not in cues:
        return False
    if "past" in sense.forms and reading.lexicon is not None and reading.lexicon.order == "SOV":
        return False  # 발사한 바 있다: it has been
    return bool(sense.forms & {"ger", "base", "present"}) or "ongoing" in _adjacent(reading, index)


def _adjacent(reading: Reading, index: int) -> set[str]:
    """Gather the cues of a trigger and of the words within two tokens of it."""
    node = reading.nodes[index]
    near = [n for n in reading.nodes[max(0, index - 2) : index + 3] if abs(n.position - node.position) <= 2]
    return set().union(*(n.cues for n in near))


def is_negated(reading: Reading, index: int) -> bool:
    """Whether a trigger is negated in its clause."""
    return "neg" in _cues_around(reading, index)


def _cues_around(reading: Reading, index: int) -> set[str]:
    """Gather the status cues that speak of a trigger."""
    nodes = reading.nodes
    node = nodes[index]
    found: set[str] = set(node.cues)
    crossed = 0
    last = reading.lexicon is not None and reading.lexicon.order == "SOV"
    position, clause = node.position, node.clause
    for other in range(index - 1, -1, -1):
        candidate = nodes[other]
        distance = position - candidate.position
        if candidate.clause != clause and not _bridges(reading, candidate, node):
            if distance > WINDOW:
                break
            continue
        if distance > WINDOW + 2 * crossed:
            break
        if candidate.quoted and not node.quoted:
            continue  # what is quoted says nothing of the verb of speech behind it
        if candidate.mark or candidate.sense is not None:
            if _ends_scope(candidate, node):
                break
        elif candidate.actor is not None or candidate.toponym is not None or candidate.date is not None:
            crossed += 1
        found |= candidate.cues if not last or "adverb" in candidate.cues else candidate.cues - _BEHIND
    if (node.sense is not None and node.sense.noun) or "after_verb" in found or last:
        for at, candidate in enumerate(nodes[index + 1 : index + 6], index + 1):
            if candidate.position - node.position > 3 + 2 * (candidate.actor is not None) or candidate.mark:
                break
            if last and candidate.sense is None and candidate.actor is not None:
                break
            if last and at > index + 1 and "light" in nodes[at - 1].cues and _parts(nodes[at - 1], candidate):
                break  # "held a rally and ... the plan": what stands behind the verb is another matter
            if "neg" in candidate.cues and at + 1 < len(nodes) and nodes[at + 1].cues & _NEGATED:
                found.add("neg")
            if last and "neg" in candidate.cues and candidate.position == node.position + 1:
                found.add("neg")
            if candidate.sense is not None and not candidate.sense.noun:
                break
            found |= candidate.cues & {"plan", "modal", "ongoing", "neg_after", "hyp"}
    return found


def _parts(verb: Node, candidate: Node) -> bool:
    """Whether a word does not follow a light verb at once, as what says that it is planned or denied does."""
    return candidate.position > verb.position + 1


def _bridges(reading: Reading, candidate: Node, node: Node) -> bool:
    """Whether a cue stands outside the clause but governs it: "is expected that", من المقرر أن, "if"."""
    if candidate.cues.isdisjoint(_GOVERNS):
        return False
    clause = reading.clauses[node.clause]
    return clause.opener >= 0 and clause.speaker is None and clause.parent == candidate.clause


def _speaks_behind(comma: Node, node: Node) -> bool:
    """Whether a verb of speech stands right behind the comma after what it tells ("..., officials said")."""
    return node.sense is not None and "statement" in node.sense.flags and node.position - comma.position <= 2


def _ends_scope(candidate: Node, node: Node) -> bool:
    """Whether a cue beyond this node can't speak of the trigger."""
    noun = node.sense is not None and node.sense.noun
    if candidate.mark and candidate.mark in (";؛；.:,،，" if noun else ";؛；.:"):
        return True
    if candidate.mark == "," and _speaks_behind(candidate, node):
        return True
    if candidate.sense is None:
        return False
    if candidate.sense.noun:
        return False
    # An infinitive or a noun belongs to the verb before it; a finite verb starts anew.
    sense = node.sense
    return sense is not None and not sense.noun and not sense.forms & {"base", "ger"}
