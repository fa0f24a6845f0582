"""``python -m events``: the same as ``dateline``."""

import sys

from events.cli import main

sys.exit(main())
