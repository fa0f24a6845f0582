from __future__ import annotations

import dataclasses
import datetime as dt
import json
from pathlib import Path

import pytest

from events.cli import main
from events.ingest import Summary, describe_defaults, ingest
from events.model import (
    Confidence,
    Document,
    Event,
    EventStatus,
    EventType,
    PublishedBasis,
    event_id,
)
from events.readers.draft import Draft, Failure, Skipped
from events.readers.sources import list_files, read_file
from events.report import Report
from events.store import open_store
from events.store.store import Store

LONG = " ".join(f"word{number} and then" for number in range(60))


def read_one_event(document: Document) -> Report:
    if "broken" in document.text:
        raise ZeroDivisionError("oh")
    evidence = document.evidence(0, 3)
    id_ = event_id(document.id, evidence, EventType.OTHER, EventStatus.OCCURRED)
    event = Event(id_, evidence, evidence, EventType.OTHER, EventStatus.OCCURRED, Confidence(1.0))
    return Report(document, (), (), (), (), (event,))


@pytest.fixture
def store(location: str) -> Store:
    return open_store(location)


def draft(name: str, text: str = "Kim met Putin.", **more: object) -> Draft:
    return Draft(name, f"/in/{name}.txt", text, **more)  # type: ignore[arg-type]


def run(store: Store, *found: Draft | Failure | Skipped, again: bool = False) -> Summary:
    return ingest(store, found, read=read_one_event, again=again)


def tell(summary: Summary) -> tuple[int, int, int, int, int]:
    return summary.new, summary.updated, summary.unchanged, summary.copies, len(summary.failures)


def test_what_is_stored_already_is_passed_over_unread(store: Store) -> None:
    assert tell(run(store, draft("a"), draft("b", "Other."))) == (2, 0, 0, 0, 0)

    def fail(_: Document) -> Report:
        raise AssertionError("read again")

    assert tell(ingest(store, [draft("a"), draft("b", "Other.")], read=fail)) == (0, 0, 2, 0, 0)
    assert tell(run(store, draft("a"), again=True)) == (0, 0, 1, 0, 0)


def test_a_report_that_changed_is_updated_under_its_id(store: Store) -> None:
    run(store, draft("a"))
    assert tell(run(store, draft("a", "Kim left."))) == (0, 1, 0, 0, 0)
    report = store.document("a")
    assert report is not None
    assert report.document.text == "Kim left."
    assert store.documents().num_rows == 1


def test_two_reports_of_one_name_both_stay(store: Store) -> None:
    first, second = draft("a"), dataclasses.replace(draft("a", "Other."), origin="/else/a.txt")
    assert tell(run(store, first, second)) == (2, 0, 0, 0, 0)
    assert tell(run(store, second, first)) == (0, 0, 2, 0, 0)
    third = dataclasses.replace(draft("a", "Third."), origin="/third/a.txt")
    assert tell(run(store, third)) == (1, 0, 0, 0, 0)
    assert store.counts().total == 3


def test_the_same_text_from_elsewhere_is_known(store: Store) -> None:
    run(store, draft("a"))
    assert tell(run(store, draft("moved"))) == (0, 0, 1, 0, 0)
    assert tell(run(store, draft("x", "Twice."), draft("y", "Twice."))) == (1, 0, 1, 0, 0)


def test_a_syndicated_copy_is_kept_and_its_events_are_not_doubled(store: Store) -> None:
    original = draft("a", LONG, outlet="Agency")
    copy = draft("b", f"BERLIN (Agency) - {LONG} Our own desk adds this.", outlet="Paper")
    other = draft("c", LONG[::-1], outlet="Paper")
    assert tell(run(store, original, copy, other)) == (3, 0, 0, 1, 0)
    later = draft("d", LONG + " Another end.", outlet="Third")
    assert tell(run(store, later)) == (1, 0, 0, 1, 0)
    assert store.counts().total == 2
    copies = {row["id"]: row["copy_of"] for row in store.documents().to_pylist()}
    assert copies == {"a": None, "b": "a", "c": None, "d": "a"}
    assert tell(run(store, original, copy, other, later)) == (0, 0, 4, 0, 0)


def test_a_fault_in_one_report_costs_no_other(store: Store) -> None:
    summary = run(store, Failure("x", "x is damaged."), draft("b", "broken"), draft("a"), Skipped("p.jpg", ".jpg"))
    assert tell(summary) == (1, 0, 0, 0, 2)
    assert "b could not be read, for a fault in Dateline (ZeroDivisionError: oh)" in summary.failures[1].reason
    assert summary.skipped == {".jpg": 1}


def test_a_run_that_is_stopped_keeps_what_it_read_and_goes_on(store: Store) -> None:
    drafts = [draft(f"r{number}", f"Report number {number}.") for number in range(10)]

    def stop_at_five(document: Document) -> Report:
        if document.id == "r5":
            raise KeyboardInterrupt
        return read_one_event(document)

    summary = ingest(store, drafts, read=stop_at_five)
    assert summary.cancelled
    assert summary.new == store.documents().num_rows == 5
    assert tell(run(store, *drafts)) == (5, 0, 5, 0, 0)


def test_progress_is_told_after_each_report(store: Store) -> None:
    names: list[str] = []
    ingest(store, [draft("a"), draft("b", "B.")], read=read_one_event, progress=lambda _, name: names.append(name))
    assert names[:2] == ["a", "b"]


def test_defaults_fill_only_what_a_report_does_not_tell() -> None:
    told = draft("a", published=dt.date(2023, 9, 5), language="ar")
    filled = list(describe_defaults([told, draft("b")], published=dt.date(2020, 1, 1), language="en", outlet="Wire"))
    assert [(d.published, d.language, d.outlet) for d in filled if isinstance(d, Draft)] == [
        (dt.date(2023, 9, 5), "ar", "Wire"),
        (dt.date(2020, 1, 1), "en", "Wire"),
    ]
    assert isinstance(filled[1], Draft)
    assert filled[1].published_basis is PublishedBasis.STATED


# ---- folders -----------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    (folder / "deep" / ".git").mkdir(parents=True)
    (folder / "a.txt").write_text("Kim met Putin in Vladivostok on 25 April 2019.")
    (folder / "a.json").write_text(json.dumps({"title": "A", "published": "2019-04-26", "outlet": "Wire"}))
    (folder / "deep" / "b.md").write_text("# B\n\nShelling hit Kherson on Monday.")
    (folder / "deep" / ".git" / "c.txt").write_text("hidden")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8")
    return folder


def test_a_folder_gives_its_reports_with_what_stands_beside_them(folder: Path) -> None:
    files = list(list_files([str(folder)]))
    assert [file.name for file in files] == ["a.json", "a.txt", "b.md", "photo.jpg"]
    a, b, photo = (found for file in files for found in read_file(file))
    assert isinstance(a, Draft)
    assert (a.title, a.published, a.published_basis) == ("A", dt.date(2019, 4, 26), PublishedBasis.STATED)
    assert isinstance(b, Draft)
    assert b.title == "B"
    assert isinstance(photo, Skipped)


def test_the_command_tells_what_became_of_a_folder(
    folder: Path, tmp_path: Path, location: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATELINE_DB", location)
    assert main(["ingest", str(folder)]) == 0
    shown = capsys.readouterr().out
    assert "2 reports · 2 new · 0 unchanged · 0 failed" in shown
    assert "1 .jpg" in shown
    (folder / "bad.pdf").write_bytes(b"%PDF")
    assert main(["ingest", str(folder), str(tmp_path / "none")]) == 1
    shown = capsys.readouterr().out
    assert "2 reports · 0 new · 2 unchanged · 2 failed" in shown
    assert "none does not exist" in shown
    assert "bad.pdf is damaged, or no PDF" in shown


def test_the_examples_are_known_when_they_are_read_again_from_elsewhere(
    folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from events.store import fill_store

    monkeypatch.setattr("events.pipeline.read_report", read_one_event)
    (folder / "deep" / "b.md").unlink()
    assert fill_store(store, [folder]) == 1
    found = [each for file in list_files([str(folder)]) for each in read_file(file)]
    assert tell(ingest(store, found, read=read_one_event)) == (0, 0, 1, 0, 0)
    assert fill_store(store, [folder]) == 0


# ---- out and in again --------------------------------------------------------------------


def run_with(path: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setenv("DATELINE_DB", str(path))
    return main(list(arguments))


@pytest.mark.parametrize("suffix", [".csv", ".gpkg"])
def test_an_export_makes_the_same_events_in_another_store(
    folder: Path, tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = tmp_path / "one.duckdb", tmp_path / "other.duckdb"
    out, again = tmp_path / f"out{suffix}", tmp_path / "again.jsonl"
    assert run_with(one, monkeypatch, "ingest", str(folder)) == 0
    assert run_with(one, monkeypatch, "export", str(out)) == 0
    assert run_with(one, monkeypatch, "export", str(tmp_path / "first.jsonl")) == 0
    assert run_with(other, monkeypatch, "ingest", str(out)) == 0
    assert run_with(other, monkeypatch, "export", str(again)) == 0
    first = sorted((tmp_path / "first.jsonl").read_text().splitlines())
    assert first
    assert sorted(again.read_text().splitlines()) == first

    before = open_store(other).generation
    assert run_with(other, monkeypatch, "ingest", str(out)) == 0
    assert open_store(other).generation == before
    assert run_with(one, monkeypatch, "ingest", str(out)) == 0
    assert open_store(one).counts().total == len(first)


def test_two_exports_of_one_report_come_together(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a.txt").write_text(
        "Kim met Putin in Vladivostok on 25 April 2019. Shelling killed two in Donetsk on 3 May 2014."
    )
    one, other = tmp_path / "one.duckdb", tmp_path / "other.duckdb"
    run_with(one, monkeypatch, "ingest", str(folder / "a.txt"))
    run_with(one, monkeypatch, "export", str(tmp_path / "old.csv"), "--until", "2015-12-31")
    run_with(one, monkeypatch, "export", str(tmp_path / "new.csv"), "--since", "2016-01-01")
    run_with(other, monkeypatch, "ingest", str(tmp_path / "old.csv"), str(tmp_path / "new.csv"))
    assert open_store(other).counts().total == open_store(one).counts().total == 2


def test_an_export_keeps_to_its_filter(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    one = tmp_path / "one.duckdb"
    run_with(one, monkeypatch, "ingest", str(folder))
    capsys.readouterr()
    assert run_with(one, monkeypatch, "export", str(tmp_path / "o.csv"), "--actor", "Vladimir Putin") == 0
    assert "1 events in" in capsys.readouterr().out
    assert run_with(one, monkeypatch, "export", str(tmp_path / "o.csv"), "--actor", "Nobody At All") == 1
    assert "No actor is called 'Nobody At All'" in " ".join(capsys.readouterr().err.split())
    assert run_with(one, monkeypatch, "export", str(tmp_path / "o.doc")) == 1


def test_a_folder_is_followed_until_it_is_enough(folder: Path, tmp_path: Path) -> None:
    import os
    import signal
    import subprocess
    import sys
    import time

    path = tmp_path / "store.duckdb"
    process = subprocess.Popen(
        [sys.executable, "-m", "events", "ingest", str(folder), "--follow"],
        env=os.environ | {"DATELINE_DB": str(path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        # a test run in the background of a shell has inherited that interrupts are ignored
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL) and None,
    )
    assert process.stdout is not None
    while "2 new" not in (line := process.stdout.readline()):
        assert line
    (folder / "later.txt").write_text("Shelling killed two people in Kherson on 3 May 2022.")
    while "1 new" not in (line := process.stdout.readline()):
        assert line
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 130
    assert open_store(path).documents().num_rows == 3
