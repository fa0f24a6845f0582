"""The part of a saved page that is the same for everybody."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.bundle import bundle_modules
from dashboard.link import INTERFACE_LANGUAGES
from dashboard.page.records import records_of_page
from dashboard.words import load_words

if TYPE_CHECKING:
    from dashboard.link import View
    from dashboard.story import Story
    from events.store import Store

SLOT = "@@RECORDS@@"
"""Stands in the shell where the records go."""

_HERE = Path(__file__).parent
_DASHBOARD = _HERE.parent
_PANELS = ("evidence", "filters", "nothing", "records", "story")
_BASEMAP = ("countries-low", "countries-medium", "borders-low", "borders-medium")


def page_modules() -> dict[str, str]:
    """Give the modules of a page by name: the component's, the panels', and the one that puts them together."""
    dom = (_DASHBOARD / "panels" / "dom.js").read_text(encoding="utf-8")
    modules = {f"mapline/js/{path.name}": path.read_text(encoding="utf-8") for path in _scripts("mapline/js")}
    for name in _PANELS:
        panel = (_DASHBOARD / "panels" / f"{name}.js").read_text(encoding="utf-8")
        modules[f"panels/{name}.js"] = dom + panel
    return {**modules, "page/page.js": (_HERE / "page.js").read_text(encoding="utf-8")}


def shell_sources() -> Iterable[Path]:
    """Give the files of this project that the shell is made from."""
    panels = [_DASHBOARD / "panels" / f"{name}.js" for name in ("dom", *_PANELS)]
    styles = [_DASHBOARD / "mapline/css/mapline.css", _DASHBOARD / "panels/panels.css"]
    return [*_scripts("mapline/js"), *panels, *styles, *(_HERE / f for f in ("page.js", "page.css", "template.html"))]


def _scripts(folder: str) -> list[Path]:
    return sorted((_DASHBOARD / folder).glob("*.js"))


def build_shell() -> str:
    """Build the shell: HTML with `SLOT` where the records go.

    Raises
    ------
    dashboard.bundle.BundleError
        If a module cannot be put into the script.
    """
    from dashboard.assets import deck_source

    deck = _in_script(deck_source())
    script = _in_script(bundle_modules(page_modules(), "page/page.js"))
    style = (_HERE / "page.css").read_text(encoding="utf-8")
    policy = "; ".join(
        [
            "default-src 'none'",
            f"script-src {_hash(deck)} {_hash(script)}",
            f"style-src {_hash(style)}",
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
    parts = {
        "POLICY": policy,
        "STYLE": style,
        "MAPLINE_STYLE": (_DASHBOARD / "mapline/css/mapline.css").read_text(encoding="utf-8"),
        "PANELS_STYLE": (_DASHBOARD / "panels/panels.css").read_text(encoding="utf-8"),
        "BASEMAP": json.dumps(_basemap_files()),
        "DECK": deck,
        "SCRIPT": script,
    }
    template = (_HERE / "template.html").read_text(encoding="utf-8")
    return re.sub(r"@@([A-Z_]+)@@", lambda found: parts.get(found[1], found[0]), template)


def _basemap_files() -> dict[str, str]:
    from geo.basemap import basemap_asset

    names = [*_BASEMAP, *(f"labels-{language}" for language in INTERFACE_LANGUAGES)]
    return {f"{name}.json": base64.b64encode(basemap_asset(name).content).decode("ascii") for name in names}


def _in_script(source: str) -> str:
    """Give a script so that no HTML parser sees an end of it, nor a comment; both stand in strings only."""
    return re.sub(r"<(/script|!--)", r"\\x3c\1", source, flags=re.IGNORECASE)


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def shell_address() -> dict[str, str]:
    """Give what the browser needs to put a page together: the shell's address and its slot."""
    from dashboard.assets import page_bundle

    return {"shell": page_bundle().address("shell.html"), "slot": SLOT}


def write_page(
    store: Store,
    view: View,
    *,
    language: str = "en",
    title: str = "",
    link: str = "",
    story: Story | None = None,
) -> bytes:
    """Write the events of a view as a page that opens from disk.

    Parameters
    ----------
    store
        Where the events are.
    view
        Which events, and how the page opens; `dashboard.link.View` for all of them.
    language
        Language of the page's own words: one of `INTERFACE_LANGUAGES`.
    title
        The page's title.
    link
        An http(s) address to lead back to, or nothing.
    story
        A story that the page tells.

    Returns
    -------
    bytes
        HTML in UTF-8.

    Raises
    ------
    PageError
        If no event or more than `MOST_EVENTS` are in the view.
    """
    words = load_words(language)
    records = records_of_page(store, view, words, title=title, link=link, story=story)
    head = f'<html lang="{words.language}" dir="{words.direction}">'
    page = build_shell().replace("<html>", head, 1)
    page = page.replace("<title></title>", f"<title>{html.escape(title or words('app.name'))}</title>", 1)
    return page.replace(SLOT, records.replace("<", "\\u003c"), 1).encode("utf-8")
