#!/bin/sh
# The phrases of tests/cases/own.csv, and those of the shared case files where they are there.
here=${0%/*}
root=$here/../..
program=${BUILD:-$root/out/build}/tests/cases/cases
set -- "$here/own.csv"
for f in "${SOLIEU_SHARED:-$root/../shared}"/cases/*.csv; do
	[ -f "$f" ] && set -- "$@" "$f"
done
exec "$program" "$root/common/lexicon" "$here" "$@"
