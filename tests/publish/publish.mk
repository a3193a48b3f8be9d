SCRIPTS += tests/publish/crash.sh tests/publish/history.sh
