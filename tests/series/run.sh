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
# shellcheck source=tests/suite.sh
. "${0%/*}/../suite.sh"
column=indicator

# part NAME FILE…
part() {
	name=$1
	shift
	awk -v part="$name" -v column="$column" -f "$here/../spec/csv.awk" -f "$here/series.awk" "$@"
}

# codes NAME TABLE OUT: the subjects (`mentions` or `others`) of TABLE through normalize
codes() {
	part "$1" "$2" >"$tmp/mentions.csv" || return 1
	"$bin/normalize" -l "$root/common/lexicon" -d "$tmp/documents.csv" \
		-g "$tmp/growth.csv" -L "$tmp/ledger.csv" -f "$tmp/findings.csv" \
		-o "$tmp/observations.csv" "$tmp/mentions.csv" || return 1
	part codes "$tmp/observations.csv" "$tmp/growth.csv" | sort -n -u >"$3"
}

# told WHAT COUNT FILE: each line of FILE is a fault
told() {
	cat "$3"
	faults=$(grep -c . "$3")
	if [ "$faults" -eq 0 ] && [ "$2" -gt 0 ]; then
		pass "$2 $1"
	else
		miss "$2 $1: $faults wrong"
	fi
}

{
	echo "doc_id,source,sha256,bytes,media_type,encoding,title,issuer,report_period,coverage,published,observations,growth,findings"
	echo "0123456789abcdef,series.txt,0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef,1,text/plain,UTF-8,series,MIC,2023-05,2023-05,,,,"
} >"$tmp/documents.csv"

if codes mentions "$here/series.csv" "$tmp/series"; then
	part compare "$tmp/series" "$here/series.csv" >"$tmp/faults"
	told "subjects have the code of their series" "$(awk 'END { print NR - 1 }' "$here/series.csv")" \
		"$tmp/faults"
else
	miss "normalize takes the subjects of series.csv"
fi
if codes mentions "$here/apart.csv" "$tmp/one" && codes others "$here/apart.csv" "$tmp/two"; then
	part apart "$tmp/one" "$tmp/two" "$here/apart.csv" >"$tmp/faults"
	told "pairs of different things have two codes" "$(awk 'END { print NR - 1 }' "$here/apart.csv")" \
		"$tmp/faults"
else
	miss "normalize takes the subjects of apart.csv"
fi
column=ref_area
if codes mentions "$here/area.csv" "$tmp/areas"; then
	part compare "$tmp/areas" "$here/area.csv" >"$tmp/faults"
	told "names of places have their codes" "$(awk 'END { print NR - 1 }' "$here/area.csv")" \
		"$tmp/faults"
else
	miss "normalize takes the places of area.csv"
fi
lexicon=$root/common/lexicon
part sources "$here/worded.csv" >"$tmp/sources.csv"
part lines "$here/worded.csv" >"$tmp/lines.csv"
if "$bin/extract" -l "$lexicon" -s "$tmp/sources.csv" -d "$tmp/worded-documents.csv" -f "$tmp/found.csv" \
	-o "$tmp/mentions.csv" "$tmp/lines.csv" &&
	"$bin/normalize" -l "$lexicon" -d "$tmp/worded-documents.csv" -f "$tmp/findings.csv" \
		-o "$tmp/observations.csv" "$tmp/mentions.csv"; then
	part worded "$tmp/observations.csv" "$here/worded.csv" >"$tmp/faults"
	told "sentences of five months in their own series" \
		"$(awk 'END { print NR - 1 }' "$here/worded.csv")" "$tmp/faults"
else
	miss "the pipeline takes the sentences of worded.csv"
fi
part catalogue "$lexicon/indicator.csv" "$lexicon/indicator_wording.csv" "$lexicon/field.csv" >"$tmp/faults"
told "indicators with label, unit, field and wordings" \
	"$(awk 'END { print NR - 1 }' "$lexicon/indicator.csv")" "$tmp/faults"
part places "$lexicon/place.csv" >"$tmp/faults"
told "names of places; 63 provinces until July 2025, 34 since" \
	"$(awk 'END { print NR - 1 }' "$lexicon/place.csv")" "$tmp/faults"
counts
