"""Countries and first-level divisions as areas, and what is where: Natural Earth's, simplified, in EPSG:4326.

Positions are lon/lat in degrees everywhere. Distances are geodesic, on the WGS 84 ellipsoid. Whom a disputed area
belongs to is a choice, called *worldview*; ``docs/boundaries.md`` says what each one holds.
"""

from __future__ import annotations

import csv
import os
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from geo.errors import GeoError
from geo.model import Extent, Place, PlacePrecision
from geo.topology import FOLDER, read_topology

if TYPE_CHECKING:
    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

LANGUAGES = ("en", "ar", "fr", "es", "ru", "uk", "ko", "zh")
DETAILS = ("low", "medium", "high")
WORLDVIEWS = ("iso", "de_facto")


class UnknownWorldviewError(GeoError):
    """The setting for disputed areas is none of those that the data supports."""


class UnknownDetailError(GeoError):
    """There are no boundaries of such a level of detail."""


class Location(NamedTuple):
    """What a point lies in: codes of the country and of the first-level division, none on the high seas."""

    country: str | None
    division: str | None


def current_worldview(worldview: str | None = None) -> str:
    """Say which worldview holds: the given one, else that of the environment (``DATELINE_WORLDVIEW``), else ``iso``.

    Raises
    ------
    UnknownWorldviewError
        If it is none of `WORLDVIEWS`.
    """
    chosen = worldview or os.environ.get("DATELINE_WORLDVIEW") or WORLDVIEWS[0]
    if chosen not in WORLDVIEWS:
        known = ", ".join(WORLDVIEWS)
        raise UnknownWorldviewError(f"there is no worldview “{chosen}” for disputed areas; choose one of: {known}")
    return chosen


@cache
def read_table(name: str) -> dict[str, dict[str, str]]:
    """Names, codes and label points of ``countries`` by code, or of ``divisions`` by id."""
    with (FOLDER / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return {row["code" if name == "countries" else "id"]: row for row in rows}


def countries(*, detail: str = "medium", worldview: str | None = None) -> gpd.GeoDataFrame:
    """Give all countries and territories with an ISO code, and areas that have none, as a GeoDataFrame.

    Parameters
    ----------
    detail
        ``low`` (for a map of the world), ``medium`` or ``high`` (corners of about 1 km).
    worldview
        Whom disputed areas belong to, see `current_worldview`.

    Returns
    -------
    geopandas.GeoDataFrame
        Indexed by ``code`` (ISO 3166-1 alpha-2; three letters of Natural Earth where ISO has no code), with ``iso_a2``,
        ``iso_a3``, ``continent``, ``subregion``, ``rank``, label point ``lon`` and ``lat``, a column of names for each
        of `LANGUAGES`, and ``geometry``.

    Raises
    ------
    UnknownDetailError, UnknownWorldviewError
        If there is no such level of detail or worldview.
    """
    shapes = _country_shapes(detail, current_worldview(worldview))
    return _frame(
        read_table("countries"), shapes, "code", lambda row: {"iso_a2": row["code"] if _is_iso(row["code"]) else None}
    )


def divisions(country: str | None = None, *, detail: str = "medium", worldview: str | None = None) -> gpd.GeoDataFrame:
    """Give the first-level divisions of a country, or of all, as a GeoDataFrame.

    Parameters
    ----------
    country
        Code as in `countries`; none for all.
    detail
        ``low`` and ``medium`` are the same here; ``high`` has corners of about 1.5 km.
    worldview
        Whom disputed divisions belong to, see `current_worldview`.

    Returns
    -------
    geopandas.GeoDataFrame
        Indexed by ``id`` (ISO 3166-2 where there is a code, else another), with ``iso``, ``geonames`` (GeoNames'
        admin1 code), ``country``, ``type``, label point ``lon`` and ``lat``, a column of names for each of `LANGUAGES`
        (empty where not known) and ``geometry``. Empty for an unknown country.

    Raises
    ------
    UnknownDetailError, UnknownWorldviewError
        If there is no such level of detail or worldview.
    """
    belongs = f"country_{current_worldview(worldview)}"
    table = {
        key: row for key, row in read_table("divisions").items() if country is None or row[belongs] == country.upper()
    }
    shapes = _division_shapes(_checked(detail))
    return _frame(table, {key: shapes[key] for key in table}, "id", lambda row: {"country": row[belongs]})


def country_shape(code: str, *, detail: str = "medium", worldview: str | None = None) -> BaseGeometry | None:
    """Polygons of one country by its code; none if there is no such country."""
    return _country_shapes(_checked(detail), current_worldview(worldview)).get(code.upper())


def division_shape(code: str, *, detail: str = "medium") -> BaseGeometry | None:
    """Polygons of a first-level division by ISO 3166-2 code, `divisions` id or GeoNames' code; none if unknown."""
    found = _division_ids().get(code.upper())
    return None if found is None else _division_shapes(_checked(detail))[found]


def locate(lon: float, lat: float, *, within_km: float = 0.0, worldview: str | None = None) -> Location:
    """Say in which country and first-level division a point lies.

    Parameters
    ----------
    lon, lat
        Degrees; a longitude beyond ±180 is turned into range.
    within_km
        A point at sea belongs to the nearest land within this distance. Boundaries are simplified: 3 is sensible for
        harbours and small islands.
    worldview
        Whom disputed areas belong to, see `current_worldview`.

    Raises
    ------
    ValueError
        If the latitude is beyond ±90 or a number is not finite.
    """
    lon, lat = _normal(lon, lat)
    ids, tree = _division_tree()
    hits = _covering(tree, lon, lat)
    if not hits and within_km > 0:
        near = nearest_divisions(lon, lat, within_km=within_km)
        hits = [ids.index(near[0][0])] if near else []
    if not hits:
        return Location(None, None)
    row = read_table("divisions")[ids[hits[0]]]
    return Location(row[f"country_{current_worldview(worldview)}"], row["id"])


def nearest_divisions(lon: float, lat: float, *, within_km: float) -> list[tuple[str, float]]:
    """Give ids of the divisions within a distance of a point, and how far each is in km, nearest first."""
    import shapely

    ids, tree = _division_tree()
    circle = circle_around(lon, lat, within_km * 1.02 + 0.1)
    found = [
        (ids[i], distance_to_area_km(lon, lat, shapely.intersection(tree.geometries[i], circle.buffer(0.5))))
        for i in tree.query(circle, predicate="intersects")
    ]
    return sorted((pair for pair in found if pair[1] <= within_km), key=lambda pair: pair[1])


def area_of(place: Place, *, detail: str = "medium", worldview: str | None = None) -> BaseGeometry:
    """Give the area that a place stands for.

    A country or division gives its polygons; a region the countries and divisions that make it up, where the curated
    table knows them; anything else with a radius its circle, with an extent its box; and a point where that is all.

    Parameters
    ----------
    place
        A place of the gazetteer or a computed one.
    detail, worldview
        As in `countries`.

    Returns
    -------
    shapely.geometry.base.BaseGeometry
        (Multi)Polygon, or Point. An area across the antimeridian is cut there.
    """
    import shapely

    shape: BaseGeometry | None = None
    if place.precision is PlacePrecision.COUNTRY and place.country:
        shape = country_shape(place.country, detail=detail, worldview=worldview)
    elif place.precision is PlacePrecision.ADMIN1:
        code = place.admin1 or locate(place.lon, place.lat, within_km=5).division
        shape = division_shape(code, detail=detail) if code else None
    if shape is None and (members := _region_members().get(place.id)):
        parts = [
            country_shape(code, detail=detail, worldview=worldview) or division_shape(code, detail=detail)
            for code in members
        ]
        shape = shapely.union_all([part for part in parts if part is not None], grid_size=1e-5)
    if shape is not None and not shape.is_empty:
        return shape
    if place.radius_km:
        return circle_around(place.lon, place.lat, place.radius_km)
    if place.extent is not None and place.precision.is_area:
        return box_of(place.extent)
    return shapely.Point(place.lon, place.lat)


def box_of(extent: Extent) -> BaseGeometry:
    """Polygon of a bounding box, in two parts where it crosses the antimeridian."""
    import shapely

    if extent.west <= extent.east:
        return cast("BaseGeometry", shapely.box(extent.west, extent.south, extent.east, extent.north))
    east, west = (extent.west, extent.south, 180.0, extent.north), (-180.0, extent.south, extent.east, extent.north)
    return cast("BaseGeometry", shapely.MultiPolygon([shapely.box(*east), shapely.box(*west)]))


def extent_of(shape: BaseGeometry) -> Extent:
    """Smallest bounding box of an area, across the antimeridian where that is narrower (``west > east``)."""
    import shapely

    spans = sorted((part.bounds[0], part.bounds[2]) for part in shapely.get_parts(shape))
    _, south, _, north = shape.bounds
    west, east, widest = spans[0][0], max(span[1] for span in spans), 0.0
    gap_of_whole, reached = 360.0 - (east - west), spans[0][1]
    best = (west, east)
    for start, end in spans[1:]:
        if start - reached > max(widest, gap_of_whole):
            widest, best = start - reached, (start, reached)
        reached = max(reached, end)
    return Extent(best[0], south, best[1], north)


def distance_km(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    """Length of the geodesic between two points, in kilometres."""
    return float(_geod().inv(lon, lat, other_lon, other_lat)[2]) / 1000


def distance_to_area_km(lon: float, lat: float, shape: BaseGeometry) -> float:
    """Geodesic distance in km from a point to the nearest point of an area; 0 inside it, infinite if it is empty."""
    import shapely

    if shape.is_empty:
        return float("inf")
    lon, lat = _normal(lon, lat)
    if any(shape.covers(shapely.Point(side, lat)) for side in _sides(lon)):
        return 0.0
    outline = shape.boundary if shape.geom_type.endswith("Polygon") else shape
    plane = _plane_around(lon, lat)
    projected = shapely.transform(shapely.segmentize(outline, 0.25), lambda xy: _columns(plane(xy[:, 0], xy[:, 1])))
    return float(shapely.distance(shapely.Point(0, 0), projected)) / 1000


def circle_around(lon: float, lat: float, radius_km: float) -> BaseGeometry:
    """Polygon of all points within a geodesic distance, cut at the antimeridian, round the pole where it holds one."""
    import shapely

    turn = [step * 5.0 for step in range(72)]
    count = len(turn)
    lons, lats, _ = _geod().fwd([lon] * count, [lat] * count, turn, [radius_km * 1000] * count)
    ring = list(zip(_unwrap(lons, lon), lats, strict=True))
    for pole in (90.0, -90.0):
        if distance_km(lon, lat, lon, pole) < radius_km:
            line = sorted((((x + 180) % 360) - 180, y) for x, y in zip(lons, lats, strict=True))
            ring = [(-180.0, pole), (-180.0, line[0][1]), *line, (180.0, line[-1][1]), (180.0, pole)]
    whole = shapely.make_valid(shapely.Polygon(ring))
    globe = shapely.box(-180, -90, 180, 90)
    copies = [shapely.intersection(_shifted(whole, turns), globe) for turns in (-1, 0, 1)]
    return cast("BaseGeometry", shapely.union_all([_only_polygons(part) for part in copies if not part.is_empty]))


def _shifted(shape: BaseGeometry, turns: int) -> BaseGeometry:
    import numpy as np
    import shapely

    return cast("BaseGeometry", shapely.transform(shape, lambda lonlat: np.add(lonlat, (360.0 * turns, 0.0))))


def _frame(table: dict[str, dict[str, str]], shapes: dict[str, BaseGeometry], key: str, extra: Any) -> gpd.GeoDataFrame:
    import geopandas as gpd

    hidden = {"country_iso", "country_de_facto"}
    rows = [
        {
            **{k: v for k, v in row.items() if k not in hidden},
            **extra(row),
            "lon": float(row["lon"] or "nan"),
            "lat": float(row["lat"] or "nan"),
        }
        for code, row in table.items()
        if code in shapes
    ]
    geometries = [shapes[row[key]] for row in rows]
    columns = None if rows else [key, *LANGUAGES]
    return gpd.GeoDataFrame(rows, columns=columns, geometry=geometries, crs="EPSG:4326").set_index(key)


def _is_iso(code: str) -> bool:
    return len(code) == 2


def _checked(detail: str) -> str:
    if detail not in DETAILS:
        raise UnknownDetailError(f"there is no level of detail “{detail}”; choose one of: {', '.join(DETAILS)}")
    return detail


def _polygons(name: str) -> list[tuple[dict[str, Any], BaseGeometry]]:
    import shapely

    topology = read_topology(name)
    shapes = []
    for area in topology.areas:
        shape = shapely.MultiPolygon([(rings[0], rings[1:]) for rings in topology.trace_polygons(area)])
        shapes.append((area.properties, shape if shape.is_valid else _only_polygons(shapely.make_valid(shape))))
    return shapes


def _only_polygons(shape: BaseGeometry) -> BaseGeometry:
    import shapely

    parts = [part for part in shapely.get_parts(shape) if part.geom_type.endswith("Polygon")]
    return cast("BaseGeometry", shapely.union_all(parts))


@cache
def _country_shapes(detail: str, worldview: str) -> dict[str, BaseGeometry]:
    import shapely

    units: dict[str, list[BaseGeometry]] = defaultdict(list)
    for properties, shape in _polygons(f"countries_{_checked(detail)}"):
        units[properties[f"country_{worldview}"]].append(shape)
    return {
        code: shapes[0] if len(shapes) == 1 else shapely.coverage_union_all(shapes) for code, shapes in units.items()
    }


@cache
def _division_shapes(detail: str) -> dict[str, BaseGeometry]:
    return {
        properties["id"]: shape
        for properties, shape in _polygons(f"divisions_{detail if detail == 'high' else 'medium'}")
    }


@cache
def _division_ids() -> dict[str, str]:
    table = read_table("divisions").values()
    known = {row["geonames"]: row["id"] for row in table if row["geonames"]}
    return (
        known | {row["iso"]: row["id"] for row in table if row["iso"]} | {row["id"].upper(): row["id"] for row in table}
    )


@cache
def _division_tree() -> tuple[list[str], Any]:
    import shapely

    shapes = _division_shapes("high")
    return list(shapes), shapely.STRtree(list(shapes.values()))


def _covering(tree: Any, lon: float, lat: float) -> list[int]:
    import shapely

    points = [shapely.Point(side, lat) for side in _sides(lon)]
    return [int(i) for point in points for i in tree.query(point, predicate="intersects")]


@cache
def _region_members() -> dict[str, list[str]]:
    members: dict[str, list[str]] = {}
    for path in sorted((FOLDER.parent / "curated").glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                if row.get("members"):
                    members[f"dateline:{row['slug']}"] = row["members"].split()
    return members


def _normal(lon: float, lat: float) -> tuple[float, float]:
    if not -90 <= lat <= 90 or not abs(lon) < float("inf"):
        raise ValueError(f"lon {lon}, lat {lat} is not a point on Earth: latitudes run from -90 to 90")
    return (lon if -180 <= lon <= 180 else (lon + 180) % 360 - 180), lat


def _sides(lon: float) -> tuple[float, ...]:
    """Longitudes to look at: both sides of the antimeridian for a point on it."""
    return (180.0, -180.0) if abs(lon) > 180 - 1e-9 else (lon,)


def _unwrap(lons: list[float], centre: float) -> list[float]:
    return [centre + ((lon - centre + 180) % 360 - 180) for lon in lons]


@cache
def _geod() -> Any:
    from pyproj import Geod

    return Geod(ellps="WGS84")


def _plane_around(lon: float, lat: float) -> Any:
    """Azimuthal equidistant projection: distances from its centre are geodesic."""
    from pyproj import Proj

    return Proj(proj="aeqd", lon_0=lon, lat_0=lat, datum="WGS84")


def _columns(pair: tuple[Any, Any]) -> Any:
    import numpy as np

    return np.column_stack(pair)
