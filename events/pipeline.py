"""From the text of a report to its event records: the whole way, in order.

    document -> language -> sentences -> dates, toponyms, actors -> events

Every stage is a function of what stands before it and reads nothing else, so each can be used, tested and timed alone.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence

from events.actors import find_actors
from events.coding import code_events
from events.coding.where import find_dateline_country
from events.dates import find_dates
from events.home import find_home
from events.language import detect_language
from events.model import ActorMention, DateSpan, Document, Event, Toponym
from events.report import Report
from events.sentences import Sentence, split_sentences
from geo import geoparse

__all__ = ["Report", "read_report"]


ActorFinder = Callable[
    [Document, Sequence[Sentence], Sequence[DateSpan], Sequence[Toponym]], Sequence[ActorMention]
]  # fmt: skip
"""What finds actors: `find_actors`, or one of `events.actors.entities` that asks a tagger, too."""
EventCoder = Callable[
    [Document, Sequence[Sentence], Sequence[DateSpan], Sequence[Toponym], Sequence[ActorMention]], Sequence[Event]
]
"""What codes events: `code_events`, or `events.llm.ModelCoder`, which asks a language model."""


def read_report(
    document: Document, *, find_actors: ActorFinder = find_actors, code_events: EventCoder = code_events
) -> Report:
    """Read one report.

    Parameters
    ----------
    document
        The report. Without ``language``, that is detected; without ``published``, dates that need an anchor stay
        unresolved unless the report bears a dateline.
    find_actors, code_events
        Other readers in the places of ours.

    Returns
    -------
    Report
        The document (with its language) and all that was found, each with offsets into ``document.text``.
    """
    language = document.language or detect_language(document.text)
    document = dataclasses.replace(document, language=language)

    home = find_home(document)
    sentences = split_sentences(document.text, language=language)
    dates = find_dates(document.text, language=language, anchor=document.published, country=home)
    toponyms = geoparse(document.text, language=language, home=home)
    if home is None and any("numeric-order-unknown" in date.reading for date in dates):
        written_in = find_dateline_country(document.text, toponyms, dates)
        dates = find_dates(document.text, language=language, anchor=document.published, country=written_in)
    actors = find_actors(document, sentences, dates, toponyms)
    events = code_events(document, sentences, dates, toponyms, actors)
    actors = _with_parties(actors, events)

    return Report(document, tuple(sentences), tuple(dates), tuple(toponyms), tuple(actors), tuple(events))


def _with_parties(actors: Sequence[ActorMention], events: Sequence[Event]) -> list[ActorMention]:
    """Add the parties of events that only an event shows to be actors: the state of "an Israeli air strike"."""
    known = {(mention.start, mention.end) for mention in actors}
    found = {
        (link.evidence.start, link.evidence.end): link
        for event in events
        for link in event.actors
        if (link.evidence.start, link.evidence.end) not in known
    }
    added = [
        ActorMention(start, end, link.evidence.text, link.actor, 0.7, ("adjective",))
        for (start, end), link in found.items()
        if not any(start < mention.end and mention.start < end for mention in actors)
    ]
    return sorted([*actors, *added], key=lambda mention: mention.start) if added else list(actors)
