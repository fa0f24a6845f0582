"""Correcting an event: what a person is shown, looks up and does."""
