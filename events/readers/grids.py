"""Rows of tables, from whichever file holds them, as dictionaries by column name."""

from __future__ import annotations

import csv
import datetime as dt
import glob
import io
import json
import math
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from events.errors import InputError
from events.readers.event_tables import is_event_table
from events.readers.plain import decode_text

Row = dict[str, Any]

LONGEST_CELL = 20_000_000


def _read_delimited(data: bytes, origin: str, delimiter: str | None) -> Iterator[Row]:
    text = decode_text(data, where=origin)
    csv.field_size_limit(LONGEST_CELL)
    if delimiter is None:
        first = text.partition("\n")[0]
        delimiter = max(",;\t|", key=first.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in reader:
            row.pop(None, None)
            yield {key.strip(): value if value != "" else None for key, value in row.items()}
    except csv.Error as error:
        raise InputError(f"{origin}, line {reader.line_num:,}: this is no CSV ({error}).") from error


def _read_csv(data: bytes, origin: str) -> Iterator[Row]:
    return _read_delimited(data, origin, None)


def _read_tsv(data: bytes, origin: str) -> Iterator[Row]:
    return _read_delimited(data, origin, "\t")


def _read_jsonl(data: bytes, origin: str) -> Iterator[Row]:
    for number, line in enumerate(decode_text(data, where=origin).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise InputError(f"{origin}, line {number:,}: this is no JSON ({error}).") from error
        if not isinstance(row, dict):
            raise InputError(f"{origin}, line {number:,}: each line must hold a JSON object.")
        yield row


def _read_excel(data: bytes, origin: str) -> Iterator[Row]:
    from openpyxl import load_workbook  # type: ignore[import-untyped]

    try:
        sheet = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
        rows = sheet.iter_rows(values_only=True)
        names = [
            str(name).strip() if name is not None else f"column {n}" for n, name in enumerate(next(rows, ()), start=1)
        ]
        for row in rows:
            if any(value is not None for value in row):
                yield dict(zip(names, map(_plain, row), strict=False))
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, IndexError) as error:
        raise InputError(f"{origin} is damaged, or no Excel workbook ({error}).") from error


def _read_parquet(data: bytes, origin: str) -> Iterator[Row]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(pa.BufferReader(data))
        for batch in file.iter_batches(2_000):
            for row in batch.to_pylist():
                row.pop("geometry", None)
                yield {key: _plain(value) for key, value in row.items()}
    except (pa.ArrowException, OSError) as error:
        raise InputError(f"{origin} is damaged, or no Parquet file ({error}).") from error


def _read_geojson(data: bytes, origin: str) -> Iterator[Row]:
    try:
        collection = json.loads(data)
        for feature in collection["features"]:
            row = dict(feature.get("properties") or {})
            row.setdefault("id", feature.get("id"))
            geometry = feature.get("geometry")
            if geometry and geometry["type"] == "Point":
                row.setdefault("lon", geometry["coordinates"][0])
                row.setdefault("lat", geometry["coordinates"][1])
            yield row
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise InputError(f"{origin} is no GeoJSON feature collection ({error}).") from error


def _read_geofile(data: bytes, origin: str, suffix: str) -> Iterator[Row]:
    import pyogrio
    from pyogrio.errors import DataSourceError

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"in{suffix}"
        path.write_bytes(data)
        try:
            frame = pyogrio.read_dataframe(path)
            if frame.__class__.__name__ == "GeoDataFrame" and frame.crs is not None:
                frame = frame.to_crs("EPSG:4326")
        except (DataSourceError, ValueError, RuntimeError) as error:
            raise InputError(f"{origin} cannot be opened by GDAL ({error}).") from error
    points = frame.geometry.representative_point() if "geometry" in frame else None
    for number, row in enumerate(frame.drop(columns="geometry", errors="ignore").to_dict("records")):
        row = {str(key): _plain(value) for key, value in row.items()}
        if "event_id" in row:
            row["id"] = row.pop("event_id")
        if points is not None and points.iloc[number] is not None and not points.iloc[number].is_empty:
            row.setdefault("lon", points.iloc[number].x)
            row.setdefault("lat", points.iloc[number].y)
        yield row


def _read_geopackage(data: bytes, origin: str) -> Iterator[Row]:
    return _read_geofile(data, origin, ".gpkg")


def _read_flatgeobuf(data: bytes, origin: str) -> Iterator[Row]:
    return _read_geofile(data, origin, ".fgb")


def _read_shapefile(data: bytes, origin: str) -> Iterator[Row]:
    return _read_geofile(data, origin, ".shp.zip")


def is_zipped_shapefile(data: bytes) -> bool:
    """Whether this is a zip archive of one shapefile: ``.shp``, ``.shx`` and ``.dbf`` together."""
    if data[:2] != b"PK":
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name.lower() for name in archive.namelist()]
    except zipfile.BadZipFile:
        return False
    return sum(name.endswith(".shp") for name in names) == 1


def zip_shapefile(path: Path) -> bytes:
    """Put a shapefile and what belongs to it into one zip archive.

    Raises
    ------
    InputError
        If ``.shx`` or ``.dbf`` is missing beside it.
    """
    beside = {p.suffix.lower(): p for p in path.parent.glob(f"{glob.escape(path.stem)}.*")}
    missing = [suffix for suffix in (".shx", ".dbf") if suffix not in beside]
    if missing:
        raise InputError(f"{path} is a shapefile, but {' and '.join(missing)} is missing beside it.")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for suffix in (".shp", ".shx", ".dbf", ".prj", ".cpg"):
            if suffix in beside:
                archive.write(beside[suffix], f"layer{suffix}")
    return packed.getvalue()


def _read_kml(data: bytes, origin: str) -> Iterator[Row]:
    from defusedxml import ElementTree  # type: ignore[import-untyped]
    from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]

    try:
        if data[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                data = archive.read(next(name for name in archive.namelist() if name.endswith(".kml")))
        root = ElementTree.fromstring(data)
    except (zipfile.BadZipFile, StopIteration, ElementTree.ParseError, DefusedXmlException) as error:
        raise InputError(f"{origin} is damaged, or no KML ({type(error).__name__}).") from error
    for mark in root.iterfind(".//{*}Placemark"):
        row: Row = {d.get("name"): d.findtext("{*}value") for d in mark.iterfind("{*}ExtendedData/{*}Data")}
        if not is_event_table(row):  # ours bear a headline as their name, which is not their report's title
            shown = {"title": mark.findtext("{*}name"), "text": mark.findtext("{*}description")}
            row = {"id": mark.get("id")} | shown | row
        row.setdefault("earliest", mark.findtext("{*}TimeSpan/{*}begin") or mark.findtext("{*}TimeStamp/{*}when"))
        row.setdefault("latest", mark.findtext("{*}TimeSpan/{*}end") or mark.findtext("{*}TimeStamp/{*}when"))
        place = (mark.findtext("{*}Point/{*}coordinates") or "").strip().split(",")
        if len(place) >= 2:
            row.setdefault("lon", place[0])
            row.setdefault("lat", place[1])
        yield row


def _plain(value: Any) -> Any:
    """Give a cell as text, number, truth or none."""
    if isinstance(value, float) and math.isnan(value):
        return None
    if isinstance(value, dt.date):
        return value.isoformat()
    if hasattr(value, "item"):
        return _plain(value.item())
    return None if value is not None and value != value else value


GRIDS: dict[str, Callable[[bytes, str], Iterator[Row]]] = {
    ".csv": _read_csv,
    ".tsv": _read_tsv,
    ".jsonl": _read_jsonl,
    ".ndjson": _read_jsonl,
    ".xlsx": _read_excel,
    ".parquet": _read_parquet,
    ".geoparquet": _read_parquet,
    ".geojson": _read_geojson,
    ".gpkg": _read_geopackage,
    ".fgb": _read_flatgeobuf,
    ".shp": _read_shapefile,
    ".zip": _read_shapefile,
    ".kml": _read_kml,
    ".kmz": _read_kml,
}


def read_rows(data: bytes, *, origin: str, suffix: str) -> Iterator[Row]:
    """Give the rows of a table.

    Raises
    ------
    InputError
        If the file is damaged; the message names it, and the line where that is known.
    """
    yield from GRIDS[suffix](data, origin)
