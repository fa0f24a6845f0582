"""The numbers that a report gives for an event, as one cell: ``killed 3-5; injured 12+; munitions ≤40``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from events.model import Fact

_WRITTEN = re.compile(r"(?P<kind>[a-z-]+) (?:(?P<low>\d+)(?:-(?P<high>\d+)|(?P<more>\+))?|≤(?P<most>\d+))\Z")


@dataclass(frozen=True, slots=True)
class Number:
    """A fact without its evidence: its kind, and the number's lower and upper end, one of which may be open."""

    kind: str
    lowest: int | None
    highest: int | None


def format_facts(facts: Iterable[Fact | Number]) -> str | None:
    """Write facts as one cell; none if there are none."""
    return "; ".join(f"{fact.kind} {_format(fact.lowest, fact.highest)}" for fact in facts) or None


def _format(lowest: int | None, highest: int | None) -> str:
    if lowest is None:
        return f"≤{highest}"
    if highest is None:
        return f"{lowest}+"
    return str(lowest) if lowest == highest else f"{lowest}-{highest}"


def parse_facts(cell: str | None) -> list[Number]:
    """Read what `format_facts` wrote.

    Raises
    ------
    ValueError
        If the cell is not of that form.
    """
    return [_parse(part) for part in (cell or "").split("; ") if part]


def _parse(part: str) -> Number:
    found = _WRITTEN.match(part)
    if found is None:
        raise ValueError(f"{part!r} is no number of people or things")
    kind, low, high, more, most = found.group("kind", "low", "high", "more", "most")
    if most:
        return Number(kind, None, int(most))
    return Number(kind, int(low), None if more else int(high or low))
