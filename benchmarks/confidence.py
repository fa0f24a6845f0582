"""How well the confidence of records holds.

    python benchmarks/confidence.py                # the golden records of tests/golden, all languages
    python benchmarks/confidence.py --fit          # also print weights for events/coding/data/confidence.toml
    python benchmarks/confidence.py --only ar en

Of records at 0.9, nine in ten should be right. A part is right if the golden record has the same; a record that no golden record pairs with has its type wrong. With
``--fit`` the weights are those of a logistic regression (ridge 2.0); the printed table is then that of ten-fold
cross-validation, so no record is judged by weights that have seen it.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

ROOT = Path(__file__).absolute().parents[1]
sys.path.insert(0, str(ROOT))

from events.actors import find_actors  # noqa: E402
from events.coding import code_drafts  # noqa: E402
from events.coding.confidence import PARTS, traits_of  # noqa: E402
from events.dates import find_dates  # noqa: E402
from events.model import Event  # noqa: E402
from events.sentences import split_sentences  # noqa: E402
from geo import geoparse  # noqa: E402
from tests.events import test_golden  # noqa: E402

RIDGE, STEPS, FOLDS = 2.0, 60, 10
LEVELS = (0.95, 0.9, 0.85, 0.8, 0.7, 0.6, 0.5, 0.3, 0.0)


@dataclass
class Judged:
    """A record with the traits of its parts, and which parts are right; a part it has not is left out."""

    event: Event
    traits: dict[str, set[str]]
    right: dict[str, bool]
    wholly: bool


def judge(languages: list[str]) -> list[Judged]:
    """Read the golden reports and judge every record."""
    judged = []
    for path in test_golden.GOLDEN:
        document = test_golden.load_document(path.stem)
        language = document.language or ""
        if languages and language not in languages:
            continue
        sentences = split_sentences(document.text, language=language)
        dates = find_dates(document.text, language=language, anchor=document.published)
        toponyms = geoparse(document.text, language=language)
        actors = find_actors(document, sentences, dates, toponyms)
        drafts = {event.id: draft for event, draft in code_drafts(document, sentences, dates, toponyms, actors)}
        comparison = test_golden.compare(path.stem)
        pairs = [(v.found, v.wrong) for v in comparison.verdicts if v.found is not None]
        pairs += [(event, ("spurious",)) for event in comparison.spurious]
        judged += [_judge(e, wrong, traits_of(drafts[e.id], e.places, e.actors)) for e, wrong in pairs]
    return judged


def _judge(event: Event, wrong: tuple[str, ...], traits: dict[str, set[str]]) -> Judged:
    lost = "spurious" in wrong
    right = {"type": not lost and not {"type", "status"} & set(wrong)}
    if not lost:
        if event.date is not None:
            right["date"] = "date" not in wrong
        if event.places:
            right["place"] = "place" not in wrong
        if event.actors:
            right["actors"] = not any(fault.startswith("actor ") for fault in wrong)
    return Judged(event, traits, right, not wrong)


def fit(judged: list[Judged], part: str) -> dict[str, float]:
    """Fit the weights of a part's traits, in log-odds."""
    rows = [record for record in judged if part in record.right]
    names = sorted(set().union(*(record.traits[part] for record in rows)))
    table = np.array([[1.0, *(name in record.traits[part] for name in names)] for record in rows], float)
    right = np.array([record.right[part] for record in rows], float)
    ridge = np.diag([0.0, *[RIDGE] * len(names)])
    weights = np.zeros(table.shape[1])
    for _ in range(STEPS):
        chance = 1.0 / (1.0 + np.exp(-table @ weights))
        slope = table.T @ (chance - right) + ridge @ weights
        bend = (table.T * (chance * (1.0 - chance) + 1e-9)) @ table + ridge
        weights -= np.linalg.solve(bend, slope)
    return dict(zip(["start", *names], (round(float(w), 1) for w in weights), strict=True))


def chance_of(weights: dict[str, float], traits: set[str]) -> float:
    """Give the probability that some traits stand for."""
    return float(1.0 / (1.0 + np.exp(-weights["start"] - sum(weights.get(trait, 0.0) for trait in traits))))


def cross_validated(judged: list[Judged]) -> list[dict[str, float]]:
    """Give every record the chances of its parts by weights fitted without it."""
    folds = np.random.default_rng(0).integers(0, FOLDS, len(judged))
    chances: list[dict[str, float]] = [{} for _ in judged]
    for fold in range(FOLDS):
        weights = {part: fit([r for r, f in zip(judged, folds, strict=True) if f != fold], part) for part in PARTS}
        for index in np.flatnonzero(folds == fold):
            record = judged[index]
            parts = [part for part in PARTS if part == "type" or getattr(record.event.confidence, part) is not None]
            chances[index] = {part: chance_of(weights[part], record.traits[part]) for part in parts}
    return chances


def report(judged: list[Judged], chances: list[dict[str, float]]) -> None:
    """Print, for each part and for whole records, how many of those at a level are right."""
    for part in (*PARTS, "all that a record gives", "the record with nothing missing"):
        print(f"\n{part}")
        given = []
        for record, parts in zip(judged, chances, strict=True):
            whole = float(np.prod(list(parts.values())))
            if part.startswith("all"):
                given.append((whole, all(record.right.values())))
            elif part.startswith("the"):
                given.append((whole, record.wholly))
            elif part in record.right and part in parts:
                given.append((parts[part], record.right[part]))
        for level, above in zip(LEVELS, (1.01, *LEVELS), strict=False):
            inside = [right for chance, right in given if level <= chance < above]
            if inside:
                print(f"  {level:.2f} and more: {len(inside):4d} records, {sum(inside) / len(inside):.2f} right")


def main() -> None:
    """Print how well the confidence of records holds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fit", action="store_true", help="fit the weights anew and print them")
    parser.add_argument("--only", nargs="+", default=[], metavar="LANGUAGE", help="only reports in these languages")
    chosen = parser.parse_args()
    judged = judge(chosen.only)
    if chosen.fit:
        for part in PARTS:
            print(f"[{part}]")
            for name, weight in fit(judged, part).items():
                print(f"{name} = {weight}")
        report(judged, cross_validated(judged))
        return
    sure = [record.event.confidence for record in judged]
    report(judged, [{p: v for p in PARTS if (v := getattr(confidence, p)) is not None} for confidence in sure])


if __name__ == "__main__":
    main()
