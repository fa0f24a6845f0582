"""``python -m geo``: find places in a text, look a name up, build the gazetteer."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from geo.errors import GeoError
from geo.model import Place, Toponym

USUAL_SIZE = 285_000
"""Places of the gazetteer made of the installed packages."""
app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)


@app.command("parse")
def parse_text(
    text: Annotated[str, typer.Argument(help="The text, or - for standard input.")],
    language: Annotated[str, typer.Option(help="ISO 639-1 code of the text's language.")] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, with the runners-up.")] = False,
) -> None:
    """Find the places in a text."""
    from geo.parse import geoparse

    _open_with_bar()
    if text == "-":
        text = sys.stdin.buffer.read().decode("utf-8", errors="replace")
    for toponym in geoparse(text, language=language):
        typer.echo(json.dumps(_as_data(toponym), ensure_ascii=False) if as_json else _as_line(toponym))


@app.command("lookup")
def look_up(
    name: Annotated[str, typer.Argument(help="A name, in any language; a larger place may follow a comma.")],
    country: Annotated[str | None, typer.Option(help="Only in this country (ISO 3166-1 alpha-2).")] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many places.")] = 5,
) -> None:
    """Look a name up in the gazetteer."""
    from geo.parse import geocode

    _open_with_bar()
    found = geocode(name, country=country, limit=limit)
    for candidate in found:
        typer.echo(f"{candidate.score:.2f}  {_describe(candidate.place)}")
    if not found:
        typer.echo(f"The gazetteer has no place called “{name}”.", err=True)
        raise typer.Exit(1)


@app.command("build")
def build(
    geonames: Annotated[Path | None, typer.Option(help="GeoNames' allCountries.zip (or one country's zip).")] = None,
    alternate_names: Annotated[Path | None, typer.Option(help="GeoNames' alternateNamesV2.zip.")] = None,
    anew: Annotated[bool, typer.Option("--anew", help="Build even if a current gazetteer is there.")] = False,
) -> None:
    """Build the gazetteer into the cache: from the installed packages, or from a full GeoNames dump too."""
    from geo.gazetteer import build_full, open_built

    if alternate_names and not geonames:
        raise GeoError("--alternate-names needs --geonames: the names belong to the places of that dump.")
    with _progress_bar() as show:
        if geonames:
            gazetteer = build_full(geonames, alternate_names, progress=show)
        else:
            gazetteer = open_built(anew=anew, progress=show)
    typer.echo(f"{len(gazetteer):,} places in {gazetteer.folder}")


@contextlib.contextmanager
def _progress_bar() -> Iterator[Callable[[str, int], None]]:
    """Show a bar on standard error from the first report on."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    counted = TextColumn("{task.completed:,} places")
    columns = SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), counted, TimeElapsedColumn()
    with Progress(*columns, transient=True, console=Console(stderr=True)) as bar:

        def show(source: str, places: int) -> None:
            if not bar.tasks:
                bar.add_task("", total=USUAL_SIZE)
            total = USUAL_SIZE if places < USUAL_SIZE else None
            bar.update(bar.tasks[0].id, description=f"Building the gazetteer: {source}", completed=places, total=total)

        yield show


def _open_with_bar() -> None:
    """Open the gazetteer; where it must be built first, show how far that is."""
    from geo.gazetteer import open_gazetteer

    with _progress_bar() as show:
        open_gazetteer(progress=show)


def _as_line(toponym: Toponym) -> str:
    sure = f"{toponym.score:.2f}"
    return (
        f"{toponym.start:>5}-{toponym.end:<5} {toponym.text}\t{toponym.role.value}\t{sure}\t{_describe(toponym.place)}"
    )


def _describe(place: Place) -> str:
    where = ", ".join(filter(None, (place.admin1, place.country)))
    radius = f" ±{place.radius_km:g} km" if place.radius_km is not None else ""
    return (
        f"{place.name} ({place.precision.value}{', ' + where if where else ''}) {place.lat:.4f},{place.lon:.4f}{radius}"
    )


def _as_data(value: Any) -> Any:
    """Dataclasses and enumerations as plain JSON values."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _as_data(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [_as_data(item) for item in value]
    return dict(value) if hasattr(value, "items") else getattr(value, "value", value)


COMMANDS = frozenset({"parse", "lookup", "build", "--help"})


def main() -> None:
    """Run the command; ``python -m geo TEXT`` is short for ``python -m geo parse TEXT``."""
    arguments = sys.argv[1:]
    if arguments and arguments[0] not in COMMANDS:
        arguments.insert(0, "parse")
    try:
        app(args=arguments, prog_name="python -m geo")
    except GeoError as error:
        typer.echo(f"Error: {error}".strip(), err=True)
        sys.exit(1)
    except BrokenPipeError:
        sys.exit(0)
