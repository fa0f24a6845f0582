from __future__ import annotations

import math
import os
import threading
import zipfile
from pathlib import Path

import pytest

from geo import Gazetteer, cache
from geo.build import OwnPlaces, build_gazetteer
from geo.errors import CacheUnwritableError, MissingSourceError
from geo.gazetteer import open_gazetteer
from geo.model import Extent, PlacePrecision
from geo.sources.dump import read_dump
from geo.sources.record import NameRecord, PlaceRecord, UseFlag


def record(identity: str, name: str, importance: float, **more: object) -> PlaceRecord:
    values: dict[str, object] = {
        "id": identity, "name": name, "lat": 10.0, "lon": 20.0, "precision": PlacePrecision.CITY, "importance": importance,
        "country": "XA", "spellings": [NameRecord(name, None, UseFlag.MAIN)],
    }  # fmt: skip
    return PlaceRecord(**(values | more))  # type: ignore[arg-type]


@pytest.fixture
def small(tmp_path: Path) -> Gazetteer:
    places = [
        record("geonames:1", "Testville", 3.0),
        record("geonames:2", "Testville", 5.0, country="XB", admin1="XB-1", population=100_000),
        record(
            "dateline:sea",
            "Test Sea",
            7.0,
            country=None,
            precision=PlacePrecision.REGION,
            extent=Extent(170, -5, -170, 5),
        ),
        record("geonames:3", "Nowhere", 3.0, lat=math.nan),
    ]
    build_gazetteer(tmp_path, (("test", place) for place in places))
    return Gazetteer(tmp_path)


def test_the_most_important_bearer_of_a_name_comes_first(small: Gazetteer) -> None:
    assert [place.id for place in small.lookup("TESTVILLE")] == ["geonames:2", "geonames:1"]


def test_a_place_is_read_back_as_it_was_written(small: Gazetteer) -> None:
    (sea,) = small.lookup("test sea")
    assert (sea.name, sea.country, sea.precision) == ("Test Sea", None, PlacePrecision.REGION)
    assert sea.extent == Extent(170, -5, -170, 5)
    assert sea.geonames_id is None
    (town, _) = small.lookup("Testville")
    assert (town.geonames_id, town.admin1, town.population, town.extent) == ("2", "XB-1", 100_000, None)


def test_places_without_a_position_are_left_out(small: Gazetteer) -> None:
    assert len(small) == 3
    assert small.lookup("Nowhere") == []


def test_the_longest_name_of_a_first_word_is_known(small: Gazetteer) -> None:
    assert (small.longest_from("test"), small.longest_from("testville"), small.longest_from("sea")) == (2, 1, 0)


def test_an_own_place_lends_its_names_to_the_same_place_of_geonames() -> None:
    own = OwnPlaces(
        [
            record(
                "dateline:x",
                "Testville",
                5.2,
                spellings=[NameRecord(n, "en", UseFlag.MAIN) for n in ("Testville", "Oldname")],
            )
        ]
    )
    near, far = record("geonames:1", "Testville", 3.0), record("geonames:2", "Testville", 3.0, lat=40.0)
    own.lend_names(far)
    own.lend_names(near)
    assert [s.text for s in near.spellings] == ["Testville", "Testville", "Oldname"]
    assert [s.text for s in far.spellings] == ["Testville"]
    assert list(own.left()) == []


def write(folder: Path) -> None:
    (folder / "data").write_text("whole")


def test_a_half_built_cache_is_never_seen(tmp_path: Path) -> None:
    folder = tmp_path / "gazetteer-1"

    def fail(path: Path) -> None:
        write(path)
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        cache.build_into(folder, fail)
    assert not folder.exists()
    assert not list(tmp_path.glob(".building*"))
    cache.build_into(folder, write)
    assert cache.is_complete(folder)


def test_a_folder_without_the_mark_of_completion_is_built_anew(tmp_path: Path) -> None:
    folder = tmp_path / "gazetteer-1"
    folder.mkdir()
    (folder / "data").write_text("half")
    assert not cache.is_complete(folder)
    cache.build_into(folder, write)
    assert (folder / "data").read_text() == "whole"


def test_two_builders_at_once_build_once(tmp_path: Path) -> None:
    folder, built = tmp_path / "gazetteer-1", []

    def build(path: Path) -> None:
        built.append(path)
        write(path)

    threads = [threading.Thread(target=cache.build_into, args=(folder, build)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert cache.is_complete(folder)
    assert len(built) == 1


def test_what_a_gazetteer_is_built_from_is_in_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    before = cache.hash_inputs()
    assert before == cache.hash_inputs()
    monkeypatch.setattr(cache, "FORMAT", cache.FORMAT + 1)
    assert cache.hash_inputs() != before


def test_an_unwritable_cache_is_a_sentence_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CacheUnwritableError, match="DATELINE_CACHE"):
        cache.build_into(tmp_path / "file" / "gazetteer-1", write)


def test_a_full_dump_is_streamed(tmp_path: Path) -> None:
    columns = [
        "7",
        "Newtown",
        "Newtown",
        "Neustadt,Новгородок",
        "1.5",
        "2.5",
        "P",
        "PPL",
        "UA",
        "",
        "12",
        "",
        "",
        "",
        "9000",
        "",
        "",
        "",
        "",
    ]
    hotel = ["8", "Grand Hotel", "Grand Hotel", "", "1", "2", "S", "HTL", "UA", *[""] * 10]
    dump, names = tmp_path / "allCountries.zip", tmp_path / "alternateNamesV2.zip"
    with zipfile.ZipFile(dump, "w") as archive:
        archive.writestr("allCountries.txt", "\t".join(columns) + "\n" + "\t".join(hotel) + "\n")
    with zipfile.ZipFile(names, "w") as archive:
        archive.writestr("alternateNamesV2.txt", "1\t7\tar\tالبلدة\t1\t\t\t\n2\t7\tlink\thttps://x\t\t\t\t\n")
    (town,) = read_dump(dump, names)
    assert (town.id, town.population, town.country, town.precision) == ("geonames:7", 9000, "UA", PlacePrecision.CITY)
    assert {s.text for s in town.spellings} == {"Newtown", "Новгородок", "البلدة"}
    assert town.names == {"ar": "البلدة"}


@pytest.mark.parametrize("content", [None, b"no zip"])
def test_a_bad_dump_is_a_sentence(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "allCountries.zip"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(MissingSourceError, match=r"allCountries\.zip"):
        list(read_dump(path))


def test_a_dump_with_too_few_columns_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "allCountries.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("allCountries.txt", "1\tonly\n")
    with pytest.raises(MissingSourceError, match="line 1"):
        list(read_dump(path))


def test_the_last_used_gazetteers_stay_when_another_is_built(tmp_path: Path) -> None:
    folders = [tmp_path / f"gazetteer-{n}" for n in range(6)]
    for age, folder in enumerate(folders):
        folder.mkdir()
        if age != 1:
            (folder / cache.DONE).touch()
            os.utime(folder / cache.DONE, (1e9 - age, 1e9 - age))
    left = tmp_path / ".building-x"
    left.mkdir()
    os.utime(left, (1e9, 1e9))
    cache.note_use(folders[5])
    cache.remove_unused(folders[0], "gazetteer")
    assert {path.name for path in tmp_path.iterdir()} == {"gazetteer-0", "gazetteer-5", "gazetteer-2"}


def test_a_division_takes_no_shape_of_another_that_has_its_code() -> None:
    names = {place.name for place in open_gazetteer().lookup("Aude")}
    assert "Île-de-France" not in names
    (region,) = [p for p in open_gazetteer().lookup("Île-de-France") if p.precision is PlacePrecision.ADMIN1]
    assert (region.admin1, round(region.lat)) == ("FR-IDF", 49)


def test_what_lies_around_a_position_comes_nearest_first() -> None:
    gazetteer = open_gazetteer()
    found = gazetteer.near(131.9, 43.12, within_km=20)
    assert found[0].name_in("en") == "Vladivostok"
    assert all(place.precision in (PlacePrecision.POINT, PlacePrecision.CITY) for place in found)
    assert gazetteer.near(131.9, 43.12, within_km=20, limit=1) == found[:1]
    assert gazetteer.near(-140.0, -40.0, within_km=20) == []


@pytest.mark.parametrize(("lon", "lat"), [(179.99, -16.8), (-179.99, -16.8), (0.0, 90.0), (0.0, -90.0)])
def test_what_lies_around_is_found_across_the_antimeridian_and_at_the_poles(lon: float, lat: float) -> None:
    found = open_gazetteer().near(lon, lat, within_km=60)
    assert {place.country for place in found} == ({"FJ"} if abs(lat) < 90 else set())
