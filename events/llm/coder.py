"""The reader that asks a model, in the place of `events.coding.code_events`."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from importlib import resources

from events.llm.client import Model
from events.llm.proposals import Findings, Proposal, Rejection, build_events
from events.llm.settings import ModelSettings
from events.model import ActorMention, DateSpan, Document, Event, Toponym
from events.sentences import Sentence

LONGEST_PIECE = 12_000
"""Characters that are asked about at once."""

_log = logging.getLogger(__name__)


class ModelCoder:
    """Asks a language model which happenings a report tells. Give it to `events.pipeline.read_report`.

    Parameters
    ----------
    settings
        Which model, and how much it may be asked.
    """

    def __init__(self, settings: ModelSettings) -> None:
        self.model = Model(settings)
        self.rejections: list[Rejection] = []
        """What was not taken of the last report's answers, and why."""

    def __call__(
        self,
        document: Document,
        sentences: Sequence[Sentence],
        dates: Sequence[DateSpan],
        toponyms: Sequence[Toponym],
        actors: Sequence[ActorMention],
    ) -> list[Event]:
        """Give the records of a report.

        Raises
        ------
        ModelError
            If the model cannot be asked, or does not answer.
        """
        instructions = _instructions()
        proposals: list[Proposal] = []
        for piece in _pieces(document.text, sentences):
            proposals += self.model.ask(instructions, piece).events
        found = Findings(document, sentences, dates, toponyms, actors)
        events, self.rejections = build_events(proposals, found)
        for rejection in self.rejections:
            _log.info("%s: not taken: %s %r, for %s", document.id, rejection.part, rejection.quote, rejection.reason)
        return events


def _instructions() -> str:
    return (resources.files("events.llm") / "data" / "instructions.txt").read_text("utf-8")


def _pieces(text: str, sentences: Sequence[Sentence]) -> Iterator[str]:
    """Cut a text between sentences into pieces that can be asked about at once."""
    begin = end = 0
    for sentence in sentences:
        if sentence.end - begin > LONGEST_PIECE and end > begin:
            yield text[begin:end]
            begin = end
        end = sentence.end
    rest = text[begin:]
    for at in range(0, len(rest), LONGEST_PIECE):
        if rest[at : at + LONGEST_PIECE].strip():
            yield rest[at : at + LONGEST_PIECE]
