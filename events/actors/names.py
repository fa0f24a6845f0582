"""Names of people and organisations that the table does not know."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterator

from events.actors.capitals import PARTICLES, FoundName, find_capital_names
from events.actors.lexicon import Lexicon
from events.actors.scan import Units
from events.actors.words import fold
from events.model import ActorKind

LONGEST_NAME = 4
_FEWEST_WORDS = 2


def take_name(
    units: Units,
    first: int,
    lexicon: Lexicon,
    *,
    blocked: Collection[int] = (),
    apart: bool = False,
    definite: bool = False,
) -> int:
    """Say where a name that follows a title or an office ends.

    Parameters
    ----------
    units
        The words of the text.
    first
        The unit at which the name would begin.
    lexicon
        The language.
    blocked
        Units that belong to other phrases.
    apart
        Whether a comma may stand before it.
    definite
        Whether it may be all of words with the article: حزب الغد الوطني.

    Returns
    -------
    int
        The unit after the name; ``first`` if no name stands there.
    """
    if first >= len(units.keys) or not (apart or units.joined[first]):
        return first
    if definite and (last := _take_definite(units, first, lexicon, blocked)) > first:
        return last
    reader = _TAKERS[lexicon.order.names]
    return reader(units, first, lexicon, blocked)


def take_name_before(units: Units, last: int, lexicon: Lexicon, *, floor: int = 0, foreign: bool = False) -> int:
    """Say where a name begins that an office or a title follows, in a language that writes them so.

    Parameters
    ----------
    units
        The words of the text.
    last
        The unit of the office.
    lexicon
        The language; its family names tell names of its own people, two words in a row those of others.
    floor
        The first unit that belongs to no phrase before.
    foreign
        Whether the office is that of a country, so that one word at the head of a sentence may be a name.

    Returns
    -------
    int
        The first unit of the name; ``last`` if no name stands there.
    """
    lists = lexicon.lists
    if lexicon.order.names == "han":
        return _han_before(units, last, lexicon)
    first = last
    while first > floor and last - first < _LONGEST_BEFORE and units.joined[first]:
        word = units.word(first - 1)
        if not "가" <= word[0] <= "힣" or word in lists.stop or not 1 < len(word) <= _LONGEST_WORD:
            break
        if first == last and len(word) == _NATIVE_NAME and word[0] in lists.surnames:
            return first - 1
        if word.endswith(tuple(lists.tails)):
            break
        first -= 1
    if last - first == 1:
        word = units.word(first)
        heads = foreign and not units.joined[first] and len(word) >= _NATIVE_NAME
        heads = heads and not word.endswith(tuple(lists.organisations))
        return first if heads or (units.keys[last] and any(word in units.word(i) for i in range(first))) else last
    return first


def _han_before(units: Units, last: int, lexicon: Lexicon) -> int:
    for length in (3, 2):
        first = last - length
        if first < 0 or units.word(first) not in lexicon.lists.surnames or not all(units.joined[first + 1 : last + 1]):
            continue
        if first == 0 or not units.joined[first] or units.word(first - 1) in lexicon.lists.boundaries:
            return first
    return last


_LONGEST_BEFORE, _LONGEST_WORD, _NATIVE_NAME = 3, 6, 3


def _take_capitals(units: Units, first: int, lexicon: Lexicon, blocked: Collection[int]) -> int:
    stop = lexicon.lists.stop
    at, last = first, first
    if first and any(mark in units.text[units.ends[first - 1] : units.starts[first]] for mark in "«„"):
        return first
    while at < len(units.keys) and at - first < LONGEST_NAME + 1 and (at == first or _is_next(units, at)):
        word = units.word(at)
        if at in blocked or word[0].isdigit():
            break
        if word[0].isupper():
            if fold(word) in stop or (at == first and _is_adjective(units, at, lexicon)):
                break
            last = at + 1
        elif at == first or word not in PARTICLES:
            break
        at += 1
        if last == at and units.text[units.ends[last - 1] : units.ends[last - 1] + 1] in {".", ","} and len(word) > 2:
            break
    return last


def _is_next(units: Units, at: int) -> bool:
    """Whether a word goes on with a name: only a space or a hyphen stands before it (*François-Xavier*)."""
    return units.joined[at] or units.text[units.ends[at - 1] : units.starts[at]] == "-"


def _is_adjective(units: Units, index: int, lexicon: Lexicon) -> bool:
    """Whether a word is the adjective of the noun behind it: *Белгородской* области."""
    adjectives, after = tuple(lexicon.lists.adjectives), index + 1
    if not adjectives or after >= len(units.keys) or not units.joined[after]:
        return False
    return units.word(after)[0].islower() and fold(units.word(index)).endswith(adjectives)


def _goes_on(units: Units, first: int, at: int) -> bool:
    """Whether a name that begins at a unit may hold another one: no quotation mark stands between them."""
    if at == first:
        return True
    return units.joined[at] and not any(mark in units.text[units.ends[at - 1] : units.starts[at]] for mark in _MARKS)


_MARKS = '«»“”"()/'


def _take_after_title(units: Units, first: int, lexicon: Lexicon, blocked: Collection[int]) -> int:
    lists = lexicon.lists
    at = first
    goes_on = False
    parts = 0
    while at < len(units.keys) and (parts < LONGEST_NAME - 1 or goes_on) and _goes_on(units, first, at):
        word = units.word(at)
        folded = fold(word)
        is_foreign = not word[0].isalpha() or word[0].isascii()
        if at in blocked or units.breaks[at] or is_foreign or len(folded) < 2 or word in lists.lookalikes:
            break
        second = at > first and folded in lists.seconds
        goes_on = goes_on or (at > first and folded in lists.connectors)
        if folded not in lists.given and not goes_on and not second and not _is_name_like(folded, at - first, lexicon):
            break
        if at > first and folded not in lists.given and not goes_on and word.endswith(tuple(lists.owned)):
            break
        known = goes_on or second or fold(units.word(first)) in lists.given
        known = known or (at == first + 1 and not units.keys[first] and folded.endswith(_shortest(lists.adjectives)))
        if at > first and folded.startswith("ال") and not known:
            break
        parts += not goes_on and not second
        goes_on = folded in lists.connectors
        at += 1
    if goes_on:
        at -= 1
    if at - first == 1 and not _may_stand_alone(units.word(first), lexicon):
        return first
    return at


def _shortest(endings: Collection[str]) -> tuple[str, ...]:
    """The ending that names made like adjectives have: الرنتاو*ي*."""
    least = min(map(len, endings), default=0)
    return tuple(ending for ending in endings if len(ending) == least)


def _may_stand_alone(word: str, lexicon: Lexicon) -> bool:
    """Whether one word may be a name, and is no noun with a possessive: رفضه."""
    lists = lexicon.lists
    return len(word) >= _SHORTEST_NAME and (fold(word) in lists.given or not word.endswith(tuple(lists.possessives)))


def _take_definite(units: Units, first: int, lexicon: Lexicon, blocked: Collection[int]) -> int:
    """Take words that all bear the article, as names of parties do."""
    articles, lists = lexicon.words.morphology.definite, lexicon.lists
    adjectives, adjective = tuple(lists.adjectives), False
    at = first
    while at < len(units.keys) and at - first < LONGEST_NAME and _goes_on(units, first, at):
        folded = fold(units.word(at))
        joins = at == first + 1 and folded.startswith(tuple(lists.joining))
        if not joins and units.text[units.starts[at] - 1].isalpha():
            break  # لجنة الدفاع *ب*البرلمان
        if at in blocked or (units.breaks[at] and not joins) or folded in lists.stop:
            break
        if not joins and (not folded.startswith(articles) or (adjective and not folded.endswith(adjectives))):
            break
        adjective = folded.endswith(adjectives)
        at += 1
    return at


_SHORTEST_NAME = 3
_LONGEST_TAIL = 4
_SHORTEST_FAMILY = 4
"""Letters of a family name with its article: المر."""


def _is_name_like(folded: str, position: int, lexicon: Lexicon) -> bool:
    lists = lexicon.lists
    if not folded or folded in lists.stop or folded in lists.speech or folded in lists.nameless:
        return False
    if folded[0] in "وفلب" and any(folded[1:] in words for words in (lists.stop, lists.speech, lists.nameless)):
        return False
    if len(folded) > _LONGEST_TAIL and folded.endswith(tuple(lists.tails)):
        return False
    accusative = folded.endswith("ا") and any(folded[:-1] in words for words in (lists.stop, lists.nameless))
    if accusative and folded not in lists.given:
        return False
    if len(folded) > 3 and position > 0 and folded[0] == "و":
        return False
    if folded.startswith(tuple(lists.heads)):
        return False
    if folded.startswith("ال"):
        return position > 0 and len(folded) >= _SHORTEST_FAMILY
    return not (position > 0 and folded[0] == "ي" and len(folded) > 4)


def _take_hangul(units: Units, first: int, lexicon: Lexicon, blocked: Collection[int]) -> int:
    at = first
    while at < len(units.keys) and at - first < 2 and (at == first or units.joined[at]):
        word = units.word(at)
        if at in blocked or units.keys[at] or not "가" <= word[0] <= "힣" or fold(word) in lexicon.lists.stop:
            break
        at += 1
        if word.endswith(tuple(lexicon.words.morphology.endings)):
            break
    return at


_HAN_TRANSCRIPTION = frozenset(
    "阿埃艾安昂奥巴白拜班邦包保堡鲍北贝本比彼别宾波伯博勃布采查楚茨达戴丹当道德登邓迪蒂丁东杜顿多厄恩尔法凡范方菲费芬丰冯佛夫弗"
    "福盖甘冈高戈哥格葛根贡古圭哈海汉豪赫黑亨胡华怀惠霍基吉加贾简杰金津卡凯坎康考科可克肯孔库夸奎拉莱赖兰朗劳勒雷蕾里利莉丽连"
    "列林琳龙卢鲁伦罗洛吕马玛麦迈曼芒毛梅门蒙米密敏明缪摩莫默姆穆拿娜纳南瑙内尼妮涅宁牛纽农努诺欧帕派潘庞培佩彭蓬皮平珀普齐奇契"
    "乔切琴琼丘让热日荣茹瑞若萨塞赛桑瑟森沙莎山尚舍申圣施什史士舒斯苏索塔泰坦汤唐陶特提廷图托瓦万旺威维韦魏温文翁沃乌武西希锡夏"
    "香肖谢辛欣雄休许逊雅亚延扬耶叶伊宜因英尤于约赞泽扎詹珍芝朱兹祖佐诃姬娅婭丝伍弥吞梭钦觉貌昂吴素季隆颂"
)


def _take_han(units: Units, first: int, lexicon: Lexicon, blocked: Collection[int]) -> int:
    lists = lexicon.lists
    native = _take_japanese(units, first, lexicon, blocked)
    if native > first:
        return native
    if units.word(first) in lists.surnames and first not in blocked:
        native = _take_native(units, first, lexicon)
        if native - first == _FEWEST_WORDS or (native > first and _ends_name(units, native, lexicon)):
            return native
    at = first
    while at < len(units.keys) and at - first < 16 and (at == first or units.joined[at] or is_dotted(units, at)):
        word = units.word(at)
        if at in blocked or word not in _HAN_TRANSCRIPTION or word in lexicon.lists.stop:
            break
        at += 1
    if at - first > _NATIVE_NAME:
        return at
    if max(native, at) - first < _FEWEST_WORDS or not _ends_name(units, max(native, at), lexicon):
        native = max(native, _before_speech(units, first, lexicon, blocked))
    return max(native, at) if max(native, at) - first >= _FEWEST_WORDS else first


def is_dotted(units: Units, at: int) -> bool:
    """Whether the dot between the parts of a foreign name stands before a unit (莎拉·杜特尔特)."""
    return units.text[units.ends[at - 1] : units.starts[at]] == "·"


def _before_speech(units: Units, first: int, lexicon: Lexicon, blocked: Collection[int]) -> int:
    """Say where a name of unusual characters ends, between an office and a verb of saying (发言人阿卜杜拉证实)."""
    at = first
    while at < len(units.keys) and at - first <= _LONGEST_FOREIGN and (at == first or units.joined[at]):
        word = units.word(at)
        if at in blocked or not "\u4e00" <= word[0] <= "\u9fff":
            return first
        if at > first and word in lexicon.lists.speech:
            named = at - first >= _FEWEST_WORDS and "".join(units.words[first:at]) not in lexicon.lists.nameless
            return at if named else first
        if word in lexicon.lists.boundaries or word in lexicon.lists.locative:
            return first
        at += 1
    return first


_LONGEST_FOREIGN = 5


def _take_japanese(units: Units, first: int, lexicon: Lexicon, blocked: Collection[int]) -> int:
    """Say where a name with a family name of two characters ends, given names of up to three behind it (山口那津男)."""
    second = first + 1
    if second >= len(units.keys) or not units.joined[second] or first in blocked:
        return first
    if units.word(first) + units.word(second) not in lexicon.lists.surnames:
        return first
    at = second + 1
    while (
        at < len(units.keys) and at - second <= _NATIVE_NAME and units.joined[at] and not _ends_name(units, at, lexicon)
    ):
        at += 1
    return at


def _take_native(units: Units, first: int, lexicon: Lexicon) -> int:
    """Say where a name with a family name of one character ends: after three, unless the third begins another word."""
    two, three = first + _FEWEST_WORDS, first + _NATIVE_NAME
    if three <= len(units.keys) and all(units.joined[first + 1 : three]) and not _ends_name(units, two, lexicon):
        return three
    if two <= len(units.keys) and all(units.joined[first + 1 : two]) and _ends_name(units, two, lexicon):
        return two
    return first


def _ends_name(units: Units, at: int, lexicon: Lexicon) -> bool:
    if at == len(units.keys) or not units.joined[at] or units.word(at) in lexicon.lists.boundaries:
        return True
    return not "\u4e00" <= units.word(at)[0] <= "\u9fff"


_TAKERS = {
    "capitals": _take_capitals,
    "after-title": _take_after_title,
    "hangul": _take_hangul,
    "han": _take_han,
}


def find_names(text: str, units: Units, lexicon: Lexicon, *, shouting: bool) -> Iterator[FoundName]:
    """Find names that no title announces.

    Parameters
    ----------
    text
        The text.
    units
        Its words.
    lexicon
        The language; its order says how names are seen.
    shouting
        Whether the text is all in capitals, so that they say nothing.

    Yields
    ------
    FoundName
        In the order of the text; they may overlap phrases that are known.
    """
    match lexicon.order.names:
        case "capitals" if not shouting:
            yield from find_capital_names(units, lexicon)
        case "capitals" | "after-title":
            yield from _given_names(units, lexicon)
        case "hangul":
            yield from _suffixed_names(units, lexicon)
        case "han":
            yield from _dotted_names(text)
            yield from _ending_names(text, lexicon)
            yield from _marked_names(text, lexicon)


def _given_names(units: Units, lexicon: Lexicon) -> Iterator[FoundName]:
    lists = lexicon.lists
    given, never, lookalikes = lists.given, lists.stop, lists.lookalikes
    free = 0
    for index, word in enumerate(units.words):
        if index < free or (folded := fold(word)) not in given or folded in never or word in lookalikes:
            continue
        last = take_name(units, index, lexicon) if units.joined[index] else _take_unjoined(units, index, lexicon)
        if last - index >= _FEWEST_WORDS:
            free = last
            yield FoundName(units.starts[index], units.ends[last - 1], ActorKind.PERSON, 0.6, "given-name")


def _take_unjoined(units: Units, index: int, lexicon: Lexicon) -> int:
    after = take_name(units, index + 1, lexicon)
    return after if after > index + 1 else index


def _suffixed_names(units: Units, lexicon: Lexicon) -> Iterator[FoundName]:
    """Find organisations by what their name ends in: 대한의사협회, 민주노총."""
    tails = tuple(lexicon.lists.organisations)
    if not tails:
        return
    endings = sorted(lexicon.words.morphology.endings, key=len, reverse=True)
    holds_tail = _any_of(lexicon.lists.organisations).search
    for index, word in enumerate(units.words):
        if units.keys[index] or len(word) < _SHORTEST_ORGANISATION or not holds_tail(word):
            continue
        bare = next((word[: -len(e)] for e in endings if word.endswith(e) and word[: -len(e)].endswith(tails)), word)
        known = bare in lexicon.lists.organisations and len(bare) <= _SHORTEST_ORGANISATION
        if len(bare) >= _SHORTEST_ORGANISATION and bare.endswith(tails) and not known:
            start = units.starts[index]
            if index and units.ends[index - 1] == start and units.word(index - 1).isascii():
                start = units.starts[index - 1]  # LG에너지솔루션
            yield FoundName(start, units.starts[index] + len(bare), ActorKind.ORGANISATION, 0.6, "organisation-noun")


@functools.cache
def _any_of(words: frozenset[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)))


def _ending_names(text: str, lexicon: Lexicon) -> Iterator[FoundName]:
    """Find organisations by their last word, in a script without spaces: 东京电力公司."""
    if not lexicon.lists.organisations:
        return
    bounds = lexicon.lists.boundaries | lexicon.lists.locative | _GRAMMAR
    for match in _any_of(lexicon.lists.organisations).finditer(text):
        start = match.start()
        while start > 0 and match.start() - start < _LONGEST_HAN and "\u4e00" <= text[start - 1] <= "\u9fff":
            if text[start - 1] in bounds:
                break
            start -= 1
        if match.start() - start >= _FEWEST_WORDS:
            yield FoundName(start, match.end(), ActorKind.ORGANISATION, 0.55, "organisation-noun")


def _marked_names(text: str, lexicon: Lexicon) -> Iterator[FoundName]:
    """Find organisations in quotation marks: 左翼联盟“新人民阵线”."""
    nouns = tuple(lexicon.lists.organisations)
    for match in _HAN_QUOTED.finditer(text):
        if nouns and (text.endswith(nouns, 0, match.start()) or match[1].endswith(nouns)):
            yield FoundName(match.start(1), match.end(1), ActorKind.ORGANISATION, 0.6, "quoted")


_GRAMMAR = frozenset("的了是有该此其这那某各本每名位个家数多不")
_HAN_QUOTED = re.compile(r"[“\"「]([\u4e00-\u9fff·]{2,9})[”\"」]")
_LONGEST_HAN = 8
_SHORTEST_ORGANISATION = 4
_DOTTED = re.compile(r"[\u4e00-\u9fff]{1,7}(?:·[\u4e00-\u9fff]{1,7})+")


def _dotted_names(text: str) -> Iterator[FoundName]:
    for match in _DOTTED.finditer(text):
        start, end = match.span()
        while start < end and text[start] not in _HAN_TRANSCRIPTION:
            start += 1
        last = start
        while last < end and (text[last] in _HAN_TRANSCRIPTION or text[last] == "·"):
            last += 1
        if "·" in text[start:last].strip("·"):
            yield FoundName(start, last, ActorKind.PERSON, 0.7, "dotted")
