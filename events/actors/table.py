"""The table of actors: who they are, what they are called, which offices they hold, to whom they belong."""

from __future__ import annotations

import datetime as dt
import functools
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from events.actors.words import TOKEN, fold
from events.model import Actor, ActorKind, Office

LANGUAGES = ("ar", "en", "es", "fr", "ko", "ru", "uk", "zh")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the table: an actor and how texts call it.

    Attributes
    ----------
    actor
        The actor.
    spellings
        All names and spellings by language, the usual one first.
    family_first
        Whether the family name stands first (Kim Jong Un).
    alone
        Whether the family name alone is enough to mean this person.
    institution
        What it is for its country (``army``, ``ministry-of-defence`` ...), so that a description finds it.
    adjective
        English adjective of a state.
    ambiguous
        Names that others of the table share; a report that names none of them in full means the first.
    """

    actor: Actor
    spellings: dict[str, tuple[str, ...]]
    family_first: bool = False
    alone: bool = False
    institution: str | None = None
    adjective: str | None = None
    ambiguous: tuple[str, ...] = ()


@dataclass(slots=True)
class ActorTable:
    """All known actors.

    Attributes
    ----------
    by_id
        Actors by their id.
    entries
        The rows of the table by actor id.
    """

    entries: dict[str, Entry]
    by_id: dict[str, Actor] = field(init=False)
    _holders: dict[tuple[str, str], list[tuple[dt.date, dt.date, str]]] = field(init=False)
    _institutions: dict[tuple[str, str], str] = field(init=False)
    _states: dict[str, str] = field(init=False)
    _below: dict[str, list[str]] | None = None
    _names: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.by_id = {id_: entry.actor for id_, entry in self.entries.items()}
        self._states = {
            a.country: a.id for a in self.by_id.values() if a.kind is ActorKind.COUNTRY and a.country is not None
        }
        self._institutions = {
            (e.institution, e.actor.country): id_
            for id_, e in self.entries.items()
            if e.institution and e.actor.country
        }
        holders = defaultdict(list)
        for actor in self.by_id.values():
            for office in actor.offices:
                term = (office.since or dt.date.min, office.until or dt.date.max, actor.id)
                for of in (office.country, office.organisation):
                    if of is not None:
                        holders[office.office, of].append(term)
        self._holders = dict(holders)

    def find(self, name: str, language: str | None = None) -> tuple[Actor, ...]:
        """Find the actors that bear a name.

        Parameters
        ----------
        name
            A name as written; case, accents and Arabic vowel signs do not matter.
        language
            Language code of the name; none: any of the table's languages.

        Returns
        -------
        tuple of Actor
            Usually one; several where the name is shared; empty if nobody is called so.
        """
        key = " ".join(fold(token) for token in TOKEN.findall(name))
        found: dict[str, None] = {}
        for code in (language,) if language else LANGUAGES:
            found.update(dict.fromkeys(self._names_in(code).get(key, ())))
        return tuple(self.by_id[id_] for id_ in found)

    def members(self, id_: str) -> frozenset[str]:
        """Give the ids of all that belong to an actor, itself included.

        Parameters
        ----------
        id_
            Id of a country, an organisation or a group.

        Returns
        -------
        frozenset of str
            Russia gives Putin, the Kremlin and the Russian army; an id without members gives itself.
        """
        if self._below is None:
            self._below = defaultdict(list)
            for actor in self.by_id.values():
                for group in self.groups(actor):
                    self._below[group].append(actor.id)
        return frozenset([id_, *self._below.get(id_, ())])

    def groups(self, actor: Actor) -> tuple[str, ...]:
        """Give the ids of all that an actor belongs to, nearest first, itself not included.

        Parameters
        ----------
        actor
            An actor of the table, or one that was read in a report (then its country and ``member_of`` count).

        Returns
        -------
        tuple of str
            Organisations, groups and the state.
        """
        found: dict[str, None] = {}
        queue = list(self._above(actor))
        while queue:
            id_ = queue.pop(0)
            if id_ != actor.id and id_ not in found:
                found[id_] = None
                if id_ in self.by_id:
                    queue.extend(self._above(self.by_id[id_]))
        return tuple(found)

    def _above(self, actor: Actor) -> Iterator[str]:
        yield from actor.member_of
        if actor.country in self._states:
            yield self._states[actor.country]

    def state(self, country: str) -> Actor | None:
        """Give the state with this ISO 3166-1 alpha-2 code."""
        id_ = self._states.get(country)
        return self.by_id[id_] if id_ else None

    def adjective(self, country: str) -> str:
        """Give the English adjective of a country, else its name or code."""
        id_ = self._states.get(country)
        if id_ is None:
            return country
        return self.entries[id_].adjective or self.by_id[id_].name

    def institution(self, kind: str, country: str) -> Actor | None:
        """Give a country's army, parliament, foreign ministry ..., where the table has it."""
        id_ = self._institutions.get((kind, country))
        return self.by_id[id_] if id_ else None

    def holders(self, offices: Iterable[str], of: str, day: dt.date | None) -> tuple[Actor, ...]:
        """Say who held an office on a day.

        Parameters
        ----------
        offices
            Slugs of offices, the first that has a holder counts.
        of
            Country code or id of an organisation.
        day
            The day; none: everybody who ever held it.

        Returns
        -------
        tuple of Actor
            One, or several where the table's terms overlap or the day is not known; the latest to take office first.
        """
        for office in offices:
            terms = sorted(self._holders.get((office, of), ()), reverse=True)
            held = [id_ for since, until, id_ in terms if day is None or since <= day <= until]
            if held:
                return tuple(self.by_id[id_] for id_ in dict.fromkeys(held))
        return ()

    def _names_in(self, language: str) -> dict[str, tuple[str, ...]]:
        if language not in self._names:
            names: dict[str, tuple[str, ...]] = {}
            for id_, entry in self.entries.items():
                for spelling in entry.spellings.get(language, ()):
                    key = " ".join(fold(token) for token in TOKEN.findall(spelling))
                    names[key] = (*names.get(key, ()), id_)
            self._names[language] = names
        return self._names[language]


@functools.cache
def load_actors() -> ActorTable:
    """Read the table of actors.

    Returns
    -------
    ActorTable
        One table a process; it is read once.

    Raises
    ------
    ValueError
        If a row of the data files can't be read; the message says which.
    """
    entries: dict[str, Entry] = {}
    for path in sorted((files("events.actors") / "data").iterdir(), key=lambda path: path.name):
        if not path.name.endswith(".jsonl"):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line.strip():
                try:
                    entry = _read_entry(json.loads(line))
                except (ValueError, KeyError, TypeError) as error:
                    raise ValueError(f"{path.name}, line {number}: this row can't be read ({error}).") from error
                if entry.actor.id in entries:
                    raise ValueError(f"{path.name}, line {number}: the id {entry.actor.id} is taken already.")
                entries[entry.actor.id] = entry
    return ActorTable(entries)


def _read_entry(row: dict[str, Any]) -> Entry:
    spellings = {language: tuple(names) for language, names in row["names"].items()}
    actor = Actor(
        id=row["id"],
        name=row["name"],
        kind=ActorKind(row["kind"]),
        country=row.get("country"),
        names={language: names[0] for language, names in spellings.items()},
        offices=tuple(_read_office(office) for office in row.get("offices", ())),
        member_of=tuple(row.get("member_of", ())),
    )
    return Entry(
        actor, spellings, row.get("family_first", False), row.get("alone", False), row.get("institution"),
        row.get("adjective"), tuple(row.get("ambiguous", ())),
    )  # fmt: skip


def _read_office(office: dict[str, str]) -> Office:
    since, until = (dt.date.fromisoformat(office[end]) if end in office else None for end in ("since", "until"))
    return Office(office["office"], office.get("country"), since, until, office.get("of"))
