"""Fetching from the web, safely and politely.

Addresses come from people, feeds and redirects, so none is trusted: only http and https, only hosts whose addresses are
all public, checked again after each redirect, and the connection goes to the very address that was checked. What comes
back is bounded in size and time. Hosts are asked at most once a second, and their robots.txt is obeyed.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

from events.errors import InputError

AGENT = "Dateline"
MOST_BYTES = 20_000_000
MOST_SECONDS = 30.0
MOST_REDIRECTS = 5
PAUSE = 1.0
"""Seconds between two requests to one host."""
_RETRIES = 2
_BUSY = frozenset({429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Page:
    """What an address gave.

    Attributes
    ----------
    url
        The address, after all redirects.
    data
        The bytes; empty if nothing changed.
    kind
        The media type, without parameters.
    unchanged
        Whether the server said that nothing changed since the last time.
    """

    url: str
    data: bytes
    kind: str
    unchanged: bool = False


def is_web_address(source: str) -> bool:
    """Whether a source is an address rather than a file."""
    return source.lower().startswith(("http://", "https://"))


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet: not private, local, reserved, multicast or translated."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _TRANSLATED:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")


def check_address(url: str) -> tuple[str, str, int, str]:
    """Check an address and give its scheme, host, port, and the IP address to connect to.

    Raises
    ------
    InputError
        If it is no public web address.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise InputError(f"{url} is no web address ({error}).") from error
    if parts.scheme not in {"http", "https"} or not host:
        raise InputError(f"{url} is no web address; only http and https are fetched.")
    if parts.username is not None or parts.password is not None:
        raise InputError("Addresses that bear a name and password are not fetched.")
    port = port or (443 if parts.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise InputError(f"{host} was not found: check the address, and the connection to the internet.") from error
    addresses = [str(entry[4][0]).partition("%")[0] for entry in found]
    if not addresses or not all(map(is_public, addresses)):
        raise InputError(f"{url} leads into a private network, where Dateline does not fetch.")
    return parts.scheme, host, port, addresses[0]


@dataclass(slots=True)
class Fetcher:
    """Fetches pages, and remembers for each host when it was last asked and what its robots.txt says."""

    _asked: dict[str, float] = field(default_factory=dict)
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)
    _seen: dict[str, dict[str, str]] = field(default_factory=dict)

    def fetch(self, url: str, *, again: bool = False) -> Page:
        """Fetch an address.

        Parameters
        ----------
        url
            The address.
        again
            Ask only for what changed since this fetcher last asked.

        Raises
        ------
        InputError
            If it may not be fetched, cannot be reached, or gives an error; the message says which.
        """
        self._obey_robots(url)
        return self._follow(url, self._seen.get(url, {}) if again else {})

    def _follow(self, url: str, headers: Mapping[str, str]) -> Page:
        deadline, first = time.monotonic() + MOST_SECONDS, url
        for _ in range(MOST_REDIRECTS + 1):
            status, answer, data = self._request(url, headers, deadline)
            if status in {301, 302, 303, 307, 308} and "location" in answer:
                url = urljoin(url, answer["location"])
                continue
            if status == 304:
                return Page(url, b"", "", unchanged=True)
            if status != 200:
                raise InputError(f"{url} answered with the error {status}.")
            self._seen[first] = {
                ask: answer[told]
                for ask, told in (("If-None-Match", "etag"), ("If-Modified-Since", "last-modified"))
                if told in answer
            }
            return Page(url, data, answer.get("content-type", "").partition(";")[0].strip().lower())
        raise InputError(f"{first} was redirected more than {MOST_REDIRECTS} times.")

    def _request(self, url: str, headers: Mapping[str, str], deadline: float) -> tuple[int, dict[str, str], bytes]:
        for attempt in range(_RETRIES + 1):
            try:
                answer = self._ask(url, headers, deadline)
            except InputError:
                raise
            except OSError as error:
                if attempt == _RETRIES or time.monotonic() > deadline:
                    raise InputError(f"{url} cannot be reached ({type(error).__name__}).") from error
            else:
                if answer[0] not in _BUSY or attempt == _RETRIES:
                    return answer
            time.sleep(min(PAUSE * 2**attempt, max(deadline - time.monotonic(), 0)))
        raise AssertionError

    def _ask(self, url: str, headers: Mapping[str, str], deadline: float) -> tuple[int, dict[str, str], bytes]:
        import urllib3

        scheme, host, port, address = check_address(url)
        self._wait_for(host)
        left = max(deadline - time.monotonic(), 0.1)
        options = {"timeout": urllib3.Timeout(connect=min(10.0, left), read=left), "retries": False, "maxsize": 1}
        pool: urllib3.HTTPConnectionPool
        if scheme == "https":
            pool = urllib3.HTTPSConnectionPool(address, port, server_hostname=host, assert_hostname=host, **options)  # type: ignore[arg-type]
        else:
            pool = urllib3.HTTPConnectionPool(address, port, **options)  # type: ignore[arg-type]
        parts = urlsplit(url)
        sent = {"Host": parts.netloc, "User-Agent": f"{AGENT}/1.0 (news reader)", "Accept-Encoding": "gzip, deflate"}
        path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
        try:
            answer = pool.request("GET", path, headers={**sent, **headers}, redirect=False, preload_content=False)
            data = b""
            for piece in answer.stream(65_536, decode_content=True):
                data += piece
                if len(data) > MOST_BYTES:
                    raise InputError(f"{url} gives more than {MOST_BYTES // 10**6} MB.")
                if time.monotonic() > deadline:
                    raise InputError(f"{url} took longer than {MOST_SECONDS:.0f} seconds.")
        except urllib3.exceptions.HTTPError as error:
            raise OSError(str(error)) from error
        finally:
            pool.close()
        return answer.status, {key.lower(): value for key, value in answer.headers.items()}, data

    def _wait_for(self, host: str) -> None:
        wait = self._asked.get(host, -PAUSE) + PAUSE - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        self._asked[host] = time.monotonic()

    def _obey_robots(self, url: str) -> None:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            rules = RobotFileParser()
            try:
                rules.parse(self._follow(f"{site}/robots.txt", {}).data.decode("utf-8", "replace").splitlines())
            except InputError:
                check_address(url)
                rules.parse([])
            self._robots[site] = rules
        if not self._robots[site].can_fetch(AGENT, url):
            raise InputError(f"{url} is not fetched: the robots.txt of {parts.hostname} forbids it.")
