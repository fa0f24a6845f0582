"""Finding near-copies among many texts: MinHash sketches in bands (Broder 1997; Leskovec et al., Mining of Massive
Datasets, chapter 3).

Two texts whose sets of shingles overlap by 80 % share at least one of the 20 bands with a chance of 99.9 %, two that
overlap by 30 % with 5 %; `share_of_shingles` then tells for certain.
"""

from __future__ import annotations

import re
import zlib

import numpy as np

BANDS, ROWS = 20, 5
ALIKE = 0.8
"""Share of common shingles from which a text counts as a copy of another."""
_FEWEST = 20
"""Texts with fewer shingles say too little to be told from others."""
_PRIME = (1 << 61) - 1
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")

_numbers = np.random.default_rng(20230905)
_A = _numbers.integers(1, 1 << 31, BANDS * ROWS, dtype=np.uint64)[:, None]
_B = _numbers.integers(0, 1 << 31, BANDS * ROWS, dtype=np.uint64)[:, None]


def cut_shingles(text: str) -> set[int]:
    """Give the runs of four words (or signs, where no spaces part words), hashed to 32 bits."""
    words = _WORD.findall(text.casefold())
    return {zlib.crc32(" ".join(words[i : i + 4]).encode("utf-8", "replace")) for i in range(len(words) - 3)}


def sketch_text(text: str) -> tuple[str, ...]:
    """Give the bands of a text's sketch; texts that share one may be copies. None for a text of few words."""
    shingles = cut_shingles(text)
    if len(shingles) < _FEWEST:
        return ()
    hashed = np.fromiter(shingles, np.uint64, len(shingles))[None, :]
    lowest = ((_A * hashed + _B) % np.uint64(_PRIME)).min(axis=1).reshape(BANDS, ROWS)
    return tuple(f"{band:02d}{zlib.crc32(row.tobytes()):08x}" for band, row in enumerate(lowest))


def share_of_shingles(one: str, other: str) -> float:
    """Give how many of the shingles of two texts they have in common, from 0 to 1 (Jaccard)."""
    a, b = cut_shingles(one), cut_shingles(other)
    return len(a & b) / len(a | b) if a and b else float(one == other)
