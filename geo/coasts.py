"""Places off the coast of a country or division: "off the coast of Libya", "قبالة السواحل الليبية", "리비아 앞바다".

Such a place is the middle of the coast, with the radius to its farthest end. Where the coast is too long for
that to say anything, the area itself stands.
"""

from __future__ import annotations

from geo.edges import coast_of
from geo.gazetteer import Bearer
from geo.languages import LanguageData
from geo.model import PlacePrecision
from geo.phrases import FARTHEST_KM, Phrase, computed_place
from geo.resolver import Choice
from geo.tagger import Mention, TaggedText

AROUND = 5
"""Words before a name among which those for the coast may be."""


SMALL = frozenset({"articles", "of", "before"})
"""Kinds of words that may stand among them."""


def find_coasts(tagged: TaggedText, choices: list[Choice], language: LanguageData) -> list[Phrase]:
    """Find the phrases around a text's accepted areas, or words for their people, that speak of their coast."""
    phrases: list[Phrase] = []
    if not (language.words.get("off") or language.words.get("offshore_after")):
        return phrases
    for number, mention in enumerate(tagged.mentions):
        if mention.evidence <= 0:
            continue
        bearer = choices[number].bearer
        code = area_code(bearer)
        if not code:
            continue
        span = _read_span(tagged, mention, language)
        coast = coast_of(code) if span is not None else None
        if span is not None and coast is not None and coast[2] < FARTHEST_KM / 2:
            phrases.append(Phrase(*span, computed_place(*coast, "off the coast of ", bearer), (number,)))
    return phrases


def _read_span(tagged: TaggedText, mention: Mention, language: LanguageData) -> tuple[int, int] | None:
    """Where a phrase for a coast begins and ends; None if the words beside a name say no such thing."""
    text, starts, ends, of = tagged.text, tagged.starts, tagged.ends, language.words
    after, end = _after(tagged, mention)
    if mention.kind == "name" and any(after.startswith(word) for word in of.get("offshore_after", ())):
        length = max(len(word) for word in of["offshore_after"] if after.startswith(word))
        return mention.start, end - len(after) + length
    beside = coast_after = language.has("coasts", after)
    edge = mention.start
    for number in range(mention.first - 1, max(-1, mention.first - 1 - AROUND), -1):
        if text[ends[number] : edge].strip("'’ "):
            return None
        kinds, edge = language.kinds_of(tagged.folds[number]), starts[number]
        if "off" in kinds:
            told = beside or (mention.kind == "name" and "off_alone" in kinds)
            return (edge, end if coast_after else mention.end) if told else None
        if "coasts" in kinds:
            beside = True
        elif kinds.isdisjoint(SMALL):
            return None
    return None


def _after(tagged: TaggedText, mention: Mention) -> tuple[str, int]:
    """The word right behind a name, or the rest of its run, folded; and where it ends."""
    end = tagged.ends[mention.last]
    if mention.end < end:
        return tagged.text[mention.end : end], end
    if mention.last + 1 < len(tagged.words):
        following = mention.last + 1
        if tagged.text[mention.end : tagged.starts[following]] in (" ", "'", "’"):
            return tagged.folds[following], tagged.ends[following]
    return "", mention.end


def area_code(bearer: Bearer) -> str:
    """ISO code of a country or first-level division; empty for any other place."""
    if bearer.precision == PlacePrecision.COUNTRY:
        return bearer.country
    return bearer.admin1 if bearer.precision == PlacePrecision.ADMIN1 else ""
