"""From a time as it is said to the days it means, counted from the anchor and the date in focus."""

from events.dates.resolving import combined, counts, points, units
from events.dates.resolving.context import (
    FUTURE,
    PAST,
    UNKNOWN,
    Context,
    Focus,
    NeedsAnchorError,
    Resolved,
    resolve,
)

__all__ = [
    "FUTURE",
    "PAST",
    "UNKNOWN",
    "Context",
    "Focus",
    "NeedsAnchorError",
    "Resolved",
    "combined",
    "counts",
    "points",
    "resolve",
    "units",
]
