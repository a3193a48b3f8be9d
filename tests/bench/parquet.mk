.PHONY: bench-parquet
bench-parquet: build
	@$(TEST_ENV) tests/bench/parquet.sh
