"""Which place a name means: the likeliest given what else the report names.

Each candidate starts from how important it is and how well the name fits it, and gains from what the report says: a
larger
place after a comma, a country or division that is named or to which other names belong, places nearby. A name means
one place in a report, unless a comma tells otherwise.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from geo.folding import fold_word
from geo.gazetteer import Bearer
from geo.languages import LanguageData
from geo.model import PlacePrecision
from geo.tagger import Candidate, Mention, TaggedText
from geo.vicinity import find_vicinities

COUNTRY, ADMIN1, ADMIN2, CITY = (
    PlacePrecision.COUNTRY,
    PlacePrecision.ADMIN1,
    PlacePrecision.ADMIN2,
    PlacePrecision.CITY,
)
CLEAR = 1.3
"""Difference of scores from which the first candidate is held to be clear without context."""
NEAR_KM = 150.0
BAND = 1.4
"""Degrees of latitude within which a place is near another."""
CAPITAL_ONLY = ("capital",)
AT_HOME = 1.5
"""What the country that a text was written for counts, where one that it names once counts up to 1."""
HOPELESS = -2.6
"""Evidence that no context can mend."""
HOMOGRAPH_MENDED = 6.0
"""What it adds to the evidence of a homograph that the report speaks of its country."""
NOTHING: Mapping[str, float] = MappingProxyType({})
DRAWN_MARGIN = 0.8
UNSURE = -1.0
"""Evidence from which a name tells where the report is, if others agree."""
UNREAD = ("unread",)
WORTH_SHOWING = 5
"""Candidates that are scored even if they cannot be the best any more."""
LOCAL_GAIN = 0.7
"""What it may add beyond that where several places nearby are named: then the report is local."""
NEAR_TWO = 1.2
"""Nearness of some two places."""
HINT_FITS = 1.2
"""What a word for a kind of place adds to places of that kind."""
MOST_GAIN = 3.1
"""What all that the report says may add to a candidate: it never makes a hamlet of a metropolis."""
AREAS = (COUNTRY, ADMIN1, ADMIN2)
FARTHEST_BEHIND = {COUNTRY: 3.8, ADMIN1: 5.5, ADMIN2: 4.0}
"""How much less likely than the likeliest two places may be that a comma joins."""
CONTAINER_GAPS = frozenset({", ", "، ", " (", ",", "，", "(", "（"})
LONGEST_GAP = 24
"""Characters that may stand between a name and the larger place it lies in."""
SUPPORT = {"same-division": 1.2, "nearby": 0.8, "same-country": 0.4}
"""What context adds to the evidence that a name is a place."""
POINT, REGION = PlacePrecision.POINT, PlacePrecision.REGION
HINTS = {
    "admin1": (ADMIN1, ADMIN2),
    "city": (CITY,),
    "country": (COUNTRY,),
    "area": (REGION, POINT, ADMIN1, ADMIN2),
    "facility": (CITY, POINT),
}
"""Precisions that fit what a word beside a name says it is."""


class Pair(NamedTuple):
    """A place and the larger one in which a text says it lies."""

    inner: Bearer
    outer: Bearer


@dataclass(slots=True)
class Context:
    """What a report's clear names say about where it is.

    Attributes
    ----------
    countries, divisions
        Weight by ISO code.
    points
        Latitude, longitude and key of cities and smaller places.
    own
        By name, what it gave itself to countries and divisions, which says nothing for its own choice.
    bands
        Bands of latitude in which one of the points, or one nearby, lies.
    total
        Weight of all countries together.
    """

    countries: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    divisions: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    points: list[tuple[float, float, str]] = field(default_factory=list)
    own: dict[str, dict[str, float]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(float)))
    bands: set[int] = field(default_factory=set)
    total: float = 1.0


@dataclass(slots=True)
class Choice:
    """The candidates of a name with their scores in a report, best first, and the reasons for the best."""

    ranked: list[tuple[float, Bearer]]
    reading: tuple[str, ...] = ()
    bearer: Bearer = field(init=False)
    """The best candidate."""
    score: float = field(init=False)
    """How sure the choice is, from 0 to 1."""

    def __post_init__(self) -> None:
        """Read the best candidate and its lead."""
        best, self.bearer = self.ranked[0]
        self.score = 0.95
        if len(self.ranked) > 1:
            self.score = round(0.5 + 0.48 * math.tanh((best - self.ranked[1][0]) / 1.5), 3)


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance of two points given in degrees."""
    a, b = math.radians(lat), math.radians(other_lat)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 12742.0176 * math.asin(min(1.0, math.sqrt(h)))


def drop_hopeless(tagged: TaggedText, containers: Mapping[int, Pair]) -> tuple[TaggedText, dict[int, Pair]]:
    """Leave out the mentions that nothing can make places any more, so that nobody looks at them again.

    Returns
    -------
    tuple
        The text with the mentions that are left, and the same containers by their new numbers.
    """
    numbers: dict[int, int] = {}
    for number, mention in enumerate(tagged.mentions):
        lowest = HOPELESS - HOMOGRAPH_MENDED if "homograph" in mention.signs else HOPELESS
        if mention.evidence >= lowest or number in containers or number - 1 in containers:
            numbers[number] = len(numbers)
    left = [tagged.mentions[number] for number in numbers]
    return tagged._replace(mentions=left), {numbers[number]: pair for number, pair in containers.items()}


def resolve_mentions(tagged: TaggedText, containers: Mapping[int, Pair], home: str | None = None) -> list[Choice]:
    """Choose a place for every mention of a text, and let the choice speak for its being a place.

    Parameters
    ----------
    tagged
        The text, with its mentions' evidence set; what the context says is added to it.
    containers
        What :func:`find_containers` gave.
    home
        ISO code of the country that the text was written for: it counts as if the text named it.

    Returns
    -------
    list of Choice
        One for each mention.
    """
    mentions = tagged.mentions
    forced: dict[int, Bearer] = {}
    for number, pair in containers.items():
        forced[number] = pair.inner
        forced[number + 1] = pair.outer
    areas = find_vicinities(mentions, forced)
    likely = {**areas.likely, **areas.drawn}
    context = _gather(mentions, forced, None, likely, home=home)
    accepted = {mention.key for mention in mentions if mention.evidence > 0}
    first = [(number, mention) for number, mention in enumerate(mentions) if mention.key in accepted]
    chosen = _choose_all(first, forced, context, areas.drawn, final=False)
    context = _gather(mentions, forced, chosen, home=home)
    chosen = _choose_all(list(enumerate(mentions)), forced, context, areas.drawn, final=True)
    choices = []
    for number, mention in enumerate(mentions):
        choice = _force(mention, forced[number]) if number in forced else chosen[mention.key]
        choices.append(choice)
        if mention.kind == "name":
            mention.evidence += _support(choice.reading)
            if "homograph" in mention.signs and "same-country" in choice.reading:
                mention.evidence += HOMOGRAPH_MENDED
    return choices


@lru_cache(maxsize=1000)
def _support(reading: tuple[str, ...]) -> float:
    """What the reasons for a choice add to the evidence that the name is a place."""
    return sum([SUPPORT[reason] for reason in reading if reason in SUPPORT])


def _joins(gap: str, language: LanguageData) -> bool:
    """Whether the characters between two names say that the first lies in the second."""
    if gap in CONTAINER_GAPS:
        return True
    if not gap or gap[0] not in " ,،" or not gap.endswith(" "):
        return False
    inside = language.words.get("inside", frozenset())
    words = gap.replace(",", " ").replace("،", " ").split()
    return bool(words) and all(fold_word(word) in inside for word in words)


def find_containers(tagged: TaggedText, language: LanguageData) -> dict[int, Pair]:
    """Find names followed by a comma and the larger place they lie in ("Surrey, B.C.").

    Only pairs of which some candidate of the first lies in some candidate of the second count.

    Returns
    -------
    dict
        For the number of the first mention, the places of both.
    """
    text, mentions = tagged.text, tagged.mentions
    containers: dict[int, Pair] = {}
    known: dict[tuple[int, int], Pair | None] = {}
    for number in range(len(mentions) - 1):
        mention, larger = mentions[number], mentions[number + 1]
        if mention.kind != "name" or larger.kind == "demonym" or larger.start - mention.end > LONGEST_GAP:
            continue
        if not _joins(text[mention.end : larger.start], language):
            continue
        both = id(mention.candidates), id(larger.candidates)
        if both not in known:
            known[both] = _best_pair(mention, larger)
        pair = known[both]
        if pair is not None:
            containers[number] = pair
    return containers


def _best_pair(mention: Mention, larger: Mention) -> Pair | None:
    best, most = None, -99.0
    first, second = mention.candidates[0].prior, larger.candidates[0].prior
    for outer in larger.candidates[:4]:
        if outer.bearer.precision not in AREAS:
            continue
        for inner in mention.candidates:
            behind = (first - inner.prior) + (second - outer.prior)
            if behind > FARTHEST_BEHIND[outer.bearer.precision] or inner.prior + outer.prior <= most:
                continue
            if _lies_in(inner.bearer, outer.bearer):
                best, most = Pair(inner.bearer, outer.bearer), inner.prior + outer.prior
    return best


def _lies_in(bearer: Bearer, larger: Bearer) -> bool:
    if larger.precision == COUNTRY:
        return bearer.country == larger.country and bearer.precision != COUNTRY
    if larger.precision == ADMIN1:
        return bearer.admin1 == larger.admin1 and bearer.admin1 != "" and bearer.precision not in (COUNTRY, ADMIN1)
    if larger.precision == ADMIN2:
        near = distance_km(bearer.lat, bearer.lon, larger.lat, larger.lon) < 60
        return near and bearer.admin1 == larger.admin1 and bearer.precision not in (COUNTRY, ADMIN1, ADMIN2)
    return False


def _gather(
    mentions: list[Mention],
    forced: Mapping[int, Bearer],
    chosen: dict[str, Choice] | None,
    likely: Mapping[str, Bearer] = MappingProxyType({}),
    *,
    home: str | None = None,
) -> Context:
    """Collect what the accepted names say about where the report is."""
    context = Context()
    if home:
        context.countries[home] = AT_HOME
    seen: dict[str, int] = defaultdict(int)
    for number, mention in enumerate(mentions):
        if mention.evidence <= (UNSURE if mention.key in likely else 0):
            continue
        times = seen[mention.key] = seen[mention.key] + 1
        if times > 4:
            continue
        if number in forced:
            bearer, sure = forced[number], 1.0
        elif chosen is not None:
            choice = chosen[mention.key]
            bearer, sure = choice.bearer, choice.score
        elif mention.key in likely:
            bearer, sure = likely[mention.key], 0.8
        else:
            bearer, sure = _clear(mention)
        if sure >= 0.7:
            _count(context, mention, bearer, sure / times)
    context.total = sum(context.countries.values()) or 1.0
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
        context.own[mention.key][bearer.country] += weight
    if bearer.admin1 and bearer.precision is not COUNTRY:
        context.divisions[bearer.admin1] += weight
        context.own[mention.key][bearer.admin1] += weight
    if bearer.precision not in (COUNTRY, ADMIN1, PlacePrecision.REGION) and len(context.points) < 60:
        context.points.append((bearer.lat, bearer.lon, mention.key))
        band = int(bearer.lat // BAND)
        context.bands.update((band - 1, band, band + 1))


def _choose_all(
    mentions: list[tuple[int, Mention]],
    forced: Mapping[int, Bearer],
    context: Context,
    drawn: Mapping[str, Bearer],
    *,
    final: bool,
) -> dict[str, Choice]:
    """Choose one place for each name: the one that a comma tells where any mention has one.

    Reasons and runners-up are only worked out for the final choice.
    """
    chosen: dict[str, Choice] = {}
    if forced:
        for number, mention in mentions:
            if number in forced and mention.key not in chosen:
                chosen[mention.key] = _force(mention, forced[number])
    for _, mention in mentions:
        key = mention.key
        known = chosen.get(key)
        if known is not None:
            if known.reading == UNREAD and mention.evidence >= HOPELESS:
                chosen[key] = _choose(mention, context, final=final)
        elif key in drawn:
            chosen[key] = _draw(mention, drawn[key])
        else:
            hopeless = mention.evidence < HOPELESS and "homograph" not in mention.signs
            chosen[key] = _take_first(mention) if hopeless else _choose(mention, context, final=final)
    return chosen


def _take_first(mention: Mention) -> Choice:
    return Choice([(mention.candidates[0].prior, mention.candidates[0].bearer)], UNREAD)


def _force(mention: Mention, bearer: Bearer) -> Choice:
    others = [(c.prior, c.bearer) for c in mention.candidates if c.bearer.place != bearer.place]
    return Choice([(max((score for score, _ in others), default=0.0) + 4.0, bearer), *others], ("container",))


def _draw(mention: Mention, bearer: Bearer) -> Choice:
    """The choice of a place that is little known, because all else in the report is near it."""
    others = [(c.prior, c.bearer) for c in mention.candidates if c.bearer.place != bearer.place]
    best = max((score for score, _ in others), default=0.0)
    return Choice([(best + DRAWN_MARGIN, bearer), *others], ("same-country", "same-division", "nearby"))


def _choose(mention: Mention, context: Context, *, final: bool) -> Choice:
    candidates = mention.candidates
    if len(candidates) == 1:
        if not final:
            return Choice([(candidates[0].prior, candidates[0].bearer)])
        _, why = _score(candidates[0], mention, context)
        return Choice([(candidates[0].prior, candidates[0].bearer)], ("only-candidate", *why))
    ranked = []
    reasons: dict[int, tuple[str, ...]] = {}
    best, worth = -99.0, WORTH_SHOWING if final else 1
    for number, candidate in enumerate(candidates):
        if number > worth and candidate.prior + MOST_GAIN + LOCAL_GAIN + HINT_FITS < best:
            break
        score, why = _score(candidate, mention, context)
        best = max(best, score)
        ranked.append((score, candidate.bearer))
        reasons[candidate.bearer.place] = why
    ranked.sort(key=lambda pair: -pair[0])
    return Choice(ranked, reasons[ranked[0][1].place] or ("most-important",))


def _score(candidate: Candidate, mention: Mention, context: Context) -> tuple[float, tuple[str, ...]]:
    """A candidate's score in a report, and the reasons that raised it."""
    bearer, score = candidate
    precision = bearer.precision
    why: tuple[str, ...] = CAPITAL_ONLY if bearer.feature == "PPLC" else ()
    if mention.hint:
        score += HINT_FITS if precision in HINTS.get(mention.hint, ()) else -0.6
    if precision is COUNTRY:
        return score, why
    gain, near, key = 0.0, 0.0, mention.key
    own = context.own.get(key, NOTHING)
    if bearer.country in context.countries:
        country = context.countries[bearer.country] - own.get(bearer.country, 0.0)
        if country > 0.01:
            gain += min(2.0, 0.8 * country) * (0.5 + 0.5 * country / context.total)
            why = (*why, "same-country")
    if bearer.admin1 in context.divisions:
        division = context.divisions[bearer.admin1] - own.get(bearer.admin1, 0.0)
        if division > 0.01:
            gain += min(2.0, 0.8 * division) if precision is not ADMIN1 else min(1.2, 0.6 * division)
            why = (*why, "same-division")
    if precision is not ADMIN1 and bearer.lat // BAND in context.bands:
        near = _nearness(bearer, key, context.points)
        if near > 0.2:
            gain += min(1.5, near)
            why = (*why, "nearby")
    if gain:
        score += min(gain, MOST_GAIN + (LOCAL_GAIN if near > NEAR_TWO else 0.0))
    return score, why


def _nearness(bearer: Bearer, key: str, points: Iterable[tuple[float, float, str]]) -> float:
    """How many other places lie near, each counted once and the less the farther (on a plane: near is near enough)."""
    near = 0.0
    seen: set[str] = set()
    own_lat, own_lon = bearer.lat, bearer.lon
    for lat, lon, name in points:
        north = lat - own_lat
        if not -BAND < north < BAND or name == key or name in seen:
            continue
        east = (lon - own_lon) * math.cos(math.radians(own_lat))
        away = 111.2 * math.hypot(north, east)
        if away < NEAR_KM:
            seen.add(name)
            near += 0.8 * (1 - away / NEAR_KM)
    return near
