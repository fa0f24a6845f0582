"""What the words of a language may mean for finding actors: one trie of keys, built from the table and the language."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from events.actors.builder import Builder
from events.actors.table import ActorTable, load_actors
from events.actors.vocabulary import HERE, HERE_DEFINITE, Meaning, Node, Order, Sense, WordLists
from events.actors.words import Morphology, Words, fold
from events.model import ActorKind
from geo.languages import load_language

__all__ = ["HERE", "HERE_DEFINITE", "Lexicon", "Meaning", "Order", "Sense", "WordLists", "open_lexicon"]

_SECTIONS = {
    "roles": Sense.ROLE, "nations": Sense.NATION, "groups": Sense.GROUP, "institutions": Sense.INSTITUTION,
    "titles": Sense.TITLE, "modifiers": Sense.MODIFIER, "links": Sense.LINK, "anaphors": Sense.ANAPHOR,
    "portfolios": Sense.PORTFOLIO, "nothing": Sense.NOTHING,
}  # fmt: skip


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
        endings=tuple(sorted(raw.get("endings", ()), key=len)),
        base_endings=tuple(sorted(raw.get("base_endings", ()), key=len, reverse=True)),
        shortest=raw.get("shortest", 3),
        shortest_inflected=raw.get("shortest_inflected", 2),
        linking=tuple(raw.get("linking", ())),
        compounds=raw.get("compounds", False),
    )
    order = Order(**data["order"] | {"people_endings": tuple(data["order"].get("people_endings", ()))})
    names_inflect = data.get("names_inflect", True)
    lists = {name: frozenset(map(fold, words)) for name, words in data.get("lists", {}).items()}
    for name in ("lookalikes", "owned", "possessives", "predicates"):
        lists[name] = frozenset(data.get("lists", {}).get(name, ()))
    no_given = lists.pop("no_given", _NONE)
    lists["bound"] = frozenset(map(morphology.key, data.get("lists", {}).get("bound", ())))
    stop, given = lists.get("stop", _NONE), lists.get("given", _NONE)
    builder = Builder(
        morphology, order, never=stop if order.cased else stop | given, seconds=lists.get("seconds", _NONE)
    )
    for section, sense in _SECTIONS.items():
        for value, phrases in data.get(section, {}).items():
            for phrase in phrases:
                builder.add(phrase, Meaning(sense, (value,), order.cased and phrase[:1].isupper()))
    borrow = data.get("borrow", False)
    places = load_language(own) if borrow else None
    for phrase, country in (places.demonyms if places and borrow != "given" else {}).items():
        if len(country) == _CODE:
            builder.add(phrase, Meaning(Sense.NATION, (country,)))
    for entry in table.entries.values():
        if order.people_endings and entry.actor.kind is ActorKind.COUNTRY and entry.actor.country:
            for name in entry.spellings.get(own, ()):
                for ending in order.people_endings:
                    builder.add(name + ending, Meaning(Sense.NATION, (entry.actor.country,)))
    nouns = set(builder.vocabulary)
    for entry in sorted(table.entries.values(), key=lambda entry: entry.institution is not None):
        builder.add_entry(entry, own)
        if not data.get("latin", False):
            builder.add_entry(entry, "en")
    if places is not None:
        lists["given"] = given | (places.given - stop - no_given - lists.get("common", _NONE))
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


_NONE: frozenset[str] = frozenset()
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
