"""Turn news reports into dated, placed event records.

    import events

    report = events.read("report.txt", published="2023-09-05")
    for event in report.events:
        print(event.date, event.place, event.evidence.text)

    events.to_geodataframe([report]).explore()
    events.to_pydeck([report])

Nothing heavy is loaded until it is used.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import geopandas as gpd
    import pydeck

    from events.report import Report

__all__ = ["read", "read_text", "to_geodataframe", "to_pydeck"]


def read(
    path: str | os.PathLike[str], *, published: dt.date | str | None = None, language: str | None = None
) -> Report:
    """Read a report from a text file.

    Parameters
    ----------
    path
        A UTF-8 text file. A JSON file of the same name beside it may tell ``title``, ``language``, ``outlet``,
        ``published`` and more.
    published
        Day of publication, from which relative dates count; before what stands in the JSON file.
    language
        Language code (``ar``); by default as in the JSON file, else detected.

    Returns
    -------
    Report
        The document and all that was found: ``dates``, ``toponyms``, ``actors``, ``events``, each with offsets into
        ``report.document.text``.

    Raises
    ------
    events.errors.InputError
        If the file cannot be read; the message says why.
    """
    from events.annotate import complete_document
    from events.pipeline import read_report
    from events.readers.sidecar import read_text_file

    day = published.isoformat() if isinstance(published, dt.date) else published
    return read_report(complete_document(read_text_file(Path(path)), published=day, language=language))


def read_text(
    text: str, *, published: dt.date | str | None = None, language: str | None = None, id: str = "text"
) -> Report:
    """Read a report given as text: see `read`."""
    from events.annotate import complete_document
    from events.model import Document
    from events.pipeline import read_report

    day = published.isoformat() if isinstance(published, dt.date) else published
    return read_report(complete_document(Document(id, text), published=day, language=language))


def to_geodataframe(reports: Iterable[Report]) -> gpd.GeoDataFrame:
    """Give the events of reports as a GeoDataFrame.

    Returns
    -------
    geopandas.GeoDataFrame
        A row an event with the columns of `events.writers.flat.COLUMNS`; points in EPSG:4326, none where the report
        gives no place. Of an area, the point stands for it and ``west``, ``south``, ``east``, ``north`` bound it.
    """
    from events.frames import build_geodataframe

    return build_geodataframe(reports)


def to_pydeck(reports: Iterable[Report]) -> pydeck.Deck:
    """Give the events of reports as a map for a notebook, over an offline basemap.

    Returns
    -------
    pydeck.Deck
        A circle for each place, as large as it has events, named in its tooltip; areas are shaded.
    """
    from events.frames import build_deck

    return build_deck(reports)
