"""Filters as Ibis expressions: each clause of a `Filter` is one predicate, and a view may leave out its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from events.store.filter import UNKNOWN, Filter
from events.store.folding import fold_text
from events.store.rows import to_days
from events.store.schema import MERGED, UNMERGED, table

if TYPE_CHECKING:
    import datetime as dt

    import ibis.expr.types as ir

Predicate = Callable[["ir.Table"], "ir.BooleanValue"]

DATE_PARTS = ("since", "until", "brush", "lens")
TOLD = ("language", "outlet")
"""Columns that a merged event has a value of for each report that tells it."""
PLACE_PARTS = ("countries", "places", "bbox", "lasso", "lens")


def select_events(filter_: Filter) -> ir.Table:
    """Give the events that a filter lets through, with all their columns."""
    events = table("events")
    return events.filter([predicate(events) for predicate in _predicates(filter_)])


def _predicates(f: Filter) -> list[Predicate]:
    found = [stands_in(unmerged=f.unmerged)]
    columns = {"type": f.types, "status": f.statuses}
    found += [_is_one_of(column, values) for column, values in columns.items() if values]
    told = {"language": f.languages, "document": f.documents, "outlet": f.sources}
    found += [_is_told_by(column, values, f) for column, values in told.items() if values]
    if f.actors:
        found.append(lambda e: e.id.isin(_events_of_actors(f.actors).event))
    found += [_happens_at(values) for values in (f.countries, f.places) if values]
    if f.since or f.until:
        found.append(_may_fall_between(f.since, f.until))
    if f.brush:
        found.append(_may_fall_between(*f.brush))
    if f.bbox:
        found.append(_lies_in(*f.bbox))
    if f.lasso:
        found.append(_lies_within(f.lasso))
    found += [_mentions(word) for word in fold_text(f.text).split()]
    if f.lens:
        found.append(LENS[f.lens])
    return found


def _is_one_of(column: str, values: tuple[str, ...]) -> Predicate:
    return lambda e: e[column].isin(values)


def stands_in(*, unmerged: bool) -> Predicate:
    """Whether an event is shown: one for all reports that tell it, or each report's record."""
    layer = UNMERGED if unmerged else MERGED
    return lambda e: e.layer.isnull() | (e.layer == layer)


def _is_told_by(column: str, values: tuple[str, ...], f: Filter) -> Predicate:
    """Whether the report, or one of those that tell a merged event, is one of these."""

    def told(e: ir.Table) -> ir.BooleanValue:
        own = _named(e, column).isin(values)
        if f.unmerged:
            return own
        sources = table("event_sources")
        return own | e.id.isin(sources.filter(_named(sources, column).isin(values)).event)

    return told


def _named(e: ir.Table, column: str) -> ir.StringValue:
    return e[column].fill_null(UNKNOWN) if column == "outlet" else e[column]


def _happens_at(places: tuple[str, ...]) -> Predicate:
    further = table("event_places")
    there = further.filter(further.country.isin(places) | further.place.isin(places))
    return lambda e: e.country.isin(places) | e.place_id.isin(places) | e.id.isin(there.event)


def _mentions(word: str) -> Predicate:
    return lambda e: e.search.contains(word)


def _may_fall_between(first: dt.date | None, last: dt.date | None) -> Predicate:
    def overlaps(e: ir.Table) -> ir.BooleanValue:
        may = e.has_date
        if first is not None:
            may &= e.latest.isnull() | (e.latest >= to_days(first))
        if last is not None:
            may &= e.earliest.isnull() | (e.earliest <= to_days(last))
        return may

    return overlaps


AREAS = ("admin2", "admin1", "country", "region")
"""Precisions of places that have an extent rather than a point."""


def _lies_in(west: float, south: float, east: float, north: float) -> Predicate:
    def along(low: ir.Value, high: ir.Value) -> ir.BooleanValue:
        if west <= east:
            return (low <= east) & (high >= west)
        return (low <= east) | (high >= west)

    def lies(e: ir.Table) -> ir.BooleanValue:
        pinned = (e.lat >= south) & (e.lat <= north) & along(e.lon, e.lon)
        crosses = (e.west <= east) | (e.east >= west) if west <= east else e.west.notnull()
        reaches = (e.west <= e.east).ifelse(along(e.west, e.east), crosses)
        meets = (e.south <= north) & (e.north >= south) & reaches
        return _has_extent(e).ifelse(meets, pinned)

    return lies


def _has_extent(e: ir.Table) -> ir.BooleanValue:
    return (e.place_precision.isin(AREAS) & e.west.notnull()).fill_null(False)


def _lies_within(corners: tuple[tuple[float, float], ...]) -> Predicate:
    """Select what a polygon holds: by counting how often a ray to the east crosses its sides."""
    sides = list(zip(corners, (*corners[1:], corners[0]), strict=True))
    turns = [turn for turn in (360, -360) if any(-180 <= x - turn <= 180 and abs(x) > 180 for x, _ in corners)]

    def holds(lon: ir.NumericValue, lat: ir.NumericValue) -> ir.BooleanValue:
        odd: ir.BooleanValue | None = None
        for (x1, y1), (x2, y2) in sides:
            if y1 == y2:
                continue
            crosses = ((lat < y1) != (lat < y2)) & (lon < (lat - y1) * ((x2 - x1) / (y2 - y1)) + x1)
            odd = crosses if odd is None else odd != crosses
        return lon != lon if odd is None else odd

    def reaches(e: ir.Table) -> ir.BooleanValue:
        inside = e.lat > 90.0
        for x, y in corners:
            lon = (x + 180) % 360 - 180
            along = (e.west <= e.east).ifelse((e.west <= lon) & (e.east >= lon), (e.west <= lon) | (e.east >= lon))
            inside |= (e.south <= y) & (e.north >= y) & along
        return inside

    def lies(e: ir.Table) -> ir.BooleanValue:
        within = holds(e.lon, e.lat)
        for turn in turns:
            within |= holds(e.lon + turn, e.lat)
        return within | (_has_extent(e) & reaches(e))

    return lies


def _is_undated(e: ir.Table) -> ir.BooleanValue:
    return ~e.has_date


def _is_unplaced(e: ir.Table) -> ir.BooleanValue:
    return e.place_id.isnull()


def _needs_anchor(e: ir.Table) -> ir.BooleanValue:
    return e.needs_anchor


LENS: dict[str, Predicate] = {"undated": _is_undated, "unplaced": _is_unplaced, "needs-anchor": _needs_anchor}


def members_of(actors: Iterable[str]) -> ir.Table:
    """Give the actors that belong to some of these, directly or not: ``actor``."""
    belonging = table("memberships")
    return belonging.filter(belonging.belongs_to.isin(list(actors))).select("actor").distinct()


def further_places() -> ir.Table:
    """Give the places of events that are not the one in the event's own row: ``event``, ``place``, ``country``."""
    events, at = table("events").select("id", "place_id"), table("event_places")
    joined = at.join(events, at.event == events.id)
    further = joined.filter(joined.place_id.isnull() | (joined.place != joined.place_id))
    return further.select("event", "place", "country")


def actor_pairs() -> ir.Table:
    """Give the countries that the sources and targets of events belong to: ``event``, ``source``, ``target``."""
    links, actors = table("event_actors"), table("actors").select("id", "country")
    homes = links.join(actors, links.actor == actors.id).filter(actors.country.notnull())
    acting = homes.filter(homes.role == "source").select(event="event", source="country")
    concerned = homes.filter(homes.role == "target").select(other="event", target="country")
    pairs = acting.join(concerned, acting.event == concerned.other).select("event", "source", "target").distinct()
    return pairs.filter(pairs.source != pairs.target)


def _events_of_actors(actors: tuple[str, ...]) -> ir.Table:
    links, members = table("event_actors"), members_of(actors)
    return links.filter(links.actor.isin(actors) | links.actor.isin(members.actor))


# ---- counts beside the choices -----------------------------------------------------------


CHOICES: dict[str, str] = {
    "actors": "actors", "types": "type", "statuses": "status", "countries": "country", "places": "place_id",
    "languages": "language", "sources": "outlet",
}  # fmt: skip
"""What may be chosen, and the column of an event that tells it."""
_OF_FURTHER = {"country": "country", "place_id": "place"}


def choosable(filter_: Filter) -> ir.Table:
    """Give the selected events with the columns of `CHOICES` alone."""
    return select_events(filter_).select("id", *CHOICES.values())


def rank_choices(events: ir.Table, choices: Iterable[str], limit: int, *, unmerged: bool) -> ir.Table:
    """Count events by several of `CHOICES`: ``choice``, ``value``, ``count``, the most frequent ``limit`` of each.

    Parameters
    ----------
    events
        As `choosable` gives them.
    choices, limit
        What is counted.
    unmerged
        Whether each report's record stands by itself; else a merged event counts for each report that tells it.
    """
    import ibis

    ranked = {choice: rank_choice(events, choice, unmerged=unmerged).limit(limit) for choice in choices}
    return ibis.union(*(r.select("value", "count", choice=ibis.literal(choice)) for choice, r in ranked.items()))


def rank_choice(events: ir.Table, choice: str, *, unmerged: bool) -> ir.Table:
    """Count events by one of `CHOICES`: ``value``, ``count``, the most frequent first; each of its places counts."""
    import ibis

    column = CHOICES[choice]
    if choice == "actors":
        counted = _count_actors(events)
    else:
        pairs = events.select(event=events.id, value=_named(events, column))
        if column in _OF_FURTHER:
            at = table("event_places")
            pairs = _with_more(pairs, at.select("event", more=at[_OF_FURTHER[column]]))
        elif column in TOLD and not unmerged:
            sources = table("event_sources")
            pairs = _with_more(pairs, sources.select("event", more=_named(sources, column)))
        counted = pairs.filter(pairs.value.notnull()).group_by("value").aggregate(count=ibis._.count())
    return counted.order_by([ibis.desc("count"), ibis.asc("value")])


def _with_more(pairs: ir.Table, more: ir.Table) -> ir.Table:
    """Add to each event's own value those that another table gives it besides."""
    import ibis

    told = more.filter(more.more.notnull()).distinct()
    both = told.join(pairs, told.event == pairs.event).select(told.event, told.more, pairs.value)
    others = both.filter(both.value.isnull() | (both.more != both.value))
    return ibis.union(pairs, others.select("event", value=others.more))


def _count_actors(events: ir.Table) -> ir.Table:
    """Count events by actor, each also for all that the actor belongs to.

    Events are counted by their whole casts first, of which there are far fewer than events.
    """
    import ibis

    belonging = table("memberships")
    casts = events.group_by("actors").aggregate(count=ibis._.count())
    own = casts.select(whole=casts.actors.join("\x1f"), count=casts["count"], value=casts.actors.unnest())
    joined = own.join(belonging, own.value == belonging.actor)
    above = joined.select("whole", "count", value=joined.belongs_to)
    pairs = ibis.union(own, above, distinct=True)
    return pairs.group_by("value").aggregate(count=pairs["count"].sum().cast("int64"))


def count_events(filter_: Filter, condition: Predicate | None = None) -> ir.Table:
    """Count the selected events, or those of them that meet a condition, as a table of one row."""
    events = select_events(filter_)
    if condition is not None:
        events = events.filter(condition(events))
    return events.aggregate(count=events.count())
