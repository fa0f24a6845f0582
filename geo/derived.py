"""Files that follow from what is installed, made once and kept beside the gazetteer: compressed, for the browser."""

from __future__ import annotations

import contextlib
import gzip
import os
import shutil
import tempfile
import time
import zlib
from collections.abc import Callable
from pathlib import Path

from geo.cache import cache_folder

UNUSED_SECONDS = 30 * 24 * 3600.0
"""Files made from what is no longer installed go after so long without use."""


def keep_compressed(kind: str, digest: str, name: str, make: Callable[[], bytes]) -> bytes:
    """Give a gzipped file that follows from other files, made on first use and kept for later starts.

    Where the cache cannot be written, or holds a damaged file, it is made anew each time.

    Parameters
    ----------
    kind
        What it belongs to; a folder of the cache.
    digest
        Digest of all that it is made from.
    name
        Its name.
    make
        Gives it, gzipped.
    """
    folder = cache_folder() / kind / digest
    file = folder / f"{name}.gz"
    with contextlib.suppress(OSError, EOFError, zlib.error):
        content = file.read_bytes()
        if gzip.decompress(content):
            return content
    content = make()
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(file, content)
        _remove_unused(folder)
    return content


def write_whole(file: Path, content: bytes) -> None:
    """Write a file in an existing folder so that no other process ever sees a part of it; only its owner may read it.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    handle, temporary = tempfile.mkstemp(dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
        Path(temporary).replace(file)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _remove_unused(folder: Path) -> None:
    os.utime(folder)
    for other in folder.parent.iterdir():
        if other != folder and time.time() - other.stat().st_mtime > UNUSED_SECONDS:
            shutil.rmtree(other, ignore_errors=True)
