#!/bin/sh
# One series, one code: subjects as reports word them, given to normalize as mentions, must come out
# with the indicator of series.csv; the pairs of apart.csv must come out with two different ones.
#
#   series.csv  subject,unit,field,indicator          unit as printed; empty: known by its growth only
#   apart.csv   subject,unit,other_subject,other_unit,field
#   worded.csv  month,section,series,text              five months of reports that word their series differently
#   area.csv    subject,area,time_period,ref_area     a subject, its words that name a place, as of a month
#
# Places come out with their codes; the catalogue and the names of places hold together.
#
# Environment: BUILD  folder whose bin/ holds the stages (out/build)
set -u
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd) || exit 2
root=$(cd "$here/../.." && pwd) || exit 2
bin=${BUILD:-$root/out/build}/bin
case $bin in /*) ;; *) bin=$root/$bin ;; esac
passed=0
failed=0
column=indicator
work=$(mktemp -d "${TMPDIR:-/tmp}/series.XXXXXX") || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

ok() {
	echo "ok - $1"
	passed=$((passed + 1))
}

not_ok() {
	echo "not ok - $1"
	failed=$((failed + 1))
}

finish() {
	echo "$passed passed, $failed failed"
	[ "$failed" -eq 0 ] && exit 0
	exit 1
}

# part NAME FILE…
part() {
	name=$1
	shift
	awk -v part="$name" -v column="$column" -f "$here/../spec/csv.awk" -f "$here/series.awk" "$@"
}

# codes NAME TABLE OUT: the subjects (`mentions` or `others`) of TABLE through normalize
codes() {
	part "$1" "$2" >"$work/mentions.csv" || return 1
	"$bin/normalize" -l "$root/common/lexicon" -d "$work/documents.csv" \
		-g "$work/growth.csv" -L "$work/ledger.csv" -f "$work/findings.csv" \
		-o "$work/observations.csv" "$work/mentions.csv" || return 1
	part codes "$work/observations.csv" "$work/growth.csv" | sort -n -u >"$3"
}

# told WHAT COUNT FILE: each line of FILE is a fault
told() {
	cat "$3"
	faults=$(grep -c . "$3")
	if [ "$faults" -eq 0 ] && [ "$2" -gt 0 ]; then
		ok "$2 $1"
	else
		not_ok "$2 $1: $faults wrong"
	fi
}

{
	echo "doc_id,source,sha256,bytes,media_type,encoding,title,issuer,report_period,coverage,published,observations,growth,findings"
	echo "0123456789abcdef,series.txt,0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef,1,text/plain,UTF-8,series,MIC,2023-05,2023-05,,,,"
} >"$work/documents.csv"

if codes mentions "$here/series.csv" "$work/series"; then
	part compare "$work/series" "$here/series.csv" >"$work/faults"
	told "subjects have the code of their series" "$(awk 'END { print NR - 1 }' "$here/series.csv")" \
		"$work/faults"
else
	not_ok "normalize takes the subjects of series.csv"
fi
if codes mentions "$here/apart.csv" "$work/one" && codes others "$here/apart.csv" "$work/two"; then
	part apart "$work/one" "$work/two" "$here/apart.csv" >"$work/faults"
	told "pairs of different things have two codes" "$(awk 'END { print NR - 1 }' "$here/apart.csv")" \
		"$work/faults"
else
	not_ok "normalize takes the subjects of apart.csv"
fi
column=ref_area
if codes mentions "$here/area.csv" "$work/areas"; then
	part compare "$work/areas" "$here/area.csv" >"$work/faults"
	told "names of places have their codes" "$(awk 'END { print NR - 1 }' "$here/area.csv")" \
		"$work/faults"
else
	not_ok "normalize takes the places of area.csv"
fi
lexicon=$root/common/lexicon
part sources "$here/worded.csv" >"$work/sources.csv"
part lines "$here/worded.csv" >"$work/lines.csv"
if "$bin/extract" -l "$lexicon" -s "$work/sources.csv" -d "$work/worded-documents.csv" -f "$work/found.csv" \
	-o "$work/mentions.csv" "$work/lines.csv" &&
	"$bin/normalize" -l "$lexicon" -d "$work/worded-documents.csv" -f "$work/findings.csv" \
		-o "$work/observations.csv" "$work/mentions.csv"; then
	part worded "$work/observations.csv" "$here/worded.csv" >"$work/faults"
	told "sentences of five months in their own series" \
		"$(awk 'END { print NR - 1 }' "$here/worded.csv")" "$work/faults"
else
	not_ok "the pipeline takes the sentences of worded.csv"
fi
part catalogue "$lexicon/indicator.csv" "$lexicon/indicator_wording.csv" "$lexicon/field.csv" >"$work/faults"
told "indicators with label, unit, field and wordings" \
	"$(awk 'END { print NR - 1 }' "$lexicon/indicator.csv")" "$work/faults"
part places "$lexicon/place.csv" >"$work/faults"
told "names of places; 63 provinces until July 2025, 34 since" \
	"$(awk 'END { print NR - 1 }' "$lexicon/place.csv")" "$work/faults"
finish
