"""Places that a phrase computes: "30 km north of Kherson", "the road between Kyiv and Lviv".

The phrase is one place, with the radius within which it may lie: a distance is rounded, and is measured from
somewhere in
a town.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from geo.folding import fold_word
from geo.gazetteer import Bearer
from geo.languages import LanguageData, load_language
from geo.model import Place, PlacePrecision
from geo.resolver import Choice
from geo.tagger import Mention, TaggedText

EARTH_KM = 6371.0088
TOWN_KM = 3.0
VAGUENESS = 0.2
"""Share of a written distance by which the place may be off."""
FARTHEST_KM = 2000.0
COMPASS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
NUMBER = re.compile(r"\d{1,4}(?:[.,]\d+)?")


class Phrase(NamedTuple):
    """A computed place and the words that say so."""

    start: int
    end: int
    place: Place
    mentions: tuple[int, ...]


def move_point(lat: float, lon: float, *, bearing: float, distance: float) -> tuple[float, float]:
    """Go from a point along a great circle.

    Parameters
    ----------
    lat, lon
        Start in degrees.
    bearing
        Degrees clockwise from north.
    distance
        Kilometres.

    Returns
    -------
    tuple of float
        Latitude and longitude in degrees, the longitude from -180 to 180.
    """
    a, b, t = math.radians(lat), math.radians(bearing), distance / EARTH_KM
    sine = math.sin(a) * math.cos(t) + math.cos(a) * math.sin(t) * math.cos(b)
    end = math.asin(max(-1.0, min(1.0, sine)))
    turn = math.atan2(math.sin(b) * math.sin(t) * math.cos(a), math.cos(t) - math.sin(a) * math.sin(end))
    return math.degrees(end), (lon + math.degrees(turn) + 180) % 360 - 180


def find_phrases(tagged: TaggedText, choices: list[Choice], language: LanguageData) -> list[Phrase]:
    """Find the phrases around a text's accepted mentions that compute a place."""
    phrases: list[Phrase] = []
    if not language.directions:
        return phrases
    for number, mention in enumerate(tagged.mentions):
        if mention.evidence <= 0 or mention.kind != "name":
            continue
        bearer = choices[number].bearer
        if bearer.precision in (PlacePrecision.COUNTRY, PlacePrecision.REGION):
            continue
        phrase = _read_before(tagged, number, bearer, language) or _read_after(tagged, number, bearer, language)
        if phrase is not None:
            phrases.append(phrase)
    return phrases


def read_nearness(tagged: TaggedText, mention: Mention, language: LanguageData) -> float | None:
    """Radius in kilometres that words beside a name give it ("near Kherson", "off the coast of Tripoli"); None if none.

    The name keeps its place: something is around it, nobody knows on which side.
    """
    if not language.near:
        return None
    attached = tagged.text[mention.end : tagged.ends[mention.last]]
    if attached and (radius := language.near.get(attached[:2])):
        return radius
    words: list[str] = []
    if mention.first and tagged.folds[mention.first - 1] in language.near_ends:
        words = tagged.folds[max(0, mention.first - 4) : mention.first]
    if words and tagged.text[tagged.ends[mention.first - 1] : mention.start] not in (" ", "'", "’"):
        words = []
    for start in range(len(words)):
        radius = language.near.get(" ".join(words[start:]))
        if radius:
            return radius
    if language.capitals or mention.last + 1 == len(tagged.words) or attached:
        return None
    return language.near.get("_" + tagged.words[mention.last + 1][:2])


def _read_before(tagged: TaggedText, number: int, bearer: Bearer, language: LanguageData) -> Phrase | None:
    """Read "30 km (to the) north of" before a mention."""
    text, starts, ends = tagged.text, tagged.starts, tagged.ends
    mention = tagged.mentions[number]
    direction: float | None = None
    unit, inside = 0.0, False
    right = mention.start
    for n in range(mention.first - 1, max(-1, mention.first - 9), -1):
        word = tagged.words[n]
        gap = text[ends[n] : right]
        if inside:
            inside = "(" not in gap
            right = starts[n]
            if inside:
                continue
            gap = " "
        if gap == ") " and direction is not None:
            inside, right = True, starts[n]
            continue
        if not gap.isspace() and gap not in ("-", "", " (", " ~"):
            return None
        right = starts[n]
        fold = tagged.folds[n]
        compound = f"{fold}-{tagged.folds[n + 1]}" if n + 1 < mention.first else ""
        if compound in language.directions:
            direction = language.directions[compound]
        elif fold in language.directions:
            direction = _halfway(direction, language.directions[fold])
        elif fold in language.units:
            unit = language.units[fold]
        elif unit and NUMBER.fullmatch(word):
            return _compute(tagged, n, unit, direction, number, bearer)
        elif not unit and (match := re.fullmatch(r"(\d{1,4})(\D+)", word)) and fold_word(match[2]) in language.units:
            kilometres = float(match[1]) * language.units[fold_word(match[2])]
            return _place(starts[n], mention.end, kilometres, direction, number, bearer)
        elif fold not in language.fillers and not (direction is not None and language.has("types_before", fold)):
            return None
    return None


def _halfway(direction: float | None, other: float) -> float:
    """The bearing between two ("south", "east"): half of the smaller turn from one to the other."""
    if direction is None:
        return other
    turn = (other - direction + 180) % 360 - 180
    return (direction + turn / 2) % 360


def _compute(
    tagged: TaggedText, n: int, unit: float, direction: float | None, number: int, bearer: Bearer
) -> Phrase | None:
    """Take in the digits before a decimal point that the word split cut off ("12.5 km")."""
    text, start, digits = tagged.text, tagged.starts[n], tagged.words[n]
    if n and text[start - 1] in ".," and tagged.ends[n - 1] == start - 1 and tagged.words[n - 1].isdigit():
        start = tagged.starts[n - 1]
        digits = f"{tagged.words[n - 1]}.{digits}"
    return _place(start, tagged.mentions[number].end, float(digits) * unit, direction, number, bearer)


def _read_after(tagged: TaggedText, number: int, bearer: Bearer, language: LanguageData) -> Phrase | None:
    """Read "以北30公里" or "에서 북쪽으로 30km" after a mention."""
    pattern = _after_pattern(language.code)
    if pattern is None:
        return None
    mention = tagged.mentions[number]
    match = pattern.match(tagged.text, mention.end)
    if match is None:
        return None
    kilometres = float(match["number"].replace(",", ".")) * language.units[fold_word(match["unit"])]
    start, bearing = mention.start, None
    if "direction" in match.groupdict():
        bearing = language.directions[match["direction"]]
    elif mention.first:
        bearing = language.directions.get(tagged.folds[mention.first - 1])
        start = tagged.starts[mention.first - 1]
    if bearing is None:
        return None
    return _place(start, match.end(), kilometres, bearing, number, bearer)


@cache
def _after_pattern(code: str) -> re.Pattern[str] | None:
    language = load_language(code)
    template = language.phrase_after
    if not template:
        return None

    def choice(words: Mapping[str, float]) -> str:
        return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))

    template = template.replace("DIRECTION", f"(?P<direction>{choice(language.directions)})")
    template = template.replace("UNIT", f"(?P<unit>{choice(language.units)})")
    return re.compile(template.replace("NUMBER", r"(?P<number>\d{1,4}(?:[.,]\d+)?)"))


def _place(
    start: int, end: int, kilometres: float, bearing: float | None, number: int, bearer: Bearer
) -> Phrase | None:
    if not 0 < kilometres <= FARTHEST_KM:
        return None
    if bearing is None:
        lat, lon, radius = bearer.lat, bearer.lon, kilometres + TOWN_KM
        where = "from"
    else:
        lat, lon = move_point(bearer.lat, bearer.lon, bearing=bearing, distance=kilometres)
        radius = TOWN_KM + VAGUENESS * kilometres
        where = f"{COMPASS[round(bearing / 45) % 8]} of"
    return Phrase(start, end, computed_place(lat, lon, radius, f"{kilometres:.4g} km {where} ", bearer), (number,))


def computed_place(lat: float, lon: float, radius: float, name: str, bearer: Bearer) -> Place:
    """A computed place; its name is completed with that of the place it was computed from by the caller."""
    return Place(
        id=f"computed:{lat:.4f},{lon:.4f}",
        name=name,
        lat=round(lat, 5),
        lon=round(lon, 5),
        precision=PlacePrecision.POINT,
        country=bearer.country or None,
        admin1=bearer.admin1 or None,
        feature="computed",
        radius_km=round(radius, 1),
    )
