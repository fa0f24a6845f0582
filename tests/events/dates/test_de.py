"""German, counted from Tuesday 5 September 2023."""

from __future__ import annotations

import datetime as dt

import pytest

from events.dates import find_dates
from tests.events.dates.reading import read

CASES = [
    ("am 12. Januar 2016", "12. Januar 2016", "2016-01-12"),
    ("am ersten Mai 2020", "ersten Mai 2020", "2020-05-01"),
    ("am Dienstag, dem 3. März 1998", "Dienstag, dem 3. März 1998", "1998-03-03"),
    ("am 3. Jänner 2019", "3. Jänner 2019", "2019-01-03"),
    ("am 21.04.2016", "21.04.2016", "2016-04-21"),
    ("am 5.4.2016", "5.4.2016", "2016-04-05"),
    ("am 15. wieder da", "15.", "2023-08-15"),
    ("im Februar 2001", "Februar 2001", "2001-02-01..2001-02-28"),
    ("im Jahr 2014", "Jahr 2014", "2014-01-01..2014-12-31"),
    ("im Jahre neunzehnhundertneunundachtzig", "Jahre neunzehnhundertneunundachtzig", "1989-01-01..1989-12-31"),
    ("in den 1990er Jahren", "den 1990er Jahren", "1990-01-01..1999-12-31"),
    ("in den 80er-Jahren", "den 80er-Jahren", "1980-01-01..1989-12-31"),
    ("in den neunziger Jahren", "den neunziger Jahren", "1990-01-01..1999-12-31"),
    ("in den Siebzigerjahren", "den Siebzigerjahren", "1970-01-01..1979-12-31"),
    ("im 20. Jahrhundert", "20. Jahrhundert", "1900-01-01..1999-12-31"),
    ("im neunzehnten Jahrhundert", "neunzehnten Jahrhundert", "1800-01-01..1899-12-31"),
    ("im dritten Quartal 2020", "dritten Quartal 2020", "2020-07-01..2020-09-30"),
    ("im 1. Halbjahr 2021", "1. Halbjahr 2021", "2021-01-01..2021-06-30"),
    ("im Sommer 2016", "Sommer 2016", "2016-06-01..2016-08-31"),
    ("im Frühjahr 1978", "Frühjahr 1978", "1978-03-01..1978-05-31"),
    ("gestern", "gestern", "2023-09-04"),
    ("vorgestern", "vorgestern", "2023-09-03"),
    ("heute", "heute", "2023-09-05"),
    ("übermorgen", "übermorgen", "2023-09-07"),
    ("heute Morgen", "heute Morgen", "2023-09-05"),
    ("morgen früh", "morgen früh", "2023-09-06"),
    ("gestern Abend", "gestern Abend", "2023-09-04"),
    ("am Montagabend", "Montagabend", "2023-09-04"),
    ("vor drei Tagen", "vor drei Tagen", "2023-09-02"),
    ("vor einer Woche", "vor einer Woche", "2023-08-29"),
    ("in zwei Wochen", "in zwei Wochen", "2023-09-19"),
    ("in der vergangenen Woche", "vergangenen Woche", "2023-08-28..2023-09-03"),
    ("letzte Woche", "letzte Woche", "2023-08-28..2023-09-03"),
    ("im nächsten Monat", "nächsten Monat", "2023-10-01..2023-10-31"),
    ("im vergangenen Jahr", "vergangenen Jahr", "2022-01-01..2022-12-31"),
    ("im Vorjahr", "Vorjahr", "2022-01-01..2022-12-31"),
    ("am vergangenen Freitag", "vergangenen Freitag", "2023-09-01"),
    ("am kommenden Sonntag", "kommenden Sonntag", "2023-09-10"),
    ("am Wochenende", "Wochenende", "2023-09-09..2023-09-10"),
    ("diesen Sommer", "diesen Sommer", "2023-06-01..2023-08-31"),
    ("in den vergangenen Tagen", "vergangenen Tagen", "2023-08-29..2023-09-05"),
    ("in den letzten drei Wochen", "letzten drei Wochen", "2023-08-15..2023-09-05"),
    ("am ersten Montag im Mai", "ersten Montag im Mai", "2023-05-01"),
    ("in der letzten Woche im Juli 2020", "der letzten Woche im Juli 2020", "2020-07-27..2020-08-02"),
    ("Anfang September", "Anfang September", "2023-09-01..2023-09-10"),
    ("Mitte August", "Mitte August", "2023-08-11..2023-08-20"),
    ("Ende 2022", "Ende 2022", "2022-09-01..2022-12-31"),
    ("Mitte nächsten Jahres", "Mitte nächsten Jahres", "2024-05-01..2024-08-31"),
    ("zum Jahresende", "Jahresende", "2023-09-01..2023-12-31"),
    ("zum Jahresende 2020", "Jahresende 2020", "2020-09-01..2020-12-31"),
    ("zum Monatsanfang", "Monatsanfang", "2023-09-01..2023-09-10"),
    ("vom 12. bis 17. September", "vom 12. bis 17. September", "2023-09-12..2023-09-17"),
    ("zwischen Mai und Juli 2020", "zwischen Mai und Juli 2020", "2020-05-01..2020-07-31"),
    ("von 2006 bis 2008", "von 2006 bis 2008", "2006-01-01..2008-12-31"),
    ("vor 2010", "vor 2010", "..2009-12-31"),
    ("nach dem 3. Mai 2020", "nach dem 3. Mai 2020", "2020-05-04.."),
    ("am Montag um 17.30 Uhr", "Montag um 17.30 Uhr", "2023-09-04"),
    ("im Zweiten Weltkrieg", "Zweiten Weltkrieg", "1939-09-01..1945-09-02"),
    ("Ostern 2019", "Ostern 2019", "2019-04-21"),
    ("am Karfreitag 2019", "Karfreitag 2019", "2019-04-19"),
    ("an Heiligabend 2020", "Heiligabend 2020", "2020-12-24"),
    ("die Saison 2023/24", "2023/24", "2023-01-01..2024-12-31"),
    ("am Morgen des 3. Mai 2020", "Morgen des 3. Mai 2020", "2020-05-03"),
    ("am gestrigen Montag", "gestrigen Montag", "2023-09-04"),
    ("um 20 Uhr", "20 Uhr", "2023-09-05"),
]


@pytest.mark.parametrize(("text", "words", "days"), CASES, ids=[case[0] for case in CASES])
def test_reads(text: str, words: str, days: str) -> None:
    assert read(text, "de") == [(words, days)]


NO_DATES = [
    "drei Jahre lang",
    "eine 72-stündige Belagerung",
    "ein 40 Jahre alter Mann",
    "jeden Montag",
    "montags und sonntags",
    "alle vier Jahre",
    "T-72-Panzer und Granaten mit 155 mm",
    "ein 2:1 bei 52 Stimmen",
    "2000 Menschen und 1.500 Soldaten",
    "das kostete 2000 Euro",
    "3,5 Prozent",
    "so kann man das sagen; die Mi und Do",
    "am 31. Februar 2020",
    "das zweite Mal, die dritte Runde",
]


@pytest.mark.parametrize("text", NO_DATES)
def test_durations_ages_sets_and_numbers_are_no_dates(text: str) -> None:
    assert read(text, "de") == []


TENSES = [
    ("Die Minister werden sich am Donnerstag treffen.", "2023-09-07"),
    ("Die Minister trafen sich am Donnerstag, hatten aber wenig Zeit.", "2023-08-31"),
    ("Das Treffen ist für den 3. Juni geplant.", "2024-06-03"),
]


@pytest.mark.parametrize(("text", "days"), TENSES)
def test_tense_decides_between_past_and_future(text: str, days: str) -> None:
    assert [found for _, found in read(text, "de")] == [days]


@pytest.mark.parametrize(
    ("text", "said", "earliest", "latest"),
    [
        ("Seit 2010 lebt er dort.", "2010", dt.date(2010, 1, 1), None),
        ("Er bleibt bis Freitag.", "Freitag", None, dt.date(2024, 4, 26)),
        ("Spätestens am 3. Mai 2024 ist es fertig.", "3. Mai 2024", None, dt.date(2024, 5, 3)),
    ],
)
def test_since_and_until_open_an_end_though_they_stand_outside_the_span(
    text: str, said: str, earliest: dt.date | None, latest: dt.date | None
) -> None:
    (found,) = find_dates(text, language="de", anchor=dt.date(2024, 4, 24))
    assert (found.text, found.earliest, found.latest) == (said, earliest, latest)


def test_the_night_before_a_day_is_told_of_that_day() -> None:
    assert read("In der Nacht zum Sonntag brannte es.", "de") == [("In der Nacht zum Sonntag", "2023-09-03")]


def test_the_short_name_of_a_month_may_be_a_given_name() -> None:
    assert read("8. Dominik Paris, 9. Jan Kuppelwieser", "de") == []
    assert read("am 9. Jan. um 8 Uhr", "de")[0][1] == "2023-01-09"
