"""What can go wrong, as errors whose message is a sentence for the person who asked."""

from __future__ import annotations


class DatelineError(Exception):
    """The root of all of them. The message says what is wrong, where, and what to do."""


class InputError(DatelineError, ValueError):
    """A report, file or line that cannot be read."""


class FilterError(DatelineError, ValueError):
    """A filter value that makes no sense or is too large."""


class StoreError(DatelineError):
    """The store cannot do what was asked. What it held before, it still holds."""


class StoreBusyError(StoreError):
    """Another process was writing for longer than one wants to wait."""


class StoreVersionError(StoreError):
    """The store was made by a newer release."""


class StoreDamagedError(StoreError):
    """The file is no store, or is damaged."""


class ModelError(DatelineError):
    """The language model that was asked for cannot be reached, refuses, or answers nothing that can be read."""


class ModelBudgetError(ModelError):
    """As many tokens were spent as may be."""
