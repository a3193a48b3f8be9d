#!/bin/sh
# As cron runs it: an empty environment, nobody looking, the clock somewhere else; and the units of systemd.
set -u
# shellcheck source=tests/suite.sh
. "${0%/*}/suite.sh"
solieu=$root/stages/solieu
cd "$tmp" || exit 3

mkdir in
find "$root/samples/reports" -name '*.txt' | sort >names
sed -n 1,2p names | while read -r name; do cp "$name" in/; done
printf 'INPUT=in\nOUT=made\n' >pipeline.conf

# The line of samples/cron/crontab, its paths set to ours, in the shell and environment of cron.
command=$(sed -n 's/^[0-9*]* [0-9*]* \* \* \* //p' "$root/samples/cron/crontab")
command=$(printf '%s' "$command" | sed "s#^solieu#$solieu#; s#/etc/solieu/pipeline.conf#$tmp/pipeline.conf#")
cron() { (cd / && env -i HOME=/nonexistent LOGNAME=nobody SHELL=/bin/sh PATH=/usr/bin:/bin "BUILD=$BUILD" "$@" /bin/sh -c "$command"); }
exits "the crontab line" 0 cron
is "is silent on success" "" "$(cat stdout stderr)"
check "and publishes" test -e made/data/csv/observations
exits "with nothing new" 0 cron
is "it is silent" "" "$(cat stdout stderr)"
is "and logs a line" 2 "$(wc -l <made/log/runs.jsonl | tr -d ' ')"
# shellcheck disable=SC2016
check "the log is JSON, line by line" sh -c 'while read -r line; do printf "%s" "$line" | python3 -m json.tool || exit 1; done <made/log/runs.jsonl'
printf '%s' 'Không có tháng nào: doanh thu đạt 5 tỷ đồng.' >in/undated.txt
exits "a report that waits" 1 cron
holds "is told on stderr" stderr 'undated.txt'
is "and nothing on stdout" "" "$(cat stdout)"
exits "not every morning anew" 0 cron
rm in/undated.txt
mv in away
exits "the input is gone" 2 cron
is "one line says it" 1 "$(wc -l <stderr | tr -d ' ')"
mv away in

# The clock: data never know it, status does.
lib=$(find /usr/lib -name libfaketime.so.1 2>/dev/null | sed -n 1p)
check "libfaketime is there" test -n "$lib"
cp -r in in2
bytes=$(bytes_of made/data)
printf 'INPUT=in2\nOUT=other\n' >pipeline.conf
exits "a run in 2038" 0 cron ASAN_OPTIONS=verify_asan_link_order=0 "LD_PRELOAD=$lib" FAKETIME='2038-02-01 12:00:00'
is "gives the same bytes" "$bytes" "$(bytes_of other/data)"
holds "the log has the time" other/log/runs.jsonl '"started": "2038-02-01T'
last=$(find made/state/months -mindepth 1 -maxdepth 1 | sed 's/.*\///' | sort | tail -n 1)
status_at() {
	env ASAN_OPTIONS=verify_asan_link_order=0 "LD_PRELOAD=$lib" FAKETIME="$1 12:00:00" "BUILD=$BUILD" \
		"$solieu" status -c pipeline.conf --out made
}
next=$(date -u -d "$last-01 +1 month" +%Y-%m)
due=$(date -u -d "$last-01 +2 month" +%Y-%m)
exits "status the day before the next figures are due" 0 status_at "$next-20"
lacks "nothing is late" stdout "$next.*late"
holds "the last success is told" stdout '^last success: 20'
exits "status well after" 0 status_at "$due-28"
holds "the month is late" stdout "$next.*late"

# systemd
mkdir units
sed "s#/usr/local/bin/solieu#$solieu#" "$root/samples/cron/solieu.service" >units/solieu.service
cp "$root/samples/cron/solieu.timer" units/
check "systemd-analyze verify" systemd-analyze verify --man=no units/solieu.service units/solieu.timer
check "the calendar line is valid" systemd-analyze calendar "$(sed -n 's/^OnCalendar=//p' units/solieu.timer)"

counts
