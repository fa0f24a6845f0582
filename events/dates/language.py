"""A language's words for time, from its data file, ready for look-up."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from events.dates.candidates import CANDIDATES
from events.dates.grammar import NOTHING, Grammar
from events.dates.hidden import MARKS, HiddenWord, read_hidden_word
from events.dates.items import OTHER, Kinds, Meaning
from events.dates.named import load_named
from events.dates.numbers import MONTH, NUMBER_KINDS, YEAR, number_kinds
from events.dates.rules import NODE_KINDS, RULES
from events.dates.tokens import FIXED_KINDS, NUMBERS, PLAIN_WORD, SIMPLE_MARKS
from events.dates.windows import ARTICLE, COUNT, HELPER, HELPERS, KNOWN, PARTIAL, SEED, Sorts

DATA = Path(__file__).parent / "data"


@lru_cache(maxsize=1)
def list_languages() -> frozenset[str]:
    """Give the codes of the languages that have a data file."""
    return frozenset(path.stem for path in DATA.glob("*.json") if len(path.stem) <= 3)


def lower_case(text: str) -> str:
    """Give a text in lower case, of the same length."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def phrases_of(listing: str) -> list[str]:
    """Split a listing of a data file, ``"today, this day"``, into its phrases."""
    return [phrase.strip() for phrase in listing.split(",") if phrase.strip()]


class Language:
    """The words of one language, and the grammar compiled for the classes they have.

    Parameters
    ----------
    data
        The content of a data file; ``docs/dates.md`` says what every key means.
    """

    def __init__(self, data: dict[str, Any]):
        self.code: str = data["language"]
        self.order: str = data.get("numeric_order", "DMY")
        self.characters: bool = data.get("segmentation") == "characters"
        self.fold: dict[str, str] = {"’": "'", "ʼ": "'", "\u00a0": " "} | data.get("fold", {})
        self.apostrophe_suffixes: bool = data.get("apostrophe_suffixes", False)
        self.dotted_dates: bool = data.get("dotted_dates", False)
        self.dotted_ordinals: bool = data.get("dotted_ordinals", False)
        prefixes = data.get("prefixes", {})
        self.and_prefixes = phrases_of(prefixes.get("and", ""))
        self.articles = ["", *(self.folded(p) for p in phrases_of(prefixes.get("article", "")))]
        self.prefixes = ["", *(self.folded(p) for p in phrases_of(prefixes.get("bare", "")))]
        self.whole_prefixes = [self.folded(p) for p in phrases_of(prefixes.get("whole", ""))]
        self.prefix_initials = frozenset(p[0] for p in (*self.prefixes, *self.articles, *self.whole_prefixes) if p)
        self.role_suffixes = {
            self.folded(suffix): Meaning(frozenset({role}), {role: role})
            for role, listing in data.get("role_suffixes", {}).items()
            for suffix in phrases_of(listing)
        }
        endings = {self.folded(p) for p in phrases_of(data.get("suffixes", ""))} | set(self.role_suffixes)
        endings |= {self.folded(p) for p in phrases_of(data.get("outer_suffixes", ""))}
        self.suffixes = sorted(endings, key=len, reverse=True)
        self.ordinal_suffixes = frozenset(self.folded(p) for p in phrases_of(data.get("ordinal_suffixes", "")))
        self.decade_suffixes = frozenset(self.folded(p) for p in phrases_of(data.get("decade_suffixes", "")))
        tenses = [f"(?P<{tense}>{data[tense]})" for tense in ("future", "past") if data.get(tense)]
        self.tense = re.compile("|".join(tenses)) if tenses else None
        self.subordinators = self._pattern(data, "subordinators", r"(?<!\w)(?:{})(?!\w)")
        self.comparison = self._pattern(data, "comparison")
        ends = r"(?:{})" if self.characters else r"-?(?:{})(?!\w)"
        self.noise_after = self._pattern(data, "noise_after", rf"\s*(?:[%‰]|{ends})")
        self.noise_before = self._pattern(data, "noise_before", r"(?:{})\s*$")
        self.age_before = self._pattern(data, "age_before", r"(?:{})\s*$")
        self.age_after = self._pattern(data, "age_after", r"\s*(?:{})(?!\w)")
        self.given_names = frozenset(phrases_of(data.get("given_names", "")))
        self.weak = frozenset(self.folded(p) for p in phrases_of(data.get("weak", "")))
        self.capital = frozenset(self.folded(p) for p in phrases_of(data.get("capital", "")))
        outer = {self.folded(p) for p in phrases_of(data.get("outer_suffixes", ""))}
        self.outer_suffixes = sorted(outer, key=len, reverse=True)
        self.hidden_words: dict[str, tuple[HiddenWord, ...]] = {}
        self.words: dict[str, Meaning] = {}
        self.phrases: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
        self.spaced: set[str] = set()
        self.whole_words = frozenset(self.folded(p) for p in phrases_of(data.get("whole_words", "")))
        self.particles = tuple(self.folded(p) for p in phrases_of(data.get("particles", "")))
        self.numerals: dict[str, int] = data.get("numerals", {})
        self._read_words(data)
        self.and_meaning = Meaning(frozenset({"and"}), {"and": "and"})
        self.scanner = self._compile_scanner() if self.characters else None
        self.known_runs = self._compile_known_runs() if self.characters else None
        self.second_words = {
            first: frozenset(rest[0] for rest, _ in options) for first, options in self.phrases.items()
        }
        self.phrase_words = {
            word for first, options in self.phrases.items() for rest, _ in options for word in (first, *rest)
        } | {half for phrase in self.spaced for half in phrase.split()}
        self.lowered = {
            word: Meaning(meaning.kinds | {"weak", "lowered"}, meaning.values)
            for word, meaning in self.words.items()
            if meaning.kinds & {"weak", "capital"}
        }
        self.simple_tokens = self._list_simple_tokens()
        kinds = self._kinds()
        self.grammar = Grammar(kinds, RULES, NODE_KINDS)
        self._sort_kinds(kinds)
        self.triggers = self._find_triggers()
        openings = {prefix + article for prefix in self.prefixes for article in self.articles} | {*self.whole_prefixes}
        self._opening, self._ending = (f"(?:{_trie_pattern(_trie_of(p))})?" for p in (openings - {""}, self.suffixes))
        self.match_plain = self._compile_plain_part().fullmatch
        self.sorts = Sorts(self)

    def _sort_kinds(self, kinds: set[Kinds]) -> None:
        """Note which sets of classes may make a date alone, with an article, or with others."""
        roles = [k for k in kinds if k.isdisjoint(CANDIDATES | {"n", "ord"})]
        company = [k for k in roles if k.isdisjoint(HELPERS)]
        alone = self.grammar.find_sufficient(k for k in company if "the" not in k)
        with_article = self.grammar.find_sufficient(company)
        self._sorts_of_kinds = dict.fromkeys(kinds, PARTIAL)
        self._sorts_of_kinds |= dict.fromkeys(roles, HELPER) | {k: ARTICLE if "the" in k else KNOWN for k in company}
        self._sorts_of_kinds |= dict.fromkeys(with_article, COUNT) | dict.fromkeys(alone, SEED)

    def sort_of(self, kinds: Kinds) -> int:
        """Tell what a piece of these classes says of a date, see :mod:`events.dates.windows`."""
        return self._sorts_of_kinds[kinds]

    def _find_triggers(self) -> dict[str, int]:
        """Give the least usual word (the longest) of every phrase that may belong to a date."""
        phrases = [
            ((first, *rest), meaning) for first, options in self.phrases.items() for rest, meaning in options
        ] + [(tuple(phrase.split()), self.words["".join(phrase.split())]) for phrase in self.spaced]
        triggers: dict[str, int] = {}
        for words, meaning in phrases:
            sort = self.sort_of(meaning.kinds)
            if sort > KNOWN:
                word = max(words, key=partial(self._rarity, sort=sort))
                triggers[word] = max(triggers.get(word, KNOWN), sort)
        return triggers

    def _rarity(self, word: str, sort: int) -> tuple[bool, int, bool, bool]:
        """How well a word of a phrase tells where to look for it: one that is looked at anyway, or a long one."""
        meaning = self.words.get(word)
        is_seed = meaning is not None and self.sort_of(meaning.kinds) >= sort
        return is_seed, len(word), word.isalpha(), meaning is None

    def _list_simple_tokens(self) -> dict[str, tuple[Kinds, dict[str, Any]]]:
        """Give the words and marks that mean the same whatever stands beside them, however they are written."""
        unclear = self.whole_words | self.second_words.keys() | self.lowered.keys()
        words = {
            word: (meaning.kinds, meaning.values)
            for word, meaning in self.words.items()
            if word not in unclear and not (self.outer_suffixes and "decsuffix" in meaning.kinds)
        }
        return SIMPLE_MARKS | words

    def read_hidden(self, token: str) -> tuple[HiddenWord, ...]:
        """Read a word that is not in the list as it stands; what was found is kept for the next time."""
        if len(self.hidden_words) > HIDDEN_WORDS_KEPT:
            self.hidden_words.clear()
            self.simple_tokens = self._list_simple_tokens()
        readings = self.hidden_words[token] = () if self.is_plain(token) else read_hidden_word(token, self)
        if not readings and token not in self.words:
            self.simple_tokens[token] = PLAIN_WORD
        return readings

    def folded(self, text: str) -> str:
        """Give the form in which words are looked up: lower case, spelling variants made one, of the same length."""
        return self.fold_letters(lower_case(text))

    def fold_letters(self, lower: str) -> str:
        """Make spelling variants one in a text in lower case."""
        if not lower.isascii():
            for variant, usual in self.fold.items():
                lower = lower.replace(variant, usual)
        return lower

    @staticmethod
    def _pattern(data: dict[str, Any], key: str, frame: str = "{}") -> re.Pattern[str] | None:
        """Compile what stands beside a time: a pattern over text in lower case, where it is fastest."""
        return re.compile(frame.replace("{}", data[key])) if data.get(key) else None

    def _kinds(self) -> set[frozenset[str]]:
        kinds = {m.kinds for m in self.words.values()}
        kinds |= {m.kinds for options in self.phrases.values() for _, m in options}
        kinds |= {m.kinds for m in self.lowered.values()}
        kinds |= {m.kinds | {"lowered"} for options in self.phrases.values() for _, m in options if "weak" in m.kinds}
        kinds |= {YEAR, MONTH} | {meaning.kinds for meaning in self.role_suffixes.values()}
        kinds |= FIXED_KINDS | NUMBER_KINDS | {self.and_meaning.kinds}
        kinds |= {k | {"ord", "ordd"} for k in NUMBER_KINDS} | {k | {"ord"} for k in NUMBER_KINDS}
        kinds |= {frozenset({"ord"}), frozenset({"ord", "ordd"})}
        return kinds

    def _compile_scanner(self) -> re.Pattern[str]:
        """Compile the look-up of a language without spaces between words: the longest known word at every place."""
        trie = _trie_of({*self.words, *self.spaced})
        numerals = f"(?P<numeral>[{''.join(self.numerals)}]+)|" if self.numerals else ""
        latin = "(?P<latin>[a-z_]+)"
        word = f"(?P<word>{_bisected(trie)})"
        return re.compile(rf"{word}|{numerals}(?=\d)(?:{NUMBERS})|(?P<nl>\n)|{latin}|(?P<punct>[^\w\s])")

    def _compile_plain_part(self) -> re.Pattern[str]:
        """Compile what a part is to match as a whole to be words without any meaning, and marks around them.

        It is far faster than to look the word up in every way, and most words of a text are such.
        """
        marks = rf"[^\w{MARKS}]"
        known = _bisected(_trie_of(w for w in {*self.words, *self.phrases, *self.phrase_words} if w[:1].isalpha()))
        known_word = f"{self._opening}{known}{self._ending}(?!{LETTER})"
        return re.compile(rf"{marks}*+(?:(?!{known_word}){LETTER}++{marks}*+)+")

    def is_plain(self, part: str) -> bool:
        """Whether a part of a text surely is words without any meaning here, perhaps with marks around them."""
        return self.match_plain(part) is not None

    def _compile_known_runs(self) -> re.Pattern[str]:
        """Compile what finds the runs of characters of which words, numbers and marks of this language are made."""
        characters = {*"".join((*self.words, *self.spaced, *self.numerals))}
        if any("a" <= char <= "z" for char in characters):
            characters.update(LATIN)
        return re.compile(rf"[{''.join(map(re.escape, sorted(characters)))}\d\W]+")

    def _add(self, listing: str, kind: str, value: Any, *more: str) -> None:
        for phrase in phrases_of(listing):
            folded = self.folded(phrase)
            known = self._known(folded)
            kinds = {kind, *more}
            values = {kind: value}
            if kind == "ord" and value > self._last_day:
                values["counts"] = True
            if folded in self.weak:
                kinds.add("weak")
            if folded in self.capital:
                kinds.add("capital")
            if known is not None:
                kinds |= known.kinds
                values = known.values | values
            self._put(folded, Meaning(OTHER if "x" in kinds else frozenset(kinds), values))

    def _note_abbreviations(self, listing: str) -> None:
        """Note which of the names of a month or weekday are short for others, as "jan" and "sept" are."""
        names = [self.folded(name) for name in phrases_of(listing)]
        for name in names:
            longer = [other for other in names if len(other) > len(name)]
            is_start = any(other.startswith(name) and len(other) >= len(name) + 3 for other in longer)
            if name in self.words and ((len(name) <= 3 and longer) or (len(name) == 4 and is_start)):
                self._put(name, Meaning(self.words[name].kinds, self.words[name].values | {"short": True}))

    def _known(self, folded: str) -> Meaning | None:
        parts = tuple(TOKENS_OF_PHRASE.findall(folded))
        if len(parts) == 1 or self.characters:
            return self.words.get("".join(parts))
        return next((m for rest, m in self.phrases.get(parts[0], ()) if rest == parts[1:]), None)

    def _put(self, folded: str, meaning: Meaning) -> None:
        parts = tuple(TOKENS_OF_PHRASE.findall(folded))
        if not parts:
            return
        if re.fullmatch(r"\d+/\d+", folded):
            self.words[folded] = meaning
        if len(parts) == 1:
            self.words[parts[0]] = meaning
            return
        if self.characters:
            self.words["".join(parts)] = meaning
            self.spaced.add(" ".join(parts))
            return
        options = [o for o in self.phrases.get(parts[0], ()) if o[0] != parts[1:]]
        options.append((parts[1:], meaning))
        self.phrases[parts[0]] = sorted(options, key=lambda o: -len(o[0]))

    def _read_words(self, data: dict[str, Any]) -> None:
        for number, listing in data.get("months", {}).items():
            self._add(listing, "month", int(number))
            self._note_abbreviations(listing)
        for number, listing in data.get("hijri_months", {}).items():
            self._add(listing, "hmonth", int(number))
        for number, listing in data.get("weekdays", {}).items():
            self._add(listing, "wd", int(number))
            self._note_abbreviations(listing)
        self._add(data.get("weekday_plurals", ""), "plural", 1)
        for unit, listing in data.get("units", {}).items():
            self._add(listing, "unit", unit, f"unit_{unit}", "calunit" if unit not in CLOCK_UNITS else "clockunit")
        for unit, listing in data.get("plural_units", {}).items():
            self._add(
                listing, "unit", unit, f"unit_{unit}", "calunit" if unit not in CLOCK_UNITS else "clockunit", "manyunit"
            )
        for unit, listing in data.get("duals", {}).items():
            self._add(listing, "dual", (2, unit))
        for unit, counts in data.get("counted_units", {}).items():
            for count, listing in counts.items():
                self._add(listing, "dual", (int(count), unit))
        for unit, numbers in data.get("numbered_units", {}).items():
            for number, listing in numbers.items():
                self._add(listing, "numbered", (unit, int(number)))
        for year, listing in data.get("reigns", {}).items():
            self._add(listing, "reign", int(year))
        for unit, listing in data.get("possessed_units", {}).items():
            self._add(listing, "mine", unit)
        for season, listing in data.get("seasons", {}).items():
            self._add(listing, "season", season)
        for number, listing in data.get("numbers", {}).items():
            for phrase in phrases_of(listing):
                self._add(phrase, "n", int(number), *number_kinds(int(number)))
        self._add(data.get("articles_as_one", ""), "one", 1)
        self._last_day = data.get("ordinal_days", 31)
        for number, listing in data.get("ordinals", {}).items():
            if int(number) < 0:
                self._add(listing, "last", -1)
            else:
                self._add(listing, "ord", int(number), *(("ordd",) if int(number) <= 31 else ()))
        for number, listing in data.get("roman", {}).items():
            self._add(listing, "roman", int(number))
        self._add(data.get("relative_week", ""), "relweek", 1)
        for number, listing in data.get("vague", {}).items():
            self._add(listing, "few", int(number))
        for offset, listing in data.get("relative", {}).items():
            self._add(listing, "rel", int(offset), RELATIVE_KINDS[int(offset)])
        self._add(data.get("plural_relative", ""), "manyrel", 1)
        for offset, listing in data.get("focus_relative", {}).items():
            self._add(listing, "frel", int(offset))
        self._add(data.get("focus_only_before", ""), "frelpre", 1)
        for unit, offsets in data.get("deictic", {}).items():
            for offset, listing in offsets.items():
                self._add(listing, "deictic", (unit, int(offset)))
            both = set(phrases_of(offsets.get("1", ""))) & set(phrases_of(offsets.get("-1", "")))
            both |= set(phrases_of(offsets.get("2", ""))) & set(phrases_of(offsets.get("-2", "")))
            self._add(", ".join(sorted(both)), "either", 1)
        for unit, offsets in data.get("focus_deictic", {}).items():
            for offset, listing in offsets.items():
                self._add(listing, "fdeictic", (unit, int(offset)))
        for part, units in data.get("part_units", {}).items():
            for unit, listing in units.items():
                self._add(listing, "partunit", (part, unit))
        for part, listing in data.get("parts", {}).items():
            self._add(listing, "part", part)
        for part, listing in data.get("parts_after", {}).items():
            self._add(listing, "partafter", part)
        for part, listing in data.get("dayparts", {}).items():
            self._add(listing, "daypart", part)
        for decade, listing in data.get("decades", {}).items():
            self._add(listing, "decade", int(decade))
        for era, listing in data.get("eras", {}).items():
            self._add(listing, "era", era, f"era_{era}")
        for zone, listing in data.get("zones", {}).items():
            self._add(listing, "zone", zone)
        self._add(data.get("ignore", ""), "x", "x")
        self._add(data.get("now", ""), "now", "now")
        self._add(data.get("vague_now", ""), "soon", "soon")
        for phrase in self.ordinal_suffixes:
            self._add(phrase, "ordsuffix", 1)
        for phrase in self.decade_suffixes:
            self._add(phrase, "decsuffix", 1)
        self._add(data.get("century_suffixes", ""), "centsuffix", 1)
        for role, listing in data.get("roles", {}).items():
            self._add(listing, role, role)
        for suffix, meaning in self.role_suffixes.items():
            if self.apostrophe_suffixes:
                for role in meaning.kinds:
                    self._add(suffix, role, role)
        for name, rule in load_named().items():
            lasts = "days" in rule and rule["days"][0] != rule["days"][1]
            for phrase in phrases_of(rule.get(self.code, "")):
                says_year = any(character.isdigit() for character in phrase)
                self._add(phrase, "named", name, *(("happening",) if lasts and not says_year else ()))


def _trie_of(words: Iterable[str]) -> dict[str, Any]:
    """Put words into a tree of characters."""
    trie: dict[str, Any] = {}
    for word in words:
        node = trie
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return trie


def _trie_pattern(trie: dict[str, Any]) -> str:
    """Write a tree of characters as a regular expression that takes the longest path."""
    branches = [
        (r"\s?" if char == " " else re.escape(char)) + _trie_pattern(below)
        for char, below in sorted(trie.items())
        if char
    ]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 and "" not in trie else f"(?:{'|'.join(branches)})"
    return body + ("?" if "" in trie else "")


def _bisected(trie: dict[str, Any]) -> str:
    """Write a tree of characters as a pattern that finds the branch of a character by halving what is left.

    The engine tries the branches of an alternative one by one, for every character of a text.
    """
    first = sorted(trie)
    if not first:
        return NOTHING
    one_of = f"(?=[{''.join(map(re.escape, first))}])"
    if len(first) <= FEW_BRANCHES:
        return f"(?:{one_of}{_trie_pattern(trie)})"
    middle = len(first) // 2
    halves = ({char: trie[char] for char in part} for part in (first[:middle], first[middle:]))
    return f"(?:{one_of}(?:{'|'.join(map(_bisected, halves))}))"


FEW_BRANCHES = 8
LETTER = r"[^\W\d_\u0640]"
LATIN = "abcdefghijklmnopqrstuvwxyz_"
HIDDEN_WORDS_KEPT = 50_000
RELATIVE_KINDS = {-2: "relback2", -1: "relback", 0: "rel0", 1: "relnext", 2: "rel2"}
CLOCK_UNITS = {"hour", "minute", "second"}
TOKENS_OF_PHRASE = re.compile(rf"[^\W_]+(?:[{MARKS}]+[^\W_]*)*|[^\w\s]")


@lru_cache(maxsize=64)
def load_language(code: str) -> Language | None:
    """Load a language's words and grammar; none if it has no data file."""
    if code not in list_languages():
        return None
    return Language(json.loads((DATA / f"{code}.json").read_text(encoding="utf-8")))
