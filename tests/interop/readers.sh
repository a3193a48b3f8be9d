#!/bin/sh
# Installs DuckDB, hyparquet and parquet-wasm as package-lock.json has them, and prints the folder in which
# scripts find them. Nothing is installed twice.
set -u

here=${0%/*}
work=${BUILD:-out/build}/tests/interop

if ! command -v npm >/dev/null; then
	as_root=
	[ "$(id -u)" = 0 ] || as_root='sudo -n'
	DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y --no-install-recommends nodejs npm >&2 || {
		echo 'nodejs and npm are needed: sudo apt-get install -y nodejs npm' >&2
		exit 2
	}
fi
mkdir -p "$work" && cp "$here"/*.mjs "$here"/package*.json "$work" || exit 3
cmp -s "$here/package-lock.json" "$work/node_modules/installed.json" || {
	(cd "$work" && npm ci --no-audit --no-fund >&2) &&
		cp "$here/package-lock.json" "$work/node_modules/installed.json" || exit 3
}
echo "$work"
