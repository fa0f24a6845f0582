"""The map under the events, as compressed bytes for the browser: land, borders, coasts, labels, areas to shade.

Every asset is gzipped JSON whose name carries a hash of its content, so that it can be served as never changing. Areas
and lines are GeoJSON in lon/lat (EPSG:4326); nothing here imports GeoPandas.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from geo.boundaries import LANGUAGES, area_of, current_worldview, read_table
from geo.derived import keep_compressed
from geo.errors import GeoError
from geo.model import Place
from geo.topology import FOLDER, Area, Line, Topology, read_topology

CONTENT_TYPE = "application/json"
CONTENT_ENCODING = "gzip"
_HERE = Path(__file__).parent
DIGITS = {"low": 2, "medium": 3, "high": 4}


class UnknownAssetError(GeoError):
    """There is no basemap asset of that name."""


@dataclass(frozen=True, slots=True)
class BasemapAsset:
    """A file for the browser.

    Attributes
    ----------
    name
        What it is asked for by (``countries-low``).
    digest
        Hash of the content, 16 hexadecimal digits.
    content
        Gzipped JSON, to be sent with ``Content-Encoding: gzip``.
    """

    name: str
    digest: str
    content: bytes

    @property
    def file_name(self) -> str:
        """Name that changes with the content (``countries-low.0123456789abcdef.json``)."""
        return f"{self.name}.{self.digest}.json"


def basemap_asset_names() -> tuple[str, ...]:
    """Give the names of all assets.

    - ``countries-low``, ``-medium``, ``-high``: polygons with ``code``, to fill and to shade;
    - ``borders-low``, ``-medium``, ``-high``: lines with ``kind``: ``border``, ``disputed`` (a border in one worldview
      only) or ``coast``;
    - ``division-borders-medium``, ``-high``: lines between first-level divisions of a country (``kind`` ``division``);
    - ``divisions-medium``, ``-high``: polygons of all first-level divisions with ``id`` and ``country``;
    - ``labels-<language>``: points of countries with ``code``, ``name`` and ``rank`` (2 the largest, to 7);
    - ``division-labels-<language>``: the same of first-level divisions, with ``id`` and ``country``.
    """
    return tuple(_builders())


def basemap_asset(name: str, *, worldview: str | None = None) -> BasemapAsset:
    """Give one asset, made on first use and kept.

    Parameters
    ----------
    name
        One of `basemap_asset_names`.
    worldview
        Whom disputed areas belong to, see `geo.boundaries.current_worldview`.

    Raises
    ------
    UnknownAssetError, UnknownWorldviewError
        If there is no such asset or worldview.
    """
    return _asset(name, current_worldview(worldview))


def place_areas(places: Iterable[Place], *, detail: str = "low", worldview: str | None = None) -> dict[str, Any]:
    """Give the areas that places stand for as GeoJSON features with ``id``, the place's (loads Shapely).

    Places that are a mere point are left out; an area that several places share is given for each of them.

    Parameters
    ----------
    places
        Places of the gazetteer or computed ones.
    detail, worldview
        As in `geo.boundaries.countries`.
    """
    import shapely

    shapes = ((place, area_of(place, detail=detail, worldview=worldview)) for place in places)
    features = []
    for place, shape in shapes:
        if shape.geom_type != "Point":
            geometry = json.loads(shapely.to_geojson(shapely.transform(shape, lambda xy: xy.round(DIGITS[detail]))))
            features.append({"type": "Feature", "properties": {"id": place.id}, "geometry": geometry})
    return _collection(features)


def basemap_assets(*, worldview: str | None = None) -> dict[str, BasemapAsset]:
    """Give all assets by name. This makes every one; an application should ask for those it draws."""
    return {name: basemap_asset(name, worldview=worldview) for name in basemap_asset_names()}


@cache
def basemap_digest() -> str:
    """Give a digest of all that the assets are made from, code and data: 16 hexadecimal digits."""
    digest = hashlib.sha256()
    code = [_HERE / f"{name}.py" for name in ("basemap", "boundaries", "topology")]
    for path in filter(Path.is_file, [*code, *sorted(FOLDER.iterdir())]):
        content = path.read_bytes()
        digest.update(f"{path.name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()[:16]


@cache
def _asset(name: str, worldview: str) -> BasemapAsset:
    builder = _builders().get(name)
    if builder is None:
        raise UnknownAssetError(f"there is no basemap asset “{name}”; there are: {', '.join(_builders())}")

    def make() -> bytes:
        text = json.dumps(builder(worldview), ensure_ascii=False, separators=(",", ":"))
        return gzip.compress(text.encode(), 9, mtime=0)

    content = keep_compressed("basemap", basemap_digest(), f"{name}-{worldview}.json", make)
    return BasemapAsset(name, hashlib.sha256(content).hexdigest()[:16], content)


@cache
def _builders() -> dict[str, Callable[[str], Any]]:
    builders: dict[str, Callable[[str], Any]] = {}
    for detail in ("low", "medium", "high"):
        builders[f"countries-{detail}"] = partial(_country_areas, detail)
        builders[f"borders-{detail}"] = partial(_country_lines, detail)
    for detail in ("medium", "high"):
        builders[f"divisions-{detail}"] = partial(_division_areas, detail)
        builders[f"division-borders-{detail}"] = partial(_division_lines, detail)
    for language in LANGUAGES:
        builders[f"labels-{language}"] = partial(_country_labels, language)
        builders[f"division-labels-{language}"] = partial(_division_labels, language)
    return builders


def _collection(features: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": features}


def _feature(properties: dict[str, Any], kind: str, coordinates: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}


def _rounded(line: Line, digits: int) -> list[list[float]]:
    """Round positions, and drop those that then repeat the one before."""
    result: list[list[float]] = []
    for lon, lat in line:
        position = [round(lon, digits), round(lat, digits)]
        if not result or result[-1] != position:
            result.append(position)
    return result


def _rounded_polygons(topology: Topology, area: Area, digits: int) -> list[list[list[list[float]]]]:
    polygons = []
    for rings in topology.trace_polygons(area):
        kept = [ring for ring in (_rounded(ring, digits) for ring in rings) if len(ring) >= 4]
        if kept and len(_rounded(rings[0], digits)) >= 4:
            polygons.append(kept)
    return polygons


def _country_areas(detail: str, worldview: str) -> dict[str, Any]:
    topology = read_topology(f"countries_{detail}")
    polygons: dict[str, list[Any]] = {}
    for area in topology.areas:
        code = area.properties[f"country_{worldview}"]
        polygons.setdefault(code, []).extend(_rounded_polygons(topology, area, DIGITS[detail]))
    return _collection([_feature({"code": code}, "MultiPolygon", parts) for code, parts in sorted(polygons.items())])


def _country_lines(detail: str, worldview: str) -> dict[str, Any]:
    topology = read_topology(f"countries_{detail}")
    lines: dict[str, list[Any]] = {"border": [], "disputed": [], "coast": []}
    for arc, areas in zip(topology.arcs, topology.sides(), strict=True):
        iso, held = ({area.properties[f"country_{view}"] for area in areas} for view in ("iso", "de_facto"))
        here = iso if worldview == "iso" else held
        if len(areas) < 2:
            kind = "coast"
        elif len(iso) != len(held):
            kind = "disputed"
        elif len(here) > 1:
            kind = "border"
        else:
            continue
        lines[kind] += _off_the_seam(_rounded(arc, DIGITS[detail]))
    return _collection([_feature({"kind": kind}, "MultiLineString", parts) for kind, parts in lines.items()])


def _off_the_seam(line: list[list[float]]) -> list[list[list[float]]]:
    """Leave out stretches along the antimeridian or the South Pole: they are the edge of the sheet, no coast."""
    pieces: list[list[list[float]]] = [[]]
    for position, following in zip(line, [*line[1:], None], strict=True):
        pieces[-1].append(position)
        if following is None:
            break
        along_meridian = abs(position[0]) > 179.99 and abs(following[0]) > 179.99
        if along_meridian or (position[1] < -89.9 and following[1] < -89.9):
            pieces.append([])
    return [piece for piece in pieces if len(piece) > 1]


def _division_areas(detail: str, worldview: str) -> dict[str, Any]:
    topology = read_topology(f"divisions_{detail}")
    return _collection(
        [
            _feature(
                {"id": area.properties["id"], "country": area.properties[f"country_{worldview}"]},
                "MultiPolygon",
                _rounded_polygons(topology, area, DIGITS[detail]),
            )
            for area in topology.areas
        ]
    )


def _division_lines(detail: str, worldview: str) -> dict[str, Any]:
    topology = read_topology(f"divisions_{detail}")
    lines: dict[str, list[Any]] = {}
    for arc, areas in zip(topology.arcs, topology.sides(), strict=True):
        countries = {area.properties[f"country_{worldview}"] for area in areas}
        if len(areas) == 2 and len(countries) == 1 and areas[0] is not areas[1]:
            rounded = _rounded(arc, DIGITS[detail])
            if len(rounded) > 1:
                lines.setdefault(countries.pop(), []).append(rounded)
    features = [
        _feature({"kind": "division", "country": code}, "MultiLineString", parts)
        for code, parts in sorted(lines.items())
    ]
    return _collection(features)


def _country_labels(language: str, worldview: str) -> dict[str, Any]:
    shown = {area.properties[f"country_{worldview}"] for area in read_topology("countries_high").areas}
    features = [
        _feature(
            {"code": code, "name": row[language] or row["en"], "rank": int(row["rank"])},
            "Point",
            [float(row["lon"]), float(row["lat"])],
        )
        for code, row in read_table("countries").items()
        if code in shown and row["lon"]
    ]
    return _collection(features)


def _division_labels(language: str, worldview: str) -> dict[str, Any]:
    features = [
        _feature(
            {"id": key, "country": row[f"country_{worldview}"], "name": row[language] or row["en"]},
            "Point",
            [float(row["lon"]), float(row["lat"])],
        )
        for key, row in read_table("divisions").items()
        if row[language] or row["en"]
    ]
    return _collection(features)
