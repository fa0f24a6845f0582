"""Which model is asked, and how much."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from events.errors import InputError

URL, MODEL, KEY = "DATELINE_LLM_URL", "DATELINE_LLM_MODEL", "DATELINE_LLM_KEY"
TOKENS, RATE, TIMEOUT = "DATELINE_LLM_MAX_TOKENS", "DATELINE_LLM_PER_MINUTE", "DATELINE_LLM_TIMEOUT"


@dataclass(frozen=True, repr=False)
class ModelSettings:
    """Which model is asked, and how much.

    Attributes
    ----------
    url
        Of an endpoint that speaks OpenAI's protocol, up to and with ``/v1``.
    model
        Its name there.
    key
        The secret that the endpoint wants; it is never shown.
    max_tokens
        How many tokens may be spent, questions and answers together, before the reader stops.
    per_minute
        How many questions may be asked a minute.
    timeout
        Seconds to wait for an answer.
    retries
        How often a question is repeated when the endpoint is busy or fails.
    """

    url: str
    model: str
    key: str = "none"
    max_tokens: int = 1_000_000
    per_minute: int = 60
    timeout: float = 60.0
    retries: int = 3

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> ModelSettings:
        """Take the settings from ``DATELINE_LLM_…``.

        Raises
        ------
        InputError
            If the address or the model's name is missing, or a number is none.
        """
        url, model = environment.get(URL, ""), environment.get(MODEL, "")
        if not url.startswith(("http://", "https://")) or not model:
            raise InputError(
                f"The reader 'model' asks a language model. Name its address in {URL} (https://…/v1) and its name in "
                f"{MODEL}."
            )
        return cls(
            url=url,
            model=model,
            key=environment.get(KEY) or cls.key,
            max_tokens=_whole(environment, TOKENS, cls.max_tokens),
            per_minute=_whole(environment, RATE, cls.per_minute),
            timeout=float(_whole(environment, TIMEOUT, int(cls.timeout))),
        )

    def __repr__(self) -> str:
        """Show everything but the secret."""
        return f"ModelSettings({self.url!r}, {self.model!r})"


def _whole(environment: Mapping[str, str], name: str, otherwise: int) -> int:
    given = environment.get(name)
    if not given:
        return otherwise
    if not given.isdigit() or int(given) == 0:
        raise InputError(f"{name} must be a whole number above 0, not {given[:40]!r}.")
    return int(given)
