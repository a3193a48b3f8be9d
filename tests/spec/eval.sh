#!/bin/sh
# How well reports and sentences are read: precision, recall and F1 per report and kind, of the reports with gold
# in $SOLIEU_SHARED where they are there, else of those in documents/, and all of a kind of report together; then
# the sentences of this folder, and of the shared phrasebook. Nothing is judged: run.sh does that.
#
# Environment: BUILD          folder whose bin/ holds the stages (out/build)
#              SOLIEU_SHARED  folder with reports/ and gold/ (../shared)
set -u
LC_ALL=C
export LC_ALL
# shellcheck source=tests/suite.sh
. "${0%/*}/../suite.sh"
# shellcheck source=tests/spec/stages.sh
. "$here/stages.sh"
shared=${SOLIEU_SHARED:-$root/../shared}

# read_all REPORTS: or nothing is measured
read_all() {
	read_folder "$1" || {
		echo "eval: the stages do not read $1" >&2
		exit 1
	}
}

# unread BEGIN: of the reports whose names begin so
unread()
{
	awk -f "$here/csv.awk" -f "$here/unread.awk" -v begin="$1" -v documents="$tmp/reports.out/documents.csv" \
		-v ledger="$tmp/reports.out/ledger.csv"
}

# row NAME UNREAD <SCORES: a line of the table out of what score prints
row()
{
	awk -v name="$1" -v unread="$2" '
	function after(word,   at) {
		at = index($0, word " ")
		return substr($0, at + length(word) + 1, 5)
	}
	$1 == "observations" || $1 == "growth" {
		kind = $1
		out = out sprintf(" %9s %6s %5s", after("precision"), after("recall"), after("F1"))
	}
	$1 == "subject" { out = out sprintf(" %7s", $2) }
	$1 == "whole" { out = out sprintf(" %5s |", $2) }
	$1 == "level" { level = $2 }
	END { printf "%-30s%s %5s | %s\n", name, out, level == "" ? "-" : level, unread }'
}

# table GOLD-FOLDER: each report with gold, then those whose names begin alike
table()
{
	printf '%-30s %-36s | %-36s |\n' '' observations growth
	printf '%-30s %9s %6s %5s %7s %5s | %9s %6s %5s %7s %5s | %s\n' report precision recall F1 subject whole \
		precision recall F1 subject level unread
	for gold in "$1"/*.obs.csv; do
		name=${gold##*/}
		name=${name%.obs.csv}
		"$here/score" -d "$name" "$tmp/reports.out" "$gold" "${gold%.obs.csv}.growth.csv" |
			row "$name" "$(unread "$name.")"
	done
	for kind in $(for gold in "$1"/*.obs.csv; do echo "${gold##*/}"; done | sed 's/-.*//' | sort | uniq -d); do
		"$here/score" "$tmp/reports.out" "$1/$kind"-*.obs.csv "$1/$kind"-*.growth.csv |
			row "$kind-*" "$(unread "$kind-")"
	done
	"$here/score" "$tmp/reports.out" "$1"/*.obs.csv "$1"/*.growth.csv | row all "$(unread '')"
}

# sentences BOOK…: the share of each that is read right
sentences()
{
	rm -rf "$tmp/sentences" "$tmp/sentences.out"
	mkdir -p "$tmp/sentences"
	awk -f "$here/csv.awk" -f "$here/make.awk" -v folder="$tmp/sentences" "$@" || exit 2
	read_all "$tmp/sentences"
	"$here/score" "$tmp/sentences.out" "$@" | awk '
	{
		sub(/.*\//, "", $1)
		printf "%-30s %5d of %5d  %.3f\n", $1, $2, $3, $3 ? $2 / $3 : 0
		right += $2
		all += $3
	}
	END { if (NR > 1) printf "%-30s %5d of %5d  %.3f\n", "all", right, all, right / all }'
}

if [ -d "$shared/reports" ] && [ -d "$shared/gold" ]; then
	reports=$shared/reports gold=$shared/gold
else
	reports=$here/documents gold=$here/documents
fi
mkdir "$tmp/reports"
cp "$reports"/*.txt "$tmp/reports" || exit 2
read_all "$tmp/reports"
table "$gold"
printf '\n%-30s %s\n' sentences right
sentences "$here"/[0-9]*.csv
[ ! -f "$shared/gold/phrasebook.csv" ] || sentences "$shared/gold/phrasebook.csv"
