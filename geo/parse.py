"""From a text to its toponyms: tag, weigh, resolve, read the role."""

from __future__ import annotations

from geo.evidence import weigh_mentions
from geo.model import Candidate, Place, PlaceRole, Toponym
from geo.gazetteer import open_gazetteer
from geo.resolver import find_containers, resolve_mentions
from geo.roles import read_role
from geo.sites import find_sites, join_facilities
from geo.tagger import tagger_for

RUNNERS_UP = 4


def geoparse(text: str, *, language: str) -> list[Toponym]:
    """Find the places that a text names, and say which and in what role.

    Parameters
    ----------
    text
        Any text.
    language
        ISO 639-1 code. A language without a file gets the rules that hold for all.

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
    gazetteer = tagger.gazetteer
    tagged = tagger.tag(text)
    if not tagged.mentions:
        return []
    containers = find_containers(tagged)
    weigh_mentions(tagged, tagger.language, containers)
    choices = resolve_mentions(tagged, containers)
    sites = find_sites(tagged, choices, tagger.language)
    join_facilities(tagged, tagger.language)
    read = [*zip(tagged.mentions, choices, strict=True), *sites]
    if sites:
        read.sort(key=lambda pair: pair[0].start)
    toponyms = []
    for mention, choice in read:
        if mention.evidence <= 0:
            continue
        role = read_role(tagged, mention, choice.bearer, tagger.language)
        toponyms.append(
            Toponym(
                start=mention.start,
                end=mention.end,
                text=text[mention.start : mention.end],
                place=gazetteer.place(choice.bearer.place),
                role=role,
                score=choice.score,
                reading=(*mention.signs, *choice.reading),
                runners_up=tuple(
                    Candidate(gazetteer.place(bearer.place), round(max(0.0, 1 - (choice.ranked[0][0] - score) / 4) / 2, 3))
                    for score, bearer in choice.ranked[1 : 1 + RUNNERS_UP]
                ),
            )
        )
    return toponyms


def geocode(name: str, *, country: str | None = None, limit: int = 5) -> list[Candidate]:
    """Find the places that bear a name, the most important first.

    Parameters
    ----------
    name
        A place's name in any language and spelling that the gazetteer holds, alone or followed by a comma and a larger place.
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
    places = open_gazetteer().lookup(first)
    if larger:
        inside = open_gazetteer().lookup(larger)
        codes = {p.country for p in inside if p.precision == "country"} | {p.admin1 for p in inside if p.precision == "admin1"}
        places = [p for p in places if p.country in codes or p.admin1 in codes]
    if country:
        places = [p for p in places if p.country == country.upper()]
    return [Candidate(_as_is(place), round(1 / (1 + rank), 3)) for rank, place in enumerate(places[:limit])]


def _as_is(place: Place) -> Place:
    return place


__all__ = ["PlaceRole", "geocode", "geoparse"]
