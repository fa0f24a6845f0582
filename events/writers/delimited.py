"""Events as CSV or TSV that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import IO, Any

from events.writers.flat import COLUMNS, Row

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(rows: Iterable[Row], out: IO[str], *, delimiter: str = ",") -> None:
    """Write events, a line each, under a line of column names.

    A text that a spreadsheet would run as a formula gets an apostrophe before it, as OWASP advises against CSV
    injection; `unguard` takes it off again.

    Parameters
    ----------
    rows
        As `events.writers.flat.flatten_report` gives them.
    out
        A text stream opened with ``newline=""``.
    delimiter
        The character between cells.
    """
    writer = csv.DictWriter(out, COLUMNS, delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows({column: guard(value) for column, value in row.items()} for row in rows)


def guard(value: Any) -> Any:
    """Make a text harmless to a spreadsheet; give anything else as it is."""
    if isinstance(value, str) and value.lstrip("'").startswith(_FORMULA):
        return "'" + value
    return value


def unguard(text: str) -> str:
    """Take off the apostrophe that `guard` put before a text."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(_FORMULA) else text
