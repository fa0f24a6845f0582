"""From a text to its toponyms: tag, weigh, resolve, read the role."""

from __future__ import annotations

import dataclasses
import math

from geo.between import TOWNS, find_between
from geo.coasts import find_coasts
from geo.coordinates import WrittenPoint, find_coordinates
from geo.evidence import weigh_mentions
from geo.gazetteer import open_gazetteer
from geo.model import Candidate, PlacePrecision, PlaceRole, Toponym
from geo.phrases import Phrase, find_phrases, read_nearness
from geo.plurals import join_plurals
from geo.resolver import Choice, drop_hopeless, find_containers, resolve_mentions
from geo.roles import Named, read_roles
from geo.sites import find_sites, join_facilities
from geo.tagger import Mention, TaggedText, Tagger, tagger_for

RUNNERS_UP = 4


def geoparse(text: str, *, language: str, home: str | None = None) -> list[Toponym]:
    """Find the places that a text names, and say which and in what role.

    Parameters
    ----------
    text
        Any text.
    language
        ISO 639-1 code. A language without a file gets the rules that hold for all.
    home
        ISO 3166-1 alpha-2 code of the country that the text was written for, if known: of places of one name, those in
        it are a little likelier.

    Returns
    -------
    list of Toponym
        In order, without overlaps. Offsets are into ``text``.

    Raises
    ------
    CacheUnwritableError, MissingSourceError
        At the first call, if the gazetteer must be built and cannot be.
    """
    tagger = tagger_for(language)
    words = tagger.language
    points = [_written(point, text) for point in find_coordinates(text)]
    tagged = join_plurals(tagger.tag(text), tagger)
    if not tagged.mentions:
        return _without_overlaps(points)
    containers = find_containers(tagged, words)
    weigh_mentions(tagged, words, containers)
    tagged, containers = drop_hopeless(tagged, containers)
    choices = resolve_mentions(tagged, containers, home)
    sites = find_sites(tagged, choices, words)
    join_facilities(tagged, words)
    phrases = find_phrases(tagged, choices, words) + find_between(tagged, choices, words)
    phrases += find_coasts(tagged, choices, words)
    computed = [_computed(phrase, tagged, choices, tagger) for phrase in phrases]
    read = [(m, c) for m, c in zip(tagged.mentions, choices, strict=True) if m.evidence > 0]
    roles = read_roles(tagged, [Named(mention, choice.bearer) for mention, choice in read], words)
    shown: dict[int, tuple[Candidate, ...]] = {}
    named = [_named(tagged, *pair, role, tagger, shown) for pair, role in zip(read, roles, strict=True)]
    named += [_named(tagged, *pair, PlaceRole.LITERAL, tagger, shown) for pair in sites]
    return _without_overlaps([*points, *computed, *named])


def _named(
    tagged: TaggedText,
    mention: Mention,
    choice: Choice,
    role: PlaceRole,
    tagger: Tagger,
    shown: dict[int, tuple[Candidate, ...]],
) -> Toponym:
    """A mention with its place; ``shown`` keeps the runners-up of choices that several mentions share."""
    meant, reading = tagger.gazetteer.place(choice.bearer.place), (*mention.signs, *choice.reading)
    near = read_nearness(tagged, mention, tagger.language) if role is PlaceRole.LITERAL else None
    if near is not None and choice.bearer.precision in TOWNS:
        meant, reading = dataclasses.replace(meant, radius_km=near), (*reading, "near")
    others = () if mention.kind == "site" else shown.get(id(choice))
    if others is None:
        others = shown[id(choice)] = _rank_others(choice, tagger)
    return Toponym(
        start=mention.start,
        end=mention.end,
        text=tagged.text[mention.start : mention.end],
        place=meant,
        role=role,
        score=choice.score,
        reading=reading,
        runners_up=others,
    )


def _rank_others(choice: Choice, tagger: Tagger) -> tuple[Candidate, ...]:
    best = choice.ranked[0][0]
    return tuple(
        Candidate(
            tagger.gazetteer.place(bearer.place),
            round(choice.score / (1 + math.exp(min(best - score, 20.0))), 3),
        )
        for score, bearer in choice.ranked[1 : 1 + RUNNERS_UP]
    )


def _written(point: WrittenPoint, text: str) -> Toponym:
    span = text[point.start : point.end]
    return Toponym(point.start, point.end, span, point.place, PlaceRole.LITERAL, 0.99, ("coordinates",))


def _computed(phrase: Phrase, tagged: TaggedText, choices: list[Choice], tagger: Tagger) -> Toponym:
    names = " and ".join(tagger.gazetteer.place(choices[n].bearer.place).name for n in phrase.mentions)
    place = dataclasses.replace(phrase.place, name=phrase.place.name + names)
    score = min(choices[n].score for n in phrase.mentions)
    span = tagged.text[phrase.start : phrase.end]
    return Toponym(phrase.start, phrase.end, span, place, PlaceRole.LITERAL, score, ("computed",))


def _without_overlaps(toponyms: list[Toponym]) -> list[Toponym]:
    """Sort by position; of overlapping toponyms the first listed stays."""
    kept: list[Toponym] = []
    for _, toponym in sorted(enumerate(toponyms), key=lambda pair: (pair[1].start, pair[0])):
        if kept and toponym.start < kept[-1].end:
            if toponym.reading[:1] == ("computed",) and kept[-1].end <= toponym.end:
                kept[-1] = toponym
            continue
        kept.append(toponym)
    return kept


def geocode(name: str, *, country: str | None = None, limit: int = 5) -> list[Candidate]:
    """Find the places that bear a name, the most important first.

    Parameters
    ----------
    name
        A place's name in any language and spelling that the gazetteer holds, alone or followed by a comma and
        a larger place.
    country
        Only places of this ISO 3166-1 alpha-2 code.
    limit
        At most so many places.

    Returns
    -------
    list of Candidate
        Places with scores from 0 to 1, best first; empty where nobody knows the name.
    """
    first, _, larger = (part.strip() for part in name.partition(","))
    gazetteer = open_gazetteer()
    places = gazetteer.lookup(first)
    if larger:
        inside = gazetteer.lookup(larger)
        codes = {p.country for p in inside if p.precision == PlacePrecision.COUNTRY}
        codes |= {p.admin1 for p in inside if p.precision == PlacePrecision.ADMIN1}
        places = [p for p in places if p.country in codes or (p.admin1 in codes and p.admin1)]
    if country:
        places = [p for p in places if p.country == country.upper()]
    return [Candidate(place, round(1 / (1 + rank), 3)) for rank, place in enumerate(places[:limit])]
