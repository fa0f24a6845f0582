"""The words of languages without a data file, from dateparser's (CLDR's names of months, days, units, "last week")."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

from events.dates.language import Language

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
UNITS = ("day", "week", "month", "year", "hour", "minute")
CALENDAR_UNITS = ("day", "week", "month", "year")
NUMBER = re.compile(r"\(\\d[^)]*\)")
NUMBER_WORDS = Path(__file__).parent / "data" / "number_words.json"
WITHOUT_SPACES = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Thai, Lao, Burmese and Khmer letters: their words are not set apart."""
SHORT = 3
"""A name so short is one of many meanings, and counts only beside another word of a date."""


@lru_cache(maxsize=64)
def load_borrowed(code: str) -> Language | None:
    """Load a language with dateparser's words for it; none if dateparser does not know it.

    Parameters
    ----------
    code
        Code of the language, such as ``el``.
    """
    from dateparser.data.languages_info import language_order

    if code not in language_order:
        return None
    info = import_module(f"dateparser.data.date_translation_data.{code}").info
    return Language(translate(code, info))


def translate(code: str, info: dict[str, Any]) -> dict[str, Any]:
    """Write dateparser's words for a language as one of our data files."""
    months = {str(n): _names(info, name) for n, name in enumerate(MONTHS, 1)}
    units = {unit: set(_long(info.get(unit, []))) for unit in UNITS}
    several = set().union(*units.values())  # Indonesian "minggu" is a week and a Sunday: "minggu lalu" is last week
    weekdays = {str(n): [w for w in _names(info, name) if w not in several] for n, name in enumerate(WEEKDAYS, 1)}
    roles: dict[str, set[str]] = defaultdict(set)
    links = {word for word in info.get("skip", []) if word.isalpha() and len(word) > 1}
    _read_counts(info.get("relative-type-regex", {}), units, roles, links)
    relative, deictic = _read_relative(info.get("relative-type", {}), units)
    roles["of"] |= links
    roles["year_word"] |= units["year"]
    numbers: dict[str, list[str]] = defaultdict(list)
    for pairs in info.get("simplifications", []):
        for word, number in pairs.items():
            if _is_number(word, number):
                numbers[str(number)].append(word)
    for number, forms in enumerate(_load_number_words().get(code, []), 1):
        numbers[str(number)] += [form for form in forms.split("|") if form and form not in numbers[str(number)]]
    names = [*months.values(), *weekdays.values()]
    data = {
        "language": code,
        "numeric_order": info.get("date_order", "DMY"),
        "months": _listings(months),
        "weekdays": _listings(weekdays),
        "weak": _listing(name for forms in names for name in forms if len(name) <= SHORT and _is_weak(name, forms)),
        "units": _listings(units),
        "relative": _listings(relative),
        "deictic": {unit: _listings(offsets) for unit, offsets in deictic.items()},
        "numbers": _listings(numbers),
        "roles": _listings(roles) | {"am": _listing(info.get("am", [])), "pm": _listing(info.get("pm", []))},
    }
    data["dotted_ordinals"] = data["dotted_dates"] = _writes_dots(code)
    if WITHOUT_SPACES.search(str(months)):
        data["segmentation"] = "characters"
    return data


@lru_cache(maxsize=1)
def _load_number_words() -> dict[str, list[str]]:
    """Give the words for one to ten that dateparser has not, by language: the forms of each, parted by a bar."""
    words: dict[str, list[str]] = json.loads(NUMBER_WORDS.read_text("utf-8"))
    return words


def _writes_dots(code: str) -> bool:
    """Whether a dot follows the day or year before a month in the language: "4. september", "2023. szeptember"."""
    from babel import Locale, UnknownLocaleError

    try:
        pattern = str(Locale.parse(code).date_formats["long"].pattern)
    except (UnknownLocaleError, ValueError):
        return False
    return re.search(r"[dy]\. ", pattern) is not None


def _names(info: dict[str, Any], key: str) -> list[str]:
    """The names of a month or weekday, without the last word of a longer one ("second" of "day second")."""
    names = [name.lower().strip(" .") for name in info.get(key, [])]
    return [name for name in names if len(name) > 1 and not any(other.endswith(f" {name}") for other in names)]


def _is_weak(name: str, forms: list[str]) -> bool:
    return len(name) < SHORT or any(len(other) > SHORT for other in forms)


def _long(words: list[str]) -> list[str]:
    """Names of units, without abbreviations of a letter or two."""
    return [word for word in words if len(word) > 2] or words


def _is_number(word: str, number: Any) -> bool:
    return str(number).isdigit() and word.isalpha()


def _read_counts(
    patterns: dict[str, list[str]], units: dict[str, set[str]], roles: dict[str, set[str]], links: set[str]
) -> None:
    """Read "(number) days ago", "in (number) weeks": forms of the units, and what makes them past or future."""
    for key, forms in patterns.items():
        unit = next((name for name in UNITS if f" {name}" in key), None)
        if unit is None or not ("ago" in key or key.startswith("in ")):
            continue
        before, after = ("before_count", "ago") if "ago" in key else ("after_count", "from_now")
        for form in forms:
            left, *rest = NUMBER.split(form)
            words = rest[0].split() if len(rest) == 1 else []
            found = int(bool(words) and words[0] in links)
            if found >= len(words) or len(words[found]) <= 2:
                continue
            units[unit].add(words[found])
            if left.strip():
                roles[before].add(left.strip())
            elif words[found + 1 :]:
                roles[after].add(" ".join(words[found + 1 :]))


def _read_relative(
    phrases: dict[str, list[str]], units: dict[str, set[str]]
) -> tuple[dict[str, set[str]], dict[str, dict[str, set[str]]]]:
    """Read "last week", "next month": the words beside the unit, and the phrases as they are."""
    relative: dict[str, set[str]] = defaultdict(set)
    deictic: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for key, forms in phrases.items():
        found = re.fullmatch(r"(?:in )?(\d) (\w+)(?: ago)?", key)
        if found is None or found[2] not in CALENDAR_UNITS or not ("ago" in key or key.startswith("in ")):
            continue
        offset = str(int(found[1]) if key.startswith("in ") else -int(found[1]))
        for form in forms:
            words = form.lower().split()
            others = [word for word in words if not _is_unit(word, units[found[2]])]
            if len(words) == 2 and len(others) == 1 and offset in ("-1", "0", "1"):
                relative[offset].add(others[0])
                units[found[2]].update(word for word in words if word not in others)
            else:
                deictic[found[2]][offset].add(" ".join(words))
    return relative, deictic


def _is_unit(word: str, forms: set[str]) -> bool:
    """Whether a word is a form of a unit: the same, but for an ending."""
    return any(word[: max(3, len(form) - 1)] == form[: max(3, len(form) - 1)] for form in forms if len(form) > 2)


def _listing(words: Any) -> str:
    return ", ".join(sorted({word.replace(",", " ") for word in words if word.strip()}))


def _listings(table: Any) -> dict[str, str]:
    return {key: _listing(words) for key, words in table.items()}
