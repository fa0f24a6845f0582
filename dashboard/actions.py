"""What panels ask for that is no change of the view: short links, pages to save, stories to write.

Each runs before the page is drawn anew. What it has to say, and what it made, stands in the bar of the next run, once.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import streamlit as st

from dashboard import services, state
from dashboard.correct.act import act
from dashboard.link import View
from dashboard.page.records import PageError, records_of_page
from dashboard.page.shell import shell_address
from dashboard.shared import Shared, SharedError
from dashboard.story import MOST_CHARACTERS, MOST_STEPS, Story, StoryError, edited, read_story, step_of, write_story
from dashboard.words import Words, load_words
from events.errors import DatelineError

if TYPE_CHECKING:
    from events.store import Store

_OUTCOME = "outcome_of_action"
_SHORT = "short_links_made"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an action came to.

    Attributes
    ----------
    said
        A sentence, for success.
    failed
        A sentence, for failure.
    made
        A page to save.
    """

    said: str = ""
    failed: str = ""
    made: Mapping[str, Any] | None = None


def take_outcome() -> Outcome:
    """Give what the last action came to, once."""
    outcome: Outcome = st.session_state.pop(_OUTCOME, Outcome())
    return outcome


def short_link(view: View) -> str | None:
    """Give the short link that this session made for a view; none if it made none."""
    made: dict[View, str] = st.session_state.get(_SHORT, {})
    return made.get(view)


def act_on(key: str) -> None:
    """Do what a panel asked for."""
    sent = (st.session_state.get(key) or {}).get("do")
    if not isinstance(sent, dict) or sent.get("action") not in _ACTIONS:
        return
    act = _ACTIONS[sent["action"]]
    view = state.current_view()
    words = load_words(state.interface_language(view))
    store = services.get_store()
    try:
        outcome = act(_Asked(sent, view, words, store, services.get_shared(store)))
    except SharedError as error:
        reason = words(error.reason) if words.has(error.reason) else str(error)
        outcome = Outcome(failed=reason)
    except StoryError as error:
        outcome = Outcome(failed=f"{words('stories.bad')} {error}")
    except (PageError, DatelineError) as error:
        outcome = Outcome(failed=str(error))
    st.session_state[_OUTCOME] = outcome


@dataclass(frozen=True, slots=True)
class _Asked:
    sent: Mapping[str, Any]
    view: View
    words: Words
    store: Store
    shared: Shared

    def text(self, name: str) -> str:
        value = self.sent.get(name)
        return value if isinstance(value, str) else ""

    def number(self, name: str) -> int:
        value = self.sent.get(name)
        return int(value) if isinstance(value, int | float) else 0


def _shorten(asked: _Asked) -> Outcome:
    if services.is_read_only():
        return Outcome()
    id_ = asked.shared.keep_link(urlencode(state.address_of(asked.view), doseq=True))
    st.session_state.setdefault(_SHORT, {})[asked.view] = id_
    return Outcome()


def _make_page(asked: _Asked) -> Outcome:
    title = asked.text("title")[:200].strip()
    records = records_of_page(
        asked.store, asked.view, asked.words, title=title, link=asked.text("link")[:4000],
        story=services.find_story(asked.store, asked.view.story) if asked.view.story else None,
    )  # fmt: skip
    return Outcome(
        said=asked.words("share.page.done"),
        made={
            "id": secrets.token_hex(8),
            "records": records,
            "title": title or asked.words("app.name"),
            "language": asked.words.language,
            "direction": asked.words.direction,
            "file": "dateline.html",
            **shell_address(),
        },
    )


def _add_step(asked: _Asked) -> Outcome:
    _may_write()
    view = state.apply(asked.view, "camera", asked.text("camera")) if asked.text("camera") else asked.view
    step = step_of(view, title=asked.text("title"), text=asked.text("text"), store=asked.store)
    id_ = asked.text("story") or None
    kept = asked.shared.story(id_) if id_ else None
    if kept is None:
        name = " ".join(asked.text("name").split())[:200] or asked.words("stories.untitled")
        story = Story(title=name, language=asked.words.language, steps=(step,))
        asked.shared.save_story(write_story(story))
    else:
        story = read_story(kept.content)
        if len(story.steps) >= MOST_STEPS:
            raise SharedError("story.steps", f"A story has at most {MOST_STEPS} steps.")
        story = Story(story.title, story.language, story.summary, (*story.steps, step))
        asked.shared.save_story(write_story(story), id_=kept.id, revision=kept.revision)
    return Outcome(said=asked.words("stories.added", title=story.title, n=asked.words.number(len(story.steps))))


def _save_story(asked: _Asked) -> Outcome:
    _may_write()
    kept = asked.shared.story(asked.text("id"))
    if kept is None:
        raise SharedError("story.stale", "This story is gone.")
    changes = asked.sent.get("story")
    story = edited(read_story(kept.content), changes if isinstance(changes, dict) else {})
    asked.shared.save_story(write_story(story), id_=kept.id, revision=asked.number("revision"))
    return Outcome(said=asked.words("stories.saved"))


def _delete_story(asked: _Asked) -> Outcome:
    _may_write()
    asked.shared.delete_story(asked.text("id"), revision=asked.number("revision"))
    state.set_view(state.apply(asked.view, "story", None))
    return Outcome(said=asked.words("stories.deleted"))


def _import_story(asked: _Asked) -> Outcome:
    _may_write()
    content = asked.text("content")
    if asked.number("size") or len(content) > MOST_CHARACTERS:
        raise SharedError("story.toolong", f"A story has at most {MOST_CHARACTERS} characters.")
    story = read_story(content)
    kept = asked.shared.save_story(write_story(story))
    state.set_view(state.apply(asked.view, "story", kept.id))
    return Outcome(said=asked.words("stories.imported", title=story.title))


def _may_write() -> None:
    if services.is_read_only():
        raise SharedError("share.readonly", "This dashboard is read-only.")


def _correct(asked: _Asked) -> Outcome:
    return Outcome(said=act(asked.sent, asked.view, asked.words, asked.store))


_ACTIONS: dict[str, Callable[[_Asked], Outcome]] = {
    "shorten": _shorten,
    "page": _make_page,
    "add_step": _add_step,
    "save_story": _save_story,
    "delete_story": _delete_story,
    "import_story": _import_story,
    "correct": _correct,
}
