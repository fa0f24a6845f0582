"""The stories' screen: a list to play from, and an editor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from babel import Locale

from dashboard import services
from dashboard.link import INTERFACE_LANGUAGES, View
from dashboard.story import write_story
from dashboard.table import direction_of
from dashboard.telling import window_words
from dashboard.words import Words

if TYPE_CHECKING:
    from dashboard.services import Told
    from events.store import Store

Show = Callable[[str, dict[str, Any]], None]


def show_stories(store: Store, view: View, words: Words, show: Show) -> None:
    """Draw the stories' screen."""
    stories = services.all_stories(store)
    show("stories", stories_data(stories, view.story, words, readonly=services.is_read_only()))


def languages_data() -> list[dict[str, str]]:
    """Give the languages of the interface, each by its own name."""
    return [
        {"value": code, "label": name[:1].upper() + name[1:]}
        for code in INTERFACE_LANGUAGES
        if (name := str(Locale.parse(code).get_language_name(code)))
    ]


def stories_data(stories: Sequence[Told], chosen: str | None, words: Words, *, readonly: bool) -> dict[str, Any]:
    """Give what the stories' screen shows.

    Parameters
    ----------
    stories
        All stories.
    chosen
        Id of the one in the editor, or none.
    words
        The interface's words.
    readonly
        Whether nothing may be written.
    """
    mine = sorted(stories, key=lambda told: told.story.language != words.language)
    open_ = next((told for told in stories if told.id == chosen), None)
    return {
        "language": words.language,
        "direction": words.direction,
        "words": words.group("stories"),
        "readonly": readonly,
        "languages": languages_data(),
        "stories": [_card(told, words) for told in mine],
        "chosen": _editor(open_, words, readonly=readonly) if open_ else None,
    }


def _card(told: Told, words: Words) -> dict[str, Any]:
    story = told.story
    about = [words.count("stories.steps", len(story.steps)), words.tongue(story.language)]
    if told.fixed:
        about.append(words("stories.example"))
    return {
        "id": told.id,
        "title": story.title,
        "summary": story.summary,
        "language": story.language,
        "direction": direction_of(story.language),
        "steps": len(story.steps),
        "about": words("list.comma").join(about),
        "fixed": told.fixed,
    }


def _editor(told: Told, words: Words, *, readonly: bool) -> dict[str, Any]:
    story = told.story
    return {
        "id": told.id,
        "revision": told.revision,
        "fixed": told.fixed or readonly,
        "title": story.title,
        "summary": story.summary,
        "language": story.language,
        "json": write_story(story),
        "file": f"dateline-story-{told.id}.json",
        "steps": [
            {
                "from": at,
                "number": words.number(at + 1),
                "title": step.title,
                "text": step.text,
                "about": step.event.quote[:140] if step.event else window_words(step.view, words),
            }
            for at, step in enumerate(story.steps)
        ],
    }
