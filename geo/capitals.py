"""What the capitalised words beside a name tell: persons, organisations, offices, datelines."""

from __future__ import annotations

import re

from geo.beside import Beside
from geo.languages import LanguageData
from geo.model import PlacePrecision
from geo.tagger import Mention

DATELINE = re.compile(r"\s*(?:[-–—(:]|,[^,\n]{2,24}(?:\(| [-–—] |[—:]))")
STATES = (PlacePrecision.COUNTRY, PlacePrecision.ADMIN1)
BELONG = ("types_after", "institutions", "teams", "treaties")
"""Kinds of capitalised words before which a place stays one."""
CITATION_ENDS = frozenset("ьйвн")


def weigh_capitals(
    text: str,
    language: LanguageData,
    mention: Mention,
    previous: Mention | None,
    following: Mention | None,
    beside: Beside,
) -> float:
    """What capital letters beside a name tell: persons, organisations, datelines."""
    evidence = 0.0
    starts_line = mention.start == 0 or text[mention.start - 1] == "\n"
    if starts_line and text[mention.start : mention.end].isupper() and DATELINE.match(text, mention.end):
        evidence += 2.5
    if beside.left_word[:1].isupper() and not beside.starts_sentence and "modifiers" not in beside.left_is:
        known = previous is not None and previous.kind != "demonym" and previous.evidence > 1.5
        if not (known and previous is not None and mention.start - previous.end <= 2):
            evidence += _weigh_capital_before(text, language, mention, beside)
    own = "modifiers" not in beside.right_is or "organisations" in beside.right_is
    if beside.right_word[:1].isupper() and own:
        next_to = following is not None and following.kind != "demonym" and following.start <= mention.end + 1
        small_next = next_to and following is not None and following.candidates[0].bearer.importance < 6
        evidence += _weigh_capital_after(language, mention, beside, next_to=next_to, small_next=small_next)
    importance = mention.candidates[0].bearer.importance
    single = mention.last == mention.first
    if single and importance < 6 and not beside.starts_sentence and "before" not in beside.left_is:
        evidence -= 1.6 if mention.key in language.given else 1.3 if mention.key in language.family else 0.0
    if importance < 6.3 and beside.starts_sentence and "verbs_strong" in beside.right_is:
        evidence -= 1.2
    if mention.key.startswith(("st ", "saint ")) and beside.right_word == "'s":
        evidence -= 4.0
    return evidence


def _weigh_capital_before(text: str, language: LanguageData, mention: Mention, beside: Beside) -> float:
    """A capitalised word before a name: a title, a given name, a club, or the first part of some other name."""
    left = beside.left_is
    state = mention.candidates[0].bearer.precision in STATES
    initial = len(beside.left_word) == 1 and text[mention.start - 2 : mention.start] == ". "
    if "titles" in left and not initial:
        if is_exempt(language, text, mention):
            return 0.0
        mention.signs.append("person")
        return -3.5
    if beside.left in language.given or initial:
        mention.signs.append("person")
        return -4.5
    if "clubs" in left:
        mention.signs.append("organisation")
        return -4.0
    if "waters" in left:
        return -3.0
    if beside.before_lower and not state and mention.key in language.family and "types_before" not in left:
        mention.signs.append("person")
        return -3.5
    if "types_before" in left or "before" in left or text[mention.start - 1] not in " \u00a0":
        return 0.0
    if beside.left_starts and language.inflected:
        return 0.0
    return -0.4 if state else -1.6


def is_exempt(language: LanguageData, text: str, mention: Mention) -> bool:
    """Whether a title before a name may belong to the place ("мэр Екатеринбурга", "King of" apart)."""
    precision = mention.candidates[0].bearer.precision
    if not language.inflected:
        return precision in STATES
    return precision == PlacePrecision.COUNTRY or _is_oblique(text, mention)


def _is_oblique(text: str, mention: Mention) -> bool:
    """Whether a name has an ending where the gazetteer's has none: "мэр Екатеринбурга" names no person."""
    written = text[mention.start : mention.end].lower()
    return len(written) == len(mention.key) + 1 and written.startswith(mention.key) and written[-1] not in CITATION_ENDS


def _weigh_capital_after(
    language: LanguageData, mention: Mention, beside: Beside, *, next_to: bool, small_next: bool
) -> float:
    """A capitalised word after a name: an organisation, an office, a family name."""
    right = beside.right_is
    single = mention.last == mention.first
    if "organisations" in right:
        mention.signs.append("organisation")
        return -4.0
    if "waters" in right:
        return -2.5
    if not right.isdisjoint(BELONG):
        return 0.0
    if "titles" in right:
        return 0.5
    small = not next_to and mention.candidates[0].bearer.importance < 6
    if single and mention.key in language.given and (small or beside.right in language.family):
        mention.signs.append("person")
        return -5.0
    if single and mention.key in language.given and not next_to and beside.ends_name and not _is_placed(beside):
        mention.signs.append("person")
        return -5.0
    if single and mention.key in language.given and next_to and not _is_placed(beside) and small_next:
        mention.signs.append("person")
        return -5.0
    if beside.right in language.family and not next_to:
        mention.signs.append("person")
        return -2.0
    if next_to:
        return 0.0
    return -0.3 if mention.candidates[0].bearer.precision in STATES else -1.0


def _is_placed(beside: Beside) -> bool:
    return "before" in beside.left_is
