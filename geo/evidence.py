"""Is a mention a place at all? "Of", "Reading", "Mark Washington" and بن are names of places, and mostly are none.

What speaks for a place (a preposition, a comma and a larger place, how well known it is) and against it (a common
word, a
given name before it, a title, a company after it) is added up; above 0 it is a place. The words that give these signs
stand in the language's file.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from geo.beside import Beside, look_beside
from geo.capitals import STATES, is_exempt, weigh_capitals
from geo.folding import Script, script_of
from geo.languages import NO_KINDS, LanguageData, load_language
from geo.remembered import Remembered
from geo.tagger import Mention, TaggedText

KNOWN_FROM = 4.75
"""Importance at which a name is as likely a place as not, all else unknown (a city of some 55,000)."""
SEAT_FROM = 5.0
"""How likely a place must be for a university to be called after it."""
CAPITAL = "PPLC"
LOCAL_BEFORE = frozenset({"articles", "ages"})
"""What stands before the name of a town and a word for its people ("a Jackson man", "a 29-year-old Jackson woman")."""
UNSHARED = frozenset({"person", "part-of-tag", "homograph"})
"""Signs of mentions that others do not help."""
MEMORY = 100_000
"""Names that are remembered before they are learnt anew."""


def weigh_mentions(tagged: TaggedText, language: LanguageData, containers: Mapping[int, object]) -> None:
    """Set the evidence of every mention from what it is and from the words beside it.

    Parameters
    ----------
    tagged
        The text with its mentions, whose ``evidence`` and ``signs`` are set.
    language
        The words that give the signs.
    containers
        Numbers of mentions that a larger place follows.
    """
    previous: Mention | None = None
    mentions = tagged.mentions
    names = _names(language.code)
    last = len(mentions) - 1
    for number, mention in enumerate(mentions):
        following = mentions[number + 1] if number < last else None
        beside = look_beside(tagged, mention, language)
        if mention.kind == "name":
            mention.evidence = _weigh(tagged, language, mention, names[mention.key], previous, following, beside)
        else:
            mention.evidence = _weigh_fixed(language, mention, beside)
        if number in containers:
            mention.evidence += 3.0
            mention.signs.append("container")
        elif number - 1 in containers:
            mention.evidence += 3.0
        previous = mention
    _share(mentions)


class _Name(NamedTuple):
    """What a language knows of a name, whatever stands beside it.

    Attributes
    ----------
    worth
        Evidence that its length and its last word give.
    long
        Whether it has several words.
    common, homograph, adjective
        Whether it is also a word, mostly is another word, is a place after a preposition only.
    """

    worth: float
    long: bool
    common: bool
    homograph: bool
    adjective: bool


@cache
def _names(code: str) -> Remembered[_Name]:
    language = load_language(code)

    def know(key: str) -> _Name:
        long = " " in key
        worth = _weigh_length(key, long=long) + (0.9 if long else 0.0)
        if long and "types_after" in language.kinds_of(key.rpartition(" ")[2]):
            worth += 1.6
        common, homograph = not long and key in language.common, not long and key in language.homographs
        return _Name(worth, long, common, homograph, key in language.adjectives)

    return Remembered(know, most=MEMORY)


def _weigh_fixed(language: LanguageData, mention: Mention, beside: Beside) -> float:
    if mention.kind == "demonym" and beside.right_word[:1].isupper():
        given = mention.key in language.given and "titles" not in beside.right_is
        if given or (beside.left in language.given and beside.left_word[:1].isupper()):
            return -1.0
    if mention.kind == "demonym" and beside.right_word[:1].isupper() and "firms" in beside.right_is:
        return -1.0
    return 5.0


def _weigh(
    tagged: TaggedText,
    language: LanguageData,
    mention: Mention,
    name: _Name,
    previous: Mention | None,
    following: Mention | None,
    beside: Beside,
) -> float:
    text, of = tagged.text, language.words
    best = mention.candidates[0]
    prior, signs = best.prior, mention.signs
    left, right = beside.left_is, beside.right_is
    evidence = min(prior - KNOWN_FROM, 3.5) + name.worth
    left_word = beside.left_word
    inside_sentence = left_word != "" and not left_word[0].isupper()
    located = after_university = False
    if left:
        located = "before" in left and (inside_sentence or not language.capitals)
        located = located and f"{beside.before_left} {beside.left}" not in of.get("party_phrases", NO_KINDS)
        after_university = "of" in left and "universities" in beside.before_left_is
    if mention.hint:
        evidence += 1.8
        signs.append("type-word")
    elif located:
        evidence += 1.4
        signs.append("preposition")
    elif left:
        if "of" in left and "parts" in beside.before_left_is:
            evidence += 1.2
            signs.append("preposition")
        elif "types_before" in left or ("of" in left and "types_before" in beside.before_left_is):
            evidence += 1.8
            signs.append("type-word")
    if "types_after" in right:
        evidence += 1.0
    if "locals" in right and beside.right_word.islower() and (located or not LOCAL_BEFORE.isdisjoint(left)):
        evidence += 1.9
    if (after_university or "universities" in right) and prior > SEAT_FROM:
        evidence += 3.2
    if "verbs_before" in left:
        evidence += 1.0
        if mention.key in language.homographs and (best.bearer.precision in STATES or best.bearer.feature == CAPITAL):
            evidence += 6.0
    if name.common or (mention.lead and not name.long and tagged.folds[mention.last] in language.common):
        if language.capitals:
            evidence -= 3.2 if not inside_sentence else 1.2 if language.inflected else 1.9
        else:
            evidence -= 2.2
        signs.append("common-word")
    if name.homograph and not (located and name.adjective):
        evidence -= 7.0
        signs.append("homograph")
    if "papers_before" in left:
        evidence -= 6.0
        signs.append("organisation")
    end = tagged.ends[mention.last]
    if mention.end < end and language.has("locatives", text[mention.end : end]):
        evidence += 0.9
    if mention.lead:
        evidence += 0.3
    if _is_part_of_tag(text, mention):
        evidence -= 4.0
        signs.append("part-of-tag")
    if language.capitals:
        evidence += weigh_capitals(text, language, mention, previous, following, beside)
        if "titles" in left and inside_sentence and not name.long and not is_exempt(language, text, mention):
            evidence -= 3.5
            signs.append("person")
    else:
        evidence -= 0.0 if located or mention.hint else 0.5
        if "titles" in left and not name.long:
            evidence -= 2.5
            signs.append("person")
        elif best.bearer.precision not in STATES and _names_person(tagged, language, mention, beside):
            evidence -= 6.0
            signs.append("person")
    if (
        previous is not None
        and previous.evidence > 0
        and previous.kind == "name"
        and text[previous.end : mention.start] in language.list_gaps
    ):
        evidence += 0.6
    return evidence


def _names_person(tagged: TaggedText, language: LanguageData, mention: Mention, beside: Beside) -> bool:
    """Whether a family name stands right before a name, or a word like "Mr" right after it, without a space."""
    after, family = language.words.get("person_after"), language.words.get("family", frozenset())
    if after and ("person_after" in beside.right_is or tagged.text.startswith(tuple(after), mention.end)):
        return True
    run = tagged.starts[mention.first]
    if not family or mention.start <= run or tagged.text[mention.start - 1] not in family:
        return False
    return mention.start - 1 == run or tagged.text[mention.start - 2] in language.conjunctions


def _weigh_length(key: str, *, long: bool) -> float:
    """A short name may be anything, a long one hardly: by how much writing a letter stands for."""
    script = script_of(key[0])
    if script in (Script.HAN, Script.HANGUL):
        return 0.6 * min(len(key) - 2, 3)
    if long:
        return 0.0
    if len(key) <= 3:
        return -0.8 if script != Script.ARABIC or len(key) < 3 else -0.3
    return 0.15 * max(0, min(len(key) - 6, 4)) if script != Script.LATIN else 0.0


def _is_part_of_tag(text: str, mention: Mention) -> bool:
    """Whether a mention is only a part of a hashtag (#floods_in_Jordan)."""
    return text.startswith("_", mention.end) or text.endswith("_", 0, mention.start)


def _share(mentions: list[Mention]) -> None:
    """Let the clear mentions of a name help the others: as a place, or as a person."""
    places: dict[str, float] = {}
    persons: dict[str, int] = {}
    for mention in mentions:
        if mention.kind != "name":
            continue
        if "person" in mention.signs:
            persons[mention.key] = persons.get(mention.key, 0) + 1
        if mention.evidence > places.get(mention.key, 0.7):
            places[mention.key] = mention.evidence
    for mention in mentions:
        if mention.kind != "name" or not UNSHARED.isdisjoint(mention.signs):
            continue
        key = mention.key
        if key in persons and "container" not in mention.signs and "preposition" not in mention.signs:
            mention.evidence -= 4.0
        elif key in places and mention.evidence < places[key] and "organisation" not in mention.signs:
            mention.evidence += min(1.8, places[key])
