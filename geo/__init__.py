"""Names -> places: an offline multilingual gazetteer and geoparser.

>>> from geo import geoparse
>>> [t.place.name for t in geoparse("Talks in Vladivostok, Russia", language="en")]
['Vladivostok', 'Russia']
"""

from geo.gazetteer import Gazetteer
from geo.parse import geocode, geoparse

__all__ = ["Gazetteer", "geocode", "geoparse"]
