"""Events as a text to read: Markdown or one HTML page, by date, each with its source."""

from __future__ import annotations

import html
from collections.abc import Iterable
from pathlib import Path

from events.writers.flat import Row, is_about

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem;
       color: #1b1b1b; background: #fff }
h1 { font-size: 1.5rem } h2 { font-size: 1.1rem; margin: 2rem 0 .25rem }
blockquote { margin: .25rem 0; padding: 0 .75rem; border-inline-start: 3px solid #0b6e7f }
.about { color: #555; font-size: .875rem } sup a { text-decoration: none }
@media (prefers-color-scheme: dark) {
  body { color: #e8e8e8; background: #16191c } .about { color: #aaa } a { color: #6cc7d6 } }
"""


def when(row: Row) -> str:
    """Say when an event was, with its uncertainty."""
    first, last, precision = row["earliest"], row["latest"], row["date_precision"]
    if not first and not last:
        return "no date" if not row["date_text"] else f"no day known (“{row['date_text']}”)"
    if is_about(row):
        return f"about {first}"
    if first == last:
        return str(first)
    if not last:
        return f"since {first}"
    return f"until {last}" if not first else f"{first} to {last} ({precision})"


def _about(row: Row) -> str:
    where = f"{row['place']} ({row['place_precision']})" if row["place"] else "no place"
    who = " → ".join(filter(None, [row["source"], row["target"]])) or row["mentioned"]
    said = f"according to {row['attribution']}" if row["attribution"] else None
    sure = f"confidence {row['confidence']:.2f}" if row["confidence"] is not None else None
    return " · ".join(filter(None, [f"{row['type']}, {row['status']}", who, where, said, sure]))


class _Sources:
    """Numbers the reports in the order in which they are cited."""

    def __init__(self) -> None:
        self.rows: dict[str, Row] = {}

    def cite(self, row: Row) -> int:
        self.rows.setdefault(row["document"], row)
        return list(self.rows).index(row["document"]) + 1


def _source(row: Row) -> str:
    published = f"published {row['published']}" if row["published"] else "publication date not known"
    return ", ".join(filter(None, [row["outlet"], row["title"] or row["document"], published]))


def save_markdown(rows: Iterable[Row], path: Path) -> None:
    """Save as Markdown with numbered sources."""
    sources, parts = _Sources(), ["# Events\n"]
    for row in rows:
        quote = _plain(row["summary"] or row["evidence"] or "")
        parts.append(f"## {when(row)}\n\n> {quote} [{sources.cite(row)}]\n\n{_plain(_about(row))}\n")
    parts.append("## Sources\n")
    for number, row in enumerate(sources.rows.values(), start=1):
        link = f" <{row['url']}>" if _is_link(row["url"]) else ""
        parts.append(f"{number}. {_plain(_source(row))}{link}")
    path.write_text("\n".join(parts) + "\n", encoding="utf-8")


def _plain(text: str) -> str:
    """Put a text on one line, its marks and tags made harmless."""
    line = " ".join(text.split())
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|!" else c for c in line)


def save_page(rows: Iterable[Row], path: Path) -> None:
    """Save as one HTML page that needs nothing else and runs no script."""
    sources, parts = _Sources(), list[str]()
    for row in rows:
        number = sources.cite(row)
        parts.append(
            f'<section id="{html.escape(row["id"])}"><h2>{html.escape(when(row))}</h2>'
            f'<blockquote dir="auto" lang="{html.escape(row["language"] or "")}">'
            f"{html.escape(row['summary'] or row['evidence'] or '')} "
            f'<sup><a href="#source-{number}">[{number}]</a></sup>'
            f'</blockquote><p class="about" dir="auto">{html.escape(_about(row))}</p></section>'
        )
    cited = []
    for number, row in enumerate(sources.rows.values(), start=1):
        name = html.escape(_source(row))
        address = html.escape(row["url"] or "")
        linked = f'<a href="{address}" rel="noopener">{name}</a>' if _is_link(row["url"]) else name
        cited.append(f'<li id="source-{number}" dir="auto">{linked}</li>')
    body = "\n".join(parts)
    page = (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<title>Events</title><style>{_STYLE}</style></head>\n<body><h1>Events</h1>\n{body}\n"
        f"<h2>Sources</h2><ol>{''.join(cited)}</ol></body></html>\n"
    )
    path.write_text(page, encoding="utf-8")


def _is_link(url: str | None) -> bool:
    return bool(url) and str(url).lower().startswith(("http://", "https://"))
