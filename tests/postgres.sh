#!/usr/bin/env bash
# Starts a throwaway PostgreSQL on loopback for the tests of the portal's store, runs the command, and takes it away again.
#
#   tests/postgres.sh cargo nextest run portal
#
# Needs Debian's `postgresql`. The server listens on a socket in its own scratch folder and on one free port.
set -euo pipefail
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
[ -n "$bin" ] || { echo "PostgreSQL is not installed: apt-get install postgresql" >&2; exit 1; }
folder=$(mktemp -d)
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
as() { if [ "$(id -u)" -eq 0 ]; then setpriv --reuid=postgres --regid=postgres --init-groups "$@"; else "$@"; fi; }
[ "$(id -u)" -ne 0 ] || chown postgres "$folder"
cd "$folder"
as "$bin/initdb" -D "$folder/data" -U kenpin --auth=trust -E UTF8 >/dev/null
as "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w -o "-p $port -k $folder -c listen_addresses=127.0.0.1" start >/dev/null
# For a test that stops it and starts it again: the command without its last word.
export KENPIN_TEST_POSTGRES_CONTROL
KENPIN_TEST_POSTGRES_CONTROL="cd $folder; $([ "$(id -u)" -ne 0 ] || echo "setpriv --reuid=postgres --regid=postgres --init-groups") $bin/pg_ctl -D $folder/data -l $folder/log -w -o '-p $port -k $folder -c listen_addresses=127.0.0.1'"
trap 'as "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null; rm -rf "$folder"' EXIT
cd - >/dev/null
KENPIN_TEST_POSTGRES="postgres://kenpin@127.0.0.1:$port/postgres" "$@"
