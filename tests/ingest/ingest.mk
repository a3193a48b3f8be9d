SCRIPTS += tests/ingest/hostile.sh
