"""Plain text and Markdown, in whatever encoding."""

from __future__ import annotations

from collections.abc import Iterator

from events.errors import InputError
from events.readers.draft import Draft


def decode_text(data: bytes, *, where: str) -> str:
    """Turn bytes into text: UTF-8, else UTF-16 by its mark, else what the bytes look like.

    Raises
    ------
    InputError
        If they are no text.
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        best = from_bytes(data).best()
        if best is None:
            raise InputError(f"{where} is no text in an encoding that could be found out.") from None
        text = str(best)
    if "\x00" in text:
        raise InputError(f"{where} is no text: it holds NUL bytes.")
    return text


def read_plain(data: bytes, *, name: str, origin: str) -> Iterator[Draft]:
    """Read a text file as one report."""
    yield Draft(name, origin, decode_text(data, where=origin))


def read_markdown(data: bytes, *, name: str, origin: str) -> Iterator[Draft]:
    """Read a Markdown file as one report: its words without the marks, its first heading as title."""
    from markdown_it import MarkdownIt

    title, blocks = None, []
    tokens = MarkdownIt("commonmark").parse(decode_text(data, where=origin))
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "inline":
            words = "".join(_words(child.type, child.content) for child in token.children or ())
            if title is None and before is not None and before.type == "heading_open":
                title = words
            blocks.append(words)
        elif token.type in {"fence", "code_block"}:
            blocks.append(token.content.rstrip("\n"))
    yield Draft(name, origin, "\n\n".join(blocks), title=title)


def _words(kind: str, content: str) -> str:
    return "\n" if kind in {"softbreak", "hardbreak"} else "" if kind == "html_inline" else content
