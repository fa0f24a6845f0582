"""The same event told by several reports, in any language, becomes one event with several sources.

Two records are one where type and status agree, their days overlap at their precision, one's place is or contains
the other's, and they share parties (docs/coding.md has the table). Every join is kept as a ``Link`` that says why,
so that a merged event can be explained and taken apart again. Records of one report are never joined here:
``events.coding`` has already told them apart.

A record is only compared with the groups that share a *block* with it: a type, a week, and an actor or a place. So
adding a report touches none of the others, and the whole stays linear in practice.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field

from events.model import (
    ActorLink,
    ActorRole,
    Confidence,
    DateSpan,
    Event,
    EventPlace,
    EventStatus,
    Place,
    PlacePrecision,
    Source,
)

BLOCK_LIMIT = 40
"""Groups of one block that a record is compared with, the latest first; keeps blocks of a famous actor linear."""
LONGEST_DAYS = 62
"""A date that spans more days says too little to find its like by."""
SAME_TOWN_KM = 15.0
NEIGHBOUR_DAY = dt.timedelta(days=1)
_COARSE = {PlacePrecision.COUNTRY, PlacePrecision.ADMIN1, PlacePrecision.ADMIN2, PlacePrecision.REGION}
_STATUSES = (
    frozenset({EventStatus.OCCURRED, EventStatus.ONGOING}),
    frozenset({EventStatus.PLANNED, EventStatus.HYPOTHETICAL}),
    frozenset({EventStatus.DENIED}),
    frozenset({EventStatus.DEMANDED}),
)


@dataclass(frozen=True, slots=True)
class Link:
    """Why a record joined a group: codes such as ``same-day``, ``place-contains``, ``shared-actors:2``."""

    event: str
    with_event: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What sources of one event tell differently: the part, and each reading with the records that have it."""

    part: str
    readings: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(slots=True, eq=False)
class Group:
    """Records that tell one event, in the order in which they came, and why they are one."""

    members: list[Event] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)
    actors: set[str] = field(default_factory=set)
    keys: set[Hashable] = field(default_factory=set)

    @property
    def id(self) -> str:
        """The id of the first record that told the event."""
        return self.members[0].id


class Merger:
    """Joins records as reports come in; ``groups`` gives what it has, ``unite`` the merged records."""

    def __init__(self) -> None:
        self._blocks: dict[Hashable, list[Group]] = defaultdict(list)
        self._group_of: dict[str, Group] = {}
        self._apart: set[frozenset[str]] = set()

    def add(self, events: Iterable[Event]) -> list[Group]:
        """Add the records of a report.

        Parameters
        ----------
        events
            Its records. One that is known already changes nothing.

        Returns
        -------
        list of Group
            The groups that they are now in, each once.
        """
        touched: dict[int, Group] = {}
        for event in events:
            group = self._group_of.get(event.id) or self._place(event)
            touched[id(group)] = group
        return list(touched.values())

    def remove(self, document: str) -> None:
        """Take a report's records out again; those that only they held together part."""
        for group in list(self.groups()):
            if document in group.documents:
                rest = [event for event in group.members if event.evidence.document != document]
                self._dissolve(group)
                self.add(rest)

    def split(self, event: str) -> None:
        """Take one record out of its group, by id, and keep it out.

        Raises
        ------
        KeyError
            No such record.
        """
        group = self._group_of[event]
        others = [member for member in group.members if member.id != event]
        alone = next(member for member in group.members if member.id == event)
        self._apart.update(frozenset({event, other.id}) for other in others)
        self._dissolve(group)
        self.add([*others, alone])

    def groups(self) -> Iterator[Group]:
        """Give all groups, in the order in which they came."""
        seen: set[int] = set()
        for group in self._group_of.values():
            if id(group) not in seen:
                seen.add(id(group))
                yield group

    def unite(self) -> list[Event]:
        """Give one record for each group."""
        return [unite(group.members) for group in self.groups()]

    def _place(self, event: Event) -> Group:
        keys = _keys(event)
        best: tuple[int, Group, tuple[str, ...], Event] | None = None
        seen: set[int] = set()
        for key in keys:
            for group in self._blocks.get(key, ())[-BLOCK_LIMIT:]:
                if id(group) in seen or event.evidence.document in group.documents:
                    continue
                seen.add(id(group))
                found = self._compare(group, event)
                if found is not None and (best is None or len(found[0]) > best[0]):
                    best = (len(found[0]), group, *found)
        group = Group() if best is None else best[1]
        if best is not None:
            group.links.append(Link(event.id, best[3].id, best[2]))
        group.members.append(event)
        group.documents.add(event.evidence.document)
        group.actors |= _actor_ids(event)
        self._group_of[event.id] = group
        for key in keys:
            if key not in group.keys:
                group.keys.add(key)
                self._blocks[key].append(group)
        return group

    def _compare(self, group: Group, event: Event) -> tuple[tuple[str, ...], Event] | None:
        """Compare a record with a group: it must agree with every member, and be the same as one."""
        best: tuple[tuple[str, ...], Event] | None = None
        for member in group.members[:BLOCK_LIMIT]:
            if self._apart and frozenset({member.id, event.id}) in self._apart:
                return None
            reasons = explain(member, event)
            if reasons is None:
                if not _agree(member, event):
                    return None
            elif best is None or len(reasons) > len(best[0]):
                best = (reasons, member)
        return best

    def _dissolve(self, group: Group) -> None:
        for event in group.members:
            self._group_of.pop(event.id, None)
        for key in group.keys:
            block = self._blocks[key]
            block.remove(group)
            if not block:
                del self._blocks[key]


def explain(one: Event, other: Event) -> tuple[str, ...] | None:
    """Say why two records tell the same event.

    Parameters
    ----------
    one, other
        Records of different reports.

    Returns
    -------
    tuple of str or None
        Codes, strongest first; none where they do not.
    """
    if one.type is not other.type or not _statuses_agree(one.status, other.status):
        return None
    days = _compare_days(one.date, other.date)
    place = _compare_places(one.place, other.place)
    if days == "differ" or place == "differ":
        return None
    shared = _shared_actors(one, other)
    named = bool(_actor_ids(one) and _actor_ids(other))
    if days == "neighbours" and not (shared >= 2 or (shared and place in ("same-place", "near"))):
        return None
    certain = days in ("same-day", "overlap", "neighbours")
    enough = (
        (certain and shared >= 2)
        or (certain and shared and place not in ("", "open"))
        or (days == "same-day" and shared and one.type.value not in ("statement", "other"))
        or (days == "same-day" and place in ("same-place", "near") and not named)
        or (not certain and shared >= 2 and place == "same-place")
    )
    if not enough:
        return None
    reasons = [days] if certain else []
    if place not in ("", "open"):
        reasons.append(place)
    if shared:
        reasons.append(f"shared-actors:{shared}")
    return tuple(reasons)


def unite(members: list[Event]) -> Event:
    """Make one record of those that tell one event.

    Parameters
    ----------
    members
        At least one record, in the order in which they came.

    Returns
    -------
    Event
        With the most precise date and place that most of them agree on, all parties, and every source. Its id and
        evidence are those of the first record.
    """
    first = members[0]
    if len(members) == 1:
        return first
    date = _most_precise_date([event.date for event in members if event.date is not None])
    places = _most_precise_places([event for event in members if event.places])
    status = Counter(event.status for event in members).most_common(1)[0][0]
    sources: dict[str, Source] = {}
    for event in members:
        for source in event.sources or (Source(event.evidence, event.id),):
            sources.setdefault(source.event, source)
    return dataclasses.replace(
        first, status=status, date=date, places=places, actors=_all_actors(members),
        mode=first.mode or next((event.mode for event in members if event.mode), None),
        confidence=_joint_confidence(members, date, places), sources=tuple(sources.values()),
    )  # fmt: skip


def disagreements(members: list[Event]) -> list[Disagreement]:
    """Say what the records of one event tell differently ("two reports say 12, one says 13 September").

    Parameters
    ----------
    members
        The records.

    Returns
    -------
    list of Disagreement
        For date, place and status; a reading that only is less precise does not disagree.
    """
    found = []
    days = _readings(
        (e.date.edtf, e.id) for e in members if e.date is not None and e.date.earliest == e.date.latest and e.date.edtf
    )
    if len(days) > 1:
        found.append(Disagreement("date", days))
    towns = _readings((e.place.place.name, e.id) for e in members if e.place and e.place.place.precision not in _COARSE)
    if len(towns) > 1:
        found.append(Disagreement("place", towns))
    statuses = _readings((e.status.value, e.id) for e in members)
    if len(statuses) > 1:
        found.append(Disagreement("status", statuses))
    return found


# ---- blocks ------------------------------------------------------------------------------


def _keys(event: Event) -> list[Hashable]:
    """Give the blocks of a record: its type with a week (and the one it may spill into) and an actor or a place."""
    weeks: list[int | None] = [None]
    date = event.date
    if date is not None and date.earliest and date.latest and (date.latest - date.earliest).days <= LONGEST_DAYS:
        first, last = (date.earliest - NEIGHBOUR_DAY).toordinal() // 7, (date.latest + NEIGHBOUR_DAY).toordinal() // 7
        weeks = list(range(first, last + 1))
    names: list[Hashable] = [*sorted(_actor_ids(event))[:6]]
    place = event.place
    if place is not None and place.place.precision not in _COARSE:
        names.append((round(place.place.lat, 0), round(place.place.lon, 0)))
    if weeks == [None] and len(names) < 2:
        return []
    return [(event.type, week, name) for week in weeks for name in names]


# ---- comparing ---------------------------------------------------------------------------


def _agree(one: Event, other: Event) -> bool:
    """Whether nothing speaks against two records being one."""
    return _compare_days(one.date, other.date) != "differ" and _compare_places(one.place, other.place) != "differ"


def _statuses_agree(one: EventStatus, other: EventStatus) -> bool:
    return one is other or any(one in family and other in family for family in _STATUSES)


def _compare_days(one: DateSpan | None, other: DateSpan | None) -> str:
    if one is None or other is None or not one.is_resolved or not other.is_resolved:
        return "open"
    low = max(one.earliest or dt.date.min, other.earliest or dt.date.min)
    high = min(one.latest or dt.date.max, other.latest or dt.date.max)
    if low <= high:
        if one.earliest == one.latest and other.earliest == other.latest:
            return "same-day"
        bounded = one.earliest and one.latest and other.earliest and other.latest
        return "overlap" if bounded else "open"
    return "neighbours" if high != dt.date.min and low - high <= NEIGHBOUR_DAY else "differ"


def _compare_places(one: EventPlace | None, other: EventPlace | None) -> str:
    if one is None or other is None:
        return "open"
    if one.part is not other.part and "origin" in (one.part.value, other.part.value):
        return "open"
    a, b = one.place, other.place
    if a.id == b.id:
        return "same-place"
    if a.precision in _COARSE or b.precision in _COARSE:
        return _contains(a, b)
    return "near" if _kilometres(a, b) <= SAME_TOWN_KM else "differ"


def _contains(a: Place, b: Place) -> str:
    large, small = (
        (a, b)
        if a.precision in _COARSE and (b.precision not in _COARSE or a.precision is PlacePrecision.COUNTRY)
        else (b, a)
    )
    if large.precision is PlacePrecision.REGION or large.country is None or small.country is None:
        return "open"
    if large.country != small.country:
        return "differ"
    if large.precision is PlacePrecision.ADMIN1 and large.admin1 and small.admin1 and large.admin1 != small.admin1:
        return "differ"
    return "place-contains"


def _kilometres(a: Place, b: Place) -> float:
    """Great-circle distance (haversine, mean Earth radius 6371 km)."""
    la, lb = math.radians(a.lat), math.radians(b.lat)
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(h)))


def _actor_ids(event: Event) -> set[str]:
    return {link.actor.id for link in event.actors}


def _shared_actors(one: Event, other: Event) -> int:
    """Count the parties of both; one that belongs to the other's (Putin, Russia) counts too."""
    mine = {link.actor.id: set(link.actor.member_of) for link in one.actors}
    theirs = {link.actor.id: set(link.actor.member_of) for link in other.actors}
    return sum(
        1 for actor, belongs in mine.items() if any(actor == a or actor in b or a in belongs for a, b in theirs.items())
    )


# ---- uniting -----------------------------------------------------------------------------


def _most_precise_date(dates: list[DateSpan]) -> DateSpan | None:
    """Choose the shortest date among those that most others overlap."""
    if not dates:
        return None
    votes = [sum(_compare_days(date, other) in ("same-day", "overlap", "open") for other in dates) for date in dates]
    best = max(votes)
    return min((date for date, count in zip(dates, votes, strict=True) if count == best), key=_days)


def _days(date: DateSpan) -> int:
    if date.earliest is None or date.latest is None:
        return 100_000
    return (date.latest - date.earliest).days


def _most_precise_places(events: list[Event]) -> tuple[EventPlace, ...]:
    if not events:
        return ()
    votes = [sum(_compare_places(event.place, other.place) != "differ" for other in events) for event in events]
    best = max(votes)
    rank = list(PlacePrecision)
    chosen = (event for event, count in zip(events, votes, strict=True) if count == best)
    return min(chosen, key=lambda event: rank.index(event.place.place.precision) if event.place else len(rank)).places


def _all_actors(members: list[Event]) -> tuple[ActorLink, ...]:
    """Give every party once, in the role that most records give it."""
    roles: dict[str, Counter[ActorRole]] = defaultdict(Counter)
    links: dict[tuple[str, ActorRole], ActorLink] = {}
    for event in members:
        for link in event.actors:
            roles[link.actor.id][link.role] += 1
            links.setdefault((link.actor.id, link.role), link)
    return tuple(links[actor, counts.most_common(1)[0][0]] for actor, counts in roles.items())


def _joint_confidence(members: list[Event], date: DateSpan | None, places: tuple[EventPlace, ...]) -> Confidence:
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


def _readings(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Group records by what they say, the reading with most records first."""
    by_value: dict[str, list[str]] = defaultdict(list)
    for value, event in pairs:
        by_value[value].append(event)
    return tuple(sorted(((v, tuple(ids)) for v, ids in by_value.items()), key=lambda item: (-len(item[1]), item[0])))
