"""Which triggers tell of a happening: what asserts it, and what only mentions, wishes, compares or recalls it.

A verb asserts a happening. A noun only names one; it makes a record where something asserts it: a light verb ("held
talks"), a party ("visit by"), a day or a place of its own. What a request, a refusal or a threat governs ("urged X to
stop the talks") is its content and no record. Acts of force have to be news besides (``is_news``).
"""

from __future__ import annotations

from itertools import pairwise

from events.coding.context import FORCE
from events.coding.draft import Draft
from events.coding.news import NEEDED, NEEDED_OF_WHAT_LASTS, NEWS_TYPES, context_points, news_points, trust_of
from events.coding.reference import HAPPENED
from events.coding.roles import describes, governor, is_passive
from events.coding.scan import Node, Reading
from events.model import ActorKind, DatePrecision, DateSpan, EventStatus

_GUEST_REACH = 4
"""Tokens behind a verb within which its object stands."""
_HEAD = 1
"""The last sentence of the head of a report: a headline, and the one below it."""
_GOES_ON = frozenset({"lasting", "home"})
_NEEDS_PARTS = frozenset({"consult", "agree", "cooperate", "aid", "support"})
_LONG = frozenset({DatePrecision.YEAR, DatePrecision.DECADE, DatePrecision.CENTURY})
_CAUSES = frozenset({"reject", "request", "accuse"})
"""Types of what a crowd protests for, which is no act of its own ("示威，反对…")."""
_SPEECH_ACTS = frozenset({"accuse", "request", "reject", "support", "threaten"})
_ATTRIBUTE = frozenset({"adj"})
_SPEECH_FORMS = frozenset({"past", "present", "future", "part", ""})


def may_tell(reading: Reading, index: int) -> bool:
    """Leave out triggers that can't make a record, whatever stands around them."""
    node = reading.nodes[index]
    sense = node.sense
    assert sense is not None
    if node.quoted and (
        sense.type == "statement" or "weak" in sense.flags or sense.type in ("request", "reject", "agree")
    ):
        return False
    if sense.noun and _modifies(reading, index):
        return False
    if sense.type == "statement" and not sense.noun and _only_attributes(reading, index):
        return False
    if sense.type == "assault" and not sense.noun and _strikes_as_disaster(reading, index):
        return False
    before = reading.nodes[index - 1] if index else None
    if before is not None and "without" in before.cues and before.position >= node.position - 2:
        return False
    if "former" in node.cues or (sense.forms == _ATTRIBUTE and not is_passive(reading, index)):
        return False
    if before is not None and sense.forms == {"base"} and sense.type in _AIMS and _is_aim(reading, index):
        return False
    if _is_object_of_words(reading, index) or _is_forbidden(reading, index):
        return False
    if sense.type == "statement" and not sense.noun:
        return bool(sense.forms & _SPEECH_FORMS) or "quiet" in sense.flags or _is_finite(reading, index)
    return True


def _only_attributes(reading: Reading, index: int) -> bool:
    """Whether a verb of speech stands right behind "according to" (بحسب حصيلة *أعلنها* الصليب الأحمر).

    So it is where it has an object, or where its subject is nobody known (وفق ما *أعلن* مركز الطوارئ).
    """
    if reading.lexicon is None or reading.lexicon.order != "VSO":
        return False
    nodes = reading.nodes
    following = nodes[index + 1] if index + 1 < len(nodes) else None
    named = following is not None and following.actor is not None and following.position <= nodes[index].position + 2
    if "object" not in nodes[index].cues and named:
        return False
    before = nodes[index - 1] if index else None
    return before is not None and "according" in before.cues and before.position >= nodes[index].position - 3


_AIMS = frozenset({"reject", "accuse", "protest", "request", "threaten", "support", "assault", "coerce", "consult"})


def _is_object_of_words(reading: Reading, index: int) -> bool:
    """Whether an act is only what somebody condemns or welcomes right before it ("a condamné ces attaques")."""
    nodes, sense = reading.nodes, reading.nodes[index].sense
    if index < 2 or sense is None or not sense.noun or sense.type not in FORCE:
        return False
    determiner, verb = nodes[index - 1], nodes[index - 2]
    if "det_known" not in determiner.cues or determiner.sense is not None or verb.sense is None or verb.sense.noun:
        return False
    words = verb.sense.type in ("accuse", "support", "reject")
    return words and nodes[index].position - verb.position <= 2 and not any(n.date for n in nodes[index + 1 :])


def _is_forbidden(reading: Reading, index: int) -> bool:
    """Whether an infinitive is only what somebody may not do ("il lui est interdit de quitter la France")."""
    nodes, sense = reading.nodes, reading.nodes[index].sense
    if index < 2 or sense is None or sense.forms != {"base"} or "infinitive_before" not in nodes[index - 1].cues:
        return False
    verb = nodes[index - 2].sense
    return verb is not None and not verb.noun and verb.type in ("coerce", "reject")


def _is_aim(reading: Reading, index: int) -> bool:
    """Whether an infinitive only says what for something else is done ("marcharon para repudiar la violencia")."""
    nodes, node = reading.nodes, reading.nodes[index]
    before = nodes[index - 1]
    near = before.sense is None and before.position == node.position - 1
    if not near or not before.cues & {"purpose", "prep_by"} or "be" in before.cues:
        return False
    above = next((n for n in reversed(nodes[: index - 1]) if n.sense is not None and not n.sense.noun), None)
    if above is None or above.sense is None:
        return False
    return "motion" not in above.sense.flags or node.sense is None or node.sense.type != "consult"


def _strikes_as_disaster(reading: Reading, index: int) -> bool:
    """Whether a disaster is what strikes ("un séisme a frappé le Pérou"): that is one happening, told by its noun."""
    nodes = reading.nodes
    if "light" not in nodes[index].cues:
        return False
    for other in range(index - 1, -1, -1):
        candidate = nodes[other]
        if candidate.clause != nodes[index].clause or candidate.actor is not None:
            return False
        if candidate.sense is not None:
            return candidate.sense.noun and candidate.sense.mode == "accident"
    return False


def _modifies(reading: Reading, index: int) -> bool:
    """Whether a noun without particle only describes the noun right behind it (휴전 협상, "truce talks")."""
    lexicon, nodes = reading.lexicon, reading.nodes
    if lexicon is None or lexicon.order != "SOV" or index + 1 >= len(nodes):
        return False
    node, following = nodes[index], nodes[index + 1]
    return following.sense is not None and following.position == node.position + 1 and following.sense.noun


def _is_finite(reading: Reading, index: int) -> bool:
    """Whether a base form is a present tense ("they deny"), not an infinitive or behind a modal."""
    nodes = reading.nodes
    before = nodes[index - 1] if index else None
    if before is None or before.position < nodes[index].position - 2:
        return True
    if "coord" in before.cues and index > 1 and nodes[index].position - nodes[index - 2].position <= 4:
        before = nodes[index - 2]  # "to obtain and disclose"
    return not before.cues & {"purpose", "prep_to", "modal", "future", "plan", "demand", "neg"}


def is_content(reading: Reading, index: int, drafts: dict[int, Draft]) -> bool:
    """Whether a trigger only says what is requested, refused, threatened or praised by the verb that governs it."""
    nodes = reading.nodes
    node = nodes[index]
    sense = node.sense
    assert sense is not None
    if (sense.noun or "demand" in sense.forms) and _is_object_of_refusal(reading, index, drafts):
        return True
    if _is_occasion_of_speech(reading, index, drafts):
        return True
    for other in range(index - 1, -1, -1):
        if other not in drafts:
            continue
        if drafts[other].type == "protest" and "cause" in node.cues and sense.type in _CAUSES:
            return True
        if drafts[other].noun:
            refused = "quiet" in drafts[other].flags and node.position - nodes[other].position <= 3
            if refused and "base" in sense.forms and not sense.noun:
                return True
            continue
        above = drafts[other]
        if ("quiet" not in above.flags or above.type == "accuse") and above.type != "threaten":
            return False
        if nodes[other].clause == node.clause:
            if _is_written_on(reading, other, index):
                return True
            if sense.noun:
                return not any(n.sense and not n.sense.noun for n in nodes[other + 1 : index]) or not _asserted(
                    reading, index
                )
            return (bool(sense.forms & {"base", "ger"}) and not sense.forms & {"past"}) or "purpose" in node.cues
        clause = reading.clauses[node.clause]
        governs = clause.speaker == other or (clause.speaker is None and _opens_behind(reading, clause.opener, other))
        return clause.kind == "comp" and governs and above.type in ("request", "threaten", "reject")
    return False


def _opens_behind(reading: Reading, opener: int, verb: int) -> bool:
    """Whether a clause opens behind a verb with no other verb between (استبعد *أن* يشكل)."""
    return verb < opener and not any(n.sense is not None and not n.sense.noun for n in reading.nodes[verb + 1 : opener])


def _is_occasion_of_speech(reading: Reading, index: int, drafts: dict[int, Draft]) -> bool:
    """Whether a verb only says what is mourned, condemned or put off by the verb it is written on to.

    So it stands between "to" and an act of speech (对X遇害表示哀悼), or before a passive refusal (访问被推迟).
    """
    lexicon, nodes = reading.lexicon, reading.nodes
    following = next((i for i in drafts if i > index), None)
    if lexicon is None or not lexicon.time_first or following is None:
        return False
    if any(node.mark for node in nodes[index:following]):
        return False
    above = drafts[following]
    if above.type == "reject" and is_passive(reading, following) and following - index <= 2:
        return True
    if above.noun or above.type not in _SPEECH_ACTS:
        return False
    for other in range(index - 1, -1, -1):
        candidate = nodes[other]
        if candidate.mark or (candidate.sense is not None and not candidate.sense.noun):
            return False
        if "prep_against" in candidate.cues:
            return True
    return False


def _is_object_of_refusal(reading: Reading, index: int, drafts: dict[int, Draft]) -> bool:
    """Whether the verb right behind a noun, where verbs stand last, refuses or demands it (방문을 취소했다)."""
    lexicon, nodes = reading.lexicon, reading.nodes
    if lexicon is None or lexicon.order != "SOV" or index + 1 not in drafts:
        return False
    above = drafts[index + 1]
    near = nodes[index + 1].position - nodes[index].position <= 2
    return near and not above.noun and "quiet" in above.flags


def _is_written_on(reading: Reading, above: int, index: int) -> bool:
    """Whether a verb without inflection follows its governing verb with no mark between (呼吁以色列停火)."""
    lexicon = reading.lexicon
    if lexicon is None or lexicon.segment != "characters":
        return False
    return not any(node.mark for node in reading.nodes[above + 1 : index])


def _asserted(reading: Reading, index: int) -> bool:
    return governor(reading, index) is not None


def is_told(reading: Reading, draft: Draft, dated: bool, placed: bool) -> bool:
    """Whether something asserts the happening, so that it makes a record."""
    sense = draft.node.sense
    assert sense is not None
    flags = draft.flags
    if draft.type == "protest" and "festive" in reading.cues:
        return False
    if not draft.noun:
        if draft.status is EventStatus.HYPOTHETICAL and not (draft.sources or draft.targets or dated):
            return False
        if "motion" in flags and not (draft.sources or placed or dated):
            return False
        if "troops" in flags and not placed and not _wants_goods(reading, draft):
            return False  # "withdrew its offer"
        if "placed" in flags and not placed:
            return False  # "the fans have come to expect"
        crowd = all(n.who is not None and n.who.kind is ActorKind.GROUP for n in draft.sources)
        if "motion" in flags and draft.status is EventStatus.HYPOTHETICAL and crowd and not (placed or dated):
            return False  # القتلى قد يصلون إلى 20 ألفا
        if "leaving" in flags and not (placed or dated or any(_is_person(node) for node in draft.sources)):
            return False  # "left 17 casualties"
        if "leaving" in flags and not dated and (_counts(reading, draft) or _is_remainder(reading, draft.trigger)):
            return False
        if "between" in flags and not any(_is_guest(node, draft.node) for node in draft.targets):
            return False  # "received a letter"
        if "goods" in flags and (
            not _wants_goods(reading, draft) or (draft.status is EventStatus.HYPOTHETICAL and not dated)
        ):
            return False
        if _is_participle(reading, draft) or (describes(reading, draft.node) and not _has_own_day(reading, draft)):
            return False
        bare = not (draft.sources or draft.targets or placed or dated)
        counted = draft.type == "aid" and bare and is_passive(reading, draft.trigger) and _counts(reading, draft)
        if bare and draft.type in _NEEDS_PARTS and draft.status is not EventStatus.DENIED and not counted:
            return False
        if bare and "quiet" in flags and reading.clauses[draft.node.clause].kind == "rel":
            return False
        if not dated and _is_described_by(reading, draft):
            return False
        if _is_superlative(reading, draft) and not (dated or placed):
            return False
        if "head" in flags and draft.sentence > _HEAD and not (dated and draft.sources):
            return False
        if "agent" in flags:
            return bool(draft.sources) or (dated and draft.sentence <= _HEAD and is_passive(reading, draft.trigger))
        if "dated" in flags:
            return dated
        if "want" in flags:
            return bool(draft.sources) and not draft.node.quoted and _wants_goods(reading, draft)
        if "weak" in flags:
            named = bool(draft.sources or draft.targets or placed or dated) or bool(
                {"munitions", "goods"} & _nearby(reading, draft)
            )
            named = named or ("accident" in flags and draft.node.clause == 0)
            finite = (
                "base" not in sense.forms
                or draft.status is EventStatus.PLANNED
                or (bool(draft.sources) and _is_finite(reading, draft.trigger))
            )
            return named and finite and reading.clauses[draft.node.clause].kind != "rel"
        return True
    if draft.node.quoted and draft.type in ("assault", "consult", "agree", "cooperate") and not dated:
        return False
    if draft.type in ("statement", "request", "accuse", "reject", "threaten", "support"):
        light = governor(reading, draft.trigger)
        return light is not None and "light" in reading.nodes[light].cues and bool(draft.sources)
    if _is_superlative(reading, draft) and not (dated and draft.status is EventStatus.PLANNED):
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
    if _is_named_after_place(reading, draft, dated):
        return False
    if dated or (placed and ("strong" in flags or draft.type == "assault")):
        return True
    if "ongoing" in draft.node.cues or draft.status is EventStatus.ONGOING:
        return bool(draft.sources)
    parties = bool(draft.sources or draft.targets)
    return (parties and placed) or (bool(draft.sources and draft.targets) and "mutual" not in flags)


def _is_remainder(reading: Reading, index: int) -> bool:
    """Whether a participle only says what remains ("with hours left before the vote")."""
    nodes, node = reading.nodes, reading.nodes[index]
    before = nodes[index - 1] if index else None
    if before is None or node.sense is None or not node.sense.forms >= {"past", "part"}:
        return False
    return before.date is not None or "prep_with" in before.cues


def _is_guest(node: Node, verb: Node) -> bool:
    """Whether somebody beside a verb can be received or freed: a person, a state, a group of people."""
    near = node.position < verb.position or node.position - verb.position <= _GUEST_REACH
    return near and node.who is not None and node.who.kind is not ActorKind.ORGANISATION


def _is_described_by(reading: Reading, draft: Draft) -> bool:
    """Whether a verb only describes the noun before it, as a pronoun behind it shows (تغريدات انتقد *فيها*)."""
    nodes, index = reading.nodes, draft.trigger
    if draft.type == "statement" or "coord" in draft.node.cues or not index or index + 1 >= len(nodes):
        return False
    behind = nodes[index + 1]
    return "resumptive" in behind.cues and behind.position == draft.node.position + 1


def _is_named_after_place(reading: Reading, draft: Draft, dated: bool) -> bool:
    """Whether a noun of a meeting only bears the name of its town: محادثات *جدة*."""
    nodes, at = reading.nodes, draft.trigger + 1
    if draft.type != "consult" or dated or draft.sources or draft.targets or at >= len(nodes):
        return False
    if reading.lexicon is None or reading.lexicon.order != "VSO":
        return False
    following = nodes[at]
    return following.toponym is not None and following.position <= draft.node.position + 2 and not following.cues


def _is_person(node: Node) -> bool:
    return node.who is not None and node.who.kind is ActorKind.PERSON


def _is_participle(reading: Reading, draft: Draft) -> bool:
    """Whether a form that may be a past or a participle only describes ("companies accused of ...")."""
    sense = draft.node.sense
    if (
        sense is None
        or not sense.forms >= {"past", "part"}
        or draft.node.cues & {"coord"}
        or is_passive(reading, draft.trigger)
    ):
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


def _has_own_day(reading: Reading, draft: Draft) -> bool:
    """Whether a day stands right before a verb (22일 시작된 산불)."""
    return any(n.date and draft.node.start - n.end <= 1 for n in reading.nodes[: draft.trigger])


def _nearby(reading: Reading, draft: Draft) -> set[str]:
    """Gather the cues within four tokens of a trigger, and its own."""
    found: set[str] = set()
    for node in reading.nodes[max(0, draft.trigger - 4) : draft.trigger + 5]:
        if abs(node.position - draft.node.position) <= 4:
            found |= node.cues
    return found


def _counts(reading: Reading, draft: Draft) -> bool:
    """Whether a number stands right behind a trigger: "the killing of 18 people", مقتل ١٨ شخصا."""
    behind = reading.text[draft.node.end : min(reading.end, draft.node.end + 14)]
    if any(character.isdigit() for character in behind):
        return True
    if is_passive(reading, draft.trigger) and _has_number_before(reading, draft.trigger):
        return True
    if is_passive(reading, draft.trigger) and any(
        "victims" in node.cues and draft.node.position - node.position <= 7
        for node in reading.nodes[max(0, draft.trigger - 6) : draft.trigger]
    ):
        return True
    lexicon = reading.lexicon
    return lexicon is not None and any(lexicon.fold(word) in lexicon.numbers for word in behind.split()[:2])


def _has_number_before(reading: Reading, index: int) -> bool:
    """Whether the subject of a passive is counted ("dix de ses membres ont été assignés")."""
    lexicon = reading.lexicon
    words = reading.text[max(reading.start, reading.nodes[index].start - 60) : reading.nodes[index].start].split()[-8:]
    return lexicon is not None and any(word.isdigit() or lexicon.fold(word) in lexicon.numbers for word in words)


def _is_superlative(reading: Reading, draft: Draft) -> bool:
    """Whether a noun only compares ("his first visit since", هي أطول رحلة)."""
    if "first" not in reading.cues:
        return False
    node = draft.node
    for candidate in reading.nodes[max(0, draft.trigger - 4) : draft.trigger + 2]:
        if "first" in candidate.cues and -4 <= candidate.position - node.position <= 1 and candidate.sense is None:
            return True
    return False


def is_news(draft: Draft, date: DateSpan | None, placed: bool, about: int) -> bool:
    """Whether an act of force is told as a happening, not as history, habit, aim or matter of another report.

    Attacks and protests that happened are weighed (``events.coding.news``). Of the others, left out are those dated by
    a year or more; those in a tense of habit, in a relative clause or behind a particle of purpose without a day; and
    nouns behind words like "anniversary", "trial", "investigation".
    """
    if draft.type not in FORCE:
        return True
    reading = draft.reading
    if draft.noun and _is_charge(reading, draft):
        return False
    if draft.claimed and draft.type == "assault" and not draft.targets:
        return True  # it is joined to the act that it names again, or left out
    if date is not None and date.precision in _LONG:
        return False
    if draft.status is EventStatus.PLANNED and draft.type in NEWS_TYPES and not _is_announced(draft, date, placed):
        return False
    if draft.type in NEWS_TYPES and draft.status in HAPPENED:
        points = news_points(draft, placed=placed) + context_points(about)
        if draft.noun and draft.flags & _GOES_ON:
            return points > NEEDED_OF_WHAT_LASTS
        draft.support = min(draft.support, trust_of(points))
        return points > NEEDED
    if draft.status in (EventStatus.HYPOTHETICAL, EventStatus.DEMANDED) and date is None:
        return False
    dated = date is not None
    if not (draft.sources or draft.targets or placed or dated or draft.object_pronoun or _counts(reading, draft)):
        return False
    sense, node = draft.node.sense, draft.node
    assert sense is not None
    if not draft.noun:
        habitual = reading.lexicon.habitual if reading.lexicon is not None else frozenset()
        habit = bool(sense.forms) and sense.forms <= habitual and not _follows_order(reading, draft.trigger)
        if habit and not dated and draft.status is not EventStatus.PLANNED:
            return False
        if "purpose" in node.cues and draft.status is not EventStatus.PLANNED:
            return False
        return dated or reading.clauses[node.clause].kind != "rel"
    if "lasting" in draft.flags:
        return True
    light = governor(reading, draft.trigger)
    asserted = dated and light is not None
    if not (draft.sources or draft.targets or placed or asserted or _counts(reading, draft)):
        return False
    if "purpose" in node.cues or (light is not None and "purpose" in reading.nodes[light].cues):
        return False
    before = [n for n in reading.nodes[max(0, draft.trigger - 8) : draft.trigger] if n.position >= node.position - 6]
    return not any("background" in n.cues for n in before)


def _follows_order(reading: Reading, index: int) -> bool:
    """Whether a verb stands right behind "before" or "after" and "that", and so tells what came (قبل أن *تفرقهم*)."""
    nodes = reading.nodes
    for other in range(index - 1, max(-1, index - 3), -1):
        candidate = nodes[other]
        if candidate.position < nodes[index].position - 2 or candidate.actor is not None:
            return False
        if "sub" in candidate.cues and candidate.cues & {"before", "after"}:
            return True
    return False


def _is_charge(reading: Reading, draft: Draft) -> bool:
    """Whether a noun only names what somebody is convicted or tried for ("convicted X of murder", بتهمة *تفجير*)."""
    before = reading.nodes[draft.trigger - 1] if draft.trigger else None
    if before is not None and "charge" in before.cues and before.position == draft.node.position - 1:
        return True
    for other in range(draft.trigger - 1, -1, -1):
        node = reading.nodes[other]
        if node.clause != draft.node.clause or draft.node.position - node.position > _CHARGE_REACH:
            return False
        if node.sense is not None and not node.sense.noun:
            return node.sense.mode == "justice"
    return False


_CHARGE_REACH = 16
"""Tokens behind a verdict within which a noun names its charge."""


def _is_announced(draft: Draft, date: DateSpan | None, placed: bool) -> bool:
    """Whether a planned attack or protest is one that somebody sets a day for, or says who will do it and where."""
    sense = draft.node.sense
    if date is not None:
        return True
    return bool(draft.sources) and placed and sense is not None and "future" in sense.forms


def _wants_goods(reading: Reading, draft: Draft) -> bool:
    """Whether a wish is put to somebody, or for arms and the like: then it is a demand, else only a wish."""
    nodes = reading.nodes
    last = reading.lexicon is not None and reading.lexicon.order == "SOV"
    for node in nodes[: draft.trigger] if last else nodes[draft.trigger + 1 :]:
        if abs(node.position - draft.node.position) > 12:
            continue
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


def stands(draft: Draft) -> bool:
    """Whether a draft still stands once its speaker is known; a negated event becomes the speaker's denial."""
    if _is_without(draft):
        return False
    if draft.status is EventStatus.DENIED and "deny" not in draft.flags:
        if draft.speaker is None or draft.type == "statement":
            return False
        draft.targets = draft.targets or [n for n in draft.sources if n not in draft.speaker.nodes]
        draft.sources = list(draft.speaker.nodes)
    if draft.type == "statement" and draft.status in (
        EventStatus.HYPOTHETICAL,
        EventStatus.PLANNED,
        EventStatus.DEMANDED,
    ):
        return False
    if draft.mode == "decline-comment" and not draft.sources and not draft.implicit:
        return False
    if draft.type == "statement" and _is_told_aside(draft):
        return False
    if draft.type == "statement" and not draft.sources and not draft.implicit:
        return not draft.noun and (draft.date is not None or bool(draft.places))
    return True


def _is_told_aside(draft: Draft) -> bool:
    """Whether a relative clause only says that something was told, by nobody (الذي أعلن الأربعاء)."""
    reading, nodes = draft.reading, draft.reading.nodes
    clauses = reading.clauses
    if reading.lexicon is None or reading.lexicon.order != "VSO":
        return False
    before = nodes[draft.trigger - 1] if draft.trigger else None
    beside = before is not None and "rel" in before.cues and before.position == draft.node.position - 1
    if clauses[draft.node.clause].kind != "rel" and not beside:
        return False
    if "object" in draft.node.cues:
        return True
    if any(clause.speaker == draft.trigger for clause in clauses):
        return False
    return not any(node in draft.sources for node in nodes[draft.trigger + 1 :])


def _is_without(draft: Draft) -> bool:
    """Whether "without" stands right before a trigger."""
    before = draft.reading.nodes[draft.trigger - 1] if draft.trigger else None
    if before is None or "without" not in before.cues:
        return "without" in draft.node.cues
    return before.position >= draft.node.position - 2


def without_spent(drafts: list[Draft]) -> list[Draft]:
    """Leave out statements that say no more than another record of their sentence.

    Those are statements whose only content is a denial that has its own record, those behind a record that only say
    where it comes from ("..., officials said"), and those that only go on with what the same party condemned, demanded
    or rejected just before ("condemned the attack and said").
    """
    told: dict[int, list[bool]] = {}
    drafts = _without_steps(_without_announcements(_without_occasions(drafts)))
    drafts = _without_intents(drafts)
    first: dict[int, int] = {}
    for draft in drafts:
        if draft.speaker is not None:
            told.setdefault(draft.speaker.verb, []).append(draft.status is EventStatus.DENIED)
            first[draft.speaker.verb] = min(draft.trigger, first.get(draft.speaker.verb, draft.trigger))
    spent = {verb for verb, denials in told.items() if all(denials)}
    spent |= {d.trigger for d in drafts if d.trigger in first and _only_names_source(d, first[d.trigger])}
    return [
        d
        for number, d in enumerate(drafts)
        if not (d.type == "statement" and d.date is None and (d.trigger in spent or _goes_on(drafts[:number], d)))
    ]


def _without_steps(drafts: list[Draft]) -> list[Draft]:
    """Make one of verbs written on without a mark that tell one act: 前往华盛顿出席峰会, 发表声明表示祝贺."""
    spent: set[int] = _visits_of_comfort(drafts)
    for draft, following in pairwise(drafts):
        lexicon, nodes = draft.reading.lexicon, draft.reading.nodes
        if lexicon is None or not lexicon.time_first or draft.noun or following.noun:
            continue
        between = [n for n in nodes[draft.trigger + 1 : following.trigger] if n.mark != "-"]
        stay = draft.type == following.type == "consult" and draft.status is EventStatus.PLANNED  # 10月访问，出席论坛
        if stay and between and between[-1].mark and between[-1].mark in "，,":
            between = between[:-1]
        beside = draft.node.clause == following.node.clause or following.node.start - draft.node.end <= _ADVERB
        if not beside or any(n.mark or "coord" in n.cues for n in between):
            continue
        said = draft.type == "statement" and following.type in _SPEECH_ACTS
        sent = draft.type == "mobilize" and following.type == "assault"  # 出动战机轰炸
        agreed = draft.type == "agree" and following.type in ("aid", "cooperate")  # 批准向菲律宾提供贷款
        same = draft.type == following.type and draft.type in ("consult", "coerce")
        if sent or said or agreed or same:
            kept, left = (following, draft) if said or sent else (draft, following)
            kept.date, kept.places = kept.date or left.date, kept.places or left.places
            kept.sources = kept.sources or ([] if "patient" in kept.flags else left.sources)
            kept.targets = kept.targets or [n for n in left.targets if n not in kept.sources]
            spent.add(id(left))
    return [draft for draft in drafts if id(draft) not in spent]


_ADVERB = 2
"""Characters that may stand between a verb of speech and what it says (表示坚决反对)."""


def _visits_of_comfort(drafts: list[Draft]) -> set[int]:
    """Find what somebody shows to those whom he visits, where verbs stand last (현장을 찾아 유가족을 위로했다)."""
    spent: set[int] = set()
    for visit, comfort in pairwise(drafts):
        lexicon = visit.reading.lexicon
        if lexicon is None or lexicon.order != "SOV" or visit.noun or comfort.noun:
            continue
        same = {id(n) for n in visit.sources} == {id(n) for n in comfort.sources} and visit.status is comfort.status
        if same and "motion" in visit.flags and comfort.type == "support":
            visit.targets = visit.targets or comfort.targets
            spent.add(id(comfort))
    return spent


def _without_announcements(drafts: list[Draft]) -> list[Draft]:
    """Make one of an act and its announcement by whoever does it ("宣布断交"); the day of the announcement holds."""
    spent: set[int] = set()
    for draft in drafts:
        if draft.type != "statement" or "announce" not in draft.node.cues:
            continue
        for act in drafts:
            announced = act.speaker is not None and act.speaker.verb == draft.trigger and act.type != "statement"
            lexicon = draft.reading.lexicon
            ahead = not act.noun and lexicon is not None and lexicon.order == "VSO"  # أعلنت أنها ستنظم مسيرة
            told = HAPPENED | {EventStatus.PLANNED} if ahead else HAPPENED
            announced = (announced or _is_announced_as_noun(draft, act)) and act.status in told
            if announced and act.sources and {id(n) for n in act.sources} <= {id(n) for n in draft.sources}:
                if act.status is not EventStatus.PLANNED:
                    act.date = act.date or draft.date
                spent.add(id(draft))
                break
    return [draft for draft in drafts if id(draft) not in spent]


def _is_announced_as_noun(draft: Draft, act: Draft) -> bool:
    """Whether the noun of an act is what is announced (أعلن الوزير *قطع* العلاقات)."""
    if not act.noun or act.type == "statement" or act.trigger < draft.trigger or act.node.clause != draft.node.clause:
        return False
    between = draft.reading.nodes[draft.trigger + 1 : act.trigger]
    return not any(node.sense is not None for node in between)


def _without_intents(drafts: list[Draft]) -> list[Draft]:
    """Leave out what a speaker only says that he does or will do ("announced that it suspends its campaign", -겠다고).

    The statement is the news; a day, a place or a subject of its own keeps the other.
    """
    spoken = {draft.trigger for draft in drafts if draft.flags & {"statement", "quiet"}}
    return [
        draft
        for draft in drafts
        if not ((_is_intent(draft) or _is_own_act(draft)) and draft.speaker and draft.speaker.verb in spoken)
    ]


def _is_own_act(draft: Draft) -> bool:
    """Whether a verb in the content of a statement names nobody, no day and no place: the speaker speaks of himself."""
    if draft.noun or draft.sources or draft.targets or draft.date or draft.places or draft.type in FORCE:
        return False
    speaker, clause = draft.speaker, draft.reading.clauses[draft.node.clause]
    if speaker is None or clause.kind != "comp" or "comp" not in draft.reading.nodes[clause.opener].cues:
        return False
    return speaker.verb < draft.trigger and draft.type not in ("statement", "other")


def _is_verb(node: Node) -> bool:
    return node.sense is not None and not node.sense.noun


def _is_intent(draft: Draft) -> bool:
    lexicon = draft.reading.lexicon
    if lexicon is None or not lexicon.intents or draft.status is not EventStatus.PLANNED or draft.places:
        return False
    nodes = draft.reading.nodes
    verb = max((i for i in range(draft.trigger) if _is_verb(nodes[i])), default=-1)
    if any(n.date for n in nodes[verb + 1 : draft.trigger]) and verb >= 0:
        return False
    words = draft.reading.text[draft.node.start : draft.node.end + _LONGEST_ENDING].split()
    return bool(words) and words[0].endswith(lexicon.intents)


_LONGEST_ENDING = 8
"""Letters that may follow a verb in its word."""


def _without_occasions(drafts: list[Draft]) -> list[Draft]:
    """Make one of a press conference and what is said there, behind it in the sentence; its day and place hold."""
    spent: set[int] = set()
    for number, draft in enumerate(drafts):
        if draft.type != "statement" or not draft.noun:
            continue
        speakers = {id(node) for node in draft.sources}
        for said in drafts[number + 1 :]:
            last = said.reading.lexicon is not None and said.reading.lexicon.order == "SOV"
            if said.noun or not (last or said.flags & {"statement", "quiet"}):
                continue
            if speakers & {id(node) for node in said.sources} or (said.implicit and not said.sources):
                said.date, said.places = said.date or draft.date, said.places or draft.places
                spent.add(id(draft))
    return [draft for draft in drafts if id(draft) not in spent]


def _only_names_source(draft: Draft, content: int) -> bool:
    """Whether a statement of unnamed people stands behind what it tells, at no place, to nobody: a source, no event."""
    lexicon = draft.reading.lexicon
    if draft.mode is not None or content > draft.trigger or draft.places or draft.targets:
        return False
    if lexicon is None or lexicon.order == "SOV":  # there every verb stands behind
        return False
    return not any(node.who is not None and node.who.kind is not ActorKind.GROUP for node in draft.sources)


def _goes_on(before: list[Draft], draft: Draft) -> bool:
    """Whether a statement has the speaker of another act of speech before it in its sentence."""
    if "deny" in draft.flags:
        return False
    speakers = {id(node) for node in draft.sources}
    acts = [d for d in before if d.type in _SPEECH_ACTS and d.flags & {"statement", "quiet"}]
    return any(speakers & {id(node) for node in d.sources} or (draft.implicit and not speakers) for d in acts)
