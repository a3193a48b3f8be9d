#!/bin/sh
# The Parquet writer beside DuckDB's on one thread, in the same run: 5 million observations (ROWS changes that), GZIP.
# Ours reads the CSV and writes the file; DuckDB's figure is the writing alone, out of its own table. No larger,
# and no more CPU time.
set -u

here=tests/bench
# shellcheck source=tests/bench/common.sh
. "${0%/*}/common.sh"
rows=${ROWS:-5000000}

# against A B
against()
{
	awk -v a="$1" -v b="$2" 'BEGIN { if (a > 0 && b > 0) printf "%.3f", a / b }'
}

said()
{
	sed -n "s/^$1 //p" "$work/duckdb.txt"
}

readers=$("$here/../interop/readers.sh") || give_up 'DuckDB cannot be installed'
cp "$here/parquet_duckdb.mjs" "$readers" || exit 3
"${CC:-cc}" -O2 -o "$work/rows" "$here/rows.c" || give_up 'the rows cannot be made'
"$work/rows" "$rows" "$here/words.txt" >"$work/rows.csv" || give_up 'the rows cannot be made'

/usr/bin/time -o "$work/time.txt" -f '%U %S %M' \
	"$build/bin/publish" -t observations "$work/rows.csv" >"$work/ours.parquet" || give_up 'publish fails'
node "$readers/parquet_duckdb.mjs" common/tables.def "$work/rows.csv" "$work/ours.parquet" \
	"$work/duckdb.parquet" >"$work/duckdb.txt" || give_up 'DuckDB fails'

ours=$(wc -c <"$work/ours.parquet") theirs=$(wc -c <"$work/duckdb.parquet")
cpu=$(awk '{ print $1 + $2 }' "$work/time.txt") memory=$(awk '{ print $3 }' "$work/time.txt")
printf '# %-22s %12s %10s %12s\n' "$rows rows" bytes 'CPU s' 'memory MiB'
printf '# %-22s %12s %10s %12s\n' 'ours, with the CSV' "$ours" "$cpu" "$((memory / 1024))"
printf '# %-22s %12s %10s %12s\n' 'DuckDB, from a table' "$theirs" "$(said copy)" "$(($(said memory) / 1024))"
bench parquet/bytes-against-DuckDB "$(against "$ours" "$theirs")" '<=' 1
bench parquet/CPU-against-DuckDB "$(against "$cpu" "$(said copy)")" '<=' 1
bench parquet/memory-MiB "$((memory / 1024))" '<=' 256
bench parquet/same-rows "$(said same | sed 's/true/1/; s/false/0/')" '>=' 1
rm -f "$work/rows.csv" "$work/ours.parquet" "$work/duckdb.parquet"
finish
