"""The groups of records that tell one event, kept as reports come and go.

Only the components that a change touches are looked at again: those that lost a record, and those that a new record is
linked with. What a record is compared by is kept as its signature, so that no report or record is read again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from events.merge import Group, Member, Signature, cluster
from events.merge.cluster import Hands
from events.merge.compare import compare
from events.merge.signature import block_keys, read_signature, write_signature
from events.store.database import Writer
from events.store.tables import Row, pick, rewrite


@dataclass(slots=True)
class Touched:
    """What a change has touched so far.

    Attributes
    ----------
    components
        Those to look at again.
    groups
        Groups that lost a record, which may be no more.
    """

    components: set[str] = field(default_factory=set)
    groups: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Regrouped:
    """What became of the groups.

    Attributes
    ----------
    records
        All records of the groups that are another than before.
    gone
        Groups that are no more, or another than before.
    """

    records: set[str]
    gone: set[str]


def leave(writer: Writer, documents: Sequence[str]) -> Touched:
    """Take the records of reports out of the groups, before the reports are removed or replaced."""
    rows = pick(writer, "merging", "document", documents, ("component", "grouped"))
    return Touched({row["component"] for row in rows}, {row["grouped"] for row in rows})


def touch(writer: Writer, events: Iterable[str]) -> Touched:
    """Look again at the components of these records."""
    rows = pick(writer, "merging", "event", events, ("component", "grouped"))
    return Touched({row["component"] for row in rows}, {row["grouped"] for row in rows})


def regroup(writer: Writer, touched: Touched, came: Sequence[Member], hands: Hands) -> Regrouped:
    """Find anew which records are one event, as far as a change can have changed that.

    Parameters
    ----------
    writer
        A writer within a transaction. The rows of removed and replaced reports are gone already.
    touched
        What `leave` or `touch` gave.
    came
        New records, which stand in no group yet.
    hands
        What people joined and took apart.
    """
    new = {member.id: member for member in came}
    keys = _keys_of(new.values())
    components = touched.components | _linked_components(writer, new, keys) | _joined_components(writer, new, hands)
    rows = {row["event"]: row for row in pick(writer, "merging", "component", components)}
    members = [Member(id_, row["document"], read(row["signature"])) for id_, row in rows.items() if id_ not in new]
    groups = cluster([*members, *new.values()], hands)

    now = {row["event"]: row for group in groups for row in _rows_of(group)}
    changed = [row for id_, row in now.items() if rows.get(id_) != row]
    rewrite(writer, "merging", "event", [row["event"] for row in changed if row["event"] in rows], changed)
    rewrite(writer, "merge_keys", "event", [], [
        {"event": id_, "document": new[id_].document, "key": key} for id_, own in keys.items() for key in own
    ])  # fmt: skip
    return _compare_groups(rows, groups, new, touched)


def _keys_of(members: Iterable[Member]) -> dict[str, list[str]]:
    known: dict[Signature, list[str]] = {}
    found = {}
    for member in members:
        if member.signature not in known:
            known[member.signature] = block_keys(member.signature)
        found[member.id] = known[member.signature]
    return found


def _linked_components(writer: Writer, new: dict[str, Member], keys: dict[str, list[str]]) -> set[str]:
    by_key: dict[str, set[Signature]] = defaultdict(set)
    for id_, own in keys.items():
        for key in own:
            by_key[key].add(new[id_].signature)
    sharing: dict[str, set[Signature]] = defaultdict(set)
    for row in pick(writer, "merge_keys", "key", by_key):
        if row["event"] not in new:
            sharing[row["event"]] |= by_key[row["key"]]
    found: set[str] = set()
    compared: dict[tuple[str, Signature], bool] = {}
    for row in pick(writer, "merging", "event", sharing):
        if row["component"] in found:
            continue
        for signature in sharing[row["event"]]:
            pair = (row["signature"], signature)
            if pair not in compared:
                compared[pair] = compare(read(row["signature"]), signature) is not None
            if compared[pair]:
                found.add(row["component"])
                break
    return found


def _joined_components(writer: Writer, new: dict[str, Member], hands: Hands) -> set[str]:
    joined = {id_ for ids in hands.together if ids & new.keys() for id_ in ids}
    return {row["component"] for row in pick(writer, "merging", "event", joined - new.keys(), ("component",))}


_READ: dict[str, Signature] = {}


def read(line: str) -> Signature:
    """Read a kept signature; each once."""
    known = _READ.get(line)
    if known is None:
        if len(_READ) > 50_000:
            _READ.clear()
        known = _READ[line] = read_signature(line)
    return known


def _rows_of(group: Group) -> Iterable[Row]:
    links = {link.event: link for link in group.links}
    for member in group.members:
        link = links.get(member.id)
        yield {
            "event": member.id,
            "document": member.document,
            "signature": write_signature(member.signature),
            "component": group.component,
            "grouped": group.id,
            "linked": link.with_event if link else None,
            "reasons": " ".join(link.reasons) if link else None,
        }


def _compare_groups(
    before: dict[str, Row], groups: Sequence[Group], new: dict[str, Member], touched: Touched
) -> Regrouped:
    old: dict[str, set[str]] = defaultdict(set)
    for id_, row in before.items():
        old[row["grouped"]].add(id_)
    records: set[str] = set()
    gone = {group for group in touched.groups if group not in old}
    for group in groups:
        ids = {member.id for member in group.members}
        # a group that lost a removed record holds the same others, but is another
        if old.get(group.id) != ids or group.id in touched.groups or ids & new.keys():
            records |= ids
    for name, ids in old.items():
        if ids & records:
            gone.add(name)
    return Regrouped(records, gone)
