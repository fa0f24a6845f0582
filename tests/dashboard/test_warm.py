from __future__ import annotations

import importlib
import subprocess
import sys

from dashboard.warm import NEEDED, warm_up


def test_what_is_loaded_ahead_is_there_and_loading_ends() -> None:
    for name in NEEDED:
        importlib.import_module(name)
    thread = warm_up()
    thread.join(60)
    assert not thread.is_alive()


def test_nothing_that_is_loaded_ahead_needs_streamlit() -> None:
    script = f"import importlib, sys\nfor name in {NEEDED!r}: importlib.import_module(name)\nassert 'streamlit' not in sys.modules"
    subprocess.run([sys.executable, "-c", script], check=True)
