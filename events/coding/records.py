"""From a sentence to drafts: its triggers, and what belongs to each."""

from __future__ import annotations

import datetime as dt

from events.coding.doers import complete_acts, name_states
from events.coding.draft import Draft
from events.coding.lexicon import Lexicon
from events.coding.reference import HAPPENED
from events.coding.roles import find_roles, governor, preposition_of
from events.coding.scan import Node, Reading
from events.coding.speech import find_speakers, read_denials
from events.coding.status import find_status
from events.coding.told import is_content, is_news, is_told, may_tell, stands, without_spent
from events.coding.when import attach_dates, is_bare_weekday, settle_weekday
from events.coding.where import attach_places, home_places
from events.model import DatePrecision, DateSpan, EventPlace, EventStatus

_DAYS = frozenset({DatePrecision.DAY, DatePrecision.TIME})
_BESIDE_PLAN = 3
"""Tokens within which "was" belongs to the word of a plan."""

_ORDER = frozenset({"order_after", "order_before"})


def draft_sentence(
    reading: Reading,
    number: int,
    lexicon: Lexicon,
    published: dt.date | None = None,
    *,
    about: int = 0,
) -> list[Draft]:
    """Draft the records of a sentence.

    Parameters
    ----------
    reading
        The sentence.
    number
        Its number in the report.
    lexicon
        Of its language.
    published
        Day of the report, if known.
    about
        How many sentences of the report speak of acts of force (``count_news_sentences``).

    Returns
    -------
    list of Draft
        In the order of their triggers.
    """
    if not reading.tells:
        return []
    order = lexicon.order
    name_states(reading, order)
    triggers = [i for i in reading.triggers if may_tell(reading, i)]
    if not triggers:
        return []
    drafts = {i: _draft(reading, i, number, order) for i in triggers}
    complete_acts(reading, drafts, order)
    _drop_light_verbs(reading, drafts)
    _turn_disasters(reading, drafts)
    read_denials(reading, drafts)
    triggers = [i for i in drafts if not is_content(reading, i, drafts)]
    wished = [i for i in drafts if drafts[i].noun and i not in triggers and _is_wished(drafts, triggers, i)]
    dates = _dates_of(reading, triggers, wished, order)
    places = attach_places(reading, triggers, order)
    told = [i for i in triggers if is_told(reading, drafts[i], i in dates, i in places)]
    told = [i for i in told if is_news(drafts[i], dates.get(i), i in places, about)]
    if told != triggers:
        triggers = told
        dates = _dates_of(reading, triggers, wished, order)
        places = attach_places(reading, triggers, order)
    for i in triggers:
        date = dates.get(i)
        if date is not None and _is_ahead(reading, drafts[i], date):
            drafts[i].status = EventStatus.PLANNED
        drafts[i].date = settle_weekday(date, _side(reading, drafts[i]), published) if date is not None else None
        _settle_future(drafts[i], published)
        _settle_begun(drafts[i])
        if "lasting" in drafts[i].flags and drafts[i].status is EventStatus.ONGOING and _is_over(drafts[i], published):
            drafts[i].status = EventStatus.OCCURRED
        drafts[i].places = [p for p in places.get(i, []) if not _is_seat(drafts[i], p)] or home_places(drafts[i])
        drafts[i].relation = _relation(reading, i)
        unlisted = any("site" in place.toponym.reading for place in drafts[i].places[:1])
        if ("home" in drafts[i].flags or unlisted) and drafts[i].places:
            drafts[i].place_trust = 0.7
    find_speakers(reading, {i: drafts[i] for i in triggers}, order)
    found = [draft for draft in (drafts[i] for i in triggers) if stands(draft)]
    return without_spent(found)


def _is_over(draft: Draft, published: dt.date | None) -> bool:
    """Whether what goes on unless said otherwise began and ended in the past, by its date."""
    date = draft.date
    if date is None or date.earliest is None or date.latest is None or published is None:
        return False
    told = "ongoing" in draft.node.cues or "ongoing" in draft.reading.cues
    return date.latest < published and not told


def _is_wished(drafts: dict[int, Draft], triggers: list[int], index: int) -> bool:
    above = next((i for i in reversed(triggers) if i < index), None)
    return above is not None and drafts[above].type == "request"


def _dates_of(reading: Reading, triggers: list[int], wished: list[int], order: str) -> dict[int, DateSpan]:
    """Attach the dates of a sentence; what is only wished for takes its own ("called for a strike on Sunday")."""
    dates = attach_dates(reading, sorted((*triggers, *wished)), order)
    return {i: dates[i] for i in triggers if i in dates}


def _settle_begun(draft: Draft) -> None:
    """Take what broke out on a day as done, though such things last ("clashes broke out on Monday", 24日爆发交火)."""
    flags, date = draft.flags, draft.date
    if draft.status is not EventStatus.ONGOING or not draft.noun or "lasting" not in flags or "war" in flags:
        return
    light = governor(draft.reading, draft.trigger)
    if light is None or date is None or date.precision not in _DAYS:
        return
    cues = draft.reading.nodes[light].cues | draft.node.cues
    if "light" in cues and "ongoing" not in cues:
        draft.status = EventStatus.OCCURRED


def _is_ahead(reading: Reading, draft: Draft, date: DateSpan) -> bool:
    """Whether a tense of habit beside a bare weekday tells what is going to happen (يعقد المجلس اجتماعا الاثنين)."""
    habitual = reading.lexicon.habitual if reading.lexicon is not None else frozenset()
    if not habitual or draft.status is not EventStatus.OCCURRED or draft.is_speech or not is_bare_weekday(date):
        return False
    sense = draft.node.sense
    assert sense is not None
    if not sense.noun:
        return bool(sense.forms) and sense.forms <= habitual
    light = governor(reading, draft.trigger)
    return (
        light is not None
        and any(f"light-{form}" in reading.nodes[light].cues for form in habitual)
        and not any(cue.startswith("light-") and cue[6:] not in habitual for cue in reading.nodes[light].cues)
    )


def _settle_future(draft: Draft, published: dt.date | None) -> None:
    """What is dated after its report has not happened: a noun or a present tense is planned, a past has another day."""
    date, sense = draft.date, draft.node.sense
    if date is None or published is None or date.earliest is None or sense is None:
        return
    if date.earliest <= published or draft.status not in HAPPENED:
        return
    if draft.reading.lexicon is not None and draft.reading.lexicon.order == "SOV":
        return  # there a tense stands on the verb of the whole sentence
    if draft.is_speech or (not sense.noun and "past" in sense.forms and not sense.forms & {"base", "present"}):
        draft.date = None
    else:
        draft.status = EventStatus.PLANNED


def _is_seat(draft: Draft, place: EventPlace) -> bool:
    """Whether a place is only the seat of those who speak ("В Кремле заявили")."""
    if not draft.flags & {"statement", "quiet"}:
        return False
    return any(node.toponym is place.toponym for node in draft.sources)


def _side(reading: Reading, draft: Draft) -> EventStatus:
    """Give the status that tells on which side of the report a weekday lies: what "was planned" is past."""
    if draft.status is EventStatus.PLANNED:
        nodes = reading.nodes[: draft.trigger]
        if any(n.cues >= {"be_past", "plan"} for n in nodes):
            return EventStatus.OCCURRED
        plans = [n for n in nodes if n.cues & {"plan", "future"} and "be_past" not in n.cues] or [draft.node]
        for node in nodes:
            near = any(abs(plan.position - node.position) <= _BESIDE_PLAN for plan in plans)
            if "be_past" in node.cues and (near or node.clause == draft.node.clause):
                return EventStatus.OCCURRED
    return draft.status


def _draft(reading: Reading, index: int, number: int, order: str) -> Draft:
    node = reading.nodes[index]
    sense = node.sense
    assert sense is not None
    roles = find_roles(reading, index, order)
    draft = Draft(
        reading, index, number, sense.type, sense.mode, find_status(reading, index), sense.flags, sense.noun,
        roles.sources, roles.targets,
    )  # fmt: skip
    if sense.noun:
        draft.support = 0.85
        light = governor(reading, index)
        if light is not None:
            draft.support = 0.9
            if draft.status is EventStatus.OCCURRED:
                draft.status = _light_status(reading, light)
    if "lasting" in sense.flags and draft.status is EventStatus.OCCURRED:
        draft.status = EventStatus.ONGOING
    if "weak" in sense.flags:
        draft.support = 0.75
    if sense.type == "request" and draft.status in (EventStatus.OCCURRED, EventStatus.ONGOING):
        draft.status = EventStatus.DEMANDED
    if sense.type == "statement" and draft.status is EventStatus.ONGOING:
        draft.status = EventStatus.OCCURRED
    if sense.noun and sense.type in ("assault", "coerce") and not roles.sources:
        draft.sources = _accused(reading, index, order, roles.targets)
        draft.claimed = bool(draft.sources)
    if sense.noun and sense.type == "assault" and _points_back(reading, index):
        draft.claimed = True
    suffered = "ambi" in sense.flags and bool(roles.targets) and not _is_acted(draft)
    draft.implicit = not (roles.sources or sense.noun or suffered) and _has_implicit_subject(reading, index, order)
    draft.object_pronoun = not sense.noun and not roles.targets and _has_object_pronoun(reading, index)
    if sense.type == "statement" and sense.mode is None and _warns_somebody(draft):
        draft.type = "threaten"
    if "aimed" in sense.flags and roles.targets and draft.type == "mobilize":
        draft.type = "assault"  # missiles launched at somebody, not into the sea
    if "liberates" in sense.flags and _takes_place(reading, index):
        draft.type, draft.mode = "assault", None
    return draft


def _points_back(reading: Reading, index: int) -> bool:
    """Whether somebody did an attack that the report has told ("said it carried out the attack")."""
    nodes = reading.nodes
    before = nodes[index - 1] if index else None
    if before is None or "det_known" not in before.cues or before.position != nodes[index].position - 1:
        return False
    light = governor(reading, index)
    return light is not None and light < index and "light-past" in nodes[light].cues and nodes[light].sense is None


def _is_acted(draft: Draft) -> bool:
    """Whether a verb that may be active or passive has an object: it is plural, and the object stands behind it.

    A verb before its subject is singular, so that what stands behind a plural one is no subject (وقتلوا جنديا).
    """
    sense = draft.node.sense
    return sense is not None and "plural" in sense.forms and draft.targets[0].start > draft.node.start


def _accused(reading: Reading, index: int, order: str, targets: list[Node]) -> list[Node]:
    """Give those whom the verb before blames for what a noun names ("blamed X for the murder of Y")."""
    nodes = reading.nodes
    for other in range(index - 1, -1, -1):
        sense = nodes[other].sense
        if sense is None or sense.noun:
            continue
        if sense.type != "accuse" or nodes[other].clause != nodes[index].clause or sense.mode is not None:
            return []
        blamed = find_roles(reading, other, order).targets
        return [n for n in blamed if n not in targets and n.start < nodes[index].start]
    return []


def _light_status(reading: Reading, light: int) -> EventStatus:
    """Read the status off the light verb that asserts a noun."""
    cues = reading.nodes[light].cues
    if "light-future" in cues:
        return EventStatus.PLANNED
    if "ongoing" in cues and ("ongoing-present" in cues or "ongoing-past" not in cues):
        return EventStatus.ONGOING
    before = [n for n in reading.nodes[max(0, light - 3) : light] if n.clause == reading.nodes[light].clause]
    gathered: set[str] = set().union(*(n.cues for n in before if n.sense is None))
    if gathered & {"plan", "future"}:
        return EventStatus.PLANNED
    if "modal" in gathered:
        return EventStatus.HYPOTHETICAL
    if "neg" in gathered:
        return EventStatus.DENIED
    return EventStatus.OCCURRED


def _warns_somebody(draft: Draft) -> bool:
    """Whether a warning is a threat: aimed at a party ("Washington warned Pyongyang"), or of what one will do."""
    if "warning" not in draft.node.cues or not draft.sources:
        return False
    lexicon, text = draft.reading.lexicon, draft.reading.text
    before = text[draft.reading.start : draft.node.start].rstrip()
    return bool(draft.targets) or (lexicon is not None and bool(lexicon.intents) and before.endswith(lexicon.intents))


def _takes_place(reading: Reading, index: int) -> bool:
    """Whether the object is a town or a land: to free it is an act of force, unlike to free somebody."""
    nodes = reading.nodes
    for other in range(index + 1, min(len(nodes), index + 4)):
        candidate = nodes[other]
        if candidate.position - nodes[index].position > 4 or candidate.mark or candidate.sense is not None:
            return False
        if candidate.toponym is not None:
            return preposition_of(reading, other) in ("", "prep_of")
        if candidate.actor is not None:
            return False
    return False


def _pronoun_before(reading: Reading, index: int) -> bool:
    """Whether a pronoun is the subject of a verb, with only days, places and small words between."""
    if "pronoun" not in reading.cues:
        return False
    nodes = reading.nodes
    for other in range(index - 1, max(-1, index - 6), -1):
        candidate = nodes[other]
        if candidate.mark or candidate.actor is not None or candidate.sense is not None:
            return False
        if "pronoun" in candidate.cues:
            return nodes[index].position - candidate.position <= 8
    return False


def _has_implicit_subject(reading: Reading, index: int, order: str) -> bool:
    """Whether a verb's subject is a pronoun, or left out where the language may (order VSO)."""
    nodes = reading.nodes
    node = nodes[index]
    before = nodes[index - 1] if index else None
    if order != "VSO" and _pronoun_before(reading, index):
        return True
    if before is not None and "pronoun" in before.cues and before.position >= node.position - 3:
        return True
    if order == "VSO":
        following = nodes[index + 1] if index + 1 < len(nodes) else None
        return following is None or (
            following.position == node.position + 1
            and bool(
                following.mark
                or following.cues & {"comp", "prep_in", "prep_to", "prep_of", "prep_with"}
                or following.date
            )
        )
    if order == "SOV":
        return True
    return before is not None and "coord" in before.cues and before.position == node.position - 1


def _has_object_pronoun(reading: Reading, index: int) -> bool:
    """Whether a pronoun in an object case stands before a verb, with nothing but auxiliaries between."""
    nodes = reading.nodes
    if "object_pronoun" not in reading.cues:
        return False
    for other in range(index - 1, max(-1, index - 4), -1):
        candidate = nodes[other]
        if nodes[other + 1].position - candidate.position > 1 or not _is_small(candidate):
            return False
        if "object_pronoun" in candidate.cues:
            return True
    return False


def _is_small(node: Node) -> bool:
    """Whether a node is a word that only says how others belong together."""
    return node.sense is None and node.actor is None and node.toponym is None and node.date is None and not node.mark


def _relation(reading: Reading, index: int) -> str:
    nodes = reading.nodes
    node = nodes[index]
    if reading.cues.isdisjoint(_ORDER):
        return ""
    for candidate in nodes[max(0, index - 8) : index + 9]:
        if candidate.cues and candidate.clause == node.clause and abs(candidate.position - node.position) <= 8:
            if "order_after" in candidate.cues:
                return "after"
            if "order_before" in candidate.cues:
                return "before"
    return ""


def _turn_disasters(reading: Reading, drafts: dict[int, Draft]) -> None:
    """Make one accident of a disaster and what it does: what a quake strikes is not attacked, whom it kills not killed.

    A verb of force beside the noun of a disaster takes its type; deaths without a doer in the same sentence, with no
    weapon in it, are what the disaster did.
    """
    disasters = [i for i, d in drafts.items() if "accident" in d.flags]
    if not disasters:
        return
    nodes = reading.nodes
    armed = any("weapon" in node.cues for node in nodes)
    for i, draft in list(drafts.items()):
        if draft.type != "assault" or armed:
            continue
        beside = next((j for j in disasters if j in drafts and abs(nodes[j].position - nodes[i].position) <= 4), None)
        verb = beside is not None and drafts[beside].noun and not draft.noun and "place-object" in draft.flags
        if verb and beside is not None:
            draft.type, draft.mode, draft.flags = "other", drafts[beside].mode, drafts[beside].flags | draft.flags
            draft.sources, draft.targets = [], []
            del drafts[beside]
        elif draft.mode in ("kill", "injure", "property") and not draft.sources:
            cause = drafts.get(disasters[0])
            if cause is not None:
                known = {id(n) for n in (*cause.sources, *cause.targets)}
                cause.targets = [*cause.targets, *[n for n in draft.targets if id(n) not in known]]
            del drafts[i]


def _drop_light_verbs(reading: Reading, drafts: dict[int, Draft]) -> None:
    """Leave out a verb that only carries a noun: "launched" of "launched an attack"."""
    for draft in [d for d in drafts.values() if d.noun]:
        light = governor(reading, draft.trigger)
        if light is not None and light in drafts and "weak" in drafts[light].flags:
            del drafts[light]
