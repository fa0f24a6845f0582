"""Streets and buildings that no gazetteer holds ("Froom Crescent", معهد الأورام): placed where the report is.

Such a name says that something is at a point; which point, only the report's other places tell. The site gets the
nearest
city that the text names, with its precision and a low score, and says so in its reading.
"""

from __future__ import annotations

from collections import Counter

from geo.beside import look_beside
from geo.languages import LanguageData
from geo.model import PlacePrecision
from geo.resolver import Choice
from geo.tagger import Candidate, Mention, TaggedText

NEAR_CHARACTERS = 60
SCORE_MARGIN = 0.05
AREAS = (PlacePrecision.CITY, PlacePrecision.ADMIN2, PlacePrecision.ADMIN1, PlacePrecision.COUNTRY)


def find_sites(tagged: TaggedText, choices: list[Choice], language: LanguageData) -> list[tuple[Mention, Choice]]:
    """Find named streets and buildings outside the mentions, each with the place of the report nearest to it.

    Mentions that are only a part of such a name ("Seaton" in "Seaton Street") lose their evidence.
    """
    found: list[tuple[Mention, Choice]] = []
    if not tagged.sites:
        return found
    accepted = [n for n, mention in enumerate(tagged.mentions) if mention.evidence > 0 and mention.kind != "demonym"]
    for number in tagged.sites:
        span = _span_before(tagged, number, language) if language.capitals else _span_after(tagged, number, language)
        if span is None:
            continue
        first, last = span
        start, end = tagged.starts[first], tagged.ends[last]
        inside = [n for n in accepted if tagged.mentions[n].start < end and start < tagged.mentions[n].end]
        if any(tagged.mentions[n].start <= start and tagged.mentions[n].end >= end for n in inside):
            continue
        if inside and not language.capitals:
            continue
        outside = [n for n in accepted if n not in inside]
        anchor = _nearest(tagged, choices, outside, end)
        if anchor is None:
            continue
        for n in inside:
            tagged.mentions[n].evidence = 0.0
            accepted.remove(n)
        bearer = choices[anchor].bearer
        mention = Mention(start, end, first, last, "", (Candidate(bearer, 0.0),), kind="site", evidence=1.0)
        found.append((mention, Choice([(SCORE_MARGIN, bearer), (0.0, bearer)], ("site", "place-of-report"))))
    return found


def _span_before(tagged: TaggedText, number: int, language: LanguageData) -> tuple[int, int] | None:
    """Words of a name that ends with its kind ("Rest Acres Road"), or is followed by a number ("Highway 403")."""
    text, words, starts, ends = tagged.text, tagged.words, tagged.starts, tagged.ends
    first = number
    while first > 0 and number - first < 2:
        before = words[first - 1]
        if text[ends[first - 1] : starts[first]] != " " or not (before[0].isupper() or before[0].isdigit()):
            break
        if language.has("modifiers", tagged.folds[first - 1]) and tagged.folds[first - 1] not in language.directions:
            break
        first -= 1
    if first < number:
        return first, number
    if number + 1 == len(words) or not words[number + 1].isdigit():
        return None
    return (number, number + 1) if text[ends[number] : starts[number + 1]] in (" ", "-") else None


def _span_after(tagged: TaggedText, number: int, language: LanguageData) -> tuple[int, int] | None:
    """Words of a name that begins with its kind and goes on with definite words (معهد الأورام القومي)."""
    text, starts, ends = tagged.text, tagged.starts, tagged.ends
    last = number
    while last + 1 < len(starts) and last - number < 3:
        if text[ends[last] : starts[last + 1]] not in (" ", "_"):
            break
        fold = tagged.folds[last + 1]
        if last == number and not any(fold.startswith(a) and len(fold) > len(a) + 2 for a in language.articles):
            break
        if last > number and fold not in language.words.get("facility_after", ()):
            break
        last += 1
    return (number, last) if last > number else None


def _nearest(tagged: TaggedText, choices: list[Choice], accepted: list[int], end: int) -> int | None:
    """The mention that tells where the report is: a city right after the name, else the most named city, else area."""
    for n in accepted:
        mention = tagged.mentions[n]
        near = 0 <= mention.start - end <= NEAR_CHARACTERS and "." not in tagged.text[end : mention.start]
        if near and choices[n].bearer.precision in AREAS[:2]:
            return n
    home = Counter(choices[n].bearer.country for n in accepted).most_common(1)
    for precision in AREAS:
        counts = Counter(
            tagged.mentions[n].key
            for n in accepted
            if choices[n].bearer.precision == precision
            and (tagged.mentions[n].start < end or choices[n].bearer.country == home[0][0])
        )
        if counts:
            key = counts.most_common(1)[0][0]
            return next(n for n in accepted if tagged.mentions[n].key == key)
    return None


def join_facilities(tagged: TaggedText, language: LanguageData) -> None:
    """Take the rest of a building's name into a mention that says which it is (مطار الكويت الدولي)."""
    rest = language.words.get("facility_after")
    if not rest:
        return
    for mention in tagged.mentions:
        if mention.hint not in ("facility", "area", "city") or mention.last + 1 == len(tagged.words):
            continue
        if look_beside(tagged, mention, language).right in rest:
            mention.last += 1
            mention.end = tagged.ends[mention.last]
