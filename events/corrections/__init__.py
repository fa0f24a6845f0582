"""What people correct: stored beside the reading, with who, when and why, and applied wherever an event is shown.

`model` holds the correction itself, `values` what it says, `apply` puts it on an event, `days` reads typed days,
`files` writes and reads files of corrections. `events.store` keeps them.
"""
