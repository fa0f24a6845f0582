"""Actors: find people, organisations, states and groups in a report, one identity across languages and spellings."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from events.actors.across import Identity, Sighting, match_strangers
from events.actors.lexicon import open_lexicon
from events.actors.phrases import read_phrases
from events.actors.resolve import Resolver, overlaps
from events.actors.scan import find_items, split_units
from events.actors.table import ActorTable, Entry, load_actors
from events.model import ActorMention, DateSpan, Document, Toponym
from events.sentences import Sentence

__all__ = ["ActorTable", "Entry", "Identity", "Sighting", "find_actors", "load_actors", "match_strangers"]


def find_actors(
    document: Document, sentences: Sequence[Sentence], dates: Sequence[DateSpan], toponyms: Sequence[Toponym]
) -> list[ActorMention]:
    """Find who acts in a report.

    Parameters
    ----------
    document
        The report; its language chooses the lexicon, its day of publication who holds which office.
    sentences
        Its sentences; no phrase goes on into the next.
    dates
        Its time expressions, which are no groups or states; the latest resolved one stands in for a missing day of
        publication.
    toponyms
        Its place names: a state is an actor where its name is not literal.

    Returns
    -------
    list of ActorMention
        In the order of the text, none overlapping.
    """
    text = document.text
    if not text.strip():
        return []
    lexicon = open_lexicon(document.language)
    units = split_units(text, lexicon)
    for sentence in sentences:
        first = bisect_left(units.starts, sentence.start)
        if first < len(units.starts):
            units.joined[first] = False
    phrases = read_phrases(find_items(units, lexicon), units, lexicon)
    day = document.published or max((d.latest for d in dates if d.latest is not None), default=None)
    shouting = lexicon.order.cased and text.isupper()
    mentions = Resolver(units, lexicon, day, toponyms, shouting).resolve(phrases)
    spans = sorted((span.start, span.end) for span in dates)
    return [m for m in mentions if m.score >= _SURE or not overlaps(m.start, m.end, spans, whole=True)]


_SURE = 0.9
"""Score from which a name stands even where the words are a date too: May, a prime minister."""
