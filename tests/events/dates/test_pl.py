"""Polish, counted from Tuesday 5 September 2023."""

from __future__ import annotations

import pytest

from tests.events.dates.reading import read

CASES = [
    ("Szczyt odbędzie się 13 września 2023 roku we Władywostoku.", [("13 września 2023 roku", "2023-09-13")]),
    ("Spotkanie odbyło się w środę 30 sierpnia.", [("środę 30 sierpnia", "2023-08-30")]),
    ("W zeszły poniedziałek rząd przyjął ustawę.", [("zeszły poniedziałek", "2023-09-04")]),
    ("Minister powiedział wczoraj, że wizytę przełożono.", [("wczoraj", "2023-09-04")]),
    ("Jutro przyjedzie delegacja.", [("Jutro", "2023-09-06")]),
    ("Przedwczoraj zginęły dwie osoby.", [("Przedwczoraj", "2023-09-03")]),
    ("W zeszłym tygodniu Rosja zaatakowała.", [("zeszłym tygodniu", "2023-08-28..2023-09-03")]),
    ("W przyszłym miesiącu odbędą się wybory.", [("przyszłym miesiącu", "2023-10-01..2023-10-31")]),
    ("W ubiegłym roku gospodarka rosła.", [("ubiegłym roku", "2022-01-01..2022-12-31")]),
    ("W tym roku jest nadwyżka.", [("tym roku", "2023-01-01..2023-12-31")]),
    ("W 2014 roku zaanektowano Krym.", [("2014 roku", "2014-01-01..2014-12-31")]),
    ("Od 2014 roku region jest sporny.", [("Od 2014 roku", "2014-01-01..")]),
    ("Od 2014 do 2016 roku był ministrem.", [("Od 2014 do 2016 roku", "2014-01-01..2016-12-31")]),
    ("Do 1 października musi być porozumienie.", [("Do 1 października", "..2023-10-01")]),
    ("Trzy dni temu wybuchł pożar.", [("Trzy dni temu", "2023-09-02")]),
    ("Dwa lata temu był premierem.", [("Dwa lata temu", "2021-01-01..2021-12-31")]),
    ("Za dwa tygodnie zaczną się rozmowy.", [("Za dwa tygodnie", "2023-09-19")]),
    ("Na początku września wojska się wycofały.", [("początku września", "2023-09-01..2023-09-10")]),
    ("W połowie sierpnia miasto padło.", [("połowie sierpnia", "2023-08-11..2023-08-20")]),
    ("Pod koniec 2022 roku ceny wzrosły.", [("Pod koniec 2022 roku", "2022-09-01..2022-12-31")]),
    ("W latach dziewięćdziesiątych sytuacja się zmieniła.", [("latach dziewięćdziesiątych", "1990-01-01..1999-12-31")]),
    ("W latach 70. dochodziło do zamachów.", [("latach 70", "1970-01-01..1979-12-31")]),
    ("W XX wieku były dwie wojny.", [("XX wieku", "1900-01-01..1999-12-31")]),
    ("W trzecim kwartale 2022 roku sprzedaż spadła.", [("trzecim kwartale 2022 roku", "2022-07-01..2022-09-30")]),
    ("Latem 2021 roku padł Kabul.", [("Latem 2021 roku", "2021-06-01..2021-08-31")]),
    ("Od 12 do 17 września odbędą się ćwiczenia.", [("Od 12 do 17 września", "2023-09-12..2023-09-17")]),
    ("Między 12 a 17 września odbędą się manewry.", [("Między 12 a 17 września", "2023-09-12..2023-09-17")]),
    ("Przez trzy lata pracował w Rzymie.", []),
    ("W każdy poniedziałek targ jest zamknięty.", []),
    ("Około 2000 żołnierzy wysłano na granicę.", []),
    (
        "8 maja 1945 roku wojna się skończyła. Następnego dnia przybyły wojska.",
        [("8 maja 1945 roku", "1945-05-08"), ("Następnego dnia", "1945-05-09")],
    ),
    ("Od poniedziałku do piątku biuro jest otwarte.", [("Od poniedziałku do piątku", "2023-09-04..2023-09-08")]),
    ("Przed 2010 rokiem to nie istniało.", [("Przed 2010 rokiem", "..2009-12-31")]),
    ("Po 24 lutego 2022 roku wszystko się zmieniło.", [("Po 24 lutego 2022 roku", "2022-02-25..")]),
    ("W ostatni weekend protestowały tysiące ludzi.", [("ostatni weekend", "2023-09-02..2023-09-03")]),
    ("Dziś wieczorem prezydent wygłosi orędzie.", [("Dziś wieczorem", "2023-09-05")]),
    ("Wybory w marcu 2018 roku były zacięte.", [("marcu 2018 roku", "2018-03-01..2018-03-31")]),
    ("W październiku parlament ma omówić reformę.", [("październiku", "2023-10-01..2023-10-31")]),
    ("W ciągu ostatnich trzech dni zginęło dziesięć osób.", [("ostatnich trzech dni", "2023-09-02..2023-09-05")]),
    ("W pierwszym półroczu 2023 roku dług wzrósł.", [("pierwszym półroczu 2023 roku", "2023-01-01..2023-06-30")]),
]


@pytest.mark.parametrize(("text", "found"), CASES, ids=[case[0] for case in CASES])
def test_reads(text: str, found: list[tuple[str, str]]) -> None:
    assert read(text, "pl") == found
