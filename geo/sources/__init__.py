"""Where the gazetteer's places come from: one module a source, each giving :class:`~geo.sources.record.PlaceRecord`."""

from geo.sources.record import NameRecord, PlaceRecord, UseFlag

__all__ = ["NameRecord", "PlaceRecord", "UseFlag"]
