"""Events as tables: Excel, JSON Lines, Parquet, and what GIS programs open."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from events.errors import DatelineError
from events.writers.delimited import write_csv
from events.writers.flat import COLUMNS, FLAGS, NUMBERS, WHOLE, Row

if TYPE_CHECKING:
    import geopandas as gpd
    import pyarrow as pa

BATCH = 10_000
MOST_SHEET_ROWS = 1_048_575
LONGEST_CELL = 32_767
"""Limits of Excel."""


def save_csv(rows: Iterable[Row], path: Path) -> None:
    """Save as CSV that no spreadsheet takes for formulas, marked as UTF-8 so that Excel reads it."""
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        write_csv(rows, out)


def save_tsv(rows: Iterable[Row], path: Path) -> None:
    """Save as tab-separated text, likewise."""
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        write_csv(rows, out, delimiter="\t")


def save_jsonl(rows: Iterable[Row], path: Path) -> None:
    """Save as JSON Lines."""
    with path.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def save_excel(rows: Iterable[Row], path: Path) -> None:
    """Save as an Excel workbook, every text as text and none as a formula.

    Raises
    ------
    DatelineError
        If there are more events than a sheet has rows.
    """
    from openpyxl import Workbook  # type: ignore[import-untyped]
    from openpyxl.cell import WriteOnlyCell  # type: ignore[import-untyped]
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # type: ignore[import-untyped]

    book = Workbook(write_only=True)
    sheet = book.create_sheet("events")
    sheet.freeze_panes = "A2"
    sheet.append(COLUMNS)
    for number, row in enumerate(rows, start=1):
        if number > MOST_SHEET_ROWS:
            raise DatelineError(
                f"An Excel sheet holds {MOST_SHEET_ROWS:,} events at most. Export Parquet or CSV instead."
            )
        cells = []
        for column in COLUMNS:
            value = row[column]
            cell = WriteOnlyCell(
                sheet, ILLEGAL_CHARACTERS_RE.sub("\ufffd", value)[:LONGEST_CELL] if isinstance(value, str) else value
            )
            if isinstance(value, str):
                cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    book.save(path)


def save_parquet(rows: Iterable[Row], path: Path) -> None:
    """Save as Parquet, batch by batch."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = _arrow_schema()
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        writer.write_table(schema.empty_table())
        for batch in _batches(rows):
            writer.write_table(pa.Table.from_pylist(batch, schema=schema))


def _arrow_schema() -> pa.Schema:
    import pyarrow as pa

    def kind(column: str) -> pa.DataType:
        if column in NUMBERS:
            return pa.float64()
        return pa.int32() if column in WHOLE else pa.bool_() if column in FLAGS else pa.string()

    return pa.schema([(column, kind(column)) for column in COLUMNS])


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    left = iter(rows)
    while batch := list(islice(left, BATCH)):
        yield batch


def save_geoparquet(rows: Iterable[Row], path: Path) -> None:
    """Save as GeoParquet: points in EPSG:4326, none for events without a place."""
    _to_frame(rows).to_parquet(path, compression="zstd")


def save_geopackage(rows: Iterable[Row], path: Path) -> None:
    """Save as GeoPackage with one layer, ``events``."""
    _to_frame(rows, key="event_id").to_file(path, driver="GPKG", layer="events", engine="pyogrio")


def save_flatgeobuf(rows: Iterable[Row], path: Path) -> None:
    """Save as FlatGeobuf. It has no spatial index, which would leave no room for events without a place."""
    _to_frame(rows).to_file(path, driver="FlatGeobuf", engine="pyogrio", SPATIAL_INDEX="NO")


def _to_frame(rows: Iterable[Row], *, key: str = "id") -> gpd.GeoDataFrame:
    """Give rows as a frame with typed columns. ``key`` names the id where ``id`` is taken by the format."""
    import geopandas as gpd
    import pandas as pd
    import shapely

    listed = list(rows)
    frame = pd.DataFrame(listed, columns=list(COLUMNS))
    for column in COLUMNS:
        if column in NUMBERS:
            frame[column] = frame[column].astype("float64")
        elif column not in WHOLE and column not in FLAGS:
            frame[column] = frame[column].astype("object").where(frame[column].notna(), None)
    points = [None if row["lat"] is None else shapely.Point(row["lon"], row["lat"]) for row in listed]
    return gpd.GeoDataFrame(
        frame.rename(columns={"id": key}), geometry=gpd.GeoSeries(points, crs="EPSG:4326"), crs="EPSG:4326"
    )
