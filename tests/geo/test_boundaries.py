"""Countries and divisions as areas, what lies where, distances, and the map's files."""

from __future__ import annotations

import csv
import gzip
import itertools
import json
import subprocess
import sys
from pathlib import Path

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import boundaries, geodesy
from geo.basemap import UnknownAssetError, basemap_asset, basemap_asset_names, place_areas
from geo.boundaries import LANGUAGES, WORLDVIEWS, area_of, countries, divisions, locate
from geo.model import Extent, Place, PlacePrecision
from geo.topology import read_topology

CURATED = Path(boundaries.__file__).parent / "data" / "curated"
LONGITUDES = st.floats(-180, 180)
LATITUDES = st.floats(-89.9, 89.9)

WHERE = [
    (37.62, 55.75, "RU", "RU-MOW"),
    (38.67, 55.15, "RU", "RU-MOS"),
    (69.2, 33.6, "AF", "AF-PIA"),
    (131.886, 43.118, "RU", "RU-PRI"),
    (30.52, 50.45, "UA", "UA-30"),
    (37.8, 48.0, "UA", "UA-14"),
    (125.75, 39.03, "KP", "KP-01"),
    (126.98, 37.56, "KR", "KR-11"),
    (2.35, 48.86, "FR", "FR-IDF"),
    (9.19, 45.46, "IT", "IT-25"),
    (-0.5, 51.6, "GB", "GB-ENG"),
    (-3.7, 40.42, "ES", "ES-MD"),
    (48.68, 31.32, "IR", "IR-06"),
    (51.39, 35.7, "IR", "IR-23"),
    (34.45, 31.5, "PS", "PS.GZ"),
    (35.2, 31.9, "PS", "PS.WE"),
    (31.24, 30.05, "EG", "EG-C"),
    (121.54, 25.04, "TW", "TW-TPE"),
    (-99.13, 19.43, "MX", "MX-CMX"),
    (-77.04, 38.9, "US", "US-DC"),
    (21.16, 42.66, "XK", None),
    (0.0, -90.0, "AQ", None),
    (0.0, 0.0, None, None),
    (0.0, 90.0, None, None),
]

#: lon, lat, by ISO 3166, as held
DISPUTED = [
    ("Simferopol", 34.1, 44.95, "UA", "RU"),
    ("Sevastopol", 33.55, 44.58, "UA", "RU"),
    ("Golan", 35.78, 32.99, "SY", "IL"),
    ("Laayoune", -13.0, 27.1, "EH", "MA"),
    ("North Nicosia", 33.36, 35.25, "CY", "CYN"),
    ("Hargeisa", 44.06, 9.56, "SO", "SOL"),
    ("Donetsk", 37.8, 48.0, "UA", "UA"),
    ("Srinagar", 74.8, 34.08, "IN", "IN"),
]


def make_place(precision: PlacePrecision, **fields: object) -> Place:
    values: dict[str, object] = {"id": "x", "name": "x", "lat": 0.0, "lon": 0.0, "precision": precision, **fields}
    return Place(**values)  # type: ignore[arg-type]


@pytest.mark.parametrize(("lon", "lat", "country", "division"), WHERE)
def test_a_point_lies_in_its_country_and_division(
    lon: float, lat: float, country: str | None, division: str | None
) -> None:
    found = locate(lon, lat)
    assert found.country == country
    if division is not None:
        assert found.division == division


@pytest.mark.parametrize(("name", "lon", "lat", "iso", "held"), DISPUTED)
def test_disputed_areas_follow_the_worldview(name: str, lon: float, lat: float, iso: str, held: str) -> None:
    assert locate(lon, lat).country == iso
    assert locate(lon, lat, worldview="de_facto").country == held


@pytest.mark.parametrize(("name", "lon", "lat", "iso", "held"), DISPUTED)
@pytest.mark.parametrize("detail", ["low", "medium", "high"])
def test_country_polygons_follow_the_worldview(
    detail: str, name: str, lon: float, lat: float, iso: str, held: str
) -> None:
    for worldview, code in (("iso", iso), ("de_facto", held)):
        shape = boundaries.country_shape(code, detail=detail, worldview=worldview)
        assert shape is not None
        assert shape.covers(shapely.Point(lon, lat)) or geodesy.distance_to_area_km(lon, lat, shape) < 15


def test_the_worldview_is_a_setting_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_WORLDVIEW", "de_facto")
    assert locate(34.1, 44.95).country == "RU"
    assert locate(34.1, 44.95, worldview="iso").country == "UA"
    monkeypatch.setenv("DATELINE_WORLDVIEW", "martian")
    with pytest.raises(boundaries.UnknownWorldviewError, match="iso, de_facto"):
        locate(34.1, 44.95)


def test_both_sides_of_the_antimeridian_are_one_place() -> None:
    assert locate(180.0, 68.5) == locate(-180.0, 68.5)
    assert locate(180.0, 68.5).country == "RU"
    assert locate(540.0, 68.5).country == "RU"
    assert locate(-175.0, 66.5).country == "RU"


@pytest.mark.parametrize(("lon", "lat"), [(0.0, 91.0), (float("nan"), 0.0), (float("inf"), 10.0), (0.0, float("nan"))])
def test_a_point_off_the_globe_is_refused(lon: float, lat: float) -> None:
    with pytest.raises(ValueError, match="not a point on Earth"):
        locate(lon, lat)


def test_a_point_at_sea_belongs_to_near_land_only_if_asked() -> None:
    assert locate(129.25, 35.05).country is None
    assert locate(129.25, 35.05, within_km=30).country == "KR"
    assert locate(-40.0, 30.0, within_km=100).country is None


@pytest.mark.parametrize("worldview", WORLDVIEWS)
@pytest.mark.parametrize("detail", ["low", "medium", "high"])
def test_countries_are_valid_named_and_unique(detail: str, worldview: str) -> None:
    frame = countries(detail=detail, worldview=worldview)
    assert str(frame.crs) == "EPSG:4326"
    assert frame.index.is_unique
    assert {"UA", "RU", "KP", "KR", "FR", "NO", "XK", "PS", "TW", "AQ", "VA", "TV"} <= set(frame.index)
    assert frame.geometry.is_valid.all()
    assert not frame.geometry.is_empty.any()
    for language in LANGUAGES:
        assert frame[language].str.len().gt(0).all()
    assert frame.loc["KP", "ar"] == "كوريا الشمالية"
    assert frame.loc["UA", "ko"] == "우크라이나"
    assert frame.lat.between(-90, 90).all()


def test_divisions_have_codes_names_and_fill_their_country() -> None:
    frame = divisions("UA", detail="high")
    assert len(frame) == 27
    assert frame.loc["UA-43", "geonames"] == "UA.11"
    assert "UA-43" not in divisions("UA", worldview="de_facto").index
    assert "UA-43" in divisions("RU", worldview="de_facto").index
    whole = boundaries.country_shape("UA", detail="high")
    assert whole is not None
    assert shapely.union_all(frame.geometry.values).symmetric_difference(whole).area / whole.area < 0.01
    assert divisions("ZZ").empty
    assert len(divisions()) > 3000


def test_neighbours_neither_gap_nor_overlap() -> None:
    for name in ("countries_low", "countries_medium"):
        sides = read_topology(name).sides()
        assert max(map(len, sides)) == 2
        assert sum(len(side) == 2 for side in sides) > 300
    spain, portugal = (boundaries.country_shape(code, detail="medium") for code in ("ES", "PT"))
    assert spain is not None
    assert portugal is not None
    assert spain.intersection(portugal).area < 1e-9
    assert spain.intersection(portugal).length > 5


def test_unknown_detail_says_which_there_are() -> None:
    with pytest.raises(boundaries.UnknownDetailError, match="low, medium, high"):
        countries(detail="finest")


def test_area_of_a_place_is_what_its_precision_says() -> None:
    ukraine = area_of(make_place(PlacePrecision.COUNTRY, country="UA", lat=49.0, lon=32.0))
    assert ukraine.covers(shapely.Point(30.5, 50.4))
    primorye = area_of(make_place(PlacePrecision.ADMIN1, country="RU", admin1="RU-PRI", lat=43.1, lon=132.0))
    assert primorye.covers(shapely.Point(133.0, 44.5))
    unnamed = area_of(make_place(PlacePrecision.ADMIN1, country="RU", lat=44.5, lon=133.0))
    assert unnamed.equals(primorye)
    circle = area_of(make_place(PlacePrecision.POINT, lat=46.9, lon=32.6, radius_km=10.0))
    assert geodesy.distance_km(32.6, 46.9, *circle.exterior.coords[0]) == pytest.approx(10.0, abs=0.01)
    box = area_of(make_place(PlacePrecision.REGION, lat=0.0, lon=180.0, extent=Extent(170.0, -5.0, -170.0, 5.0)))
    assert box.bounds == (-180.0, -5.0, 180.0, 5.0)
    assert box.area == pytest.approx(200.0)
    assert area_of(make_place(PlacePrecision.CITY, lat=1.0, lon=2.0)).equals(shapely.Point(2, 1))


def test_a_curated_region_is_the_divisions_that_make_it_up() -> None:
    donbas = area_of(make_place(PlacePrecision.REGION, id="dateline:donbas", lat=48.3, lon=38.3))
    assert donbas.covers(shapely.Point(37.8, 48.0))
    assert donbas.covers(shapely.Point(39.3, 48.6))
    assert not donbas.covers(shapely.Point(36.2, 50.0))


@pytest.mark.parametrize(
    ("code", "west", "east"), [("RU", 19.6, -169.0), ("FJ", 174.6, -178.2), ("US", 172.0, -66.0), ("UA", 22.0, 40.3)]
)
def test_extents_take_the_short_way_round(code: str, west: float, east: float) -> None:
    shape = boundaries.country_shape(code, detail="high")
    assert shape is not None
    found = geodesy.extent_of(shape)
    assert found.west == pytest.approx(west, abs=1.5)
    assert found.east == pytest.approx(east, abs=1.5)


def test_an_empty_area_has_no_extent() -> None:
    with pytest.raises(ValueError, match="no extent"):
        geodesy.extent_of(shapely.Polygon())


@pytest.mark.parametrize(
    ("start", "end", "km"),
    [
        ((125.75, 39.03), (131.89, 43.12), 687),
        ((179.9, 0.0), (-179.9, 0.0), 22.3),
        ((0.0, 90.0), (123.0, 90.0), 0.0),
        ((0.0, 0.0), (0.0, 90.0), 10002),
    ],
)
def test_distances_are_geodesic(start: tuple[float, float], end: tuple[float, float], km: float) -> None:
    assert geodesy.distance_km(*start, *end) == pytest.approx(km, rel=0.005, abs=0.01)


def test_distance_to_an_area_looks_across_the_antimeridian() -> None:
    chukotka = shapely.box(-180, 65, -170, 70)
    assert geodesy.distance_to_area_km(179.0, 67.0, chukotka) == pytest.approx(43.6, abs=0.5)
    assert geodesy.distance_to_area_km(-175.0, 67.0, chukotka) == 0.0
    assert geodesy.distance_to_area_km(0.0, 0.0, shapely.Polygon()) == float("inf")


@settings(max_examples=60, deadline=None)
@given(LONGITUDES, LATITUDES, st.floats(1, 800))
def test_a_circle_holds_its_centre_and_stays_on_the_globe(lon: float, lat: float, radius: float) -> None:
    circle = geodesy.circle_around(lon, lat, radius)
    west, south, east, north = circle.bounds
    assert circle.is_valid
    assert -180 <= west <= east <= 180
    assert -90 <= south <= north <= 90
    assert circle.buffer(1e-6).covers(shapely.Point(lon, lat))


@settings(max_examples=100, deadline=None)
@given(LONGITUDES, LATITUDES)
def test_every_point_is_located_without_an_error(lon: float, lat: float) -> None:
    found = locate(lon, lat)
    assert (found.country is None) == (found.division is None)


def test_the_map_of_the_world_is_small() -> None:
    drawn = ["countries-low", "borders-low", "labels-ar"]
    assert sum(len(basemap_asset(name).content) for name in drawn) < 300_000


@pytest.mark.parametrize("name", [name for name in basemap_asset_names() if "high" not in name])
def test_assets_are_gzipped_geojson_named_by_their_content(name: str) -> None:
    asset = basemap_asset(name)
    collection = json.loads(gzip.decompress(asset.content))
    assert collection["type"] == "FeatureCollection"
    assert collection["features"]
    assert asset.file_name == f"{name}.{asset.digest}.json"
    assert basemap_asset(name, worldview="iso").digest == asset.digest


def test_borders_in_dispute_are_marked_in_either_worldview() -> None:
    for worldview in WORLDVIEWS:
        features = json.loads(gzip.decompress(basemap_asset("borders-medium", worldview=worldview).content))["features"]
        kinds = {feature["properties"]["kind"]: feature["geometry"]["coordinates"] for feature in features}
        assert set(kinds) == {"border", "disputed", "coast"}
        perekop = [p for line in kinds["disputed"] for p in line if 33.3 < p[0] < 35 and 45.5 < p[1] < 46.4]
        assert perekop


def test_the_edge_of_the_sheet_is_no_coast() -> None:
    features = json.loads(gzip.decompress(basemap_asset("borders-low").content))["features"]
    for feature in features:
        for line in feature["geometry"]["coordinates"]:
            for (lon, lat), (next_lon, next_lat) in itertools.pairwise(line):
                assert not (abs(lon) > 179.99 and abs(next_lon) > 179.99)
                assert not (lat < -89.9 and next_lat < -89.9)


def test_labels_are_in_the_language_asked_for() -> None:
    features = json.loads(gzip.decompress(basemap_asset("labels-ar").content))["features"]
    names = {feature["properties"]["code"]: feature["properties"]["name"] for feature in features}
    assert names["RU"] == "روسيا"
    assert len(names) > 240


def test_an_unknown_asset_says_which_there_are() -> None:
    with pytest.raises(UnknownAssetError, match="countries-low"):
        basemap_asset("../../etc/passwd")


def test_areas_of_places_leave_out_mere_points() -> None:
    places = [
        make_place(PlacePrecision.COUNTRY, id="geonames:690791", country="UA", lat=49.0, lon=32.0),
        make_place(PlacePrecision.CITY, id="geonames:703448", country="UA", lat=50.45, lon=30.5),
    ]
    assert [feature["properties"]["id"] for feature in place_areas(places)["features"]] == ["geonames:690791"]


def test_reading_the_basemap_loads_no_heavy_package() -> None:
    program = (
        "import sys; from geo.basemap import basemap_asset; basemap_asset('countries-low'); "
        "print([m for m in ('geopandas', 'pandas', 'shapely', 'streamlit') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def curated_rows() -> list[dict[str, str]]:
    rows = []
    for path in sorted(CURATED.glob("*.tsv")):
        if path.name != "names.tsv":
            with path.open(encoding="utf-8", newline="") as file:
                rows += list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return rows


#: Islands too small for the boundaries, or disputed rocks.
NOT_DRAWN = {"dokdo", "snake-island", "greater-tunb", "south-pars"}


def test_every_curated_place_lies_in_its_country_or_off_its_coast() -> None:
    astray = []
    for row in curated_rows():
        if row["country"] and row["slug"] not in NOT_DRAWN:
            lon, lat = float(row["lon"]), float(row["lat"])
            if locate(lon, lat).country != row["country"]:
                shape = boundaries.country_shape(row["country"], detail="high")
                assert shape is not None, row["slug"]
                limit = 30 if row["precision"] != "region" else 150
                if geodesy.distance_to_area_km(lon, lat, shape) > limit:
                    astray.append(row["slug"])
    assert not astray


def test_curated_places_are_complete() -> None:
    rows = curated_rows()
    assert len(rows) >= 500
    assert len({row["slug"] for row in rows}) == len(rows)
    for row in rows:
        assert row["role"] in {"literal", "associative"}, row["slug"]
        assert PlacePrecision(row["precision"]), row["slug"]
        assert row["source"], row["slug"]
        names = json.loads(row["names"])
        assert names["en"][0] == row["name"]
        assert all(text.strip() == text and text for texts in names.values() for text in texts), row["slug"]
        if row["precision"] == "region":
            west, south, east, north = (float(row[side]) for side in ("west", "south", "east", "north"))
            lon, lat = float(row["lon"]), float(row["lat"])
            assert south <= lat <= north, row["slug"]
            assert west <= lon <= east if west <= east else lon >= west or lon <= east, row["slug"]
        for code in row["members"].split():
            assert boundaries.country_shape(code) or boundaries.division_shape(code), (row["slug"], code)


def test_added_spellings_are_unique_and_name_a_geonames_id() -> None:
    with (CURATED / "names.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    keys = [(row["geonames_id"], row["language"], row["spelling"]) for row in rows]
    assert len(set(keys)) == len(keys) > 1000
    assert all(row["geonames_id"].isdigit() and row["name"] and row["source"] for row in rows)
    assert {row["language"] for row in rows} == set(LANGUAGES)
