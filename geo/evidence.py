"""Is a mention a place at all? "Of", "Reading", "Mark Washington" and بن are names of places, and mostly are none.

What speaks for a place (a preposition, a comma and a larger place, how well known it is) and against it (a common
word, a
given name before it, a title, a company after it) is added up; above 0 it is a place. The words that give these signs
stand in the language's file.
"""

from __future__ import annotations

from collections.abc import Mapping

from geo.beside import Beside, look_beside
from geo.capitals import STATES, is_exempt, weigh_capitals
from geo.folding import Script, script_of
from geo.languages import LanguageData
from geo.tagger import Mention, TaggedText

KNOWN_FROM = 4.75
"""Importance at which a name is as likely a place as not, all else unknown (a city of some 55,000)."""
SEAT_FROM = 5.0
"""How likely a place must be for a university to be called after it."""
LIST_GAPS = frozenset({", ", "، ", "、", "،", " و", " and ", " y ", " et ", " и ", " та ", "·", " & ", " e ", " und "})
CAPITAL = "PPLC"


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
    for number, mention in enumerate(mentions):
        following = mentions[number + 1] if number + 1 < len(mentions) else None
        beside = look_beside(tagged, mention, language)
        if mention.kind == "name":
            mention.evidence = _weigh(tagged, language, mention, previous, following, beside)
        else:
            mention.evidence = _weigh_fixed(language, mention, beside)
        if number in containers:
            mention.evidence += 3.0
            mention.signs.append("container")
        elif number - 1 in containers:
            mention.evidence += 3.0
        previous = mention
    _share(mentions)


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
    previous: Mention | None,
    following: Mention | None,
    beside: Beside,
) -> float:
    text = tagged.text
    best = mention.candidates[0]
    signs, key = mention.signs, mention.key
    left, before_left, right = beside.left_is, beside.before_left_is, beside.right_is
    long = " " in key
    of = language.words
    evidence = min(best.prior - KNOWN_FROM, 3.5) + (0.9 if long else 0.0)
    inside_sentence = beside.left_word != "" and not beside.left_word[:1].isupper()
    located = "before" in left and (inside_sentence or not language.capitals)
    located = located and f"{beside.before_left} {beside.left}" not in of.get("party_phrases", ())
    if mention.hint:
        evidence += 1.8
        signs.append("type-word")
    elif located:
        evidence += 1.4
        signs.append("preposition")
    elif "of" in left and "parts" in before_left:
        evidence += 1.2
        signs.append("preposition")
    elif "types_before" in left or ("of" in left and "types_before" in before_left):
        evidence += 1.8
        signs.append("type-word")
    if "types_after" in right:
        evidence += 1.0
    after_university = "of" in left and "universities" in before_left
    if best.prior > SEAT_FROM and ("universities" in right or after_university):
        evidence += 3.2
    if "verbs_before" in left:
        evidence += 1.0
        if key in language.homographs and (best.bearer.precision in STATES or best.bearer.feature == CAPITAL):
            evidence += 6.0
    if long and "types_after" in language.kinds_of(key.rpartition(" ")[2]):
        evidence += 1.6
    if not long and (key in language.common or (mention.lead and _surface(tagged, mention) in language.common)):
        inside_penalty = 1.2 if language.inflected else 1.9
        evidence -= (inside_penalty if inside_sentence else 3.2) if language.capitals else 2.2
        signs.append("common-word")
    if not long and key in language.homographs and not (located and key in language.adjectives):
        evidence -= 7.0
        signs.append("homograph")
    if "papers_before" in left:
        evidence -= 6.0
        signs.append("organisation")
    evidence += _weigh_length(mention.key, long=long)
    if mention.end < tagged.words[mention.last].end():
        attached = text[mention.end : tagged.words[mention.last].end()]
        if language.has("locatives", attached):
            evidence += 0.9
    if mention.lead:
        evidence += 0.3
    if _is_part_of_tag(text, mention):
        evidence -= 4.0
        signs.append("part-of-tag")
    if language.capitals:
        evidence += weigh_capitals(text, language, mention, previous, following, beside)
        if "titles" in left and inside_sentence and not long and not is_exempt(language, text, mention):
            evidence -= 3.5
            signs.append("person")
    else:
        evidence -= 0.0 if located or mention.hint else 0.5
        if "titles" in left and not long:
            evidence -= 2.5
            signs.append("person")
        elif best.bearer.precision not in STATES and _names_person(tagged, language, mention, beside):
            evidence -= 6.0
            signs.append("person")
    if (
        previous is not None
        and previous.evidence > 0
        and previous.kind == "name"
        and text[previous.end : mention.start] in LIST_GAPS
    ):
        evidence += 0.6
    return evidence


def _names_person(tagged: TaggedText, language: LanguageData, mention: Mention, beside: Beside) -> bool:
    """Whether a family name stands right before a name, or a word like "Mr" right after it, without a space."""
    after, family = language.words.get("person_after"), language.words.get("family", frozenset())
    if after and ("person_after" in beside.right_is or tagged.text.startswith(tuple(after), mention.end)):
        return True
    run = tagged.words[mention.first].start()
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


def _surface(tagged: TaggedText, mention: Mention) -> str:
    return tagged.folds[mention.last]


def _is_part_of_tag(text: str, mention: Mention) -> bool:
    """Whether a mention is only a part of a hashtag (#floods_in_Jordan)."""
    return text[mention.start - 1 : mention.start] == "_" or text[mention.end : mention.end + 1] == "_"


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
        if (
            mention.kind != "name"
            or "person" in mention.signs
            or "part-of-tag" in mention.signs
            or "homograph" in mention.signs
        ):
            continue
        key = mention.key
        if key in persons and "container" not in mention.signs and "preposition" not in mention.signs:
            mention.evidence -= 4.0
        elif key in places and mention.evidence < places[key] and "organisation" not in mention.signs:
            mention.evidence += min(1.8, places[key])
