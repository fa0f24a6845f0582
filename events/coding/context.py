"""What only context suggests: the place and the day of an act of force, or of a headline, whose sentence gives none.

A report on an attack names its town and its day once and then goes on telling. So an act of force without a place
takes the one nearest before it (or right after it) in the text, else the country that the report is about; one
without a day takes that of the act of force told just before. Both carry a trust of a half or less, and
statements, visits, talks and everything else get nothing this way: null beats a guess. The dateline's town is
never taken.

A headline tells in short what the report below tells in full: what the lead retells is one record with it, other events
of a headline take the day and the place that the report gives for their kind or their parties.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Sequence

from events.coding.draft import Draft
from events.coding.reference import complete, dates_agree, places_agree, statuses_agree
from events.coding.scan import Node, Reading
from events.model import (
    ActorKind,
    DatePrecision,
    DateSpan,
    EventPlace,
    EventStatus,
    PlacePart,
    PlacePrecision,
    PlaceRole,
    Toponym,
)
from geo.gazetteer import country_place

FORCE = frozenset({"assault", "coerce", "protest"})
_HARM = frozenset({"kill", "injure", "property"})
NEAR = 3
"""Sentences within which a place told before still holds."""
PLACE_TRUST = 0.5
COUNTRY_TRUST = 0.4
LEAD = 2
"""Sentences below a headline that tell in full what it tells in short."""
DATE_TRUST = 0.5
DOER_TRUST = 0.5
_BESIDE = 8
"""Letters between two towns of one list; which of them a later act belongs to, nothing tells."""
_OLD = 60
"""Days after which an act of force told before is background, and dates nothing."""


def fill_from_context(
    drafts: list[Draft],
    toponyms: Sequence[Toponym],
    everywhere: Sequence[Toponym],
    published: dt.date | None = None,
) -> None:
    """Give acts of force the place and the day that their context suggests, with little trust.

    Parameters
    ----------
    drafts
        Of a report, in the order of the text; changed in place.
    toponyms
        All of the report but those of its dateline.
    everywhere
        Those too: the country of a report may stand nowhere else.
    published
        Day of the report, if known.
    """
    _fill_headline(drafts)
    lacking = [d for d in drafts if d.type in FORCE and d.status in (EventStatus.OCCURRED, EventStatus.ONGOING)]
    if not lacking:
        return
    country = _country(everywhere) if any(not d.places for d in lacking) else None
    for draft in lacking:
        if not draft.places:
            if draft.flags & {"home", "wide"} or _is_of_state(draft):
                continue
            place = _near_place(draft, drafts, toponyms)
            if place is not None:
                draft.places, draft.place_trust = [EventPlace(place)], PLACE_TRUST
            elif country is not None and not _is_of_nowhere(draft):
                draft.places, draft.place_trust = [EventPlace(country)], COUNTRY_TRUST
    _fill_doers(lacking)
    last: Draft | None = None
    for draft in drafts:
        if draft.type not in FORCE:
            continue
        if draft.date is not None:
            last = draft
        elif (
            last is not None
            and draft in lacking
            and draft.sentence - last.sentence <= 2
            and draft.type == last.type
            and not _is_old(last.date, published)
        ):
            draft.date, draft.date_trust = last.date, DATE_TRUST


def _is_told_again(head: Draft, draft: Draft) -> bool:
    """Whether a draft of the body may tell the event of a headline: beside it, or with its type and days."""
    if draft.status not in (EventStatus.OCCURRED, EventStatus.ONGOING) or not dates_agree(head.date, draft.date):
        return False
    return draft.sentence <= LEAD or draft.type == head.type


def _is_of_state(draft: Draft) -> bool:
    """Whether a state or one who speaks for it decrees, bans or expels: that is no act in the town told before."""
    if draft.type != "coerce" or draft.mode is not None:
        return False
    return any(node.who is not None and node.who.kind in _DECREEING for node in draft.sources)


def _is_of_nowhere(draft: Draft) -> bool:
    """Whether only international bodies do it, which are at home in no country of a report."""
    return bool(draft.sources) and all(
        node.who is not None and node.who.kind is ActorKind.ORGANISATION and node.who.id[:1] == "Q"
        and node.who.country is None
        for node in draft.sources
    )  # fmt: skip


_DECREEING = frozenset({ActorKind.PERSON, ActorKind.COUNTRY})


def _fill_doers(acts: list[Draft]) -> None:
    """Give harm without a doer that of the attack told just before, or right after, at the same place and day."""
    attacks = [d for d in acts if d.type == "assault"]
    for number, draft in enumerate(attacks):
        if draft.sources or draft.implicit or not draft.places:
            continue
        for other in (*reversed(attacks[:number]), *attacks[number + 1 :]):
            near = abs(other.sentence - draft.sentence) <= NEAR and other.places and other.sources
            if not near or not dates_agree(draft.date, other.date) or not places_agree(draft, other):
                continue
            doers = [n for n in other.sources if n.who is not None and n.who.id not in draft.actor_ids()]
            if doers and all(n.who is not None and n.who.kind is not ActorKind.PERSON for n in doers):
                draft.sources, draft.actor_trust = doers, DOER_TRUST
            break


def name_armed_group(drafts: list[Draft]) -> None:
    """Say to whom "the rebels" belong where a report tells of the acts of one armed organisation alone.

    The organisation is no source of their act by its sentence, so it is mentioned with it.
    """
    attacks = [d for d in drafts if d.type == "assault"]
    armed = {n.who.id: n for d in attacks for n in d.sources if n.who is not None and _is_armed_group(n)}
    if len(armed) != 1:
        return
    (group,) = armed.values()
    for draft in attacks:
        if draft.sources and all(n.who is not None and n.who.id in _IRREGULARS for n in draft.sources):
            draft.mentioned = [group]


_IRREGULARS = frozenset({"rebels", "terrorists", "fighters", "militants", "insurgents", "militia"})
"""Ids of groups that belong to some armed organisation."""


def _is_armed_group(node: Node) -> bool:
    """Whether a doer is an organisation by name, neither an army nor the police of a state."""
    actor = node.actor
    if actor is None or actor.actor.kind is not ActorKind.ORGANISATION or node.toponym is not None:
        return False
    return "institution" not in actor.reading and not actor.actor.member_of and "premises" not in node.cues


def join_headline(drafts: list[Draft]) -> list[Draft]:
    """Make one of what a headline tells in short and the lead tells in full; the lead keeps its place in the text."""
    head = [d for d in drafts if d.sentence == 0]
    if not head or not is_headline(head[0].reading):
        return drafts
    spent: set[int] = set()
    for draft in head:
        lead = next((d for d in drafts if 1 <= d.sentence <= LEAD and _retells(draft, d)), None)
        if lead is not None:
            complete(lead, draft)
            spent.add(id(draft))
    return [d for d in drafts if id(d) not in spent]


def _retells(head: Draft, lead: Draft) -> bool:
    """Whether a sentence of the lead tells what the headline told: its type, and nothing that contradicts."""
    if head.type != lead.type or not statuses_agree(head, lead) or not (places_agree(head, lead)):
        return False
    if not dates_agree(head.date, lead.date):
        return False
    one, other = head.actor_ids(), lead.actor_ids()
    if head.type in ("statement", "request", "accuse", "support", "reject", "threaten"):
        return bool(one & other)
    return bool(one & other) or not one or not other or (head.mode == lead.mode and lead.sentence == 1)


def _is_old(date: DateSpan | None, published: dt.date | None) -> bool:
    if date is None or published is None or date.latest is None:
        return False
    return (published - date.latest).days > _OLD


def settle_harm(drafts: list[Draft]) -> None:
    """Tell the dead and the ruins of a disaster or an accident from those of an act of force.

    Who "died" or what "was destroyed" without anybody doing it belongs to what its sentence names as the cause, else to
    the last cause told before. Of a disaster it is no act of force (type ``other``, mode ``accident``).
    """
    cause = ""
    sentences: dict[int, list[Draft]] = {}
    for draft in drafts:
        sentences.setdefault(draft.sentence, []).append(draft)
    for here in sentences.values():
        harm = [d for d in here if d.type == "assault" and d.mode in _HARM and _has_no_author(d)]
        forced = any(d.type == "assault" and d not in harm for d in here)
        disaster = "disaster" in here[0].reading.cues
        if disaster != forced:
            cause = "disaster" if disaster else "force"
        if cause == "disaster" and not forced:
            for draft in harm:
                draft.type, draft.mode = "other", "accident"


def _has_no_author(draft: Draft) -> bool:
    return not draft.sources or bool(draft.flags & {"patient", "weak"})


def _fill_headline(drafts: list[Draft]) -> None:
    """Give the events of a headline the day and the place that the lead gives for their kind, or for their parties."""
    head = [d for d in drafts if d.sentence == 0]
    if not head or not is_headline(head[0].reading):
        return
    body = [d for d in drafts if 1 <= d.sentence <= 14]
    for draft in head:
        if draft.status not in (EventStatus.OCCURRED, EventStatus.ONGOING):
            continue
        kin = [d for d in body if d.type == draft.type or d.actor_ids() & draft.actor_ids()]
        lead = [d for d in body if d.sentence <= LEAD]
        date = next((d.date for d in [*kin, *lead] if d.date is not None and _is_recent(d.date)), None)
        place = next((d.places[0] for d in kin if d.places and _is_told_again(draft, d)), None)
        if draft.date is None and date is not None:
            draft.date, draft.date_trust = date, DATE_TRUST
        if not draft.places and place is not None and draft.type != "statement":
            draft.places, draft.place_trust = [EventPlace(place.toponym)], PLACE_TRUST


def is_headline(reading: Reading) -> bool:
    """Whether the first sentence is a line of its own, short and without a full stop."""
    text = reading.text[reading.start : reading.end]
    return (
        reading.length <= 30
        and text[-1:] not in ".!?。؟…"
        and reading.text[reading.end : reading.end + 3].startswith("\n")
    )


def _is_recent(date: DateSpan) -> bool:
    """Whether a date is one day, at most ten days before the report."""
    if date.earliest is None or date.precision not in (DatePrecision.DAY, DatePrecision.TIME):
        return False
    return date.anchor is not None and 0 <= (date.anchor.day - date.earliest).days <= 10


def _near_place(draft: Draft, drafts: list[Draft], toponyms: Sequence[Toponym]) -> Toponym | None:
    """Find a place of the sentence itself, of another event close by, or a literal name in the sentences before."""
    own = _place_of_circumstance(draft, drafts, toponyms)
    if own is not None:
        return own
    for other in reversed(drafts):
        if other.places and other is not draft and 0 <= draft.sentence - other.sentence <= NEAR and other.type in FORCE:
            return None if _in_several_towns(other) else other.places[0].toponym
    passing = {
        id(place.toponym) for other in drafts if other.type not in FORCE for place in other.places
    }  # where somebody came from, went or spoke
    best: Toponym | None = None
    several = False
    for toponym in toponyms:
        if toponym.start >= draft.reading.end:
            break
        near = draft.reading.start - toponym.end < 700
        if near and toponym.role is PlaceRole.LITERAL and id(toponym) not in passing:
            beside = best is not None and toponym.start - best.end < _BESIDE and toponym.place.id != best.place.id
            best, several = toponym, beside and not toponym.place.precision.is_area
    return None if several else best


def _place_of_circumstance(draft: Draft, drafts: list[Draft], toponyms: Sequence[Toponym]) -> Toponym | None:
    """Find the one town of the clauses inside a sentence that say when an act happened ("as they drove near X")."""
    reading = draft.reading
    taken = {id(p.toponym): d for d in drafts if d.reading is reading and d is not draft for p in d.places}
    found: list[Toponym] = []
    for toponym in toponyms:
        if toponym.start >= reading.end:
            break
        if toponym.start < reading.start or toponym.role is not PlaceRole.LITERAL or toponym.place.precision.is_area:
            continue
        other = taken.get(id(toponym))
        if other is not None and reading.clauses[other.node.clause].kind in ("sub", "front"):
            found.append(toponym)
    return found[0] if found else None


def _in_several_towns(draft: Draft) -> bool:
    towns = {p.place.id for p in draft.places if p.part is PlacePart.WHERE and not p.place.precision.is_area}
    return len(towns) > 1


def _country(toponyms: Sequence[Toponym]) -> Toponym | None:
    """Find the country that a report speaks of most, whether it names it or only its towns and people."""
    counts = Counter(toponym.place.country for toponym in toponyms if toponym.place.country is not None)
    for code, _ in counts.most_common(1):
        inside = [toponym for toponym in toponyms if toponym.place.country == code]
        named = next((t for t in inside if t.place.precision is PlacePrecision.COUNTRY), None)
        country = None if named is not None else country_place(code)
        if country is None:
            return named
        return dataclasses.replace(inside[0], place=country, role=PlaceRole.ASSOCIATIVE, runners_up=())
    return None
