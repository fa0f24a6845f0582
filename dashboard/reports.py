"""The reports: list them, read one in full with everything marked, set its publication date, paste a new one."""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
from collections.abc import Iterable
from typing import Any

import streamlit as st

from dashboard.bring import show_bringing, was_brought
from dashboard.correct.show import show_corrections
from dashboard.evidence import published_words
from dashboard.link import View
from dashboard.services import is_read_only
from dashboard.state import apply, set_view
from dashboard.table import direction_of
from dashboard.words import Words
from events.model import Document, PlaceRole, PublishedBasis
from events.report import Report
from events.store import Store
from events.store.rows import from_days

MOST_CHARACTERS = 1_000_000
"""Characters of a report that can be pasted."""


def show_reports(store: Store, view: View, words: Words, panels: Any) -> None:
    """Draw the reports' screen."""
    listed, read = st.columns([2, 3], gap="large")
    documents = store.documents().to_pylist()
    with listed:
        ids = [row["id"] for row in documents]
        chosen = view.report if view.report in ids else next(iter(ids), None)
        panels("library", library_data(documents, chosen, words))
        report = store.document(chosen) if chosen else None
        if report and not is_read_only():
            _set_publication(store, report, words)
        if not is_read_only():
            with st.expander(words("reports.paste"), expanded=not documents):
                _paste_report(store, view, words)
            with st.expander(words("bring.title"), expanded=was_brought()):
                show_bringing(store, words)
        with st.expander(words("correct.all")):
            show_corrections(store, words)
    with read:
        if report:
            panels("reader", reader_data(report, words))


def library_data(documents: list[dict[str, Any]], chosen: str | None, words: Words) -> dict[str, Any]:
    """Give what the list of reports shows."""
    return {
        "language": words.language,
        "direction": words.direction,
        "words": {"title": words("reports.choose"), "find": words("filters.find"), "none": words("store.empty.title")},
        "chosen": chosen,
        "reports": [
            {
                "id": row["id"],
                "title": row["title"] or row["id"],
                "direction": direction_of(row["language"]),
                "language": row["language"],
                "about": words("list.comma").join(
                    filter(None, [row["outlet"], words.tongue(row["language"] or ""), _published(row, words)])
                ),
                "events": words.count("reports.events", row["events"]),
                "note": words.count("lens.needs_anchor", row["needs_anchor"]) if row["needs_anchor"] else None,
            }
            for row in documents
        ],
    }


def _published(row: dict[str, Any], words: Words) -> str:
    published = from_days(row["published"])
    if published is None:
        return words("evidence.published.unknown")
    day = words.day(published)
    basis = row["published_basis"]
    return f"{day} ({words.named('reports', basis)})" if basis in ("inferred", "dateline") else day


def _set_publication(store: Store, report: Report, words: Words) -> None:
    document = report.document
    waiting = sum(event.date is not None and event.date.needs_anchor for event in report.events)
    if waiting:
        st.info(words("reports.waiting", n=words.count("reports.events", waiting)))
    with st.form("publication", border=True):
        day = st.date_input(
            words("reports.set"),
            value=document.published,
            min_value=dt.date(1000, 1, 1),
            max_value=dt.datetime.now(dt.UTC).date(),
            help=words("reports.set.help"),
            key=f"published_{document.id}_{document.published}",
        )
        if st.form_submit_button(words("reports.save")) and day != document.published:
            store.set_published(document.id, day if isinstance(day, dt.date) else None)
            st.toast(words("reports.saved"))
            st.rerun()


def _paste_report(store: Store, view: View, words: Words) -> None:
    with st.form("paste", border=False):
        text = st.text_area(words("reports.paste.text"), height=220)
        title = st.text_input(words("reports.paste.title"), max_chars=300)
        outlet = st.text_input(words("reports.paste.outlet"), max_chars=200)
        published = st.date_input(words("reports.paste.published"), value=None, min_value=dt.date(1000, 1, 1))
        if not st.form_submit_button(words("reports.paste.read"), type="primary"):
            return
    problem = check_pasted(text, published if isinstance(published, dt.date) else None, words)
    if problem:
        st.error(problem)
        return
    from events.pipeline import read_report

    document = Document(
        id="pasted-" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        text=text,
        published=published if isinstance(published, dt.date) else None,
        published_basis=PublishedBasis.STATED if published else None,
        title=title.strip() or None,
        outlet=outlet.strip() or None,
        retrieved=dt.datetime.now(dt.UTC),
    )
    report = read_report(document)
    if store.add(report) == "unchanged":
        st.info(words("reports.paste.same"))
        return
    st.toast(words.count("reports.paste.done", len(report.events)))
    set_view(apply(view, "report", document.id))
    st.rerun()


def check_pasted(text: str, published: dt.date | None, words: Words) -> str | None:
    """Say what is wrong with a pasted report; none if nothing is."""
    if not text.strip():
        return words("reports.paste.empty")
    if len(text) > MOST_CHARACTERS:
        return words("reports.paste.long", n=words.number(len(text)), most=words.number(MOST_CHARACTERS))
    if published and published > dt.datetime.now(dt.UTC).date():
        return words("reports.paste.future", day=words.day(published))
    return None


# ---- the report in full ------------------------------------------------------------------


def reader_data(report: Report, words: Words) -> dict[str, Any]:
    """Give what the reader shows: paragraphs of pieces, each plain or marked.

    Parameters
    ----------
    report
        A report with everything that was read in it.
    words
        The interface's words.
    """
    document = report.document
    marks = sorted(_marks(report, words), key=lambda mark: (mark[0], -mark[1]))
    return {
        "language": words.language,
        "direction": words.direction,
        "words": {"marks": words("reports.marks")},
        "legend": [{"kind": kind, "label": words(f"reader.{kind}")} for kind in ("date", "toponym", "actor", "event")],
        "report": {
            "language": document.language,
            "direction": direction_of(document.language),
            "title": document.title or document.id,
            "about": words("list.comma").join(
                filter(
                    None,
                    [
                        document.outlet,
                        words.tongue(document.language or ""),
                        published_words(document.published, document.published_basis, words),
                    ],
                )
            ),
            "note": document.published_note,
        },
        "paragraphs": list(_paragraphs(document.text, marks)),
    }


Mark = tuple[int, int, str, str, str | None]


def _marks(report: Report, words: Words) -> Iterable[Mark]:
    for date in report.dates:
        title = words.span(date.earliest, date.latest, date.precision) if date.is_resolved else words("date.unresolved")
        yield date.start, date.end, "date", title, None
    for toponym in report.toponyms:
        if toponym.role is not PlaceRole.DEMONYM:
            yield toponym.start, toponym.end, "toponym", toponym.place.name_in(words.language), None
    for actor in report.actors:
        yield actor.start, actor.end, "actor", actor.actor.name_in(words.language), None
    for event in report.events:
        title = f"{words.named('type', event.type)} · {words.named('status', event.status)}"
        yield event.evidence.start, event.evidence.end, "event", title, event.id


def _paragraphs(text: str, marks: list[Mark]) -> Iterable[list[dict[str, Any]]]:
    """Cut the text at every edge of a mark; a piece bears the mark of what it names, and of its shortest event."""
    begin = 0
    for line in text.splitlines(keepends=True):
        end = begin + len(line)
        if line.strip():
            yield _pieces(
                text, begin, begin + len(line.rstrip("\r\n")), [m for m in marks if m[0] < end and m[1] > begin]
            )
        begin = end


def _pieces(text: str, begin: int, end: int, marks: list[Mark]) -> list[dict[str, Any]]:
    edges = sorted({begin, end, *(min(max(edge, begin), end) for mark in marks for edge in mark[:2])})
    pieces = []
    for left, right in itertools.pairwise(edges):
        over = [mark for mark in marks if mark[0] <= left and mark[1] >= right]
        named = next((mark for mark in over if mark[4] is None), None)
        told = min((mark for mark in over if mark[4] is not None), key=lambda mark: mark[1] - mark[0], default=None)
        best = named or told
        pieces.append(
            {
                "kind": best[2] if best else "text",
                "text": text[left:right],
                "title": best[3] if best else None,
                "event": told[4] if told else None,
                "at": left,
            }
        )
    return pieces
