"""Where the gazetteer's places come from: one module a source, each giving :class:`~geo.sources.record.PlaceRecord`."""

from geo.sources.record import NameRecord, NameUse, PlaceRecord, UseFlag

__all__ = ["NameRecord", "NameUse", "PlaceRecord", "UseFlag"]
