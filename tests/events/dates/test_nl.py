"""Dutch, counted from Tuesday 5 September 2023."""

from __future__ import annotations

import pytest

from tests.events.dates.reading import read

CASES = [
    ("De top vindt plaats op 13 september 2023 in Vladivostok.", [("13 september 2023", "2023-09-13")]),
    ("De ontmoeting was op woensdag 30 augustus.", [("woensdag 30 augustus", "2023-08-30")]),
    ("Afgelopen maandag keurde de regering de wet goed.", [("Afgelopen maandag", "2023-09-04")]),
    ("De minister zei gisteren dat het bezoek is uitgesteld.", [("gisteren", "2023-09-04")]),
    ("Morgen komt de delegatie aan.", [("Morgen", "2023-09-06")]),
    ("Eergisteren vielen twee doden.", [("Eergisteren", "2023-09-03")]),
    ("Vorige week viel Rusland aan.", [("Vorige week", "2023-08-28..2023-09-03")]),
    ("Volgende maand zijn er verkiezingen.", [("Volgende maand", "2023-10-01..2023-10-31")]),
    ("Vorig jaar groeide de economie.", [("Vorig jaar", "2022-01-01..2022-12-31")]),
    ("Dit jaar is er een overschot.", [("Dit jaar", "2023-01-01..2023-12-31")]),
    ("In 2014 werd de Krim geannexeerd.", [("2014", "2014-01-01..2014-12-31")]),
    ("Sinds 2014 is de regio omstreden.", [("Sinds 2014", "2014-01-01..")]),
    ("Van 2014 tot 2016 was hij minister.", [("Van 2014 tot 2016", "2014-01-01..2016-12-31")]),
    ("Uiterlijk op 1 oktober moet het akkoord er zijn.", [("Uiterlijk op 1 oktober", "..2023-10-01")]),
    ("Drie dagen geleden brak er brand uit.", [("Drie dagen geleden", "2023-09-02")]),
    ("Twee jaar geleden was hij premier.", [("Twee jaar geleden", "2021-01-01..2021-12-31")]),
    ("Over twee weken beginnen de gesprekken.", [("Over twee weken", "2023-09-19")]),
    ("Begin september trokken de troepen zich terug.", [("Begin september", "2023-09-01..2023-09-10")]),
    ("Half augustus viel de stad.", [("Half augustus", "2023-08-11..2023-08-20")]),
    ("Eind 2022 stegen de prijzen.", [("Eind 2022", "2022-09-01..2022-12-31")]),
    ("Aan het einde van het jaar 2022 stegen de prijzen.", [("het einde van het jaar 2022", "2022-09-01..2022-12-31")]),
    ("In de jaren negentig veranderde de situatie.", [("jaren negentig", "1990-01-01..1999-12-31")]),
    ("In de jaren 70 waren er aanslagen.", [("jaren 70", "1970-01-01..1979-12-31")]),
    ("In de twintigste eeuw waren er twee wereldoorlogen.", [("twintigste eeuw", "1900-01-01..1999-12-31")]),
    ("In het derde kwartaal van 2022 daalde de verkoop.", [("derde kwartaal van 2022", "2022-07-01..2022-09-30")]),
    ("In de zomer van 2021 viel Kabul.", [("zomer van 2021", "2021-06-01..2021-08-31")]),
    (
        "Van 12 tot en met 17 september is er een oefening.",
        [("Van 12 tot en met 17 september", "2023-09-12..2023-09-17")],
    ),
    ("Tussen 12 en 17 september zijn er manoeuvres.", [("Tussen 12 en 17 september", "2023-09-12..2023-09-17")]),
    ("Drie jaar lang werkte hij in Rome.", []),
    ("Elke maandag is de markt dicht.", []),
    ("Hij is 40 jaar oud.", []),
    ("Ongeveer 2000 soldaten zijn ingezet.", []),
    (
        "Op 5 mei 1945 capituleerden de Duitsers. De dag erna was er feest.",
        [("5 mei 1945", "1945-05-05"), ("dag erna", "1945-05-06")],
    ),
    ("Van maandag tot vrijdag is het kantoor open.", [("Van maandag tot vrijdag", "2023-09-04..2023-09-08")]),
    ("Voor 2010 bestond het niet.", [("Voor 2010", "..2009-12-31")]),
    ("Na 24 februari 2022 was alles anders.", [("Na 24 februari 2022", "2022-02-25..")]),
    ("Tot 31 december 2023 blijft de regel van kracht.", [("Tot 31 december 2023", "..2023-12-31")]),
    ("Afgelopen weekend protesteerden duizenden mensen.", [("Afgelopen weekend", "2023-09-02..2023-09-03")]),
    ("Vanavond spreekt de president het volk toe.", [("Vanavond", "2023-09-05")]),
    ("De verkiezingen van maart 2018 waren spannend.", [("maart 2018", "2018-03-01..2018-03-31")]),
    ("Maandagochtend ontplofte een bom.", [("Maandagochtend", "2023-09-04")]),
    ("In oktober zal het parlement de hervorming bespreken.", [("oktober", "2023-10-01..2023-10-31")]),
    ("De afgelopen drie dagen stierven tien mensen.", [("afgelopen drie dagen", "2023-09-02..2023-09-05")]),
    ("De komende maanden komt er meer hulp.", [("komende maanden", "2023-09-06..2024-03-05")]),
    (
        "NEW YORK, 3 september 2023 – De raad komt morgen bijeen.",
        [("3 september 2023", "2023-09-03"), ("morgen", "2023-09-06")],
    ),
    ("Op 3-4-2023 werd het verdrag getekend.", [("3-4-2023", "2023-04-03")]),
    ("Dinsdag om 10.30 uur ging het alarm af.", [("Dinsdag om 10.30 uur", "2023-09-05")]),
    ("In de eerste helft van 2023 steeg de schuld.", [("eerste helft van 2023", "2023-01-01..2023-06-30")]),
    ("Een paar dagen later trok het leger de stad binnen.", [("Een paar dagen later", "2023-09-07..2023-09-10")]),
    ("Volgende week vrijdag ontmoet hij de koning.", [("Volgende week vrijdag", "2023-09-15")]),
]


@pytest.mark.parametrize(("text", "found"), CASES, ids=[case[0] for case in CASES])
def test_reads(text: str, found: list[tuple[str, str]]) -> None:
    assert read(text, "nl") == found
