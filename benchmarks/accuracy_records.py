"""Measures of places, actors and events for ``benchmarks/accuracy.py``; ``docs/accuracy.md`` explains them.

What is scored is a record as ``dateline annotate`` writes it: ``places``, ``actors`` and ``events`` of a document.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from typing import Any

Entry = dict[str, Any]
Say = Callable[[str, str], None]
FAR_KM, NEAR_KM, EARTH_KM = 161.0, 10.0, 6371.0
FIRST_EVENTS = 5
"""The main event of a report, of any type, is looked for among so many of its first events."""
COARSE = {"fight": "assault", "demand": "request", "disapprove": "accuse", "investigate": "accuse", "yield": "concede"}
ARTICLES = frozenset({"the", "a", "an", "la", "le", "el", "los", "las", "les", "der", "die", "das"})
ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None})
ARABIC_ARTICLE = re.compile(r"^[وف]?(?:لل|[بلك]?ال)(?=\w\w)")
SAME_WORDS, SAME_PLACE, ALIKE = 3, 2, 1


def annotate(document: Entry) -> Entry:
    """Read a document with this project; one that is not taken has no records."""
    import json

    from events.annotate import annotate_line

    given = {key: document[key] for key in ("id", "language", "published", "text") if document.get(key)}
    answer = annotate_line(json.dumps(given).encode())
    return {"places": [], "actors": [], "events": []} if "error" in answer else answer


# ---- comparing ---------------------------------------------------------------------------


def pair_best(closeness: Iterable[tuple[Any, int, int]]) -> dict[int, int]:
    """Pair gold with found entries, each once, the closest first; ``closeness`` holds (rank, gold, found), low is close."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(closeness):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def shared_characters(a: Entry, b: Entry) -> int:
    """How many characters two spans share."""
    return max(0, int(min(a["end"], b["end"])) - int(max(a["start"], b["start"])))


def pair_spans(gold: list[Entry], found: list[Entry]) -> dict[int, int]:
    """Pair spans: equal ones first, then those that share most."""
    return pair_best(
        (((g["start"], g["end"]) != (f["start"], f["end"]), -shared), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if (shared := shared_characters(g, f))
    )


def fold_name(name: object) -> list[str]:
    """Give the words of a name without case, accents, leading articles and Arabic attached particles."""
    if not isinstance(name, str):
        return []
    plain = unicodedata.normalize("NFKD", name.casefold().translate(ARABIC))
    plain = "".join(char for char in plain if not unicodedata.combining(char)).replace("_", " ")
    words = [ARABIC_ARTICLE.sub("", word) for word in re.findall(r"\w+", plain)]
    while len(words) > 1 and words[0] in ARTICLES:
        del words[0]
    return words


def is_alike(a: object, b: object) -> bool:
    """Whether the words of one name stand in the other in a row, or half of all their words are shared."""
    short, long = sorted((fold_name(a), fold_name(b)), key=len)
    if not short:
        return False
    if len("".join(short)) > 1 and any(long[k : k + len(short)] == short for k in range(len(long))):
        return True
    return 2 * len({*short} & {*long}) >= len({*short} | {*long})


def kilometres(a: Entry, b: Entry) -> float | None:
    """The distance of two places on the sphere; none if one has no coordinates."""
    try:
        lat1, lon1, lat2, lon2 = (math.radians(float(p[key])) for p in (a, b) for key in ("lat", "lon"))
    except (KeyError, TypeError, ValueError):
        return None
    chord = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(chord)))


def is_place(gold: Entry, found: Entry, within: float) -> bool:
    """Whether a place is right: the same GeoNames id, the same country or region as such, or near enough."""
    if gold.get("geonames_id") and str(gold["geonames_id"]) == str(found.get("geonames_id")):
        return True
    precision = gold.get("precision")
    if precision == found.get("precision") == "country" and gold.get("country") == found.get("country") is not None:
        return True
    if precision == found.get("precision") == "region" and is_alike(gold.get("name"), found.get("name")):
        return True
    away = kilometres(gold, found)
    return away is not None and away <= within


def role_of(place: Entry) -> str:
    """The role of a place; literal if it tells none."""
    return str(place.get("role") or "literal")


# ---- places ------------------------------------------------------------------------------


def count_places(count: Counter[str], document: Entry, answer: Entry, say: Say) -> None:
    """Add the places of a document to the counts."""
    everything, found = document["gold"]["places"], answer["places"]
    gold = [g for g in everything if not g.get("optional")]
    optional = [g for g in everything if g.get("optional")]
    pairs = pair_spans(gold, found)
    others = [j for j in range(len(found)) if j not in pairs.values()]
    beside = {others[k] for k in pair_spans(optional, [found[j] for j in others]).values()}
    count.update(gold=len(gold), found=len(found) - len(beside), relaxed=len(pairs))
    for i, g in enumerate(gold):
        f = found[pairs[i]] if i in pairs else None
        shown = f"gold {g.get('name') or g.get('text')} {g.get('country', '')}"
        if f is not None:
            count["strict"] += (g["start"], g["end"]) == (f["start"], f["end"])
        if "role" in g and f is not None:
            count["roles"] += 1
            count["right roles"] += (g["role"] == "literal") == (role_of(f) == "literal")
        if "lat" in g:
            far = f is not None and is_place(g, f, FAR_KM)
            count["located"] += 1
            count["located found"] += f is not None
            count["far"] += far
            count["near"] += f is not None and is_place(g, f, NEAR_KM)
            if f is not None and not far:
                say("other place", f"{shown}, given {f.get('name')} {f.get('country')}")
        if f is None:
            say("missed", shown)
    for j in others:
        if j not in beside:
            say("not in the gold", f"given {found[j].get('text')} ({found[j].get('name')})")


def measure_places(count: Counter[str]) -> dict[str, float | None]:
    """The measures of places; see ``docs/accuracy.md``."""
    precision, recall = _share(count["strict"], count["found"]), _share(count["strict"], count["gold"])
    return {
        "P": precision,
        "R": recall,
        "F1": _harmonic(precision, recall),
        "F1~": _harmonic(_share(count["relaxed"], count["found"]), _share(count["relaxed"], count["gold"])),
        "@161": _share(count["far"], count["located"]),
        "@10": _share(count["near"], count["located"]),
        "@161 of found": _share(count["far"], count["located found"]),
        "role": _share(count["right roles"], count["roles"]),
    }


# ---- actors ------------------------------------------------------------------------------


def distinct_actors(answer: Entry, text: str) -> dict[Hashable, Entry]:
    """Give each actor of an answer once, by its id, with all its wordings and mentions."""
    actors: dict[Hashable, Entry] = {}
    for mention in answer["actors"]:
        words = text[mention["start"] : mention["end"]]
        key = mention.get("id") or tuple(fold_name(mention.get("name") or words))
        actor = actors.setdefault(key, {"surfaces": [], "mentions": [], "country": mention.get("country")})
        actor["mentions"].append(mention)
        actor["surfaces"] += [s for s in (words, mention.get("name")) if s and s not in actor["surfaces"]]
    return actors


def closeness_of_actors(gold: Entry, found: Entry) -> int:
    """How sure it is that two entries are one actor: the same words, a shared span, words alike; 0 for others."""
    mine = [fold_name(surface) for surface in gold["surfaces"]]
    if any(words and words in mine for words in map(fold_name, found["surfaces"])):
        return SAME_WORDS
    if "start" in gold and any(shared_characters(gold, mention) for mention in found.get("mentions", ())):
        return SAME_PLACE
    return ALIKE * any(is_alike(a, b) for a in gold["surfaces"] for b in found["surfaces"])


def pair_actors(gold: list[Entry], found: list[Entry], *, with_roles: bool) -> dict[int, int]:
    """Pair actors, the closest first; with roles, source only with source and target with target."""
    return pair_best(
        (-close, i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if not (with_roles and g.get("role") and f.get("role") and g["role"] != f["role"])
        and (close := closeness_of_actors(g, f))
    )


def count_actors(count: Counter[str], document: Entry, answer: Entry, say: Say) -> None:
    """Add the actors of a document to the counts; each counts once a document."""
    gold = document["gold"]["actors"]
    found = list(distinct_actors(answer, document["text"]).values())
    pairs = pair_actors(gold, found, with_roles=False)
    count.update(gold=len(gold), found=len(found), hits=len(pairs))
    for i, g in enumerate(gold):
        if i not in pairs:
            say("missed", f"gold {g['surfaces'][0]}, given {', '.join(f['surfaces'][0] for f in found) or 'nobody'}")
        elif g.get("country"):
            given = found[pairs[i]]["country"]
            count["with country"] += 1
            count["right country"] += given == g["country"]
            if given != g["country"]:
                say("other country", f"{g['surfaces'][0]}: gold {g['country']}, given {given}")


def measure_actors(count: Counter[str]) -> dict[str, float | None]:
    """The measures of actors."""
    precision, recall = _share(count["hits"], count["found"]), _share(count["hits"], count["gold"])
    return {
        "P": precision,
        "R": recall,
        "F1": _harmonic(precision, recall),
        "country": _share(count["right country"], count["with country"]),
    }


# ---- events ------------------------------------------------------------------------------


def coarse_type(name: object) -> str:
    """Give the type of the present PLOVER that a type of an older one is part of."""
    key = str(name or "").strip().casefold()
    return COARSE.get(key, key)


def accepts(gold: Entry, event: Entry) -> bool:
    """Whether an event is of a type that is right; any is, if the gold names none."""
    accepted = gold.get("accept")
    return accepted is None or coarse_type(event["type"]) in {coarse_type(name) for name in accepted}


def actors_of(event: Entry, known: dict[Hashable, Entry]) -> list[Entry]:
    """Give the actors of an event with their wordings."""
    nobody: Entry = {"surfaces": [], "country": None}
    return [{**known.get(link["id"], nobody), "role": link.get("role")} for link in event.get("actors") or ()]


def is_event_place(gold: Entry, found: Entry | None) -> bool:
    """Whether an event has the gold place: near it, the same country, or a name alike."""
    if not found:
        return False
    if "lat" in gold:
        return is_place(gold, found, FAR_KM)
    if gold.get("precision") == found.get("precision") == "country" and gold.get("country") == found.get("country"):
        return True
    return any(is_alike(a, b) for a in gold["names"] for b in (found.get("name"), found.get("text")))


def is_event_date(gold: Entry, found: Entry | None) -> bool:
    """Whether an event has the first and the last day of the gold."""
    if not found or not found.get("earliest"):
        return False
    days = [found["earliest"], found.get("latest")]
    return days == [gold["earliest"], gold["latest"]] or days in [list(pair) for pair in gold.get("alts", ())]


def right_slots(gold: Entry, event: Entry, known: dict[Hashable, Entry]) -> Counter[str]:
    """Count what an event has right of a gold event: date, place, country and actors."""
    place, country = event.get("place"), gold.get("place", {}).get("country")
    right: Counter[str] = Counter()
    right["date"] = int("date" in gold and is_event_date(gold["date"], event.get("date")))
    right["place"] = int("place" in gold and is_event_place(gold["place"], place))
    right["country"] = int(country is not None and (place or {}).get("country") == country)
    right["actors"] = len(pair_actors(gold.get("actors", []), actors_of(event, known), with_roles=False))
    return right


def count_detection(count: Counter[str], document: Entry, found: list[Entry], say: Say) -> None:
    """Count whether a document that was judged for some types has events of just those."""
    judged = document["gold"].get("judged")
    if not judged:
        return
    given = {coarse_type(event["type"]) for event in found}
    wanted = [{coarse_type(name) for name in gold["accept"]} for gold in document["gold"]["events"]]
    if judged == "all":
        hits = [bool(types & given) for types in wanted]
        false = given - set().union(*wanted)
    else:
        kinds = {coarse_type(name) for name in judged}
        wanted = [types for types in wanted if types & kinds]
        hits = [bool(given & set().union(*wanted))] if wanted else []
        false = set() if wanted else given & kinds
    count.update({"detected": sum(hits), "undetected": len(hits) - sum(hits), "false": len(false)})
    if not all(hits):
        say("missed", f"gold {wanted}, given {sorted(given) or 'nothing'}")
    if false:
        say("not in the gold", f"given {sorted(false)}")


def count_events(count: Counter[str], document: Entry, answer: Entry, say: Say) -> None:
    """Add the events of a document to the counts.

    Gold actors with a role, of an event without a place, are those of a sentence's one event: every source and target
    given for it counts. Else gold events are paired with those of an accepted type that have most right, each once.
    """
    gold, found = document["gold"]["events"], answer["events"]
    known = distinct_actors(answer, document["text"])
    count.update({"gold": len(gold), "events": len(found)})
    count_detection(count, document, found, say)
    with_roles = [g for g in gold if "place" not in g and any(actor.get("role") for actor in g.get("actors", ()))]
    for g in with_roles:
        able = [event for event in found if accepts(g, event)]
        given = {
            (tuple(actor["surfaces"]), actor["role"]): actor
            for event in able
            for actor in actors_of(event, known)
            if actor["role"] in ("source", "target")
        }
        pairs = pair_actors(g["actors"], list(given.values()), with_roles=True)
        count.update({"role hits": len(pairs), "role gold": len(g["actors"]), "role found": len(given)})
    others = [g for g in gold if g not in with_roles]
    first = sorted(found, key=lambda event: int(event["start"]))[:FIRST_EVENTS]
    slots = {
        (i, j): right_slots(g, event, known)
        for i, g in enumerate(others)
        for j, event in enumerate(first if g.get("accept") is None else found)
        if accepts(g, event)
    }
    pairs = pair_best((-sum(right.values()), i, j) for (i, j), right in slots.items())
    for i, g in enumerate(others):
        right = slots[i, pairs[i]] if i in pairs else Counter()
        for slot in ("date", "place"):
            count.update({f"{slot} gold": int(slot in g), f"{slot} right": right[slot]})
        count.update({"country gold": int("country" in g.get("place", {})), "country right": right["country"]})
        count.update({"actors gold": len(g.get("actors", ())), "actors right": right["actors"]})
        if right["date"] < ("date" in g) or right["place"] < ("place" in g):
            say("other date or place", f"gold {g.get('date')} {g.get('place')}, right {dict(right)}")


def measure_events(count: Counter[str]) -> dict[str, float | None]:
    """The measures of events."""
    precision = _share(count["detected"], count["detected"] + count["false"])
    recall = _share(count["detected"], count["detected"] + count["undetected"])
    roles = _harmonic(_share(count["role hits"], count["role found"]), _share(count["role hits"], count["role gold"]))
    return {
        "det P": precision,
        "det R": recall,
        "det F1": _harmonic(precision, recall),
        "date": _share(count["date right"], count["date gold"]),
        "place": _share(count["place right"], count["place gold"]),
        "country": _share(count["country right"], count["country gold"]),
        "actors F1": roles,
        "actors R": _share(count["actors right"], count["actors gold"]),
        "events/doc": _share(count["events"], count["documents"]),
    }


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _harmonic(a: float | None, b: float | None) -> float | None:
    if a is None or b is None:
        return None
    return 2 * a * b / (a + b) if a + b else 0.0


Count = Callable[[Counter[str], Entry, Entry, Say], None]
Measure = Callable[[Counter[str]], dict[str, float | None]]
RECORD_TASKS: dict[str, tuple[Count, Measure]] = {
    "places": (count_places, measure_places),
    "actors": (count_actors, measure_actors),
    "events": (count_events, measure_events),
}
