"""Which reader takes which file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from events.errors import InputError
from events.readers.archives import open_members, read_warc, unpack_gzip
from events.readers.draft import Failure, Found, Skipped
from events.readers.mail import read_mail, read_subtitles
from events.readers.pages import read_page
from events.readers.papers import read_docx, read_epub, read_pdf
from events.readers.plain import read_markdown, read_plain

Reader = Callable[..., Iterator[Found]]

READERS: dict[str, Reader] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_page,
    ".htm": read_page,
    ".xhtml": read_page,
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".epub": read_epub,
    ".eml": read_mail,
    ".srt": read_subtitles,
    ".vtt": read_subtitles,
    ".ass": read_subtitles,
    ".ssa": read_subtitles,
    ".warc": read_warc,
}
ARCHIVES = (".zip", ".tar", ".tgz", ".tbz2", ".txz", ".tar.gz", ".tar.bz2", ".tar.xz")
_DEEPEST = 2


def suffix_of(name: str) -> str:
    """Give the part of a file name that tells its format, such as ``.tar.gz``."""
    lower = name.lower()
    return next((s for s in ARCHIVES if lower.endswith(s)), PurePosixPath(lower.replace("!", "/")).suffix)


def read_bytes(data: bytes, *, origin: str, depth: int = 0) -> Iterator[Found]:
    """Read a file's bytes by the format that its name tells.

    Parameters
    ----------
    data
        The whole file.
    origin
        Its path or address; members of archives stand behind a ``!``.
    depth
        How many archives it lies in.

    Returns
    -------
    iterator
        Its reports; a failure in the place of each that could not be read.
    """
    suffix, name = suffix_of(origin), stem_of(origin)
    try:
        if suffix in ARCHIVES:
            if depth >= _DEEPEST:
                raise InputError(f"{origin} lies too deep: an archive in an archive in an archive.")
            for member in open_members(data, origin=origin):
                if isinstance(member, Failure):
                    yield member
                else:
                    yield from read_bytes(member.data, origin=member.name, depth=depth + 1)
        elif suffix == ".gz" and not origin.lower().endswith(".warc.gz"):
            yield from read_bytes(unpack_gzip(data, origin=origin), origin=origin[:-3], depth=depth + 1)
        elif origin.lower().endswith(".warc.gz"):
            yield from read_warc(data, name=name, origin=origin)
        elif suffix in READERS:
            yield from READERS[suffix](data, name=name, origin=origin)
        else:
            yield Skipped(origin, suffix or "without a suffix")
    except InputError as error:
        yield Failure(origin, str(error))


def stem_of(origin: str) -> str:
    """Give the name of a file without its folders, archives and suffix."""
    last = origin.replace("!", "/").rstrip("/").rpartition("/")[2]
    suffix = suffix_of(last)
    return (last[: -len(suffix)] if suffix and last.lower().endswith(suffix) else last) or "report"
