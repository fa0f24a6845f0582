"""The day of publication as users write it."""

from __future__ import annotations

import datetime as dt


class PublishedError(ValueError):
    """The day of publication cannot be read, or lies ahead; the message says what to do."""


def read_published(value: str, *, today: dt.date | None = None) -> dt.date:
    """Read a day of publication.

    Parameters
    ----------
    value
        ``2023-09-05``, or a moment in ISO 8601, of which the day counts.
    today
        The last day that may be given; the day after today by default, since it is tomorrow already somewhere.

    Returns
    -------
    datetime.date
        The day.

    Raises
    ------
    PublishedError
        It is no such day, or it lies in the future.
    """
    text = value.strip()
    try:
        day = dt.date.fromisoformat(text) if len(text) <= len("2023-09-05") else dt.datetime.fromisoformat(text).date()
    except ValueError:
        raise PublishedError(
            f"The day of publication {value!r} is not a date. Write year, month and day: 2023-09-05."
        ) from None
    last = today or dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)
    if day > last:
        raise PublishedError(f"The day of publication {value!r} lies in the future. Check the year, month and day.")
    return day
