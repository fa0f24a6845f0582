"""The panels around the map: bar, filters, list, evidence, reader. Small components that show what Python gives them.

The view (`dashboard.link.View`) is the only state. A panel draws it and, when a person asks for a change, sends one
trigger ``set`` with the part of the view and its new value; `dashboard.state.change_from` applies it. What is no change
of the view (saving a story, making a page) is a trigger ``do``: see `dashboard.actions`.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

HERE = Path(__file__).parent
PANELS = ("bar", "filters", "records", "evidence", "nothing", "library", "reader", "story", "stories", "foot")


@functools.cache
def _style() -> str:
    return (HERE / "panels.css").read_text(encoding="utf-8")


@functools.cache
def _module(name: str) -> str:
    files = ["dom.js", *(["correct.js"] if name == "evidence" else []), f"{name}.js"]
    return "".join((HERE / file).read_text(encoding="utf-8") for file in files)


def register_panels() -> dict[str, Any]:
    """Register every panel with Streamlit; call once a process, outside the script run.

    Returns
    -------
    dict
        Streamlit's mounting commands by panel.
    """
    return {name: st.components.v2.component(f"dateline_{name}", js=_module(name), css=_style()) for name in PANELS}


def show(panels: dict[str, Any], name: str, data: dict[str, Any], *, on: Mapping[str, Callable[[], None]]) -> None:
    """Draw a panel.

    Parameters
    ----------
    panels
        What `register_panels` gave.
    name
        One of `PANELS`.
    data
        What it shows; text of reports as plain strings.
    on
        What is called before the rerun when a person asks for something, by trigger: ``set`` (a change of the view),
        ``do`` (anything else), ``turn`` (a page of the list). The trigger's value then stands under the panel's key in
        the session state.
    """
    panels[name](key=f"panel_{name}", data=data, **{f"on_{trigger}_change": call for trigger, call in on.items()})
