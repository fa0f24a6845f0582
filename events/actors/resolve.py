"""From phrases to actors: who is meant, by name, by office and day, by description, by what was said before."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from events.actors.bodies import take_body
from events.actors.capitals import FoundName, is_given
from events.actors.compose import open_composer
from events.actors.identity import make_slug, open_proposer, skeleton
from events.actors.join import join_appositions, join_places, name_strangers
from events.actors.lexicon import Lexicon, Sense
from events.actors.memory import SHARED_OFFICES, Memory, choose_in_office
from events.actors.names import find_names, take_name
from events.actors.phrases import Phrase
from events.actors.scan import Units
from events.actors.seats import find_seats, is_part_of_name, is_party, is_people
from events.actors.table import load_actors
from events.actors.words import fold
from events.model import Actor, ActorKind, ActorMention, Office, PlaceRole, Toponym

_VAGUE = frozenset(
    ["allies", "drones", "group", "helicopters", "leaders", "members", "tanks", "unit", "warplanes",
     "warships"]
)  # fmt: skip
"""Groups that say nothing without whose they are."""

_COUNTERPART = "counterpart"
"""The office of a country that somebody named before holds in another: "met his Turkish counterpart"."""

_BODIES = frozenset(["body", "council"])
"""Nouns whose names may be words with the article; a ``council`` has no other."""

_VAGUE_OFFICES = frozenset(
    ["brother", "candidate", "chairman", "deputy", "deputy-commander", "director", "head", "leader"]
)
"""Offices that say nothing without whose they are."""

_SAME_AS_WHOLE = frozenset(
    [
        "fighters",
        "members",
        "militants",
        "gunmen",
        "rebels",
        "terrorists",
        "armed-group",
        "militia",
        "group",
        "soldiers",
    ]
)
"""Groups that act as the organisation they belong to."""


@functools.lru_cache(maxsize=4096)
def _given_sounds(id_: str) -> frozenset[str]:
    """How the names of somebody of the table sound, the last of each left out."""
    spellings = load_actors().entries[id_].spellings.values()
    return frozenset(skeleton(word) for names in spellings for name in names for word in _PARTS.findall(name)[:-1])


_COUNTED = re.compile(r"\d\s$")
"""The end of a number in digits before a noun."""
_PARTS = re.compile(r"[^\W\d_]+")
_SURE_NAMES = frozenset(["given-name", "dotted", "speech", "age"])
"""Readings of full names that are surely names."""

_QUOTES = {"«": "»", "“": "”", '"': '"', "„": "“", "《": "》", "‘": "’"}
_TRAILING = frozenset(" ,،、，(\u200f\xa0")
_LEAST_SCORE = 0.5
_LONGEST_COMPLEMENT = 6
"""Words that may stand between an office and the name of who holds it."""
_FEWEST_WORDS = 2


@dataclass(slots=True)
class Resolver:
    """Reads the phrases of one report.

    Attributes
    ----------
    units
        The words of the report.
    lexicon
        Its language.
    day
        The day on which offices are looked up; none if not known.
    toponyms
        Its place names.
    shouting
        Whether it is written in capitals throughout.
    """

    units: Units
    lexicon: Lexicon
    day: dt.date | None
    toponyms: Sequence[Toponym]
    shouting: bool
    mentions: list[ActorMention] = field(default_factory=list)
    memory: Memory = field(init=False)
    _places: dict[int, Toponym] = field(default_factory=dict)
    _demonyms: list[Toponym] = field(default_factory=list)
    _literal: list[tuple[int, int]] = field(default_factory=list)
    _offices: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.memory = Memory(self.lexicon)

    def resolve(self, phrases: list[Phrase]) -> list[ActorMention]:
        """Give the mentions of actors, in order, none overlapping.

        Parameters
        ----------
        phrases
            The phrases of the report.

        Returns
        -------
        list of ActorMention
            The actors that the phrases mean, and those whose names no phrase holds.
        """
        self._places = {toponym.start: toponym for toponym in self.toponyms}
        self._literal = sorted((t.start, t.end) for t in self.toponyms if t.role is PlaceRole.LITERAL)
        self._demonyms = [toponym for toponym in self.toponyms if toponym.role is PlaceRole.DEMONYM]
        join_places(phrases, self.toponyms, self.units, self.lexicon)
        name_strangers(phrases, self.toponyms, self.units, self.lexicon)
        join_appositions(phrases, self.units, self.lexicon)
        for phrase in phrases:
            if phrase.persons and not phrase.surname:
                self._foresee_person(phrase)
            if phrase.role or phrase.persons or phrase.state:
                self._offices.update(range(phrase.first, phrase.last))
        self._mention_strangers(phrases)
        for phrase in phrases:
            if not self._is_quoted(phrase):
                self._mention(phrase)
        states = {phrase.start for phrase in phrases if phrase.state is not None}
        for toponym, state in find_seats(self.toponyms, self.units, self.lexicon):
            if toponym.start not in states:
                self._add(toponym.start, toponym.end, state, 0.75, "seat")
        self._mention_surnames()
        return _without_overlaps(self.mentions)

    def _foresee_person(self, phrase: Phrase) -> None:
        """Note who is named in full anywhere, so that a headline's family name finds its person."""
        actor = self._choose(phrase)
        if actor is not None and phrase.name is not None:
            self.memory.remember(actor, self.units.text[slice(*phrase.name)])

    def _mention(self, phrase: Phrase) -> None:
        if phrase.persons:
            self._mention_known(phrase)
        elif phrase.name is not None:
            score = 0.75 if phrase.role else 0.65
            self._mention_stranger(*phrase.name, ActorKind.PERSON, score, "title", phrase)
        elif phrase.role is not None:
            self._mention_office(phrase)
        elif phrase.group is not None:
            self._mention_group(phrase)
        elif phrase.institution is not None:
            self._mention_institution(phrase)
        elif phrase.organisation:
            self._mention_organisation(phrase)
        elif phrase.state is not None:
            self._mention_state(phrase)
        elif phrase.anaphor is not None:
            self._mention_anaphor(phrase)
        elif phrase.nations and is_people(phrase, self.units, self.lexicon):
            actor = open_composer().group("citizens", phrase.nations[0])
            self._add(phrase.start, phrase.end, actor, 0.65, "people")

    # ---- people --------------------------------------------------------------------------

    def _mention_strangers(self, phrases: list[Phrase]) -> None:
        """Find names that neither the table nor a title knows."""
        taken = [(p.start, p.end) for p in phrases if p.head not in {None, Sense.NATION} or p.name]
        taken.sort()
        bare = {p.end: p for p in phrases if p.is_bare_name}
        single = [p for p in phrases if p.persons and p.name and self.lexicon.order.cased and self._is_one_word(p.name)]
        heads = {p.start: p for p in single if p.is_bare_name}
        holders = {p.name[0]: p for p in single if p.name and p.role and p.name[1] == p.end}
        plain = {p.start: p for p in phrases if p.group and not p.organisation and not p.institution}
        callings = {p.end: p for p in plain.values()}
        placed = sorted((t.start, t.end) for t in self.toponyms)
        for name in find_names(self.units.text, self.units, self.lexicon, shouting=self.shouting):
            name = self._before_town(name)
            family = bare.get(name.end)
            if family is not None and overlaps(name.start, family.start, taken):
                continue  # whom the table knows stands before: فلاديمير بوتين *أردوغان*
            if family is not None and name.start < family.start:
                if self._is_other(name, family):
                    phrases.remove(family)
                    taken.remove((family.start, family.end))
                    del bare[name.end]
                else:
                    continue
            first_word = heads.get(name.start)
            if first_word is not None and first_word.end < name.end and name.reading in _SURE_NAMES:
                phrases.remove(heads.pop(name.start))  # Pavel is a family name, too; François is the Pope alone
                taken.remove((first_word.start, first_word.end))
                bare.pop(first_word.end, None)
            holder = holders.get(name.start)
            if holder is not None and holder.end < name.end and name.reading in _SURE_NAMES:
                holder.persons, holder.name, holder.end = (), (name.start, name.end), name.end
                holder.last = bisect_left(self.units.starts, name.end)
                continue
            calling = plain.get(name.start)
            if calling is not None and calling.end < name.end:
                first = self._first_of_name(calling.end, name.end)
                if first is None:
                    continue
                name = FoundName(self.units.starts[first], name.end, ActorKind.PERSON, 0.65, name.reading)
            else:
                calling = callings.get(name.start - 1)
            if name.score < _LEAST_SCORE or overlaps(name.start, name.end, taken):
                continue
            name = self._behind_place(name, placed)
            if overlaps(name.start, name.end, placed, whole=True):
                continue
            if calling is not None and name.kind is ActorKind.PERSON and calling in phrases:
                phrases.remove(calling)
                taken.remove((calling.start, calling.end))
                self._mention_stranger(name.start, name.end, name.kind, name.score, name.reading, calling)
                continue
            office = self._office_of(name, phrases)
            if office is not None:
                phrases.remove(office)
            self._mention_stranger(name.start, name.end, name.kind, name.score, name.reading, office)

    def _office_of(self, name: FoundName, phrases: list[Phrase]) -> Phrase | None:
        """Find the office that stands before a name with what it is of: الباحث في العلاقات الدولية *حسني عبيدي*."""
        lists, units = self.lexicon.lists, self.units
        if not lists.studied or name.kind is not ActorKind.PERSON:
            return None
        office = next((p for p in reversed(phrases) if p.is_description and p.end < name.start), None)
        if office is None or office.organisation:
            return None
        last = bisect_left(units.starts, name.start)
        row = range(office.last, last)
        if not 0 < len(row) <= _LONGEST_COMPLEMENT or not all(units.joined[at] for at in (*row, last)):
            return None
        words = [fold(units.word(at)) for at in row]
        if words[0] in lists.particles and words[0] not in lists.studied:
            return None
        if any(word in lists.particles or word in lists.speech for word in words[1:]):
            return None
        if words[0] in lists.studied and self._holds_place(office.last, last):
            return None
        return office

    def _is_one_word(self, span: tuple[int, int]) -> bool:
        return " " not in self.units.text[slice(*span)]

    def _before_town(self, name: FoundName) -> FoundName:
        """Leave out the town that stands behind a name: زار خالد البغدادي *بيروت*."""
        articles = self.lexicon.words.morphology.articles
        if not articles or name.kind is not ActorKind.PERSON:
            return name
        text, lists = self.units.text, self.lexicon.lists
        for start, _ in self._literal[bisect_left(self._literal, (name.start + 1, 0)) :]:
            if start >= name.end:
                break
            word = fold(text[start : name.end].split(" ", 1)[0])
            if not word.startswith(articles) and word not in lists.given:
                end = len(text[:start].rstrip())
                return dataclasses.replace(name, end=end) if " " in text[name.start : end] else name
        return name

    def _behind_place(self, name: FoundName, placed: list[tuple[int, int]]) -> FoundName:
        """Leave out the town that stands before a name: посол у *Варшаві* Василь Зварич."""
        at = bisect_left(placed, (name.start, 0))
        if name.kind is not ActorKind.PERSON or at == len(placed) or placed[at][0] != name.start:
            return name
        first, last = bisect_left(self.units.starts, placed[at][1]), bisect_left(self.units.starts, name.end)
        if last - first < _FEWEST_WORDS or is_given(fold(self.units.word(first - 1)), self.lexicon):
            return name
        return dataclasses.replace(name, start=self.units.starts[first])

    def _first_of_name(self, start: int, end: int) -> int | None:
        """Where a name begins behind what its bearer is called, and perhaps a town: *Житель Самары* Иван Кузнецов."""
        units, lexicon = self.units, self.lexicon
        first, last = bisect_left(units.starts, start), bisect_left(units.starts, end)
        while last - first > _FEWEST_WORDS and not is_given(fold(units.word(first)), lexicon):
            if not is_given(fold(units.word(first + 1)), lexicon):
                break
            first += 1
        return first if last - first >= _FEWEST_WORDS else None

    def _is_other(self, name: FoundName, family: Phrase) -> bool:
        """Whether a full name is not that of the people whose family name it ends with: Sara Netanyahu.

        A family name whose given name agrees takes in the full name.
        """
        text = self.units.text
        words = _PARTS.findall(text[name.start : family.start])
        if not words or name.reading not in _SURE_NAMES:
            return False
        for id_ in family.persons:
            if self._shares_given_name(id_, words):
                family.start, family.name, family.persons = name.start, (name.start, name.end), (id_,)
                family.first -= len(words)
                return False
        return True

    def _shares_given_name(self, id_: str, words: list[str]) -> bool:
        """Whether words before a family name, or their initials, are of somebody's name."""
        if all(len(word) == 1 or "." in word for word in words):
            return True
        own = _given_sounds(id_)
        return any(skeleton(word) in own for word in words if skeleton(word))

    def _mention_stranger(
        self,
        start: int,
        end: int,
        kind: ActorKind,
        score: float,
        reading: str,
        phrase: Phrase | None,
    ) -> None:
        name = self.units.text[start:end]
        country = self._country(phrase) if phrase is not None else None
        actor: Actor | None = None
        if kind is ActorKind.PERSON:
            actor = self.memory.known_as(name) or (self._called(phrase) if phrase is not None else None)
            if actor is None and (actor := open_proposer().propose(name, country)) is not None:
                reading, score = "alike", 0.7
        if actor is None:
            of = self._whole(phrase) if phrase is not None else None
            role = phrase.role if phrase is not None else None
            office = (Office(role, country, organisation=of.id if of else None),) if role else ()
            above = (of.id,) if of is not None else ()
            actor = Actor(make_slug(name), name, kind, country, {self.lexicon.language: name}, office, above)
        self.memory.remember(actor, name)
        if phrase is not None and self._is_compact(phrase):
            start, end = min(start, phrase.start), max(end, phrase.end)
        self._add(start, end, actor, score, reading)
        if phrase is not None and not self._is_compact(phrase):
            self._mention_complement(phrase)

    def _called(self, phrase: Phrase) -> Actor | None:
        """Give who is called by title and given name, as sheikhs and kings are, once named in full: الشيخ *مشعل*."""
        if phrase.name is None or not self.lexicon.words.morphology.articles:
            return None
        actor = self.memory.called(self.units.text[slice(*phrase.name)])
        held = actor is not None and any(office.office == phrase.role for office in actor.offices)
        return actor if phrase.title or held else None

    def _mention_known(self, phrase: Phrase) -> None:
        assert phrase.name is not None
        actor = (self._called(phrase) if phrase.surname else None) or self._choose(phrase)
        if actor is None:
            if phrase.role or phrase.title:
                self._mention_stranger(*phrase.name, ActorKind.PERSON, 0.6, "title", phrase)
            return
        if self._names_place(*phrase.name):
            return
        self.memory.remember(actor, self.units.text[slice(*phrase.name)])
        compact = self._is_compact(phrase)
        start, end = (phrase.start, phrase.end) if compact else phrase.name
        self._add(start, end, actor, 0.9 if phrase.surname else 0.98, "surname" if phrase.surname else "name")
        if not compact:
            self._mention_complement(phrase)

    def _choose(self, phrase: Phrase) -> Actor | None:
        """Choose among the people of the table that bear the name."""
        table, met, ids = self.lexicon.table, self.memory.met, phrase.persons
        if not phrase.surname:
            return table.by_id[next((id_ for id_ in ids if id_ in met), ids[0])]
        known = [met[id_] for id_ in reversed(met) if id_ in ids]
        people = [table.by_id[id_] for id_ in ids]
        nations = set(phrase.nations)
        if phrase.role or nations:
            offices = {*open_composer().offices(phrase.role), phrase.role} if phrase.role else set()
            fitting = [
                person
                for person in (*known, *people)
                if (not nations or person.country in nations)
                and (not offices or person.id in met or any(o.office in offices for o in person.offices))
            ]
            if fitting:
                return choose_in_office(fitting, self.day)
            if nations:
                return None
        if known:
            return self._likeliest(known)
        if phrase.name is not None and not phrase.role:
            other = self.memory.known_as(self.units.text[slice(*phrase.name)])
            if other is not None and other.id not in table.by_id:
                return other
        if self._is_common(phrase):
            return None
        alone = [p for p in people if table.entries[p.id].alone]
        if phrase.title and len(people) == 1:
            alone = people
        return choose_in_office(alone, self.day) if alone else None

    def _names_place(self, start: int, end: int) -> bool:
        """Whether a name is only part of a place's: Kim Il Sung Square, مدينة الصدر."""
        at = bisect_left(self._literal, (start + 1, 0)) - 1
        if at < 0:
            return False
        first, last = self._literal[at]
        return end <= last and last - first > end - start

    def _likeliest(self, known: list[Actor]) -> Actor:
        """Choose among people with the same family name that were all named in full: who holds an office now."""
        entries = self.lexicon.table.entries
        usual = [person for person in known if entries[person.id].alone] or known
        return choose_in_office(usual, self.day)

    def _is_common(self, phrase: Phrase) -> bool:
        """Whether a family name may be a common word that only begins a sentence."""
        assert phrase.name is not None
        if phrase.title or phrase.role:
            return False
        text, start = self.units.text, phrase.name[0]
        if fold(text[slice(*phrase.name)]) not in self.lexicon.lists.common:
            return False
        before = text[:start].rstrip() if start < 200 else text[start - 200 : start].rstrip()
        return self.shouting or not before or before[-1] in ".!?\n:“\"'" or "\n" in text[max(0, start - 3) : start]

    def _is_compact(self, phrase: Phrase) -> bool:
        """Whether office and name are one mention; an organisation between them is an actor of its own."""
        return not (phrase.organisation or phrase.institution)

    def _mention_complement(self, phrase: Phrase) -> None:
        of = self._whole(phrase)
        if of is not None and phrase.name is not None:
            leads = phrase.name[0] > phrase.start
            start, end = (phrase.start, phrase.name[0] - 1) if leads else (phrase.name[1] + 1, phrase.end)
            if start < end:
                self._add(start, end, of, 0.8, "organisation-of")

    def _mention_surnames(self) -> None:
        """Find people who were named in full elsewhere by their family name alone."""
        forms = self.memory.surname_forms()
        if not forms:
            return
        units = self.units
        for index in units.capitals if self.lexicon.order.cased else range(len(units.keys)):
            if (word := fold(units.words[index])) in forms:
                self._add(units.starts[index], units.ends[index], forms[word], 0.72, "surname")

    # ---- offices, groups, institutions, states -------------------------------------------

    def _mention_office(self, phrase: Phrase) -> None:
        composer, table, met = open_composer(), self.lexicon.table, self.memory.met
        assert phrase.role is not None
        of = self._whole(phrase)
        country = self._country(phrase)
        role = phrase.role
        if role == _COUNTERPART:
            office = self._office_before()
            if office is None or country is None:
                return
            role = office
        country = country or composer.home_of(role)
        offices = composer.offices(role)
        holder: Actor | None = None
        if not phrase.past and phrase.place is None and (of is not None or role not in SHARED_OFFICES):
            if of is not None and (found := table.holders(offices, of.id, self.day)):
                holder = next((p for p in found if p.id in met), found[0])
            elif of is None and country is not None:
                found = table.holders(offices, country, self.day)
                holder = next((p for p in found if p.id in met), found[0] if self.day and found else None)
        if holder is None and phrase.place is None:
            holder = self.memory.holder(role, offices, country, of)
        if holder is not None:
            self.memory.remember(holder, holder.name)
            self._add(phrase.start, phrase.end, holder, 0.85, "office")
        elif country is not None or of is not None:
            actor = composer.officer(role, country, of, phrase.place.place if phrase.place else None)
            self._add(phrase.start, phrase.end, actor, 0.7, "office-unnamed")
        elif role not in _VAGUE_OFFICES and self._is_somebody(phrase):
            self._add(phrase.start, phrase.end, composer.officer(role, None, None), 0.55, "office-unnamed")

    def _office_before(self) -> str | None:
        """The office that the person named last holds on the day, or holds by the report."""
        person = self.memory.latest(ActorKind.PERSON)
        if person is None:
            return None
        day = self.day
        held = [o for o in person.offices if day is None or (o.since or day) <= day <= (o.until or day)]
        return held[-1].office if held else None

    def _is_somebody(self, phrase: Phrase) -> bool:
        """Whether an office of no known country is somebody: not a predicate, an adjective, a name in quotes."""
        text, start, end = self.units.text, phrase.start, phrase.end
        if self._is_bound(phrase) or text[start:end].endswith(tuple(self.lexicon.lists.predicates)):
            return False
        if start and end < len(text) and _QUOTES.get(text[start - 1]) == text[end]:
            return False
        return not (self.lexicon.order.cased and is_part_of_name(phrase.first, self.units, self.lexicon))

    def _mention_group(self, phrase: Phrase) -> None:
        composer = open_composer()
        assert phrase.group is not None
        of = self._whole(phrase)
        if of is not None:
            actor = of if phrase.group in _SAME_AS_WHOLE else composer.part_of(phrase.group, of)
            self.memory.remember(of, of.name)
        else:
            country = self._country(phrase)
            if country is None and (phrase.group in _VAGUE or self._is_bound(phrase)):
                return
            actor = composer.group(phrase.group, country)
        self._add(phrase.start, phrase.end, actor, 0.7, "group")

    def _mention_institution(self, phrase: Phrase) -> None:
        assert phrase.institution is not None
        country = self._country(phrase)
        reading = "institution"
        if country is None:
            if self._is_bound(phrase):
                return
            country = self._home(phrase)
        if country is None:
            before = [a for a in reversed(self.memory.met.values()) if a.id.endswith(f"-{phrase.institution}")]
            if before:
                country, reading = before[0].country, "met-before"
        actor = open_composer().institution(phrase.institution, country)
        self.memory.remember(actor, actor.name)
        self._add(phrase.start, phrase.end, actor, 0.9 if country else 0.7, reading)

    def _mention_organisation(self, phrase: Phrase) -> None:
        ids = phrase.organisation
        actor = self.lexicon.table.by_id[next((id_ for id_ in ids if id_ in self.memory.met), ids[0])]
        self.memory.remember(actor, actor.name)
        self._add(phrase.start, phrase.end, actor, 0.98 if len(ids) == 1 else 0.8, "name")

    def _mention_state(self, phrase: Phrase) -> None:
        assert phrase.state is not None
        toponym = self._places.get(phrase.start)
        if is_party(phrase, toponym, self.units, self.lexicon):
            self._add(phrase.start, phrase.end, self.lexicon.table.by_id[phrase.state], 0.85, "state")

    def _mention_anaphor(self, phrase: Phrase) -> None:
        body_end = take_body(
            self.units, phrase.first, self.lexicon, start=phrase.start, alone=phrase.anaphor == "council"
        )
        if body_end > phrase.first:
            end = self.units.ends[body_end - 1]
            self._mention_stranger(phrase.start, end, ActorKind.ORGANISATION, 0.75, "organisation-noun", None)
            return
        if phrase.nations:
            return
        definite = tuple(self.lexicon.lists.definite)
        if not fold(self.units.text[phrase.start : phrase.end]).startswith(definite):
            body = phrase.anaphor in _BODIES
            last = take_name(self.units, phrase.last, self.lexicon, blocked=self._offices, definite=body)
            has_article = body and last > phrase.last and self._is_definite(phrase.last)
            if phrase.anaphor == "council" and not has_article:
                return
            if last > phrase.last and (has_article or not self._holds_place(phrase.last, last)):
                end = self.units.ends[last - 1]
                self._mention_stranger(phrase.start, end, ActorKind.ORGANISATION, 0.6, "organisation-noun", None)
            return
        noun = self.units.keys[phrase.last - 1]
        kinds = (ActorKind.ORGANISATION, ActorKind.GROUP)
        if phrase.anaphor == "any":
            actor = self.memory.latest(*kinds)
        else:
            met = [known for known in reversed(self.memory.met.values()) if known.kind in kinds]
            actor = next((known for known in met if self._is_called(known, noun)), None)
        if actor is not None:
            self._add(phrase.start, phrase.end, actor, 0.6, "anaphor")

    def _is_definite(self, index: int) -> bool:
        return fold(self.units.word(index)).startswith(self.lexicon.words.morphology.definite)

    def _holds_place(self, first: int, last: int) -> bool:
        """Whether a place is named among these units."""
        spans = range(self.units.starts[first], self.units.ends[last - 1])
        return any(place.role is not PlaceRole.DEMONYM for start, place in self._places.items() if start in spans)

    def _is_called(self, actor: Actor, noun: str) -> bool:
        """Whether a noun is part of an actor's name in this language."""
        entry = self.lexicon.table.entries.get(actor.id)
        language, morphology = self.lexicon.language, self.lexicon.words.morphology
        names = entry.spellings.get(language, ()) if entry is not None else (actor.name_in(language),)
        return any(noun in morphology.keys(name) for name in names)

    # ---- what a phrase says --------------------------------------------------------------

    def _whole(self, phrase: Phrase) -> Actor | None:
        """The organisation that a role or group belongs to."""
        if phrase.organisation:
            ids = phrase.organisation
            return self.lexicon.table.by_id[next((id_ for id_ in ids if id_ in self.memory.met), ids[0])]
        if phrase.institution:
            return open_composer().institution(phrase.institution, self._country(phrase) or self._home(phrase))
        return None

    def _home(self, phrase: Phrase) -> str | None:
        """The country of an institution that needs none in this language."""
        keys = self.units.keys[phrase.first : phrase.last]
        return (
            next(
                (
                    self.lexicon.home[key]
                    for length in range(len(keys), 0, -1)
                    for at in range(len(keys) - length + 1)
                    if (key := tuple(keys[at : at + length])) in self.lexicon.home
                ),
                None,
            )
            if self.lexicon.home
            else None
        )

    def _country(self, phrase: Phrase) -> str | None:
        if phrase.nations:
            return phrase.nations[0]
        for toponym in self._demonyms:
            if phrase.start <= toponym.start and toponym.end <= phrase.end:
                return toponym.place.country
        return None

    def _is_bound(self, phrase: Phrase) -> bool:
        lists, units, first = self.lexicon.lists, self.units, phrase.first
        if units.keys[first] not in lists.bound:
            return False
        if _COUNTED.search(units.text, max(0, phrase.start - 8), phrase.start):
            return False
        before = [fold(units.word(at)) for at in range(max(0, first - 2), first) if units.joined[at + 1]]
        return not any(word in lists.counting for word in before)

    def _is_quoted(self, phrase: Phrase) -> bool:
        """Whether quotation marks hold the title and the name and nothing else: a ship, a factory."""
        text = self.units.text
        if not (phrase.title and phrase.name and not phrase.persons) or phrase.start == 0 or phrase.end >= len(text):
            return False
        return _QUOTES.get(text[phrase.start - 1]) == text[phrase.end]

    def _is_inside_word(self, start: int, end: int) -> bool:
        """Whether a mention is only the end of a place's name that is one word: *ابل* of كابل."""
        at = bisect_left(self._literal, (start, 0)) - 1
        if at < 0:
            return False
        first, last = self._literal[at]
        if not (first < start < last and end <= last and self.units.text[start - 1].isalpha()):
            return False
        return not self.units.breaks[bisect_left(self.units.ends, end)]

    def _add(self, start: int, end: int, actor: Actor, score: float, reading: str) -> None:
        if self._is_inside_word(start, end):
            return
        while end > start and self.units.text[end - 1] in _TRAILING:
            end -= 1
        self.mentions.append(ActorMention(start, end, self.units.text[start:end], actor, score, (reading,)))


def overlaps(start: int, end: int, spans: list[tuple[int, int]], *, whole: bool = False) -> bool:
    """Whether any of some sorted, non-overlapping spans overlaps (or holds the ``whole`` of) another."""
    at = bisect_left(spans, (end, 0))
    if at == 0:
        return False
    first, last = spans[at - 1]
    return (first <= start and end <= last) if whole else last > start


def _without_overlaps(mentions: list[ActorMention]) -> list[ActorMention]:
    """Keep the surest and longest of mentions that overlap, in the order of the text."""
    kept: list[ActorMention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.score, -m.end)):
        if kept and mention.start < kept[-1].end:
            if mention.score > kept[-1].score and mention.end - mention.start >= kept[-1].end - kept[-1].start:
                kept[-1] = mention
            continue
        kept.append(mention)
    return kept
