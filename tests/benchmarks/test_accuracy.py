"""The measures of benchmarks/accuracy.py on answers whose figures are plain to see."""

from __future__ import annotations

from collections import Counter
from typing import Any

from benchmarks.accuracy import put_figures
from benchmarks.accuracy_records import RECORD_TASKS, fold_name, is_alike, kilometres


def silent(kind: str, detail: str) -> None:
    del kind, detail


def measured(task: str, gold: dict[str, Any], answer: dict[str, Any], text: str = "") -> dict[str, float | None]:
    count: Counter[str] = Counter(documents=1)
    add, measure = RECORD_TASKS[task]
    add(count, {"text": text, "gold": gold}, {"places": [], "actors": [], "events": []} | answer, silent)
    return measure(count)


KYIV = {"name": "Kyiv", "country": "UA", "lat": 50.45, "lon": 30.52, "precision": "city"}


def test_a_place_counts_by_its_span_and_by_how_far_off_it_is() -> None:
    gold = [{"start": 0, "end": 4, **KYIV}, {"start": 9, "end": 13, **KYIV}]
    found = [
        {"start": 0, "end": 4, **KYIV},
        {"start": 8, "end": 13, **KYIV, "lat": 50.0},
        {"start": 20, "end": 22, "name": "x"},
    ]
    figures = measured("places", {"places": gold}, {"places": found})
    assert (figures["P"], figures["R"]) == (1 / 3, 1 / 2)
    assert figures["@161"] == 1
    assert figures["@10"] == 1 / 2


def test_an_optional_place_may_be_found_or_not() -> None:
    gold = [{"start": 0, "end": 4, "optional": True, **KYIV}]
    assert measured("places", {"places": gold}, {"places": [{"start": 0, "end": 4, **KYIV}]})["P"] is None


def test_an_actor_counts_once_by_any_of_its_wordings() -> None:
    text = "Kim met Kim."
    found = [{"start": s, "end": s + 3, "id": "Q1", "name": "Kim Jong Un", "country": "KP"} for s in (0, 8)]
    figures = measured("actors", {"actors": [{"surfaces": ["Kim Jong-un"], "country": "KP"}]}, {"actors": found}, text)
    assert figures == {"P": 1, "R": 1, "F1": 1, "country": 1}


def test_an_event_is_detected_by_its_coarse_type_and_scored_by_what_it_has_right() -> None:
    day = {"earliest": "2023-09-04", "latest": "2023-09-04"}
    gold = {
        "judged": ["assault"],
        "events": [{"accept": ["assault"], "date": day, "place": {"names": ["Kyiv"], "country": "UA"}}],
    }
    event = {
        "type": "fight",
        "start": 0,
        "end": 4,
        "date": day,
        "place": {"name": "Odesa", "country": "UA"},
        "actors": [],
    }
    figures = measured("events", gold, {"events": [event]})
    assert (figures["det F1"], figures["date"], figures["place"], figures["country"]) == (1, 1, 0, 1)


def test_a_false_alarm_costs_precision() -> None:
    event = {"type": "assault", "start": 0, "end": 4, "actors": []}
    figures = measured("events", {"judged": ["assault"], "events": []}, {"events": [event]})
    assert figures["det P"] == 0


def test_names_are_alike_whatever_the_article_and_the_spelling() -> None:
    assert fold_name("وال‍قاهرة".replace("\u200d", "")) == fold_name("القاهره")
    assert is_alike("the White House", "White House in Washington")
    assert not is_alike("Kyiv", "Odesa")


def test_distances_are_those_of_the_sphere() -> None:
    assert round(kilometres({"lat": 0, "lon": 0}, {"lat": 0, "lon": 180}) or 0) == 20015
    assert kilometres({"lat": 0}, {"lat": 0, "lon": 1}) is None


def test_our_figures_are_put_into_the_rows_of_a_page() -> None:
    page = "a\n<!-- table: dates -->\n| set | reader | F1 |\n| --- | --- | ---: |\n| s | **Dateline** | |\n| | peer | 0.1 |\n<!-- end of table -->\nb"
    page = page.replace("| |\n| |", "|  |\n| |")
    written = put_figures(page, "dates", [["set", "F1"], ["s", "0.900"]])
    assert "| s | **Dateline** | **0.900** |" in written
    assert "| | peer | 0.1 |" in written
    assert written.startswith("a\n")
    assert written.endswith("\nb")
