"""Short links and stories survive restarts, keep within their bounds, and refuse ids that were made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard import shared
from dashboard.shared import Shared, SharedError
from events.store import Store, open_store
from events.store.schema import table


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "d.duckdb")


@pytest.fixture
def file(store: Store) -> Shared:
    return Shared(store)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    shared = Shared(open_store(tmp_path_factory.mktemp("store") / "d.duckdb"))
    shared.keep_link("q=1")
    shared.save_story("{}")
    return shared


def test_a_short_link_opens_the_same_address_after_a_restart(file: Shared, store: Store) -> None:
    query = "actor=Q7747&" + "&".join(f"actor=Q{i}" for i in range(300))
    id_ = file.keep_link(query)
    assert Shared(open_store(store.name)).link(id_) == query
    assert file.keep_link(query) == id_
    assert file.keep_link(query + "&x=1") != id_


def test_ids_cannot_be_guessed_from_one_another(file: Shared) -> None:
    ids = {file.keep_link(f"q={i}") for i in range(8)}
    assert len({id_[:6] for id_ in ids}) == 8
    assert min(map(len, ids)) >= 12


@pytest.mark.parametrize("id_", ["", "' OR 1=1 --", "../../etc/passwd", "\x00", "zzzzzzzzzzzz", "a" * 41, "%", "٣"])
def test_hostile_ids_open_nothing(filled: Shared, id_: str) -> None:
    assert filled.link(id_) is None
    assert filled.story(id_) is None


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


def test_every_saving_of_a_story_is_a_version_and_stale_ones_are_refused(file: Shared, store: Store) -> None:
    first = file.save_story("one")
    second = file.save_story("two", id_=first.id, revision=first.revision)
    assert (second.revision, file.story(first.id)) == (2, second)
    with pytest.raises(SharedError) as stale:
        file.save_story("three", id_=first.id, revision=1)
    assert stale.value.reason == "story.stale"
    with store.sharing() as writer:
        versions = writer.run(table("notes").order_by("revision"))["content"].to_pylist()
    assert versions == ["one", "two"]


def test_old_versions_beyond_the_kept_ones_go(file: Shared, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared, "REVISIONS_KEPT", 2)
    kept = file.save_story("0")
    for i in range(1, 5):
        kept = file.save_story(str(i), id_=kept.id, revision=kept.revision)
    with store.sharing() as writer:
        assert writer.run(table("notes").order_by("revision"))["content"].to_pylist() == ["3", "4"]


def test_a_deleted_story_is_gone_from_the_list(file: Shared) -> None:
    one, two = file.save_story("one"), file.save_story("two")
    file.delete_story(one.id, revision=one.revision)
    assert file.story(one.id) is None
    assert file.stories() == [two]
    with pytest.raises(SharedError):
        file.delete_story(two.id, revision=7)


def test_what_was_shared_outlives_reading_other_reports(file: Shared, store: Store) -> None:
    id_, story = file.keep_link("q=1"), file.save_story("{}")
    store.remove(["any report"])
    assert (file.link(id_), file.story(story.id)) == ("q=1", story)
