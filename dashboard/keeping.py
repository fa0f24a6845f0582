"""What the first picture needs, kept between starts: the map's columns and the names in them.

Both follow from the store's contents, so they lie in the cache folder under the store's generation and the state of the
code that makes them. Whatever is missing, unreadable or of another generation is made anew.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import ipc

from dashboard.mapline.records import Records
from geo.cache import cache_folder
from geo.derived import write_whole

_TABLES = ("events", "actors", "places", "further", "links")
_MAKERS = ("dashboard/mapline", "dashboard/services.py", "events/store", "events/model.py")
_ROOT = Path(__file__).parents[1]


def keep_records(store: str, generation: str, make: Callable[[], Records], *, name: str = "records") -> Records:
    """Give columns for the map that follow from a store, made once for each generation.

    Parameters
    ----------
    store
        The store's name.
    generation
        Its generation.
    make
        Makes the columns from the store.
    name
        What they are.
    """
    folder = _folder(store, generation)
    with contextlib.suppress(OSError, ValueError, KeyError, pa.ArrowException):
        return _read_records(folder / name)
    records = make()
    with contextlib.suppress(OSError), _filling(folder / name) as into:
        _write_records(records, into)
        _sweep(folder)
    return records


def keep_json(store: str, generation: str, name: str, make: Callable[[], Any]) -> Any:
    """Give what can be written as JSON and follows from a store, made once for each generation."""
    file = _folder(store, generation) / f"{name}.json"
    with contextlib.suppress(OSError, ValueError):
        return json.loads(file.read_text(encoding="utf-8"))
    made = make()
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_whole(file, json.dumps(made, ensure_ascii=False).encode("utf-8"))
    return made


def _folder(store: str, generation: str) -> Path:
    named = hashlib.blake2b(store.encode(), digest_size=6).hexdigest()
    state = hashlib.blake2b(f"{generation} {_state_of_code()}".encode(), digest_size=8).hexdigest()
    return cache_folder() / "views" / named / state


@functools.cache
def _state_of_code() -> str:
    digest = hashlib.blake2b(digest_size=8)
    for maker in _MAKERS:
        path = _ROOT / maker
        for file in sorted(path.glob("*.py")) if path.is_dir() else [path]:
            status = file.stat()
            digest.update(f"{file.name} {status.st_mtime_ns} {status.st_size}".encode())
    return digest.hexdigest()


@contextlib.contextmanager
def _filling(target: Path) -> Iterator[Path]:
    """Give an empty folder that takes the place of the target if the block succeeds; only its owner may read it."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = Path(tempfile.mkdtemp(dir=target.parent))
    try:
        yield made
        made.rename(target)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _sweep(folder: Path) -> None:
    for older in folder.parent.iterdir():
        if older != folder:
            shutil.rmtree(older, ignore_errors=True)


def _write_records(records: Records, folder: Path) -> None:
    named = {name: getattr(records, name) for name in _TABLES}
    named["rows"] = pa.table({"id": records.ids, "document": records.documents})
    for name, table in named.items():
        with ipc.new_file(str(folder / f"{name}.arrow"), table.schema) as writer:
            writer.write_table(table)
    head = {"id": records.id, "values": dict(records.values)}
    (folder / "head.json").write_text(json.dumps(head), encoding="utf-8")


def _read_records(folder: Path) -> Records:
    def table(name: str) -> pa.Table:
        return ipc.open_file(pa.memory_map(str(folder / f"{name}.arrow"))).read_all()

    head = json.loads((folder / "head.json").read_text(encoding="utf-8"))
    rows = table("rows")
    ids, documents = (rows[name].combine_chunks() for name in ("id", "document"))
    events, actors, places, further, links = (table(name) for name in _TABLES)
    return Records(head["id"], events, actors, places, further, links, head["values"], ids, documents)
