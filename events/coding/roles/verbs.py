"""Who does it to whom where a verb tells it: subject and object by word order and voice."""

from __future__ import annotations

from events.coding.lexicon import Sense
from events.coding.roles.grammar import (
    is_joined,
    is_one_person,
    is_passive,
    passive_marker,
    preposition_of,
    with_joined,
)
from events.coding.roles.model import ABOUT, REACH, TARGET_PREPOSITIONS, Roles
from events.coding.roles.subjects import (
    after_quotation,
    bare_after,
    behind_pronoun,
    has_unnamed_speaker,
    is_shared,
    may_follow,
    named_source,
    speaking_seat,
    subject_after,
    subject_before,
    subject_of_neighbour,
)
from events.coding.scan import Node, Reading
from events.model import ActorKind

_GIVEN = frozenset({"aid", "sanction"})
"""Types whose target stands bare in the dative, behind what is given or withheld ("поставки бомб Израилю")."""
_ACTS = frozenset({"assault", "coerce"})
"""Types of what is done to somebody behind the verb, in languages without cases."""
_ADDRESSED = frozenset({"accuse", "request", "support", "threaten", "coerce"})
"""Types of what is mostly said of somebody, or done to them."""
_SAID = frozenset({"accuse", "agree", "reject", "request", "statement", "support"})
_TAKERS = frozenset({ActorKind.PERSON, ActorKind.COUNTRY})


def roles_of_verb(reading: Reading, index: int, order: str) -> Roles:
    nodes = reading.nodes
    node = nodes[index]
    sense = node.sense
    assert sense is not None
    passive = is_passive(reading, index)
    subjects: list[Node] = []
    of_act = order == "VSO" and "place-object" in sense.flags and _is_told_of_act(reading, index)
    if order == "VSO":
        follows = not of_act and may_follow(reading, index)
        subjects = subject_before(reading, index, reach=9, share=False) if follows else []
    else:
        subjects = (
            [] if has_unnamed_speaker(reading, index) else subject_before(reading, index, reach=REACH, share=True)
        )
        inverts = reading.lexicon is None or reading.lexicon.segment != "characters"  # Chinese never does
        if inverts and "statement" in sense.flags and (not subjects or after_quotation(reading, index)):
            reach = 11 if after_quotation(reading, index) else 4
            inverted = (
                []
                if behind_pronoun(reading, index) or named_source(reading, index)
                else bare_after(reading, index, reach=reach)
            )
            subjects = inverted or subjects
    fronted: list[Node] = []
    if reading.lexicon is not None and reading.lexicon.cases is not None:
        if "plural" in sense.forms and len(subjects) == 1 and is_one_person(subjects[0]):
            fronted, subjects = subjects, []
        if not subjects:
            fronted = fronted or _object_before(reading, index)
            subjects = subject_after(reading, index) or (fronted if passive else speaking_seat(reading, index))
        elif is_shared(reading, index, subjects[-1]):
            subjects = subject_after(reading, index) or subjects
    agents, objects = mentions_after(reading, index, skip={id(n) for n in subjects}, past_comma=order == "VSO")
    if order == "VSO" and not subjects and not behind_pronoun(reading, index):
        bare = [n for n, preposition in objects if not preposition]
        if of_act:
            return Roles([], bare)
        if bare and "plural" in sense.forms and "ambi" not in sense.flags and "patient" not in sense.flags:
            subjects, bare = subject_of_neighbour(reading, index), []  # طالبوا: the subject is in the ending
        elif (
            "takes-object" in sense.flags and _are_joined(reading, bare) and (shared := _shared_subject(reading, index))
        ):
            subjects = [n for n in shared if n is not bare[0]]  # التقى: whom one meets is told, who meets was
        elif bare and _has_unnamed_subject(reading, index, bare[0]):
            pass
        elif bare:
            subjects = with_joined(reading, nodes.index(bare[0]), forward=True)
            taken = {id(n) for n in subjects}
            objects = [(n, p) for n, p in objects if id(n) not in taken]
            if "ambi" in sense.flags and not _are_hit(sense, objects):
                return Roles(agents, subjects + [n for n, preposition in objects if not preposition])
            if agents:
                return Roles(agents, subjects)
        else:
            subjects = subject_of_neighbour(reading, index)
            if "ambi" in sense.flags and not objects:
                return Roles(agents, subjects if "plural" in sense.forms else [])
    targets = [n for n, preposition in objects if _takes_part(n, preposition)]
    if not targets and sense.type == "request":
        targets = [n for n, preposition in objects if preposition == "prep_from"][:1]  # "demands of", "вимагає від"
    if not targets and sense.type == "concede" and order == "VSO":
        targets = [n for n, preposition in objects if preposition == "prep_of"][:1]  # أفرج عن
    about = ABOUT if reading.lexicon is None or reading.lexicon.cases is None else ABOUT | _GIVEN
    if not targets and order != "SOV" and sense.type in about and not passive:
        targets = _whom_it_concerns(reading, index, {id(n) for n in subjects}, persons=order == "VSO")
    ambiguous = "ambi" in sense.flags and order == "VSO" and bool(subjects)
    if ambiguous and (agents or not (_are_hit(sense, objects) or _has_unnamed_object(reading, index, subjects))):
        return Roles(agents, subjects + [n for n in targets if not preposition_of(reading, nodes.index(n))])
    targets = targets or fronted
    if not targets and order == "SVO" and (sense.type not in _ACTS or reading.lexicon is None or reading.lexicon.cases):
        targets = partner_before(reading, index, {id(n) for n in subjects})
    if passive:
        marker = passive_marker(reading, index)
        if marker is not None:
            agents = agents or [n for n in reading.nodes[marker + 1 : index] if n.actor is not None][:1]
            subjects = [n for n in subjects if n not in agents] or subject_before(
                reading, marker, reach=REACH, share=True
            )
        return Roles(agents, subjects)
    if not subjects and "statement" in sense.flags and order == "SVO":
        subjects = named_source(reading, index)
    if "motion" in sense.flags and not subjects:
        subjects = [n for n, preposition in objects if not preposition and n.who and n.who.kind is ActorKind.PERSON][:1]
        targets = [n for n in targets if n not in subjects]
    mutual = "mutual" in sense.flags
    if sense.type == "sanction":  # X与Y断交, "X and Y broke off relations"; against whom stands behind "imposed"
        mutual = mutual or (len(subjects) == 2 and not objects)
    if mutual and not targets and len(subjects) >= 2:
        return Roles(subjects[:1], subjects[1:])
    return Roles(subjects, targets or _whom_it_relates(reading, index, subjects))


def _whom_it_relates(reading: Reading, index: int, subjects: list[Node]) -> list[Node]:
    """Find the antecedent of a relative clause that has a subject of its own ("a boy, whom the police charged")."""
    clause = reading.clauses[reading.nodes[index].clause]
    lexicon = reading.lexicon
    if lexicon is None or lexicon.order != "SVO" or clause.kind != "rel" or clause.antecedent is None or not subjects:
        return []
    opener, antecedent = reading.nodes[clause.opener], reading.nodes[clause.antecedent]
    inside = all(node.start > opener.start for node in subjects)
    return [antecedent] if inside and "rel_object" in opener.cues and antecedent.actor is not None else []


def _has_unnamed_subject(reading: Reading, index: int, mention: Node) -> bool:
    """Whether an unknown noun with the article right behind a verb is its subject: انتقد *التقرير* الحكومة.

    A person may stand beside such a noun, and be the same.
    """
    node, lexicon = reading.nodes[index], reading.lexicon
    sense = node.sense
    if sense is None or sense.type not in _ADDRESSED or lexicon is None or is_one_person(mention):
        return False
    if index + 1 < len(reading.nodes) and reading.nodes[index + 1] is not mention:
        return False
    words = reading.text[node.end : mention.start].split()
    return len(words) in (1, 2) and all(lexicon.fold(word).startswith(lexicon.articles) for word in words)


def _has_unnamed_object(reading: Reading, index: int, subjects: list[Node]) -> bool:
    """Whether an unknown noun with the article right behind a verb is its object: الهيئة أوقفت *الاقتراع*."""
    nodes, lexicon = reading.nodes, reading.lexicon
    if lexicon is None or not subjects or subjects[-1].start > nodes[index].start:
        return False
    following = nodes[index + 1].start if index + 1 < len(nodes) else reading.end
    words = reading.text[nodes[index].end : following].split()
    return bool(words) and lexicon.fold(words[0]).startswith(lexicon.articles)


def _are_joined(reading: Reading, bare: list[Node]) -> bool:
    """Whether bare mentions are one row ("X and Y"): one party, not two."""
    return bool(bare) and all(is_joined(reading, reading.nodes.index(node)) for node in bare[1:])


def _shared_subject(reading: Reading, index: int) -> list[Node]:
    """Give the subject of the verb that "and" joins a verb to, in the same sentence."""
    return subject_of_neighbour(reading, index) if "coord" in reading.nodes[index].cues else []


def _are_hit(sense: Sense, objects: list[tuple[Node, str]]) -> bool:
    """Whether a verb that may be active or passive has an object: a bare one, and it is not one of suffering (أصيب)."""
    return "patient" not in sense.flags and any(not preposition for _, preposition in objects)


def _is_told_of_act(reading: Reading, index: int) -> bool:
    """Whether a verb says something of an act or a weapon before it ("a blast hit the convoy", انفجار استهدف موكبا)."""
    nodes = reading.nodes
    node = nodes[index]
    if node.cues & {"coord", "object"}:
        return False
    for other in range(index - 1, -1, -1):
        candidate = nodes[other]
        if node.position - candidate.position > 8 or candidate.mark or "coord" in candidate.cues:
            return False
        if candidate.sense is not None and not candidate.sense.noun:
            return False
        if "weapon" in candidate.cues or (candidate.sense is not None and candidate.sense.type == "assault"):
            return True
    return False


def _whom_it_concerns(reading: Reading, index: int, skip: set[int], *, persons: bool) -> list[Node]:
    """Find the state or organisation whose object it is ("rejected the accusations of Washington").

    With ``persons`` also somebody's (أشاد بدعوة الصدر).
    """
    nodes = reading.nodes
    for other in range(index + 1, len(nodes)):
        candidate = nodes[other]
        if candidate.mark or (candidate.sense is not None and not candidate.sense.noun) or "comp" in candidate.cues:
            break
        if candidate.clause != nodes[index].clause or candidate.position - nodes[index].position > 7:
            break
        if candidate.who is None or id(candidate) in skip:
            continue
        if candidate.who.kind is ActorKind.PERSON and not persons:
            continue
        written_on = reading.lexicon is not None and reading.lexicon.segment == "characters"
        fits = ("", "prep_of", "prep_against") if written_on else ("", "prep_of")
        return [candidate] if preposition_of(reading, other) in fits else []
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
        return [candidate] if fits and (heads or is_one_person(candidate)) else []
    return []


def _takes_part(node: Node, preposition: str) -> bool:
    """Whether a mention behind a verb is a party: bare, behind "to", "with", "against", or a person met (التقى بـ)."""
    if not preposition or preposition in TARGET_PREPOSITIONS:
        return True
    return preposition == "prep_in" and node.who is not None and node.who.kind in _TAKERS


def partner_before(reading: Reading, index: int, skip: set[int]) -> list[Node]:
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


def mentions_after(
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
        if (candidate.sense is not None and not candidate.sense.noun) or candidate.mark in (";", "؛"):
            break
        if not past_comma and candidate.mark and not others:
            break
        named = named or (candidate.sense is not None and not _is_told_object(reading, index, other))
        if candidate.actor is None or id(candidate) in skip:
            continue
        preposition = preposition_of(reading, other)
        if preposition == "prep_by":
            agents.append(candidate)
        elif named and not preposition:
            continue  # the complement of a noun in between
        elif not others or preposition or is_joined(reading, other) or _is_second(reading, others):
            others.append((candidate, preposition))
    return agents, others


def _is_second(reading: Reading, others: list[tuple[Node, str]]) -> bool:
    """Whether one bare mention stood behind a verb so far; where verbs stand first, a place may stand beside it."""
    if len(others) == 1:
        return not others[0][1]
    beside = reading.lexicon is not None and reading.lexicon.order == "VSO"
    return beside and not others[0][1] and all(preposition == "prep_in" for _, preposition in others[1:])


def _is_told_object(reading: Reading, verb: int, noun: int) -> bool:
    """Whether a noun with the article right behind an act of speech is its object (أدان *الهجوم* الرئيس بايدن)."""
    nodes, lexicon = reading.nodes, reading.lexicon
    sense = nodes[verb].sense
    if lexicon is None or lexicon.order != "VSO" or sense is None or sense.type not in _SAID:
        return False
    return "definite" in nodes[noun].cues and nodes[noun].position == nodes[verb].position + 1
