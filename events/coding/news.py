"""Whether an act of force is told as news, not as history, habit, aim, charge or figure of speech: points.

Reports name attacks and protests far more often than they tell of one: as the matter of a trial, as what somebody
fears or plans, as what happened years ago, in a figure of speech ("a blow to", انفجرت فضيحة). No single word decides.
So each trait of the sentence counts points: what a report of a happening has (victims with their number, a weapon, a
day close to the report, a source that says so) speaks for it, what a mention has (an article, an accusation, "any",
"this", a scandal or a storm as what strikes) against it. The sum is a log-odds: 0 is even, and it also gives the
trust in the type.

The points are rounded from a logistic regression on sentences that readers had judged, in Arabic; the traits are the
same in every language, read off cues of its lexicon. A lexicon without a cue does without that trait.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence

from events.coding.draft import Draft
from events.coding.roles import governor, is_passive
from events.coding.scan import Node, Reading
from events.model import ActorKind, DateSpan, EventStatus, PlacePrecision, PlaceRole, Toponym

NEWS_TYPES = frozenset({"assault", "protest"})
"""Types of which a report names many and tells few."""
NEEDED = 0.0
"""Points from which on a happening counts as told."""
NEEDED_OF_WHAT_LASTS = -3.0
"""The same for a noun of what goes on (war, fighting, a counteroffensive), which needs no day and no victims."""

CONTEXT = (0.0, 1.4, 3.0, 3.8, 4.2)
"""Points of a report by how many of its sentences speak of attacks or protests: none to many. A sentence or two that
stand alone get none, whatever they speak of: nothing around them shows what they are taken from."""
ALONE = 2
SHORT, LONG = 12, 50
"""Tokens of a sentence that tells one thing, and of one that argues."""
SEVERAL = 2
"""Kinds of harm besides that of the trigger ("attack", "killed", "wounded") by which a sentence tells of one act."""
LATE = 25
"""Tokens before a trigger behind which it is seldom what the sentence tells."""

START = -2.9
POINTS = {
    "weapon": 1.9,
    "cause": 1.7,
    "main verb": 1.6,
    "counted victims": 1.2,
    "recent day": 1.1,
    "said": 1.0,
    "protest verb": 0.9,
    "opens": 0.9,
    "who to whom": 0.8,
    "light verb": 0.8,
    "victims": 0.6,
    "group": 0.6,
    "town": 0.6,
    "several harms": 0.6,
    "terse": 1.6,
    "result": 0.5,
    "placed": 0.5,
    "crowd": 0.3,
    "other day": -0.5,
    "present": -0.5,
    "object pronoun": -0.6,
    "aim": -0.7,
    "unreal": -0.8,
    "known": -0.9,
    "crime behind": -0.9,
    "vague": -1.0,
    "relative": -1.1,
    "after": -1.1,
    "state as victim": -1.1,
    "person acts": -1.1,
    "long": -1.3,
    "definite": -1.3,
    "late": -1.3,
    "not happened": -1.7,
    "crime": -1.9,
    "figure": -2.0,
}

_DIGIT = re.compile(r"\d")
_NEAR_DIGIT = 14
_NOT_HAPPENED = frozenset({EventStatus.DENIED, EventStatus.PLANNED, EventStatus.HYPOTHETICAL, EventStatus.DEMANDED})
_TOWNS = frozenset({PlacePrecision.CITY, PlacePrecision.POINT})


def news_points(draft: Draft, *, placed: bool) -> float:
    """Count what speaks for and against an act of force being told as news.

    Parameters
    ----------
    draft
        Of the act, with its parties.
    placed
        Whether a place of its sentence belongs to it.

    Returns
    -------
    float
        Log-odds: above 0 it is likelier news than not.
    """
    return sum_points(news_traits(draft, placed=placed))


def sum_points(traits: Iterable[str]) -> float:
    """Sum the points of traits, the same in whatever order they come: a set has another in every process."""
    return round(START + sum(POINTS[trait] for trait in traits), 6)


def count_news_sentences(readings: Sequence[Reading]) -> int:
    """Count the sentences of a report that speak of attacks or protests, told or not; 0 for sentences alone."""
    if len(readings) <= ALONE:
        return 0
    return sum(not NEWS_TYPES.isdisjoint(_types_told(reading)) for reading in readings)


def _types_told(reading: Reading) -> Iterator[str]:
    """Give the types of what the words of a sentence may tell of."""
    return (sense.type for i in reading.triggers if (sense := reading.nodes[i].sense) is not None)


def context_points(about: int) -> float:
    """Give the points of a report in which so many sentences speak of acts of force: one that keeps to it tells it."""
    return CONTEXT[min(about, len(CONTEXT) - 1)]


def trust_of(points: float) -> float:
    """Turn points into the probability that the happening is told."""
    return 1.0 / (1.0 + math.exp(-points))


def is_recent(date: DateSpan) -> bool:
    """Whether a date lies in the days before the report, or would whatever the report's day."""
    if not date.is_resolved:
        return "recent" in date.reading
    if date.anchor is None or date.earliest is None or date.latest is None:
        return False
    return 0 <= (date.anchor.day - date.earliest).days <= 14 and date.latest <= date.anchor.day


def news_traits(draft: Draft, *, placed: bool) -> set[str]:
    """Give the traits of a sentence that count for an act of force, or against it."""
    reading, node, index = draft.reading, draft.node, draft.trigger
    nodes = reading.nodes
    sense = node.sense
    assert sense is not None
    found = _traits_around(reading, draft)
    clause = reading.clauses[node.clause]
    if clause.kind == "rel" or _is_relative(nodes, index):
        found.add("relative")
    elif clause.speaker is not None:
        found.add("said")
    if draft.noun:
        if governor(reading, index) is not None:
            found.add("light verb")
        if node.cues & {"purpose", "prep_to"}:
            found.add("aim")
    elif _asserts(reading, index) and clause.kind != "rel":
        found.add("main verb")
        if draft.type == "protest":
            found.add("protest verb")
    elif sense.forms and reading.lexicon is not None and sense.forms <= reading.lexicon.habitual:
        found.add("present")
    if "definite" in node.cues and "aim" not in found:
        found.add("definite")
    if "object" in node.cues:
        found.add("object pronoun")
    if draft.status in _NOT_HAPPENED:
        found.add("not happened")
    if index == 0:
        found.add("opens")
    if node.position > LATE:
        found.add("late")
    if placed:
        found.add("placed")
    if reading.length >= LONG:
        found.add("long")
    if found & {"main verb", "light verb"}:
        if reading.length <= SHORT:
            found.add("terse")
        if draft.sources and draft.targets:
            found.add("who to whom")
    _add_parties(draft, found)
    return found


def _asserts(reading: Reading, index: int) -> bool:
    """Whether a verb says that it happened or happens: past, passive, or present where that is no tense of habit."""
    sense, lexicon = reading.nodes[index].sense, reading.lexicon
    assert sense is not None
    if "past" in sense.forms or ("part" in sense.forms and is_passive(reading, index)):
        return True
    return "present" in sense.forms and "base" not in sense.forms and lexicon is not None and not lexicon.habitual


def _traits_around(reading: Reading, draft: Draft) -> set[str]:
    """Give the traits that the words around a trigger have."""
    found: set[str] = set()
    position = draft.node.position
    recent = other = False
    harms: set[str | None] = set()
    for number, node in enumerate(reading.nodes):
        gap = node.position - position
        if node.date is not None:
            recent = recent or is_recent(node.date)
            other = True
        if node.toponym is not None and _is_town(node.toponym):
            found.add("town")
        if node.sense is not None and node.sense.type == "assault":
            harms.add(node.sense.mode)
        cues = node.cues
        if not cues and not node.particle:
            continue
        if "killed" in cues or "injured" in cues:
            low, high = max(reading.start, node.start - _NEAR_DIGIT), min(reading.end, node.end + _NEAR_DIGIT)
            if _has_number(reading, low, node.start) or _has_number(reading, node.end, high):
                found.add("counted victims")
        if "weapon" in cues and -7 <= gap <= 7:
            found.add("weapon")
        if "victims" in cues and -5 <= gap <= 6:
            found.add("victims")
        if ("protester" in cues or node.particle == "protester") and _counts_people(
            reading, max(reading.start, node.start - _NEAR_DIGIT), node.end
        ):
            found.add("crowd")
        if "figure" in cues and -3 <= gap <= 3:
            found.add("figure")
        if "vague" in cues and (-3 <= gap < 0 or gap == 1):
            found.add("vague")
        if "background" in cues:
            if -8 <= gap < 0 or (-14 <= gap < 0 and number < draft.trigger):
                found.add("crime")
            elif 0 < gap <= 12:
                found.add("crime behind")
        if "cause" in cues and -2 <= gap <= 14 and draft.type == "protest":
            found.add("cause")
        if "result" in cues and -14 <= gap <= 16:
            found.add("result")
        if "modal" in cues or ("hyp" in cues and gap < 0):
            found.add("unreal")
        if "det_known" in cues and -2 <= gap <= 2 and "definite" in draft.node.cues:
            found.add("known")
        if "after" in cues and -4 <= gap < 0 and draft.noun:
            found.add("after")
    if recent:
        found.add("recent day")
    elif other:
        found.add("other day")
    if len(harms - {draft.mode}) >= SEVERAL:
        found.add("several harms")
    return found


def _is_town(toponym: Toponym) -> bool:
    """Whether a place name is that of a town or a spot where something is."""
    return toponym.role is PlaceRole.LITERAL and toponym.place.precision in _TOWNS


def _is_relative(nodes: list[Node], index: int) -> bool:
    """Whether a relative pronoun stands right before a trigger."""
    before = nodes[index - 1] if index else None
    return before is not None and "rel" in before.cues and before.position >= nodes[index].position - 2


def _add_parties(draft: Draft, found: set[str]) -> None:
    """Add what those who do it and suffer it say: news counts people, mentions name a state."""
    kinds = {node.who.kind for node in draft.targets if node.who is not None}
    if any(_has_number(draft.reading, node.start, node.end) for node in draft.targets):
        found.add("counted victims")
    if ActorKind.COUNTRY in kinds and not draft.sources:
        found.add("state as victim")
    if not draft.targets and any(node.who is not None and node.who.kind is ActorKind.PERSON for node in draft.sources):
        found.add("person acts")
    if ActorKind.GROUP in kinds or any(n.who is not None and n.who.kind is ActorKind.GROUP for n in draft.sources):
        found.add("group")


def _counts_people(reading: Reading, start: int, end: int) -> bool:
    """Whether a number or a word like "hundreds" stands between two offsets."""
    lexicon = reading.lexicon
    if lexicon is None or _has_number(reading, start, end):
        return lexicon is not None
    entries = (lexicon.entry(word) for word in reading.text[start:end].split())
    return any(entry is not None and "victims" in entry.meaning.cues for entry in entries)


def _has_number(reading: Reading, start: int, end: int) -> bool:
    """Whether a number stands between two offsets, in digits or words."""
    text = reading.text[start:end]
    if _DIGIT.search(text):
        return True
    lexicon = reading.lexicon
    return lexicon is not None and any(lexicon.fold(word) in lexicon.numbers for word in text.split())
