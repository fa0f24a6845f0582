"""Text made comparable for free-text search: case, accents, vowel signs and letter forms do not count."""

from __future__ import annotations

import unicodedata


def fold_text(text: str) -> str:
    """Fold a text so that a search finds it however it is spelt.

    Compatibility forms are taken apart, marks (accents, harakat, the hamza of an alef) and the tatweel dropped, case
    folded, and blanks made one space.
    """
    apart = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c for c in apart if c != "\u0640" and not unicodedata.combining(c))
    return " ".join(unicodedata.normalize("NFC", kept).split())
