"""Stories: what is written is read back, what is no story is refused with a sentence, events are found by their words."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.link import INTERFACE_LANGUAGES, Camera, View, Window
from dashboard.services import example_stories
from dashboard.story import (
    MOST_CHARACTERS,
    MOST_STEPS,
    Cited,
    Step,
    Story,
    StoryError,
    edited,
    find_event,
    read_story,
    step_of,
    view_at,
    write_story,
)
from events.store import Store, fill_store, open_store
from tests.dashboard.test_link import views

words = st.text(st.characters(categories=("L", "N", "P", "S")), max_size=30)
cited = st.none() | st.builds(Cited, words.map(lambda w: w or None), words.map(lambda w: w or None), words)
NOT_OF_A_STEP: dict[str, Any] = {
    "interface": None,
    "page": "events",
    "report": None,
    "story": None,
    "step": 1,
    "event": None,
}
steps = st.builds(Step, words, words, views().map(lambda v: dataclasses.replace(v, **NOT_OF_A_STEP)), cited)
stories = st.builds(
    Story, words.filter(bool), st.sampled_from(INTERFACE_LANGUAGES), words, st.lists(steps, max_size=3).map(tuple)
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = open_store(tmp_path_factory.mktemp("store") / "d.duckdb")
    fill_store(store)
    return store


@given(stories)
def test_a_story_written_is_read_back_the_same(story: Story) -> None:
    assert read_story(write_story(story)) == story


@given(st.text(max_size=300))
def test_any_text_is_a_story_or_refused_with_a_sentence(text: str) -> None:
    with contextlib.suppress(StoryError):
        assert read_story(text).title


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda c: (
        st.lists(c, max_size=3)
        | st.dictionaries(st.sampled_from(["title", "text", "view", "event", "cam", "id", "quote"]), c, max_size=4)
    ),
    max_leaves=12,
)


@given(
    st.fixed_dictionaries({"format": st.just("dateline-story"), "version": st.just(1), "steps": JSON, "title": JSON})
)
def test_any_json_is_a_story_or_refused(data: dict[str, Any]) -> None:
    try:
        story = read_story(json.dumps(data))
    except StoryError:
        return
    assert read_story(write_story(story)) == story


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no JSON"),
        ("[]", "no story"),
        ('{"format": "dateline-story", "version": 2}', "version 2"),
        ('{"format": "dateline-story", "version": true}', "version True"),
        ('{"format": "dateline-story", "version": 1, "steps": {}}', "must be a list"),
        ('{"format": "dateline-story", "version": 1, "steps": [1]}', "Step 1 must be an object"),
        ('{"format": "dateline-story", "version": 1, "steps": [{"text": 1}]}', '"text" of step 1 must be text'),
        ('{"format": "dateline-story", "version": 1, "steps": [{"view": []}]}', '"view" of step 1'),
        (json.dumps({"format": "dateline-story", "version": 1, "steps": [{}] * (MOST_STEPS + 1)}), "at most 100 steps"),
        (json.dumps({"format": "dateline-story", "version": 1, "title": "x" * 300}), '"title" of the story has 300'),
        ("x" * (MOST_CHARACTERS + 1), "at most 300,000"),
        ("[" * 100_000, "no JSON"),
    ],
)
def test_what_is_no_story_is_refused(text: str, says: str) -> None:
    with pytest.raises(StoryError, match=says):
        read_story(text)


def test_an_editor_moves_and_drops_steps_but_makes_none_up() -> None:
    story = Story("T", "en", "", tuple(Step(str(i)) for i in range(4)))
    changes = {
        "title": " New ",
        "language": "xx",
        "steps": [{"from": 3, "title": "x"}, {"from": 0, "text": "y"}, {"from": 9}, 7],
    }
    after = edited(story, changes)
    assert (after.title, after.language) == ("New", "en")
    assert [(s.title, s.text) for s in after.steps] == [("x", ""), ("", "y")]
    assert edited(story, {}).steps == story.steps


def test_a_step_keeps_the_view_and_opens_it_again(store: Store) -> None:
    event = store.events(columns=["id"], limit=1)["id"].to_pylist()[0]
    view = View(
        types=("consult",),
        brush=Window(dt.date(2023, 9, 1), dt.date(2023, 9, 2)),
        camera=Camera(1, 2, 3),
        event=event,
        interface="ar",
    )
    story = Story("T", steps=(Step(), step_of(view, title="a", text="b", store=store)))
    opened = view_at(read_story(write_story(story)), 7, View(story="s", interface="en"), store)
    assert opened == dataclasses.replace(view, interface="en", story="s", step=2)


def test_an_event_whose_id_changed_is_found_by_its_words(store: Store) -> None:
    event = store.event(store.events(columns=["id"], limit=1)["id"].to_pylist()[0])
    assert event
    said = event.evidence
    found = find_event(Cited("an-old-id", said.document, said.text), store)
    again = store.event(found or "")
    assert again
    assert again.evidence.start < said.end
    assert again.evidence.end > said.start
    assert find_event(Cited("an-old-id", said.document, "words that nobody wrote"), store) is None
    assert find_event(Cited("an-old-id", "no such report", said.text), store) is None
    assert find_event(Cited(None, None, ""), store) is None


def test_the_example_stories_stand_on_the_examples(store: Store) -> None:
    told = example_stories()
    assert {t.story.language for t in told} == {"en", "ar"}
    for t in told:
        assert len(t.story.steps) >= 5
        for step in t.story.steps:
            assert step.event is not None
            assert find_event(step.event, store), step.event.quote
            assert step.view.camera
            assert step.view.brush
        assert Path(f"dashboard/example_stories/{t.id}.json").exists()
