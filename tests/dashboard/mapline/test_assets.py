"""The addresses that the browser loads scripts and the basemap from."""

from __future__ import annotations

import asyncio
import gzip
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette

from dashboard import assets
from dashboard.assets import FOR_EVER, AssetError, addresses, asset_routes, bundles


@dataclass
class Answer:
    """What came back for one request."""

    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def text(self) -> str:
        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.content) if packed else self.content).decode()


class Client:
    """Asks an application without a network."""

    def __init__(self, app: Starlette) -> None:
        self.app = app

    def get(self, path: str, accept: str = "gzip") -> Answer:
        return asyncio.run(self._ask(path, accept))

    async def _ask(self, path: str, accept: str) -> Answer:
        messages: list[Any] = []
        scope = {
            "type": "http", "http_version": "1.1", "method": "GET", "path": path, "raw_path": path.encode(),
            "query_string": b"", "headers": [(b"accept-encoding", accept.encode())], "root_path": "",
            "scheme": "http", "server": ("testserver", 80), "client": ("test", 1), "extensions": {},
        }  # fmt: skip

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Any) -> None:
            messages.append(message)

        await self.app(scope, receive, send)
        headers = {name.decode().lower(): value.decode() for name, value in messages[0]["headers"]}
        return Answer(messages[0]["status"], headers, b"".join(m.get("body", b"") for m in messages[1:]))


@pytest.fixture(scope="module")
def client() -> Client:
    return Client(Starlette(routes=asset_routes("team/dateline/")))


@pytest.mark.parametrize("name", ["deck", "entry", "style"])
@pytest.mark.parametrize("prefix", ["/", "/team/dateline/"])
def test_assets_are_served_with_and_without_the_base_path(client: Client, name: str, prefix: str) -> None:
    answer = client.get(prefix + addresses()[name])
    assert answer.status == 200
    assert answer.headers["cache-control"] == FOR_EVER
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-type"].split(";")[0] in {"text/javascript", "text/css"}


def test_answers_are_compressed_for_those_who_can_read_it(client: Client) -> None:
    address = "/" + addresses()["entry"]
    packed = client.get(address)
    plain = client.get(address, "identity")
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.text == plain.text
    assert packed.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"


def test_the_basemap_is_served_as_it_is_stored(client: Client) -> None:
    answer = client.get("/" + addresses()["basemap"] + "countries-low.json")
    assert answer.headers["content-type"] == "application/json"
    assert {"type", "features"} <= json.loads(answer.text).keys()


@pytest.mark.parametrize(
    "path",
    [
        "mapline/0000000000000000/js/main.js",
        "nothing/0/x.js",
        "mapline/{hash}/js/nothing.js",
        "mapline/{hash}/component.py",
        "mapline/{hash}/../component.py",
        "mapline/{hash}/%2e%2e/component.py",
        "mapline/{hash}//etc/passwd",
    ],
)
def test_nothing_else_is_served(client: Client, path: str) -> None:
    answer = client.get(f"/{assets.PREFIX}/" + path.format(hash=bundles()["mapline"].hash))
    assert answer.status == 404
    assert "immutable" not in answer.headers.get("cache-control", "")


def test_the_hash_changes_with_the_content(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path
    for name in ("js", "css"):
        (folder / name).mkdir()
    (folder / "js" / "main.js").write_text("1")
    monkeypatch.setattr(assets, "_MODULES", folder)
    before = bundles()["mapline"].hash
    (folder / "js" / "main.js").write_text("2 and more")
    assert bundles()["mapline"].hash != before


def test_a_missing_file_is_said_in_a_sentence() -> None:
    with pytest.raises(AssetError, match=r"no file 'js/none.js'"):
        bundles()["mapline"].address("js/none.js")


def test_deck_is_the_one_of_the_installed_pydeck(client: Client) -> None:
    script = client.get("/" + addresses()["deck"]).text
    assert "LayerExtension" in script


def test_stored_answers_are_not_made_twice() -> None:
    bundle = bundles()["deck"]
    first = assets._asset("deck", bundle.hash, "deck.js")
    assert first is assets._asset("deck", bundle.hash, "deck.js")
    assert first is not None
    assert first.compressed is not None
    assert gzip.decompress(first.compressed) == first.content
