"""Corrections as rows, and which records they are about now."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from events.corrections.model import FIELDS, Correction, Part, Target
from events.merge.cluster import Hands
from events.store.database import Writer
from events.store.packing import to_json
from events.store.reading import Pick, Run
from events.store.schema import table
from events.store.tables import Row, pick, rewrite


@dataclass(frozen=True, slots=True)
class Kept:
    """A correction as the store has it.

    Attributes
    ----------
    correction
        The correction.
    attached
        For each of its targets the record that it is about now; none where no record says the same any more.
    """

    correction: Correction
    attached: tuple[str | None, ...]

    @property
    def is_orphaned(self) -> bool:
        """Whether too few of its records are left for it to do anything."""
        found = [id_ for id_ in self.attached if id_ is not None]
        needed = 2 if self.correction.part in (Part.JOIN, Part.SPLIT) else 1
        return len(found) < needed or (self.correction.part is Part.SPLIT and self.attached[0] is None)

    @property
    def records(self) -> tuple[str, ...]:
        """The records that it is about now."""
        return tuple(dict.fromkeys(id_ for id_ in self.attached if id_ is not None))


def load_all_corrections(run: Run) -> list[Kept]:
    """Give all corrections, the oldest first."""
    found = run(table("corrections")).to_pylist()
    return _gather(found, run(table("correction_targets")).to_pylist()) if found else []


def load_corrections(pick: Pick, ids: Iterable[str]) -> list[Kept]:
    """Give the corrections of these ids, the oldest first."""
    wanted = list(ids)
    found = pick("corrections", "id", wanted, ()).to_pylist() if wanted else []
    return _gather(found, pick("correction_targets", "correction", wanted, ()).to_pylist()) if found else []


def _gather(found: Sequence[Row], targets: Sequence[Row]) -> list[Kept]:
    by_correction: dict[str, list[Row]] = defaultdict(list)
    for row in targets:
        by_correction[row["correction"]].append(row)
    kept = [_unpack(row, sorted(by_correction[row["id"]], key=lambda t: t["number"])) for row in found]
    return sorted(kept, key=lambda each: each.correction.order)


def corrections_about(pick: Pick, events: Iterable[str]) -> list[Kept]:
    """Give the corrections that are about these records now, the oldest first."""
    found = pick("correction_targets", "attached", sorted(set(events)), ("correction",))["correction"].to_pylist()
    return load_corrections(pick, sorted(set(found)))


def load_hands(pick: Pick) -> Hands:
    """Give what people joined and took apart."""
    from events.corrections.apply import read_hands

    ids = pick("corrections", "part", [Part.JOIN.value, Part.SPLIT.value], ("id",))["id"].to_pylist()
    if not ids:
        return Hands()
    return read_hands([(kept.correction, kept.records) for kept in load_corrections(pick, ids)])


def _unpack(row: Row, targets: Sequence[Row]) -> Kept:
    correction = Correction(
        part=Part(row["part"]),
        targets=tuple(Target(t["event"], t["document"], t["start"], t["end"], t["quote"], t["type"]) for t in targets),
        value=json.loads(row["value"]),
        before=json.loads(row["before"]) if row["before"] else None,
        who=row["who"] or "",
        made=_utc(row["made"]),
        why=row["why"] or "",
        undone=_utc(row["undone"]),
        undone_by=row["undone_by"] or "",
        id=row["id"],
    )
    return Kept(correction, tuple(t["attached"] for t in targets))


def _utc(moment: dt.datetime | None) -> dt.datetime | None:
    return moment.astimezone(dt.UTC) if moment else None


def save_corrections(writer: Writer, corrections: Sequence[Correction]) -> None:
    """Keep corrections in place of those of the same ids; they are attached to nothing yet."""
    ids = [correction.id for correction in corrections]
    rewrite(writer, "corrections", "id", ids, [_pack(correction) for correction in corrections])
    targets = [
        {"correction": correction.id, "number": number, "attached": None, **dataclasses.asdict(target)}
        for correction in corrections
        for number, target in enumerate(correction.targets)
    ]
    rewrite(writer, "correction_targets", "correction", ids, targets)


def _pack(correction: Correction) -> Row:
    return {
        "id": correction.id,
        "part": correction.part.value,
        "value": to_json(dict(correction.value)),
        "before": None if correction.before is None else to_json(dict(correction.before)),
        "who": correction.who,
        "made": correction.made,
        "why": correction.why,
        "undone": correction.undone,
        "undone_by": correction.undone_by,
    }


def attach(writer: Writer, documents: Iterable[str]) -> set[str]:
    """Find for the corrections of these reports the records that say what was corrected.

    A record that says the same has the same id. Else it is the one read from the same words, of the same type if
    several are; else nothing, and the correction is kept as an orphan.

    Returns
    -------
    set of str
        The records that a correction is about.
    """
    rows = pick(writer, "correction_targets", "document", documents)
    if not rows:
        return set()
    wanted = sorted({row["document"] for row in rows})
    by_document: dict[str, list[Row]] = defaultdict(list)
    columns = ("id", "document", "start", "end", "type", "summary", "members")
    for event in pick(writer, "events", "document", wanted, columns):
        if event["members"] is None:
            by_document[event["document"]].append(event)
    texts = {row["id"]: row["text"] for row in pick(writer, "documents", "id", wanted, ("id", "text"))}
    for row in rows:
        row["attached"] = _find(row, by_document[row["document"]], texts.get(row["document"], ""))
    ids = sorted({row["correction"] for row in rows})
    others = [row for row in pick(writer, "correction_targets", "correction", ids) if row["document"] not in wanted]
    rewrite(writer, "correction_targets", "correction", ids, [*rows, *others])
    return {row["attached"] for row in rows if row["attached"] is not None}


def _find(target: Row, events: Sequence[Row], text: str) -> str | None:
    if any(event["id"] == target["event"] for event in events):
        return str(target["event"])
    same_words = [
        event for event in events if target["quote"] and text[event["start"] : event["end"]] == target["quote"]
    ]
    of_type = [event for event in same_words if event["type"] == target["type"]]
    for found in (of_type, same_words):
        if len(found) == 1:
            return str(found[0]["id"])
    return None


def make_target(event: Any) -> Target:
    """Give the target of a correction from the record as it was read."""
    said = event.evidence
    return Target(event.id, said.document, said.start, said.end, said.text, event.type.value)


def fields_of(kept: Iterable[Kept]) -> dict[str, list[Correction]]:
    """Give the corrections of fields by the record that they are about."""
    found: dict[str, list[Correction]] = defaultdict(list)
    for each in kept:
        if each.correction.part in FIELDS and each.attached[0] is not None:
            found[each.attached[0]].append(each.correction)
    return found
