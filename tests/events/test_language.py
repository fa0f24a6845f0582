"""Language: the script first, then telling letters, then eldc."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.language import detect_language

CASES = [
    ("ar", "وصل الزعيم الكوري الشمالي إلى المدينة"),
    ("fa", "رئیس جمهور گفت که این گزارش درست نیست"),
    ("ru", "Президент объявил о встрече в Москве, сообщили вчера"),
    ("uk", "Міністерство оборони України повідомило про обстріл"),
    ("ko", "북한 김정은 국무위원장이 러시아를 방문했다"),
    ("zh", "朝鲜最高领导人金正恩抵达俄罗斯"),
    ("ja", "北朝鮮の金正恩総書記がロシアを訪問した"),
    ("en", "The leader arrived in the city on Monday for talks"),
    ("fr", "Le dirigeant est arrivé lundi dans la ville pour des entretiens"),
    ("es", "El líder llegó el lunes a la ciudad para mantener conversaciones"),
    ("de", "Der Staatschef traf am Montag zu Gesprächen in der Stadt ein"),
    ("he", "ראש הממשלה נפגש עם הנשיא"),
    ("und", "12 345 … !"),
    ("und", ""),
]


@pytest.mark.parametrize(("language", "text"), CASES, ids=[f"{c[0]}: {c[1][:20]}" for c in CASES])
def test_a_sentence_tells_its_language(language: str, text: str) -> None:
    assert detect_language(text) == language


def test_a_foreign_name_does_not_change_the_language_of_a_report() -> None:
    assert detect_language("وقال ماركس لشبكة CNN إن روسيا تريد شريكا، حسب New York Times") == "ar"


@given(st.text(max_size=300))
def test_any_text_has_a_code(text: str) -> None:
    code = detect_language(text)
    assert code
    assert code.isascii()
    assert 2 <= len(code) <= 3
