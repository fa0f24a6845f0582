"""How much goes in, and how fast: ``python -m benchmarks.scale PART``.

``gdelt [ROWS]``, ``acled [ROWS]``
    A made table of that many rows (a million) into an empty store, as ``dateline ingest`` does it; then the questions
    that the screens ask. ``DATELINE_BENCH_DB=postgresql://…`` takes an empty PostgreSQL database instead of a file.
``reports [COUNT]``
    Reports, read by one process, by two, and by Ray with two processors.

Wall time, processor time and the highest resident memory of each are written.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

from benchmarks.pipeline import load_documents
from events.engines import Plain, Processes
from events.engines.cluster import read_shards
from events.engines.shards import list_shards
from events.model import Document
from events.pipeline import read_report
from events.readers.foreign import GDELT_COLUMNS
from events.store import Filter, open_store
from events.store.overview import Bins

ROWS = 1_000_000
REPORTS = 2_000
SHARD = 100
"""Reports of a shard."""

_GDELT = {
    "GLOBALEVENTID": "1000000000 + i",
    "SQLDATE": "strftime(DATE '2019-01-01' + (hash(i) % 1800)::INTEGER, '%Y%m%d')",
    "Actor1Code": "'ACT' || hash(i, 1) % 900",
    "Actor1Name": "CASE WHEN hash(i, 1) % 10 < 9 THEN 'ACTOR ' || hash(i, 1) % 900 END",
    "Actor1CountryCode": "list_extract(['USA', 'RUS', 'UKR', 'SYR', 'SDN', NULL], 1 + (hash(i, 1) % 6)::INTEGER)",
    "Actor2Name": "CASE WHEN hash(i, 2) % 10 < 7 THEN 'ACTOR ' || hash(i, 2) % 900 END",
    "Actor2CountryCode": "list_extract(['USA', 'RUS', 'UKR', 'SYR', 'SDN', NULL], 1 + (hash(i, 2) % 6)::INTEGER)",
    "IsRootEvent": "hash(i, 3) % 2",
    "EventCode": "lpad((1 + hash(i, 4) % 20)::VARCHAR, 2, '0') || '0'",
    "EventBaseCode": "lpad((1 + hash(i, 4) % 20)::VARCHAR, 2, '0') || '0'",
    "EventRootCode": "lpad((1 + hash(i, 4) % 20)::VARCHAR, 2, '0')",
    "QuadClass": "1 + hash(i, 4) % 4",
    "GoldsteinScale": "(hash(i, 5) % 200)::INTEGER / 10.0 - 10",
    "NumMentions": "1 + hash(i, 6) % 50",
    "AvgTone": "(hash(i, 7) % 2000)::INTEGER / 100.0 - 10",
    "ActionGeo_Type": "1 + hash(i, 8) % 5",
    "ActionGeo_FullName": "'Town ' || hash(i, 8) % 20000 || ', Province, Country'",
    "ActionGeo_CountryCode": "list_extract(['US', 'RS', 'UP', 'SY', 'SU'], 1 + (hash(i, 8) % 5)::INTEGER)",
    "ActionGeo_ADM1Code": "'XX' || hash(i, 8) % 40",
    "ActionGeo_Lat": "(hash(i, 8) % 20000)::INTEGER / 200.0 - 50",
    "ActionGeo_Long": "((hash(i, 8) // 7) % 20000)::INTEGER / 60.0 - 160",
    "DATEADDED": "strftime(DATE '2019-01-01' + (hash(i) % 1800)::INTEGER, '%Y%m%d') || '120000'",
    "SOURCEURL": "'https://www.outlet' || hash(i, 9) % 500 || '.example/news/' || i",
}

_ACLED = {
    "event_id_cnty": "'SYR' || i",
    "event_date": "strftime(DATE '2019-01-01' + (hash(i) % 1800)::INTEGER, '%Y-%m-%d')",
    "year": "2019",
    "time_precision": "1 + hash(i, 1) % 3",
    "event_type": "list_extract(['Battles', 'Protests', 'Riots', 'Strategic developments'], 1 + (hash(i, 2) % 4)::INTEGER)",
    "sub_event_type": "list_extract(['Armed clash', 'Peaceful protest', 'Mob violence', 'Agreement'], "
    "1 + (hash(i, 2) % 4)::INTEGER)",
    "actor1": "'Group ' || hash(i, 3) % 900 || ' (Syria)'",
    "assoc_actor_1": "CASE WHEN hash(i, 4) % 3 = 0 THEN 'Labour Group ' || hash(i, 4) % 90 END",
    "inter1": "hash(i, 3) % 8",
    "actor2": "CASE WHEN hash(i, 5) % 3 > 0 THEN 'Military Forces of Syria (2000-' || hash(i, 5) % 90 || ')' END",
    "assoc_actor_2": "NULL",
    "iso": "760",
    "region": "'Middle East'",
    "country": "'Syria'",
    "admin1": "'Aleppo ' || hash(i, 6) % 14",
    "location": "'Village ' || hash(i, 6) % 20000",
    "latitude": "32 + (hash(i, 6) % 20000)::INTEGER / 4000.0",
    "longitude": "36 + ((hash(i, 6) // 7) % 20000)::INTEGER / 4000.0",
    "geo_precision": "1 + hash(i, 7) % 3",
    "source": "'Outlet ' || hash(i, 8) % 200",
    "source_scale": "'National'",
    "notes": "'On ' || strftime(DATE '2019-01-01' + (hash(i) % 1800)::INTEGER, '%-d %B %Y') || ', fighters of group ' "
    "|| hash(i, 3) % 900 || ' clashed with others near village ' || hash(i, 6) % 20000 || ' in the north, according to '"
    " || 'residents; ' || hash(i, 9) % 12 || ' people were hurt, and the road to the town was closed for hours.'",
    "fatalities": "hash(i, 9) % 12",
    "timestamp": "1700000000 + i",
}


def make_table(kind: str, rows: int, path: Path) -> None:
    """Write a made table of GDELT 2.0 (tabs, no header) or ACLED (CSV)."""
    columns = dict.fromkeys(GDELT_COLUMNS[61], "NULL") | _GDELT if kind == "gdelt" else _ACLED
    chosen = ", ".join(f'{sql} AS "{name}"' for name, sql in columns.items())
    form = "DELIMITER '\t', HEADER false, QUOTE ''" if kind == "gdelt" else "HEADER true"
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT {chosen} FROM range({rows}) AS t (i)) TO '{path}' (FORMAT csv, {form})")


def measure(run: Callable[[], object]) -> str:
    """Give wall time, processor time and highest resident memory of a run, in words."""
    wall, processor = time.perf_counter(), time.process_time()
    run()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"{time.perf_counter() - wall:7.1f} s, {time.process_time() - processor:7.1f} s of processor, "
        f"at most {memory:,.0f} MB"
    )


def load(table: str) -> None:
    """Load a table as the command does."""
    from events.cli import main

    assert main(["ingest", table]) == 0


def table_part(kind: str, rows: int) -> None:
    """Make a table and load it in a fresh process."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ("20240101.export.CSV" if kind == "gdelt" else "acled.csv")
        make_table(kind, rows, path)
        size = path.stat().st_size / 1e6
        store = Path(folder) / "store.duckdb"
        address = os.environ.get("DATELINE_BENCH_DB", str(store))
        told = _run(f"print(measure(lambda: load({str(path)!r})))", address)
        held = open_store(address).size()
        print(f"{kind:6} {rows:>9,} rows {size:5.0f} MB: {told.splitlines()[-1]}; {held / rows:,.0f} bytes an event")
        print(_run(f"ask({address!r})", address), end="", flush=True)


def _run(code: str, address: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", f"from benchmarks.scale import *; {code}"],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"DATELINE_DB": address},
    ).stdout


def ask(address: str) -> None:
    """Time the questions that screens ask: the middle of three, after one that warms up.

    A store keeps the counts of facets, so each is asked of a store that was just opened, too.
    """
    store = open_store(address)
    (actor, *_) = store.facets(limit=1)["actors"]["value"].to_pylist()
    narrowed = Filter(actors=(actor,), since=dt.date(2021, 3, 1), until=dt.date(2021, 5, 31))
    (event, *_) = store.events(columns=("id",), limit=1)["id"].to_pylist()
    questions: dict[str, Callable[[], object]] = {
        "count all": store.count,
        "count of an actor in three months": lambda: store.count(narrowed),
        "facets": lambda: open_store(address).facets(),
        "facets of an actor in three months": lambda: open_store(address).facets(narrowed),
        "facets again": store.facets,
        "overview, 64 cells around, by month": lambda: store.overview(Filter(), Bins(6, "month")),
        "first page of the list": lambda: store.events(limit=50),
        "one event, whole": lambda: store.event(event),
    }
    for name, question in questions.items():
        question()
        taken = []
        for _ in range(3):
            begin = time.perf_counter()
            question()
            taken.append(time.perf_counter() - begin)
        print(f"  {name:36} {sorted(taken)[1] * 1000:8,.0f} ms")


def load_reports(count: int) -> list[dict[str, str]]:
    """Give so many reports as JSON Lines have them: the seed and the examples, again and again."""
    documents = load_documents()
    return [
        {
            "title": f"{number}",
            "text": each.text,
            "language": each.language or "",
            "published": str(each.published or ""),
        }
        for number, each in zip(range(count), itertools.cycle(documents), strict=False)
    ]


def reports_part(count: int) -> None:
    """Read reports by each engine, without the store; the start of processes is counted."""
    reports = load_reports(count)
    documents = [
        Document(
            r["title"], r["text"], r["language"], dt.date.fromisoformat(r["published"]) if r["published"] else None
        )
        for r in reports
    ]
    read_report(documents[0])
    plain = _time("one process", count, lambda: list(Plain(read_report).submit(documents)))
    engine = Processes(read_report, 2, worth_it=0)
    took = _time("two processes", count, lambda: list(engine.submit(documents)))
    engine.close()
    print(f"  {plain / took:.2f} times as fast")
    with tempfile.TemporaryDirectory() as folder:
        for at in range(0, count, SHARD):
            lines = "\n".join(json.dumps(r, ensure_ascii=False) for r in reports[at : at + SHARD])
            Path(folder, f"{at:06}.jsonl").write_text(lines, "utf-8")
        shards, defaults = list_shards([Path(folder).as_uri()]), {"published": None, "language": None, "outlet": None}
        out = Path(folder, "out").as_uri()
        took = _time(
            "Ray, two processors",
            count,
            lambda: list(read_shards(shards, out, read_report, defaults=defaults, processors=2)),
        )
        size = sum(path.stat().st_size for path in Path(folder, "out").rglob("*.parquet"))
        print(f"  {plain / took:.2f} times as fast; readings of {size / count:,.0f} bytes a report")


def _time(name: str, count: int, run: Callable[[], object]) -> float:
    begin = time.perf_counter()
    run()
    took = time.perf_counter() - begin
    print(f"{name:20} {count / took:8.1f} reports/s, {took:6.1f} s", flush=True)
    return took


def main() -> None:
    """Run the part that is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=("gdelt", "acled", "reports"), nargs="?", default="gdelt")
    parser.add_argument("count", type=int, nargs="?", help="rows, or reports")
    options = parser.parse_args()
    if options.part == "reports":
        reports_part(options.count or REPORTS)
    else:
        table_part(options.part, options.count or ROWS)


if __name__ == "__main__":
    main()
