"""``dateline export``: events out of the store, in the formats of others."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from events.errors import DatelineError, FilterError
from events.writers.suffixes import SUFFIXES

if TYPE_CHECKING:
    from events.store import Filter, Store

PAGE = ".map.html"
"""The suffix of a page with the linked map and timeline."""
_FORMATS = ", ".join((*SUFFIXES, PAGE))
Many = list[str] | None


def export_events(
    file: Annotated[Path, typer.Argument(help=f"The file to write. Its suffix names the format: {_FORMATS}.")],
    actor: Annotated[
        Many, typer.Option(help="Only events of this actor (name or id), and of all that belong to it.")
    ] = None,
    since: Annotated[
        str | None, typer.Option(help="Only what may have happened on this day (2023-09-05) or later.")
    ] = None,
    until: Annotated[str | None, typer.Option(help="Only what may have happened on this day or earlier.")] = None,
    type_: Annotated[Many, typer.Option("--type", help="Only this type (consult, assault, ...).")] = None,
    status: Annotated[Many, typer.Option(help="Only this status (occurred, planned, ...).")] = None,
    place: Annotated[Many, typer.Option(help="Only at this country (two letters) or place (gazetteer id).")] = None,
    language: Annotated[Many, typer.Option(help="Only from reports in this language (code).")] = None,
    source: Annotated[Many, typer.Option(help="Only from this outlet.")] = None,
    text: Annotated[str, typer.Option(help="Only with these words.")] = "",
) -> None:
    r"""Write events into a file: everything, or what the options leave. Options given twice are alternatives.

    \b
    dateline export events.gpkg
    dateline export putin.xlsx --actor "Vladimir Putin" --since 2023-09-01 --until 2023-09-30
    dateline export map.kmz --place UA --type assault
    dateline export war.map.html --actor Q159
    """
    from events.readers.sidecar import read_day
    from events.store import Filter, open_store
    from events.writers.flat import flatten
    from events.writers.formats import format_of, save_events

    suffix = PAGE if file.name.lower().endswith(PAGE) else format_of(file)
    chosen = Filter(
        actors=tuple(id_ for name in actor or () for id_ in _find_actors(name)),
        types=tuple(type_ or ()),
        statuses=tuple(status or ()),
        places=tuple(place or ()),
        languages=tuple(language or ()),
        sources=tuple(source or ()),
        since=read_day(since, where="--since") if since else None,
        until=read_day(until, where="--until") if until else None,
        text=text,
    )
    if suffix == PAGE:
        _save_page(open_store(), chosen, file)
        return
    written = save_events((flatten(event, document) for event, document in open_store().stream(chosen)), file)
    print(f"{written:,} events in {file}")
    if suffix == ".timeline.json" and (undated := open_store().counts(chosen).undated):
        print(f"Of those, the {undated:,} without a day are not in it: TimelineJS has no place for them.")


def _save_page(store: Store, chosen: Filter, file: Path) -> None:
    """Write the linked map and timeline as a page of its own, which the dashboard knows how to make."""
    from events.writers.formats import save_bytes

    try:
        link, page = (importlib.import_module(f"dashboard.{name}") for name in ("link", "page.write"))
    except ImportError as error:
        raise DatelineError(f"A page with map and timeline needs the dashboard installed ({error}).") from error
    parts = ("actors", "types", "statuses", "places", "languages", "sources", "since", "until", "text")
    view = link.View(**{part: getattr(chosen, part) for part in parts})
    save_bytes(page.write_page(store, view, title=file.name[: -len(PAGE)]), file)
    print(f"{store.count(chosen):,} events in {file}")


def _find_actors(name: str) -> tuple[str, ...]:
    from events.actors import load_actors

    table = load_actors()
    if name in table.by_id:
        return (name,)
    found = tuple(actor.id for actor in table.find(name))
    if not found:
        raise FilterError(
            f"No actor is called {name!r}. Give its full name, or the id that `parse --format jsonl` shows."
        )
    return found
