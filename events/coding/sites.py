"""Quarters, cantons and villages that no gazetteer holds ("the Chapinero neighborhood"), placed in what holds them.

A report that names a quarter says where something happened, more finely than its town. The words of the quarter become
the place's words in the record; its point is that of the town that the sentence gives for it, else of the town told
last before, else of the country of the report. What the gazetteer knows stays as it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from events.model import PlacePrecision, PlaceRole, Toponym

LONGEST_NAME = 3
"""Words of the name of a quarter, at most."""
BEHIND = 32
"""Letters behind a quarter within which its town stands ("in the western department of")."""
SCORE = 0.4
WELL_KNOWN = 100_000
"""People of a place whose name is no quarter's ("the neighborhoods of Aleppo")."""
_WORD_BEFORE = re.compile(r"([^\W_](?:[\w'’.-]*\w)?)[^\S\n]+$")
_WORD_AFTER = re.compile(r"[^\S\n]+([^\W_][\w'’-]*)")
_END = re.compile(r"[.!?;:\n]|--")


@dataclass(frozen=True, slots=True)
class SiteWords:
    """The words of a language by which sites are found."""

    urban: frozenset[str] = frozenset()
    """What parts of a town are called ("neighborhood")."""
    rural: frozenset[str] = frozenset()
    """What small places of their own are called ("canton", "village")."""
    of: frozenset[str] = frozenset()
    """Words between such a noun and the name behind it."""
    linking: frozenset[str] = frozenset()
    """Small words inside a name ("de", "la")."""
    needs_of: frozenset[str] = frozenset()
    """Such nouns that have their name only behind "of" ("sector")."""
    plain: frozenset[str] = frozenset()
    """Words before such a noun that only describe ("residential")."""
    pattern: re.Pattern[str] | None = field(default=None)


def read_site_words(data: dict[str, str]) -> SiteWords:
    """Read the section ``sites`` of a lexicon."""
    words = {
        key: frozenset(data.get(key, "").split()) for key in ("urban", "rural", "of", "linking", "needs_of", "plain")
    }
    nouns = sorted(words["urban"] | words["rural"], key=len, reverse=True)
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, nouns))})\b", re.IGNORECASE) if nouns else None
    return SiteWords(**words, pattern=pattern)


def with_sites(
    text: str, words: SiteWords, known: Container[str], toponyms: Sequence[Toponym], everywhere: Sequence[Toponym]
) -> list[Toponym]:
    """Add the sites of a report to its place names.

    Parameters
    ----------
    text
        The report.
    words
        Of its language.
    known
        Forms that are never part of a name, folded.
    toponyms
        Its place names without those of the dateline, sorted.
    everywhere
        Those too.

    Returns
    -------
    list of Toponym
        Sorted, without overlaps. A site takes the place of the name inside it that means a place in another country.
    """
    if words.pattern is None or not everywhere:
        return list(toponyms)
    found: list[Toponym] = []
    home = _at_home(everywhere)
    for match in words.pattern.finditer(text):
        noun = match[0].casefold()
        before = None if noun in words.needs_of else _name_before(text, match.start(), words, known)
        for span in (before, _name_behind(text, match.end(), words, known)):
            if span is None or (found and span[0] < found[-1].end):
                continue
            start, end = min(span[0], match.start()), max(span[1], match.end())
            site = _place(text, start, end, toponyms, home, urban=noun in words.urban)
            if site is not None:
                found.append(site)
                break
    if not found:
        return list(toponyms)
    kept = [t for t in toponyms if not any(t.start < site.end and site.start < t.end for site in found)]
    return sorted([*kept, *found], key=lambda toponym: toponym.start)


def _name_behind(text: str, at: int, words: SiteWords, known: Container[str]) -> tuple[int, int] | None:
    """Find a name behind the noun of a site and "of"."""
    of = _WORD_AFTER.match(text, at)
    if of is None or of[1].casefold() not in words.of:
        return None
    start, end, length = 0, of.end(), 0
    while length < LONGEST_NAME and (word := _WORD_AFTER.match(text, end)) is not None:
        linking = word[1].casefold() in words.linking
        if not (linking or _may_name(word[1], words, known)):
            break
        start, end, length = start or word.start(1), word.end(), length + (not linking)
    return (start, end) if length else None


def _name_before(text: str, at: int, words: SiteWords, known: Container[str]) -> tuple[int, int] | None:
    """Find a name right before the noun of a site."""
    start, length = at, 0
    while length < LONGEST_NAME and (word := _WORD_BEFORE.search(text, max(0, start - 40), start)) is not None:
        linking = length > 0 and word[1].casefold() in words.linking
        if not (linking or _may_name(word[1], words, known)):
            break
        start, length = word.start(1), length + (not linking)
    return (start, at) if length else None


def _may_name(word: str, words: SiteWords, known: Container[str]) -> bool:
    folded = word.casefold()
    if not word[0].isupper() or folded.endswith(("'s", "’s")) or "." in word:
        return False
    return folded not in known and folded not in words.plain and folded not in words.linking


def _at_home(toponyms: Sequence[Toponym]) -> list[Toponym]:
    """Give the places in the country that the report speaks of most."""
    counts = Counter(toponym.place.country for toponym in toponyms if toponym.place.country is not None)
    country = counts.most_common(1)[0][0] if counts else None
    return [toponym for toponym in toponyms if toponym.place.country == country]


def _place(
    text: str, start: int, end: int, toponyms: Sequence[Toponym], home: Sequence[Toponym], *, urban: bool
) -> Toponym | None:
    """Place a site in what holds it; none where nothing does or where its own name is known there or everywhere."""
    holder, last = _holder_behind(text, end, toponyms), end
    if holder is not None and not holder.place.precision.is_area:
        last = holder.end
    owner = _holder_before(text, start, toponyms) if holder is None else None
    holder = holder or owner or _holder_told(start, home, urban=urban)
    if holder is None:
        return None
    inside = [t for t in toponyms if t.start < end and start < t.end]
    if any(t.place.country == holder.place.country or t.place.population > WELL_KNOWN for t in inside):
        return None
    first = owner.start if owner is not None else start
    return Toponym(first, last, text[first:last], holder.place, PlaceRole.LITERAL, SCORE, ("site", "place-of-report"))


def _holder_behind(text: str, end: int, toponyms: Sequence[Toponym]) -> Toponym | None:
    at = bisect_left(toponyms, end, key=lambda toponym: toponym.start)
    if at == len(toponyms) or toponyms[at].role is not PlaceRole.LITERAL or toponyms[at].start - end > BEHIND:
        return None
    return None if _END.search(text, end, toponyms[at].start) else toponyms[at]


def _holder_before(text: str, start: int, toponyms: Sequence[Toponym]) -> Toponym | None:
    """Find the town that owns a site ("San Salvador's Zacamil neighborhood")."""
    at = bisect_right(toponyms, start, key=lambda toponym: toponym.end) - 1
    if at < 0 or toponyms[at].role is PlaceRole.DEMONYM:
        return None
    return toponyms[at] if text[toponyms[at].end : start].strip().casefold() in ("'s", "’s") else None


def _holder_told(start: int, home: Sequence[Toponym], *, urban: bool) -> Toponym | None:
    """Give the town told last before a quarter, for others the country or region told last; else the first told."""
    wanted = (PlacePrecision.CITY,) if urban else (PlacePrecision.ADMIN1, PlacePrecision.COUNTRY)
    fitting = [t for t in home if t.place.precision in wanted and t.role is not PlaceRole.DEMONYM]
    return next((t for t in reversed(fitting) if t.end <= start), fitting[0] if fitting else None)
