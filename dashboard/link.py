"""The address of a view: everything a person set, as query parameters that a colleague's browser reads back.

One `Key` for each part of a `View`. A key says how its part is written and read; what cannot be read is left out, so
that an address typed wrongly, cut short or made up opens the nearest view there is, and never an error. Keys are kept
across releases: an old link keeps working.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from events.store.filter import MOST_CORNERS

MOST_VALUES = 50
"""Values of one key that are read from an address; the rest is left out."""
MOST_CHARACTERS = 200
"""Characters of one value that are read from an address."""

INTERFACE_LANGUAGES = ("en", "ar", "fr", "es", "ru", "uk", "ko", "zh")
PAGES = ("events", "stories", "reports", "about")
LANES = ("actor", "type", "country", "source", "status")
LENSES = ("undated", "unplaced", "needs_date")

SHORT = "link"
"""The key of a stored short link. It is no part of a view: it stands for a whole address."""
LONGEST = 2_000
"""Characters of an address that any chat and mail program takes; a longer one is stored and shared as a short link."""
ID = re.compile(r"[A-Za-z0-9_-]{1,40}", re.ASCII)
"""What ids of stories and short links look like."""


@dataclass(frozen=True, slots=True)
class Camera:
    """Where the map looks: centre in degrees, zoom as web maps count it (0: the whole world)."""

    lon: float
    lat: float
    zoom: float


@dataclass(frozen=True, slots=True)
class Box:
    """A box drawn on the map, in degrees; ``west > east`` where it crosses the antimeridian."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Window:
    """Days brushed on the timeline, both inclusive."""

    earliest: dt.date
    latest: dt.date


@dataclass(frozen=True, slots=True)
class View:
    """All that a person set: the same view opens the same picture.

    Attributes
    ----------
    actors, types, statuses, places, languages, sources
        Chosen values; an empty tuple lets everything through.
    since, until
        Days, both inclusive.
    text
        Words that the sentence must hold.
    brush
        Days brushed on the timeline.
    box
        Box drawn on the map.
    lasso
        Corners of a lasso drawn on the map, longitude and latitude in degrees; ``box`` then is the box around it.
    seen
        What the map showed where it showed only a part, and only that part counts; another window may show more.
    camera
        Where the map looks; none: it fits what there is.
    event
        The selected event's id.
    lanes
        What the timeline's lanes stand for.
    lens
        ``undated``, ``unplaced`` or ``needs_date``: only events without a date, without a place, or that need their
        report's publication date.
    interface
        Language of the interface; none: the browser's, if there is a translation.
    page
        The screen that is open.
    report
        The report that is open on the reports' screen.
    story
        The story that is told; its steps then say what is filtered and where the map looks.
    step
        Which of its steps, from 1.
    """

    actors: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    text: str = ""
    brush: Window | None = None
    box: Box | None = None
    lasso: tuple[tuple[float, float], ...] = ()
    seen: Box | None = None
    camera: Camera | None = None
    event: str | None = None
    lanes: str = "actor"
    lens: str | None = None
    unmerged: bool = False
    interface: str | None = None
    page: str = "events"
    report: str | None = None
    story: str | None = None
    step: int = 1


@dataclass(frozen=True, slots=True)
class Key:
    """How one part of a view stands in the address.

    Attributes
    ----------
    name
        The query parameter.
    part
        The attribute of `View`.
    form
        What its values look like, for people; ``docs/sharing.md`` lists it.
    write, read
        From the part to the parameter's values and back; `read` raises `ValueError` for what it cannot read.
    """

    name: str
    part: str
    form: str
    write: Callable[[Any], list[str]]
    read: Callable[[Sequence[str]], Any]


class _UnreadableError(ValueError):
    pass


def _clean(value: str) -> str:
    printable = "".join(c for c in value if c.isprintable())
    return printable.strip()[:MOST_CHARACTERS].strip()


def _read_many(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(_clean, values[:MOST_VALUES]))))


def _read_word(values: Sequence[str]) -> str:
    word = _clean(values[0])
    if not word:
        raise _UnreadableError
    return word


def _read_id(values: Sequence[str]) -> str:
    if not ID.fullmatch(values[0]):
        raise _UnreadableError
    return values[0]


def _read_step(values: Sequence[str]) -> int:
    if not re.fullmatch(r"[1-9]\d{0,2}", values[0], re.ASCII):
        raise _UnreadableError
    return int(values[0])


def _choice(allowed: Iterable[str]) -> Callable[[Sequence[str]], str]:
    choices = frozenset(allowed)

    def read(values: Sequence[str]) -> str:
        if values[0] not in choices:
            raise _UnreadableError
        return values[0]

    return read


def _read_day(values: Sequence[str]) -> dt.date:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", values[0], re.ASCII):
        raise _UnreadableError
    return dt.date.fromisoformat(values[0])


def _read_window(values: Sequence[str]) -> Window:
    first, _, last = values[0].partition("/")
    window = Window(_read_day([first]), _read_day([last]))
    if window.earliest > window.latest:
        raise _UnreadableError
    return window


def _read_numbers(text: str, count: int) -> list[float]:
    numbers = [float(part) for part in text[:MOST_CHARACTERS].split(",")]
    if len(numbers) != count or not all(map(math.isfinite, numbers)):
        raise _UnreadableError
    return numbers


def _read_camera(values: Sequence[str]) -> Camera:
    lat, lon, zoom = _read_numbers(values[0], 3)
    if not (-90 <= lat <= 90 and -180 <= lon <= 180 and 0 <= zoom <= 22):
        raise _UnreadableError
    return Camera(lon, lat, zoom)


def _read_box(values: Sequence[str]) -> Box:
    west, south, east, north = _read_numbers(values[0], 4)
    if not (all(-180 <= lon <= 180 for lon in (west, east)) and -90 <= south <= north <= 90):
        raise _UnreadableError
    return Box(west, south, east, north)


def _read_lasso(values: Sequence[str]) -> tuple[tuple[float, float], ...]:
    numbers = [float(part) for part in values[0][: 20 * 2 * MOST_CORNERS].split(",")]
    corners = tuple(zip(numbers[::2], numbers[1::2], strict=False))
    right = len(numbers) % 2 == 0 and 3 <= len(corners) <= MOST_CORNERS
    if not right or not all(abs(lon) <= 540 and abs(lat) <= 90 for lon, lat in corners):
        raise _UnreadableError
    return corners


def _number(value: float, digits: int) -> str:
    return f"{round(value, digits):g}" if digits < 4 else f"{value:.{digits}f}".rstrip("0").rstrip(".")


def _write_camera(camera: Camera) -> list[str]:
    return [f"{_number(camera.lat, 4)},{_number(camera.lon, 4)},{camera.zoom:.2f}"]


def _write_box(box: Box) -> list[str]:
    return [",".join(_number(x, 4) for x in (box.west, box.south, box.east, box.north))]


def _write_lasso(corners: tuple[tuple[float, float], ...]) -> list[str]:
    return [",".join(_number(x, 4) for corner in corners for x in corner)]


def _write_day(day: dt.date) -> list[str]:
    return [day.isoformat()]


def _write_window(window: Window) -> list[str]:
    return [f"{window.earliest.isoformat()}/{window.latest.isoformat()}"]


def _write_word(word: str) -> list[str]:
    return [word]


def _write_step(step: int) -> list[str]:
    return [str(step)]


_DAY = "a day, `2023-09-13`"
_BOX = "west, south, east, north in degrees, `124,37,132,43`; west is larger than east across the antimeridian"


def _write_flag(flag: bool) -> list[str]:
    return ["1"] if flag else []


def _read_flag(values: Sequence[str]) -> bool:
    if values[0] != "1":
        raise _UnreadableError
    return True


KEYS: tuple[Key, ...] = (
    Key("actor", "actors", "an actor's id, repeated", list, _read_many),
    Key("type", "types", "a type's code, repeated", list, _read_many),
    Key("status", "statuses", "a status' code, repeated", list, _read_many),
    Key("place", "places", "a place's id or a country's code, repeated", list, _read_many),
    Key("lang", "languages", "a code of a report's language, repeated", list, _read_many),
    Key("source", "sources", "an outlet, repeated", list, _read_many),
    Key("since", "since", _DAY, _write_day, _read_day),
    Key("until", "until", _DAY, _write_day, _read_day),
    Key("q", "text", "words of the sentence", _write_word, _read_word),
    Key("brush", "brush", "two days, both inclusive, `2023-09-10/2023-09-18`", _write_window, _read_window),
    Key("box", "box", _BOX, _write_box, _read_box),
    Key("lasso", "lasso", "longitude, latitude of each corner", _write_lasso, _read_lasso),
    Key("seen", "seen", _BOX, _write_box, _read_box),
    Key("cam", "camera", "latitude, longitude, zoom, `43.1,131.9,5.00`", _write_camera, _read_camera),
    Key("event", "event", "an event's id", _write_word, _read_word),
    Key("lanes", "lanes", f"`{'`, `'.join(LANES)}`", _write_word, _choice(LANES)),
    Key("lens", "lens", f"`{'`, `'.join(LENSES)}`", _write_word, _choice(LENSES)),
    Key("each", "unmerged", "`1`: each report's record by itself", _write_flag, _read_flag),
    Key("ui", "interface", f"`{'`, `'.join(INTERFACE_LANGUAGES)}`", _write_word, _choice(INTERFACE_LANGUAGES)),
    Key("page", "page", f"`{'`, `'.join(PAGES)}`", _write_word, _choice(PAGES)),
    Key("report", "report", "a report's id", _write_word, _read_word),
    Key("story", "story", "a story's id", _write_word, _read_id),
    Key("step", "step", "a number from 1", _write_step, _read_step),
)
"""The declared schema of the address."""

_EMPTY = View()


def write_view(view: View) -> dict[str, list[str]]:
    """Write a view as query parameters; what is as in an untouched view is left out.

    Parameters
    ----------
    view
        The view to write.

    Returns
    -------
    dict
        Values by key, in the order of `KEYS`. `read_view` gives the view back, the camera and the box to four
        decimals of a degree.
    """
    return {
        key.name: key.write(value)
        for key in KEYS
        if (value := getattr(view, key.part)) != getattr(_EMPTY, key.part) and value is not None
    }


def read_view(query: Mapping[str, Sequence[str]]) -> View:
    """Read a view from query parameters, whatever they hold.

    Parameters
    ----------
    query
        Values by key. Unknown keys and values that cannot be read are passed over.

    Returns
    -------
    View
        The view that the address describes, as far as it can be read.
    """
    parts: dict[str, Any] = {}
    for key in KEYS:
        values = query.get(key.name)
        if not values:
            continue
        try:
            parts[key.part] = key.read(values)
        except ValueError:
            continue
    view = dataclasses.replace(_EMPTY, **parts)
    if view.since and view.until and view.since > view.until:
        view = dataclasses.replace(view, since=view.until, until=view.since)
    return view


def query_string(view: View) -> str:
    """Give the part of the address behind the question mark, without it."""
    return urlencode(write_view(view), doseq=True)
