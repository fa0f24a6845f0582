"""Tables of events that others publish: GDELT, ACLED, UCDP GED, POLECAT.

Each format is a query (``data/acled.sql`` ...) from its columns to common ones; it says how its codes of precision
become ours. Columns without a place in a record are kept as extras. Rows go through DuckDB in batches, so a million
of them need little more memory than a thousand.
"""

from __future__ import annotations

from collections.abc import Sequence

_SIGNS = {
    "acled": {"event_id_cnty", "event_date", "time_precision", "geo_precision", "notes"},
    "ucdp": {"type_of_violence", "date_prec", "where_prec", "date_start", "side_a"},
    "polecat": {"Event ID", "Event Type", "Actor Name", "Recipient Name", "Country"},
    "gdelt": {"GLOBALEVENTID", "SQLDATE", "EventRootCode", "ActionGeo_Type"},
    "mentions": {
        "MentionTimeDate",
        "MentionType",
        "MentionSourceName",
        "MentionIdentifier",
        "ActionCharOffset",
        "Confidence",
    },
}

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
    "Type2Code", "Type3Code",
)  # fmt: skip
_HEAD = ["GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"]
_MIDDLE = (
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
)  # fmt: skip


def _gdelt_columns(*, divisions: Sequence[str], last: Sequence[str]) -> list[str]:
    geo = ["Type", "FullName", "CountryCode", *divisions, "Lat", "Long", "FeatureID"]
    actors = [f"Actor{n}{part}" for n in (1, 2) for part in _ACTOR]
    places = [f"{whose}Geo_{part}" for whose in ("Actor1", "Actor2", "Action") for part in geo]
    return [*_HEAD, *actors, *_MIDDLE, *places, *last]


GDELT_COLUMNS = {
    57: _gdelt_columns(divisions=["ADM1Code"], last=["DATEADDED"]),
    58: _gdelt_columns(divisions=["ADM1Code"], last=["DATEADDED", "SOURCEURL"]),
    61: _gdelt_columns(divisions=["ADM1Code", "ADM2Code"], last=["DATEADDED", "SOURCEURL"]),
}
"""GDELT's files bear no names of columns; their number tells the version: 1.0 before and since April 2013, 2.0."""


MENTION_COLUMNS = (
    "GlobalEventID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier",
    "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence",
    "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras",
)  # fmt: skip
"""The columns of GDELT 2.0's tables of mentions, which bear no names either."""


def recognise(names: Sequence[str]) -> str | None:
    """Tell whose table has these columns (or, without names, these first values); none if it is none of them."""
    found = set(names)
    for kind, signs in _SIGNS.items():
        if signs <= found:
            return kind
    if (
        len(names) == len(MENTION_COLUMNS)
        and all(n.isdigit() for n in names[:4])
        and list(map(len, names[1:4])) == [14, 14, 1]
    ):
        return "mentions"
    is_gdelt = len(names) in GDELT_COLUMNS and names[0].isdigit() and len(names[1]) == 8 and names[1].isdigit()
    return "gdelt" if is_gdelt else None
