"""The main event of a report: its day and its place, where the sentence that tells it leaves them to the report.

News tells the main event first (the inverted pyramid), in a headline and in the first sentence below it, and need not
say there when and where: the day is that which the next sentences give for it, else, where nothing but a bare past
tells of time, that of the report; the place is that of the sentences which tell it again. All this is context and is
trusted less than words beside the verb.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from events.coding.context import PLACE_TRUST
from events.coding.draft import Draft
from events.coding.reference import HAPPENED, TALK, dates_agree
from events.coding.roles import governor
from events.model import (
    REPORT_DAY,
    Anchor,
    DatePrecision,
    DateSpan,
    EventPlace,
    EventStatus,
    PlacePart,
    PlaceRole,
    Toponym,
)

_SITUATED = frozenset({"assault", "protest", "coerce", "consult", "other", "agree", "cooperate", "aid"})
"""Types of what happens at some place."""
_SUBORDINATE = frozenset({"rel", "sub", "front"})
KIN_SENTENCES = 14
"""Sentences from the head of a report within which its main event may be told again."""
NEAR_SENTENCES = 5
"""Sentences from its head within which a day near the report is that of its main event."""
RECENT = 7
"""Days before the report within which its main event lies."""
KIN_TRUST, NEAR_TRUST, PUBLISHED_TRUST = 0.6, 0.5, 0.4


def settle_lead(
    drafts: Sequence[Draft],
    dates: Sequence[DateSpan],
    toponyms: Sequence[Toponym],
    published: dt.date | None,
    *,
    headline: bool,
    ends: Sequence[int],
) -> None:
    """Give the events at the head of a report the day and the place that the report gives for them.

    Parameters
    ----------
    drafts
        Of a report, in the order of the text; changed in place.
    dates, toponyms
        All of the report but those of its dateline, sorted.
    published
        Day of the report, if known.
    headline
        Whether the first sentence is a headline.
    ends
        Where each sentence ends.
    """
    last = 1 if headline else 0
    head = [d for d in drafts if d.sentence <= last and _is_told_first(d)]
    head = [d for d in head if d.status in HAPPENED or "deny" in d.flags]
    if not head:
        return
    body = [d for d in drafts if d.sentence <= KIN_SENTENCES]
    reach = ends[min(len(ends), NEAR_SENTENCES) - 1]
    near = next((date for date in dates if date.start < reach and _is_near(date, published)), None)
    here = [t for t in toponyms if t.start < ends[min(last, len(ends) - 1)] and t.role is PlaceRole.LITERAL]
    around = [t for t in toponyms if t.start < reach and t.role is PlaceRole.LITERAL]
    for draft in head:
        happened = (draft.status is EventStatus.OCCURRED or "deny" in draft.flags) and (
            not draft.is_speech or (draft is head[0] and bool(draft.sources))
        )
        if draft.date is None and happened:
            _date(draft, body, near, published)
        if not any(p.part is PlacePart.WHERE and not p.place.precision.is_area for p in draft.places):
            _place(draft, body, here, around)


def _is_told_first(draft: Draft) -> bool:
    """Whether a draft is asserted by its sentence itself, not by a clause inside it."""
    if draft.is_speech and any(n.sense is not None and not n.sense.noun for n in draft.reading.nodes[: draft.trigger]):
        return False  # it only says where the rest comes from
    return draft.reading.clauses[draft.node.clause].kind not in _SUBORDINATE


def _date(draft: Draft, body: Sequence[Draft], near: DateSpan | None, published: dt.date | None) -> None:
    kin = (d.date for d in body if d is not draft and _is_kin(draft, d) and d.date is not None)
    told = next((date for date in kin if _is_near(date, published)), None)
    if told is not None:
        draft.date, draft.date_trust = told, KIN_TRUST
    elif near is not None:
        draft.date, draft.date_trust = near, NEAR_TRUST
    elif published is not None and (not draft.noun or _is_asserted(draft)) and not _has_date(draft):
        draft.date, draft.date_trust = _day_of_report(draft, published), PUBLISHED_TRUST


def _is_asserted(draft: Draft) -> bool:
    """Whether a verb says of a noun that it takes place ("stages a protest")."""
    return governor(draft.reading, draft.trigger) is not None


def _has_date(draft: Draft) -> bool:
    return any(node.date is not None for node in draft.reading.nodes)


def _day_of_report(draft: Draft, published: dt.date) -> DateSpan:
    """Make the day of publication the date of what a bare past tells at the head of a report."""
    node = draft.node
    return DateSpan(
        node.start, node.end, draft.reading.text[node.start : node.end], published, published, DatePrecision.DAY,
        f"{published.isoformat()}~", Anchor(published), reading=(REPORT_DAY,),
    )  # fmt: skip


def _is_near(date: DateSpan, published: dt.date | None) -> bool:
    """Whether a date is one day, in the week before the report."""
    if date.earliest is None or date.precision not in (DatePrecision.DAY, DatePrecision.TIME) or published is None:
        return False
    return 0 <= (published - date.earliest).days <= RECENT


def _is_kin(draft: Draft, other: Draft) -> bool:
    """Whether another draft may tell the same happening: its type, and parties or none."""
    if other.type != draft.type or other.status not in HAPPENED or not dates_agree(draft.date, other.date):
        return False
    one, two = draft.actor_ids(), other.actor_ids()
    return bool(one & two) or (draft.type not in TALK and (not one or not two))


def _place(draft: Draft, body: Sequence[Draft], here: Sequence[Toponym], around: Sequence[Toponym]) -> None:
    if draft.type in TALK:
        return
    country = draft.places[0].place.country if draft.places else None
    for other in body:
        if other is draft or other.place_trust <= PLACE_TRUST or not _is_kin(draft, other):
            continue
        for place in other.places:
            fits = place.part is PlacePart.WHERE and not place.place.precision.is_area
            if fits and country in (None, place.place.country):
                _settle(draft, place.toponym)
                return
    taken = {id(p.toponym) for d in body for p in d.places if d is not draft and not _is_kin(draft, d)}
    near = [t for t in here if country in (None, t.place.country) and id(t) not in taken]
    if near and draft.type in _SITUATED and not draft.flags & {"motion", "home", "wide"}:
        spot = next((t for t in near if not t.place.precision.is_area), None)
        if spot is not None or (draft.type == "other" and draft.mode != "politics" and not draft.places):
            _settle(draft, spot or near[0])
            return
    told = draft.status is EventStatus.OCCURRED and draft.type in _SITUATED - {"consult"} and draft.mode != "politics"
    country = country or (near[0].place.country if near else None)
    if told and not draft.flags & {"motion", "home", "wide"}:
        towns = [t for t in around if not t.place.precision.is_area and country in (None, t.place.country)]
        others = [d for d in body if d is not draft and d.place_trust > PLACE_TRUST and not _is_kin(draft, d)]
        elsewhere = {place.place.id for other in others for place in other.places}
        towns = [t for t in towns if t.place.id not in elsewhere]
        if len({t.place.id for t in towns}) == 1:
            _settle(draft, towns[0])


def _settle(draft: Draft, toponym: Toponym) -> None:
    draft.places = [EventPlace(toponym), *draft.places]
    draft.place_trust = PLACE_TRUST
