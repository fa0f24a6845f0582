"""The palette: told apart by colour-blind eyes, strong enough against land and paper."""

from __future__ import annotations

import itertools
import math
import re
from pathlib import Path

import pytest

from dashboard import mapline

SCRIPT = (Path(mapline.__file__).parent / "js" / "theme.js").read_text(encoding="utf-8")

# Severe colour blindness as linear-RGB matrices, after Machado, Oliveira and Fernandes (2009), severity 1.0.
BLINDNESS = {
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def palette(name: str) -> dict[str, str]:
    block = re.search(rf"const {name} = \{{(.*?)\}};", SCRIPT, re.DOTALL)
    assert block
    return dict(re.findall(r'(\w+): "(#[0-9a-f]{6})"', block[1]))


def groups(name: str) -> list[str]:
    block = re.search(rf"const {name} = \{{\s*groups: \[(.*?)\]", SCRIPT, re.DOTALL)
    assert block
    return re.findall(r"#[0-9a-f]{6}", block[1])


def linear(colour: str) -> list[float]:
    shares = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]


def luminance(colour: str) -> float:
    r, g, b = linear(colour)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def oklab(rgb: list[float]) -> tuple[float, float, float]:
    """Coordinates in which distances are about as large as they look (Ottosson 2020)."""
    r, g, b = (max(0.0, channel) for channel in rgb)
    long, middle, short = (
        math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b),
        math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b),
        math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b),
    )
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def seen(colour: str, blindness: str) -> tuple[float, float, float]:
    channels = linear(colour)
    return oklab([sum(k * c for k, c in zip(row, channels, strict=True)) for row in BLINDNESS[blindness]])


@pytest.mark.parametrize("name", ["LIGHT", "DARK"])
@pytest.mark.parametrize("blindness", BLINDNESS)
def test_groups_stay_apart_for_every_eye(name: str, blindness: str) -> None:
    apart = {
        (one, other): math.dist(seen(one, blindness), seen(other, blindness))
        for one, other in itertools.combinations(groups(name), 2)
    }
    assert min(apart.values()) > 0.09, min(apart.items(), key=lambda pair: pair[1])


@pytest.mark.parametrize("name", ["LIGHT", "DARK"])
@pytest.mark.parametrize("ground", ["land", "paper", "panel", "sea"])
def test_signs_stand_out_from_what_lies_under_them(name: str, ground: str) -> None:
    under = palette(name)[ground]
    assert min(contrast(colour, under) for colour in groups(name)) >= 3


@pytest.mark.parametrize("name", ["LIGHT", "DARK"])
@pytest.mark.parametrize(
    ("text", "ground"), [("ink", "paper"), ("faint", "paper"), ("faint", "panel"), ("label", "land"), ("label", "sea")]
)
def test_words_can_be_read(name: str, text: str, ground: str) -> None:
    colours = palette(name)
    assert contrast(colours[text], colours[ground]) >= 4.5
