"""The example reports and what a careful reader finds in them: whole, well-formed, consistent."""

from __future__ import annotations

import datetime as dt
import functools
import json
import re
from collections import Counter
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from events.model import ActorRole, DatePrecision, EventStatus, EventType, PlacePart, PublishedBasis
from geo.model import PlacePrecision

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
GOLDEN = ROOT / "tests" / "golden"
IDS = sorted(path.stem for path in EXAMPLES.glob("*.txt"))
NAME = re.compile(r"(?P<language>[a-z]{2})-(?P<day>\d{4}-\d{2}-\d{2}|undated)-[a-z0-9]+(-[a-z0-9]+)*")
FEWEST = {"ar": 4, "en": 3, "ru": 2, "ko": 2, "uk": 1, "fr": 1, "es": 1, "zh": 1}
LENGTH = {"ko": (250, 700), "zh": (200, 600)}
"""Fewest and most characters that are not spaces, where words are no measure; 80 to 250 words elsewhere."""
TRUE_DAYS = (dt.date(1945, 1, 1), dt.date(2025, 12, 31))

PAST_PLANS = {"ar-2024-06-20-treaty", "en-2024-06-21-treaty"}
"""Reports that tell of a plan whose day had passed ("had been due on Tuesday")."""

NonEmpty = Annotated[str, Field(min_length=1)]


class Strict(BaseModel):
    """A mapping that bears the keys of its fields and no others."""

    model_config = ConfigDict(extra="forbid")


class Sidecar(Strict):
    title: NonEmpty
    language: Literal["ar", "en", "ru", "ko", "uk", "fr", "es", "zh"]
    outlet: Annotated[str, Field(pattern=r"^Dateline example reports \([A-Z][a-z]+\)$")]
    url: None
    licence: Literal["CC0-1.0"]
    published: dt.date | None
    published_basis: Literal[PublishedBasis.STATED] | None
    published_note: NonEmpty | None = None

    @model_validator(mode="after")
    def say_how_the_day_is_known(self) -> Sidecar:
        if (self.published is None) != (self.published_basis is None):
            raise ValueError("published and published_basis go together")
        if self.published is None and self.published_note is None:
            raise ValueError("a report without a day of publication says why")
        return self


class GoldenDate(Strict):
    earliest: dt.date | None
    latest: dt.date | None
    precision: DatePrecision | None = None

    @model_validator(mode="after")
    def run_forward(self) -> GoldenDate:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError(f"{self.earliest} is after {self.latest}")
        if self.precision in {DatePrecision.DAY, DatePrecision.TIME} and self.earliest and self.latest:
            days = (self.latest - self.earliest).days
            if days > (self.precision is DatePrecision.TIME):
                raise ValueError("a day is one day; a night may touch two")
        if self.precision is DatePrecision.WEEK and self.earliest and self.latest:
            span = (self.earliest.weekday(), (self.latest - self.earliest).days)
            if span != (0, 6):
                raise ValueError("a week runs from Monday to Sunday")
        return self


class GoldenPlace(Strict):
    name: NonEmpty
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    precision: PlacePrecision | None = None
    part: PlacePart | None = None


class GoldenActor(Strict):
    name: NonEmpty
    surface: NonEmpty | None = None
    role: Annotated[list[ActorRole], Field(min_length=1)]


class GoldenEvent(Strict):
    note: NonEmpty
    quote: NonEmpty
    occurrence: Annotated[int, Field(ge=1)]
    type: Annotated[list[EventType], Field(min_length=1)]
    status: Annotated[list[EventStatus], Field(min_length=1)]
    date: GoldenDate | None = None
    date_any: Annotated[list[GoldenDate | None], Field(min_length=2)] | None = None
    place: GoldenPlace | None = None
    place_any: Annotated[list[GoldenPlace | None], Field(min_length=1)] | None = None
    actors: list[GoldenActor]
    attribution: NonEmpty | None

    @model_validator(mode="after")
    def say_each_thing_once(self) -> GoldenEvent:
        for key in ("date", "place"):
            if len({key, f"{key}_any"} & self.model_fields_set) != 1:
                raise ValueError(f"give either {key} or {key}_any")
        for listed in (self.type, self.status, [actor.name for actor in self.actors]):
            if len(set(listed)) != len(listed):
                raise ValueError(f"{listed} says something twice")
        return self

    @property
    def dates(self) -> list[GoldenDate | None]:
        return self.date_any or [self.date]

    @property
    def places(self) -> list[GoldenPlace | None]:
        return self.place_any or [self.place]


class Golden(Strict):
    document: NonEmpty
    max_spurious: Annotated[int, Field(ge=0, le=4)]
    events: Annotated[list[GoldenEvent], Field(min_length=4)]


@functools.cache
def read_text(id_: str) -> str:
    return (EXAMPLES / f"{id_}.txt").read_bytes().decode("utf-8")


@functools.cache
def read_sidecar(id_: str) -> Sidecar:
    return Sidecar.model_validate_json((EXAMPLES / f"{id_}.json").read_bytes())


@functools.cache
def read_golden(id_: str) -> Golden:
    return Golden.model_validate_json((GOLDEN / f"{id_}.json").read_bytes())


def find_occurrence(text: str, quote: str, occurrence: int) -> int:
    """Give the offset of the n-th occurrence of a quote; -1 if there are fewer."""
    offset = -1
    for _ in range(occurrence):
        offset = text.find(quote, offset + 1)
        if offset < 0:
            break
    return offset


each_report = pytest.mark.parametrize("id_", IDS)


# ---- the collection ----------------------------------------------------------------------


def test_every_report_has_a_sidecar_and_a_golden_file_and_neither_stands_alone() -> None:
    assert {path.stem for path in EXAMPLES.glob("*.json")} == set(IDS)
    assert set(IDS) <= {path.stem for path in GOLDEN.glob("*.json")}
    strays = {path.stem for path in GOLDEN.glob("*.json")} - set(IDS)
    held_out = ROOT / "tests" / "golden" / "reports"
    assert all(any((home / f"{stem}.txt").exists() for home in (ROOT / "seeds", held_out)) for stem in strays)


def test_the_languages_are_covered() -> None:
    found: Counter[str] = Counter(read_sidecar(id_).language for id_ in IDS)
    assert len(IDS) >= 16
    assert {language: found[language] for language, fewest in FEWEST.items() if found[language] < fewest} == {}


def test_one_report_has_no_day_at_all_and_one_only_that_of_its_dateline() -> None:
    unpublished = [id_ for id_ in IDS if read_sidecar(id_).published is None]
    undated = [id_ for id_ in unpublished if "-undated-" in id_]
    assert undated
    assert len(unpublished) > len(undated)
    for id_ in undated:
        assert re.search(r"(19|20)\d\d|[—–]|电】|^\(", read_text(id_).split("\n")[0]) is None


def test_some_events_of_undated_reports_wait_for_a_day_of_publication() -> None:
    for id_ in IDS:
        if "-undated-" in id_:
            waiting = [date for event in read_golden(id_).events for date in event.dates if date is not None]
            assert waiting
            assert all(date.earliest is None and date.latest is None for date in waiting)


def test_the_story_is_told_in_several_languages() -> None:
    summit = dt.date(2023, 9, 13)
    tellers = {
        read_sidecar(id_).language
        for id_ in IDS
        for event in read_golden(id_).events
        for date, place in [(event.dates[0], event.places[0])]
        if date and date.earliest == date.latest == summit and place and place.name == "Vostochny Cosmodrome"
    }
    assert len(tellers) >= 6


# ---- each report -------------------------------------------------------------------------


@each_report
def test_name_says_language_and_day(id_: str) -> None:
    name = NAME.fullmatch(id_)
    assert name is not None
    sidecar = read_sidecar(id_)
    assert name["language"] == sidecar.language
    if sidecar.published is not None:
        assert name["day"] == sidecar.published.isoformat()


@each_report
def test_text_is_clean_and_of_the_right_length(id_: str) -> None:
    text = read_text(id_)
    assert text.endswith("\n")
    assert text == text.strip() + "\n"
    assert "\r" not in text
    assert "\t" not in text
    assert "  " not in text
    assert not re.search("[\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffd]", text)
    language = read_sidecar(id_).language
    if language in LENGTH:
        fewest, most = LENGTH[language]
        assert fewest <= sum(not character.isspace() for character in text) <= most
    else:
        assert 80 <= len(text.split()) <= 250


@each_report
def test_letters_belong_to_the_language(id_: str) -> None:
    text, language = read_text(id_), read_sidecar(id_).language
    scripts = {
        "ar": r"[\u0600-\u06ff]", "en": "[A-Za-z]", "ru": "[А-Яа-яЁё]", "ko": "[가-힣]",
        "uk": "[А-ЩЬЮЯҐЄІЇа-щьюяґєії]", "fr": "[A-Za-zÀ-ÿœŒ]", "es": "[A-Za-záéíóúüñÁÉÍÓÚÜÑ]", "zh": r"[\u4e00-\u9fff]",
    }  # fmt: skip
    letters = [character for character in text if character.isalpha()]
    foreign = Counter(letter for letter in letters if not re.match(scripts[language], letter))
    assert foreign == {}


@each_report
def test_golden_file_is_of_this_report_and_quotes_it(id_: str) -> None:
    golden, text = read_golden(id_), read_text(id_)
    assert golden.document == id_
    offsets = [find_occurrence(text, event.quote, event.occurrence) for event in golden.events]
    missing = [event.quote for event, offset in zip(golden.events, offsets, strict=True) if offset < 0]
    assert missing == []
    assert len({(event.quote, event.occurrence) for event in golden.events}) == len(golden.events)
    assert [event.quote for event in golden.events if "\n" in event.quote] == []


@each_report
def test_quotes_stand_once_or_say_which_one_is_meant(id_: str) -> None:
    text = read_text(id_)
    assert [e.quote for e in read_golden(id_).events if text.count(e.quote) > 1 and e.occurrence == 1] == []


@each_report
def test_dates_fit_the_story_and_the_day_of_publication(id_: str) -> None:
    published = read_sidecar(id_).published
    for event in read_golden(id_).events:
        for date in event.dates:
            if date is None:
                continue
            for day in (date.earliest, date.latest):
                assert day is None or TRUE_DAYS[0] <= day <= TRUE_DAYS[1]
            if published is None:
                continue
            if event.status == [EventStatus.OCCURRED] and date.earliest is not None:
                assert date.earliest <= published, event.quote
            if event.status == [EventStatus.PLANNED] and date.latest is not None and id_ not in PAST_PLANS:
                assert date.latest >= published, event.quote


@each_report
def test_places_have_a_country_unless_they_are_regions(id_: str) -> None:
    for event in read_golden(id_).events:
        for place in event.places:
            assert place is None or place.country or place.precision is PlacePrecision.REGION, event.quote


@each_report
def test_type_alternatives_stay_few(id_: str) -> None:
    for event in read_golden(id_).events:
        assert len(event.type) <= 4, event.quote
        assert len(event.status) <= 3, event.quote


# ---- the schema itself -------------------------------------------------------------------

GOOD_EVENT: dict[str, Any] = {
    "note": "a visit", "quote": "visited", "occurrence": 1, "type": ["consult"], "status": ["occurred"],
    "date": {"earliest": "2023-09-04", "latest": "2023-09-04", "precision": "day"},
    "place": {"name": "Vladivostok", "country": "RU", "precision": "city", "part": "where"},
    "actors": [{"name": "Kim Jong Un", "role": ["source"]}], "attribution": None,
}  # fmt: skip


def test_the_schema_takes_a_good_event() -> None:
    assert GoldenEvent.model_validate_json(json.dumps(GOOD_EVENT)).dates[0] is not None


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"type": ["visit"]}, id="a type that PLOVER has not"),
        pytest.param({"type": []}, id="no type"),
        pytest.param({"status": ["maybe"]}, id="an unknown status"),
        pytest.param({"occurrence": 0}, id="no occurrence"),
        pytest.param({"date": {"earliest": "2023-09-05", "latest": "2023-09-04"}}, id="a date that runs backward"),
        pytest.param({"date": {"earliest": "2023-09-04", "latest": "2023-09-06", "precision": "day"}}, id="a long day"),
        pytest.param(
            {"date": {"earliest": "2023-09-05", "latest": "2023-09-11", "precision": "week"}}, id="a week from Tuesday"
        ),
        pytest.param({"date": {"earliest": "2023-02-30", "latest": None}}, id="a day that is not"),
        pytest.param({"date_any": [None, {"earliest": None, "latest": None}]}, id="both date and date_any"),
        pytest.param({"place": {"name": "Vladivostok", "country": "Russia"}}, id="a country by name"),
        pytest.param(
            {"place": {"name": "Vladivostok", "country": "RU", "precision": "town"}}, id="an unknown precision"
        ),
        pytest.param({"actors": [{"name": "Kim Jong Un", "role": ["guest"]}]}, id="an unknown role"),
        pytest.param({"colour": "red"}, id="a key too many"),
    ],
)
def test_the_schema_refuses(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        GoldenEvent.model_validate_json(json.dumps(GOOD_EVENT | change))


def test_the_seeds_golden_file_keeps_the_same_schema() -> None:
    seeds = [path for path in GOLDEN.glob("*.json") if path.stem not in IDS]
    for path in seeds:
        Golden.model_validate_json(path.read_bytes())
