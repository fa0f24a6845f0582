"""Languages without a data file, read with dateparser's words; counted from Tuesday 5 September 2023."""

from __future__ import annotations

import pytest

from events.dates.borrowed import load_borrowed
from tests.events.dates.reading import read

CASES = [
    ("ro", "A sosit luni, 4 septembrie 2023, și va pleca mâine.", "2023-09-04 2023-09-06"),
    (
        "ro",
        "Săptămâna trecută; luna viitoare; anul trecut",
        "2023-08-28..2023-09-03 2023-10-01..2023-10-31 2022-01-01..2022-12-31",
    ),
    ("hu", "2023. szeptember 4-én érkezett, és holnap távozik.", "2023-09-04 2023-09-06"),
    ("cs", "Přijel v pondělí 4. září 2023. Minulý týden odjel.", "2023-09-04 2023-08-28..2023-09-03"),
    ("fi", "Saapui maanantaina 4. syyskuuta 2023. Viime viikolla.", "2023-09-04 2023-08-28..2023-09-03"),
    ("bg", "Пристигна в понеделник, 4 септември 2023 г., миналата седмица.", "2023-09-04 2023-08-28..2023-09-03"),
    ("vi", "Ngày 4 tháng 9 năm 2023, ông đã đến.", "2023-09-04"),
    ("bn", "সোমবার ৪ সেপ্টেম্বর ২০২৩ এ", "2023-09-04"),
    ("ur", "پیر 4 ستمبر 2023 کو، گزشتہ ہفتے", "2023-09-04 2023-08-28..2023-09-03"),
    ("th", "เมื่อวันที่ 4 กันยายน 2023 นายกรัฐมนตรี", "2023-09-04"),
    ("el", "Έφτασε τη Δευτέρα 4 Σεπτεμβρίου και θα φύγει αύριο.", "2023-09-04 2023-09-06"),
    ("id", "Tiga hari lalu; dua minggu lalu; minggu lalu", "2023-09-02 2023-08-22 2023-08-28..2023-09-03"),
    ("vi", "ba ngày trước; hai tuần trước; tuần trước", "2023-09-02 2023-08-22 2023-08-28..2023-09-03"),
    ("fa", "سه روز پیش؛ دو هفته پیش", "2023-09-02 2023-08-22"),
    ("he", "לפני שלושה ימים", "2023-09-02"),
    ("cs", "před třemi dny; před dvěma týdny", "2023-09-02 2023-08-22"),
    ("hu", "három nappal ezelőtt; két héttel ezelőtt", "2023-09-02 2023-08-22"),
    ("bg", "преди три дни; преди две седмици", "2023-09-02 2023-08-22"),
    ("da", "for tre dage siden; for to uger siden", "2023-09-02 2023-08-22"),
    ("hr", "Prije 3 dana; 1998; 31. veljače", "2023-09-02 1998-01-01..1998-12-31"),
]


@pytest.mark.parametrize(("language", "text", "days"), CASES)
def test_reads_the_days(language: str, text: str, days: str) -> None:
    assert [day for _, day in read(text, language)] == days.split()


def test_an_unknown_language_has_no_words() -> None:
    assert load_borrowed("xx") is None
