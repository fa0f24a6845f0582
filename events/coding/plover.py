"""PLOVER's event types beside CAMEO root codes and QuadClass, so that records compare with other event data."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources

from events.model import EventType


@dataclass(frozen=True, slots=True)
class Code:
    """Where a PLOVER type stands in CAMEO: root code (two digits) and QuadClass (0 for none, else 1 to 4)."""

    cameo: str
    quad: int


@functools.cache
def codes() -> dict[EventType, Code]:
    """Give the table of all types."""
    text = (resources.files("events.coding") / "data" / "plover.toml").read_text("utf-8")
    return {EventType(name): Code(**entry) for name, entry in tomllib.loads(text)["types"].items()}
