"""From phrases to actors: who is meant, by name, by office and day, by description, by what was said before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from events.actors.compose import open_composer
from events.actors.identity import make_slug, open_proposer
from events.actors.lexicon import Lexicon, Sense
from events.actors.names import find_names, take_name
from events.actors.phrases import Phrase
from events.actors.scan import Units
from events.actors.words import TOKEN, fold
from events.model import Actor, ActorKind, ActorMention, Office, PlaceRole, Toponym


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
    met: dict[str, Actor] = field(default_factory=dict)
    """Everybody named so far, the latest last."""
    surnames: dict[str, list[Actor]] = field(default_factory=dict)
    """People named in full, by each word of their name that may stand alone."""
    unknown: bool = False
    _places: dict[int, Toponym] = field(default_factory=dict)

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
        self._name_strangers(phrases)
        self._appose(phrases)
        for phrase in phrases:
            if phrase.persons and not phrase.surname:
                self._mention_person(phrase)
        self._find_strangers(phrases)
        for phrase in phrases:
            self._mention(phrase)
        self._find_surnames()
        return _without_overlaps(self.mentions)

    # ---- names ---------------------------------------------------------------------------

    def _name_strangers(self, phrases: list[Phrase]) -> None:
        """Give the unknown names that follow an office or a title to their phrases."""
        for number, phrase in enumerate(phrases):
            if phrase.name or not (phrase.role or phrase.title) or self.lexicon.order.name == "before":
                continue
            limit = phrases[number + 1].first if number + 1 < len(phrases) else len(self.units.keys)
            last = take_name(self.units, phrase.last, self.lexicon)
            last = min(last, max(limit, phrase.last))
            if last > phrase.last:
                phrase.name = (self.units.starts[phrase.last], self.units.ends[last - 1])
                phrase.last, phrase.end, phrase.head = last, phrase.name[1], Sense.ACTOR

    def _appose(self, phrases: list[Phrase]) -> None:
        """Join a name and the office beside it: "the spokeswoman, Karine Jean-Pierre", "John Everard, ambassador"."""
        units, text = self.units, self.units.text
        for number in range(len(phrases) - 1, 0, -1):
            one, other = phrases[number - 1], phrases[number]
            gap = text[one.end : other.start]
            if other.first != one.last or other.breaks or len(gap) > 3:
                continue
            comma = gap.strip() in {",", "،", "—", "–", "、", "，"}
            if one.is_description and other.persons and not other.role and comma and not other.surname:
                other.role, other.nations = one.role, [*other.nations, *one.nations]
                other.organisation = other.organisation or one.organisation
                other.institution = other.institution or one.institution
                other.start, other.first = one.start, one.first
                del phrases[number - 1]
            elif one.name and not one.role and other.is_description and (
                comma or (self.lexicon.order.name == "both" and units.joined[other.first])
            ):
                one.role, one.nations = other.role, [*one.nations, *other.nations]
                one.organisation = one.organisation or other.organisation
                one.institution = one.institution or other.institution
                if not comma:
                    one.end, one.last = other.end, other.last
                    del phrases[number]
                else:
                    other.persons, other.name, other.surname = one.persons, one.name, one.surname

    def _find_strangers(self, phrases: list[Phrase]) -> None:
        """Find names that neither the table nor a title knows."""
        text = self.units.text
        taken = sorted((p.start, p.end) for p in phrases if p.head not in {None, Sense.NATION} or p.name)
        placed = {(t.start, t.end) for t in self.toponyms}
        for name in find_names(text, self.units, self.lexicon, shouting=self.shouting):
            if name.score < 0.5 or any(a < name.end and name.start < b for a, b in taken):
                continue
            if any(a <= name.start and name.end <= b for a, b in placed):
                continue
            self._mention_stranger(name.start, name.end, name.kind, name.score, name.reading, Phrase(0, 0, 0, 0))

    def _mention_stranger(
        self, start: int, end: int, kind: ActorKind, score: float, reading: str, phrase: Phrase
    ) -> None:
        name = self.units.text[start:end]
        country = self._country(phrase)
        actor = self._met_as(name) if kind is ActorKind.PERSON else None
        if actor is None:
            actor = open_proposer().propose(name, country) if kind is ActorKind.PERSON else None
            if actor is not None:
                reading, score = "alike", 0.7
        if actor is None:
            of = self._whole(phrase)
            office = (Office(phrase.role, country, organisation=of.id if of else None),) if phrase.role else ()
            language = self.lexicon.language
            actor = Actor(
                make_slug(name), name, kind, country, {language: name}, office, (of.id,) if of is not None else ()
            )
        self._remember(actor, name)
        whole = (min(start, phrase.start), max(end, phrase.end)) if phrase.end and self._is_compact(phrase) else (start, end)
        self._add(*whole, actor, score, reading)

    def _met_as(self, name: str) -> Actor | None:
        words = [fold(word) for word in TOKEN.findall(name)]
        found = self.surnames.get(words[-1], ()) if words else ()
        return found[-1] if len(words) == 1 and found else None

    def _remember(self, actor: Actor, name: str) -> None:
        self.met.pop(actor.id, None)
        self.met[actor.id] = actor
        if actor.kind is not ActorKind.PERSON:
            return
        self.unknown = True
        words = TOKEN.findall(name)
        entry = self.lexicon.table.entries.get(actor.id)
        stands = words[0] if entry is not None and entry.family_first else words[-1]
        known = self.surnames.setdefault(fold(stands), [])
        if actor not in known:
            known.append(actor)

    def _mention_person(self, phrase: Phrase) -> None:
        actor = self._choose(phrase)
        if actor is not None and phrase.name is not None:
            self._remember(actor, self.units.text[slice(*phrase.name)])

    def _choose(self, phrase: Phrase) -> Actor | None:
        """Choose among the people of the table that bear the name."""
        table = self.lexicon.table
        people = [table.by_id[id_] for id_ in phrase.persons]
        if not phrase.surname:
            return next((p for p in people if p.id in self.met), people[0])
        met = [p for p in reversed(self.met.values()) if p in people]
        nations = set(phrase.nations)
        if phrase.role or nations:
            offices = set(open_composer().offices(phrase.role)) | {phrase.role} if phrase.role else set()
            fitting = [
                p
                for p in (*met, *people)
                if (not nations or p.country in nations)
                and (not offices or p in met or any(o.office in offices for o in p.offices))
            ]
            if fitting:
                return self._in_office(fitting)
            if nations:
                return None
        if met:
            return met[0]
        if phrase.name is not None and self._is_common(phrase):
            return None
        alone = [p for p in people if table.entries[p.id].alone]
        if phrase.title and len(people) == 1:
            alone = people
        return self._in_office(alone) if alone else None

    def _is_common(self, phrase: Phrase) -> bool:
        assert phrase.name is not None
        if phrase.title or phrase.role:
            return False
        word = fold(self.units.text[slice(*phrase.name)])
        if word not in self.lexicon.lists.common:
            return False
        before = self.units.text[: phrase.name[0]].rstrip()
        return self.shouting or not before or before[-1] in ".!?\n:“\"'" or "\n" in self.units.text[len(before) : phrase.name[0]]

    def _in_office(self, people: list[Actor]) -> Actor:
        day = self.day
        if day is None:
            return people[0]
        for person in people:
            if any((o.since or dt.date.min) <= day <= (o.until or dt.date.max) for o in person.offices):
                return person
        return people[0]

    # ---- phrases -------------------------------------------------------------------------

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

    def _mention_known(self, phrase: Phrase) -> None:
        assert phrase.name is not None
        actor = self._choose(phrase)
        if actor is None:
            if phrase.role or phrase.title:
                self._mention_stranger(*phrase.name, ActorKind.PERSON, 0.6, "title", phrase)
            return
        self._remember(actor, self.units.text[slice(*phrase.name)])
        start, end = (phrase.start, phrase.end) if self._is_compact(phrase) else phrase.name
        self._add(start, end, actor, 0.9 if phrase.surname else 0.98, "surname" if phrase.surname else "name")
        if not self._is_compact(phrase):
            self._mention_complement(phrase)

    def _is_compact(self, phrase: Phrase) -> bool:
        """Whether office and name are one mention; an organisation between them is an actor of its own."""
        return not (phrase.organisation or phrase.institution)

    def _mention_complement(self, phrase: Phrase) -> None:
        of = self._whole(phrase)
        if of is not None and phrase.name is not None:
            inside = phrase.name[0] - 1 if phrase.name[0] > phrase.start else phrase.end
            start, end = (phrase.start, inside) if phrase.name[0] > phrase.start else (phrase.name[1] + 1, phrase.end)
            if start < end:
                self._add(start, end, of, 0.8, "organisation-of")

    def _mention_office(self, phrase: Phrase) -> None:
        composer = open_composer()
        assert phrase.role is not None
        of = self._whole(phrase)
        country = self._country(phrase)
        offices = composer.offices(phrase.role)
        holder: Actor | None = None
        if not phrase.past:
            if of is not None and (found := self.lexicon.table.holders(offices, of.id, self.day)):
                holder = next((p for p in found if p.id in self.met), found[0])
            elif of is None and country is not None:
                found = self.lexicon.table.holders(offices, country, self.day)
                holder = next((p for p in found if p.id in self.met), found[0] if self.day and found else None)
        if holder is None:
            holder = self._met_holder(offices, country, of)
        if holder is not None:
            self._remember(holder, holder.name)
            self._add(phrase.start, phrase.end, holder, 0.85, "office")
        elif country is not None or of is not None:
            self._add(phrase.start, phrase.end, composer.officer(phrase.role, country, of), 0.7, "office-unnamed")

    def _met_holder(self, offices: list[str], country: str | None, of: Actor | None) -> Actor | None:
        for actor in reversed(self.met.values()):
            if actor.kind is ActorKind.PERSON and (country is None or actor.country == country):
                for office in actor.offices:
                    if office.office in offices and (of is None or office.organisation == of.id):
                        return actor
        return None

    def _mention_group(self, phrase: Phrase) -> None:
        composer = open_composer()
        assert phrase.group is not None
        of = self._whole(phrase)
        if of is not None:
            actor = of if phrase.group in _SAME_AS_WHOLE else composer.part_of(phrase.group, of)
            self._remember(of, of.name)
        else:
            country = self._country(phrase)
            if country is None and phrase.group in _VAGUE:
                return
            actor = composer.group(phrase.group, country)
        self._add(phrase.start, phrase.end, actor, 0.7, "group")

    def _mention_institution(self, phrase: Phrase) -> None:
        assert phrase.institution is not None
        country = self._country(phrase)
        reading = "institution"
        if country is None:
            before = [a for a in reversed(self.met.values()) if a.id.endswith(f"-{phrase.institution}")]
            if before:
                country, reading = before[0].country, "met-before"
        actor = open_composer().institution(phrase.institution, country)
        self._remember(actor, actor.name)
        self._add(phrase.start, phrase.end, actor, 0.9 if country else 0.7, reading)

    def _mention_organisation(self, phrase: Phrase) -> None:
        ids = phrase.organisation
        id_ = next((id_ for id_ in ids if id_ in self.met), ids[0])
        actor = self.lexicon.table.by_id[id_]
        self._remember(actor, actor.name)
        self._add(phrase.start, phrase.end, actor, 0.98 if len(ids) == 1 else 0.8, "name")

    def _mention_state(self, phrase: Phrase) -> None:
        assert phrase.state is not None
        toponym = self._places.get(phrase.start)
        if toponym is not None and toponym.role is not PlaceRole.LITERAL:
            acts = True
        else:
            acts = self._acts(phrase)
        if acts:
            self._add(phrase.start, phrase.end, self.lexicon.table.by_id[phrase.state], 0.85, "state")

    def _acts(self, phrase: Phrase) -> bool:
        """Whether a state is a party here, by the word before it."""
        if phrase.first == 0:
            return True
        lists = self.lexicon.lists
        word = fold(self.units.word(phrase.first - 1))
        between = self.units.text[self.units.ends[phrase.first - 1] : phrase.start]
        if any(mark in between for mark in ".!?\n؟。"):
            return True
        return word not in lists.locative

    def _mention_anaphor(self, phrase: Phrase) -> None:
        definite = tuple(self.lexicon.lists.definite)
        if not fold(self.units.text[phrase.start : phrase.end]).startswith(definite):
            last = take_name(self.units, phrase.last, self.lexicon)
            if last > phrase.last:
                end = self.units.ends[last - 1]
                self._mention_stranger(phrase.start, end, ActorKind.ORGANISATION, 0.6, "organisation-noun", phrase)
            return
        for actor in reversed(self.met.values()):
            if actor.kind in {ActorKind.ORGANISATION, ActorKind.GROUP}:
                self._add(phrase.start, phrase.end, actor, 0.6, "anaphor")
                return

    def _whole(self, phrase: Phrase) -> Actor | None:
        """The organisation that a role or group belongs to."""
        if phrase.organisation:
            ids = phrase.organisation
            return self.lexicon.table.by_id[next((id_ for id_ in ids if id_ in self.met), ids[0])]
        if phrase.institution:
            return open_composer().institution(phrase.institution, self._country(phrase))
        return None

    def _country(self, phrase: Phrase) -> str | None:
        if phrase.nations:
            return phrase.nations[0]
        for toponym in self.toponyms:
            if toponym.role is PlaceRole.DEMONYM and phrase.start <= toponym.start and toponym.end <= phrase.end:
                return toponym.place.country
        return None

    # ---- family names --------------------------------------------------------------------

    def _find_surnames(self) -> None:
        """Find people who were named in full elsewhere by their family name alone."""
        if not self.unknown:
            return
        forms: dict[str, Actor] = {}
        morphology = self.lexicon.words.morphology
        for surname, people in self.surnames.items():
            if len(surname) < 3 and not self.units.text[:1].isascii():
                continue
            forms[surname] = people[-1]
            for prefix, *_ in morphology.prefixes:
                forms.setdefault(prefix + surname, people[-1])
            if self.lexicon.inflected:
                for ending in morphology.endings:
                    forms.setdefault(surname + ending, people[-1])
        cased = self.lexicon.order.cased
        text = self.units.text
        for start, end in zip(self.units.starts, self.units.ends, strict=True):
            word = text[start:end]
            if cased and not word[0].isupper():
                continue
            actor = forms.get(fold(word))
            if actor is not None:
                self._add(start, end, actor, 0.8, "surname")

    def _add(self, start: int, end: int, actor: Actor, score: float, reading: str) -> None:
        self.mentions.append(ActorMention(start, end, self.units.text[start:end], actor, score, (reading,)))


_VAGUE = frozenset(["allies", "group", "leaders", "members", "union"])
"""Groups that say nothing without whose they are."""

_SAME_AS_WHOLE = frozenset(
    ["fighters", "members", "militants", "gunmen", "rebels", "terrorists", "armed-group", "militia", "group", "soldiers"]
)
"""Groups that act as the organisation they belong to."""


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
