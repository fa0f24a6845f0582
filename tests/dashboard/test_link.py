"""The address of a view: what goes out comes back, and garbage opens the nearest view there is."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.link import (
    ID,
    INTERFACE_LANGUAGES,
    KEYS,
    LANES,
    PAGES,
    Box,
    Camera,
    View,
    Window,
    query_string,
    read_view,
    write_view,
)
from dashboard.state import unfold

values = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=40)
many = st.lists(values, max_size=6, unique=True).map(tuple)
days = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))
degrees = st.integers(-1_800_000, 1_800_000).map(lambda n: n / 10_000)
latitudes = st.integers(-900_000, 900_000).map(lambda n: n / 10_000)


@st.composite
def views(draw: st.DrawFn) -> View:
    """Any view that a person can set."""
    first, last = sorted((draw(days), draw(days)))
    since, until = sorted((draw(days), draw(days)))
    south, north = sorted((draw(latitudes), draw(latitudes)))
    return View(
        actors=draw(many),
        types=draw(many),
        statuses=draw(many),
        places=draw(many),
        languages=draw(many),
        sources=draw(many),
        since=draw(st.sampled_from([since, None])),
        until=draw(st.sampled_from([until, None])),
        text=draw(st.one_of(st.just(""), values)),
        brush=draw(st.sampled_from([Window(first, last), None])),
        box=draw(st.sampled_from([Box(draw(degrees), south, draw(degrees), north), None])),
        seen=draw(st.sampled_from([Box(draw(degrees), south, draw(degrees), north), None])),
        camera=draw(
            st.one_of(
                st.none(),
                st.builds(Camera, degrees, latitudes, st.integers(0, 2200).map(lambda n: n / 100)),
            )
        ),
        event=draw(st.one_of(st.none(), values)),
        lanes=draw(st.sampled_from(LANES)),
        lens=draw(st.sampled_from([None, "undated", "unplaced", "needs_date"])),
        interface=draw(st.sampled_from([None, *INTERFACE_LANGUAGES])),
        page=draw(st.sampled_from(PAGES)),
        report=draw(st.one_of(st.none(), values)),
        story=draw(st.one_of(st.none(), st.from_regex(ID, fullmatch=True))),
        step=draw(st.integers(1, 999)),
    )


@given(views())
def test_a_view_written_to_an_address_is_read_back_the_same(view: View) -> None:
    assert read_view(parse_qs(query_string(view), keep_blank_values=True)) == view


@given(st.dictionaries(st.sampled_from([k.name for k in KEYS] + ["x"]), st.lists(st.text(max_size=60), max_size=4)))
def test_any_garbage_opens_a_view_that_can_be_shared_again(query: dict[str, list[str]]) -> None:
    view = read_view(query)
    assert read_view(write_view(view)) == view


def test_an_untouched_view_has_a_bare_address() -> None:
    assert query_string(View()) == ""


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"brush": ["2023-09-01/2023-09-30"]}, View(brush=Window(dt.date(2023, 9, 1), dt.date(2023, 9, 30)))),
        ({"brush": ["2023-09-30/2023-09-01"]}, View()),
        ({"since": ["2023-13-40"]}, View()),
        ({"since": ["٢٠٢٣-٠٩-٠١"]}, View()),
        (
            {"since": ["2024-01-02"], "until": ["2023-01-01"]},
            View(since=dt.date(2023, 1, 1), until=dt.date(2024, 1, 2)),
        ),
        ({"cam": ["43.1,131.9,4.5"]}, View(camera=Camera(131.9, 43.1, 4.5))),
        ({"cam": ["nan,131.9,4.5"]}, View()),
        ({"cam": ["91,0,4"]}, View()),
        ({"box": ["170,-10,-170,10"]}, View(box=Box(170, -10, -170, 10))),
        ({"lasso": ["10,20,30,20,30,40"]}, View(lasso=((10, 20), (30, 20), (30, 40)))),
        ({"lasso": ["10,20,30,20"]}, View()),
        ({"lasso": ["10,20,30,20,30,99"]}, View()),
        ({"lasso": ["1," * 5000]}, View()),
        ({"ui": ["xx"], "page": ["admin"], "lanes": ["<b>"]}, View()),
        ({"actor": ["Q7747", "Q7747", "", "\x00"]}, View(actors=("Q7747",))),
        ({"q": ["x" * 5000]}, View(text="x" * 200)),
    ],
)
def test_addresses_are_read_as_their_table_says(query: dict[str, list[str]], expected: View) -> None:
    assert read_view(query) == expected


def test_the_number_of_values_of_a_key_is_bounded() -> None:
    assert len(read_view({"actor": [f"a{i}" for i in range(10_000)]}).actors) == 50


D = dt.date
OLD_LINKS: list[tuple[str, View]] = [
    # Of the first release, 2026-11. Never change a line: people have these links in their notes. Add lines only.
    (
        "actor=Q7747&type=consult&place=geonames%3A2013348&since=2023-09-01"
        "&brush=2023-09-04%2F2023-09-10&cam=43.1,131.9,4.00&ui=ar",
        View(
            actors=("Q7747",),
            types=("consult",),
            places=("geonames:2013348",),
            since=D(2023, 9, 1),
            brush=Window(D(2023, 9, 4), D(2023, 9, 10)),
            camera=Camera(131.9, 43.1, 4.0),
            interface="ar",
        ),
    ),
    ("ui=en&page=reports&report=000_abc2e34daac322dc", View(interface="en", page="reports", report="000_abc2e34daac322dc")),
    ("status=planned&status=denied&lang=ar&lanes=country", View(statuses=("planned", "denied"), languages=("ar",), lanes="country")),
    ("source=Example+Press&q=%D9%82%D8%B7%D8%A7%D8%B1", View(sources=("Example Press",), text="قطار")),
    ("box=124,37.5,132.25,43&lens=undated", View(box=Box(124, 37.5, 132.25, 43), lens="undated")),
    ("each=1&type=consult", View(unmerged=True, types=("consult",))),
    ("seen=-170,-10,170,10&event=ev-1f0c&until=2024-01-31", View(seen=Box(-170, -10, 170, 10), event="ev-1f0c", until=D(2024, 1, 31))),
    # With stories.
    ("story=example-ar&step=3", View(story="example-ar", step=3)),
    ("page=stories&story=Zk3-_aB9cQ1x&ui=fr", View(page="stories", story="Zk3-_aB9cQ1x", interface="fr")),
]  # fmt: skip


@pytest.mark.parametrize(("query", "opens"), OLD_LINKS)
def test_old_links_open_what_they_opened(query: str, opens: View) -> None:
    assert read_view(parse_qs(query)) == opens


def test_every_key_has_an_old_link() -> None:
    used = {name for query, _ in OLD_LINKS for name in parse_qs(query)}
    assert {key.name for key in KEYS} - used <= {"lasso"}


def test_the_documentation_lists_every_key() -> None:
    documented = (Path(__file__).parents[2] / "docs" / "sharing.md").read_text(encoding="utf-8")
    for key in KEYS:
        assert f"| `{key.name}` | {key.form} |" in documented


@pytest.mark.parametrize(
    ("address", "opens"),
    [
        ({"link": ["aaaaaaaaaaaa"]}, View(actors=("Q7747",), interface="ar")),
        ({"link": ["aaaaaaaaaaaa"], "ui": ["en"]}, View(actors=("Q7747",), interface="en")),
        ({"link": ["../../etc/passwd"], "type": ["assault"]}, View(types=("assault",))),
        ({"link": [""]}, View()),
    ],
)
def test_a_short_link_stands_for_its_address(address: dict[str, list[str]], opens: View) -> None:
    stored = {"aaaaaaaaaaaa": "actor=Q7747&ui=ar"}
    assert read_view(unfold(address, stored.get)) == opens


@given(st.text(max_size=3000))
def test_whatever_was_stored_under_a_short_link_opens_a_view(stored: str) -> None:
    view = read_view(unfold({"link": ["x"]}, lambda _: stored))
    assert read_view(write_view(view)) == view
