"""What can go wrong with places, each said in a sentence that names the remedy."""

from __future__ import annotations


class GeoError(Exception):
    """Base of all errors of ``geo``."""


class CacheUnwritableError(GeoError):
    """The folder for the gazetteer cannot be written."""


class MissingSourceError(GeoError):
    """A package or file that the gazetteer is built from is missing or cannot be read."""


class UnknownLanguageError(GeoError):
    """There is no language file for a language."""
