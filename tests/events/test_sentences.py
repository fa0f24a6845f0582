"""Sentences: where they end in eight languages, and what never ends one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.sentences import split_sentences

CASES = [
    (
        "en",
        "Gen. Mark Milley met J. Smith in Washington D.C. on Monday. He left.",
        ["Gen. Mark Milley met J. Smith in Washington D.C. on Monday.", "He left."],
    ),
    ("en", "It rose 3.5 per cent. Why? Nobody knows!", ["It rose 3.5 per cent.", "Why?", "Nobody knows!"]),
    ("en", "He said: “It is over.” They left.", ["He said: “It is over.”", "They left."]),
    ("en", "A headline without a stop\nThe report begins.", ["A headline without a stop", "The report begins."]),
    ("en", "A line that is\nwrapped by hand. End.", ["A line that is\nwrapped by hand.", "End."]),
    ("ar", "قال الوزير إنه مستعد. هل يعود؟ نعم؛ غدا.", ["قال الوزير إنه مستعد.", "هل يعود؟", "نعم؛ غدا."]),
    ("ar", "وقال د. أحمد إن الوقت حان.", ["وقال د. أحمد إن الوقت حان."]),
    ("zh", "习近平说：“你好。”他走了。真的吗？", ["习近平说：“你好。”", "他走了。", "真的吗？"]),
    ("ru", "В 2023 г. он уехал. Потом вернулся.", ["В 2023 г. он уехал.", "Потом вернулся."]),
    ("fr", "M. Poutine est venu. Il repart.", ["M. Poutine est venu.", "Il repart."]),
    ("es", "El Sr. Lavrov llegó. Se fue.", ["El Sr. Lavrov llegó.", "Se fue."]),
    ("ko", "그는 말했다. 열차가 떠났다.", ["그는 말했다.", "열차가 떠났다."]),
    ("xx", "", []),
    ("xx", " \n\t\n", []),
]


@pytest.mark.parametrize(("language", "text", "expected"), CASES, ids=[c[1][:30] or "empty" for c in CASES])
def test_sentences_end_where_a_reader_ends_them(language: str, text: str, expected: list[str]) -> None:
    assert [text[s.start : s.end] for s in split_sentences(text, language=language)] == expected


def test_lines_are_paragraphs_and_blank_lines_count_once() -> None:
    sentences = split_sentences("One. Two.\n\n\nThree.\nFour.", language="en")
    assert [s.paragraph for s in sentences] == [0, 0, 1, 2]


@given(st.text(alphabet=st.sampled_from("aB .!?\n\r\t“”\"'。؟،د1é한"), max_size=200))
def test_sentences_are_in_order_do_not_overlap_and_lose_only_white_space(text: str) -> None:
    sentences = split_sentences(text, language="en")
    end = 0
    for sentence in sentences:
        assert end <= sentence.start < sentence.end <= len(text)
        assert not text[end : sentence.start].strip()
        assert not text[sentence.start].isspace()
        end = sentence.end
    assert not text[end:].strip()


def test_a_megabyte_without_a_stop_is_split_in_linear_time() -> None:
    assert len(split_sentences("a" * 1_000_000, language="en")) == 1
    assert len(split_sentences("no. " * 250_000, language="en")) >= 1
