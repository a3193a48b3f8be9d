#!/bin/sh
# Speed of the growth engine: 5 million rows of 5,000 series (ROWS_SERIES, ROWS_MONTHS change that), CSV in,
# month-on-month and year-on-year change, CSV out; beside DuckDB on one thread, Miller and sqlite3 in the
# same run. Least CPU time of three runs (RUNS); Miller and sqlite3 run once, over a tenth.
set -u

here=tests/bench
# shellcheck source=tests/bench/common.sh
. "${0%/*}/common.sh"
runs=${RUNS:-3}

install()
{
	need mlr:miller sqlite3:sqlite3 node:nodejs npm:npm
	modules=$(tests/interop/readers.sh) && cp "$here/growth_duckdb.mjs" "$modules" ||
		give_up 'DuckDB cannot be installed'
	duckdb=$modules/growth_duckdb.mjs
}

# measure NAME RUNS COMMAND…: "CPU seconds, KB" of the run with the least CPU time in $work/NAME.least
measure()
{
	name=$1 times=$2
	shift 2
	while [ "$times" -gt 0 ]; do
		cost "$name" "$@"
		times=$((times - 1))
	done
	sort -n "$work/$name.cost" | head -n 1 >"$work/$name.least"
	awk -v name="$name" '{ printf "# %-14s %7.2f s CPU %8.1f MiB\n", name, $1, $2 / 1024 }' "$work/$name.least"
}

# against NAME OTHER COLUMN
against()
{
	cat "$work/$1.least" "$work/$2.least" |
		awk -v c="$3" '{ v[NR] = $c } END { printf "%.3f", v[1] / (v[2] > 0 ? v[2] : 0.01) }'
}

install
rows=$work/rows.csv
[ -s "$rows" ] || awk -v series="${ROWS_SERIES:-5000}" -v months="${ROWS_MONTHS:-1011}" \
	-f "$here/growth_series.awk" >"$rows" || exit 3
printf '# %s rows\n' "$(($(wc -l <"$rows") - 1))"

measure growth "$runs" "$build/bin/growth" series -o "$work/growth.csv" "$rows"
measure duckdb-lag "$runs" node "$duckdb" lag "$rows" "$work/lag.csv"
measure duckdb-range "$runs" node "$duckdb" range "$rows" "$work/range.csv"
# Miller and sqlite3 over a tenth of the rows: Miller holds every row and takes 9 GB for all of them. It has
# the row before at hand, not the month or the year before: less than what is asked.
tenth=$work/tenth.csv
head -n "$((($(wc -l <"$rows") - 1) / 10 + 1))" "$rows" >"$tenth"
measure growth-tenth 1 "$build/bin/growth" series -o "$work/growth-tenth.csv" "$tenth"
measure miller-tenth 1 sh -c 'mlr --icsv --ocsv --ofmt %.6f sort -f series,time_period then \
	step -a ratio -f obs_value -g series "$1" >"$2"' miller "$tenth" "$work/miller.csv"
cat >"$work/growth.sql" <<SQL
.mode csv
.import $tenth rows
.headers on
.once $work/sqlite3.csv
SELECT series, time_period, obs_value,
	round((obs_value / first_value(obs_value + 0.0) OVER (month RANGE BETWEEN 1 PRECEDING AND 1 PRECEDING) - 1) * 100, 6) AS mom,
	round((obs_value / first_value(obs_value + 0.0) OVER (month RANGE BETWEEN 12 PRECEDING AND 12 PRECEDING) - 1) * 100, 6) AS yoy
FROM (SELECT *, substr(time_period, 1, 4) * 12 + substr(time_period, 6, 2) AS month FROM rows)
WINDOW month AS (PARTITION BY series ORDER BY month);
SQL
measure sqlite3-tenth 1 sqlite3 :memory: ".read $work/growth.sql"

bench growth/CPU-against-DuckDB "$(against growth duckdb-lag 1)" '<=' 0.25
bench growth/memory-against-DuckDB "$(against growth duckdb-lag 2)" '<=' 0.5
bench growth/CPU-against-Miller "$(against growth-tenth miller-tenth 1)" '<=' -
bench growth/CPU-against-sqlite3 "$(against growth-tenth sqlite3-tenth 1)" '<=' -

# the same answers: DuckDB's are binary doubles, so a unit of the last decimal is allowed
awk -F , -v other="$work/range.csv" '
function far(a, b) { return (a == "") != (b == "") || (a - b) ^ 2 > 4e-12 * (1 + a ^ 2) }
{
	getline line <other
	split(line, d, ",")
	if (FNR > 1 && ($1 != d[1] || $2 != d[2] || far($4, d[4]) || far($5, d[5])))
		bad++
}
END { print NR < 2 ? "" : bad + 0 }' "$work/growth.csv" >"$work/differing"
bench growth/rows-unlike-DuckDB "$(cat "$work/differing")" '<=' 0
rm -f "$work"/*.csv
finish
