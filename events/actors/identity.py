"""One identity across spellings: slugs, transliteration and how alike two names sound."""

from __future__ import annotations

import functools
import re
from collections import defaultdict

from events.actors.table import ActorTable
from events.actors.words import TOKEN
from events.model import Actor, ActorKind

ALIKE = 0.86
"""How alike the skeletons of two names must be to propose that they are one."""

_CLASSES = str.maketrans(
    {
        "b": "b", "p": "b", "f": "f", "v": "f", "w": "", "d": "d", "t": "d", "g": "g", "j": "g", "k": "g", "q": "g",
        "c": "g", "x": "g", "s": "s", "z": "s", "l": "l", "r": "r", "m": "m", "n": "n",
        "h": "", "a": "", "e": "", "i": "", "o": "", "u": "", "y": "", "'": "", "`": "",
    }
)  # fmt: skip

_CLUSTERS = (("sch", "s"), ("tch", "g"), ("dzh", "g"), ("dj", "g"), ("sh", "s"), ("ch", "g"), ("zh", "g"), ("kh", "g"),
             ("gh", "g"), ("ph", "f"), ("th", "d"), ("ts", "s"), ("ck", "k"))  # fmt: skip


@functools.lru_cache(maxsize=65536)
def transliterate(name: str) -> str:
    """Write a name in plain lower-case Latin letters and spaces."""
    from anyascii import anyascii

    latin = name if name.isascii() else anyascii(name)
    return " ".join(TOKEN.findall(latin.lower()))


def make_slug(name: str) -> str:
    """Make the id of an actor that the table does not know, the same for the same name in every report.

    Parameters
    ----------
    name
        A name in any script.

    Returns
    -------
    str
        Lower-case Latin letters, digits and hyphens.
    """
    return re.sub(r"[^a-z0-9]+", "-", transliterate(name)).strip("-") or "unnamed"


@functools.lru_cache(maxsize=65536)
def skeleton(name: str) -> str:
    """Reduce a name to the classes of its consonants, the same for most spellings and scripts.

    Parameters
    ----------
    name
        A name in any script.

    Returns
    -------
    str
        One group of letters a word: كيم جونغ أون and Kim Jong Un both give ``gm gng n``.
    """
    words = []
    for word in transliterate(name).split():
        for cluster, sound in _CLUSTERS:
            word = word.replace(cluster, sound)
        letters = word.translate(_CLASSES)
        words.append(re.sub(r"(.)\1+", r"\1", letters))
    return " ".join(filter(None, words))


def alikeness(one: str, other: str) -> float:
    """Say how alike two names sound, from 0 to 1, whatever scripts they are written in.

    Parameters
    ----------
    one, other
        Names.

    Returns
    -------
    float
        Similarity of the consonant skeletons, halved where the number of words differs.
    """
    from rapidfuzz.fuzz import ratio

    a, b = skeleton(one), skeleton(other)
    if not a or not b:
        return 0.0
    same_length = len(a.split()) == len(b.split())
    return float(ratio(a, b)) / 100 * (1.0 if same_length else 0.5)


_LEAST_WORDS = 2
_PATRONYMIC = re.compile(r"(?:[oe]v|yo?v|i)(?:y?ch|na|ich|ychem?|icha|icha|ichu|nu|noy|ne)$")
"""How the middle names of Russians and Ukrainians end, in Latin letters."""


class Proposer:
    """Proposes who of the table an unknown spelling may mean."""

    def __init__(self, table: ActorTable) -> None:
        self._table = table
        self._people: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for id_, entry in table.entries.items():
            if entry.actor.kind is ActorKind.PERSON:
                for names in entry.spellings.values():
                    for name in names:
                        if len(name.split()) > 1:
                            self._people[skeleton(name)].add((id_, name))

    def propose(self, name: str, country: str | None) -> Actor | None:
        """Propose a person of the table for a name of two words or more.

        Parameters
        ----------
        name
            As the report spells it.
        country
            The country that the report gives the person, if any; it must not contradict.

        Returns
        -------
        Actor or None
            The one person with that skeleton whose transliterated name is alike; of names of three words and more also
            by the first and the last, where the country or a patronymic agrees. None if nobody or several are.
        """
        words = name.split()
        if len(words) < _LEAST_WORDS:
            return None
        actor = self._alike(name)
        if actor is not None:
            return actor if country is None or actor.country in {None, country} else None
        if len(words) > _LEAST_WORDS and (actor := self._alike(f"{words[0]} {words[-1]}")) is not None:
            patronymic = len(words) == _LEAST_WORDS + 1 and _PATRONYMIC.search(transliterate(words[1]))
            return actor if actor.country == country or (patronymic and country is None) else None
        return None

    def _alike(self, name: str) -> Actor | None:
        from rapidfuzz.fuzz import ratio

        latin = transliterate(name)
        found = {
            id_
            for id_, spelling in self._people.get(skeleton(name), ())
            if ratio(latin, transliterate(spelling)) >= 100 * ALIKE
        }
        if len(found) != 1:
            return None
        return self._table.by_id[found.pop()]


@functools.cache
def open_proposer() -> Proposer:
    """Build the proposer of the table once a process."""
    from events.actors.table import load_actors

    return Proposer(load_actors())
