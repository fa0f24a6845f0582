"""A page with nothing but the component and what it says: `streamlit run tests/browser/mapline/demo_app.py`."""

from __future__ import annotations

import json

import streamlit as st

from dashboard.mapline import mapline, prepare_records, read_gesture
from tests.browser.mapline.demo_records import ACTORS, make_events, make_many

st.set_page_config(layout="wide")
asked = st.query_params
language = asked.get("lang", "en")
count = int(asked.get("n", "60"))


@st.cache_resource
def load(number: int):
    return prepare_records(make_events(number) if number < 5000 else make_many(number))


def choose() -> None:
    gesture = read_gesture(load(count))
    st.session_state["chosen"] = gesture.selected if gesture else None


statuses = st.multiselect("Status", ["occurred", "planned", "denied"])
state = mapline(
    load(count),
    clauses={"status": statuses},
    view={},
    labels={"actor": {id_: names[1 if language == "ar" else 0] for id_, names in ACTORS.items()}},
    language=language,
    direction="rtl" if language == "ar" else "ltr",
    lanes=asked.get("lanes", "actor"),
    selected=st.session_state.get("chosen"),
    published=[19605],
    height=int(asked.get("h", "760")),
    key="mapline",
    on_change=choose,
)
st.session_state["runs"] = st.session_state.get("runs", 0) + 1
st.code(
    json.dumps(
        {
            "brush": [str(day) for day in state.brush or ()],
            "bbox": state.bbox,
            "kind": state.bbox_kind,
            "selected": state.selected,
            "camera": state.camera,
            "lanes": state.lanes,
            "lens": state.lens,
            "types": state.types,
            "statuses": state.statuses,
            "lasso": state.lasso,
            "gesture": (st.session_state["mapline"].get("state") or {}).get("gesture", 0),
            "runs": st.session_state["runs"],
        }
    )
)
