#!/bin/bash
# extract: a word added to a lexicon is read without a build, a bad row is refused; places are bytes; the
# same bytes give the same rows in whatever company; what no report looks like ends soon, in little memory.
set -u

# large files are flushed: in memory where that is possible
if [[ -z ${TMPDIR:-} && -w /dev/shm ]]; then
	export TMPDIR=/dev/shm
fi
# shellcheck source=tests/suite.sh
. "${0%/*}/../suite.sh"
ingest=$bin/ingest
extract=$bin/extract
lexicons=$root/common/lexicon
cd "$tmp" || exit 3

# table SENTENCE…: a report of August 2023 as a table of lines
table() {
	local line at=0
	echo doc_id,byte_start,kind,text
	for line in 'Báo cáo tình hình tháng 8/2023' "$@"; do
		printf 'd0c,%d,para,"%s"\n' "$at" "${line//\"/\"\"}"
		at=$((at + $(printf %s "$line" | wc -c) + 1))
	done
}

# cells COLUMNS [extract options]: those columns of the mentions below the title, a line each
cells() {
	local columns=$1
	shift
	"$extract" "$@" lines.csv | mlr --icsv --onidx --ofs '|' filter '$mention > 2' \
		'then' cut -o -f "$columns" | sed 's/|*$//'
}

# ---- lexicons -----------------------------------------------------------------------------------

# overlay FILE ROW…: folder `own` with that lexicon and no other
overlay() {
	local file=$1
	shift
	rm -rf own
	mkdir own
	head -n 1 "$lexicons/$file.csv" >"own/$file.csv"
	printf '%s\n' "$@" >>"own/$file.csv"
}

# added FILE ROW SENTENCE COLUMNS BEFORE AFTER
added() {
	table "$3" >lines.csv
	overlay "$1" "$2"
	is "$1.csv: without a row" "$5" "$(cells "$4" -l "$lexicons")"
	is "$1.csv: a row in a folder of one's own" "$6" "$(cells "$4" -l "$lexicons" -l own)"
}
added phrase 'qwrtz,change,-,' 'Doanh thu bưu chính đạt 5 tỷ đồng, qwrtz 12% so với cùng kỳ.' \
	outcome,sign $'level\nlevel' $'level\ngrowth|-'
added noun 'qwrtz xyz abc,flow,' 'Có 15 qwrtz xyz abc.' outcome,number,unit \
	'level|15|qwrtz xyz' 'level|15|qwrtz xyz abc'
added measure 'qwrtz xyz,flow,' 'Doanh thu bưu chính đạt 5 tỷ đồng, qwrtz xyz 6 tỷ đồng.' subject \
	$'Doanh thu bưu chính\nDoanh thu qwrtz xyz' $'Doanh thu bưu chính\nqwrtz xyz bưu chính'
added unit 'Qwz,Qwz,physical,1' 'Sản lượng thép đạt 15 Qwz.' outcome,unit level 'level|Qwz'
added cue 'qwrtz,name,before,' 'Mạng qwrtz 15 có 5 nghìn thuê bao.' outcome,number \
	$'unread|15\nlevel|5' $'name|15\nlevel|5'
added scale 'qwrtz,3,a thousand' 'Có 15 qwrtz thuê bao.' number,scale,unit '15||qwrtz thuê bao' '15|qwrtz|thuê bao'
added number_word 'qwrtz,7,digit' 'Có qwrtz thuê bao.' number,unit '' 'qwrtz|thuê bao'
added place 'VN-HN,Qwrtz,province,,,Qwrtz' 'Doanh thu bưu chính tại Qwrtz đạt 5 tỷ đồng.' area '' Qwrtz

table 'Viện Qwrtz' 'Doanh thu bưu chính đạt 5 tỷ đồng.' >lines.csv
issuer() { "$extract" "$@" -d /dev/stdout -o mentions.csv lines.csv | mlr --icsv --onidx cut -f issuer; }
overlay issuer 'QWZ,Viện Qwrtz,'
is 'issuer.csv: without a row' '' "$(issuer -l "$lexicons")"
is "issuer.csv: a row in a folder of one's own" QWZ "$(issuer -l "$lexicons" -l own)"

overlay noun 'thuê bao,flow,' 'thuê bao,stock,'
table 'Có 15 thuê bao.' >lines.csv
is 'a later row wins' 'level|15|thuê bao' "$(cells outcome,number,unit -l "$lexicons" -l own)"

# bad FILE ROW WHY
bad() {
	overlay "$1" '' "$2"
	exits "$1.csv: a bad row is refused: $2" 2 "$extract" -l "$lexicons" -l own lines.csv
	holds 'with file, line and reason' stderr "own/$1.csv:3: error: $3"
	is 'and nothing is written' '' "$(cat stdout)"
}
bad phrase 'qwrtz,nosuchclass,,' 'unknown class'
bad phrase 'qwrtz,change' ''
bad phrase ',change,+,' ''
bad noun 'qwrtz,rate,' 'measure is neither stock nor flow'
bad measure 'qwrtz,speed,' 'unknown measure'
bad unit 'qwrtz,Qwz' ''
bad unit ',Qwz,physical,1' ''
bad cue 'qwrtz,name,beside,' 'side is none of before, after, pair'
bad scale 'qwrtz,many,' ''
bad number_word 'qwrtz,many,' ''
bad place 'VN-HN,Qwrtz' ''
bad place 'VN-HN,,province,,,' ''
bad issuer 'QWZ' ''
bad issuer 'QWZ,,' ''
mkdir -p none
exits 'a first folder without lexicons' 2 "$extract" -l none lines.csv
exits 'a second one without' 0 "$extract" -l "$lexicons" -l none lines.csv

# ---- what cannot be told ------------------------------------------------------------------------

echo 'doc_id,source,sha256,bytes,media_type,encoding,given_period,given_published,given_issuer,given_title
d0c,a.txt,,5,text/plain,UTF-8,,,,
e0c,b.txt,,5,text/plain,UTF-8,,,,' >sources.csv
printf '%s\n' doc_id,byte_start,kind,text 'd0c,0,para,Doanh thu bưu chính đạt 5 tỷ đồng.' >lines.csv
exits 'a report without a month' 0 "$extract" -s sources.csv -d documents.csv -f findings.csv lines.csv
is 'has no mentions' 1 "$(wc -l <stdout | tr -d ' ')"
is 'waits with a finding, and so does one without a line' 'd0c|PERIOD_UNKNOWN|e0c|NO_TEXT' \
	"$(mlr --icsv --onidx --ofs '|' cut -f doc_id,rule findings.csv | paste -sd '|')"
holds 'that says what to write' findings.csv 'a.txt.*reports.csv'
is 'both are documents' 'd0c e0c' "$(mlr --icsv --onidx cut -f doc_id documents.csv | paste -sd ' ')"
sed 's/UTF-8,,/UTF-8,2023-05,/' sources.csv >given.csv
"$extract" -s given.csv -d documents.csv lines.csv >mentions.csv
is 'with the month given it is read' 2023-05 "$(mlr --icsv --onidx cut -f time_period mentions.csv)"

sed /d0c/d sources.csv >short.csv
exits 'a document that the table of sources lacks' 2 "$extract" -s short.csv -o lacks.csv lines.csv
check 'is refused, and nothing is written' test ! -e lacks.csv

exits 'a bad table of lines' 2 "$extract" -o mentions.csv -d documents.csv sources.csv
printf '%s\n' doc_id,byte_start,kind,text d0c,x,para,y >broken.csv
cp mentions.csv before.csv
exits 'a bad row of it' 2 "$extract" -o mentions.csv -d documents.csv broken.csv
check 'leaves what was there' cmp before.csv mentions.csv
is 'and nothing beside it' '' "$(find . -name '.mentions*' -o -name '.documents*')"

# ---- places, order, company ---------------------------------------------------------------------

look() { python3 "$here/look.py" "$@"; }
"$ingest" -s sources.csv -o lines.csv "$root/samples/reports"
"$extract" -s sources.csv -o mentions.csv lines.csv
is 'mentions of the samples stand at their bytes' 'many mentions at their bytes' \
	"$(look offsets lines.csv mentions.csv)"
"$extract" -s sources.csv -o again.csv lines.csv
check 'the same bytes give the same rows' cmp mentions.csv again.csv
env -i TZ=Asia/Ho_Chi_Minh LC_ALL=vi_VN.UTF-8 "$extract" -s sources.csv -o again.csv lines.csv
check 'whatever the environment' cmp mentions.csv again.csv
look apart mentions.csv >apart
find "$root/samples/reports" -type f | sort -r >names
mapfile -t names <names
"$ingest" -s turned.csv -o turned_lines.csv "${names[@]}"
"$extract" -s turned.csv -o turned_mentions.csv turned_lines.csv
check 'documents in another order do come so' test "$(sed -n 2p turned.csv)" != "$(sed -n 2p sources.csv)"
look apart turned_mentions.csv >turned_apart
check 'and give the same rows each' cmp apart turned_apart
is 'of every one' "$(($(wc -l <sources.csv) - 1))" "$(wc -l <apart | tr -d ' ')"
for name in "${names[0]}" "${names[${#names[@]} / 2]}"; do
	"$ingest" -s one.csv -o one_lines.csv "$name"
	"$extract" -s one.csv -o one_mentions.csv one_lines.csv
	check "and ${name##*/} alone" grep -qxF "$(look apart one_mentions.csv)" apart
done

# ---- what no report looks like ------------------------------------------------------------------

seconds=2000 # thousandths of user time
memory=$((400 << 10))
if [[ -n ${SANITIZE:-} ]]; then
	seconds=40000
	memory=unlimited
fi

# spent FILE: thousandths of a second of user time that extract needs for it; its status in `status`
spent() {
	local TIMEFORMAT=%U said
	said=$({ time (
		ulimit -v "$memory"
		timeout 120 "$extract" -o hostile_mentions.csv "$1" 2>hostile_stderr
		echo $? >status
	); } 2>&1)
	echo $((10#${said//[.,]/}))
}

# ends KIND N [ROWS]: N and twice N end, in about twice the time; at least ROWS mentions of the greater
ends() {
	local once twice
	python3 "$here/hostile.py" "$1" "$2" >once.csv
	python3 "$here/hostile.py" "$1" $(($2 * 2)) >twice.csv
	once=$(spent once.csv)
	twice=$(spent twice.csv)
	is "$1: ends well" 0 "$(cat status)"
	if ((twice < seconds && twice <= 4 * once + 100)); then
		pass "$1: its time grows with its size"
	else
		miss "$1: $once thousandths of a second for $2, $twice for twice as much" hostile_stderr
	fi
	[[ -z ${3:-} ]] || check "$1: no number is lost" test "$(wc -l <hostile_mentions.csv)" -gt "$3"
}
for kind in digits grouped brackets closed deep change versus growths semicolons one_word months stops \
	dashes slashes respectively scales words tabs noise; do
	ends "$kind" 500000
done
ends numbers 10000 20000
ends empty 1
ends blanks 100000
for kind in lines short headings rows; do
	ends "$kind" 100000 200000
done
for kind in noise deep respectively rows; do
	python3 "$here/hostile.py" "$kind" 20000 >hostile.csv
	"$extract" -o hostile_mentions.csv hostile.csv
	is "$kind: mentions stand at their bytes" 'many mentions at their bytes' \
		"$(look offsets hostile.csv hostile_mentions.csv)"
done
for seed in 1 2 3; do
	python3 "$here/hostile.py" mixed 3000 $seed >mixed.csv
	exits "words of the lexicons in any order ($seed)" 0 "$extract" -o mixed_mentions.csv mixed.csv
	is 'and their mentions stand at their bytes' 'many mentions at their bytes' \
		"$(look offsets mixed.csv mixed_mentions.csv)"
done
table 'So với Thái Lan (4.500 người), mạng cũ còn nhiều.' >lines.csv
exits 'what a comparison is made with has a level, and nothing was said before' 0 "$extract" lines.csv

counts
