# make bench: every benchmark of this folder, then a table of what they measured.
# make bench ONLY=reading MB=20: those of a pattern; MB of text, ROWS of observations, RUNS, ROUNDS as they say.

bench: build
	@$(TEST_ENV) tests/bench/all.sh
