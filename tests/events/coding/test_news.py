"""Which sentences tell of an act of force, and which only name one."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from events.coding.news import CONTEXT, POINTS, context_points, sum_points
from events.model import Document
from events.pipeline import read_report

TOLD = [
    ("ar", "قتل سبعة أشخاص وأصيب 20 آخرون بجروح أمس في انفجار سيارة مفخخة وسط المدينة."),
    ("ar", "أعلنت مصادر أمنية مقتل 12 جنديا على الأقل في هجوم انتحاري قرب الحدود."),
    ("ar", "تظاهر مئات المعلمين أمس أمام مقر الحكومة للمطالبة بزيادة الأجور."),
    ("ar", "أطلق مسلحون مجهولون مساء الاثنين ثلاثة صواريخ على قاعدة عسكرية."),
    ("ar", "تجمع نحو 500 متظاهر أمام مبنى البرلمان."),
    ("ar", "أطلقت بعد حلول الليل طائرة بلا طيار مجهولة الهوية ثلاثة صواريخ على منزل في القرية أمس."),
    ("ar", "تعرض موكب الوزير في وسط العاصمة أمس لإطلاق نار من مسلحين."),
    ("en", "Gunmen killed 12 people on Monday in an attack on a market."),
    ("en", "A car bomb exploded near the courthouse, wounding at least nine soldiers."),
    ("en", "Hundreds of demonstrators marched through the capital on Monday."),
]
NAMED = [
    ("ar", "بدأت أمس محاكمة المتهم بتورطه في تفجير الفندق عام 2005."),
    ("ar", "انفجرت فضيحة جديدة في وجه رئيس البنك."),
    ("ar", "حذر الوزير من أي هجوم على بلاده."),
    ("ar", "أحيت المدينة الذكرى العاشرة لاغتيال رئيس الوزراء."),
    ("ar", "تحدث الكاتب عن التعذيب والقتل في روايته الجديدة."),
    ("ar", "وهتف المتظاهرون ضد الحكومة."),
    ("ar", "تناول الخطاب الحرب في الشرق الأوسط والأزمة الاقتصادية."),
    ("en", "The trial of a man accused of the bombing opened on Monday."),
    ("en", "The minister warned of the threat of any attack on the country."),
    ("en", "The city marked the anniversary of the massacre."),
]


def force(language: str, text: str) -> list[str]:
    report = read_report(Document("d", text, language, dt.date(2023, 9, 5)))
    return [event.type for event in report.events if event.type in ("assault", "protest")]


@pytest.mark.parametrize(("language", "text"), TOLD)
def test_what_is_told_as_news_makes_a_record(language: str, text: str) -> None:
    assert force(language, text)


@pytest.mark.parametrize(("language", "text"), NAMED)
def test_what_is_only_named_makes_none(language: str, text: str) -> None:
    assert force(language, text) == []


def test_a_report_that_keeps_to_acts_of_force_needs_less_in_each_sentence() -> None:
    assert [context_points(n) for n in range(9)] == [*CONTEXT, *[CONTEXT[-1]] * 4]
    assert list(CONTEXT) == sorted(CONTEXT)


def test_every_trait_is_documented_by_its_points() -> None:
    assert all(points and abs(points) <= 3 for points in POINTS.values())


def test_points_do_not_depend_on_the_order_of_the_traits() -> None:
    """Even in the last digit: a sentence at the limit was told in one process and not in the next."""
    traits = list(POINTS)
    shuffled = random.Random(1)
    sums = set()
    for _ in range(50):
        shuffled.shuffle(traits)
        sums.add(sum_points(traits))
    assert len(sums) == 1
