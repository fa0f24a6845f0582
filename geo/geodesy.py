"""Distances, circles and boxes on the ellipsoid (WGS 84): right at the antimeridian and at the poles.

Positions are lon/lat in degrees (EPSG:4326), distances kilometres along the geodesic.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, cast

from geo.model import Extent

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


def box_of(extent: Extent) -> BaseGeometry:
    """Polygon of a bounding box, in two parts where it crosses the antimeridian."""
    import shapely

    if extent.west <= extent.east:
        return cast("BaseGeometry", shapely.box(extent.west, extent.south, extent.east, extent.north))
    east, west = (extent.west, extent.south, 180.0, extent.north), (-180.0, extent.south, extent.east, extent.north)
    return cast("BaseGeometry", shapely.MultiPolygon([shapely.box(*east), shapely.box(*west)]))


def extent_of(shape: BaseGeometry) -> Extent:
    """Smallest bounding box of an area, across the antimeridian where that is narrower (``west > east``).

    Raises
    ------
    ValueError
        If the area is empty.
    """
    import shapely

    if shape.is_empty:
        raise ValueError("an empty area has no extent")

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
    lon, lat = normalise_position(lon, lat)
    if any(shape.covers(shapely.Point(side, lat)) for side in sides_of(lon)):
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
    return cast("BaseGeometry", shapely.union_all([keep_polygons(part) for part in copies if not part.is_empty]))


def _shifted(shape: BaseGeometry, turns: int) -> BaseGeometry:
    import numpy as np
    import shapely

    return cast("BaseGeometry", shapely.transform(shape, lambda lonlat: np.add(lonlat, (360.0 * turns, 0.0))))


def keep_polygons(shape: BaseGeometry) -> BaseGeometry:
    """Drop the points and lines that repairing or cutting an area left beside its polygons."""
    import shapely

    parts = [part for part in shapely.get_parts(shape) if part.geom_type.endswith("Polygon")]
    return cast("BaseGeometry", shapely.union_all(parts))


def normalise_position(lon: float, lat: float) -> tuple[float, float]:
    """Turn a longitude into -180 to 180.

    Raises
    ------
    ValueError
        If the latitude is beyond ±90 or a number is not finite.
    """
    if not -90 <= lat <= 90 or not abs(lon) < float("inf"):
        raise ValueError(f"lon {lon}, lat {lat} is not a point on Earth: latitudes run from -90 to 90")
    return (lon if -180 <= lon <= 180 else (lon + 180) % 360 - 180), lat


def sides_of(lon: float) -> tuple[float, ...]:
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
