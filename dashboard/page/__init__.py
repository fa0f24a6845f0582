"""A page that stands alone: map, timeline, filters, list and evidence in one HTML file that needs no network.

It is made of a *shell*, the same for everybody, and of *records*, as JSON. The shell holds deck.gl out of the installed
pydeck, the component's own modules and panels in one script, the basemap and the styles. Its policy (CSP) lets only
these two scripts run, told by their hashes, and lets nothing be fetched. The browser puts both together when a person
saves a page from the dashboard; `write_page` does for programs.
"""

from __future__ import annotations

from dashboard.page.records import MOST_EVENTS, PageError, records_of_page
from dashboard.page.shell import SLOT, build_shell, page_modules, shell_address, write_page

__all__ = [
    "MOST_EVENTS",
    "SLOT",
    "PageError",
    "build_shell",
    "page_modules",
    "records_of_page",
    "shell_address",
    "write_page",
]
