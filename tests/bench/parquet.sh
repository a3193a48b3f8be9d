#!/bin/sh
# The Parquet writer beside DuckDB's on one thread, in the same run: 5 million observations (ROWS changes that), GZIP.
# Ours reads the CSV and writes the file; DuckDB's figure is the writing alone, out of its own table. No larger,
# and no more CPU time.
set -u

here=${0%/*}
build=${BUILD:-out/build}
work=$build/tests/bench/parquet
rows=${ROWS:-5000000}
passed=0 failed=0
mkdir -p "$work" || exit 3

fail()
{
	printf 'not ok - %s\n%d passed, 1 failed\n' "$1" "$passed"
	exit 1
}

# at_most WHAT A B
at_most()
{
	if awk -v a="$2" -v b="$3" 'BEGIN { exit !(a > 0 && a <= b) }'; then
		passed=$((passed + 1))
		printf 'ok - %s\n' "$1"
	else
		failed=$((failed + 1))
		printf 'not ok - %s: %s against %s\n' "$1" "$2" "$3"
	fi
}

said()
{
	sed -n "s/^$1 //p" "$work/duckdb.txt"
}

readers=$("$here/../interop/readers.sh") || fail 'DuckDB cannot be installed'
cp "$here/parquet_duckdb.mjs" "$readers" || exit 3
command -v /usr/bin/time >/dev/null || DEBIAN_FRONTEND=noninteractive apt-get install -y time >&2 ||
	fail 'the package time is needed'
"${CC:-cc}" -O2 -o "$work/rows" "$here/rows.c" || fail 'the rows cannot be made'
"$work/rows" "$rows" "$here/words.txt" >"$work/rows.csv" || fail 'the rows cannot be made'

/usr/bin/time -o "$work/time.txt" -f '%U %S %M' \
	"$build/bin/publish" -t observations "$work/rows.csv" >"$work/ours.parquet" || fail 'publish fails'
node "$readers/parquet_duckdb.mjs" common/tables.def "$work/rows.csv" "$work/ours.parquet" \
	"$work/duckdb.parquet" >"$work/duckdb.txt" || fail 'DuckDB fails'

ours=$(wc -c <"$work/ours.parquet") theirs=$(wc -c <"$work/duckdb.parquet")
cpu=$(awk '{ print $1 + $2 }' "$work/time.txt") memory=$(awk '{ print $3 }' "$work/time.txt")
printf '# %-22s %12s %10s %12s\n' "$rows rows" bytes 'CPU s' 'memory MiB'
printf '# %-22s %12s %10s %12s\n' 'ours, with the CSV' "$ours" "$cpu" "$((memory / 1024))"
printf '# %-22s %12s %10s %12s\n' 'DuckDB, from a table' "$theirs" "$(said copy)" "$(($(said memory) / 1024))"
at_most 'no larger than DuckDB' "$ours" "$theirs"
at_most 'no more CPU time than DuckDB' "$cpu" "$(said copy)"
at_most 'at most 256 MiB of memory' "$memory" 262144
at_most 'the same rows' "$(said same | sed 's/true/1/; s/false/2/')" 1
rm -f "$work/rows.csv" "$work/ours.parquet" "$work/duckdb.parquet"
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
