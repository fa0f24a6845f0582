"""Records as tables to read in a terminal."""

from __future__ import annotations

from typing import IO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from events.model import ActorRole, DateSpan, Event, PublishedBasis
from events.report import Report

_LONGEST_EVIDENCE = 160


def show_report(report: Report, out: IO[str]) -> None:
    """Print a report's events as a table: when, what, where, who, and the words that say so."""
    console = Console(file=out, highlight=False)
    console.print(Text(report.document.title or report.document.id, style="bold"))
    console.print(Text(_describe_document(report), style="dim"))
    if not report.events:
        console.print("No events were found in it.\n")
        return
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_lines=False, expand=False)
    for heading, width in (("When", 14), ("What", 12), ("Where", 18), ("Who", 18)):
        table.add_column(heading, max_width=width)
    table.add_column("The report says", min_width=24, ratio=1)
    for event in report.events:
        table.add_row(*map(Text, _cells(event)))
    console.print(table)


def _describe_document(report: Report) -> str:
    document = report.document
    basis = {PublishedBasis.INFERRED: " (inferred)", PublishedBasis.DATELINE: " (from its dateline)"}
    published = f"published {document.published}" if document.published else "publication date not known"
    note = basis.get(document.published_basis, "") if document.published_basis else ""
    waiting = sum(1 for event in report.events if event.date and event.date.needs_anchor)
    parts = [document.outlet or "", f"language {document.language}", published + note, f"{len(report.events)} events"]
    if waiting:
        parts.append(f"{waiting} need a publication date (--published)")
    return " · ".join(filter(None, parts))


def _cells(event: Event) -> tuple[str, str, str, str, str]:
    place = event.place
    where = f"{place.place.name} ({place.place.precision})" if place else "-"
    if place and place.part != "where":
        where = f"{place.part}: {where}"
    who = [
        f"{_ARROWS[link.role]}{link.actor.name}"
        for link in sorted(event.actors, key=lambda a: list(_ARROWS).index(a.role))
    ]
    said = " ".join(event.evidence.text.split())
    if len(said) > _LONGEST_EVIDENCE:
        said = said[: _LONGEST_EVIDENCE - 1] + "…"
    return describe_days(event.date), f"{event.type}\n{event.status}", where, "\n".join(who) or "-", said


_ARROWS = {ActorRole.SOURCE: "", ActorRole.TARGET: "→ ", ActorRole.MENTIONED: "· "}


def describe_days(date: DateSpan | None) -> str:
    """Say in a few words which days a time expression means."""
    if date is None:
        return "-"
    if not date.is_resolved:
        return f"? {date.text}"
    if date.earliest == date.latest:
        return f"about {date.earliest}" if date.is_about else str(date.earliest)
    if date.latest is None:
        return f"from {date.earliest}"
    if date.earliest is None:
        return f"until {date.latest}"
    return f"{date.earliest}\nto {date.latest}"
