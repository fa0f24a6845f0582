"""An endpoint that speaks OpenAI's protocol, and misbehaves as it is told."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = tuple[int, dict[str, Any] | bytes, dict[str, str]]
Say = Callable[[dict[str, Any]], Reply]


def answer(
    content: Any, *, refusal: str | None = None, finish: str = "stop", tokens: int = 100, choices: bool = True
) -> Reply:
    """A well-formed reply; ``content`` that is no text is written as JSON."""
    text = content if isinstance(content, str) or content is None else json.dumps(content, ensure_ascii=False)
    choice = {
        "index": 0,
        "finish_reason": finish,
        "message": {"role": "assistant", "content": text, "refusal": refusal},
    }
    usage = {"prompt_tokens": tokens, "completion_tokens": 0, "total_tokens": tokens}
    body = {"id": "1", "object": "chat.completion", "created": 1, "model": "m", "usage": usage}
    return 200, body | {"choices": [choice] if choices else []}, {}


def failure(status: int, **headers: str) -> Reply:
    return status, {"error": {"message": f"status {status}", "type": "test"}}, headers


def slow(seconds: float, reply: Reply) -> Say:
    def say(_: dict[str, Any]) -> Reply:
        time.sleep(seconds)
        return reply

    return say


@contextlib.contextmanager
def running_endpoint(replies: Sequence[Reply | Say]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Serve the replies in turn, the last again and again; give the address, and what was asked."""
    asked: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append(question | {"key": self.headers.get("Authorization")})
            reply = replies[min(len(asked), len(replies)) - 1]
            status, body, headers = reply(question) if callable(reply) else reply
            data = body if isinstance(body, bytes) else json.dumps(body).encode()
            with contextlib.suppress(OSError):
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                for name, value in headers.items():
                    self.send_header(name.replace("_", "-"), value)
                self.end_headers()
                self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1", asked
    finally:
        server.shutdown()
        server.server_close()
