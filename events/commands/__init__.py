"""The commands that people type."""

from __future__ import annotations

from collections.abc import Sequence

import typer
from rich.console import Console
from rich.text import Text

from events.cli import ANNOTATE_HELP
from events.commands.corrections import corrections_app
from events.commands.dates import show_dates
from events.commands.export import export_events
from events.commands.ingest import ingest_sources
from events.commands.parse import parse_files
from events.commands.store import store_app
from events.errors import DatelineError

app = typer.Typer(
    name="dateline",
    help=(
        "Turn news reports in many languages into dated, placed event records.\n\n"
        "Every record points at the words of the report that say so. A date that is a range stays a range, and what "
        "the report does not say is not invented."
    ),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(
    "annotate", help=ANNOTATE_HELP.split("\n\n", 1)[1].strip(), context_settings={"ignore_unknown_options": True}
)(
    lambda: None  # `events.cli` answers before the commands are loaded; here only so that --help lists it
)
app.command("parse")(parse_files)
app.command("dates")(show_dates)
app.command("ingest")(ingest_sources)
app.command("export")(export_events)
app.add_typer(store_app, name="store")
app.add_typer(corrections_app, name="corrections")


def run(arguments: Sequence[str]) -> int:
    """Run a command and give its exit code; what goes wrong is told in a sentence."""
    try:
        app(args=list(arguments), prog_name="dateline")
    except SystemExit as exit_:
        return exit_.code if isinstance(exit_.code, int) else 0
    except DatelineError as error:
        Console(stderr=True, soft_wrap=True).print(Text(str(error), style="red"))
        return 1
    return 0
