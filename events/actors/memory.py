"""Who was named so far in a report, so that a family name, an office or a description can point back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from events.actors.lexicon import Lexicon
from events.actors.words import TOKEN, fold
from events.model import Actor, ActorKind

SHARED_OFFICES = frozenset(
    ["activist", "adviser", "candidate", "chairman", "commander", "deputy", "deputy-minister", "diplomat", "director",
     "driver", "governor", "head", "journalist", "judge", "lawyer", "mayor", "member-of-parliament", "minister",
     "prosecutor", "researcher", "senator", "ambassador", "envoy", "bishop", "brother"]
)  # fmt: skip
"""Offices that many hold at once: alone they point back only to who was given that very office."""


_SHORTEST = 3


@dataclass(slots=True)
class Memory:
    """The people and organisations of one report.

    Attributes
    ----------
    lexicon
        The language.
    met
        Everybody named so far by id, the latest last.
    surnames
        People named in full, by the word of their name that may stand alone.
    strangers
        Whether somebody was named whom the table does not know.
    noted
        Whose names, as written, were taken apart already.
    """

    lexicon: Lexicon
    met: dict[str, Actor] = field(default_factory=dict)
    surnames: dict[str, list[Actor]] = field(default_factory=dict)
    strangers: bool = False
    noted: set[tuple[str, str]] = field(default_factory=set)

    def remember(self, actor: Actor, name: str) -> None:
        """Note that an actor was named.

        Parameters
        ----------
        actor
            Who.
        name
            As the report writes it.
        """
        self.met.pop(actor.id, None)
        self.met[actor.id] = actor
        if actor.kind is not ActorKind.PERSON or (actor.id, name) in self.noted:
            return
        self.noted.add((actor.id, name))
        words = TOKEN.findall(name)
        if not words or fold(words[-1]) in self.lexicon.lists.seconds:
            return
        entry = self.lexicon.table.entries.get(actor.id)
        self.strangers = self.strangers or entry is None
        stands = words[0] if entry is not None and entry.family_first else words[-1]
        known = self.surnames.setdefault(self.lexicon.words.morphology.key(stands), [])
        if all(other.id != actor.id for other in known):
            known.append(actor)

    def known_as(self, name: str) -> Actor | None:
        """Give the person who was named in full, for a single word of a name."""
        words = TOKEN.findall(name)
        if len(words) != 1:
            return None
        keys = (self.lexicon.words.morphology.key(words[0]), fold(words[0]))
        return next((self.surnames[key][-1] for key in keys if key in self.surnames), None)

    def called(self, name: str) -> Actor | None:
        """Give the latest person named in full whose given name a single word is."""
        word, language = fold(name), self.lexicon.language
        for actor in reversed(self.met.values()):
            if actor.kind is not ActorKind.PERSON:
                continue
            entry = self.lexicon.table.entries.get(actor.id)
            names = entry.spellings.get(language, ()) if entry is not None else (actor.name_in(language),)
            if any(fold(full.split()[0]) == word for full in names if " " in full):
                return actor
        return None

    def latest(self, *kinds: ActorKind) -> Actor | None:
        """Give the latest actor of these kinds."""
        return next((actor for actor in reversed(self.met.values()) if actor.kind in kinds), None)

    def holder(self, role: str, offices: Collection[str], country: str | None, of: Actor | None) -> Actor | None:
        """Give the latest person named who holds an office.

        Parameters
        ----------
        role
            What the description says.
        offices
            The offices that this may mean.
        country
            Code of its country, if the description gives one.
        of
            Its organisation, if the description gives one.

        Returns
        -------
        Actor or None
            Nobody for "the head" or "the minister" without more, unless somebody was given that very office.
        """
        wanted = {role} if role in SHARED_OFFICES else {*offices, role}
        for actor in reversed(self.met.values()):
            if actor.kind is ActorKind.PERSON and (country is None or actor.country == country):
                for office in actor.offices:
                    if office.office in wanted and (of is None or office.organisation == of.id):
                        return actor
        return None

    def surname_forms(self) -> dict[str, Actor]:
        """Give the folded words that may name somebody unknown to the table who was named in full."""
        forms: dict[str, Actor] = {}
        if not self.strangers:
            return forms
        entries, lists = self.lexicon.table.entries, self.lexicon.lists
        morphology = self.lexicon.words.morphology
        for surname, people in self.surnames.items():
            people = [actor for actor in people if actor.id not in entries]
            if (
                not people
                or surname in lists.stop
                or surname in lists.given
                or (len(surname) < _SHORTEST and not surname.isascii())
            ):
                continue
            for form in _inflect(surname, morphology.prefixes, morphology.endings if self.lexicon.inflected else ()):
                forms.setdefault(form, people[-1])
        return forms


def _inflect(word: str, prefixes: Collection[tuple[str, bool, int]], endings: Collection[str]) -> Iterator[str]:
    yield word
    for prefix, *_ in prefixes:
        yield prefix + word
    for ending in endings:
        yield word + ending


def choose_in_office(people: list[Actor], day: dt.date | None) -> Actor:
    """Choose who of several holds any office on a day, else the first.

    Parameters
    ----------
    people
        At least one.
    day
        The day; none: not known.

    Returns
    -------
    Actor
        One of them.
    """
    if day is not None:
        for person in people:
            if any((o.since or dt.date.min) <= day <= (o.until or dt.date.max) for o in person.offices):
                return person
    return people[0]
