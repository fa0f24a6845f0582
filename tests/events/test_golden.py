"""Every report with a golden file is read, and its records are compared with those that a reader wrote down.

``python tests/events/test_golden.py [ID …]`` prints what is wrong, by language.
"""

from __future__ import annotations

import datetime as dt
import functools
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from events.model import Document, Event
from events.pipeline import read_report

ROOT = Path(__file__).absolute().parents[2]
GOLDEN = sorted((ROOT / "tests" / "golden").glob("*.json"))
SEED = "000_abc2e34daac322dc"
TARGETS = {"ar": 0.9, "en": 0.9}
OTHER_TARGET = 0.8
FLOORS = {"ar": 0.78, "en": 0.76, "es": 0.78, "fr": 0.73, "ko": 0.77, "ru": 0.9, "uk": 0.8, "zh": 0.81}
"""What has been reached: a change may raise these shares, never lower them."""
REACHED = frozenset({"ru", "uk", "zh"})
"""Languages that reached their target."""


@dataclass(frozen=True)
class Verdict:
    """How a golden record fared: the best record found for it, and what that has wrong."""

    expected: dict[str, Any]
    found: Event | None
    wrong: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    document: Document
    verdicts: tuple[Verdict, ...]
    spurious: tuple[Event, ...]
    max_spurious: int

    @property
    def right(self) -> int:
        return sum(not verdict.wrong for verdict in self.verdicts)


def load_document(id_: str) -> Document:
    folder = next(f for f in ("seeds", "examples", "tests/golden/reports") if (ROOT / f / f"{id_}.txt").exists())
    with (ROOT / folder / f"{id_}.txt").open(encoding="utf-8", newline="") as file:
        text = file.read()
    meta = json.loads((ROOT / folder / f"{id_}.json").read_text("utf-8"))
    published = meta.get("published")
    return Document(
        id_,
        text,
        meta.get("language"),
        dt.date.fromisoformat(published) if published else None,
        outlet=meta.get("outlet"),
    )


def day(value: dt.date | None) -> str | None:
    return value.isoformat() if value else None


def date_is_right(expected: dict[str, Any] | None, event: Event) -> bool:
    if expected is None or event.date is None:
        return expected is None and event.date is None
    return (
        day(event.date.earliest) == expected["earliest"]
        and day(event.date.latest) == expected["latest"]
        and expected.get("precision", event.date.precision) == event.date.precision
    )


def place_is_right(expected: dict[str, Any] | None, event: Event) -> bool:
    if expected is None or not event.places:
        return expected is None and not event.places
    return any(
        place.place.name == expected["name"]
        and expected.get("country", place.place.country) == place.place.country
        and expected.get("precision", place.place.precision) == place.place.precision
        and expected.get("part", place.part) == place.part
        for place in event.places
    )


def alternatives(expected: dict[str, Any], key: str) -> list[Any]:
    return expected[f"{key}_any"] if f"{key}_any" in expected else [expected.get(key)]


def actor_is_right(expected: dict[str, Any], event: Event) -> bool:
    for link in event.actors:
        named = link.actor.name == expected["name"] or expected["name"] in link.actor.names.values()
        if "surface" in expected:
            named = named or expected["surface"] in link.evidence.text
        if named and link.role in expected["role"]:
            return True
    return False


def attribution_is_right(expected: str | None, event: Event) -> bool:
    if expected is None:
        return True
    attribution = event.attribution
    while attribution is not None:
        if attribution.actor is not None and attribution.actor.name == expected:
            return True
        if attribution.evidence is not None and expected in attribution.evidence.text:
            return True
        attribution = attribution.via
    return False


def what_is_wrong(expected: dict[str, Any], event: Event) -> tuple[str, ...]:
    wrong = []
    if event.type not in expected["type"]:
        wrong.append("type")
    if event.status not in expected["status"]:
        wrong.append("status")
    if not any(date_is_right(date, event) for date in alternatives(expected, "date")):
        wrong.append("date")
    if not any(place_is_right(place, event) for place in alternatives(expected, "place")):
        wrong.append("place")
    wrong.extend(f"actor {actor['name']}" for actor in expected["actors"] if not actor_is_right(actor, event))
    if not attribution_is_right(expected.get("attribution"), event):
        wrong.append("attribution")
    return tuple(wrong)


def quote_span(text: str, expected: dict[str, Any]) -> tuple[int, int]:
    start = -1
    for _ in range(expected.get("occurrence", 1)):
        start = text.index(expected["quote"], start + 1)
    return start, start + len(expected["quote"])


def compare(id_: str) -> Comparison:
    """Pair golden records with records found whose evidence overlaps, those with the fewest faults first.

    Of equals, a golden record that one record alone fits goes first.
    """
    golden = json.loads((ROOT / "tests" / "golden" / f"{id_}.json").read_text("utf-8"))
    report = read_report(load_document(id_))
    pairs = []
    for number, expected in enumerate(golden["events"]):
        start, end = quote_span(report.document.text, expected)
        for index, event in enumerate(report.events):
            common = min(end, event.evidence.end) - max(start, event.evidence.start)
            if common > 0:
                wrong = what_is_wrong(expected, event)
                both = max(end, event.evidence.end) - min(start, event.evidence.start)
                pairs.append((len(wrong) + 2 * ("type" in wrong), -common / both, number, index, wrong))
    matched: dict[int, tuple[int, tuple[str, ...]]] = {}
    used: set[int] = set()
    rivals = Counter(number for faults, _, number, *_ in pairs if not faults)
    for _, _, number, index, wrong in sorted(pairs, key=lambda pair: (pair[0], rivals[pair[2]], pair[1:])):
        if number not in matched and index not in used:
            matched[number] = (index, wrong)
            used.add(index)
    verdicts = tuple(
        Verdict(
            expected,
            report.events[matched[n][0]] if n in matched else None,
            matched[n][1] if n in matched else ("missing",),
        )
        for n, expected in enumerate(golden["events"])
    )
    spurious = tuple(event for index, event in enumerate(report.events) if index not in used)
    return Comparison(report.document, verdicts, spurious, golden.get("max_spurious", 1))


@functools.cache
def comparison_of(id_: str) -> Comparison:
    return compare(id_)


def by_language(chosen: Sequence[str] = ()) -> dict[str, list[Comparison]]:
    groups = defaultdict(list)
    for path in GOLDEN:
        if chosen and not any(name in path.stem for name in chosen):
            continue
        comparison = comparison_of(path.stem)
        groups[comparison.document.language or "und"].append(comparison)
    return dict(groups)


def describe(event: Event) -> str:
    date = f"{day(event.date.earliest)}..{day(event.date.latest)} {event.date.precision}" if event.date else "no date"
    places = ", ".join(f"{p.place.name} ({p.part}, {p.place.precision})" for p in event.places) or "no place"
    actors = ", ".join(f"{a.actor.name} ({a.role})" for a in event.actors) or "nobody"
    said = event.attribution
    by = (said.actor.name if said.actor else said.evidence.text if said.evidence else "?") if said else "the report"
    return (
        f"{event.type} {event.status} · {date} · {places} · {actors} · says {by}\n        “{event.evidence.text[:140]}”"
    )


def explain(comparison: Comparison, label: str) -> str:
    lines = [f"{label}: {comparison.right} of {len(comparison.verdicts)} right, {len(comparison.spurious)} spurious"]
    for verdict in comparison.verdicts:
        if verdict.wrong:
            lines.append(f"  wrong ({', '.join(verdict.wrong)}): {verdict.expected['note']}")
            lines.append(f"      expected near “{verdict.expected['quote'][:100]}”")
            if verdict.found is not None:
                lines.append(f"      found {describe(verdict.found)}")
    lines.extend(f"  spurious: {describe(event)}" for event in comparison.spurious)
    return "\n".join(lines)


def test_every_record_of_the_seed_is_right() -> None:
    comparison = comparison_of(SEED)
    assert all(not verdict.wrong for verdict in comparison.verdicts), explain(comparison, SEED)


def test_the_seed_has_at_most_one_spurious_record() -> None:
    comparison = comparison_of(SEED)
    assert len(comparison.spurious) <= comparison.max_spurious, explain(comparison, SEED)


def share_right(language: str) -> tuple[float, list[Comparison]]:
    group = [c for c in by_language().get(language, []) if c.document.id != SEED]
    if not group:
        pytest.skip("no golden files yet")
    return sum(c.right for c in group) / sum(len(c.verdicts) for c in group), group


@pytest.mark.parametrize("language", sorted(FLOORS))
def test_no_language_falls_below_what_it_reached(language: str) -> None:
    share, group = share_right(language)
    assert share >= FLOORS[language], "\n".join(explain(c, c.document.id) for c in group)


@pytest.mark.parametrize(
    "language",
    [
        pytest.param(
            language,
            marks=()
            if language in REACHED
            else pytest.mark.xfail(reason="the target is still ahead; FLOORS holds what is reached"),
        )
        for language in sorted(FLOORS)
    ],
)
def test_most_records_of_a_language_are_right(language: str) -> None:
    share, group = share_right(language)
    assert share >= TARGETS.get(language, OTHER_TARGET), "\n".join(explain(c, c.document.id) for c in group)


@pytest.mark.parametrize("language", ["ar", "en", "ru", "uk", "fr", "es", "ko", "zh"])
def test_few_records_of_a_language_are_spurious(language: str) -> None:
    group = [c for c in by_language().get(language, []) if c.document.id != SEED]
    if not group:
        pytest.skip("no golden files yet")
    assert sum(len(c.spurious) for c in group) <= sum(c.max_spurious for c in group), "\n".join(
        explain(c, c.document.id) for c in group
    )


def main(chosen: list[str]) -> None:
    for language, group in sorted(by_language(chosen).items()):
        right, total = sum(c.right for c in group), sum(len(c.verdicts) for c in group)
        spurious = sum(len(c.spurious) for c in group)
        for comparison in group:
            print(explain(comparison, comparison.document.id), end="\n\n")
        print(
            f"=== {language}: {right}/{total} right ({right / total:.2f}), {spurious} spurious in {len(group)} reports\n"
        )


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main(sys.argv[1:])
