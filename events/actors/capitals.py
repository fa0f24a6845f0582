"""Names written with capitals that neither the table nor a title knows: people, organisations, acronyms."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from events.actors.lexicon import Lexicon
from events.actors.scan import Units
from events.actors.words import TOKEN, fold
from events.model import ActorKind

PARTICLES = frozenset(
    ["de", "del", "della", "da", "dos", "di", "la", "le", "van", "von", "der", "den", "bin", "ibn", "bint", "al", "el",
     "abu", "umm", "ben", "ter", "ten", "zu", "y", "е", "аль", "эль", "ибн", "бин", "бен", "ад", "ар", "ан", "оглы",
     "кызы", "фон", "ван", "де", "ла"]
)  # fmt: skip
"""Lower-case words inside a name."""

_LETTER = "A-ZÀ-ÖØ-ÞŁŚŠŽČĞİА-ЯЁІЇЄҐ"
_CAPITAL = "[A-ZА-ЯЁІЇЄҐ]"
_ACRONYM = re.compile(rf"{_CAPITAL}(?<![\w.]{_CAPITAL}){_CAPITAL}{{1,5}}(?:-[A-Z0-9]{{1,4}})?(?![\w])")
"""What must not stand before it is asked behind its first letter: a pattern that begins with letters is found fast."""
_AGE_AFTER = re.compile(r",? ?\(?\d{1,2}(?:[,)]| ans\b| años\b| лет\b| год| рок)|, (?:aged )?\d{1,2}\b")
_AGE_BEFORE = re.compile(r"\d{1,2}(?:-year-old|-летн\w+|-річн\w+) $")
_QUOTED = re.compile(r"[«“„\"]\s?([^\s«»“”„\"][^«»“”„\"\n]{1,60}?)\s?[»”“\"]")

_CLOSING = ("»", "”")
_FEWEST_WORDS, _MOST_WORDS = 2, 6
_FEWEST_TIMES = 3
"""How often a single word must be named before it counts."""
_SHORTEST_SINGLE = 4
_LONGEST_ORGANISATION = 10
"""Words of the longest name with an "of" in it."""


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name in a text: offsets, what bears it, and how sure that is."""

    start: int
    end: int
    kind: ActorKind
    score: float
    reading: str


def find_capital_names(units: Units, lexicon: Lexicon) -> Iterator[FoundName]:
    """Find names by their capitals.

    Parameters
    ----------
    units
        The words of a text that is not all in capitals.
    lexicon
        Its language.

    Yields
    ------
    FoundName
        Names with an "of" in them, names of two words and more, acronyms, names in quotation marks, single words that
        the text names again and again. They may overlap.
    """
    yield from _linked_names(units, lexicon)
    yield from _capital_names(units.text, lexicon)
    yield from _acronyms(units.text, lexicon)
    yield from _quoted_names(units, lexicon)
    yield from _called_names(units, lexicon)
    yield from _acting_names(units, lexicon)
    if not lexicon.inflected:
        yield from _repeated_names(units, lexicon)


@functools.cache
def _capital_pattern() -> re.Pattern[str]:
    word = rf"(?:[{_LETTER}][\w’'ʼ]+(?:-(?!of-|in-|to-|year)[\w’']+)*|[{_LETTER}]\.|[{_LETTER}](?= [{_LETTER}]))"
    between = "|".join(sorted(PARTICLES, key=len, reverse=True))
    nickname = r'[“"«][\w ]+[”"»] '
    return re.compile(rf"\b{word}(?: (?:(?:{between})[ -]){{0,2}}(?:{nickname})?{word}){{1,5}}")


def _capital_names(text: str, lexicon: Lexicon) -> Iterator[FoundName]:
    lists = lexicon.lists
    for match in _capital_pattern().finditer(text):
        words = [(fold(word[0]), word.start(), word.end()) for word in TOKEN.finditer(text, match.start(), match.end())]
        quoted = max(match.group().rfind(mark) for mark in _CLOSING)
        if quoted >= 0 and words and not is_given(words[0][0], lexicon):
            words = [
                word for word in words if word[1] > match.start() + quoted
            ]  # гендиректор «Київстару» Олег Гороховський
        while words and words[0][0] in lists.stop and words[0][0] not in lists.beginnings:
            words.pop(0)
        while words and words[-1][0] in lists.stop:
            words.pop()
        if not _FEWEST_WORDS <= len(words) <= _MOST_WORDS:
            continue
        if len(words) > _FEWEST_WORDS and _begins_sentence(text, words[0][1]) and not is_given(words[0][0], lexicon):
            del words[: is_given(words[1][0], lexicon)]
        start, end = words[0][1], words[-1][2]
        folded = [word for word, _, _ in words]
        if is_given(folded[0], lexicon):
            yield FoundName(start, end, ActorKind.PERSON, 0.75, "given-name")
        elif any(word in lists.organisations for word in folded):
            yield FoundName(start, end, ActorKind.ORGANISATION, 0.6, "organisation-noun")
        elif _speaks(text, start, end, lexicon):
            yield FoundName(start, end, ActorKind.PERSON, 0.65, "speech")
        elif _AGE_AFTER.match(text, end) or _AGE_BEFORE.search(text, max(0, start - 14), start):
            yield FoundName(start, end, ActorKind.PERSON, 0.65, "age")
        elif any(word in lists.things for word in folded):
            continue
        elif lists.appositions and _is_explained(text, end, lists.appositions):
            yield FoundName(start, end, ActorKind.PERSON, 0.6, "apposition")
        elif lists.family_tails and folded[-1].endswith(tuple(lists.family_tails)):
            yield FoundName(start, end, ActorKind.PERSON, 0.55, "family-name")
        elif text.count(text[start:end]) >= _FEWEST_TIMES - 1:
            kind = ActorKind.ORGANISATION if _has_article(text, start, end, lexicon) else ActorKind.PERSON
            yield FoundName(start, end, kind, 0.5, "repeated")


def is_given(folded: str, lexicon: Lexicon) -> bool:
    """Say whether a folded word is a given name, in any case that the language has."""
    return folded in lexicon.lists.given or (lexicon.inflected and _is_inflected_given(folded, lexicon))


def _begins_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start].rstrip(" \"“«'’")
    return not before or before[-1] in ".!?:\n—–"


def _is_inflected_given(folded: str, lexicon: Lexicon) -> bool:
    given = lexicon.lists.given
    return any(
        folded.endswith(ending) and folded[: -len(ending)] in given for ending in lexicon.words.morphology.endings
    )


def _speaks(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    after = TOKEN.search(text, end, end + 20)
    if after is not None and after.start() - end < 3 and fold(after.group()) in lexicon.lists.speech:
        return True
    before = TOKEN.findall(text[max(0, start - 14) : start])
    return bool(before) and fold(before[-1]) in lexicon.lists.speech


def _is_explained(text: str, end: int, appositions: frozenset[str]) -> bool:
    """Whether a comma and what somebody is follow a name: "Luckson Elan, the gang's leader," or "X, who heads"."""
    if text[end : end + 2] != ", ":
        return False
    words = [fold(word) for word in TOKEN.findall(text[end + 2 : end + _LONGEST_APPOSITION].partition(",")[0])]
    return not appositions.isdisjoint(words[:_WORDS_OF_APPOSITION])


_LONGEST_APPOSITION = 60
_WORDS_OF_APPOSITION = 6


def _has_article(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether the text gives a name the article anywhere, as people's names have none."""
    last = text[start:end].rpartition(" ")[2]
    articles = lexicon.lists.definite
    return any(f" {article} {name}" in text for article in articles for name in (text[start:end], last))


def _acronyms(text: str, lexicon: Lexicon) -> Iterator[FoundName]:
    lists = lexicon.lists
    for match in _ACRONYM.finditer(text):
        folded = fold(match.group())
        if folded not in lists.acronyms_not and folded not in lists.stop:
            yield FoundName(match.start(), match.end(), ActorKind.ORGANISATION, 0.55, "acronym")


# ---- organisations by a noun -------------------------------------------------------------


@functools.cache
def _link(inside: frozenset[str]) -> re.Pattern[str]:
    links = "|".join(re.escape(word) for word in sorted(inside, key=len, reverse=True))
    return re.compile(rf" (?:{links})(?: |(?<=['’]))(?=[{_LETTER}])")


def _linked_names(units: Units, lexicon: Lexicon) -> Iterator[FoundName]:
    """Find names such as "Bank of England", "Institute for the Study of War", "Banco de España"."""
    lists = lexicon.lists
    if not lists.inside:
        return
    text, link = units.text, _link(lists.inside)
    count = len(units.keys)
    free = 0
    for index in range(count):
        if (
            index < free
            or not text[units.starts[index]].isupper()
            or fold(units.word(index)) not in lists.organisations
        ):
            continue
        last = index
        while True:
            joint = link.match(text, units.ends[last])
            if joint is None or last - index > _LONGEST_ORGANISATION:
                break
            at = last + 1
            while at < count and units.starts[at] < joint.end():
                at += 1
            while at < count and _continues(units, at, lexicon):
                last = at
                at += 1
            if units.ends[last] < joint.end():
                break
        if last == index:
            continue
        first = index
        while (
            first > free
            and index - first < _FEWEST_WORDS
            and units.joined[first]
            and _continues(units, first - 1, lexicon)
        ):
            first -= 1
        free = last + 1
        yield FoundName(units.starts[first], units.ends[last], ActorKind.ORGANISATION, 0.65, "organisation-noun")


def _continues(units: Units, index: int, lexicon: Lexicon) -> bool:
    """Whether a word is capitalised and may be part of a name."""
    return units.text[units.starts[index]].isupper() and fold(units.word(index)) not in lexicon.lists.stop


def _quoted_names(units: Units, lexicon: Lexicon) -> Iterator[FoundName]:
    """Find names in quotation marks behind a noun of organisations: компания «Северный путь»."""
    text = units.text
    for match in _QUOTED.finditer(text):
        inner = match[1]
        if not inner[0].isupper():
            continue
        before = TOKEN.findall(text[max(0, match.start() - 24) : match.start()])
        if match[0][0] == "«" and _begins_sentence(text, match.start()):
            named = inner.count(" ") < _FEWEST_WORDS and text[match.end() : match.end() + 1] == " "
        else:
            named = bool(before) and text[match.start() - 1].isspace() and _is_organisation(before[-1], lexicon)
        if named:
            yield FoundName(match.start(1), match.end(1), ActorKind.ORGANISATION, 0.65, "quoted")


def _called_names(units: Units, lexicon: Lexicon) -> Iterator[FoundName]:
    """Find names right behind a common noun of organisations: агентство *Frontex*, la messagerie *Telegram*."""
    text, count = units.text, len(units.keys)
    for index in units.capitals:
        before = index - 1
        if index == 0 or not units.joined[index] or units.keys[index] or not _is_name_word(units, index, lexicon):
            continue
        noun = units.word(before)
        if noun[0].isupper() and not _begins_sentence(text, units.starts[before]):
            continue
        if not _is_organisation(noun, lexicon):
            continue
        last = index + 1
        while (
            last < count and last - index < _MOST_WORDS and units.joined[last] and _is_name_word(units, last, lexicon)
        ):
            last += 1
        yield FoundName(units.starts[index], units.ends[last - 1], ActorKind.ORGANISATION, 0.6, "called")


def _acting_names(units: Units, lexicon: Lexicon) -> Iterator[FoundName]:
    """Find capitalised words right before a verb: *La Gendarmería* detuvo, *Flydubai* приостановила.

    At the head of a sentence a single word must be capitalised elsewhere, too. Where names are inflected, only those
    of another script count.
    """
    if not lexicon.order.acting:
        return
    pattern, text, count = _verb(lexicon.order.acting), units.text, len(units.keys)
    free = 0
    for first in units.capitals:
        if first < free or units.keys[first] or not _is_name_word(units, first, lexicon):
            continue
        last = _end_of_name(units, first, lexicon)
        free = last
        if last >= count or not units.joined[last] or not pattern.fullmatch(fold(units.word(last))):
            continue
        if lexicon.inflected:  # case endings tell names of the language's own script, of another one only the place
            while first < last and not units.word(first).isascii():
                first += 1
        elif last - first == 1 and _begins_sentence(text, units.starts[first]) and not _is_proper(units, first):
            continue
        if first == last:
            continue
        yield FoundName(units.starts[first], units.ends[last - 1], ActorKind.ORGANISATION, 0.5, "acts")


def _end_of_name(units: Units, first: int, lexicon: Lexicon) -> int:
    """Give the unit behind a run of capitalised words, which "of" may join."""
    count, inside = len(units.keys), lexicon.lists.inside
    last = at = first + 1
    while at < count and at - first < _LONGEST_ORGANISATION and _is_near(units, at):
        if _continues(units, at, lexicon):
            last = at + 1
        elif fold(units.word(at)) not in inside and fold(units.word(at)) not in PARTICLES:
            break
        at += 1
    return last


def _is_near(units: Units, at: int) -> bool:
    return units.joined[at] or units.text[units.ends[at - 1] : units.starts[at]] in {"-", "'", "’"}


def _is_proper(units: Units, index: int) -> bool:
    """Whether a word at the head of a sentence is a name all the same."""
    word = units.word(index)
    return any(
        units.words[other] == word and not _begins_sentence(units.text, units.starts[other]) for other in units.capitals
    )


def _is_name_word(units: Units, index: int, lexicon: Lexicon) -> bool:
    word = units.word(index)
    if len(word) < _FEWEST_WORDS or not word[0].isupper() or fold(word) in lexicon.lists.stop:
        return False
    return not is_given(fold(word), lexicon) and _continues(units, index, lexicon)


def _is_organisation(noun: str, lexicon: Lexicon) -> bool:
    """Whether a word is a common noun of organisations, in any case that the language has."""
    folded, organisations = fold(noun), lexicon.lists.organisations
    if folded in organisations or not lexicon.inflected:
        return folded in organisations
    stems = _stems(organisations)
    return any(folded[:length] in stems for length in range(len(folded) - _LONGEST_ENDING, len(folded)))


@functools.lru_cache(maxsize=16)
def _stems(nouns: frozenset[str]) -> frozenset[str]:
    return frozenset(noun if noun[-1] not in _VOWELS else noun[:-1] for noun in nouns if len(noun) >= _SHORTEST_SINGLE)


_LONGEST_ENDING = 2
_VOWELS = frozenset("аеиоуыэюяіїєь")


def _repeated_names(units: Units, lexicon: Lexicon) -> Iterator[FoundName]:
    """Find single capitalised words that the text names again and again, and that do something: brands, teams."""
    lists, text = lexicon.lists, units.text
    seen: dict[str, list[int]] = defaultdict(list)
    for index in units.capitals:
        word = units.words[index]
        if not units.keys[index] and len(word) >= _SHORTEST_SINGLE and not word[1].isupper():
            seen[word].append(index)
    for word, places in seen.items():
        folded = fold(word)
        if len(places) < _FEWEST_TIMES or folded in lists.stop or folded in lists.given or folded in lists.things:
            continue
        alone = [index for index in places if _stands_alone(units, index)]
        if (
            len(alone) < _FEWEST_TIMES
            or f" {word.lower()} " in text
            or not any(_acts(units, at, lexicon) for at in alone)
        ):
            continue
        speaks = any(_speaks(text, units.starts[at], units.ends[at], lexicon) for at in alone)
        kind = (
            ActorKind.PERSON
            if speaks and not _has_article(text, units.starts[alone[0]], units.ends[alone[0]], lexicon)
            else ActorKind.ORGANISATION
        )
        for index in alone:
            yield FoundName(units.starts[index], units.ends[index], kind, 0.5, "repeated")


def _stands_alone(units: Units, index: int) -> bool:
    """Whether no capitalised word stands beside."""
    text = units.text
    after = index + 1
    if after < len(units.keys) and units.joined[after] and text[units.starts[after]].isupper():
        return False
    return index == 0 or not units.joined[index] or not text[units.starts[index - 1]].isupper()


@functools.cache
def _verb(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _acts(units: Units, index: int, lexicon: Lexicon) -> bool:
    after = index + 1
    if after >= len(units.keys) or not units.joined[after]:
        return False
    pattern = lexicon.order.verb_after
    return bool(pattern) and _verb(pattern).fullmatch(fold(units.word(after))) is not None
