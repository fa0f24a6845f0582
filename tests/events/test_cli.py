from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.annotate import MOST_BYTES, annotate_line, annotate_stream
from events.cli import main

TEXT = "Kim Jong Un met Vladimir Putin in Vladivostok on Thursday."
REPORT = {"id": "1", "text": TEXT, "published": "2019-04-26", "language": "en"}


def annotate(*lines: bytes) -> list[dict[str, Any]]:
    sink = io.BytesIO()
    annotate_stream(io.BytesIO(b"".join(lines)), sink)
    return [json.loads(line) for line in sink.getvalue().splitlines()]


def line(**fields: object) -> bytes:
    return json.dumps(fields).encode() + b"\n"


# ---- annotate ----------------------------------------------------------------------------


def test_annotate_gives_the_documented_form() -> None:
    (answer,) = annotate(line(**REPORT))
    assert (answer["id"], answer["language"], answer["published"]) == ("1", "en", "2019-04-26")
    assert {"start", "end", "text", "earliest", "latest", "precision"} <= set(answer["dates"][0])
    assert (answer["dates"][0]["earliest"], answer["dates"][0]["precision"]) == ("2019-04-25", "day")
    place = next(p for p in answer["places"] if p["name"] == "Vladivostok")
    assert {"start", "end", "text", "geonames_id", "country", "lat", "lon", "precision", "role"} <= set(place)
    assert TEXT[place["start"] : place["end"]] == place["text"] == "Vladivostok"
    assert {"start", "end", "text", "id", "name", "kind", "country"} <= set(answer["actors"][0])
    event = answer["events"][0]
    assert {"id", "start", "end", "date", "place", "actors", "type", "status"} <= set(event)
    assert event["date"]["earliest"] == "2019-04-25"
    assert event["place"]["name"] == "Vladivostok"
    assert {"id", "role"} <= set(event["actors"][0])


@pytest.mark.parametrize(
    ("given_", "id_", "told"),
    [
        (b"\n", None, "Line 1 is not JSON"),
        (b"{\n", None, "Line 1 is not JSON"),
        (b"[]\n", None, "Line 1 holds a list"),
        (b"3.5\n", None, "Line 1 holds a number"),
        (b"[" * 100_000 + b"\n", None, "nested too deeply"),
        (b'{"id": "1", "text": "\xff"}\n', None, "Line 1 is not UTF-8"),
        (b"1" * 5000 + b"\n", None, "Line 1 is not JSON: a number is too long"),
        (line(text="x"), None, "'id' is missing"),
        (line(id=True, text="x"), None, "'id' must be text or a whole number, not true or false"),
        (line(id={}, text="x"), None, "'id' must be text or a whole number, not an object"),
        (line(id="a"), "a", "'text' is missing"),
        (line(id=7, text=["x"]), 7, "'text' must be text, not a list"),
        (line(id="a", text="x", published="5 September"), "a", "such as 2023-09-05, not '5 September'"),
        (line(id="a", text="x", published="2023-02-30"), "a", "such as 2023-09-05, not '2023-02-30'"),
        (line(id="a", text="x", published=20230905), "a", "such as 2023-09-05, not a number"),
        (line(id="a", text="x", published="2999-01-01"), "a", "2999-01-01 is in the future"),
        (line(id="a", text="x", language="Arabic!"), "a", "such as ar, not 'Arabic!'"),
        (line(id="a", text="x", language=1), "a", "such as ar, not a number"),
    ],
)
def test_a_bad_line_gives_its_error_in_its_place(given_: bytes, id_: object, told: str) -> None:
    bad, good = annotate(given_, line(**REPORT))
    assert told in bad["error"]
    assert bad.get("id") == id_
    assert set(bad) == ({"error"} if id_ is None else {"id", "error"})
    assert good["id"] == "1"
    assert "error" not in good


@pytest.mark.parametrize(
    "published", ["2019-04-26T10:00:00Z", "2019-04-26T10:00:00+09:00", "2019-04-26", None, "None", ""]
)
def test_published_may_bear_a_time_or_be_null(published: str | None) -> None:
    (answer,) = annotate(line(**(REPORT | {"published": published})))
    assert answer["published"] == ("2019-04-26" if published and published[0] == "2" else None)


def test_a_line_that_is_too_long_is_passed_over_whole() -> None:
    long = b'{"id": "1", "text": "' + b"x" * (2 * MOST_BYTES) + b'"}\n'
    bad, good = annotate(long, line(**REPORT))
    assert "more than 16 MB" in bad["error"]
    assert good["id"] == "1"


def test_the_last_line_needs_no_newline_and_the_first_may_bear_a_mark() -> None:
    (answer,) = annotate(b"\xef\xbb\xbf" + line(**REPORT).rstrip())
    assert answer["id"] == "1"


def test_a_lone_surrogate_goes_through() -> None:
    (answer,) = annotate(b'{"id": "\\ud800", "text": "Kim \\ud800 Kyiv", "language": "en"}\n')
    assert answer["id"] == "\ud800"


def test_a_fault_in_one_report_does_not_end_the_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    import events.pipeline

    def fail(_: object) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr(events.pipeline, "read_report", fail)
    assert "a fault in Dateline (ZeroDivisionError: oh)" in annotate_line(line(**REPORT))["error"]


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "text"]) | st.text(), inner),
    max_leaves=5,
)
fields = st.fixed_dictionaries({}, optional=dict.fromkeys(("id", "text", "published", "language"), json_values))


@given(fields)
@settings(max_examples=100, deadline=None)
def test_any_json_gives_exactly_one_line(value: Mapping[str, object]) -> None:
    (answer,) = annotate(line(**value))
    assert ("error" in answer) != ("events" in answer)


@given(st.binary(max_size=60).filter(lambda b: b"\n" not in b and b))
@settings(max_examples=100, deadline=None)
def test_any_bytes_give_exactly_one_line(value: bytes) -> None:
    assert len(annotate(value + b"\n")) == 1


def test_each_answer_comes_before_the_next_line_is_asked_for() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "events", "annotate"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    for number in range(3):
        process.stdin.write(line(**(REPORT | {"id": number})))
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["id"] == number
    process.stdin.close()
    assert process.wait(10) == 0


def test_annotate_loads_nothing_that_it_does_not_need() -> None:
    heavy = "{'pandas','geopandas','streamlit','duckdb','ibis','pyarrow','typer','rich','pydantic','numpy'}"
    code = (
        "import io, sys; from events.annotate import annotate_stream;"
        f"annotate_stream(io.BytesIO({line(**REPORT)!r}), io.BytesIO());"
        f"print(sorted({heavy} & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    loaded = set(json.loads(told.replace("'", '"')))
    assert loaded <= {"numpy"}


# ---- the other commands ------------------------------------------------------------------


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "summit.txt"
    file.write_text(TEXT, encoding="utf-8")
    file.with_suffix(".json").write_text(
        json.dumps({"title": "A summit", "outlet": "=Wire", "published": "2019-04-26"})
    )
    return file


def test_parse_shows_a_table(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", str(report)]) == 0
    shown = capsys.readouterr().out
    for part in ("A summit", "published 2019-04-26", "2019-04-25", "Vladivostok", "Kim Jong Un"):
        assert part in shown


def test_parse_writes_json_lines(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", str(report), "--format", "jsonl", "--language", "en"]) == 0
    assert json.loads(capsys.readouterr().out)["events"][0]["date"]["earliest"] == "2019-04-25"


def test_parse_writes_csv_that_runs_no_formula(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", str(report), "--format", "csv"]) == 0
    row = next(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert (row["earliest"], row["place"], row["outlet"]) == ("2019-04-25", "Vladivostok", "'=Wire")


def test_parse_writes_geojson_with_longitude_first(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", str(report), "--format", "geojson", "--published", "2019-04-27"]) == 0
    collection = json.loads(capsys.readouterr().out)
    lon, lat = collection["features"][0]["geometry"]["coordinates"]
    assert (round(lon), round(lat)) == (132, 43)
    assert collection["features"][0]["properties"]["published"] == "2019-04-27"


def test_parse_tells_of_bad_files_and_reads_the_rest(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\xff\xfe")
    assert main(["parse", str(tmp_path / "none.txt"), str(bad), str(report)]) == 1
    captured = capsys.readouterr()
    assert "Vladivostok" in captured.out
    assert "none.txt cannot be read: No such file or directory." in captured.err
    assert "bad.txt is not UTF-8 text" in captured.err


@pytest.mark.parametrize(
    ("sidecar", "told"),
    [
        ("{", "cannot be read"),
        ("[]", "must hold a JSON object"),
        ('{"title": 3}', "'title' must be text"),
        ('{"published": "soon"}', "'published' must be a day such as 2023-09-05, not 'soon'"),
        ('{"published": "2023-09-05", "published_basis": "guess"}', "must be one of stated, inferred, dateline"),
    ],
)
def test_a_bad_sidecar_is_told(report: Path, sidecar: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    report.with_suffix(".json").write_text(sidecar)
    assert main(["parse", str(report)]) == 1
    assert told in capsys.readouterr().err


def test_dates_shows_how_an_expression_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dates", "They met last week.", "--published", "2023-09-05"]) == 0
    shown = capsys.readouterr().out
    for part in ("last week", "2023-08-28", "2023-09-03", "9-18"):
        assert part in shown


def test_dates_says_when_there_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dates", "Nothing here", "--language", "en"]) == 0
    assert "No time expression" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["nope"], 2, "No such command 'nope'"),
        (["parse"], 2, "Missing argument"),
        (["parse", "x", "--format", "pdf"], 2, "'pdf' is not one of"),
        (["dates", "x", "--published", "yesterday"], 1, "such as 2023-09-05, not 'yesterday'"),
        (["annotate", "file"], 2, "annotate takes no options, but got 'file'"),
    ],
)
def test_what_is_asked_wrongly_is_told_with_an_exit_code(
    arguments: list[str], code: int, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == code
    captured = capsys.readouterr()
    assert told in captured.err
    assert "Traceback" not in captured.err


@pytest.mark.parametrize("command", ["annotate", "parse", "dates", "store"])
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    assert len(capsys.readouterr().out) > 300


def test_store_tells_what_it_holds_and_backs_it_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATELINE_DB", str(tmp_path / "store.duckdb"))
    assert main(["store", "info"]) == 0
    assert "holds nothing yet" in capsys.readouterr().out
    assert main(["store", "backup", str(tmp_path / "b")]) == 1
    assert "nothing to back up" in " ".join(capsys.readouterr().err.split())
    assert main(["store", "clear", "--yes"]) == 0
    assert main(["store", "backup", str(tmp_path / "b")]) == 0
    assert main(["store", "restore", str(tmp_path / "b"), "--yes"]) == 0
    assert main(["store", "info"]) == 0
    assert "0 reports, 0 events" in capsys.readouterr().out


def test_the_reader_of_the_output_may_go_away() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "events", "annotate"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdout.close()
    process.stdin.write(line(**REPORT) * 3)
    process.stdin.close()
    process.stdin = None
    assert process.communicate(timeout=20)[1] == b""
