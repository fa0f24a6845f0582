"""Start the real dashboard on a store of its own, and a browser to drive it with."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
START_SECONDS = 90


@dataclass(frozen=True)
class RunningApp:
    """A dashboard that answers at an address, and the file of its store."""

    url: str
    store: Path


def find_chromium() -> str | None:
    """Give the browser to test with; none: the one that Playwright installed."""
    named = os.environ.get("CHROMIUM")
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"))
    return named or next(filter(None, found), None)


def free_port() -> int:
    """Give the first port that nobody listens at, so that the next app stands where the last one stood.

    What a browser keeps it keeps by address. Ports that the system gives out on its own lie above these.
    """
    for port in range(18500, 18900):
        with socket.socket() as s:
            s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                s.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("All ports from 18500 to 18899 are taken.")


@contextmanager
def run_app(
    store: Path, *, base_path: str = "", script: str = "app.py", database: str | None = None
) -> Iterator[RunningApp]:
    """Run the dashboard on a store until the block ends: on a file, or beside it on a database with an address."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.headless=true", f"--server.port={port}"]
    command += ["--server.address=127.0.0.1", "--server.fileWatcherType=none"]
    command += [f"--server.baseUrlPath={base_path}"] if base_path else []
    log = store.with_suffix(".log")
    with log.open("w") as out:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**os.environ, "DATELINE_DB": database or str(store)},
        )
        url = f"http://127.0.0.1:{port}/{base_path + '/' if base_path else ''}"
        try:
            _wait_until_it_answers(url, process, log)
            yield RunningApp(url, store)
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait_until_it_answers(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(url + "_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise AssertionError(f"The dashboard did not start:\n{log.read_text()[-3000:]}")
