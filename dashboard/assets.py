"""The files that the browser asks for: deck.gl out of the installed pydeck, the component's modules, the basemap.

Every address holds a hash of the content, so an answer may be kept for ever and is never asked for twice. Nothing here
is secret: records never travel this way.
"""

from __future__ import annotations

import functools
import gzip
import hashlib
import importlib.util
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

PREFIX = "dateline-assets"
"""First part of every address, after the base path."""

FOR_EVER = "public, max-age=31536000, immutable"
_MODULES = Path(__file__).parent / "mapline"
_MODULE_FOLDERS = ("js", "css")
_COMPRESSIBLE_FROM = 512
_MEDIA_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".html": "text/plain; charset=utf-8",  # the shell is read by a script, never opened where the dashboard is
}


class AssetError(RuntimeError):
    """An asset that the dashboard needs is not installed."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One file: its bytes as they are and compressed, and its media type."""

    content: bytes
    compressed: bytes | None
    media_type: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """Files that change together: one hash for all of them, so that they find one another by relative addresses.

    Attributes
    ----------
    name
        ``deck``, ``mapline``, ``basemap`` or ``page``.
    hash
        Changes when the content of any file does.
    files
        How each file is read, by its name.
    """

    name: str
    hash: str
    files: Mapping[str, Callable[[], Asset]]

    @property
    def folder(self) -> str:
        """Address of the bundle, relative to the page that Streamlit serves."""
        return f"{PREFIX}/{self.name}/{self.hash}/"

    def address(self, file: str) -> str:
        """Give the address of a file, relative to the page that Streamlit serves."""
        if file not in self.files:
            raise AssetError(f"There is no file {file!r} among the {self.name} assets.")
        return self.folder + file


def asset_routes(base_path: str | None = None) -> list[BaseRoute]:
    """Give the routes to hand to ``st.App``.

    Parameters
    ----------
    base_path
        Path under which the app is served; by default Streamlit's setting ``server.baseUrlPath``. The assets are also
        served without it, for a proxy that takes the path off.

    Returns
    -------
    list of BaseRoute
        Routes that answer GET and HEAD.
    """
    from starlette.routing import Route

    if base_path is None:
        from streamlit import config

        base_path = config.get_option("server.baseUrlPath") or ""
    prefixes = dict.fromkeys((base_path.strip("/"), ""))
    return [
        Route(f"{f'/{prefix}' if prefix else ''}/{PREFIX}/{{bundle}}/{{hash}}/{{file:path}}", _answer, methods=["GET"])
        for prefix in prefixes
    ]


def bundles() -> dict[str, Bundle]:
    """Give all assets there are by the name of their bundle: ``deck``, ``mapline``, ``basemap``, ``page``."""
    return {"deck": _deck(), "mapline": _mapline(), "basemap": _basemap(), "page": page_bundle()}


def addresses() -> dict[str, str]:
    """Give what the component must be told: addresses relative to the page that Streamlit serves.

    Returns
    -------
    dict
        ``deck`` and ``entry`` (scripts), ``style``, and ``basemap`` (the folder of the basemap's files).
    """
    modules = _mapline()
    return {
        "deck": _deck().address("deck.js"),
        "entry": modules.address("js/main.js"),
        "style": modules.address("css/mapline.css"),
        "basemap": _basemap().folder,
    }


@functools.cache
def _deck_file() -> Path:
    spec = importlib.util.find_spec("pydeck")
    if spec is None or not spec.origin:
        raise AssetError("The map needs the package pydeck, which carries deck.gl. Install it: pip install pydeck")
    script = Path(spec.origin).parent / "nbextension" / "static" / "index.js"
    if not script.is_file():
        raise AssetError(f"This pydeck has no deck.gl in it ({script} is missing). Install pydeck 0.9.3.")
    return script


def deck_source() -> str:
    """Give deck.gl's script.

    Raises
    ------
    AssetError
        If the installed pydeck has none.
    """
    return _deck_file().read_text(encoding="utf-8")


@functools.cache
def _deck() -> Bundle:
    content = _deck_file().read_bytes()
    hash_ = _digest([content])

    def read() -> Asset:
        from geo.derived import keep_compressed

        compressed = keep_compressed("deck", hash_, "deck.js", lambda: gzip.compress(content, 9, mtime=0))
        return Asset(content, compressed, _MEDIA_TYPES[".js"])

    return Bundle("deck", hash_, {"deck.js": read})


def page_bundle() -> Bundle:
    """Give the shell of saved pages: the same for everybody, without any record."""
    from dashboard.page.shell import shell_sources

    return _read_shell(tuple((path, path.stat().st_mtime_ns) for path in shell_sources()))


@functools.lru_cache(maxsize=2)
def _read_shell(stamped: tuple[tuple[Path, int], ...]) -> Bundle:
    from dashboard.page.shell import build_shell

    made_from = [path.read_bytes() for path, _ in stamped]
    hash_ = _digest([*made_from, _deck().hash.encode(), _basemap().hash.encode()])
    return Bundle("page", hash_, {"shell.html": lambda: _compress(build_shell().encode("utf-8"), "shell.html")})


def _mapline() -> Bundle:
    paths = [path for folder in _MODULE_FOLDERS for path in sorted((_MODULES / folder).iterdir()) if path.is_file()]
    return _read_modules(tuple((path, path.stat().st_mtime_ns) for path in paths))


@functools.lru_cache(maxsize=2)
def _read_modules(stamped: tuple[tuple[Path, int], ...]) -> Bundle:
    contents = {path.relative_to(_MODULES).as_posix(): path.read_bytes() for path, _ in stamped}
    readers = {name: functools.partial(_compress, content, name) for name, content in contents.items()}
    named = [part for name, content in contents.items() for part in (name.encode(), content)]
    return Bundle("mapline", _digest(named), readers)


@functools.cache
def _basemap() -> Bundle:
    """Give the basemap. Its files are made when asked for, so the hash is that of what they are made from."""
    from geo import basemap, boundaries

    worldview = boundaries.current_worldview()
    return Bundle(
        "basemap",
        _digest([basemap.basemap_digest().encode(), worldview.encode()]),
        {f"{name}.json": functools.partial(_basemap_file, name) for name in basemap.basemap_asset_names()},
    )


def _basemap_file(name: str) -> Asset:
    from geo.basemap import basemap_asset

    compressed = basemap_asset(name).content
    return Asset(gzip.decompress(compressed), compressed, "application/json")


def _digest(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "little"))
        digest.update(part)
    return digest.hexdigest()[:16]


def _compress(content: bytes, name: str) -> Asset:
    compressed = gzip.compress(content, 6, mtime=0) if len(content) >= _COMPRESSIBLE_FROM else None
    return Asset(content, compressed, _MEDIA_TYPES[Path(name).suffix])


@functools.lru_cache(maxsize=64)
def _asset(bundle: str, hash_: str, file: str) -> Asset | None:
    found = bundles().get(bundle)
    if found is None or found.hash != hash_ or file not in found.files:
        return None
    return found.files[file]()


async def _answer(request: Request) -> Response:
    from starlette.concurrency import run_in_threadpool
    from starlette.responses import PlainTextResponse, Response

    parts = request.path_params
    asset = await run_in_threadpool(_asset, parts["bundle"], parts["hash"], parts["file"])
    if asset is None:
        return PlainTextResponse(
            "No such asset. The page may be older than the server: load it again.",
            status_code=404,
            headers={"Cache-Control": "no-store"},
        )
    headers = {"Cache-Control": FOR_EVER, "Vary": "Accept-Encoding", "X-Content-Type-Options": "nosniff"}
    if asset.compressed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(asset.compressed, media_type=asset.media_type, headers=headers | {"Content-Encoding": "gzip"})
    return Response(asset.content, media_type=asset.media_type, headers=headers)
