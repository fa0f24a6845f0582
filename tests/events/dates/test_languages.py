"""Every language file is sound, and every key and role in it is explained in docs/dates.md."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from events.dates.language import DATA, list_languages, load_language
from events.dates.named import load_named, named_days

DOCS = (Path(__file__).parents[3] / "docs" / "dates.md").read_text(encoding="utf-8")
EXPLAINED = set(re.findall(r"`([a-z_]+)`", DOCS))
LANGUAGES = sorted(list_languages())
PATTERNS = (
    "past", "future", "subordinators", "comparison", "noise_after", "noise_before", "age_before", "age_after",
)  # fmt: skip


def data_of(code: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((DATA / f"{code}.json").read_text(encoding="utf-8"))
    return data


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_key_of_a_language_file_is_documented(code: str) -> None:
    assert set(data_of(code)) - EXPLAINED == set()


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_role_of_a_language_file_is_documented(code: str) -> None:
    assert set(data_of(code)["roles"]) - EXPLAINED == set()


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_has_all_months_and_weekdays(code: str) -> None:
    data = data_of(code)
    assert set(data["months"]) == {str(number) for number in range(1, 13)}
    assert set(data["weekdays"]) == {str(number) for number in range(1, 8)}


@pytest.mark.parametrize("code", LANGUAGES)
def test_patterns_match_text_in_lower_case(code: str) -> None:
    patterns = [value for key, value in data_of(code).items() if key in PATTERNS]
    letters = [re.sub(r"\\[A-Za-z]", "", pattern) for pattern in patterns]
    assert letters == [text.lower() for text in letters]


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_loads_its_grammar(code: str) -> None:
    language = load_language(code)
    assert language is not None
    assert language.code == code


def test_every_named_time_has_days_in_some_year() -> None:
    for name in load_named():
        assert named_days(name, None) or named_days(name, 2024), name
