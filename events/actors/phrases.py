"""Phrases that name an actor: a nation, an office, an institution and a name that stand together are one."""

from __future__ import annotations

from dataclasses import dataclass, field

from events.actors.lexicon import Lexicon, Sense
from events.actors.scan import Item, Units
from events.actors.words import fold
from events.model import ActorKind, Toponym

_NOUNS = frozenset([Sense.ROLE, Sense.GROUP, Sense.INSTITUTION, Sense.TITLE])

PARTITIVE = frozenset(["crowd", "delegation", "group", "leaders", "members", "men", "people", "unidentified", "youths"])
"""Groups whose name only counts others: a group of officials, dozens of protesters."""


@dataclass(slots=True, eq=False)
class Phrase:
    """Items that belong together, and what they say.

    Attributes
    ----------
    start, end
        Offsets into the text.
    first, last
        Units, ``last`` exclusive.
    persons
        Ids of the people of the table whose name it is; several where a name is shared.
    surname
        Whether only a family name stands there.
    name
        Offsets of the name, of a person known or not.
    role, group, institution
        Slugs.
    nations
        Country codes, the nearest first.
    organisation
        Ids of the organisation that the role or group belongs to, or that the phrase names.
    states
        Ids of states that stand alone.
    past
        Whether the office is no longer held.
    place
        The town or province that it belongs to.
    """

    start: int
    end: int
    first: int
    last: int
    breaks: bool = False
    persons: tuple[str, ...] = ()
    surname: bool = False
    name: tuple[int, int] | None = None
    role: str | None = None
    group: str | None = None
    institution: str | None = None
    nations: list[str] = field(default_factory=list)
    organisation: tuple[str, ...] = ()
    state: str | None = None
    title: bool = False
    past: bool = False
    closed: bool = False
    anaphor: str | None = None
    linked: bool = False
    head: Sense | None = None
    modified: bool = False
    place: Toponym | None = None

    @property
    def is_bare_name(self) -> bool:
        """Whether it is a person's name of the table and nothing else."""
        return bool(self.persons) and self.name == (self.start, self.end)

    @property
    def is_description(self) -> bool:
        """Whether it describes a person without naming one."""
        return self.role is not None and self.name is None


def read_phrases(items: list[Item], units: Units, lexicon: Lexicon) -> list[Phrase]:
    """Put items that stand side by side together.

    Parameters
    ----------
    items
        Phrases of the lexicon in the order of the text.
    units
        The words of the text.
    lexicon
        The language.

    Returns
    -------
    list of Phrase
        In the order of the text, none overlapping.
    """
    phrases: list[Phrase] = []
    reader = _Reader(units, lexicon)
    for item in items:
        done = reader.take(item)
        if done is not None:
            phrases.append(done)
    if reader.phrase is not None:
        phrases.append(reader.phrase)
    return [phrase for phrase in phrases if phrase.head is not None or phrase.title or phrase.nations]


class _Reader:
    """Holds the phrase that is being read."""

    def __init__(self, units: Units, lexicon: Lexicon) -> None:
        self.units = units
        self.lexicon = lexicon
        self.table = lexicon.table
        self.order = lexicon.order
        self.phrase: Phrase | None = None
        self.pending: Item | None = None
        """A link whose object is still to come."""

    def take(self, item: Item) -> Phrase | None:
        """Join an item to the phrase, or begin a new one and give the old."""
        phrase = self.phrase
        after = self.pending.last if self.pending is not None else phrase.last if phrase is not None else -1
        adjacent = item.first == after and self.units.joined[item.first] and not item.breaks
        if item.sense is Sense.LINK:
            may_link = adjacent and phrase is not None and self.pending is None and _takes_complement(phrase)
            if phrase is not None and item.values[0] == "to" and phrase.head is not Sense.ROLE:
                may_link = False
            may_link = may_link and not _is_quote(self.units.text[phrase.end : item.start] if phrase else "")
            self.pending = item if may_link else None
            if not may_link:
                self.phrase = None
                return phrase
            return None
        link = self.pending.values[0] if self.pending is not None and adjacent else None
        self.pending = None
        if phrase is not None and adjacent and self._joins(phrase, item, link):
            phrase.end, phrase.last = item.end, item.last
            return None
        self.phrase = Phrase(item.start, item.end, item.first, item.last, item.breaks)
        self._joins(self.phrase, item, None)
        return phrase

    def _joins(self, phrase: Phrase, item: Item, link: str | None) -> bool:
        """Add an item's meaning to a phrase; false if it does not belong there."""
        if phrase.closed or (item.sense in _NOUNS and self._is_foreign_adjective(phrase)):
            return False
        match item.sense:
            case Sense.ACTOR:
                return self._join_actor(phrase, item, link)
            case Sense.SURNAME:
                return link is None and self._join_person(phrase, item, surname=True)
            case Sense.ROLE:
                return self._join_role(phrase, item, link)
            case Sense.NATION:
                return self._agrees(phrase, item) and self._join_nation(phrase, item.values[0], link)
            case Sense.GROUP:
                if phrase.group in PARTITIVE and not phrase.organisation and not phrase.institution:
                    phrase.group = item.values[0]
                    return True
                if phrase.group and item.values[0] == "unidentified" and link is None:
                    return True
                if phrase.group or phrase.role or phrase.name or phrase.anaphor or (link and phrase.institution):
                    return False
                if (phrase.institution or phrase.state or phrase.organisation) and not self.order.prefixed:
                    return False
                self._state_as_adjective(phrase)
                phrase.group, phrase.head = item.values[0], Sense.GROUP
            case Sense.INSTITUTION:
                return self._join_institution(phrase, item, link)
            case Sense.TITLE:
                if phrase.name or phrase.group or (phrase.institution and not phrase.role) or link:
                    return False
                phrase.title = True
            case Sense.MODIFIER:
                if link or phrase.name or phrase.state or (phrase.organisation and not phrase.role):
                    return False
                phrase.modified = True
                key = self.units.keys[item.first]
                phrase.past = phrase.past or key in self.lexicon.lists.past
            case Sense.PORTFOLIO:
                return _join_portfolio(phrase, item.values[0])
            case Sense.ANAPHOR:
                if phrase.head is not None or phrase.nations:
                    return False
                phrase.anaphor, phrase.head = item.values[0], Sense.ANAPHOR
        return True

    def _state_as_adjective(self, phrase: Phrase) -> None:
        """Read the name of a state before a noun as its adjective: "US officials"."""
        if phrase.state is not None:
            country = self.table.by_id[phrase.state].country
            phrase.nations, phrase.state = [country] if country else [], None

    def _is_foreign_adjective(self, phrase: Phrase) -> bool:
        """Whether the phrase is an adjective of what stands before it."""
        if phrase.head is not None or self.order.adjectives_first:
            return False
        articles = tuple(self.lexicon.words.morphology.articles)
        definite = bool(articles) and fold(self.units.word(phrase.first)).startswith(articles)
        return bool(phrase.nations) or (phrase.modified and definite)

    def _join_actor(self, phrase: Phrase, item: Item, link: str | None) -> bool:
        actor = self.table.by_id[item.values[0]]
        if actor.kind is ActorKind.PERSON:
            return link is None and self._join_person(phrase, item, surname=False)
        if phrase.state is not None and self._is_own(phrase.state, actor.country, link):
            phrase.organisation, phrase.state, phrase.head = item.values, None, Sense.ACTOR
            return True
        if phrase.name or phrase.organisation or phrase.state:
            return False
        if actor.kind is ActorKind.COUNTRY and actor.country is not None:
            return self._join_state(phrase, actor.country, item, link)
        fresh = phrase.head is None and not phrase.nations and not phrase.title
        if phrase.anaphor:
            fresh, phrase.anaphor = True, None
        if fresh:
            phrase.organisation, phrase.head = item.values, Sense.ACTOR
            return True
        if phrase.group and _is_attached(item.start, self.units.text):
            return False
        if link is None and phrase.role != "spokesperson" and self._is_definite_alone(phrase, item):
            return False
        if (phrase.role or phrase.group) and (link == "of" or self.order.genitive or phrase.role == "spokesperson"):
            phrase.organisation = item.values
            return True
        return False

    def _is_definite_alone(self, phrase: Phrase, item: Item | None) -> bool:
        """Whether a word with the article stands before a name without one, which it can't govern (المسؤول حركة X)."""
        articles = self.lexicon.words.morphology.articles
        if not articles or phrase.last - phrase.first != 1:
            return False
        definite = tuple(self.lexicon.words.morphology.definite)
        if not fold(self.units.word(phrase.first)).startswith(definite):
            return False
        if item is None:
            return True
        attached = _is_attached(item.start, self.units.text)
        return not attached and not fold(self.units.word(item.first)).startswith(definite)

    def _is_own(self, state: str, country: str | None, link: str | None) -> bool:
        """Whether an organisation belongs to the state named right before it: 이란 혁명수비대."""
        if link is not None or not self.order.prefixed or country is None:
            return False
        return self.table.by_id[state].country == country

    def _join_state(self, phrase: Phrase, country: str, item: Item, link: str | None) -> bool:
        if phrase.head is None and not phrase.title:
            phrase.state, phrase.head = item.values[0], Sense.NATION
            return not phrase.nations
        if phrase.head not in {Sense.ROLE, Sense.INSTITUTION, Sense.GROUP}:
            return False
        if link == "to":
            return True
        if (link == "of" or self.order.genitive) and not phrase.nations:
            phrase.nations.append(country)
            return True
        return False

    def _join_person(self, phrase: Phrase, item: Item, *, surname: bool) -> bool:
        if phrase.name or phrase.group or phrase.state or phrase.anaphor:
            return False
        if (phrase.organisation or phrase.institution) and not phrase.role:
            return False
        if phrase.nations and not (phrase.role or phrase.title or phrase.modified):
            return False
        phrase.persons, phrase.surname = item.values, surname
        phrase.name, phrase.head = (item.start, item.end), Sense.ACTOR
        phrase.closed = self.order.name == "after"
        return True

    def _join_role(self, phrase: Phrase, item: Item, link: str | None) -> bool:
        if link is not None or phrase.group or phrase.anaphor:
            return False
        if phrase.name and self.order.name == "after":
            return False
        if (phrase.organisation or phrase.institution or phrase.state) and not phrase.role:
            if not self.order.prefixed:
                return False
            self._state_as_adjective(phrase)
        if phrase.role is None:
            phrase.role = item.values[0]
        phrase.head = phrase.head if phrase.name else Sense.ROLE
        phrase.closed = phrase.name is not None
        return True

    def _agrees(self, phrase: Phrase, item: Item) -> bool:
        """Whether an adjective may belong to what stands before: not a noun in another case, خطف مسلحون أميركيا."""
        endings = tuple(self.lexicon.lists.predicates)
        if not endings or phrase.head is None:
            return True
        text = self.units.text
        return not text[item.start : item.end].endswith(endings) or text[phrase.start : phrase.end].endswith(endings)

    def _join_nation(self, phrase: Phrase, country: str, link: str | None) -> bool:
        if phrase.name and self.order.name == "after":
            return False
        if phrase.state or (phrase.organisation and phrase.head is Sense.ACTOR and not phrase.name) or link == "to":
            return False
        phrase.nations.append(country)
        return True

    def _join_institution(self, phrase: Phrase, item: Item, link: str | None) -> bool:
        if phrase.name and self.order.name == "after":
            return False
        if phrase.institution or phrase.organisation or phrase.anaphor:
            return False
        if phrase.role or phrase.group:
            if link is None and phrase.role != "spokesperson" and self._is_definite_alone(phrase, None):
                return False
            if not (link == "of" or self.order.genitive or phrase.role == "spokesperson"):
                return False
            if phrase.group and link is None and _is_attached(item.start, self.units.text):
                return False
            phrase.institution = item.values[0]
            return True
        if phrase.state:
            if not self.order.prefixed:
                return False
            self._state_as_adjective(phrase)
        phrase.institution, phrase.head = item.values[0], Sense.INSTITUTION
        return True


def _is_attached(start: int, text: str) -> bool:
    """Whether a preposition is written together with the word: لصحيفة."""
    return start > 0 and text[start - 1].isalpha()


def _is_quote(gap: str) -> bool:
    return gap.strip() != "" and gap.strip() in _QUOTES


_QUOTES = '«»“”"’‘'


def _join_portfolio(phrase: Phrase, portfolio: str) -> bool:
    if phrase.role == "minister" and phrase.name is None:
        phrase.role = f"minister-of-{portfolio}"
    elif phrase.institution == "ministry":
        phrase.institution = f"ministry-of-{portfolio}"
    else:
        return False
    return True


def _takes_complement(phrase: Phrase) -> bool:
    return (
        phrase.head in {Sense.ROLE, Sense.INSTITUTION, Sense.GROUP}
        and phrase.name is None
        and not phrase.organisation
        and not phrase.closed
    )
