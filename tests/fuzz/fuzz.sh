#!/bin/sh
# fuzz.sh SECONDS RUNS NAME...: each harness for so long and so many executions (0: no limit), whichever ends first;
# a line `fuzz NAME: EXECUTIONS executions, clean|crashed`.
set -u

seconds=$1 runs=$2
shift 2
[ "$runs" -gt 0 ] || runs=-1
status=0
# what was freed is kept for a while, to find who still reads it: a little suffices for small inputs
export ASAN_OPTIONS="quarantine_size_mb=8:malloc_context_size=4${ASAN_OPTIONS:+:$ASAN_OPTIONS}"
for name; do
	found=$BUILD/fuzz/$name
	seeds=$BUILD/fuzz/seeds/$name
	mkdir -p "$found" && tests/fuzz/seeds.sh "$name" "$seeds" || exit 3
	case $name in # longer inputs only cost executions
	period) most=32 ;;
	cell | charset | dec | frame | utf8) most=128 ;;
	csv | date | facts | given | numeral | report | split | table) most=256 ;;
	input | pdf) most=2048 ;;
	*) most=512 ;;
	esac
	set -- -max_total_time="$seconds" -runs="$runs" -timeout=10 -rss_limit_mb=2048 -max_len=$most \
		-entropic=0 -reload=0 -print_final_stats=1 -artifact_prefix="$found/"
	[ ! -s "$seeds.dict" ] || set -- "$@" -dict="$seeds.dict"
	"$BUILD/fuzz/fuzz_$name" "$@" "$found" "tests/fuzz/corpus/$name" "$seeds" >"$found.log" 2>&1
	code=$?
	count=$(sed -n 's/^stat::number_of_executed_units: *//p' "$found.log")
	if [ $code = 0 ]; then
		echo "fuzz $name: ${count:-0} executions, clean"
	else
		echo "fuzz $name: ${count:-0} executions, crashed; see $found.log"
		status=1
	fi
done
exit $status
