"""Is a mention a place at all? "Of", "Reading", "Mark Washington" and بن are names of places, and mostly are none.

What speaks for a place (a preposition, a comma and a larger place, how well known it is) and against it (a common
word, a
given name before it, a title, a company after it) is added up; above 0 it is a place. The words that give these signs
stand in the language's file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from geo.folding import Script, fold_word, script_of
from geo.languages import LanguageData
from geo.model import PlacePrecision
from geo.tagger import Mention, TaggedText

KNOWN_FROM = 4.75
"""Importance at which a name is as likely a place as not, all else unknown (a city of some 55,000)."""
LIST_GAPS = frozenset({", ", "، ", "、", "،", " و", " and ", " y ", " et ", " и ", " та ", "·", " & ", " e ", " und "})
DATELINE = re.compile(r"\s*(?:[-–—(:]|,[^,\n]{2,24}(?:\(| [-–—] |[—:]))")
STATES = (PlacePrecision.COUNTRY, PlacePrecision.ADMIN1)
DASHES = frozenset({" - ", " – ", " — "})
TITLE_STOP = frozenset('.!?:\n•|"“”»«;')


class Beside(NamedTuple):
    """The words next to a mention, folded, empty where punctuation stands between."""

    left: str
    left_word: str
    before_left: str
    right: str
    right_word: str
    starts_sentence: bool
    left_starts: bool = False


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


def look_beside(tagged: TaggedText, mention: Mention, language: LanguageData) -> Beside:
    """Give the words next to a mention."""
    text, words = tagged.text, tagged.words
    left = before_left = left_word = right = right_word = ""
    starts = mention.first == 0
    left_starts = False
    first, last = words[mention.first], words[mention.last]
    if first.start() < mention.start:
        known = language.words.get("before", frozenset())
        left = next((c for c in (text[mention.start - 2 : mention.start], text[mention.start - 1]) if c in known), "")
        starts = False
    if mention.end < last.end():
        known = language.words.get("types_after", frozenset())
        right = next((c for c in (text[mention.end : mention.end + 2], text[mention.end]) if c in known), "")
        return Beside(left, left, "", right, right, starts)
    if mention.first:
        before = words[mention.first - 1]
        gap = text[before.end() : mention.start]
        starts = not TITLE_STOP.isdisjoint(gap)
        if len(gap) <= 3 and gap not in DASHES and not gap.strip(" \u00a0-–.#_(‘'\""):
            left_word = before[0]
            left = fold_word(left_word)
            starts = starts and (len(left) > 4 or not gap.startswith("."))
            left_starts = mention.first == 1
            if mention.first > 1:
                before_left = fold_word(words[mention.first - 2][0])
                left_starts = not TITLE_STOP.isdisjoint(text[words[mention.first - 2].end() : before.start()])
    if mention.last + 1 < len(words):
        after = words[mention.last + 1]
        gap = text[mention.end : after.start()]
        if gap in (" ", "-", " #", "_", "\u00a0", "’", "'"):
            right_word = after[0]
            right = fold_word(right_word)
            if right == "s" and gap in ("’", "'") and mention.last + 2 < len(words):
                right_word = right = "'s"
    return Beside(left, left_word, before_left, right, right_word, starts, left_starts)


def _weigh_fixed(language: LanguageData, mention: Mention, beside: Beside) -> float:
    if mention.kind == "demonym" and beside.right_word[:1].isupper():
        given = mention.key in language.given and beside.right not in language.words.get("titles", ())
        if given or (beside.left in language.given and beside.left_word[:1].isupper()):
            return -1.0
    if (
        mention.kind == "demonym"
        and beside.right_word[:1].isupper()
        and beside.right in language.words.get("firms", ())
    ):
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
    signs = mention.signs
    long = " " in mention.key
    of = language.words
    evidence = min(best.prior - KNOWN_FROM, 3.5) + (0.9 if long else 0.0)
    inside_sentence = beside.left_word != "" and not beside.left_word[:1].isupper()
    located = beside.left in of.get("before", ()) and (inside_sentence or not language.capitals)
    if mention.hint:
        evidence += 1.8
        signs.append("type-word")
    elif located:
        evidence += 1.4
        signs.append("preposition")
    elif beside.left in of.get("of", ()) and beside.before_left in of.get("parts", ()):
        evidence += 1.2
        signs.append("preposition")
    elif beside.left in of.get("types_before", ()) or (
        beside.left in of.get("of", ()) and beside.before_left in of.get("types_before", ())
    ):
        evidence += 1.8
        signs.append("type-word")
    if beside.right in of.get("types_after", ()):
        evidence += 1.0
    if beside.left in of.get("verbs_before", ()):
        evidence += 1.0
        if mention.key in language.homographs:
            evidence += 6.0
    if long and mention.key.rpartition(" ")[2] in of.get("types_after", ()):
        evidence += 1.6
    if not long and (mention.key in language.common or (mention.lead and _surface(tagged, mention) in language.common)):
        inside_penalty = 1.2 if language.inflected else 1.9
        evidence -= (inside_penalty if inside_sentence else 3.2) if language.capitals else 2.2
        signs.append("common-word")
    if not long and mention.key in language.homographs:
        evidence -= 7.0
        signs.append("homograph")
    evidence += _weigh_length(mention.key, long=long)
    if mention.end < tagged.words[mention.last].end():
        attached = text[mention.end : tagged.words[mention.last].end()]
        if attached in of.get("locatives", ()):
            evidence += 0.9
    if mention.lead:
        evidence += 0.3
    if _is_part_of_tag(text, mention):
        evidence -= 4.0
        signs.append("part-of-tag")
    if language.capitals:
        evidence += _weigh_capitals(text, language, mention, previous, following, beside)
    else:
        evidence -= 0.0 if located or mention.hint else 0.5
        if beside.left in of.get("titles", ()) and not long:
            evidence -= 2.5
            signs.append("person")
    if (
        previous is not None
        and previous.evidence > 0
        and previous.kind == "name"
        and text[previous.end : mention.start] in LIST_GAPS
    ):
        evidence += 0.6
    return evidence


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
    return fold_word(tagged.words[mention.last][0])


def _is_part_of_tag(text: str, mention: Mention) -> bool:
    """Whether a mention is only a part of a hashtag (#floods_in_Jordan)."""
    return text[mention.start - 1 : mention.start] == "_" or text[mention.end : mention.end + 1] == "_"


def _weigh_capitals(
    text: str,
    language: LanguageData,
    mention: Mention,
    previous: Mention | None,
    following: Mention | None,
    beside: Beside,
) -> float:
    """What capital letters beside a name tell: persons, organisations, datelines."""
    of = language.words
    evidence = 0.0
    starts_line = mention.start == 0 or text[mention.start - 1] == "\n"
    if starts_line and text[mention.start : mention.end].isupper() and DATELINE.match(text, mention.end):
        evidence += 2.5
    if beside.left_word[:1].isupper() and beside.left not in of.get("modifiers", ()):
        known = previous is not None and previous.kind != "demonym" and previous.evidence > 1.5
        if not (known and previous is not None and mention.start - previous.end <= 2):
            evidence += _weigh_capital_before(text, language, mention, beside)
    if beside.right_word[:1].isupper() and beside.right not in of.get("modifiers", ()):
        next_to = following is not None and following.kind != "demonym" and following.start <= mention.end + 1
        evidence += _weigh_capital_after(language, mention, beside, next_to=next_to)
    importance = mention.candidates[0].bearer.importance
    single = mention.last == mention.first
    if single and importance < 6 and not beside.starts_sentence and beside.left not in of.get("before", ()):
        evidence -= 1.6 if mention.key in language.given else 1.3 if mention.key in language.family else 0.0
    if importance < 6.3 and beside.starts_sentence and beside.right in of.get("verbs_strong", ()):
        evidence -= 1.2
    if mention.key.startswith("st ") and beside.right_word == "'s":
        evidence -= 4.0
    return evidence


def _weigh_capital_before(text: str, language: LanguageData, mention: Mention, beside: Beside) -> float:
    """A capitalised word before a name: a title, a given name, a club, or the first part of some other name."""
    of, left = language.words, beside.left
    state = mention.candidates[0].bearer.precision in STATES
    initial = len(beside.left_word) == 1 and text[mention.start - 2 : mention.start] == ". "
    if left in of.get("titles", ()) and not initial:
        if state:
            return 0.0
        mention.signs.append("person")
        return -3.5
    if left in language.given or initial:
        mention.signs.append("person")
        return -4.5
    if left in of.get("clubs", ()):
        return -4.0
    if left in of.get("waters", ()):
        return -3.0
    if left in of.get("types_before", ()) or left in of.get("before", ()) or text[mention.start - 1] not in " \u00a0":
        return 0.0
    if beside.left_starts and language.inflected:
        return 0.0
    return -0.4 if state else -1.6


def _weigh_capital_after(language: LanguageData, mention: Mention, beside: Beside, *, next_to: bool) -> float:
    """A capitalised word after a name: an organisation, an office, a family name."""
    of, right = language.words, beside.right
    single = mention.last == mention.first
    if right in of.get("organisations", ()):
        mention.signs.append("organisation")
        return -4.0
    if right in of.get("waters", ()):
        return -2.5
    if right in of.get("types_after", ()) or right in of.get("institutions", ()):
        return 0.0
    if right in of.get("titles", ()):
        return 0.5
    small = not next_to and mention.candidates[0].bearer.importance < 6
    if single and mention.key in language.given and (small or right in language.family):
        mention.signs.append("person")
        return -5.0
    if right in language.family and not next_to:
        mention.signs.append("person")
        return -2.0
    if next_to:
        return 0.0
    return -0.3 if mention.candidates[0].bearer.precision in STATES else -1.0


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
