"""What Python makes of the browser's answers, and how little it sends when a filter changes."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import streamlit as st
from babel import Locale
from streamlit.testing.v1 import AppTest

from dashboard.mapline import component, mapline
from dashboard.mapline.component import MaplineState, component_strings
from dashboard.mapline.description import describe_basemap, to_pydeck
from dashboard.mapline.records import Records, prepare_records

MODULES = Path(component.__file__).parent / "js"


@pytest.fixture(scope="module")
def records() -> Records:
    return prepare_records(
        pa.table({"id": ["a", "b"], "earliest": [1, 2], "latest": [1, 2], "lat": [1.0, 1.0], "lon": [2.0, 2.0]})
    )


def read(records: Records, state: dict[str, Any] | None, **given: Any) -> MaplineState:
    return component._read_state(state, records, brush=given.get("brush"), given=given, selected=given.get("selected"))


def test_before_any_gesture_the_state_is_what_was_given(records: Records) -> None:
    window = (dt.date(2023, 9, 1), dt.date(2023, 9, 5))
    state = read(records, None, brush=window, bbox=(1, 2, 3, 4), selected="b")
    assert (state.brush, state.bbox, state.bbox_kind, state.selected) == (window, (1, 2, 3, 4), "drawn", "b")


def test_a_gesture_is_read_back_in_days_degrees_and_ids(records: Records) -> None:
    state = read(
        records,
        {
            "records": records.id,
            "brush": [1, 2],
            "bbox": [10, 20, 30, 40],
            "bbox_kind": "view",
            "selected": 1,
            "ring": [[10, 20], [30, 20], [30, 40]],
        },
    )
    assert state.brush == (dt.date(1970, 1, 2), dt.date(1970, 1, 3))
    assert (state.bbox, state.bbox_kind) == ((10, 20, 30, 40), "view")
    assert state.selected == "b"
    assert state.lasso == ((10, 20), (30, 20), (30, 40))


def test_rows_of_other_records_are_not_taken_for_these(records: Records) -> None:
    assert read(records, {"records": "older", "selected": 1}, selected="a").selected == "a"


@pytest.mark.parametrize("wrong", [{"lanes": "moods"}, {"theme": "pink"}, {"direction": "up"}])
def test_a_wrong_option_is_refused_in_a_sentence(records: Records, wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="must be one of"):
        mapline(records, **wrong)


def _draw(status: str) -> None:
    import pyarrow as pa
    import streamlit as st

    from dashboard.mapline import mapline, prepare_records

    if "records" not in st.session_state:
        st.session_state["records"] = prepare_records(
            pa.table({"id": [f"e{n}" for n in range(2000)], "earliest": list(range(2000)), "latest": list(range(2000))})
        )
    labels = {"actor": {f"a{n}": f"Actor {n}" for n in range(1000)}}
    mapline(st.session_state["records"], clauses={"status": [status]}, labels=labels)


def _deep(app: AppTest) -> dict[str, Any]:
    found: dict[str, Any] = {}

    def walk(block: Any) -> None:
        for child in block.children.values():
            if hasattr(child, "children"):
                walk(child)
            elif hasattr(child.proto, "component_name"):
                found[f"{child.proto.component_name}#{len(found)}"] = child.proto

    walk(app.main)
    return found


def test_a_changed_filter_sends_less_than_four_kilobytes() -> None:
    before = AppTest.from_function(_draw, args=("occurred",)).run(timeout=30)
    assert not before.exception
    after = AppTest.from_function(_draw, args=("planned",)).run(timeout=30)
    first, second = _deep(before), _deep(after)
    assert len(first) == 3
    changed = [name for name in first if first[name].SerializeToString() != second[name].SerializeToString()]
    assert len(changed) == 1
    assert changed[0].startswith("dateline.mapline")
    assert len(second[changed[0]].SerializeToString()) < 4_000


@pytest.mark.parametrize(
    ("url", "taken"),
    [
        ("https://tiles.example.org/{z}/{x}/{y}.png", True),
        ("https://tiles.example.org:8443/a/{z}/{x}/{y}@2x.png?key=1", True),
        ("http://tiles.example.org/{z}/{x}/{y}.png", False),
        ("https://user:secret@tiles.example.org/{z}/{x}/{y}.png", False),
        ("https://tiles.example.org/{z}/{x}.png", False),
        ("javascript:alert({z}{x}{y})", False),
        ("", False),
    ],
)
def test_an_online_basemap_is_an_https_template_of_the_server_or_none(
    monkeypatch: pytest.MonkeyPatch, url: str, taken: bool
) -> None:
    monkeypatch.setenv("DATELINE_TILES", url)
    monkeypatch.setenv("DATELINE_TILES_CREDIT", "Somebody's map")
    assert component.tiles_setting() == ({"url": url, "credit": "Somebody's map"} if taken else None)


def test_words_are_large_enough_to_be_sent_once() -> None:
    least = st.get_option("global.minCachedMessageSize")
    assert len(component._words("en", {}, {}).packed) > least


def _draw_many() -> None:
    import numpy as np
    import pyarrow as pa
    import streamlit as st

    from dashboard.mapline import mapline, prepare_records

    if "records" not in st.session_state:
        days = np.arange(80_000)
        ids = pa.array(np.char.add("e", days.astype("U5")))
        st.session_state["records"] = prepare_records(pa.table({"id": ids, "earliest": days, "latest": days}))
    mapline(st.session_state["records"])


def test_records_that_the_browser_has_are_named_only() -> None:
    app = AppTest.from_function(_draw_many).run(timeout=30)
    sent = [proto for name, proto in _deep(app).items() if "parcel" in name]
    assert len(sent[0].bytes) > component.CONFIRMED_FROM
    app.session_state["mapline-records"] = {"have": app.session_state["records"].id}
    app.run(timeout=30)
    sent = [proto for name, proto in _deep(app).items() if "parcel" in name]
    assert len(sent[0].SerializeToString()) < 6_000


def test_every_word_that_a_module_says_stands_in_the_strings() -> None:
    said = set()
    for path in MODULES.glob("*.js"):
        said |= set(re.findall(r"""(?:words\.)?(?:say|count)\(\s*"([a-z_.]+)\"""", path.read_text(encoding="utf-8")))
    assert len(said) > 40
    assert said <= set(component_strings("en"))


def test_arabic_has_every_string_with_the_same_gaps_and_all_plural_forms() -> None:
    english, arabic = component_strings("en"), component_strings("ar")
    forms = {"other", *Locale("ar").plural_form.rules}
    assert set(english) - set(arabic) == set()
    assert set(arabic) - set(english) == {"calendar.beside"}
    for key, text in english.items():
        if isinstance(text, dict):
            assert set(text) == {"one", "other"}, key
            assert set(arabic[key]) == forms, key
            assert all(set(gaps(form)) <= set(gaps(text["other"])) for form in arabic[key].values()), key
        else:
            assert sorted(gaps(arabic[key])) == sorted(gaps(text)), key


def gaps(text: str) -> list[str]:
    return re.findall(r"\{(\w+)\}", text)


def test_a_language_without_a_file_falls_back_on_english() -> None:
    assert component_strings("tlh") == {}
    assert component._words("tlh", {}, {}).packed == component._words("en", {}, {}).packed


def test_the_basemap_is_described_without_addresses_or_colours() -> None:
    described = json.dumps(describe_basemap())
    assert "basemap:countries" in described
    assert "theme:land" in described
    assert "http" not in described


def test_a_figure_for_notebooks_counts_the_events_of_each_place(records: Records) -> None:
    layers = json.loads(to_pydeck(records).to_json())["layers"]
    assert [place["events"] for place in layers[0]["data"]] == [2]
