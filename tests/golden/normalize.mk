SCRIPTS += tests/golden/normalize/run.sh
