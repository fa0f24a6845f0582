"""The dashboard, run anew at every change: address -> view -> screen -> address."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard import panels, services, state
from dashboard.about import show_about
from dashboard.explore import show_events
from dashboard.filters import to_filter
from dashboard.link import PAGES, View
from dashboard.reports import show_reports
from dashboard.words import Words, load_words
from events.errors import DatelineError
from events.store import Counts, Store

ICON = Path(__file__).parent / "icon.svg"
STYLE = Path(__file__).parent / "page.css"


@functools.cache
def _panels() -> dict[str, Any]:
    return panels.register_panels()


def _show(name: str, data: dict[str, Any]) -> None:
    key = f"panel_{name}"
    panels.show(
        _panels(),
        name,
        data,
        on_set=functools.partial(state.change_from, key),
        on_turn=functools.partial(_turn_page, key) if name == "records" else None,
    )


def _turn_page(key: str) -> None:
    st.session_state["page_of_list"] = (st.session_state.get(key) or {}).get("turn")


def _style_page(words: Words) -> None:
    direction = f"<style>:root {{ --direction: {words.direction}; }}</style>"
    st.html(f"<style>{STYLE.read_text(encoding='utf-8')}</style>{direction}")


def _bar_data(view: View, counts: Counts, words: Words) -> dict[str, Any]:
    other = "en" if view.interface == "ar" else "ar"
    on_map = view.page == "events" and counts.total > 0
    return {
        "language": words.language,
        "direction": words.direction,
        "words": {
            **words.group("bar"),
            "name": words("app.name"),
            "tagline": words("app.tagline"),
            "nav": words("nav.label"),
        },
        "pages": [{"value": page, "label": words(f"nav.{page}")} for page in PAGES],
        "page": view.page,
        "shown": None if on_map else words.count("bar.shown", counts.total, shown=words.number(counts.shown)),
        "other": {"value": other},
    }


def _show_empty_store(store: Store, words: Words) -> None:
    st.subheader(words("store.empty.title"), anchor=False)
    st.write(words("store.empty.text"))
    st.code("python -m events ingest FILE…", language="sh")
    if st.button(words("store.empty.fill"), type="primary"):
        read = services.fill_with_samples(store, words)
        st.toast(words.count("fill.done", read))
        st.rerun()


def main() -> None:
    """Draw the dashboard once."""
    st.set_page_config(page_title="Dateline", page_icon=str(ICON), layout="wide")
    view = state.open_view()
    words = load_words(view.interface)
    _style_page(words)
    try:
        store = services.get_store()
        services.fill_at_first_start(store, words)
        counts = store.counts(to_filter(view))
        _show("bar", _bar_data(view, counts, words))
        if view.page == "about":
            show_about(words)
        elif view.page == "reports":
            show_reports(store, view, words, _show)
        elif counts.total == 0:
            _show_empty_store(store, words)
        else:
            show_events(store, view, counts, words, _show)
    except DatelineError as error:
        st.error(f"{words('error.store')} {error}")
        return
    state.write_address(view)


main()
