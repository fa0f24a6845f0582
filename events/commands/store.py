"""``dateline store``: look at the store, empty it, back it up."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

store_app = typer.Typer(
    help="Look at the store, empty it, back it up.\n\nThe store is one file in your data directory; the environment "
    "variable DATELINE_DB names another, or a PostgreSQL database (postgresql://user@host/database).",
    no_args_is_help=True,
)


@store_app.command("info")
def show_info() -> None:
    """Say where the store is and what it holds."""
    from events.store import open_store

    store = open_store()
    if store.generation == "none":
        print(f"{store.name} holds nothing yet. Start the dashboard, or read reports into it: dateline ingest FOLDER")
        return
    counts, documents = store.counts(), store.documents()
    size = store.size() / 1e6
    console = Console(highlight=False, soft_wrap=True)
    console.print(f"{store.name} ({size:,.1f} MB)", markup=False)
    console.print(f"{documents.num_rows:,} reports, {counts.total:,} events")
    console.print(
        f"{counts.undated:,} without a date ({counts.needs_anchor:,} of them need their report's day of publication), "
        f"{counts.unplaced:,} without a place"
    )


@store_app.command("clear")
def clear(
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Remove all reports and events."""
    from events.store import open_store

    store = open_store()
    if not yes:
        typer.confirm(f"Remove everything in {store.name}?", abort=True)
    store.clear()
    print(f"{store.name} is empty now.")


@store_app.command("backup")
def back_up(file: Annotated[Path, typer.Argument(help="The file to write; it must not exist.")]) -> None:
    """Copy the store into a file."""
    from events.store import open_store

    written = open_store().backup(file)
    print(f"Backed up to {written}.")


@store_app.command("restore")
def restore(
    file: Annotated[Path, typer.Argument(help="A file that `backup` wrote.")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Put a backup in place of all that the store holds."""
    from events.store import open_store

    store = open_store()
    if store.generation != "none" and not yes:
        typer.confirm(f"Replace everything in {store.name} by {file}?", abort=True)
    store.restore(file)
    print(f"{store.name} holds what {file} held.")
