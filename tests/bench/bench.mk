# make bench: every benchmark of this folder, then a table of what they measured. MB of text (20: a quick run), ROWS
# of observations, RUNS and ROUNDS are what the scripts say; `make bench-growth`: those whose names begin so.
# A new benchmark is a script here that sources common.sh; there is nothing to add.

bench: build
	@$(TEST_ENV) tests/bench/all.sh

bench-%: build
	@$(TEST_ENV) ONLY='$*' tests/bench/all.sh
