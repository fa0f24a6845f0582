"""The country of an outlet is found, and decides what the words of a report leave open."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from events.home import find_home
from events.model import Document
from events.pipeline import read_report
from geo import geoparse


@pytest.mark.parametrize(
    ("facts", "home"),
    [
        ({"language": "en-GB"}, "GB"),
        ({"language": "en_us", "outlet": "Reuters"}, "US"),
        ({"outlet": "Reuters"}, "GB"),
        ({"outlet": "رويترز"}, "GB"),
        ({"outlet": "www.example.co.uk"}, "GB"),
        ({"url": "https://www.example.com.au/story"}, "AU"),
        ({"url": "https://example.com/story"}, None),
        ({"url": "https://example.io/story", "outlet": "example.tv"}, None),
        ({"url": "http://[broken", "outlet": "A paper nobody knows"}, None),
        ({}, None),
    ],
)
def test_the_home_of_a_report(facts: dict[str, Any], home: str | None) -> None:
    assert find_home(Document("d", "text", **facts)) == home


@pytest.mark.parametrize(
    ("text", "facts", "days"),
    [
        ("They met on 03/04/2023.", {}, ((3, 4), (4, 3))),
        ("They met on 03/04/2023.", {"outlet": "example.co.uk"}, ((4, 3), (4, 3))),
        ("They met on 03/04/2023.", {"url": "https://example.us/"}, ((3, 4), (3, 4))),
        ("WASHINGTON (AP) - They met on 03/04/2023.", {}, ((3, 4), (3, 4))),
        ("LONDON (AP) - They met on 03/04/2023.", {}, ((4, 3), (4, 3))),
        ("They met on 03/04/2023 and on 25/04/2023.", {}, ((4, 3), (4, 3))),
        ("They met on 03/04/2023, after March 1, 2023.", {}, ((3, 4), (3, 4))),
    ],
)
def test_numbers_are_read_in_the_order_that_the_report_or_its_home_shows(
    text: str, facts: dict[str, Any], days: tuple[tuple[int, int], tuple[int, int]]
) -> None:
    found = read_report(Document("d", text, "en", **facts)).dates[0]
    assert (found.earliest, found.latest) == tuple(dt.date(2023, *day) for day in days)


@pytest.mark.parametrize(("home", "country"), [(None, "GB"), ("GB", "GB"), ("US", "US")])
def test_of_places_of_one_name_the_one_at_home_is_likelier(home: str | None, country: str) -> None:
    (found,) = geoparse("A man was arrested in Birmingham on Monday.", language="en", home=home)
    assert found.place.country == country
