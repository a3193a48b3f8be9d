#!/bin/bash
# `make run`: what is missing is installed, the programs are built, and the sample months are read into out/.
set -u

cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." || exit 2
passed=0 failed=0

check() {
	local text=$1
	shift
	if "$@"; then
		echo "ok - $text"
		passed=$((passed + 1))
	else
		echo "not ok - $text"
		failed=$((failed + 1))
	fi
}

published() { compgen -G "out/data/$1" >/dev/null; }
rows() { (($(gzip -dc out/data/csv/"$1"/vintage=*/"$1".csv.gz | wc -l) > 1)); }

check 'make run ends with 0' make --no-print-directory run
for table in documents observations growth findings; do
	check "$table is published as CSV" published "csv/$table/vintage=*/$table.csv.gz"
	check "$table is published as Parquet" published "parquet/$table/vintage=*/$table.parquet"
done
for table in documents observations growth; do
	check "$table has rows" rows "$table"
done
check 'make run again ends with 0' make --no-print-directory run

printf '%d passed, %d failed\n' "$passed" "$failed"
((failed == 0))
