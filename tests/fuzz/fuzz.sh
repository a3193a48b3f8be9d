#!/bin/sh
# fuzz.sh SECONDS RUNS NAME...: each harness for so long and so many executions (0: no limit), whichever ends first;
# a line `fuzz NAME: EXECUTIONS executions, clean|crashed`.
set -u

seconds=$1 runs=$2
shift 2
[ "$runs" -gt 0 ] || runs=-1
status=0
for name; do
	found=$BUILD/fuzz/$name
	seeds=$BUILD/fuzz/seeds/$name
	mkdir -p "$found" && tests/fuzz/seeds.sh "$name" "$seeds" || exit 3
	case $name in
	numeral | date) most=256 ;; # one figure: more only costs executions
	*) most=16384 ;;
	esac
	set -- -max_total_time="$seconds" -runs="$runs" -timeout=10 -rss_limit_mb=2048 -max_len=$most \
		-print_final_stats=1 -artifact_prefix="$found/"
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
