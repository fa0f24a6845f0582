"""What the words of a language may mean for finding actors: one trie of keys, built from the table and the language."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import IntEnum
from importlib.resources import files
from typing import Any

from events.actors.table import ActorTable, Entry, load_actors
from events.actors.words import TOKEN, Morphology, Words, fold
from events.model import ActorKind
from geo.languages import load_language


class Sense(IntEnum):
    """What a phrase of the lexicon is."""

    ACTOR = 1
    """A name of an actor of the table."""
    SURNAME = 2
    """The family name of a person of the table."""
    ROLE = 3
    """An office or a function that one person has."""
    TITLE = 4
    """A form of address or rank; a name follows."""
    NATION = 5
    """An adjective or a people of a country."""
    GROUP = 6
    """People without a name: protesters, officials, gunmen."""
    INSTITUTION = 7
    """An organisation that every country has: army, foreign ministry, police."""
    MODIFIER = 8
    """A word that stands beside a group or role and changes nothing but its span: armed, unidentified, former."""
    LINK = 9
    """A word between a role and whom it belongs to: of, for, to."""
    ANAPHOR = 10
    """A definite noun that points back to an organisation: the group, the movement, the newspaper."""
    PORTFOLIO = 11
    """What a minister or ministry is for, where other words may stand between: "ministre russe *de la Défense*"."""
    NOTHING = 12
    """Words that only look like one of these: air force base, fighter jets."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """One meaning of a phrase: its sense and what it stands for (ids, slugs, country codes)."""

    sense: Sense
    values: tuple[str, ...]
    capital: bool = False
    """Whether the phrase must be written with a capital."""
    definite: bool = False
    """Whether it must be written with the article: القاعدة is al-Qaeda, قاعدة is a base."""


HERE = "."
Node = dict[str, Any]
"""A node of the trie: the next key to its node, and under ``HERE`` the meaning of the phrase that ends here."""

_PRIORITY = {sense: rank for rank, sense in enumerate((
    Sense.NOTHING, Sense.ACTOR, Sense.ROLE, Sense.INSTITUTION, Sense.GROUP, Sense.NATION, Sense.TITLE, Sense.LINK, Sense.MODIFIER,
    Sense.SURNAME, Sense.ANAPHOR, Sense.PORTFOLIO,
))}  # fmt: skip

_SECTIONS = {
    "roles": Sense.ROLE, "nations": Sense.NATION, "groups": Sense.GROUP, "institutions": Sense.INSTITUTION,
    "titles": Sense.TITLE, "modifiers": Sense.MODIFIER, "links": Sense.LINK, "anaphors": Sense.ANAPHOR,
    "portfolios": Sense.PORTFOLIO, "nothing": Sense.NOTHING,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Order:
    """How a language puts its phrases together.

    Attributes
    ----------
    name
        Whether a person's name stands ``after`` the office, ``before`` it, or ``both``.
    genitive
        Whether the name of a country or organisation may follow its office without a link ("МИД России").
    prefixed
        Whether the name of a country or organisation may precede it ("Kremlin spokesman").
    names
        How names of unknown people are seen: by ``capitals``, ``after-title``, ``hangul`` or ``han``.
    cased
        Whether the script has capitals.
    adjectives_first
        Whether the adjective of a country may precede its noun.
    seats
        Whether the bare name of a capital is its government (``bare``), or only beside a verb (``marked``).
    impersonal
        How a verb of saying looks that has no subject: "in Washington *they warned*".
    verb_before, verb_after
        How a verb looks that may stand right before or after a name, as a regular expression on the folded word.
    """

    name: str = "after"
    genitive: bool = False
    prefixed: bool = False
    names: str = "capitals"
    cased: bool = True
    adjectives_first: bool = True
    seats: str = "marked"
    impersonal: str = ""
    verb_before: str = ""
    verb_after: str = ""


@dataclass(frozen=True, slots=True)
class WordLists:
    """Folded words of a language that decide about names and countries; data of ``data/languages/*.toml``.

    Attributes
    ----------
    definite
        Beginnings of a noun phrase that points back ("the group").
    locative, agentive
        Words before a country's name that make it a place, or a party.
    common
        Family names that are common words too.
    past
        Words that say that an office is no longer held.
    given
        Given names, which may begin the name of somebody unknown.
    speech
        Verbs of saying, beside which a name stands.
    stop
        Words that are never part of a name.
    organisations
        Nouns that the name of an organisation holds.
    acronyms_not
        Acronyms that name no actor.
    things
        Nouns in whose company capitals name a thing: war, prize, treaty.
    bound
        Institutions and groups that count only with their country: 俄*军*.
    surnames
        Family names that begin the name of somebody unknown.
    heads, tails
        Beginnings and endings that no name has.
    lookalikes
        Words, as written, that only folding makes names.
    connectors
        Words inside a name after which it goes on.
    boundaries
        Words that end the name of somebody unknown, where names have no form of their own.
    belonging
        Words between an office and the town it belongs to.
    genitive
        Those of ``locative`` that leave a state a party, unless a word of ``placed`` stands before: the north of X.
    placed
        Nouns of place.
    sources
        Words before whoever says so: according to.
    """

    definite: frozenset[str] = frozenset()
    locative: frozenset[str] = frozenset()
    agentive: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    past: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()
    speech: frozenset[str] = frozenset()
    stop: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    acronyms_not: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    bound: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()
    connectors: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()
    tails: frozenset[str] = frozenset()
    lookalikes: frozenset[str] = frozenset()
    boundaries: frozenset[str] = frozenset()
    belonging: frozenset[str] = frozenset()
    genitive: frozenset[str] = frozenset()
    placed: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()


@dataclass(slots=True)
class Lexicon:
    """Everything that finding actors in a language needs to know."""

    language: str
    table: ActorTable
    order: Order
    root: Node
    words: Words
    lists: WordLists
    inflected: bool
    """Whether names bear endings."""
    home: dict[tuple[str, ...], str]
    """Institutions that need no country in this language, by their keys: 국방부 is South Korea's."""


@functools.cache
def open_lexicon(language: str | None) -> Lexicon:
    """Read the lexicon of a language.

    Parameters
    ----------
    language
        BCP 47 primary code. A language without a file of its own borrows that of a language in the same script.

    Returns
    -------
    Lexicon
        One a language and process.
    """
    data = _read_language(language or "en")
    own: str = data["language"]
    if own != language:
        return open_lexicon(own)
    table = load_actors()
    raw = data["morphology"]
    morphology = Morphology(
        articles=tuple(raw.get("articles", ())),
        definite=tuple(raw.get("definite", ())),
        prefixes=tuple((prefix, breaks, cut) for prefix, breaks, cut in raw.get("prefixes", ())),
        endings=tuple(sorted(raw.get("endings", ()), key=len, reverse=True)),
        base_endings=tuple(sorted(raw.get("base_endings", ()), key=len, reverse=True)),
        shortest=raw.get("shortest", 3),
        shortest_inflected=raw.get("shortest_inflected", 2),
        linking=tuple(raw.get("linking", ())),
        compounds=raw.get("compounds", False),
    )
    order = Order(**data["order"])
    names_inflect = raw.get("names_inflect", True)
    lists = {name: frozenset(map(fold, words)) for name, words in data.get("lists", {}).items()}
    lists["lookalikes"] = frozenset(data.get("lists", {}).get("lookalikes", ()))
    lists["bound"] = frozenset(map(morphology.key, data.get("lists", {}).get("bound", ())))
    never = lists.get("stop", frozenset()) if order.cased else lists.get("stop", frozenset()) | lists.get("given", frozenset())
    builder = _Builder(morphology, order, never)
    for section, sense in _SECTIONS.items():
        for value, phrases in data.get(section, {}).items():
            for phrase in phrases:
                builder.add(phrase, Meaning(sense, (value,)))
    places = load_language(own) if data.get("borrow", False) else None
    for phrase, country in (places.demonyms if places else {}).items():
        if len(country) == _CODE:
            builder.add(phrase, Meaning(Sense.NATION, (country,)))
    nouns = set(builder.vocabulary)
    for entry in sorted(table.entries.values(), key=lambda entry: entry.institution is not None):
        builder.add_entry(entry, own)
        if own not in _LATIN:
            builder.add_entry(entry, "en")
    if places is not None:
        lists["given"] = lists.get("given", frozenset()) | (places.given - lists["stop"] - lists.get("common", frozenset()))
    return Lexicon(
        language=own,
        table=table,
        order=order,
        root=builder.root,
        words=Words(morphology, builder.vocabulary, builder.vocabulary if names_inflect else nouns),
        lists=WordLists(**lists),
        inflected=names_inflect,
        home=builder.home,
    )


_LATIN = frozenset({"en", "fr", "es"})
_SHORTEST_SURNAME = 3
_CODE = 2
"""Letters of a country's code; other demonyms belong to towns and provinces."""


def _read_language(language: str) -> dict[str, Any]:
    folder = files("events.actors") / "data" / "languages"
    borrowed = tomllib.loads((folder / "fallback.toml").read_text(encoding="utf-8")).get(language, "en")
    for code in (language, borrowed, "en"):
        path = folder / f"{code}.toml"
        if code.isalnum() and path.is_file():
            break
    return tomllib.loads(path.read_text(encoding="utf-8"))


class _Builder:
    """Gathers phrases into a trie and the words they are made of into a vocabulary."""

    def __init__(self, morphology: Morphology, order: Order, never: Collection[str]) -> None:
        self.never = never
        """Words that are no family name by themselves."""
        self.morphology = morphology
        self.order = order
        self.root: Node = {}
        self.vocabulary: set[str] = set()
        self.home: dict[tuple[str, ...], str] = {}

    def add(self, phrase: str, meaning: Meaning) -> None:
        self.add_keys(self.morphology.keys(phrase), replace(meaning, definite=self._is_definite(phrase)))

    def _is_definite(self, phrase: str) -> bool:
        return bool(self.morphology.definite) and " " not in phrase and fold(phrase).startswith(self.morphology.articles)

    def add_keys(self, keys: tuple[str, ...], meaning: Meaning) -> None:
        if not keys:
            return
        self.vocabulary.update(keys)
        node = self.root
        for key in keys:
            node = node.setdefault(key, {})
        here: Meaning | None = node.get(HERE)
        if here is None or _PRIORITY[meaning.sense] < _PRIORITY[here.sense]:
            node[HERE] = meaning
        elif here.sense == meaning.sense:
            values = here.values
            if meaning.sense in {Sense.ACTOR, Sense.SURNAME}:
                values = tuple(dict.fromkeys((*here.values, *meaning.values)))
            capital, definite = here.capital and meaning.capital, here.definite and meaning.definite
            node[HERE] = Meaning(meaning.sense, values, capital, definite)

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
                surname = self._surname(spelling, keys, family_first=entry.family_first)
                if surname and surname != keys and not self._is_unfit(surname):
                    last = spelling.split()[0 if entry.family_first else -1]
                    self.add_keys(surname, Meaning(Sense.SURNAME, (id_,), capital, self._is_definite(last)))

    def _is_unfit(self, surname: tuple[str, ...]) -> bool:
        """Whether a family name is too short, or a common word, to stand for its bearer."""
        word = surname[0]
        short = self.order.names == "after-title" and len(word) < _SHORTEST_SURNAME
        return len(surname) == 1 and (short or word in self.never)

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
        return node.get(HERE)

    def _surname(self, spelling: str, keys: tuple[str, ...], *, family_first: bool) -> tuple[str, ...]:
        if "·" in spelling:
            return self.morphology.keys(spelling.rpartition("·")[2])
        if self.order.names in {"han", "hangul"} and len(TOKEN.findall(spelling)) == (
            1 if self.order.names == "hangul" else len(spelling)
        ):
            return (fold(spelling[0]),) if family_first else ()
        words = spelling.split()
        if len(words) < 2:
            return ()
        return self.morphology.keys(words[0] if family_first else words[-1])
