"""What a phrase of the lexicon may be, and what a language's file says beside its phrases."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Any


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
    construct: bool = False
    """Whether its first word has no article, so that in a text it has none unless the second has one too."""


HERE, HERE_DEFINITE = ".", ".."
Node = dict[str, Any]
"""A node of the trie: the next key to its node, and under ``HERE`` the meaning of the phrase that ends here,
under ``HERE_DEFINITE`` its meaning with the article."""


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
    acting
        How a verb looks that makes an unknown capitalised word before it somebody that acts.
    people
        How a word for a country's people looks that needs no noun ("Iraqis"), as a regular expression on its key, a
        space, and the word as written.
    people_endings
        What makes the name of a country its people: 미국*인*, 美国*人*.
    people_slot
        Whether such a word looks like an adjective, so that an article, a number or a preposition must stand before.
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
    acting: str = ""
    people: str = ""
    people_slot: bool = False
    people_endings: tuple[str, ...] = ()


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
    appositions
        What people are, as it stands behind their name and a comma: "Luckson Elan, the gang's *leader*".
    speech
        Verbs of saying, beside which a name stands.
    stop
        Words that are never part of a name.
    sides
        Endings by which the name of a country means its government (美方).
    organisations
        Nouns that the name of an organisation holds.
    beginnings
        Those of ``stop`` with which a name may begin: New, North.
    inside
        Links inside the name of an organisation: Bank *of* England.
    family_tails
        Endings of family names, by which two capitalised words are a person.
    acronyms_not
        Acronyms that name no actor.
    things
        Nouns in whose company capitals name a thing: war, prize, treaty.
    bound
        Institutions and groups that count only with their country: 俄*军*.
    counting
        Words of quantity before which a ``bound`` group counts all the same: dozens *of people*.
    surnames
        Family names that begin the name of somebody unknown.
    heads, tails
        Beginnings and endings that no name has.
    possessives
        Endings, as written, of a noun with a possessive, which is no name by itself.
    joining, adjectives
        Beginnings of the second of two joined nouns (العدالة *و*التنمية), endings of adjectives, in names of parties.
    predicates
        Endings, as written, of a noun that says what somebody is: "was appointed *minister*".
    lookalikes
        Words, as written, that only folding makes names.
    connectors
        Words inside a name after which it goes on.
    seconds
        Words that only end a name of two words, given or family: نصر *الله*, ضياء *الدين*.
    ranks
        Adjectives that make a noun of bodies, with the article, one body: المجلس *الأعلى*.
    owned
        Endings, as written, that a word inside a name has not: of a noun that belongs to somebody (باغتيال*ه*).
    nameless
        Common nouns and verbs that may stand behind a title or a name but are no part of it.
    particles
        Prepositions, conjunctions and other small words, which no noun governs.
    studied
        Words after which a field stands, inside the description of an expert: الباحث *في* العلاقات الدولية.
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
    appositions: frozenset[str] = frozenset()
    speech: frozenset[str] = frozenset()
    stop: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    acronyms_not: frozenset[str] = frozenset()
    beginnings: frozenset[str] = frozenset()
    inside: frozenset[str] = frozenset()
    family_tails: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    bound: frozenset[str] = frozenset()
    counting: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()
    connectors: frozenset[str] = frozenset()
    seconds: frozenset[str] = frozenset()
    ranks: frozenset[str] = frozenset()
    owned: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    nameless: frozenset[str] = frozenset()
    studied: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()
    tails: frozenset[str] = frozenset()
    possessives: frozenset[str] = frozenset()
    predicates: frozenset[str] = frozenset()
    joining: frozenset[str] = frozenset()
    adjectives: frozenset[str] = frozenset()
    lookalikes: frozenset[str] = frozenset()
    boundaries: frozenset[str] = frozenset()
    belonging: frozenset[str] = frozenset()
    genitive: frozenset[str] = frozenset()
    placed: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    sides: frozenset[str] = frozenset()
