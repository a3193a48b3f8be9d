# make eval: precision, recall and F1 of the reports with gold, and the sentences read right.
eval: build
	@$(TEST_ENV) tests/spec/eval.sh
