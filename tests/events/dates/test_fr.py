"""French, counted from Tuesday 5 September 2023."""

from __future__ import annotations

import pytest

from tests.events.dates.reading import read

CASES = [
    # calendar dates
    ("le 12 janvier 2016", "12 janvier 2016", "2016-01-12"),
    ("le 1er mai 2020", "1er mai 2020", "2020-05-01"),
    ("le mardi 3 mars 1998", "mardi 3 mars 1998", "1998-03-03"),
    ("le premier août 1914", "premier août 1914", "1914-08-01"),
    ("le 14 juil. 2019", "14 juil. 2019", "2019-07-14"),
    ("en février 2001", "février 2001", "2001-02-01..2001-02-28"),
    ("au mois d'août", "mois d'août", "2023-08-01..2023-08-31"),
    ("le 21/04/2016", "21/04/2016", "2016-04-21"),
    ("le 05/04/2016", "05/04/2016", "2016-04-05"),
    ("en 2014", "2014", "2014-01-01..2014-12-31"),
    ("en mille neuf cent quatre-vingt-dix-sept", "mille neuf cent quatre-vingt-dix-sept", "1997-01-01..1997-12-31"),
    ("dans les années 1990", "les années 1990", "1990-01-01..1999-12-31"),
    ("au début des années 80", "début des années 80", "1980-01-01..1983-12-31"),
    ("dans les années soixante-dix", "les années soixante-dix", "1970-01-01..1979-12-31"),
    ("au XXe siècle", "XXe siècle", "1900-01-01..1999-12-31"),
    ("au dix-neuvième siècle", "dix-neuvième siècle", "1800-01-01..1899-12-31"),
    ("au troisième trimestre 2020", "troisième trimestre 2020", "2020-07-01..2020-09-30"),
    ("au premier semestre de 2021", "premier semestre de 2021", "2021-01-01..2021-06-30"),
    ("pendant l'été 2019", "l'été 2019", "2019-06-01..2019-08-31"),
    ("au printemps 1978", "printemps 1978", "1978-03-01..1978-05-31"),
    # counted from the report
    ("hier", "hier", "2023-09-04"),
    ("avant-hier", "avant-hier", "2023-09-03"),
    ("aujourd'hui", "aujourd'hui", "2023-09-05"),
    ("après-demain", "après-demain", "2023-09-07"),
    ("hier soir", "hier soir", "2023-09-04"),
    ("ce matin", "ce matin", "2023-09-05"),
    ("il y a trois jours", "il y a trois jours", "2023-09-02"),
    ("il y a une semaine", "il y a une semaine", "2023-08-29"),
    ("dans deux semaines", "dans deux semaines", "2023-09-19"),
    ("la semaine dernière", "la semaine dernière", "2023-08-28..2023-09-03"),
    ("le mois prochain", "mois prochain", "2023-10-01..2023-10-31"),
    ("l'année dernière", "l'année dernière", "2022-01-01..2022-12-31"),
    ("l'an dernier", "l'an dernier", "2022-01-01..2022-12-31"),
    ("vendredi dernier", "vendredi dernier", "2023-09-01"),
    ("dimanche prochain", "dimanche prochain", "2023-09-10"),
    ("jeudi soir", "jeudi soir", "2023-08-31"),
    ("cet été", "cet été", "2023-06-01..2023-08-31"),
    ("cette semaine", "cette semaine", "2023-09-04..2023-09-10"),
    ("ces derniers jours", "ces derniers jours", "2023-08-29..2023-09-05"),
    ("au cours des trois dernières semaines", "trois dernières semaines", "2023-08-15..2023-09-05"),
    ("le premier lundi de mai", "le premier lundi de mai", "2023-05-01"),
    ("la dernière semaine de juillet 2020", "la dernière semaine de juillet 2020", "2020-07-27..2020-08-02"),
    # parts
    ("début septembre", "début septembre", "2023-09-01..2023-09-10"),
    ("à la mi-août", "mi-août", "2023-08-11..2023-08-20"),
    ("fin 2022", "fin 2022", "2022-09-01..2022-12-31"),
    ("à la fin du mois de mars", "fin du mois de mars", "2023-03-21..2023-03-31"),
    ("fin juillet 2021", "fin juillet 2021", "2021-07-21..2021-07-31"),
    # ranges and open ends
    ("du 12 au 17 septembre", "du 12 au 17 septembre", "2023-09-12..2023-09-17"),
    ("entre mai et juillet 2020", "entre mai et juillet 2020", "2020-05-01..2020-07-31"),
    ("de 2006 à 2008", "de 2006 à 2008", "2006-01-01..2008-12-31"),
    ("dans la nuit de lundi à mardi", "la nuit de lundi à mardi", "2023-09-04..2023-09-05"),
    ("depuis 2014", "depuis 2014", "2014-01-01.."),
    ("jusqu'au 1er octobre", "jusqu'au 1er octobre", "..2023-10-01"),
    ("avant 2010", "avant 2010", "..2009-12-31"),
    ("après lundi", "après lundi", "2023-09-05.."),
    ("lundi à 17 heures", "lundi à 17 heures", "2023-09-04"),
    ("lundi à 17h30", "lundi à 17h30", "2023-09-04"),
    # names
    ("pendant la Seconde Guerre mondiale", "Seconde Guerre mondiale", "1939-09-01..1945-09-02"),
    ("à Noël 2019", "Noël 2019", "2019-12-25"),
    ("le lundi de Pâques 2019", "lundi de Pâques 2019", "2019-04-22"),
    ("pendant le ramadan", "ramadan", "2023-03-23..2023-04-20"),
    ("la saison 2023/24", "2023/24", "2023-01-01..2024-12-31"),
    ("dans la nuit du 2 au 3 mars 2020", "la nuit du 2 au 3 mars 2020", "2020-03-02..2020-03-03"),
    ("l'année dernière en mai", "l'année dernière en mai", "2022-05-01..2022-05-31"),
]


@pytest.mark.parametrize(("text", "words", "days"), CASES, ids=[case[0] for case in CASES])
def test_reads(text: str, words: str, days: str) -> None:
    assert read(text, "fr") == [(words, days)]


NO_DATES = [
    "pendant trois ans",
    "un siège de 72 heures",
    "âgé de 40 ans",
    "un homme de 40 ans",
    "tous les lundis",
    "chaque lundi",
    "des chars T-72 et des obus de 155 mm",
    "une victoire 2-1 par 52 voix contre 48",
    "2000 personnes et 1 500 soldats",
    "cela a coûté 2000 euros",
    "il a été arrêté; elle ont été tuées",
    "au 06 12 34 56 78",
    "la mer et le jeu",
    "3,5 pour cent",
    "le 31 février 2020",
    "la deuxième fois",
]


@pytest.mark.parametrize("text", NO_DATES)
def test_durations_ages_sets_and_numbers_are_no_dates(text: str) -> None:
    assert read(text, "fr") == []


TENSES = [
    ("Les ministres se réuniront jeudi.", "2023-09-07"),
    ("Les ministres se sont réunis jeudi.", "2023-08-31"),
    ("Le sommet doit se tenir le 3 juin.", "2024-06-03"),
    ("Il a annoncé son départ en octobre.", "2022-10-01..2022-10-31"),
]


@pytest.mark.parametrize(("text", "days"), TENSES)
def test_tense_decides_between_past_and_future(text: str, days: str) -> None:
    assert [found for _, found in read(text, "fr")] == [days]
