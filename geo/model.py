"""What geoparsing speaks of: places of the gazetteer, and toponyms that name them in a text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class PlacePrecision(StrEnum):
    """How small an area a place stands for."""

    POINT = "point"
    CITY = "city"
    ADMIN2 = "admin2"
    ADMIN1 = "admin1"
    COUNTRY = "country"
    REGION = "region"

    @property
    def is_area(self) -> bool:
        """Whether the place is drawn as an area, never as a pin."""
        return self in {PlacePrecision.ADMIN2, PlacePrecision.ADMIN1, PlacePrecision.COUNTRY, PlacePrecision.REGION}


class PlaceRole(StrEnum):
    """What a place name does in its sentence."""

    LITERAL = "literal"
    """Something is or happens there."""
    ASSOCIATIVE = "associative"
    """A government, team or institution called by the name of its seat ("Moscow rejected")."""
    DEMONYM = "demonym"
    """An adjective or a people ("Russian"); it places nothing."""


@dataclass(frozen=True, slots=True)
class Extent:
    """A bounding box in degrees (EPSG:4326). ``west > east`` where it crosses the antimeridian."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer, or one computed from a phrase ("30 km north of Kherson").

    Attributes
    ----------
    id
        ``geonames:<number>``, ``dateline:<slug>`` for the curated file, ``computed:<...>`` for a computed point.
    name
        English (or most international) name.
    lat, lon
        Degrees, WGS 84. For an area, a point that stands for it.
    precision
        How small an area the place stands for.
    country
        ISO 3166-1 alpha-2 code; none for the high seas, or a region of several countries.
    admin1
        ISO 3166-2 code of the first-level division, where known.
    feature
        GeoNames feature code (``PPLC``, ``ADM1``, ``PCLI``, ``AIRP`` ...), or an own lower-case kind.
    population
        Inhabitants; 0 where not known.
    extent
        Bounding box of an area, where known.
    radius_km
        Radius within which the place lies, where it was computed.
    names
        Names by language code (``ar``, ``ru`` ...), as far as known.
    """

    id: str
    name: str
    lat: float
    lon: float
    precision: PlacePrecision
    country: str | None = None
    admin1: str | None = None
    feature: str = ""
    population: int = 0
    extent: Extent | None = None
    radius_km: float | None = None
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def geonames_id(self) -> str | None:
        """The GeoNames number, for a place that has one."""
        return self.id.removeprefix("geonames:") if self.id.startswith("geonames:") else None

    def name_in(self, language: str) -> str:
        """The place's name in a language, else its international name."""
        return self.names.get(language, self.name)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a toponym may mean, with its score from 0 to 1."""

    place: Place
    score: float


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name in a text, resolved.

    Attributes
    ----------
    start, end
        Offsets into the text (``str`` indices, end exclusive).
    text
        The characters between them.
    place
        The place that the name was resolved to.
    role
        Literal, associative or demonym.
    score
        From 0 to 1: how sure the resolution is.
    reading
        Short reason, as codes that the dashboard turns into words (``capital``, ``same-country`` ...).
    runners_up
        The other candidates, best first.
    """

    start: int
    end: int
    text: str
    place: Place
    role: PlaceRole
    score: float
    reading: tuple[str, ...] = ()
    runners_up: tuple[Candidate, ...] = ()
