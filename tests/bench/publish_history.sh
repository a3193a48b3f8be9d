#!/bin/sh
# Cost of history: what publish executes and asks of the system for one more month with 12 and with 240 months
# held, in instructions and system calls, which do not hang on how busy the machine is. At most 1.2 times.
# Of the tables, that of revisions grows with the months, and the contract wants it in one piece: it is written
# anew where it changed. What this costs is measured beside, with REVISIONS rows (2) for every month held.
set -u

# shellcheck source=tests/bench/common.sh
. "${0%/*}/common.sh"
need valgrind:valgrind
need strace:strace
# the datasets are made by fsync by the thousand: better in memory, where there is such a place
sets=$(mktemp -d -p /dev/shm 2>/dev/null || mktemp -d -p "$work") || exit 3
trap 'rm -rf "$sets"' EXIT

# table TABLE MONTH ROWS: a table in which every series has a row
table() {
	awk -v table="$1" -v month="$2" -v rows="$3" -F'[(,] *' '
	$1 == "COLUMN" && $2 == table { name[++n] = $3; type[n] = $4 }
	function cell(c, r) {
		if (name[c] == "report_period") return month
		if (type[c] == "string") return name[c] "_" r % 60 "_" month
		if (type[c] == "dec") return r * 7919 % 100000 ".5"
		if (type[c] == "date") return "2022-08-31"
		if (type[c] == "boolean") return "true"
		return r
	}
	END {
		for (r = 0; r <= rows; r++) {
			line = ""
			for (c = 1; c <= n; c++) line = line (c > 1 ? "," : "") (r ? cell(c, r) : name[c])
			print line
		}
	}' common/tables.def
}

# month FOLDER NUMBER: the tables of a month, counted from 2002-01
month() {
	name=$(printf '%d-%02d' $((2002 + $2 / 12)) $(($2 % 12 + 1)))
	mkdir -p "$1/$name" && table documents "$name" 3 >"$1/$name/documents.csv" || return
	for t in observations growth findings; do
		table $t "$name" 60 >"$1/$name/$t.csv" || return
	done
}

# tables FOLDER MONTHS: what is one file for all months
tables() {
	mkdir -p "$1" && table indicators "$2" 60 >"$1/indicators.csv" &&
		table revisions '' $((60 + $2 * revisions)) >"$1/revisions.csv"
}

publish() {
	place=$1 with=$2
	shift 2
	"$build/bin/publish" -o "$place/data" -u "$with/indicators.csv" -u "$with/revisions.csv" "$@"
}

# held MONTHS: a dataset of so many, the last one published by itself as every month is, and the next one
held() {
	set=$sets/$1
	mkdir "$set" || return
	i=0
	while [ "$i" -lt $(($1 - 1)) ]; do
		month "$set/first" "$i" || return
		i=$((i + 1))
	done
	month "$set/last" $(($1 - 1)) && month "$set/next" "$1" &&
		tables "$set/tables.first" $(($1 - 1)) && tables "$set/tables.last" "$1" && tables "$set/tables.next" $(($1 + 1)) &&
		publish "$set/base" "$set/tables.first" "$set/first"/* && publish "$set/base" "$set/tables.last" "$set/last"/*
}

# next MONTHS PREFIX…: one more month, in a copy of that dataset, run with PREFIX
next() {
	set=$sets/$1
	shift
	rm -rf "$set/out" && cp -a "$set/base" "$set/out" &&
		"$@" "$build/bin/publish" -o "$set/out/data" -u "$set/tables.next/indicators.csv" \
			-u "$set/tables.next/revisions.csv" "$set/next"/* >"$work/said" 2>&1
}

# measure NAME REVISIONS: appends what the next month costs to $work/instructions.NAME and calls.NAME
measure() {
	revisions=$2
	for months in 12 240; do
		rm -rf "${sets:?}/$months"
		held $months || give_up "a dataset of $months months"
		next $months valgrind --tool=callgrind --callgrind-out-file=/dev/null --log-file="$work/log" ||
			give_up "instructions with $months months held"
		awk '/Collected/ { print $NF }' "$work/log" >>"$work/instructions.$1"
		next $months strace -f -o "$work/trace" || give_up "system calls with $months months held"
		grep -c '^[0-9]* *[a-z][a-z0-9_]*(' "$work/trace" >>"$work/calls.$1"
		printf '# one more month with %3d held, %d revisions each: %s instructions, %s system calls, %s of them fsync, %s files held\n' \
			$months "$2" "$(tail -n 1 "$work/instructions.$1")" "$(tail -n 1 "$work/calls.$1")" \
			"$(grep -c ' fsync(' "$work/trace")" "$(find "$sets/$months/out/data/" -type f | wc -l)"
	done
}

ratio() {
	awk '{ v[NR] = $1 } END { if (NR == 2 && v[1]) printf "%.3f", v[2] / v[1] }' "$work/$1"
}

measure months 0
measure revisions "${REVISIONS:-2}"
bench publish/instructions-of-240-against-12 "$(ratio instructions.months)" '<=' 1.2
bench publish/calls-of-240-against-12 "$(ratio calls.months)" '<=' 1.2
bench publish/with-revisions-240-against-12 "$(ratio instructions.revisions)" - -
rm -rf "$work"
finish
