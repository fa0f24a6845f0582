"""The place of an event: which of a sentence's places belongs to which trigger, and in which part.

Only places where something *is* (role ``literal``) count, and those that a verb takes as its object ("visited
North Korea", "attacked Kyiv") whatever their role. A place belongs to the trigger of its clause that is nearest;
behind "from" it is where a movement began, behind "to" or as the object of a verb of movement where it led. A verb
of speech only has a place that stands right beside it ("said in Washington"). The dateline is no event's place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from events.coding.draft import Draft
from events.coding.roles import preposition_of
from events.coding.scan import Node, Reading
from events.coding.when import describes, is_behind_topic
from events.model import ActorKind, DateSpan, EventPlace, PlacePart, PlacePrecision, PlaceRole, Toponym

REACH = 26
"""Greatest cost at which a place still belongs to a trigger."""
FARTHEST = REACH + 2
"""Tokens between a place and a trigger beyond which no cost is low enough."""
SPEECH_REACH = 9
"""Tokens within which a place belongs to a verb of speech."""
OBJECT_REACH = 8
"""Tokens within which a place is the object of a verb, or where one leaves."""
HEADLINES = 3
"""Lines within which a dateline stands: the first, or one below headlines."""
LONGEST_HEAD = 400

_DATELINE = re.compile(
    r"\s*(?:[(（\[][^)）\]\n]{2,60}[)）\]]|[^\n]{2,100}?(?:[^\S\n][-–—]{1,2}\s|[-–—]{2}|[^\S\n]—|\)\s*[:-]))"
)


def find_dateline(text: str, toponyms: Sequence[Toponym], dates: Sequence[DateSpan]) -> tuple[int, int]:
    """Find the dateline at the head of a report, or of the paragraph below its headline.

    Parameters
    ----------
    text
        The report.
    toponyms, dates
        Its place names and dates, sorted: a dateline begins with a place or holds a date.

    Returns
    -------
    tuple of int
        Its offsets; ``(0, 0)`` where there is none.
    """
    at = 0
    for _ in range(HEADLINES):
        end = _dateline_at(text, at, toponyms, dates)
        if end:
            return at, end
        at = text.find("\n", at, LONGEST_HEAD) + 1
        while 0 < at < len(text) and text[at] == "\n":
            at += 1
        if not at:
            break
    return 0, 0


def find_dateline_country(text: str, toponyms: Sequence[Toponym], dates: Sequence[DateSpan]) -> str | None:
    """Find the country of the place in the dateline of a report (ISO 3166-1 alpha-2); none without one."""
    start, end = find_dateline(text, toponyms, dates)
    return next((t.place.country for t in toponyms if start <= t.start < end and t.place.country), None)


def _dateline_at(text: str, at: int, toponyms: Sequence[Toponym], dates: Sequence[DateSpan]) -> int:
    match = _DATELINE.match(text, at, at + 160)
    if match is None or sum(map(str.isalpha, match[0])) >= 75:
        return 0
    begins = any(at <= toponym.start <= at + 3 for toponym in toponyms)
    if not begins and not any(at <= date.start < match.end() for date in dates):
        return 0
    return match.end()


def attach_places(reading: Reading, triggers: list[int], order: str) -> dict[int, list[EventPlace]]:
    """Attach the places of a sentence to its triggers.

    Parameters
    ----------
    reading
        The sentence.
    triggers
        The nodes that tell of events, by index.
    order
        Word order of the language.

    Returns
    -------
    dict
        From trigger to its places, nearest first.
    """
    found: dict[int, list[tuple[float, EventPlace]]] = {}
    nodes, past = reading.nodes, 0
    for index, node in enumerate(nodes):
        if index < past or node.toponym is None or node.toponym.role is PlaceRole.DEMONYM:
            continue
        last = _finest(reading, index)
        toponym, past = nodes[last].toponym or node.toponym, last + 1
        best, least, part = None, float(REACH), PlacePart.WHERE
        for trigger in triggers:
            fit = _fit(reading, last if order == "SOV" else index, trigger, order, toponym)
            if fit is not None and fit[0] < least:
                best, (least, part) = trigger, fit
        if best is not None:
            found.setdefault(best, []).append((least, EventPlace(toponym, part)))
    return {trigger: [place for _, place in sorted(places, key=_by_cost)] for trigger, places in found.items()}


def _finest(reading: Reading, index: int) -> int:
    """Give the last of the places that stand from the wide to the narrow: 中国云南省昆明, 시리아 다마스쿠스."""
    nodes, last = reading.nodes, index
    for other in range(index + 1, len(nodes)):
        wide, narrow = nodes[last].toponym, nodes[other].toponym
        if wide is None or narrow is None or narrow.role is PlaceRole.DEMONYM or narrow.start - wide.end > 1:
            break
        if nodes[other].mark or wide.place.country != narrow.place.country or wide.place.id == narrow.place.id:
            break
        if not wide.place.precision.is_area or narrow.place.precision is PlacePrecision.COUNTRY:
            break
        last = other
    return last


def home_places(draft: Draft) -> list[EventPlace]:
    """Give the country of the party whose home it is, for what happens there by its meaning ("counteroffensive")."""
    if "home" not in draft.flags:
        return []
    return [
        EventPlace(node.toponym)
        for node in draft.sources
        if node.toponym is not None and node.toponym.place.precision.is_area
    ][:1]


def _by_cost(item: tuple[float, EventPlace]) -> float:
    return item[0]


def _fit(reading: Reading, place: int, trigger: int, order: str, toponym: Toponym) -> tuple[float, PlacePart] | None:
    """Give the cost of a place for a trigger and its part there; none if it can't belong to it."""
    nodes, clauses = reading.nodes, reading.clauses
    where, what = nodes[place], nodes[trigger]
    sense = what.sense
    assert sense is not None
    distance = abs(where.position - what.position)
    if distance > FARTHEST:
        return None
    preposition = preposition_of(reading, place)
    if preposition == "prep_of" and not toponym.place.precision.is_area:
        preposition = _preposition_of_its_noun(reading, place) or preposition
    particle = where.particle
    cost = float(distance)
    behind = place > trigger
    between = nodes[trigger + 1 : place] if behind else nodes[place + 1 : trigger]
    if behind and sense.type in _TALKS and any("topic_of" in n.cues for n in between):
        return None  # اجتماع لبحث الوضع *في أفغانستان*
    motion = "motion" in sense.flags or sense.type == "aid"
    into = preposition == "prep_in" and _is_accusative(reading, place, toponym)
    directed = motion and (preposition == "prep_to" or into or particle in ("to", "dative"))
    bare = ("", "prep_on") if "directed" not in sense.flags else ()
    is_object = (
        distance <= OBJECT_REACH
        and not sense.flags.isdisjoint(_TAKES_PLACE)
        and not _is_seat(where, toponym)
        and (behind if order != "SOV" else particle in ("object", "to", "dative", "where"))
        and preposition in ("prep_to", *bare, "prep_of" if sense.noun else "prep_to")
        and not any((n.sense and not n.sense.noun) or n.mark or "according" in n.cues for n in between)
    )
    if toponym.role is not PlaceRole.LITERAL and not (directed or is_object or _stands_there(reading, place, trigger)):
        return None
    if "statement" in sense.flags or sense.type in ("statement", "request", "accuse", "reject", "threaten"):
        near = preposition == "prep_in" and distance <= SPEECH_REACH and where.clause == what.clause
        told = not behind and not _fronts(reading, place) and any(n.mark and n.mark in ",،" for n in between)
        near = near and not told and (order != "VSO" or _stands_right_behind(reading, place))
        near = near or (particle == "where" and not sense.noun and is_behind_topic(nodes, place))
        return (cost, PlacePart.WHERE) if near or (preposition == "prep_in" and _fronts(reading, place)) else None
    if where.clause != what.clause and not (sense.noun and describes(reading, where.clause, trigger)):
        if clauses[where.clause].kind in ("comp", "rel") or clauses[what.clause].kind == "comp":
            cost += 9
        else:
            cost += 5
    for node in between:
        if node.sense is not None and not node.sense.noun:
            cost += 15 if behind else 7
        elif node.mark:
            cost += 5 if reading.lexicon is not None and reading.lexicon.time_first else 1.5
    if where.quoted != what.quoted:
        cost += 6
    if order == "SVO" and not behind and _belongs_before(reading, place, trigger):
        cost += 6
    if sense.noun:
        cost += 2
    if is_object:
        cost -= 4
    if ((motion or sense.type == "retreat") and preposition == "prep_from") or particle == "from":
        return cost - 2, PlacePart.ORIGIN
    if "leaving" in sense.flags and behind and preposition == "prep_of" and distance <= OBJECT_REACH:
        return cost - 2, PlacePart.ORIGIN  # where one word means "of" and "from"
    if motion and (directed or is_object):
        leaving = "leaving" in sense.flags and preposition != "prep_to"
        return cost, PlacePart.ORIGIN if leaving else PlacePart.DESTINATION
    if into and sense.type in ("aid", "mobilize"):
        return cost, PlacePart.DESTINATION
    if not is_object and not _situates(reading, place, trigger, preposition, order):
        return None
    return cost, PlacePart.WHERE


def _stands_right_behind(reading: Reading, place: int) -> bool:
    """Whether nothing stands between a place and its preposition (unlike شكك في *التزام* طهران)."""
    nodes = reading.nodes
    if "prep_in" in nodes[place].cues or place == 0:
        return True
    before = nodes[place - 1]
    return "prep_in" not in before.cues or before.position == nodes[place].position - 1


def _belongs_before(reading: Reading, place: int, trigger: int) -> bool:
    """Whether "and" parts a place from a verb behind it, and another verb stands before the place ("… in X and …")."""
    nodes = reading.nodes
    parted = any("coord" in node.cues for node in nodes[place + 1 : trigger + 1])
    return parted and any(
        n.sense is not None and not n.sense.noun and n.clause == nodes[trigger].clause for n in nodes[:place]
    )


def _preposition_inside(reading: Reading, node: Node, toponym: Toponym) -> str:
    """Give "in" where a place stands behind it inside the mention of a party ("los militares en Guayaquil")."""
    lexicon = reading.lexicon
    if lexicon is None or node.actor is None or toponym.start <= node.start or toponym.end != node.end:
        return ""
    before = reading.text[node.start : toponym.start].split()[-1:]
    entry = lexicon.entry(before[0]) if before else None
    return "prep_in" if entry is not None and "prep_in" in entry.meaning.cues and len(before[0]) > 1 else ""


def _is_seat(node: Node, toponym: Toponym) -> bool:
    """Whether a place only says whose organisation it is ("attacked the French embassy in Niamey")."""
    organisation = node.actor is not None and node.actor.actor.kind is ActorKind.ORGANISATION
    return organisation and toponym.role is not PlaceRole.LITERAL


def _preposition_of_its_noun(reading: Reading, place: int) -> str:
    """Give the preposition before the noun that a town or site belongs to ("*en* el cosmódromo de Vostochni").

    Nothing but the noun and small words may stand between.
    """
    nodes = reading.nodes
    at = place - 1
    while at >= 0 and nodes[at].sense is None and "noun_before" in nodes[at].cues:
        inner = nodes[at].cues & _OUTER
        if inner:
            return next(iter(inner))
        at -= 1
    if at < 0 or nodes[at].position < nodes[place].position - 6 or nodes[at].sense is not None:
        return ""
    outer = nodes[at].cues & _OUTER
    return next(iter(outer)) if len(outer) == 1 else ""


_TALKS = frozenset({"consult", "agree", "cooperate"})
_TAKES_PLACE = frozenset({"motion", "place-object"})
_OUTER = frozenset({"prep_in", "prep_to", "prep_from"})


def _stands_there(reading: Reading, place: int, trigger: int) -> bool:
    """Whether word order says "there" without spaces: behind 在, or before what happened ("秘鲁发生地震")."""
    nodes = reading.nodes
    lexicon, sense = reading.lexicon, nodes[trigger].sense
    if lexicon is None or lexicon.segment != "characters" or sense is None or place > trigger:
        return False
    before = nodes[place - 1] if place else None
    if before is not None and before.end == nodes[place].start and "prep_in" in before.cues:
        return True
    happens = sense.noun and (sense.type == "assault" or sense.mode in ("accident", "politics"))
    return happens and preposition_of(reading, place) == "" and not any(n.mark for n in nodes[place:trigger])


def _is_accusative(reading: Reading, place: int, toponym: Toponym) -> bool:
    """Whether the case of a place right behind "in" says "into" ("в Турцию", not "в Турции")."""
    lexicon = reading.lexicon
    if lexicon is None or lexicon.cases is None or not place or not toponym.text.endswith(lexicon.cases.accusative):
        return False
    nodes = reading.nodes
    return nodes[place].position - nodes[place - 1].position == 1


def _situates(reading: Reading, place: int, trigger: int, preposition: str, order: str) -> bool:
    """Whether what stands before a place says that something is there."""
    nodes = reading.nodes
    node, what = nodes[place], nodes[trigger]
    if order == "SOV":
        inside = node.who is not None and node.who.kind in (ActorKind.ORGANISATION, ActorKind.PERSON)
        if inside and node.particle != "where":
            return False  # 이란 영사관 stands anywhere, 북한 김정은 is a man
        following = nodes[place + 1] if place + 1 < len(nodes) else None
        houses = following is not None and following.actor is not None and following.position <= node.position + 2
        return node.particle in ("where", "") or (node.particle == "possessive" and houses)
    if _stands_there(reading, place, trigger):
        return True
    if preposition == "prep_in":
        return True
    sense = what.sense
    if preposition in ("prep_on", "prep_of", "prep_to") and sense is not None and sense.type in ("assault", "protest"):
        return True
    low, high = sorted((place, trigger))
    if (
        sense is not None
        and sense.noun
        and (node.actor is None or sense.type in ("assault", "protest"))
        and preposition in ("prep_of", "")
        and abs(node.position - what.position) <= 3
        and not any(n.mark for n in nodes[low:high])
    ):
        return True
    if (
        sense is not None
        and sense.mode == "accident"
        and preposition == ""
        and place > trigger
        and any("light" in n.cues for n in nodes[trigger:place])
    ):
        return True  # "a quake struck Peru"
    before = nodes[place - 1] if place else None
    if before is not None and before.mark and before.mark in ",،、，(":
        before = nodes[place - 2] if place > 1 else None
        return before is not None and before.toponym is not None and node.position - before.position <= 5
    return False


def _fronts(reading: Reading, index: int) -> bool:
    return reading.nodes[index].position <= 2
