"""Read a sentence into nodes (triggers, cues, marks, mentions) and clauses: what all further reading looks at.

Only words that the lexicon knows, punctuation, and the spans that the earlier stages found become nodes; other words
only count for distances. Clauses follow from their openers: complementizers ("that"), relative pronouns,
subordinators ("while"), quotation marks after a verb of speech. A relative or fronted clause ends at the next comma.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Any, TypeVar

from events.coding.cases import is_oblique
from events.coding.lexicon import MARK, MARKS, NOTHING, Entry, Lexicon, Meaning, Sense
from events.model import Actor, ActorKind, ActorMention, DateSpan, Toponym

_WORD = r"[\w\u0300-\u036f\u064b-\u065f\u0670]"
_TOKEN = re.compile(rf"{_WORD}+(?:(?:[-'’ʼ.]|(?<=\d),(?=\d))\w{_WORD}*)*|[^\w\s]")
_PIECES = re.compile(f"({_TOKEN.pattern})")
_NOWHERE = 1 << 60
_AGENT = "者"
_OPEN = frozenset("“«„「『‹")
_CLOSE = frozenset("”»」』›")
_QUOTES = _OPEN | _CLOSE | {'"'}
_COMMA = frozenset(",،;؛、，；")
_PARENTHESES = frozenset("(（")
_PARENTHESES_END = frozenset(")）")
_DASH = frozenset("—–-")
_KEPT = frozenset({"goods", "killed", "injured"})
"""Cues that words for groups keep where they are read as actors ("rescuers")."""
_NO_CUES: frozenset[str] = frozenset()
_OWN_ROLE = frozenset({"possessive", "topic", "subject", "object", "dative", "with"})
"""Roles that a particle gives a mention of its own, so that it only describes nobody."""
_NOUN_BEFORE = frozenset({"light", "noun_before", "det_known"})
"""Cues before a word without ending that make it name its event (进行访问, "的访问")."""
_LIKE_NOUNS = frozenset({"base", "present"})
_FINITE = frozenset({"past", "present", "future", "part", "base"})
_AUXILIARIES = frozenset({"be", "have", "future", "modal", "plan"})
_OPENERS = frozenset({"comp", "rel", "rel_too", "sub"})
"""Cues of words that open a clause."""

Span = tuple[int, int, "ActorMention | None", "Toponym | None", "DateSpan | None"]


class Node:
    """A word, mark or span of a sentence that matters for coding.

    ``position`` counts tokens (in scripts without spaces, two characters to a token); ``mark`` is a punctuation mark;
    ``quoted`` whether it stands in quotation marks; ``particle`` the role that an attached particle gives it,
    ``oblique`` where its case says that it is no subject.
    """

    __slots__ = (
        "actor", "clause", "cues", "date", "end", "mark", "particle", "position", "quoted", "sense", "start", "toponym",
    )  # fmt: skip

    def __init__(self, start: int, end: int, position: int) -> None:
        self.start = start
        self.end = end
        self.position = position
        self.sense: Sense | None = None
        self.cues: frozenset[str] = _NO_CUES
        self.actor: ActorMention | None = None
        self.toponym: Toponym | None = None
        self.date: DateSpan | None = None
        self.mark = ""
        self.particle = ""
        self.quoted = False
        self.clause = 0

    @property
    def who(self) -> Actor | None:
        """The actor, where the node names one."""
        return self.actor.actor if self.actor else None


@dataclass(slots=True)
class Clause:
    """A clause: how it was opened (``main``, ``comp``, ``rel``, ``sub``, ``front``), inside which, after which node."""

    kind: str
    parent: int
    opener: int
    speaker: int | None = None
    """The node of the verb of speech that it is the content of."""
    antecedent: int | None = None


@dataclass(slots=True)
class Reading:
    """A sentence, read."""

    text: str
    start: int
    end: int
    paragraph: int
    nodes: list[Node] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=lambda: [Clause("main", -1, -1)])
    length: int = 0
    tells: bool = False
    """Whether a word of it may tell of an event."""
    cues: frozenset[str] = _NO_CUES
    """The cues of all its nodes: most rules need one that few sentences hold."""
    lexicon: Lexicon | None = None
    kept: dict[tuple[Callable[..., object], int], Any] = field(default_factory=dict)
    """What functions marked with ``kept`` told of its nodes."""
    triggers: list[int] = field(default_factory=list)
    """The nodes that tell of events, by index."""


Told = TypeVar("Told")
_UNTOLD: Any = object()


def kept(tell: Callable[[Reading, int], Told]) -> Callable[[Reading, int], Told]:
    """Keep what a function tells of a node: a sentence that is read does not change, and many rules ask the same."""

    @functools.wraps(tell)
    def tell_once(reading: Reading, index: int) -> Told:
        key = (tell, index)
        told: Told = reading.kept.get(key, _UNTOLD)
        if told is _UNTOLD:
            told = reading.kept[key] = tell(reading, index)
        return told

    return tell_once


def read_sentence(
    lexicon: Lexicon, text: str, start: int, end: int, paragraph: int, spans: list[Span], *, quoted: bool = False
) -> tuple[Reading, bool]:
    """Read a sentence.

    Parameters
    ----------
    lexicon
        Of the sentence's language.
    text
        The report.
    start, end
        Offsets of the sentence.
    paragraph
        Its paragraph's number.
    spans
        Mentions, toponyms and dates inside it, sorted, not overlapping.
    quoted
        Whether it begins inside a quotation.

    Returns
    -------
    tuple
        The reading, and whether the quotation goes on after it.
    """
    reading = Reading(text, start, end, paragraph, lexicon=lexicon)
    if lexicon.segment == "characters":
        _nodes_of_characters(lexicon, reading, spans)
    elif not _nodes_of_words(lexicon, reading, spans):
        return reading, quoted
    _drop_marks_of_names(reading.nodes)
    if lexicon.particles:
        _share_particles(lexicon, reading)
    _drop_participles(lexicon, reading.nodes)
    reading.triggers = [index for index, node in enumerate(reading.nodes) if node.sense is not None]
    reading.tells = bool(reading.triggers)
    if reading.tells:
        _drop_modifiers(reading.nodes)
    still = _mark_quotes(reading, quoted and not _opens_anew(reading.nodes))
    if reading.tells:
        reading.cues = frozenset().union(*[node.cues for node in reading.nodes])
        _find_clauses(reading, lexicon.order)
    return reading, still


# ---- nodes -------------------------------------------------------------------------------


def _nodes_of_words(lexicon: Lexicon, reading: Reading, spans: list[Span]) -> bool:
    """Find nodes in a script with spaces; most tokens are unknown words, and cost one look-up.

    Gives false, without nodes, for a sentence in which no word may tell of anything and no quotation begins or ends.
    """
    text, nodes = reading.text, reading.nodes
    pieces = _PIECES.split(text[reading.start : reading.end])
    tokens = pieces[1::2]
    reading.length = len(tokens)
    entries = list(map(lexicon.memory.__getitem__, tokens))
    if not any(entry.tells for entry in entries if entry is not None) and _QUOTES.isdisjoint(tokens):
        return False
    offsets = list(accumulate(map(len, pieces), initial=reading.start))
    ends = offsets[2::2]
    places = iter(spans)
    span = next(places, None)
    span_start = span[0] if span else _NOWHERE
    covered, skipped, before_at = reading.start, 0, -1
    before = _NO_CUES
    for index, (start, end, entry) in enumerate(zip(offsets[1::2], ends, entries, strict=False)):
        if start < covered:
            continue
        if end <= span_start:
            if skipped:
                skipped -= 1
                continue
            if entry is None:
                continue
            if entry is MARK:
                node = Node(start, end, index)
                node.mark = tokens[index]
                nodes.append(node)
                continue
            meaning = entry.meaning
            if entry.phrases:
                meaning = _longest_phrase(lexicon, tokens, index, entry) or meaning
            if meaning is not NOTHING:
                skipped = meaning.length - 1
                node = Node(start, ends[index + skipped], index)
                node.cues = meaning.cues
                near = before if before_at == index - 1 else _NO_CUES
                if meaning.sense is None:
                    node.sense = meaning.name
                elif "noun_too" not in meaning.cues or _follows_subject(text, nodes, start, meaning, near):
                    node.sense = _verb_or_noun(lexicon, meaning, nodes, index, near)
                else:
                    node.sense = meaning.name
                nodes.append(node)
            before, before_at = meaning.cues, index + skipped
            continue
        skipped = 0
        while span is not None and span[0] < end:
            if span[0] >= covered:
                node = _span_node(span, index, lexicon, text)
                if start < span[0]:
                    node.cues = lexicon.prefix_cues(text[start : span[0]])
                nodes.append(node)
                covered = span[1]
            span = next(places, None)
        span_start = span[0] if span else _NOWHERE
    return True


def _nodes_of_characters(lexicon: Lexicon, reading: Reading, spans: list[Span]) -> None:
    """Find nodes in a script without spaces: the longest known word at every place."""
    text, nodes = reading.text, reading.nodes
    longest, forms = lexicon.longest, lexicon.forms
    by_start = {span[0]: span for span in spans}
    at, before = reading.start, _NO_CUES
    while at < reading.end:
        position = (at - reading.start) // 2
        span = by_start.get(at)
        if span is not None:
            nodes.append(_span_node(span, position, lexicon, text))
            if "prep_in" in before and nodes[-2].end == at and _is_town(nodes[-1]):
                nodes[-1].actor = None  # 在莫斯科: a town, not its government
            at, before = span[1], _NO_CUES
            continue
        character = text[at]
        if character in MARKS:
            node = Node(at, at + 1, position)
            node.mark = character
            nodes.append(node)
            at, before = at + 1, _NO_CUES
            continue
        for length in range(min(longest.get(character, 0), reading.end - at), 0, -1):
            entry = forms.get(text[at : at + length])
            if entry is not None and not any(s in by_start for s in range(at + 1, at + length)):
                node = Node(at, at + length, position)
                node.cues = entry.meaning.cues
                if entry.meaning.name is not None and (
                    before & _NOUN_BEFORE or (at + length not in by_start and _names_behind(lexicon, text, at + length))
                ):
                    node.sense = entry.meaning.name
                else:
                    node.sense = _verb_or_noun(lexicon, entry.meaning, nodes, position, before)
                if text.startswith(_AGENT, at + length) and at + length not in by_start:
                    node.sense = None  # 遇害者, 示威者
                nodes.append(node)
                at, before = at + length, node.cues
                break
        else:
            at, before = at + 1, _NO_CUES
    reading.length = (reading.end - reading.start) // 2


def _is_town(node: Node) -> bool:
    return node.toponym is not None and not node.toponym.place.precision.is_area


def _names_behind(lexicon: Lexicon, text: str, at: int) -> bool:
    """Whether what follows a word says that it names its event ("访问期间", "during the visit")."""
    entry = lexicon.forms.get(text[at : at + 2]) or lexicon.forms.get(text[at : at + 1])
    return entry is not None and "noun_after" in entry.meaning.cues


def _span_node(span: Span, position: int, lexicon: Lexicon, text: str) -> Node:
    start, end, actor, toponym, date = span
    node = Node(start, end, position)
    node.actor, node.toponym, node.date = actor, toponym, date
    if actor is not None and lexicon.prefixes and text[start + 1 : end] in actor.actor.names.values():
        node.cues = lexicon.prefix_cues(text[start])  # a conjunction or preposition written with the name
    elif actor is not None and not node.cues and actor.actor.kind is not ActorKind.PERSON:
        node.cues = lexicon.cues_within(actor.text)
    if lexicon.particles:
        for role, particles in lexicon.particles.items():
            if text.startswith(particles, end):
                node.particle = role
                break
    if actor is not None and actor.actor.kind is ActorKind.ORGANISATION:
        entry = lexicon.entry(actor.text.rsplit(None, 1)[-1])
        if entry is not None and "premises" in entry.meaning.cues:
            node.cues = node.cues | {"premises"}
    if actor is not None and actor.actor.kind is ActorKind.GROUP and not node.particle:
        entry = lexicon.entry(actor.text.rsplit(None, 1)[-1]) or lexicon.entry(actor.text.split(None, 1)[0])
        if entry is not None:
            node.cues = entry.meaning.cues & _KEPT
            if "protester" in entry.meaning.cues:
                node.particle = "protester"
    if actor is not None and lexicon.cases is not None and is_oblique(actor, lexicon.language, lexicon.cases):
        node.particle = "oblique"
    return node


def _drop_marks_of_names(nodes: list[Node]) -> None:
    """Leave out quotation marks that hold nothing but a name: they quote nobody (компания «Северный путь»)."""
    spent: set[int] = set()
    for index, (opening, node, closing) in enumerate(zip(nodes, nodes[1:], nodes[2:], strict=False)):
        if node.actor is None or opening.mark not in _QUOTES or closing.mark not in _QUOTES or not opening.mark:
            continue
        if opening.end == node.start and node.end == closing.start:
            spent |= {id(opening), id(closing)}
            before = nodes[index - 1] if index else None
            if before is not None and before.actor is not None and opening.start - before.end == 1:
                node.actor = None  # "працівники «Укрзалізниці»": whose they are
    if spent:
        nodes[:] = [node for node in nodes if id(node) not in spent]


def _share_particles(lexicon: Lexicon, reading: Reading) -> None:
    """Give whose thing an object is the role of that object: 필리핀 해군 보급선을, "a ship of the Philippine navy"."""
    objects, text = lexicon.particles.get("object", ()), reading.text
    starts = {node.start for node in reading.nodes}
    for node in reading.nodes:
        if node.actor is None or node.particle or text[node.end : node.end + 1] != " " or node.end + 1 in starts:
            continue
        word = text[node.end + 1 : reading.end].split(" ", 1)[0]
        if not word.endswith(objects):
            continue
        kind = node.actor.actor.kind
        if kind is ActorKind.GROUP:
            node.particle = "owner"
        elif kind not in (ActorKind.PERSON, ActorKind.COUNTRY):
            node.particle = "object"


def _longest_phrase(lexicon: Lexicon, tokens: list[str], index: int, entry: Entry) -> Meaning | None:
    """Find the longest phrase that goes on from a token; ``*`` in a phrase leaves out a few tokens.

    A word whose phrase goes on further off keeps the cues that it has alone. Where endings are open, the last word of a
    phrase may bear any.
    """
    if index + 1 >= len(tokens):
        return None
    folded, heads = lexicon.folded, entry.heads or entry.second_words()
    open_ended = lexicon.segment == "prefix"
    if not open_ended and folded[tokens[index + 1]] not in heads and "*" not in heads:
        return None
    following = list(map(folded.__getitem__, tokens[index + 1 : index + 1 + lexicon.gap]))
    for words, meaning in entry.phrases:
        if words[0] == "*":
            if _stands_in(following, words[1:], open_ended=open_ended):
                return Meaning(meaning.sense, meaning.name, meaning.cues | entry.meaning.cues, 1)
        elif following[: len(words)] == list(words) or (open_ended and _begins(following, words)):
            return meaning
    return None


def _stands_in(following: list[str], words: tuple[str, ...], *, open_ended: bool = False) -> bool:
    """Whether words stand somewhere in a row of tokens, one right after the other."""
    if open_ended:
        return any(_begins(following[at:], words) for at in range(len(following)))
    if words[0] not in following:
        return False
    at = following.index(words[0])
    return len(words) == 1 or following[at : at + len(words)] == list(words)


def _begins(following: list[str], words: tuple[str, ...]) -> bool:
    """Whether the words of a phrase follow, the last one with any ending."""
    last = len(words) - 1
    return len(following) > last and following[:last] == list(words[:last]) and following[last].startswith(words[last])


def _verb_or_noun(
    lexicon: Lexicon, meaning: Meaning, nodes: list[Node], index: int, before: frozenset[str]
) -> Sense | None:
    """Choose between asserting and naming an event, for a word that may do both ("attacks", قصف)."""
    verb, noun = meaning.sense, meaning.name
    if verb is None:
        return noun
    if "masdar" in meaning.cues and meaning.length == 1 and _names_act(nodes, index, meaning.cues, before):
        return noun
    if noun is None:
        # "their hands": what stands behind an article is no verb that a noun may look like
        if "infinitive_before" in before and verb.forms == {"base"}:
            return verb  # "envisage de suspendre"
        if lexicon.order == "VSO" and before & _BEFORE_NOUNS and "purpose" not in before:
            return None  # إلى منع: behind a preposition stands a noun
        if before & {"det_known", "det_new"} and verb.forms == {"ger"}:
            return None  # "the storming of"
        return None if before & {"noun_before", "according"} and verb.forms and verb.forms <= _LIKE_NOUNS else verb
    if "named" in meaning.cues or "noun_before" in before:
        return noun
    if "verb_before" in before:
        return verb
    last = nodes[-1] if nodes else None
    adjacent = last is not None and last.position >= index - 2 and last.end > 0
    if lexicon.order == "VSO":
        begins = (
            index == 0
            or "coord" in meaning.cues
            or (last is not None and last.position == index - 1 and bool(last.mark))
        )
        return verb if begins or _follows_topic(nodes, index) else noun
    if verb.forms <= {"past", "part", "future", "plural"}:
        return verb
    if (
        verb.forms == {"base"}
        and len(nodes) > 1
        and last is not None
        and last.actor is not None
        and last.position + 1 <= index
    ):
        before_actor = nodes[-2]
        if "det_new" in before_actor.cues and last.position - before_actor.position == 1:
            return noun  # "a Taliban raid"
    if (
        adjacent
        and last is not None
        and last.actor is not None
        and last.particle != "possessive"
        and "ger" not in verb.forms
    ):
        return verb
    if "be" in before and "ger" in verb.forms:
        return verb
    return noun


def _names_act(nodes: list[Node], index: int, cues: frozenset[str], before: frozenset[str]) -> bool:
    """Whether a word that is written as a verb and as the noun of its act stands where only the noun may.

    A verb begins a sentence, stands behind a mark, "and", its subject, or a word that only stands before verbs.
    """
    last = nodes[-1] if nodes else None
    beside = last is not None and last.position == index - 1
    if index == 0 or "coord" in cues or "verb_before" in before or "rel" in before or "comp" in before:
        return False
    if beside and last is not None and (last.mark or last.date is not None):
        return False
    return last is None or last.actor is None or last.end == 0 or last.position < index - 4


_BEFORE_NOUNS = frozenset({"prep_to", "prep_on", "prep_in", "prep_of", "prep_with"})


def _follows_subject(text: str, nodes: list[Node], start: int, meaning: Meaning, before: frozenset[str]) -> bool:
    """Whether a word that more often is a noun ("phone", "reports") stands where a verb does.

    That is behind a word that only stands before verbs, or right behind its subject: a base form behind a plural one.
    """
    if "verb_before" in before or meaning.sense is None or not meaning.sense.forms <= _LIKE_NOUNS:
        return True
    last = nodes[-1] if nodes else None
    if last is None or last.actor is None or last.particle == "possessive" or text[last.end : start].strip():
        return False
    actor = last.actor.actor
    if meaning.sense.forms == {"base"}:
        return actor.kind is ActorKind.GROUP or (len(nodes) > 1 and "coord" in nodes[-2].cues)
    return actor.kind is not ActorKind.GROUP


def _follows_topic(nodes: list[Node], index: int) -> bool:
    """Whether a mention right behind "that" stands right before a word: then the word is a verb (أن جنديا قتل)."""
    if len(nodes) < 2 or nodes[-1].actor is None or "comp" not in nodes[-2].cues:
        return False
    words = nodes[-1].actor.text.count(" ") + 1
    return nodes[-1].position + words >= index and nodes[-1].position - nodes[-2].position <= 2


def _drop_participles(lexicon: Lexicon, nodes: list[Node]) -> None:
    """Leave out what only describes: a participle without "be" or "have" in a sentence that asserts something else.

    It shares the auxiliary of a participle that it is joined to ("pillés et incendiés"). A headline may do without.
    """
    if not lexicon.auxiliaries:
        return
    bare = [index for index, node in enumerate(nodes) if _is_participle(node) and _lacks_auxiliary(nodes, index)]
    for index in bare:
        if any(n.cues & _AUXILIARY or (_is_verb(n) and at not in bare) for at, n in enumerate(nodes)):
            nodes[index].sense = None


def _is_participle(node: Node) -> bool:
    return node.sense is not None and not node.sense.noun and node.sense.forms >= _PARTICIPLE


def _lacks_auxiliary(nodes: list[Node], index: int) -> bool:
    """Whether neither "be" nor "have" stands before a participle, nor before one that "and" joins it to."""
    shared = False
    for other in range(index - 1, -1, -1):
        candidate = nodes[other]
        if candidate.cues & _AUXILIARY:
            return False
        shared = shared or "coord" in candidate.cues
        if _is_verb(candidate) and not (_is_participle(candidate) and shared):
            return True
        if nodes[index].position - candidate.position > _FAR and not shared:
            return True
    return True


_PARTICIPLE = frozenset({"part", "past"})
_AUXILIARY = frozenset({"be", "have"})
_FAR = 5
"""Tokens between an auxiliary and its participle."""


def _bears_title(node: Node, following: Node) -> bool:
    """Whether a person's title follows with the particle of both (이재명 민주당 대표는)."""
    if following.actor is None or following.particle not in _OWN_ROLE or following.position - node.position > 3:
        return False
    person = node.actor is not None and node.actor.actor.kind is ActorKind.PERSON and not _is_office(node.actor)
    return person and not node.particle and following.actor.actor.kind is not ActorKind.PERSON


def _drop_modifiers(nodes: list[Node]) -> None:
    """Leave out actors that only describe the person named right after them ("Kremlin spokesman Peskov")."""
    _drop_asides(nodes)
    _drop_offices(nodes)
    _drop_appositions(nodes)
    for index, (node, following) in enumerate(pairwise(nodes)):
        if node.actor is None or node.particle in _OWN_ROLE:
            continue
        if (
            _stands_beside(node, following)
            and following.actor is not None
            and _is_office(following.actor)
            and not ("office" in following.actor.reading and following.who != node.who)
        ):
            following.actor = None  # "Aiman Nur, leader of the party", without a comma
            continue
        if _bears_title(node, following):
            node.particle, following.actor = following.particle, None
            continue
        if following.mark and following.mark in _COMMA and index + 2 < len(nodes) and _is_office(node.actor):
            following = nodes[index + 2]
        elif node.actor.actor.kind is ActorKind.PERSON and not _is_office(node.actor):
            continue
        if following.actor is None or following.actor.actor.kind is not ActorKind.PERSON or following.cues:
            continue
        if (
            following.position - node.position <= 6
            and following.start - node.end <= 28
            and not _is_subject(nodes, index)
        ):
            node.actor = None


def _drop_offices(nodes: list[Node]) -> None:
    """Leave out an office and its organisation before the name of who holds it ("le chef de la CFDT, X, a dit")."""
    for index, node in enumerate(nodes):
        if node.actor is None or not _is_office(node.actor):
            continue
        described = [node]
        for at in range(index + 1, min(len(nodes) - 1, index + 7)):
            between, person = nodes[at], nodes[at + 1].actor
            if between.mark == ",":
                named = person is not None and person.actor.kind is ActorKind.PERSON and not _is_office(person)
                if named and len(described) > 1 and nodes[at + 1].start - between.end <= 1:
                    for described_node in described:
                        described_node.actor = None
                break
            if between.actor is not None and between.actor.actor.kind is not ActorKind.PERSON:
                described.append(between)
            elif between.actor is not None or between.sense is not None or not between.cues & _OF:
                break


def _drop_appositions(nodes: list[Node]) -> None:
    """Leave out an office and its organisation between commas behind the name of who holds it."""
    for index, node in enumerate(nodes[:-2]):
        person = node.actor
        if (
            person is None
            or person.actor.kind is not ActorKind.PERSON
            or _is_office(person)
            or nodes[index + 1].mark != ","
        ):
            continue
        described: list[Node] = []
        for following in nodes[index + 2 : index + 9]:
            if following.mark == ",":
                if described and _is_office(described[0].actor):
                    for described_node in described:
                        described_node.actor = None
                break
            if following.actor is not None:
                described.append(following)
            elif following.sense is not None or not following.cues <= _DESCRIBING:
                break


_DESCRIBING = frozenset({"prep_of", "noun_before", "det_known", "infinitive_before", "object_pronoun", "first"})
"""Cues that words between the parts of a description may have."""
_OF = frozenset({"prep_of", "noun_before", "det_known"})


def _is_subject(nodes: list[Node], index: int) -> bool:
    """Whether a verb stands right before an institution that names no office: it acts, and on whom stands behind."""
    node = nodes[index]
    before = nodes[index - 1] if index else None
    if before is None or before.sense is None or node.actor is None or _is_office(node.actor):
        return False
    return not before.sense.noun and "statement" not in before.sense.flags and before.position == node.position - 1


def _stands_beside(node: Node, following: Node) -> bool:
    """Whether a mention stands right behind a person named without an office, and bears no word of its own."""
    if node.actor is None or following.actor is None or following.cues or following.particle in _OWN_ROLE:
        return False
    named = node.actor.actor.kind is ActorKind.PERSON and not _is_office(node.actor)
    person = following.actor.actor.kind is ActorKind.PERSON
    return named and person and following.start - node.end == 1


def _drop_asides(nodes: list[Node]) -> None:
    """Leave out actors inside parentheses that tell nothing: they only explain what stands before."""
    opened = -1
    for index, node in enumerate(nodes):
        mark = node.mark
        if not mark:
            continue
        if mark in _PARENTHESES:
            opened = index
        elif mark in _PARENTHESES_END and opened >= 0:
            inside = nodes[opened + 1 : index]
            if not any(n.sense is not None for n in inside):
                for aside in inside:
                    aside.actor = None
            opened = -1


def _is_office(mention: ActorMention | None) -> bool:
    return mention is not None and any(code.startswith(("office", "organisation-of")) for code in mention.reading)


def _opens_anew(nodes: list[Node]) -> bool:
    """Whether a quotation opens in a sentence before one closes: then the one before it was never closed."""
    first = next((node.mark for node in nodes if node.mark in _OPEN | _CLOSE and node.mark), "")
    return first in _OPEN and bool(first)


# ---- quotations and clauses ----------------------------------------------------------------


def _mark_quotes(reading: Reading, quoted: bool) -> bool:
    """Mark the nodes inside quotation marks; a straight mark opens and closes in turn."""
    inside = quoted
    for node in reading.nodes:
        mark = node.mark
        if mark and mark in _QUOTES:
            inside = mark in _OPEN or (mark not in _CLOSE and not inside)
        elif inside:
            node.quoted = True
    return inside


def _is_verb(node: Node) -> bool:
    return node.sense is not None and not node.sense.noun


def _find_clauses(reading: Reading, order: str) -> None:
    """Give every node its clause."""
    nodes = reading.nodes
    stack = [0]
    say: int | None = None
    last_mention: int | None = None
    for index, node in enumerate(nodes):
        if say is not None or (node.mark and len(stack) > 1) or not node.cues.isdisjoint(_OPENERS):
            say = _read_opener(reading, stack, index, say, last_mention, order)
        if len(stack) > 1 and _ends_relative(reading, stack, index):
            stack.pop()
        node.clause = stack[-1]
        sense = node.sense
        if sense is not None and not sense.noun and "statement" in sense.flags:
            say = index
        if node.actor is not None or node.toponym is not None:
            last_mention = index


def _ends_relative(reading: Reading, stack: list[int], index: int) -> bool:
    """Whether a second past tense stands in a relative clause with nothing that joins it to the first.

    Then it is the verb of the clause around ("a ship that had lost power crashed").
    """
    nodes, clause = reading.nodes, reading.clauses[stack[-1]]
    sense, lexicon = nodes[index].sense, reading.lexicon
    relative = clause.kind == "rel" or (clause.speaker is None and "rel_too" in nodes[max(0, clause.opener)].cues)
    if not relative or sense is None or sense.noun or "past" not in sense.forms or lexicon is None:
        return False
    if lexicon.order != "SVO" or lexicon.cases is not None or lexicon.auxiliaries or lexicon.segment != "words":
        return False
    inside = nodes[clause.opener + 1 : index]
    if any(node.mark or "coord" in node.cues or node.clause != stack[-1] for node in inside):
        return False
    before = inside[-1] if inside else None
    if before is None or (before.cues & {"be", "have"} and before.sense is None):
        return False
    return any(node.sense is not None and not node.sense.noun and "past" in node.sense.forms for node in inside)


def _read_opener(
    reading: Reading, stack: list[int], index: int, say: int | None, last_mention: int | None, order: str
) -> int | None:
    """Open or close the clause that a node opens or closes; give the verb of speech whose content is still to come."""
    nodes, clauses = reading.nodes, reading.clauses
    node = nodes[index]
    cues, mark = node.cues, node.mark
    related = "rel_too" in cues and say is None and _follows_name(nodes, index, last_mention)
    if "comp" in cues and index and node.sense is None and not related:
        parent, speaker = stack[-1], say
        if "coord" in cues or (index and "coord" in nodes[index - 1].cues and nodes[index - 1].sense is None):
            parent, speaker = _joined_clause(clauses, stack, say)
        clauses.append(Clause("comp", parent, index, speaker=speaker))
        stack.append(len(clauses) - 1)
        return None
    if (
        (related or "rel" in cues)
        and last_mention is not None
        and (_is_near(nodes, index, last_mention) or node.start - nodes[last_mention].end <= len(", "))
    ):
        clauses.append(Clause("rel", stack[-1], index, antecedent=last_mention))
        stack.append(len(clauses) - 1)
    elif "sub" in cues and node.sense is None and not (index + 1 < len(nodes) and nodes[index + 1].date):
        kind = "front" if index == 0 else "sub"
        parent = stack[-1]
        while clauses[parent].kind == "sub":
            parent = clauses[parent].parent
        clauses.append(Clause(kind, parent, index, speaker=clauses[parent].speaker))
        stack.append(len(clauses) - 1)
    elif mark and (
        (mark in _COMMA and clauses[stack[-1]].kind in ("rel", "front"))
        or (mark in _DASH and clauses[stack[-1]].kind == "rel")
    ):
        stack.pop()
    elif mark and mark in _COMMA and _resumes(nodes, clauses, stack, index):
        del stack[-2:]
    elif say is not None and mark in (":", "：") and index + 1 < len(nodes):
        clauses.append(Clause("comp", stack[-1], index, speaker=say))
        stack.append(len(clauses) - 1)
        return None
    elif say is not None and order == "SVO" and _opens_content(nodes, say, index):
        _open_content(reading, stack, say, index)
        return None
    return say


def _resumes(nodes: list[Node], clauses: list[Clause], stack: list[int], index: int) -> bool:
    """Whether a comma ends a relative clause that holds another ("X, who was held when he returned, denies ...")."""
    if len(stack) < 3 or clauses[stack[-1]].kind != "sub" or clauses[stack[-2]].kind != "rel":
        return False
    following = nodes[index + 1] if index + 1 < len(nodes) else None
    return following is not None and following.position == nodes[index].position + 1 and _is_verb(following)


def _is_near(nodes: list[Node], index: int, mention: int) -> bool:
    return nodes[index].position - nodes[mention].position <= 6


def _follows_name(nodes: list[Node], index: int, mention: int | None) -> bool:
    """Whether a word that opens contents and relative clauses alike stands right behind a name, or behind its comma."""
    return mention is not None and nodes[index].start - nodes[mention].end <= 2 and mention >= index - 2


def _joined_clause(clauses: list[Clause], stack: list[int], say: int | None) -> tuple[int, int | None]:
    """Close the clauses up to the content that "and that" goes on with; give its parent and speaker."""
    for depth in range(len(stack) - 1, -1, -1):
        clause = clauses[stack[depth]]
        if clause.kind == "comp":
            del stack[depth:]
            return clause.parent, clause.speaker
    return stack[-1], say


def _opens_content(nodes: list[Node], say: int, index: int) -> bool:
    """Whether a finite verb shows that the verb of speech before it has content without a complementizer."""
    node, verb = nodes[index], nodes[say]
    if verb.sense is None or "quiet" in verb.sense.flags or node.position <= verb.position + 1:
        return False
    asserts = node.sense is not None and not node.sense.noun
    finite = asserts and node.sense is not None and not node.sense.forms.isdisjoint(_FINITE)
    if not finite and node.cues.isdisjoint(_AUXILIARIES):
        return False
    if node.sense is not None and node.sense.forms == {"base"} and "infinitive_before" in nodes[index - 1].cues:
        return False  # "menace Israël de rompre"
    if asserts and _goes_on_with(nodes, index):
        return False
    if node.position - verb.position > 14 and any(n.mark and n.mark in _COMMA for n in nodes[say:index]):
        return False
    return not _is_behind_content(nodes, say)


def _goes_on_with(nodes: list[Node], index: int) -> bool:
    """Whether "and" stands right before a verb: it shares the subject of the verb before and is no content of it."""
    before = nodes[index - 1]
    return before.sense is None and "coord" in before.cues and before.position == nodes[index].position - 1


def _is_behind_content(nodes: list[Node], say: int) -> bool:
    """Whether a verb of speech stands behind what it tells: "..., officials said"."""
    for index in range(say - 1, 0, -1):
        node = nodes[index]
        if nodes[say].position - node.position > 12 or _is_verb(node):
            return False
        if "coord" in node.cues:
            return False
        if node.mark and (node.mark in _COMMA or node.mark in _CLOSE):
            return any(_is_verb(n) and n.clause == nodes[say].clause for n in nodes[:index])
    return False


def _open_content(reading: Reading, stack: list[int], say: int, index: int) -> None:
    """Open the content of a verb of speech behind what belongs to the verb itself: addressee, day, place."""
    nodes, clauses = reading.nodes, reading.clauses
    begin, last = say + 1, nodes[say].position
    while begin < index:
        node = nodes[begin]
        near = node.position <= last + 2
        belongs = node.date is not None or (bool(node.cues & {"prep_in", "prep_to"}) and node.sense is None)
        behind_preposition = begin > say + 1 and bool(nodes[begin - 1].cues & {"prep_in", "prep_to", "prep_against"})
        if not (near and (belongs or behind_preposition)):
            break
        last = node.position + 1
        begin += 1
    clauses.append(Clause("comp", stack[-1], say, speaker=say))
    stack.append(len(clauses) - 1)
    for node in nodes[begin:index]:
        node.clause = stack[-1]
