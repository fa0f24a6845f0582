"""How well merging finds which records of the seed and example reports tell one event (`one_event.json`)."""

from __future__ import annotations

import itertools
import json
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import pytest

from events.merge import merge_events
from events.model import Event
from events.pipeline import read_report
from events.readers.sidecar import find_text_files, read_text_file
from events.store.filling import sample_directories

TABLE = Path(__file__).with_name("one_event.json")
Pairs = set[frozenset[str]]


@pytest.fixture(scope="module")
def measured() -> tuple[int, int, int]:
    """Pairs of records of two reports: rightly joined, joined, told of one event as far as both were read."""
    reports = [read_report(read_text_file(f)) for folder in sample_directories() for f in find_text_files(folder)]
    events = {event.id: event for report in reports for event in report.events}
    published = {r.document.id: r.document.published for r in reports if r.document.published}
    labels = name_events(events, {report.document.id: report.document.text for report in reports})
    joined = pair_up(
        {m.id: g.id for g in merge_events(events.values(), published) for m in g.members}, events
    )  # fmt: skip
    joined = {pair for pair in joined if pair & labels.keys()}
    told = pair_up(labels, events)
    return len(joined & told), len(joined), len(told)


def name_events(events: Mapping[str, Event], texts: Mapping[str, str]) -> dict[str, str]:
    """Find the records of the table by where their words stand; one that is not read (any more) is left out."""
    table = json.loads(TABLE.read_text(encoding="utf-8"))["events"]
    labels: dict[str, str] = {}
    for name, quotes in table.items():
        for document, quote in quotes:
            start = texts[document].find(quote)
            assert start >= 0, f"{document} does not say {quote!r}"
            shared = {
                event.id: min(event.evidence.end, start + len(quote)) - max(event.evidence.start, start)
                for event in events.values()
                if event.evidence.document == document and event.id not in labels
            }
            best = max(shared, key=shared.__getitem__, default=None)
            if best is not None and shared[best] > 0:
                labels[best] = name
    return labels


def pair_up(labels: Mapping[str, str], events: Mapping[str, Event]) -> Pairs:
    by_label = defaultdict(list)
    for id_, label in labels.items():
        by_label[label].append(id_)
    return {
        frozenset(pair)
        for ids in by_label.values()
        for pair in itertools.combinations(ids, 2)
        if events[pair[0]].evidence.document != events[pair[1]].evidence.document
    }


def test_what_is_joined_is_one_event(measured: tuple[int, int, int]) -> None:
    right, joined, _ = measured
    assert right / joined >= 0.9


def test_what_is_one_event_is_joined_where_the_records_say_enough(measured: tuple[int, int, int]) -> None:
    right, _, told = measured
    assert right / told >= 0.55
