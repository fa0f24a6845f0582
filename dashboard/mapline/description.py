"""The map described in Python with pydeck: what lies under the events, and whole figures for notebooks.

In a description, ``basemap:<asset>`` stands for a file of `geo.basemap` and ``theme:<name>`` for a colour; the browser
fills both in before deck.gl's own converter builds the layers.
"""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from dashboard.mapline.records import Records

if TYPE_CHECKING:
    import pydeck

START = {"longitude": 20.0, "latitude": 25.0, "zoom": 1.0}
"""Where the map looks when there is nothing to fit to."""


@functools.cache
def describe_basemap() -> dict[str, Any]:
    """Give the layers under the events and the view, as deck.gl's JSON.

    Returns
    -------
    dict
        ``layers`` and ``initialViewState``, with names in place of addresses and colours.
    """
    import pydeck

    layers = [
        pydeck.Layer(
            "GeoJsonLayer",
            "basemap:countries",
            id="land",
            stroked=False,
            get_fill_color="'theme:land'",
        ),
        pydeck.Layer(
            "GeoJsonLayer",
            "basemap:division-borders",
            id="division-borders",
            get_line_color="'theme:admin'",
            line_width_units="'pixels'",
            get_line_width=0.8,
        ),
        pydeck.Layer(
            "GeoJsonLayer",
            "basemap:borders",
            id="borders",
            get_line_color="'theme:border'",
            line_width_units="'pixels'",
            get_line_width=1.0,
        ),
    ]
    deck = pydeck.Deck(layers=layers, initial_view_state=pydeck.ViewState(**START), map_provider=None, map_style=None)
    described: dict[str, Any] = json.loads(deck.to_json())
    return {"layers": described["layers"], "initialViewState": described["initialViewState"]}


def to_pydeck(records: Records, *, basemap: dict[str, Any] | None = None) -> pydeck.Deck:
    """Give the events with a place as a pydeck figure: for notebooks, exported pages and tests.

    Parameters
    ----------
    records
        What `prepare_records` made.
    basemap
        GeoJSON of countries to draw beneath, such as `geo.basemap` gives; none draws no land.

    Returns
    -------
    pydeck.Deck
        One circle for each place, as large as it has events, with the place's name and the number as tooltip.
    """
    import pydeck

    places = _count_places(records)
    layers = [pydeck.Layer("GeoJsonLayer", basemap, id="land", get_fill_color=[248, 246, 240])] if basemap else []
    layers.append(
        pydeck.Layer(
            "ScatterplotLayer",
            places,
            id="events",
            get_position="[lon, lat]",
            get_radius="events",
            radius_units="'pixels'",
            radius_min_pixels=3,
            radius_max_pixels=30,
            get_fill_color=[11, 110, 127, 180],
            pickable=True,
        )
    )
    view = (
        pydeck.data_utils.compute_view([[p["lon"], p["lat"]] for p in places]) if places else pydeck.ViewState(**START)
    )
    return pydeck.Deck(
        layers=layers,
        initial_view_state=view,
        map_provider=None,
        map_style=None,
        tooltip={"text": "{name}: {events}"},
    )


def _count_places(records: Records) -> list[dict[str, Any]]:
    counted = pa.table({"place": records.events["place"]}).group_by("place").aggregate([("place", "count")])
    columns = {name: records.places[name].to_pylist() for name in ("lat", "lon", "name")}
    return [
        {**{name: values[place] for name, values in columns.items()}, "events": count}
        for place, count in zip(counted["place"].to_pylist(), counted["place_count"].to_pylist(), strict=True)
        if place >= 0
    ]
