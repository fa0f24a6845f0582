"""Where a report comes from: the country of its outlet, which decides what its words alone leave open.

It tells the order of 03/04, the half of the year that is summer, and which of several places of one name is near.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from events.actors.table import load_actors
from events.model import ActorKind, Document

DOMAINS = {"uk": "GB", "su": "RU"}
"""Domains of countries that are not their ISO codes."""
FOR_EVERYBODY = frozenset("ac ai cc co eu fm gg im io la ly me nu pw sh to tv ws".split())  # noqa: SIM905 -- a list of words
"""Domains of countries that anybody uses for the sound of them."""
REGION_LETTERS = 2


def find_home(document: Document) -> str | None:
    """Find the country that a report was written for.

    Parameters
    ----------
    document
        The report. The region of its language (``en-GB``) counts first, then the organisation that its outlet is, then
        the domain of its address or of an outlet that is called by its domain.

    Returns
    -------
    str or None
        ISO 3166-1 alpha-2 code; none if nothing tells.
    """
    for tag in (document.language or "").replace("_", "-").split("-")[1:]:
        if len(tag) == REGION_LETTERS and tag.isalpha():
            return tag.upper()
    outlet = (document.outlet or "").strip()
    if outlet:
        countries = {a.country for a in load_actors().find(outlet) if a.kind is ActorKind.ORGANISATION and a.country}
        if len(countries) == 1:
            return countries.pop()
    return _country_of(_host(document.url or "")) or _country_of(outlet if " " not in outlet else "")


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _country_of(host: str) -> str | None:
    name, dot, domain = host.lower().rstrip(".").rpartition(".")
    if not name or not dot or len(domain) != REGION_LETTERS or not domain.isascii() or domain in FOR_EVERYBODY:
        return None
    return DOMAINS.get(domain, domain.upper() if domain.isalpha() else None)
