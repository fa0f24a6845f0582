"""Write ``geo/data/languages/common/<language>.txt``: words of a language that are also names of places in the gazetteer.

A word of which the gazetteer knows some small or oddly spelt place ("of", كورونا, лет) is read as a place only where the
text says so. A word is what a spelling dictionary has in lower case and what is frequent by PyPI ``wordfreq`` (CC BY-SA
4.0). Needed by whoever runs this script only (dictionaries: Debian wamerican, wfrench, wspanish, wportuguese, wngerman,
hunspell-ar, hunspell-ru, hunspell-uk, hunspell-tr)::

    pip install wordfreq && python scripts/build_common_words.py /usr/share
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from wordfreq import get_frequency_dict

from geo.folding import Script, fold_word, script_of
from geo.gazetteer import open_gazetteer
from geo.languages import load_language
from geo.sources.record import UseFlag

FOLDER = Path(__file__).parent.parent / "geo" / "data" / "languages" / "common"
DICTIONARIES = {
    "en": "dict/american-english", "fr": "dict/french", "es": "dict/spanish", "pt": "dict/portuguese", "de": "dict/ngerman",
    "ar": "hunspell/ar.dic", "ru": "hunspell/ru_RU.dic", "uk": "hunspell/uk_UA.dic", "tr": "hunspell/tr_TR.dic",
}  # fmt: skip
FREQUENT = {"ar": 1.5e-6, "de": 2e-6}
OF_A_PLACE = re.compile(r"[сц]ь?к(?:ий|ая|ое|ой|а|е|і|ого|ому)$")
"""Slavic adjectives that are made of the names of towns, and fold to them."""
NOUNS_IN_CAPITALS = frozenset({"de"})
WITHOUT_CAPITALS = frozenset({"ar"})
KEPT = frozenset(
    [
        "china",
        "japan",
        "turkey",
        "morocco",
        "chile",
        "guinea",
        "shanghai",
        "wellington",
        "phoenix",
        "cologne",
        "surrey",
        "wales",
        "jersey",
        "muscat",
        "tangier",
        "madras",
        "astrakhan",
        "queens",
        "mecca",
        "bologna",
        "canton",
        "archangel",
        "havana",
        "calcutta",
        "peking",
        "pueblo",
        "cayenne",
        "manila",
        "panama",
        "kent",
        "worcester",
        "bern",
        "bath",
        "java",
        "timor",
        "limerick",
        "angola",
        "texas",
        "riverside",
        "mesa",
    ]
)


def is_known(key: str, language: str, least: float = 0.0) -> bool:
    """Whether a name is better known as that of a place than as a word."""
    gazetteer = open_gazetteer()
    bit = gazetteer.language_bits.get(language, 0)
    least = least or (4.6 if language in WITHOUT_CAPITALS or language in NOUNS_IN_CAPITALS else 5.25)
    for bearer in gazetteer.bearers(gazetteer.number_of(key) or 0):
        if bearer.use & UseFlag.MAIN and not bearer.use & UseFlag.SHORT and bearer.importance >= least:
            own = language in WITHOUT_CAPITALS and bearer.importance >= 5.3
            if bearer.languages & bit or bearer.importance > 6.5 or own:
                return True
    return False


def is_large(key: str, least: float = 5.5) -> bool:
    """Whether some large city or area bears a name, in whatever spelling."""
    gazetteer = open_gazetteer()
    return any(b.importance >= least for b in gazetteer.bearers(gazetteer.number_of(key) or 0))


def write_list(language: str, words: set[str]) -> None:
    """Write one language's list."""
    head = "# Words of the language that are also names of places. Written by scripts/build_common_words.py.\n"
    (FOLDER / f"{language}.txt").write_text(head + "\n".join(sorted(words)) + "\n", encoding="utf-8")
    print(language, len(words))


def read_dictionary(path: Path, *, capitalised: bool) -> set[str]:
    """Read the lower-case words of a word list or a hunspell dictionary, folded; of German its nouns too."""
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    words = (line.partition("/")[0].partition("\t")[0].strip() for line in text.split("\n"))
    return {
        fold_word(w)
        for w in words
        if len(w) > 1 and w.isalpha() and (capitalised or w == w.lower()) and not OF_A_PLACE.search(w)
    }


def with_clitics(words: set[str], language: str) -> set[str]:
    """Words that only look like a clitic and the name of a lesser place (كبيرة is no ك + بيرة)."""
    number_of = open_gazetteer().number_of
    found = set()
    for word in words:
        for written, instead in load_language(language).clitics:
            rest = instead + word[len(written) :]
            if word.startswith(written) and len(rest) > 1 and number_of(rest) is not None and not is_large(rest, 7.0):
                found.add(word)
    return found


def main() -> None:
    """Write all lists."""
    share = Path(sys.argv[1])
    number_of = open_gazetteer().number_of
    for language, path in DICTIONARIES.items():
        words = read_dictionary(share / path, capitalised=language in NOUNS_IN_CAPITALS)
        keys = {w for w in words if number_of(w) is not None}
        if language != "en":
            frequency: dict[str, float] = {}
            for word, share_of_text in get_frequency_dict(language, "best").items():
                if word.isalpha() and len(word) > 1:
                    frequency[fold_word(word)] = frequency.get(fold_word(word), 0.0) + share_of_text
            least = FREQUENT.get(language, 1e-6)
            frequent = {w for w, f in frequency.items() if f >= least}
            keys = {
                w for w in keys if w in frequent and (not is_known(w, language) or is_function_word(w, frequency[w]))
            }
            if language in WITHOUT_CAPITALS:
                others = {w for w in frequent - words if script_of(w[0]) != Script.LATIN and number_of(w) is not None}
                keys |= {w for w in others if not is_known(w, language, 4.0) and not is_large(w)}
                keys |= with_clitics(frequent & words, language)
        write_list(language, keys - KEPT)


def is_function_word(key: str, frequency: float) -> bool:
    """Whether a word is so frequent that it is a word first, unless a country is called so."""
    return frequency > 1e-4 and not is_large(key, 6.5)


if __name__ == "__main__":
    main()
