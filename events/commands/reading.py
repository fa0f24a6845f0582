"""Which reader a command uses: ours, or one that asks a language model."""

from __future__ import annotations

import functools
from collections.abc import Callable
from enum import StrEnum
from typing import Any

from events.model import Document
from events.report import Report


class Reader(StrEnum):
    """How events are read: by rules, or by a language model whose every word must stand in the report."""

    RULES = "rules"
    MODEL = "model"


def choose_reader(reader: Reader, *, tagger: str | None = None) -> Callable[[Document], Report]:
    """Give what reads reports.

    Parameters
    ----------
    reader
        How events are read.
    tagger
        The name of a spaCy model that looks for names, too.

    Raises
    ------
    InputError
        If the model or the tagger is not set up.
    """
    from events.pipeline import read_report

    others: dict[str, Any] = {}
    if tagger:
        from events.actors.entities import spacy_tagger, with_entities

        others["find_actors"] = with_entities(spacy_tagger(tagger))
    if reader is Reader.MODEL:
        from events.llm import ModelCoder, ModelSettings

        others["code_events"] = ModelCoder(ModelSettings.from_environment())
    return functools.partial(read_report, **others)
