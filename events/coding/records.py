"""From a sentence to drafts: which triggers tell of a happening, and what belongs to each.

A verb asserts a happening. A noun only names one; it makes a record where something asserts it: a light verb ("held
talks"), a party ("visit by"), a day or a place of its own. What a request, a refusal or a threat governs ("urged X to
stop the talks") is its content and no record. A denial is one record of what is denied.
"""

from __future__ import annotations

import datetime as dt

from events.coding.draft import Draft, Speaker
from events.coding.lexicon import Lexicon
from events.coding.roles import find_roles, governor, is_passive
from events.coding.scan import Node, Reading
from events.coding.status import find_status, is_negated
from events.coding.when import attach_dates, settle_weekday
from events.coding.where import attach_places, home_places
from events.model import ActorKind, DatePrecision, DateSpan, EventStatus

_FORCE = frozenset({"assault", "protest", "coerce"})
_LONG = frozenset({DatePrecision.YEAR, DatePrecision.DECADE, DatePrecision.CENTURY})
_SHORT = frozenset({DatePrecision.TIME, DatePrecision.DAY})
_SPEECH_FORMS = frozenset({"past", "present", "future", "part", ""})


def draft_sentence(
    reading: Reading, number: int, lexicon: Lexicon, after: int, published: dt.date | None = None
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
    after
        Offset behind the report's dateline.
    published
        Day of the report, if known.

    Returns
    -------
    list of Draft
        In the order of their triggers.
    """
    order = lexicon.order
    triggers = [i for i in reading.triggers() if _may_tell(reading, i)]
    if not triggers:
        return []
    drafts = {i: _draft(reading, i, number, order) for i in triggers}
    _drop_light_verbs(reading, drafts)
    denials = _read_denials(reading, drafts)
    triggers = [i for i in drafts if not _is_content(reading, i, drafts)]
    dates = attach_dates(reading, triggers, order, after)
    places = attach_places(reading, triggers, order, after)
    told = [
        i for i in triggers
        if _is_told(reading, drafts[i], i in dates, i in places) and _is_news(reading, drafts[i], dates.get(i), i in places, lexicon.habitual)
    ]  # fmt: skip
    if told != triggers:
        triggers = told
        dates = attach_dates(reading, triggers, order, after)
        places = attach_places(reading, triggers, order, after)
    for i in triggers:
        date = dates.get(i)
        drafts[i].date = settle_weekday(date, _side(reading, drafts[i]), published) if date is not None else None
        drafts[i].places = places.get(i, []) or home_places(drafts[i])
        if "home" in drafts[i].flags and drafts[i].places:
            drafts[i].place_trust = 0.7
    _find_speakers(reading, {i: drafts[i] for i in triggers}, order)
    found = [draft for draft in (drafts[i] for i in triggers) if _stands(draft, denials)]
    return _without_spent(found)


def _side(reading: Reading, draft: Draft) -> EventStatus:
    """Give the status that tells on which side of the report a weekday lies: what "was planned" is past."""
    if draft.status is EventStatus.PLANNED:
        before = [n for n in reading.nodes[: draft.trigger] if n.clause == draft.node.clause or "plan" in n.cues or "be_past" in n.cues]
        if any("be_past" in node.cues for node in before):
            return EventStatus.OCCURRED
    return draft.status


def _may_tell(reading: Reading, index: int) -> bool:
    """Leave out triggers that can't make a record, whatever stands around them."""
    node = reading.nodes[index]
    sense = node.sense
    assert sense is not None
    if node.quoted and (sense.type == "statement" or "weak" in sense.flags or sense.type in ("request", "reject", "agree")):
        return False
    if "former" in node.cues:
        return False
    if sense.type == "statement" and not sense.noun:
        return bool(sense.forms & _SPEECH_FORMS) or "quiet" in sense.flags or _is_finite(reading, index)
    return True


def _is_finite(reading: Reading, index: int) -> bool:
    """Whether a base form is a present tense ("they deny"), not an infinitive or behind a modal."""
    before = reading.nodes[index - 1] if index else None
    if before is None or before.position < reading.nodes[index].position - 2:
        return True
    return not before.cues & {"purpose", "prep_to", "modal", "future", "plan", "demand", "neg"}


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
    if sense.noun and sense.type == "assault" and "strong" in sense.flags and not roles.sources:
        draft.sources = _accused(reading, index, order, roles.targets)
    draft.implicit = not roles.sources and not sense.noun and _has_implicit_subject(reading, index, order)
    draft.relation = _relation(reading, index)
    if sense.type == "statement" and sense.mode is None and _warns_somebody(reading, draft):
        draft.type = "threaten"
    return draft


def _accused(reading: Reading, index: int, order: str, targets: list[Node]) -> list[Node]:
    """Give those whom the verb before blames for what a noun names ("blamed X for the murder of Y")."""
    nodes = reading.nodes
    for other in range(index - 1, -1, -1):
        sense = nodes[other].sense
        if sense is None or sense.noun:
            continue
        if sense.type != "accuse" or nodes[other].clause != nodes[index].clause:
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


def _warns_somebody(reading: Reading, draft: Draft) -> bool:
    """Whether a warning is aimed at a party ("Washington warned Pyongyang"): then it is a threat."""
    return "warning" in draft.node.cues and bool(draft.targets) and bool(draft.sources)


def _has_implicit_subject(reading: Reading, index: int, order: str) -> bool:
    """Whether a verb's subject is a pronoun, or left out where the language may (order VSO)."""
    nodes = reading.nodes
    node = nodes[index]
    before = nodes[index - 1] if index else None
    if before is not None and "pronoun" in before.cues and before.position >= node.position - 3:
        return True
    if order == "VSO":
        following = nodes[index + 1] if index + 1 < len(nodes) else None
        return following is None or (
            following.position == node.position + 1
            and bool(following.mark or following.cues & {"comp", "prep_in", "prep_to", "prep_of", "prep_with"} or following.date)
        )
    if order == "SOV":
        return True
    return before is not None and "coord" in before.cues and before.position == node.position - 1


def _relation(reading: Reading, index: int) -> str:
    nodes = reading.nodes
    node = nodes[index]
    for candidate in nodes[max(0, index - 8) : index + 9]:
        if candidate.cues and candidate.clause == node.clause and abs(candidate.position - node.position) <= 8:
            if "order_after" in candidate.cues:
                return "after"
            if "order_before" in candidate.cues:
                return "before"
    return ""


def _drop_light_verbs(reading: Reading, drafts: dict[int, Draft]) -> None:
    """Leave out a verb that only carries a noun: "launched" of "launched an attack"."""
    for draft in [d for d in drafts.values() if d.noun]:
        light = governor(reading, draft.trigger)
        if light is not None and light in drafts and "weak" in drafts[light].flags:
            del drafts[light]


# ---- what is content of something else -----------------------------------------------------


def _read_denials(reading: Reading, drafts: dict[int, Draft]) -> set[int]:
    """Make one record of a denial: what is denied, by whom. Gives the verbs of speech that said no more than that."""
    spent: set[int] = set()
    indices = sorted(drafts)
    for position, index in enumerate(indices):
        draft = drafts[index]
        if "deny" not in draft.flags or draft.noun:
            continue
        draft.status = EventStatus.DENIED
        content = _denied_by(reading, index, [i for i in indices[position + 1 :] if drafts[i].type != "statement"])
        if content is None and reading.clauses[reading.nodes[index].clause].kind == "rel":
            before = next((i for i in reversed(indices[:position]) if drafts[i].type != "statement"), None)
            if before is not None:
                draft.type, draft.mode = drafts[before].type, drafts[before].mode
        if content is not None:
            denied = drafts[content]
            draft.type, draft.mode, draft.targets = denied.type, denied.mode, denied.targets or draft.targets
            if not draft.targets and denied.sources:
                draft.targets = [n for n in denied.sources if n not in draft.sources]
            for i in indices[position + 1 :]:
                if reading.nodes[i].clause >= reading.nodes[content].clause or i == content:
                    spent.add(i)
    for i in spent:
        drafts.pop(i, None)
    return spent


def _denied_by(reading: Reading, denial: int, following: list[int]) -> int | None:
    """Choose what a denial denies: the first trigger of its content, else the first verb behind it, else a noun."""
    nodes = reading.nodes
    inside = [i for i in following if reading.clauses[nodes[i].clause].speaker == denial]
    verbs = [i for i in inside or following if not (nodes[i].sense and nodes[i].sense.noun)]  # type: ignore[union-attr]
    return next(iter(verbs or inside or following), None)


def _is_content(reading: Reading, index: int, drafts: dict[int, Draft]) -> bool:
    """Whether a trigger only says what is requested, refused, threatened or praised by the verb that governs it."""
    nodes = reading.nodes
    node = nodes[index]
    sense = node.sense
    assert sense is not None
    for other in range(index - 1, -1, -1):
        if other not in drafts:
            continue
        if drafts[other].noun:
            refused = "quiet" in drafts[other].flags and node.position - nodes[other].position <= 3
            if refused and "base" in sense.forms and not sense.noun:
                return True
            continue
        above = drafts[other]
        if ("quiet" not in above.flags or above.type == "accuse") and above.type != "threaten":
            return False
        if nodes[other].clause == node.clause:
            if sense.noun:
                return not any(n.sense and not n.sense.noun for n in nodes[other + 1 : index]) or not _asserted(reading, index)
            return bool(sense.forms & {"base", "ger"}) and not sense.forms & {"past"} or "purpose" in node.cues
        clause = reading.clauses[node.clause]
        return clause.kind == "comp" and clause.speaker == other and above.type in ("request", "threaten", "reject")
    return False


def _asserted(reading: Reading, index: int) -> bool:
    return governor(reading, index) is not None


def _is_told(reading: Reading, draft: Draft, dated: bool, placed: bool) -> bool:
    """Whether something asserts the happening, so that it makes a record."""
    sense = draft.node.sense
    assert sense is not None
    flags = draft.flags
    if not draft.noun:
        if draft.status is EventStatus.HYPOTHETICAL and not (draft.sources or draft.targets):
            return False
        if "motion" in flags and not (draft.sources or placed or dated):
            return False
        if "goods" in flags and (not _wants_goods(reading, draft) or (draft.status is EventStatus.HYPOTHETICAL and not dated)):
            return False
        if _is_participle(reading, draft):
            return False
        if "agent" in flags:
            return bool(draft.sources)
        if "dated" in flags:
            return dated
        if "want" in flags:
            return bool(draft.sources) and not draft.node.quoted and _wants_goods(reading, draft)
        if "weak" in flags:
            named = bool(draft.sources or draft.targets or placed or dated) or "munitions" in _nearby(reading, draft)
            return named and "base" not in sense.forms and reading.clauses[draft.node.clause].kind != "rel"
        return True
    if draft.node.quoted and draft.type in ("assault", "consult", "agree", "cooperate") and not dated:
        return False
    if draft.type in ("statement", "request", "accuse", "reject", "threaten", "support"):
        return governor(reading, draft.trigger) is not None and bool(draft.sources)
    if _is_superlative(reading, draft):
        return False
    if draft.status in (EventStatus.HYPOTHETICAL, EventStatus.DEMANDED) and not (draft.sources or draft.targets):
        return False
    if "war" in flags:
        return placed and (dated or bool(draft.sources) or "ongoing" in _nearby(reading, draft))
    if "lasting" in flags:
        return placed or dated
    if governor(reading, draft.trigger) is not None:
        return True
    if draft.mode in ("kill", "injure") and (draft.sources or draft.targets or _counts(reading, draft)):
        return True
    if _restates(reading, draft):
        return dated
    if dated or (placed and ("strong" in flags or draft.type == "assault")):
        return True
    if "ongoing" in draft.node.cues or draft.status is EventStatus.ONGOING:
        return bool(draft.sources)
    parties = bool(draft.sources or draft.targets)
    return parties and placed or bool(draft.sources and draft.targets) and "mutual" not in flags


def _is_participle(reading: Reading, draft: Draft) -> bool:
    """Whether a form that may be a past or a participle only describes ("companies accused of ...")."""
    sense = draft.node.sense
    if sense is None or not sense.forms >= {"past", "part"} or draft.node.cues & {"coord"} or is_passive(reading, draft.trigger):
        return False
    for other in range(draft.trigger - 1, -1, -1):
        node = reading.nodes[other]
        if node.clause != draft.node.clause:
            continue
        if node.mark or "coord" in node.cues or node.cues & {"be", "have", "comp", "pronoun"}:
            return False
        if node.sense is not None and not node.sense.noun:
            return bool(node.sense.forms & {"past", "present"})
        if node.actor is not None and draft.node.position - node.position <= 1:
            return False
    return False


def _nearby(reading: Reading, draft: Draft) -> set[str]:
    """Gather the cues within four tokens of a trigger, and its own."""
    found: set[str] = set()
    for node in reading.nodes[max(0, draft.trigger - 4) : draft.trigger + 5]:
        if abs(node.position - draft.node.position) <= 4:
            found |= node.cues
    return found


def _counts(reading: Reading, draft: Draft) -> bool:
    """Whether a number stands right behind a noun: "the killing of 18 people", مقتل ١٨ شخصا."""
    end = draft.node.end
    return any(character.isdigit() for character in reading.text[end : min(reading.end, end + 14)])


def _is_superlative(reading: Reading, draft: Draft) -> bool:
    """Whether a noun only compares ("his first visit since", هي أطول رحلة)."""
    node = draft.node
    for candidate in reading.nodes[max(0, draft.trigger - 4) : draft.trigger + 2]:
        if "first" in candidate.cues and -4 <= candidate.position - node.position <= 1 and candidate.sense is None:
            return True
    return False


def _is_news(
    reading: Reading, draft: Draft, date: DateSpan | None, placed: bool, habitual: frozenset[str]
) -> bool:
    """Whether an act of force is told as a happening, not as history, habit, aim or matter of another report.

    Left out are those dated by a year or more; those in a tense of habit, in a relative clause or behind a particle of
    purpose without a day; and nouns behind words like "anniversary", "trial", "investigation".
    """
    if draft.type not in _FORCE:
        return True
    if date is not None and date.precision in _LONG:
        return False
    if draft.status in (EventStatus.HYPOTHETICAL, EventStatus.DEMANDED) and date is None:
        return False
    dated = date is not None
    if not (draft.sources or draft.targets or placed or dated or _counts(reading, draft)):
        return False
    sense, node = draft.node.sense, draft.node
    assert sense is not None
    if not draft.noun:
        if sense.forms and sense.forms <= habitual and not dated and draft.status is not EventStatus.PLANNED:
            return False
        if "purpose" in node.cues and draft.status is not EventStatus.PLANNED:
            return False
        return (date is not None and date.precision in _SHORT) or reading.clauses[node.clause].kind != "rel"
    if "lasting" in draft.flags:
        return True
    if not (draft.sources or draft.targets or placed or _counts(reading, draft)):
        return False
    light = governor(reading, draft.trigger)
    if "purpose" in node.cues or (light is not None and "purpose" in reading.nodes[light].cues):
        return False
    before = [n for n in reading.nodes[max(0, draft.trigger - 8) : draft.trigger] if n.position >= node.position - 6]
    return not any("background" in n.cues for n in before)


def _wants_goods(reading: Reading, draft: Draft) -> bool:
    """Whether a wish is put to somebody, or for arms and the like: then it is a demand, else only a wish."""
    nodes = reading.nodes
    for node in nodes[draft.trigger + 1 :]:
        if node.position > draft.node.position + 12:
            break
        if "goods" in node.cues or "munitions" in node.cues:
            return True
    return False


def _restates(reading: Reading, draft: Draft) -> bool:
    """Whether a noun only points back ("the attack", تلك المفاوضات)."""
    nodes = reading.nodes
    if "definite" in draft.node.cues and not (draft.sources or draft.targets):
        return True
    if draft.trigger and not draft.sources and not draft.targets:
        before = nodes[draft.trigger - 1]
        return "det_known" in before.cues and before.position >= draft.node.position - 2
    return False


def _stands(draft: Draft, denials: set[int]) -> bool:
    if _is_without(draft):
        return False
    if draft.status is EventStatus.DENIED and "deny" not in draft.flags:
        if draft.speaker is None or draft.type == "statement":
            return False
        draft.targets = draft.targets or [n for n in draft.sources if n not in draft.speaker.nodes]
        draft.sources = list(draft.speaker.nodes)
    if draft.type == "statement" and draft.status in (EventStatus.HYPOTHETICAL, EventStatus.PLANNED, EventStatus.DEMANDED):
        return False
    return not (draft.type == "statement" and draft.noun and not draft.sources)


def _is_without(draft: Draft) -> bool:
    """Whether "without" stands right before a trigger."""
    before = draft.reading.nodes[draft.trigger - 1] if draft.trigger else None
    if before is None or "without" not in before.cues:
        return "without" in draft.node.cues
    return before.position >= draft.node.position - 2


def _without_spent(drafts: list[Draft]) -> list[Draft]:
    """Leave out statements whose only content is a denial that has its own record."""
    told: dict[int, list[bool]] = {}
    for draft in drafts:
        if draft.speaker is not None:
            told.setdefault(draft.speaker.verb, []).append(draft.status is EventStatus.DENIED)
    spent = {verb for verb, denials in told.items() if all(denials)}
    return [d for d in drafts if not (d.type == "statement" and d.trigger in spent and d.date is None)]


# ---- who says so ---------------------------------------------------------------------------


def _find_speakers(reading: Reading, drafts: dict[int, Draft], order: str) -> None:
    """Give every draft the verb of speech whose content it is; a verb of speech behind its content counts too."""
    made: dict[int, Speaker] = {}

    def speaker(verb: int) -> Speaker:
        if verb not in made:
            roles = find_roles(reading, verb, order)
            words = None if roles.sources else _subject_words(reading, verb, order)
            made[verb] = Speaker(reading, verb, roles.sources, words)
            outer = _speaker_of_clause(reading, reading.nodes[verb].clause)
            if outer is not None and outer != verb:
                made[verb].via = speaker(outer)
        return made[verb]

    behind = _speech_behind(reading, order)
    source = next((i for i, n in enumerate(reading.nodes) if "according" in n.cues), None)
    for index, draft in drafts.items():
        verb = _speaker_of_clause(reading, reading.nodes[index].clause)
        if verb is not None and verb != index:
            draft.speaker = speaker(verb)
        elif behind is not None and index < behind:
            draft.speaker = speaker(behind)
        elif source is not None:
            draft.speaker = _source_named(reading, source)


def _speaker_of_clause(reading: Reading, clause: int) -> int | None:
    while clause >= 0:
        found = reading.clauses[clause].speaker
        if found is not None:
            return found
        clause = reading.clauses[clause].parent
    return None


def _speech_behind(reading: Reading, order: str) -> int | None:
    """Find a verb of speech behind its content: "..., officials said Monday."."""
    nodes = reading.nodes
    for index in range(len(nodes) - 1, 0, -1):
        sense = nodes[index].sense
        if sense is None or sense.noun or "statement" not in sense.flags or sense.type != "statement":
            continue
        if any(clause.speaker == index for clause in reading.clauses):
            return None
        if order == "SOV":
            return index
        near = next((n for n in reversed(nodes[:index]) if n.mark or "coord" in n.cues), None)
        if near is not None and not near.mark:
            return None
        marks = [n for n in nodes[:index] if n.mark and n.mark in ",”\"»’،" and n.clause == nodes[index].clause or n.mark in ("”", "»")]
        return index if marks and index > 2 else None
    return None


def _source_named(reading: Reading, index: int) -> Speaker:
    """Read "according to X"."""
    nodes = reading.nodes
    near = [n for n in nodes[index + 1 : index + 6] if n.who is not None and n.position <= nodes[index].position + 9]
    if near:
        person = next((n for n in near if n.who is not None and n.who.kind is ActorKind.PERSON), near[0])
        return Speaker(reading, index, [person], None)
    end = next((n.start for n in nodes[index + 1 :] if n.mark), reading.end)
    return Speaker(reading, index, [], (nodes[index].end, min(end, nodes[index].end + 60)))


def _subject_words(reading: Reading, verb: int, order: str) -> tuple[int, int] | None:
    """Give the bare words of an unnamed speaker ("US officials"): up to 60 characters beside the verb."""
    nodes = reading.nodes
    node = nodes[verb]
    if order == "VSO":
        following = next((n for n in nodes[verb + 1 :] if n.mark or n.cues & {"comp", "prep_to", "prep_of"} or n.actor), None)
        end = following.start if following is not None else reading.end
        return (node.end, min(end, node.end + 60)) if end > node.end + 2 else None
    before = next((n for n in reversed(nodes[:verb]) if n.mark or n.sense), None)
    start = before.end if before is not None else reading.start
    return (max(start, node.start - 60), node.start) if node.start > start + 2 else None


def negated(reading: Reading, index: int) -> bool:
    """Whether a trigger is negated (for tests and explanations)."""
    return is_negated(reading, index)


def passive(reading: Reading, index: int) -> bool:
    """Whether a trigger stands in the passive (for tests and explanations)."""
    return is_passive(reading, index)


def nodes_of(draft: Draft) -> list[Node]:
    """Give the nodes that belong to a draft: its trigger and its parties."""
    return [draft.node, *draft.sources, *draft.targets]
