"""What of a record decides whether it tells the same event as another, in a form that is small, hashable and kept."""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from events.actors import load_actors
from events.model import Actor, ActorRole, AnchorKind, Event, EventPlace, EventType, PlacePart, PlacePrecision

LONGEST_DAYS = 62
"""A date that spans more days says too little to find its like by."""
MOST_PARTIES = 6
"""Parties of a record by which its like is looked for."""
SAME_TOWN_KM = 15.0
COARSE = frozenset({PlacePrecision.COUNTRY, PlacePrecision.ADMIN1, PlacePrecision.ADMIN2, PlacePrecision.REGION})

VAGUE_TYPES = frozenset({EventType.STATEMENT, EventType.OTHER})
"""Types that say little of what happened."""
REPEATED_TYPES = frozenset({EventType.ASSAULT, EventType.PROTEST, EventType.COERCE, EventType.MOBILIZE})
"""What happens many times a day in one country, so that only the very place tells one from another."""

RETOLD_DAYS = 7
"""Days for which news is told again, at the most."""
RETOLD = frozenset({"denied", "planned"})
"""Statuses of what is told again and again before or after its day, if it has one."""

_EPOCH = dt.date(1970, 1, 1).toordinal()
_CELL = 0.5
_KM_PER_DEGREE = 111.195


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of a record, as far as it is compared.

    ``origin`` tells where something left from, as against where it happened or led to.
    """

    origin: bool
    id: str
    lat: float
    lon: float
    precision: PlacePrecision
    country: str | None
    admin1: str | None

    @property
    def is_coarse(self) -> bool:
        """Whether it is an area that many events of a day may lie in."""
        return self.precision in COARSE


@dataclass(frozen=True, slots=True)
class Party:
    """An actor of a record with all that it belongs to, through all steps: Putin to the Kremlin and to Russia."""

    id: str
    above: tuple[str, ...] = ()

    def is_or_belongs_to(self, other: Party) -> bool:
        """Whether one of the two is the other, or belongs to it: Putin and Russia."""
        return self.id == other.id or self.id in other.above or other.id in self.above


@dataclass(frozen=True, slots=True)
class Signature:
    """What of a record is compared. Records of equal signatures compare equally with every other.

    Attributes
    ----------
    type, mode, status
        As in the record.
    first, last
        Days since 1970-01-01; none for an open end, both none for an undated record.
    told
        Day of publication of the report of an undated record, if known: news is told soon.
    spots
        Its places.
    parties
        Source and target; those merely mentioned where there are no others. Nobody in particular ("police") is none.
    """

    type: EventType
    mode: str | None
    status: str
    first: int | None
    last: int | None
    told: int | None
    spots: tuple[Spot, ...]
    parties: tuple[Party, ...]

    @property
    def is_dated(self) -> bool:
        """Whether at least one end is known."""
        return self.first is not None or self.last is not None

    @property
    def days(self) -> int | None:
        """How many days it may have happened on; none if an end is open."""
        return None if self.first is None or self.last is None else self.last - self.first + 1

    @property
    def site(self) -> Spot | None:
        """Where it happened or led to, if that is no wide area."""
        return next((spot for spot in self.spots if not spot.origin and not spot.is_coarse), None)


def day_told(published: dt.date | None, events: Iterable[Event]) -> dt.date | None:
    """Give the day on which a report tells its records: of publication, else that of its dateline.

    Parameters
    ----------
    published
        Day of publication, if known.
    events
        The records of the report; what their dates were counted from tells the day of its dateline.
    """
    if published is not None:
        return published
    anchors = (event.date.anchor for event in events if event.date is not None)
    return next((a.day for a in anchors if a is not None and a.kind is AnchorKind.DATELINE), None)


def sign(event: Event, published: dt.date | None = None) -> Signature:
    """Give the signature of a record.

    Parameters
    ----------
    event
        The record as it was read.
    published
        Day of publication of its report, if known.
    """
    date = event.told_date
    first = _day(date.earliest) if date else None
    last = _day(date.latest) if date else None
    acting = [link.actor for link in event.actors if link.role is not ActorRole.MENTIONED]
    parties = {a.id: _party(a) for a in acting or [link.actor for link in event.actors] if not _is_anybody(a)}
    return Signature(
        event.type,
        event.mode,
        event.status.value,
        first,
        last,
        None if first is not None or last is not None else _day(published),
        tuple(sorted({_spot(place) for place in event.places}, key=lambda spot: (spot.origin, spot.id))),
        tuple(sorted(parties.values(), key=lambda party: party.id)),
    )


def _is_anybody(actor: Actor) -> bool:
    """Whether it names nobody in particular ("police", "two men"): such words tell no two events apart."""
    return actor.country is None and actor.name.islower() and actor.id not in load_actors().by_id


def _party(actor: Actor) -> Party:
    key = (actor.id, actor.country, actor.member_of)
    known = _PARTIES.get(key)
    if known is None:
        if len(_PARTIES) >= _MOST_KNOWN:
            _PARTIES.clear()
        above = {group for group in load_actors().groups(actor) if group != actor.id}
        known = _PARTIES[key] = Party(actor.id, tuple(sorted(above)))
    return known


_PARTIES: dict[tuple[str, str | None, tuple[str, ...]], Party] = {}
_MOST_KNOWN = 50_000


def _day(day: dt.date | None) -> int | None:
    return None if day is None else day.toordinal() - _EPOCH


def _spot(place: EventPlace) -> Spot:
    at = place.place
    return Spot(place.part is PlacePart.ORIGIN, at.id, at.lat, at.lon, at.precision, at.country, at.admin1)


# ---- to a line of text and back --------------------------------------------------------------


def write_signature(signature: Signature) -> str:
    """Write a signature as one line of JSON, equal for equal signatures."""
    s = signature
    spots = [[int(p.origin), p.id, p.lat, p.lon, p.precision, p.country, p.admin1] for p in s.spots]
    parties = [[p.id, *p.above] for p in s.parties]
    return json.dumps(
        [s.type, s.mode, s.status, s.first, s.last, s.told, spots, parties], ensure_ascii=False, separators=(",", ":")
    )


def read_signature(line: str) -> Signature:
    """Read what `write_signature` wrote."""
    type_, mode, status, first, last, told, spots, parties = json.loads(line)
    return Signature(
        EventType(type_),
        mode,
        status,
        first,
        last,
        told,
        tuple(_read_spot(spot) for spot in spots),
        tuple(Party(id_, tuple(above)) for id_, *above in parties),
    )


def _read_spot(values: list[Any]) -> Spot:
    origin, id_, lat, lon, precision, country, admin1 = values
    return Spot(bool(origin), id_, lat, lon, PlacePrecision(precision), country, admin1)


# ---- blocks ----------------------------------------------------------------------------------


def block_keys(signature: Signature) -> list[str]:
    """Give the blocks that a record lies in: two records that may be one share at least one of them.

    Returns
    -------
    list of str
        Short hashes of a type, a week, and a party or a cell of half a degree; for an undated record of a certain
        place, the place and a party.
    """
    return sorted({_hash(key) for key in _keys(signature)})


def _keys(s: Signature) -> Iterator[tuple[object, ...]]:
    tops = sorted({top for party in s.parties[:MOST_PARTIES] for top in (party.above or (party.id,))})
    if s.days is not None and s.days <= LONGEST_DAYS and s.first is not None and s.last is not None:
        weeks = range((s.first - 1) // 7, (s.last + 1) // 7 + 1)
        if s.type in VAGUE_TYPES:
            held = [top for party in s.parties[:MOST_PARTIES] for top in (party.above or (party.id,))]
            names: set[tuple[object, ...]] = {tuple(sorted(pair)) for pair in itertools.combinations(held, 2)}
        elif s.type in REPEATED_TYPES:
            names = set()
        else:
            names = {(top,) for top in tops}
        if s.type not in VAGUE_TYPES and (site := s.site) is not None:
            names |= set(_cells(site))
        for week in weeks:
            for name in names:
                yield (s.type, week, *name)
    site = s.site
    if s.type in VAGUE_TYPES | REPEATED_TYPES:
        return
    known = s.told if s.told is not None else s.first if (s.days or LONGEST_DAYS) <= RETOLD_DAYS else None
    if known is not None and s.status in RETOLD:
        for week in {known // 7, known // 7 + 1}:
            for top in tops:
                yield (s.type, s.status, week, top)
    if s.told is not None:
        near: set[tuple[object, ...]] = {(top,) for top in tops} if len(s.parties) > 1 else set()
        if site is not None and (s.parties or site.precision is PlacePrecision.POINT):
            near |= set(_cells(site))
        for week in range((s.told - RETOLD_DAYS) // 7, (s.told + 1) // 7 + 1):
            for name in near:
                yield (s.type, week, *name)
    if site is not None and len(s.parties) > 1:
        for top in tops:
            yield (s.type, "at", site.id, top)


def _cells(site: Spot) -> Iterator[tuple[object, ...]]:
    """Give the cells that a town of `SAME_TOWN_KM` around the place touches."""
    high = SAME_TOWN_KM / _KM_PER_DEGREE / 2
    wide = high / max(math.cos(math.radians(site.lat)), 0.1)
    lats = range(math.floor((site.lat - high) / _CELL), math.floor((site.lat + high) / _CELL) + 1)
    lons = range(math.floor((site.lon - wide) / _CELL), math.floor((site.lon + wide) / _CELL) + 1)
    around = round(360 / _CELL)
    for lat in lats:
        for lon in lons:
            yield (lat, (lon + around // 2) % around)


def _hash(key: tuple[object, ...]) -> str:
    return hashlib.blake2b("\x1f".join(map(str, key)).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
