"""How long merging takes: ``python -m benchmarks.merge [RECORDS]`` makes records of a busy year and merges them."""

from __future__ import annotations

import datetime as dt
import random
import sys
import time

from events.actors import load_actors
from events.merge import merge_events
from events.model import (
    Actor,
    ActorKind,
    ActorLink,
    ActorRole,
    Confidence,
    DatePrecision,
    DateSpan,
    Event,
    EventPlace,
    EventStatus,
    EventType,
    Evidence,
    Place,
    PlacePrecision,
    PlaceRole,
    Source,
    Toponym,
)

DATED = 0.8
"""Share of records that tell a day."""


def make_records(number: int, seed: int = 1) -> tuple[list[Event], dict[str, dt.date]]:
    """Make records of which about two in three tell an event that another report tells too, one in five without its day.

    Returns
    -------
    records
        Five of a report.
    published
        Days of publication by report.
    """
    rng = random.Random(seed)
    states = sorted(actor.country for actor in load_actors().by_id.values() if actor.kind is ActorKind.COUNTRY)
    home = [states[min(len(states) - 1, int(rng.expovariate(0.05)))] for _ in range(600)]
    actors = [Actor(f"a{i}", f"Actor {i}", ActorKind.PERSON, home[i]) for i in range(600)]
    places = [
        Place(f"p{i}", f"Town {i}", rng.uniform(-60, 70), rng.uniform(-180, 180), PlacePrecision.CITY, "XX")
        for i in range(3000)
    ]
    happenings = []
    for _ in range(number // 3):
        day = dt.date(2023, 1, 1) + dt.timedelta(days=rng.randrange(365))
        chosen = tuple(actors[min(599, int(rng.expovariate(0.02)))] for _ in range(2))
        happenings.append((day, rng.choice(places), chosen, rng.choice(list(EventType))))
    records, published = [], {}
    for index in range(number):
        day, place, chosen, type_ = rng.choice(happenings)
        evidence = Evidence(f"d{index // 5}-{rng.random()}", index, index + 1, "x")
        published[evidence.document] = day + dt.timedelta(days=rng.randrange(3))
        dated = rng.random() < DATED
        span = DateSpan(0, 1, "", day, day, DatePrecision.DAY, day.isoformat()) if dated else None
        links = tuple(ActorLink(actor, ActorRole.SOURCE, evidence) for actor in {a.id: a for a in chosen}.values())
        toponym = Toponym(0, 1, "", place, PlaceRole.LITERAL, 0.9)
        records.append(
            Event(
                f"e{index}",
                evidence,
                evidence,
                type_,
                EventStatus.OCCURRED,
                Confidence(0.9, 0.9, 0.9, 0.9),
                date=span,
                places=(EventPlace(toponym),),
                actors=links,
                sources=(Source(evidence, f"e{index}"),),
            )
        )
    return records, published


def main() -> None:
    """Merge and say how long it took."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    records, published = make_records(number)
    started = time.process_time()
    merged = merge_events(records, published)
    print(f"{number:,} records -> {len(merged):,} events in {time.process_time() - started:.1f} s of processor time")


if __name__ == "__main__":
    main()
