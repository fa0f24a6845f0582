"""A report as a text file, with what is known of it in a JSON file of the same name beside it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from events.errors import InputError
from events.model import Document, PublishedBasis

MOST_BYTES = 20_000_000
"""The largest text file that is taken for one report."""

_TEXTS = ("title", "language", "outlet", "url", "licence", "published_note")


def find_text_files(directory: Path) -> Iterator[Path]:
    """Give the text files of a folder and of the folders in it, in the order of their names."""
    if not directory.is_dir():
        raise InputError(f"{directory} is no folder.")
    files = sorted(path for path in directory.rglob("*.txt") if path.is_file())
    yield from (path for path in files if not any(part.startswith(".") for part in path.relative_to(directory).parts))


def read_text_file(path: Path) -> Document:
    """Read a report from a UTF-8 text file, exactly as it is, and its sidecar, if there is one.

    Raises
    ------
    InputError
        If either cannot be read; the message names the file and the reason.
    """
    return Document(id=path.stem, text=_read_text(path), **_read_sidecar(path.with_suffix(".json")))


def _read_text(path: Path) -> str:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise InputError(f"{path} has more than {MOST_BYTES // 1_000_000} MB, which is more than one report.")
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 text (byte {error.start:,}). Save it as UTF-8.") from error
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from error


def _read_sidecar(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}
    except (ValueError, OSError) as error:
        raise InputError(f"{path} cannot be read: {error}.") from error
    if not isinstance(data, dict):
        raise InputError(f"{path} must hold a JSON object, with keys such as title, language, published.")
    return check_metadata(data, where=str(path))


def check_metadata(data: Mapping[str, Any], *, where: str) -> dict[str, Any]:
    """Check what is said of a report, and give it as fields of `events.model.Document`.

    Parameters
    ----------
    data
        ``title``, ``language``, ``outlet``, ``url``, ``licence``, ``published`` (``2023-09-05``), ``published_basis``
        and ``published_note``; each may be missing or none. Other keys are passed over.
    where
        What an error message names.
    """
    fields: dict[str, Any] = {}
    for key in _TEXTS:
        value = data.get(key)
        if value is not None and not isinstance(value, str):
            raise InputError(f"{where}: {key!r} must be text.")
        if value:
            fields[key] = value
    if (published := data.get("published")) is not None:
        fields["published"] = read_day(published, where=f"{where}: 'published'")
        basis = data.get("published_basis") or PublishedBasis.STATED
        if basis not in set(PublishedBasis):
            raise InputError(f"{where}: 'published_basis' must be one of {', '.join(PublishedBasis)}, not {basis!r}.")
        fields["published_basis"] = PublishedBasis(basis)
    return fields


def read_day(value: object, *, where: str) -> dt.date:
    """Read a day written as ``2023-09-05``; a time of day after it is passed over."""
    try:
        if not isinstance(value, str):
            raise ValueError
        return dt.date.fromisoformat(value[:10]) if len(value) <= 10 else dt.datetime.fromisoformat(value).date()
    except ValueError:
        raise InputError(f"{where} must be a day such as 2023-09-05, not {str(value)[:40]!r}.") from None
