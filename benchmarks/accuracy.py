"""Score Dateline against corpora: ``python benchmarks/accuracy.py DIR`` (``docs/accuracy.md`` explains the measures).

``DIR`` holds ``*.jsonl`` files, one document a line::

    {"id", "language", "text", "published"?, "gold": {"dates"?, "places"?, "actors"?, "events"?, "judged"?}}

A document is scored for what its gold lists. A gold date has ``start`` and ``end`` (``str`` indices, end exclusive) and, where its days are known, ``earliest`` and
``latest``; ``alts`` are other pairs of days that are as right, ``part`` (``start``, ``mid``, ``end``) accepts any days at
that part of the range, ``precision`` ``day`` or ``time`` marks single days, and ``optional`` dates may be found or not.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.accuracy_records import RECORD_TASKS, annotate  # noqa: E402

Days = tuple[str, str]
TASKS = ("dates", *RECORD_TASKS)


@dataclass(frozen=True, slots=True)
class Found:
    """A date that a reader gives: its place in the text, its days in ISO 8601, whether it is a range of two ends."""

    start: int
    end: int
    days: Days | None
    is_interval: bool = False


@dataclass(frozen=True, slots=True)
class Gold:
    """A date that annotators gave."""

    start: int
    end: int
    days: Days | None
    others: tuple[Days, ...]
    part: str | None
    is_day: bool
    is_optional: bool

    @classmethod
    def from_json(cls, entry: dict[str, Any]) -> Gold:
        """Read a gold date of a document."""
        days = (entry["earliest"], entry["latest"]) if entry.get("earliest") and entry.get("latest") else None
        return cls(
            entry["start"],
            entry["end"],
            days,
            tuple((first, last) for first, last in entry.get("alts", ())),
            entry.get("part"),
            entry.get("precision") in ("day", "time"),
            bool(entry.get("optional")),
        )

    def accepts(self, days: Days | None) -> bool:
        """Whether these days are right."""
        if days is None or self.days is None:
            return False
        if days == self.days or days in self.others:
            return True
        first, last = self.days
        if self.part is None or not first <= days[0] <= days[1] <= last:
            return False
        touches = (days[0] == first, days[1] == last)
        return {"start": touches[0], "end": touches[1], "mid": not any(touches)}[self.part]


Reader = Callable[[str, str, dt.date | None], list[Found]]
"""Reads a text, given its language and its day of publication."""


def read_with_dateline(text: str, language: str, published: dt.date | None) -> list[Found]:
    """Read dates with this project."""
    from events.dates import find_dates

    return [
        Found(
            span.start,
            span.end,
            (span.earliest.isoformat(), span.latest.isoformat()) if span.earliest and span.latest else None,
            span.precision == "interval",
        )
        for span in find_dates(text, language=language, anchor=published)
    ]


# ---- counting ----------------------------------------------------------------------------


@dataclass(slots=True)
class Tally:
    """Counts over the documents of a set, and the measures that follow from them."""

    documents: int = 0
    gold: int = 0
    gold_with_days: int = 0
    gold_single_days: int = 0
    found: int = 0
    found_without_gold_days: int = 0
    exact: int = 0
    found_hits: int = 0
    gold_hits: int = 0
    hits_with_days: int = 0
    right: int = 0
    right_found: int = 0
    right_single_days: int = 0
    seconds: float = 0.0
    mistakes: list[str] = field(default_factory=list)

    def measures(self) -> dict[str, float | None]:
        """The measures, each from 0 to 1; none where there is nothing to measure."""
        precision, recall = _share(self.found_hits, self.found), _share(self.gold_hits, self.gold)
        return {
            "strict F1": _harmonic(_share(self.exact, self.found), _share(self.exact, self.gold)),
            "relaxed P": precision,
            "relaxed R": recall,
            "relaxed F1": _harmonic(precision, recall),
            "value acc": _share(self.right, self.hits_with_days),
            "value F1": _harmonic(
                _share(self.right_found, self.found - self.found_without_gold_days),
                _share(self.right, self.gold_with_days),
            ),
            "day R": _share(self.right_single_days, self.gold_single_days),
        }


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _harmonic(a: float | None, b: float | None) -> float | None:
    if a is None or b is None:
        return None
    return 2 * a * b / (a + b) if a + b else 0.0


def _shared(a: Gold | Found, b: Gold | Found) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def pair_dates(gold: list[Gold], found: list[Found]) -> dict[int, int]:
    """Pair gold with found dates, each once: those with the same span first, then those that share most characters."""
    closeness = sorted(
        ((g.start, g.end) != (f.start, f.end), -_shared(g, f), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if _shared(g, f)
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in closeness:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def count_document(tally: Tally, document: dict[str, Any], found: list[Found], *, mistakes: int) -> None:
    """Add a document to the counts.

    A found interval that spans several gold dates (a range of which annotators marked the two ends) is paired with
    all of them, and right if it runs from the first day of the one to the last day of the other.
    """
    everything = [Gold.from_json(entry) for entry in document["gold"]["dates"]]
    gold = [g for g in everything if not g.is_optional]
    optional = [g for g in everything if g.is_optional]
    pairs = pair_dates(gold, found)
    groups: dict[int, list[int]] = {}
    for i, j in pairs.items():
        groups.setdefault(j, []).append(i)
    for j, members in groups.items():
        if found[j].is_interval:
            members += [i for i, g in enumerate(gold) if i not in pairs and _shared(g, found[j])]
            members.sort()
    counted = [j for j, f in enumerate(found) if j in groups or not any(_shared(f, g) for g in optional)]

    tally.documents += 1
    tally.gold += len(gold)
    tally.gold_with_days += sum(g.days is not None for g in gold)
    tally.gold_single_days += sum(g.is_day for g in gold)
    tally.found += len(counted)
    tally.found_hits += len(groups)
    tally.gold_hits += sum(len(members) for members in groups.values())
    tally.exact += sum((gold[i].start, gold[i].end) == (found[j].start, found[j].end) for i, j in pairs.items())

    text = document["text"]
    say = _sayer(tally, text, document, mistakes)
    for j, members in groups.items():
        dated = [gold[i] for i in members if gold[i].days is not None]
        if not dated:
            tally.found_without_gold_days += 1
            continue
        is_right = _spans_all(dated, found[j]) if len(members) > 1 else dated[0].accepts(found[j].days)
        tally.hits_with_days += len(dated)
        tally.right += len(dated) * is_right
        tally.right_found += is_right
        tally.right_single_days += sum(g.is_day for g in dated) * is_right
        if not is_right:
            say("other days", dated[0], f"gold {_shown(dated[0].days)}, given {_shown(found[j].days)}")
        elif len(members) == 1 and (dated[0].start, dated[0].end) != (found[j].start, found[j].end):
            say("other span", dated[0], f"given {text[found[j].start : found[j].end]!r}")
    covered = {i for members in groups.values() for i in members}
    for i, g in enumerate(gold):
        if i not in covered:
            say("missed", g, f"gold {_shown(g.days)}")
    for j in counted:
        if j not in groups:
            say("not in the gold", found[j], f"given {_shown(found[j].days)}")


def _spans_all(dated: list[Gold], found: Found) -> bool:
    days = [g.days for g in dated if g.days is not None]
    return found.days == (min(d[0] for d in days), max(d[1] for d in days))


def _shown(days: Days | None) -> str:
    return "no days" if days is None else days[0] if days[0] == days[1] else f"{days[0]}..{days[1]}"


def _sayer(tally: Tally, text: str, document: dict[str, Any], limit: int) -> Callable[[str, Gold | Found, str], None]:
    def say(kind: str, where: Gold | Found, detail: str) -> None:
        if len(tally.mistakes) < limit:
            before, after = text[max(0, where.start - 40) : where.start], text[where.end : where.end + 40]
            near = f"{before}[{text[where.start : where.end]}]{after}"
            tally.mistakes.append(f"{kind}: {' '.join(near.split())} | {detail} | {document.get('published', '')}")

    return say


# ---- running -----------------------------------------------------------------------------


def read_documents(path: Path, limit: int | None = None) -> Iterator[dict[str, Any]]:
    """Read the documents of a set, one JSON object a line."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if limit is not None and number >= limit:
                return
            if line.strip():
                yield json.loads(line)


def score_dates(documents: Iterable[dict[str, Any]], reader: Reader, *, mistakes: int = 0) -> Tally | None:
    """Read all documents that have gold dates and compare; none if no document has."""
    tally = Tally()
    for document in documents:
        if "dates" not in document.get("gold", {}):
            continue
        published = dt.date.fromisoformat(document["published"]) if document.get("published") else None
        started = time.process_time()
        found = reader(document["text"], document["language"], published)
        tally.seconds += time.process_time() - started
        count_document(tally, document, found, mistakes=mistakes)
    return tally if tally.documents else None


def score_records(
    documents: Iterable[dict[str, Any]], task: str, answer_of: Callable[[dict[str, Any]], dict[str, Any]], mistakes: int
) -> tuple[Counter[str], float, list[str]] | None:
    """Read all documents that have gold of a task and count; none if no document has."""
    add, _ = RECORD_TASKS[task]
    count: Counter[str] = Counter()
    seconds, lines = 0.0, list[str]()
    for document in documents:
        if task not in document.get("gold", {}):
            continue
        started = time.process_time()
        answer = answer_of(document)
        seconds += time.process_time() - started
        count["documents"] += 1

        def say(kind: str, detail: str, document: dict[str, Any] = document) -> None:
            if len(lines) < mistakes:
                lines.append(f"{kind}: {detail} | {document['id']}")

        add(count, document, answer, say)
    return (count, seconds, lines) if count["documents"] else None


def print_table(rows: list[list[str]]) -> None:
    """Print rows, the first being the head, as a Markdown table."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for number, row in enumerate(rows):
        cells = [
            cell.ljust(width) if not column else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        print("| " + " | ".join(cells) + " |")
        if not number:
            print(
                "| "
                + " | ".join("-" * (width - 1) + (":" if column else "-") for column, width in enumerate(widths))
                + " |"
            )


def row_of(name: str, tally: Tally) -> list[str]:
    """The row of a set: its measures and the documents read in a second of processor time."""
    cells = ["–" if value is None else f"{value:.3f}" for value in tally.measures().values()]
    return [name, str(tally.documents), str(tally.gold), *cells, f"{tally.documents / max(tally.seconds, 1e-9):,.0f}"]


HEAD = ["set", "documents", "gold", *Tally().measures(), "docs/s"]


def score_set(path: Path, task: str, limit: int | None, mistakes: int) -> tuple[list[str], list[str]] | None:
    """Score a set: its row of the table, and its mistakes; none if it has no gold of the task."""
    documents = read_documents(path, limit)
    if task == "dates":
        tally = score_dates(documents, read_with_dateline, mistakes=mistakes)
        return None if tally is None else (row_of(path.stem, tally), tally.mistakes)
    scored = score_records(documents, task, annotate, mistakes)
    if scored is None:
        return None
    count, seconds, lines = scored
    cells = ["–" if value is None else f"{value:.3f}" for value in RECORD_TASKS[task][1](count).values()]
    return [
        path.stem,
        str(count["documents"]),
        str(count["gold"]),
        *cells,
        f"{count['documents'] / max(seconds, 1e-9):,.0f}",
    ], lines


def head_of(task: str) -> list[str]:
    """Give the head of a task's table."""
    if task == "dates":
        return HEAD
    return ["set", "documents", "gold", *RECORD_TASKS[task][1](Counter()), "docs/s"]


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="DIR", help="folder with *.jsonl files")
    parser.add_argument("--task", action="append", choices=TASKS, default=None, help="default: all (may be repeated)")
    parser.add_argument(
        "--set", action="append", default=[], metavar="NAME", help="only the file NAME.jsonl (may be repeated)"
    )
    parser.add_argument("--limit", type=int, metavar="N", help="only the first N documents of each set")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show the first N mistakes of each set")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="put our figures into the tables of this page")
    args = parser.parse_args()
    paths = [path for path in sorted(args.folder.glob("*.jsonl")) if not args.set or path.stem in args.set]
    if not paths:
        print(f"No *.jsonl file in {args.folder}. Give the folder that holds the sets.", file=sys.stderr)
        return 2
    page = args.write.read_text(encoding="utf-8") if args.write else ""
    for task in args.task or TASKS:
        rows, mistakes = [head_of(task)], []
        for path in paths:
            try:
                scored = score_set(path, task, args.limit, args.errors)
            except (KeyError, TypeError, ValueError) as error:
                print(f"{path.name}: a line does not have the documented form ({error!r}).", file=sys.stderr)
                return 2
            if scored is not None:
                rows.append(scored[0])
                mistakes += [f"{path.stem}: {line}" for line in scored[1]]
        if len(rows) > 1:
            print_table(rows)
            print("\n".join(mistakes))
            page = put_figures(page, task, rows)
    if args.write:
        args.write.write_text(page, encoding="utf-8")
    return 0


def put_figures(page: str, task: str, rows: list[list[str]]) -> str:
    """Put our figures into the rows of a page's table, which stands between marks and has rows of peers besides.

    The table begins with ``<!-- table: TASK -->``. Its columns are those of ``rows`` that have the same name; a row of ours
    names its set and ``**Dateline**``. Other rows and columns stay as they are.
    """
    mark = f"<!-- table: {task} -->"
    if mark not in page:
        return page
    before, rest = page.split(mark, 1)
    table, after = rest.split("<!-- end of table -->", 1)
    lines = table.strip().split("\n")
    names = [cell.strip() for cell in lines[0].strip("|").split("|")]
    figures = {row[0]: dict(zip(rows[0], row, strict=True)) for row in rows[1:]}
    for number, line in enumerate(lines):
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) > 1 and "Dateline" in cells[1] and cells[0] in figures:
            own = figures[cells[0]]
            cells = [
                f"**{own[name]}**" if name in own and name != "set" else cell
                for name, cell in zip(names, cells, strict=True)
            ]
            lines[number] = f"| {' | '.join(cells)} |"
    return f"{before}{mark}\n{chr(10).join(lines)}\n<!-- end of table -->{after}"


if __name__ == "__main__":
    sys.exit(main())
