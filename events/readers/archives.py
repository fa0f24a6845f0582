"""Files inside zip and tar archives, within limits, and pages in WARC files."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from events.errors import InputError
from events.readers.draft import Draft, Failure, Found
from events.readers.pages import read_page

MOST_MEMBERS = 100_000
MOST_BYTES = 4_000_000_000
"""Bytes that all members of an archive may have, unpacked."""
MOST_MEMBER_BYTES = 100_000_000
"""Bytes that one member may have, unpacked."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive."""

    name: str
    data: bytes


def open_members(data: bytes, *, origin: str) -> Iterator[Member | Failure]:
    """Unpack a zip or tar archive member by member. Nothing is written to the disk.

    Raises
    ------
    InputError
        If the archive is damaged, or larger than the limits.
    """
    budget = MOST_BYTES
    try:
        for number, member in enumerate(_unzip(data, origin) if data[:2] == b"PK" else _untar(data, origin), start=1):
            budget -= len(member.data) if isinstance(member, Member) else 0
            if budget < 0 or number > MOST_MEMBERS:
                raise InputError(
                    f"{origin} unpacks to more than {MOST_BYTES // 10**9} GB or {MOST_MEMBERS:,} files; the rest of it "
                    "was not read. Unpack it, and name the folder."
                )
            yield member
    except (zipfile.BadZipFile, tarfile.TarError, EOFError, OSError, zlib.error, NotImplementedError) as error:
        raise InputError(f"{origin} is damaged, or no archive ({error}).") from error


def _unzip(data: bytes, origin: str) -> Iterator[Member | Failure]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for info in archive.infolist():
            if info.is_dir():
                continue
            name = f"{origin}!{_clean(info.filename)}"
            if info.flag_bits & 1:
                yield Failure(name, f"{name} is locked with a password.")
            else:
                with archive.open(info) as file:
                    yield _read_member(name, file)


def _untar(data: bytes, origin: str) -> Iterator[Member | Failure]:
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:*") as archive:
        for info in archive:
            file = archive.extractfile(info) if info.isfile() else None
            if file is not None:
                yield _read_member(f"{origin}!{_clean(info.name)}", file)


def _read_member(name: str, file: object) -> Member | Failure:
    data: bytes = file.read(MOST_MEMBER_BYTES + 1)  # type: ignore[attr-defined]
    if len(data) > MOST_MEMBER_BYTES:
        return Failure(name, f"{name} has more than {MOST_MEMBER_BYTES // 10**6} MB.")
    return Member(name, data)


def _clean(path: str) -> str:
    return "/".join(part for part in PurePosixPath(path.replace("\\", "/")).parts if part not in {"/", ".."})


def unpack_gzip(data: bytes, *, origin: str) -> bytes:
    """Unpack one gzipped file.

    Raises
    ------
    InputError
        If it is damaged or too large.
    """
    try:
        with gzip.open(io.BytesIO(data)) as file:
            unpacked = file.read(MOST_MEMBER_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"{origin} is damaged, or not gzipped ({error}).") from error
    if len(unpacked) > MOST_MEMBER_BYTES:
        raise InputError(f"{origin} unpacks to more than {MOST_MEMBER_BYTES // 10**6} MB.")
    return unpacked


def read_warc(data: bytes, *, name: str, origin: str) -> Iterator[Found]:
    """Read the pages of a web archive, a report each; what is no page is passed over.

    Raises
    ------
    InputError
        If it is no web archive.
    """
    from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
    from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

    try:
        for number, record in enumerate(ArchiveIterator(io.BytesIO(data)), start=1):
            kind = record.http_headers.get_header("Content-Type", "") if record.http_headers else ""
            if record.rec_type != "response" or "html" not in kind or record.http_headers.get_statuscode() != "200":
                continue
            url = record.rec_headers.get_header("WARC-Target-URI")
            at = f"{origin}!{url}"
            fetched = _read_time(record.rec_headers.get_header("WARC-Date"))
            try:
                for draft in read_page(
                    record.content_stream().read(MOST_MEMBER_BYTES), name=f"{name}-{number}", origin=at, url=url
                ):
                    yield Draft(**{f: getattr(draft, f) for f in Draft.__slots__} | {"retrieved": fetched})
            except InputError as error:
                yield Failure(at, str(error))
    except ArchiveLoadFailed as error:
        raise InputError(f"{origin} is damaged, or no WARC file ({error}).") from error


def _read_time(text: str | None) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
