"""What of the store a view shows."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
import unicodedata
from dataclasses import dataclass
from typing import Any

from events.errors import FilterError

MOST_CORNERS = 48
MOST_VALUES = 50
"""Values that one part of a filter may have."""
MOST_CHARACTERS = 200
"""Characters that one value may have."""
LENSES = ("undated", "unplaced", "needs-anchor")
UNKNOWN = "unknown"
"""Stands for the source of reports that name none."""

_MANY = ("actors", "types", "statuses", "countries", "places", "languages", "sources", "documents")


@dataclass(frozen=True, slots=True)
class Filter:
    """A selection of events: a set of clauses, of which every view may leave out its own.

    Values of one clause are alternatives; clauses narrow each other. An empty clause lets everything through.

    Attributes
    ----------
    actors
        Actor ids. An actor stands for all that belong to it: Russia finds the Kremlin, and Putin.
    types, statuses
        Event types and statuses.
    countries
        ISO 3166-1 alpha-2 codes of where the event happened, led to or began.
    places
        Gazetteer ids of the same. A value of two letters is taken as a country.
    languages
        Language codes of the reports.
    sources
        Outlets; ``unknown`` for reports that name none.
    documents
        Ids of reports.
    since, until
        Days, both inclusive: events that may have happened between them. Either may be left open.
    brush
        The same for the days brushed on the timeline.
    bbox
        ``(west, south, east, north)`` in degrees: events whose place lies in it, or, of an area, whose extent meets it;
        ``west > east`` crosses the antimeridian.
    lasso
        Corners of a polygon, longitude and latitude in degrees: events pinned in it, and areas that reach into it.
        Longitudes go on beyond 180 or -180 where it crosses the antimeridian.
    text
        Words that all stand in the sentence, title, or names of actors and places; case and accents do not count.
    lens
        ``undated``, ``unplaced`` or ``needs-anchor``: only the events that the timeline or the map cannot show.
    unmerged
        Each report's record by itself, instead of one event for all reports that tell it. It narrows nothing.

    Raises
    ------
    FilterError
        If a value has the wrong type, is out of range, or too long.
    """

    actors: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    brush: tuple[dt.date, dt.date] | None = None
    bbox: tuple[float, float, float, float] | None = None
    lasso: tuple[tuple[float, float], ...] = ()
    text: str = ""
    lens: str | None = None
    unmerged: bool = False

    def __post_init__(self) -> None:
        """Check every part, and bring it into its one form."""
        for part in _MANY:
            object.__setattr__(self, part, _check_values(part, getattr(self, part)))
        _check_days("since", self.since, "until", self.until)
        if self.brush is not None:
            if not isinstance(self.brush, tuple | list) or len(self.brush) != 2 or None in self.brush:
                raise FilterError("The filter's brush must be two days.")
            _check_days("start of the brush", self.brush[0], "end of the brush", self.brush[1])
            object.__setattr__(self, "brush", tuple(self.brush))
        if self.bbox is not None:
            object.__setattr__(self, "bbox", _check_box(self.bbox))
        object.__setattr__(self, "lasso", _check_lasso(self.lasso))
        object.__setattr__(self, "text", _check_value("text", self.text))
        if not isinstance(self.unmerged, bool):
            raise FilterError(f"The filter's unmerged must be true or false, not {_shown(self.unmerged)}.")
        if self.lens is not None and self.lens not in LENSES:
            raise FilterError(f"The filter's lens must be one of {', '.join(LENSES)}, not {_shown(self.lens)}.")

    def without(self, *parts: str) -> Filter:
        """Give the same filter with some parts let go."""
        empty: dict[str, Any] = {f.name: f.default for f in dataclasses.fields(self) if f.name in parts}
        return dataclasses.replace(self, **empty)

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of the parts that narrow the selection."""
        return tuple(
            f.name for f in dataclasses.fields(self) if f.name != "unmerged" and getattr(self, f.name) != f.default
        )


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 40 else text[:39] + "…"


def _check_value(part: str, value: object) -> str:
    if not isinstance(value, str):
        raise FilterError(f"The filter's {part} must be text, not {_shown(value)}.")
    clean = "".join(" " if c.isspace() else c for c in value if c.isspace() or unicodedata.category(c)[0] != "C")
    clean = clean.strip()
    if len(clean) > MOST_CHARACTERS:
        raise FilterError(f"The filter's {part} may have {MOST_CHARACTERS} characters, not {len(clean):,}.")
    return clean


def _check_values(part: str, values: object) -> tuple[str, ...]:
    if isinstance(values, str) or not isinstance(values, tuple | list | set | frozenset):
        raise FilterError(f"The filter's {part} must be a list of values, not {_shown(values)}.")
    if len(values) > MOST_VALUES:
        raise FilterError(f"The filter's {part} may have {MOST_VALUES} values, not {len(values):,}.")
    checked = (_check_value(part, value) for value in (sorted(values) if isinstance(values, set) else values))
    return tuple(dict.fromkeys(filter(None, checked)))


def _check_days(first_name: str, first: object, last_name: str, last: object) -> None:
    for name, day in ((first_name, first), (last_name, last)):
        if day is not None and (not isinstance(day, dt.date) or isinstance(day, dt.datetime)):
            raise FilterError(f"The filter's {name} must be a day, not {_shown(day)}.")
    if isinstance(first, dt.date) and isinstance(last, dt.date) and first > last:
        raise FilterError(f"The filter ends before it begins: {first_name} {first}, {last_name} {last}.")


def _check_box(box: object) -> tuple[float, float, float, float]:
    if not isinstance(box, tuple | list) or len(box) != 4:
        raise FilterError("The filter's bbox must be four numbers: west, south, east, north.")
    if not all(isinstance(x, int | float) and math.isfinite(x) for x in box):
        raise FilterError("The filter's bbox must be four finite numbers: west, south, east, north.")
    west, south, east, north = map(float, box)
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise FilterError(
            "The filter's bbox must be west, south, east, north in degrees: longitudes from -180 to 180, latitudes "
            "from -90 to 90, south not above north."
        )
    return west, south, east, north


def _check_lasso(corners: object) -> tuple[tuple[float, float], ...]:
    if not isinstance(corners, tuple | list) or not (len(corners) == 0 or 3 <= len(corners) <= MOST_CORNERS):
        raise FilterError(f"The filter's lasso must be three to {MOST_CORNERS} corners.")
    for corner in corners:
        right = isinstance(corner, tuple | list) and len(corner) == 2 and all(
            isinstance(x, int | float) and math.isfinite(x) for x in corner
        )  # fmt: skip
        if not right or not (-540 <= corner[0] <= 540 and -90 <= corner[1] <= 90):
            raise FilterError("The filter's lasso must be corners of longitude and latitude in degrees.")
    return tuple((float(lon), float(lat)) for lon, lat in corners)


EVERYTHING = Filter()
"""Lets every event through."""
