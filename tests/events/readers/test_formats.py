from __future__ import annotations

import datetime as dt
import gzip

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.model import PublishedBasis
from events.readers import archives
from events.readers.draft import Draft, Failure, Found, Skipped
from events.readers.formats import READERS, read_bytes, stem_of

from .files import (
    ARTICLE,
    MAIL,
    PAGE,
    SUBTITLES,
    make_docx,
    make_epub,
    make_pdf,
    make_tar,
    make_warc,
    make_zip,
)


def read(data: bytes, name: str) -> list[Found]:
    return list(read_bytes(data, origin=f"/in/{name}"))


def read_one(data: bytes, name: str) -> Draft:
    (draft,) = read(data, name)
    assert isinstance(draft, Draft), draft
    return draft


def test_text_is_read_as_it_is() -> None:
    draft = read_one(b"  Kim\r\nPutin\n\n", "a.b.txt")
    assert (draft.name, draft.text, draft.origin) == ("a.b", "  Kim\r\nPutin\n\n", "/in/a.b.txt")


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8-sig", "Путин"),
        ("utf-16", "بوتين"),
        ("cp1251", "Владимир Путин прибыл во Владивосток на переговоры с лидером КНДР, сообщили в Кремле."),
        ("cp1256", "وصل كيم جونغ أون إلى فلاديفوستوك يوم الثلاثاء لإجراء محادثات مع بوتين في روسيا"),
    ],
)
def test_text_in_other_encodings_is_read(encoding: str, text: str) -> None:
    assert read_one(text.encode(encoding), "a.txt").text == text


def test_markdown_is_read_without_its_marks() -> None:
    draft = read_one(b"# A *visit*\n\nKim met\n**Putin** in [Vladivostok](http://x).\n\n- one\n- two\n", "a.md")
    assert draft.title == "A visit"
    assert draft.text == "A visit\n\nKim met\nPutin in Vladivostok.\n\none\n\ntwo"


def test_a_page_is_read_without_its_menus() -> None:
    draft = read_one(PAGE, "visit.html")
    assert ARTICLE[0] in draft.text
    assert ARTICLE[1] in draft.text
    assert "Home" not in draft.text
    assert (draft.title, draft.outlet, draft.language) == ("A visit", "The Wire", "en")
    assert (draft.published, draft.published_basis) == (dt.date(2023, 9, 13), PublishedBasis.STATED)


def test_the_day_of_a_page_that_declares_none_is_inferred() -> None:
    page = PAGE.replace(b"2023-09-13T10:00:00Z", b"").replace(b"<footer>", b"<footer>Updated 14 September 2023. ")
    draft = read_one(page, "visit.html")
    assert (draft.published, draft.published_basis) == (dt.date(2023, 9, 14), PublishedBasis.INFERRED)
    assert draft.published_note


def test_a_pdf_is_read_with_its_lines_joined() -> None:
    draft = read_one(make_pdf("Kim Jong Un arrived in Vladi-", "vostok for talks", "with Putin."), "a.pdf")
    assert draft.text == "Kim Jong Un arrived in Vladivostok for talks with Putin."
    assert draft.title == "A visit on paper"


def test_a_word_document_is_read_with_its_tables() -> None:
    draft = read_one(make_docx(), "a.docx")
    assert draft.title == "A visit in Word"
    assert draft.text.split("\n") == [ARTICLE[0], "", "In a table", ARTICLE[1]]


def test_each_chapter_of_a_book_is_a_report_in_reading_order() -> None:
    one, two = read(make_epub(), "book.epub")
    assert isinstance(one, Draft)
    assert isinstance(two, Draft)
    assert (one.text, two.text) == (f"One\n\n{ARTICLE[0]}", f"Two\n\n{ARTICLE[1]}")
    assert (one.name, one.title, one.language, one.published) == ("book-1", "A book", "en", dt.date(2023, 9, 13))


def test_a_mail_tells_its_subject_sender_and_day() -> None:
    draft = read_one(MAIL, "a.eml")
    assert (draft.title, draft.outlet, draft.published) == ("زيارة", "Desk", dt.date(2023, 9, 13))
    assert draft.text.strip() == ARTICLE[0]


def test_subtitles_are_read_without_times() -> None:
    assert read_one(SUBTITLES, "a.srt").text == "Kim met Putin\nin Vladivostok."


def test_the_pages_of_a_web_archive_are_read() -> None:
    draft = read_one(make_warc(), "crawl.warc.gz")
    assert ARTICLE[0] in draft.text
    assert (draft.url, draft.origin) == ("https://wire.example/a", "/in/crawl.warc.gz!https://wire.example/a")
    assert draft.retrieved == dt.datetime(2023, 9, 14, 8, tzinfo=dt.UTC)


@pytest.mark.parametrize("make", [make_zip, make_tar])
def test_files_in_archives_are_read_and_never_written(make) -> None:  # type: ignore[no-untyped-def]
    members = {"../../etc/a.txt": b"Kim", "b/c.srt": SUBTITLES, "d.exe": b"MZ"}
    name = "z.zip" if make is make_zip else "z.tar.gz"
    a, c, d = read(make(**members), name)
    assert isinstance(a, Draft)
    assert (a.name, a.origin, a.text) == ("a", f"/in/{name}!etc/a.txt", "Kim")
    assert isinstance(c, Draft)
    assert d == Skipped(f"/in/{name}!d.exe", ".exe")


def test_archives_in_archives_end_somewhere() -> None:
    data = b"Kim"
    name = "a.txt"
    for depth in range(4):
        data, name = make_zip(**{name: data}), f"z{depth}.zip"
    (failure,) = read(data, "z.zip")
    assert isinstance(failure, Failure)
    assert "lies too deep" in failure.reason


def test_an_archive_that_unpacks_to_too_much_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_BYTES", 1500)
    monkeypatch.setattr(archives, "MOST_MEMBER_BYTES", 1000)
    big, ok, failure = read(make_zip(**{"big.txt": b"x" * 1001, "ok.txt": b"x" * 900, "more.txt": b"x" * 900}), "z.zip")
    assert isinstance(big, Failure)
    assert isinstance(ok, Draft)
    assert isinstance(failure, Failure)
    assert "unpacks to more than" in failure.reason


def test_gzipped_text_is_read() -> None:
    assert read_one(gzip.compress(b"Kim"), "a.txt.gz").text == "Kim"


@pytest.mark.parametrize(
    "suffix", sorted({*READERS, ".zip", ".tar.gz", ".txt.gz", ".warc.gz"} - {".txt", ".text", ".md"})
)
@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02", b"PK\x03\x04broken", b"%PDF-1.4\nbroken", b"\xff" * 50])
def test_a_damaged_file_gives_a_sentence(suffix: str, data: bytes) -> None:
    for found in read(data, f"bad{suffix}"):
        if isinstance(found, Failure):
            assert found.name.startswith("/in/bad")
            assert "bad" in found.reason
            assert found.reason.endswith(".")


@given(st.binary(max_size=300), st.sampled_from(sorted(READERS)))
@settings(max_examples=100, deadline=None)
def test_any_bytes_give_reports_or_sentences(data: bytes, suffix: str) -> None:
    for found in read(data, f"any{suffix}"):
        assert isinstance(found, Draft | Failure)


@pytest.mark.parametrize(
    ("origin", "stem"),
    [("/a/b.txt", "b"), ("/a/b.tar.gz!c/d.e.html", "d.e"), ("b", "b"), ("https://x.example/news/visit.html", "visit")],
)
def test_a_report_is_named_after_its_file(origin: str, stem: str) -> None:
    assert stem_of(origin) == stem
