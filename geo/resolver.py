"""Which place a name means: the likeliest given what else the report names.

Each candidate starts from how important it is and how well the name fits it, and gains from what the report says: a larger
place after a comma, a country or division that is named or to which other names belong, places nearby. A name means
one place in a report, unless a comma tells otherwise.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from geo.gazetteer import Bearer
from geo.languages import LanguageData
from geo.model import PlacePrecision
from geo.tagger import Candidate, Mention, TaggedText

COUNTRY, ADMIN1, ADMIN2, CITY = PlacePrecision.COUNTRY, PlacePrecision.ADMIN1, PlacePrecision.ADMIN2, PlacePrecision.CITY
CLEAR = 1.3
"""Difference of scores from which the first candidate is held to be clear without context."""
NEAR_KM = 150.0


@dataclass(slots=True)
class Context:
    """What a report's clear names say about where it is.

    Attributes
    ----------
    countries, divisions
        Weight by ISO code.
    points
        Latitude, longitude and key of cities and smaller places.
    """

    countries: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    divisions: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    points: list[tuple[float, float, str]] = field(default_factory=list)


@dataclass(slots=True)
class Choice:
    """The candidates of a name with their scores in a report, best first, and the reasons for the best."""

    ranked: list[tuple[float, Bearer]]
    reading: tuple[str, ...] = ()

    @property
    def bearer(self) -> Bearer:
        """The best candidate."""
        return self.ranked[0][1]

    @property
    def score(self) -> float:
        """How sure the choice is, from 0 to 1."""
        if len(self.ranked) == 1:
            return 0.95
        margin = self.ranked[0][0] - self.ranked[1][0]
        return round(0.5 + 0.48 * math.tanh(margin / 1.5), 3)


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance of two points given in degrees."""
    a, b = math.radians(lat), math.radians(other_lat)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 12742.0176 * math.asin(min(1.0, math.sqrt(h)))


def resolve_mentions(tagged: TaggedText, language: LanguageData) -> dict[int, Choice]:
    """Choose a place for every mention of a text.

    Returns
    -------
    dict
        The choice for each mention, by its number in ``tagged.mentions``.
    """
    mentions = tagged.mentions
    containers = find_containers(tagged, language)
    context = _gather(mentions, containers, None)
    chosen: dict[str, Choice] = {}
    for _ in range(2):
        chosen = _choose_all(mentions, containers, context)
        context = _gather(mentions, containers, chosen)
    choices = {}
    for number, mention in enumerate(mentions):
        inside = containers.get(number)
        if inside is not None:
            choices[number] = _choose(mention, context, inside)
        else:
            choices[number] = chosen[mention.key]
    return choices


def find_containers(tagged: TaggedText, language: LanguageData) -> dict[int, Mention]:
    """Find names followed by a comma and the larger place they lie in ("Surrey, B.C.").

    Only pairs of which some candidate of the first lies in some candidate of the second count.
    """
    text, mentions = tagged.text, tagged.mentions
    containers: dict[int, Mention] = {}
    for number in range(len(mentions) - 1):
        mention, larger = mentions[number], mentions[number + 1]
        gap = text[mention.end : larger.start]
        if mention.kind != "name" or larger.kind == "demonym" or gap not in (", ", "، ", " (", ",", "، في ", " in ", "，"):
            continue
        if any(_lies_in(c.bearer, d.bearer) for c in mention.candidates for d in larger.candidates[:3]):
            containers[number] = larger
    return containers


def _lies_in(bearer: Bearer, larger: Bearer) -> bool:
    if larger.precision == COUNTRY:
        return bearer.country == larger.country and bearer.precision != COUNTRY
    if larger.precision == ADMIN1:
        return bearer.admin1 == larger.admin1 and bearer.admin1 != "" and bearer.precision not in (COUNTRY, ADMIN1)
    if larger.precision == ADMIN2:
        near = distance_km(bearer.lat, bearer.lon, larger.lat, larger.lon) < 60
        return near and bearer.admin1 == larger.admin1 and bearer.precision not in (COUNTRY, ADMIN1, ADMIN2)
    return False


def _gather(mentions: list[Mention], containers: dict[int, Mention], chosen: dict[str, Choice] | None) -> Context:
    """Collect what the accepted names say about where the report is."""
    context = Context()
    seen: dict[str, int] = defaultdict(int)
    for number, mention in enumerate(mentions):
        if mention.evidence <= 0:
            continue
        seen[mention.key] += 1
        times = seen[mention.key]
        if times > 4:
            continue
        if chosen is not None:
            choice = chosen[mention.key]
            bearer, sure = choice.bearer, choice.score
        else:
            bearer, sure = _clear(mention)
            if number in containers:
                bearer, sure = containers[number].candidates[0].bearer, 1.0
        if sure < 0.7:
            continue
        _count(context, mention, bearer, sure / times)
    return context


def _clear(mention: Mention) -> tuple[Bearer, float]:
    candidates = mention.candidates
    if len(candidates) == 1 or candidates[0].prior - candidates[1].prior >= CLEAR:
        return candidates[0].bearer, 0.9
    return candidates[0].bearer, 0.5


def _count(context: Context, mention: Mention, bearer: Bearer, weight: float) -> None:
    if mention.kind == "demonym":
        weight *= 0.5
    if bearer.country:
        context.countries[bearer.country] += weight
    if bearer.admin1 and bearer.precision != COUNTRY:
        context.divisions[bearer.admin1] += weight
    if bearer.precision not in (COUNTRY, ADMIN1, PlacePrecision.REGION) and len(context.points) < 60:
        context.points.append((bearer.lat, bearer.lon, mention.key))


def _choose_all(mentions: list[Mention], containers: dict[int, Mention], context: Context) -> dict[str, Choice]:
    """Choose one place for each name: with its container where any mention has one."""
    chosen: dict[str, Choice] = {}
    for number, mention in enumerate(mentions):
        if number in containers and mention.key not in chosen:
            chosen[mention.key] = _choose(mention, context, containers[number])
    for mention in mentions:
        if mention.key not in chosen:
            chosen[mention.key] = _choose(mention, context, None)
    return chosen


def _choose(mention: Mention, context: Context, container: Mention | None) -> Choice:
    candidates = mention.candidates
    if len(candidates) == 1:
        return Choice([(candidates[0].prior, candidates[0].bearer)], ("only-candidate",))
    ranked = []
    reasons: dict[int, list[str]] = {}
    for candidate in candidates:
        score, why = _score(candidate, mention, context, container)
        ranked.append((score, candidate.bearer))
        reasons[candidate.bearer.place] = why
    ranked.sort(key=lambda pair: -pair[0])
    return Choice(ranked, tuple(reasons[ranked[0][1].place]))


def _score(
    candidate: Candidate, mention: Mention, context: Context, container: Mention | None
) -> tuple[float, list[str]]:
    bearer = candidate.bearer
    score, why = candidate.prior, []
    if bearer.feature == "PPLC":
        why.append("capital")
    if container is not None and any(_lies_in(bearer, c.bearer) for c in container.candidates[:3]):
        score += 8.0
        why.append("container")
    own = 1.0 if bearer.precision != COUNTRY else 0.0
    country = context.countries.get(bearer.country, 0.0) if own else 0.0
    if country > 0:
        total = sum(context.countries.values())
        score += min(1.6, 0.5 * country) * (0.5 + 0.5 * country / total)
        why.append("same-country")
    division = context.divisions.get(bearer.admin1, 0.0) if bearer.precision not in (COUNTRY, ADMIN1) else 0.0
    if division > 0:
        score += min(2.0, 0.8 * division)
        why.append("same-division")
    if context.points and own and bearer.precision != ADMIN1:
        near = _nearness(bearer, mention.key, context.points)
        if near > 0.2:
            score += min(1.5, near)
            why.append("nearby")
    return score, why or ["most-important"]


def _nearness(bearer: Bearer, key: str, points: Iterable[tuple[float, float, str]]) -> float:
    """How many other places lie near, each counted once and the less the farther."""
    near, seen = 0.0, set()
    for lat, lon, name in points:
        if name == key or name in seen or abs(lat - bearer.lat) > 2.5:
            continue
        away = distance_km(bearer.lat, bearer.lon, lat, lon)
        if away < NEAR_KM:
            seen.add(name)
            near += 0.8 * (1 - away / NEAR_KM)
    return near
