"""Swedish, counted from Tuesday 5 September 2023."""

from __future__ import annotations

import pytest

from tests.events.dates.reading import read

CASES = [
    ("Toppmötet hålls den 13 september 2023 i Vladivostok.", [("13 september 2023", "2023-09-13")]),
    ("Mötet ägde rum onsdagen den 30 augusti.", [("onsdagen den 30 augusti", "2023-08-30")]),
    ("I måndags godkände regeringen lagen.", [("måndags", "2023-09-04")]),
    ("Ministern sade i går att besöket skjutits upp.", [("i går", "2023-09-04")]),
    ("I morgon anländer delegationen.", [("I morgon", "2023-09-06")]),
    ("I förrgår dog två personer.", [("I förrgår", "2023-09-03")]),
    ("Förra veckan anföll Ryssland.", [("Förra veckan", "2023-08-28..2023-09-03")]),
    ("Nästa månad är det val.", [("Nästa månad", "2023-10-01..2023-10-31")]),
    ("Förra året växte ekonomin.", [("Förra året", "2022-01-01..2022-12-31")]),
    ("I år är det överskott.", [("I år", "2023-01-01..2023-12-31")]),
    ("År 2014 annekterades Krim.", [("År 2014", "2014-01-01..2014-12-31")]),
    ("Sedan 2014 är regionen omstridd.", [("Sedan 2014", "2014-01-01..")]),
    ("Från 2014 till 2016 var han minister.", [("Från 2014 till 2016", "2014-01-01..2016-12-31")]),
    ("Senast den 1 oktober ska avtalet vara klart.", [("Senast den 1 oktober", "..2023-10-01")]),
    ("För tre dagar sedan utbröt en brand.", [("För tre dagar sedan", "2023-09-02")]),
    ("För två år sedan var han statsminister.", [("För två år sedan", "2021-01-01..2021-12-31")]),
    ("Om två veckor inleds samtalen.", [("Om två veckor", "2023-09-19")]),
    ("I början av september drog sig trupperna tillbaka.", [("början av september", "2023-09-01..2023-09-10")]),
    ("I mitten av augusti föll staden.", [("mitten av augusti", "2023-08-11..2023-08-20")]),
    ("I slutet av 2022 steg priserna.", [("slutet av 2022", "2022-09-01..2022-12-31")]),
    ("På 1990-talet förändrades läget.", [("1990-talet", "1990-01-01..1999-12-31")]),
    ("Under 1900-talet utkämpades två världskrig.", [("1900-talet", "1900-01-01..1999-12-31")]),
    ("Under tredje kvartalet 2022 minskade försäljningen.", [("tredje kvartalet 2022", "2022-07-01..2022-09-30")]),
    ("Sommaren 2021 föll Kabul.", [("Sommaren 2021", "2021-06-01..2021-08-31")]),
    ("Den 12–17 september hålls en övning.", [("12–17 september", "2023-09-12..2023-09-17")]),
    ("Mellan den 12 och 17 september hålls manövrer.", [("Mellan den 12 och 17 september", "2023-09-12..2023-09-17")]),
    ("I tre år arbetade han i Rom.", []),
    ("Varje måndag är marknaden stängd.", []),
    ("Omkring 2000 soldater har satts in.", []),
    (
        "Den 8 maj 1945 var kriget slut. Dagen efter kom trupperna.",
        [("8 maj 1945", "1945-05-08"), ("Dagen efter", "1945-05-09")],
    ),
    ("Från måndag till fredag är kontoret öppet.", [("Från måndag till fredag", "2023-09-04..2023-09-08")]),
    ("Före 2010 fanns det inte.", [("Före 2010", "..2009-12-31")]),
    ("Efter den 24 februari 2022 förändrades allt.", [("Efter den 24 februari 2022", "2022-02-25..")]),
    ("I helgen protesterade tusentals människor.", [("helgen", "2023-09-02..2023-09-03")]),
    ("I kväll talar presidenten.", [("I kväll", "2023-09-05")]),
    ("Valet i mars 2018 var jämnt.", [("mars 2018", "2018-03-01..2018-03-31")]),
    ("I oktober ska riksdagen behandla reformen.", [("oktober", "2023-10-01..2023-10-31")]),
    ("De senaste tre dagarna har tio personer dött.", [("senaste tre dagarna", "2023-09-02..2023-09-05")]),
    ("Klockan 10.30 på tisdagen gick larmet.", [("10.30 på tisdagen", "2023-09-05")]),
    ("Under första halvåret 2023 ökade skulden.", [("första halvåret 2023", "2023-01-01..2023-06-30")]),
]


@pytest.mark.parametrize(("text", "found"), CASES, ids=[case[0] for case in CASES])
def test_reads(text: str, found: list[tuple[str, str]]) -> None:
    assert read(text, "sv") == found
