"""The notebook of the documentation runs from its first cell to its last."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

DOCS = Path(__file__).parents[1] / "docs"


@pytest.fixture(scope="module")
def outputs() -> list[str]:
    """What the cells of code show, as text."""
    notebook = nbformat.read(DOCS / "notebook.ipynb", as_version=4)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(DOCS)}}).execute()
    return ["".join(map(shown, cell.outputs)) for cell in notebook.cells if cell.cell_type == "code"]


def shown(output: Any) -> str:
    data = output.get("data", {})
    return str(output.get("text") or data.get("text/html") or data.get("text/plain") or "")


def test_the_notebook_shows_records_with_their_uncertainty(outputs: list[str]) -> None:
    listing = outputs[1]
    assert "Vladivostok" in listing
    assert "planned" in listing
    assert "2023-09 " in listing


def test_the_notebook_leaves_relative_dates_open_without_a_day(outputs: list[str]) -> None:
    assert "False, True" in outputs[2]


def test_the_notebook_shows_a_map_and_writes_files(outputs: list[str]) -> None:
    assert any("deck" in output.lower() for output in outputs)
    assert ".gpkg" in outputs[-3]
    assert "2023-05-01/2023-05-10" in outputs[-2]
    assert "Kherson" in outputs[-1]
