"""Where a local report is: the area in which its names make most sense together.

"Marion", "Bucyrus" and "Crawford County" are each best known elsewhere, and all three lie within 40 km of each other in
Ohio. Every area of the grid gathers the names that have a bearer in it; what a name gives is the less the likelier its
bearers elsewhere are. An area that several names speak for takes them, the strongest area first.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from geo.gazetteer import Bearer
from geo.model import PlacePrecision
from geo.tagger import Mention

WORTH = 2.0
"""What it speaks for an area that a name has a bearer in it; how much likelier another may be."""
LIKELY, DOUBTFUL = 0.7, 0.4
"""Share that a name gives which may be no place."""
UNSURE = -1.2
"""Evidence below which a name is a doubtful place."""
CELLS = 1.4
"""Cells a degree: an area is three by three of them, some 240 km wide."""
ENOUGH, ENOUGH_OF_TWO = 2.6, 3.3
"""Support from which an area is believed, and from which two names alone are."""
AMONG = 0.7
"""Degrees of latitude within which a name is drawn to another."""
CANDIDATES = 12
NAMES = 40
HOPELESS = -2.6
SMALL = (PlacePrecision.CITY, PlacePrecision.ADMIN2, PlacePrecision.POINT)

Entry = tuple[float, str, Bearer]
"""Loss against the likeliest bearer of the name, the name, and the bearer."""
Cells = dict[tuple[int, int], list[Entry]]


@dataclass(slots=True)
class Vicinities:
    """What the areas of a report say.

    Attributes
    ----------
    likely
        Bearer by name, for names of which an area with several others speaks for one.
    drawn
        Bearer by name, for names of which a much better-known bearer lies elsewhere, in a report that names
        hardly anything else outside one area ("Lebanon", with Wilson County and Mt. Juliet).
    """

    likely: dict[str, Bearer] = field(default_factory=dict)
    drawn: dict[str, Bearer] = field(default_factory=dict)


def find_vicinities(mentions: Sequence[Mention], forced: Mapping[int, Bearer]) -> Vicinities:
    """Choose bearers for those names that make sense together.

    Parameters
    ----------
    mentions
        A text's mentions, with their evidence.
    forced
        Bearers by number of the mention, where the text tells them.

    Returns
    -------
    Vicinities
        Bearers by name.
    """
    found = Vicinities()
    weights = _weigh_names(mentions)
    told = {mentions[number].key: bearer for number, bearer in forced.items()}
    if len(weights) < 2:
        return found
    cells: Cells = defaultdict(list)
    contested = False
    for name, (_, mention) in weights.items():
        if name in told:
            if told[name].precision in SMALL:
                cells[_cell(told[name])].append((0.0, name, told[name]))
            continue
        best = mention.candidates[0].prior
        for number, candidate in enumerate(mention.candidates[:CANDIDATES]):
            loss, bearer = best - candidate.prior, candidate.bearer
            if loss >= WORTH:
                contested = True
                break
            contested = contested or number > 0
            if bearer.precision in SMALL:
                cells[_cell(bearer)].append((loss, name, bearer))
    if not contested:
        return found
    areas = _join_cells(cells)
    free = {name: weight for name, (weight, _) in weights.items()}
    while areas:
        support, area = max(((_support(entries, free), entries) for entries in areas), key=_first)
        if not support:
            break
        taken = _take(area, free)
        if not found.likely:
            found.drawn = _draw(mentions, weights, told, taken)
        found.likely.update(taken)
        for name in taken:
            del free[name]
    return found


def _first(pair: tuple[float, list[Entry]]) -> float:
    return pair[0]


def _join_cells(cells: Cells) -> list[list[Entry]]:
    """For each cell, what lies in it and the cells around; only where several names do."""
    areas = []
    for row, column in cells:
        entries = [
            entry
            for near_row in (row - 1, row, row + 1)
            for near_column in (column - 1, column, column + 1)
            for entry in cells.get((near_row, near_column), ())
        ]
        name = entries[0][1]
        if any(entry[1] != name for entry in entries):
            areas.append(entries)
    return areas


def _draw(
    mentions: Sequence[Mention],
    weights: Mapping[str, tuple[float, Mention]],
    told: Mapping[str, Bearer],
    taken: Mapping[str, Bearer],
) -> dict[str, Bearer]:
    """Draw names into the area that the report speaks of, from far better-known places that nothing else speaks for."""
    sure = {name for name, (weight, _) in weights.items() if weight > DOUBTFUL}
    members = [bearer for name, bearer in taken.items() if name in sure]
    country = members[0].country if members else ""
    if len(members) < 2 or any(m.country != country for m in members):
        return {}
    elsewhere = {m.candidates[0].bearer.country for m in mentions if m.kind != "name"} - {country}
    drawn, outside = {}, 0
    for name in sure.difference(taken, told):
        candidates = weights[name][1].candidates
        first = candidates[0].bearer
        near = next(
            (c.bearer for c in candidates if c.bearer.precision in SMALL and _is_among(c.bearer, members)), None
        )
        if near is not None and first.country not in elsewhere and first.precision != PlacePrecision.ADMIN1:
            drawn[name] = near
        elif first.country != country:
            outside += 1
    return drawn if outside == 0 and len(drawn) <= len(members) else {}


def _is_among(bearer: Bearer, members: Sequence[Bearer]) -> bool:
    """Whether a place lies near several others, and in the country of all."""
    if bearer.country != members[0].country:
        return False
    stretch = math.cos(math.radians(bearer.lat))
    near = sum(math.hypot(m.lat - bearer.lat, (m.lon - bearer.lon) * stretch) < AMONG for m in members)
    return near > 1


def _weigh_names(mentions: Iterable[Mention]) -> dict[str, tuple[float, Mention]]:
    weights: dict[str, tuple[float, Mention]] = {}
    for mention in mentions:
        if mention.kind != "name" or mention.evidence < HOPELESS or "person" in mention.signs:
            continue
        weight = 1.0 if mention.evidence > 0 else LIKELY if mention.evidence > UNSURE else DOUBTFUL
        if mention.key not in weights or weight > weights[mention.key][0]:
            weights[mention.key] = weight, mention
            if len(weights) == NAMES:
                break
    return weights


def _cell(bearer: Bearer) -> tuple[int, int]:
    return math.floor(bearer.lat * CELLS), math.floor(bearer.lon * CELLS)


def _support(entries: list[Entry], free: dict[str, float]) -> float:
    """What the names say for an area: each with its likeliest bearer there, the second and further for less."""
    gains: dict[str, float] = {}
    for loss, name, _ in entries:
        if name in free:
            gain = (WORTH - loss) * free[name]
            if gain > gains.get(name, 0.0):
                gains[name] = gain
    support = sum(gains.values())
    return support if support >= (ENOUGH if len(gains) > 2 else ENOUGH_OF_TWO) and len(gains) > 1 else 0.0


def _take(entries: list[Entry], free: dict[str, float]) -> dict[str, Bearer]:
    best: dict[str, tuple[float, Bearer]] = {}
    for loss, name, bearer in entries:
        if name in free and (name not in best or loss < best[name][0]):
            best[name] = loss, bearer
    return {name: bearer for name, (_, bearer) in best.items()}
