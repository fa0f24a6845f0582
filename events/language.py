"""Find the language of a text: the script first, then letters only one language has, then eldc.

A script decides where one language of news is written in it (Hangul, kana, Greek ...). Within a shared script, letters
that only one of its languages uses decide (``ї`` is Ukrainian, ``ы`` Russian, ``گ`` Persian). Only what remains, above
all the Latin script, goes to eldc, which is loaded on first use.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Callable

SAMPLE = 4000
"""Characters looked at: the start of a report tells its language."""

UNDETERMINED = "und"

_SCRIPTS = re.compile(
    r"(?P<ko>[\u1100-\u11ff\uac00-\ud7af])|(?P<ja>[\u3040-\u30ff])|(?P<zh>[\u3400-\u4dbf\u4e00-\u9fff])"
    r"|(?P<ar>[\u0620-\u06d3\u0750-\u077f])|(?P<cyrillic>[\u0400-\u052f])|(?P<el>[\u0370-\u03ff\u1f00-\u1fff])"
    r"|(?P<he>[\u0590-\u05ff])|(?P<hi>[\u0900-\u097f])|(?P<bn>[\u0980-\u09ff])|(?P<th>[\u0e00-\u0e7f])"
    r"|(?P<ka>[\u10a0-\u10ff])|(?P<hy>[\u0530-\u058f])|(?P<latin>[A-Za-z\u00c0-\u024f])"
)
_TELLING_LETTERS: dict[str, tuple[tuple[str, frozenset[str]], ...]] = {
    "cyrillic": (
        ("uk", frozenset("іїєґІЇЄҐ")),
        ("ru", frozenset("ыэёъЫЭЁЪ")),
    ),
    "ar": (
        ("ur", frozenset("ٹڈڑےں")),
        ("fa", frozenset("پچژگیک")),
    ),
}
_WEIGHTS = {"ko": 2.5, "ja": 2.5, "zh": 2.5}
"""A Hangul syllable or a Han character stands for two or three letters."""


def detect_language(text: str) -> str:
    """Find the language that most of a text is written in.

    Parameters
    ----------
    text
        A report, or any part of one. Only its first 4000 characters are looked at.

    Returns
    -------
    str
        ISO 639-1 code; ``und`` for a text without letters.
    """
    sample = text[:SAMPLE].encode("utf-8", "ignore").decode("utf-8")
    counts = Counter(match.lastgroup for match in _SCRIPTS.finditer(sample))
    if not counts:
        return UNDETERMINED
    script = max(counts, key=lambda name: counts[name] * _WEIGHTS.get(name or "", 1.0)) or UNDETERMINED
    if script == "zh" and counts["ja"] > counts["zh"] / 10:
        return "ja"
    if script == "ko" or script not in {"latin", *_TELLING_LETTERS}:
        return script
    if script in _TELLING_LETTERS:
        return _tell_by_letters(sample, script, counts[script])
    guess = _detector()(sample)
    return guess if guess and guess != UNDETERMINED else "en"


def _tell_by_letters(sample: str, script: str, letters: int) -> str:
    """Tell languages of one script apart by the share of letters that only one of them has."""
    best, most = "", 0
    for language, telling in _TELLING_LETTERS[script]:
        seen = sum(map(sample.count, telling))
        if seen > most:
            best, most = language, seen
    if most >= max(1, letters * 0.01):
        return best
    if script == "ar":
        return "ar"
    guess = _detector()(sample)
    return guess if guess in {"ru", "uk", "bg", "sr", "be", "mk", "kk"} else "ru"


@functools.cache
def _detector() -> Callable[[str], str]:
    import eldc

    eldc.init()
    detect: Callable[[str], str] = eldc.detect
    return detect
