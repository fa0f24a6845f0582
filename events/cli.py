"""The command's entry: `annotate` straight away, everything else through the commands proper.

`annotate` is a stream that other programs start, so nothing that it does not need is loaded on its way.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

ANNOTATE_HELP = """\
Usage: dateline annotate < reports.jsonl > records.jsonl

  Reads reports, one JSON object a line, and writes for each, in order and at once, one line with what was found.

  In:   {"id": "1", "text": "...", "published": "2023-09-05", "language": "ar"}
        Without "published", dates that count from it ("last week") stay without days. Without "language", it is
        detected.
  Out:  {"id", "language", "published", "dates": [...], "places": [...], "actors": [...], "events": [...]}
        Offsets count characters, the end is exclusive.

  A line that cannot be read gives {"id", "error"} in its place, and the stream goes on; the exit code is then 0 too,
  because the answer says so itself.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Parameters
    ----------
    arguments
        What stands behind the command's name; by default what it was called with.

    Returns
    -------
    int
        The exit code: 0 done, 1 something could not be done, 2 asked wrongly, 130 interrupted.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if given[:1] == ["annotate"]:
            return _annotate(given[1:])
        from events.commands import run

        return run(given)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output has gone, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _annotate(options: Sequence[str]) -> int:
    if options:
        wants_help = options[0] in {"--help", "-h"}
        print(ANNOTATE_HELP, end="", file=sys.stdout if wants_help else sys.stderr)
        if not wants_help:
            print(f"\nannotate takes no options, but got {options[0]!r}.", file=sys.stderr)
        return 0 if wants_help else 2

    from events.annotate import annotate_stream

    annotate_stream(sys.stdin.buffer, sys.stdout.buffer)
    return 0
