"""The repository's promises about its own set-up."""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]


def locked(name: str) -> dict[str, str]:
    """Packages and versions of a lock file."""
    lines = (ROOT / name).read_text().splitlines()
    return {m[1]: m[2] for line in lines if (m := re.match(r"([a-z0-9-]+)(?:\[[^]]*\])?==([^ ;]+)", line))}


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    names = {re.split(r"[\[<>=~! ]", d)[0] for d in project["dependencies"]}
    assert names <= locked("requirements.txt").keys()


def test_the_two_lock_files_agree() -> None:
    run, dev = locked("requirements.txt"), locked("requirements-dev.txt")
    assert {k: dev.get(k) for k in run} == run


def test_the_seed_report_is_unchanged() -> None:
    text = (ROOT / "seeds" / "000_abc2e34daac322dc.txt").read_bytes()
    assert hashlib.sha256(text).hexdigest() == "0632f271321c4e93fbfeba8e4b41a20417652640442f549d8ce04bdb5a9f7fe8"


def test_usage_statistics_are_off() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
    assert config["browser"]["gatherUsageStats"] is False
