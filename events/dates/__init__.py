"""Find and read the time expressions of a text: ``find_dates``."""

from events.dates.find import find_dates
from events.dates.published import PublishedError, read_published

__all__ = ["PublishedError", "find_dates", "read_published"]
