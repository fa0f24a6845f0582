"""The events as a list, a page at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from babel import Locale

from dashboard.link import View
from dashboard.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from events.store import Store

PAGE = 50
"""Events on a page of the list."""
LIST_COLUMNS = (
    "id", "document", "language", "outlet", "type", "status", "earliest", "latest", "date_precision", "date_about",
    "date_text",
    "has_date", "needs_anchor", "place_id", "place_name", "actors", "summary", "members", "corrected",
)  # fmt: skip


def direction_of(language: str | None) -> str:
    """Give the writing direction of a report's language: ``rtl``, ``ltr``, or ``auto`` where it is not known."""
    try:
        return str(Locale.parse(language).text_direction) if language else "auto"
    except (ValueError, LookupError):
        return "auto"


def records_data(
    rows: list[dict[str, Any]],
    *,
    shown: int,
    page: int,
    view: View,
    names: Mapping[str, Mapping[str, str]],
    words: Words,
) -> dict[str, Any]:
    """Give what the list shows.

    Parameters
    ----------
    rows
        The events of this page, with `LIST_COLUMNS`.
    shown
        How many events there are on all pages.
    page
        Which page, from 0.
    view
        The view.
    names
        Names of actors and places by id.
    words
        The interface's words.
    """
    first = page * PAGE
    return {
        "language": words.language,
        "direction": words.direction,
        "words": words.group("records"),
        "selected": view.event,
        "page": page,
        "pages": -(-shown // PAGE),
        "range": words(
            "records.page",
            **{"from": words.number(first + 1), "to": words.number(first + len(rows)), "n": words.number(shown)},
        ),
        "rows": [_row(row, names, words) for row in rows],
    }


def _row(row: dict[str, Any], names: Mapping[str, Mapping[str, str]], words: Words) -> dict[str, Any]:
    return {
        "id": row["id"],
        "date": _date(row, words),
        "type": words.named("type", row["type"]),
        "status": row["status"],
        "statusLabel": words.named("status", row["status"]),
        "place": names["place"].get(row["place_id"], row["place_name"]) if row["place_id"] else "",
        "actors": words("list.comma").join(names["actor"].get(actor, actor) for actor in row["actors"]),
        "summary": row["summary"],
        "language": row["language"],
        "direction": direction_of(row["language"]),
        "source": words.count("records.sources", row["members"])
        if row.get("members")
        else row["outlet"] or words("facet.nooutlet"),
        "corrected": words.named("records", "corrected") if row.get("corrected") else "",
    }


def _date(row: dict[str, Any], words: Words) -> str:
    if row["has_date"]:
        return words.when_of_row(row)
    if row["needs_anchor"]:
        return f"“{row['date_text']}” · {words('records.needs_anchor')}"
    return words("records.nodate")


def turn_to(page: object, shown: int) -> int:
    """Give a page that there is, nearest to the one asked for."""
    last = max(0, -(-shown // PAGE) - 1)
    return min(max(int(page), 0), last) if isinstance(page, int | float) else 0


def page_of_rows(store: Store, filter_: Any, page: int) -> list[dict[str, Any]]:
    """Give the events of a page."""
    rows: list[dict[str, Any]] = store.events(filter_, columns=LIST_COLUMNS, limit=PAGE, offset=page * PAGE).to_pylist()
    return rows
