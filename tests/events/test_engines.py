"""Reports read by others than this process: the same comes out, and what fails is told."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
import types
from collections import Counter
from pathlib import Path

import pytest

from events.engines import Fault, Plain, Processes
from events.engines.cluster import read_shards
from events.engines.shards import Attached, Shard, is_read, list_shards, load_reading, read_shard, reading_of
from events.errors import InputError
from events.ingest import describe_defaults, ingest
from events.model import Document
from events.pipeline import read_report
from events.readers.draft import Draft, Failure
from events.readers.sources import read_file
from events.report import Report
from events.store import open_store

TEXT = "Vladimir Putin met Kim Jong Un in Vladivostok on 25 April 2019. They signed no agreement."
OTHER = "On 3 March 2022 protesters marched in Berlin. The police arrested ten of them in Hamburg on Friday."
DEFAULTS = {"published": dt.date(2022, 3, 7), "language": "en", "outlet": None}


@pytest.fixture(autouse=True)
def plain_main(monkeypatch: pytest.MonkeyPatch) -> None:
    """New processes run the main module first, and tests of the dashboard leave a page's script in its place."""
    monkeypatch.setitem(sys.modules, "__main__", types.ModuleType("__main__"))


def read_or_die(document: Document) -> Report:
    """A reader whose process dies over one report and that refuses another."""
    if document.id == "deadly":
        os._exit(9)
    if document.id == "bad":
        raise InputError("no.")
    return Report(document, (), (), (), (), ())


def test_several_processes_read_in_order_and_outlive_one_that_dies() -> None:
    engine = Processes(read_or_die, 2, worth_it=1)
    documents = [Document(id_, "text") for id_ in ("one", "bad", "deadly", "two", "three")]
    outcomes = list(engine.submit(documents))
    engine.close()
    assert [o.document.id if isinstance(o, Report) else type(o) for o in outcomes] == [
        "one", InputError, Fault, "two", "three",
    ]  # fmt: skip
    again = Processes(read_or_die, 2, worth_it=1)
    assert len(list(again.submit(documents[:2]))) == 2
    again.close()


def test_few_reports_start_no_process() -> None:
    engine = Processes(read_or_die, 4)
    assert len(list(engine.submit([Document("one", "text")]))) == 1
    assert engine._pool is None


@pytest.fixture
def shards(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    rows = [{"title": "a", "text": TEXT}, {"title": "b", "text": OTHER}]
    (folder / "many.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    (folder / "one.txt").write_text("On 5 May 2021 Angela Merkel visited Warsaw.", "utf-8")
    (folder / "_part").write_text("passed over", "utf-8")
    return folder


def what_is_told(path: Path) -> Counter[tuple[object, ...]]:
    store = open_store(path)
    columns = ("type", "earliest", "latest", "place_id", "summary", "actors")
    told = Counter(tuple(map(str, row.values())) for row in store.events(columns=columns).to_pylist())
    store.close()
    return told


def test_readings_of_shards_are_attached_as_if_they_were_read_here(shards: Path, tmp_path: Path) -> None:
    listed = list_shards([shards.as_uri()])
    assert [Path(shard.address).name for shard in listed] == ["many.jsonl", "one.txt"]
    out = (tmp_path / "out").as_uri()
    assert [read_shard(shard, reading_of(shard, out), read_report, DEFAULTS) for shard in listed] == [2, 1]
    assert all(is_read(shard, out) for shard in listed)
    first = next(iter(load_reading(reading_of(listed[1], out))))
    assert not isinstance(first, Failure)
    assert first[1].events[0].evidence.text in first[1].document.text

    for _ in range(2):  # attaching again changes nothing
        attached = Attached(read_report)
        found = attached.attach(reading_of(shard, out) for shard in listed)
        summary = ingest(open_store(tmp_path / "shards.duckdb"), found, engine=attached)
    assert (summary.new, summary.unchanged, summary.failures) == (0, 3, [])
    plain = (each for path in sorted(shards.glob("[!_]*")) for each in read_file(path))
    ingest(open_store(tmp_path / "plain.duckdb"), describe_defaults(plain, **DEFAULTS), engine=Plain(read_report))
    assert what_is_told(tmp_path / "shards.duckdb") == what_is_told(tmp_path / "plain.duckdb") != Counter()


def test_a_shard_that_changed_is_another(shards: Path) -> None:
    before = {shard.address: shard.key for shard in list_shards([shards.as_uri()])}
    (shards / "one.txt").write_text("Something else.", "utf-8")
    after = {shard.address: shard.key for shard in list_shards([shards.as_uri()])}
    assert [Path(a).name for a in before if before[a] != after[a]] == ["one.txt"]


def test_a_report_that_fails_is_told_with_its_shard(tmp_path: Path) -> None:
    source = tmp_path / "bad.txt"
    source.write_text("text", "utf-8")
    shard = Shard(source.as_uri(), "1")

    def refuse(document: Document) -> Report:
        raise InputError("it is odd.")

    read_shard(shard, reading_of(shard, tmp_path.as_uri()), refuse, DEFAULTS)
    (told,) = load_reading(reading_of(shard, tmp_path.as_uri()))
    assert isinstance(told, Failure)
    assert told.reason.endswith("it is odd.")


@pytest.mark.parametrize("address", ["nowhere://x/y", "file:///nowhere/at/all"])
def test_a_folder_that_is_not_there_is_told(address: str) -> None:
    with pytest.raises(InputError, match=address):
        list_shards([address])


def test_a_copy_of_a_report_that_failed_counts_for_itself(tmp_path: Path) -> None:
    words = " ".join(f"word{n}" for n in range(40))

    def read(document: Document) -> Report:
        if document.id == "first":
            raise InputError("it is odd.")
        return Report(document, (), (), (), (), ())

    store = open_store(tmp_path / "store.duckdb")
    drafts = [Draft("first", "a", words, outlet="A"), Draft("second", "b", words + " more", outlet="B")]
    summary = ingest(store, drafts, engine=Plain(read))
    assert (summary.new, summary.copies, len(summary.failures)) == (1, 0, 1)


@pytest.mark.slow
def test_ray_reads_shards_once_and_lists_those_that_fail(shards: Path, tmp_path: Path) -> None:
    ray = pytest.importorskip("ray")
    (shards / "broken.parquet").write_bytes(b"PAR1 and no more")
    out = (tmp_path / "out").as_uri()
    try:
        done = list(read_shards(list_shards([shards.as_uri()]), out, read_report, defaults=DEFAULTS, processors=1))
        assert len([each for each in done if isinstance(each, str)]) == 3
        again = list(read_shards(list_shards([shards.as_uri()]), out, read_report, defaults=DEFAULTS))
        assert again == done
    finally:
        ray.shutdown()
