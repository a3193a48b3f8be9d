#!/bin/bash
# Runs the test programs named as operands, one after the other, and adds up what they count. Each ends
# with the line `N passed, N failed`; one that crashes, hangs, says nothing, or leaves with an error though
# it counts none, is a failure of its own. The output of a program is shown where something failed.
# The last line is `N passed, N failed` for all of them together.
set -u

limit=${TEST_SECONDS:-900}
passed=0 failed=0
output=$(mktemp) || exit 3
trap 'rm -f "$output"' EXIT

for program; do
	SECONDS=0
	timeout -k 10 "$limit" "$program" >"$output" 2>&1 </dev/null
	status=$?
	last=$(tail -n 1 "$output" | tr -d '\0')
	good=0 bad=0
	if [[ $last =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
		good=$((10#${BASH_REMATCH[1]})) bad=$((10#${BASH_REMATCH[2]}))
		why=
		if ((status != 0 && bad == 0)); then
			why="left with status $status"
		elif ((good + bad == 0)); then
			why="ran no test"
		fi
	elif ((status == 124 || status == 137)); then
		why="was stopped after $limit seconds"
	else
		why="left with status $status without counting its tests"
	fi
	if [[ -n $why ]]; then
		bad=$((bad + 1))
	fi
	if ((bad)); then
		printf -- '---- %s\n' "$program"
		grep -av '^ok ' "$output"
		[[ -z $why ]] || printf 'not ok - %s %s\n' "$program" "$why"
	fi
	printf '%s: %d passed, %d failed (%d s)\n' "$program" "$good" "$bad" "$SECONDS"
	passed=$((passed + good)) failed=$((failed + bad))
done

if ((passed + failed == 0)); then
	echo 'not ok - there was no test to run'
	failed=1
fi
printf '%d passed, %d failed\n' "$passed" "$failed"
((failed == 0))
