"""Starts processes that write to a store."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

WRITING = Path(__file__).with_name("writing.py")


def start_writing(location: str, first: int = 0, **options: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(WRITING), location, str(first)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,  # type: ignore[call-overload]
    )
