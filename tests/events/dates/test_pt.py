"""Portuguese, counted from Tuesday 5 September 2023."""

from __future__ import annotations

import pytest

from tests.events.dates.reading import read

CASES = [
    ("em 12 de janeiro de 2016", "12 de janeiro de 2016", "2016-01-12"),
    ("no dia 3 de março de 1998", "3 de março de 1998", "1998-03-03"),
    ("em 1º de maio de 2020", "1º de maio de 2020", "2020-05-01"),
    ("na terça-feira, 3 de março de 1998", "terça-feira, 3 de março de 1998", "1998-03-03"),
    ("em fevereiro de 2001", "fevereiro de 2001", "2001-02-01..2001-02-28"),
    ("no mês de agosto", "mês de agosto", "2023-08-01..2023-08-31"),
    ("em 21/04/2016", "21/04/2016", "2016-04-21"),
    ("em 05/04/2016", "05/04/2016", "2016-04-05"),
    ("em 2014", "2014", "2014-01-01..2014-12-31"),
    ("nos anos 90", "anos 90", "1990-01-01..1999-12-31"),
    ("na década de 1970", "década de 1970", "1970-01-01..1979-12-31"),
    ("nos anos oitenta", "anos oitenta", "1980-01-01..1989-12-31"),
    ("no século XX", "século XX", "1900-01-01..1999-12-31"),
    ("no terceiro trimestre de 2020", "terceiro trimestre de 2020", "2020-07-01..2020-09-30"),
    ("no verão de 2016", "verão de 2016", "2016-06-01..2016-08-31"),
    ("ontem", "ontem", "2023-09-04"),
    ("anteontem", "anteontem", "2023-09-03"),
    ("hoje", "hoje", "2023-09-05"),
    ("depois de amanhã", "depois de amanhã", "2023-09-07"),
    ("ontem à noite", "ontem à noite", "2023-09-04"),
    ("há três dias", "há três dias", "2023-09-02"),
    ("três dias atrás", "três dias atrás", "2023-09-02"),
    ("daqui a duas semanas", "daqui a duas semanas", "2023-09-19"),
    ("na semana passada", "semana passada", "2023-08-28..2023-09-03"),
    ("no mês que vem", "mês que vem", "2023-10-01..2023-10-31"),
    ("no ano passado", "ano passado", "2022-01-01..2022-12-31"),
    ("na última sexta-feira", "última sexta-feira", "2023-09-01"),
    ("no próximo domingo", "próximo domingo", "2023-09-10"),
    ("na segunda-feira", "segunda-feira", "2023-09-04"),
    ("na segunda, o governo caiu", "segunda", "2023-09-04"),
    ("nesta quinta-feira", "nesta quinta-feira", "2023-09-07"),
    ("neste verão", "neste verão", "2023-06-01..2023-08-31"),
    ("nos últimos dias", "últimos dias", "2023-08-29..2023-09-05"),
    ("nas últimas três semanas", "últimas três semanas", "2023-08-15..2023-09-05"),
    ("a primeira segunda-feira de maio", "a primeira segunda-feira de maio", "2023-05-01"),
    ("no início de setembro", "início de setembro", "2023-09-01..2023-09-10"),
    ("em meados de agosto", "meados de agosto", "2023-08-11..2023-08-20"),
    ("no final de 2022", "final de 2022", "2022-09-01..2022-12-31"),
    ("de 12 a 17 de setembro", "de 12 a 17 de setembro", "2023-09-12..2023-09-17"),
    ("entre maio e julho de 2020", "entre maio e julho de 2020", "2020-05-01..2020-07-31"),
    ("de 2006 a 2008", "de 2006 a 2008", "2006-01-01..2008-12-31"),
    ("desde 2014", "desde 2014", "2014-01-01.."),
    ("até 1 de outubro", "até 1 de outubro", "..2023-10-01"),
    ("antes de 2010", "antes de 2010", "..2009-12-31"),
    ("segunda-feira às 17h30", "segunda-feira às 17h30", "2023-09-04"),
    ("durante a Segunda Guerra Mundial", "Segunda Guerra Mundial", "1939-09-01..1945-09-02"),
    ("na Páscoa de 2019", "Páscoa de 2019", "2019-04-21"),
    ("no último dia 3 de março", "último dia 3 de março", "2023-03-03"),
    ("na noite de segunda-feira", "noite de segunda-feira", "2023-09-04"),
    ("em maio do ano passado", "maio do ano passado", "2022-05-01..2022-05-31"),
]


@pytest.mark.parametrize(("text", "words", "days"), CASES, ids=[case[0] for case in CASES])
def test_reads(text: str, words: str, days: str) -> None:
    assert read(text, "pt") == [(words, days)]


NO_DATES = [
    "durante três anos",
    "um homem de 40 anos",
    "todas as segundas-feiras",
    "cada segunda-feira",
    "pela segunda vez",
    "na segunda fase",
    "a quarta maior cidade",
    "tanques T-72 e granadas de 155 mm",
    "venceu por 2-1 com 52 votos",
    "2000 pessoas e 1.500 soldados",
    "custou 2000 reais",
    "3,5 por cento",
    "31 de fevereiro de 2020",
]


@pytest.mark.parametrize("text", NO_DATES)
def test_durations_ages_sets_and_numbers_are_no_dates(text: str) -> None:
    assert read(text, "pt") == []


TENSES = [
    ("Os ministros vão reunir-se na quinta-feira.", "2023-09-07"),
    ("Os ministros reuniram-se na quinta-feira.", "2023-08-31"),
    ("A cimeira está prevista para 3 de junho.", "2024-06-03"),
]


@pytest.mark.parametrize(("text", "days"), TENSES)
def test_tense_decides_between_past_and_future(text: str, days: str) -> None:
    assert [found for _, found in read(text, "pt")] == [days]
