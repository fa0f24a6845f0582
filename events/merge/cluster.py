"""Which of many records are one event: groups that depend on the records alone, not on the order in which they came.

Records that are linked, directly or through others, make a *component*; what stands outside it cannot change it. Within
one, records are taken from the most precise to the vaguest, and each joins the group that it fits best: one with a
record that it is the same as, and none that it contradicts. A vague record joins only if no other group fits as well.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from events.merge.compare import Reasons, agree, compare, strength
from events.merge.signature import Signature, block_keys, day_told, sign
from events.model import Event

BY_HAND: Reasons = ("by-hand",)
"""The reason of records that a person joined."""
PRECISE_DAYS = 3
"""A date that spans more days is vague."""


@dataclass(frozen=True, slots=True)
class Member:
    """A record as far as merging is concerned."""

    id: str
    document: str
    signature: Signature


@dataclass(frozen=True, slots=True)
class Link:
    """Why a record joined a group: with which record it is one, and codes such as ``same-day``."""

    event: str
    with_event: str
    reasons: Reasons


@dataclass(frozen=True, slots=True)
class Hands:
    """What people joined and took apart.

    Attributes
    ----------
    together
        Sets of records that are one event.
    apart
        Pairs of records that are not.
    """

    together: tuple[frozenset[str], ...] = ()
    apart: frozenset[frozenset[str]] = frozenset()


@dataclass(slots=True, eq=False)
class Group:
    """Records that tell one event, the most precise first, and why they are one."""

    members: list[Member] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    component: str = ""
    documents: set[str] = field(default_factory=set)
    kinds: dict[int, Member] = field(default_factory=dict)
    rank: tuple[int, int, int, int, str] = (0, 0, 0, 0, "")
    checked: dict[int, int] = field(default_factory=dict)
    """From a kind to how many of the group's kinds it agrees with, as far as looked at; -1: one contradicts it."""

    @property
    def id(self) -> str:
        """The id of its most precise record."""
        return self.members[0].id

    def take(self, member: Member, link: Link | None, kind: int = 0) -> None:
        """Take a record in; records of equal signatures have one ``kind``."""
        self.members.append(member)
        self.documents.add(member.document)
        self.kinds.setdefault(kind, member)
        if link is not None:
            self.links.append(link)


def merge_events(events: Iterable[Event], published: Mapping[str, dt.date] | None = None) -> list[Group]:
    """Find which of some records are one event.

    Parameters
    ----------
    events
        Records of any number of reports.
    published
        Days of publication by report, as far as known.
    """
    known = published or {}
    reports: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        reports[event.evidence.document].append(event)
    told = {document: day_told(known.get(document), own) for document, own in reports.items()}
    return cluster(
        Member(event.id, document, sign(event, told[document])) for document, own in reports.items() for event in own
    )


def cluster(members: Iterable[Member], hands: Hands | None = None) -> list[Group]:
    """Find which of some records are one event.

    Parameters
    ----------
    members
        The records; each id once.
    hands
        What people joined and took apart; ids that are not among the records are passed over.

    Returns
    -------
    list of Group
        Every record is in one of them; ordered by their first records' ids.
    """
    return _Clustering(members, hands or Hands()).run()


def rank(member: Member) -> tuple[int, int, int, int, str]:
    """Give what sorts records from the most precise to the vaguest."""
    s = member.signature
    place = 0 if s.site is not None else 1 if s.spots else 2
    return (0 if s.is_dated else 1, s.days or 1_000_000, place, -len(s.parties), member.id)


def _is_vague(s: Signature) -> bool:
    return s.days is None or s.days > PRECISE_DAYS


class _Clustering:
    """One run. Equal signatures are one *kind*, a number, so that nothing is compared twice."""

    def __init__(self, members: Iterable[Member], hands: Hands) -> None:
        self._members = {member.id: member for member in members}
        self._ranks = {id_: rank(member) for id_, member in self._members.items()}
        self._apart: dict[str, set[str]] = defaultdict(set)
        for one, other in map(tuple, hands.apart):
            self._apart[one].add(other)
            self._apart[other].add(one)
        self._hands = [ids for names in hands.together if len(ids := names & self._members.keys()) > 1]
        kinds: dict[Signature, int] = {}
        self._kind = {member.id: kinds.setdefault(member.signature, len(kinds)) for member in self._members.values()}
        self._signatures = list(kinds)
        self._own: list[list[Member]] = [[] for _ in kinds]
        for member in self._members.values():
            self._own[self._kind[member.id]].append(member)
        self._links: dict[int, dict[int, Reasons]] = defaultdict(dict)
        self._agreed: dict[tuple[int, int], bool] = {}
        self._levels: dict[int, list[tuple[int, list[int]]]] = {}

    def run(self) -> list[Group]:
        self._find_links()
        groups = [group for component in self._components() for group in self._group(component)]
        return sorted(groups, key=lambda group: group.id)

    def _find_links(self) -> None:
        blocks: dict[str, list[int]] = defaultdict(list)
        for kind, signature in enumerate(self._signatures):
            near: set[int] = set()
            for key in block_keys(signature):
                near.update(blocks[key])
                blocks[key].append(kind)
            if len(self._own[kind]) > 1:
                near.add(kind)
            for other in near:
                if (reasons := compare(signature, self._signatures[other])) is not None:
                    self._links[kind][other] = self._links[other][kind] = reasons

    def _components(self) -> Iterable[list[Member]]:
        beside: dict[int, set[int]] = defaultdict(set)
        for ids in self._hands:
            joined = {self._kind[id_] for id_ in ids}
            for kind in joined:
                beside[kind] |= joined
        seen: set[int] = set()
        for kind, own in enumerate(self._own):
            if kind in seen:
                continue
            if kind not in self._links and kind not in beside:
                for member in own:
                    yield [member]
                continue
            seen.add(kind)
            waiting, found = [kind], []
            while waiting:
                one = waiting.pop()
                found += self._own[one]
                new = (self._links[one].keys() if one in self._links else set()) | beside.get(one, set())
                waiting += new - seen
                seen |= new
            yield found

    def _group(self, component: Sequence[Member]) -> list[Group]:
        name = min(member.id for member in component)
        ranked = sorted(component, key=lambda member: self._ranks[member.id])
        groups: list[Group] = []
        holding: dict[int, list[Group]] = defaultdict(list)
        placed: set[str] = set()

        def put(member: Member, group: Group | None, link: Link | None) -> Group:
            if group is None:
                group = Group(component=name, rank=self._ranks[member.id])
                groups.append(group)
            kind = self._kind[member.id]
            if kind not in group.kinds:
                holding[kind].append(group)
            group.take(member, link, kind)
            placed.add(member.id)
            return group

        for ids in self._units(component):
            first, *others = (member for member in ranked if member.id in ids)
            group = put(first, None, None)
            for member in others:
                put(member, group, Link(member.id, first.id, BY_HAND))
        for member in ranked:
            if member.id not in placed:
                put(member, *(self._choose(member, holding) or (None, None)))
        for group in groups:
            group.members.sort(key=lambda member: self._ranks[member.id])
        return groups

    def _units(self, component: Sequence[Member]) -> list[set[str]]:
        """Give the sets of records that people joined; sets that share a record are one, unless kept apart."""
        own = {member.id for member in component}
        units: list[set[str]] = []
        for ids in self._hands:
            if not ids <= own:
                continue
            unit = set(ids)
            kept = []
            for other in units:
                if unit & other and not self._is_torn(unit | other):
                    unit |= other
                else:
                    kept.append(other)
                    unit -= other
            units = [*kept, unit] if len(unit) > 1 else kept
        return units

    def _is_torn(self, ids: set[str]) -> bool:
        return any(self._apart.get(id_, frozenset()) & ids for id_ in ids)

    def _choose(self, member: Member, holding: Mapping[int, Sequence[Group]]) -> tuple[Group, Link] | None:
        """Give the group whose link with the record is the strongest; of several a vague record joins none."""
        kind = self._kind[member.id]
        for _, others in self._by_force(kind):
            fitting: dict[int, tuple[Group, str, int]] = {}
            for other in others:
                for group in holding.get(other, ()):
                    with_ = group.kinds[other].id
                    known = fitting.get(id(group))
                    if known is not None and known[1] >= with_:
                        continue
                    if known is not None or self._fits(member, kind, group):
                        fitting[id(group)] = (group, with_, other)
            if not fitting:
                continue
            if len(fitting) > 1 and _is_vague(self._signatures[kind]):
                return None
            group, with_, other = min(fitting.values(), key=lambda found: found[0].rank)
            return group, Link(member.id, with_, self._links[kind][other])
        return None

    def _by_force(self, kind: int) -> list[tuple[int, list[int]]]:
        """Give the kinds that one is linked with, by how strongly, the strongest first."""
        known = self._levels.get(kind)
        if known is None:
            levels: dict[int, list[int]] = defaultdict(list)
            mine = self._signatures[kind]
            for other, reasons in self._links.get(kind, {}).items():
                levels[strength(reasons, mine, self._signatures[other])].append(other)
            known = self._levels[kind] = sorted(levels.items(), reverse=True)
        return known

    def _fits(self, member: Member, kind: int, group: Group) -> bool:
        if member.document in group.documents:
            return False
        apart = self._apart.get(member.id)
        if apart and any(other.id in apart for other in group.members):
            return False
        checked = group.checked.get(kind, 0)
        if 0 <= checked < len(group.kinds):
            new = itertools.islice(group.kinds, checked, None)
            checked = len(group.kinds) if all(self._agree(kind, other) for other in new) else -1
            group.checked[kind] = checked
        return checked >= 0

    def _agree(self, one: int, other: int) -> bool:
        if one == other or other in self._links.get(one, ()):  # what makes two records one speaks not against it
            return True
        known = self._agreed.get((one, other))
        if known is None:
            known = agree(self._signatures[one], self._signatures[other])
            self._agreed[one, other] = self._agreed[other, one] = known
        return known
