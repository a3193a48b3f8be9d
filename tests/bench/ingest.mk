.PHONY: bench-ingest
bench: bench-ingest
bench-ingest: build
	@$(TEST_ENV) tests/bench/ingest.sh
