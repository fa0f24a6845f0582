"""A place as its source tells of it, before it is written into the gazetteer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from geo.model import Extent, PlacePrecision


class UseFlag:
    """Bits that say how a name is used for a place; plain numbers, for they are looked at millions of times."""

    NONE: Final = 0
    MAIN: Final = 1
    """The place's own name, in some language."""
    VARIANT: Final = 2
    """Another spelling or an older name; counts for less."""
    CAPITALS: Final = 4
    """Only in capitals ("US", "UAE")."""
    ASSOCIATIVE: Final = 8
    """Stands for an institution first ("the Kremlin")."""
    SHORT: Final = 16
    """A shortened name ("Bern" for "Canton of Bern"); needs the context more than others."""
    WEAK: Final = 32
    """Correct, but in news mostly another place of that name (عمان is Amman before it is Oman)."""

    OWN: Final = 64
    """A main name that is not only one language's."""


class NameRecord(NamedTuple):
    """One spelling of a place's name, in the language it is known to be of, if any."""

    text: str
    language: str | None
    use: int


@dataclass(slots=True)
class PlaceRecord:
    """A place to be written into the gazetteer.

    Attributes
    ----------
    importance
        How likely news speaks of it when it says the name, as the decimal logarithm of an equivalent population.
    spellings
        All names to be found in text.
    names
        One name by language, to be shown.

    The other attributes are those of :class:`geo.model.Place`.
    """

    id: str
    name: str
    lat: float
    lon: float
    precision: PlacePrecision
    importance: float
    country: str | None = None
    admin1: str | None = None
    feature: str = ""
    population: int = 0
    extent: Extent | None = None
    radius_km: float | None = None
    spellings: list[NameRecord] = field(default_factory=list)
    names: Mapping[str, str] = field(default_factory=dict)
