"""Reading actors out of a text, for the tests beside this file."""

from __future__ import annotations

import datetime as dt

from events.actors import find_actors
from events.model import ActorMention, Document
from geo import geoparse


def read(text: str, language: str, published: str | None = "2023-09-05") -> list[ActorMention]:
    """Find the actors of a text as the pipeline does."""
    day = dt.date.fromisoformat(published) if published else None
    return find_actors(Document("t", text, language, day), [], [], geoparse(text, language=language))


def named(text: str, language: str, published: str | None = "2023-09-05") -> list[tuple[str, str]]:
    """Give surface and name of every mention."""
    return [(mention.text, mention.actor.name) for mention in read(text, language, published)]
