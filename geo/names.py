"""Write who bears which name, in memory that does not grow with the names.

While places are read, each name and its bearer go to two files, one after the other. At the end the names are put into
a trie, which numbers them, and the bearers are sorted by these numbers, some millions at a time.
"""

from __future__ import annotations

import itertools
from array import array
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.layout import BEARER, FIRST, MANY_SECONDS

if TYPE_CHECKING:
    import numpy as np

SORTED_AT_ONCE = 1_000_000
"""About as many bearers are sorted in memory at a time."""


class NamesWriter:
    """Takes folded names with their bearers and writes the files by which they are found.

    Parameters
    ----------
    folder
        Where to write.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._keys_path, self._rows_path = folder / "keys.tmp", folder / "rows.tmp"
        self._keys = self._keys_path.open("w", encoding="utf-8", newline="\n")
        self._rows = self._rows_path.open("wb")

    def add(self, place: int, names: Mapping[str, tuple[int, int]]) -> None:
        """Take one place's folded names, each with how and in which languages it is used for it."""
        for key, (use, languages) in names.items():
            self._keys.write(key + "\n")
            self._rows.write(BEARER.pack(place, use, languages))

    def close(self) -> None:
        """Close the files and delete them."""
        self._keys.close()
        self._rows.close()
        self._keys_path.unlink(missing_ok=True)
        self._rows_path.unlink(missing_ok=True)

    def write(self, importance: np.ndarray[Any, Any]) -> int:
        """Write the files; of the bearers of a name the most important comes first. Give the number of names."""
        import marisa_trie

        self._keys.close()
        self._rows.close()
        path = self.folder / "names.marisa"
        marisa_trie.Trie(self._read_keys()).save(str(path))
        trie = marisa_trie.Trie().mmap(str(path))
        self._write_bearers(array("I", map(trie.__getitem__, self._read_keys())), len(trie), importance)
        self._write_firsts(trie.iterkeys())
        return len(trie)

    def _read_keys(self) -> Iterator[str]:
        with self._keys_path.open(encoding="utf-8", newline="\n") as file:
            for line in file:
                yield line[:-1]

    def _write_bearers(self, key_numbers: array[int], names: int, importance: np.ndarray[Any, Any]) -> None:
        import numpy as np

        numbers = np.frombuffer(key_numbers, dtype="u4")
        offsets = np.zeros(names + 1, dtype="<u4")
        np.cumsum(np.bincount(numbers, minlength=names), out=offsets[1:])
        offsets.tofile(self.folder / "name_offsets.bin")
        row = [("place", "<u4"), ("use", "u1"), ("languages", "<u8")]
        if np.dtype(row).itemsize != BEARER.size:
            raise AssertionError("the layout of bearers and its writer differ")
        rows: np.ndarray[Any, Any] = (
            np.memmap(self._rows_path, dtype=row, mode="r") if len(numbers) else np.empty(0, row)
        )
        limits = [0, *np.searchsorted(offsets[1:], range(SORTED_AT_ONCE, len(numbers), SORTED_AT_ONCE)), names]
        with (self.folder / "bearers.bin").open("wb") as file:
            for low, high in itertools.pairwise(limits):
                some = np.flatnonzero((numbers >= low) & (numbers < high))
                part = rows[some]
                order = np.lexsort((-importance[part["place"]], numbers[some]))
                part[order].tofile(file)

    def _write_firsts(self, keys: Iterator[str]) -> None:
        """Write how the names go on that begin with a word: those of one first word follow one another in a trie."""
        import marisa_trie

        words_path, seconds_path = self.folder / "firsts.tmp", self.folder / "seconds.txt"
        offsets = [array("Q"), array("I"), array("B")]
        long = (key.split(" ") for key in keys if " " in key)
        with words_path.open("w", encoding="utf-8", newline="\n") as words, seconds_path.open("wb") as out:
            for first, group in itertools.groupby(long, key=lambda parts: parts[0]):
                seconds: set[str] = set()
                longest = 0
                for parts in group:
                    seconds.add(parts[1])
                    longest = max(longest, len(parts))
                text = " ".join(sorted(seconds)).encode() if len(seconds) <= MANY_SECONDS else b""
                words.write(first + "\n")
                for column, value in zip(offsets, (out.tell(), len(text), longest), strict=True):
                    column.append(value)
                out.write(text)
        with words_path.open(encoding="utf-8", newline="\n") as file:
            trie = marisa_trie.Trie(line[:-1] for line in file)
        if len(trie) != len(offsets[0]):
            raise AssertionError("the names of one first word lie apart in the trie")
        trie.save(str(self.folder / "firsts.marisa"))
        table = bytearray(FIRST.size * len(trie))
        with words_path.open(encoding="utf-8", newline="\n") as file:
            for line, *values in zip(file, *offsets, strict=True):
                FIRST.pack_into(table, trie[line[:-1]] * FIRST.size, *values)
        (self.folder / "firsts.bin").write_bytes(table)
        words_path.unlink()
