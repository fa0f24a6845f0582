"""Entry point: `streamlit run app.py`."""

import streamlit as st

from dashboard.assets import asset_routes
from dashboard.warm import warm_up

app = st.App("dashboard/main.py", routes=asset_routes())
warm_up()
