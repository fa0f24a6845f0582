"""The same event told by several reports, in any language, becomes one event with several sources.

Two records are one where type and status agree, their days overlap at their precision, one's place is or contains
the other's, and they share parties (docs/coding.md has the table). Every join is kept as a `Link` that says why, so
that a merged event can be explained and taken apart again. Records of one report are never joined: `events.coding`
has already told them apart.

What is one depends on the records alone, not on the order in which they came. So a store can join what a new report
tells, and compare it only with the records that share a *block* with it (a type, a week, and a party or a place).
"""

from events.merge.cluster import Group, Link, Member, cluster, merge_events
from events.merge.compare import explain
from events.merge.disagree import Disagreement, disagreements
from events.merge.signature import Signature, day_told, sign
from events.merge.unite import unite

__all__ = [
    "Disagreement", "Group", "Link", "Member", "Signature", "cluster", "day_told", "disagreements", "explain",
    "merge_events", "sign", "unite",
]  # fmt: skip
