"""Spanish, counted from Tuesday 5 September 2023."""

from __future__ import annotations

import pytest

from tests.events.dates.reading import read

CASES = [
    ("el 12 de enero de 2016", "12 de enero de 2016", "2016-01-12"),
    ("el 1.º de mayo de 2020", "1.º de mayo de 2020", "2020-05-01"),
    ("el primero de mayo de 2020", "primero de mayo de 2020", "2020-05-01"),
    ("el martes 3 de marzo de 1998", "martes 3 de marzo de 1998", "1998-03-03"),
    ("el 3 de enero del 2019", "3 de enero del 2019", "2019-01-03"),
    (
        "el veintiocho de marzo de mil novecientos noventa y dos",
        "veintiocho de marzo de mil novecientos noventa y dos",
        "1992-03-28",
    ),
    ("en febrero de 2001", "febrero de 2001", "2001-02-01..2001-02-28"),
    ("en el mes de agosto", "el mes de agosto", "2023-08-01..2023-08-31"),
    ("el 21/04/2016", "21/04/2016", "2016-04-21"),
    ("el 05/04/2016", "05/04/2016", "2016-04-05"),
    ("el 4-Jul-95", "4-Jul-95", "1995-07-04"),
    ("en 2014", "2014", "2014-01-01..2014-12-31"),
    ("en el año 2014", "año 2014", "2014-01-01..2014-12-31"),
    ("en los años noventa", "los años noventa", "1990-01-01..1999-12-31"),
    ("a finales de los años 80", "finales de los años 80", "1987-01-01..1989-12-31"),
    ("en la década de 1970", "la década de 1970", "1970-01-01..1979-12-31"),
    ("en el siglo XX", "el siglo XX", "1900-01-01..1999-12-31"),
    ("en el tercer trimestre de 2020", "el tercer trimestre de 2020", "2020-07-01..2020-09-30"),
    ("en el verano de 2016", "el verano de 2016", "2016-06-01..2016-08-31"),
    ("ayer", "ayer", "2023-09-04"),
    ("anteayer", "anteayer", "2023-09-03"),
    ("antes de ayer", "antes de ayer", "2023-09-03"),
    ("hoy", "hoy", "2023-09-05"),
    ("pasado mañana", "pasado mañana", "2023-09-07"),
    ("anoche", "anoche", "2023-09-04"),
    ("esta mañana", "esta mañana", "2023-09-05"),
    ("ayer por la tarde", "ayer por la tarde", "2023-09-04"),
    ("hace tres días", "hace tres días", "2023-09-02"),
    ("dentro de dos semanas", "dentro de dos semanas", "2023-09-19"),
    ("dos semanas atrás", "dos semanas atrás", "2023-08-22"),
    ("la semana pasada", "la semana pasada", "2023-08-28..2023-09-03"),
    ("el mes que viene", "el mes que viene", "2023-10-01..2023-10-31"),
    ("el año pasado", "el año pasado", "2022-01-01..2022-12-31"),
    ("el próximo año", "el próximo año", "2024-01-01..2024-12-31"),
    ("el pasado viernes", "pasado viernes", "2023-09-01"),
    ("el próximo domingo", "próximo domingo", "2023-09-10"),
    ("este verano", "este verano", "2023-06-01..2023-08-31"),
    ("en los últimos días", "últimos días", "2023-08-29..2023-09-05"),
    ("las últimas tres semanas", "últimas tres semanas", "2023-08-15..2023-09-05"),
    ("el primer lunes de mayo", "el primer lunes de mayo", "2023-05-01"),
    ("la última semana de julio de 2020", "la última semana de julio de 2020", "2020-07-27..2020-08-02"),
    ("a principios de septiembre", "principios de septiembre", "2023-09-01..2023-09-10"),
    ("a mediados de agosto", "mediados de agosto", "2023-08-11..2023-08-20"),
    ("a finales de 2022", "finales de 2022", "2022-09-01..2022-12-31"),
    ("del 12 al 17 de septiembre", "del 12 al 17 de septiembre", "2023-09-12..2023-09-17"),
    ("entre mayo y julio de 2020", "entre mayo y julio de 2020", "2020-05-01..2020-07-31"),
    ("de 2006 a 2008", "de 2006 a 2008", "2006-01-01..2008-12-31"),
    ("desde 2014", "desde 2014", "2014-01-01.."),
    ("hasta el 1 de octubre", "hasta el 1 de octubre", "..2023-10-01"),
    ("antes de 2010", "antes de 2010", "..2009-12-31"),
    ("después del lunes", "después del lunes", "2023-09-05.."),
    ("el lunes a las 17:30", "lunes a las 17:30", "2023-09-04"),
    ("el lunes a las 5 de la tarde", "lunes a las 5 de la tarde", "2023-09-04"),
    ("durante la Segunda Guerra Mundial", "Segunda Guerra Mundial", "1939-09-01..1945-09-02"),
    ("la Navidad de 2019", "Navidad de 2019", "2019-12-25"),
    ("el Viernes Santo de 2019", "Viernes Santo de 2019", "2019-04-19"),
    ("en los 90", "los 90", "1990-01-01..1999-12-31"),
    ("la mañana del 3 de mayo de 2020", "la mañana del 3 de mayo de 2020", "2020-05-03"),
    ("el pasado día 3 de marzo", "pasado día 3 de marzo", "2023-03-03"),
    ("mañana miércoles", "mañana miércoles", "2023-09-06"),
]


@pytest.mark.parametrize(("text", "words", "days"), CASES, ids=[case[0] for case in CASES])
def test_reads(text: str, words: str, days: str) -> None:
    assert read(text, "es") == [(words, days)]


NO_DATES = [
    "durante tres años",
    "un asedio de 72 horas",
    "un hombre de 40 años",
    "todos los lunes",
    "cada lunes",
    "tanques T-72 y proyectiles de 155 mm",
    "ganó por 2-1 con 52 votos a favor",
    "2000 personas y 1.500 soldados",
    "costó 2000 dólares",
    "el mar y el set",
    "la segunda vez",
    "3,5 por ciento",
    "el 31 de febrero de 2020",
    "la gran mayoría",
]


@pytest.mark.parametrize("text", NO_DATES)
def test_durations_ages_sets_and_numbers_are_no_dates(text: str) -> None:
    assert read(text, "es") == []


TENSES = [
    ("Los ministros se reunirán el jueves.", "2023-09-07"),
    ("Los ministros se reunieron el jueves.", "2023-08-31"),
    ("La cumbre está prevista para el 3 de junio.", "2024-06-03"),
    ("Anunció en octubre su salida.", "2022-10-01..2022-10-31"),
]


@pytest.mark.parametrize(("text", "days"), TENSES)
def test_tense_decides_between_past_and_future(text: str, days: str) -> None:
    assert [found for _, found in read(text, "es")] == [days]
