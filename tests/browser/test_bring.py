from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, TimeoutError, expect

from events.model import Document
from events.pipeline import read_report
from events.store import open_store
from tests.browser.app import RunningApp
from tests.browser.person import settle

StartApp = Callable[..., RunningApp]
NewPage = Callable[..., Page]

REPORT = "Kim Jong Un met Vladimir Putin in Vladivostok on 25 April 2019."
TABLE = "body,summary_of,when\nShells hit Kherson on 5 September 2023.,x,2023-09-06\n,y,2023-09-07\n"


def open_fields(page: Page) -> None:
    fields = page.get_by_text("Read files and links")
    expect(fields).to_be_visible(timeout=90_000)
    fields.click()


def choose_column(page: Page, field: str, column: str) -> None:
    """Choose a column; the list is opened again where the page was drawn anew meanwhile, which closes it."""
    settle(page)
    option = page.get_by_role("option", name=column)
    for _ in range(5):
        page.get_by_role("combobox", name=re.compile(field)).last.click()
        try:
            option.click(timeout=5000)
        except TimeoutError:
            settle(page)
        else:
            break
    settle(page)


def test_dropped_files_are_read_with_the_columns_that_are_chosen(
    start_app: StartApp, new_page: NewPage, tmp_path: Path
) -> None:
    store = open_store(tmp_path / "store.duckdb")
    store.add(read_report(Document("first", REPORT, "en")))
    app = start_app(store.path)
    page = new_page()
    page.goto(f"{app.url}?page=reports")
    open_fields(page)
    page.locator("[data-testid=stFileUploaderDropzoneInput]").first.set_input_files(
        [
            {"name": "visit.txt", "mimeType": "text/plain", "buffer": f"{REPORT} He left on 26 April 2019.".encode()},
            {"name": "table.csv", "mimeType": "text/csv", "buffer": TABLE.encode()},
            {"name": "<b>bad</b>.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"},
        ]
    )
    settle(page)
    page.get_by_text("Columns of table.csv").click()
    choose_column(page, "Publication date", "when")
    page.get_by_role("button", name="Read them").click()
    expect(page.get_by_text("2 reports read")).to_be_visible(timeout=60_000)
    settle(page)
    expect(page.get_by_text("2 new")).to_be_visible()
    expect(page.get_by_text("row 2: the column 'body' holds no text")).to_be_visible()
    expect(page.get_by_text("<b>bad</b>.pdf is damaged, or no PDF")).to_be_visible()
    documents = {row["title"] or row["id"]: row for row in open_store(store.path).documents().to_pylist()}
    assert set(documents) == {"first", "visit", "table-1"}
    assert documents["table-1"]["published"] is not None


def test_what_is_no_link_is_told(start_app: StartApp, new_page: NewPage, tmp_path: Path) -> None:
    store = open_store(tmp_path / "store.duckdb")
    store.add(read_report(Document("first", REPORT, "en")))
    page = new_page()
    page.goto(f"{start_app(store.path).url}?page=reports")
    open_fields(page)
    page.get_by_role("textbox", name="Links, one a line").fill("file:///etc/passwd")
    page.get_by_role("button", name="Read them").click()
    expect(page.get_by_text("file:///etc/passwd is no link")).to_be_visible()
    page.get_by_role("textbox", name="Links, one a line").fill("http://127.0.0.1/secret")
    page.get_by_role("button", name="Read them").click()
    expect(page.get_by_text("1 failed")).to_be_visible(timeout=60_000)
    expect(page.get_by_text(re.compile("127.0.0.1.*leads into a private network"))).to_be_visible()
