"""``dateline corrections``: what people corrected, taken back, handed on and brought in."""

from __future__ import annotations

import getpass
import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from events.errors import InputError

corrections_app = typer.Typer(
    help="List what people corrected, take it back, hand it on.\n\nA correction is kept beside the reading, with who, "
    "when and why; it counts in every screen and file until it is taken back.",
    no_args_is_help=True,
)


@corrections_app.command("list")
def list_corrections(
    orphaned: Annotated[
        bool, typer.Option("--orphaned", help="Only those whose report no longer says what was corrected.")
    ] = False,
) -> None:
    """List all corrections, the oldest first."""
    from events.store import open_store

    console = Console(highlight=False, soft_wrap=True)
    shown = [kept for kept in open_store().corrections() if kept.is_orphaned or not orphaned]
    for kept in shown:
        c = kept.correction
        state = "undone" if not c.stands else "orphaned" if kept.is_orphaned else "stands"
        made = f"{c.made:%Y-%m-%d %H:%M}" if c.made else "-"
        target = c.targets[0]
        console.print(f"{c.id}  {state:8}  {made}  {c.who or '-'}  {c.part}  {_say(c.value)}", markup=False)
        console.print(f"    {target.document}: “{target.quote[:90]}”" + (f"  ({c.why})" if c.why else ""), markup=False)
    print(f"{len(shown):,} corrections")


def _say(value: object) -> str:
    if not isinstance(value, dict):
        return ""
    place, actors = value.get("place"), value.get("actors")
    if isinstance(place, dict):
        return str(place.get("name", ""))
    if isinstance(actors, list):
        return "; ".join(f"{a['actor']['name']} ({a['role']})" for a in actors) or "nobody"
    return str(value.get("edtf") or value.get("type") or value.get("status") or "")


@corrections_app.command("undo")
def undo(
    ids: Annotated[list[str], typer.Argument(help="Ids of corrections, as `list` shows them.")],
    again: Annotated[bool, typer.Option("--again", help="Let them count again.")] = False,
) -> None:
    """Take corrections back. They stay in the history."""
    from events.store import open_store

    changed = open_store().undo(ids, who=getpass.getuser(), again=again)
    missing = len(set(ids)) - len(changed)
    print(f"{len(changed):,} corrections {'count again' if again else 'taken back'}.")
    if missing:
        raise InputError(f"{missing:,} of them are not there, or were {'not ' if again else ''}taken back already.")


@corrections_app.command("export")
def export(file: Annotated[Path, typer.Argument(help="The file to write (JSON lines).")]) -> None:
    """Write all corrections into a file, one JSON object a line."""
    from events.corrections.files import write_correction
    from events.store import open_store

    kept = open_store().corrections()
    lines = [json.dumps(write_correction(each.correction), ensure_ascii=False) for each in kept]
    try:
        file.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    except OSError as error:
        raise InputError(f"{file} cannot be written: {error.strerror or error}.") from error
    print(f"{len(lines):,} corrections in {file}")


@corrections_app.command("import")
def import_(file: Annotated[Path, typer.Argument(help="A file that `export` wrote.")]) -> None:
    """Bring corrections in. One that is known changes nothing; one whose report is not here waits for it."""
    from events.corrections.files import read_lines
    from events.store import open_store

    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{file} cannot be read: {error}.") from error
    store = open_store()
    new = store.correct(list(read_lines(lines, origin=str(file))))
    waiting = {kept.correction.id for kept in store.corrections() if kept.is_orphaned} & {c.id for c in new}
    print(f"{len(new):,} corrections are new, {len(waiting):,} of them wait for their report.")
