"""Reports and events out of the formats they come in."""
