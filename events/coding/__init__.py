"""What happened: event records out of a report's sentences, dates, places and actors.

Lexicons of triggers and cues, one file per language (``data/``), tell what words mean; general rules read the
sentences around them (``scan``, ``roles``, ``status``, ``when``, ``where``), draft records (``records``) and join
those that tell of one happening (``reference``). The rules are written down in docs/coding.md.
"""

from __future__ import annotations

import dataclasses
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from events.coding.assemble import assemble
from events.coding.context import fill_from_context, is_headline, join_headline, name_armed_group, settle_harm
from events.coding.draft import Draft
from events.coding.lead import NEAR_SENTENCES, settle_lead
from events.coding.lexicon import Lexicon, load_lexicon
from events.coding.news import count_news_sentences
from events.coding.records import draft_sentence
from events.coding.reference import is_bare_claim, join_drafts, settle_ahead
from events.coding.salience import is_aside
from events.coding.scan import Reading, Span, read_sentence
from events.coding.sites import with_sites
from events.coding.when import belongs_elsewhere
from events.coding.where import find_dateline
from events.model import ActorKind, ActorMention, DateSpan, Document, Event, Toponym
from events.sentences import Sentence

LONGEST_SENTENCE = 2_000
"""Letters of the longest sentence that is read as one; news has none so long, tables and broken texts do."""

__all__ = ["code_drafts", "code_events"]


def code_events(
    document: Document,
    sentences: Sequence[Sentence],
    dates: Sequence[DateSpan],
    toponyms: Sequence[Toponym],
    actors: Sequence[ActorMention],
) -> list[Event]:
    """Find the events that a report tells.

    Parameters
    ----------
    document
        The report, with its language; one without a lexicon gives no events.
    sentences, dates, toponyms, actors
        What the earlier stages found in it, each sorted, without overlaps among themselves.

    Returns
    -------
    list of Event
        One for each happening, in the order of the text.
    """
    return [event for event, _ in code_drafts(document, sentences, dates, toponyms, actors)]


def code_drafts(
    document: Document,
    sentences: Sequence[Sentence],
    dates: Sequence[DateSpan],
    toponyms: Sequence[Toponym],
    actors: Sequence[ActorMention],
) -> list[tuple[Event, Draft]]:
    """Find the events that a report tells, each with the draft it was made from; see :func:`code_events`."""
    lexicon = load_lexicon(document.language or "")
    if lexicon is None:
        return []
    everywhere = toponyms
    start, end = find_dateline(document.text, toponyms, dates)
    if end:
        dates = [date for date in dates if not start <= date.start < end]
        toponyms = [toponym for toponym in toponyms if not start <= toponym.start < end]
        actors = [actor for actor in actors if not start <= actor.start < end]
    toponyms = with_sites(document.text, lexicon.sites, lexicon.forms, toponyms, everywhere)
    toponyms = _without_surnames(toponyms, actors)
    spans = _merge_spans(dates, toponyms, [actor for actor in actors if not _asserts(actor, lexicon)])
    readings: list[Reading] = []
    quoted, next_span = False, 0
    paragraph = -1
    for sentence in _readable(document.text, sentences):
        if sentence.paragraph != paragraph:
            quoted, paragraph = False, sentence.paragraph
        first = next_span
        while next_span < len(spans) and spans[next_span][0] < sentence.end:
            next_span += 1
        inside = [span for span in spans[first:next_span] if span[0] >= sentence.start]
        reading, quoted = read_sentence(
            lexicon, document.text, sentence.start, sentence.end, sentence.paragraph, inside, quoted=quoted
        )
        readings.append(reading)
    about = count_news_sentences(readings)
    drafts: list[Draft] = []
    for number, reading in enumerate(readings):
        drafts.extend(draft_sentence(reading, number, lexicon, document.published, about=about))
    settle_harm(drafts)
    drafts = [draft for draft in join_headline(join_drafts(drafts)) if not is_bare_claim(draft)]
    told = _told_places(toponyms, actors)
    fill_from_context(drafts, told, everywhere, document.published)
    if readings:
        ends = [reading.end for reading in readings]
        dates = _own_dates(dates, readings[:NEAR_SENTENCES])
        settle_lead(drafts, dates, told, document.published, headline=is_headline(readings[0]), ends=ends)
    settle_ahead(drafts, document.published)
    drafts = [draft for draft in drafts if not is_aside(draft)]
    name_armed_group(drafts)
    return _tell_apart(document, drafts)


def _own_dates(dates: Sequence[DateSpan], head: Sequence[Reading]) -> list[DateSpan]:
    """Leave out the days at the head of a report that are those of something else."""
    others = {
        id(node.date)
        for reading in head
        for index, node in enumerate(reading.nodes)
        if node.date is not None and belongs_elsewhere(reading, index)
    }
    return [date for date in dates if id(date) not in others]


def _tell_apart(document: Document, drafts: Sequence[Draft]) -> list[tuple[Event, Draft]]:
    """Make the records. Of two that would be told by the same words, one id for both, the later is told by its verb."""
    records: dict[str, tuple[Event, Draft]] = {}
    for draft in drafts:
        event = assemble(document, draft)
        if event.id in records:
            event = assemble(document, draft, narrow=True)
        records.setdefault(event.id, (event, draft))
    return list(records.values())


def _told_places(toponyms: Sequence[Toponym], actors: Sequence[ActorMention]) -> list[Toponym]:
    """Give the places that are not only part of somebody's name or office ("the president of Honduras")."""
    parties = {actor.start for actor in actors}
    people = [(actor.start, actor.end) for actor in actors if actor.actor.kind is ActorKind.PERSON]
    told = [t for t in toponyms if t.start not in parties or t.place.precision.is_area]
    if not people:
        return told
    starts = [start for start, _ in people]
    return [t for t in told if not (at := bisect_right(starts, t.start)) or people[at - 1][1] < t.end]


def _readable(text: str, sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """Give the sentences, those without an end in sight cut between words: what belongs together stands close by."""
    for sentence in sentences:
        start = sentence.start
        while sentence.end - start > LONGEST_SENTENCE:
            cut = text.rfind(" ", start, start + LONGEST_SENTENCE) + 1 or start + LONGEST_SENTENCE
            yield dataclasses.replace(sentence, start=start, end=cut)
            start = cut
        yield sentence if start == sentence.start else dataclasses.replace(sentence, start=start)


def _asserts(mention: ActorMention, lexicon: Lexicon) -> bool:
    """Whether the word for a group asserts what was done to it ("ранен", "heridos"): then it is read as a verb."""
    if mention.actor.kind is not ActorKind.GROUP or " " in mention.text:
        return False
    entry = lexicon.entry(mention.text)
    return entry is not None and entry.meaning.sense is not None


def _without_surnames(toponyms: Sequence[Toponym], actors: Sequence[ActorMention]) -> list[Toponym]:
    """Give the places that are not only the end of somebody's name."""
    people = {actor.end: actor for actor in actors if actor.actor.kind is ActorKind.PERSON}
    return [t for t in toponyms if t.end not in people or not _is_surname(people[t.end], t)]


def _is_surname(person: ActorMention, toponym: Toponym) -> bool:
    """Whether a town is only the end of somebody's name (سنية *الدهماني*), or all of it where the name stands alone."""
    names = (person.actor.name, *person.actor.names.values())
    return not toponym.place.precision.is_area and any(name.endswith(" " + toponym.text) for name in names)


def _merge_spans(dates: Sequence[DateSpan], toponyms: Sequence[Toponym], actors: Sequence[ActorMention]) -> list[Span]:
    """Join the spans of all kinds to one sorted list without overlaps; an actor and a place may be the same words."""
    spans: list[Span] = []
    places = {toponym.start: toponym for toponym in toponyms}
    ends = {toponym.end: toponym for toponym in toponyms}
    used: set[int] = set()
    for actor in actors:
        toponym = places.get(actor.start) or ends.get(actor.end)
        if toponym is not None and (toponym.start < actor.start - 12 or toponym.end > actor.end + 12):
            toponym = None
        if toponym is not None:
            used.add(id(toponym))
            spans.append((min(actor.start, toponym.start), max(actor.end, toponym.end), actor, toponym, None))
        else:
            spans.append((actor.start, actor.end, actor, None, None))
    spans.extend((t.start, t.end, None, t, None) for t in toponyms if id(t) not in used)
    spans.extend((d.start, d.end, None, None, d) for d in dates)
    spans.sort(key=lambda span: (span[0], -span[1]))
    merged: list[Span] = []
    for span in spans:
        if merged and span[0] < merged[-1][1]:
            last = merged[-1]
            if span[2] is None or last[2] is not None or last[4] is not None or span[1] <= last[1]:
                continue
            merged.pop()  # a place name inside the longer name of somebody ("L'Union européenne")
        merged.append(span)
    return merged
