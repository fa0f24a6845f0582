"""Made-up events in several countries and scripts, for the demonstration app and the browser tests."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

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
                "id": f"e{number:016x}", "document": f"d{number % 9}", "language": chance.choice(["ar", "en", "ru", "ko"]),
                "outlet": chance.choice(["CNN", "Al Jazeera", "TASS"]), "type": chance.choice(TYPES),
                "status": chance.choice(STATUSES), "earliest": earliest, "latest": latest, "date_precision": precision,
                "has_date": precision is not None, "needs_anchor": precision is None and chance.random() < 0.5,
                "lat": place.get("lat"), "lon": place.get("lon"), "place_id": name and f"demo:{name}", "place_name": name,
                "place_precision": place.get("precision"), "country": place.get("country"), "admin1": place.get("admin1"),
                "radius_km": place.get("radius"), "west": extent[0], "south": extent[1], "east": extent[2], "north": extent[3],
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
