"""How sure a record is, by parts: the probability that its type and status, its date, its place, its parties are right.

Each part has traits that tell right records from wrong ones (a date beside its verb, a place that only context gives,
a crowded sentence). ``data/confidence.toml`` gives each trait a weight in log-odds; ``benchmarks/confidence.py``
measures on the golden records how well the sums hold, and fits the weights anew.
"""

from __future__ import annotations

import functools
import math
import tomllib
from collections.abc import Iterable
from importlib import resources

from events.coding.draft import Draft
from events.coding.scan import Node
from events.model import ActorLink, Confidence, DatePrecision, EventPlace

NEAR = 6
"""Tokens within which a date, a place or a party stands beside the word that tells the event."""
CROWDED = 3
"""Triggers of a sentence in which parts are easily given to the wrong one."""
SURE = 0.9
"""Trust below which a part was read from context."""

PARTS = ("type", "date", "place", "actors")


def confidence_of(draft: Draft, places: tuple[EventPlace, ...], links: tuple[ActorLink, ...]) -> Confidence:
    """Give the confidence of a record.

    Parameters
    ----------
    draft
        What was read of the event.
    places, links
        Its places and parties, as the record has them.

    Returns
    -------
    Confidence
        Parts that the record has not are none; a date or place read from context is never surer than its trust.
    """
    traits = traits_of(draft, places, links)
    type_ = min(_chance("type", traits["type"]), max(draft.support, 0.05) if draft.support < SURE - 0.15 else 1.0)
    date = place = actors = None
    if draft.date is not None:
        date = min(_chance("date", traits["date"]), draft.date_trust if draft.date_trust < SURE else 1.0)
    if places:
        sure = min(_chance("place", traits["place"]), places[0].toponym.score)
        place = min(sure, draft.place_trust if draft.place_trust < SURE else 1.0)
    if links:
        actors = _chance("actors", traits["actors"])
    return Confidence(
        type=round(type_, 3),
        date=None if date is None else round(date, 3),
        place=None if place is None else round(place, 3),
        actors=None if actors is None else round(actors, 3),
    )


def traits_of(draft: Draft, places: tuple[EventPlace, ...], links: tuple[ActorLink, ...]) -> dict[str, set[str]]:
    """Give the traits of a record for each of the parts that it has."""
    reading, node = draft.reading, draft.node
    triggers = len(reading.triggers)
    shared = set()
    if triggers == 1:
        shared.add("alone")
    elif triggers >= CROWDED:
        shared.add("crowded")
    if draft.sources:
        shared.add("source")
    kind = {"noun"} if draft.noun else set()
    if "weak" in draft.flags:
        kind.add("weak")
    type_ = shared | kind
    if draft.targets:
        type_.add("target")
    if draft.date is not None and draft.date_trust >= SURE:
        type_.add("date")
    if places:
        type_.add("place" if draft.place_trust >= SURE else "context")
    traits = {"type": type_}
    if draft.date is not None:
        date = traits["date"] = shared | kind
        date.add("day" if draft.date.precision in (DatePrecision.DAY, DatePrecision.TIME) else "longer")
        date.add(_distance(node, [n for n in reading.nodes if n.date is draft.date]))
        if draft.date_trust < SURE:
            date.add("context")
    if places:
        place = traits["place"] = shared | kind
        first = places[0].toponym
        place.add(_distance(node, [n for n in reading.nodes if n.toponym is first]))
        if draft.place_trust < SURE:
            place.add("context")
        if len(places) > 1:
            place.add("several")
    if links:
        actors = traits["actors"] = shared | kind
        if draft.implicit:
            actors.add("implicit")
        if all(link.actor.id.startswith("Q") for link in links):
            actors.add("known")
        if len(links) > 1:
            actors.add("several")
        if draft.sources:
            source = draft.sources[0]
            actors.add(_distance(node, [source] if source in reading.nodes else []))
    return traits


def _distance(node: Node, others: Iterable[Node]) -> str:
    """Say how far a part stands from the word that tells the event: ``near``, ``far``, or ``elsewhere``."""
    found = "elsewhere"
    for other in others:
        if abs(other.position - node.position) <= NEAR:
            return "near"
        found = "far"
    return found


def _chance(part: str, traits: set[str]) -> float:
    return _chance_of(part, frozenset(traits))


@functools.lru_cache(maxsize=4096)
def _chance_of(part: str, traits: frozenset[str]) -> float:
    weights = load_weights()[part]
    odds = math.fsum((weights["start"], *(weights.get(trait, 0.0) for trait in traits)))
    return 1.0 / (1.0 + math.exp(-odds))


@functools.cache
def load_weights() -> dict[str, dict[str, float]]:
    """Load the weights of all traits, by part."""
    path = resources.files("events.coding") / "data" / "confidence.toml"
    return tomllib.loads(path.read_text("utf-8"))
