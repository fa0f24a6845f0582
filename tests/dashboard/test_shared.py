"""Short links and stories survive restarts, keep within their bounds, and refuse ids that were made up."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import shared
from dashboard.shared import Shared, SharedError, shared_path


@pytest.fixture
def file(tmp_path: Path) -> Shared:
    return Shared(tmp_path / "d.shared.sqlite")


def test_a_short_link_opens_the_same_address_after_a_restart(file: Shared) -> None:
    query = "actor=Q7747&" + "&".join(f"actor=Q{i}" for i in range(300))
    id_ = file.keep_link(query)
    assert Shared(file.path).link(id_) == query
    assert file.keep_link(query) == id_
    assert file.keep_link(query + "&x=1") != id_


def test_ids_cannot_be_guessed_from_one_another(file: Shared) -> None:
    ids = {file.keep_link(f"q={i}") for i in range(50)}
    assert len({id_[:6] for id_ in ids}) == 50
    assert min(map(len, ids)) >= 12


@given(st.text(max_size=60))
def test_made_up_ids_open_nothing(id_: str) -> None:
    assert Shared(Path("/nowhere/at/all.sqlite")).link(id_) is None


@pytest.mark.parametrize("id_", ["", "' OR 1=1 --", "../../etc/passwd", "\x00", "a" * 41, "%", "٣"])
def test_hostile_ids_open_nothing(file: Shared, id_: str) -> None:
    file.keep_link("q=1")
    file.save_story("{}")
    assert file.link(id_) is None
    assert file.story(id_) is None


def test_numbers_and_sizes_are_bounded(file: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared, "MOST_LINKS", 2)
    monkeypatch.setattr(shared, "MOST_STORIES", 1)
    first = file.keep_link("q=1")
    file.keep_link("q=2")
    assert file.keep_link("q=1") == first
    with pytest.raises(SharedError) as full:
        file.keep_link("q=3")
    assert full.value.reason == "share.full"
    with pytest.raises(SharedError):
        file.keep_link("q=" + "x" * shared.MOST_LINK_CHARACTERS)
    file.save_story("{}")
    with pytest.raises(SharedError):
        file.save_story("{}")
    with pytest.raises(SharedError):
        file.save_story("x" * (shared.MOST_STORY_CHARACTERS + 1))


def test_every_saving_of_a_story_is_a_version_and_stale_ones_are_refused(file: Shared) -> None:
    first = file.save_story("one")
    second = file.save_story("two", id_=first.id, revision=first.revision)
    assert (second.revision, file.story(first.id)) == (2, second)
    with pytest.raises(SharedError) as stale:
        file.save_story("three", id_=first.id, revision=1)
    assert stale.value.reason == "story.stale"
    with sqlite3.connect(file.path) as raw:
        assert [row[0] for row in raw.execute("SELECT content FROM stories ORDER BY revision")] == ["one", "two"]


def test_old_versions_beyond_the_kept_ones_go(file: Shared) -> None:
    kept = file.save_story("0")
    for i in range(1, 30):
        kept = file.save_story(str(i), id_=kept.id, revision=kept.revision)
    with sqlite3.connect(file.path) as raw:
        assert raw.execute("SELECT count(*) FROM stories").fetchone()[0] == shared.REVISIONS_KEPT


def test_a_deleted_story_is_gone_from_the_list(file: Shared) -> None:
    one, two = file.save_story("one"), file.save_story("two")
    file.delete_story(one.id, revision=one.revision)
    assert file.story(one.id) is None
    assert file.stories() == [two]
    with pytest.raises(SharedError):
        file.delete_story(two.id, revision=7)


def test_a_file_of_a_newer_release_or_of_something_else_is_left_alone(tmp_path: Path) -> None:
    newer = tmp_path / "newer.sqlite"
    with sqlite3.connect(newer) as raw:
        raw.execute("PRAGMA user_version = 99")
    junk = tmp_path / "junk.sqlite"
    junk.write_text("no database at all, only words" * 100)
    for path in (newer, junk):
        with pytest.raises(SharedError):
            Shared(path).keep_link("q=1")
        with pytest.raises(SharedError):
            Shared(path).link("abcdefghijkl")


def test_the_file_lies_beside_the_store_or_where_the_variable_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(shared.VARIABLE, raising=False)
    assert shared_path(Path("/srv/d.duckdb")) == Path("/srv/d.shared.sqlite")
    monkeypatch.setenv(shared.VARIABLE, "/kept/x.sqlite")
    assert shared_path(Path("/srv/d.duckdb")) == Path("/kept/x.sqlite")
