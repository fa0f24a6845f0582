"""Places between two others: "the road between Kyiv and Lviv", "the Polish-Belarusian border", "基辅和利沃夫之间".

A border is that which the two countries or divisions share: its middle, and the radius to its farthest end.
"""

from __future__ import annotations

import dataclasses

from geo.coasts import area_code
from geo.edges import border_of
from geo.folding import fold_word
from geo.gazetteer import Bearer
from geo.languages import LanguageData
from geo.model import PlacePrecision
from geo.phrases import FARTHEST_KM, Phrase, computed_place
from geo.resolver import Choice, distance_km
from geo.tagger import Mention, TaggedText

BARE_KM = 600.0
"""How far apart two towns may be for a bare "between" to be a place."""
HYPHENS = frozenset("-–—‑")
AROUND = 4
"""Words before the two names among which one for a way or a border may be."""
TOWNS = (PlacePrecision.CITY, PlacePrecision.ADMIN2, PlacePrecision.POINT)


def find_between(tagged: TaggedText, choices: list[Choice], language: LanguageData) -> list[Phrase]:
    """Find the phrases that compute a place between two of a text's accepted mentions."""
    phrases: list[Phrase] = []
    of = language.words
    if not (of.get("between") or of.get("between_after") or of.get("borders")):
        return phrases
    for number in range(len(tagged.mentions) - 1):
        first, second = tagged.mentions[number], tagged.mentions[number + 1]
        if first.evidence <= 0 or second.evidence <= 0 or not 0 <= second.start - first.end <= 12:
            continue
        a, b = choices[number].bearer, choices[number + 1].bearer
        span = _read_span(tagged, first, second, language, near_towns=_are_near_towns(a, b))
        if span is None:
            continue
        start, end, border = span
        place = _border(a, b) if border else None
        if place is None:
            if "demonym" in (first.kind, second.kind):
                continue
            place = _middle(a, b)
        lat, lon, radius = place
        if 0.5 < radius < FARTHEST_KM / 2:
            name = "border between " if border else "between "
            found = computed_place(lat, lon, radius, name, a)
            if a.admin1 != b.admin1 or a.country != b.country:
                found = dataclasses.replace(
                    found, admin1=None, country=found.country if a.country == b.country else None
                )
            phrases.append(Phrase(start, end, found, (number, number + 1)))
    return phrases


def _are_near_towns(a: Bearer, b: Bearer) -> bool:
    """Whether both are towns of one country, and near enough for something to lie between them."""
    towns = a.precision in TOWNS and b.precision in TOWNS and a.country == b.country
    return towns and distance_km(a.lat, a.lon, b.lat, b.lon) < BARE_KM


def _read_span(
    tagged: TaggedText, first: Mention, second: Mention, language: LanguageData, *, near_towns: bool
) -> tuple[int, int, bool] | None:
    """Where a phrase begins and ends, and whether it speaks of a border; None if the words say no such thing."""
    text, starts, of = tagged.text, tagged.starts, language.words
    hyphen = text[first.end : second.start] in HYPHENS
    both = hyphen or _are_joined(tagged, first, second, language)
    apart = both or (first.kind == second.kind == "demonym" and text[first.end : second.start] == " ")
    if not apart:
        return None
    borders, ways = of.get("borders", frozenset()), of.get("ways", frozenset())
    after = _word_after(tagged, second, language)
    if after is not None and (hyphen or language.phrase_after):
        end, kind = after
        if kind in borders:
            return first.start, end, True
        if not hyphen and (kind in of.get("between_after", ())) and (near_towns or kind in ways):
            return first.start, end, False
    back = tagged.folds[max(0, first.first - AROUND) : first.first]
    place = len(back)
    while place and back[place - 1] in of.get("articles", ()):
        place -= 1
    if place and both and back[place - 1] in of.get("between", ()):
        start = starts[first.first - len(back) + place - 1]
        before = back[: place - 1][-2:]
        if not borders.isdisjoint(before):
            return start, second.end, True
        bare = near_towns and of.get("party_nouns", frozenset()).isdisjoint(back)
        return (start, second.end, False) if bare or not ways.isdisjoint(before) else None
    while place and back[place - 1] in of.get("of", ()):
        place -= 1
    if place and back[place - 1] in borders and not hyphen:
        return starts[first.first - len(back) + place - 1], second.end, True
    return None


def _are_joined(tagged: TaggedText, first: Mention, second: Mention, language: LanguageData) -> bool:
    gap = [fold_word(word) for word in tagged.text[first.end : second.start].split()]
    if not gap:
        return bool(second.lead) and tagged.text[second.start] in language.conjunctions
    articles = language.words.get("articles", frozenset())
    return gap[0] in language.conjunctions and all(word in articles for word in gap[1:])


def _word_after(tagged: TaggedText, mention: Mention, language: LanguageData) -> tuple[int, str] | None:
    """The word after a name, particles apart, with its end: also inside a run without spaces."""
    last = tagged.ends[mention.last]
    if mention.end < last:
        for length in (3, 2):
            piece = tagged.text[mention.end : mention.end + length]
            if language.has("between_after", piece) or language.has("borders", piece):
                return mention.end + length, piece
        if tagged.text[mention.end : last] not in language.particles:
            return None
    if mention.last + 1 == len(tagged.words):
        return None
    fold = tagged.folds[mention.last + 1]
    for cut in range(min(3, len(fold) - 1) if language.particles else 1):
        stem, rest = fold[: len(fold) - cut], fold[len(fold) - cut :]
        known = language.has("between_after", stem) or language.has("borders", stem)
        if known and (not rest or rest in language.particles):
            return tagged.ends[mention.last + 1] - cut, stem
    return None


def _middle(a: Bearer, b: Bearer) -> tuple[float, float, float]:
    east = (b.lon - a.lon + 180) % 360 - 180
    apart = distance_km(a.lat, a.lon, b.lat, b.lon)
    return (a.lat + b.lat) / 2, (a.lon + east / 2 + 180) % 360 - 180, apart / 2


def _border(a: Bearer, b: Bearer) -> tuple[float, float, float] | None:
    """The border of two areas; of two other places that of their countries, or divisions of one country."""
    abroad = a.country != b.country
    one = area_code(a) or (a.country if abroad else a.admin1)
    other = area_code(b) or (b.country if abroad else b.admin1)
    if not one or not other or one == other or (not abroad and PlacePrecision.COUNTRY in (a.precision, b.precision)):
        return None
    return border_of(one, other)
