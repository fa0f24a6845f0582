#!/bin/sh
# Find a Chromium for the browser tests; install one where that is possible without asking; else say what to do.
#
#     sh scripts/ensure-chromium.sh BIN      BIN: the virtual environment's folder of programs
set -u
bin=$1

find_browser() {
    if [ -n "${CHROMIUM:-}" ] && [ -x "$CHROMIUM" ]; then echo "$CHROMIUM"; return; fi
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" && return
    done
    "$bin/python" - <<'PY'
from pathlib import Path
from playwright.sync_api import sync_playwright

with sync_playwright() as playwright:
    path = Path(playwright.chromium.executable_path)
    if path.exists():
        print(path)
PY
}

found=$(find_browser)
if [ -z "$found" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium and fonts for the browser tests ..."
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        chromium fonts-noto-core fonts-noto-cjk; } >/tmp/dateline-chromium.log 2>&1 || tail -n 20 /tmp/dateline-chromium.log
    found=$(find_browser)
fi
if [ -z "$found" ]; then
    "$bin/playwright" install chromium >/tmp/dateline-chromium.log 2>&1
    found=$(find_browser)
fi
if [ -z "$found" ]; then
    echo "The browser tests need Chromium, and none was found. Install it (Debian: sudo apt install chromium) or name one:" >&2
    echo "    CHROMIUM=/path/to/chromium make test" >&2
    echo "All other tests: make test-fast" >&2
    exit 1
fi
echo "Browser tests use $found"
