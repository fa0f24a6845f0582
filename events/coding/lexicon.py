"""The words of a language that tell of events: triggers and cues, out of ``data/<language>.toml``.

A lexicon file holds *paradigms* (how words of a class are inflected), *events* (triggers by PLOVER type) and
*cues* (words that decide status, clauses, roles, order and attribution). An entry is ``stems/paradigm``; several
stems are parted by commas, words of a phrase by ``_``, and the paradigm is that of its first word: ``attack`` ·
``strik,struck,struck/ie`` · ``open_fire`` · ``زار,زور``. A paradigm is a list of ``feature:pattern``, where the
digits of the pattern stand for the stems and ``+`` for the last letter of the stem, doubled.

All forms are made once, when the lexicon is first used, into one dictionary. What a token says is remembered, so
that most words of a report cost one look-up.
"""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from dataclasses import dataclass, field
from importlib import resources
from typing import Any

from events.coding.cases import Cases
from events.coding.sites import SiteWords, read_site_words
from geo.remembered import Remembered

MEMORY = 200_000
"""Tokens whose meaning is remembered before the memory starts anew."""

_STEM = re.compile(r"([1-9])(\+?)")


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word tells of an event.

    Attributes
    ----------
    type
        PLOVER type.
    mode
        PLOVER mode, where the word tells it.
    noun
        Whether it names the event instead of asserting it.
    forms
        What its inflection says: ``past``, ``present``, ``future``, ``base``, ``part`` (passive participle), ``ger``,
        ``adj`` (a participle that asserts only behind a form of "be"), ``plural`` (where a language needs it to tell
        subject from object).
    flags
        What its entry says of roles and weight (documented in docs/coding.md).
    """

    type: str
    mode: str | None
    noun: bool
    forms: frozenset[str]
    flags: frozenset[str]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word or phrase means: an event it asserts (``sense``) or names (``name``), cues; and its length in tokens.

    A word may do both ("attacks"); the words around it decide which (``events.coding.scan``).
    """

    sense: Sense | None = None
    name: Sense | None = None
    cues: frozenset[str] = frozenset()
    length: int = 1


NOTHING = Meaning()
_TENSES = frozenset({"past", "present", "future"})
_ARTICLE = frozenset({"named", "definite"})
_INFINITIVE = frozenset({"base"})
_NO_CUES: frozenset[str] = frozenset()
_OBJECT = frozenset({"object"})


@dataclass(slots=True)
class Entry:
    """What stands under a form: its own meaning and the phrases that begin with it (longest first)."""

    meaning: Meaning = NOTHING
    phrases: list[tuple[tuple[str, ...], Meaning]] = field(default_factory=list)
    heads: frozenset[str] | None = None
    """The second words of its phrases, once asked for."""
    tells: bool = False
    """Whether it may tell of an event, alone or with what follows; noted when it is looked up."""

    def note_whether_it_tells(self) -> None:
        """Note whether it, or a phrase that begins with it, tells of an event."""
        meanings = [self.meaning, *(meaning for _, meaning in self.phrases)]
        self.tells = any(m.sense is not None or m.name is not None for m in meanings)

    def second_words(self) -> frozenset[str]:
        """Give the second words of its phrases; ``*`` among them stands for any."""
        if self.heads is None:
            self.heads = frozenset(words[0] for words, _ in self.phrases)
        return self.heads


MARKS = frozenset('-"“”«»„「」『』‹›,،;؛、，；—–:：()[]（）')
MARK = Entry()
"""What stands under a punctuation mark."""


@dataclass(slots=True)
class Lexicon:
    """The triggers and cues of one language, compiled."""

    language: str
    order: str
    segment: str
    habitual: frozenset[str]
    prefixes: tuple[tuple[str, frozenset[str]], ...]
    articles: tuple[str, ...]
    """Those prefixes that are an article and nothing else."""
    suffixes: tuple[str, ...]
    endings: tuple[tuple[str, frozenset[str]], ...]
    particles: dict[str, tuple[str, ...]]
    fold_table: dict[int, str | None]
    forms: dict[str, Entry]
    numbers: dict[str, int]
    cases: Cases | None = None
    present: str = ""
    """What the present tense says of an act: ``ongoing`` (Russian), nothing where reports tell news in it."""
    quantities: frozenset[str] = frozenset()
    """Words of quantity behind which "of" only counts ("dozens of", عدد من); numbers are such words, too."""
    quotatives: tuple[str, ...] = ()
    """Endings by which what is said is joined to the verb of speech behind it (Korean -다고)."""
    intents: tuple[str, ...] = ()
    """Such endings that say what the speaker will do: a warning of it is a threat (-겠다고 경고했다)."""
    attributive: tuple[str, ...] = ()
    """Endings of verbs that describe the noun behind them (Korean 부상한 병사)."""
    bound: tuple[str, ...] = ()
    """Nouns behind such an ending that only join clauses ("after", "the fact that")."""
    compounds: tuple[str, ...] = ()
    """Nouns of events that may end a compound word, where words are written together (Korean 업무개시명령)."""
    time_first: bool = False
    """Whether days and places stand before their verb, and commas part clauses (Chinese)."""
    auxiliaries: bool = False
    """Whether a participle asserts only behind an auxiliary ("a tué"); alone it describes ("tué à Gao")."""
    sites: SiteWords = field(default_factory=SiteWords)
    """Words for quarters and villages."""
    gap: int = 7
    """Tokens behind the first word of a phrase within which the word behind its ``*`` stands."""
    longest: dict[str, int] = field(default_factory=dict)
    """From the first letter of a form to the length of the longest form that begins with it."""
    memory: Remembered[Entry | None] = field(init=False)
    """What stands under the tokens met so far."""
    folded: Remembered[str] = field(init=False)
    """The forms under which they are looked up."""

    def __post_init__(self) -> None:
        """Begin with nothing remembered."""
        self.memory = Remembered(self._look_up, most=MEMORY)
        self.folded = Remembered(functools.partial(fold, table=self.fold_table), most=MEMORY)

    def fold(self, token: str) -> str:
        """Give the form under which a token is looked up."""
        return self.folded[token]

    def prefix_cues(self, letters: str) -> frozenset[str]:
        """Give the cues of letters attached before a name."""
        form = self.fold(letters)
        return next((cues for prefix, cues in self.prefixes if prefix == form), _NO_CUES)

    def cues_within(self, name: str) -> frozenset[str]:
        """Give the cues of a preposition written in one with the article that a name begins with (للجيش)."""
        form = self.fold(name.split(" ", 1)[0])
        for prefix, cues in self.prefixes:
            written_in = "definite" in cues and any(cue.startswith("prep_") for cue in cues)
            if written_in and form.startswith(prefix) and len(form) > len(prefix) + 2:
                return cues
        return _NO_CUES

    def entry(self, token: str) -> Entry | None:
        """Give what stands under a token, its attached particles and endings taken off; none for other words."""
        return self.memory[token]

    def _look_up(self, token: str) -> Entry | None:
        if token in MARKS:
            return MARK
        found = self._find(self.fold(token))
        if found is not None:
            found.note_whether_it_tells()
        return found

    def _find(self, form: str) -> Entry | None:
        found = self.forms.get(form)
        if self.segment == "prefix":
            stem = self._find_stem(form) or self._find_tail(form)
            phrases = found.phrases if found is not None else []
            return Entry(stem.meaning if stem else NOTHING, phrases) if phrases else stem
        if found is not None:
            return found
        for prefix, cues in self.prefixes:
            if form.startswith(prefix) and len(form) - len(prefix) >= 2:
                rest = form[len(prefix) :]
                found = self.forms.get(rest) or self._without_suffix(rest)
                if found is not None:
                    return _marked(found, cues)  # "named": an article or preposition, which no verb takes
        return self._without_suffix(form)

    def _without_suffix(self, form: str) -> Entry | None:
        for suffix in self.suffixes:
            if form.endswith(suffix) and len(form) - len(suffix) >= 3:
                found = self.forms.get(form[: -len(suffix)])
                if found is not None and (found.meaning.name or "background" in found.meaning.cues):
                    return found
                if found is not None and found.meaning.sense and len(form) - len(suffix) >= 3:
                    return _marked(found, _OBJECT)
        return None

    def _find_tail(self, form: str) -> Entry | None:
        """Find the noun of an event that ends a compound word."""
        for tail in self.compounds:
            at = form.rfind(tail)
            if at >= 2:
                return self._find_stem(form[at:])
        return None

    def _find_stem(self, form: str) -> Entry | None:
        """Find the longest stem that a form begins with; its ending tells the tense."""
        for length in range(len(form), 1, -1):
            found = self.forms.get(form[:length])
            if found is None or found.meaning is NOTHING:
                continue
            ending = form[length:]
            if found.meaning.sense is not None and found.meaning.sense.forms & _TENSES:
                return found
            if found.meaning.sense is None and found.meaning.name is None:
                return found if not ending or "open" in found.meaning.cues or ending in self.suffixes else None
            for known, features in self.endings:
                if ending.startswith(known) if known else not ending:
                    return _inflected(found, features)
            return found if not ending else None
        return None


def fold(token: str, table: dict[int, str | None]) -> str:
    """Fold case and the letters that a language writes in several ways.

    Parameters
    ----------
    token
        One word.
    table
        From code point to its folded letter, or none to drop it.
    """
    return unicodedata.normalize("NFC", token).casefold().translate(table)


@functools.cache
def load_lexicon(language: str) -> Lexicon | None:
    """Load and compile the lexicon of a language.

    Parameters
    ----------
    language
        ISO 639-1 code.

    Returns
    -------
    Lexicon or None
        None for a language without a lexicon file.
    """
    path = resources.files("events.coding") / "data" / f"{language}.toml"
    if not path.is_file() or language == "plover":
        return None
    data = tomllib.loads(path.read_text("utf-8"))
    table: dict[int, str | None] = {ord(k): v or None for k, v in data.get("fold", {}).items()}
    lexicon = Lexicon(
        language=language,
        order=data.get("order", "SVO"),
        segment=data.get("segment", "words"),
        habitual=frozenset(data.get("habitual", "").split()),
        prefixes=tuple((k, frozenset(v.split())) for k, v in data.get("prefixes", {}).items()),
        articles=tuple(k for k, v in data.get("prefixes", {}).items() if set(v.split()) == _ARTICLE),
        suffixes=tuple(data.get("suffixes", "").split()),
        endings=_endings(data.get("endings", {})),
        particles={
            role: tuple(sorted((p.replace("_", " ") for p in v.split()), key=len, reverse=True))
            for role, v in data.get("particles", {}).items()
        },
        fold_table=table,
        forms={},
        numbers=dict(data.get("numbers", {})),
        cases=_cases(data.get("cases")),
        present=data.get("present", ""),
        sites=read_site_words(data.get("sites", {})),
        gap=data.get("gap", 7),
        quotatives=tuple(data.get("quotatives", "").split()),
        time_first=data.get("time_first", False),
        auxiliaries=data.get("auxiliaries", False),
        compounds=tuple(data.get("compounds", "").split()),
        intents=tuple(data.get("intents", "").split()),
        attributive=tuple(data.get("attributive", "").split()),
        bound=tuple(data.get("bound", "").split()),
    )
    lexicon.quantities = frozenset(map(lexicon.fold, data.get("quantities", "").split())) | set(lexicon.numbers)
    _compile(lexicon, data)
    return lexicon


def _cases(table: dict[str, str] | None) -> Cases | None:
    if table is None:
        return None
    words, *endings = (
        tuple(table.get(key, "").split())
        for key in ("words", "groups", "persons", "instrumental", "endings", "accusative")
    )
    return Cases(frozenset(words), *endings)


def _endings(table: dict[str, str]) -> tuple[tuple[str, frozenset[str]], ...]:
    """Give endings, longest first, with the features they show."""
    features: dict[str, set[str]] = {}
    for feature, endings in table.items():
        for ending in endings.split():
            features.setdefault("" if ending == "-" else ending, set()).add(feature)
    return tuple((e, frozenset(f)) for e, f in sorted(features.items(), key=lambda item: -len(item[0])))


def _compile(lexicon: Lexicon, data: dict[str, Any]) -> None:
    paradigms = {
        name: [tuple(item.split(":", 1)) for item in text.split()] for name, text in data.get("paradigms", {}).items()
    }
    for group in data.get("events", []):
        flags = frozenset(group.get("flags", "").split())
        for part, noun in (("verbs", False), ("nouns", True)):
            for entry in group.get(part, "").split():
                for form, features in _inflect(entry, paradigms, "n" if noun else "v").items():
                    sense = Sense(group["type"], group.get("mode"), noun, frozenset(features), flags)
                    _add(lexicon, form, sense, frozenset())
    for cue, words in data.get("cues", {}).items():
        for entry in words.split():
            for form, features in _inflect(entry, paradigms, "").items():
                # Only what a paradigm tells of a cue's tense is kept: "planned" beside "plans".
                extra = {f"{cue}-{feature}" for feature in features if feature}
                _add(lexicon, form, None, frozenset({cue, *extra}))
    for form, entry in lexicon.forms.items():
        lexicon.longest[form[:1]] = max(len(form), lexicon.longest.get(form[:1], 0))
        entry.phrases.sort(key=lambda phrase: ("*" in phrase[0], -len(phrase[0])))


def _inflect(entry: str, paradigms: dict[str, list[tuple[str, ...]]], default: str) -> dict[str, set[str]]:
    """Give all forms of an entry (words of a phrase parted by ``_``) with their features."""
    head, underscore, tail = entry.partition("_")
    if "/" in tail:
        tail, _, paradigm = tail.rpartition("/")
        stems = head.split(",")
    else:
        stem_text, slash, paradigm = head.partition("/")
        stems = stem_text.split(",")
        paradigm = paradigm if slash else default
    forms: dict[str, set[str]] = {}
    if paradigm != default and paradigm not in paradigms:
        raise KeyError(f"{entry!r} names the paradigm {paradigm!r}, which the lexicon has not")
    for feature, pattern in paradigms.get(paradigm, [("", "1")]):

        def stem(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            text = stems[index] if index < len(stems) else stems[-1]
            return text + text[-1] if match[2] else text

        form = _STEM.sub(stem, pattern) + underscore + tail
        forms.setdefault(form, set()).add(feature)
    return forms


def _add(lexicon: Lexicon, form: str, sense: Sense | None, cues: frozenset[str]) -> None:
    if lexicon.segment == "characters":
        words = [lexicon.fold(form.replace("_", ""))]
    else:
        words = [lexicon.fold(word) for word in form.split("_")]
    entry = lexicon.forms.setdefault(words[0], Entry())
    if len(words) == 1:
        entry.meaning = _joined(entry.meaning, sense, cues, 1)
        return
    rest = tuple(words[1:])
    for index, (phrase, meaning) in enumerate(entry.phrases):
        if phrase == rest:
            entry.phrases[index] = (phrase, _joined(meaning, sense, cues, len(words)))
            return
    entry.phrases.append((rest, _joined(NOTHING, sense, cues, len(words))))


def _joined(old: Meaning, new: Sense | None, cues: frozenset[str], length: int) -> Meaning:
    """Add to a meaning. Of two verbs (or nouns) the one listed first stays; the same one again adds its forms."""
    sense, name = old.sense, old.name
    if new is not None and new.noun:
        name = name or new
    elif new is not None:
        if sense is None:
            sense = new
        elif (sense.type, sense.mode, sense.flags) == (new.type, new.mode, new.flags):
            sense = Sense(sense.type, sense.mode, False, sense.forms | new.forms, sense.flags)
    return Meaning(sense, name, old.cues | cues, length)


def _marked(entry: Entry, cues: frozenset[str]) -> Entry:
    """Give an entry with the cues of the particle that was attached to it."""
    if not cues:
        return entry
    noun_only = "named" in cues

    def marked(meaning: Meaning) -> Meaning:
        sense = meaning.sense
        if noun_only and sense is not None and "base" in sense.forms and sense.forms <= _INFINITIVE:
            return Meaning(sense, meaning.name, meaning.cues | cues, meaning.length)
        if meaning is NOTHING or (noun_only and sense is not None and meaning.name is None):
            return NOTHING
        return Meaning(None if noun_only else sense, meaning.name, meaning.cues | cues, meaning.length)

    phrases = [(words, found) for words, m in entry.phrases if (found := marked(m)) is not NOTHING]
    meaning = marked(entry.meaning)
    return Entry(meaning, phrases)


def _inflected(entry: Entry, features: frozenset[str]) -> Entry:
    """Give an entry whose ending showed these features; the feature ``noun`` makes it name its event."""
    meaning = entry.meaning
    sense = meaning.sense or meaning.name
    if sense is None:
        return entry
    noun = "noun" in features
    changed = Sense(sense.type, sense.mode, noun, features - {"noun"}, sense.flags)
    cues = meaning.cues | {feature for feature in features if feature.startswith("clause")}
    return Entry(Meaning(None if noun else changed, changed if noun else None, cues, meaning.length), entry.phrases)
