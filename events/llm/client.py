"""Asking a model, within bounds of time, rate and cost."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from events.errors import InputError, ModelBudgetError, ModelError
from events.llm.proposals import Answer
from events.llm.settings import TOKENS, ModelSettings

if TYPE_CHECKING:
    from openai import OpenAI

LONGEST_ANSWER = 8_000
"""Tokens of one answer."""


class Model:
    """An endpoint that speaks OpenAI's protocol, with structured answers. Many threads may ask.

    Parameters
    ----------
    settings
        Which one, and how much it may be asked.
    """

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings
        self._client = _connect(settings)
        self._mutex = threading.Lock()
        self._next = 0.0
        self.spent = 0
        """Tokens that questions and answers took so far."""

    def ask(self, instructions: str, text: str) -> Answer:
        """Ask about a piece of a report.

        Raises
        ------
        ModelBudgetError
            If the tokens that may be spent are spent.
        ModelError
            If the endpoint cannot be reached, refuses, or answers in no form that can be read.
        """
        try:
            return self._ask(instructions, text)
        except ValidationError:
            try:  # what comes out of a model differs from time to time
                return self._ask(instructions, text)
            except ValidationError as error:
                told = str(error).splitlines()[0]
                raise ModelError(
                    f"The model {self._settings.model} answers in no form that can be read ({told}). Name another one."
                ) from error

    def _ask(self, instructions: str, text: str) -> Answer:
        import openai

        self._wait()
        try:
            completion = self._client.chat.completions.parse(
                model=self._settings.model,
                messages=[{"role": "system", "content": instructions}, {"role": "user", "content": text}],
                response_format=Answer,
                temperature=0,
                max_completion_tokens=LONGEST_ANSWER,
            )
        except openai.LengthFinishReasonError as error:
            self._count(error.completion)
            raise ModelError("The model's answer was cut off, for it was too long.") from error
        except openai.ContentFilterFinishReasonError as error:
            raise ModelError("The model's filter withheld its answer.") from error
        except ValidationError:
            raise
        except ValueError as error:
            raise ModelError(f"{self._settings.url} failed: it answers no JSON. Is it a model's address?") from error
        except openai.OpenAIError as error:
            raise ModelError(_explain(error, self._settings)) from error
        self._count(completion)
        message = completion.choices[0].message if completion.choices else None
        if message is not None and message.refusal:
            raise ModelError(f"The model refused to read this report: {message.refusal[:200]}")
        if message is None or message.parsed is None:
            raise ModelError(f"The model {self._settings.model} gave no answer.")
        return message.parsed

    def _wait(self) -> None:
        """Wait for a turn, so that no more questions are asked a minute than may be."""
        with self._mutex:
            if self.spent >= self._settings.max_tokens:
                raise ModelBudgetError(
                    f"The model has taken {self.spent:,} tokens, and {self._settings.max_tokens:,} may be spent. "
                    f"Set {TOKENS} to spend more; what was read so far is kept."
                )
            now = time.monotonic()
            turn = max(now, self._next)
            self._next = turn + 60.0 / self._settings.per_minute
        time.sleep(turn - now)

    def _count(self, completion: Any) -> None:
        usage = getattr(completion, "usage", None)
        with self._mutex:
            self.spent += usage.total_tokens if usage is not None else 0


def _connect(settings: ModelSettings) -> OpenAI:
    try:
        from openai import OpenAI
    except ImportError as error:
        raise InputError(
            "Asking a language model needs a library that is not installed: pip install 'dateline-events[llm]'"
        ) from error
    return OpenAI(base_url=settings.url, api_key=settings.key, timeout=settings.timeout, max_retries=settings.retries)


def _explain(error: Exception, settings: ModelSettings) -> str:
    import openai

    where = f"The model at {settings.url}"
    if isinstance(error, openai.APITimeoutError):
        return f"{where} did not answer within {settings.timeout:,.0f} seconds, asked {settings.retries + 1} times."
    if isinstance(error, openai.APIConnectionError):
        return f"{where} cannot be reached. Is the address right, and the server running?"
    if isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError):
        return f"{where} does not take the key in DATELINE_LLM_KEY."
    if isinstance(error, openai.NotFoundError):
        return f"{where} knows no model called {settings.model!r}."
    if isinstance(error, openai.RateLimitError):
        return f"{where} is busy, or its own limit is reached. Try again later, or ask less often."
    return f"{where} failed ({type(error).__name__})."
