#!/bin/sh
# Speed of the growth engine: 5 million rows of 5,000 series (ROWS_SERIES, ROWS_MONTHS change that), CSV in,
# month-on-month and year-on-year change, CSV out; beside DuckDB on one thread, Miller and sqlite3 in the
# same run. Least CPU time of three runs (RUNS); Miller and sqlite3 run once, over a tenth.
set -u

here=$(cd "${0%/*}" && pwd)
build=${BUILD:-out/build}
work=$build/tests/bench/growth
runs=${RUNS:-3}
passed=0 failed=0
mkdir -p "$work" || exit 3
work=$(cd "$work" && pwd)

ok()
{
	if [ "$1" = 0 ]; then
		passed=$((passed + 1))
		printf 'ok - %s\n' "$2"
	else
		failed=$((failed + 1))
		printf 'not ok - %s\n' "$2"
	fi
}

need()
{
	for tool in mlr:miller sqlite3:sqlite3 node:nodejs npm:npm /usr/bin/time:time; do
		command -v "${tool%:*}" >/dev/null && continue
		DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${tool#*:}" >&2 ||
			{ printf 'not ok - %s is needed\n0 passed, 1 failed\n' "${tool#*:}"; exit 1; }
	done
	modules=$build/tests/interop
	mkdir -p "$modules" && cp "$here"/../interop/package*.json "$modules" &&
		{ [ -d "$modules/node_modules/@duckdb/node-api" ] ||
			(cd "$modules" && npm ci --no-audit --no-fund >&2); } &&
		cp "$here/growth_duckdb.mjs" "$modules" ||
		{ printf 'not ok - DuckDB cannot be installed\n0 passed, 1 failed\n'; exit 1; }
	duckdb=$(cd "$modules" && pwd)/growth_duckdb.mjs
}

# measure NAME RUNS COMMAND…: "CPU seconds, KB" of the run with the least CPU time in $work/NAME.cost
measure()
{
	name=$1 times=$2
	shift 2
	rm -f "$work/$name.cost"
	while [ "$times" -gt 0 ]; do
		/usr/bin/time -o "$work/time" -f '%U %S %M' "$@" 2>"$work/$name.err" ||
			{ printf 'not ok - %s fails: %s\n' "$name" "$(head -c 300 "$work/$name.err")"; return 1; }
		awk 'NF == 3 { print $1 + $2, $3 }' "$work/time" >>"$work/$name.costs"
		times=$((times - 1))
	done
	sort -n "$work/$name.costs" | head -n 1 >"$work/$name.cost"
	rm "$work/$name.costs"
	awk -v name="$name" '{ printf "# %-14s %7.2f s CPU %8.1f MiB\n", name, $1, $2 / 1024 }' "$work/$name.cost"
}

# at_most NAME OTHER COLUMN FACTOR
at_most()
{
	cat "$work/$1.cost" "$work/$2.cost" |
		awk -v c="$3" -v f="$4" '{ v[NR] = $c } END { exit !(v[1] <= f * v[2]) }'
}

need
rows=$work/rows.csv
[ -s "$rows" ] || awk -v series="${ROWS_SERIES:-5000}" -v months="${ROWS_MONTHS:-1011}" \
	-f "$here/growth_series.awk" >"$rows" || exit 3
printf '# %s rows\n' "$(($(wc -l <"$rows") - 1))"

measure growth "$runs" "$build/bin/growth" series -o "$work/growth.csv" "$rows" || exit 1
measure duckdb-lag "$runs" node "$duckdb" lag "$rows" "$work/lag.csv" || exit 1
measure duckdb-range "$runs" node "$duckdb" range "$rows" "$work/range.csv" || exit 1
# Miller and sqlite3 over a tenth of the rows: Miller holds every row and takes 9 GB for all of them. It has
# the row before at hand, not the month or the year before: less than what is asked.
tenth=$work/tenth.csv
head -n "$((($(wc -l <"$rows") - 1) / 10 + 1))" "$rows" >"$tenth"
measure growth-tenth 1 "$build/bin/growth" series -o "$work/growth-tenth.csv" "$tenth" || exit 1
measure miller-tenth 1 sh -c 'mlr --icsv --ocsv --ofmt %.6f sort -f series,time_period then \
	step -a ratio -f obs_value -g series "$1" >"$2"' miller "$tenth" "$work/miller.csv" || exit 1
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
measure sqlite3-tenth 1 sqlite3 :memory: ".read $work/growth.sql" || exit 1

at_most growth duckdb-lag 1 0.25
ok $? 'at most a quarter of the CPU time of DuckDB on one thread'
at_most growth duckdb-lag 2 0.5
ok $? 'at most half of the memory of DuckDB'

# the same answers: DuckDB's are binary doubles, so a unit of the last decimal is allowed
awk -F , -v other="$work/range.csv" '
function far(a, b) { return (a == "") != (b == "") || (a - b) ^ 2 > 4e-12 * (1 + a ^ 2) }
{
	getline line <other
	split(line, d, ",")
	if (FNR > 1 && ($1 != d[1] || $2 != d[2] || far($4, d[4]) || far($5, d[5])))
		bad++
}
END { exit bad > 0 || NR < 2 }' "$work/growth.csv"
ok $? 'the same changes as DuckDB, row by row'
rm -f "$work"/*.csv
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
