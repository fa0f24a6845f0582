"""Bringing reports in: dropped files and pasted links, with progress, a way to stop, and what became of each."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import streamlit as st

from dashboard.words import Words
from events.errors import InputError
from events.ingest import Summary, describe_defaults, ingest
from events.readers.draft import Found
from events.readers.formats import read_bytes, suffix_of
from events.readers.grids import GRIDS, read_rows
from events.readers.report_tables import PARTS, guess_columns
from events.readers.web import Fetcher, is_web_address
from events.store import Store

MOST_LINKS = 200
MOST_SHOWN = 200
"""Failures that are listed."""
_SUMMARY = "bring_summary"


class Upload(Protocol):
    """A file that the browser sent."""

    name: str

    def getvalue(self) -> bytes:
        """Give its bytes."""


@dataclass(frozen=True, slots=True)
class Source:
    """A dropped file with the columns that were chosen for it, or a link."""

    name: str
    upload: Upload | None = None
    columns: Mapping[str, str] | None = None

    def read(self, fetcher: Fetcher, store: Store) -> Iterator[Found]:
        """Give its reports."""
        if self.upload is not None:
            yield from read_bytes(self.upload.getvalue(), origin=f"upload/{self.name}", columns=self.columns or {})
            return
        from events.readers.links import read_link

        def known(links: Sequence[str]) -> set[str]:
            return {row["origin"] for row in store.find_documents(origins=links)}

        yield from read_link(self.name, fetcher, known=known)


def was_brought() -> bool:
    """Whether something was read in this session, so that what became of it is to be shown."""
    return _SUMMARY in st.session_state


def show_bringing(store: Store, words: Words) -> None:
    """Draw the fields for files and links, and read what was given."""
    _show_last(words)
    uploads = st.file_uploader(
        words("bring.files"), accept_multiple_files=True, help=words("bring.files.help"), key="bring_files"
    )
    columns = {upload.file_id: _choose_columns(upload, words) for upload in uploads}
    links = st.text_area(words("bring.links"), help=words("bring.links.help"), height=90, key="bring_links")
    outlet = st.text_input(words("bring.outlet"), max_chars=200, key="bring_outlet")
    published = st.date_input(
        words("bring.published"),
        value=None,
        min_value=dt.date(1000, 1, 1),
        max_value=dt.datetime.now(dt.UTC).date(),
        key="bring_published",
    )
    if not st.button(words("bring.read"), type="primary", key="bring_read"):
        return
    listed, problem = parse_links(links, words)
    sources = [Source(upload.name, upload, columns[upload.file_id]) for upload in uploads]
    sources += [Source(link) for link in listed]
    if problem or not sources:
        st.error(problem or words("bring.nothing"))
        return
    day = published if isinstance(published, dt.date) else None
    st.session_state[_SUMMARY] = _read_sources(store, sources, words, outlet=outlet.strip() or None, published=day)
    st.rerun()


def parse_links(text: str, words: Words) -> tuple[list[str], str | None]:
    """Give the links of a field, one a line, and what is wrong with them; none if nothing is."""
    links = list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
    wrong = next((link for link in links if not is_web_address(link)), None)
    if wrong:
        return [], words("bring.notlink", link=wrong[:80])
    if len(links) > MOST_LINKS:
        return [], words("bring.many", most=words.number(MOST_LINKS))
    return links, None


def _choose_columns(upload: Any, words: Words) -> dict[str, str]:
    """Show which column of a table of reports holds what, as guessed, and let it be changed."""
    suffix = suffix_of(upload.name)
    if suffix not in GRIDS:
        return {}
    try:
        names = [str(name) for name in next(read_rows(upload.getvalue(), origin=upload.name, suffix=suffix), {})]
    except InputError:
        return {}  # reading tells what is wrong
    guessed = guess_columns(names)
    if guessed is None:
        return {}
    with st.expander(words("bring.columns", name=upload.name)):
        st.caption(words("bring.columns.help"))
        chosen = {
            part: st.selectbox(
                words(f"bring.column.{part}"),
                names if part == "text" else [None, *names],
                index=names.index(found) + (part != "text") if (found := getattr(guessed, part)) else 0,
                format_func=lambda name: words("bring.column.none") if name is None else name,
                key=f"bring_{upload.file_id}_{part}",
            )
            for part in PARTS
        }
    changed = any(chosen[part] != getattr(guessed, part) for part in PARTS)
    return {part: name for part, name in chosen.items() if name} if changed else {}


def _read_sources(
    store: Store, sources: Sequence[Source], words: Words, *, outlet: str | None, published: dt.date | None
) -> Summary:
    """Read the sources, with a bar. Stopping redraws the page, which ends the run; what was written stays."""
    st.session_state[_SUMMARY] = Summary(cancelled=True)
    bar = st.progress(0.0, text=words("bring.starting"))
    st.button(words("bring.stop"), key="bring_stop")
    began, done = time.monotonic(), 0
    table = began

    def tell(summary: Summary, name: str) -> None:
        nonlocal table
        st.session_state[_SUMMARY] = summary
        summary.cancelled = True
        if summary.underway:
            rows, of = summary.underway
            bar.progress((done + rows / of) / len(sources), text=_table_words(rows, of, table, words, name))
        else:
            table = time.monotonic()
            bar.progress(done / len(sources), text=_progress_words(summary, done, len(sources), began, words, name))

    def read_all() -> Iterator[Found]:
        nonlocal done
        fetcher = Fetcher()
        for source in sources:
            yield from source.read(fetcher, store)
            done += 1

    summary = ingest(store, describe_defaults(read_all(), published=published, outlet=outlet), progress=tell)
    summary.cancelled = False
    return summary


def _progress_words(summary: Summary, done: int, of: int, began: float, words: Words, name: str) -> str:
    seconds = max(time.monotonic() - began, 0.001)
    left = "…" if not done else _duration(seconds / done * (of - done), words)
    running = words(
        "bring.running",
        done=words.number(done),
        of=words.number(of),
        reports=words.number(summary.read),
        rate=words.number(round(summary.read / seconds * 60)),
        left=left,
    )
    return f"{running} · {name[:60]}"


def _table_words(rows: int, of: int, began: float, words: Words, name: str) -> str:
    """Say how far a table of others' events is loaded."""
    seconds = max(time.monotonic() - began, 0.001)
    running = words(
        "bring.table",
        done=words.number(rows),
        of=words.number(of),
        rate=words.number(round(rows / seconds)),
        left=_duration(seconds / max(rows, 1) * (of - rows), words),
    )
    return f"{running} · {name.rpartition('/')[2][:60]}"


def _duration(seconds: float, words: Words) -> str:
    from babel.dates import format_timedelta

    return words.digits(format_timedelta(round(seconds), threshold=1.5, locale=words.locale))


def _show_last(words: Words) -> None:
    """Say what became of the last sources, until others are read."""
    summary: Summary | None = st.session_state.get(_SUMMARY)
    if summary is None:
        return
    told = words(
        "bring.summary",
        new=words.number(summary.new),
        updated=words.number(summary.updated),
        unchanged=words.number(summary.unchanged),
        copies=words.number(summary.copies),
        failed=words.number(len(summary.failures)),
        events=words.number(summary.events),
    )
    if summary.cancelled:
        st.warning(f"{words('bring.stopped')} {told}")
    else:
        st.success(f"{words.count('bring.done', summary.read)}. {told}")
    if summary.skipped:
        kinds = words("list.comma").join(f"{words.number(n)} {kind}" for kind, n in summary.skipped.most_common())
        st.caption(words("bring.skipped", kinds=kinds))
    if summary.failures:
        with st.expander(f"{words('bring.failed')} ({words.number(len(summary.failures))})", expanded=True):
            for failure in summary.failures[:MOST_SHOWN]:
                st.text(failure.reason.replace("upload/", "", 1))
