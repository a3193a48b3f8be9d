#!/bin/sh
# publish: what it writes, what it leaves alone, what it refuses.
# shellcheck disable=SC2016 # scripts in single quotes expand what they are given
set -u

# shellcheck source=tests/publish/lib.sh
. "${0%/*}/lib.sh"

# Every file with inode, time and size: what a run has touched shows.
snapshot()
{
	find "$1" -printf '%p %i %T@ %s %l\n' | sort
}

ends_with()
{
	want=$1
	shift
	"$@" >"$work/stdout.txt" 2>"$work/stderr.txt" </dev/null
	code=$?
	cat "$work/stderr.txt"
	[ "$code" = "$want" ] || { echo "exit code $code, not $want"; false; }
}

says()
{
	[ "$(cat "$work/stderr.txt")" = "$1" ] || { cat "$work/stderr.txt"; false; }
}

usage_hint()
{
	[ -s "$work/stderr.txt" ] && [ ! -s "$work/stdout.txt" ] && grep -q '^usage: publish' "$work/stderr.txt"
}

same_inode()
{
	[ "$(stat -c %i "$1")" = "$(stat -c %i "$2")" ]
}

quiet_unchanged()
{
	snapshot "$work/out" >"$work/before.txt"
	ends_with 0 "$@" && snapshot "$work/out" | diff "$work/before.txt" -
}

generations()
{
	ls "$work/out/state/generations"
}

# ---- a dataset grows -------------------------------------------------------------------------------

month "$work/in" 2022-07 v1
month "$work/in" 2022-08 v1
data=$work/out/data
file=observations/vintage=2022-08/observations
check 'a first publish' ends_with 0 "$publish" -o "$data" "$work/in/2022-07" "$work/in/2022-08"
check 'both months in both formats' whole "$data" v1 2022-07 2022-08
check 'the CSV inside is the CSV given' \
	sh -c 'gzip -dc "$1" | cmp - "$2"' sh "$data/csv/$file.csv.gz" "$work/in/2022-08/observations.csv"
check 'no time, no name in the gzip header' \
	test "$(od -An -tx1 -N8 "$data/csv/$file.csv.gz" | tr -d ' ')" = 1f8b080000000000
check 'the link is relative' test "$(readlink "$data")" = state/generations/000001
check 'the same again writes nothing' \
	quiet_unchanged "$publish" -o "$data" "$work/in/2022-07" "$work/in/2022-08"
check 'nothing to publish writes nothing' quiet_unchanged "$publish" -o "$data"
check 'removing a month that is not held writes nothing' quiet_unchanged "$publish" -o "$data" -x 2019-01

mkdir "$work/first" && cp -a "$work/out/." "$work/first"
month "$work/in" 2022-08 v2
check 'a month changes' ends_with 0 "$publish" -o "$data" "$work/in/2022-08"
check 'what did not change is the same file' \
	same_inode "$data/csv/growth/vintage=2022-07/growth.csv.gz" \
	"$work/out/state/generations/000001/csv/growth/vintage=2022-07/growth.csv.gz"
check 'the generation before stays as it was' \
	diff -r "$work/out/state/generations/000001" "$work/first/state/generations/000001"
month "$work/in" 2022-07 v2
check 'the other month changes' ends_with 0 "$publish" -o "$data/" "$work/in/2022-07/"
check 'only the last two generations are kept' test "$(generations | tr '\n' ' ')" = '000002 000003 changes lock '
check 'the new months are there' whole "$data" v2 2022-07 2022-08
check 'a month is removed' ends_with 0 "$publish" -o "$data" -x 2022-07
check 'and only that' whole "$data" v2 2022-08
check 'the last month is removed' ends_with 0 "$publish" -o "$data" -x 2022-08
check 'and no empty folder stays' test -z "$(find "$data/" -mindepth 1)"
check 'and it comes back' ends_with 0 "$publish" -o "$data" "$work/in/2022-08"
mv "$work/out" "$work/moved"
check 'the whole can be moved' whole "$work/moved/data" v2 2022-08
mv "$work/moved" "$work/out"

table revisions '' v3 4 >"$work/revisions.csv"
check 'a table without partitions' ends_with 0 "$publish" -o "$data" -u "$work/revisions.csv"
check 'stands beside the others' test -s "$data/parquet/revisions/revisions.parquet" -a \
	-s "$data/csv/revisions/revisions.csv.gz" -a -s "$data/parquet/$file.parquet"
check 'and once more writes nothing' quiet_unchanged "$publish" -o "$data" -u "$work/revisions.csv"

touch "$work/out/state/generations/notes.txt"
ln -s nowhere "$work/out/data.new"
mkdir "$work/out/state/generations/000099" "$work/out/state/generations/000099.new"
check 'the next run clears what a crash has left' ends_with 0 "$publish" -o "$data"
check 'and nothing else' test "$(generations | tr '\n' ' ') $(ls "$work/out" | tr '\n' ' ')" = \
	'000006 000007 changes lock notes.txt  data state '
rm "$work/out/state/generations/notes.txt"
mv "$work/out/state/generations/000007" "$work/aside"
check 'a link that leads nowhere begins anew' ends_with 0 "$publish" -o "$data" "$work/in/2022-08"
check 'and says so' says "publish: $data: warning: leads nowhere: every table begins anew"
"$publish" -o "$data" -u "$work/revisions.csv"

# A file with more at its end, and one with less, differ too.
month "$work/in" 2022-08 v2 6
cp -r "$data/parquet/observations" "$work/five"
check 'a row more is a change' ends_with 0 "$publish" -o "$data" "$work/in/2022-08"
month "$work/in" 2022-08 v2 5
check 'a row less is a change' ends_with 0 "$publish" -o "$data" "$work/in/2022-08"
check 'and gives the old bytes' diff -r "$data/parquet/observations" "$work/five"

# ---- the same bytes everywhere ---------------------------------------------------------------------

mkdir "$work/elsewhere"
check 'another time zone, locale, umask, folder, number of jobs' sh -c '
	cd "$1/elsewhere" && umask 077 && TZ=Asia/Ho_Chi_Minh LC_ALL=C.UTF-8 HOME=/nonexistent \
		"$2" -j 7 -o here -u ../revisions.csv ../in/2022-08 && cd .. &&
		diff -r elsewhere/here/csv out/data/csv && diff -r elsewhere/here/parquet out/data/parquet' \
	sh "$work" "$publish"
check 'files are as readable as the umask says' \
	test "$(stat -c %a "$work/elsewhere/here/csv/$file.csv.gz")" = 600 -a \
	"$(stat -c %a "$data/csv/$file.csv.gz")" = "$(printf '%o' $((0666 & ~$(umask))))"
check 'an empty environment' env -i "$publish" -o "$work/bare" "$work/in/2022-08"

# ---- what is refused -------------------------------------------------------------------------------

# refused TEXT MESSAGE EDIT: the edited observations are refused, nothing changes
refused()
{
	rm -rf "$work/bad" && mkdir "$work/bad" && cp -r "$work/in/2022-08" "$work/bad/"
	sed "$3" "$work/in/2022-08/observations.csv" >"$work/bad/2022-08/observations.csv"
	snapshot "$work/out/data/" >"$work/before.txt"
	check "$1" ends_with 2 "$publish" -o "$data" "$work/bad/2022-08"
	check "$1: the message" says "publish: $work/bad/2022-08/observations.csv:$2"
	check "$1: nothing has changed, nothing is left behind" sh -c \
		'[ -z "$(find "$1/state" -name "*.new")" ] && find "$1/data/" -printf "%p %i %T@ %s %l\n" | sort | diff "$2" -' \
		sh "$work/out" "$work/before.txt"
}

refused 'a seventh decimal' \
	'4: error: table observations, row 3, column obs_value: more than 6 decimals: '"'3.5000001'" \
	'4s/,3\.5,/,3.5000001,/'
refused 'text where a number belongs' \
	"2: error: bad value of byte_start, wants int64: 'many'" \
	'2s/,1,1,v2$/,many,1,v2/'
refused 'a row of another month' \
	"3: error: bad value of report_period, wants the month of the folder: '2022-09'" '3s/2022-08/2022-09/'

check 'no such folder' ends_with 2 "$publish" -o "$data" "$work/in/2031-01"
check 'a folder that is no month' ends_with 2 "$publish" -o "$data" "$work/in"
check 'a month named twice' ends_with 2 "$publish" -o "$data" "$work/in/2022-08" "$work/in/2022-08/"
check 'a month both published and removed' ends_with 2 "$publish" -o "$data" -x 2022-08 "$work/in/2022-08"
check 'removing what is no month' ends_with 2 "$publish" -o "$data" -x 2022-8
check 'a table that there is not' ends_with 2 "$publish" -o "$data" -u "$work/check.log"
check 'a table that comes by months' ends_with 2 "$publish" -o "$data" -u "$work/in/2022-08/growth.csv"
check 'a table named twice' \
	ends_with 2 "$publish" -o "$data" -u "$work/revisions.csv" -u "$work/revisions.csv"
mkdir -p "$work/taken/data"
check 'DATA is a folder of someone else' ends_with 2 "$publish" -o "$work/taken/data" "$work/in/2022-08"
check 'and stays empty' rmdir "$work/taken/data"
ln -s / "$work/taken/data"
check 'DATA is a link to elsewhere' ends_with 2 "$publish" -o "$work/taken/data" "$work/in/2022-08"
check 'no flag at all' ends_with 2 "$publish"
check 'says how' usage_hint
check 'a bad flag' ends_with 2 "$publish" -q
check 'says how, too' usage_hint
check 'help' ends_with 0 "$publish" -h
check 'goes to standard output' test -s "$work/stdout.txt" -a ! -s "$work/stderr.txt"

if [ "$(id -u)" = 0 ]; then
	unwritable=/sys/solieu
else
	unwritable=$work/unwritable/out
	mkdir "$work/unwritable" && chmod 555 "$work/unwritable"
fi
check 'a folder that cannot be written' ends_with 3 "$publish" -o "$unwritable/data" "$work/in/2022-08"
check 'is named' grep -q "$unwritable" "$work/stderr.txt"

# ---- as a filter -----------------------------------------------------------------------------------

observations=$work/in/2022-08/observations.csv
check 'a filter gives the same Parquet' \
	sh -c '"$1" -t observations <"$2" | cmp - "$3"' sh "$publish" "$observations" "$data/parquet/$file.parquet"
check 'a filter gives the same csv.gz' sh -c \
	'"$1" -t observations -f csv.gz "$2" | cmp - "$3"' sh "$publish" "$observations" "$data/csv/$file.csv.gz"
# full FORMAT, closed FORMAT: standard output that takes nothing
full()
{
	"$publish" -t observations -f "$1" "$observations" >/dev/full
	[ $? = 3 ]
}
closed()
{
	"$publish" -t observations -f "$1" "$observations" >&-
	[ $? = 3 ]
}
for format in parquet csv.gz; do
	check "$format to a full disk" full "$format"
	check "$format to a closed standard output" closed "$format"
	check "$format of an empty input" ends_with 2 "$publish" -t observations -f "$format"
	check "$format of a folder" ends_with 2 "$publish" -t observations -f "$format" "$work"
done
check 'the filter of another table' ends_with 2 "$publish" -t growth "$observations"
check 'the filter of no table' ends_with 2 "$publish" -t nothing "$observations"
check 'no such format' ends_with 2 "$publish" -t observations -f xlsx "$observations"

counts
