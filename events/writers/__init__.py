"""Reports and events into the formats that others read."""
