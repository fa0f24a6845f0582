"""What reading a report gives."""

from __future__ import annotations

from dataclasses import dataclass

from events.model import ActorMention, DateSpan, Document, Event, Toponym
from events.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Report:
    """A document and everything that was read in it."""

    document: Document
    sentences: tuple[Sentence, ...]
    dates: tuple[DateSpan, ...]
    toponyms: tuple[Toponym, ...]
    actors: tuple[ActorMention, ...]
    events: tuple[Event, ...]
