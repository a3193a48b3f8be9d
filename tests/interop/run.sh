#!/bin/sh
# What publish writes, read back by DuckDB, hyparquet and parquet-wasm: tables made of every value that a
# writer may trip over, then the dataset in out/data where there is one.
set -u

# shellcheck source=tests/suite.sh
. "${0%/*}/../suite.sh"
cd "$root" || exit 3

fail()
{
	miss "$1"
	counts
	exit 1
}

work=$("$here/readers.sh") || fail 'the readers of package.json cannot be installed'
rm -rf "$work/in" "$work/out"
mkdir -p "$work/in" "$work/out"
node "$work/fixtures.mjs" common/tables.def "$work/in" || fail 'the tables cannot be made'
"$bin/publish" -j 2 -o "$work/out/data" -u "$work/in/tables/indicators.csv" \
	-u "$work/in/tables/revisions.csv" "$work"/in/months/* || fail 'publish leaves with an error'
node "$work/readers.mjs" common/tables.def "$work/out/data" >"$tmp/made.txt" 2>&1
taken "$tmp/made.txt" 'reading of what was made'
if [ -d out/data ]; then
	node "$work/readers.mjs" common/tables.def out/data 2>&1 | sed 's/^\(not \)\{0,1\}ok - /&out: /' >"$tmp/out.txt"
	taken "$tmp/out.txt" 'reading of out/data'
fi
counts
