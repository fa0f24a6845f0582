"""``dateline ingest``: read reports into the store."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from events.commands.reading import Reader, choose_reader
from events.ingest import Summary
from events.readers.draft import Found

if TYPE_CHECKING:
    from rich.progress import TaskID

    from events.model import Document
    from events.readers.watch import Watch
    from events.report import Report
    from events.store import Store

_MOST_SHOWN = 20


class EngineName(StrEnum):
    """Who reads the reports of a run."""

    PLAIN = "plain"
    PROCESSES = "processes"
    RAY = "ray"


def ingest_sources(
    sources: Annotated[list[str], typer.Argument(help="Files, folders, archives, links to pages, RSS and Atom feeds.")],
    published: Annotated[
        str | None, typer.Option(help="Day of publication (2023-09-05) of reports that tell none themselves.")
    ] = None,
    language: Annotated[str | None, typer.Option(help="Language code of reports that tell none themselves.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Outlet of reports that tell none themselves.")] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(help="Which column of a table of reports holds what, where it is guessed wrongly: text=body."),
    ] = None,
    reader: Annotated[Reader, typer.Option(help="Who reads events: our rules, or a language model.")] = Reader.RULES,
    tagger: Annotated[str | None, typer.Option(help="A spaCy model that looks for names, too.")] = None,
    engine: Annotated[
        EngineName,
        typer.Option(help="Who reads: this process, several of them (for many reports), or Ray (whole shards)."),
    ] = EngineName.PROCESSES,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="How many processes read; by default one a processor.")
    ] = None,
    readings: Annotated[
        str | None,
        typer.Option(help="With Ray: the folder or bucket for what is read; by default in your data directory."),
    ] = None,
    follow: Annotated[
        bool, typer.Option("--follow", help="Go on: look for new files and pages, until Ctrl+C.")
    ] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Read also what is stored already, as after an upgrade.")
    ] = False,
) -> None:
    r"""Read reports into the store, where the dashboard shows them.

    Reads text, Markdown, HTML, PDF, DOCX, EPUB, EML, subtitles and WARC, also inside zip and tar; tables of reports
    (CSV, Excel, JSON Lines, Parquet); and what `export` wrote. What is stored already is passed over, so a run that was
    stopped goes on where it was. Copies of one report by several outlets do not double its events.

    \b
    dateline ingest reports/ --outlet "Kyiv Post"
    dateline ingest page.html archive.zip --language ar
    dateline ingest https://example.org/feed.xml --follow
    dateline ingest s3://bucket/crawl/ --engine ray --readings s3://bucket/readings/
    """
    from events.annotate import complete_document
    from events.engines import Plain, Processes
    from events.errors import InputError
    from events.ingest import describe_defaults, ingest
    from events.model import Document
    from events.readers.watch import Watch
    from events.store import open_store

    told = complete_document(Document("", ""), published=published, language=language)
    store, watch = open_store(), Watch(sources, _parse_columns(column or ()))
    read, failed = choose_reader(reader, tagger=tagger), False
    defaults: dict[str, Any] = {"published": told.published, "language": told.language, "outlet": outlet}
    if engine is EngineName.RAY:
        if follow or again or column or reader is not Reader.RULES:
            raise InputError("--engine ray reads shards once, by rules: no --follow, --again, --column or --reader.")
        summary = _read_shards(store, sources, readings, read, defaults, jobs)
        _show(summary, Console(highlight=False, soft_wrap=True))
        if summary.failures:
            raise typer.Exit(1)
        return
    several = engine is EngineName.PROCESSES and reader is Reader.RULES
    while True:
        due = watch.list_due(follow=follow)
        with _Progress(Console(stderr=True, highlight=False), len(due)) as progress:
            found = describe_defaults(_read_all(watch, due, store, progress), **defaults)
            who = Processes(read, jobs) if several else Plain(read)
            summary = ingest(store, found, again=again, engine=who, progress=progress.tell)
        if summary.read or summary.failures or summary.skipped or not follow:
            _show(summary, Console(highlight=False, soft_wrap=True))
        failed |= bool(summary.failures)
        if summary.cancelled:
            raise typer.Exit(130)
        if not follow:
            break
        watch.wait()
    if failed:
        raise typer.Exit(1)


def _read_shards(
    store: Store,
    sources: Sequence[str],
    readings: str | None,
    read: Callable[[Document], Report],
    defaults: Mapping[str, Any],
    jobs: int | None,
) -> Summary:
    from events.engines.cluster import read_shards
    from events.engines.shards import Attached, list_shards
    from events.ingest import ingest
    from events.readers.draft import Failure
    from events.store.location import data_folder

    places = [_as_address(source) for source in sources]
    folder = _as_address(readings or str(data_folder() / "readings"))
    shards, attached = list_shards(places), Attached(read)
    with _Progress(Console(stderr=True, highlight=False), len(shards)) as progress:

        def attach() -> Iterator[Found]:
            for done in read_shards(shards, folder, read, defaults=defaults, processors=jobs):
                if isinstance(done, Failure):
                    yield done
                else:
                    yield from attached.attach([done])
                progress.advance()

        return ingest(store, attach(), engine=attached, progress=progress.tell)


def _as_address(place: str) -> str:
    return place if "://" in place else Path(place).expanduser().absolute().as_uri()


def _parse_columns(given: Sequence[str]) -> dict[str, str]:
    from events.errors import InputError
    from events.readers.report_tables import PARTS

    pairs = [each.partition("=") for each in given]
    for part, _, name in pairs:
        if part not in PARTS or not name:
            raise InputError(f"--column wants what it holds and its name, as text=body; {part!r} is none of {PARTS}.")
    return {part: name for part, _, name in pairs}


def _read_all(watch: Watch, due: list[Path | str], store: Store, progress: _Progress) -> Iterator[Found]:
    def known(links: Sequence[str]) -> set[str]:
        return {row["origin"] for row in store.find_documents(origins=links)}

    for source in due:
        yield from watch.read(source, known=known)
        progress.advance()


class _Progress:
    """A bar with the rate and the time left."""

    def __init__(self, console: Console, total: int) -> None:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self._bar = Progress(
            TextColumn("Reading"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[unit]}  {task.fields[rate]}"),
            TimeRemainingColumn(),
            TextColumn("{task.fields[name]}"),
            console=console,
            transient=True,
        )
        self._task = self._bar.add_task("", total=total, unit="sources", rate="", name="")
        self._table: TaskID | None = None

    def __enter__(self) -> _Progress:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def advance(self) -> None:
        self._bar.update(self._task, advance=1)
        self._tell_rate(self._task)

    def tell(self, summary: Summary, name: str) -> None:
        self._bar.update(self._task, name=name[-40:])
        if summary.underway is None:
            if self._table is not None:
                self._bar.remove_task(self._table)
                self._table = None
            return
        rows, total = summary.underway
        if self._table is None:
            self._table = self._bar.add_task("", total=total, unit="rows", rate="", name="")
        self._bar.update(self._table, completed=rows)
        self._tell_rate(self._table)

    def _tell_rate(self, task: TaskID) -> None:
        speed = next(each.speed for each in self._bar.tasks if each.id == task)
        self._bar.update(task, rate=f"{speed:,.0f}/s" if speed else "")


def _show(summary: Summary, console: Console) -> None:
    for failure in summary.failures[:_MOST_SHOWN]:
        console.print(failure.reason, markup=False, style="red")
    if len(summary.failures) > _MOST_SHOWN:
        console.print(f"... and {len(summary.failures) - _MOST_SHOWN:,} more that could not be read")
    if summary.skipped:
        kinds = ", ".join(f"{count:,} {kind}" for kind, count in summary.skipped.most_common())
        console.print(f"Passed over, as no format that is read: {kinds}", markup=False)
    parts = [f"{summary.read:,} reports", f"{summary.new:,} new", f"{summary.unchanged:,} unchanged"]
    parts += [f"{summary.updated:,} updated"] if summary.updated else []
    parts += [f"{summary.copies:,} copies of others"] if summary.copies else []
    parts += [f"{summary.mentions:,} articles that mention events"] if summary.mentions else []
    parts += [f"{len(summary.failures):,} failed", f"{summary.events:,} new events"]
    console.print(("Stopped. Until then: " if summary.cancelled else "") + " · ".join(parts))
