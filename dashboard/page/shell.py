"""The part of a saved page that is the same for everybody."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path

from dashboard.bundle import bundle_modules
from dashboard.link import INTERFACE_LANGUAGES

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
