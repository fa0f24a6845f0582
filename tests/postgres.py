"""A PostgreSQL server of the tests' own, and an empty schema of it for each test.

``DATELINE_TEST_POSTGRES=postgresql://…`` names a running server instead, ``DATELINE_TEST_POSTGRES=none`` leaves these
tests out. Without either, Debian's or any other installed server is started in a folder of its own.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path

VARIABLE = "DATELINE_TEST_POSTGRES"
MISSING = f"no PostgreSQL server: `sh scripts/ensure-postgres.sh` installs one, {VARIABLE}=none leaves its tests out"


def find_programs() -> Path | None:
    """Give the folder that holds ``initdb`` and ``pg_ctl``."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "pg_ctl").exists()), None)


@contextlib.contextmanager
def running_server() -> Iterator[str]:
    """Start a server, and give the address of its database."""
    given = os.environ.get(VARIABLE)
    if given:
        yield given
        return
    programs = find_programs()
    assert programs, MISSING
    folder = Path(tempfile.mkdtemp(prefix="dateline-postgres-"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        _run(programs, ["initdb", "-D", f"{folder}/data", "-U", "dateline", "-A", "trust", "-E", "UTF8", "--locale=C"])
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c shared_buffers=32MB"
        _run(programs, ["pg_ctl", "-D", f"{folder}/data", "-l", f"{folder}/log", "-o", options, "-w", "start"])
        try:
            yield f"postgresql://dateline@127.0.0.1:{port}/postgres"
        finally:
            _run(programs, ["pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "-w", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(programs: Path, command: Sequence[str]) -> None:
    """Run a program of the server's, which refuses to be run by root."""
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run(
        [*prefix, str(programs / command[0]), *command[1:]],
        check=True,
        cwd="/tmp",
        stdout=subprocess.DEVNULL,
    )


@contextlib.contextmanager
def empty_schema(server: str) -> Iterator[str]:
    """Give an address under which the server looks empty, and remove afterwards what was made there."""
    from adbc_driver_postgresql import dbapi

    name = f"test_{uuid.uuid4().hex}"
    with dbapi.connect(server, autocommit=True) as connection, connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {name}")
        yield f"{server}?options=-csearch_path%3D{name}"
        cursor.execute(f"DROP SCHEMA {name} CASCADE")
