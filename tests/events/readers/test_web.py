from __future__ import annotations

import datetime as dt
import http.server
import socket
from collections.abc import Iterator

import pytest

from events.errors import InputError
from events.model import PublishedBasis
from events.readers import web
from events.readers.draft import Draft, Failure
from events.readers.links import read_link
from events.readers.web import Fetcher, check_address, is_public

from .files import ARTICLE, PAGE, make_pdf
from .site import Answer, Site


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setattr(web, "is_public", lambda address: address == "127.0.0.1")
    monkeypatch.setattr(web, "PAUSE", 0.0)
    site = Site()
    yield site
    site.server.shutdown()
    site.server.server_close()


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("127.0.0.1", False),
        ("10.0.0.1", False),
        ("172.16.5.4", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("ff02::1", False),
    ],
)
def test_only_addresses_of_the_public_internet_are_fetched(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("gopher://x/", "only http and https"),
        ("http://", "only http and https"),
        ("http://[::1", "no web address"),
        ("http://x:99999/", "no web address"),
        ("http://me:secret@example.org/", "bear a name and password"),
        ("http://localhost/", "private network"),
        ("http://127.0.0.1:8080/", "private network"),
        ("http://2130706433/", "private network"),
        ("http://0x7f.1/", "private network"),
        ("http://[::ffff:127.0.0.1]/", "private network"),
        ("http://169.254.169.254/latest/meta-data/", "private network"),
    ],
)
def test_addresses_that_lead_elsewhere_are_refused(url: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        check_address(url)


def test_a_name_with_one_private_address_among_public_ones_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(2, 1, 6, "", (address, 80)) for address in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(InputError, match="private network"):
        check_address("http://mixed.example/")


def test_the_connection_goes_to_the_address_that_was_checked(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.page("/", b"ok", "text/plain")
    lookups: list[str] = []
    real = socket.getaddrinfo

    def look_up(host: str, *rest: object, **more: object) -> object:
        lookups.append(host)
        return real("127.0.0.1" if host == "wire.example" else host, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    port = site.server.server_port
    assert Fetcher().fetch(f"http://wire.example:{port}/").data == b"ok"
    assert set(lookups) <= {"wire.example", "127.0.0.1"}
    assert lookups.count("127.0.0.1") == 2


def test_a_redirect_into_a_private_network_is_not_followed(site: Site) -> None:
    site.answers["/out"] = (302, {"Location": "http://10.0.0.1/"}, b"")
    site.answers["/file"] = (302, {"Location": "file:///etc/passwd"}, b"")
    for path, told in (("/out", "private network"), ("/file", "only http and https")):
        with pytest.raises(InputError, match=told):
            Fetcher().fetch(site.url + path)


def test_redirects_are_followed_but_not_for_ever(site: Site) -> None:
    site.answers["/a"] = (301, {"Location": "/b"}, b"")
    site.page("/b", b"ok", "text/plain")
    assert Fetcher().fetch(site.url + "/a").url == site.url + "/b"
    site.answers["/loop"] = (302, {"Location": "/loop"}, b"")
    with pytest.raises(InputError, match="redirected more than 5 times"):
        Fetcher().fetch(site.url + "/loop")


def test_a_page_that_is_too_large_or_too_slow_is_left(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.page("/big", b"x" * 300_000)
    monkeypatch.setattr(web, "MOST_BYTES", 100_000)
    with pytest.raises(InputError, match="gives more than"):
        Fetcher().fetch(site.url + "/big")
    monkeypatch.setattr(web, "MOST_SECONDS", -1.0)
    with pytest.raises(InputError, match=r"took longer|cannot be reached"):
        Fetcher().fetch(site.url + "/big")


def test_errors_are_told_and_busy_servers_asked_again(site: Site) -> None:
    answers = iter([(503, {}, b""), (200, {"Content-Type": "text/plain"}, b"ok")])
    site.answers["/busy"] = lambda _: next(answers)
    assert Fetcher().fetch(site.url + "/busy").data == b"ok"
    with pytest.raises(InputError, match="answered with the error 404"):
        Fetcher().fetch(site.url + "/none")
    closed = Site()
    closed.server.shutdown()
    closed.server.server_close()
    with pytest.raises(InputError, match="cannot be reached"):
        Fetcher().fetch(closed.url)


def test_robots_txt_is_obeyed_and_asked_for_once(site: Site) -> None:
    site.page("/robots.txt", b"User-agent: *\nDisallow: /private\n", "text/plain")
    site.page("/open", b"ok", "text/plain")
    fetcher = Fetcher()
    with pytest.raises(InputError, match=r"robots\.txt of 127\.0\.0\.1 forbids"):
        fetcher.fetch(site.url + "/private/a")
    fetcher.fetch(site.url + "/open")
    assert site.asked == ["/robots.txt", "/open"]


def test_one_host_is_asked_once_a_second(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "PAUSE", 0.2)
    site.page("/", b"ok", "text/plain")
    waits: list[float] = []
    monkeypatch.setattr("time.sleep", waits.append)
    Fetcher().fetch(site.url)
    assert len(waits) == 1
    assert 0.1 < waits[0] <= 0.2


def test_a_page_is_read_with_its_address_and_outlet(site: Site) -> None:
    site.page("/visit", PAGE.replace(b'<meta property="og:site_name" content="The Wire">', b""))
    (draft,) = read_link(site.url + "/visit", Fetcher())
    assert isinstance(draft, Draft)
    assert ARTICLE[0] in draft.text
    assert (draft.name, draft.origin, draft.url) == ("visit", site.url + "/visit", site.url + "/visit")
    assert draft.outlet == "127.0.0.1"
    assert draft.retrieved is not None


def test_a_file_behind_a_link_is_read_by_its_media_type(site: Site) -> None:
    site.page("/get?id=7", make_pdf("Kim met Putin."), "application/pdf")
    (draft,) = read_link(site.url + "/get?id=7", Fetcher())
    assert isinstance(draft, Draft)
    assert draft.text == "Kim met Putin."


FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title><language>en-gb</language>
<item><title>One</title><link>{site}/one</link><pubDate>Tue, 12 Sep 2023 10:00:00 GMT</pubDate></item>
<item><title>Gone</title><link>{site}/gone</link></item>
<item><title>Known</title><link>{site}/known</link></item>
</channel></rss>"""


def test_a_feed_gives_its_new_pages_with_their_days(site: Site) -> None:
    bare = PAGE.replace(b"2023-09-13T10:00:00Z", b"").replace(b' lang="en-GB"', b"")
    site.page("/feed", FEED.format(site=site.url).encode(), "application/rss+xml", ETag='"1"')
    site.page("/one", bare)
    one, gone = read_link(site.url + "/feed", Fetcher(), known=lambda links: {x for x in links if x.endswith("known")})
    assert isinstance(one, Draft)
    assert (one.published, one.published_basis) == (dt.date(2023, 9, 12), PublishedBasis.STATED)
    assert one.language == "en"
    assert isinstance(gone, Failure)
    assert "/known" not in site.asked


def test_a_feed_that_did_not_change_is_not_read_again(site: Site) -> None:
    def answer(request: http.server.BaseHTTPRequestHandler) -> Answer:
        if request.headers["If-None-Match"] == '"1"':
            return 304, {}, b""
        return 200, {"Content-Type": "application/rss+xml", "ETag": '"1"'}, FEED.format(site=site.url).encode()

    site.answers["/feed"] = answer
    site.page("/one", PAGE)
    fetcher = Fetcher()
    assert len(list(read_link(site.url + "/feed", fetcher))) == 3
    assert list(read_link(site.url + "/feed", fetcher, again=True)) == []


def test_an_empty_feed_and_a_feed_in_a_feed_are_told(site: Site) -> None:
    site.page("/empty", b"<?xml version='1.0'?><rss version='2.0'><channel/></rss>", "text/xml")
    (failure,) = read_link(site.url + "/empty", Fetcher())
    assert isinstance(failure, Failure)
    assert "names no pages" in failure.reason
    site.page("/feed", FEED.format(site=site.url).encode(), "text/xml")
    site.page("/one", FEED.format(site=site.url).encode(), "text/xml")
    first = next(iter(read_link(site.url + "/feed", Fetcher())))
    assert isinstance(first, Failure)
    assert "a feed in a feed" in first.reason
