"""An optional reader that asks a language model what a report tells. Off unless it is asked for.

The model only *points*: each happening that it proposes, and each date, place and actor of it, must be words of the
report, to the letter. What they mean is read by `events.dates`, `geo` and `events.actors`, never taken from the model.
So a model may overlook things, but cannot invent a day, a pin or a sentence.
"""

from __future__ import annotations

from events.llm.coder import ModelCoder
from events.llm.settings import ModelSettings

__all__ = ["ModelCoder", "ModelSettings"]
