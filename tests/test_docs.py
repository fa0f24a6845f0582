"""The documentation keeps its promises: what it links to is there, and every setting in the code is in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
CODE = [p for folder in ("events", "geo", "dashboard") for p in (ROOT / folder).rglob("*.py")]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_local_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    local = [link for link in links if not re.match(r"[a-z]+:", link)]
    assert [link for link in local if not (page.parent / link).exists()] == []


def test_every_setting_is_documented() -> None:
    used = {name for path in CODE for name in re.findall(r'"(DATELINE_[A-Z_]+)"', path.read_text(encoding="utf-8"))}
    told = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert used
    assert {name for name in used if name not in told} == set()


def test_every_command_is_documented() -> None:
    from typer.main import get_command

    from events.commands import app

    told = (ROOT / "docs" / "command.md").read_text(encoding="utf-8")
    names = get_command(app).commands  # type: ignore[attr-defined]
    assert {name for name in names if name not in told} == set()


def test_nothing_in_the_project_names_a_place_outside_it() -> None:
    listed = [p for p in ROOT.rglob("*") if p.suffix in {".py", ".md", ".toml", ".sh"} and ".venv" not in p.parts]
    outside = re.compile(r"/work/|\.\./shared")
    this = Path(__file__)
    assert [str(p) for p in listed if p != this and outside.search(p.read_text(encoding="utf-8"))] == []
