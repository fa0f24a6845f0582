"""ES modules put into one script, for a page that is opened from disk and cannot load any.

The modules stay as they are written: each becomes a function with a scope of its own, in the order of their imports. It
knows the forms that this project writes (named and default exports, named and default imports of relative addresses)
and refuses every other.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

_IMPORT = re.compile(r'^import\s+(?:(\w+)|(\{[^}]*\}))\s+from\s+"(\.[^"]+)";[ \t]*$', re.MULTILINE)
_RENAMED, _COLON = re.compile(r"(\w+)\s+as\s+(\w+)"), r"\1: \2"
_DECLARED = re.compile(r"^export\s+((?:async\s+)?function\*?|class|const|let)\s+(\w+)", re.MULTILINE)
_DEFAULT = re.compile(r"^export\s+default\s+(async\s+)?function(\s+\w+)?\s*\(", re.MULTILINE)
_LISTED = re.compile(r"^export\s+\{([^}]*)\};[ \t]*$", re.MULTILINE)
_LEFT = re.compile(r"^(?:import|export)\b.*$|\bimport\.meta\b|\bimport\(", re.MULTILINE)


class BundleError(ValueError):
    """Modules that cannot be put into one script."""


def bundle_modules(sources: Mapping[str, str], entry: str) -> str:
    """Put a module and all that it imports into one script.

    Parameters
    ----------
    sources
        Source text by name; names are paths with slashes, and imports are relative to them.
    entry
        The module to run.

    Returns
    -------
    str
        A classic script.

    Raises
    ------
    BundleError
        If a module is missing, imports run in a circle, or a form of import or export is not known.
    """
    order: list[str] = []
    _visit(entry, sources, order, ())
    numbers = {name: number for number, name in enumerate(order)}
    parts = [_as_function(name, sources[name], numbers) for name in order]
    return '"use strict";\n(() => {\n' + "\n".join(parts) + "\n})();\n"


def _visit(name: str, sources: Mapping[str, str], order: list[str], above: tuple[str, ...]) -> None:
    if name in order:
        return
    if name in above:
        raise BundleError(f"Imports run in a circle: {' → '.join([*above, name])}.")
    if name not in sources:
        raise BundleError(f"{above[-1] if above else 'The page'} imports {name}, which is missing.")
    for found in _IMPORT.finditer(sources[name]):
        _visit(_resolve(name, found[3]), sources, order, (*above, name))
    order.append(name)


def _resolve(importer: str, address: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(importer), address))


def _as_function(name: str, source: str, numbers: Mapping[str, int]) -> str:
    given: list[str] = []

    def take(found: re.Match[str]) -> str:
        module = f"m{numbers[_resolve(name, found[3])]}"
        if found[1]:
            return f"const {found[1]} = {module}.default;"
        return f"const {_RENAMED.sub(_COLON, found[2])} = {module};"

    def declare(found: re.Match[str]) -> str:
        given.append(found[2])
        return f"{found[1]} {found[2]}"

    def default(found: re.Match[str]) -> str:
        given.append("default: exportedDefault")
        return f"{found[1] or ''}function exportedDefault("

    def listed(found: re.Match[str]) -> str:
        for item in filter(None, (part.strip() for part in found[1].split(","))):
            own, _, public = item.partition(" as ")
            given.append(f"{public.strip()}: {own.strip()}" if public else own)
        return ""

    for pattern, replace in ((_IMPORT, take), (_LISTED, listed), (_DEFAULT, default), (_DECLARED, declare)):
        source = pattern.sub(replace, source)
    left = _LEFT.search(source)
    if left:
        raise BundleError(f"{name}: this form cannot be bundled: {left[0].strip()[:80]}")
    return f"const m{numbers[name]} = (() => {{\n{source}\nreturn {{ {', '.join(given)} }};\n}})(); // {name}"
