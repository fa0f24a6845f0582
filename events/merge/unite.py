"""One record out of those that tell one event."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from events.merge.compare import compare_days, compare_places
from events.merge.signature import Signature, sign
from events.model import ActorLink, ActorRole, Confidence, DateSpan, Event, EventPlace, PlacePrecision, Source


def unite(members: Sequence[Event], further: Sequence[Source] = ()) -> Event:
    """Make one record of those that tell one event.

    Parameters
    ----------
    members
        At least one record, the most precise first (as in `events.merge.Group`).
    further
        Sources besides those of the members.

    Returns
    -------
    Event
        With the most precise date and place that most of them agree on, all parties, and every source. Its id and
        evidence are those of the first record.
    """
    first = members[0]
    if len(members) == 1:
        return first
    date = _most_precise_date([event for event in members if event.date is not None])
    places = _most_precise_places([event for event in members if event.places])
    status = Counter(event.status for event in members).most_common(1)[0][0]
    sources: dict[str, Source] = {}
    for event in members:
        for source in event.sources or (Source(event.evidence, event.id),):
            sources.setdefault(source.event, source)
    for source in further:
        sources.setdefault(source.event, source)
    return dataclasses.replace(
        first, status=status, date=date, places=places, actors=_all_actors(members),
        mode=first.mode or next((event.mode for event in members if event.mode), None),
        confidence=_joint_confidence(members, date, places), sources=tuple(sources.values()),
        facts=first.facts or next((event.facts for event in members if event.facts), ()),
        extras=first.extras or next((event.extras for event in members if event.extras), {}),
    )  # fmt: skip


def _most_precise_date(events: Sequence[Event]) -> DateSpan | None:
    """Choose the shortest date among those that most others overlap; days no words tell only if none do."""
    if not events:
        return None
    events = [event for event in events if event.told_date is not None] or events
    votes = _count_votes(events, lambda one, other: compare_days(one, other) in ("same-day", "overlap", "open"))
    best = max(votes)
    chosen = (event.date for event, count in zip(events, votes, strict=True) if count == best and event.date)
    return min(chosen, key=_days)


def _count_votes(events: Sequence[Event], agree: Callable[[Signature, Signature], bool]) -> list[int]:
    """Count for each record those that agree with it; equal signatures are compared once."""
    signatures = [sign(event) for event in events]
    counts = Counter(signatures)
    votes = {one: sum(count for other, count in counts.items() if agree(one, other)) for one in counts}
    return [votes[signature] for signature in signatures]


def _days(date: DateSpan) -> int:
    if date.earliest is None or date.latest is None:
        return 100_000
    return (date.latest - date.earliest).days


def _most_precise_places(events: Sequence[Event]) -> tuple[EventPlace, ...]:
    """Choose the most precise places among those that most others agree with; a town left goes before none reached."""
    if not events:
        return ()
    votes = _count_votes(events, lambda one, other: compare_places(one, other) != "differ")
    best = max(votes)
    rank = list(PlacePrecision)
    chosen = (event for event, count in zip(events, votes, strict=True) if count == best)
    return min(
        chosen,
        key=lambda event: (
            rank.index(event.place.place.precision) if event.place else len(rank),
            -len(event.places),
        ),
    ).places


def _all_actors(members: Sequence[Event]) -> tuple[ActorLink, ...]:
    """Give every party once, in the role that most records give it."""
    roles: dict[str, Counter[ActorRole]] = defaultdict(Counter)
    links: dict[tuple[str, ActorRole], ActorLink] = {}
    for event in members:
        for link in event.actors:
            roles[link.actor.id][link.role] += 1
            links.setdefault((link.actor.id, link.role), link)
    return tuple(links[actor, counts.most_common(1)[0][0]] for actor, counts in roles.items())


def _joint_confidence(members: Sequence[Event], date: DateSpan | None, places: tuple[EventPlace, ...]) -> Confidence:
    """Let independent sources raise the confidence of each part they have: one minus the product of the doubts."""

    def joint(values: list[float | None]) -> float:
        doubt = 1.0
        for value in values:
            doubt *= 1.0 - (value or 0.0)
        return round(min(0.99, 1.0 - doubt), 3)

    return Confidence(
        type=joint([event.confidence.type for event in members]),
        date=joint([event.confidence.date for event in members]) if date else None,
        place=joint([event.confidence.place for event in members]) if places else None,
        actors=joint([event.confidence.actors for event in members])
        if any(event.actors for event in members)
        else None,
    )
