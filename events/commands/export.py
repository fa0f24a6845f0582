"""``dateline export``: events out of the store, in the formats of others."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from events.errors import FilterError
from events.writers.suffixes import SUFFIXES

_FORMATS = ", ".join(SUFFIXES)
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
    """
    from events.readers.sidecar import read_day
    from events.store import Filter, open_store
    from events.writers.flat import flatten
    from events.writers.formats import format_of, save_events

    suffix = format_of(file)
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
    written = save_events((flatten(event, document) for event, document in open_store().stream(chosen)), file)
    print(f"{written:,} events in {file}")
    if suffix == ".timeline.json" and (undated := open_store().counts(chosen).undated):
        print(f"Of those, the {undated:,} without a day are not in it: TimelineJS has no place for them.")


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
