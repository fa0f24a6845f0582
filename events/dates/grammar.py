"""Rules as patterns over classes of pieces, applied in stages: each stage joins pieces into times.

A pattern is written with class names; ``X=name`` captures a piece, ``X=(a|b)`` one of two classes, and
``( ) ? | * +`` mean what they mean in regular expressions. Every set of classes that a language can give a piece
stands for one character, so that a text becomes a string of characters, and a pattern an ordinary compiled regular
expression over it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from events.dates.items import BREAK, MARK, OTHER, Item, Kinds

WORD = re.compile(
    r"(?P<capture>[A-Z][A-Z0-9]*)=(?P<classes>\([^()]*\)|\w+)|(?P<name>[A-Za-z]\w*)"
    r"|(?P<operator>\(\?[:!=]|\(\?<[!=]|[()|?*+])|(?P<space>\s+)"
)
FIRST_CHARACTER = 0xE000


@dataclass(slots=True)
class Match:
    """A place where a pattern holds: the pieces it covers and those it captured."""

    items: list[Item]
    start: int
    end: int
    found: re.Match[str]

    def __getitem__(self, name: str) -> Item:
        """The piece captured under a name, where the pattern always captures one."""
        return self.items[self.found.start(name)]

    def get(self, name: str) -> Item | None:
        """The piece captured under a name; none if that part of the pattern was left out."""
        at = self.found.start(name) if name in self.found.re.groupindex else -1
        return self.items[at] if at >= 0 else None

    def has(self, name: str) -> bool:
        """Whether the pattern has a capture of this name, and it holds a piece."""
        return self.get(name) is not None

    def value(self, name: str, kind: str) -> Any:
        """The value of a captured piece as a class; none if it was not captured."""
        item = self.get(name)
        return None if item is None else item.values.get(kind)

    @property
    def first(self) -> Item:
        """The first piece of the match."""
        return self.items[self.start]

    @property
    def last(self) -> Item:
        """The last piece of the match."""
        return self.items[self.end - 1]

    @property
    def before(self) -> Item | None:
        """The piece before, if there is one."""
        return self.items[self.start - 1] if self.start else None

    @property
    def after(self) -> Item | None:
        """The piece after, if there is one."""
        return self.items[self.end] if self.end < len(self.items) else None


Build = Callable[[Match], "Built | None"]


@dataclass(slots=True)
class Built:
    """What a rule makes: a time, and its class for the rules of later stages."""

    node: object
    kind: str
    start: int = 0
    """How many pieces at the start of the match do not belong to the span."""
    end: int = 0
    """How many pieces at its end do not."""
    inner: Item | None = None
    """The time without the word that opens it, "2014" of "since 2014"."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what to make of it."""

    name: str
    stage: int
    pattern: str
    build: Build


Options = list[tuple[int, Rule, re.Match[str]]]
"""Rules that fit at a place, with the ends of their matches."""
LINES_KEPT, LONGEST_KEPT = 20_000, 40
"""So many stretches, as lines of classes and no longer than this, are remembered: most of them come again and again."""
StageRules = dict[str, list[tuple[Rule, re.Pattern[str], frozenset[str]]]]
"""The rules of a stage, by the character that a match begins with; with characters of which a match holds one."""


class Grammar:
    """The rules, compiled for the sets of classes of one language."""

    def __init__(self, sets: Iterable[Kinds], rules: Iterable[Rule], node_kinds: Iterable[str]):
        self._characters: dict[Kinds, str] = {}
        node_kinds = list(node_kinds)
        all_sets = [*sets, *(frozenset({kind}) for kind in node_kinds)]
        for kinds in all_sets:
            self._characters.setdefault(kinds, chr(FIRST_CHARACTER + len(self._characters)))
        self._unknown = self._characters[frozenset({"x"})]
        members: dict[str, list[str]] = {}
        for kinds, character in self._characters.items():
            for kind in kinds:
                members.setdefault(kind, []).append(character)
        self._parsed: list[Any] = []
        stages: dict[int, StageRules] = {}
        patterns: dict[int, list[str]] = {}
        needs: dict[int, set[str]] = {}
        times = {self._characters[frozenset({kind})] for kind in node_kinds}
        for rule in rules:
            translated = self._translate(rule.pattern, members)
            parsed = _parser.parse(translated)
            self._parsed.append(parsed)
            firsts = _firsts(parsed)[0]
            if not firsts:
                continue
            compiled = re.compile(translated)
            needed = min(_needed(parsed), key=lambda one_of: (not one_of <= times, len(one_of)))
            stage = stages.setdefault(rule.stage, {})
            needs.setdefault(rule.stage, set()).update(needed)
            patterns.setdefault(rule.stage, []).append(re.sub(r"\?P<\w+>", "?:", translated))
            for character in firsts:
                stage.setdefault(character, []).append((rule, compiled, frozenset(needed)))
        self._ordered = [
            (re.compile(f"(?=[{''.join(sorted(stages[stage]))}])(?:{'|'.join(patterns[stage])})"), stages[stage])
            for stage in sorted(stages)
        ]
        self._needs = [re.compile(_one_of(needs[stage])) for stage in sorted(stages)]
        enclosing = "".join(
            sorted(self._characters[kinds] for kinds in (OTHER, BREAK, MARK) if kinds in self._characters)
        )
        self._runs = re.compile(f"[^{enclosing}]+")
        self._all = frozenset(self._characters.values())
        self._stages: dict[tuple[str, int], int] = {}
        self._matches: dict[tuple[str, int, int], tuple[int, Options] | None] = {}

    def find_sufficient(self, company: Iterable[Kinds]) -> frozenset[Kinds]:
        """Find the sets of classes of which a single piece, among pieces of a company, can fit a pattern.

        Parameters
        ----------
        company
            Sets of classes that may stand beside it in any number.

        Returns
        -------
        frozenset
            The sets outside the company; of all others, no one makes a time by itself.
        """
        beside = {self._characters[kinds] for kinds in company if kinds in self._characters}
        sufficient: set[str] = set()
        for parsed in self._parsed:
            sufficient |= _missing(parsed, beside) or set()
        return frozenset(kinds for kinds, character in self._characters.items() if character in sufficient)

    def apply(self, items: list[Item]) -> list[Item]:
        """Apply all stages to the pieces of a text. Takes time in proportion to their number.

        No pattern reaches across the words that mean nothing, so that each stretch between them is read by itself.
        """
        characters, unknown = self._characters, self._unknown
        line = "".join([characters.get(item.kinds, unknown) for item in items])
        out: list[Item] = []
        done = 0
        for run in self._runs.finditer(line):
            start, end = run.span()
            if start:
                start -= 1
            stretch = line[start : end + 1]
            stage = self._next_stage(stretch, 0)
            if stage == len(self._ordered):
                continue
            if start < done:
                out.pop()
            elif start > done:
                out.extend(items[done:start])
            out.extend(self._apply_to(items[start : end + 1], stretch, stage))
            done = start + len(stretch)
        if not out:
            return items
        out.extend(items[done:])
        return out

    def _apply_to(self, items: list[Item], line: str, stage: int) -> list[Item]:
        """Apply the stages from one on to a stretch, with the pieces that enclose it."""
        characters, unknown = self._characters, self._unknown
        last = len(self._ordered)
        while stage < last:
            joined = self._apply_stage(items, line, stage)
            if joined is not items:
                items = joined
                line = "".join([characters.get(item.kinds, unknown) for item in items])
            stage = self._next_stage(line, stage + 1)
        return items

    def _next_stage(self, line: str, stage: int) -> int:
        """The first stage from this one on with a rule that fits somewhere in a line; what was found is kept."""
        key = (line, stage)
        known = self._stages.get(key)
        if known is None:
            known = stage
            while known < len(self._ordered) and (
                self._needs[known].search(line) is None or self._ordered[known][0].search(line) is None
            ):
                known += 1
            if len(line) <= LONGEST_KEPT:
                self._stages[key] = known
                if len(self._stages) > LINES_KEPT:
                    self._stages.clear()
        return known

    def _apply_stage(self, items: list[Item], line: str, stage: int) -> list[Item]:
        out: list[Item] = []
        done = position = 0
        while (found := self._next_match(line, stage, position)) is not None:
            position, options = found
            built = self._build(items, position, options)
            if built is None:
                position += 1
                continue
            item, first, last = built
            out.extend(items[done:first])
            out.append(item)
            done = position = last
        if not out:
            return items
        out.extend(items[done:])
        return out

    def _next_match(self, line: str, stage: int, position: int) -> tuple[int, Options] | None:
        """The next place where rules of a stage fit, and those rules, the longest match first; it is kept too."""
        key = (line, stage, position)
        try:
            return self._matches[key]
        except KeyError:
            pass
        starts, rules = self._ordered[stage]
        begins = starts.search(line, position)
        found: tuple[int, Options] | None = None
        if begins is not None:
            at = begins.start()
            ahead = frozenset(line[at:]) if len(line) <= LONGEST_KEPT else self._all
            options = [
                (m.end(), rule, m)
                for rule, pattern, needed in rules[line[at]]
                if not needed.isdisjoint(ahead) and (m := pattern.match(line, at)) is not None
            ]
            options.sort(key=lambda option: -option[0])
            found = at, [option for option in options if option[0] > at]
        if len(line) <= LONGEST_KEPT:
            self._matches[key] = found
            if len(self._matches) > LINES_KEPT:
                self._matches.clear()
        return found

    @staticmethod
    def _build(items: list[Item], position: int, options: Options) -> tuple[Item, int, int] | None:
        for end, rule, m in options:
            built = rule.build(Match(items, position, end, m))
            if built is None:
                continue
            first, last = position + built.start, end - built.end
            item = Item(
                items[first].start,
                items[last - 1].end,
                frozenset({built.kind}),
                {"rule": rule.name, "inner": built.inner},
                built.node,
            )
            return item, first, last
        return None

    def _translate(self, pattern: str, members: Mapping[str, list[str]]) -> str:
        out: list[str] = []
        position = 0
        while position < len(pattern):
            m = WORD.match(pattern, position)
            if m is None:
                raise ValueError(f"bad pattern {pattern!r} at {pattern[position:]!r}")
            position = m.end()
            if m["capture"]:
                names = m["classes"].strip("()").split("|")
                out.append(f"(?P<{m['capture']}>{_class_of(names, members)})")
            elif m["name"]:
                out.append(_class_of([m["name"]], members))
            elif m["operator"]:
                out.append(m["operator"])
        return "".join(out)


NOTHING = r"[^\s\S]"


def _class_of(names: list[str], members: Mapping[str, list[str]]) -> str:
    return _one_of({c for name in names for c in members.get(name.strip(), ())})


def _one_of(characters: set[str]) -> str:
    return f"[{''.join(sorted(characters))}]" if characters else NOTHING


def _firsts(parsed: Any) -> tuple[set[str], bool]:
    """Characters that a match of a pattern may begin with, as the compiler parsed it; whether it may match nothing."""
    firsts: set[str] = set()
    for operator, argument in parsed:
        inner, empty = _firsts_of(str(operator), argument)
        firsts |= inner
        if not empty:
            return firsts, False
    return firsts, True


def _firsts_of(operator: str, argument: Any) -> tuple[set[str], bool]:
    if operator == "LITERAL":
        return {chr(argument)}, False
    if operator == "IN":
        if str(argument[0][0]) == "NEGATE":
            return set(), False
        return {c for kind, value in argument for c in _characters_in(str(kind), value)}, False
    if operator == "MAX_REPEAT":
        low, _, body = argument
        inner, empty = _firsts(body)
        return inner, empty or low == 0
    if operator == "SUBPATTERN":
        return _firsts(argument[-1])
    if operator == "BRANCH":
        branches = [_firsts(branch) for branch in argument[1]]
        return set().union(*(inner for inner, _ in branches)), any(empty for _, empty in branches)
    return set(), operator in ("ASSERT", "ASSERT_NOT")


def _needed(parsed: Any) -> list[set[str]]:
    """For what every match of a parsed pattern must hold: the characters of which it holds one."""
    needed = []
    for operator, argument in parsed:
        kind = str(operator)
        if kind in ("LITERAL", "IN"):
            needed.append(_firsts_of(kind, argument)[0])
        elif kind == "MAX_REPEAT" and argument[0]:
            needed += _needed(argument[2])
        elif kind == "SUBPATTERN":
            needed += _needed(argument[-1])
        elif kind == "BRANCH":
            branches = [_needed(branch) for branch in argument[1]]
            if all(branches):
                needed.append(set().union(*(min(branch, key=len) for branch in branches)))
    return needed


def _missing(parsed: Any, beside: set[str]) -> set[str] | None:
    """Characters of which one makes those beside it fit a parsed pattern; none if these fit by themselves."""
    missing: set[str] | None = None
    for operator, argument in parsed:
        needed = _missing_in(str(operator), argument, beside)
        if needed is not None:
            missing = needed if missing is None else missing & needed
    return missing


def _missing_in(operator: str, argument: Any, beside: set[str]) -> set[str] | None:
    if operator in ("LITERAL", "IN"):
        characters = _firsts_of(operator, argument)[0]
        return None if characters & beside else characters
    if operator == "MAX_REPEAT":
        return None if argument[0] == 0 else _missing(argument[2], beside)
    if operator == "SUBPATTERN":
        return _missing(argument[-1], beside)
    if operator == "BRANCH":
        needed = [_missing(branch, beside) for branch in argument[1]]
        return None if None in needed else set().union(*(characters for characters in needed if characters is not None))
    return None


def _characters_in(kind: str, value: Any) -> set[str]:
    return {chr(value)} if kind == "LITERAL" else {chr(c) for c in range(value[0], value[1] + 1)}
