"""The dashboard, run anew at every change: address -> view -> screen -> address."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard import actions, panels, services, state
from dashboard.about import show_about
from dashboard.explore import show_embedded, show_events, show_told
from dashboard.filters import describe_part, to_filter
from dashboard.link import LONGEST, PAGES, View
from dashboard.page.records import MOST_EVENTS
from dashboard.reports import show_reports
from dashboard.state import chosen_filters
from dashboard.stories import languages_data, show_stories
from dashboard.story import Story, view_at
from dashboard.words import Words, load_words
from events.errors import DatelineError
from events.store.filter import EVERYTHING

if TYPE_CHECKING:
    from events.store import Store

ICON = Path(__file__).parent / "icon.svg"
STYLE = Path(__file__).parent / "page.css"


@functools.cache
def _panels() -> dict[str, Any]:
    return panels.register_panels()


def _show(name: str, data: dict[str, Any]) -> None:
    key = f"panel_{name}"
    on = {"set": functools.partial(state.change_from, key), "do": functools.partial(actions.act_on, key)}
    if name == "records":
        on["turn"] = functools.partial(_turn_page, key)
    panels.show(_panels(), name, data, on=on)


def _turn_page(key: str) -> None:
    st.session_state["page_of_list"] = (st.session_state.get(key) or {}).get("turn")


def _style_page(words: Words, *modes: str) -> None:
    """Style Streamlit's own page, and what is otherwise in an embedded view (``embedded``) and a story (``told``)."""
    sheets = [STYLE, *(STYLE.with_name(f"{mode}.css") for mode in modes)]
    style = "".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    st.html(f"<style>{style}:root {{ --direction: {words.direction}; }}</style>")


def _bar_data(view: View, total: int, store: Store, words: Words) -> dict[str, Any]:
    on_map = view.page == "events" and total > 0
    shown = services.count_of(store, store.generation, to_filter(view))
    outcome = actions.take_outcome()
    own = on_map and not state.is_told(view) and not services.is_read_only()
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
        "shown": None if on_map else words.count("bar.shown", total, shown=words.number(shown)),
        "languages": languages_data(),
        "onMap": on_map,
        "told": state.is_told(view),
        "canAdd": own,
        "stories": _own_stories(store) if own else [],
        "stepTitle": _step_title(view, store, words) if own else "",
        "short": actions.short_link(view),
        "longest": LONGEST,
        "describes": _describe(view, words),
        "page_": _page_data(view, shown, words, store) if on_map else {},
        "said": outcome.said,
        "failed": outcome.failed,
        "made": outcome.made,
    }


def _own_stories(store: Store) -> list[dict[str, str]]:
    stories = services.all_stories(store)
    return [{"id": told.id, "title": told.story.title} for told in stories if not told.fixed]


def _step_title(view: View, store: Store, words: Words) -> str:
    event = store.event(view.event) if view.event else None
    if event is None:
        return words.span(view.brush.earliest, view.brush.latest, "interval") if view.brush else ""
    place = next((place.place.name_in(words.language) for place in event.places), "")
    date = event.date
    when = words.when(date) if date and date.is_resolved else ""
    return words("list.comma").join(filter(None, (place, when)))


def _describe(view: View, words: Words) -> str:
    parts = [describe_part(view, part, words) for part in chosen_filters(view)]
    return words("list.semicolon").join(parts)[:160] or words("bar.all")


def _page_data(view: View, shown: int, words: Words, store: Store) -> dict[str, Any]:
    if state.is_told(view):
        story = services.find_story(store, view.story or "")
        says = words("share.page.story", title=story.title) if story else ""
        return {"allowed": True, "says": says}
    if shown == 0:
        return {"allowed": False, "says": words("share.page.empty")}
    if shown > MOST_EVENTS:
        many = words("share.page.many", n=words.number(shown), most=words.number(MOST_EVENTS))
        return {"allowed": False, "says": many}
    return {"allowed": True, "says": words.count("share.page.help", shown)}


def _show_empty_store(store: Store, words: Words) -> None:
    st.subheader(words("store.empty.title"), anchor=False)
    st.write(words("store.empty.text"))
    st.code("python -m events ingest FILE…", language="sh")
    if not services.is_read_only() and st.button(words("store.empty.fill"), type="primary"):
        read = services.fill_with_samples(store, words)
        st.toast(words.count("fill.done", read))
        st.rerun()


def _ask_to_log_in(words: Words) -> None:
    _style_page(words)
    st.title(words("app.name"), anchor=False)
    st.write(words("login.text"))
    if st.button(words("login.button"), type="primary"):
        st.login()


def _story_of(view: View, store: Store) -> tuple[View, Story | None]:
    """Give the view of the story's step that is told, once for each step: after that the person may look around."""
    if not state.is_told(view):
        st.session_state.pop(_AT, None)
        return view, None
    story = services.find_story(store, view.story or "")
    if story is None or not story.steps:
        return state.apply(view, "leave", None), None
    at = (view.story, view.step)
    if st.session_state.get(_AT) != at:
        view = view_at(story, view.step, view, store)
        st.session_state[_AT] = (view.story, view.step)
        state.keep_view(view)
    return view, story


_AT = "told_step"


def main() -> None:
    """Draw the dashboard once."""
    st.set_page_config(page_title="Dateline", page_icon=str(ICON), layout="wide")
    words = load_words(state.interface_language(View()))
    if services.needs_login():
        _ask_to_log_in(words)
        return
    try:
        store = services.get_store()
        view = state.open_view(services.get_shared(store).link)
        words = load_words(state.interface_language(view))
        services.fill_at_first_start(store, words)
        view, story = _story_of(view, store)
        embedded = bool(st.context.is_embedded)
        _style_page(words, *(["embedded"] if embedded else []), *(["told"] if story else []))
        total = services.count_of(store, store.generation, EVERYTHING)
        if embedded and total:
            show_embedded(store, view, words, _show, story)
        else:
            _show_page(store, view, total, words, story)
    except DatelineError as error:
        st.error(f"{words('error.store')} {error}")
        return
    state.write_address(view)


def _show_page(store: Store, view: View, total: int, words: Words, story: Story | None) -> None:
    top = st.container(key="top")

    def show_bar() -> None:
        with top:
            _show("bar", _bar_data(view, total, store, words))

    if view.page == "events" and total and not story:
        show_events(store, view, words, _show, after_map=show_bar)
        return
    show_bar()
    if view.page == "about":
        show_about(words)
    elif view.page == "reports":
        show_reports(store, view, words, _show)
    elif view.page == "stories":
        show_stories(store, view, words, _show)
    elif total == 0:
        _show_empty_store(store, words)
    elif story:
        show_told(store, view, words, _show, story)


main()
