#!/bin/sh
# Every harness over its corpus, once: what once crashed a reader must not do so again.
set -u

build=${BUILD:-out/build}
passed=0 failed=0
output=$(mktemp) || exit 3
trap 'rm -f "$output"' EXIT
if ! make -s BUILD="$build" SANITIZE= fuzz-programs >"$output" 2>&1; then
	echo 'not ok - the harnesses are built'
	tail -n 20 "$output" | sed 's/^/# /'
	echo '0 passed, 1 failed'
	exit 1
fi
for harness in tests/fuzz/fuzz_*.c; do
	name=${harness#tests/fuzz/fuzz_}
	name=${name%.c}
	if "$build/fuzz/fuzz_$name" -timeout=20 tests/fuzz/corpus/"$name"/* >"$output" 2>&1 &&
		grep -q '^Executed ' "$output"; then
		echo "ok - the corpus of $name"
		passed=$((passed + 1))
	else
		echo "not ok - the corpus of $name"
		tail -n 30 "$output" | sed 's/^/# /'
		failed=$((failed + 1))
	fi
done
echo "$passed passed, $failed failed"
[ $failed = 0 ]
