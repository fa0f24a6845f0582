"""Ask the dashboard on this machine whether it is well: the container's health check. Exit status 0: it is."""

from __future__ import annotations

import os
import sys
import urllib.request


def main() -> int:
    """Ask once."""
    port = os.environ.get("STREAMLIT_SERVER_PORT", "8501")
    path = os.environ.get("STREAMLIT_SERVER_BASE_URL_PATH", "").strip("/")
    address = f"http://127.0.0.1:{port}/{path + '/' if path else ''}_stcore/health"
    try:
        with urllib.request.urlopen(address, timeout=4) as answer:
            return 0 if answer.status == 200 else 1
    except OSError as error:
        print(f"The dashboard does not answer at {address}: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
