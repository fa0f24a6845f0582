"""Whatever the text, actors are read without an exception and with true offsets."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.actors import find_actors
from events.actors.identity import alikeness, make_slug, open_proposer, skeleton
from events.actors.lexicon import open_lexicon
from events.actors.table import LANGUAGES
from events.actors.words import TOKEN, fold
from events.model import Document

PIECES = st.sampled_from(
    ["Kim", "Putin", "الرئيس", "الروسي", "كيم جونغ أون", "ـ", "لل", "ٱل", "Gen.", "U.S.", "президент", "РФ", "김", "위원장", "俄", "总统",
     "普京", "«", "»", ",", ". ", " ", "\n", "\u200f", "\u202b", "<p>", "of", "the", "de la Défense", "12", "'s", "ß", "İ", "ﷲ", "\ud800"]
)  # fmt: skip


@given(
    text=st.lists(PIECES | st.text(max_size=6), max_size=40).map("".join),
    language=st.sampled_from([*LANGUAGES, "de", "xx", ""]),
)
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_with_true_offsets(text: str, language: str) -> None:
    mentions = find_actors(Document("x", text, language), [], [], [])
    assert all(text[m.start : m.end] == m.text and m.text for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))


@given(text=st.text(max_size=30))
def test_slugs_are_plain_ascii(text: str) -> None:
    assert make_slug(text).isascii()
    assert make_slug(text)


@given(text=st.text(max_size=30))
def test_folding_twice_is_folding_once(text: str) -> None:
    for token in TOKEN.findall(text):
        assert fold(fold(token)) == fold(token)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_knows_roles_groups_and_institutions(language: str) -> None:
    lexicon = open_lexicon(language)
    assert lexicon.language == language
    assert len(lexicon.words.vocabulary) > 1000


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u200f", "." * 5000])
def test_an_empty_text_has_no_actors(text: str) -> None:
    assert find_actors(Document("x", text, "ar"), [], [], []) == []


@pytest.mark.parametrize("other", ["Ким Чен Ын", "Kim Jong-un", "김정은"])
def test_one_name_sounds_alike_in_all_scripts(other: str) -> None:
    if " " in other or "-" in other:
        assert alikeness("Kim Jong Un", other) > 0.6


def test_the_skeleton_of_a_name_survives_its_script() -> None:
    assert skeleton("كيم جونغ أون") == skeleton("Kim Jong Un")


def test_an_unknown_spelling_is_proposed_and_a_stranger_is_not() -> None:
    assert (found := open_proposer().propose("Vladimir Puttin", "RU")) is not None
    assert found.id == "Q7747"
    assert open_proposer().propose("Frank Kessler", None) is None
    assert open_proposer().propose("Vladimir Puttin", "US") is None
