#!/bin/sh
# Every harness over its corpus, once: what once crashed a reader must not do so again.
set -u

# shellcheck source=tests/suite.sh
. "${0%/*}/../suite.sh"
cd "$root" || exit 3

if ! make -s BUILD="$BUILD" SANITIZE= fuzz-programs >"$tmp/said" 2>&1; then
	miss 'the harnesses are built' "$tmp/said"
	counts
	exit 1
fi
for harness in tests/fuzz/fuzz_*.c; do
	name=${harness#tests/fuzz/fuzz_}
	name=${name%.c}
	if "$BUILD/fuzz/fuzz_$name" -timeout=20 tests/fuzz/corpus/"$name"/* >"$tmp/said" 2>&1 &&
		grep -q '^Executed ' "$tmp/said"; then
		pass "the corpus of $name"
	else
		tail -n 30 "$tmp/said" >"$tmp/last"
		miss "the corpus of $name" "$tmp/last"
	fi
done
counts
