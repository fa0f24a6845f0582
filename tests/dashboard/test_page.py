"""Saved pages: only their own two scripts may run, no word of a report becomes markup, and assets hold no record."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import re
from html.parser import HTMLParser

import pytest

from dashboard.assets import bundles
from dashboard.link import View
from dashboard.page import records as page_records
from dashboard.page.records import PageError, records_of_page
from dashboard.page.shell import SLOT, build_shell
from dashboard.page.write import write_page
from dashboard.services import example_stories
from dashboard.words import load_words
from events.model import Document
from events.pipeline import read_report
from events.store import Filter, Store, fill_store, open_store

HOSTILE = "Vladimir Putin met Kim Jong Un in Vladivostok on 25 April 2019 </script><script>alert(1)</script><!-- ."


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = open_store(tmp_path_factory.mktemp("store") / "d.duckdb")
    fill_store(store)
    store.add(read_report(Document(id="hostile", text=HOSTILE, title="</title><img src=x>", outlet="<b>")))
    return store


class Tags(HTMLParser):
    """Lists what a parser makes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self._within = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self._within = tag if not dict(attrs).get("type") else ""
        if self._within == "script":
            self.scripts.append("")

    def handle_data(self, data: str) -> None:
        if self._within == "script":
            self.scripts[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._within = ""


def test_only_the_two_scripts_of_the_shell_may_run_and_nothing_may_be_fetched(store: Store) -> None:
    tags = Tags()
    tags.feed(write_page(store, View(), title="</title><script>alert(2)</script>").decode())
    policy = next(str(a["content"]) for tag, a in tags.found if a.get("http-equiv") == "Content-Security-Policy")
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    allowed = set(re.findall(r"'sha256-([^']+)'", rules["script-src"]))
    assert allowed == {base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in tags.scripts}
    assert len(tags.scripts) == 2
    assert rules["default-src"] == "'none'"
    assert "connect-src" not in rules
    assert "unsafe" not in policy
    assert "data:" not in rules["script-src"]
    assert not [tag for tag, attributes in tags.found if attributes.keys() & {"src", "onerror", "onload", "onclick"}]
    assert "img" not in {tag for tag, _ in tags.found}


def test_the_records_are_those_of_the_view_with_their_evidence(store: Store) -> None:
    view = View(types=("assault",))
    data = json.loads(records_of_page(store, view, load_words("ar"), title="T"))
    wanted = store.events(Filter(types=("assault",)), columns=["id"])["id"].to_pylist()
    assert sorted(data["ids"]) == sorted(wanted)
    assert [row["id"] for row in data["rows"]] == data["ids"]
    assert data["direction"] == "rtl"
    for id_ in wanted:
        event = store.event(id_)
        assert event
        assert data["evidence"][id_]["sources"][0]["said"] == event.evidence.text
    # Names of actors that are not in these events stay behind.
    theirs = {link.actor.id for id_ in wanted if (event := store.event(id_)) for link in event.actors}
    assert set(data["mapWords"]["labels"]["actor"]) <= theirs


@pytest.mark.parametrize("part", ["actors", "types", "statuses", "places", "languages", "sources"])
def test_the_choices_of_a_page_let_through_what_the_store_would(store: Store, part: str) -> None:
    data = json.loads(records_of_page(store, View(), load_words("en")))
    options = next(facet["options"] for facet in data["facets"] if facet["part"] == part)
    assert options
    for option in options[:6]:
        value = option["value"] or "unknown"
        wanted = store.events(dataclasses.replace(Filter(), **{part: (value,)}), columns=["id"])["id"].to_pylist()
        assert {data["ids"][row] for row in option["rows"]} == set(wanted), option["label"]


def test_too_many_and_no_events_are_refused_with_a_sentence(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(PageError, match="nothing to write"):
        records_of_page(store, View(text="zzz no such word"), load_words("en"))
    monkeypatch.setattr(page_records, "MOST_EVENTS", 5)
    with pytest.raises(PageError, match="at most 5"):
        records_of_page(store, View(), load_words("en"))


def test_a_story_brings_all_events_that_its_steps_show(store: Store) -> None:
    story = example_stories()[0].story
    data = json.loads(records_of_page(store, View(), load_words("en"), story=story))
    assert len(data["story"]) == len(story.steps)
    for told in data["story"]:
        assert told["view"]["event"] in data["ids"]
        assert told["data"]["step"]["cited"]["said"]


def test_no_asset_holds_a_word_of_a_record(store: Store) -> None:
    names = [actor.name for actor in store.actors(store.facets()["actors"]["value"].to_pylist()[:20]).values()]
    secret = [*names, "هيرتلينج", "Vostochny"]
    for bundle in bundles().values():
        for name, read in bundle.files.items():
            if bundle.name != "basemap":  # its names of countries are actors' names as well
                content = read().content.decode()
                assert [word for word in secret if word in content] == [], name


def test_the_shell_waits_for_records() -> None:
    assert build_shell().count(SLOT) == 1
