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

from dataclasses import dataclass, field

from events.coding.scan import Node, Reading
from events.model import ActorKind

REACH = 22
"""Tokens within which a verb finds its subject."""
NEAR = 4
"""Tokens within which a complement stands behind its noun."""

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
_ABOUT = frozenset({"accuse", "reject", "support", "threaten"})
"""Types whose target may stand as the complement of what is accused, rejected, supported ("осудил решение США")."""
_GIVEN = frozenset({"aid", "sanction"})
"""Types whose target stands bare in the dative, behind what is given or withheld ("поставки бомб Израилю")."""
_TAKERS = frozenset({ActorKind.PERSON, ActorKind.COUNTRY})
_ACTIVE = frozenset({"motion", "patient"})
"""Flags of verbs that form their perfect with "be" and have a passive only with an agent ("est arrivé")."""
_GOVERNING = frozenset({"light", "plan", "ongoing"})
_TARGET_PREPOSITIONS = frozenset({"prep_with", "prep_against", "prep_on", "prep_to", "prep_for"})


@dataclass(slots=True)
class Roles:
    """The nodes of those who do something and of those it is done to."""

    sources: list[Node] = field(default_factory=list)
    targets: list[Node] = field(default_factory=list)


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
        roles = _by_particles(reading, index)
    elif sense.noun:
        roles = _of_noun(reading, index, order)
    else:
        roles = _of_verb(reading, index, order)
    if "crowd" in sense.flags:
        _complete_protest(reading, index, roles)
    if "patient" in sense.flags and not sense.noun and not roles.targets:
        roles = Roles([], roles.sources)
    return roles


def _complete_protest(reading: Reading, index: int, roles: Roles) -> None:
    """Find who protests, where the sentence calls them so, and against whom ("demanding", للمطالبة باستقالة)."""
    nodes = reading.nodes
    if not roles.sources:
        roles.sources = [n for n in nodes if n.particle == "protester" and n not in roles.targets][:1]
    if roles.targets:
        return
    for other in range(index + 1, len(nodes)):
        if "cause" not in nodes[other].cues:
            continue
        for candidate in nodes[other + 1 : other + 5]:
            near = candidate.position - nodes[other].position <= 8
            if candidate.actor is not None and near and candidate not in roles.sources:
                roles.targets = [candidate]
                return


def preposition_of(reading: Reading, index: int) -> str:
    """Give the kind of preposition that governs a mention (``prep_to`` ...), ``""`` if it is bare."""
    nodes = reading.nodes
    node = nodes[index]
    if index and "according" in nodes[index - 1].cues and nodes[index - 1].position >= node.position - 3:
        return "prep_about"
    for name in _PREPOSITIONS:
        if name in node.cues:
            return name
    joined = _joined_to(reading, index)
    if joined is not None:
        return preposition_of(reading, joined)
    nominative = reading.lexicon is not None and reading.lexicon.cases is not None and _is_one_person(node)
    nominative = nominative and node.particle != "oblique"
    before = index - 1
    while before >= 0 and nodes[before].position >= node.position - 4:
        other = nodes[before]
        if other.actor or other.toponym or other.mark or other.date:
            break
        if other.sense is None:
            if "according" in other.cues:
                return "prep_about"
            for name in _PREPOSITIONS:
                if name in other.cues:
                    if nominative and other.position < node.position - 1:
                        return ""
                    return "prep_with" if name == "prep_from" and _in_instrumental(reading, node) else name
        elif not other.sense.noun:
            break
        else:
            break
        before -= 1
    return ""


def _in_instrumental(reading: Reading, node: Node) -> bool:
    """Whether the case of a party says "with", behind a preposition that else means "from"."""
    cases = reading.lexicon.cases if reading.lexicon is not None else None
    if cases is None or not cases.instrumental or node.actor is None:
        return False
    return _is_one_person(node) or node.actor.text.casefold().endswith(cases.instrumental)


def _joined_to(reading: Reading, index: int) -> int | None:
    """Give the mention that this one is joined to by "and" or a comma in a row."""
    nodes = reading.nodes
    if not _coordinated(reading, index):
        return None
    for other in range(index - 1, max(-1, index - 4), -1):
        if nodes[other].sense is not None:
            return None
        if nodes[other].actor or nodes[other].toponym:
            return other if nodes[index].position - nodes[other].position <= 7 else None
    return None


def _passive_marker(reading: Reading, index: int) -> int | None:
    """Find the word before a verb that turns it into a passive (被, 遭)."""
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


def is_passive(reading: Reading, index: int) -> bool:
    """Whether a verb stands in the passive: a participle behind a form of "be", or before "by"."""
    nodes = reading.nodes
    node = nodes[index]
    if _passive_marker(reading, index) is not None:
        return True
    if node.sense is None or not node.sense.forms & {"part", "adj"} or node.sense.noun:
        return "passive" in (node.sense.forms if node.sense else ())
    if reading.lexicon is not None and reading.lexicon.cases is not None and node.sense.forms <= {"part"}:
        return True  # "арестован", "поранено" need no form of "be"
    following = nodes[index + 1] if index + 1 < len(nodes) else None
    by = following is not None and "prep_by" in following.cues and following.position <= node.position + 3
    if node.sense.flags & _ACTIVE and not by:
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


def governor(reading: Reading, index: int) -> int | None:
    """Find the light verb ("held", شن, нанесли) or verb of intent or duration that a noun stands with in its clause."""
    nodes = reading.nodes
    node = nodes[index]
    best: int | None = None
    for other in range(max(0, index - 8), min(len(nodes), index + 8)):
        candidate = nodes[other]
        if other == index or not candidate.cues & _GOVERNING or candidate.clause != node.clause:
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


# ---- verbs -------------------------------------------------------------------------------


def _of_verb(reading: Reading, index: int, order: str) -> Roles:
    nodes = reading.nodes
    node = nodes[index]
    sense = node.sense
    assert sense is not None
    passive = is_passive(reading, index)
    subjects: list[Node] = []
    if order == "VSO":
        subjects = _subject_before(reading, index, reach=9, share=False) if _may_follow(reading, index) else []
    else:
        subjects = (
            [] if _has_unnamed_speaker(reading, index) else _subject_before(reading, index, reach=REACH, share=True)
        )
        if "statement" in sense.flags and (not subjects or _after_quotation(reading, index)):
            reach = 11 if _after_quotation(reading, index) else 4
            inverted = (
                []
                if _behind_pronoun(reading, index) or _named_source(reading, index)
                else _bare_after(reading, index, reach=reach)
            )
            subjects = inverted or subjects
    fronted: list[Node] = []
    if reading.lexicon is not None and reading.lexicon.cases is not None:
        if "plural" in sense.forms and len(subjects) == 1 and _is_one_person(subjects[0]):
            fronted, subjects = subjects, []
        if not subjects:
            fronted = fronted or _object_before(reading, index)
            subjects = _subject_after(reading, index) or (fronted if passive else _speaking_seat(reading, index))
        elif _is_shared(reading, index, subjects[-1]):
            subjects = _subject_after(reading, index) or subjects
    agents, objects = _after(reading, index, skip={id(n) for n in subjects}, past_comma=order == "VSO")
    if order == "VSO" and not subjects and not _behind_pronoun(reading, index):
        bare = [n for n, preposition in objects if not preposition]
        if bare:
            subjects = _with_coordinated(reading, nodes.index(bare[0]), forward=True)
            taken = {id(n) for n in subjects}
            objects = [(n, p) for n, p in objects if id(n) not in taken]
            if "ambi" in sense.flags and not objects:
                return Roles(agents, subjects)
            if agents:
                return Roles(agents, subjects)
        else:
            subjects = _subject_of_neighbour(reading, index)
    targets = [n for n, preposition in objects if _takes_part(n, preposition)]
    if not targets and sense.type == "request":
        targets = [n for n, preposition in objects if preposition == "prep_from"][:1]  # "demands of", "вимагає від"
    about = _ABOUT if reading.lexicon is None or reading.lexicon.cases is None else _ABOUT | _GIVEN
    if not targets and order == "SVO" and sense.type in about and not passive:
        targets = _whom_it_concerns(reading, index, {id(n) for n in subjects})
    if "ambi" in sense.flags and order == "VSO" and subjects and (agents or not targets):
        return Roles(agents, subjects)
    targets = targets or fronted
    if not targets and order == "SVO":
        targets = _partner_before(reading, index, {id(n) for n in subjects})
    if passive:
        marker = _passive_marker(reading, index)
        if marker is not None:
            agents = agents or [n for n in reading.nodes[marker + 1 : index] if n.actor is not None][:1]
            subjects = [n for n in subjects if n not in agents] or _subject_before(
                reading, marker, reach=REACH, share=True
            )
        return Roles(agents, subjects)
    if not subjects and "statement" in sense.flags and order == "SVO":
        subjects = _named_source(reading, index)
    if "motion" in sense.flags and not subjects:
        subjects = [n for n, preposition in objects if not preposition and n.who and n.who.kind is ActorKind.PERSON][:1]
        targets = [n for n in targets if n not in subjects]
    if "mutual" in sense.flags and not targets and len(subjects) >= 2:
        return Roles(subjects[:1], subjects[1:])
    return Roles(subjects, targets)


def _may_follow(reading: Reading, index: int) -> bool:
    """Whether a verb that stands first by rule may have its subject before it: not behind "and", nor past a mark.

    A topic ("as for X", أما) may stand before any verb.
    """
    nodes = reading.nodes
    node = nodes[index]
    if any("topic" in n.cues and n.clause == node.clause for n in nodes[max(0, index - 6) : index]):
        return True
    if "coord" in node.cues:
        return False
    following = nodes[index + 1] if index + 1 < len(nodes) else None
    bare = following is not None and following.actor is not None and following.position <= node.position + 1
    if not bare:
        return True
    before = next((n for n in reversed(nodes[:index]) if n.mark or n.actor is not None), None)
    return before is None or not before.mark


def _named_source(reading: Reading, index: int) -> list[Node]:
    """Find X in "according to X's report of ..." (据X报道)."""
    nodes = reading.nodes
    for other in range(index - 1, max(-1, index - 6), -1):
        if nodes[other].actor is not None and preposition_of(reading, other) == "prep_about":
            return [nodes[other]]
    return []


def _subject_before(reading: Reading, index: int, *, reach: int, share: bool) -> list[Node]:
    """Find the bare mention before a verb, in its clause; with ``share`` also the subject of a verb before it."""
    nodes = reading.nodes
    node = nodes[index]
    for other in range(index - 1, -1, -1):
        candidate = nodes[other]
        if candidate.clause != node.clause:
            continue
        if node.position - candidate.position > reach:
            break
        if candidate.sense is not None and not candidate.sense.noun:
            if share:
                return _subject_before(reading, other, reach=reach, share=True)
            break
        if candidate.actor is None or candidate.particle in ("possessive", "oblique"):
            continue
        if preposition_of(reading, other):
            continue
        return _with_coordinated(reading, other, forward=False)
    return _subject_around(reading, index) if share or node.clause else []


def _whom_it_concerns(reading: Reading, index: int, skip: set[int]) -> list[Node]:
    """Find the state or organisation whose object it is ("rejected the accusations of Washington")."""
    nodes = reading.nodes
    for other in range(index + 1, len(nodes)):
        candidate = nodes[other]
        if candidate.mark or (candidate.sense is not None and not candidate.sense.noun) or "comp" in candidate.cues:
            break
        if candidate.clause != nodes[index].clause or candidate.position - nodes[index].position > 7:
            break
        if candidate.who is None or id(candidate) in skip or candidate.who.kind is ActorKind.PERSON:
            continue
        written_on = reading.lexicon is not None and reading.lexicon.segment == "characters"
        fits = ("", "prep_of", "prep_against") if written_on else ("", "prep_of")
        return [candidate] if preposition_of(reading, other) in fits else []
    return []


def _is_one_person(node: Node) -> bool:
    return node.who is not None and node.who.kind is ActorKind.PERSON


def _is_shared(reading: Reading, index: int, subject: Node) -> bool:
    """Whether a subject is that of another verb before."""
    return any(n.sense is not None and not n.sense.noun and n.start > subject.start for n in reading.nodes[:index])


def _subject_after(reading: Reading, index: int) -> list[Node]:
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
        if (_is_one_person(candidate) and "plural" not in sense.forms) or sense.flags & _ACTIVE:
            return _with_coordinated(reading, other, forward=True)
        break
    return []


def _speaking_seat(reading: Reading, index: int) -> list[Node]:
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
            speaks = preposition_of(reading, other) == "prep_in" and not _is_one_person(candidate)
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


def _object_before(reading: Reading, index: int) -> list[Node]:
    """Find the object before a verb that case shows: a person, or what stands at the head of the clause."""
    nodes = reading.nodes
    for other in range(index - 1, -1, -1):
        candidate = nodes[other]
        if candidate.mark or (candidate.sense and not candidate.sense.noun):
            break
        if candidate.clause != nodes[index].clause or nodes[index].position - candidate.position > 8:
            break
        if candidate.actor is None:
            continue
        heads = other == 0 or nodes[other - 1].clause != candidate.clause or bool(nodes[other - 1].mark)
        fits = candidate.particle == "oblique" and not preposition_of(reading, other)
        return [candidate] if fits and (heads or _is_one_person(candidate)) else []
    return []


def _takes_part(node: Node, preposition: str) -> bool:
    """Whether a mention behind a verb is a party: bare, behind "to", "with", "against", or a person met (التقى بـ)."""
    if not preposition or preposition in _TARGET_PREPOSITIONS:
        return True
    return preposition == "prep_in" and node.who is not None and node.who.kind in _TAKERS


def _partner_before(reading: Reading, index: int, skip: set[int]) -> list[Node]:
    """Find the party before a verb that "with", "to" or "against" governs (与X会晤, "с X встретился")."""
    nodes = reading.nodes
    for other in range(index - 1, -1, -1):
        candidate = nodes[other]
        if nodes[index].position - candidate.position > 9 or (candidate.sense is not None and not candidate.sense.noun):
            break
        if candidate.clause != nodes[index].clause or candidate.actor is None or id(candidate) in skip:
            continue
        if preposition_of(reading, other) in ("prep_with", "prep_to", "prep_against"):
            return [candidate]
    return []


def _subject_around(reading: Reading, index: int) -> list[Node]:
    """Give the antecedent of a relative clause; for other clauses nobody."""
    clause = reading.clauses[reading.nodes[index].clause]
    if clause.kind == "rel" and clause.antecedent is not None:
        node = reading.nodes[clause.antecedent]
        return [node] if node.actor else []
    return []


def _subject_of_neighbour(reading: Reading, index: int) -> list[Node]:
    """Give the subject of the verb before, which a verb without one shares."""
    nodes = reading.nodes
    for other in range(index - 1, -1, -1):
        candidate = nodes[other]
        if candidate.clause == nodes[index].clause and candidate.sense is not None and not candidate.sense.noun:
            before = _subject_before(reading, other, reach=9, share=False)
            return before or _bare_after(reading, other, reach=8)
    return _subject_around(reading, index)


def _has_unnamed_speaker(reading: Reading, index: int) -> bool:
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


def _behind_pronoun(reading: Reading, index: int) -> bool:
    """Whether a pronoun stands right before a verb, so that no noun behind it can be its subject."""
    before = reading.nodes[index - 1] if index else None
    return before is not None and "pronoun" in before.cues and before.position >= reading.nodes[index].position - 2


def _after_quotation(reading: Reading, index: int) -> bool:
    """Whether a mark stands right before a verb of speech ("..., said X")."""
    nodes = reading.nodes
    other = index - 1
    while other >= 0 and nodes[other].cues & {"have", "be"} and nodes[other].sense is None:
        other -= 1
    return other >= 0 and bool(nodes[other].mark) and nodes[other].position >= nodes[index].position - 2


def _bare_after(reading: Reading, index: int, *, reach: int) -> list[Node]:
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
            return _with_coordinated(reading, other, forward=True)
    return []


def _after(
    reading: Reading, index: int, skip: set[int], *, past_comma: bool = True
) -> tuple[list[Node], list[tuple[Node, str]]]:
    """Find the mentions behind a trigger up to the next verb of its clause: agents ("by"), and the others."""
    nodes = reading.nodes
    node = nodes[index]
    agents: list[Node] = []
    others: list[tuple[Node, str]] = []
    named = False
    for other in range(index + 1, len(nodes)):
        candidate = nodes[other]
        if candidate.clause != node.clause:
            if reading.clauses[candidate.clause].kind in ("sub", "comp") and candidate.clause > node.clause:
                break
            continue
        if candidate.position - node.position > REACH:
            break
        if candidate.sense is not None and not candidate.sense.noun:
            break
        if not past_comma and candidate.mark and not others:
            break
        named = named or candidate.sense is not None
        if candidate.actor is None or id(candidate) in skip:
            continue
        preposition = preposition_of(reading, other)
        if preposition == "prep_by":
            agents.append(candidate)
        elif named and not preposition:
            continue  # the complement of a noun in between
        elif not others or preposition or _coordinated(reading, other) or (len(others) == 1 and not others[0][1]):
            others.append((candidate, preposition))
    return agents, others


def _coordinated(reading: Reading, index: int) -> bool:
    node = reading.nodes[index]
    if "coord" in node.cues:
        return True
    before = reading.nodes[index - 1] if index else None
    return before is not None and "coord" in before.cues and before.sense is None and before.actor is None


def _with_coordinated(reading: Reading, index: int, *, forward: bool) -> list[Node]:
    """Give a mention and those joined to it ("Kim and Putin")."""
    nodes = reading.nodes
    found = [nodes[index]]
    at = index
    if forward:
        for other in range(index + 1, min(len(nodes), index + 4)):
            if nodes[other].sense is not None or nodes[other].position - nodes[at].position > 7:
                break
            if nodes[other].actor and _coordinated(reading, other):
                found.append(nodes[other])
                at = other
    else:
        while at > 0 and (_coordinated(reading, at) or (len(found) > 1 and nodes[at - 1].mark in (",", "،", "、"))):
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


# ---- nouns -------------------------------------------------------------------------------


def _of_noun(reading: Reading, index: int, order: str) -> Roles:
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
    if previous is not None and previous.who is not None and order == "SVO":
        gap = node.position - previous.position
        owns = previous.particle == "possessive" and gap <= NEAR
        if owns or (previous.who.kind is ActorKind.COUNTRY and gap <= 2):
            sources.append(previous)
    for other in range(index + 1, len(nodes)):
        candidate = nodes[other]
        if candidate.sense is not None and not candidate.sense.noun:
            break
        if candidate.clause != node.clause or candidate.position > last + NEAR + 3:
            break
        if candidate.sense is not None or candidate.mark in (".", ":", ";", "؛"):
            break
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
            targets = _with_coordinated(reading, other, forward=True)
        elif (preposition in ("prep_of", "") and not sources and not targets) or (
            preposition == "prep_with" and "mutual" in sense.flags and not sources and _joined_after(reading, other)
        ):
            sources.append(candidate)
        elif preposition in _TARGET_PREPOSITIONS or (sources and _coordinated(reading, other)):
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
                targets = _partner_before(reading, min(index, light), {id(n) for n in sources})
    if "mutual" in sense.flags and not targets and len(sources) >= 2:
        return Roles(sources[:1], sources[1:])
    return Roles(sources, targets)


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
            return _coordinated(reading, other) or preposition_of(reading, other) == "prep_with"
    return False


def _of_light(reading: Reading, index: int, order: str, noun: int) -> tuple[list[Node], list[Node]]:
    subjects = _subject_before(reading, index, reach=9 if order == "VSO" else REACH, share=order != "VSO")
    if subjects or order != "VSO":
        return subjects, []
    _, objects = _after(reading, index, skip=set())
    named = reading.nodes[noun]
    bare = [n for n, preposition in objects if not preposition and (noun < index or n.start < named.start)]
    return bare[:1], [n for n, preposition in objects if preposition in ("prep_against", "prep_on")]


# ---- particles ---------------------------------------------------------------------------


def _by_particles(reading: Reading, index: int) -> Roles:
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
    return node.sense is not None and not node.sense.noun and node.sense.type in _ABOUT


def _ancestors(reading: Reading, clause: int) -> set[int]:
    found: set[int] = set()
    while clause > 0:
        clause = reading.clauses[clause].parent
        found.add(clause)
    return found
