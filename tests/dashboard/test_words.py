"""The interface's words: the same keys in every language, all plural forms, dates no finer than they are known."""

from __future__ import annotations

import datetime as dt
import json
import re
import string
from pathlib import Path

import pytest
from babel import Locale

from dashboard.link import INTERFACE_LANGUAGES
from dashboard.words import STRINGS, Words, load_words
from events.model import DatePrecision, EventStatus, EventType, PlacePrecision

D = dt.date


FOLDERS = (STRINGS, STRINGS.parent / "mapline" / "strings")
OTHERS = tuple(language for language in INTERFACE_LANGUAGES if language != "en")
SAME_EVERYWHERE = re.compile(
    r"(Dateline|Markdown|PDF|DOCX|EPUB|WARC|GIS|SIG|RSS|Atom|zip|tar|https?://|JSON|PNG|HTML|WebGL|GeoNames|Natural Earth|Unicode CLDR|Wikidata|deck\.gl|CC BY|MIT|Enter|[a-z]{2}(-\w+)?$"
    r"|islamic-umalqura|\{\w+\})"
)
"""Names and signs that no language translates."""
ALIKE = {
    "fr": {
        "Licence",
        "Acteur",
        "Original",
        "Type",
        "Source",
        "Sources",
        "Date",
        "Pause",
        "Globe",
        "Introduction",
        "Types",
    },
    "es": {"Actor", "Original", "actor"},
}
"""Words that a language has in common with English."""

Strings = dict[str, str | dict[str, str]]


def read(folder: Path, language: str) -> Strings:
    strings: Strings = json.loads((folder / f"{language}.json").read_text(encoding="utf-8"))
    return strings


def forms(text: str | dict[str, str]) -> list[str]:
    return [text] if isinstance(text, str) else list(text.values())


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("folder", FOLDERS, ids=("screens", "map"))
def test_every_language_has_the_same_strings(folder: Path, language: str) -> None:
    own = {"calendar.beside"}  # a language may name a second calendar
    english, other = read(folder, "en"), read(folder, language)
    assert other.keys() - own == english.keys() - own


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
@pytest.mark.parametrize("folder", FOLDERS, ids=("screens", "map"))
def test_every_plural_has_exactly_the_forms_of_its_language(folder: Path, language: str) -> None:
    plural = Locale.parse(language).plural_form
    needed = set(plural.tags) | {"other"}
    english = read(folder, "en")
    for key, text in read(folder, language).items():
        assert isinstance(text, dict) == isinstance(english.get(key, text), dict), key
        if isinstance(text, dict):
            # Where a language has no form of its own for zero, a string may still have one: "nothing".
            assert needed - {"zero"} <= text.keys() <= needed | {"zero"}, key


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("folder", FOLDERS, ids=("screens", "map"))
def test_translations_fill_in_the_same_names(folder: Path, language: str) -> None:
    def names(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    english, other = read(folder, "en"), read(folder, language)
    for key, text in english.items():
        if isinstance(text, str):
            assert names(str(other[key])) == names(text), key
        else:
            assert {n for form in forms(other[key]) for n in names(form)} <= {"n", *names(text["other"])}, key


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("folder", FOLDERS, ids=("screens", "map"))
def test_no_english_is_left_over(folder: Path, language: str) -> None:
    latin = Locale.parse(language).language in {"fr", "es"}
    english = read(folder, "en")
    for key, text in read(folder, language).items():
        for form in forms(text):
            left = SAME_EVERYWHERE.sub("", form)
            if latin:
                same = form in forms(english.get(key, "")) and re.search(r"[a-z]{3}", left)
                assert not same or form in ALIKE[language], key
            else:
                assert not re.search(r"[A-Za-z]{2}", left) or key in {
                    "km",
                    "place.near",
                    "locale",
                    "calendar.beside",
                }, (key, form)


def test_a_string_that_is_missing_is_said_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    import dashboard.words as module

    whole = module._read

    def lacking(language: str) -> Strings:
        return {key: text for key, text in whole(language).items() if language == "en" or key != "nav.events"}

    monkeypatch.setattr(module, "_read", lacking)
    assert Words("ar")("nav.events") == "Events"


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
