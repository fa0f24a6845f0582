"""Events in the columns of GDELT and ACLED, for programs that read those.

Both want one day and one point for each event. So the days, the precision and the status stand in columns of our own
beside theirs (`OWN`), and what a report does not give stays empty: an event without a day has no ``SQLDATE``.
"""

from __future__ import annotations

import csv
import datetime as dt
import functools
import tomllib
from collections.abc import Iterable
from importlib import resources
from pathlib import Path
from typing import Any

from events.readers.foreign import GDELT_COLUMNS
from events.writers.delimited import guard
from events.writers.facts import parse_facts
from events.writers.flat import Row, is_about

OWN = ("dateline_id", "earliest", "latest", "date_precision", "edtf", "status", "confidence")
"""Our columns beside theirs."""

ACLED_COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
"""The columns of ACLED's exports since its codebook of 2023."""

_OTHER = ("Strategic developments", "Strategic developments", "Other")
_TIME = {"time": 1, "day": 1, "week": 2}
_GEO = {"point": 1, "city": 1, "admin2": 2}
_GDELT_GEO = {"country": 1, "admin1": 5, "region": 5}


def save_gdelt(rows: Iterable[Row], path: Path) -> None:
    """Save in GDELT 2.0's columns, parted by tabs and never quoted, with a line of names, and `OWN` behind them.

    CAMEO codes are those of the root with a zero: "not specified below". Goldstein scale and tone stay empty.
    """
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write("\t".join((*GDELT_COLUMNS[61], *OWN)) + "\n")
        for row in rows:
            cells = _to_gdelt(row) | _own(row)
            out.write("\t".join(_one_line(cells.get(name)) for name in (*GDELT_COLUMNS[61], *OWN)) + "\n")


def save_acled(rows: Iterable[Row], path: Path) -> None:
    """Save in ACLED's columns as CSV, with `OWN` behind them; see ``data/acled.toml`` for how types are called."""
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.DictWriter(out, (*ACLED_COLUMNS, *OWN), lineterminator="\n")
        writer.writeheader()
        for row in rows:
            writer.writerow({name: guard(value) for name, value in (_to_acled(row) | _own(row)).items()})


def _own(row: Row) -> Row:
    return {"dateline_id": row["id"]} | {name: row[name] for name in OWN[1:]}


def _to_gdelt(row: Row) -> Row:
    day = _one_day(row)
    code = f"{row['cameo_root']}0"
    countries = _countries()
    return {
        "GLOBALEVENTID": int(row["id"][1:13], 16) if _is_hash(row["id"]) else row["id"],
        "SQLDATE": day and day.strftime("%Y%m%d"),
        "MonthYear": day and day.strftime("%Y%m"),
        "Year": day and day.year,
        "FractionDate": day and f"{day.year + (day.timetuple().tm_yday - 1) / 365:.4f}",
        **_gdelt_actor(1, row["source"], row["source_ids"]),
        **_gdelt_actor(2, row["target"], row["target_ids"]),
        "EventCode": code,
        "EventBaseCode": code,
        "EventRootCode": row["cameo_root"],
        "QuadClass": row["quad_class"],
        "ActionGeo_Type": row["place_id"] and _GDELT_GEO.get(row["place_precision"], 4),
        "ActionGeo_FullName": row["place"],
        "ActionGeo_CountryCode": countries.get(row["country"], {}).get("fips"),
        "ActionGeo_Lat": row["lat"],
        "ActionGeo_Long": row["lon"],
        "ActionGeo_FeatureID": row["place_id"],
        "DATEADDED": row["published"] and f"{row['published'].replace('-', '')}000000",
        "SOURCEURL": row["url"],
    }


def _gdelt_actor(number: int, names: str | None, ids: str | None) -> Row:
    name, id_ = (names or "").split("; ")[0], (ids or "").split("; ")[0]
    country = _countries().get(_country_of(id_), {}).get("iso3")
    return {
        f"Actor{number}Name": name.upper(),
        f"Actor{number}Code": country,
        f"Actor{number}CountryCode": country,
    }


def _to_acled(row: Row) -> Row:
    day = _one_day(row)
    disorder, kind, sub = _acled_words(row["type"], row["mode"])
    country = _countries().get(row["country"], {})
    source, target = (row[side] or "" for side in ("source", "target"))
    killed = next((fact for fact in parse_facts(row["facts"]) if fact.kind == "killed"), None)
    return {
        "event_id_cnty": row["id"],
        "event_date": day and day.isoformat(),
        "year": day and day.year,
        "time_precision": day and (_TIME["week"] if is_about(row) else _TIME.get(row["date_precision"], 3)),
        "disorder_type": disorder,
        "event_type": kind,
        "sub_event_type": sub,
        "actor1": source.partition("; ")[0],
        "assoc_actor_1": source.partition("; ")[2],
        "actor2": target.partition("; ")[0],
        "assoc_actor_2": target.partition("; ")[2],
        "iso": country.get("number"),
        "country": country.get("name"),
        "location": row["place"],
        "latitude": row["lat"],
        "longitude": row["lon"],
        "geo_precision": row["place_id"] and _GEO.get(row["place_precision"], 3),
        "source": row["outlet"],
        "notes": row["summary"],
        "fatalities": killed and (killed.highest if killed.lowest is None else killed.lowest),
    }


def _one_day(row: Row) -> dt.date | None:
    """The first day that the event may have been on, of an open beginning the last."""
    day = row["earliest"] or row["latest"]
    return dt.date.fromisoformat(day) if day else None


def _is_hash(id_: str) -> bool:
    return len(id_) > 12 and all(sign in "0123456789abcdef" for sign in id_[1:])


def _one_line(value: Any) -> str:
    return "" if value is None else " ".join(str(value).split())


@functools.cache
def _acled_table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((resources.files("events.writers") / "data" / "acled.toml").read_text("utf-8"))


def _acled_words(type_: str, mode: str | None) -> tuple[str, str, str]:
    table = _acled_table()
    found = (table["modes"].get(mode or "") if type_ == "assault" else None) or table["types"].get(type_)
    return (found[0], found[1], found[2]) if found else _OTHER


@functools.cache
def _countries() -> dict[str | None, dict[str, Any]]:
    from events.readers.foreign.countries import list_countries

    return {country["iso2"]: country for country in list_countries()}


def _country_of(actor: str) -> str | None:
    from events.actors import load_actors

    known = load_actors().by_id.get(actor)
    return known.country if known else None
