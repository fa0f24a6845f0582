"""Turkish, counted from Tuesday 5 September 2023."""

from __future__ import annotations

import pytest

from tests.events.dates.reading import read

CASES = [
    ("12 Ocak 2016'da", "12 Ocak 2016", "2016-01-12"),
    ("1 Mayıs 2020 tarihinde", "1 Mayıs 2020", "2020-05-01"),
    ("3 Mart 1998 Salı günü", "3 Mart 1998 Salı günü", "1998-03-03"),
    ("21.04.2016 tarihinde", "21.04.2016", "2016-04-21"),
    ("05/04/2016", "05/04/2016", "2016-04-05"),
    ("Eylül'de", "Eylül", "2023-09-01..2023-09-30"),
    ("ekim ayında", "ekim ayı", "2023-10-01..2023-10-31"),
    ("Şubat 2001'de", "Şubat 2001", "2001-02-01..2001-02-28"),
    ("2014'te", "2014", "2014-01-01..2014-12-31"),
    ("2014 yılında", "2014 yılı", "2014-01-01..2014-12-31"),
    ("1990'lar", "1990'lar", "1990-01-01..1999-12-31"),
    ("90'lı yıllarda", "90'lı yıllar", "1990-01-01..1999-12-31"),
    ("20. yüzyılda", "20. yüzyıl", "1900-01-01..1999-12-31"),
    ("2020'nin üçüncü çeyreğinde", "2020'nin üçüncü çeyreği", "2020-07-01..2020-09-30"),
    ("2016 yazında", "2016 yazında", "2016-06-01..2016-08-31"),
    ("dün", "dün", "2023-09-04"),
    ("evvelsi gün", "evvelsi gün", "2023-09-03"),
    ("bugün", "bugün", "2023-09-05"),
    ("yarın", "yarın", "2023-09-06"),
    ("öbür gün", "öbür gün", "2023-09-07"),
    ("dün gece", "dün gece", "2023-09-04"),
    ("bu sabah", "bu sabah", "2023-09-05"),
    ("üç gün önce", "üç gün önce", "2023-09-02"),
    ("bir hafta önce", "bir hafta önce", "2023-08-29"),
    ("iki hafta sonra", "iki hafta sonra", "2023-09-19"),
    ("geçen hafta", "geçen hafta", "2023-08-28..2023-09-03"),
    ("geçtiğimiz ay", "geçtiğimiz ay", "2023-08-01..2023-08-31"),
    ("geçen yıl", "geçen yıl", "2022-01-01..2022-12-31"),
    ("gelecek yıl", "gelecek yıl", "2024-01-01..2024-12-31"),
    ("önümüzdeki ay", "önümüzdeki ay", "2023-10-01..2023-10-31"),
    ("geçen cuma", "geçen cuma", "2023-09-01"),
    ("önümüzdeki pazar", "önümüzdeki pazar", "2023-09-10"),
    ("Pazartesi günü", "Pazartesi", "2023-09-04"),
    ("bu yaz", "bu yaz", "2023-06-01..2023-08-31"),
    ("son günlerde", "son günler", "2023-08-29..2023-09-05"),
    ("son üç hafta", "son üç hafta", "2023-08-15..2023-09-05"),
    ("2020'nin son haftası", "2020'nin son haftası", "2020-12-28..2021-01-03"),
    ("bu yılın ilk çeyreği", "bu yılın ilk çeyreği", "2023-01-01..2023-03-31"),
    ("eylül başında", "eylül başında", "2023-09-01..2023-09-10"),
    ("ağustos ortasında", "ağustos ortasında", "2023-08-11..2023-08-20"),
    ("2022 sonunda", "2022 sonunda", "2022-09-01..2022-12-31"),
    ("yılın sonunda", "yılın sonunda", "2023-09-01..2023-12-31"),
    ("ay sonunda", "ay sonunda", "2023-09-21..2023-09-30"),
    ("12-17 Eylül", "12-17 Eylül", "2023-09-12..2023-09-17"),
    ("2006'dan 2008'e kadar", "2006'dan 2008'e kadar", "2006-01-01..2008-12-31"),
    ("Mayıs ile Temmuz 2020 arasında", "Mayıs ile Temmuz 2020 arasında", "2020-05-01..2020-07-31"),
    ("2014'ten beri", "2014'ten beri", "2014-01-01.."),
    ("2014'ten bu yana", "2014'ten bu yana", "2014-01-01.."),
    ("1 Ekim'e kadar", "1 Ekim'e kadar", "..2023-10-01"),
    ("2010'dan önce", "2010'dan önce", "..2009-12-31"),
    ("pazartesiden sonra", "pazartesiden sonra", "2023-09-05.."),
    ("dünden iki gün önce", "dünden iki gün önce", "2023-09-02"),
    ("yarın saat 17.30'da", "yarın saat 17.30", "2023-09-06"),
    ("İkinci Dünya Savaşı sırasında", "İkinci Dünya Savaşı", "1939-09-01..1945-09-02"),
    ("Kurban Bayramı 2023", "Kurban Bayramı 2023", "2023-06-28..2023-07-01"),
    ("pazartesiyi salıya bağlayan gece", "pazartesiyi salıya bağlayan gece", "2023-09-04..2023-09-05"),
    ("2020'nin ilk iki ayında", "2020'nin ilk iki ayı", "2020-01-01..2020-02-29"),
    ("haftaya cuma", "haftaya cuma", "2023-09-15"),
    ("15 Eylül haftası", "15 Eylül haftası", "2023-09-11..2023-09-17"),
]


@pytest.mark.parametrize(("text", "words", "days"), CASES, ids=[case[0] for case in CASES])
def test_reads(text: str, words: str, days: str) -> None:
    assert read(text, "tr") == [(words, days)]


NO_DATES = [
    "üç yıl boyunca",
    "40 yaşında bir adam",
    "her pazartesi",
    "pazartesileri",
    "T-72 tankları ve 155 mm mermiler",
    "yüzde 20 arttı",
    "yüzde 5",
    "2000 kişi ve 1.500 asker",
    "2000 lira",
    "ona iki kitap verdi",
    "pazara gitti",
    "31 Şubat 2020",
    "aralığı ölçtüler",
    "bu yazı ilginç",
]


@pytest.mark.parametrize("text", NO_DATES)
def test_durations_ages_sets_and_numbers_are_no_dates(text: str) -> None:
    assert read(text, "tr") == []


TENSES = [
    ("Bakanlar perşembe günü toplanacak.", "2023-09-07"),
    ("Bakanlar perşembe günü toplandı.", "2023-08-31"),
    ("Zirve 3 Haziran'da yapılacak.", "2024-06-03"),
]


@pytest.mark.parametrize(("text", "days"), TENSES)
def test_tense_decides_between_past_and_future(text: str, days: str) -> None:
    assert [found for _, found in read(text, "tr")] == [days]
