"""Who did an act of force and whom it hit, where other words of its sentence than the trigger's own say so.

A sentence names an attack once and then goes on: what it led to ("killing five", أسفر عن مقتل خمسة), who claims it,
whom it is blamed on. Its victims and its doer stand behind those words. A state whose adjective describes an attack
("an Israeli air strike", غارة إسرائيلية) is who did it.
"""

from __future__ import annotations

from events.actors import load_actors
from events.coding.draft import Draft
from events.coding.roles import preposition_of
from events.coding.scan import Node, Reading
from events.model import ActorKind, ActorMention, PlacePrecision, PlaceRole, Toponym

_HARM = frozenset({"kill", "injure"})
_TELLS_ON = frozenset({"result", "claim", "blamed"})
"""Cues of words that name the victims or the doer of an act told elsewhere in the sentence."""
_OF_STATES = frozenset({"assault", "mobilize", "sanction"})
_NOT_OF_STATES = frozenset({"strong", "lasting", "war"})
_DESCRIBES = 3
"""Tokens within which an adjective describes its noun."""
_BESIDE = 8
"""Tokens within which a noun names the act that harm came from."""
_FROM_WHOM = 14
"""Tokens behind a wish within which the state stands that is to grant it."""
_BEHIND = 9
"""Tokens behind a word of result, a claim or a blame within which the party stands."""


def complete_acts(reading: Reading, drafts: dict[int, Draft], order: str) -> None:
    """Give the acts of force of a sentence the victims and the doer that its other words name.

    Parameters
    ----------
    reading
        The sentence.
    drafts
        Its drafts by trigger; changed in place.
    order
        Word order of the language.
    """
    acts = [i for i, draft in drafts.items() if draft.type == "assault"]
    if not acts:
        return
    for index, node in enumerate(reading.nodes if not reading.cues.isdisjoint(_TELLS_ON) else ()):
        if "result" in node.cues:
            _add_victims(reading, drafts, acts, index)
        elif node.cues & {"claim", "blamed"} and node.sense is None:
            _add_doer(reading, drafts, acts, index, order)
    for i in acts:
        if drafts[i].mode in _HARM and not drafts[i].sources:
            drafts[i].sources = _doers_beside(drafts, acts, i)


def _doers_beside(drafts: dict[int, Draft], acts: list[int], harm: int) -> list[Node]:
    """Give the doers of the act that a clause names as the cause of its harm ("killed in an Israeli raid")."""
    hurt = drafts[harm]
    for i in acts:
        act = drafts[i]
        near = abs(act.node.position - hurt.node.position) <= _BESIDE and act.node.clause == hurt.node.clause
        if near and act.noun and act.mode not in _HARM and act.sources:
            return [n for n in act.sources if n not in hurt.targets]
    return []


def name_states(reading: Reading, order: str) -> None:
    """Make an actor of the state whose adjective describes an act of force, beside the noun of the act.

    Nouns of killing are left out: what is called by a people there is who died.
    """
    nodes = reading.nodes
    for index in reading.triggers:
        node, sense = nodes[index], nodes[index].sense
        if sense is not None and "want" in sense.flags:
            _name_giver(reading, index)
        if sense is None or not sense.noun or sense.type not in _OF_STATES or sense.flags & _NOT_OF_STATES:
            continue
        beside = nodes[index + 1 : index + 3] if order == "VSO" else nodes[max(0, index - 2) : index][::-1]
        for other in beside:
            toponym = other.toponym
            if abs(other.position - node.position) > _DESCRIBES or (toponym is None and "weapon" not in other.cues):
                break
            if toponym is None:
                continue
            if toponym.role is PlaceRole.DEMONYM:
                _name_state(other, toponym, "adjective")
            break


def _name_giver(reading: Reading, index: int) -> None:
    """Make an actor of the state from which somebody wants something (يريد قذائف *من كوريا الشمالية*)."""
    nodes = reading.nodes
    for other in range(index + 1, len(nodes)):
        candidate, toponym = nodes[other], nodes[other].toponym
        if candidate.clause != nodes[index].clause or candidate.position - nodes[index].position > _FROM_WHOM:
            return
        if candidate.sense is not None and not candidate.sense.noun:
            return
        if toponym is not None and toponym.place.precision is PlacePrecision.COUNTRY:
            if preposition_of(reading, other) == "prep_from":
                _name_state(candidate, toponym, "state")
            return


def _name_state(node: Node, toponym: Toponym, reading: str) -> None:
    country = toponym.place.country
    state = load_actors().state(country) if country is not None else None
    if node.actor is None and state is not None:
        node.actor = ActorMention(toponym.start, toponym.end, toponym.text, state, 0.7, (reading,))


def _add_victims(reading: Reading, drafts: dict[int, Draft], acts: list[int], index: int) -> None:
    """Give the victims behind a word of result to the act before it, which has none of its own."""
    act = next((drafts[i] for i in reversed(acts) if i < index and drafts[i].mode not in _HARM), None)
    if act is None:
        return
    victims = [drafts[i].targets for i in acts if i > index and drafts[i].mode in _HARM and drafts[i].targets]
    found = victims[0] if victims else _counted_behind(reading, index)
    if not found or reading.nodes.index(found[0]) < index:
        return
    act.sources = [n for n in act.sources if n not in found]
    if not [n for n in act.targets if n.start < reading.nodes[index].start]:
        act.targets = list(found)


def _counted_behind(reading: Reading, index: int) -> list[Node]:
    """Find people behind a word of result, with nothing but the number of them in between."""
    nodes = reading.nodes
    for candidate in nodes[index + 1 : index + 5]:
        if candidate.position - nodes[index].position > _BEHIND or (candidate.sense and not candidate.sense.noun):
            break
        if candidate.who is not None:
            return [candidate] if candidate.who.kind is ActorKind.GROUP else []
    return []


def _add_doer(reading: Reading, drafts: dict[int, Draft], acts: list[int], index: int, order: str) -> None:
    """Give an act the one who claims it, or whom it is blamed on."""
    nodes = reading.nodes
    blamed = "blamed" in nodes[index].cues
    behind = blamed or order == "VSO"
    row = range(index + 1, len(nodes)) if behind else range(index - 1, -1, -1)
    for other in row:
        candidate = nodes[other]
        if abs(candidate.position - nodes[index].position) > _BEHIND or (candidate.sense and not candidate.sense.noun):
            return
        if candidate.actor is None:
            continue
        if blamed or not preposition_of(reading, other):
            _settle_doer(drafts, acts, candidate, index, blamed=blamed)
        return


def _settle_doer(drafts: dict[int, Draft], acts: list[int], doer: Node, index: int, *, blamed: bool) -> None:
    """Give the act that is claimed (behind the claim) or blamed (before the blame) its doer, else the nearest one."""
    for i in acts:
        drafts[i].targets = [n for n in drafts[i].targets if n is not doer]
    row = sorted(
        acts, key=lambda i: ((i > index) is blamed, drafts[i].mode in _HARM and not drafts[i].noun, abs(i - index))
    )
    act = drafts[row[0]]
    act.sources = act.sources or [doer]
    act.claimed = act.noun and act.sources[0] is doer
