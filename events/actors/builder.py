"""Gathers the phrases of a language and the names of the table into one trie."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from events.actors.table import Entry
from events.actors.vocabulary import HERE, HERE_DEFINITE, Meaning, Node, Order, Sense
from events.actors.words import TOKEN, Morphology, fold
from events.model import ActorKind

_RANKING = (
    Sense.NOTHING, Sense.ACTOR, Sense.ROLE, Sense.INSTITUTION, Sense.GROUP, Sense.NATION, Sense.TITLE, Sense.LINK,
    Sense.MODIFIER, Sense.SURNAME, Sense.ANAPHOR, Sense.PORTFOLIO,
)  # fmt: skip
_PRIORITY = {sense: rank for rank, sense in enumerate(_RANKING)}

_SHORTEST_SURNAMES = {"after-title": 3, "han": 2}
"""Letters of a family name that may stand alone; a Han character may be part of any word."""


class Builder:
    """Gathers phrases into a trie and the words they are made of into a vocabulary."""

    def __init__(
        self, morphology: Morphology, order: Order, *, never: Collection[str], seconds: Collection[str] = ()
    ) -> None:
        self.never = never
        """Words that are no family name by themselves."""
        self.seconds = seconds
        """Words that only end one of two words."""
        self.morphology = morphology
        self.order = order
        self.root: Node = {}
        self.vocabulary: set[str] = set()
        self.home: dict[tuple[str, ...], str] = {}

    def add(self, phrase: str, meaning: Meaning) -> None:
        definite = self._is_definite(phrase)
        construct = " " in phrase and not fold(phrase).startswith(self.morphology.articles or ("",))
        self.add_keys(self.morphology.keys(phrase), replace(meaning, definite=definite, construct=construct))

    def _is_definite(self, phrase: str) -> bool:
        morphology = self.morphology
        return bool(morphology.definite) and " " not in phrase and fold(phrase).startswith(morphology.articles)

    def add_keys(self, keys: tuple[str, ...], meaning: Meaning) -> None:
        if not keys:
            return
        self.vocabulary.update(keys)
        node = self.root
        for key in keys:
            node = node.setdefault(key, {})
        here_ = HERE_DEFINITE if meaning.definite else HERE
        here: Meaning | None = node.get(here_)
        if here is not None and here.construct and not meaning.construct:
            here = node[here_] = replace(here, construct=False)
        if here is None or _PRIORITY[meaning.sense] < _PRIORITY[here.sense]:
            node[here_] = meaning
        elif here.sense == meaning.sense:
            values = here.values
            if meaning.sense in {Sense.ACTOR, Sense.SURNAME}:
                values = tuple(dict.fromkeys((*here.values, *meaning.values)))
            node[here_] = Meaning(meaning.sense, values, here.capital and meaning.capital, meaning.definite)

    def add_entry(self, entry: Entry, language: str) -> None:
        id_ = entry.actor.id
        for spelling in entry.spellings.get(language, ()):
            keys = self.morphology.keys(spelling)
            if entry.institution and self._is_institution(keys, entry.institution) and entry.actor.country:
                self.home[keys] = entry.actor.country
                continue
            if entry.institution and self._composes(keys, entry.institution):
                continue
            capital = self.order.cased and spelling[:1].isupper()
            self.add_keys(keys, Meaning(Sense.ACTOR, (id_,), capital, self._is_definite(spelling)))
            if entry.actor.kind is ActorKind.PERSON:
                surname = self._surname(spelling, family_first=entry.family_first)
                last = spelling.split()[0 if entry.family_first else -1]
                definite = self._is_definite(last) and len(surname) == 1
                if surname and surname != keys and not self._is_unfit(surname, definite=definite):
                    self.add_keys(surname, Meaning(Sense.SURNAME, (id_,), capital, definite))

    def _is_unfit(self, surname: tuple[str, ...], *, definite: bool) -> bool:
        """Whether a family name is too short, or a common word or given name, to stand for its bearer."""
        word = surname[0]
        short = len(word) < _SHORTEST_SURNAMES.get(self.order.names, 1)
        return len(surname) == 1 and (short or (word in self.never and not definite))

    def _composes(self, keys: tuple[str, ...], institution: str) -> bool:
        """Whether a name only says "country, institution", so that its parts find it and longer phrases stay whole."""
        if self.order.cased or not self.order.prefixed:
            return False
        for cut in range(1, len(keys)):
            head = self._look_up(keys[:cut])
            if head and head.sense in {Sense.ACTOR, Sense.NATION} and self._is_institution(keys[cut:], institution):
                return True
        return False

    def _is_institution(self, keys: tuple[str, ...], institution: str) -> bool:
        meaning = self._look_up(keys)
        return meaning is not None and meaning.sense is Sense.INSTITUTION and meaning.values == (institution,)

    def _look_up(self, keys: tuple[str, ...]) -> Meaning | None:
        node = self.root
        for key in keys:
            if key not in node:
                return None
            node = node[key]
        return node.get(HERE) or node.get(HERE_DEFINITE)

    def _surname(self, spelling: str, *, family_first: bool) -> tuple[str, ...]:
        if "·" in spelling:
            return self.morphology.keys(spelling.rpartition("·")[2])
        if self.order.names in {"han", "hangul"} and len(TOKEN.findall(spelling)) == (
            1 if self.order.names == "hangul" else len(spelling)
        ):
            return (fold(spelling[0]),) if family_first else ()
        words = spelling.split()
        if len(words) < 2:
            return ()
        if fold(words[-1]) in self.seconds and not family_first:
            return self.morphology.keys(" ".join(words[-2:]))
        return self.morphology.keys(words[0] if family_first else words[-1])
