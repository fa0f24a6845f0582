"""Italian, counted from Tuesday 5 September 2023."""

from __future__ import annotations

import pytest

from tests.events.dates.reading import read

CASES = [
    ("Il vertice si terrà il 13 settembre 2023 a Vladivostok.", [("13 settembre 2023", "2023-09-13")]),
    ("L'incontro è avvenuto mercoledì 30 agosto.", [("mercoledì 30 agosto", "2023-08-30")]),
    ("Lunedì scorso il governo ha approvato la legge.", [("Lunedì scorso", "2023-09-04")]),
    ("Il ministro ha detto ieri che la visita è stata rinviata.", [("ieri", "2023-09-04")]),
    ("Domani arriverà la delegazione.", [("Domani", "2023-09-06")]),
    ("L'altro ieri sono morte due persone.", [("L'altro ieri", "2023-09-03")]),
    ("La settimana scorsa la Russia ha attaccato.", [("La settimana scorsa", "2023-08-28..2023-09-03")]),
    ("Nella scorsa settimana ci sono stati scontri.", [("scorsa settimana", "2023-08-28..2023-09-03")]),
    ("Il mese prossimo si vota.", [("mese prossimo", "2023-10-01..2023-10-31")]),
    ("L'anno scorso l'economia è cresciuta.", [("L'anno scorso", "2022-01-01..2022-12-31")]),
    ("Quest'anno il bilancio è in attivo.", [("Quest'anno", "2023-01-01..2023-12-31")]),
    ("Nel 2014 la Crimea fu annessa.", [("2014", "2014-01-01..2014-12-31")]),
    ("Dal 2014 la regione è contesa.", [("Dal 2014", "2014-01-01..")]),
    ("Dal 2014 al 2016 fu ministro.", [("Dal 2014 al 2016", "2014-01-01..2016-12-31")]),
    ("Entro il 1º ottobre verrà firmato l'accordo.", [("Entro il 1º ottobre", "..2023-10-01")]),
    ("Tre giorni fa è scoppiato un incendio.", [("Tre giorni fa", "2023-09-02")]),
    ("Due anni fa era primo ministro.", [("Due anni fa", "2021-01-01..2021-12-31")]),
    ("Tra due settimane si terranno i colloqui.", [("Tra due settimane", "2023-09-19")]),
    ("All'inizio di settembre le truppe si sono ritirate.", [("inizio di settembre", "2023-09-01..2023-09-10")]),
    ("A metà agosto la città è caduta.", [("metà agosto", "2023-08-11..2023-08-20")]),
    ("Alla fine del 2022 i prezzi sono saliti.", [("fine del 2022", "2022-09-01..2022-12-31")]),
    ("Negli anni '90 la situazione cambiò.", [("anni '90", "1990-01-01..1999-12-31")]),
    ("Negli anni Settanta ci furono attentati.", [("anni Settanta", "1970-01-01..1979-12-31")]),
    ("Nel XX secolo l'Europa visse due guerre.", [("XX secolo", "1900-01-01..1999-12-31")]),
    ("Nel terzo trimestre del 2022 le vendite sono calate.", [("terzo trimestre del 2022", "2022-07-01..2022-09-30")]),
    ("Nell'estate del 2021 i talebani presero Kabul.", [("estate del 2021", "2021-06-01..2021-08-31")]),
    ("Dal 12 al 17 settembre si terrà l'esercitazione.", [("Dal 12 al 17 settembre", "2023-09-12..2023-09-17")]),
    ("Tra il 12 e il 17 settembre ci saranno manovre.", [("Tra il 12 e il 17 settembre", "2023-09-12..2023-09-17")]),
    ("Per tre anni ha lavorato a Roma.", []),
    ("Ogni lunedì il mercato è chiuso.", []),
    ("Ha 40 anni e due figli.", []),
    ("Circa 2000 soldati sono stati schierati.", []),
    (
        "Il 25 aprile 1945 finì l'occupazione. Il giorno dopo arrivarono gli alleati.",
        [("25 aprile 1945", "1945-04-25"), ("Il giorno dopo", "1945-04-26")],
    ),
    ("Da lunedì a venerdì gli uffici sono aperti.", [("Da lunedì a venerdì", "2023-09-04..2023-09-08")]),
    ("Prima del 2010 non esisteva.", [("Prima del 2010", "..2009-12-31")]),
    ("Dopo il 24 febbraio 2022 tutto è cambiato.", [("Dopo il 24 febbraio 2022", "2022-02-25..")]),
    ("Fino al 31 dicembre 2023 resterà in vigore.", [("Fino al 31 dicembre 2023", "..2023-12-31")]),
    (
        "Il fine settimana scorso migliaia di persone hanno protestato.",
        [("Il fine settimana scorso", "2023-09-02..2023-09-03")],
    ),
    ("Stasera il presidente parlerà alla nazione.", [("Stasera", "2023-09-05")]),
    (
        "Nella notte tra il 12 e il 13 settembre sono caduti i missili.",
        [("notte tra il 12 e il 13 settembre", "2023-09-12..2023-09-13")],
    ),
    ("Le elezioni del marzo 2018 cambiarono il parlamento.", [("marzo 2018", "2018-03-01..2018-03-31")]),
    ("Il 1° maggio 2004 l'Unione si allargò.", [("1° maggio 2004", "2004-05-01")]),
    ("Il vertice si terrà a maggio.", [("maggio", "2024-05-01..2024-05-31")]),
    ("In ottobre il parlamento discuterà la riforma.", [("ottobre", "2023-10-01..2023-10-31")]),
    ("Negli ultimi tre giorni sono morte dieci persone.", [("ultimi tre giorni", "2023-09-02..2023-09-05")]),
    ("Nei prossimi mesi arriveranno altri aiuti.", [("prossimi mesi", "2023-09-06..2024-03-05")]),
    (
        "NEW YORK, 3 settembre 2023 – Il consiglio si riunirà domani.",
        [("3 settembre 2023", "2023-09-03"), ("domani", "2023-09-06")],
    ),
    ("Il 3/4/2023 fu firmato il trattato.", [("3/4/2023", "2023-04-03")]),
    ("Alle 10:30 di martedì è scattato l'allarme.", [("10:30 di martedì", "2023-09-05")]),
    ("Nel primo semestre del 2023 il debito è aumentato.", [("primo semestre del 2023", "2023-01-01..2023-06-30")]),
    ("Pochi giorni dopo, l'esercito entrò in città.", [("Pochi giorni dopo", "2023-09-07..2023-09-10")]),
    ("Il prossimo venerdì incontrerà il re.", [("prossimo venerdì", "2023-09-08")]),
    ("Dalla fine di agosto non ci sono notizie.", [("Dalla fine di agosto", "2023-08-21..")]),
]


@pytest.mark.parametrize(("text", "found"), CASES, ids=[case[0] for case in CASES])
def test_reads(text: str, found: list[tuple[str, str]]) -> None:
    assert read(text, "it") == found
