.PHONY: bench-growth
bench-growth: build
	@$(TEST_ENV) tests/bench/growth.sh
	@$(TEST_ENV) tests/bench/growth_history.sh
