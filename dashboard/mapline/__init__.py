"""The linked map and timeline: one Streamlit component in which brushing one filters the other."""

from dashboard.mapline.clauses import ClauseError
from dashboard.mapline.component import LANES, MaplineState, mapline, read_gesture
from dashboard.mapline.records import Records, RecordsError, prepare_records

__all__ = [
    "LANES",
    "ClauseError",
    "MaplineState",
    "Records",
    "RecordsError",
    "mapline",
    "prepare_records",
    "read_gesture",
]
