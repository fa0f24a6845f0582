"""The suffixes of the files that can be written."""

from __future__ import annotations

SUFFIXES = (".csv", ".tsv", ".jsonl", ".xlsx", ".parquet", ".geoparquet", ".geojson", ".gpkg", ".fgb", ".kml", ".kmz",
            ".ics", ".timeline.json", ".gdelt.tsv", ".acled.csv", ".md", ".html")  # fmt: skip
