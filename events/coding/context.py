"""What only context suggests: the place and the day of an act of force, or of a headline, whose sentence gives none.

A report on an attack names its town and its day once and then goes on telling. So an act of force without a place
takes the one nearest before it (or right after it) in the text, else the country that the report is about; one
without a day takes that of the act of force told just before. Both carry a trust of a half or less, and
statements, visits, talks and everything else get nothing this way: null beats a guess. The dateline's town is
never taken.

A headline tells in short what the report below tells in full: its events, and those of the lead with its parties,
take the first recent day and the first place that the report gives.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from events.coding.draft import Draft
from events.model import DatePrecision, DateSpan, EventPlace, EventStatus, PlacePrecision, PlaceRole, Toponym

FORCE = frozenset({"assault", "coerce", "protest"})
NEAR = 3
"""Sentences within which a place told before still holds."""
PLACE_TRUST = 0.5
COUNTRY_TRUST = 0.4
DATE_TRUST = 0.5


def fill_from_context(drafts: list[Draft], toponyms: Sequence[Toponym]) -> None:
    """Give acts of force the place and the day that their context suggests, with little trust.

    Parameters
    ----------
    drafts
        Of a report, in the order of the text; changed in place.
    toponyms
        All of the report but those of its dateline.
    """
    _fill_headline(drafts)
    lacking = [d for d in drafts if d.type in FORCE and d.status in (EventStatus.OCCURRED, EventStatus.ONGOING)]
    if not lacking:
        return
    country = _country(toponyms) if any(not d.places for d in lacking) else None
    for draft in lacking:
        if not draft.places:
            place = _near_place(draft, drafts, toponyms)
            if place is not None:
                draft.places, draft.place_trust = [EventPlace(place)], PLACE_TRUST
            elif country is not None:
                draft.places, draft.place_trust = [EventPlace(country)], COUNTRY_TRUST
    last: Draft | None = None
    for draft in drafts:
        if draft.type not in FORCE:
            continue
        if draft.date is not None:
            last = draft
        elif last is not None and draft in lacking and draft.sentence - last.sentence <= 2 and draft.type == last.type:
            draft.date, draft.date_trust = last.date, DATE_TRUST


def _fill_headline(drafts: list[Draft]) -> None:
    """Give the events of a headline, and those of the lead that share a party with them, the report's day and place."""
    head = [d for d in drafts if d.sentence == 0]
    if not head or not _is_headline(head[0]):
        return
    parties = set().union(*(d.actor_ids() for d in head))
    lead = [d for d in drafts if 1 <= d.sentence <= 2 and (d.actor_ids() & parties or d.type == head[0].type)]
    body = [d for d in drafts if 1 <= d.sentence <= 14]
    date = next((d.date for d in body if d.date is not None and _is_recent(d.date)), None)
    place = next((d.places[0] for d in [*head, *body] if d.places), None)
    for draft in [*head, *lead]:
        if draft.status not in (EventStatus.OCCURRED, EventStatus.ONGOING):
            continue
        if draft.date is None and date is not None:
            draft.date, draft.date_trust = date, DATE_TRUST
        if not draft.places and place is not None:
            draft.places, draft.place_trust = [place], PLACE_TRUST


def _is_headline(draft: Draft) -> bool:
    """Whether the first sentence is a line of its own, short and without a full stop."""
    reading = draft.reading
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
    """Find the place of another event close by, else a literal place name in the sentences before."""
    for other in reversed(drafts):
        if other.places and other is not draft and 0 <= draft.sentence - other.sentence <= NEAR and other.type in FORCE:
            return other.places[0].toponym
    best: Toponym | None = None
    for toponym in toponyms:
        if toponym.start >= draft.reading.end:
            break
        if toponym.role is PlaceRole.LITERAL and draft.reading.start - toponym.end < 700:
            best = toponym
    return best


def _country(toponyms: Sequence[Toponym]) -> Toponym | None:
    """Find the country that a report speaks of most, by a toponym that names it in any role."""
    counts: Counter[str] = Counter()
    named: dict[str, Toponym] = {}
    for toponym in toponyms:
        code = toponym.place.country
        if code is None:
            continue
        counts[code] += 1
        if toponym.place.precision is PlacePrecision.COUNTRY:
            named.setdefault(code, toponym)
    for code, _ in counts.most_common(1):
        return named.get(code)
    return None
