"""The table of actors is sound."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from importlib.resources import files

import pytest

from events.actors import load_actors
from events.actors.compose import load_kinds
from events.actors.table import LANGUAGES
from events.model import ActorKind

TABLE = load_actors()
ID = re.compile(r"Q[1-9]\d*|[a-z0-9]+(?:-[a-z0-9]+)*")
SCRIPTS = {"ar": "ARABIC", "ru": "CYRILLIC", "uk": "CYRILLIC", "ko": "HANGUL", "zh": "CJK"}
SHARED_NAMES = 30
"""Names that several actors may bear (news agencies and parties of two countries)."""


def test_it_holds_the_actors_of_world_affairs() -> None:
    kinds = defaultdict(int)
    for actor in TABLE.by_id.values():
        kinds[actor.kind] += 1
    assert len(TABLE.by_id) >= 1000
    assert kinds[ActorKind.COUNTRY] >= 190
    assert kinds[ActorKind.PERSON] >= 500
    assert kinds[ActorKind.ORGANISATION] >= 250


def test_ids_are_wikidata_items_or_slugs() -> None:
    assert [id_ for id_ in TABLE.by_id if not ID.fullmatch(id_)] == []


def test_every_actor_has_its_names_in_the_eight_languages() -> None:
    without = [(id_, set(LANGUAGES) - entry.spellings.keys()) for id_, entry in TABLE.entries.items()]
    lacking = [row for row in without if row[1]]
    assert len(lacking) <= 0.02 * len(without), lacking


def test_no_row_stands_twice() -> None:
    seen: set[str] = set()
    for path in (files("events.actors") / "data").iterdir():
        if path.name.endswith(".jsonl"):
            for line in path.read_text(encoding="utf-8").splitlines():
                id_ = json.loads(line)["id"]
                assert id_ not in seen
                seen.add(id_)


def test_names_are_written_in_the_script_of_their_language() -> None:
    for id_, entry in TABLE.entries.items():
        for language, script in SCRIPTS.items():
            name = entry.actor.names.get(language, "")
            letters = [c for c in name if c.isalpha()]
            in_script = [c for c in letters if unicodedata.name(c).startswith(script)]
            assert not letters or in_script or all("LATIN" in unicodedata.name(c) for c in letters), (
                id_,
                language,
                name,
            )


def test_a_full_name_means_one_actor() -> None:
    bearers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for id_, entry in TABLE.entries.items():
        for language, names in entry.spellings.items():
            for name in names:
                bearers[language, name.casefold()].add(id_)
    shared = {name: ids for name, ids in bearers.items() if len(ids) > 1}
    assert len(shared) <= SHARED_NAMES, shared


def test_terms_of_office_begin_before_they_end() -> None:
    for actor in TABLE.by_id.values():
        for office in actor.offices:
            assert office.since is None or office.until is None or office.since <= office.until, actor.name
            assert (office.country is None) != (office.organisation is None), actor.name


def test_whatever_actors_belong_to_is_in_the_table() -> None:
    for actor in TABLE.by_id.values():
        for above in (*actor.member_of, *(o.organisation for o in actor.offices if o.organisation)):
            assert above in TABLE.by_id, (actor.name, above)


def test_institutions_are_of_a_known_kind() -> None:
    known = load_kinds().institutions
    assert {e.institution for e in TABLE.entries.values() if e.institution} <= set(known)


@pytest.mark.parametrize(
    ("name", "language", "id_"),
    [
        ("Vladimir Putin", None, "Q7747"),
        ("كيم جونغ اون", "ar", "Q56226"),
        ("김정은", "ko", "Q56226"),
        ("НАТО", "ru", "Q7184"),
    ],
)
def test_names_are_found_whatever_their_spelling(name: str, language: str | None, id_: str) -> None:
    assert [actor.id for actor in TABLE.find(name, language)] == [id_]


def test_nobody_is_found_under_an_unknown_name() -> None:
    assert TABLE.find("Nobody Whatsoever") == ()


def test_russia_as_a_filter_finds_its_president_its_seat_and_its_army() -> None:
    assert {"Q7747", "kremlin", "russian-armed-forces"} <= TABLE.members("Q159")
    assert "Q159" in TABLE.groups(TABLE.by_id["Q7747"])


def test_groups_lead_from_brigade_to_movement_to_state() -> None:
    assert TABLE.groups(TABLE.by_id["qassam-brigades"])[:1] == ("Q38799",)
