"""Whether two records tell the same event, and why."""

from __future__ import annotations

import math

from events.merge.signature import (
    LONGEST_DAYS,
    REPEATED_TYPES,
    RETOLD,
    RETOLD_DAYS,
    SAME_TOWN_KM,
    VAGUE_TYPES,
    Signature,
    Spot,
    sign,
)
from events.model import Event, EventStatus, PlacePrecision

NEWS_DAYS = 45
"""What a report tells without a day happened so many days before it at the most."""
FRESH_DAYS = 2
"""What two parties did without a day is the same if reports tell it within so many days."""
_FAMILIES = (
    frozenset({EventStatus.OCCURRED, EventStatus.ONGOING}),
    frozenset({EventStatus.PLANNED, EventStatus.HYPOTHETICAL}),
)
_PRESUMED = frozenset({EventStatus.OCCURRED, EventStatus.ONGOING, EventStatus.HYPOTHETICAL})
_CERTAIN = ("same-day", "overlap", "neighbours")
_WIDTH = {
    PlacePrecision.REGION: 0,
    PlacePrecision.COUNTRY: 1,
    PlacePrecision.ADMIN1: 2,
    PlacePrecision.ADMIN2: 3,
}
_RANK = {"same-place": 3, "near": 2, "same-area": 2, "place-contains": 1, "open": 0}

Reasons = tuple[str, ...]


def explain(one: Event, other: Event) -> Reasons | None:
    """Say why two records of different reports tell the same event: see `compare`."""
    return compare(sign(one), sign(other))


def compare(one: Signature, other: Signature) -> Reasons | None:
    """Say why records of these signatures tell the same event.

    Parameters
    ----------
    one, other
        Signatures of records of different reports.

    Returns
    -------
    tuple of str or None
        Codes, strongest first, such as ``same-day``, ``place-contains``, ``shared-actors:2``; none where they do not.
    """
    if one.type is not other.type:
        return None
    days, place = compare_days(one, other), compare_places(one, other)
    if days == "differ" or place == "differ":
        return None
    if not _same_family(one.status, other.status) and not _is_presumed(one, other, days):
        return None
    shared = _count_shared(one, other)
    both_named = bool(one.parties and other.parties)
    within = shared >= min(len(one.parties), len(other.parties))
    if both_named and (shared == 0 or not (within or shared > 1)):
        return None
    if one.mode and other.mode and one.mode != other.mode and not (shared > 1 and days == "same-day"):
        return None
    if not _is_enough(one, other, days, place, shared, both_named=both_named):
        return None
    reasons = [days] if days in _CERTAIN else []
    if place != "open":
        reasons.append(place)
    if shared:
        reasons.append(f"shared-actors:{shared}")
    return tuple(reasons)


def _is_enough(one: Signature, other: Signature, days: str, place: str, shared: int, *, both_named: bool) -> bool:
    certain = place in ("same-place", "near")
    same_span = (one.first, one.last) == (other.first, other.last)
    if one.type in VAGUE_TYPES:
        return days == "same-day" and shared > 1
    if one.type in REPEATED_TYPES:
        return (days == "same-day" or (days == "overlap" and same_span)) and certain and (shared > 0 or not both_named)
    if days == "same-day":
        return shared > 1 or (shared > 0 and place != "near") or (certain and not both_named)
    if days == "overlap":
        spot = place == "same-place" and one.mode == other.mode and _is_rare(one, other, both_named=both_named)
        return shared > 1 or spot or (shared > 0 and (certain or (same_span and place != "open")))
    alike = 0 < shared == len(one.parties) == len(other.parties)
    if days == "neighbours":
        return shared > 1 or (alike and place == "same-place" and one.mode == other.mode == "visit")
    gap = _days_between(one, other)
    if one.status == other.status and one.status in RETOLD and gap <= RETOLD_DAYS:
        return place == "same-place" or alike  # a denial or a plan is told again for days
    if one.mode == other.mode and alike and gap <= FRESH_DAYS and (shared > 1 or (certain and one.mode == "visit")):
        return True
    rare = gap <= RETOLD_DAYS and one.mode == other.mode and _is_rare(one, other, both_named=both_named)
    return place == "same-place" and (shared > 1 or rare)


def _is_rare(one: Signature, other: Signature, *, both_named: bool) -> bool:
    """Whether both are at one very spot, no town, and one of them tells no party."""
    return not both_named and all(s.site is not None and s.site.precision is PlacePrecision.POINT for s in (one, other))


def _is_presumed(one: Signature, other: Signature, days: str) -> bool:
    """Whether one tells as likely what the other tells as having happened that day."""
    return days == "same-day" and {one.status, other.status} <= _PRESUMED


def _days_between(one: Signature, other: Signature) -> float:
    """Give how far apart two records are by their days, or where they have none by the days they were told."""
    spans = [(s.first, s.last) if s.is_dated else (s.told, s.told) for s in (one, other)]
    (first, last), (start, end) = spans
    if first is None or last is None or start is None or end is None:
        return math.inf
    return max(0, first - end, start - last)


def agree(one: Signature, other: Signature) -> bool:
    """Whether nothing speaks against two records being one."""
    if compare_days(one, other) == "differ" or compare_places(one, other) == "differ":
        return False
    return min(len(one.parties), len(other.parties)) < 2 or _count_shared(one, other) > 1


def strength(reasons: Reasons, one: Signature, other: Signature) -> int:
    """Give how strongly two records are one, to choose between groups that a record fits."""
    shared = next((int(r.partition(":")[2]) for r in reasons if r.startswith("shared-actors")), 0)
    days = 4 if "same-day" in reasons else 2 if "overlap" in reasons else 0
    return days + 2 * max(_RANK.get(r, 0) for r in reasons) + 2 * shared + (one.mode == other.mode)


def _same_family(one: str, other: str) -> bool:
    return one == other or any(one in family and other in family for family in _FAMILIES)


# ---- days ------------------------------------------------------------------------------------


def compare_days(one: Signature, other: Signature) -> str:
    """Compare the days: ``same-day``, ``overlap``, ``neighbours``, ``open`` (too little is known) or ``differ``."""
    if not one.is_dated or not other.is_dated:
        return _compare_telling(one, other)
    low = max((s.first for s in (one, other) if s.first is not None), default=None)
    high = min((s.last for s in (one, other) if s.last is not None), default=None)
    if low is not None and high is not None and low > high:
        return "neighbours" if low - high == 1 and max(one.days or 9, other.days or 9) <= 2 else "differ"
    if one.days == other.days == 1:
        return "same-day"
    narrow = one.days is not None and other.days is not None and max(one.days, other.days) <= LONGEST_DAYS
    return "overlap" if narrow else "open"


def _compare_telling(one: Signature, other: Signature) -> str:
    """Compare by the days on which undated events were told: what has happened lies shortly before its telling."""
    ahead = one.status in _FAMILIES[1] or one.status == EventStatus.DEMANDED
    if one.is_dated or other.is_dated:
        dated, told = (one, other.told) if one.is_dated else (other, one.told)
        if told is None:
            return "open"
        first, last = (told - 1, told + 365) if ahead else (told - NEWS_DAYS, told + 1)
        begins_late = dated.first is not None and dated.first > last
        ends_early = dated.last is not None and dated.last < first
        return "differ" if begins_late or ends_early else "open"
    if one.told is None or other.told is None:
        return "open"
    return "open" if abs(one.told - other.told) <= NEWS_DAYS else "differ"


# ---- places ----------------------------------------------------------------------------------


def compare_places(one: Signature, other: Signature) -> str:
    """Compare the places: ``same-place``, ``near``, ``same-area``, ``place-contains``, ``open`` or ``differ``.

    Where something left from is compared with where something left from: leaving a town is not arriving there.
    """
    found = [_compare_spots(a, b) for a in one.spots for b in other.spots if a.origin == b.origin]
    if not found:
        precise = any(not a.is_coarse and not b.is_coarse for a in one.spots for b in other.spots)
        return "differ" if precise else "open"
    if "differ" in found:
        return "differ"
    return max(found, key=_RANK.__getitem__)


def _compare_spots(a: Spot, b: Spot) -> str:
    if a.id == b.id:
        return "same-area" if a.is_coarse else "same-place"
    if a.is_coarse or b.is_coarse:
        return _contains(a, b)
    return "near" if kilometres(a, b) <= SAME_TOWN_KM else "differ"


def _contains(a: Spot, b: Spot) -> str:
    large, small = sorted((a, b), key=lambda spot: _WIDTH.get(spot.precision, len(_WIDTH)))
    if large.precision is PlacePrecision.REGION or large.country is None or small.country is None:
        return "open"
    if large.country != small.country:
        return "differ"
    if large.precision is not PlacePrecision.COUNTRY and large.admin1 and small.admin1 and large.admin1 != small.admin1:
        return "differ"
    return "place-contains"


def kilometres(a: Spot, b: Spot) -> float:
    """Give the great-circle distance (haversine, mean Earth radius 6371 km)."""
    la, lb = math.radians(a.lat), math.radians(b.lat)
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(h)))


# ---- parties ---------------------------------------------------------------------------------


def _count_shared(one: Signature, other: Signature) -> int:
    """Count the parties of one that are, or belong to, or hold, distinct parties of the other."""
    mine, theirs = sorted((one.parties, other.parties), key=lambda parties: [party.id for party in parties])
    both = {party.id for party in mine} & {party.id for party in theirs}
    free = [party for party in theirs if party.id not in both]
    shared = len(both)
    for party in mine:
        match = None if party.id in both else next((p for p in free if party.is_or_belongs_to(p)), None)
        if match is not None:
            free.remove(match)
            shared += 1
    return shared
