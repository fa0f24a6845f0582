"""The rules of the grammar, the same for all languages: what a language orders otherwise is another pattern here."""

from events.dates.rules import combined, days, digits, hours, periods, quantities, relative, weekdays, within
from events.dates.rules.registry import NODE_KINDS, RULES

__all__ = [
    "NODE_KINDS",
    "RULES",
    "combined",
    "days",
    "digits",
    "hours",
    "periods",
    "quantities",
    "relative",
    "weekdays",
    "within",
]
