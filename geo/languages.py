"""What is known of each language, read from ``geo/data/languages/<code>.toml``.

A language is a file: the code that reads texts asks for words by what they do (demonyms, prepositions, titles, verbs of
speech) and never for a language by name.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from geo.folding import fold_citation, fold_name, fold_word

LISTED = frozenset((", ", "، ", "、", "،", " و", "·"))
"""What stands between listed names in any language."""
NO_KINDS: frozenset[str] = frozenset()
LEADING = ("party_verbs", "party_words", "posted_before", "party_before", "before")
"""Kinds of words before a name that tell its role."""


@dataclass(frozen=True, slots=True)
class LanguageData:
    """The words of one language that reading places needs, folded like the gazetteer's keys.

    Attributes
    ----------
    code
        ISO 639-1 code.
    capitals
        Whether names begin with a capital letter.
    lower_demonyms
        Whether demonyms are written in lower case ("russe").
    inflected
        Whether names change their endings, so that prepositions stand less often before them.
    demonyms
        Folded demonym (words joined by a space) -> ISO country code, or the name of another place.
    abbreviations
        Written abbreviation, exactly -> ISO country or division code, or the name of another place.
    plurals
        Folded word that several names share -> what each is ("counties" -> "county").
    expansions
        Folded shortened word that begins names -> the whole word ("mt" -> "mount").
    postal
        Two-letter code after "City, " -> ISO division code.
    words
        Sets of folded words by what they do.
    kinds
        The other way round: what a folded word does.
    locating
        Folded words after which a name is where something is.
    leading
        Words before a name that tell its role.
    common
        Folded words that are also names of places.
    clitics
        What may stand attached before a word, longest first, each with what must be put in its place.
    genitives
        Endings of the genitive of names, as folded ("Deutschlands").
    articles
        Those clitics that make a word definite.
    particles
        What may stand attached after a name.
    homographs
        Folded names of large places that mostly are other words ("سيول": Seoul, or floods).
    adjectives
        Those homographs that a preposition never stands before ("مالي": Mali, or financial).
    never
        Folded names that are not read as places at all; in the file "_" stands for a space.
    joined_types
        Folded word before a name that belongs to the name and says what it is -> precision.
    suffix_roles
        What follows a name without a space ("人", "군") -> role.
    party_suffixes
        What follows the name of a state or capital without a space and makes a party of it.
    possessives
        What follows a name without a space and makes it an owner.
    object_particles, dealt_after
        Particles of an object, and how words begin that make a party of it ("러시아를 비난했다").
    verb_endings, participles
        Endings of verbs, as written, and of what follows an auxiliary: a state before one acts.
    acting
        Endings of what follows a copula where the subject does something ("is sending").
    lead_endings
        Endings of verbs that stand before their subject.
    directions
        Folded word -> bearing in degrees.
    near
        Folded words before a name -> kilometres around it; what follows a name, with "_" before it where apart.
    near_ends
        The last words of those.
    units
        Folded word -> kilometres.
    fillers
        Folded words that may stand between a distance and the place it is measured from.
    conjunctions
        What may stand between two names, as written.
    list_gaps
        What stands between names that are listed, with articles.
    phrase_after
        Pattern of a distance after the name, with DIRECTION, NUMBER and UNIT in it.
    """

    code: str
    capitals: bool = False
    lower_demonyms: bool = False
    inflected: bool = False
    demonyms: Mapping[str, str] = field(default_factory=dict)
    demonym_length: Mapping[str, int] = field(default_factory=dict)
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    plurals: Mapping[str, str] = field(default_factory=dict)
    expansions: Mapping[str, str] = field(default_factory=dict)
    postal: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    kinds: Mapping[str, frozenset[str]] = field(default_factory=dict)
    locating: frozenset[str] = frozenset()
    leading: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    clitics: tuple[tuple[str, str], ...] = ()
    genitives: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    particles: frozenset[str] = frozenset()
    homographs: frozenset[str] = frozenset()
    adjectives: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()
    family: frozenset[str] = frozenset()
    joined_types: Mapping[str, str] = field(default_factory=dict)
    suffix_roles: Mapping[str, str] = field(default_factory=dict)
    party_suffixes: frozenset[str] = frozenset()
    possessives: frozenset[str] = frozenset()
    object_particles: frozenset[str] = frozenset()
    dealt_after: tuple[str, ...] = ()
    verb_endings: tuple[str, ...] = ()
    participles: tuple[str, ...] = ()
    acting: tuple[str, ...] = ()
    lead_endings: tuple[str, ...] = ()
    directions: Mapping[str, float] = field(default_factory=dict)
    near: Mapping[str, float] = field(default_factory=dict)
    near_ends: frozenset[str] = frozenset()
    units: Mapping[str, float] = field(default_factory=dict)
    fillers: frozenset[str] = frozenset()
    conjunctions: frozenset[str] = frozenset()
    list_gaps: frozenset[str] = LISTED
    phrase_after: str = ""

    def has_form(self, kind: str, word: str) -> bool:
        """Whether a folded word is of a kind, particles attached to it or not."""
        if kind in self.kinds_of(word):
            return True
        known = self.words.get(kind) if self.particles else None
        if not known or not word:
            return False
        cuts = range(1, min(4, len(word) - 1))
        return any(word[:-cut] in known and word[-cut:] in self.particles for cut in cuts)

    def kinds_of(self, word: str) -> frozenset[str]:
        """Give all kinds that a folded word is of: the keys of ``words`` under which it stands."""
        return self.kinds.get(word, NO_KINDS)

    def has(self, kind: str, word: str) -> bool:
        """Whether a folded word is of a kind."""
        return kind in self.kinds_of(word)


def available_languages() -> tuple[str, ...]:
    """Codes of the languages that have a file."""
    folder = files("geo").joinpath("data/languages")
    return tuple(sorted(entry.name[:-5] for entry in folder.iterdir() if entry.name.endswith(".toml")))


def _word_list(path: str) -> frozenset[str]:
    file = files("geo").joinpath(path)
    if not file.is_file():
        return frozenset()
    return frozenset(line for line in file.read_text("utf-8").split("\n") if line and not line.startswith("#"))


def _fold(text: str) -> str:
    return " ".join(fold_name(text.replace("_", " ")))


@cache
def load_language(code: str) -> LanguageData:
    """Read a language's file; a language without one gets the rules that hold for all."""
    base = code.replace("_", "-").partition("-")[0].lower()
    file = files("geo").joinpath(f"data/languages/{base}.toml")
    if not base.isalpha() or not file.is_file():
        return LanguageData(base, capitals=True)
    data: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))
    demonyms = _demonyms(data)
    lengths: dict[str, int] = {}
    for key in demonyms:
        first, *rest = key.split(" ")
        lengths[first] = max(lengths.get(first, 0), 1 + len(rest))
    capitals = bool(data.get("capitals"))
    data.setdefault("words", {})["locatives"] = data.get("locatives", "")
    words = {
        kind: frozenset(f(w) for w in text.split() for f in (_fold, fold_citation))
        for kind, text in data.get("words", {}).items()
        if isinstance(text, str)
    }
    common = _word_list(f"data/languages/common/{base}.txt") | set(
        map(fold_word, data.get("common", {}).get("words", "").split())
    )
    common -= set(map(fold_word, data.get("common", {}).get("names", "").split()))
    latin = bool(data.get("latin", capitals))
    return LanguageData(
        code=base,
        capitals=capitals,
        inflected=bool(data.get("inflected")),
        lower_demonyms=bool(data.get("lower_demonyms")),
        demonyms=demonyms,
        demonym_length=lengths,
        abbreviations={text: place for place, texts in data.get("abbreviations", {}).items() for text in texts.split()},
        plurals=dict(data.get("plurals", {})),
        expansions=dict(data.get("expansions", {})),
        postal={
            code: f"{country}-{code}" for country, codes in data.get("postal", {}).items() for code in codes.split()
        },
        words=words,
        kinds=_by_word(words),
        leading=frozenset().union(*(words.get(kind, ()) for kind in LEADING)),
        locating=words.get("before", frozenset()).difference(
            *(words.get(kind, ()) for kind in ("party_before", "party_words", "of"))
        ),
        common=frozenset(common),
        clitics=tuple((a, b) for a, b in data.get("clitics", [])),
        genitives=tuple(data.get("genitives", "").split()),
        articles=tuple({b for _, b in data.get("clitics", []) if b}),
        particles=_particles(data),
        suffix_roles={s: role for role, text in data.get("suffix_roles", {}).items() for s in text.split()},
        party_suffixes=frozenset(data.get("party_suffixes", "").split()),
        possessives=frozenset(data.get("possessives", "").split()),
        object_particles=frozenset(data.get("object_particles", "").split()),
        dealt_after=tuple(data.get("dealt_after", "").split()),
        verb_endings=tuple(data.get("verb_endings", "").split()),
        participles=tuple(data.get("participles", "").split()),
        acting=tuple(data.get("acting", "").split()),
        lead_endings=tuple(data.get("lead_endings", "").split()),
        homographs=frozenset(map(fold_word, data.get("common", {}).get("homographs", "").split())),
        adjectives=frozenset(map(fold_word, data.get("common", {}).get("adjectives", "").split())),
        never=frozenset(_fold(name.replace("_", " ")) for name in data.get("never", "").split()),
        given=_word_list("data/persons/given.txt") if latin else frozenset(map(_fold, data.get("given", "").split())),
        family=_word_list("data/persons/family.txt") if latin else frozenset(),
        joined_types={_fold(w): kind for kind, text in data.get("joined_types", {}).items() for w in text.split()},
        directions={_fold(k): float(v) for k, v in data.get("directions", {}).items()},
        fillers=words.get("fillers", frozenset()) | words.get("of", frozenset()),
        conjunctions=frozenset(data.get("conjunctions", "").split()),
        list_gaps=_list_gaps(data.get("conjunctions", "").split(), data["words"].get("articles", "").split()),
        phrase_after=data.get("phrase_after", ""),
        near_ends=frozenset(_fold(k).rpartition(" ")[2] for k in data.get("near", {})),
        near={("_" if k[0] == "_" else "") + _fold(k): float(v) for k, v in data.get("near", {}).items()},
        units={_fold(k): float(v) for k, v in data.get("units", {}).items()},
    )


def _list_gaps(conjunctions: list[str], articles: list[str]) -> frozenset[str]:
    """What stands between listed names: a comma, a conjunction or both, and an article after the conjunction."""
    joints = [f"{comma} {word} " for word in conjunctions for comma in ("", ",")]
    before = [f"{article} " if article[1:] else article + mark for article in articles for mark in "'’"]
    return LISTED.union(joints, (joint + article for joint in joints for article in before))


def _by_word(words: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Turn sets of words by kind into sets of kinds by word."""
    kinds: dict[str, set[str]] = {}
    for kind, members in words.items():
        for word in members:
            kinds.setdefault(word, set()).add(kind)
    return {word: frozenset(found) for word, found in kinds.items()}


def _particles(data: Mapping[str, Any]) -> frozenset[str]:
    """Particles, suffixes, and suffixes with particles after them."""
    particles, suffixes = data.get("particles", "").split(), data.get("suffixes", "").split()
    return frozenset((*particles, *suffixes, *(s + p for s in suffixes for p in particles)))


def _demonyms(data: Mapping[str, Any]) -> dict[str, str]:
    demonyms: dict[str, str] = {}
    rule = data.get("demonym_forms", {})
    befores, afters = rule.get("before", [""]), rule.get("after", [""])
    for place, forms in data.get("demonyms", {}).items():
        for form in forms.split():
            first, *others = form.split("_")
            for before in befores:
                article = rule.get("article", "") if before in rule.get("with_article", ()) else ""
                for after in afters:
                    words = [before + first + after, *(article + other + after for other in others)]
                    demonyms.setdefault(_fold(" ".join(words)), place)
    for place, forms in data.get("demonyms_exact", {}).items():
        demonyms.update({_fold(form): place for form in forms.split()})
    return demonyms
