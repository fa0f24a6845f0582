"""The date of an event: which of a sentence's dates belongs to which of its triggers.

Every date belongs to one trigger, its *host*: the one with the least cost, counted in tokens plus what stands between
(a clause boundary, a comma, another trigger). A date at the head of a sentence belongs to the first verb of the main
clause, and verbs coordinated with that verb share it. Dates in a name or a noun phrase ("the 2019 summit") stay with
their noun. What no trigger takes within reach dates nothing.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from itertools import pairwise

from events.coding.scan import Node, Reading
from events.model import DateSpan, EventStatus

REACH = 30
"""Greatest cost at which a date still belongs to a trigger."""

_OWN_REACH = 8
"""Tokens behind a verb that tells of no event within which a day is its own."""
_OWNED = 4
"""Tokens behind a day in the possessive within which the noun stands that it dates."""
_TOLD = 4
"""Tokens before a day that tell something, whether or not their verb is known."""
_BARE_WEEKDAYS = frozenset({"weekday-future", "weekday-past", "weekday-from-context"})
_ORDER = frozenset({"after", "before"})
"""Cues of words that put what is told in order."""
_BOUNDARY = {"comp": 9.0, "rel": 7.0, "sub": 6.0, "front": 6.0, "main": 0.0}


def attach_dates(reading: Reading, triggers: list[int], order: str) -> dict[int, DateSpan]:
    """Attach the dates of a sentence to its triggers.

    Parameters
    ----------
    reading
        The sentence.
    triggers
        The nodes that tell of events, by index.
    order
        Word order of the language; with ``SOV`` a date stands before its verb.

    Returns
    -------
    dict
        From trigger to its date; triggers without one are left out.
    """
    nodes = reading.nodes
    dated = [index for index, node in enumerate(nodes) if node.date is not None]
    if not dated:
        return {}
    taken: dict[int, tuple[float, DateSpan]] = {}
    fronted: list[tuple[int, DateSpan]] = []
    for index in dated:
        node = nodes[index]
        if node.date is None or _only_compares(reading, index):
            continue
        host, cost = _host(reading, index, triggers, order)
        if host is None or cost > REACH:
            continue
        if host not in taken or cost < taken[host][0]:
            taken[host] = (cost, node.date)
        if _is_fronted(reading, index) or (order == "SOV" and is_behind_topic(nodes, index)):
            fronted.append((host, node.date))
    dates = {host: date for host, (_, date) in taken.items()}
    for host, date in fronted:
        for other in triggers:
            if other > host and other not in dates and _coordinated(reading, host, other, order):
                dates[other] = date
    return dates


def is_bare_weekday(date: DateSpan) -> bool:
    """Whether a date is a weekday that may lie on either side of its anchor."""
    return any(code in _BARE_WEEKDAYS for code in date.reading)


def settle_weekday(date: DateSpan, status: EventStatus, published: dt.date | None) -> DateSpan:
    """Turn a bare weekday to the side of its anchor where an event of this status lies.

    What happened did so on the latest such day, what is planned falls on the next one. ``find_dates`` can't know yet
    which of the two a sentence's weekday belongs to.
    """
    today = published or (date.anchor.day if date.anchor is not None else None)
    if today is not None and date.latest is None and status in _AHEAD:
        return _begin_ahead(date, today)
    if today is None or date.latest is None or not is_bare_weekday(date):
        return date
    week = dt.timedelta(days=7)
    if date.earliest is None:
        if date.latest >= today:
            return date
        shift = week  # what goes on until a day goes on until the next one
    elif status in (EventStatus.PLANNED, EventStatus.HYPOTHETICAL):
        if "weekday-past" not in date.reading or date.latest >= today:
            return date
        shift = week
    elif date.latest > today:
        shift = -week
    else:
        return date
    earliest = date.earliest + shift if date.earliest is not None else None
    latest = date.latest + shift
    edtf = latest.isoformat() if earliest == latest else date.edtf.replace(date.latest.isoformat(), latest.isoformat())
    return dataclasses.replace(date, earliest=earliest, latest=latest, edtf=edtf)


_AHEAD = frozenset({EventStatus.PLANNED, EventStatus.HYPOTHETICAL, EventStatus.DEMANDED})


def _begin_ahead(date: DateSpan, today: dt.date) -> DateSpan:
    """Turn the weekday from which something is to begin to the next one (بداية من يوم الاثنين)."""
    if date.earliest is None or date.earliest >= today or "weekday-past" not in date.reading:
        return date
    earliest = date.earliest + dt.timedelta(days=7)
    edtf = date.edtf.replace(date.earliest.isoformat(), earliest.isoformat())
    return dataclasses.replace(date, earliest=earliest, edtf=edtf)


def _host(reading: Reading, index: int, triggers: list[int], order: str) -> tuple[int | None, float]:
    best: int | None = None
    least = 1e9
    fronted = _is_fronted(reading, index)
    for trigger in triggers:
        cost = _cost(reading, index, trigger, order, fronted=fronted)
        if cost < least:
            best, least = trigger, cost
    return best, least


def _cost(reading: Reading, date: int, trigger: int, order: str, *, fronted: bool) -> float:
    nodes, clauses = reading.nodes, reading.clauses
    when, what = nodes[date], nodes[trigger]
    sense = what.sense
    assert sense is not None
    cost = float(abs(when.position - what.position))
    if "lapse" in reading.cues and _is_lapse_between(reading, date, trigger):
        return 1e9
    if order == "SOV" and "statement" in sense.flags and not sense.noun and _dates_speech(reading, date, trigger):
        return 1.0
    if _is_in_content(reading, when.clause, trigger):
        return 1e9
    if when.particle == "possessive" and not (sense.noun and 0 < what.position - when.position <= _OWNED):
        return 1e9  # "Tuesday's election" dates nothing else
    if when.clause != what.clause and not (sense.noun and describes(reading, when.clause, trigger)):
        kinds = {clauses[when.clause].kind, clauses[what.clause].kind}
        cost += max(_BOUNDARY[kind] for kind in kinds)
        if fronted and clauses[what.clause].kind in ("comp", "rel", "sub"):
            cost += 6
        if clauses[when.clause].kind == "rel" and not _is_within(reading, what.clause, when.clause):
            cost += 8 if trigger < clauses[when.clause].opener else 14
    for node in nodes[date + 1 : trigger] if date < trigger else nodes[trigger + 1 : date]:
        if node.mark:
            cost += 1.5 if node.mark in ",،、，" else 4
        elif node.sense is not None:
            cost += 1.5 if node.sense.noun else 10 if fronted else 7
            if "coord" in node.cues:
                cost += 3
        elif "inert" in node.cues:
            cost += REACH if "tally" in reading.cues else 12
    if sense.noun:
        behind = date > trigger
        cost += 1.0 if behind and when.position - what.position <= 4 else 5.0
        if behind and _is_governed(reading, trigger):
            cost += 8
        if when.clause != what.clause and "definite" in what.cues and not describes(reading, when.clause, trigger):
            cost += 10
    if when.quoted != what.quoted:
        cost += 6
    if _is_told_before(reading, date, trigger):
        cost += 12
    elif _is_of_unknown_verb(reading, date, trigger):
        return 1e9
    time_first = reading.lexicon is not None and reading.lexicon.time_first
    if (order == "SOV" or time_first) and date > trigger:
        cost += 8
    if date > trigger:
        return cost
    if "inert" in reading.cues and not fronted and _has_own_verb(reading, date):
        cost += REACH if "tally" in reading.cues else 12
    if not reading.cues.isdisjoint(_ORDER) and any(
        not node.cues.isdisjoint(_ORDER) and node.date is None for node in nodes[date + 1 : trigger]
    ):
        cost += 6
    if order != "SOV" and not time_first and not fronted and not sense.noun:
        cost += 10 if any("coord" in node.cues for node in nodes[date + 1 : trigger + 1]) else 2
    return cost


def belongs_elsewhere(reading: Reading, index: int) -> bool:
    """Whether a day is surely not that of what a report tells: of another noun, of a comparison, of a tally."""
    tally = "tally" in reading.cues and _has_own_verb(reading, index)
    return tally or reading.nodes[index].particle == "possessive" or _only_compares(reading, index)


def _only_compares(reading: Reading, date: int) -> bool:
    """Whether a day is only that since when there was none such ("their first title since 1908")."""
    before = reading.nodes[date - 1] if date else None
    return before is not None and "since" in before.cues and "first" in reading.cues


def _is_lapse_between(reading: Reading, date: int, trigger: int) -> bool:
    """Whether "a day after" or "two years before" parts a day from what happened then ("on Friday, a day after")."""
    nodes = reading.nodes
    low, high = sorted((date, trigger))
    return any(
        "lapse" in node.cues and following.cues & _ORDER and following.position == node.position + 1
        for node, following in pairwise(nodes[low + 1 : high])
    )


def _has_own_verb(reading: Reading, date: int) -> bool:
    """Whether a verb that tells of no event stands shortly before a day ("the toll rose to six on Friday")."""
    nodes = reading.nodes
    for node in reversed(nodes[:date]):
        if node.mark or (node.sense is not None and not node.sense.noun):
            return False
        if "inert" in node.cues:
            return nodes[date].position - node.position <= _OWN_REACH
    return False


def _is_within(reading: Reading, clause: int, outer: int) -> bool:
    while clause > 0 and clause != outer:
        clause = reading.clauses[clause].parent
    return clause == outer


def _is_governed(reading: Reading, trigger: int) -> bool:
    """Whether a noun only says whose the noun before it is, behind a verb (زار موقع *التفجير* الأحد).

    Where the verb stands first, it bears the article, and neither preposition, mark nor verb stands before.
    """
    nodes, lexicon = reading.nodes, reading.lexicon
    node = nodes[trigger]
    if lexicon is None or lexicon.order != "VSO" or "definite" not in node.cues or not trigger:
        return False
    if node.cues & {"coord", "prep_in", "prep_to"} or nodes[trigger - 1].position >= node.position - 1:
        return False
    return any(n.sense is not None and not n.sense.noun and n.clause == node.clause for n in nodes[:trigger])


def _is_told_before(reading: Reading, date: int, trigger: int) -> bool:
    """Whether a date stands in what a verb of speech behind it tells ("... derailed on Friday, officials said")."""
    nodes = reading.nodes
    sense = nodes[trigger].sense
    if sense is None or "statement" not in sense.flags or date > trigger or _is_fronted(reading, date):
        return False
    if not any(node.mark and node.mark in ",،" for node in nodes[date + 1 : trigger]):
        return False
    return any(node.sense is not None and not node.sense.noun for node in nodes[:date])


def _is_of_unknown_verb(reading: Reading, date: int, trigger: int) -> bool:
    """Whether a day stands in what is told before a verb of speech by other words ("Work ended on Friday, he said")."""
    nodes, lexicon = reading.nodes, reading.lexicon
    if date > trigger or nodes[date].position < _TOLD or lexicon is None:
        return False
    if lexicon.order != "SVO" or lexicon.cases is not None or lexicon.segment != "words":
        return False
    sense = nodes[trigger].sense
    if sense is None or sense.type != "statement" or not any(node.mark == "," for node in nodes[date + 1 : trigger]):
        return False
    return nodes[trigger - 1].mark == "," or nodes[date + 1].mark == ","


def _is_in_content(reading: Reading, clause: int, trigger: int) -> bool:
    """Whether a clause is content, opened by a word like "that", of a verb of speech, or stands inside it."""
    clauses = reading.clauses
    while clause > 0:
        opened = clauses[clause]
        if opened.kind == "comp" and opened.speaker == trigger and opened.opener > trigger:
            return "comp" in reading.nodes[opened.opener].cues
        clause = opened.parent
    return False


def is_behind_topic(nodes: list[Node], index: int) -> bool:
    """Whether only days and places stand between a node and the topic at the head of its sentence (Korean)."""
    at = index - 1
    while at >= 0 and nodes[at].particle != "topic":
        if nodes[at].actor is not None or not (nodes[at].date or nodes[at].toponym):
            return False
        at -= 1
    return at >= 0 and not any(node.sense for node in nodes[:at])


def _dates_speech(reading: Reading, date: int, trigger: int) -> bool:
    """Whether a day right behind the topic is that of the speech that ends the sentence, not of what is told.

    So it is before the subject of what is told ("X는 10일 Y가 … 말했다"), and where the first verb behind it is quoted
    ("X는 10일 훈련을 실시했다고 밝혔다").
    """
    nodes, lexicon = reading.nodes, reading.lexicon
    if lexicon is None or not is_behind_topic(nodes, date):
        return False
    between = nodes[date + 1 : trigger]
    if between and "occasion" in between[0].cues:
        return True  # "… 이날 브리핑에서"
    if any(node.actor is not None and node.particle == "subject" for node in between):
        return True
    verb = next((n for n in between if (n.sense is not None and not n.sense.noun) or "light" in n.cues), None)
    return verb is not None and reading.text[verb.start : verb.end].endswith(lexicon.quotatives)


def describes(reading: Reading, clause: int, trigger: int) -> bool:
    """Whether a relative clause only says when or where the noun before it took place ("..., which occurred on")."""
    opened = reading.clauses[clause]
    if opened.kind != "rel" or trigger > opened.opener:
        return False
    nodes = reading.nodes
    if any(node.sense is not None for node in nodes[trigger + 1 : opened.opener]):
        return False
    inside = [node for node in nodes if node.clause == clause]
    return any("light" in node.cues for node in inside) and not any(
        node.sense and not node.sense.noun for node in inside
    )


def _is_fronted(reading: Reading, index: int) -> bool:
    """Whether nothing but prepositions stands before a date in its sentence."""
    return reading.nodes[index].position <= 6 and all(_is_light(node) for node in reading.nodes[:index])


def _is_light(node: Node) -> bool:
    return node.sense is None and node.actor is None and node.toponym is None


def _coordinated(reading: Reading, first: int, second: int, order: str) -> bool:
    """Whether two verbs of one clause are joined, so that a fronted date dates both.

    Where verbs stand last, what the topic says behind what it does is joined, too ("X는 10일 … 열고 … 요구했다").
    """
    nodes = reading.nodes
    sense = nodes[second].sense
    return (
        nodes[first].clause == nodes[second].clause
        and sense is not None
        and not sense.noun
        and ("statement" not in sense.flags or (order == "SOV" and sense.type != "statement"))
        and not any(node.date for node in nodes[first:second])
    )
