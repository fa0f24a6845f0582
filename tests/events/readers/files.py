"""Makes files as other programs write them."""

from __future__ import annotations

import io
import tarfile
import zipfile

ARTICLE = (
    "Kim Jong Un arrived in Vladivostok on Tuesday for talks with Vladimir Putin that had long been expected.",
    "The Kremlin said the two leaders would meet again in the coming days to speak about arms and food.",
)
PAGE = f"""<!doctype html><html lang="en-GB"><head><title>A visit</title>
<meta property="og:title" content="A visit"><meta property="og:site_name" content="The Wire">
<meta property="article:published_time" content="2023-09-13T10:00:00Z"></head>
<body><nav><a href="/">Home</a><a href="/news">News</a></nav><article><h1>A visit</h1>
<p>{ARTICLE[0]}</p><p>{ARTICLE[1]}</p></article><footer>All rights reserved</footer></body></html>""".encode()


def make_pdf(*lines: str) -> bytes:
    """Make a one-page PDF by hand, with its table of objects."""
    shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
    content = f"BT /F1 10 Tf 40 800 Td {shown}ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Title (A visit on paper) >>",
    ]
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for place in places:
        out.write(b"%010d 00000 n \n" % place)
    out.write(b"trailer\n<< /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, table))
    return out.getvalue()


def make_docx() -> bytes:
    import docx

    document = docx.Document()
    document.core_properties.title = "A visit in Word"
    document.add_paragraph(ARTICLE[0])
    document.add_table(1, 2).cell(0, 1).text = "In a table"
    document.add_paragraph(ARTICLE[1])
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def make_zip(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def make_tar(**members: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def make_epub() -> bytes:
    container = (
        b'<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        b'<rootfile full-path="OPS/book.opf"/></rootfiles></container>'
    )
    package = (
        b'<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        b"<metadata><dc:title>A book</dc:title><dc:language>en-GB</dc:language><dc:date>2023-09-13</dc:date></metadata>"
        b'<manifest><item id="b" href="two.xhtml"/><item id="a" href="one.xhtml"/></manifest>'
        b'<spine><itemref idref="a"/><itemref idref="b"/></spine></package>'
    )
    chapter = "<html><body><h1>{}</h1><p>{}</p></body></html>"
    return make_zip(
        **{
            "META-INF/container.xml": container,
            "OPS/book.opf": package,
            "OPS/one.xhtml": chapter.format("One", ARTICLE[0]).encode(),
            "OPS/two.xhtml": chapter.format("Two", ARTICLE[1]).encode(),
        }
    )


def make_warc() -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for path, kind, body in (("a", "text/html; charset=utf-8", PAGE), ("b", "image/png", b"\x89PNG")):
        headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            f"https://wire.example/{path}",
            "response",
            payload=io.BytesIO(body),
            http_headers=headers,
            warc_headers_dict={"WARC-Date": "2023-09-14T08:00:00Z"},
        )
        writer.write_record(record)
    return out.getvalue()


MAIL = f"""From: Desk <desk@wire.example>
Subject: =?utf-8?b?2LLZitin2LHYqQ==?=
Date: Wed, 13 Sep 2023 09:30:00 +0900
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="x"

--x
Content-Type: text/html; charset=utf-8

<p>page</p>
--x
Content-Type: text/plain; charset=utf-8

{ARTICLE[0]}
--x--
""".encode()

SUBTITLES = b"""1
00:00:01,000 --> 00:00:03,000
<i>Kim met Putin</i>

2
00:00:04,000 --> 00:00:06,000
in Vladivostok.
"""
