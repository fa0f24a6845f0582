"""Places that world news names, in sentences written from knowledge of the news, must be found and right."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from geo import geoparse
from geo.boundaries import distance_km
from geo.model import Place, PlacePrecision

TABLES = Path(__file__).parent / "tables"
LANGUAGES = sorted(path.stem for path in TABLES.glob("*.tsv"))
ENOUGH = 0.97


def read_rows(language: str) -> list[dict[str, str]]:
    with (TABLES / f"{language}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def is_right(place: Place, row: dict[str, str]) -> bool:
    if (place.country or "-") not in row["country"].split(","):
        return False
    if not row["lat"]:
        return place.precision is PlacePrecision.COUNTRY
    return distance_km(place.lon, place.lat, float(row["lon"]), float(row["lat"])) <= float(row["within_km"])


def find_fault(row: dict[str, str], language: str) -> str | None:
    """Say what is wrong with the reading of a row's sentence; none if it is right."""
    start = row["sentence"].index("[")
    end = row["sentence"].index("]") - 1
    text = row["sentence"].replace("[", "").replace("]", "")
    found = [toponym for toponym in geoparse(text, language=language) if toponym.start < end and toponym.end > start]
    if not found:
        return f"not found: {row['sentence']}"
    if any(is_right(toponym.place, row) for toponym in found):
        return None
    place = found[0].place
    reading = f"{place.id} {place.name} {place.country} {place.precision} ({place.lat}, {place.lon})"
    return f"wrong: {row['sentence']} -> {reading}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_places_of_world_news_are_found_and_right(language: str) -> None:
    rows = read_rows(language)
    faults = [fault for row in rows if (fault := find_fault(row, language))]
    assert 1 - len(faults) / len(rows) >= ENOUGH, "\n".join(faults)


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_name_at_least_150_places_once_each(language: str) -> None:
    sentences = [row["sentence"] for row in read_rows(language)]
    assert len(sentences) >= 150
    assert len(set(sentences)) == len(sentences)
    assert all(sentence.count("[") == sentence.count("]") == 1 for sentence in sentences)


def test_all_languages_of_the_interface_have_a_table() -> None:
    assert set(LANGUAGES) == {"ar", "en", "es", "fr", "ko", "ru", "uk", "zh"}
