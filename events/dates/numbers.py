"""Numbers in words: "twenty-first", "ألف وتسعمائة وثمانية وسبعون", "二〇二三"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from events.dates.calendar import full_year_of
from events.dates.items import Item

MONTH = frozenset({"month"})
PAIRING = frozenset({"slash", "dash", "lpar"})
YEAR = frozenset({"n", "y"})
AND, DASH = "and", "dash"
THOUSAND = 1000
LONGEST_REIGN = 200
"""No era counts more years."""


@lru_cache(maxsize=1024)
def _kinds(value: int, digits: int) -> frozenset[str]:
    kinds = {"n"}
    if not digits:
        kinds.add("w")
    if digits <= 2:
        if 1 <= value <= 31:
            kinds.add("d")
        if 1 <= value <= 12:
            kinds.add("mm")
    if digits == 2:
        kinds.add("yy")
    if digits in (0, 4) and 1000 <= value <= 2199:
        kinds.add("y")
    return frozenset(kinds)


def number_kinds(value: int, *, digits: int = 0) -> frozenset[str]:
    """Give the classes of a number: any, word, day of a month, month, year.

    Parameters
    ----------
    value
        The number.
    digits
        With how many digits it is written; 0 for words.
    """
    return _kinds(min(value, 9999), min(digits, 5))


NUMBER_KINDS = {number_kinds(v, digits=d) for d in range(6) for v in (0, 5, 20, 50, 500, 1500, 5000)}


def merge_numbers(items: list[Item]) -> list[Item]:
    """Join the words of a number into one piece: cardinals, ordinals, and years said in pairs ("nineteen ninety")."""
    if not any("w" in kinds or "ord" in kinds for kinds in {item.kinds for item in items}):
        return items
    out: list[Item] = []
    position = 0
    while position < len(items):
        item = items[position]
        if ("w" in item.kinds and "n" in item.kinds) or ("ord" in item.kinds and "digits" not in item.values):
            end, value, ordinal = _read_number(items, position)
            if end > position + 1:
                kinds = number_kinds(value)
                if ordinal:
                    kinds = (
                        kinds - {"w", "n", "d", "mm", "y"} | {"ord"} | ({"ordd"} if 1 <= value <= 31 else frozenset())
                    )
                out.append(Item(item.start, items[end - 1].end, kinds, {"n": value, "ord": value}))
                position = end
                continue
        out.append(item)
        position += 1
    return [_no_year(item) if "y" in item.kinds and _is_round(item) else item for item in out]


def _is_round(item: Item) -> bool:
    """Whether it is the word for a thousand or two: "mille policiers", "两千多名官兵" count, they date nothing."""
    return "digits" not in item.values and item.values.get("n") in (THOUSAND, 2 * THOUSAND)


def _no_year(item: Item) -> Item:
    return Item(item.start, item.end, item.kinds - {"y"}, item.values)


def join_month_names(items: list[Item]) -> list[Item]:
    """Join two names of one month, "سبتمبر/أيلول" or "August (Ab)", into one piece."""
    if sum(["month" in item.kinds for item in items]) < 2:
        return items
    out: list[Item] = []
    position = 0
    while position < len(items):
        item = items[position]
        if "month" in item.kinds and position + 2 < len(items):
            link, other = items[position + 1], items[position + 2]
            if "month" in other.kinds and link.kinds & PAIRING and other.values["month"] == item.values["month"]:
                closed = position + 3 < len(items) and "lpar" in link.kinds and "rpar" in items[position + 3].kinds
                if closed or "lpar" not in link.kinds:
                    end = position + (4 if closed else 3)
                    out.append(Item(item.start, items[end - 1].end, MONTH, {"month": item.values["month"]}))
                    position = end
                    continue
        out.append(item)
        position += 1
    return out


def join_years(items: list[Item]) -> list[Item]:
    """Join a number and the word that marks it as a year ("1967 року", "2023年") into one piece of class ``y``.

    A number of one or two digits stays a count ("2 года") unless a month stands beside it, it begins with a zero
    ("08年"), or the name of a reign stands before it ("民国三年").
    """
    if not any("year_mark" in kinds for kinds in {item.kinds for item in items}):
        return items
    out: list[Item] = []
    for position, item in enumerate(items):
        previous = out[-1] if out else None
        if (
            "year_mark" in item.kinds
            and previous is not None
            and "n" in previous.kinds
            and "marked" not in previous.values
        ):
            value, digits = int(previous.values["n"]), int(previous.values.get("digits", previous.values.get("w") or 0))
            beside = (
                (position + 1 < len(items) and "month" in items[position + 1].kinds)
                or (position + 2 < len(items) and "month_mark" in items[position + 2].kinds)
                or (len(out) > 1 and "month" in out[-2].kinds)
            )
            is_count = value < 1000 and "manyunit" in item.kinds
            if len(out) > 1 and "reign" in out[-2].kinds and value < LONGEST_REIGN:
                reign = out.pop(-2)
                year = int(reign.values["reign"]) + value - 1
                out[-1] = Item(reign.start, item.end, YEAR, {"n": year, "digits": 4, "marked": True})
                continue
            led_by_zero = digits == 2 and value < 10
            if (100 <= value <= 2199 and not is_count) or (digits == 2 and beside) or led_by_zero:
                year = value if value >= 100 else full_year_of(value)
                out[-1] = Item(previous.start, item.end, YEAR, {"n": year, "digits": 4, "marked": True})
                continue
        out.append(item)
    return out


def _read_number(items: list[Item], start: int) -> tuple[int, int, bool]:
    """Read a number from ``start``: where it ends, its value, whether it is an ordinal."""
    total, current, position, best = 0, None, start, start
    ordinal = False
    linked = True
    last = 0
    while position < len(items):
        item = items[position]
        if position > start and (AND in item.kinds or (DASH in item.kinds and item.start == items[position - 1].end)):
            if "n" in item.kinds or not linked:
                break
            linked = False
            position += 1
            if position < len(items) and AND in items[position].kinds:
                break
            continue
        if "n" in item.kinds and "w" in item.kinds:
            value, is_ordinal = item.values["n"], False
        elif "ord" in item.kinds and "digits" not in item.values:
            value, is_ordinal = item.values["ord"], True
        else:
            break
        joined_by_and = not linked
        if current is None:
            if value >= THOUSAND and position == start and value % THOUSAND == 0:
                total, current = value, 0
            else:
                current = value
        elif value == 100 and 1 <= current < 100:
            current *= 100
        elif value >= THOUSAND and value % THOUSAND == 0 and value > max(current, 1) - 1 and current < THOUSAND:
            total, current = total + max(current, 1) * value, 0
        elif value < 100 and current % 100 == 0 and (current or total):
            current += value
        elif 100 <= value < THOUSAND and current == 0 and total:
            current = value
        elif (value < 10 and current % 100 >= 20 and current % 10 == 0) or (
            joined_by_and
            and not (ordinal and not is_ordinal)
            and 20 <= value < 100
            and value % 10 == 0
            and 1 <= current % 100 <= 9
        ):
            current += value
        elif not joined_by_and and total == 0 and 10 <= current <= 29 and 10 <= value < 100:
            current = current * 100 + value
        else:
            break
        ordinal = is_ordinal
        position += 1
        best, last = position, total + current
        linked = True
        if ordinal and value < 20 and not (position < len(items) and AND in items[position].kinds):
            break
    return best, last, ordinal


def read_numeral_characters(token: str, numerals: Mapping[str, int]) -> int:
    """Read a number in characters: digits in a row (``二〇二三``) or with tens, hundreds and thousands (``二十一``)."""
    values = [numerals[char] for char in token]
    if all(value < 10 for value in values):
        number = 0
        for value in values[:9]:
            number = number * 10 + value
        return number
    total, current = 0, 0
    for value in values:
        if value < 10:
            current = value
        elif value < 10_000:
            total += max(current, 1) * value
            current = 0
        else:
            total = (total + current) * value
            current = 0
    return total + current
