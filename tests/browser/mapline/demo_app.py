"""The demonstration page with Dateline's asset routes."""

from __future__ import annotations

import sys
from pathlib import Path

import streamlit as st

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from dashboard.assets import asset_routes  # noqa: E402

app = st.App(Path(__file__).with_name("demo.py"), routes=asset_routes())
