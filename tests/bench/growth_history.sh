#!/bin/sh
# Cost of history: what growth and query execute for one more month with 12 and with 240 months held, in
# instructions, which do not hang on how busy the machine is. At most 1.2 times.
set -u

root=.
# shellcheck source=tests/bench/common.sh
. "${0%/*}/common.sh"
need valgrind:valgrind

mkdir "$work/lexicon" && cp "$root/common/lexicon/message.csv" "$work/lexicon" &&
	echo indicator,label_vi,label_en,field,unit_measure,measure >"$work/lexicon/indicator.csv"

# add FOLDER [PREFIX…]: the batch below FOLDER into the store, run with PREFIX
add() {
	batch=$1
	shift
	"$@" "$build/bin/growth" add -d "$state" -H x -s "$batch/sources.csv" -i "$batch/lines.csv" \
		-D "$batch/documents.csv" -o "$batch/observations.csv" -g "$batch/growth.csv" \
		-L "$batch/ledger.csv" -f "$batch/findings.csv" >/dev/null
}

# store MONTHS: a store of so many months in $state, one more in the batch $work/new
store() {
	state=$work/state$1
	mkdir -p "$work/held" "$work/new"
	awk -v months=$(($1 + 1)) -v series=60 -f "$root/tests/growth/corpus.awk" >"$work/all"
	last=$(awk -F '|' '$1 == "doc" { month = $3 } END { print month }' "$work/all")
	for part in held new; do
		awk -F '|' -v last="$last" -v part=$part '
		$1 == "doc" { new = $3 == last }
		new == (part == "new")' "$work/all" |
			awk -v to="$work/$part" -f "$root/tests/growth/batch.awk"
	done
	add "$work/held" && "$build/bin/growth" month -d "$state" -l "$work/lexicon" &&
		"$build/bin/growth" tables -d "$state"
}

count() {
	valgrind --tool=callgrind --callgrind-out-file=/dev/null --log-file="$work/log" "$@" >/dev/null
	awk '/Collected/ { print $NF }' "$work/log" >>"$work/counts"
}

for months in 12 240; do
	store $months || give_up "a store of $months months"
	: >"$work/counts"
	add "$work/new" count
	count "$build/bin/query" plan -d "$state"
	count "$build/bin/growth" month -d "$state" -l "$work/lexicon"
	count "$build/bin/growth" tables -d "$state"
	awk -v months=$months '
	{ sum += $1; n += $1 > 0 }
	END { if (n == 4) print sum; printf "# one more month with %3d held: %.1f million instructions\n", months, sum / 1e6 >"/dev/stderr" }' \
		"$work/counts" >"$work/sum$months" 2>"$work/said"
	cat "$work/said"
done
bench growth/month-of-240-against-12 "$(cat "$work/sum12" "$work/sum240" |
	awk '{ v[NR] = $1 } END { if (NR == 2) printf "%.3f", v[2] / v[1] }')" '<=' 1.2
rm -rf "$work"
finish
