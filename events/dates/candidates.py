"""Which stretches of a text may hold a date at all."""

from __future__ import annotations

from events.dates.items import BREAK, MARK, OTHER, Item, Kinds


def keep_candidates(items: list[Item]) -> list[Item]:
    """Leave out the stretches between other words in which nothing could be a date, such as "of the three".

    Every stretch that stays keeps what comes right before and right after it.
    """
    out: list[Item] = []
    stretch: list[Item] = []
    is_candidate = encloses = False
    for item in items:
        kinds = item.kinds
        if kinds is OTHER or kinds is BREAK or kinds is MARK:
            if is_candidate:
                out.extend(stretch)
                out.append(item)
                encloses = True
            elif encloses or not out:
                out.append(item)
                encloses = False
            else:
                out[-1] = item
            stretch, is_candidate = [], False
            continue
        stretch.append(item)
        if not is_candidate:
            if "yy" in kinds and len(stretch) > 1 and "apos" in stretch[-2].kinds:
                is_candidate = True
                continue
            known = _candidates.get(kinds)
            if known is None:
                known = _candidates[kinds] = bool(kinds & CANDIDATES)
            is_candidate = known
    if is_candidate:
        out.extend(stretch)
    return out


CANDIDATES = frozenset(
    """
    month hmonth wd unit dual mine season deictic decade decsuffix named date3 pair pairdot clock now daypart y ord era
    year_mark month_mark day_mark quarter_letter half_letter year_word month_word zone am pm day_word rel frel
    fdeictic partunit numbered decade_word sharp_hour
    """.split()  # noqa: SIM905 -- as a list it would fill the page
)
_candidates: dict[Kinds, bool] = {}
