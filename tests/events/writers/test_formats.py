from __future__ import annotations

import importlib.util
import json
import sys
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import geopandas as gpd
import pytest

from events.errors import DatelineError
from events.readers.draft import Draft, Failure, Ready
from events.readers.sources import read_file
from events.report import Report
from events.writers import formats
from events.writers.calendars import OWN_SLIDE
from events.writers.delimited import guard, unguard
from events.writers.flat import COLUMNS, Row, flatten_report
from events.writers.formats import WRITERS, save_events
from events.writers.suffixes import SUFFIXES

_spec = importlib.util.spec_from_file_location("made_reports", Path(__file__).parents[1] / "store" / "made.py")
assert _spec is not None
assert _spec.loader is not None
made: Any = importlib.util.module_from_spec(_spec)
sys.modules["made_reports"] = made
_spec.loader.exec_module(made)

REPORTS: list[Report] = [made.summit(), made.talks()]
LOSSLESS = (
    ".csv",
    ".tsv",
    ".jsonl",
    ".xlsx",
    ".parquet",
    ".geoparquet",
    ".geojson",
    ".gpkg",
    ".fgb",
    ".kml",
    ".kmz",
    ".ics",
)


def rows(*reports: Report) -> list[Row]:
    return [row for report in reports or REPORTS for row in flatten_report(report)]


def save(folder: Path, suffix: str, given: list[Row] | None = None) -> Path:
    path = folder / f"events{suffix}"
    assert save_events(given if given is not None else rows(), path) == len(given if given is not None else rows())
    assert [p.name for p in folder.iterdir()] == [path.name]
    return path


def read_back(path: Path) -> list[Row]:
    found = list(read_file(path))
    assert all(isinstance(each, Ready) for each in found), found
    return [row for each in found if isinstance(each, Ready) for row in flatten_report(each.report)]


def test_every_suffix_that_is_told_has_a_writer() -> None:
    assert set(SUFFIXES) == set(WRITERS)


@pytest.mark.parametrize("suffix", LOSSLESS)
def test_what_goes_out_comes_in_again_equal(tmp_path: Path, suffix: str) -> None:
    said = {"fatalities": "3", "by": 'a "quote", a\ttab', "n": 1.5, "deep": {"a": ["ä"]}}
    given = [row | {"extras": json.dumps(said, sort_keys=True, ensure_ascii=False)} for row in rows()]
    given = [row | {"report_extras": '{"Desk": "Asia"}'} for row in given]
    given[0]["edtf"] = "2023-09-13~"  # about that day
    back = {row["id"]: row for row in read_back(save(tmp_path, suffix, given))}
    for row in given:
        assert back.pop(row["id"]) == row
    assert back == {}


def test_dated_events_come_back_from_a_time_line_and_changed_ones_as_they_are_now(tmp_path: Path) -> None:
    path = save(tmp_path, ".timeline.json")
    dated = [row for row in rows() if row["earliest"] or row["latest"]]
    assert sorted(read_back(path), key=by_id) == sorted(dated, key=by_id)
    slides = json.loads(path.read_text())
    slides["events"][0]["start_date"]["day"] = 3
    path.write_text(json.dumps(slides))
    changed = [row for row in read_back(path) if row["id"] not in {row["id"] for row in dated}]
    assert [row["earliest"] for row in changed] == ["2019-04-03"]


def by_id(row: Row) -> str:
    return str(row["id"])


def test_a_calendar_of_another_program_gives_dated_events(tmp_path: Path) -> None:
    path = save(tmp_path, ".ics")
    changed = path.read_text().replace("DTSTART;VALUE=DATE:20190425", "DTSTART;VALUE=DATE:20190420")
    others = (
        "BEGIN:VEVENT\r\nUID:x1\r\nSUMMARY:A march\r\nDTSTART;VALUE=DATE:20230901\r\nDTEND;VALUE=DATE:20230903\r\n"
        "LOCATION:Warsaw\r\nGEO:52.2;21.0\r\nRRULE:FREQ=YEARLY\r\nEND:VEVENT\r\nEND:VCALENDAR"
    )
    path.write_text(changed.replace("END:VCALENDAR", others))
    back = {row["id"]: row for row in read_back(path)}
    same = [row for row in rows() if back.pop(row["id"], None) == row]
    assert len(same) == 5
    march, moved = sorted(back.values(), key=lambda row: row["summary"])
    assert (march["earliest"], march["latest"], march["place"], march["lat"]) == (
        "2023-09-01",
        "2023-09-02",
        "Warsaw",
        52.2,
    )
    assert json.loads(march["extras"]) == {"rrule": "FREQ=YEARLY"}
    assert moved["earliest"] == "2019-04-20"


def test_a_report_without_a_title_gets_none_on_its_way_through_kml(tmp_path: Path) -> None:
    untitled = [row | {"title": None} for row in rows()]
    assert {row["title"] for row in read_back(save(tmp_path, ".kml", untitled))} == {None}


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_no_events_make_a_file_too(tmp_path: Path, suffix: str) -> None:
    assert save(tmp_path, suffix, []).stat().st_size > 0 or suffix == ".jsonl"


def test_evidence_points_at_its_words_in_the_report_that_stands_for_the_quoted_one(tmp_path: Path) -> None:
    for found in read_file(save(tmp_path, ".csv")):
        assert isinstance(found, Ready)
        for event in found.report.events:
            assert found.report.document.text[event.evidence.start : event.evidence.end] == event.evidence.text


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "'=1", "''-", "plain", "'quoted'", "", "-"])
def test_guarding_is_undone_exactly(text: str) -> None:
    assert unguard(guard(text)) == text
    assert not guard(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def evil(**parts: object) -> list[Row]:
    row = rows()[0] | {
        "summary": "=HYPERLINK(1)",
        "title": "<script>alert(1)</script>",
        "outlet": "\x00\x1b&\ud800".replace("\ud800", ""),
    }
    return [row | parts]


def test_a_spreadsheet_runs_no_formula(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = save(tmp_path, ".xlsx", evil())
    sheet = load_workbook(path)["events"]
    cell = sheet.cell(2, COLUMNS.index("summary") + 1)
    assert (cell.data_type, cell.value) == ("s", "=HYPERLINK(1)")
    path.unlink()
    assert "'=HYPERLINK(1)" in save(tmp_path, ".csv", evil()).read_text("utf-8-sig")


def test_a_page_runs_no_script_and_links_only_to_the_web(tmp_path: Path) -> None:
    page = save(tmp_path, ".html", evil(url="javascript:alert(1)")).read_text()
    assert "<script" not in page
    assert "javascript:" not in page
    assert "default-src 'none'" in page


def test_a_text_cites_its_sources_by_number(tmp_path: Path) -> None:
    text = save(tmp_path, ".md").read_text()
    assert "## 2019-04-25" in text
    assert "> He met Vladimir Putin in Vladivostok the next day. [1]" in text
    assert "since 2014-02-01" in text
    assert "1. The Wire, First summit, published 2019-04-26" in text
    assert "no day known" in text


def test_duckdb_opens_parquet_with_types(tmp_path: Path) -> None:
    path = save(tmp_path, ".parquet")
    found = duckdb.sql(f"SELECT typeof(lat), typeof(start), typeof(needs_anchor) FROM '{path}' LIMIT 1").fetchone()
    assert found == ("DOUBLE", "INTEGER", "BOOLEAN")


@pytest.mark.parametrize("suffix", [".geoparquet", ".geojson", ".gpkg", ".fgb"])
def test_geopandas_opens_places_and_keeps_events_without_one(tmp_path: Path, suffix: str) -> None:
    path = save(tmp_path, suffix)
    frame = gpd.read_parquet(path) if suffix == ".geoparquet" else gpd.read_file(path)
    assert frame.crs == "EPSG:4326"
    assert len(frame) == 6
    there = frame[frame["place"] == "Vladivostok"].geometry.iloc[0]
    assert (there.x, there.y) == (131.87353, 43.10562)
    assert frame.geometry.isna().sum() == 2


@pytest.mark.parametrize("suffix", [".kml", ".kmz"])
def test_kml_has_points_and_time_spans(tmp_path: Path, suffix: str) -> None:
    path = save(tmp_path, suffix, [*rows(), *evil()])
    data = zipfile.ZipFile(path).read("doc.kml") if suffix == ".kmz" else path.read_bytes()
    space = {"k": "http://www.opengis.net/kml/2.2"}
    marks = ET.fromstring(data).findall(".//k:Placemark", space)
    assert len(marks) == 7
    war = next(mark for mark in marks if "assault" in mark.findtext("k:name", "", space))
    assert war.findtext("k:TimeSpan/k:begin", None, space) == "2014-02-01"
    assert war.find("k:TimeSpan/k:end", space) is None
    assert war.findtext("k:Point/k:coordinates", None, space) == "32,49"
    assert len(gpd.read_file(path)) == 7


def test_icalendar_has_whole_days_with_an_exclusive_end_and_loses_no_event(tmp_path: Path) -> None:
    from icalendar import Calendar

    calendar = Calendar.from_ical(save(tmp_path, ".ics").read_bytes())
    entries = list(calendar.walk("VEVENT"))
    assert len(entries) == 3
    assert len(list(calendar.walk("VJOURNAL"))) == 3
    meet = next(e for e in entries if "Vladimir Putin" in str(e["summary"]))
    assert (str(meet["dtstart"].dt), str(meet["dtend"].dt)) == ("2019-04-25", "2019-04-26")
    assert meet["geo"].to_ical() == "43.10562;131.87353"


def test_timelinejs_has_dated_events(tmp_path: Path) -> None:
    written = save(tmp_path, ".timeline.json", [*rows(), *evil()]).read_text()
    slides = json.loads(written)["events"]
    assert len(slides) == 4
    assert slides[0]["start_date"] == {"year": 2019, "month": 4, "day": 24}
    assert next(s for s in slides if s["group"] == "assault")["start_date"]["display_date"] == "since 2014-02-01"
    assert "<" not in written
    assert "<script" not in json.dumps([{**slide, OWN_SLIDE: None} for slide in slides])


def test_an_unknown_format_is_told(tmp_path: Path) -> None:
    with pytest.raises(DatelineError, match=r"events\.doc names no format that can be written. There are: \.csv"):
        save_events([], tmp_path / "events.doc")


def test_a_fault_in_the_middle_leaves_the_older_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = save(tmp_path, ".csv")
    before = path.read_bytes()

    def broken() -> Iterator[Row]:
        yield rows()[0]
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        save_events(broken(), path)
    assert path.read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 1
    with pytest.raises(DatelineError, match="cannot be written"):
        save_events([], tmp_path / "none" / "events.csv")
    assert formats.format_of(Path("a.TIMELINE.json")) == ".timeline.json"


# ---- tables of reports -------------------------------------------------------------------


def test_a_table_of_reports_gives_a_report_a_row(tmp_path: Path) -> None:
    path = tmp_path / "reports.csv"
    path.write_text(
        "Headline;Body;Publication date;Source;Lang;Desk\n"
        "A visit;Kim met Putin.;2023-09-13;Wire;en-GB;Asia\n"
        ";;2023-09-13;Wire;en;\n"
        "Other;He left.;13 September 2023;;ar;\n"
        "Bad;He left.;soon;;ar;\n"
    )
    first, empty, third, bad = read_file(path)
    assert isinstance(first, Draft)
    assert (first.title, first.text, str(first.published), first.outlet, first.language, first.extras) == (
        "A visit", "Kim met Putin.", "2023-09-13", "Wire", "en", {"Desk": "Asia"},
    )  # fmt: skip
    assert isinstance(empty, Failure)
    assert "row 2: the column 'Body' holds no text" in empty.reason
    assert isinstance(third, Draft)
    assert str(third.published) == "2023-09-13"
    assert isinstance(bad, Failure)
    assert "row 4: 'soon' is no day" in bad.reason


def test_json_lines_as_annotate_takes_them_are_reports(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_text(
        '{"id": "x", "text": "Kim met Putin.", "published": "2023-09-13"}\n\n{"id": 7, "text": "He left."}\n'
    )
    x, seven = read_file(path)
    assert isinstance(x, Draft)
    assert isinstance(seven, Draft)
    assert (x.name, x.origin, seven.name) == ("x", f"{path}#x", "7")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.csv", "a,b\n1,2\n", "has no column that is known for a report's text"),
        ("a.csv", "", "holds no rows"),
        ("a.jsonl", '{"text": "x"}\n{', "line 2: this is no JSON"),
        ("a.jsonl", "[1]\n", "line 1: each line must hold a JSON object"),
        ("a.xlsx", "x", "no Excel workbook"),
        ("a.parquet", "x", "no Parquet file"),
        ("a.geojson", "{}", "no GeoJSON feature collection"),
        ("a.gpkg", "x", "cannot be opened by GDAL"),
        ("a.kml", "<kml>", "no KML"),
        ("a.kml", '<!DOCTYPE k [<!ENTITY a "b">]><kml>&a;</kml>', "no KML"),
        ("a.csv", "id,document,type,status,evidence,start,end\ne,d,dance,occurred,x,0,1\n", "row 1: the report 'd'"),
        (
            "a.csv",
            "id,document,type,status,evidence,start,end\ne,d,other,occurred,x,5,1\n",
            "offsets 5 to 1 make no sense",
        ),
        ("a.csv", "id,document,type,status,evidence,start,end\ne,,other,occurred,x,0,1\n", "document"),
    ],
)
def test_a_table_that_cannot_be_read_is_told(tmp_path: Path, name: str, content: str, told: str) -> None:
    path = tmp_path / name
    path.write_text(content)
    failures = [found for found in read_file(path) if isinstance(found, Failure)]
    assert told in failures[-1].reason
