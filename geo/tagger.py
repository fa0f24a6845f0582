"""Find every name of the gazetteer in a text, longest first, in one pass.

The tagger proposes; it does not judge. What it finds are mentions with their candidates: whether a mention is a place
at all is for :mod:`geo.evidence`, which place it is for :mod:`geo.resolver`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from geo.folding import WORD, Script, cut_words, fold_genitive, fold_word, script_of
from geo.gazetteer import Bearer, Gazetteer, open_gazetteer
from geo.languages import LanguageData, load_language
from geo.layout import ANY_LANGUAGE, HOME
from geo.remembered import Remembered
from geo.sources.record import UseFlag

GAP = re.compile(r"[ \u00a0\u202f_]|[-–‐’'ʼ]|\. |\.|-\s|[·・•]")
LONGEST_ABBREVIATION = 3
"""Letters of the longest word after which a full stop may belong to a name."""
HOPELESS_WORD = 3.9
"""A common word is no name by itself of a place less likely than this."""
APOSTROPHES = frozenset("'’ʼ-")
WELL_KNOWN = 5.5
"""A name that begins with a word like "the", in a text in capitals, is only of a place at least so likely."""
CURRENCY = frozenset("$€£¥₩")
LOWER_CASE = re.compile("[a-zß-öø-ÿа-яёіїєґ]{2}")
SAMPLE = 2000
"""Characters from which it is told whether a text is in capitals throughout."""
SHORT = 4
VARIANT = dict.fromkeys(Script, 0.5) | {Script.LATIN: 1.1}
"""What a name loses that is only a variant, or whose language is not known: in Latin script it may be of any."""
WEAK = 2.6
"""What a name loses that mostly means another place."""
AT_HOME = 0.4
"""What a place gains whose country writes in the script of the name."""
ELSEWHERE = 1.0
"""What a name loses besides that is the place's name in other languages ("Victoria": Hong Kong, in Portuguese)."""
FOREIGN = 4.2
"""What a name loses that is only known from another language (Finnish "Viro" in an English text)."""
LIKELIER = 1.5
"""By how much another way to read the same words must be likelier than the first."""
MEMORY = 200_000
"""Words remembered by a tagger before it starts anew."""


class Candidate(NamedTuple):
    """A place that a mention may mean, with what speaks for it before the text is looked at."""

    bearer: Bearer
    prior: float


@dataclass(slots=True)
class Mention:
    """A name found in a text.

    Attributes
    ----------
    start, end
        Offsets of the name, particles attached to it included.
    first, last
        Numbers of its first and last word in the text.
    key
        Folded name.
    candidates
        Places that bear it, the likeliest first.
    kind
        ``name``, ``abbreviation`` or ``demonym``.
    lead
        Characters attached before the name.
    hint
        Kind of place that a word beside it says it is.
    evidence
        Above 0: it is a place.
    signs
        Codes of what spoke for and against that.
    """

    start: int
    end: int
    first: int
    last: int
    key: str
    candidates: tuple[Candidate, ...]
    kind: str = "name"
    lead: int = 0
    hint: str = ""
    evidence: float = 0.0
    signs: list[str] = field(default_factory=list)


class _Option(NamedTuple):
    """A way to read a word as the first of a name.

    Attributes
    ----------
    fold
        The folded word, what is attached to it taken off.
    longest
        Words of the longest name that begins so.
    lead, trail
        Characters attached before and after.
    alone
        Candidates if the word is the whole name.
    seconds
        Folded words that may follow in a longer name; None where anything may.
    """

    fold: str
    longest: int
    lead: int
    trail: int
    alone: tuple[Candidate, ...]
    seconds: frozenset[str] | None = None


class _Whole(NamedTuple):
    """What a word is that is a whole name, or a demonym: what a mention of it holds, whatever the text."""

    key: str
    candidates: tuple[Candidate, ...]
    kind: str
    lead: int = 0
    trail: int = 0


class _Start(NamedTuple):
    """How a word may begin a name.

    Attributes
    ----------
    fold
        The word, folded.
    options
        The ways to read it.
    demonym
        Words of the longest demonym that begins so.
    abbreviations
        Abbreviations that begin so, as written, and what they stand for.
    postal
        Division whose postal code it is.
    site
        Whether it names a kind of building or road.
    whole
        What it is if no longer name begins here.
    longer
        Folded words before which a longer name may begin here; None where that is not known without the text.
    before
        Folded words before which anything begins here at all; None: before any word.
    """

    fold: str
    options: tuple[_Option, ...]
    demonym: int
    abbreviations: tuple[tuple[str, str], ...]
    postal: str = ""
    site: bool = False
    whole: _Whole | None = None
    longer: frozenset[str] | None = None
    before: frozenset[str] | None = None


_RUN = _Start("", (), 0, ())
"""Stands for a run of words written without spaces."""


class TaggedText(NamedTuple):
    """A text cut into words, with the mentions found in it."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    """Offsets of the words."""
    folds: list[str]
    """The words, folded."""
    mentions: list[Mention]
    sites: list[int]
    """Numbers of the words that name a kind of building or road."""


class Tagger:
    """Finds the names of one gazetteer in texts of one language. Safe to share between threads.

    Parameters
    ----------
    gazetteer
        Where the names are.
    language
        The texts' language.
    """

    def __init__(self, gazetteer: Gazetteer, language: LanguageData) -> None:
        self.gazetteer = gazetteer
        self.language = language
        self._bit = gazetteer.language_bits.get(language.code, 0)
        self._english = gazetteer.language_bits["en"]
        self._starts = Remembered(self._learn, most=MEMORY)
        self._folds = Remembered(fold_word, most=MEMORY)
        self._hints = Remembered(self._find_hint, most=MEMORY)
        self._abbreviations: dict[str, list[tuple[str, str]]] = {}
        for written, place in language.abbreviations.items():
            word = WORD.match(written)
            if word:
                self._abbreviations.setdefault(word.group(), []).append((written, place))
        for forms in self._abbreviations.values():
            forms.sort(key=lambda pair: -len(pair[0]))
        self.candidates = lru_cache(maxsize=50_000)(self._weigh_candidates)
        self.place_called = lru_cache(maxsize=2_000)(self._find_place)
        self._han_starts: dict[str, bool] = {}
        self._type_words = language.joined_types
        articles = {instead for _, instead in language.clitics}
        self._prepositions = tuple(a for a, b in language.clitics if not b and a not in articles)
        self._sites = {w for w, kind in language.joined_types.items() if kind == "facility"}
        self._sites |= {a + w for w in self._sites for a in self._prepositions}
        self._closers = language.words.get("types_lower", frozenset())
        self._openers = language.words.get("types_before", frozenset()) | language.words.get("openers", frozenset())
        self._function_words = language.words.get("function", frozenset())
        short = {w for w in (*language.abbreviations, *language.postal) if w.isalpha() and len(w) < SHORT}
        self._words_in_capitals = {w for w in short if w.lower() in self._function_words}
        self._streets = language.words.get("streets", frozenset())

    def tag(self, text: str) -> TaggedText:
        """Find all names in a text, in order and without overlaps."""
        words, starts, ends = cut_words(text)
        folds = list(map(self._folds.__getitem__, words))
        mentions: list[Mention] = []
        sites: list[int] = []
        tagged = TaggedText(text, words, starts, ends, folds, mentions, sites)
        after = 0
        shouted = self.language.capitals and LOWER_CASE.search(text, 0, SAMPLE) is None
        heads = list(map(self._starts.__getitem__, words))
        for number in [number for number, start in enumerate(heads) if start is not None]:
            start = heads[number]
            following = folds[number + 1] if number + 1 < len(folds) else ""
            if start is None or (start.before is not None and following not in start.before):
                continue
            if start.site:
                sites.append(number)
            if number < after:
                continue
            word = words[number]
            if start is _RUN:
                mentions.extend(self._scan_han(word, starts[number], number))
                continue
            little = shouted and start.fold in self._function_words
            if little and not (
                (start.longer and following in start.longer)
                or (word in self._words_in_capitals and self._follows_article(tagged, number))
            ):
                continue
            if start.longer is None or following in start.longer:
                mention = self._match(tagged, number, start)
            elif start.whole is not None:
                key, candidates, kind, lead, trail = start.whole
                mention = Mention(starts[number], ends[number] - trail, number, number, key, candidates, kind, lead)
            else:
                mention = None
            if little and mention is not None and mention.candidates[0].prior < WELL_KNOWN and mention.kind == "name":
                mention = None
            if mention is None and start.postal and mentions and text[mentions[-1].end : starts[number]] == ", ":
                span = starts[number], ends[number]
                mention = Mention(*span, number, number, word, self.place_called(start.postal), "abbreviation")
            if mention is not None:
                if number and (hint := self._hints[folds[number - 1]]):
                    self._join_type(tagged, mention, after, hint)
                mentions.append(mention)
                after = mention.last + 1
        return tagged

    def _follows_article(self, tagged: TaggedText, number: int) -> bool:
        if not number or tagged.text[tagged.ends[number - 1] : tagged.starts[number]] != " ":
            return False
        return tagged.folds[number - 1] in self.language.words.get("articles", ())

    def _learn(self, word: str) -> _Start | None:
        """Find out how a word may begin a name; None where it cannot."""
        script = script_of(word[0])
        if script == Script.HAN or (not word.isascii() and any(script_of(c) == Script.HAN for c in word)):
            return _RUN
        language = self.language
        fold = fold_word(word)
        demonym = language.demonym_length.get(fold, 0)
        named = not (language.capitals or script in (Script.LATIN, Script.CYRILLIC)) or not word[0].islower()
        abbreviations = tuple(self._abbreviations.get(word, ()))
        options = self._options(word, fold, script) if named or fold in self._openers else ()
        if not named or (not language.capitals and fold in self._function_words):
            options = tuple(option._replace(alone=()) for option in options if option.longest > 1)
        if demonym and language.capitals and not language.lower_demonyms and word[0].islower():
            demonym = 0
        postal = language.postal.get(word, "")
        site = fold in self._sites or (fold in self._streets and word[0].isupper())
        if not options and not demonym and not abbreviations and not postal and not site:
            return None
        start = _Start(fold, options, demonym, abbreviations, postal, site)
        seconds = [option.seconds for option in options if option.longest > 1]
        if abbreviations or demonym > 1 or None in seconds:
            return start
        longer: frozenset[str] = frozenset().union(*filter(None, seconds))
        whole = self._read_whole(word, start)
        return start._replace(whole=whole, longer=longer, before=None if whole or postal or site else longer)

    def _read_whole(self, word: str, start: _Start) -> _Whole | None:
        """Find out what a word is by itself: the first way to read it, unless another is far likelier."""
        best: _Whole | None = None
        for fold, _, lead, trail, alone, _ in start.options:
            if alone and (best is None or alone[0].prior > best.candidates[0].prior + LIKELIER):
                best = _Whole(fold, alone, "name", lead, trail)
        place = self.language.demonyms.get(start.fold) if start.demonym else None
        found = self.place_called(place) if place else ()
        if found and not (best is not None and self._is_rather_a_name(word, best.candidates)):
            return _Whole(start.fold, found, "demonym")
        return best

    def _is_rather_a_name(self, word: str, candidates: tuple[Candidate, ...]) -> bool:
        """Whether a word that is also a demonym is the name: with a capital where demonyms have none."""
        return self.language.lower_demonyms and word[0].isupper() and candidates[0].prior > 7

    def _options(self, word: str, fold: str, script: Script) -> tuple[_Option, ...]:
        """Find the ways to read a word as the first of a name."""
        options = [self._option(word, fold, 0, 0)]
        genitive = fold_genitive(word)
        if genitive is not None:
            options.append(self._option(word, genitive, 0, 0))
        options += [self._option(word, stem, 0, 0) for stem in self._nominatives(fold)]
        if fold in self.language.expansions:
            options.append(self._option(word, self.language.expansions[fold], 0, 0)._replace(alone=()))
        for written, instead in self.language.clitics:
            if fold.startswith(written) and len(fold) - len(written) >= 3 - len(instead):
                options.append(self._option(word, instead + fold[len(written) :], len(written), 0))
        if script == Script.HANGUL:
            for name in reversed(self.gazetteer.prefixes_of(fold)):
                rest = len(fold) - len(name)
                if rest and len(name) > 1 and fold[-rest:] in self.language.particles:
                    options.append(self._option(word, name, 0, rest))
        return tuple(option for option in options if option.alone or option.longest > 1)

    def _option(self, word: str, fold: str, lead: int, trail: int) -> _Option:
        longest = 1 if trail else self.gazetteer.longest_from(fold)
        number = self.gazetteer.number_of(fold) if longest else None
        alone = self.candidates(number, word.isupper()) if number is not None else ()
        if alone and fold in self.language.common and alone[0].prior < HOPELESS_WORD:
            alone = ()
        seconds = None if longest < 2 or self.language.particles else self.gazetteer.second_words(fold)
        if seconds and self.language.genitives:
            seconds |= {second + ending for second in seconds for ending in self.language.genitives}
        return _Option(fold, longest, lead, trail, alone, seconds)

    def _fold(self, word: str) -> str:
        return self._folds[word]

    def _match(self, tagged: TaggedText, number: int, start: _Start) -> Mention | None:
        text, starts = tagged.text, tagged.starts
        begin = starts[number]
        for written, place in start.abbreviations:
            end = begin + len(written)
            if (
                text.startswith(written, begin)
                and not text[end : end + 1].isalnum()
                and text[end : end + 1] not in CURRENCY
            ):
                found = self.place_called(place)
                if found:
                    last = number
                    while last + 1 < len(starts) and starts[last + 1] < end:
                        last += 1
                    return Mention(begin, end, number, last, written, found, "abbreviation")
        demonym = self._match_demonym(tagged, number, start) if start.demonym else None
        best: Mention | None = None
        for option in start.options:
            mention = self._match_name(tagged, number, option)
            if mention is None:
                continue
            if best is None:
                best = mention
            else:
                longer = mention.last > best.last
                likelier = mention.last == best.last and (
                    mention.candidates[0].prior > best.candidates[0].prior + LIKELIER
                )
                if longer or likelier:
                    best = mention
        if demonym is not None and (best is None or best.last <= demonym.last):
            if best is None or best.last < demonym.last:
                return demonym
            return best if self._is_rather_a_name(tagged.words[number], best.candidates) else demonym
        return best

    def _match_demonym(self, tagged: TaggedText, number: int, start: _Start) -> Mention | None:
        folds = [start.fold, *self._following(tagged, number, start.demonym)]
        for count in range(len(folds), 0, -1):
            place = self.language.demonyms.get(" ".join(folds[:count]))
            if place:
                found = self.place_called(place)
                if found:
                    last = number + count - 1
                    span = tagged.starts[number], tagged.ends[last]
                    return Mention(*span, number, last, " ".join(folds[:count]), found, "demonym")
        return None

    def _following(self, tagged: TaggedText, number: int, longest: int) -> list[str]:
        """Folded words after a word that may belong to the same name: no more than a gap stands between them."""
        text, starts, ends = tagged.text, tagged.starts, tagged.ends
        last = number
        for other in range(number + 1, min(number + longest, len(starts))):
            gap = text[ends[last] : starts[other]]
            if gap != " " and not GAP.fullmatch(gap):
                break
            if gap == ". " and tagged.words[last][LONGEST_ABBREVIATION:]:
                break
            last = other
        return tagged.folds[number + 1 : last + 1]

    def _match_name(self, tagged: TaggedText, number: int, option: _Option) -> Mention | None:
        """Find the longest name that begins with a word read in one way."""
        begin = tagged.starts[number]
        goes_on = option.longest > 1 and number + 1 < len(tagged.starts)
        if goes_on and (option.seconds is None or tagged.folds[number + 1] in option.seconds):
            folds = [option.fold, *self._following(tagged, number, option.longest)]
            for count in range(len(folds), 1, -1):
                last = number + count - 1
                word = tagged.words[last]
                if not self._may_end(word) and tagged.text[tagged.starts[last] - 1] not in APOSTROPHES:
                    continue
                if option.lead and tagged.folds[last] in self._function_words:
                    continue  # بيان إن is "a statement that", not "in Yan'an"
                for key, cut in self._keys(folds[:count]):
                    row = self.gazetteer.number_of(key)
                    candidates = self.candidates(row, word.isupper()) if row is not None else ()
                    if candidates:
                        end = tagged.ends[last] - cut
                        return Mention(begin, end, number, last, key, candidates, lead=option.lead)
        if not option.alone:
            return None
        end = tagged.ends[number] - option.trail
        return Mention(begin, end, number, number, option.fold, option.alone, lead=option.lead)

    def _keys(self, folds: list[str]) -> list[tuple[str, int]]:
        """Keys that some words may be, with the characters to take off the last."""
        if not self.language.particles:
            ends = (folds[-1], *self._nominatives(folds[-1]))
            return [(" ".join((*folds[:-1], end)), 0) for end in ends]
        return [(" ".join((*folds[:-1], tail)), cut) for tail, cut in self._tails(folds[-1])]

    def _nominatives(self, fold: str) -> list[str]:
        """What a folded word may be the genitive of."""
        endings = self.language.genitives
        return [fold.removesuffix(end) for end in endings if fold.endswith(end) and len(fold) - len(end) > SHORT]

    def _tails(self, fold: str) -> list[tuple[str, int]]:
        cuts = range(1, min(4, len(fold) - 1))
        return [(fold, 0), *((fold[:-cut], cut) for cut in cuts if fold[-cut:] in self.language.particles)]

    def _may_end(self, word: str) -> bool:
        if not word[0].islower() or script_of(word[0]) not in (Script.LATIN, Script.CYRILLIC):
            return not (word.isupper() and self._function_words and self._fold(word) in self._function_words)
        return self._fold(word) in self._closers

    def _join_type(self, tagged: TaggedText, mention: Mention, after: int, hint: str) -> None:
        """Take a word that says what kind of place a name is ("محافظة") into the mention."""
        text, before = tagged.text, mention.first - 1
        if mention.first <= after - 1 or text[tagged.ends[before] : mention.start] not in (" ", " #", "_", " ("):
            return
        if mention.lead and self._fold(text[mention.start : mention.start + mention.lead]) in self._prepositions:
            return  # no preposition stands between "city" and its name: كبيرة is "big" there, not "like Piraeus"
        mention.hint = hint
        if text[mention.start - 1] != "(":
            mention.start, mention.first = tagged.starts[before], before

    def _find_hint(self, fold: str) -> str:
        """What a folded word says that the name after it is, a preposition attached to it or not."""
        hint = self._type_words.get(fold, "")
        for written in self._prepositions:
            if not hint and fold.startswith(written):
                hint = self._type_words.get(fold[len(written) :], "")
        return hint

    def _scan_han(self, run: str, offset: int, number: int) -> list[Mention]:
        """Find names in a run written without spaces."""
        folded = fold_word(run) if script_of(run[0]) == Script.HAN else "".join(map(fold_word, run))
        if len(folded) != len(run):
            folded = run
        found: list[Mention] = []
        at = 0
        known, demonyms = self._han_starts, self.language.demonyms
        while at < len(folded) - 1:
            two = folded[at : at + 2]
            begins = known.get(two)
            if begins is None:
                begins = known[two] = self.gazetteer.begins_name(two) or any(d.startswith(two) for d in demonyms)
            if not begins:
                at += 1
                continue
            piece = folded[at : at + 14]
            mention = None
            for length in range(min(5, len(piece)), 1, -1):
                place = demonyms.get(piece[:length])
                if place and (candidates := self.place_called(place)):
                    span = offset + at, offset + at + length
                    mention = Mention(*span, number, number, piece[:length], candidates, "demonym")
                    break
            for name in reversed(self.gazetteer.prefixes_of(piece)):
                if mention is not None and len(name) <= mention.end - mention.start:
                    break
                if len(name) > 1 and (candidates := self.candidates(self.gazetteer.number_of(name), False)):
                    mention = Mention(offset + at, offset + at + len(name), number, number, name, candidates)
                    break
            if mention is None:
                at += 1
            else:
                found.append(mention)
                at = mention.end - offset
        return found

    def _weigh_candidates(self, number: int, capitals: bool) -> tuple[Candidate, ...]:
        """Candidates for a name, likeliest first, without those that the language does not call so."""
        weighed = []
        name = self.gazetteer.name_of(number)
        if name in self.language.never:
            return ()
        script = script_of(name[0])
        known = self._bit | self._english
        variant, home = VARIANT[script], HOME.get(script, frozenset())
        for bearer in self.gazetteer.bearers(number):
            use = bearer.use
            if use & UseFlag.CAPITALS and not capitals:
                continue
            prior = bearer.importance
            elsewhere = script == Script.LATIN and not use & UseFlag.OWN and not bearer.languages & known
            if use & UseFlag.MAIN and elsewhere:
                prior -= variant + ELSEWHERE
            elif not use & UseFlag.MAIN:
                prior -= 0.8 if use & UseFlag.SHORT else variant
            if use & UseFlag.WEAK:
                prior -= WEAK
            if bearer.country in home:
                prior += AT_HOME
            if not bearer.languages & (self._bit | ANY_LANGUAGE):
                prior -= 0.3 if bearer.languages & self._english else FOREIGN
            weighed.append(Candidate(bearer, prior))
        weighed.sort(key=lambda c: -c.prior)
        return tuple(weighed[:40])

    def _find_place(self, code: str) -> tuple[Candidate, ...]:
        """Candidates for a place that a language file names by code or by English name."""
        bearer = self.gazetteer.area_of(code)
        if bearer is not None:
            return (Candidate(bearer, bearer.importance),)
        number = self.gazetteer.number_of(" ".join(fold_word(w) for w in WORD.findall(code)))
        if number is None:
            return ()
        best = max(self.gazetteer.bearers(number), key=lambda b: b.importance)
        return (Candidate(best, best.importance),)


_taggers: dict[str, Tagger] = {}


def tagger_for(language: str) -> Tagger:
    """Give this process's tagger for a language."""
    tagger = _taggers.get(language)
    if tagger is None:
        tagger = _taggers.setdefault(language, Tagger(open_gazetteer(), load_language(language)))
    return tagger
