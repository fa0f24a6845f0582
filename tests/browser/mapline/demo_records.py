"""Made-up events in several countries and scripts, for the demonstration app and the browser tests."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import numpy as np
import pyarrow as pa

PLACES: dict[str, dict[str, Any]] = {
    "Pyongyang": {"lat": 39.03, "lon": 125.75, "country": "KP", "precision": "city"},
    "Vladivostok": {"lat": 43.11, "lon": 131.87, "country": "RU", "precision": "city"},
    "Khasan": {"lat": 42.43, "lon": 130.64, "country": "RU", "precision": "city"},
    "Vostochny": {"lat": 51.88, "lon": 128.33, "country": "RU", "precision": "point"},
    "Moscow": {"lat": 55.75, "lon": 37.62, "country": "RU", "precision": "city"},
    "Kyiv": {"lat": 50.45, "lon": 30.52, "country": "UA", "precision": "city"},
    "Sevastopol": {"lat": 44.6, "lon": 33.52, "country": "UA", "precision": "city"},
    "Washington": {"lat": 38.9, "lon": -77.04, "country": "US", "precision": "city"},
    "Cairo": {"lat": 30.04, "lon": 31.24, "country": "EG", "precision": "city"},
    "Ukraine": {"lat": 49.0, "lon": 32.0, "country": "UA", "precision": "country", "extent": (22.1, 44.4, 40.2, 52.4)},
    "North Korea": {"lat": 40.2, "lon": 127.1, "country": "KP", "precision": "country", "extent": (124, 37.6, 131, 43)},
    "Primorsky Krai": {"lat": 45.3, "lon": 134.6, "country": "RU", "admin1": "RU-PRI", "precision": "admin1",
                       "extent": (130.4, 42.3, 139.2, 48.5)},
    "Black Sea": {"lat": 43.4, "lon": 34.5, "country": None, "precision": "region", "extent": (27.5, 40.9, 41.8, 46.7)},
    "30 km north of Kherson": {"lat": 46.9, "lon": 32.6, "country": "UA", "precision": "point", "radius": 30.0},
}  # fmt: skip

ACTORS = {
    "Q56226": ("Kim Jong Un", "كيم جونغ أون"),
    "Q7747": ("Vladimir Putin", "فلاديمير بوتين"),
    "Q1387697": ("Sergei Shoigu", "سيرغي شويغو"),
    "us-nsc": ("US National Security Council", "مجلس الأمن القومي الأمريكي"),
    "Q212": ("Ukraine", "أوكرانيا"),
    "kremlin": ("Kremlin", "الكرملين"),
}

TYPES = ["consult", "agree", "cooperate", "aid", "request", "threaten", "accuse", "mobilize", "assault", "statement"]
STATUSES = ["occurred", "occurred", "occurred", "ongoing", "planned", "denied", "demanded", "hypothetical"]

SENTENCES = [
    "وصل الزعيم الكوري الشمالي إلى فلاديفوستوك لإجراء محادثات مع الرئيس الروسي.",
    "Officials said that talks on ammunition would go on <b>this month</b>.",
    "Делегация прибыла во Владивосток поездом.",
    "북한 대표단이 모스크바를 방문했다.",
]


def make_events(count: int = 60, *, seed: int = 7) -> pa.Table:
    """Give events as the store would, reproducibly."""
    chance = random.Random(seed)
    first = dt.date(2023, 7, 1)
    names = list(PLACES)
    rows = []
    for number in range(count):
        earliest, latest, precision = _days(chance, first)
        name = chance.choice(names) if chance.random() > 0.08 else None
        place = PLACES.get(name or "", {})
        extent = place.get("extent", (None,) * 4)
        origin = PLACES["Pyongyang"] if name in ("Vladivostok", "Khasan", "Vostochny") and chance.random() < 0.4 else {}
        rows.append(
            {
                "id": f"e{number:016x}", "document": f"d{number % 9}",
                "language": chance.choice(["ar", "en", "ru", "ko"]),
                "outlet": chance.choice(["CNN", "Al Jazeera", "TASS"]), "type": chance.choice(TYPES),
                "status": chance.choice(STATUSES), "earliest": earliest, "latest": latest, "date_precision": precision,
                "has_date": precision is not None, "needs_anchor": precision is None and chance.random() < 0.5,
                "lat": place.get("lat"), "lon": place.get("lon"), "place_id": name and f"demo:{name}",
                "place_name": name, "place_precision": place.get("precision"), "country": place.get("country"),
                "admin1": place.get("admin1"), "radius_km": place.get("radius"),
                **dict(zip(("west", "south", "east", "north"), extent, strict=True)),
                "origin_lat": origin.get("lat"), "origin_lon": origin.get("lon"),
                "actors": chance.sample(list(ACTORS), chance.choice([0, 1, 1, 2, 3])),
                "confidence": chance.choice([0.9, 0.8, 0.7, 0.3]), "summary": chance.choice(SENTENCES),
            }
        )  # fmt: skip
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def _days(chance: random.Random, first: dt.date) -> tuple[int | None, int | None, str | None]:
    day = (first - dt.date(1970, 1, 1)).days + int(chance.triangular(0, 120, 70))
    kind = chance.random()
    if kind < 0.5:
        return day, day, "day"
    if kind < 0.62:
        monday = day - (day - 4) % 7
        return monday, monday + 6, "week"
    if kind < 0.72:
        date = dt.date(1970, 1, 1) + dt.timedelta(days=day)
        start = date.replace(day=1)
        following = (start + dt.timedelta(days=31)).replace(day=1)
        return (start - dt.date(1970, 1, 1)).days, (following - dt.date(1970, 1, 1)).days - 1, "month"
    if kind < 0.82:
        return day, day + chance.randrange(2, 20), "interval"
    if kind < 0.87:
        return day, None, "interval"
    if kind < 0.92:
        return None, day, "interval"
    return None, None, None


_FLOATS = ("lat", "lon", "radius_km", "west", "south", "east", "north", "origin_lat", "origin_lon", "confidence")
SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in ("id", "document", "language", "outlet", "type", "status")),
        ("earliest", pa.int32()),
        ("latest", pa.int32()),
        ("date_precision", pa.string()),
        ("has_date", pa.bool_()),
        ("needs_anchor", pa.bool_()),
        *(
            (name, pa.string())
            for name in ("place_id", "place_name", "place_precision", "country", "admin1", "summary")
        ),
        *((name, pa.float64()) for name in _FLOATS),
        ("actors", pa.list_(pa.string())),
    ]
)


def make_many(count: int, *, seed: int = 7, places: int = 20_000, years: int = 10) -> pa.Table:
    """Give very many events quickly: columns drawn at random, places scattered around those above.

    Parameters
    ----------
    count
        Number of events.
    seed
        The same seed gives the same events.
    places
        Number of distinct places.
    years
        The events lie in so many years from 2014 on.
    """
    chance = np.random.default_rng(seed)
    around = [place for place in PLACES.values() if place["precision"] in ("city", "point")]
    centre = chance.integers(0, len(around), places)
    lat = np.array([place["lat"] for place in around])[centre] + chance.normal(0, 3, places)
    lon = np.array([place["lon"] for place in around])[centre] + chance.normal(0, 5, places)
    country = np.array([place["country"] for place in around])[centre]
    place = (places * chance.random(count) ** 2).astype(np.int64)
    placed = chance.random(count) > 0.05
    earliest = (16_071 + 365.25 * years * chance.random(count)).astype(np.int32)
    kind = chance.choice(4, count, p=[0.7, 0.15, 0.1, 0.05])
    length = np.choose(kind, [0, 6, 29, 0])
    precisions = np.array(["day", "week", "month", None], dtype=object)
    offsets = np.concatenate([[0], np.cumsum(chance.integers(0, 3, count))]).astype(np.int32)
    actors = pa.array(np.array([f"actor-{i}" for i in range(500)], dtype=object))
    links = actors.take(pa.array((500 * chance.random(int(offsets[-1])) ** 2).astype(np.int64)))
    undated = kind == 3

    def some(values: list[str], share: np.ndarray | None = None) -> pa.Array:
        return pa.array(values).take(pa.array(chance.choice(len(values), count, p=share)))

    return pa.table(
        {
            "id": pa.array(np.char.add("e", np.arange(count).astype("U12"))),
            "document": some([f"d{i}" for i in range(2000)]),
            "language": some(["ar", "en", "ru", "ko", "uk", "fr"]),
            "outlet": some([f"Outlet {i}" for i in range(40)]),
            "type": some(TYPES),
            "status": some(["occurred", "ongoing", "planned", "denied"], np.array([0.7, 0.1, 0.15, 0.05])),
            "earliest": pa.array(earliest, mask=undated),
            "latest": pa.array(earliest + length.astype(np.int32), mask=undated),
            "date_precision": pa.array(precisions[kind]),
            "needs_anchor": pa.array(undated),
            "lat": pa.array(lat[place], mask=~placed),
            "lon": pa.array(lon[place], mask=~placed),
            "place_id": pa.array(np.char.add("p", place.astype("U8")), mask=~placed),
            "place_name": pa.array(np.char.add("Place ", place.astype("U8")), mask=~placed),
            "place_precision": pa.array(np.full(count, "city"), mask=~placed),
            "country": pa.array(country[place], mask=~placed),
            "actors": pa.ListArray.from_arrays(pa.array(offsets), links),
            "confidence": pa.array(0.4 + 0.6 * chance.random(count)),
        }
    )
