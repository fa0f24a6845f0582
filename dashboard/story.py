"""Stories: an ordered set of views with words beside them, as data that outlives the store they were made on.

A step keeps its view as the parameters of an address (`dashboard.link`), so stories stay readable for as long as old
links do. It names its event by id, and by report and quotation as well: when a report is read again and its events get
other ids, the event is found by its words.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dashboard.link import INTERFACE_LANGUAGES, KEYS, View, read_view, write_view
from events.errors import DatelineError

if TYPE_CHECKING:
    from events.store import Store

FORMAT = "dateline-story"
VERSION = 1
"""Counts up when the form changes; older forms are read for ever."""

MOST_STEPS = 100
MOST_TITLE = 200
MOST_TEXT = 4_000
MOST_QUOTE = 1_000
MOST_CHARACTERS = 300_000
"""Characters of a story's JSON."""

_NOT_OF_A_STEP = frozenset({"interface", "page", "report", "story", "step"})
_STEP_KEYS = tuple(key for key in KEYS if key.part not in _NOT_OF_A_STEP)


class StoryError(DatelineError):
    """A text that is no story: says what is wrong, and where."""


@dataclass(frozen=True, slots=True)
class Cited:
    """An event as a step names it: its id in the store, the report it stands in, and the words that say so."""

    id: str | None = None
    document: str | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: words, and the view beside them."""

    title: str = ""
    text: str = ""
    view: View = field(default_factory=View)
    event: Cited | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """A title, and steps in order.

    Attributes
    ----------
    title, summary
        Plain text.
    language
        Language that it is written in.
    steps
        At most `MOST_STEPS`.
    """

    title: str
    language: str = "en"
    summary: str = ""
    steps: tuple[Step, ...] = ()


def read_story(text: str) -> Story:
    """Read a story from its JSON.

    Parameters
    ----------
    text
        What `write_story` gave, or somebody else's file.

    Returns
    -------
    Story
        Views are read as addresses are: what cannot be read in one is left out.

    Raises
    ------
    StoryError
        If it is no such JSON, of a newer form, or beyond the bounds.
    """
    if len(text) > MOST_CHARACTERS:
        raise StoryError(f"A story has at most {MOST_CHARACTERS:,} characters; this one has {len(text):,}.")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise StoryError(f"This is no JSON: {error}.") from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise StoryError(f'This JSON is no story: it lacks "format": "{FORMAT}".')
    version = data.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or not 1 <= version <= VERSION:
        raise StoryError(f"The story's form is version {version!r}; this release reads 1 to {VERSION}.")
    steps = data.get("steps", [])
    if not isinstance(steps, list):
        raise StoryError('"steps" must be a list.')
    if len(steps) > MOST_STEPS:
        raise StoryError(f"A story has at most {MOST_STEPS} steps; this one has {len(steps)}.")
    language = data.get("language", "en")
    return Story(
        title=_text(data, "title", MOST_TITLE, "the story") or "—",
        language=language if language in INTERFACE_LANGUAGES else "en",
        summary=_text(data, "summary", MOST_TEXT, "the story"),
        steps=tuple(_read_step(step, number) for number, step in enumerate(steps, 1)),
    )


def write_story(story: Story) -> str:
    """Write a story as JSON, readable for people."""
    data = {
        "format": FORMAT,
        "version": VERSION,
        "title": story.title,
        "language": story.language,
        "summary": story.summary,
        "steps": [_write_step(step) for step in story.steps],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def step_of(view: View, *, title: str, text: str, store: Store) -> Step:
    """Make a step out of the current view."""
    event = store.event(view.event) if view.event else None
    cited = Cited(event.id, event.evidence.document, event.evidence.text[:MOST_QUOTE]) if event else None
    return Step(_bounded(title, MOST_TITLE), _bounded(text, MOST_TEXT), _view_of_step(view), cited)


def view_at(story: Story, number: int, view: View, store: Store) -> View:
    """Give the view of a step, within a person's own: their language, and where they are in the story.

    Parameters
    ----------
    story
        The story.
    number
        The step, from 1; beyond the last one, the last.
    view
        The view before.
    store
        Where the step's event is looked up.
    """
    if not story.steps:
        return view
    number = min(max(number, 1), len(story.steps))
    step = story.steps[number - 1]
    own = {part: getattr(view, part) for part in ("interface", "story")}
    event = find_event(step.event, store) if step.event else None
    return dataclasses.replace(_view_of_step(step.view), **own, step=number, event=event)


def find_event(cited: Cited, store: Store) -> str | None:
    """Find the event that a step names: by its id, else the one of its report that says the quoted words.

    Returns
    -------
    str or None
        The event's id; none if neither is in the store.
    """
    known = store.resolve(cited.id) if cited.id else None
    if known:
        return known
    report = store.document(cited.document) if cited.document and cited.quote else None
    at = report.document.text.find(cited.quote) if report else -1
    if report is None or at < 0:
        return None
    end = at + len(cited.quote)
    shared = {
        event.id: (min(end, event.evidence.end) - max(at, event.evidence.start), at - event.evidence.start)
        for event in report.events
    }
    best = max(shared, key=lambda id_: shared[id_], default=None)
    return store.resolve(best) if best is not None and shared[best][0] > 0 else None


def edited(story: Story, changes: Mapping[str, Any]) -> Story:
    """Give a story with what its editor changed.

    Parameters
    ----------
    story
        The story as it was.
    changes
        ``title``, ``summary``, ``language``, and ``steps``: a list of ``{"from", "title", "text"}`` in the new order,
        ``from`` counting the old steps from 0. Steps that it does not name are gone; views stay as they were.
    """
    steps: list[Step] = []
    for change in _dicts(changes.get("steps"))[:MOST_STEPS]:
        at = change.get("from")
        if isinstance(at, int) and 0 <= at < len(story.steps):
            steps.append(
                dataclasses.replace(
                    story.steps[at],
                    title=_bounded(change.get("title"), MOST_TITLE),
                    text=_bounded(change.get("text"), MOST_TEXT),
                )
            )
    language = changes.get("language")
    return Story(
        title=_bounded(changes.get("title"), MOST_TITLE) or story.title,
        language=language if language in INTERFACE_LANGUAGES else story.language,
        summary=_bounded(changes.get("summary"), MOST_TEXT),
        steps=tuple(steps) if isinstance(changes.get("steps"), list) else story.steps,
    )


def _dicts(value: object) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _view_of_step(view: View) -> View:
    return dataclasses.replace(View(), **{key.part: getattr(view, key.part) for key in _STEP_KEYS})


def _write_step(step: Step) -> dict[str, Any]:
    written: dict[str, Any] = {"title": step.title, "text": step.text, "view": write_view(step.view)}
    written["view"].pop("event", None)
    if step.event:
        written["event"] = {"id": step.event.id, "document": step.event.document, "quote": step.event.quote}
    return written


def _read_step(data: object, number: int) -> Step:
    where = f"step {number}"
    if not isinstance(data, dict):
        raise StoryError(f"{where.capitalize()} must be an object.")
    view = data.get("view", {})
    if not isinstance(view, dict):
        raise StoryError(f'"view" of {where} must be an object: keys of an address, each with a list of values.')
    query = {str(key): list(_texts(values)) for key, values in view.items()}
    event = data.get("event")
    if event is not None and not isinstance(event, dict):
        raise StoryError(f'"event" of {where} must be an object.')
    cited = event and Cited(
        _text(event, "id", MOST_TITLE, where) or None,
        _text(event, "document", MOST_TITLE, where) or None,
        _text(event, "quote", MOST_QUOTE, where),
    )
    return Step(
        _text(data, "title", MOST_TITLE, where), _text(data, "text", MOST_TEXT, where),
        _view_of_step(read_view(query)), cited or None,
    )  # fmt: skip


def _texts(values: object) -> Iterable[str]:
    listed: Sequence[object] = values if isinstance(values, list) else [values]
    return (value for value in listed if isinstance(value, str))


def _text(data: Mapping[str, Any], name: str, most: int, where: str) -> str:
    value = data.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise StoryError(f'"{name}" of {where} must be text.')
    if len(value) > most:
        raise StoryError(f'"{name}" of {where} has {len(value):,} characters; {most:,} is the most.')
    return _bounded(value, most)


def _bounded(value: object, most: int) -> str:
    if not isinstance(value, str):
        return ""
    return "".join(c for c in value if c.isprintable() or c == "\n").strip()[:most].strip()
