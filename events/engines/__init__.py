"""Who reads the reports of a run: this process, several, or a cluster. One process writes to the store, always."""

from events.engines.engine import Engine, Fault, Outcome, Plain, read_one
from events.engines.processes import Processes

__all__ = ["Engine", "Fault", "Outcome", "Plain", "Processes", "read_one"]
