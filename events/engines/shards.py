"""Shards: files of many reports, read anywhere, whose readings wait in Parquet until the store attaches them.

A shard is a file of a folder or bucket. What is read in it goes into one Parquet file, whose name tells the shard and
its state, so that a shard is read once, however often a run is begun. A reading is written whole or not at all.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from events.engines.engine import Fault, Outcome, Read, read_one
from events.errors import InputError
from events.ingest import as_document, describe_defaults, slug
from events.model import Actor, Document, Place
from events.readers.draft import Bulk, Draft, Failure, Found, Ready, Skipped
from events.readers.formats import READERS, read_bytes, suffix_of
from events.readers.grids import GRIDS
from events.report import Report
from events.store.packing import Shared, pack, to_json, unpack
from events.store.rows import storable

if TYPE_CHECKING:
    from pyarrow.fs import FileSystem

COLUMNS = ("id", "draft", "report", "shared", "failure")


@dataclass(frozen=True, slots=True)
class Shard:
    """A file that is read by one worker: its address, and what changes when it changes."""

    address: str
    state: str

    @property
    def key(self) -> str:
        """Names what is read in it."""
        return hashlib.sha256(f"{self.address}\n{self.state}".encode("utf-8", "replace")).hexdigest()[:20]


def open_place(address: str) -> tuple[FileSystem, str]:
    """Give the file system of a folder or bucket, and the path in it.

    Raises
    ------
    InputError
        If there is none of this kind.
    """
    import pyarrow as pa
    from pyarrow.fs import FileSystem

    try:
        place: tuple[FileSystem, str] = FileSystem.from_uri(address)
    except (pa.ArrowException, ValueError, OSError) as error:
        raise InputError(f"{address} is no folder or bucket that can be reached ({error}).") from error
    return place


def list_shards(addresses: Sequence[str]) -> list[Shard]:
    """List the files of folders or buckets (``file:///data``, ``s3://bucket/reports``) that hold reports.

    Raises
    ------
    InputError
        If one cannot be reached or holds nothing.
    """
    from pyarrow.fs import FileSelector, FileType

    shards: list[Shard] = []
    for address in addresses:
        system, path = open_place(address)
        try:
            (info,) = system.get_file_info([path])
            is_folder = info.type is FileType.Directory
            files = system.get_file_info(FileSelector(path, recursive=True)) if is_folder else [info]
        except OSError as error:
            raise InputError(f"{address} cannot be listed ({error}).") from error
        root = address[: len(address) - len(path.lstrip("/"))] if address.endswith(path) else address
        found = [f for f in files if f.type is FileType.File and _is_read(f.path)]
        if not found:
            raise InputError(f"{address} holds no file that is read: Parquet, WARC, JSON Lines, text, pages …")
        base = root.rstrip("/") + "/"
        shards += [Shard(base + f.path.lstrip("/"), f"{f.size} {f.mtime_ns}") for f in found]
    return sorted(shards, key=lambda shard: shard.address)


def _is_read(path: str) -> bool:
    name = PurePosixPath(path).name
    return not name.startswith((".", "_")) and (
        suffix_of(name) in READERS or suffix_of(name) in GRIDS or name.lower().endswith(".warc.gz")
    )


def read_shard(shard: Shard, target: str, read: Read, defaults: Mapping[str, Any]) -> int:
    """Read all reports of a shard, and write what was read; give how many there were.

    Raises
    ------
    InputError
        If the shard itself cannot be read.
    """
    system, path = open_place(shard.address)
    with system.open_input_stream(path) as file:
        data = file.read()
    rows = [_pack(each, read) for each in describe_defaults(read_bytes(data, origin=shard.address), **defaults)]
    _write(rows, target, shard)
    return len(rows)


def _pack(found: Found, read: Read) -> dict[str, str | None]:
    if isinstance(found, Draft):
        draft = dataclasses.replace(found, text=storable(found.text))
        tail = hashlib.sha256(draft.origin.encode("utf-8", "replace")).hexdigest()[:8]
        draft = dataclasses.replace(draft, id=f"{slug(draft.name)}-{tail}")
        document = as_document(draft, draft.id or "")
        return {"id": document.id, "draft": to_json(pack(draft, Shared()))} | _pack_outcome(read_one(read, document))
    name, reason = (found.name, found.reason) if isinstance(found, Failure) else _refuse(found)
    return {"id": name, "draft": None, "report": None, "shared": None, "failure": reason}


def _refuse(found: Bulk | Ready | Skipped) -> tuple[str, str]:
    if isinstance(found, Skipped):
        return found.name, f"{found.name} is of no format that is read."
    return found.origin, f"{found.origin} is a table of events: these are loaded, not read; leave out --engine ray."


def _pack_outcome(outcome: Outcome) -> dict[str, str | None]:
    if not isinstance(outcome, Report):
        reason = f"a fault in Dateline ({outcome.reason})" if isinstance(outcome, Fault) else str(outcome)
        return {"report": None, "shared": None, "failure": reason}
    shared = Shared()
    report = to_json(pack(dataclasses.replace(outcome, document=Document(outcome.document.id, "")), shared))
    packed = {
        "actors": [pack(actor, Shared()) for actor in shared.actors.values()],
        "places": [pack(place, Shared()) for place in shared.places.values()],
    }
    return {"report": report, "shared": to_json(packed), "failure": None}


def reading_of(shard: Shard, folder: str) -> str:
    """Give the address of what is, or will be, read in a shard: a partition of the folder."""
    return f"{folder.rstrip('/')}/shard={shard.key}/reports.parquet"


def is_read(shard: Shard, folder: str) -> bool:
    """Tell whether a shard was read before, in the state it is in."""
    from pyarrow.fs import FileType

    system, path = open_place(reading_of(shard, folder))
    (info,) = system.get_file_info([path])
    return bool(info.type is FileType.File)


def _write(rows: Sequence[Mapping[str, str | None]], target: str, shard: Shard) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([(name, pa.string()) for name in COLUMNS], metadata={"shard": shard.address})
    system, path = open_place(target)
    system.create_dir(path.rpartition("/")[0], recursive=True)
    part = f"{path}.{uuid.uuid4().hex}.part"
    pq.write_table(pa.Table.from_pylist(list(rows), schema=schema), part, filesystem=system, compression="zstd")
    system.move(part, path)


def load_reading(target: str) -> Iterator[tuple[Draft, Report] | Failure]:
    """Give the reports of a shard, each with what was read in it."""
    import pyarrow.parquet as pq

    system, path = open_place(target)
    with system.open_input_file(path) as file:
        for batch in pq.ParquetFile(file).iter_batches(256):
            for row in batch.to_pylist():
                yield _unpack(row)


def _unpack(row: Mapping[str, str]) -> tuple[Draft, Report] | Failure:
    if row["failure"] is not None:
        return Failure(row["id"], f"{row['id']}: {row['failure']}")
    draft = unpack(Draft, json.loads(row["draft"]), Shared())
    things = json.loads(row["shared"])
    actors = [unpack(Actor, each, Shared()) for each in things["actors"]]
    places = [unpack(Place, each, Shared()) for each in things["places"]]
    shared = Shared({place.id: place for place in places}, {actor.id: actor for actor in actors})
    report = unpack(Report, json.loads(row["report"]), shared)
    return draft, dataclasses.replace(report, document=as_document(draft, row["id"]))


class Attached:
    """The engine of readings that are there already: it looks up what was read, and reads only what it does not find.

    Parameters
    ----------
    read
        Reads a report that is stored under another id than the shard's.
    """

    ahead = 0

    def __init__(self, read: Read) -> None:
        self._plain = read
        self._reports: dict[str, Report] = {}

    def attach(self, targets: Iterable[str]) -> Iterator[Found]:
        """Give the reports of shards, and keep what was read in them until it is asked for."""
        for target in targets:
            for each in load_reading(target):
                if isinstance(each, Failure):
                    yield each
                else:
                    draft, report = each
                    self._reports[report.document.id] = report
                    yield draft

    def submit(self, documents: Sequence[Document]) -> Iterator[Outcome]:
        """Give what was read in each."""
        found = [self._reports.get(document.id) for document in documents]
        self._reports.clear()
        for document, report in zip(documents, found, strict=True):
            yield report or read_one(self._plain, document)

    def close(self) -> None:
        """Nothing runs."""
