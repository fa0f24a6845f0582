"""Everything that a person may name as a source: files, folders, archives."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from events.errors import InputError
from events.readers.draft import Draft, Failure, Found, Ready, Skipped
from events.readers.formats import NO_COLUMNS, find_bulk, read_bytes, suffix_of
from events.readers.grids import zip_shapefile
from events.readers.sidecar import check_metadata

_OF_A_SHAPEFILE = {".shx", ".dbf", ".prj", ".cpg"}
MOST_BYTES = 1_000_000_000
"""The largest file that is read."""


def list_files(sources: Sequence[str]) -> Iterator[Path]:
    """Give the files of files and folders, in the order of their names; hidden ones are passed over."""
    for source in sources:
        path = Path(source).expanduser()
        if path.is_dir():
            yield from (file for file in sorted(path.rglob("*")) if file.is_file() and not _is_hidden(file, path))
        else:
            yield path


def _is_hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


def read_file(path: Path, *, columns: Mapping[str, str] = NO_COLUMNS) -> Iterator[Found]:
    """Read a file's reports, with what a JSON file of the same name beside it says of them.

    What cannot be read is given as a failure. A JSON file that stands beside a report is passed over.
    """
    if suffix_of(path.name) == ".json" and any(p != path for p in path.parent.glob(f"{_escape(path.stem)}.*")):
        return
    if suffix_of(path.name) in _OF_A_SHAPEFILE and path.with_suffix(".shp").exists():
        return
    try:
        if not path.exists():
            raise InputError(f"{path} does not exist.")
        if path.stat().st_size > MOST_BYTES and suffix_of(path.name) not in {".csv", ".tsv", ".parquet"}:
            raise InputError(f"{path} has more than {MOST_BYTES // 10**6:,} MB.")
        about = _read_sidecar(path.with_suffix(".json"))
        bulk = find_bulk(path)
        data = b"" if bulk else zip_shapefile(path) if suffix_of(path.name) == ".shp" else path.read_bytes()
    except InputError as error:
        yield Failure(str(path), str(error))
        return
    except OSError as error:
        yield Failure(str(path), f"{path} cannot be read: {error.strerror}.")
        return
    if bulk:
        yield bulk
        return
    for found in read_bytes(data, origin=str(path.absolute()), columns=columns):
        yield _complete(found, about) if isinstance(found, Draft) and about else found


def _escape(name: str) -> str:
    import glob

    return glob.escape(name)


def _read_sidecar(path: Path) -> dict[str, object]:
    try:
        data = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise InputError(f"{path} is not JSON: {error}.") from error
    return check_metadata(data, where=str(path)) if isinstance(data, dict) else {}


def _complete(draft: Draft, about: dict[str, object]) -> Draft:
    known = {f: getattr(draft, f) for f in Draft.__slots__}
    if "published" in about:
        known |= {"published_basis": None, "published_note": None}
    return Draft(**(known | about))


__all__ = ["Draft", "Failure", "Found", "Ready", "Skipped", "list_files", "read_file"]
