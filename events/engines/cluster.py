"""Shards read by Ray Data, on one machine or on many."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from events.engines.engine import Read
from events.engines.shards import Shard, is_read, read_shard, reading_of
from events.errors import InputError
from events.readers.draft import Failure

TRIES = 2
"""How often a shard is tried, besides what Ray itself does when a worker or a machine dies."""


def read_shards(
    shards: Sequence[Shard],
    folder: str,
    read: Read,
    *,
    defaults: Mapping[str, Any],
    processors: int | None = None,
) -> Iterator[str | Failure]:
    """Read shards that were not read yet, many at once.

    Parameters
    ----------
    shards
        What is to be read.
    folder
        Where readings go: a folder or bucket that all machines reach.
    read
        Reads a report. It must be picklable.
    defaults
        What `events.ingest.describe_defaults` takes.
    processors
        How many of this machine are used; by default all, or those of the cluster that ``RAY_ADDRESS`` names.

    Yields
    ------
    str or Failure
        The addresses of readings, those from earlier runs first; in the end the shards that failed.

    Raises
    ------
    InputError
        If Ray is not installed, or does not start.
    """
    waiting: dict[str, Shard] = {}
    for shard in shards:
        if is_read(shard, folder):
            yield reading_of(shard, folder)
        else:
            waiting[shard.address] = shard
    if waiting:
        _start(processors)
    reasons: dict[str, str] = {}
    for _ in range(TRIES):
        if not waiting:
            break
        for row in _run(list(waiting.values()), folder, read, defaults):
            if row["reason"] is None:
                yield reading_of(waiting.pop(row["address"]), folder)
            else:
                reasons[row["address"]] = row["reason"]
    for shard in waiting.values():
        yield Failure(shard.address, f"{shard.address} failed {TRIES} times: {reasons.get(shard.address, 'no answer')}")


def _start(processors: int | None) -> None:
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise InputError(
            "Ray is not installed. `pip install 'dateline-events[ray]'` does it; without it, `--engine processes` "
            "reads with all processors of this machine."
        ) from error
    ray.data.DataContext.get_current().enable_progress_bars = False
    if ray.is_initialized():
        return
    given = {} if os.environ.get("RAY_ADDRESS") else {"num_cpus": processors, "include_dashboard": False}
    try:
        ray.init(log_to_driver=False, configure_logging=False, **given)
    except Exception as error:  # Ray raises no type of its own here
        raise InputError(f"Ray did not start: {str(error)[:300]}") from error


def _run(shards: Sequence[Shard], folder: str, read: Read, defaults: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    import ray.data

    def work(row: dict[str, Any]) -> dict[str, Any]:
        shard = Shard(row["address"], row["state"])
        try:
            count = read_shard(shard, reading_of(shard, folder), read, defaults)
        except InputError as error:
            return {"address": shard.address, "count": 0, "reason": str(error)}
        except Exception as error:  # a fault in one shard must not cost the others
            return {"address": shard.address, "count": 0, "reason": f"{type(error).__name__}: {error}"[:300]}
        return {"address": shard.address, "count": count, "reason": None}

    rows = [{"address": shard.address, "state": shard.state} for shard in shards]
    done = ray.data.from_items(rows, override_num_blocks=len(rows)).map(work)
    yield from done.iter_rows()
