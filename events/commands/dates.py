"""``dateline dates``: see how a time expression is read."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from events.commands.show import describe_days


def show_dates(
    text: Annotated[str, typer.Argument(help="A phrase, a sentence or a whole text.")],
    published: Annotated[
        str | None, typer.Option(help="Day of publication (2023-09-05), from which 'last week' counts.")
    ] = None,
    language: Annotated[str | None, typer.Option(help="Language code (ar, en, ...); else it is detected.")] = None,
) -> None:
    r"""Show the time expressions in a text: where they stand, which days they mean, and how they were read.

    \b
    dateline dates "They met last week, and again on 3 May." --published 2023-09-05
    """
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from events.annotate import complete_document
    from events.dates import find_dates
    from events.language import detect_language
    from events.model import Document

    document = complete_document(Document("text", text), published=published, language=language)
    language_ = document.language or detect_language(text)
    spans = find_dates(text, language=language_, anchor=document.published)

    console = Console(file=sys.stdout, highlight=False)
    console.print(f"language {language_} · published {document.published or 'not known'}")
    if not spans:
        console.print("No time expression was found.")
        return
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in ("Span", "Words", "Days", "EDTF", "Counted from", "Read as"):
        table.add_column(heading, overflow="fold", no_wrap=heading in {"Span", "Days"})
    for span in spans:
        anchor = f"{span.anchor.day}\n({span.anchor.kind})" if span.anchor else "-"
        table.add_row(
            f"{span.start}-{span.end}",
            Text(span.text),
            Text("needs --published" if span.needs_anchor else describe_days(span)),
            Text(span.edtf or "-"),
            anchor,
            Text(", ".join(span.reading) or "-"),
        )
    console.print(table)
