"""Who corrects, and what they have open."""

from __future__ import annotations

from typing import Any

import streamlit as st

from events.errors import DatelineError

MOST_CHARACTERS = 300
_STATE = "correcting"


class CorrectionRefusedError(DatelineError):
    """What a person sent is no correction; the message is for them."""


def person() -> str:
    """Give the name that corrections bear: who is logged in, else what the person wrote in this session."""
    return signed_in() or str(st.session_state.get("person", ""))


def signed_in() -> str | None:
    """Give the name of who is logged in, where people log in."""
    user = getattr(st, "user", None)
    try:
        if user is not None and user.get("is_logged_in"):
            return str(user.get("name") or user.get("email") or "")[:MOST_CHARACTERS] or None
    except (AttributeError, KeyError):
        return None
    return None


def open_form(event: str) -> dict[str, Any]:
    """Give what is kept of the form that is open for an event; empty if none is."""
    state: dict[str, Any] = st.session_state.get(_STATE) or {}
    if state.get("event") != event:
        return {}
    return state


def set_form(event: str, *, opened: bool) -> None:
    """Open the form for an event, or close it."""
    st.session_state[_STATE] = {"event": event, "open": opened}


def drop_form() -> None:
    """Forget the form and what was looked up in it."""
    st.session_state.pop(_STATE, None)


def set_person(name: str) -> None:
    """Keep the name that a person wrote, for this session."""
    st.session_state["person"] = name[:MOST_CHARACTERS]
