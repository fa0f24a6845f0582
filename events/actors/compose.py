"""Actors that a description makes: "the Lebanese army", "US officials", "a government spokesman"."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib.resources import files

from events.actors.identity import make_slug
from events.actors.table import ActorTable
from events.model import Actor, ActorKind, Place


@dataclass(frozen=True, slots=True)
class Kinds:
    """What offices, institutions and groups are; data of ``data/kinds.toml``."""

    offices: dict[str, list[str]]
    office_names: dict[str, str]
    institutions: dict[str, str]
    groups: dict[str, list[str]]
    home: dict[str, str]


@functools.cache
def load_kinds() -> Kinds:
    """Read ``data/kinds.toml`` once a process."""
    data = tomllib.loads((files("events.actors") / "data" / "kinds.toml").read_text(encoding="utf-8"))
    return Kinds(data["offices"], data["office_names"], data["institutions"], data["groups"], data["home"])


class Composer:
    """Makes actors out of a slug and a country; the same words give the same actor."""

    def __init__(self, table: ActorTable) -> None:
        self._table = table
        self._kinds = load_kinds()
        self._made: dict[tuple[str, str, str | None], Actor] = {}

    def institution(self, slug: str, country: str | None) -> Actor:
        """Give a country's army, parliament ..., or the army, the parliament of no known country."""
        known = self._table.institution(slug, country) if country else None
        if known is not None:
            return known
        name = self._kinds.institutions.get(slug, slug)
        return self._make("institution", slug, name, ActorKind.ORGANISATION, country)

    def group(self, slug: str, country: str | None) -> Actor:
        """Give the officials, protesters ... of a country, or of none that is known."""
        name, institution = self._kinds.groups.get(slug, [slug, ""])
        above = (self.institution(institution, country).id,) if institution and country else ()
        return self._make("group", slug, name, ActorKind.GROUP, country, above)

    def part_of(self, slug: str, whole: Actor) -> Actor:
        """Give the officials, members ... of an organisation."""
        name = self._kinds.groups.get(slug, [slug, ""])[0]
        named = f"{whole.name} {name}"
        return Actor(f"{whole.id}-{slug}", named, ActorKind.GROUP, whole.country, member_of=(whole.id,))

    def officer(self, office: str, country: str | None, of: Actor | None, place: Place | None = None) -> Actor:
        """Give the unnamed holder of an office, of a town or province where that is known."""
        name = self._kinds.office_names.get(office, office.replace("-", " "))
        if of is not None:
            named = f"{of.name} {name}"
            return Actor(f"{of.id}-{office}", named, ActorKind.PERSON, of.country, member_of=(of.id,))
        if place is not None:
            return Actor(f"{make_slug(place.name)}-{office}", f"{place.name} {name}", ActorKind.PERSON, place.country)
        return self._make("office", office, name, ActorKind.PERSON, country)

    def offices(self, office: str) -> list[str]:
        """Give the offices that a word for an office may mean, the likeliest first."""
        return self._kinds.offices.get(office, [office])

    def home_of(self, office: str) -> str | None:
        """Give the country of an office that only one has."""
        return self._kinds.home.get(office)

    def _make(
        self, family: str, slug: str, name: str, kind: ActorKind, country: str | None, above: tuple[str, ...] = ()
    ) -> Actor:
        key = (family, slug, country)
        actor = self._made.get(key)
        if actor is None:
            id_, shown = slug, name
            if country is not None:
                id_ = f"{country.lower()}-{slug}"
                shown = f"{self._table.adjective(country)} {name}"
            actor = self._made[key] = Actor(id_, shown, kind, country, member_of=above)
        return actor


@functools.cache
def open_composer() -> Composer:
    """Build the composer of the table once a process."""
    from events.actors.table import load_actors

    return Composer(load_actors())
