from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import geocode, geoparse
from geo.languages import available_languages
from geo.model import PlacePrecision, PlaceRole, Toponym


def find(text: str, language: str = "en") -> list[Toponym]:
    return geoparse(text, language=language)


def names(text: str, language: str = "en") -> list[str]:
    return [toponym.text for toponym in find(text, language)]


WHICH = [
    ("en", "He lives in Paris, Texas.", "Paris", "US-TX"),
    ("en", "She flew to Paris on Monday.", "Paris", "FR-IDF"),
    ("en", "A fire in Springfield, Ohio, killed two.", "Springfield", "US-OH"),
    ("en", "A fire in Springfield, Mass., killed two.", "Springfield", "US-MA"),
    ("en", "Police in Surrey, B.C., said.", "Surrey", "CA-BC"),
    ("en", "Batumi, Georgia, is a port.", "Georgia", None),
    ("en", "Atlanta, Georgia, is a hub.", "Georgia", "US-GA"),
    ("en", "Talks in Vladivostok in Russia's Primorye", "Vladivostok", "RU-PRI"),
    ("en", "RUSSELLVILLE, Ark. (AP) - One person was killed.", "RUSSELLVILLE", "US-AR"),
    ("en", "Deputies in Cook County, Illinois, searched.", "Cook County", "US-IL"),
    ("ar", "وصل إلى طرابلس في لبنان", "طرابلس", "LB-AS"),
    ("en", "Students of Paris met in Lamar County, in Blossom and in Reno, Texas.", "Paris", "US-TX"),
    ("en", "LEBANON — Wilson County schools close. Mt. Juliet High School will not.", "LEBANON", "US-TN"),
    ("en", "Lebanon and Syria talk. Wilson County, Tennessee, and Mt. Juliet send aid.", "Lebanon", None),
    ("fr", "Un incendie à Córdoba, en Argentine", "Córdoba", "AR-X"),
    ("es", "Un incendio en Córdoba, Argentina", "Córdoba", "AR-X"),
]


@pytest.mark.parametrize(("language", "text", "name", "admin1"), WHICH)
def test_the_text_tells_which_place_is_meant(language: str, text: str, name: str, admin1: str | None) -> None:
    (toponym,) = [t for t in find(text, language) if t.text == name]
    assert toponym.place.admin1 == admin1


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Президент Китая прибыл в Москву.", "CN"),
        ("Товары из Уругвая подорожали.", "UY"),
        ("Он вернулся из Дубая.", "AE"),
        ("Он живёт в Старая Русса.", "RU"),
    ],
)
def test_genitives_that_look_like_adjectives_are_names(text: str, country: str) -> None:
    assert find(text, "ru")[0].place.country == country


NOT_PLACES = [
    ("en", "Mark Washington and Paris Hilton met Jordan Smith."),
    ("en", "Reading is fun and nice of him."),
    ("en", "Nice of you to come, said Mobile."),
    ("en", "Jenny Palma wept. Palma said it was over."),
    ("en", "He reads the Boston Globe and the Los Angeles Times."),
    ("en", "Real Madrid won."),
    ("en", "British Airways cancelled flights."),
    ("ar", "محمد بن سلمان قال إن السيول كبيرة"),
    ("ar", "أصيب بفيروس كورونا في وقت سابق"),
    ("ar", "هذه مدينة كبيرة"),
    ("ru", "Он сказал, что мир и рис нужны всем."),
    ("fr", "Les tours et la marne sont grandes."),
]


@pytest.mark.parametrize(("language", "text"), NOT_PLACES)
def test_words_persons_and_firms_are_no_places(language: str, text: str) -> None:
    assert names(text, language) == []


SPANS = [
    ("ar", "وصل الوفد إلى بيونغ يانغ وبحث", ["بيونغ يانغ"]),
    ("ar", "وصل الوفد إلى بيونج يانج أمس", ["بيونج يانج"]),
    ("ar", "وصل الوفد إلى بيونغيانغ أمس", ["بيونغيانغ"]),
    ("ar", "سيول في محافظة مادبا", ["محافظة مادبا"]),
    ("ar", "بحفر الباطن أمطار", ["بحفر الباطن"]),
    ("ar", "إغلاق مطار الكويت الدولي", ["مطار الكويت الدولي"]),
    ("ar", "#سيول_الأردن في #الأردن", ["الأردن"]),
    ("en", "Russia's army and the U.S. Navy", ["Russia", "U.S."]),
    ("en", "the London-based firm in New York City", ["London", "New York City"]),
    ("ru", "в Нижнем Новгороде и Москве", ["Нижнем Новгороде", "Москве"]),
    ("uk", "у Слов'янську та Києві", ["Слов'янську", "Києві"]),
    ("ko", "러시아의 블라디보스토크에서는", ["러시아", "블라디보스토크"]),
    ("zh", "金正恩前往俄罗斯符拉迪沃斯托克", ["俄罗斯", "符拉迪沃斯托克"]),
    ("zh", "臺北與東京", ["臺北", "東京"]),
    ("fr", "en mer Rouge et au Mali", ["mer Rouge", "Mali"]),
    ("es", "en Burkina Faso y La Paz, Bolivia", ["Burkina Faso", "La Paz", "Bolivia"]),
    ("de", "in Wladiwostok in Russland", ["Wladiwostok", "Russland"]),
    ("tr", "Ankara'da ve Moskova'da", ["Ankara", "Moskova"]),
]


@pytest.mark.parametrize(("language", "text", "expected"), SPANS)
def test_names_are_found_with_what_belongs_to_them(language: str, text: str, expected: list[str]) -> None:
    assert names(text, language) == expected


ROLES = [
    ("en", "Moscow rejected the plan.", "Moscow", PlaceRole.ASSOCIATIVE),
    ("en", "The bomb exploded in Moscow.", "Moscow", PlaceRole.LITERAL),
    ("en", "The White House said it would wait.", "White House", PlaceRole.ASSOCIATIVE),
    ("en", "Sanctions against Iran remain.", "Iran", PlaceRole.ASSOCIATIVE),
    ("en", "Rebels fled into Iran overnight.", "Iran", PlaceRole.LITERAL),
    ("en", "China has warned its neighbours.", "China", PlaceRole.ASSOCIATIVE),
    ("en", "Russian troops left.", "Russian", PlaceRole.DEMONYM),
    ("ar", "بيونغ يانغ تعهدت بالرد", "بيونغ يانغ", PlaceRole.ASSOCIATIVE),
    ("ar", "رفضت موسكو الاقتراح", "موسكو", PlaceRole.ASSOCIATIVE),
    ("ar", "وقع انفجار في موسكو", "موسكو", PlaceRole.LITERAL),
    ("ar", "القوات الروسية", "الروسية", PlaceRole.DEMONYM),
    ("ar", "الزعيم الكوري الشمالي", "الكوري الشمالي", PlaceRole.DEMONYM),
    ("ru", "Москва отвергла обвинения.", "Москва", PlaceRole.ASSOCIATIVE),
    ("ru", "российские войска", "российские", PlaceRole.DEMONYM),
    ("ko", "러시아군이 공격했다", "러시아", PlaceRole.ASSOCIATIVE),
    ("zh", "中国外交部表示", "中国", PlaceRole.ASSOCIATIVE),
    ("fr", "Paris a condamné l'attaque.", "Paris", PlaceRole.ASSOCIATIVE),
    ("es", "Madrid rechazó la propuesta.", "Madrid", PlaceRole.ASSOCIATIVE),
]


@pytest.mark.parametrize(("language", "text", "name", "role"), ROLES)
def test_the_sentence_tells_the_role(language: str, text: str, name: str, role: PlaceRole) -> None:
    (toponym,) = [t for t in find(text, language) if t.text == name]
    assert toponym.role is role


@pytest.mark.parametrize(
    ("name", "precision"),
    [
        ("Ukraine", "country"),
        ("Texas", "admin1"),
        ("Cook County", "admin2"),
        ("Lyon", "city"),
        ("Donbas", "region"),
        ("Kremlin", "point"),
    ],
)
def test_precision_says_how_large_an_area_is_meant(name: str, precision: str) -> None:
    (toponym,) = find(f"They met near {name}, Illinois." if name == "Cook County" else f"They met near {name}.")[:1]
    assert toponym.place.precision is PlacePrecision(precision)


def test_an_ambiguous_name_keeps_its_runners_up() -> None:
    (toponym,) = find("She moved to Springfield.")
    assert toponym.runners_up
    assert all(other.score <= toponym.score for other in toponym.runners_up)
    assert {other.place.id for other in toponym.runners_up}.isdisjoint({toponym.place.id})
    assert toponym.reading


def test_a_street_stands_in_the_town_of_the_report() -> None:
    (street, town) = find("Police were called to Froom Crescent in Regina.")
    assert street.text == "Froom Crescent"
    assert street.place.name == town.place.name == "Regina"
    assert "site" in street.reading
    assert street.score < town.score


@given(st.text(max_size=300), st.sampled_from([*available_languages(), "xx", ""]))
@settings(deadline=None, max_examples=150)
def test_any_text_is_read_without_an_error(text: str, language: str) -> None:
    check(text, find(text, language))


ODD = [
    "\ud800 Paris \udfff",
    "في\u200fلبنان\u0640\u064b",
    "𝔓aris 한국\u1100",
    "🇺🇸 in #بيروت_",
    "U.S.",
    "في",
    "A" * 5000,
    "中" * 3000,
    "\x00 Paris, ",
    ", " * 500,
]


@pytest.mark.parametrize("text", ODD)
@pytest.mark.parametrize("language", available_languages())
def test_odd_text_is_read_without_an_error(text: str, language: str) -> None:
    check(text, find(text, language))


def check(text: str, toponyms: list[Toponym]) -> None:
    for toponym in toponyms:
        assert text[toponym.start : toponym.end] == toponym.text != ""
        assert 0 <= toponym.score <= 1
    assert all(a.end <= b.start for a, b in itertools.pairwise(toponyms))


def test_a_text_of_nothing_but_names_takes_time_in_proportion() -> None:
    text = "Paris, Springfield and San Jose near Georgia. "

    def seconds(times: int) -> float:
        started = time.process_time()
        find(text * times)
        return time.process_time() - started

    seconds(50)
    short, long = min(seconds(100) for _ in range(3)), min(seconds(800) for _ in range(3))
    assert long < short * 8 * 3


def test_a_name_is_looked_up_with_its_larger_place() -> None:
    assert geocode("Paris")[0].place.country == "FR"
    assert geocode("Paris, Texas")[0].place.admin1 == "US-TX"
    assert geocode("Paris", country="ca")[0].place.country == "CA"
    assert geocode("بيونغ يانغ")[0].place.country == "KP"
    assert geocode("Xqzt") == geocode("") == geocode(",") == []


SHORT_NAMES = [
    ("ko", "호주는 협정을 맺었다", "호주", "AU"),
    ("ko", "남아공에서 회의가 열렸다", "남아공", "ZA"),
    ("ar", "انتخابات في المجر", "المجر", "HU"),
    ("ru", "выборы в ЮАР", "ЮАР", "ZA"),
    ("fr", "des élections en Birmanie", "Birmanie", "MM"),
    ("es", "elecciones en Birmania", "Birmania", "MM"),
    ("uk", "вибори в М'янмі", "М'янмі", "MM"),
    ("en", "a quake near Lombok", "Lombok", "ID"),
    ("zh", "波黑举行选举", "波黑", "BA"),
]


@pytest.mark.parametrize(("language", "text", "name", "country"), SHORT_NAMES)
def test_names_that_news_uses_for_countries_and_islands_are_known(
    language: str, text: str, name: str, country: str
) -> None:
    assert [(t.text, t.place.country) for t in find(text, language)] == [(name, country)]


def test_in_capitals_little_words_begin_no_name_unless_it_is_well_known() -> None:
    assert names("MEETING AT THE HAGUE ON THE 6TH. THE VILLAGE WAS QUIET, OR SAID US IN THE US.") == ["THE HAGUE", "US"]


def test_a_statement_that_is_no_town() -> None:
    assert names("وقال الجيش في بيان إن قواته تقدمت", "ar") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Deutschlands Kanzler sprach mit dem Präsidenten Frankreichs.", ["Germany", "France"]),
        ("Die Reise nach Paris führte durch Wales und Texas.", ["Paris", "Wales", "Texas"]),
        ("Saudi-Arabiens Grenze wurde geschlossen.", ["Saudi Arabia"]),
        ("Jens Spahns Plan brachte nichts Neues.", []),
    ],
)
def test_german_genitives_are_names(text: str, found: list[str]) -> None:
    assert [toponym.place.name for toponym in find(text, "de")] == found


def test_a_word_for_its_people_tells_a_town_from_a_person() -> None:
    assert names("Police say a Jackson woman died on Monday.") == ["Jackson"]
    assert names("Police say that Jackson died on Monday.") == []


def test_a_short_last_word_ends_a_sentence() -> None:
    assert names("Runoff reached Seneca Lake. Ontario County planners met.")[-1] == "Ontario County"


def test_capitals_bear_their_names_of_today() -> None:
    (astana,) = find("Astana promised an inquiry.")
    assert (astana.place.name, astana.role) == ("Astana", PlaceRole.ASSOCIATIVE)
    assert find("It began in Abu Dhabi.")[0].place.name == "Abu Dhabi"
    assert find("He was shot in Nara, in western Japan.")[0].place.precision == PlacePrecision.CITY


def test_listed_counties_are_counties() -> None:
    found = find("Broadband comes to Aroostook and Washington counties. Rural Maine can't wait.")
    assert [(t.text, t.place.name, t.place.admin1) for t in found[:2]] == [
        ("Aroostook", "Aroostook County", "US-ME"),
        ("Washington", "Washington County", "US-ME"),
    ]
    assert names("The four counties agreed.") == []


def test_a_name_without_its_byname_is_the_large_city() -> None:
    assert [t.place.name for t in find("Shares in London and Frankfurt were flat.")] == ["London", "Frankfurt am Main"]
    assert find("A hurricane hit Acapulco.")[0].place.country == "MX"


def test_listed_states_share_their_role_across_articles() -> None:
    roles = {t.role for t in find("Britain, Qatar and the United Arab Emirates sent planes.")}
    assert roles == {PlaceRole.ASSOCIATIVE}
