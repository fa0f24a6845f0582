from __future__ import annotations

import gzip
import os
import time
from pathlib import Path

import pytest

from geo.derived import UNUSED_SECONDS, keep_compressed


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def refuse() -> bytes:
    raise AssertionError("made again")


def test_a_file_is_made_once_for_what_it_is_made_from() -> None:
    first = keep_compressed("kind", "one", "a.json", lambda: gzip.compress(b"1"))
    assert keep_compressed("kind", "one", "a.json", refuse) == first
    assert gzip.decompress(keep_compressed("kind", "two", "a.json", lambda: gzip.compress(b"2"))) == b"2"


@pytest.mark.parametrize(
    "harm", [lambda content: content[:-5], lambda _: b"", lambda _: b"no gzip", lambda c: c[:9] + c[8:]]
)
def test_a_damaged_file_is_made_anew(cache: Path, harm: object) -> None:
    keep_compressed("kind", "one", "a.json", lambda: gzip.compress(b"1" * 100))
    file = cache / "kind" / "one" / "a.json.gz"
    file.write_bytes(harm(file.read_bytes()))  # type: ignore[operator]
    assert gzip.decompress(keep_compressed("kind", "one", "a.json", lambda: gzip.compress(b"2"))) == b"2"
    assert gzip.decompress(file.read_bytes()) == b"2"


def test_where_nothing_can_be_written_it_is_made_each_time(cache: Path) -> None:
    cache.write_text("a file, no folder")
    assert keep_compressed("kind", "one", "a.json", lambda: b"1") == b"1"
    assert keep_compressed("kind", "one", "a.json", lambda: b"2") == b"2"


def test_what_was_not_used_for_long_goes(cache: Path) -> None:
    keep_compressed("kind", "old", "a.json", lambda: gzip.compress(b"1"))
    keep_compressed("kind", "recent", "a.json", lambda: gzip.compress(b"1"))
    long_ago = time.time() - UNUSED_SECONDS - 1
    os.utime(cache / "kind" / "old", (long_ago, long_ago))
    keep_compressed("kind", "new", "a.json", lambda: gzip.compress(b"1"))
    assert sorted(path.name for path in (cache / "kind").iterdir()) == ["new", "recent"]
