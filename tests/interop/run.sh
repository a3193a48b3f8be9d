#!/bin/sh
# What publish writes, read back by DuckDB, hyparquet and parquet-wasm: tables made of every value that a
# writer may trip over, then the dataset in out/data where there is one.
set -u

build=${BUILD:-out/build}

fail()
{
	printf 'not ok - %s\n0 passed, 1 failed\n' "$1"
	exit 1
}

work=$("${0%/*}/readers.sh") || fail 'the readers of package.json cannot be installed'
rm -rf "$work/in" "$work/out"
mkdir -p "$work/in" "$work/out"
node "$work/fixtures.mjs" common/tables.def "$work/in" || fail 'the tables cannot be made'
"$build/bin/publish" -j 2 -o "$work/out/data" -u "$work/in/tables/indicators.csv" \
	-u "$work/in/tables/revisions.csv" "$work"/in/months/* || fail 'publish leaves with an error'
rm -f "$work"/*.txt
node "$work/readers.mjs" common/tables.def "$work/out/data" >"$work/made.txt" 2>&1
[ ! -d out/data ] ||
	node "$work/readers.mjs" common/tables.def out/data 2>&1 | sed 's/^\(not \)\{0,1\}ok - /&out: /' >"$work/out.txt"

# A reader that broke down has counted nothing.
for text in "$work"/*.txt; do
	tail -n 1 "$text" | grep -qx '[0-9]* passed, [0-9]* failed' ||
		echo 'not ok - the readers broke down' >>"$text"
done
cat "$work"/*.txt | grep -v ' passed, '
good=$(cat "$work"/*.txt | grep -c '^ok ')
bad=$(cat "$work"/*.txt | grep -c '^not ok ')
printf '%d passed, %d failed\n' "$good" "$bad"
[ "$bad" = 0 ]
