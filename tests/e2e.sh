#!/bin/sh
# End to end over the sample months: what comes out, and that it is the same bytes however it is made.
set -u
# shellcheck source=tests/suite.sh
. "${0%/*}/suite.sh"
solieu=$root/stages/solieu
samples=$root/samples/reports
cd "$tmp" || exit 3

: >none.conf
run() { "$solieu" run -c none.conf --input "$samples" "$@"; }
lines() { wc -l <"$1" | tr -d ' '; }
state() { find "$1" -type f ! -name runs.jsonl -exec sha256sum {} + | sort -k 2; }
# column FILE NAME: that column of a table, quotes honoured where no field holds a line feed.
column() {
	awk -v name="$2" '
	function fields(record,    i, c, quoted, n, field) {
		n = 1
		delete cell
		for (i = 1; i <= length(record); i++) {
			c = substr(record, i, 1)
			if (c == "\"")
				quoted = !quoted
			else if (c == "," && !quoted)
				n++
			else
				cell[n] = cell[n] c
		}
		return n
	}
	{ n = fields($0) }
	NR == 1 { for (i = 1; i <= n; i++) if (cell[i] == name) wanted = i; next }
	{ print cell[wanted] }' "$1"
}

# The dataset of the samples
exits "the samples are read" 0 run --out a
is "silently" "" "$(cat stdout stderr)"
months=$(find a/data/csv/observations -name 'vintage=*' | sed 's/.*vintage=//' | sort)
count=$(printf '%s\n' "$months" | wc -l | tr -d ' ')
if [ "$count" -ge 14 ]; then pass "at least 14 months ($count)"; else miss "at least 14 months ($count)"; fi
for table in documents observations growth findings; do
	is "$table has csv.gz and parquet for each month" "$count $count" \
		"$(find "a/data/csv/$table" -name "$table.csv.gz" | wc -l | tr -d ' ') $(find "a/data/parquet/$table" -name "$table.parquet" | wc -l | tr -d ' ')"
done
for table in indicators revisions; do
	check "$table is there" test -s "a/data/parquet/$table/$table.parquet"
done
find a/data/csv/growth -name '*.gz' | sort | while read -r file; do gzip -dc "$file"; done >growth.csv
column growth.csv basis | sort | uniq -c >bases
holds "growth month on month" bases ' mom$'
holds "growth year on year" bases ' yoy$'
column growth.csv stated | sort | uniq -c >how
holds "growth as stated" how ' true$'
holds "growth as computed" how ' false$'
column growth.csv verdict | sort | uniq -c >verdicts
holds "growth that is consistent" verdicts ' consistent$'

# The ledger adds up
for ledger in a/state/documents/*/ledger.csv; do
	column "$ledger" outcome
done | sort | uniq -c >outcomes
holds "number tokens became facts" outcomes ' fact$'
tokens=$(cat a/state/documents/*/ledger.csv | grep -vc '^doc_id,')
is "every token has its outcome" "$tokens" "$(awk '{ sum += $1 } END { print sum + 0 }' outcomes)"
lacks "no token without one" outcomes '^ *[0-9]* *$'

# Nothing new
state a >before
exits "a second run" 0 run --out a
state a >after
check "writes nothing" diff before after
is "but a line of the log" 2 "$(lines a/log/runs.jsonl)"
exits "the table is shown on demand" 0 run --out a --summary
is "with a line a month, head, total, numbers and the folder" $((count + 4)) "$(grep -vc wait stdout)"

# The same bytes
wanted=$(bytes_of a/data)
exits "made anew" 0 run --out b
is "same bytes" "$wanted" "$(bytes_of b/data)"
(TZ=Pacific/Kiritimati && export TZ && run --out tz)
is "in another time zone" "$wanted" "$(bytes_of tz/data)"
(LC_ALL=vi_VN.UTF-8 LANG=tr_TR.UTF-8 && export LC_ALL LANG && run --out locale)
is "in another locale" "$wanted" "$(bytes_of locale/data)"
(umask 077 && run --out umask)
is "with another umask" "$wanted" "$(bytes_of umask/data)"
(cd / && "$solieu" run -c "$tmp/none.conf" --input "$samples" --out "$tmp/cwd")
is "from another folder" "$wanted" "$(bytes_of cwd/data)"
for jobs in 1 3 7; do
	run --out "jobs$jobs" --jobs "$jobs"
	is "with $jobs jobs" "$wanted" "$(bytes_of "jobs$jobs/data")"
done
env -i "BUILD=$BUILD" "$solieu" run -c none.conf --input "$samples" --out empty
is "with an empty environment" "$wanted" "$(bytes_of empty/data)"
cp -r "$samples" copied
"$solieu" run -c none.conf --input copied --out copy
is "from a copy elsewhere" "$wanted" "$(bytes_of copy/data)"

# In whatever order they come
mkdir -p some
find "$samples" -type f ! -name reports.csv | sort | sed "s|^$samples/||" >all
arrive() {
	while read -r name; do
		mkdir -p "some/$(dirname "$name")"
		cp "$samples/$name" "some/$name"
	done
	[ ! -f "$samples/reports.csv" ] || cp "$samples/reports.csv" some/
	"$solieu" run -c none.conf --input some --out order >>order.log 2>&1
}
sed -n '2~3p' all | arrive
sed -n '0~3p' all | arrive
sed -n '1~3p' all | arrive
is "in three parts, out of order" "$wanted" "$(bytes_of order/data)"
exits "a backfill of all" 0 "$solieu" backfill -c none.conf --out order --reprocess all \
	"$(printf '%s\n' "$months" | sed -n 1p)" "$(printf '%s\n' "$months" | sed -n '$p')"
is "the same bytes" "$wanted" "$(bytes_of order/data)"
is "and it says that nothing changed" "nothing changed" "$(tail -n 1 stdout)"

# A later report leaves earlier months alone
last=$(printf '%s\n' "$months" | sed -n '$p')
sed 1d a/state/index/reports/"$last".csv | cut -d , -f 1 | while read -r doc; do
	"$solieu" forget -c none.conf --out b "$doc" || exit 1
done
check "the last month is forgotten" test ! -e "b/data/csv/observations/vintage=$last"
for table in documents observations growth findings; do
	for format in csv parquet; do
		(cd a/data/$format/$table && find . -type f ! -path "*/vintage=$last/*" -exec sha256sum {} + | sort -k 2) >with
		(cd b/data/$format/$table && find . -type f -exec sha256sum {} + | sort -k 2) >without
		check "$format $table: earlier months do not change by it" diff with without
	done
done

# Corrections: stale until a backfill, guarded by what the source says
first=$(printf '%s\n' "$months" | sed -n 1p)
table=a/state/months/$first/observations.csv
for name in doc_id byte_start obs_value obs_id; do
	column "$table" $name | sed -n 1p >"first.$name"
done
correction() {
	echo action,doc_id,byte_start,series_id,time_period,value,expect,reason
	echo "drop,$(cat first.doc_id),$(cat first.byte_start),,,,$1,misprint"
}
correction "$(cat first.obs_value)" >corrections.csv
printf 'CORRECTIONS=corrections.csv\n' >corrections.conf
exits "check knows the corrections" 0 "$solieu" check -c corrections.conf --input "$samples"
exits "status with corrections" 0 "$solieu" status -c corrections.conf --out a --json
"$solieu" backfill -c corrections.conf --out a "$first" --reprocess stale --dry-run >plan
holds "the month is stale" plan "^$first  stale"
exits "a backfill of what is stale" 0 "$solieu" backfill -c corrections.conf --out a "$first" --reprocess stale
lacks "the reading is gone" "$table" "^$(cat first.obs_id),"
corrected=$(bytes_of a/data)
correction 12345.678 >corrections.csv
exits "a correction of what the source does not say" 2 "$solieu" backfill -c corrections.conf --out a "$first" --reprocess stale
is "leaves the dataset as it was" "$corrected" "$(bytes_of a/data)"
exits "without corrections" 0 "$solieu" backfill -c none.conf --out a "$first" --reprocess stale
is "all is as before" "$wanted" "$(bytes_of a/data)"

# A stage replaced by a few lines of awk
mkdir -p awk/bin text
for program in "$BUILD"/bin/*; do
	ln -s "$program" awk/bin/
done
find "$samples" -name '*.txt' -exec cp {} text/ \;
rm awk/bin/ingest
cp "$root/tests/driver/ingest.awk.sh" awk/bin/ingest
"$solieu" run -c none.conf --input text --out program && (BUILD=$tmp/awk && "$solieu" run -c none.conf --input text --out replaced)
is "ingest in awk: the same dataset" "$(bytes_of program/data)" "$(bytes_of replaced/data)"

# A real report, where it is at hand
shared=${SOLIEU_SHARED:-$root/../shared}
if [ -d "$shared/reports" ]; then
	exits "real reports are read" 0 "$solieu" run -c none.conf --input "$shared/reports" --out real
	check "the month of the first is right" test -d real/data/csv/observations/vintage=2022-08
fi

counts
