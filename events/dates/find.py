"""The time expressions of a text, with the days they mean."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from events.dates.calendar import NoSuchDateError
from events.dates.candidates import keep_candidates
from events.dates.countries import country_habits
from events.dates.edtf import write_edtf
from events.dates.items import Item
from events.dates.language import Language, load_language, lower_case
from events.dates.nodes import Clock, Named, Node, Open, Part, Point, Range, Shift, Span, Unit, Window
from events.dates.numbers import join_month_names, join_years, merge_numbers
from events.dates.resolving import FUTURE, PAST, UNKNOWN, Context, Focus, NeedsAnchorError, Resolved, resolve
from events.dates.tokens import read_items
from events.model import Anchor, AnchorKind, DatePrecision, DateSpan

SENTENCE_END = re.compile(r"[.!?؟;؛。！？；\n](?:(?<=[。！？；\n])|\s)")
AGENCY = r"\s*[)]?\s*(?:\([^)\n]{1,30}\))?\s*"
PLACE_BEFORE, CITY_BEFORE = re.compile(r"[^.!?؟:]*[,،(/\-–—]\s*"), re.compile(r"[^.!?:]*,\s*")
DASH_AFTER, LONG_DASH_AFTER = re.compile(AGENCY + r"\.?[-–—:/]"), re.compile(AGENCY + r"[–—]")
DATELINE_WITHIN, LONGEST_PLACE = 250, 60
CLAUSE = 160
LONGEST_SENTENCE = 600
LONGEST_GIVEN_NAME = 12
REGION_LETTERS = 2
STORY_YEARS = 12
"""Times further than this from the middle year of a story do not belong to it."""
STORY_DATES, STORY_SHARE = 3, 0.6
"""A text tells a story of other years if more than this share of its years lie away from its anchor's, and if they
are so many, or if it never speaks of the anchor's own days."""
WRITTEN_DATES = 2
"""So many dates like "3 May", and none like "May 3", show that numbers too stand with the day first."""
PRECISIONS = {precision.value: precision for precision in DatePrecision} | {
    "half": DatePrecision.INTERVAL,
    "weekend": DatePrecision.WEEK,
    "fortnight": DatePrecision.WEEK,
    "business": DatePrecision.DAY,
    "hour": DatePrecision.TIME,
    "minute": DatePrecision.TIME,
    "second": DatePrecision.TIME,
}
"""The precision of a date that speaks in a unit."""
NOT_DATES = frozenset({"qty"})
SETS = frozenset({"every"})
"""What stands before a time to make it a set ("every Monday")."""

NOMINAL = Anchor(dt.date(2001, 6, 15))
"""What a time is tried against when there is no anchor: how far back it lies is known even so."""
RECENT = 14
"""Days before its anchor within which a time is recent."""


def find_dates(
    text: str, *, language: str, anchor: dt.date | Anchor | None = None, country: str | None = None
) -> list[DateSpan]:
    """Find the dates in a text and say which days they mean.

    Durations ("for three years"), ages and sets ("every Monday") are not dates and are left out.

    Parameters
    ----------
    text
        Any text. Takes time in proportion to its length.
    language
        Code of its language (``ar``, ``en``, ``en-GB`` ...). A language without a data file is read through dateparser.
    anchor
        The day of publication, which "yesterday" counts from. None: the text's own dateline, if it has one; else such
        expressions are kept with ``needs_anchor``.
    country
        ISO 3166-1 alpha-2 code of where it was written, if known (also as the region of ``language``): decides the
        hemisphere of seasons, and the order of 03/04/2023 unless other dates of the text show it.

    Returns
    -------
    list of DateSpan
        In the order of the text, not overlapping, with offsets into ``text`` (``str`` indices, end exclusive).
    """
    if isinstance(anchor, dt.datetime):
        anchor = anchor.date()
    given = Anchor(anchor) if isinstance(anchor, dt.date) else anchor
    code, *subtags = language.replace("_", "-").split("-")
    where = country or next((tag.upper() for tag in subtags if len(tag) == REGION_LETTERS), None)
    words = load_language(code.lower())
    if words is None:
        from events.dates.generic import find_generic_dates

        return find_generic_dates(text, language=code.lower(), anchor=given)
    return find_with(text, words, given, country=where)


def find_with(text: str, language: Language, anchor: Anchor | None, *, country: str | None = None) -> list[DateSpan]:
    """Find dates with the words of a loaded language; see :func:`find_dates`."""
    lower = lower_case(text)
    pieces = join_month_names(join_years(merge_numbers(keep_candidates(read_items(text, lower, language)))))
    items = language.grammar.apply(pieces)
    times = [
        item
        for before, item in zip([None, *items], items, strict=False)
        if item.node is not None and not item.kinds & NOT_DATES and not _is_set(before, item)
    ]
    return _resolve_all(text, lower, times, language, anchor, country)


def _is_set(before: Item | None, time: Item) -> bool:
    """Whether the word before a time makes it a set, "every Monday"; what is last, next or following is none."""
    if before is None or not before.kinds & SETS:
        return False
    return not (isinstance(time.node, Unit) and time.node.offset)


def _resolve_all(
    text: str, lower: str, times: list[Item], language: Language, anchor: Anchor | None, country: str | None = None
) -> list[DateSpan]:
    dateline = find_dateline(text, times)
    habits = country_habits(country)
    order, order_from = read_order(times, language.order if habits is None else habits.order)
    if habits is not None and order_from == "language":
        order_from = "country"
    southern = habits is not None and habits.southern
    context = Context(anchor, order=order, order_from=order_from, southern=southern)
    if context.anchor is None and dateline is not None:
        try:
            days = resolve(dateline.node, context).days
            context.anchor = Anchor(days[0], AnchorKind.DATELINE)
        except (NeedsAnchorError, NoSuchDateError):
            pass
    context.narrative = dateline is None and _is_narrative(times, context.anchor)
    story = Story.of(times, context)
    spans = []
    for time in times:
        compares = _compares(lower, time, language)
        if (compares and isinstance(time.node, Shift)) or _is_age(lower, time, language):
            continue
        if language.given_names and _is_name(text, lower, time, language):
            continue
        if (
            order == "DMY"
            and isinstance(time.node, Point)
            and time.node.year is None
            and time.node.order == "numeric-MDY"
        ):
            continue
        item = time.values["inner"] if compares else time
        context.same_sentence = _in_one_sentence(text, context.focus, item)
        context.tense = lambda item=item: read_tense(lower, item.start, item.end, language)  # type: ignore[misc]
        try:
            found = resolve(item.node, context)
        except NeedsAnchorError:
            spans.append(_unresolved(text, item, context))
            continue
        except NoSuchDateError:
            continue
        if found.earliest is not None and found.latest is not None and found.earliest > found.latest:
            continue
        leads = not compares and not story.is_aside(item, found) and not isinstance(item.node, Named)
        if leads and found.earliest is not None and found.latest is not None:
            context.focus = Focus(found.days, found.unit, item.end, explicit=_states_year(item.node))
            if found.earliest == found.latest:
                context.focus_day = found.earliest
            elif context.narrative and _lies_outside(context.focus_day, found):
                context.focus_day = None
        spans.append(_span_of(text, item, found, is_dateline=time is dateline))
    return spans


def _lies_outside(day: dt.date | None, found: Resolved) -> bool:
    """Whether the story has left a day behind: it now speaks of a year or month that does not hold it."""
    return day is not None and not found.days[0] <= day <= found.days[1]


def _in_one_sentence(text: str, focus: Focus | None, item: Item) -> bool:
    """Whether a time stands in the sentence of the date in focus; looks back so far only, whatever the text."""
    if focus is None or item.start - focus.end > LONGEST_SENTENCE:
        return False
    return SENTENCE_END.search(text, focus.end, item.start) is None


def _points_in(node: Node) -> Iterator[Point]:
    """Give the calendar dates of a time: its own, or those at its ends."""
    if isinstance(node, Point):
        yield node
    elif isinstance(node, Range):
        yield from _points_in(node.first)
        yield from _points_in(node.last)
    elif isinstance(node, (Part, Open)):
        yield from _points_in(node.inner)
    elif isinstance(node, Clock) and node.day is not None:
        yield from _points_in(node.day)


def _compares(lower: str, item: Item, language: Language) -> bool:
    """Whether a time only compares: "the lowest level since 1997", "the first in three years".

    The text is given in lower case.
    """
    if language.comparison is None:
        return False
    node = item.node
    if (isinstance(node, Shift) and node.bare) or (
        isinstance(node, Open) and node.side in ("since", "from") and item.values.get("inner")
    ):
        left = max(0, item.start - CLAUSE // 2)
        return language.comparison.search(lower[left : item.start]) is not None
    return False


def read_order(times: list[Item], usual: str) -> tuple[str, str]:
    """Decide whether 03/04 is in March or April here: by the other dates of the text, else by its language.

    Parameters
    ----------
    times
        All times of the text.
    usual
        The order usual in its language.

    Returns
    -------
    tuple of str
        ``MDY``, ``DMY`` or ``unknown`` (dates of both orders stand in the text, or nothing shows it in a language of
        several countries), and what decided: ``text`` or ``language``.
    """
    shown = [point.order for item in times for point in _points_in(item.node) if point.order is not None]
    numeric = {order[-3:] for order in shown if order.startswith("numeric")}
    if numeric:
        return (numeric.pop(), "text") if len(numeric) == 1 else ("unknown", "text")
    if usual in ("MDY", "unknown") and "written-MDY" not in shown and shown.count("written-DMY") >= WRITTEN_DATES:
        return "DMY", "text"
    if usual == "unknown" and "written-MDY" in shown and "written-DMY" not in shown:
        return "MDY", "text"
    return usual, "language"


def _is_age(lower: str, item: Item, language: Language) -> bool:
    """Whether a decade is somebody's age: "in her late forties", "في العشرينات من العمر"."""
    node = item.node.inner if isinstance(item.node, Part) else item.node
    if not isinstance(node, Span) or node.unit != "decade":
        return False
    if language.age_after is not None and language.age_after.match(lower, item.end):
        return True
    before = language.age_before
    return before is not None and before.search(lower, max(0, item.start - CLAUSE // 4), item.start) is not None


def _is_name(text: str, lower: str, item: Item, language: Language) -> bool:
    """Whether the short name of a month is somebody's given name: "9. Jan Kuppelwieser"."""
    if text[item.end : item.end + 1] != " " or not text[item.end + 1 : item.end + 2].isupper():
        return False
    return lower[max(item.start, item.end - LONGEST_GIVEN_NAME) : item.end].split()[-1] in language.given_names


def find_dateline(text: str, times: list[Item]) -> Item | None:
    """Find the date of the line at the head of a report: alone in its line, or between a place and a dash."""
    for item in times:
        if item.start > DATELINE_WITHIN:
            return None
        node = item.node.day if isinstance(item.node, Clock) else item.node
        if not isinstance(node, Point) or node.day is None or node.month is None:
            continue
        line_start = text.rfind("\n", 0, item.start) + 1
        line_end = text.find("\n", item.end)
        head = text[line_start : item.start]
        tail = text[item.end : line_end if line_end >= 0 else len(text)]
        if not head.strip() and not tail.strip():
            return item
        if len(head) <= LONGEST_PLACE and PLACE_BEFORE.fullmatch(head) and DASH_AFTER.match(tail):
            return item
        if not head.strip() and LONG_DASH_AFTER.match(tail):
            return item
        if head.isupper() and len(head) <= LONGEST_PLACE and CITY_BEFORE.fullmatch(head) and tail[:1] == ".":
            return item
    return None


def read_tense(text: str, start: int, end: int, language: Language) -> int:
    """Tell from the verbs of the clause around an expression whether it lies ahead (1), behind (-1) or neither (0).

    The text is given in lower case.
    """
    if language.tense is None:
        return UNKNOWN
    left = max(0, start - CLAUSE)
    for boundary in SENTENCE_END.finditer(text, left, start):
        left = boundary.end()
    last = None
    for verb in language.tense.finditer(text, left, start):
        last = verb
    if last is None:
        right = min(len(text), end + CLAUSE)
        for stop in (SENTENCE_END, language.subordinators):
            found = stop.search(text, end, right) if stop is not None else None
            right = found.start() if found else right
        last = language.tense.search(text, end, right)
    if last is None:
        return UNKNOWN
    return FUTURE if last.lastgroup == "future" else PAST


def _states_year(node: Node) -> bool:
    if isinstance(node, Clock) and node.day is not None:
        return _states_year(node.day)
    if isinstance(node, Range):
        return _states_year(node.last) or _states_year(node.first)
    if isinstance(node, (Part, Open)):
        return _states_year(node.inner)
    return isinstance(node, (Point, Span)) and node.year is not None


def _is_narrative(times: list[Item], anchor: Anchor | None) -> bool:
    if anchor is None:
        return True
    years = [y for item in times if (y := _year_of(item.node)) is not None]
    away = sum(abs(y - anchor.day.year) > 1 for y in years)
    if away <= STORY_SHARE * len(years):
        return False
    return away >= STORY_DATES or not any(_counts_from_anchor(item.node) for item in times)


@dataclass(frozen=True, slots=True)
class Story:
    """The years that a text tells of, if it tells of other years than its anchor's."""

    median: int | None

    @classmethod
    def of(cls, times: list[Item], context: Context) -> Story:
        """Find the middle of the years that the times of a text state."""
        years = sorted(y for item in times if (y := _year_of(item.node)) is not None)
        return cls(years[len(years) // 2] if context.narrative and len(years) >= STORY_DATES else None)

    def is_aside(self, item: Item, found: Resolved) -> bool:
        """Whether a time stands beside the story, so that nothing counts from it: "a report of 2005", "today"."""
        if self.median is None or found.earliest is None:
            return False
        return abs(found.earliest.year - self.median) > STORY_YEARS or _counts_from_anchor(item.node)


def _counts_from_anchor(node: Node) -> bool:
    """Whether a time speaks of the report's own days: today, last week, Monday, three days ago."""
    if isinstance(node, Clock) and node.day is not None:
        return _counts_from_anchor(node.day)
    if isinstance(node, Range):
        return _counts_from_anchor(node.first) or _counts_from_anchor(node.last)
    if isinstance(node, (Part, Open)):
        return _counts_from_anchor(node.inner)
    if isinstance(node, Point):
        return node.rel is not None or (node.weekday is not None and node.month is None)
    if isinstance(node, (Unit, Shift)):
        return not node.focus and getattr(node, "base", None) is None and not getattr(node, "by_tense", False)
    return isinstance(node, Window) and node.base is None and node.inside is None


def _year_of(node: Node) -> int | None:
    if isinstance(node, Clock) and node.day is not None:
        return _year_of(node.day)
    if isinstance(node, Range):
        return _year_of(node.last) or _year_of(node.first)
    if isinstance(node, (Part, Open)):
        return _year_of(node.inner)
    if isinstance(node, Point) and node.hijri and not node.in_gregorian_year:
        return None
    return node.year if isinstance(node, (Point, Span)) and not node.bc else None


def _precision(unit: str) -> DatePrecision:
    return PRECISIONS[unit]


def _unresolved(text: str, item: Item, context: Context) -> DateSpan:
    """Keep a time that needs an anchor, with its unit, and with the code ``recent`` where any anchor is close to it."""
    precision = DatePrecision.DAY
    reading: tuple[str, ...] = ("needs-anchor",)
    try:
        found = resolve(item.node, Context(NOMINAL, order=context.order, tense=context.tense))
    except (NeedsAnchorError, NoSuchDateError):
        found = None
    if found is not None:
        precision = _precision(found.unit)
        if found.earliest is not None and 0 <= (NOMINAL.day - found.earliest).days <= RECENT:
            reading = ("needs-anchor", "recent")
    return DateSpan(
        item.start, item.end, text[item.start : item.end], None, None, precision, needs_anchor=True, reading=reading
    )


def _span_of(text: str, item: Item, found: Resolved, *, is_dateline: bool) -> DateSpan:
    reading = ("dateline", *found.reading) if is_dateline else found.reading
    if found.alternatives:
        found.edtf = f"[{','.join(write_edtf(*days) for days in found.alternatives)}]"
    edtf = found.edtf if found.edtf is not None else write_edtf(found.earliest, found.latest, season=found.season)
    return DateSpan(
        item.start,
        item.end,
        text[item.start : item.end],
        found.earliest,
        found.latest,
        _precision(found.unit),
        edtf=edtf,
        anchor=found.anchor,
        alternatives=found.alternatives,
        time=found.time,
        reading=reading,
    )
