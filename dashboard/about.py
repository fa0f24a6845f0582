"""What Dateline is, and whose data it stands on."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard.words import Words

ATTRIBUTION = Path(__file__).parents[1] / "docs" / "attribution.md"


def show_about(words: Words) -> None:
    """Draw the about screen."""
    st.subheader(words("about.title"), anchor=False)
    st.write(words("about.intro"))
    st.write(words("lens.note"))
    st.subheader(words("about.sources"), anchor=False)
    st.markdown(ATTRIBUTION.read_text(encoding="utf-8").partition("\n")[2])
