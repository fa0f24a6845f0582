"""``dateline parse``: read reports and show their records."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import IO, Annotated

import typer

from events.commands.reading import Reader, choose_reader
from events.errors import DatelineError, InputError, ModelError
from events.model import Document
from events.report import Report


class Form(StrEnum):
    """How records are written."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    GEOJSON = "geojson"


def parse_files(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="Text files; - reads standard input. FILE.json beside FILE.txt "
            "may tell title, language, outlet and published."
        ),
    ],
    form: Annotated[Form, typer.Option("--format", "-f", help="table to read, the others for programs.")] = Form.TABLE,
    published: Annotated[
        str | None, typer.Option(help="Day of publication (2023-09-05), from which 'last week' counts.")
    ] = None,
    language: Annotated[str | None, typer.Option(help="Language code (ar, en, ...); else it is detected.")] = None,
    reader: Annotated[Reader, typer.Option(help="Who reads events: our rules, or a language model.")] = Reader.RULES,
    tagger: Annotated[str | None, typer.Option(help="A spaCy model that looks for names, too.")] = None,
) -> None:
    r"""Read reports and print the events that they tell.

    \b
    dateline parse report.txt --published 2023-09-05
    dateline parse reports/*.txt --format geojson > events.geojson
    """  # fmt: skip
    writers: dict[Form, Callable[[Iterator[Report], IO[str]], None]] = {
        Form.TABLE: _show,
        Form.JSONL: _write_jsonl,
        Form.CSV: _write_csv,
        Form.GEOJSON: _write_geojson,
    }
    failures: list[str] = []
    read = choose_reader(reader, tagger=tagger)
    reports = _read_all(files, published, language, read, failures)
    writers[form](reports, sys.stdout)
    for failure in failures:
        print(failure, file=sys.stderr)
    if failures:
        raise typer.Exit(1)


def _read_all(
    files: list[Path],
    published: str | None,
    language: str | None,
    read: Callable[[Document], Report],
    failures: list[str],
) -> Iterator[Report]:
    from events.annotate import complete_document

    for file in files:
        try:
            yield read(complete_document(_read(file), published=published, language=language))
        except DatelineError as error:
            failures.append(f"{file}: {error}" if isinstance(error, ModelError) else str(error))


def _read(file: Path) -> Document:
    from events.readers.sidecar import read_text_file

    if str(file) != "-":
        return read_text_file(file)
    try:
        return Document("stdin", sys.stdin.buffer.read().decode("utf-8"))
    except UnicodeDecodeError as error:
        raise InputError(f"Standard input is not UTF-8 text (byte {error.start:,}).") from error


def _show(reports: Iterator[Report], out: IO[str]) -> None:
    from events.commands.show import show_report

    for report in reports:
        show_report(report, out)


def _write_jsonl(reports: Iterator[Report], out: IO[str]) -> None:
    import json

    from events.writers.wire import describe_report

    for report in reports:
        out.write(json.dumps(describe_report(report), ensure_ascii=False) + "\n")


def _write_csv(reports: Iterator[Report], out: IO[str]) -> None:
    from events.writers.delimited import write_csv
    from events.writers.flat import flatten_report

    write_csv((row for report in reports for row in flatten_report(report)), out)


def _write_geojson(reports: Iterator[Report], out: IO[str]) -> None:
    from events.writers.flat import flatten_report
    from events.writers.geojson import write_geojson

    write_geojson((row for report in reports for row in flatten_report(report)), out)
