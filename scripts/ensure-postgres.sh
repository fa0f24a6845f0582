#!/bin/sh
# Find a PostgreSQL server for the tests of the store; install one where that is possible without asking; else say what
# to do. The tests start it themselves, in a folder of their own.
set -u

found() {
    [ -n "${DATELINE_TEST_POSTGRES:-}" ] && return
    command -v initdb >/dev/null && return
    ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1
}

if ! found && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing PostgreSQL for the tests of the store ..."
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends postgresql; } \
        >/tmp/dateline-postgres.log 2>&1 || tail -n 20 /tmp/dateline-postgres.log
fi
if ! found; then
    echo "The tests of the store need a PostgreSQL server, and none was found. Install it (Debian: sudo apt install postgresql)," >&2
    echo "name a running one, or leave these tests out:" >&2
    echo "    DATELINE_TEST_POSTGRES=postgresql://user@host/database make test" >&2
    echo "    DATELINE_TEST_POSTGRES=none make test" >&2
    exit 1
fi
