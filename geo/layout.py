"""How a built gazetteer lies on disk, as its writer and its reader must agree on it.

All files are flat arrays of little-endian numbers or UTF-8 text, opened by memory map: a row is read where it lies.
"""

from __future__ import annotations

import struct

from geo.folding import Script
from geo.model import PlacePrecision

PLACE = struct.Struct("<fffIHHHBfffff")
"""lat, lon, importance, population, country, admin1, feature, precision, west, south, east, north, radius_km."""
BEARER = struct.Struct("<IBQ")
"""place, use, languages."""
FIRST = struct.Struct("<QIB")
"""Where the second words of the names that begin with a word lie, their length in bytes (0: too many), longest name."""
MANY_SECONDS = 5000
"""Second words of names with the same first word from which they are not listed."""
ANY_LANGUAGE = 1 << 63
PRECISIONS = tuple(PlacePrecision)
LONGEST = 8
"""Words of the longest name that is kept."""

LANGUAGES = (
    "en", "ar", "ru", "uk", "ko", "zh", "zh_Hant", "fr", "es", "de", "pt", "tr", "fa", "ja", "it", "nl", "pl", "he",
    "hi", "ur", "id", "vi", "el", "cs", "hu", "ro", "sv", "bg", "sr", "be", "kk", "ka", "hy", "az", "uz", "th", "ku",
    "ps", "so", "am", "sw", "ha", "fi", "da", "nb", "sk", "hr", "bs", "sl", "mk", "sq", "lt", "lv", "et", "bn", "ms",
)  # fmt: skip
"""Languages whose names of countries are kept (CLDR locales)."""
LANGUAGE_CODES = tuple(dict.fromkeys(code.partition("_")[0] for code in LANGUAGES))

_ARABIC = "AE BH DJ DZ EG EH ER IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TD TN YE IR AF PK"
_CYRILLIC = "RU UA BY KZ KG TJ UZ TM MN BG RS MK ME BA MD GE AM AZ"
HOME = {
    Script.ARABIC: frozenset(_ARABIC.split()),
    Script.CYRILLIC: frozenset(_CYRILLIC.split()),
    Script.HANGUL: frozenset({"KR", "KP"}),
    Script.HAN: frozenset({"CN", "TW", "HK", "MO", "SG", "JP"}),
}
"""Countries in which a name in a script is most likely the place's own."""
