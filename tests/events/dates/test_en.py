"""English, counted from Tuesday 5 September 2023."""

from __future__ import annotations

import datetime as dt

import pytest

from events.dates import find_dates
from tests.events.dates.reading import read

CASES = [
    # calendar dates
    ("on 12 January 2016", "12 January 2016", "2016-01-12"),
    ("on January 12, 2016", "January 12, 2016", "2016-01-12"),
    ("on Sept. 5, 2023", "Sept. 5, 2023", "2023-09-05"),
    ("on Monday, 4 September", "Monday, 4 September", "2023-09-04"),
    ("the twenty-first of March 2003", "the twenty-first of March 2003", "2003-03-21"),
    ("on 2016-04-21", "2016-04-21", "2016-04-21"),
    ("in June of nineteen ninety nine", "June of nineteen ninety nine", "1999-06-01..1999-06-30"),
    ("in two thousand and twenty", "two thousand and twenty", "2020-01-01..2020-12-31"),
    ("the 1990s", "the 1990s", "1990-01-01..1999-12-31"),
    ("the late 1980s", "the late 1980s", "1987-01-01..1989-12-31"),
    ("in the 19th century", "the 19th century", "1800-01-01..1899-12-31"),
    ("in Q3 2020", "Q3 2020", "2020-07-01..2020-09-30"),
    ("the second half of 2021", "the second half of 2021", "2021-07-01..2021-12-31"),
    ("in the spring of 1978", "the spring of 1978", "1978-03-01..1978-05-31"),
    # counted from the report
    ("yesterday", "yesterday", "2023-09-04"),
    ("the day before yesterday", "the day before yesterday", "2023-09-03"),
    ("three days ago", "three days ago", "2023-09-02"),
    ("two years ago", "two years ago", "2021-01-01..2021-12-31"),
    ("a few days ago", "a few days ago", "2023-08-31..2023-09-03"),
    ("last week", "last week", "2023-08-28..2023-09-03"),
    ("next month", "next month", "2023-10-01..2023-10-31"),
    ("last Friday", "last Friday", "2023-09-01"),
    ("next Friday", "next Friday", "2023-09-15"),
    ("this summer", "this summer", "2023-06-01..2023-08-31"),
    ("over the past three weeks", "past three weeks", "2023-08-15..2023-09-05"),
    ("in recent days", "recent days", "2023-08-29..2023-09-05"),
    ("in the coming weeks", "coming weeks", "2023-09-06..2023-10-03"),
    ("Tuesday next week", "Tuesday next week", "2023-09-12"),
    ("the first Monday of May", "the first Monday of May", "2023-05-01"),
    ("the last week of July 2020", "the last week of July 2020", "2020-07-27..2020-08-02"),
    ("the third quarter of this year", "the third quarter of this year", "2023-07-01..2023-09-30"),
    ("the week of November 30th, 2020", "the week of November 30th, 2020", "2020-11-30..2020-12-06"),
    # parts
    ("in early September", "early September", "2023-09-01..2023-09-10"),
    ("mid-2011", "mid-2011", "2011-05-01..2011-08-31"),
    ("late 2022", "late 2022", "2022-09-01..2022-12-31"),
    ("earlier this month", "earlier this month", "2023-09-01..2023-09-05"),
    ("at the end of March 2020", "the end of March 2020", "2020-03-21..2020-03-31"),
    # ranges and open ends
    ("12 to 17 September", "12 to 17 September", "2023-09-12..2023-09-17"),
    ("2006–2008", "2006–2008", "2006-01-01..2008-12-31"),
    ("between May and July", "between May and July", "2023-05-01..2023-07-31"),
    ("the night of 12–13 September", "the night of 12–13 September", "2023-09-12..2023-09-13"),
    ("from Monday to Wednesday", "from Monday to Wednesday", "2023-09-04..2023-09-06"),
    ("since 2014", "since 2014", "2014-01-01.."),
    ("by 1 October", "by 1 October", "..2023-10-01"),
    ("until Friday", "until Friday", "..2023-09-08"),
    ("before 2010", "before 2010", "..2009-12-31"),
    ("after Monday", "after Monday", "2023-09-05.."),
    ("two days before Christmas 2020", "two days before Christmas 2020", "2020-12-23"),
    # names
    ("the attacks of 9/11", "9/11", "2001-09-11"),
    ("during World War II", "World War II", "1939-09-01..1945-09-02"),
    ("Easter 2019", "Easter 2019", "2019-04-21"),
    ("Thanksgiving 2023", "Thanksgiving 2023", "2023-11-23"),
    ("Ramadan", "Ramadan", "2023-03-23..2023-04-20"),
]


@pytest.mark.parametrize(("text", "words", "days"), CASES, ids=[case[0] for case in CASES])
def test_reads(text: str, words: str, days: str) -> None:
    assert read(text, "en") == [(words, days)]


@pytest.mark.parametrize(
    "text",
    [
        "for three years",
        "a 72-hour siege",
        "aged 40",
        "a 40-year-old man",
        "every Monday",
        "T-72 tanks and Su-57 jets with 155 mm shells",
        "a 2-1 win after a 52-48 vote",
        "it cost $2,000 or 2000 dollars",
        "call 555-1234",
        "about 2000 people and 1,500 troops",
        "3.5 percent of 4.2 points",
        "version 10.4.1 at 192.168.1.1",
        "this may help; they march in the sun",
        "31 February 2020",
        "0 September",
        "year 99999",
        "2020-13-01 and 30/02/2020",
    ],
)
def test_durations_ages_sets_and_numbers_are_no_dates(text: str) -> None:
    assert read(text, "en") == []


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The ministers will meet on Thursday.", "2023-09-07"),
        ("The ministers met on Thursday.", "2023-08-31"),
        ("A hearing has been scheduled for 3 June.", "2024-06-03"),
        ("He announced in October that he would go.", "2022-10-01..2022-10-31"),
        ("It will end in October.", "2023-10-01..2023-10-31"),
    ],
)
def test_tense_decides_between_past_and_future(text: str, days: str) -> None:
    assert [found for _, found in read(text, "en")][:1] == [days]


def test_an_article_on_1943_stays_in_1943() -> None:
    text = (
        "In 1943 the army retreated. On 5 July it attacked. Two days later, the front collapsed. That month, many "
        "died. Earlier that year, in February, they had won."
    )
    assert [days for _, days in read(text, "en")] == [
        "1943-01-01..1943-12-31",
        "1943-07-05",
        "1943-07-07",
        "1943-07-01..1943-07-31",
        "1943-01-01..1943-04-30",
        "1943-02-01..1943-02-28",
    ]


def test_lists_of_days_share_their_month() -> None:
    assert [days for _, days in read("on 3, 4 and 5 March 2020", "en")] == ["2020-03-03", "2020-03-04", "2020-03-05"]


def test_since_after_a_comparison_is_no_open_interval() -> None:
    assert read("the lowest level since 1997", "en") == [("1997", "1997-01-01..1997-12-31")]


def test_numbers_follow_the_other_dates_of_the_text_and_without_any_stay_open() -> None:
    assert read("on 03/04/2021", "en") == [("03/04/2021", "2021-03-04..2021-04-03")]
    assert read("on 03/04/2021 and 25/12/2020", "en")[0] == ("03/04/2021", "2021-04-03")
    assert read("on 03/04/2021 and 12/25/2020", "en")[0] == ("03/04/2021", "2021-03-04")
    assert read("on 03/04/2021, after March 1", "en")[0] == ("03/04/2021", "2021-03-04")
    assert read("on 03/04/2021, after 1 March and 2 March", "en")[0] == ("03/04/2021", "2021-04-03")


def test_numbers_with_proof_of_both_orders_stay_open() -> None:
    spans = find_dates("03/04/2021, 25/12/2020, 12/25/2020", language="en", anchor=None)
    assert spans[0].alternatives == (
        (dt.date(2021, 3, 4), dt.date(2021, 3, 4)),
        (dt.date(2021, 4, 3), dt.date(2021, 4, 3)),
    )
    assert spans[0].edtf == "[2021-03-04,2021-04-03]"
    assert "numeric-order-unknown" in spans[0].reading


def test_a_dateline_is_marked_and_is_the_anchor_where_none_is_given() -> None:
    text = "PYONGYANG, Sept 13, 2023 — Kim left on Tuesday."
    spans = find_dates(text, language="en", anchor=None)
    assert spans[0].reading[0] == "dateline"
    assert spans[1].earliest == dt.date(2023, 9, 12)
    assert spans[1].anchor is not None
    assert spans[1].anchor.kind == "dateline"


def test_relative_dates_wait_for_an_anchor() -> None:
    (span,) = find_dates("They met yesterday.", language="en", anchor=None)
    assert span.needs_anchor
    assert span.edtf == ""


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("in September 2023", "2023-09"),
        ("in 2023", "2023"),
        ("in the 1990s", "199X"),
        ("in the 19th century", "18XX"),
        ("in Q3 2020", "2020-35"),
        ("in summer 2019", "2019-22"),
        ("since 2014", "2014/.."),
        ("by 1 October 2023", "../2023-10-01"),
        ("2006–2008", "2006/2008"),
        ("from 4 to 10 September 2023", "2023-09-04/2023-09-10"),
        ("in 500 BC", "-0499"),
    ],
)
def test_writes_edtf(text: str, edtf: str) -> None:
    assert [span.edtf for span in find_dates(text, language="en", anchor=None)] == [edtf]


def test_the_country_decides_hemisphere_and_order() -> None:
    (summer,) = find_dates("this summer", language="en", anchor=dt.date(2023, 12, 20), country="AU")
    assert (summer.earliest, summer.latest) == (dt.date(2023, 12, 1), dt.date(2024, 2, 29))
    (day,) = find_dates("on 03/04/2021", language="en-GB", anchor=None)
    assert day.earliest == dt.date(2021, 4, 3)


def test_a_time_with_its_zone_belongs_to_the_day_behind_its_comma() -> None:
    assert read("In a conference at 16:15 UTC, June 1st, he spoke.", "en") == [("16:15 UTC, June 1st", "2023-06-01")]
