"""The interface's words: strings by language, plurals, numbers and dates as each language writes them."""

from __future__ import annotations

import datetime as dt
import functools
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton
from babel.numbers import format_decimal, format_percent

from events.model import DatePrecision, DateSpan
from events.store.rows import from_days

STRINGS = Path(__file__).parent / "strings"


class Words:
    """All that the interface says in one language.

    Parameters
    ----------
    language
        A code that has a file in ``dashboard/strings``.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.locale = Locale.parse(language)
        self._strings = {**_read("en"), **_read(language)}
        self._plural = self.locale.plural_form
        digits = str(self._strings["digits"])
        self._digits = str.maketrans("0123456789", digits) if digits else {}

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``."""
        return self.locale.text_direction

    def digits(self, text: str) -> str:
        """Write the digits of a text as this language does."""
        return text.translate(self._digits)

    def __call__(self, key: str, **values: object) -> str:
        """Give a string, its ``{names}`` filled in."""
        text = self._strings[key]
        if isinstance(text, dict):
            raise TypeError(f"{key} has plural forms: it wants a count")
        return text.format(**values) if values else text

    def count(self, key: str, number: int, **values: object) -> str:
        """Give a string in the plural form (CLDR) of a number; ``{n}`` stands for the number as written here."""
        forms = self._strings[key]
        if isinstance(forms, str):
            return forms.format(n=self.number(number), **values)
        form = forms.get(self._plural(number), forms["other"])
        return form.format(n=self.number(number), **values)

    def forms(self, key: str) -> dict[str, str]:
        """Give the plural forms of a string: for the browser."""
        forms = self._strings[key]
        return {"other": forms} if isinstance(forms, str) else forms

    def has(self, key: str) -> bool:
        """Whether there is such a string."""
        return key in self._strings

    def named(self, group: str, code: str) -> str:
        """Give the name of a code (``type.assault``), else the code itself."""
        key = f"{group}.{code}"
        return self(key) if key in self._strings else code

    def codes(self, group: str) -> dict[str, str]:
        """Give the names of all codes of a group: ``type``, ``status`` ..."""
        return {code: text for code, text in self.group(group).items() if isinstance(text, str)}

    def group(self, prefix: str) -> dict[str, str | dict[str, str]]:
        """Give the strings whose keys begin with a prefix and a point, the prefix taken off: for the browser."""
        return {k.removeprefix(prefix + "."): v for k, v in self._strings.items() if k.startswith(prefix + ".")}

    def number(self, value: float) -> str:
        """Write a number."""
        return self.digits(format_decimal(value, locale=self.locale))

    def country(self, code: str) -> str:
        """Give the name of a country from its ISO 3166-1 alpha-2 code."""
        return str(self.locale.territories.get(code, code))

    def tongue(self, code: str) -> str:
        """Give the name of a language from its code."""
        return str(self.locale.languages.get(code, code))

    def day(self, day: dt.date, *, weekday: bool = False) -> str:
        """Write a day, with its weekday where asked for."""
        return self.digits(format_skeleton("yMMMMEEEEd" if weekday else "yMMMd", day, locale=self.locale))

    def when(self, date: DateSpan) -> str:
        """Write the days of a resolved date, as `span` does; days that no words tell as "about" them."""
        return self._nearly(self.span(date.earliest, date.latest, date.precision), about=date.is_about)

    def when_of_row(self, row: Mapping[str, Any]) -> str:
        """Write the days of a row of the store's events, likewise.

        Parameters
        ----------
        row
            With ``earliest``, ``latest`` (days since 1970-01-01), ``date_precision`` and ``date_about``.
        """
        precision = row["date_precision"] or DatePrecision.INTERVAL
        days = self.span(from_days(row["earliest"]), from_days(row["latest"]), precision)
        return self._nearly(days, about=bool(row["date_about"]))

    def _nearly(self, days: str, *, about: bool) -> str:
        return self("date.about", day=days) if about else days

    def span(self, earliest: dt.date | None, latest: dt.date | None, precision: str) -> str:
        """Write the days of an event as their precision allows: a month as a month, never as its first day.

        Parameters
        ----------
        earliest, latest
            First and last day, both inclusive; none for an open end.
        precision
            A `DatePrecision`.
        """
        if earliest is None:
            return self("date.unresolved") if latest is None else self("date.until", day=self.day(latest))
        if latest is None:
            return self("date.since", day=self.day(earliest))
        if earliest == latest:
            return self.day(earliest)
        if precision == DatePrecision.MONTH and _is_month(earliest, latest):
            return self.digits(format_date(earliest, "MMMM y", locale=self.locale))
        if precision == DatePrecision.YEAR and _is_year(earliest, latest):
            return self.digits(format_date(earliest, "y", locale=self.locale))
        return self.digits(format_interval(earliest, latest, skeleton="yMMMd", locale=self.locale))

    def percent(self, share: float) -> str:
        """Write a share of one as whole percents."""
        return self.digits(format_percent(share, locale=self.locale))


def _read(language: str) -> dict[str, str | dict[str, str]]:
    strings: dict[str, str | dict[str, str]] = json.loads((STRINGS / f"{language}.json").read_text(encoding="utf-8"))
    return strings


def _is_month(earliest: dt.date, latest: dt.date) -> bool:
    following = latest + dt.timedelta(days=1) if latest < dt.date.max else latest
    return earliest.day == 1 and following.day == 1 and (latest - earliest).days < 31


def _is_year(earliest: dt.date, latest: dt.date) -> bool:
    return (earliest.month, earliest.day, latest.month, latest.day) == (1, 1, 12, 31) and earliest.year == latest.year


@functools.cache
def load_words(language: str) -> Words:
    """Load the interface's words in a language; each language once."""
    return Words(language)
