"""Actors: find people, organisations, states and groups in a report, one identity across languages and spellings."""

from __future__ import annotations

from collections.abc import Sequence

from events.actors.lexicon import open_lexicon
from events.actors.phrases import read_phrases
from events.actors.resolve import Resolver
from events.actors.scan import find_items, split_units
from events.actors.table import ActorTable, Entry, load_actors
from events.model import ActorMention, DateSpan, Document, Toponym
from events.sentences import Sentence

__all__ = ["ActorTable", "Entry", "find_actors", "load_actors"]


def find_actors(
    document: Document, sentences: Sequence[Sentence], dates: Sequence[DateSpan], toponyms: Sequence[Toponym]
) -> list[ActorMention]:
    """Find who acts in a report.

    Parameters
    ----------
    document
        The report; its language chooses the lexicon, its day of publication who holds which office.
    sentences
        Its sentences.
    dates
        Its time expressions, which are no names; the latest resolved one stands in for a missing day of publication.
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
    phrases = read_phrases(find_items(units, lexicon), units, lexicon)
    day = document.published or max((d.latest for d in dates if d.latest is not None), default=None)
    shouting = lexicon.order.cased and text.isupper()
    return Resolver(units, lexicon, day, toponyms, shouting).resolve(phrases)
