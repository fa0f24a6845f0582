"""Countries and first-level divisions as areas, and what is where: Natural Earth's, simplified, in EPSG:4326.

Positions are lon/lat in degrees everywhere. Distances are geodesic, on the WGS 84 ellipsoid. Whom a disputed area
belongs to is a choice, called *worldview*; ``docs/boundaries.md`` says what each one holds.
"""

from __future__ import annotations

import csv
import os
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from geo.errors import GeoError
from geo.geodesy import (
    box_of,
    circle_around,
    distance_km,
    distance_to_area_km,
    extent_of,
    keep_polygons,
    normalise_position,
    sides_of,
)
from geo.model import Place, PlacePrecision
from geo.topology import FOLDER, read_topology

if TYPE_CHECKING:
    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

LANGUAGES = ("en", "ar", "fr", "es", "ru", "uk", "ko", "zh")
DETAILS = ("low", "medium", "high")
WORLDVIEWS = ("iso", "de_facto")


__all__ = [
    "DETAILS",
    "LANGUAGES",
    "WORLDVIEWS",
    "Location",
    "UnknownDetailError",
    "UnknownWorldviewError",
    "area_of",
    "box_of",
    "circle_around",
    "countries",
    "country_shape",
    "current_worldview",
    "distance_km",
    "distance_to_area_km",
    "division_shape",
    "divisions",
    "extent_of",
    "locate",
    "nearest_divisions",
    "read_table",
]


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
    lon, lat = normalise_position(lon, lat)
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
        shapes.append((area.properties, shape if shape.is_valid else keep_polygons(shapely.make_valid(shape))))
    return shapes


@cache
def _country_shapes(detail: str, worldview: str) -> dict[str, BaseGeometry]:
    import shapely

    units: dict[str, list[BaseGeometry]] = defaultdict(list)
    for properties, shape in _polygons(f"countries_{_checked(detail)}"):
        units[properties[f"country_{worldview}"]].append(shape)
    joined = {
        code: shapes[0] if len(shapes) == 1 else shapely.coverage_union_all(shapes) for code, shapes in units.items()
    }
    lost = [code for code, shape in joined.items() if shape.is_empty] if detail != "high" else []
    return joined | {code: _country_shapes("high", worldview)[code] for code in lost}


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

    points = [shapely.Point(side, lat) for side in sides_of(lon)]
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
