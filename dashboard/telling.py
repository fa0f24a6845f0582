"""A story being told: the words of one step, with the evidence of its event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from dashboard.evidence import evidence_data
from dashboard.link import View
from dashboard.story import Story
from dashboard.table import direction_of
from dashboard.words import Words

if TYPE_CHECKING:
    from events.store import Store


def story_data(story: Story, view: View, store: Store, words: Words, *, leave: bool = True) -> dict[str, Any]:
    """Give what the player shows of a step.

    Parameters
    ----------
    story
        The story; it has steps.
    view
        The step's view: `dashboard.story.view_at`.
    store
        Where the step's event is looked up.
    words
        The interface's words.
    leave
        Whether there is something to leave the story for.
    """
    step = story.steps[view.step - 1]
    event = evidence_data(store, view.event, words)["event"] if view.event else None
    when = event["when"] if event else window_words(view, words)
    where = event["where"] if event else ""
    return {
        "language": words.language,
        "direction": words.direction,
        "words": words.group("story"),
        "leave": words("story.leave") if leave else None,
        "story": {
            "title": story.title,
            "summary": story.summary,
            "language": story.language,
            "direction": direction_of(story.language),
            "titles": [other.title or words.number(n) for n, other in enumerate(story.steps, 1)],
        },
        "step": {
            "number": view.step,
            "count": words("story.count", n=words.number(view.step), of=words.number(len(story.steps))),
            "title": step.title,
            "text": step.text,
            "kicker": " · ".join(_told(filter(None, (when, where)), words)),
            "cited": _cited(event["sources"], step.event.document if step.event else None) if event else None,
            "lost": step.event is not None and event is None,
        },
    }


def _cited(sources: Sequence[dict[str, Any]], document: str | None) -> dict[str, Any] | None:
    """Give the source that the step cites, where an event has several."""
    own = (source for source in sources if source["document"] == document)
    return next(own, next(iter(sources), None))


def _told(parts: Iterable[str], words: Words) -> Iterable[str]:
    nothing = {words("records.nodate"), words("records.noplace")}
    return (part for part in parts if part not in nothing)


def window_words(view: View, words: Words) -> str:
    """Give the days that a view has brushed, in words; nothing if none."""
    return words.span(view.brush.earliest, view.brush.latest, "interval") if view.brush else ""
