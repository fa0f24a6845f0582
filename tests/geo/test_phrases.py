from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import geoparse
from geo.model import PlacePrecision, PlaceRole
from geo.phrases import move_point
from geo.resolver import distance_km

KHERSON = 46.63695, 32.61458

PHRASES = [
    ("en", "A drone fell 30 km north of Kherson.", "30 km north of Kherson", 30, 0),
    ("en", "A drone fell 12.5 miles south-west of Kherson.", "12.5 miles south-west of Kherson", 20.1, 225),
    ("en", "It fell about 30 kilometres (19 miles) from Odessa.", None, 0, 0),
    ("ar", "سقطت على بعد 30 كم شمال خيرسون", "30 كم شمال خيرسون", 30, 0),
    ("ar", "سقطت على بعد 20 كيلومترا جنوب شرق مدينة خيرسون", "20 كيلومترا جنوب شرق مدينة خيرسون", 20, 135),
    ("ru", "в 30 км к северу от Херсона", "30 км к северу от Херсона", 30, 0),
    ("ru", "в 20 километрах южнее Херсона", "20 километрах южнее Херсона", 20, 180),
    ("uk", "за 30 км на північ від Херсона", "30 км на північ від Херсона", 30, 0),
    ("fr", "à 30 km au nord de Kherson", "30 km au nord de Kherson", 30, 0),
    ("es", "a 30 km al norte de Jersón", "30 km al norte de Jersón", 30, 0),
    ("de", "30 Kilometer nördlich von Cherson", "30 Kilometer nördlich von Cherson", 30, 0),
    ("ko", "헤르손에서 북쪽으로 약 30km 떨어진", "헤르손에서 북쪽으로 약 30km", 30, 0),
    (
        "en",
        "about 12 kilometers (7 miles) southwest of Kherson",
        "12 kilometers (7 miles) southwest of Kherson",
        12,
        225,
    ),
    ("ar", "على بعد ٥٠ كم إلى الشرق من خيرسون", "٥٠ كم إلى الشرق من خيرسون", 50, 90),
    ("ar", "شمالي خيرسون بنحو 30 كم", "شمالي خيرسون بنحو 30 كم", 30, 0),
    ("zh", "在赫尔松以北约30公里处", "赫尔松以北约30公里", 30, 0),
]


@pytest.mark.parametrize(("language", "text", "span", "kilometres", "bearing"), [row for row in PHRASES if row[2]])
def test_a_distance_from_a_town_is_one_computed_place(
    language: str, text: str, span: str, kilometres: float, bearing: float
) -> None:
    (toponym,) = geoparse(text, language=language)
    assert toponym.text == span
    assert toponym.place.id.startswith("computed:")
    assert toponym.place.precision is PlacePrecision.POINT
    lat, lon = move_point(*KHERSON, bearing=bearing, distance=kilometres)
    assert distance_km(lat, lon, toponym.place.lat, toponym.place.lon) < 1.5
    assert toponym.place.radius_km is not None
    assert toponym.place.radius_km >= 3


def test_a_distance_without_a_direction_is_a_circle() -> None:
    (toponym,) = geoparse("It fell 5 km from Gao.", language="en")
    assert toponym.place.radius_km == pytest.approx(8, abs=0.1)


def test_the_road_between_two_towns_is_one_place_between_them() -> None:
    (toponym,) = geoparse("They died on the road between Kyiv and Lviv.", language="en")
    assert toponym.text == "between Kyiv and Lviv"
    assert 24 < toponym.place.lon < 30.5


def test_talks_between_two_capitals_are_two_places() -> None:
    assert [t.text for t in geoparse("Talks between Kyiv and Moscow stalled.", language="en")] == ["Kyiv", "Moscow"]


COASTS = [
    ("en", "A boat sank off the coast of Libya on Monday.", "off the coast of Libya"),
    ("en", "A boat sank off the Libyan coast.", "off the Libyan coast"),
    ("en", "A boat sank off Libya.", "off Libya"),
    ("ar", "غرق قارب قبالة سواحل ليبيا", "قبالة سواحل ليبيا"),
    ("ar", "غرق قارب قبالة السواحل الليبية", "قبالة السواحل الليبية"),
    ("fr", "Un bateau a coulé au large de la Libye.", "large de la Libye"),
    ("es", "Un barco se hundió frente a las costas de Libia.", "frente a las costas de Libia"),
    ("ru", "Лодка затонула у берегов Ливии.", "у берегов Ливии"),
    ("uk", "Човен затонув біля берегів Лівії.", "біля берегів Лівії"),
    ("ko", "리비아 앞바다에서 배가 침몰했다.", "리비아 앞바다"),
    ("zh", "一艘船在利比亚海岸沉没。", "利比亚海岸"),
]


@pytest.mark.parametrize(("language", "text", "said"), COASTS)
def test_off_the_coast_of_a_country_is_its_coast_with_the_radius_to_its_ends(
    language: str, text: str, said: str
) -> None:
    (toponym,) = geoparse(text, language=language)
    assert (toponym.text, toponym.place.country, toponym.role) == (said, "LY", PlaceRole.LITERAL)
    assert 30 < toponym.place.lat < 33
    assert toponym.place.radius_km is not None
    assert 700 < toponym.place.radius_km < 1000


@pytest.mark.parametrize("text", ["He was off the Russian team.", "The ship sank off the coast of Mali."])
def test_what_is_no_coast_computes_nothing(text: str) -> None:
    assert [t.place.feature for t in geoparse(text, language="en")] != ["computed"]


def test_distances_from_countries_compute_nothing() -> None:
    assert [t.text for t in geoparse("It lies 30 km north of Ukraine.", language="en")] == ["Ukraine"]


@given(st.floats(-90, 90), st.floats(-180, 180), st.floats(0, 360), st.floats(0, 2000))
def test_moving_a_point_goes_as_far_as_told(lat: float, lon: float, bearing: float, kilometres: float) -> None:
    end_lat, end_lon = move_point(lat, lon, bearing=bearing, distance=kilometres)
    assert -90 <= end_lat <= 90
    assert -180 <= end_lon <= 180
    assert distance_km(lat, lon, end_lat, end_lon) == pytest.approx(kilometres, abs=0.5)


BETWEEN = [
    ("en", "It fell between Kyiv and Lviv.", "between Kyiv and Lviv"),
    ("ar", "سقطت بين كييف ولفيف", "بين كييف ولفيف"),
    ("ru", "упал между Киевом и Львовом", "между Киевом и Львовом"),
    ("uk", "впав між Києвом і Львовом", "між Києвом і Львовом"),
    ("fr", "tombé entre Kiev et Lviv", "entre Kiev et Lviv"),
    ("es", "cayó entre Kiev y Leópolis", "entre Kiev y Leópolis"),
    ("ko", "키이우와 르비우 사이에 떨어졌다", "키이우와 르비우 사이"),
    ("zh", "坠落在基辅和利沃夫之间", "基辅和利沃夫之间"),
]


@pytest.mark.parametrize(("language", "text", "span"), BETWEEN)
def test_between_two_towns_of_a_country_is_a_place(language: str, text: str, span: str) -> None:
    (toponym,) = geoparse(text, language=language)
    assert toponym.text == span
    assert (round(toponym.place.lat), round(toponym.place.lon), toponym.place.country) == (50, 27, "UA")
    assert toponym.place.admin1 is None


BORDERS = [
    ("en", "shots at the border between Poland and Belarus", "between Poland and Belarus"),
    ("en", "shots at the Polish-Belarusian border", "Polish-Belarusian border"),
    ("ar", "عند الحدود بين بولندا وبيلاروسيا", "بين بولندا وبيلاروسيا"),
    ("ru", "граница между Польшей и Белоруссией", "между Польшей и Белоруссией"),
    ("uk", "кордон між Польщею та Білоруссю", "між Польщею та Білоруссю"),
    ("fr", "la frontière entre la Pologne et la Biélorussie", "entre la Pologne et la Biélorussie"),
    ("es", "la frontera entre Polonia y Bielorrusia", "entre Polonia y Bielorrusia"),
    ("ko", "폴란드와 벨라루스 국경에서", "폴란드와 벨라루스 국경"),
    ("zh", "在波兰和白俄罗斯边境", "波兰和白俄罗斯边境"),
]


@pytest.mark.parametrize(("language", "text", "span"), BORDERS)
def test_a_border_is_where_two_countries_meet(language: str, text: str, span: str) -> None:
    (toponym,) = geoparse(text, language=language)
    place = toponym.place
    assert (toponym.text, place.country) == (span, None)
    assert distance_km(place.lat, place.lon, 52.6, 23.6) < 60
    assert place.radius_km is not None
    assert 100 < place.radius_km < 250


def test_a_journey_between_towns_is_two_places() -> None:
    assert [t.text for t in geoparse("flights between London and Manchester", language="en")] == [
        "London",
        "Manchester",
    ]


NEAR = [
    ("en", "A drone fell near Kherson.", 15),
    ("en", "A ship sank off the coast of Tripoli.", 50),
    ("ar", "سقطت بالقرب من خيرسون", 15),
    ("ar", "غرق قارب قبالة سواحل طرابلس", 50),
    ("ru", "Дрон упал под Херсоном.", 20),
    ("uk", "Дрон упав поблизу Херсона.", 15),
    ("fr", "tombé près de Kherson", 15),
    ("es", "cayó cerca de Jersón", 15),
    ("ko", "헤르손 인근에 떨어졌다", 15),
    ("zh", "坠落在赫尔松附近", 15),
]


@pytest.mark.parametrize(("language", "text", "kilometres"), NEAR)
def test_near_a_town_is_the_town_with_a_radius(language: str, text: str, kilometres: float) -> None:
    (toponym,) = geoparse(text, language=language)
    assert toponym.place.id.startswith("geonames:")
    assert toponym.place.radius_km == kilometres
    assert "near" in toponym.reading


def test_the_coast_and_the_border_of_a_division_are_its_own() -> None:
    (coast,) = geoparse("A ship burned off the coast of California.", language="en")
    assert (coast.text, coast.place.country, coast.place.admin1) == ("off the coast of California", "US", "US-CA")
    assert 33 < coast.place.lat < 40
    assert coast.place.lon < -118
    (border,) = geoparse("It burns on the border between Texas and Oklahoma.", language="en")
    assert (round(border.place.lat), border.place.country, border.place.admin1) == (34, "US", None)


def test_the_border_of_two_towns_is_that_of_their_divisions() -> None:
    (border,) = geoparse("Clashes along the Kherson-Mykolaiv border.", language="en")
    assert border.place.name == "border between Kherson and Mykolaiv"
    assert 32 < border.place.lon < 33.5
