"""Is a mention a place at all? "Of", "Reading", "Mark Washington" and بن are names of places, and mostly are none.

What speaks for a place (a preposition, a comma and a larger place, how well known it is) and against it (a common word, a
given name before it, a title, a company after it) is added up; above 0 it is a place. The words that give these signs
stand in the language's file.
"""

from __future__ import annotations

from geo.languages import LanguageData
from geo.model import PlacePrecision
from geo.tagger import Mention, TaggedText

KNOWN_FROM = 4.75
"""Importance at which a name is as likely a place as not, all else unknown (a city of some 55,000)."""
SENTENCE_ENDS = frozenset(".!?…:؟。！？\n\"“”»«(")


def weigh_mentions(tagged: TaggedText, language: LanguageData) -> None:
    """Set the evidence of every mention from what it is and from the words beside it."""
    previous: Mention | None = None
    mentions = tagged.mentions
    for number, mention in enumerate(mentions):
        following = mentions[number + 1] if number + 1 < len(mentions) else None
        if mention.kind == "name":
            _weigh(tagged, language, mention, previous, following)
        else:
            mention.evidence = 5.0
        previous = mention


def _weigh(
    tagged: TaggedText, language: LanguageData, mention: Mention, previous: Mention | None, following: Mention | None
) -> None:
    text, words = tagged.text, tagged.words
    best = mention.candidates[0]
    signs = mention.signs
    long = mention.last > mention.first or " " in mention.key
    evidence = min(best.prior - KNOWN_FROM, 3.5) + 0.9 * long
    before = words[mention.first - 1] if mention.first else None
    after = words[mention.last + 1] if mention.last + 1 < len(words) else None
    before_gap = text[before.end() : mention.start] if before else text[: mention.start]
    after_gap = text[mention.end : after.start()] if after else text[mention.end :]
    left = before[0] if before and len(before_gap) <= 3 and not before_gap.strip(" \u00a0-–.#_(") else ""
    right = after[0] if after and after_gap in (" ", "-", " #", "_", "\u00a0") else ""
    left_fold, right_fold = left.lower(), right.lower()
    of = language.words
    if not language.capitals:
        from geo.folding import fold_word

        left_fold, right_fold = fold_word(left), fold_word(right)
    if mention.lead:
        evidence += 0.3
    if left_fold in of.get("before", ()) and not (left[:1].isupper() and left_fold not in of.get("types_before", ())):
        evidence += 1.4
        signs.append("preposition")
    elif left_fold in of.get("types_before", ()):
        evidence += 1.8
        signs.append("type-word")
    if right_fold in of.get("types_after", ()):
        evidence += 1.0
    common = not long and mention.key in language.common
    if common:
        evidence -= 3.2
        signs.append("common-word")
    if not long and len(mention.key) <= 3:
        evidence -= 0.8
    if language.capitals:
        evidence += _weigh_capitals(text, language, mention, previous, following, left, before_gap, right, signs)
    elif left_fold in of.get("titles", ()) and not long:
        evidence -= 2.5
        signs.append("person")
    if previous is not None and previous.kind == "name" and text[previous.end : mention.start] in (", ", "، ", "、", "،"):
        evidence += 0.4
    mention.evidence += evidence


def _weigh_capitals(
    text: str,
    language: LanguageData,
    mention: Mention,
    previous: Mention | None,
    following: Mention | None,
    left: str,
    before_gap: str,
    right: str,
    signs: list[str],
) -> float:
    """What capital letters beside a name tell: persons and organisations."""
    evidence = 0.0
    of = language.words
    single = mention.last == mention.first
    word = text[mention.start : mention.end]
    left_fold, right_fold = left.lower(), right.lower()
    person = False
    beside = previous is not None and previous.end + len(before_gap) >= mention.start and previous.kind != "demonym"
    if left[:1].isupper() and before_gap in (" ", ". ", "\u00a0") and left_fold not in of.get("modifiers", ()):
        if left_fold in of.get("titles", ()):
            evidence -= 3.5
            person = True
        elif left_fold in language.given or (len(left) == 1 and before_gap == ". "):
            evidence -= 4.5
            person = True
        elif before_gap != ". " and not (beside and previous is not None and previous.evidence > 1.5):
            if left_fold not in of.get("types_before", ()):
                evidence -= 1.6 if mention.candidates[0].bearer.precision != PlacePrecision.COUNTRY else 0.5
    if right[:1].isupper() and right_fold not in of.get("modifiers", ()):
        next_to = following is not None and following.kind != "demonym" and following.start <= mention.end + 1
        if right_fold in of.get("organisations", ()):
            evidence -= 1.0
            signs.append("organisation")
        elif right_fold in of.get("types_after", ()) or right_fold in of.get("institutions", ()):
            pass
        elif single and word.lower() in language.given and not next_to:
            evidence -= 4.0
            person = True
        elif not next_to or right_fold in language.family:
            evidence -= 1.0
    if single and mention.candidates[0].bearer.importance < 6:
        if word.lower() in language.given:
            evidence -= 1.6
        elif word.lower() in language.family:
            evidence -= 1.3
    if person:
        signs.append("person")
    return evidence
