"""What the country of a text says about its dates: the order of numbers, and the hemisphere of its seasons."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "countries.json"


@dataclass(frozen=True, slots=True)
class Habits:
    """How dates are written in a country (``MDY`` or ``DMY``), and whether its summer begins in December."""

    order: str
    southern: bool


@lru_cache(maxsize=1)
def _countries() -> dict[str, frozenset[str]]:
    return {key: frozenset(codes) for key, codes in json.loads(DATA.read_text(encoding="utf-8")).items()}


def country_habits(country: str | None) -> Habits | None:
    """Give the habits of a country by its ISO 3166-1 alpha-2 code; none if it is not known."""
    if country is None:
        return None
    code = country.upper()
    known = _countries()
    return Habits("MDY" if code in known["month_first"] else "DMY", code in known["southern"])
