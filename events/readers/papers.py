"""Documents made for paper and e-readers: PDF, DOCX, EPUB."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from events.errors import InputError
from events.model import PublishedBasis
from events.readers.draft import Draft

MOST_PAGES = 2_000
_HYPHEN = re.compile(r"(?<=[^\W\d_])-\n(?=[^\W\d_])")
_WRAPPED = re.compile(r"(?<![.!?:؟。\n])\n(?=[^\W\d_])")


def read_pdf(data: bytes, *, name: str, origin: str) -> Iterator[Draft]:
    """Read the text of a PDF as one report.

    Raises
    ------
    InputError
        If it is damaged, locked with a password, or holds pictures of text only.
    """
    import logging

    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError(f"{origin} is locked with a password. Save it without one.")
        pages = [page.extract_text() for page, _ in zip(reader.pages, range(MOST_PAGES), strict=False)]
        about = reader.metadata
    except InputError:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError) as error:
        raise InputError(f"{origin} is damaged, or no PDF ({error}).") from error
    text = "\n\n".join(_join_lines(page) for page in pages).strip()
    if not text:
        raise InputError(f"{origin} holds no text, perhaps only pictures of it. Have it read by OCR first.")
    yield Draft(name, origin, text, title=(about.title or None) if about else None)


def _join_lines(page: str) -> str:
    return _WRAPPED.sub(" ", _HYPHEN.sub("", page))


def read_docx(data: bytes, *, name: str, origin: str) -> Iterator[Draft]:
    """Read a Word document as one report, tables included.

    Raises
    ------
    InputError
        If it is damaged.
    """
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        paragraphs = [block.text for block in _blocks(document)]
        about = document.core_properties
        title, made = about.title or None, about.created
    except Exception as error:  # python-docx lets errors of zip, XML and its own through
        raise InputError(f"{origin} is damaged, or no Word document ({type(error).__name__}).") from error
    text = "\n".join(paragraphs).strip()
    if not text:
        raise InputError(f"{origin} holds no text.")
    extras = {"created": made.isoformat()} if isinstance(made, dt.datetime) else {}
    yield Draft(name, origin, text, title=title, extras=extras)


def _blocks(document: Any) -> Iterator[Any]:
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            yield from (p for row in block.rows for cell in row.cells for p in cell.paragraphs)
        else:
            yield block


def read_epub(data: bytes, *, name: str, origin: str) -> Iterator[Draft]:
    """Read each chapter of an e-book as a report.

    Raises
    ------
    InputError
        If it is damaged.
    """
    from lxml import etree, html  # type: ignore[import-untyped]

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            package_path = _find(etree.fromstring(book.read("META-INF/container.xml"), parser), "rootfile")[0].get(
                "full-path"
            )
            package = etree.fromstring(book.read(package_path), parser)
            folder = package_path.rpartition("/")[0]
            items = {i.get("id"): i.get("href") for i in _find(package, "item")}
            spine = [items[i.get("idref")] for i in _find(package, "itemref")]
            chapters = [book.read(f"{folder}/{path}".lstrip("/")) for path in spine]
    except (zipfile.BadZipFile, KeyError, IndexError, etree.XMLSyntaxError, OSError, TypeError, RuntimeError) as error:
        raise InputError(f"{origin} is damaged, or no EPUB ({type(error).__name__}).") from error

    title = next((t.text for t in _find(package, "title")), None)
    language = next((t.text for t in _find(package, "language")), None)
    published = _read_day(next((t.text for t in _find(package, "date")), None))
    for number, chapter in enumerate(chapters, start=1):
        page = html.fromstring(chapter)
        blocks = [
            " ".join(b.text_content().split()) for b in page.iter("p", "h1", "h2", "h3", "h4", "li", "blockquote")
        ]
        text = "\n\n".join(filter(None, blocks))
        if text:
            yield Draft(
                f"{name}-{number}",
                f"{origin}#{number}",
                text,
                title=title,
                language=language.split("-")[0].lower() if language else None,
                published=published,
                published_basis=PublishedBasis.STATED if published else None,
            )


def _find(root: Any, tag: str) -> list[Any]:
    return list(root.findall(".//{*}" + tag))


def _read_day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
