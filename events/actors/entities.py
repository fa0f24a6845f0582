"""Names that a tagger finds, beside those that Dateline finds itself. Off unless it is asked for.

A tagger is any function from a text and its language to `Entity` spans: spaCy's models by `spacy_tagger`, any other by
a function of one's own. What it finds is added where nothing was found before, as an actor that the table knows not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from events.actors.identity import make_slug
from events.errors import InputError
from events.model import Actor, ActorKind, ActorMention, DateSpan, Document, Toponym

if TYPE_CHECKING:
    from events.pipeline import ActorFinder
    from events.sentences import Sentence

TRUST = 0.6
"""How sure a name is that only a tagger found."""
SPACY_KINDS = {
    "PERSON": ActorKind.PERSON, "PER": ActorKind.PERSON, "PS": ActorKind.PERSON, "persName": ActorKind.PERSON,
    "ORG": ActorKind.ORGANISATION, "OG": ActorKind.ORGANISATION, "orgName": ActorKind.ORGANISATION,
    "NORP": ActorKind.GROUP,
}  # fmt: skip
"""Which labels of spaCy's models are actors."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A name in a text: offsets as in `str`, end exclusive, and what kind of actor it names."""

    start: int
    end: int
    kind: ActorKind


Tagger = Callable[[str, str | None], Iterable[Entity]]


def with_entities(tag: Tagger) -> ActorFinder:
    """Make a reader of actors that asks a tagger, too, for `events.pipeline.read_report`.

    Parameters
    ----------
    tag
        Finds names. Spans that lie outside the text, are empty, or touch what is known already are passed over.
    """
    from events.actors import find_actors

    def find(
        document: Document, sentences: Sequence[Sentence], dates: Sequence[DateSpan], toponyms: Sequence[Toponym]
    ) -> list[ActorMention]:
        found = find_actors(document, sentences, dates, toponyms)
        known = [(span.start, span.end) for spans in (found, dates, toponyms) for span in spans]
        added = []
        for entity in tag(document.text, document.language):
            words = document.text[max(entity.start, 0) : entity.end]
            if not words.strip() or any(entity.start < end and entity.end > start for start, end in known):
                continue
            name = " ".join(words.split())
            actor = Actor(make_slug(name), name, entity.kind)
            added.append(ActorMention(entity.start, entity.end, words, actor, TRUST, ("tagger",)))
            known.append((entity.start, entity.end))
        return sorted([*found, *added], key=lambda mention: mention.start)

    return find


def spacy_tagger(model: str) -> Tagger:
    """Make a tagger of one of spaCy's models, which must be installed.

    Raises
    ------
    InputError
        If spaCy or the model is not installed.
    """
    try:
        import spacy

        read = spacy.load(model, disable=["parser", "lemmatizer", "textcat"])
    except (ImportError, OSError) as error:
        raise InputError(
            f"The tagger {model!r} needs spaCy and that model: `pip install spacy`, then "
            f"`python -m spacy download {model}`."
        ) from error

    def tag(text: str, _: str | None) -> Iterable[Entity]:
        return [
            Entity(span.start_char, span.end_char, SPACY_KINDS[span.label_])
            for span in read(text[: read.max_length]).ents
            if span.label_ in SPACY_KINDS
        ]

    return tag
