"""A web server of our own, for the tests."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Callable

Answer = tuple[int, dict[str, str], bytes]


class Site:
    """A web server of our own."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer | Callable[[http.server.BaseHTTPRequestHandler], Answer]] = {}
        self.asked: list[str] = []
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                answer = site.answers.get(self.path, (404, {}, b""))
                status, headers, body = answer(self) if callable(answer) else answer
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def page(self, path: str, body: bytes, kind: str = "text/html", **headers: str) -> None:
        self.answers[path] = (200, {"Content-Type": kind, **headers}, body)
