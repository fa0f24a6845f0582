"""Phrases that stand apart and still belong together: an office and the name beside it, an office and its town."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence

from events.actors.lexicon import Lexicon, Sense
from events.actors.names import is_dotted, take_name, take_name_before
from events.actors.phrases import Phrase
from events.actors.scan import Units
from events.actors.words import fold
from events.model import PlacePrecision, Toponym

_COMMAS = frozenset([",", "،", "—", "–", "、", "，", "("])
_COMMAS_APART = frozenset([", ", "، "])
_LEAST_WORDS = 2
_MISSIONS = frozenset(["embassy", "consulate"])
"""Institutions that are told apart by the town that they are in."""
_INSIDE = frozenset(["en", "à", "in"])
_NAMES_BEFORE = frozenset(["hangul", "han"])
"""Kinds of names that may stand before an office."""
_LONGEST_GAP = 12
"""Letters that may stand between an office and its town: " of the "."""


def join_places(phrases: list[Phrase], toponyms: Sequence[Toponym], units: Units, lexicon: Lexicon) -> None:
    """Give a town or province to the office or institution that it belongs to: "the governor of Primorye".

    Parameters
    ----------
    phrases
        The phrases of the report; changed in place.
    toponyms
        Its place names.
    units
        Its words.
    lexicon
        Its language.
    """
    starts = {toponym.start: toponym for toponym in toponyms}
    if not starts:
        return
    text = units.text
    for number in range(len(phrases) - 1, -1, -1):
        phrase = phrases[number]
        if phrase.name or phrase.nations or phrase.organisation or phrase.head not in {Sense.ROLE, Sense.INSTITUTION}:
            continue
        toponym = next((starts[at] for at in range(phrase.end, phrase.end + _LONGEST_GAP) if at in starts), None)
        if toponym is None:
            continue
        last = bisect_left(units.ends, toponym.end) + 1
        if last > len(units.ends) or units.ends[last - 1] != toponym.end:
            continue
        gap = text[phrase.end : toponym.start]
        links = gap.replace("’", " ").replace("'", " ").split()
        bare = lexicon.order.genitive and gap == " "
        if not bare and not (links and all(fold(word) in lexicon.lists.belonging for word in links)):
            continue
        if (
            phrase.institution
            and phrase.institution not in _MISSIONS
            and len(links) == 1
            and links[0].lower() in _INSIDE
        ):
            if toponym.place.country:  # "militares en Guayaquil": there they are, and whose they are
                phrase.nations.append(toponym.place.country)
            continue
        phrase.place = toponym
        if toponym.place.country and not phrase.nations:
            phrase.nations.append(toponym.place.country)
        phrase.end, phrase.last = toponym.end, last
        while number + 1 < len(phrases) and phrases[number + 1].start < phrase.end:
            del phrases[number + 1]
        following = phrases[number + 1] if number + 1 < len(phrases) else None
        if following is None or not phrase.role or not following.persons or following.role:
            continue
        if following.first == phrase.last and units.joined[following.first]:
            _take_office(following, phrase)
            following.start, following.first = phrase.start, phrase.first
            del phrases[number]


def name_strangers(phrases: list[Phrase], toponyms: Sequence[Toponym], units: Units, lexicon: Lexicon) -> None:
    """Give the unknown names beside an office or a title to their phrases.

    Parameters
    ----------
    phrases
        The phrases of the report; changed in place.
    toponyms
        Its place names, which are no names of people where the script has no capitals.
    units
        Its words.
    lexicon
        Its language; its order says on which side names stand.
    """
    given = lexicon.lists.given
    towns = {t.start: t.end for t in toponyms}
    places = {} if lexicon.order.cased else towns
    before = 0
    absorbed: list[Phrase] = []
    for number, phrase in enumerate(phrases):
        if absorbed and phrase is absorbed[-1]:
            continue
        left, before = before, phrase.last
        if phrase.name or not (phrase.role or phrase.title):
            continue
        if lexicon.order.names in _NAMES_BEFORE:
            at = _before_place(phrase, toponyms, units) if lexicon.order.names == "hangul" else phrase.first
            first = take_name_before(units, at, lexicon, floor=left, foreign=bool(phrase.nations))
            if at < phrase.first:
                phrase.first, phrase.start = at, units.starts[at]
            if max(first, left) < at and first >= left:
                phrase.name = (units.starts[first], units.ends[at - 1])
                phrase.first, phrase.start, phrase.head = first, phrase.name[0], Sense.ACTOR
            if phrase.name or lexicon.order.names == "hangul":
                continue
        limit = phrases[number + 1].first if number + 1 < len(phrases) else len(units.keys)
        behind = _behind_marks(units, phrase.last)
        if (
            behind > phrase.last
            and (end := take_name(units, behind, lexicon, apart=True)) - behind >= _LEAST_WORDS
            and end <= limit
        ):
            phrase.name = (units.starts[behind], units.ends[end - 1])
            phrase.last, phrase.end, phrase.head = end, phrase.name[1], Sense.ACTOR
            continue
        last = take_name(units, phrase.last, lexicon)
        if last == phrase.last + 1 and _governs(phrase, units, lexicon):
            last = phrase.last
        if last > limit and lexicon.order.names == "han" and _is_letter(phrases[number + 1], last):
            absorbed.append(phrases[number + 1])  # 德 is Germany, and no more than a sound in 哈德利
            limit = last
        connected = phrase.last < limit < last and fold(units.word(limit - 1)) in lexicon.lists.connectors
        if connected and phrases[number + 1].last == limit + 1:
            absorbed.append(phrases[number + 1])  # معين عبد *الملك*
            limit += 1
        last = min(last, max(limit, phrase.last))
        last = _before_town(units, phrase.last, last, places, lexicon)
        place_end = places.get(units.starts[phrase.last], 0) if last > phrase.last else 0
        if place_end >= units.ends[last - 1] and fold(units.word(phrase.last)) not in given:
            last = phrase.last  # else the place is only the head of a name: 郭嘉 in 郭嘉昆
        if last == phrase.last < limit and units.text[phrase.end : phrase.end + 2] in _COMMAS_APART:
            last = min(take_name(units, phrase.last, lexicon, apart=True), limit)
            is_given = fold(units.word(phrase.last)) in given
            enclosed = last > phrase.last and units.text[units.ends[last - 1]] in _COMMAS if last else False
            if last - phrase.last < _LEAST_WORDS or not (
                is_given or (enclosed and (not lexicon.order.cased or units.starts[phrase.last] not in towns))
            ):
                last = phrase.last
        if last > phrase.last:
            phrase.name = (units.starts[phrase.last], units.ends[last - 1])
            phrase.last, phrase.end, phrase.head = last, phrase.name[1], Sense.ACTOR
            following = phrases[number + 1] if last == limit < len(units.keys) else None
            if absorbed and following is absorbed[-1]:
                following = None
            dotted = following is not None and following.is_bare_name and units.text[units.ends[last - 1]] == "·"
            ends = following is not None and _is_beside(units, last)
            if following is not None and ends and (dotted or _ends_name(following, units, lexicon)):
                phrase.name = (phrase.name[0], following.end)
                phrase.last, phrase.end = following.last, following.end
                absorbed.append(following)
    for following in absorbed:
        phrases.remove(following)


def _before_town(units: Units, first: int, last: int, places: Collection[int], lexicon: Lexicon) -> int:
    """Say where a name ends before the town that stands behind it: زار أسعد الشيباني *بغداد*."""
    articles = lexicon.words.morphology.articles
    for at in range(first + 1, last):
        if units.starts[at] in places and articles and not fold(units.word(at)).startswith(articles):
            return at if fold(units.word(at)) not in lexicon.lists.given else last
    return last


def _governs(phrase: Phrase, units: Units, lexicon: Lexicon) -> bool:
    """Whether an office of one word without an article governs the word behind it, which is no name: رئيس *ديوان*."""
    definite = lexicon.words.morphology.definite
    if not definite or not phrase.role or phrase.nations or phrase.title or phrase.last - phrase.first != 1:
        return False
    if phrase.last >= len(units.keys) or fold(units.word(phrase.last)) in lexicon.lists.given:
        return False
    return not fold(units.word(phrase.first)).startswith(definite)


def _ends_name(following: Phrase, units: Units, lexicon: Lexicon) -> bool:
    """Whether a phrase is the family name behind a given name.

    It is one of the table, or a word that only looks like a group: ماجد *الأنصاري*.
    """
    if following.is_bare_name:
        return following.surname
    if not following.group or following.last - following.first != 1 or following.nations or following.organisation:
        return False
    word = fold(units.word(following.first))
    definite = lexicon.words.morphology.articles
    return (
        bool(definite)
        and word.startswith(tuple(definite))
        and word.endswith(tuple(lexicon.lists.adjectives))
        and fold(units.word(following.first - 1)) in lexicon.lists.given
    )


def _is_beside(units: Units, at: int) -> bool:
    """Whether nothing stands before a unit but a space, or the dot between the parts of a foreign name."""
    return units.joined[at] or is_dotted(units, at)


def _behind_marks(units: Units, first: int) -> int:
    """Give the unit behind a name in marks that begins at a unit: гендиректор «Київстару» *Олег* Гороховський."""
    text, count = units.text, len(units.keys)
    if not 0 < first < count or "«" not in text[units.ends[first - 1] : units.starts[first]]:
        return first
    for at in range(first + 1, min(count, first + _LONGEST_MARKED)):
        if "»" in text[units.ends[at - 1] : units.starts[at]]:
            return at
    return first


_LONGEST_MARKED = 6


def _is_letter(phrase: Phrase, last: int) -> bool:
    """Whether a phrase of one character for a country stands inside a name that ends at a unit."""
    bare = bool(phrase.nations) and phrase.head in (None, Sense.NATION) and not phrase.group
    return bare and phrase.last == phrase.first + 1 < last


def _before_place(phrase: Phrase, toponyms: Sequence[Toponym], units: Units) -> int:
    """Give the unit at which an office begins with its town or province: 연해주 주지사."""
    if not phrase.role or phrase.nations or phrase.organisation or not phrase.first or not units.joined[phrase.first]:
        return phrase.first
    before = phrase.first - 1
    toponym = next((t for t in toponyms if t.start == units.starts[before] and t.end == units.ends[before]), None)
    if toponym is None or toponym.place.precision is PlacePrecision.COUNTRY:
        return phrase.first
    phrase.place = toponym
    if toponym.place.country:
        phrase.nations.append(toponym.place.country)
    return before


def join_appositions(phrases: list[Phrase], units: Units, lexicon: Lexicon) -> None:
    """Join a name and the office beside it: "the spokeswoman, Karine Jean-Pierre", "John Everard, ambassador".

    Parameters
    ----------
    phrases
        The phrases of the report; changed in place.
    units
        Its words.
    lexicon
        Its language.
    """
    text = units.text
    for number in range(len(phrases) - 1, 0, -1):
        one, other = phrases[number - 1], phrases[number]
        gap = text[one.end : other.start]
        if other.first != one.last or len(gap) > 3 or (other.breaks and not other.name):
            continue
        comma = gap.strip() in _COMMAS
        if one.is_description and other.role and other.name and other.breaks and _is_alike(one, other, units, lexicon):
            del phrases[number - 1]  # المحامية *والإعلامية* سنية الدهماني
            continue
        if other.breaks:
            continue
        if one.is_description and other.persons and not other.role and comma and not other.surname:
            _take_office(other, one)
            other.start, other.first = one.start, one.first
            del phrases[number - 1]
        elif one.name and not one.role and other.is_description:
            if comma:
                _take_office(one, other)
                other.persons, other.name, other.surname = one.persons, one.name, one.surname
            elif lexicon.order.name == "both" and units.joined[other.first]:
                _take_office(one, other)
                one.end, one.last = other.end, other.last
                del phrases[number]


def _is_alike(one: Phrase, other: Phrase, units: Units, lexicon: Lexicon) -> bool:
    """Whether two offices of one word with the article are joined: they are of one person."""
    articles = lexicon.words.morphology.articles
    if not articles or one.last - one.first != 1 or one.nations or one.organisation or one.institution:
        return False
    return all(fold(units.text[phrase.start : phrase.end]).startswith(articles) for phrase in (one, other))


def _take_office(named: Phrase, description: Phrase) -> None:
    named.role = description.role
    named.nations = [*named.nations, *description.nations]
    named.organisation = named.organisation or description.organisation
    named.institution = named.institution or description.institution
    named.place = description.place
