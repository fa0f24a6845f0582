"""Grammatical case, in languages that mark it on names: who can't be a subject ("Путина", "президентом")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from events.model import ActorKind, ActorMention

_WORD = re.compile(r"[\w'’ʼ]+")
_ENDING = 3
"""Letters by which the cases of a name may differ."""


@dataclass(frozen=True, slots=True)
class Cases:
    """How a language shows that a mention does not stand in the nominative.

    Attributes
    ----------
    words
        First words that tell it ("президента").
    group_endings
        Endings of the first word of an unnamed group ("военных").
    person_endings
        Endings of the family name of a person whose nominative is not known ("Иванову").
    accusative
        Endings of places behind a preposition that means "to" with the accusative, else "in" ("в Турцию").
    endings
        All endings of names outside the nominative.
    instrumental
        Endings by which "with" is told from "from", where one preposition means both (uk "з").
    """

    words: frozenset[str]
    group_endings: tuple[str, ...]
    person_endings: tuple[str, ...]
    instrumental: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    accusative: tuple[str, ...] = ()


def is_oblique(mention: ActorMention, language: str, cases: Cases) -> bool:
    """Say whether a mention stands in another case than the nominative.

    Parameters
    ----------
    mention
        Of an actor; its usual name in the language, where known, is the nominative.
    language
        ISO 639-1 code.
    cases
        What the language shows.

    Returns
    -------
    bool
        False where nothing tells.
    """
    words = _WORD.findall(mention.text.casefold().replace("ё", "е"))
    if not words:
        return False
    actor = mention.actor
    usual = actor.names.get(language, "")
    stranger = actor.kind is ActorKind.PERSON and usual in ("", actor.name)  # nobody that the table knows
    own = _WORD.findall(actor.name.casefold().replace("ё", "е"))
    if stranger and len(own) > 1 and words[-1] == own[-1] and _is_nominative(own[0]):
        return False  # "лидеров оппозиции Иван Петров", "Келін Джорджеску": the given name shows the case
    if words[0] in cases.words:
        return True
    named = mention.text[:1].isupper()
    if stranger and named:
        return len(words[-1]) >= 5 and words[-1].endswith(cases.person_endings)
    if actor.kind is ActorKind.GROUP or not named or usual in ("", actor.name):
        return actor.kind is not ActorKind.COUNTRY and words[0].endswith(cases.group_endings)
    name = _WORD.findall(usual.casefold().replace("ё", "е"))
    at = -1 if actor.kind in (ActorKind.PERSON, ActorKind.COUNTRY) else 0
    return words[at] != name[at] and words[at].endswith(cases.endings) and _differ_in_ending(words[at], name[at])


def _is_nominative(given: str) -> bool:
    """Whether a man's given name ends in a consonant, as in no other case (but for the instrumental)."""
    return given[-1] not in _VOWELS and not given.endswith(_INSTRUMENTAL)


_VOWELS = frozenset("аеиоуыэюяіїєь")
_INSTRUMENTAL = ("ом", "ем", "єм", "им", "ім", "ой", "ей", "ою", "ею")


def _differ_in_ending(one: str, other: str) -> bool:
    common = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        common += 1
    return (
        common >= 3 and common >= min(len(one), len(other)) - _ENDING and max(len(one), len(other)) - common <= _ENDING
    )
