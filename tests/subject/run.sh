#!/bin/sh
# What is counted, of whom, where: sentences and paragraphs with the subject that each of their figures must have.
#
#   said.csv        rule,period,text,subjects   subjects: "NUMBER SUBJECT ; NUMBER SUBJECT ...", word for word
#   said-check.csv  the same, held out: rules are made on the other; its misses are shown where HELD=1
#   floor           subjects that each file must have right, of all that it asks for
#
# Environment: BUILD  folder whose bin/ holds the stages (out/build)
set -u
LC_ALL=C
export LC_ALL
# shellcheck source=tests/suite.sh
. "${0%/*}/../suite.sh"

# part NAME FILE…
part() {
	name=$1
	shift
	awk -v part="$name" -f "$here/../spec/csv.awk" -f "$here/subject.awk" "$@"
}

# subjects TABLE: how many it asks for, how many are wrong; those in $tmp/wrong
subjects() {
	: >"$tmp/wrong"
	part sources "$1" >"$tmp/sources.csv" && part lines "$1" >"$tmp/lines.csv" &&
		"$bin/extract" -l "$root/common/lexicon" -s "$tmp/sources.csv" -d "$tmp/documents.csv" \
			-f "$tmp/findings.csv" -o "$tmp/mentions.csv" "$tmp/lines.csv" &&
		part compare "$1" "$tmp/mentions.csv" "$tmp/wrong"
}

while read -r table floor; do
	if ! counts=$(subjects "$here/$table"); then
		miss "$table is read"
		continue
	fi
	asked=${counts% *}
	right=$((asked - ${counts#* }))
	told=/dev/null
	case $table in
	*-check.csv) [ "${HELD:-0}" = 0 ] || told=$tmp/wrong ;;
	*) told=$tmp/wrong ;;
	esac
	text="$table: $right of $asked subjects, word for word (floor $floor)"
	if [ "$right" -ge "$floor" ]; then
		pass "$text"
		sed 's/^/# /' "$told"
	else
		miss "$text" "$told"
	fi
done <"$here/floor"

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
