"""Find and read the time expressions of a text: ``find_dates``."""

from events.dates.find import find_dates

__all__ = ["find_dates"]
