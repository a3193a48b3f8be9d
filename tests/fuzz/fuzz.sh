#!/bin/sh
# fuzz.sh SECONDS NAME...: each harness for so long; a line `fuzz NAME: EXECUTIONS executions, clean|crashed`.
set -u

seconds=$1
shift
status=0
for name; do
	found=$BUILD/fuzz/$name
	mkdir -p "$found" || exit 3
	"$BUILD/fuzz/fuzz_$name" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=16384 \
		-print_final_stats=1 -artifact_prefix="$found/" "$found" "tests/fuzz/corpus/$name" \
		>"$found.log" 2>&1
	code=$?
	runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$found.log")
	if [ $code = 0 ]; then
		echo "fuzz $name: ${runs:-0} executions, clean"
	else
		echo "fuzz $name: ${runs:-0} executions, crashed; see $found.log"
		status=1
	fi
done
exit $status
