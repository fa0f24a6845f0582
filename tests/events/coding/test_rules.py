"""The rules of coding, on sentences whose actors, places and dates are given by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import pytest

from events.coding import code_events
from events.model import (
    Actor,
    ActorKind,
    ActorMention,
    Anchor,
    DatePrecision,
    DateSpan,
    Document,
    Event,
    Place,
    PlacePrecision,
    PlaceRole,
    Toponym,
)
from events.pipeline import read_report
from events.sentences import split_sentences

PUBLISHED = dt.date(2023, 9, 5)
MONDAY = "2023-09-04"


@dataclass
class Told:
    """A report with what the earlier stages would have found in it."""

    text: str
    language: str
    actors: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    dates: dict[str, str] = field(default_factory=dict)

    def events(self) -> list[Event]:
        document = Document("d", self.text, self.language, PUBLISHED)
        mentions = []
        for name in self.actors:
            kind = ActorKind.COUNTRY if name in self.places else ActorKind.PERSON
            mentions += [ActorMention(s, s + len(name), name, Actor(name, name, kind)) for s in self._finds(name)]
        toponyms = []
        for name in self.places:
            precision = PlacePrecision.COUNTRY if name in self.actors else PlacePrecision.CITY
            place = Place(f"p:{name}", name, 0.0, 0.0, precision, "XX")
            toponyms += [Toponym(s, s + len(name), name, place, PlaceRole.LITERAL, 0.9) for s in self._finds(name)]
        spans = []
        for words, text in self.dates.items():
            day = dt.date.fromisoformat(text)
            spans += [
                DateSpan(s, s + len(words), words, day, day, DatePrecision.DAY, text, Anchor(PUBLISHED))
                for s in self._finds(words)
            ]
        sentences = split_sentences(self.text, language=self.language)
        return code_events(
            document, sentences, sorted(spans, key=_start), sorted(toponyms, key=_start), sorted(mentions, key=_start)
        )

    def _finds(self, words: str) -> list[int]:
        found, at = [], self.text.find(words)
        while at >= 0:
            found.append(at)
            at = self.text.find(words, at + len(words))
        return found


def _start(span: DateSpan | Toponym | ActorMention) -> int:
    return span.start


def brief(event: Event) -> tuple[str, str]:
    return event.type.value, event.status.value


def names(event: Event, role: str) -> set[str]:
    return {link.actor.name for link in event.actors if link.role == role}


TYPES = [
    ("en", "Kim met Putin in Vladivostok.", ["Kim", "Putin"], "consult"),
    ("en", "Kim accused Putin of lying.", ["Kim", "Putin"], "accuse"),
    ("en", "Kim rejected the offer.", ["Kim"], "reject"),
    ("en", "Kim praised Putin.", ["Kim", "Putin"], "support"),
    ("en", "Kim signed the pact with Putin.", ["Kim", "Putin"], "agree"),
    ("en", "Kim sent weapons to Putin.", ["Kim", "Putin"], "aid"),
    ("ar", "التقى كيم بوتين في المدينة.", ["كيم", "بوتين"], "consult"),
    ("ar", "اتهم كيم بوتين بالكذب.", ["كيم", "بوتين"], "accuse"),
    ("ar", "ورفض كيم العرض.", ["كيم"], "reject"),
    ("ar", "وصل كيم إلى المدينة.", ["كيم"], "consult"),
    ("ru", "Ким встретился с Путиным.", ["Ким", "Путиным"], "consult"),
    ("ru", "Ким обвинил Путина во лжи.", ["Ким", "Путина"], "accuse"),
    ("uk", "Зеленський зустрівся з Байденом.", ["Зеленський", "Байденом"], "consult"),
    ("fr", "Kim a rencontré Poutine.", ["Kim", "Poutine"], "consult"),
    ("fr", "Kim a accusé Poutine de mentir.", ["Kim", "Poutine"], "accuse"),
    ("es", "Kim visitó a Putin.", ["Kim", "Putin"], "consult"),
    ("es", "Kim rechazó la oferta.", ["Kim"], "reject"),
    ("ko", "김정은이 푸틴을 만났다.", ["김정은", "푸틴"], "consult"),
    ("zh", "金正恩与普京举行会谈。", ["金正恩", "普京"], "consult"),
    ("zh", "金正恩指责普京。", ["金正恩", "普京"], "accuse"),
]


@pytest.mark.parametrize(("language", "text", "actors", "type_"), TYPES, ids=[f"{c[0]}: {c[1][:30]}" for c in TYPES])
def test_triggers_of_every_language_tell_the_type(language: str, text: str, actors: list[str], type_: str) -> None:
    (event,) = Told(text, language, actors).events()
    assert event.type == type_


ROLES = [
    ("en", "Russia attacked Ukraine.", ["Russia", "Ukraine"], {"Russia"}, {"Ukraine"}),
    ("en", "Ukraine was attacked by Russia.", ["Russia", "Ukraine"], {"Russia"}, {"Ukraine"}),
    ("en", "Kim and Putin met.", ["Kim", "Putin"], {"Kim"}, {"Putin"}),
    ("en", "An attack by Russia on Ukraine took place.", ["Russia", "Ukraine"], {"Russia"}, {"Ukraine"}),
    ("en", "Russia launched an attack on Ukraine.", ["Russia", "Ukraine"], {"Russia"}, {"Ukraine"}),
    ("ar", "هاجمت روسيا أوكرانيا.", ["روسيا", "أوكرانيا"], {"روسيا"}, {"أوكرانيا"}),
    ("ar", "وأعلن أن روسيا هاجمت أوكرانيا.", ["روسيا", "أوكرانيا"], {"روسيا"}, {"أوكرانيا"}),
    ("ar", "قتل الضابط على يد المهاجم.", ["الضابط", "المهاجم"], {"المهاجم"}, {"الضابط"}),
    ("ar", "شنت روسيا هجوما على أوكرانيا.", ["روسيا", "أوكرانيا"], {"روسيا"}, {"أوكرانيا"}),
    ("ko", "러시아가 우크라이나를 공격했다.", ["러시아", "우크라이나"], {"러시아"}, {"우크라이나"}),
    ("zh", "金正恩与普京会晤。", ["金正恩", "普京"], {"金正恩"}, {"普京"}),
]


@pytest.mark.parametrize(
    ("language", "text", "actors", "sources", "targets"), ROLES, ids=[f"{c[0]}: {c[1][:30]}" for c in ROLES]
)
def test_voice_and_word_order_tell_source_and_target(
    language: str, text: str, actors: list[str], sources: set[str], targets: set[str]
) -> None:
    events = [e for e in Told(text, language, actors).events() if e.type not in ("statement",)]
    assert len(events) == 1
    assert names(events[0], "source") == sources
    assert names(events[0], "target") == targets


STATUSES = [
    ("en", "Kim visited Pyongyang.", "occurred"),
    ("en", "Kim will visit Pyongyang.", "planned"),
    ("en", "Kim plans to visit Pyongyang.", "planned"),
    ("en", "Kim may visit Pyongyang.", "hypothetical"),
    ("ar", "زار كيم المدينة.", "occurred"),
    ("ar", "سيزور كيم المدينة.", "planned"),
    ("ar", "كيم يعتزم السفر إلى المدينة.", "planned"),
    ("ar", "قد يزور كيم المدينة.", "hypothetical"),
    ("ru", "Ким посетит город.", "planned"),
    ("fr", "Kim doit visiter la ville.", "planned"),
    ("es", "Kim visitará la ciudad.", "planned"),
    ("zh", "金正恩将访问。", "planned"),
]


@pytest.mark.parametrize(("language", "text", "status"), STATUSES, ids=[f"{c[0]}: {c[1][:30]}" for c in STATUSES])
def test_tense_and_modality_tell_the_status(language: str, text: str, status: str) -> None:
    actor = {"en": "Kim", "ar": "كيم", "ru": "Ким", "fr": "Kim", "es": "Kim", "zh": "金正恩"}[language]
    (event,) = Told(text, language, [actor]).events()
    assert event.status == status


def test_a_denial_is_one_record_of_what_is_denied_with_the_denier_as_source() -> None:
    (event,) = Told("Peskov denied that Kim sold weapons.", "en", ["Peskov", "Kim"]).events()
    assert brief(event) == ("aid", "denied")
    assert names(event, "source") == {"Peskov"}


def test_a_denial_in_arabic_is_one_record() -> None:
    (event,) = Told("ونفى بيسكوف أن يكون كيم قد وقع اتفاقا.", "ar", ["بيسكوف", "كيم"]).events()
    assert brief(event) == ("agree", "denied")
    assert "بيسكوف" in names(event, "source")


def test_what_a_request_asks_for_is_no_record_of_its_own() -> None:
    (event,) = Told("Watson urged Kim to visit Moscow.", "en", ["Watson", "Kim"]).events()
    assert brief(event) == ("request", "demanded")
    assert names(event, "target") == {"Kim"}


def test_the_day_before_the_complementizer_is_that_of_the_speech_and_the_one_behind_that_of_the_event() -> None:
    told = Told(
        "وذكرت الصحيفة يوم الاثنين أن كيم زار المدينة يوم السبت.",
        "ar",
        ["الصحيفة", "كيم"],
        [],
        {"الاثنين": MONDAY, "السبت": "2023-09-02"},
    )
    days = {event.type.value: event.date.edtf for event in told.events() if event.date}
    assert days == {"statement": MONDAY, "consult": "2023-09-02"}


def test_a_fronted_day_dates_the_main_verb_and_only_bounds_the_visit_it_tells_of() -> None:
    told = Told("On Monday, Kim said that Putin visited Seoul.", "en", ["Kim", "Putin"], ["Seoul"], {"Monday": MONDAY})
    days = {event.type.value: event.date and event.date.edtf for event in told.events()}
    assert days == {"statement": MONDAY, "consult": f"../{MONDAY}"}


def test_a_day_in_a_later_paragraph_dates_the_statement_of_the_same_speaker() -> None:
    told = Told(
        "Hertling warned of a crisis.\nHe is retired.\nHertling said on Monday that it was late.",
        "en",
        ["Hertling"],
        [],
        {"Monday": MONDAY},
    )
    (event,) = told.events()
    assert event.type == "statement"
    assert event.date is not None
    assert event.date.edtf == MONDAY
    assert event.evidence.start == 0


def test_a_bare_weekday_lies_before_the_report_for_what_happened_and_after_it_for_what_is_planned() -> None:
    past = DateSpan(11, 17, "Friday", dt.date(2023, 9, 8), dt.date(2023, 9, 8), DatePrecision.DAY, "2023-09-08", Anchor(PUBLISHED), reading=("weekday-future",))  # fmt: skip
    from events.coding.when import settle_weekday
    from events.model import EventStatus

    assert settle_weekday(past, EventStatus.OCCURRED, PUBLISHED).earliest == dt.date(2023, 9, 1)
    assert settle_weekday(past, EventStatus.PLANNED, PUBLISHED).earliest == dt.date(2023, 9, 8)


def test_movement_has_origin_and_destination() -> None:
    (event,) = Told(
        "Kim travelled from Pyongyang to Vladivostok.", "en", ["Kim"], ["Pyongyang", "Vladivostok"]
    ).events()
    assert {(place.place.name, place.part.value) for place in event.places} == {
        ("Pyongyang", "origin"),
        ("Vladivostok", "destination"),
    }


def test_who_leaves_a_place_starts_there() -> None:
    (event,) = Told("Kim left Pyongyang.", "en", ["Kim"], ["Pyongyang"]).events()
    assert [(place.place.name, place.part.value) for place in event.places] == [("Pyongyang", "origin")]


def test_the_dateline_is_no_events_place() -> None:
    (event,) = Told("SEOUL, Sept. 4 — Kim met Putin.", "en", ["Kim", "Putin"], ["SEOUL"]).events()
    assert event.places == ()


def test_a_counteroffensive_is_at_home() -> None:
    (event,) = Told("وتواصل أوكرانيا هجومها المضاد.", "ar", ["أوكرانيا"], ["أوكرانيا"]).events()
    assert brief(event) == ("assault", "ongoing")
    assert event.place is not None
    assert event.place.place.name == "أوكرانيا"


def test_who_says_so_is_kept() -> None:
    events = Told("The ministry said that Kim visited Seoul.", "en", ["ministry", "Kim"], ["Seoul"]).events()
    (visit,) = [event for event in events if event.type == "consult"]
    assert visit.attribution is not None
    assert visit.attribution.actor is not None
    assert visit.attribution.actor.name == "ministry"


def test_speech_behind_its_content_counts_too() -> None:
    events = Told("Kim visited Seoul, officials said.", "en", ["Kim"], ["Seoul"]).events()
    (visit,) = [event for event in events if event.type == "consult"]
    assert visit.attribution is not None
    assert visit.attribution.evidence is not None
    assert "officials" in visit.attribution.evidence.text


BACKGROUND = [
    ("en", "The anniversary of the attack was quiet."),
    ("en", "The 2004 attack shaped him."),
    ("ar", "حضر الناس الذكرى الثانية لاغتيال الوزير."),
    ("en", "He spoke of the war."),
]


@pytest.mark.parametrize(("language", "text"), BACKGROUND, ids=[c[1] for c in BACKGROUND])
def test_background_nouns_are_no_acts_of_force(language: str, text: str) -> None:
    assert not [event for event in Told(text, language).events() if event.type == "assault"]


def test_a_known_attack_named_again_is_the_same_record() -> None:
    told = Told("Russia attacked Kyiv on Monday. The attack was heavy.", "en", ["Russia"], ["Kyiv"], {"Monday": MONDAY})
    assert [brief(event) for event in told.events()] == [("assault", "occurred")]


def test_evidence_is_the_text_it_points_at_and_ids_are_stable() -> None:
    told = Told("Kim met Putin in Seoul. Kim accused Putin of lying.", "en", ["Kim", "Putin"], ["Seoul"])
    first, second = told.events(), told.events()
    assert [event.id for event in first] == [event.id for event in second]
    for event in first:
        assert told.text[event.evidence.start : event.evidence.end] == event.evidence.text
        assert event.summary.start <= event.evidence.start
        assert event.evidence.end <= event.summary.end


def test_a_language_without_a_lexicon_gives_no_events() -> None:
    assert Told("Kim möter Putin.", "sv", ["Kim"]).events() == []


PARTIES = [
    ("en", "Three people were killed in an Israeli air strike on a house in Gaza.", {"Israel"}, {"people"}),
    ("en", "Russian missile strikes hit Kyiv, killing five people.", {"Russia"}, {"people"}),
    ("ar", "قتل ثلاثة أشخاص في غارة إسرائيلية على منزل في غزة أمس.", {"Israel"}, {"people"}),
    ("ar", "أعلن الجيش الأميركي أن جنديا أميركيا قتل أمس في هجوم انتحاري قرب بغداد.", set(), {"US soldiers"}),
    ("ar", "قال مسؤولون إن أربعة من عمال الإغاثة قتلوا أمس في هجوم انتحاري.", set(), {"workers"}),
    ("ar", "أدى انفجار سيارة مفخخة وسط بغداد أمس إلى مقتل سبعة أشخاص.", set(), {"people"}),
    ("ar", "قتل ستة مدنيين أمس في هجوم انتحاري في كابول وتبنته حركة طالبان.", {"Taliban"}, {"civilians"}),
    ("ar", "أصيب عشرة أشخاص في انفجار استهدف موكبا للشرطة في بغداد أمس.", set(), {"people"}),
    ("ar", "تظاهر مئات المحتجين أمام السفارة البريطانية في الخرطوم احتجاجا على قرار المحكمة الجنائية الدولية.",
     {"protesters"}, {"International Criminal Court"}),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "sources", "targets"), PARTIES, ids=[c[1][:40] for c in PARTIES])
def test_the_words_around_an_act_of_force_tell_its_parties(
    language: str, text: str, sources: set[str], targets: set[str]
) -> None:
    report = read_report(Document("d", text, language, dt.date(2023, 9, 5)))
    event = next(e for e in report.events if e.type in ("assault", "protest"))
    assert (names(event, "source"), names(event, "target")) == (sources, targets)
    mentions = {(mention.start, mention.end) for mention in report.actors}
    assert {(link.evidence.start, link.evidence.end) for link in event.actors} <= mentions
