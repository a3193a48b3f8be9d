#!/bin/sh
# The driver alone, over stages that only pretend (tests/driver/stage).
set -u
# shellcheck source=tests/suite.sh
. "${0%/*}/../suite.sh"
solieu=$root/stages/solieu
cd "$tmp" || exit 3
unset FAKE_FAIL FAKE_SLOW

mkdir -p fake/bin in/sub
for name in ingest extract normalize growth query publish explain bundle; do
	ln -s "$root/tests/driver/stage" "fake/bin/$name"
done
export BUILD="$tmp/fake"
export FAKE_CALLS="$tmp/calls"
: >calls
printf '2022-08\na\n' >in/a.txt
printf '2022-09\nb\n' >in/b.txt
printf '2022-10\nc\n' >'in/sub/c d.txt'

# shellcheck disable=SC2120
run() { "$solieu" run --input in --out out "$@"; }
lines() { wc -l <"$1" | tr -d ' '; }
state() { find out -type f ! -path out/log/runs.jsonl -exec sha256sum {} + | sort -k 2; }

# usage
exits "help" 0 "$solieu" --help
holds "help names the commands" stdout 'backfill FROM'
for name in run backfill release status explain asof history diff forget check; do
	exits "help of $name" 0 "$solieu" "$name" --help
	holds "help of $name shows its usage" stdout "^usage: solieu $name"
done
exits "version" 0 "$solieu" --version
is "is that of the project" "solieu $(sed -n 's/^VERSION *[:?]*= *//p' "$root/Makefile")" "$(cat stdout)"
exits "no command" 2 "$solieu"
exits "unknown command" 2 "$solieu" nonsense
holds "unknown command is named" stderr "^solieu: error: unknown command: 'nonsense'"
exits "unknown flag" 2 "$solieu" run --bogus
holds "unknown flag is named" stderr "unknown flag: '--bogus'"
exits "flag without its value" 2 "$solieu" run --jobs
exits "a month that is none" 2 "$solieu" run --period 2022-13 in
exits "a mode that is none" 2 "$solieu" backfill 2022-08 --reprocess some
exits "months the wrong way round" 2 "$solieu" backfill 2022-09 2022-08
exits "no such input" 2 "$solieu" run --out out nowhere
exits "output within the input" 2 "$solieu" run --out in/out in
absent "nothing was made" in/out

exits "status of nothing" 2 "$solieu" status --out none
absent "makes nothing" none
full() { "$solieu" "$@" >/dev/full; }
for words in --help --version "run --help" "run --input in --out full --summary" \
	"run --input in --out full --json" "backfill --out full --reprocess all 2022-08" \
	"status --out full"; do
	# shellcheck disable=SC2086
	exits "a full disk behind standard output: $words" 3 full $words
	holds "is told" stderr 'fatal: cannot write standard output'
done

# configuration
cat >bad.conf <<'END'
# a comment
INPTU=in
JOBS=0
junk
OUT="out"
OUT=a
OUT=b
LIMIT_MEMBERS=many
CORRECTIONS=missing.csv
END
ran=$(lines calls)
exits "mistakes in the configuration" 2 "$solieu" run -c bad.conf
cat >wanted <<'END'
solieu: bad.conf:2: error: unknown key: 'INPTU'
solieu: bad.conf:3: error: a whole number above 0 is wanted for JOBS: '0'
solieu: bad.conf:4: error: KEY=value is wanted: 'junk'
solieu: bad.conf:5: error: a value stands without quotes: '"out"'
solieu: bad.conf:7: error: key given twice: 'OUT'
solieu: bad.conf:8: error: a whole number above 0 is wanted for LIMIT_MEMBERS: 'many'
solieu: bad.conf:9: error: no such file or folder for CORRECTIONS: 'missing.csv'
END
check "each with its line" diff wanted stderr
is "and nothing ran" "$ran" "$(lines calls)"
printf '\357\273\277INPUT=nowhere\r\n' >bom.conf
exits "an input of the configuration that is missing" 2 "$solieu" run -c bom.conf --out out
holds "with its line" stderr "bom.conf:1: error: no such file or folder for INPUT: 'nowhere'"
mkdir conf
printf 'INPUT=../in\nOUT=../from-conf\nJOBS = 1 \n' >conf/pipeline.conf
exits "paths count from the configuration's folder" 0 "$solieu" run -c conf/pipeline.conf
check "the output is where it says" test -e from-conf/data/2022-08/documents.csv
(cd conf && "$solieu" run) && is "pipeline.conf of the working folder is found" 2 "$(lines from-conf/log/runs.jsonl)"
# shellcheck disable=SC2016
printf 'OUT=$(touch owned)\nINPUT=in\n' >evil.conf
exits "a value is not executed" 0 "$solieu" run -c evil.conf
absent "no command ran" owned
grep -o '^#\{0,1\}[A-Z_]*=' "$root/pipeline.conf" | tr -d '#=' | sort -u >explained
sed -n '/^conf_keys/,/END$/s/^\t\t\([A-Z_]*\) .*/\1/p' "$root/stages/driver/conf.sh" | sort -u >keys
check "pipeline.conf explains every key" diff keys explained
sed -n 's/^LIMIT("\([a-z-]*\)".*/\1/p' "$root/stages/ingest/limits.def" | tr 'a-z-' 'A-Z_' | sed 's/^/LIMIT_/' | sort >limits
grep '^LIMIT_' keys >known
check "the limits are those of ingest" diff limits known

# run
: >calls
exits "a first run" 0 run
is "is silent" "" "$(cat stdout stderr)"
check "a month is published" test -f out/data/2022-10/documents.csv
holds "names are relative to the input" out/data/2022-10/documents.csv ',sub/c d.txt,'
state >before
: >calls
exits "nothing new" 0 run
is "is silent" "" "$(cat stdout stderr)"
state >after
check "writes nothing" diff before after
is "but a line of the log" 2 "$(lines out/log/runs.jsonl)"
is "and calls no stage" 0 "$(lines calls)"
touch in/a.txt
exits "a touched file is not new" 0 run
state >after
check "it writes nothing" diff before after
printf '2022-08\na2\n' >in/a.txt
: >calls
exits "a changed file is new" 0 run
is "beside the old one" 3 "$(lines out/data/2022-08/documents.csv)"
is "only its month is computed" "2022-08" "$(sed -n 's/^growth month .* //p' calls | tr '\n' ' ' | sed 's/ $//')"
rm in/b.txt
exits "a file that vanished" 0 run
is "stays" 2 "$(lines out/data/2022-09/documents.csv)"
printf '2022-11\nd\n' >'in/-d.txt'
exits "dry run" 0 run --dry-run
is "names what is new" "-d.txt" "$(cat stdout)"
is "reads nothing" 5 "$(lines out/log/runs.jsonl)"
exits "a table is shown on demand" 0 run --summary
holds "with the months" stdout '^2022-11  *1 '
holds "and the folder to open" stdout "^open $tmp/out/data"
exits "summary as JSON" 0 run --json
holds "of the run" stdout '"command": "run", "exit": 0'

# waiting and rejected
printf '?\ne\n' >in/e.txt
exits "a report without a month" 1 run
holds "is told" stderr "month cannot be told.*'e.txt'"
exits "and not told again" 0 run
exits "status" 0 "$solieu" status --out out
holds "names it" stdout '^waiting: .*e.txt'
exits "its month given" 0 "$solieu" run --out out --period 2022-12 in/e.txt
check "publishes it" test -f out/data/2022-12/documents.csv
printf 'source,report_period\n' >in/reports.csv
: >calls
exits "reports.csv came: the input is read again" 0 run
holds "by ingest" calls '^ingest'
check "a month given before is remembered" test -f out/data/2022-12/documents.csv
printf 'bad\n' >in/bad.txt
exits "a report that cannot be read" 1 run
holds "is told" stderr 'bad.txt: error'
exits "and not told again" 0 run
exits "status" 0 "$solieu" status --out out
holds "names it" stdout '^rejected: bad.txt'
exits "backfill of what failed" 1 "$solieu" backfill --input in --out out --reprocess failed 2022-08
holds "has it in the plan" stdout '^rejected  1 to read again'
holds "it is still bad" stderr 'bad.txt: error'
printf '2022-09\nmended\n' >in/bad.txt
exits "mended" 0 run
exits "status again" 0 "$solieu" status --out out
lacks "it is rejected no longer" stdout '^rejected: bad.txt'

# forget
doc=$(sha256sum <in/a.txt | cut -c 1-16)
exits "forget what is not held" 2 "$solieu" forget --out out 0123456789abcdef
exits "forget what is no doc_id" 2 "$solieu" forget --out out a.txt
exits "forget, dry" 0 "$solieu" forget --out out --dry-run "$doc"
holds "it is still there" out/data/2022-08/documents.csv "$doc"
exits "forget" 0 "$solieu" forget --out out "$doc"
lacks "it is gone" out/data/2022-08/documents.csv "$doc"
tail -n 1 out/log/runs.jsonl >last
holds "the log says so" last "\"forgotten\": \[\"$doc\"\]"
printf 'source,report_period,title\n' >in/reports.csv
exits "it still lies in the input" 0 run
lacks "and is not read again" out/data/2022-08/documents.csv "$doc"
exits "named, it is" 0 "$solieu" run --out out in/a.txt
holds "read again" out/data/2022-08/documents.csv "$doc"

# stages that fail
for stage in ingest extract normalize growthadd queryplan growthmonth publish; do
	for code in 2 3 137; do
		printf '2022-08\n%s %s\n' "$stage" "$code" >"in/$stage$code.txt"
		before=$(bytes_of out/data)
		wanted=3
		[ $code -ne 2 ] || wanted=2
		export FAKE_FAIL="$stage $code"
		exits "$stage fails with $code" $wanted run
		unset FAKE_FAIL
		holds "it is said" stderr '^solieu: fatal: run stopped in '
		is "the dataset is as it was" "$before" "$(bytes_of out/data)"
		absent "nothing is left behind" out/state/work
		exits "the next run repairs it" 0 run
		doc=$(sha256sum <"in/$stage$code.txt" | cut -c 1-16)
		holds "with what was read" out/data/2022-08/documents.csv "$doc"
	done
done
printf '2022-08\nx\n' >in/x.txt
export FAKE_FAIL="extract 1"
exits "a stage that ends with 1 and wrote nothing" 3 run
unset FAKE_FAIL
rm out/data
exits "a dataset that was removed" 0 run
check "is published whole" test -f out/data/2022-09/documents.csv

# the lock
mkdir -p locked/state/lock
exits "a lock that cannot be opened" 3 "$solieu" run --input in --out locked
holds "is named" stderr 'fatal: cannot open the lock'
true >file
exits "an output that is no folder" 3 "$solieu" run --input in --out file
printf '2022-08\nslow\n' >in/slow.txt
(export FAKE_SLOW=2 && run) &
child=$!
sleep 0.7
exits "a second run" 75 run
holds "says why" stderr 'another run holds the lock'
exits "a backfill beside a run" 75 "$solieu" backfill --out out 2022-08
exits "status beside a run" 0 "$solieu" status --out out
wait $child
is "the first is not disturbed" 0 $?
exits "the lock is free again" 0 run

# backfill
exits "backfill, dry" 0 "$solieu" backfill --out out 2022-08 2022-09 --reprocess all --dry-run
holds "the plan" stdout '^2022-09  all  2 to read again'
cp stdout plan
exits "backfill" 0 "$solieu" backfill --out out 2022-08 2022-09 --reprocess all
head -n 2 stdout >began
check "the plan that runs is the plan that was shown" diff plan began
holds "plain lines of progress" stdout '^2022-09 computed'
for point in extract growthadd growthmonth publish; do
	export FAKE_FAIL="$point 3"
	exits "backfill that stops in $point" 3 "$solieu" backfill --out out 2022-08 2022-09 --reprocess all
	unset FAKE_FAIL
	exits "the same command continues" 0 "$solieu" backfill --out out 2022-08 2022-09 --reprocess all
	absent "and ends" out/state/driver/backfill
done

# others
printf '2022-08\nq\n' >q.txt
printf 'bad\n' >bad.txt
exits "explain" 0 "$solieu" explain --json q.txt
holds "reads as a run does, with the form wanted" calls '^explain -j -d /.*/state'
exits "explain of standard input" 0 "$solieu" explain --html
exits "explain of what is not there" 2 "$solieu" explain nowhere.txt
exits "explain with a flag that is none" 2 "$solieu" explain -x q.txt
exits "explain of what cannot be read" 1 "$solieu" explain bad.txt
mkdir temporary
TMPDIR=$tmp/temporary "$solieu" explain q.txt >stdout
is "explain leaves nothing behind" "" "$(ls temporary)"
exits "asof" 0 "$solieu" asof --out out 2022-08
exits "release" 0 "$solieu" release --out out 2022-08
holds "names dataset and folder" calls "^bundle .*-d $tmp/out/data -s $tmp/out/state -o $tmp/out/releases .* 2022-08\$"
exits "release of a span" 0 "$solieu" release --out out --from 2022-08 --to 2022-10 --tar
holds "hands it on" calls "^bundle .* -f 2022-08 .*-t.* 2022-10\$"
exits "release without a period" 2 "$solieu" release --out out
exits "release of nothing" 2 "$solieu" release --out none 2022-08
flock out/state/lock sleep 1 &
sleep 0.3
exits "release beside a run" 75 "$solieu" release --out out 2022-08
wait
exits "check" 0 "$solieu" check --input in --out out
exits "status as JSON" 0 "$solieu" status --out out --json
cp stdout status.json
check "is JSON" python3 -m json.tool stdout
holds "with the last success of each month" status.json '"months_last_success": {"2022-08": "20[0-9T:-]*Z", "2022-09"'
exits "status as text" 0 "$solieu" status --out out
holds "as the text has it" stdout '^2022-09.*done  *20[0-9T:-]*Z$'
printf '{"cut' >>out/log/runs.jsonl
exits "a line of the log that was cut" 0 run
is "does not spoil the next" '{"started"' "$(tail -n 1 out/log/runs.jsonl | cut -c 1-10)"
ln -s "$solieu" linked
exits "called through a link" 0 ./linked --version
exits "called with an empty environment" 0 env -i "$solieu" --version
check "shellcheck finds nothing" shellcheck -x "$solieu" "$root/stages/solieu.bash"

counts
