"""E-mails and subtitles."""

from __future__ import annotations

import email
import email.policy
import email.utils
from collections.abc import Iterator

from events.errors import InputError
from events.model import PublishedBasis
from events.readers.draft import Draft
from events.readers.plain import decode_text


def read_mail(data: bytes, *, name: str, origin: str) -> Iterator[Draft]:
    """Read an e-mail as one report: its plain text, else its page; its subject is the title, its day is stated.

    Raises
    ------
    InputError
        If it holds no text.
    """
    message = email.message_from_bytes(data, policy=email.policy.default)
    body = message.get_body(preferencelist=("plain", "html"))
    try:
        text = body.get_content() if body else ""
    except (LookupError, KeyError, ValueError):
        payload = body.get_payload(decode=True) if body else b""
        text = decode_text(payload if isinstance(payload, bytes) else b"", where=origin)
    if body is not None and body.get_content_subtype() == "html":
        import trafilatura

        text = trafilatura.html2txt(text)
    if not text.strip():
        raise InputError(f"{origin} holds no text.")
    sent = email.utils.parsedate_to_datetime(message["date"]) if message["date"] else None
    _, address = email.utils.parseaddr(message.get("from", ""))
    sender, _ = email.utils.parseaddr(message.get("from", ""))
    yield Draft(
        name,
        origin,
        text.replace("\r\n", "\n"),
        title=message.get("subject"),
        outlet=sender or address or None,
        published=sent.date() if sent else None,
        published_basis=PublishedBasis.STATED if sent else None,
    )


def read_subtitles(data: bytes, *, name: str, origin: str) -> Iterator[Draft]:
    """Read subtitles (SRT, WebVTT, ASS, ...) as one report, without times and marks.

    Raises
    ------
    InputError
        If they cannot be read.
    """
    import pysubs2

    try:
        subtitles = pysubs2.SSAFile.from_string(decode_text(data, where=origin))
    except Exception as error:  # pysubs2 lets errors of its parsers through
        raise InputError(f"{origin} holds no subtitles that can be read ({type(error).__name__}).") from error
    lines = [event.plaintext.strip() for event in subtitles if not event.is_comment]
    yield Draft(name, origin, "\n".join(filter(None, lines)))
