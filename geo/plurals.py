"""Names that share the word for what they are: "Aroostook and Washington counties", "Lake and Porter counties"."""

from __future__ import annotations

from geo.languages import LanguageData
from geo.tagger import Mention, TaggedText, Tagger

LONGEST = 3
"""Words of the longest name before such a word."""


def join_plurals(tagged: TaggedText, tagger: Tagger) -> TaggedText:
    """Read listed names before a word such as "counties" as those of counties, where there are such."""
    plurals = tagger.language.plurals
    if not plurals or plurals.keys().isdisjoint(tagged.folds):
        return tagged
    found: list[Mention] = []
    for number, fold in enumerate(tagged.folds):
        if fold in plurals:
            found += _read_list(tagged, number, plurals[fold], tagger)
    if not found:
        return tagged
    taken = {number for mention in found for number in range(mention.first, mention.last + 1)}
    left = [m for m in tagged.mentions if taken.isdisjoint(range(m.first, m.last + 1))]
    return tagged._replace(mentions=sorted((*left, *found), key=lambda mention: mention.start))


def _read_list(tagged: TaggedText, number: int, singular: str, tagger: Tagger) -> list[Mention]:
    """Read the names of a list backwards from the word that they share."""
    text, starts, ends = tagged.text, tagged.starts, tagged.ends
    found: list[Mention] = []
    edge, gaps = number, frozenset((" ",))
    while edge and text[ends[edge - 1] : starts[edge]] in gaps:
        mention = _read_name(tagged, edge - 1, singular, tagger)
        if mention is None:
            break
        found.append(mention)
        edge, gaps = mention.first, tagger.language.list_gaps
        edge -= _is_joint(tagged, edge, tagger.language)
        if edge < mention.first:
            gaps = frozenset((" ", ", "))
    return found


def _is_joint(tagged: TaggedText, edge: int, language: LanguageData) -> bool:
    """Whether the word before is a conjunction by itself."""
    return edge > 0 and tagged.words[edge - 1] in language.conjunctions


def _read_name(tagged: TaggedText, last: int, singular: str, tagger: Tagger) -> Mention | None:
    """The longest name that ends with a word and is that of a place if the shared word follows."""
    first = last
    while first and last - first + 1 < LONGEST and tagged.text[tagged.ends[first - 1] : tagged.starts[first]] == " ":
        if not tagged.words[first - 1][0].isupper():
            break
        first -= 1
    for begin in range(first, last + 1):
        key = " ".join((*tagged.folds[begin : last + 1], singular))
        number = tagger.gazetteer.number_of(key)
        candidates = tagger.candidates(number, False) if number is not None else ()
        if candidates and tagged.words[begin][0].isupper():
            return Mention(tagged.starts[begin], tagged.ends[last], begin, last, key, candidates)
    return None
