SCRIPTS += tests/publish/crash.sh
