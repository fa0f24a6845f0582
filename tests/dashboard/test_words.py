"""The interface's words: the same keys in every language, all plural forms, dates no finer than they are known."""

from __future__ import annotations

import datetime as dt
import json
import string

import pytest

from dashboard.link import INTERFACE_LANGUAGES
from dashboard.words import STRINGS, Words, load_words
from events.model import DatePrecision, EventStatus, EventType, PlacePrecision

D = dt.date


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_every_language_has_the_same_strings(language: str) -> None:
    english = json.loads((STRINGS / "en.json").read_text())
    other = json.loads((STRINGS / f"{language}.json").read_text())
    assert other.keys() == english.keys()


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_every_plural_has_the_forms_of_its_language(language: str) -> None:
    words = load_words(language)
    needed = {words.locale.plural_form(n) for n in range(200)}
    for key, text in json.loads((STRINGS / f"{language}.json").read_text()).items():
        if isinstance(text, dict):
            missing = needed - {"zero"} - text.keys()
            assert not missing or "other" in text, key
            assert "other" in text, key


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_translations_fill_in_the_same_names(language: str) -> None:
    def names(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    english = json.loads((STRINGS / "en.json").read_text())
    other = json.loads((STRINGS / f"{language}.json").read_text())
    for key, text in english.items():
        if isinstance(text, str):
            assert names(other[key]) == names(text), key
        else:
            assert {n for form in other[key].values() for n in names(form)} <= {"n", *names(text["other"])}, key


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_every_code_of_the_model_has_a_name(language: str) -> None:
    words = load_words(language)
    for group, codes in (
        ("type", EventType),
        ("status", EventStatus),
        ("precision", DatePrecision),
        ("place_precision", PlacePrecision),
    ):
        assert [code for code in codes if not words.has(f"{group}.{code}")] == []


@pytest.mark.parametrize(
    ("earliest", "latest", "precision", "english", "arabic"),
    [
        (D(2023, 9, 4), D(2023, 9, 4), "day", "Sep 4, 2023", "٤ سبتمبر ٢٠٢٣"),
        (D(2023, 9, 1), D(2023, 9, 30), "month", "September 2023", "سبتمبر ٢٠٢٣"),
        (D(2023, 1, 1), D(2023, 12, 31), "year", "2023", "٢٠٢٣"),
        (D(2023, 9, 10), D(2023, 9, 30), "month", "Sep 10 – 30, 2023", None),
        (None, D(2023, 9, 3), "day", "until Sep 3, 2023", None),
        (D(2014, 1, 1), None, "year", "since Jan 1, 2014", None),
        (None, None, "day", "not resolved", "غير محدد"),
    ],
)
def test_days_are_written_as_finely_as_they_are_known(
    earliest: dt.date | None, latest: dt.date | None, precision: str, english: str, arabic: str | None
) -> None:
    assert Words("en").span(earliest, latest, precision).replace("\u2009", " ").replace("\u202f", " ") == english
    if arabic is not None:
        assert Words("ar").span(earliest, latest, precision) == arabic


def test_arabic_counts_in_its_own_plurals_and_digits() -> None:
    words = Words("ar")
    assert [words.count("reports.events", n) for n in (1, 2, 3, 11)] == ["حدث واحد", "حدثان", "٣ أحداث", "١١ حدثًا"]
