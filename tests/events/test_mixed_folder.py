"""A folder of everything, in with one command, out in every format, and in again unchanged."""

from __future__ import annotations

import csv
import importlib.util
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dashboard.evidence import evidence_data
from dashboard.filters import to_filter
from dashboard.link import read_view
from dashboard.table import page_of_rows
from dashboard.words import Words
from events.cli import main
from events.readers import web
from events.store import Store, open_store
from events.writers.suffixes import SUFFIXES


def _load(name: str) -> Any:
    spec = importlib.util.spec_from_file_location(f"made_{name}", Path(__file__).parent / "readers" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[f"made_{name}"] = module
    spec.loader.exec_module(module)
    return module


made = _load("files")

LOSSLESS = (".csv", ".tsv", ".jsonl", ".xlsx", ".parquet", ".geoparquet", ".geojson", ".gpkg", ".fgb", ".kml", ".kmz",
            ".ics")  # fmt: skip
ACLED = {
    "event_id_cnty": "SYR7", "event_date": "2023-09-06", "time_precision": "2", "event_type": "Battles",
    "sub_event_type": "Armed clash", "actor1": "Military Forces of Syria (2000-)", "actor2": "", "iso": "760",
    "country": "Syria", "location": "Aleppo", "latitude": "36.2", "longitude": "37.16", "geo_precision": "1",
    "source": "An Outlet", "notes": "Forces clashed near Aleppo that week.", "fatalities": "0",
}  # fmt: skip
GDELT = {0: "1234567", 1: "20230907", 6: "RUSSIA", 7: "RUS", 16: "UKRAINE", 17: "UKR", 26: "190", 27: "190", 28: "19",
         51: "4", 52: "Kherson, Khersons'ka Oblast', Ukraine", 53: "UP", 56: "46.6", 57: "32.6",
         59: "20230907120000", 60: "https://wire.example/x"}  # fmt: skip
REPORTS = 16
"""Reports in the folder: eleven files and tables of one, a table and a book of two; and one in the feed."""


FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title><link>{url}/</link><description>x</description>
<item><title>Storm</title><link>{url}/storm.html</link><pubDate>Thu, 07 Sep 2023 10:00:00 +0000</pubDate></item>
</channel></rss>"""
STORM = (
    b"<html><head><title>Storm</title></head><body><article><h1>Storm</h1><p>Police arrested two men in Athens on 6 "
    b"September 2023 after shops were robbed during the storm, an officer said.</p><p>The men are to appear before a "
    b"judge this week, and the shops will open again soon, said their owners in a short statement.</p></article></body></html>"
)


@pytest.fixture
def feed(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a feed with one article, served by this machine."""
    monkeypatch.setattr(web, "is_public", lambda address: address == "127.0.0.1")
    monkeypatch.setattr(web, "PAUSE", 0.0)
    site = _load("site").Site()
    site.page("/feed.xml", FEED.format(url=site.url).encode(), "application/rss+xml")
    site.page("/storm.html", STORM)
    yield f"{site.url}/feed.xml"
    site.server.shutdown()
    site.server.server_close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    files: dict[str, bytes] = {
        "note.txt": b"Angela Merkel visited Warsaw on 5 May 2021.",
        "arabic.txt": "زار أردوغان بغداد في 22 أبريل 2024.".encode(),
        "memo.md": b"# Memo\n\nProtesters marched in Berlin in March 2022.",
        "page.html": made.PAGE,
        "paper.pdf": made.make_pdf("Emmanuel Macron met Olaf Scholz in Paris on 22 January 2023."),
        "book.epub": made.make_epub(),
        "bundle.zip": made.make_zip(**{"in/side.txt": b"Shelling killed two people in Kherson on 3 May 2022."}),
        "mail.eml": b"From: a@wire.example\nSubject: Note\nDate: Wed, 13 Sep 2023 09:30:00 +0000\n\n"
        b"The army of Sudan attacked Omdurman on Monday.\n",
        "films.srt": b"1\n00:00:01,000 --> 00:00:03,000\nJoe Biden arrived in Hanoi on 10 September 2023.\n",
        "lines.jsonl": json.dumps({"text": "Police arrested ten people in Minsk on 9 August 2020."}).encode(),
        "reports.csv": b"title,text,published\nOne,Narendra Modi visited Kyiv on 23 August 2024.,2024-08-24\n"
        b"Two,Workers went on strike in Lagos on 1 May 2019.,2019-05-02\nThree,,2019-05-02\n",
        "20230907.export.csv": "\t".join(GDELT.get(at, "") for at in range(61)).encode() + b"\n",
        "broken.pdf": b"%PDF-1.7 and nothing more",
        "photo.jpg": b"\xff\xd8\xff",
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    with (folder / "acled.csv").open("w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, list(ACLED))
        table.writeheader()
        table.writerow(ACLED)
    return folder


def test_a_folder_of_everything_goes_in_and_out_in_every_format_and_in_again(
    folder: Path,
    feed: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def run(store: str, *arguments: str) -> tuple[int, str]:
        monkeypatch.setenv("DATELINE_DB", str(tmp_path / store))
        code = main(list(arguments))
        return code, " ".join(capsys.readouterr().out.split())

    code, told = run("one.duckdb", "ingest", str(folder), feed)
    assert code == 1
    assert f"{REPORTS} reports · {REPORTS} new · 0 unchanged" in told
    assert "2 failed" in told
    assert "broken.pdf is damaged, or no PDF" in told
    assert "row 3: the column 'text' holds no text" in told
    assert "1 .jpg" in told
    known = REPORTS - 1  # an article of a feed that is stored is not even fetched
    assert f"{known} reports · 0 new · {known} unchanged" in run("one.duckdb", "ingest", str(folder), feed)[1]
    store = open_store(tmp_path / "one.duckdb")
    assert {row["events"] > 0 for row in store.documents().to_pylist()} == {True}
    ask_as_the_dashboard_does(store)

    for suffix in (*SUFFIXES, ".map.html"):
        code, told = run("one.duckdb", "export", str(tmp_path / f"out{suffix}"))
        assert (code, f"{store.counts().total} events in" in told) == (0, True), suffix
    page = (tmp_path / "out.map.html").read_text("utf-8")
    assert "أردوغان" in page
    first = sorted((tmp_path / "out.jsonl").read_text("utf-8").splitlines())
    for suffix in LOSSLESS:
        other = f"from{suffix}.duckdb"
        assert run(other, "ingest", str(tmp_path / f"out{suffix}"))[0] == 0, suffix
        run(other, "export", str(tmp_path / "again.jsonl"))
        assert sorted((tmp_path / "again.jsonl").read_text("utf-8").splitlines()) == first, suffix
    dated = [line for line in first if json.loads(line)["earliest"] or json.loads(line)["latest"]]
    assert run("from.timeline.duckdb", "ingest", str(tmp_path / "out.timeline.json"))[0] == 0
    run("from.timeline.duckdb", "export", str(tmp_path / "again.jsonl"))
    assert sorted((tmp_path / "again.jsonl").read_text("utf-8").splitlines()) == dated


def ask_as_the_dashboard_does(store: Store) -> None:
    """Narrow to a place as a shared link does, and look at the evidence of what is found there."""
    for place, type_, quote in (
        ("Athens", "coerce", "Police arrested two men in Athens"),
        ("Aleppo", "assault", "clashed"),
    ):
        (value,) = [row["value"] for row in store.facets()["places"].to_pylist() if row["label"] == place]
        view = read_view({"place": [value], "type": [type_]})
        (row,) = page_of_rows(store, to_filter(view), 0)
        evidence = evidence_data(store, row["id"], Words("en"), view)["event"]
        assert quote in evidence["sources"][0]["said"]
    assert {"name": "fatalities", "value": "0"} in evidence["extras"]
