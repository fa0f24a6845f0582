"""Coordinates written in a text: decimal degrees, degrees-minutes-seconds, MGRS."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from typing import NamedTuple

from geo.model import Place, PlacePrecision

_FIGURES = re.compile(r"\d(?:\.\d{3,}\s*[,،;]?\s*-?\d|[C-HJ-NP-X][A-HJ-NP-Z]{2})")
"""What coordinates without a sign of degrees hold; it begins with one class of characters, which is found fast."""
_DECIMAL = re.compile(
    r"(?<![\d.,])([+-]?\d{1,2}[.]\d{3,8})(?:\s?°)?(?:\s?([NSns])\b)?\s*[,،;/ ]\s*"
    r"([+-]?\d{1,3}[.]\d{3,8})(?:\s?°)?(?:\s?([EWew])\b)?(?!\.?\d)"
)
_DEGREES = (
    r"(\d{1,3}(?:[.,]\d+)?)\s*[°º]\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*['’′]\s*)?"
    r"(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:[\"”″]|''|′′)\s*)?"
)
_DMS = re.compile(_DEGREES + r"([NS])[\s,;،]*" + _DEGREES + r"([EWO])")
_MGRS = re.compile(
    r"\b(\d{1,2}[C-HJ-NP-X])\s?([A-HJ-NP-Z][A-HJ-NP-V])\s?(\d{5}\s\d{5}|\d{4}\s\d{4}|\d{10}|\d{8}|\d{6})\b"
)


class WrittenPoint(NamedTuple):
    """A point that a text gives in figures."""

    start: int
    end: int
    place: Place


def find_coordinates(text: str) -> Iterator[WrittenPoint]:
    """Find points given by their coordinates, in order.

    Yields
    ------
    WrittenPoint
        With precision ``point`` and the radius that the written digits leave open, in km.

    Notes
    -----
    Numbers out of range are no coordinates. MGRS is read by the ``mgrs`` package (GEOTRANS).
    """
    if "°" not in text and "º" not in text and not _FIGURES.search(text):
        return
    read = 0
    for match in sorted(
        (m for pattern in (_DMS, _DECIMAL, _MGRS) for m in pattern.finditer(text)), key=lambda m: (m.start(), -m.end())
    ):
        place = _READERS[match.re](match) if match.start() >= read else None
        if place:
            read = match.end()
            yield WrittenPoint(*match.span(), place)


def _read_decimal(match: re.Match[str]) -> Place | None:
    lat, north, lon, east = match.groups()
    digits = min(_decimals(lat), _decimals(lon))
    if digits < 4 and not (north and east) and "°" not in match.group():
        return None
    signs = (-1 if north in ("S", "s") else 1), (-1 if east in ("W", "w") else 1)
    return _place(float(lat) * signs[0], float(lon) * signs[1], 111.0 / 10**digits)


def _read_degrees(match: re.Match[str]) -> Place | None:
    a, b, c, north, d, e, f, east = match.groups()
    lat, lon = _degrees(a, b, c), _degrees(d, e, f)
    radius = 0.05 if c and f else 2.0 if b and e else 111.0 / 10 ** min(_decimals(a), _decimals(d))
    return _place(-lat if north == "S" else lat, -lon if east in ("W", "O") else lon, radius)


def _read_mgrs(match: re.Match[str]) -> Place | None:
    return _from_mgrs("".join(match.groups()).replace(" ", ""))


_READERS = {_DECIMAL: _read_decimal, _DMS: _read_degrees, _MGRS: _read_mgrs}


def _decimals(number: str) -> int:
    return len(number.replace(",", ".").partition(".")[2])


def _degrees(*parts: str | None) -> float:
    return sum(float(part.replace(",", ".")) / 60.0**power for power, part in enumerate(parts) if part)


def _place(lat: float, lon: float, radius_km: float) -> Place | None:
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        return None
    name = f"{abs(lat):.5g}°{'S' if lat < 0 else 'N'} {abs(lon):.6g}°{'W' if lon < 0 else 'E'}"
    return Place(
        id=f"computed:{lat:.5f},{lon:.5f}",
        name=name,
        lat=round(lat, 6),
        lon=round(lon, 6),
        precision=PlacePrecision.POINT,
        feature="coordinates",
        radius_km=round(max(radius_km, 0.01), 3),
    )


def _from_mgrs(reference: str) -> Place | None:
    import mgrs

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            lat, lon = mgrs.MGRS().toLatLon(reference)
    except (mgrs.MGRSError, ValueError, OverflowError):
        return None
    digits = (len(reference.lstrip("0123456789")) - 3) // 2
    return _place(lat, lon, 10.0 ** (2 - digits))
