"""Offices by their date, and what points back to somebody named before."""

from __future__ import annotations

import pytest

from .reading import named, read

OFFICES = [
    # language, sentence, day, words, who held the office
    ("en", "The Russian defence minister arrived.", "2023-09-05", "Russian defence minister", "Sergei Shoigu"),
    ("en", "The Russian defence minister arrived.", "2025-02-01", "Russian defence minister", "Andrei Belousov"),
    ("en", "The Russian defence minister arrived.", "2010-02-01", "Russian defence minister", "Anatoly Serdyukov"),
    ("en", "The US president arrived.", "2023-09-05", "US president", "Joe Biden"),
    ("en", "The US president arrived.", "2025-09-05", "US president", "Donald Trump"),
    ("en", "The South Korean president arrived.", "2019-04-25", "South Korean president", "Moon Jae-in"),
    ("ar", "وصل وزير الدفاع الروسي أمس.", "2023-09-05", "وزير الدفاع الروسي", "Sergei Shoigu"),
    ("ar", "وصل وزير الدفاع الروسي أمس.", "2025-02-01", "وزير الدفاع الروسي", "Andrei Belousov"),
    ("ar", "وصل الزعيم الكوري الشمالي أمس.", "2023-09-05", "الزعيم الكوري الشمالي", "Kim Jong Un"),
    ("ru", "Российский министр обороны прибыл.", "2025-02-01", "Российский министр обороны", "Andrei Belousov"),
    ("uk", "Російський міністр оборони прибув.", "2023-02-01", "Російський міністр оборони", "Sergei Shoigu"),
    ("ko", "러시아 국방장관이 도착했다.", "2025-02-01", "러시아 국방장관", "Andrei Belousov"),
    ("zh", "俄罗斯国防部长抵达。", "2023-07-26", "俄罗斯国防部长", "Sergei Shoigu"),
    ("fr", "Le président français est arrivé.", "2010-02-01", "président français", "Nicolas Sarkozy"),
    ("es", "El presidente ruso llegó.", "2010-02-01", "presidente ruso", "Dmitry Medvedev"),
]


@pytest.mark.parametrize(
    ("language", "text", "day", "surface", "name"), OFFICES, ids=[f"{r[1]} {r[2]}" for r in OFFICES]
)
def test_an_office_means_who_held_it_that_day(language: str, text: str, day: str, surface: str, name: str) -> None:
    assert (surface, name) in named(text, language, day)


def test_a_former_office_means_nobody_in_office() -> None:
    names = [name for _, name in named("The former US president arrived.", "en", "2023-09-05")]
    assert "Joe Biden" not in names


BACK = [
    # language, report, words, who is meant
    ("en", "Kim Jong Un left. Kim was seen at noon.", "Kim", "Kim Jong Un"),
    ("en", "Lieutenant General Frank Kessler spoke. Kessler was calm.", "Kessler", "Frank Kessler"),
    ("en", "The spokesman, John Kessler, spoke. Later Kessler left.", "Kessler", "John Kessler"),
    ("ar", "وصل كيم جونغ أون. وكان كيم مبتسما.", "كيم", "Kim Jong Un"),
    ("ar", "تحدث العميد سامي الجبوري. وأضاف الجبوري أن الطريق آمن.", "الجبوري", "سامي الجبوري"),
    ("ru", "Приехал Ким Чен Ын. Путин встретил Кима.", "Кима", "Kim Jong Un"),
    ("ko", "김정은 국무위원장이 떠났다. 김 위원장은 웃었다.", "김 위원장", "Kim Jong Un"),
    ("es", "Llegó Kim Jong-un. Kim saludó.", "Kim", "Kim Jong Un"),
]


@pytest.mark.parametrize(("language", "text", "surface", "name"), BACK, ids=[row[1] for row in BACK])
def test_a_short_form_points_back(language: str, text: str, surface: str, name: str) -> None:
    assert (surface, name) in named(text, language)


def test_of_two_with_one_family_name_the_one_in_office_is_meant() -> None:
    text = "Kim Jong Un spoke of his grandfather Kim Il Sung. Kim then left."
    assert named(text, "en")[-1] == ("Kim", "Kim Jong Un")


def test_an_office_without_a_date_means_who_was_named_before() -> None:
    text = "Sergei Shoigu came to Pyongyang. The Russian defence minister stayed three days."
    assert ("Russian defence minister", "Sergei Shoigu") in named(text, "en", None)


def test_the_same_stranger_has_one_id_in_two_reports() -> None:
    one, other = (read(f"Colonel Frank Kessler {verb}.", "en")[0].actor.id for verb in ("spoke", "left"))
    assert one == other == "frank-kessler"


def test_an_army_belongs_to_its_state() -> None:
    army = read("The Russian army withdrew.", "en")[0].actor
    assert army.country == "RU"
