"""Cut a text into pieces and look every piece up: one pass, one regular expression, one dictionary."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from events.dates.hidden import MARKS, HiddenWord
from events.dates.items import BREAK, MARK, OTHER, Item, Kinds
from events.dates.numbers import number_kinds, read_numeral_characters
from events.dates.windows import LONGEST_NUMBER, find_windows

if TYPE_CHECKING:
    from events.dates.language import Language

NUMBERS = (
    r"(?P<iso>\d{4}-\d\d?-\d\d?(?!\d|-\d)(?:T\d\d:?\d\d(?::?\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?)"
    r"|(?P<triple>(?<!\d[./])\d{1,4}(?P<sep>[./-])\d{1,2}(?P=sep)\d{1,4}(?!\d|(?P=sep)\d))"
    r"|(?P<junk>\d+(?:(?:-\d+){2,}|(?:\.\d+){2,}|\.\d+,\d+|(?:/\d+){2,}|(?:,\d{3})+(?!\d)(?:\.\d+)?|,\d{1,2}(?!\d)))"
    r"|(?P<clock>\d{1,2}:\d\d(?!\d)(?::\d\d(?:\.\d+)?)?)"
    r"|(?P<slash>\d{1,4}/\d{1,4}(?!\d))"
    r"|(?P<dot>\d+\.\d+)"
    r"|(?P<int>\d+)"
)
TOKEN = re.compile(rf"(?P<word>[^\W\d_]+(?:[{MARKS}]+[^\W\d_]*)*)|(?=\d)(?:{NUMBERS})|(?P<nl>\n)|(?P<punct>[^\w\s])")
PUNCTUATION = {
    ",": "comma",
    "،": "comma",
    "、": "comma",
    "，": "comma",
    "-": "dash",
    "–": "dash",
    "—": "dash",
    "~": "dash",
    "−": "dash",
    "～": "dash",
    "∼": "dash",
    "〜": "dash",
    "―": "dash",
    "/": "slash",
    ".": "dot",
    "'": "apos",
    "’": "apos",
    "‘": "apos",
    "(": "lpar",
    ")": "rpar",
    "（": "lpar",
    "）": "rpar",
    ":": "colon",
    "<": "less",
    ">": "more",
    "=": "equals",
    "@": "at",
    "+": "plus",
}
LOWERED: Kinds = frozenset({"weak", "lowered"})
ONLY_CAPITAL: Kinds = frozenset({"weak", "capital"})
SIGNS = tuple("%‰°")
CURRENCY = "$€£¥₽₴₩₪₺#№"
APOSTROPHES = "'’"
COUNTED_BY_ORDINALS = frozenset({"unit", "month", "hmonth", "wd"})
INDENT = " " * 6
"""A line that begins so far to the right goes on with the one before."""
LONG_LINE = 400
SOFT_LINE, SOFT_NEXT_LINE = 60, 40
NOISE_WITHIN = 24
NO_VALUES: dict[str, Any] = {}
PLAIN_WORD = (OTHER, NO_VALUES)
"""What a word without any meaning is."""

_punct_kinds = {char: frozenset({kind}) for char, kind in PUNCTUATION.items()}
SIMPLE_MARKS = {char: (kinds, NO_VALUES) for char, kinds in _punct_kinds.items() if char not in APOSTROPHES}
_pair_kinds = frozenset({"pair"})
_dot_kinds = frozenset({"pairdot"})
_dotted_kinds = frozenset({"pairdot", "dotted"})
_triple_kinds = frozenset({"date3"})
_clock_kinds = frozenset({"clock"})
MARK_KINDS = {BREAK, MARK, *_punct_kinds.values()}
FIXED_KINDS = {
    OTHER,
    *MARK_KINDS,
    _pair_kinds,
    _dot_kinds,
    _dotted_kinds,
    _triple_kinds,
    _clock_kinds,
}


def read_items(text: str, lower: str, language: Language) -> list[Item]:
    """Cut a text into classified pieces; a run of words without a meaning is one piece of class ``x``.

    Takes time in proportion to the length of the text, which is given as it is written and in lower case.
    """
    folded = language.fold_letters(lower)
    pattern = language.scanner or TOKEN
    matches = [match for start, end in find_windows(folded, language) for match in pattern.finditer(folded, start, end)]
    return classify(matches, text, lower, folded, language)


def classify(matches: list[re.Match[str]], text: str, lower: str, folded: str, language: Language) -> list[Item]:
    """Make classified pieces of the words, numbers and marks that were found in a text, see :func:`read_items`."""
    items: list[Item] = []
    words, hidden, second_words = language.words, language.hidden_words, language.second_words
    simple = language.simple_tokens
    joined_script = language.scanner is not None
    after_other = False
    position, count = 0, len(matches)
    while position < count:
        match = matches[position]
        token = match[0]
        known = simple.get(token)
        if known is not None:
            start, end = match.span()
            if joined_script and not after_other and text[items[-1].end if items else 0 : start].strip():
                items.append(Item(start, start, OTHER, NO_VALUES))
                after_other = True
            if known is not PLAIN_WORD:
                items.append(Item(start, end, known[0], known[1]))
                after_other = False
            elif not after_other:
                items.append(Item(start, end, OTHER, NO_VALUES))
                after_other = True
            position += 1
            continue
        kind = match.lastgroup
        if kind == "word":
            if joined_script:
                token = "".join(token.split())
            found = words.get(token)
            seconds = second_words.get(token)
            if found is None or (
                seconds is not None and position + 1 < count and matches[position + 1].group() in seconds
            ):
                readings = hidden.get(token)
                if readings is None:
                    readings = language.read_hidden(token)
                used = (
                    _add_word(items, readings, matches, position, after_other, joined_script, text, language)
                    if readings
                    else 0
                )
                if used:
                    position += used
                    after_other = False
                    continue
                if found is None:
                    if not after_other:
                        items.append(Item(match.start(), match.end(), OTHER, {}))
                        after_other = True
                    position += 1
                    continue
            start, end = match.span()
            if token in language.whole_words and not _is_whole(folded, matches, position, items, language):
                if not after_other:
                    items.append(Item(start, end, OTHER, {}))
                    after_other = True
                position += 1
                continue
            if joined_script and not after_other and text[items[-1].end if items else 0 : start].strip():
                items.append(Item(start, start, OTHER, {}))
            if token in language.lowered and text[start].islower():
                found = language.lowered[token]
            if "decsuffix" in found.kinds and language.outer_suffixes:
                end = start + len(_inner_ending(token, language))
            items.append(Item(start, end, found.kinds, found.values))
            after_other = False
            position += 1
            continue
        start, end = match.span()
        if joined_script and not after_other and text[items[-1].end if items else 0 : start].strip():
            items.append(Item(start, start, OTHER, {}))
            after_other = True
        if kind == "punct":
            if language.apostrophe_suffixes and _is_suffix(matches, position, items):
                ending = matches[position + 1].group()
                position += 1 if ending in language.role_suffixes or ending in language.decade_suffixes else 2
                continue
            item = Item(start, end, _punct_kinds.get(match.group(), MARK), {})
        elif kind == "nl":
            if not _is_break(text, start):
                position += 1
                continue
            item = Item(start, end, BREAK, {})
        elif kind == "latin":
            item = Item(start, end, OTHER, {})
        else:
            item = _read_number(match, text, lower, language, matches, position)
        if item.kinds is OTHER:
            if not after_other:
                items.append(item)
                after_other = True
        else:
            items.append(item)
            after_other = False
        position += 1
        if "ord" in item.kinds and position < count and matches[position].start() == end:
            ending = matches[position].group()
            joined = position + 1 < count and matches[position + 1].start() == end + 1
            if joined and (ending in APOSTROPHES or matches[position + 1].group() in language.ordinal_suffixes):
                position, ending = position + 1, matches[position + 1].group()
            item.end = matches[position].start() + len(_inner_ending(ending, language))
            position += 1
    if joined_script and not after_other and items and text[items[-1].end :].strip():
        items.append(Item(len(text), len(text), OTHER, {}))
    return items


def _is_whole(folded: str, matches: list[re.Match[str]], position: int, items: list[Item], language: Language) -> bool:
    """Whether a short word of a joined script stands alone, but for particles: 전 in "3일 전에", not in 전용."""
    start, end = matches[position].span()
    follows_word = bool(items) and items[-1].end == start and items[-1].kinds is not OTHER
    if follows_word and "rel" in language.words[matches[position].group()].kinds:
        follows_word = False  # "this" begins a word: 이 is else the particle of what stands before it
    if start and folded[start - 1].isalpha() and not follows_word:
        return False
    goes_on = position + 1 < len(matches) and matches[position + 1].start() == end
    return goes_on or not folded[end : end + 1].isalpha() or folded.startswith(language.particles, end)


def _add_word(
    items: list[Item],
    readings: tuple[HiddenWord, ...],
    matches: list[re.Match[str]],
    position: int,
    after_other: bool,
    joined_script: bool,
    text: str,
    language: Language,
) -> int:
    """Add a word by the first of its readings that holds here. Give how many pieces it took; 0 if none holds."""
    start, end = matches[position].span()
    for reading in readings:
        meaning, used = reading.meaning, 1
        for rest, of_phrase in reading.phrases:
            last = position + len(rest)
            if last < len(matches) and all(matches[position + 1 + k].group() == part for k, part in enumerate(rest)):
                meaning, used = of_phrase, len(rest) + 1
                break
        if meaning is None:
            continue
        if joined_script and not after_other and text[items[-1].end if items else 0 : start].strip():
            items.append(Item(start, start, OTHER, {}))
        if reading.joined:
            items.append(Item(start, start + 1, language.and_meaning.kinds, language.and_meaning.values))
        kinds = meaning.kinds
        if kinds & ONLY_CAPITAL and (reading.outside or text[start].islower()):
            kinds = kinds | LOWERED
        if kinds is OTHER:
            items.append(Item(start, matches[position + used - 1].end(), OTHER, {}))
            return used
        last_character = matches[position + used - 1].end() - (reading.after if used == 1 else 0)
        items.append(Item(start + reading.outside, last_character, kinds, meaning.values))
        if reading.role is not None and used == 1:
            items.append(Item(end, end, reading.role.kinds, reading.role.values))
        return used
    return 0


def _is_suffix(matches: list[re.Match[str]], position: int, items: list[Item]) -> bool:
    """Whether an apostrophe only joins an ending to a word that has a meaning: ``Eylül'de``."""
    if matches[position].group() not in "'’" or not items or position + 1 >= len(matches):
        return False
    following = matches[position + 1]
    at = matches[position].start()
    return (
        items[-1].end == at
        and items[-1].kinds is not OTHER
        and following.start() == at + 1
        and following.lastgroup == "word"
    )


def _is_break(text: str, at: int) -> bool:
    """Tell a line end that ends a line of meaning from one that only wraps a paragraph."""
    before = text.rfind("\n", max(0, at - LONG_LINE), at)
    after = text.find("\n", at + 1, at + LONG_LINE)
    if after < 0:
        after = min(len(text), at + LONG_LINE)
    if text.startswith(INDENT, at + 1) and text[at + 1 : after].strip():
        return False
    return at - before - 1 < SOFT_LINE or after - at - 1 < SOFT_NEXT_LINE


def _read_number(
    match: re.Match[str], text: str, lower: str, language: Language, matches: list[re.Match[str]], position: int
) -> Item:
    kind = match.lastgroup
    start, end = match.span()
    token = match.group()
    if kind == "sep":
        kind = "triple"
    if kind == "numeral":
        value = read_numeral_characters(token, language.numerals)
        return Item(start, end, number_kinds(value), {"n": value, "w": len(token)})
    if (
        kind == "int"
        and len(token) == 8
        and token[:2] in ("19", "20")
        and not text[max(0, start - 1) : start].isalpha()
    ):
        kind, token = "iso", f"{token[:4]}-{token[4:6]}-{token[6:]}"
    if (
        kind == "triple"
        and "-" in token
        and text[max(0, start - 1) : start] in "-–"
        and text[max(0, start - 2) : start - 1].isdigit()
    ):
        kind = "junk"
    if kind in ("iso", "triple"):
        return Item(start, end, _triple_kinds, {"date3": token})
    if kind == "junk" or _is_part_of_name(text, start, end, language, matches, position):
        return Item(start, end, OTHER, {})
    if kind == "clock":
        return Item(start, end, _clock_kinds, {"clock": token})
    if kind == "slash" and token in language.words:
        return Item(start, end, language.words[token].kinds, language.words[token].values)
    if kind == "slash":
        return Item(start, end, _pair_kinds, {"pair": tuple(token.split("/"))})
    if kind == "dot" and end - start <= LONGEST_NUMBER:
        return Item(
            start, end, _dotted_kinds if language.dotted_dates else _dot_kinds, {"pairdot": tuple(token.split("."))}
        )
    if kind != "int" or len(token) > LONGEST_NUMBER or _stands_in_noise(lower, start, end, language):
        return Item(start, end, OTHER, {})
    value = int(token)
    values = {"n": value, "digits": len(token)}
    kinds = number_kinds(value, digits=len(token))
    if (
        position + 1 < len(matches)
        and matches[position + 1].start() == end
        and _is_ordinal(matches, position, language)
    ):
        kinds |= {"ord", "ordd"} if value <= 31 else {"ord"}
        values["dotted"] = matches[position + 1].group() == "."
    return Item(start, end, kinds, values)


def _is_ordinal(matches: list[re.Match[str]], position: int, language: Language) -> bool:
    """Whether what is joined to a number makes it an ordinal: ``21st``, ``31'inci``, ``3.`` before a word for time."""
    if position + 1 == len(matches) or matches[position + 1].start() != matches[position].end():
        return False
    mark = matches[position + 1].group()
    if mark in language.ordinal_suffixes:
        return True
    following = matches[position + 2] if position + 2 < len(matches) else None
    if mark == "." and language.dotted_ordinals and position:
        before = language.words.get(matches[position - 1].group())
        if before is not None and "on" in before.kinds:
            return True
    if following is None or following.lastgroup != "word":
        return False
    if following.start() == matches[position + 1].end() and (mark in ".-" or mark in APOSTROPHES):
        ending = _inner_ending(following.group(), language)
        if ending in language.ordinal_suffixes and (mark in ".-" or language.apostrophe_suffixes):
            return True
    if mark != "." or not language.dotted_ordinals:
        return False
    word = following.group()
    meanings = (
        [language.words[word]] if word in language.words else [found.meaning for found in language.read_hidden(word)]
    )
    return any(meaning is not None and meaning.kinds & COUNTED_BY_ORDINALS for meaning in meanings)


def _stands_in_noise(lower: str, start: int, end: int, language: Language) -> bool:
    """Whether the words beside a number make it no date: "page 1378", "2000 people"."""
    if language.noise_after is not None and language.noise_after.match(lower, end):
        return True
    before = language.noise_before
    return before is not None and before.search(lower, max(0, start - NOISE_WITHIN), start) is not None


def _inner_ending(ending: str, language: Language) -> str:
    """Give an ending without what lies outside the span: ``nde`` of ``31'inde`` in "on the 31st"."""
    for suffix in language.outer_suffixes:
        if ending.endswith(suffix) and len(ending) > len(suffix):
            return ending[: -len(suffix)]
    return ending


def _is_part_of_name(
    text: str, start: int, end: int, language: Language, matches: list[re.Match[str]], position: int
) -> bool:
    """Whether a number belongs to a name, a price or a code: T-72, Su-57, $100, A320."""
    if text[end : end + 2].lstrip()[:1] in SIGNS and not _is_ordinal_sign(matches, position, language):
        return True
    if start == 0:
        return False
    before = text[start - 1]
    if before in CURRENCY:
        return True
    if position == 0 or before.isspace():
        if end < len(text) and text[end].isalpha() and not language.characters:
            return not _is_known(matches, position + 1, language)
        return False
    previous = matches[position - 1]
    if before.isalpha() and previous.end() == start:
        return not language.characters and not _is_known(matches, position - 1, language)
    if before in "-–" and position > 1 and matches[position - 2].end() == start - 1:
        earlier = matches[position - 2]
        if earlier.lastgroup == "int" and end - start == 4 and earlier.end() - earlier.start() not in (1, 2, 4):
            return True
        if earlier.lastgroup == "word" and text[earlier.end() - 1].isalpha():
            return not _is_known(matches, position - 2, language)
    if end < len(text) and text[end].isalpha() and not language.characters:
        return not _is_known(matches, position + 1, language)
    return False


def _is_ordinal_sign(matches: list[re.Match[str]], position: int, language: Language) -> bool:
    """Whether the sign after a number makes it an ordinal, because what is counted follows: "1° maggio"."""
    if position + 2 >= len(matches) or matches[position + 1].group() not in language.ordinal_suffixes:
        return False
    following = language.words.get(matches[position + 2].group())
    return following is not None and not following.kinds.isdisjoint(COUNTED_BY_ORDINALS)


def _is_known(matches: list[re.Match[str]], position: int, language: Language) -> bool:
    if not 0 <= position < len(matches):
        return False
    word = matches[position].group()
    return word in language.words or word in language.ordinal_suffixes or bool(language.read_hidden(word))
