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
def test_every_language_loads_its_grammar(code: str) -> None:
    language = load_language(code)
    assert language is not None
    assert language.code == code


def test_every_named_time_has_days_in_some_year() -> None:
    for name in load_named():
        assert named_days(name, None) or named_days(name, 2024), name
