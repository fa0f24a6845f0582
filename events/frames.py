"""Events as GeoPandas and pydeck take them."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from events.report import Report
from events.writers.flat import COLUMNS, flatten_report

if TYPE_CHECKING:
    import geopandas as gpd
    import pydeck

_LAND = [238, 236, 230]
_EVENT = [11, 110, 127, 180]
_AREA = [11, 110, 127, 50]


def build_geodataframe(reports: Iterable[Report]) -> gpd.GeoDataFrame:
    """Build the frame: see `events.to_geodataframe`."""
    import geopandas as gpd
    import pandas as pd
    from shapely import Point

    rows = [row for report in reports for row in flatten_report(report)]
    points = [None if row["lat"] is None else Point(row["lon"], row["lat"]) for row in rows]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return gpd.GeoDataFrame(frame, geometry=gpd.GeoSeries(points, crs="EPSG:4326"), crs="EPSG:4326")


def build_deck(reports: Iterable[Report]) -> pydeck.Deck:
    """Build the map: see `events.to_pydeck`."""
    import pydeck

    from geo.basemap import basemap_asset, place_areas

    reports = list(reports)
    places = {e.place.place.id: e.place.place for r in reports for e in r.events if e.place}
    counts = Counter(e.place.place.id for r in reports for e in r.events if e.place)
    pins = [
        {"name": p.name, "lon": p.lon, "lat": p.lat, "events": counts[p.id]}
        for p in places.values()
        if not p.precision.is_area
    ]
    areas = place_areas(p for p in places.values() if p.precision.is_area)
    for feature in areas["features"]:
        feature["properties"] |= {"name": places[feature["properties"]["id"]].name}
        feature["properties"] |= {"events": counts[feature["properties"]["id"]]}

    land = json.loads(gzip.decompress(basemap_asset("countries-low").content))
    layers = [
        pydeck.Layer("GeoJsonLayer", land, id="land", get_fill_color=_LAND, stroked=False),
        pydeck.Layer("GeoJsonLayer", areas, id="areas", get_fill_color=_AREA, get_line_color=_EVENT, pickable=True),
        pydeck.Layer(
            "ScatterplotLayer",
            pins,
            id="pins",
            get_position="[lon, lat]",
            get_radius="events",
            radius_units="'pixels'",
            radius_scale=3,
            radius_min_pixels=4,
            radius_max_pixels=30,
            get_fill_color=_EVENT,
            pickable=True,
        ),
    ]
    around = [[p.lon, p.lat] for p in places.values()]
    view = pydeck.data_utils.compute_view(around) if around else pydeck.ViewState(latitude=20, longitude=0, zoom=1)
    return pydeck.Deck(
        layers=layers,
        initial_view_state=view,
        map_provider=None,
        map_style=None,
        tooltip={"text": "{name}: {events} events"},
    )
