"""One record for each happening: join the drafts of a report that tell of the same one, and bind dates by order.

Joined are, in this order:

1. within a sentence, a verb and the nouns of its type ("travel ... for talks"), wishes of one sentence, the parts of
   one attack ("killed five and wounded ten");
2. statements of one speaker whose dates agree: a report quotes one talk in several paragraphs, and the day may stand in
   any of them;
3. an event named again ("the expected meeting", "the visit"): same type, agreeing status, dates and places, and shared
   parties; the draft that says most stays.

Dates then follow from order: what a statement tells as past happened at the latest when the statement was made, what
came "after that" not before the event told just before.
"""

from __future__ import annotations

import dataclasses
import datetime as dt

from events.coding.draft import Draft
from events.coding.scan import Node
from events.model import ActorKind, DatePrecision, DateSpan, EventPlace, EventStatus, PlacePrecision

HAPPENED = frozenset({EventStatus.OCCURRED, EventStatus.ONGOING})
TALK = frozenset({"statement", "accuse", "support", "reject", "threaten", "request"})
"""Types of what is told once it was said."""
_HARM = frozenset({"kill", "injure"})
_AHEAD = {EventStatus.PLANNED, EventStatus.HYPOTHETICAL}


def join_drafts(drafts: list[Draft]) -> list[Draft]:
    """Join drafts that tell of the same happening, and bind dates by order.

    Parameters
    ----------
    drafts
        All of a report, in the order of the text.

    Returns
    -------
    list of Draft
        Those that stay, in the order of the text.
    """
    _resolve_implicit(drafts)
    kept: list[Draft] = []
    last = -1
    here: list[Draft] = []
    for draft in drafts:
        if draft.sentence != last:
            here, last = [], draft.sentence
        host = next((other for other in reversed(here) if _same_in_sentence(other, draft)), None)
        if host is not None:
            _absorb(host, draft)
        else:
            here.append(draft)
            kept.append(draft)
    kept = _join_statements(kept)
    kept = _join_restated(kept)
    _bind_dates(kept)
    return kept


def _resolve_implicit(drafts: list[Draft]) -> None:
    """Give a subject that is a pronoun or left out to the one in focus.

    In focus is a person of the same sentence before the pronoun, where the pronoun speaks of a person; else who did or
    said something last. Who only acts in what somebody says is in focus within that sentence alone.
    """
    focus: Draft | None = None
    inner: Draft | None = None
    voice: Draft | None = None
    someone: Draft | None = None
    spoken = {(id(d.reading), d.trigger): d for d in drafts if d.is_speech or "statement" in d.flags}
    for draft in drafts:
        if draft.speaker is not None and not draft.speaker.nodes:
            said = spoken.get((id(draft.speaker.reading), draft.speaker.verb))
            if said is not None and said.implicit and said.sources:
                draft.speaker.nodes, draft.speaker.words = said.sources, None
        if draft.speaker is not None and draft.speaker.pronoun and voice is not None:
            draft.speaker.nodes = voice.sources
        before = inner if inner is not None and inner.sentence == draft.sentence else focus
        if draft.implicit and not draft.sources:
            person = _person_before(draft)
            if before is not None and _speaks_of_person(draft) and not _has_person(before.sources):
                before = someone
            near = before is not None and draft.sentence - before.sentence <= 2
            sources = [person] if person is not None else list(before.sources) if near and before is not None else []
            if sources and not any(node in draft.targets or _same_actor(node, draft) for node in sources):
                draft.sources, draft.actor_trust = sources, 0.7
        if (
            ("object" in draft.node.cues or draft.object_pronoun)
            and not draft.targets
            and before is not None
            and draft.sentence - before.sentence <= 2
        ):
            draft.targets = [n for n in before.sources if not any(_is(n, s) for s in draft.sources)]
            draft.actor_trust = 0.7
        if _has_person(draft.sources):
            someone = draft
        if draft.sources:
            voice = draft if "statement" in draft.flags else voice
            inner = draft
            if draft.speaker is None or focus is None:
                focus = draft


def _speaks_of_person(draft: Draft) -> bool:
    """Whether the pronoun right before a verb stands for one person ("he told")."""
    before = draft.reading.nodes[draft.trigger - 1] if draft.trigger else None
    return before is not None and "personal" in before.cues


def _has_person(nodes: list[Node]) -> bool:
    return any(node.who is not None and node.who.kind is ActorKind.PERSON for node in nodes)


def _person_before(draft: Draft) -> Node | None:
    """Find the person whom a pronoun in an inner clause points back to ("Navalny, who ... when he returned")."""
    nodes, node = draft.reading.nodes, draft.node
    pronoun = nodes[draft.trigger - 1] if draft.trigger else None
    if pronoun is None or "personal" not in pronoun.cues or node.clause == 0:
        return None
    for other in reversed(nodes[: draft.trigger - 1]):
        if other.who is not None and other.who.kind is ActorKind.PERSON and other.clause != node.clause:
            return other
    return None


def _same_actor(node: object, draft: Draft) -> bool:
    who = getattr(node, "who", None)
    return who is not None and any(target.who is not None and target.who.id == who.id for target in draft.targets)


# ---- joining -------------------------------------------------------------------------------


def _same_in_sentence(host: Draft, draft: Draft) -> bool:
    if host.type != draft.type or not statuses_agree(host, draft):
        return False
    if draft.type == "statement":
        return bool(_source_ids(host) & _source_ids(draft)) or draft.implicit
    if "want" in host.flags and "want" in draft.flags:
        return _shares(host, draft)
    if not dates_agree(host.date, draft.date):
        return False
    low, high = sorted((host.trigger, draft.trigger))
    ordered = any(node.cues & {"after", "before"} and node.date is None for node in host.reading.nodes[low + 1 : high])
    if ordered and (host.node.clause != draft.node.clause or host.mode != draft.mode):
        return False
    if draft.type == "assault":
        if host.claimed is not draft.claimed and not host.actor_ids() & draft.actor_ids():
            return False
        return places_agree(host, draft) and (
            host.noun or draft.noun or _has_shared_doer(host, draft) or host.mode != draft.mode
        )
    if not host.noun and not draft.noun:
        if host.mode == "visit" and draft.mode == "meet" and _only_attends(host, draft):
            return True
        sense = draft.node.sense
        if host.mode == draft.mode and 0 < draft.node.position - host.node.position <= 2 and _shares(host, draft):
            return places_agree(host, draft)
        return (
            sense is not None
            and bool(sense.forms & {"base", "ger"})
            and "past" not in sense.forms
            and places_agree(host, draft)
        )
    if host.node.clause != draft.node.clause and not _shares(host, draft):
        return False
    if host.mode != draft.mode and ((host.noun and not draft.noun) or (host.noun and host.sources and draft.sources)):
        return False
    return places_agree(host, draft) or (not host.noun and draft.noun)


def _has_shared_doer(host: Draft, draft: Draft) -> bool:
    """Whether two verbs may tell of one act: they share a party, or the second names no doer of its own."""
    return _shares(host, draft) and (bool(host.actor_ids()) or not draft.sources)


def _only_attends(host: Draft, draft: Draft) -> bool:
    """Whether who travelled does what they came for and meets nobody by name ("went to Beijing, attended a forum")."""
    if draft.targets or draft.places or draft.date is not None:
        return False
    return draft.node.clause == host.node.clause and (draft.implicit or not draft.sources or _shares(host, draft))


def _shares(one: Draft, other: Draft) -> bool:
    return bool(one.actor_ids() & other.actor_ids()) or not one.actor_ids() or not other.actor_ids()


def statuses_agree(one: Draft, other: Draft) -> bool:
    if one.status is other.status:
        return True
    pair = {one.status, other.status}
    if one.sentence == other.sentence and (one.noun or other.noun):
        return EventStatus.DENIED not in pair
    return pair <= HAPPENED or pair <= _AHEAD


def _absorb(host: Draft, draft: Draft) -> None:
    """Give what a draft knows to another that tells of the same happening."""
    if "want" in draft.flags:
        host.sources = _united(host.sources, draft.sources)
        return
    if host.noun and not draft.noun:
        host.reading, host.trigger, host.noun = draft.reading, draft.trigger, False
        host.support = max(host.support, draft.support)
        if host.status is EventStatus.OCCURRED:
            host.status = draft.status
    if not host.sources:
        host.sources = [n for n in draft.sources if n not in host.targets]
    taken = {n.who.id for n in host.sources if n.who}
    extra = [n for n in (*draft.targets, *draft.sources) if n.who and n.who.id not in taken]
    if not host.targets:
        host.targets = extra
    elif draft.type == "consult":
        host.targets = _united(host.targets, extra)
    elif draft.type == "assault" and draft.mode in _HARM and host.mode not in _HARM:
        host.targets = _united(host.targets, [n for n in draft.targets if n in extra])
    if host.date is None and draft.date is not None:
        host.date, host.date_trust = draft.date, min(draft.date_trust, 0.9)
    known = {place.place.id for place in host.places}
    host.places.extend(place for place in draft.places if place.place.id not in known)
    host.mode = host.mode or draft.mode
    host.speaker = host.speaker or draft.speaker


def _united(first: list, second: list) -> list:  # type: ignore[type-arg]
    ids = {node.who.id for node in first if node.who}
    return [*first, *(node for node in second if node.who and node.who.id not in ids)]


def _join_statements(drafts: list[Draft]) -> list[Draft]:
    """Join the statements of one speaker to one talk, unless their dates differ."""
    talks: dict[str, list[Draft]] = {}
    kept: list[Draft] = []
    for draft in drafts:
        if not draft.is_speech or not draft.sources:
            if draft.is_speech and draft.implicit and kept and any(d.is_speech for d in kept[-4:]):
                continue
            kept.append(draft)
            continue
        speaker = draft.sources[0].who
        if speaker is None:
            kept.append(draft)
            continue
        for talk in talks.setdefault(speaker.id, []):
            if dates_agree(talk.date, draft.date) and talk.mode == draft.mode:
                _absorb(talk, draft)
                break
        else:
            talks[speaker.id].append(draft)
            kept.append(draft)
    return kept


def _join_restated(drafts: list[Draft]) -> list[Draft]:
    """Join what is named again; the draft that says more keeps its place in the text."""
    kept: list[Draft] = []
    by_type: dict[str, list[Draft]] = {}
    for draft in drafts:
        if draft.is_speech:
            kept.append(draft)
            continue
        same = by_type.setdefault(draft.type, [])
        host = next((other for other in reversed(same[-12:]) if _is_restated(other, draft)), None)
        if host is None:
            same.append(draft)
            kept.append(draft)
        elif _weight(draft) > _weight(host):
            kept[kept.index(host)] = draft
            same[same.index(host)] = draft
            complete(draft, host)
        else:
            complete(host, draft)
    kept.sort(key=lambda d: d.node.start)
    return kept


def _is_restated(one: Draft, other: Draft) -> bool:
    if one.sentence == other.sentence and not (one.noun or other.noun):
        return False
    if not statuses_agree(one, other) or not dates_agree(one.date, other.date) or not places_agree(one, other):
        return False
    if other.relation or (one.relation and not other.noun):
        return False
    shared = one.actor_ids() & other.actor_ids()
    if shared and one.type == "other" and one.mode == other.mode and other.speaker is not None and other.date is None:
        return not other.places  # what somebody says of an event that the report has told
    bare = not other.actor_ids() and not other.places and other.date is None
    if one.type == "assault":
        if any("lasting" in d.flags and d.noun and not d.actor_ids() and d.date is None for d in (one, other)):
            return bool(one.places and other.places and one.places[0].place.id == other.places[0].place.id)
        if bare:
            return other.noun or not other.targets
        if other.claimed and not other.targets and one.type == other.type:
            return not any(n.who is not None and n.who.kind is not ActorKind.GROUP for n in one.sources)
        return bool(shared) and (other.noun or one.noun) and _subset(one, other)
    if not (one.noun or other.noun) and one.mode == other.mode == "visit":
        return False
    if bare and other.noun:
        return True
    if one.mode != other.mode and one.type == "consult":
        return len(shared) >= 2
    return len(shared) >= 2 or (bool(shared) and (one.noun or other.noun) and _subset(one, other))


def is_bare_claim(draft: Draft) -> bool:
    """Whether a draft only says who claims an act, or is blamed for one, that the report does not tell."""
    return draft.claimed and draft.type == "assault" and not (draft.targets or draft.places or draft.date)


def _subset(one: Draft, other: Draft) -> bool:
    return one.actor_ids() <= other.actor_ids() or other.actor_ids() <= one.actor_ids()


def _weight(draft: Draft) -> float:
    return 2.0 * (draft.date is not None) + 1.5 * bool(draft.places) + 0.5 * len(draft.actor_ids()) + (not draft.noun)


def complete(host: Draft, draft: Draft) -> None:
    """Fill the gaps of a draft from one that tells of the same happening elsewhere, with less trust."""
    if host.date is None and draft.date is not None:
        host.date, host.date_trust = draft.date, 0.8
    if not host.places and draft.places:
        host.places, host.place_trust = list(draft.places), 0.8
    if draft.claimed and host.sources:
        host.sources = _united(host.sources, draft.sources)
    if not host.sources and draft.sources:
        host.sources = [n for n in draft.sources if not any(_is(n, t) for t in host.targets)]
    known = {n.who.id for n in (*host.sources, *host.targets) if n.who}
    if not host.targets:
        host.targets = [n for n in (*draft.targets, *draft.sources) if n.who and n.who.id not in known]


def _is(one: object, other: object) -> bool:
    a, b = getattr(one, "who", None), getattr(other, "who", None)
    return a is not None and b is not None and a.id == b.id


def _source_ids(draft: Draft) -> set[str]:
    return {node.who.id for node in draft.sources if node.who is not None}


def dates_agree(one: DateSpan | None, other: DateSpan | None) -> bool:
    if one is None or other is None:
        return True
    if not one.is_resolved or not other.is_resolved:
        return one.text == other.text
    low = max(one.earliest or dt.date.min, other.earliest or dt.date.min)
    high = min(one.latest or dt.date.max, other.latest or dt.date.max)
    return low <= high


def places_agree(one: Draft, other: Draft) -> bool:
    a, b = _where(one), _where(other)
    if a is None or b is None:
        return True
    if a.place.id == b.place.id:
        return True
    coarse = {PlacePrecision.COUNTRY, PlacePrecision.ADMIN1, PlacePrecision.REGION}
    return a.place.country == b.place.country and bool({a.place.precision, b.place.precision} & coarse)


def _where(draft: Draft) -> EventPlace | None:
    return draft.places[0] if draft.places else None


def settle_ahead(drafts: list[Draft], published: dt.date | None) -> None:
    """Tell what lies ahead of the report: what has a day after it is planned, and nobody has said anything there yet.

    Parameters
    ----------
    drafts
        Of a report; changed in place.
    published
        Day of the report; unknown, nothing is told.
    """
    if published is None:
        return
    for draft in drafts:
        first = draft.date.earliest if draft.date is not None else None
        if first is None or first <= published or draft.status is not EventStatus.OCCURRED:
            continue
        if draft.type in TALK:
            draft.date = None  # the day is of what they talk about
        else:
            draft.status = EventStatus.PLANNED


# ---- dates by order ------------------------------------------------------------------------


def _bind_dates(drafts: list[Draft]) -> None:
    """Date what a dated statement tells as past: at the latest when it was said."""
    said: dict[str, DateSpan] = {}
    for draft in drafts:
        if draft.is_speech and draft.date is not None and draft.date.is_resolved:
            for node in draft.sources:
                if node.who is not None:
                    said[node.who.id] = draft.date
    for draft in drafts:
        if draft.date is not None or draft.is_speech or draft.status is not EventStatus.OCCURRED:
            continue
        if draft.type in ("statement", "request", "accuse") or draft.speaker is None:
            continue
        if draft.mode != "visit" and not draft.relation:
            continue
        for node in draft.speaker.nodes:
            when = said.get(node.who.id) if node.who is not None else None
            if when is not None and when.latest is not None:
                draft.date = dataclasses.replace(
                    when, earliest=None, precision=DatePrecision.INTERVAL, edtf=f"../{when.latest.isoformat()}",
                    reading=("before-statement",), alternatives=(), time=None,
                )  # fmt: skip
                draft.date_trust = 0.8
                break
