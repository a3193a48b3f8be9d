#!/bin/sh
# growth and query over small stores: the rules one by one, and the properties that must hold whatever the
# order in which reports come, however often they come, wherever a run is stopped.
set -u

# thousands of small files are flushed: in memory where that is possible
if [ -z "${TMPDIR:-}" ] && [ -w /dev/shm ]; then
	export TMPDIR=/dev/shm
fi
# shellcheck source=tests/suite.sh
. "${0%/*}/../suite.sh"
growth=$bin/growth
query=$bin/query

lexicon=$tmp/lexicon
mkdir "$lexicon"
cp "$root/common/lexicon/message.csv" "$lexicon"
cat >"$lexicon/indicator.csv" <<'END'
indicator,label_vi,label_en,field,unit_measure,measure
REVENUE,Doanh thu,Revenue,field,VND,flow
RATE,Tỷ lệ,Rate,field,%,rate
PRICES,Chỉ số giá,Prices,field,%,index
END

# add STATE NOTATION [HASH]: takes the reports of a notation in
add() {
	rm -rf "$tmp/batch"
	mkdir "$tmp/batch"
	awk -v to="$tmp/batch" -f "$here/batch.awk" "$2" || return
	"$growth" add -d "$1" -H "${3:-x}" -s "$tmp/batch/sources.csv" -i "$tmp/batch/lines.csv" \
		-D "$tmp/batch/documents.csv" -o "$tmp/batch/observations.csv" -g "$tmp/batch/growth.csv" \
		-L "$tmp/batch/ledger.csv" -f "$tmp/batch/findings.csv"
}

month() {
	m_state=$1
	shift
	"$growth" month -d "$m_state" -l "$lexicon" "$@"
}

# cells FILE COLUMNS [COLUMN=VALUE]
cells() {
	awk -v want="$2" -v where="${3:-}" -f "$here/cells.awk" "$1"
}

# ---- the rules ----------------------------------------------------------------------------------

rules=$tmp/rules
add "$rules" "$here/rules.txt" >"$tmp/added" || miss 'the reports of rules.txt are taken in' "$tmp/added"
check 'all marked months are computed' month "$rules"
at=$rules/months/2022-12

stated() {
	is "$1" "$3" "$(cells "$at/growth.csv" base_value,base_origin,base_vintage,computed,verdict "growth_id=$2")"
}
stated 'a stated growth is held against history' j1 '100|history|2021-12|50|inconsistent'
stated 'no ratio where the base is negative' j2 '-5|history|2021-12||untested'
stated 'no ratio where the base is zero' j3 '0|history|2021-12||untested'
stated 'a rate of which only points fit stays percent and is ambiguous' j6 '3.4|history|2021-12|-5.882353|ambiguous'
stated 'a forecast is no base' j7 '50|implied|||untested'
stated 'what is about so much proves nothing' j8 '200|history|2021-12|20|untested'
stated 'the base that the report prints goes before history; an open bound is met' j9 '66|stated_base||16.666667|consistent'
stated 'a rate of which only percent fits is percent' j11 '50|history|2021-12|50|consistent'
stated 'a count is recovered from its growth' j12 '89|implied|||untested'
stated 'two changes of one level have one base' j13 '89|implied|||untested'
stated 'the base of a factor is implied' j14 '81.5|implied|||untested'
stated 'the base of an open level is open' j15 '84545454.545455|implied|||untested'
stated 'a forecast has no implied base' j16 '||||untested'
stated 'a rate without a base is ambiguous and has none implied' j17 '||||ambiguous'
stated 'points are taken off' j18 '3.4|implied|||untested'
stated 'a reference has no base' j19 '||||untested'
stated 'a base of another length is not implied' j20 '||||untested'

stated 'a figure of another period is no base, though it stands beside' j23 '3.4|implied|||untested'

implied() {
	is "$1" "$3" "$(awk -v want=series_id,time_period,obs_value,low,high,bound,origin -f "$here/cells.awk" \
		"$at/observations.csv" | grep "^MIC.$2\..*implied$")"
}
implied 'implied base of an open level' SCALED \
	'MIC.SCALED.VN.M.period.parcel|2021-12|84545454.545455|84353741.496598||gt|implied'
implied 'implied base in points' POINTS 'MIC.POINTS.VN.M.as_of.%|2022-11|3.4|3.3|3.5|eq|implied'
is 'each base is implied once' 1 "$(cells "$at/observations.csv" series_id,time_period,origin |
	grep -c '^MIC.NO_BASE.*|2022-11|implied$')"
is 'never more implied bases than stated growth' yes "$([ "$(cells "$at/observations.csv" origin | grep -c implied)" -le \
	"$(cells "$at/growth.csv" stated | grep -c true)" ] && echo yes)"

said() {
	is "$1" "$3" "$(cells "$at/findings.csv" rule,message_en "growth_id=$2")"
}
said 'a contradiction names both' j1 \
	'RATE_INCONSISTENT|the report says up 45 % against 2021-12, the levels 100 and 150 give up 50 %'
said 'a zero base is noted' j3 'ZERO_BASE|no growth against 2021-12: the base is zero'
said 'a change of sign is noted' j2 'SIGN_CHANGE|no growth against 2021-12: a level is below zero'
is 'changes of one level that do not agree are told' 'RATES_DISAGREE' \
	"$(cells "$at/findings.csv" rule 'growth_id=j22' | head -n 1)"
is 'in Vietnamese too' 'báo cáo nói tăng 45 % so với 2021-12, số liệu 100 và 150 cho tăng 50 %' \
	"$(cells "$at/findings.csv" message_vi 'growth_id=j1')"

computed() {
	is "$1" "$3" "$(cells "$at/growth.csv" stated,obs_id,basis,base_period,kind,change,base_vintage |
		sed -n "s/^false|$2|//p")"
}
computed 'a year against the year before' i4 'yoy|2021|percent|30|2021-12'
computed 'a quarter against that of the year before' i5 'yoy|2021-Q4|percent|25|2021-12'
computed 'a rate changes in points' i6 'yoy|2021-12|pp|-0.2|2021-12'
computed 'an index changes in percent' i20 'yoy|2021-12|percent|2|2021-12'
stated 'percent of an index is percent' j24 '125|history|2021-12|4|consistent'
computed 'no second row for what is stated and computed' i1 ''
computed 'of several bases the final one counts, then the newest' i9 ''
at=$rules/months/2022-03
computed 'a first quarter against the fourth' f3 'qoq|2021-Q4|percent|5|2021-12'
stated 'a first quarter finds its base among the ytd' h2 '200|stated_base||50|consistent'
is 'missing bases are noted' 'BASE_MISSING' "$(cells "$at/findings.csv" rule | sort -u | head -n 1)"
is 'revisions are told with their size' '2021-12|70|A|66|E|-4|-5.714286' \
	"$("$growth" tables -d "$rules" && cells "$rules/tables/revisions.csv" \
		old_vintage,old_value,old_status,new_value,new_status,change,change_percent 'indicator=ESTIMATE')"
is 'the codebook counts observations' 'Doanh thu|flow|2021|2022-Q1|4|true' \
	"$(cells "$rules/tables/indicators.csv" label_vi,measure,first_period,last_period,observations,catalogued \
		'indicator=REVENUE')"
! grep -rqiE '\b(inf|nan)\b' "$rules"/months/*/growth.csv
is 'never inf' 0 $?

# ---- corrections --------------------------------------------------------------------------------

corrections=$tmp/corrections.csv
header=action,doc_id,byte_start,series_id,time_period,value,expect,reason
cat >"$corrections" <<END
$header
override,d202112,10,,,103,100,typing error confirmed by the body
drop,,,MIC.ZERO.VN.M.period.case,2022-12,,7,no such figure
scale,d202112,40,,,1000,1000,printed without its scale word
flag,d202212,,MIC.OUTPUT.VN.Q.period.t,2022-Q4,P,500,called preliminary in the annex
override,d202212,200,,,45.6,up 45%,
END
exits 'a correction without a reason is refused' 2 "$growth" check -l "$lexicon" -c "$corrections"
holds 'with its line' "$tmp/stderr" 'corrections.csv:6: error: .*reason'
sed -i 's/up 45%,$/up 45%,misprint/' "$corrections"
check 'good corrections are accepted' "$growth" check -l "$lexicon" -c "$corrections"
check 'months are computed with corrections' month "$rules" -c "$corrections" 2021-12 2022-12
at=$rules/months/2022-12
stated 'a corrected level and change are judged anew' j1 '103|history|2021-12|45.631068|consistent'
is 'a dropped reading is gone' '' "$(cells "$at/observations.csv" obs_id 'obs_id=i3')"
is 'a flag sets the status' P "$(cells "$at/observations.csv" obs_status 'obs_id=i5')"
computed 'the base is scaled in history' i4 'yoy|2021|percent|-99.87|2021-12'
is 'the trail is in the findings' 'CORRECTED|override: read 45, now 45.6; misprint' \
	"$(cells "$at/findings.csv" rule,message_en | grep misprint)"
is 'months computed with others are stale' '2022-03 stale' \
	"$("$query" plan -d "$rules" -c "$corrections" -m stale 2021-01 2022-06 | grep -v later)"
printf '%s\noverride,d202112,10,,,103,99,reason\n' "$header" >"$corrections"
exits 'a reading that is not what was corrected stops the run' 2 "$growth" month -d "$rules" -l "$lexicon" -c "$corrections" 2021-12
holds 'with the line of the correction' "$tmp/stderr" "corrections.csv:2: error: expected '99'"
exits 'also where it is looked up by a later month' 2 "$growth" month -d "$rules" -l "$lexicon" -c "$corrections" 2022-12
printf '%s\ndrop,d202112,11,,,,99,reason\n' "$header" >"$corrections"
exits 'a correction that meets nothing stops the run' 2 "$growth" month -d "$rules" -l "$lexicon" -c "$corrections" 2021-12
printf '%s\nmend,d202112,11,,,,99,reason\ndrop,d202112,,,,,99,reason\nscale,d,1,,,x,99,reason\n' "$header" >"$corrections"
exits 'bad rows are refused' 2 "$growth" check -l "$lexicon" -c "$corrections"
is 'all of them' 3 "$(grep -c 'corrections.csv:[234]: error' "$tmp/stderr")"

mkdir "$tmp/poor" && cp "$lexicon/indicator.csv" "$tmp/poor" && grep -v '^ZERO_BASE,' "$lexicon/message.csv" >"$tmp/poor/message.csv"
exits 'a lexicon without a message that may be needed is refused' 2 "$growth" check -l "$tmp/poor"
holds 'by its rule' "$tmp/stderr" "'ZERO_BASE'"

# ---- two reports of one month -------------------------------------------------------------------

cat >"$tmp/two.txt" <<'END'
doc|second|2022-05|2022-06-09|second.txt
obs|s1|REVENUE|2022-05|period|10|=|=|VND|eq|A|stated|10|10
obs|s2|OUTPUT|2022-05|period|20|=|=|t|eq|A|stated|20|20
obs|s3|LINES|2022-05|as_of|31|=|=|{line}|eq|A|stated|30|31
doc|first|2022-05|2022-06-06|first.txt
obs|p1|REVENUE|2022-05|period|10|=|=|VND|eq|A|stated|10|10
obs|p2|OUTPUT|2022-05|period|20|=|=|t|eq|A|stated|20|20
obs|p3|LINES|2022-05|as_of|30|=|=|{line}|eq|A|stated|30|30
END
two=$tmp/two
add "$two" "$tmp/two.txt" >/dev/null && month "$two"
at=$two/months/2022-05
is 'both are kept, in the order of publication' 'first second' "$(cells "$at/documents.csv" doc_id | sort | tr '\n' ' ' | sed 's/ $//')"
is 'observations stand report by report' 'p1 p2 p3 s1 s2 s3' "$(cells "$at/observations.csv" obs_id | tr '\n' ' ' | sed 's/ $//')"
is 'a copy is recognised' 'second|REPORT_REPEATS|repeats report first of the same month: 2 of 3 levels are alike' \
	"$(cells "$at/findings.csv" doc_id,rule,message_en 'rule=REPORT_REPEATS')"
is 'where they disagree the later one is told' 'second|s3|report first of the same month says 30 for 2022-05, this one 31' \
	"$(cells "$at/findings.csv" doc_id,obs_id,message_en 'rule=REPORTS_DISAGREE')"
printf '%s\n' 'doc|copy|2022-05|2022-06-10|copy.txt' >"$tmp/copy.txt"
sed -n '/^doc|first/,$s/^obs|p/obs|q/p' "$tmp/two.txt" >>"$tmp/copy.txt"
cp -r "$two" "$tmp/three"
sed 's/",MIC,field," series/",,field," series/; s/"MIC." indicator/"_U." indicator/' "$here/batch.awk" >"$tmp/batch.awk"
(here=$tmp && add "$tmp/three" "$tmp/copy.txt" >/dev/null)
month "$tmp/three"
is 'also where it does not name the body' 'repeats report first of the same month: 3 of 3 levels are alike' \
	"$(cells "$tmp/three/months/2022-05/findings.csv" doc_id,message_en 'rule=REPORT_REPEATS' | sed -n 's/^copy|//p' | head -n 1)"
is 'the later one counts' 31 "$("$query" asof -d "$two" -F csv 2022-05 >"$tmp/asof.csv"; cells "$tmp/asof.csv" obs_value 'indicator=LINES')"

# ---- taking in ----------------------------------------------------------------------------------

is 'the same reports again change nothing' 'same same ' "$(add "$two" "$tmp/two.txt" | cells - state | tr '\n' ' ')"
is 'and nothing waits' '' "$("$query" plan -d "$two")"
sed 's/second.txt/a-second.txt/' "$tmp/two.txt" >"$tmp/renamed.txt"
add "$two" "$tmp/renamed.txt" >/dev/null && month "$two"
is 'of two names the first in byte order stays' a-second.txt "$(cells "$two/months/2022-05/documents.csv" source 'doc_id=second')"
add "$two" "$tmp/two.txt" >/dev/null && month "$two"
is 'also when the other comes later' a-second.txt "$(cells "$two/months/2022-05/documents.csv" source 'doc_id=second')"
is 'other lexicons with the same rows make no month wait' '' "$(add "$two" "$tmp/renamed.txt" y >/dev/null; "$query" plan -d "$two")"
is 'but are remembered' 2 "$("$query" plan -d "$two" -H x -m stale -D | grep -c txt)"
sed 's/|2022-05|2022-06-09/||2022-06-09/' "$tmp/two.txt" >"$tmp/waiting.txt"
add "$two" "$tmp/waiting.txt" >"$tmp/added"
is 'a report without a month waits' 'second,,waiting' "$(grep waiting "$tmp/added")"
check 'apart' test -f "$two/waiting/second/observations.csv"
month "$two"
is 'and nothing of it is left' first "$(cells "$two/months/2022-05/documents.csv" doc_id)"
add "$two" "$tmp/renamed.txt" >/dev/null && month "$two"
absent 'until its month is told' "$two/waiting/second"
sed '/^doc|second/s/2022-05/2022-06/' "$tmp/renamed.txt" >"$tmp/moved.txt"
add "$two" "$tmp/moved.txt" >/dev/null && month "$two"
is 'a report whose month is told anew moves' 'first second' \
	"$(cells "$two/months/2022-05/documents.csv" doc_id) $(cells "$two/months/2022-06/documents.csv" doc_id)"
add "$two" "$tmp/renamed.txt" >/dev/null && month "$two"
absent 'and back' "$two/months/2022-06"
check 'forget takes reports out' "$growth" forget -d "$two" first second
is 'their month waits' '2022-05 changed' "$("$query" plan -d "$two")"
month "$two"
absent 'and goes' "$two/months/2022-05"
exits 'an unknown report cannot be forgotten' 2 "$growth" forget -d "$two" first
exits 'nor one outside the store' 2 "$growth" forget -d "$two" ../documents
is 'the text is kept, lines joined by one LF' 'report d202203' "$(cat "$rules/documents/d202203/text.txt")"

# ---- properties ---------------------------------------------------------------------------------

awk -v months=15 -v series=24 -f "$here/corpus.awk" >"$tmp/corpus.txt"
reports=$(sed -n 's/^doc|\([^|]*\).*/\1/p' "$tmp/corpus.txt")

# some NAME…: their notation, in that order
some() {
	awk -F '|' -v names="$*" '
	$1 == "doc" { doc = $2 }
	{ text[doc] = text[doc] $0 "\n" }
	END { n = split(names, list, " "); for (i = 1; i <= n; i++) printf "%s", text[list[i]] }' "$tmp/corpus.txt"
}

# all that a store makes of its reports
made_of() {
	"$growth" tables -d "$1" && bytes_of "$1/months" && bytes_of "$1/tables" && bytes_of "$1/index/levels"
}

all=$tmp/all
add "$all" "$tmp/corpus.txt" >/dev/null && month "$all" || miss 'the corpus is computed'
want=$(made_of "$all")
# shellcheck disable=SC2046 # a list of months
is 'computing again gives the same bytes' "$want" "$(month "$all" $(ls "$all/months") && made_of "$all")"

# in random order, in batches of random size, some twice, months computed now and then, in any order
shuffled() {
	s_state=$tmp/shuffled
	rm -rf "$s_state"
	printf '%s\n' "$reports" | awk -v seed="$1" '
	BEGIN { srand(seed) }
	{ line[NR] = $0 }
	END {
		for (i = NR; i > 1; i--) {
			k = 1 + int(rand() * i)
			t = line[i]; line[i] = line[k]; line[k] = t
		}
		for (i = 1; i <= NR; i++) {
			printf "%s", line[i]
			if (rand() < 0.2)
				printf " %s", line[1 + int(rand() * NR)]
			printf rand() < 0.4 ? (rand() < 0.6 ? " compute\n" : "\n") : " "
		}
		print ""
	}' | while read -r names; do
		[ -n "$names" ] || continue
		some "${names% compute}" >"$tmp/some.txt"
		add "$s_state" "$tmp/some.txt" >/dev/null || return
		[ "$names" = "${names% compute}" ] || month "$s_state" || return
	done
	month "$s_state" && made_of "$s_state"
}
same=0
for seed in 1 2 3 4 5 6 7 8 9 10 11 12; do
	[ "$(shuffled "$seed")" != "$want" ] || same=$((same + 1))
done
is 'any order of arrival gives the same bytes (12 orders)' 12 "$same"

later() {
	l_state=$tmp/later
	rm -rf "$l_state"
	for name in $reports; do
		some "$name" >"$tmp/some.txt"
		l_month=$(sed -n 's/^doc|[^|]*|\([^|]*\).*/\1/p' "$tmp/some.txt")
		l_before=$(cd "$l_state/months" 2>/dev/null && find . -type f ! -path "./$l_month/*" -exec sha256sum {} + | sort)
		add "$l_state" "$tmp/some.txt" >/dev/null && month "$l_state" || return
		l_after=$(cd "$l_state/months" && find . -type f ! -path "./$l_month/*" -exec sha256sum {} + | sort)
		[ "$l_before" = "$l_after" ] || { printf '%s\n' "$name"; return 1; }
	done
}
is 'a later report changes no earlier month' '' "$(later)"

forgotten() {
	f_state=$tmp/forgotten
	rm -rf "$f_state" "$tmp/never"
	add "$f_state" "$tmp/corpus.txt" >/dev/null && month "$f_state" || return
	"$growth" forget -d "$f_state" r004a r007b >/dev/null && month "$f_state" || return
	# shellcheck disable=SC2046 # a list of names
	some $(printf '%s\n' "$reports" | grep -vx -e r004a -e r007b) >"$tmp/some.txt"
	add "$tmp/never" "$tmp/some.txt" >/dev/null && month "$tmp/never" || return
	[ "$(made_of "$f_state")" = "$(made_of "$tmp/never")" ]
}
check 'a report that was forgotten was never there' forgotten

changed() {
	c_state=$tmp/changed
	rm -rf "$c_state"
	sed 's/^\(obs|[^|]*|SERIES_3|[^|]*|[^|]*|\)\([0-9]\)/\17\2/' "$tmp/corpus.txt" >"$tmp/other.txt"
	add "$c_state" "$tmp/other.txt" >/dev/null && month "$c_state" || return
	[ "$(made_of "$c_state")" != "$want" ] || return
	add "$c_state" "$tmp/corpus.txt" >/dev/null && month "$c_state" && [ "$(made_of "$c_state")" = "$want" ]
}
check 'reports read anew leave nothing of the old reading' changed

# Killed at any moment, again and again, the same commands end where they would have.
killed() {
	k_state=$tmp/killed
	rm -rf "$k_state"
	kills=0
	for delay in 0.002 0.004 0.007 0.011 0.016 0.022 0.03 0.005 0.013 0.04; do
		timeout -s KILL "$delay" sh -c '
			"$1" add -d "$2" -H x -s "$3/sources.csv" -i "$3/lines.csv" -D "$3/documents.csv" \
				-o "$3/observations.csv" -g "$3/growth.csv" -L "$3/ledger.csv" -f "$3/findings.csv"' \
			- "$growth" "$k_state" "$tmp/batch" >/dev/null 2>&1
		[ $? -ne 137 ] || kills=$((kills + 1))
		timeout -s KILL "$delay" "$growth" month -d "$k_state" -l "$lexicon" >/dev/null 2>&1
		[ $? -ne 137 ] || kills=$((kills + 1))
	done
	add "$k_state" "$tmp/corpus.txt" >/dev/null && month "$k_state" || return
	printf '%s kills\n' "$kills"
	[ "$kills" -gt 0 ] && [ "$(made_of "$k_state")" = "$want" ]
}
add "$tmp/scratch" "$tmp/corpus.txt" >/dev/null
check 'stopped at any moment, the next run ends with the same bytes' killed
is 'nothing is left of what was stopped' '' "$(find "$tmp/killed" -name '.*' -o -path '*/incoming/*')"

# The same at every system call that changes a folder, and at every flush; and where each of them and each write
# fails: at_each FAULT STATUS CALLS
at_each() {
	fault=$1 status=$2 calls=$3
	awk -v months=3 -v series=6 -f "$here/corpus.awk" >"$tmp/small.txt"
	awk -F '|' '$1 == "doc" { old = $3 != "2010-03" } old' "$tmp/small.txt" |
		sed 's/^\(obs|[^|]*|SERIES_3|[^|]*|[^|]*|\)\([0-9]\)/\17\2/' >"$tmp/before.txt"
	rm -rf "$tmp/base" "$tmp/goal"
	add "$tmp/goal" "$tmp/small.txt" >/dev/null && month "$tmp/goal" || return
	goal=$(made_of "$tmp/goal")
	add "$tmp/base" "$tmp/before.txt" >/dev/null && month "$tmp/base" && made_of "$tmp/base" >/dev/null || return
	add "$tmp/scratch" "$tmp/small.txt" >/dev/null
	at=0 command=add
	while :; do
		at=$((at + 1))
		rm -rf "$tmp/stopped"
		cp -r "$tmp/base" "$tmp/stopped"
		set -- "$growth" month -d "$tmp/stopped" -l "$lexicon"
		if [ $command = add ]; then
			set -- "$growth" add -d "$tmp/stopped" -H x -s "$tmp/batch/sources.csv" \
				-i "$tmp/batch/lines.csv" -D "$tmp/batch/documents.csv" \
				-o "$tmp/batch/observations.csv" -g "$tmp/batch/growth.csv" \
				-L "$tmp/batch/ledger.csv" -f "$tmp/batch/findings.csv"
		else
			"$growth" add -d "$tmp/stopped" -H x -s "$tmp/batch/sources.csv" \
				-i "$tmp/batch/lines.csv" -D "$tmp/batch/documents.csv" \
				-o "$tmp/batch/observations.csv" -g "$tmp/batch/growth.csv" \
				-L "$tmp/batch/ledger.csv" -f "$tmp/batch/findings.csv" >/dev/null || return
		fi
		# the leak detector of a sanitized build does not work under strace
		ASAN_OPTIONS=detect_leaks=0 strace -qq -o "$tmp/strace" -e "trace=$calls" -e "inject=$calls:$fault:when=$at" \
			"$@" >/dev/null 2>&1
		case $? in
		"$status") ;;
		0)
			printf '%s: %s places\n' "$command" $((at - 1))
			[ $at -gt 5 ] || return
			[ $command = add ] || return 0
			command=month at=0
			continue
			;;
		*)
			printf 'exit %s at call %s of %s\n' $? $at "$command"
			return 1
			;;
		esac
		add "$tmp/stopped" "$tmp/small.txt" >/dev/null && month "$tmp/stopped" || return
		[ "$(made_of "$tmp/stopped")" = "$goal" ] || { printf '%s stopped at call %s\n' $command $at; return 1; }
	done
}
changing=rename,renameat2,unlink,rmdir,mkdir,fsync,syncfs
check 'stopped at each call that changes a folder, the next run ends with the same bytes' \
	at_each signal=SIGKILL 137 $changing
check 'on a full disk each call and each write is seen, and the next run ends with the same bytes' \
	at_each error=ENOSPC 3 $changing,write

# ---- questions ----------------------------------------------------------------------------------

"$query" history -d "$rules" -F csv ESTIMATE >"$tmp/history.csv"
is 'history tells each statement and its step' '2021-12|2021-12|added| 2021-12|2022-12|revised|-4 2022-12|2022-12|added|' \
	"$(cells "$tmp/history.csv" time_period,vintage,step,change | tr '\n' ' ' | sed 's/ $//')"
exits 'history of nothing' 2 "$query" history -d "$rules" NOTHING
"$query" asof -d "$rules" -F csv 2022-03 >"$tmp/asof.csv"
is 'as of a month later reports do not count' '' "$(cells "$tmp/asof.csv" vintage | grep 2022-12)"
"$query" asof -d "$rules" -F csv 2022-12 >"$tmp/asof.csv"
is 'a final value stays before a later estimate' 70 "$(cells "$tmp/asof.csv" obs_value,time_period 'indicator=ESTIMATE' | sed -n 's/|2021-12$//p')"
"$query" diff -d "$rules" -F csv 2021-12 2022-03 >"$tmp/diff.csv"
is 'diff tells what was added' 'added|110|' "$(cells "$tmp/diff.csv" step,new_value,old_value 'series_id=MIC.SUBSCRIPTIONS.VN.M.as_of.line')"
cp -r "$all/months" "$tmp/months"
"$query" diff -a "$tmp/months" -b "$all/months" -F csv >"$tmp/diff.csv"
is 'no difference between a store and itself' 1 "$(wc -l <"$tmp/diff.csv")"
"$query" diff -a "$tmp/months" -b "$tmp/forgotten/months" -F csv >"$tmp/diff.csv"
check 'what a rework took away is told by series' grep -q '^MIC.SERIES_0[.].*,0,[1-9]' "$tmp/diff.csv"
is 'the plan of a month names those that rest on it' '2010-02 all 2010-03 later 2011-01 later 2011-02 later' \
	"$("$query" plan -d "$all" -m all 2010-02 | tr '\n' ' ' | sed 's/ $//')"
rm -r "$all/months/2010-07"
is 'a month without its folder is missing' '2010-07 missing' "$("$query" plan -d "$all")"
month "$all" 2010-07
is 'and comes back as it was' "$want" "$(made_of "$all")"
printf 'issuer,day_of_next_month,valid_from,note\n*,-29,,\nMIC,6,2011-01,\n' >"$tmp/calendar.csv"
"$query" status -d "$all" -F csv -T 2011-06-06 -k "$tmp/calendar.csv" 2011-03 2011-06 >"$tmp/status.csv"
is 'status tells what is late' '2011-03|done| 2011-04|late|2011-05-06 2011-05|expected|2011-06-06 2011-06|expected|2011-07-06' \
	"$(cells "$tmp/status.csv" month,state,due | tr '\n' ' ' | sed 's/ $//')"
"$query" status -d "$all" -F json >"$tmp/status.json"
check 'JSON is JSON' python3 -m json.tool "$tmp/status.json"
for program in "$growth" "$query"; do
	exits "${program##*/} without a command" 2 "$program"
	exits "${program##*/} with a bad option" 2 "$program" "$([ "$program" = "$query" ] && echo asof || echo month)" -Z
	is 'one line' 1 "$(wc -l <"$tmp/stderr")"
	check "${program##*/} -h" "$program" -h
	check "${program##*/} sees a full disk" sh -c '! "$1" -h >/dev/full 2>/dev/null' - "$program"
done

counts
