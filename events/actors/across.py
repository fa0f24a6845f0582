"""Actors whom the table does not know, across reports: which of them are one, and by what evidence."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from events.actors.identity import ALIKE, skeleton, transliterate
from events.model import Actor, ActorKind

_LEAST_WORDS = 2
_LEAST_LETTERS = 2
"""Consonants that a word must have to say anything."""
ENOUGH = 0.75
"""Score from which two names are proposed to be one."""
_ENOUGH_ALONE = frozenset(["name", "order"])
"""Reasons that need no other."""
_NAME, _PARTLY, _SAME = 0.75, 0.6, 0.1
_WORD, _INFLECTED = 0.8, 0.75
"""How much more than this alike each word must be: in one script, and where it may bear an ending (Ивана Сидорова)."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """An actor as one report names it."""

    actor: Actor
    document: str
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why two sightings are one actor.

    Attributes
    ----------
    reason
        ``name`` (all words are spelt alike), ``order`` (the same words in another order), ``sound`` (the same
        consonants in a script that writes few vowels), ``name-in-part`` (the first and the last word are spelt alike),
        ``country``, ``office`` or ``organisation`` (both reports give the same).
    first, second
        What the two reports say.
    documents
        The two reports.
    """

    reason: str
    first: str
    second: str
    documents: tuple[str, str]


@dataclass(slots=True)
class Identity:
    """Actors of several reports that are one.

    Attributes
    ----------
    id
        The id that stands for all: the one that most reports give, of several the first in the alphabet.
    ids
        All ids, that one included.
    score
        How sure the least sure of the steps is, from 0 to 1.
    evidence
        Why; at least one piece for each further id.
    """

    id: str
    ids: frozenset[str]
    score: float
    evidence: tuple[Evidence, ...] = field(default_factory=tuple)


def match_strangers(sightings: Iterable[Sighting], known: Iterable[str] = ()) -> list[Identity]:
    """Say which actors of several reports are one although their ids differ.

    Two people, or two organisations, are one if all words of their names have the same consonants and are spelt alike
    in Latin letters, in any script and in either order of given and family name. If only the first and the last word
    agree (a middle name more, a patronymic), one name may be a man's and the other a woman's, or the scripts differ so
    that only consonants agree, the reports must also give the same country, office or organisation. Different
    countries always part them. Single words are never matched.

    Parameters
    ----------
    sightings
        Actors of reports; those with an id of the table, and groups, are left alone.
    known
        Ids of the table, which never change.

    Returns
    -------
    list of Identity
        Only those with more than one id, by their id. The work grows with the number of sightings, not its square:
        only names with the same first and last consonants are compared.

    Notes
    -----
    Consonant skeletons are after the idea of Soundex; likeness is the normalised indel ratio of `rapidfuzz`.
    """
    table = frozenset(known)
    chosen: dict[str, Sighting] = {}
    times: Counter[str] = Counter()
    for sighting in sightings:
        actor = sighting.actor
        if actor.id in table or actor.kind not in {ActorKind.PERSON, ActorKind.ORGANISATION}:
            continue
        times[actor.id] += 1
        if actor.id not in chosen or _says_more(actor, chosen[actor.id].actor):
            chosen[actor.id] = sighting
    blocks: dict[tuple[str, ...], list[Sighting]] = defaultdict(list)
    for sighting in chosen.values():
        for key in _keys(sighting.actor):
            blocks[key].append(sighting)
    parents = {id_: id_ for id_ in chosen}
    steps: list[tuple[str, float, tuple[Evidence, ...]]] = []
    for block in blocks.values():
        for number, second in enumerate(block[1:], start=1):
            for first in block[:number][-_WIDEST_BLOCK:]:
                one, other = _root(parents, first.actor.id), _root(parents, second.actor.id)
                if one == other:
                    continue
                score, evidence = compare(first, second)
                if score >= ENOUGH:
                    parents[other] = one
                    steps.append((second.actor.id, score, evidence))
    return list(_gather(parents, steps, times))


_WIDEST_BLOCK = 50


def compare(first: Sighting, second: Sighting) -> tuple[float, tuple[Evidence, ...]]:
    """Say how sure it is that two sightings are one actor.

    Parameters
    ----------
    first, second
        Actors of two reports.

    Returns
    -------
    tuple
        A score from 0 to 1, and the evidence; 0 and none where anything contradicts.
    """
    one, other = first.actor, second.actor
    documents = (first.document, second.document)
    if one.kind is not other.kind or (one.country and other.country and one.country != other.country):
        return 0.0, ()
    reason = _compare_names(one.name, other.name)
    if reason is None:
        return 0.0, ()
    evidence = [Evidence(reason, first.text, second.text, documents)]
    if one.country and one.country == other.country:
        evidence.append(Evidence("country", one.country, one.country, documents))
    offices = {o.office for o in one.offices} & {o.office for o in other.offices}
    evidence += [Evidence("office", office, office, documents) for office in sorted(offices)]
    wholes = {*one.member_of} & {*other.member_of}
    evidence += [Evidence("organisation", whole, whole, documents) for whole in sorted(wholes)]
    reasons = {piece.reason for piece in evidence[1:]}
    score = (_NAME if reason in _ENOUGH_ALONE else _PARTLY) + _SAME * len(reasons)
    if reason not in _ENOUGH_ALONE:
        score += _SAME / 2 if reasons else 0.0
    return min(score, 1.0), tuple(evidence)


def _compare_names(one: str, other: str) -> str | None:
    """The reason to hold two names for one."""
    a, b = transliterate(one).split(), transliterate(other).split()
    if min(len(a), len(b)) < _LEAST_WORDS:
        return None
    inflected = bool(_CYRILLIC.search(one + other))
    apart = one.isascii() != other.isascii() and not inflected
    if len(a) == len(b):
        if _alike(a, b, inflected=inflected, apart=apart):
            if apart:
                return "sound"
            endings = inflected and any(skeleton(x) == skeleton(y) and x != y for x, y in zip(a, b, strict=True))
            return "name-in-part" if endings and _may_be_pair(a, b) else "name"
        if len(a) == _LEAST_WORDS:
            return "order" if _alike(a, b[::-1], inflected=inflected, apart=apart) else None
    return "name-in-part" if _alike([a[0], a[-1]], [b[0], b[-1]], inflected=inflected, apart=apart) else None


_CYRILLIC = re.compile(r"[\u0400-\u052f]")


def _may_be_pair(a: list[str], b: list[str]) -> bool:
    """Whether one name may be a woman's and the other a man's: Валентина Петрова, Валентин Петров."""
    return all(x.rstrip("a") == y.rstrip("a") and x != y for x, y in zip(a, b, strict=True))


def _alike(some: list[str], others: list[str], *, inflected: bool, apart: bool) -> bool:
    """Whether words sound alike and, as far as their scripts write vowels, are spelt alike."""
    from rapidfuzz.fuzz import ratio

    if not all(_sounds_like(one, other, inflected=inflected) for one, other in zip(some, others, strict=True)):
        return False
    if apart:
        return True
    least = 100 * (_INFLECTED if inflected else _WORD)
    if any(ratio(one, other) <= least for one, other in zip(some, others, strict=True)):
        return False
    return inflected or ratio(" ".join(some), " ".join(others)) >= 100 * ALIKE


def _sounds_like(one: str, other: str, *, inflected: bool) -> bool:
    a, b = sorted((skeleton(one), skeleton(other)), key=len)
    if a == b:
        return bool(a) or one == other
    return inflected and len(a) >= _LEAST_LETTERS and b.startswith(a) and len(b) - len(a) <= 1


def _keys(actor: Actor) -> Iterator[tuple[str, ...]]:
    """Under what a name is kept: the first consonants of its first and its last word, in either order."""
    words = transliterate(actor.name).split()
    if len(words) < _LEAST_WORDS:
        return
    first, last = skeleton(words[0]), skeleton(words[-1])
    if first and last:
        yield (actor.kind.value, *sorted((first[:_LONGEST_KEY], last[:_LONGEST_KEY])))


_LONGEST_KEY = 3
"""Consonants of a word by which names are compared at all."""


def _says_more(one: Actor, other: Actor) -> bool:
    def count(actor: Actor) -> int:
        return (actor.country is not None) + len(actor.offices) + len(actor.member_of)

    return count(one) > count(other)


def _root(parents: dict[str, str], id_: str) -> str:
    while parents[id_] != id_:
        parents[id_] = parents[parents[id_]]
        id_ = parents[id_]
    return id_


def _gather(
    parents: dict[str, str], steps: list[tuple[str, float, tuple[Evidence, ...]]], times: Counter[str]
) -> Iterator[Identity]:
    members: dict[str, list[str]] = defaultdict(list)
    for id_ in parents:
        members[_root(parents, id_)].append(id_)
    joined: dict[str, list[tuple[str, float, tuple[Evidence, ...]]]] = defaultdict(list)
    for step in steps:
        joined[_root(parents, step[0])].append(step)
    found: list[Identity] = []
    for root, ids in members.items():
        if len(ids) > 1:
            own = joined[root]
            best = min(ids, key=lambda id_: (-times[id_], id_))
            evidence = tuple(piece for _, _, pieces in own for piece in pieces)
            found.append(Identity(best, frozenset(ids), min(score for _, score, _ in own), evidence))
    yield from sorted(found, key=lambda identity: identity.id)
