from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from geo import geoparse
from geo.gazetteer import open_gazetteer
from geo.languages import available_languages, load_language
from geo.model import PlaceRole
from geo.tagger import tagger_for

KEYS = {
    "language", "capitals", "latin", "lower_demonyms", "inflected", "demonyms", "demonyms_exact", "demonym_forms", "abbreviations",
    "postal", "words", "common", "clitics", "particles", "suffixes", "suffix_roles", "locatives", "never", "given", "joined_types",
    "directions", "units", "conjunctions", "phrase_after", "party_suffixes", "possessives", "object_particles", "dealt_after", "verb_endings",
    "participles", "acting", "near", "expansions", "plurals", "genitives", "lead_endings",
}  # fmt: skip


@pytest.mark.parametrize("code", available_languages())
def test_a_language_file_has_known_keys_and_its_own_code(code: str) -> None:
    data = tomllib.loads(files("geo").joinpath(f"data/languages/{code}.toml").read_text("utf-8"))
    assert data["language"] == code
    assert set(data) <= KEYS


@pytest.mark.parametrize("code", available_languages())
def test_every_demonym_and_abbreviation_names_a_place_that_is_there(code: str) -> None:
    language, tagger = load_language(code), tagger_for(code)
    places = {*language.demonyms.values(), *language.abbreviations.values(), *language.postal.values()}
    assert [place for place in sorted(places) if not tagger.place_called(place)] == []


@pytest.mark.parametrize("code", ["ar", "en", "ru", "uk", "ko", "zh", "fr", "es"])
def test_the_languages_of_the_interface_have_a_file(code: str) -> None:
    assert code in available_languages()


def test_a_language_without_a_file_gets_the_rules_that_hold_for_all() -> None:
    assert [t.text for t in geoparse("Wybuch w Warszawie i Kraków", language="pl")][-1:] == ["Kraków"]
    assert [t.text for t in geoparse("Roma e Milano", language="it-IT")] == ["Roma", "Milano"]


def test_a_regional_code_is_its_language() -> None:
    assert load_language("en-GB") == load_language("en")


def test_a_demonym_places_nothing_but_says_its_country() -> None:
    (toponym,) = geoparse("The Ukrainian farmers protested.", language="en")
    assert toponym.role is PlaceRole.DEMONYM
    assert toponym.place.country == "UA"


def test_looking_a_name_up_gives_names_in_the_languages_of_the_interface() -> None:
    (place, *_) = open_gazetteer().lookup("Ukraine")
    assert {place.name_in(code) for code in ("ar", "ru", "ko", "zh")} == {"أوكرانيا", "Украина", "우크라이나", "乌克兰"}
