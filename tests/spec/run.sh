#!/bin/sh
# The readings that the pipeline promises: sentences (*.csv) and whole reports (documents/).
#
# Sentences become one report each, go through ingest, extract and normalize in one pass, and what
# comes out is compared with what is expected, as phrases.awk says; reports are scored against gold,
# as score.awk says. A file fails where its share of right sentences, or its F1, is under its floor
# in floor.csv.
#
# Environment: BUILD   folder whose bin/ holds the stages (out/build)
#              MISSES  how many wrong readings to show of each file (5); held-out files (*-check*)
#                      show theirs only with HELD=1: they are there to measure, not to tune on
#              ONLY    a pattern of file names, as `05-*`
#              KEEP    a folder to work in that is kept afterwards
#              RAISE   1: floors go up to what was reached, where that is more
set -u
LC_ALL=C
export LC_ALL
# shellcheck source=tests/suite.sh
. "${0%/*}/../suite.sh"
# shellcheck source=tests/spec/stages.sh
. "$here/stages.sh"
misses=${MISSES:-5}
only=${ONLY:-*}

if [ -n "${KEEP:-}" ]; then
	mkdir -p "$KEEP" || exit 2
	work=$(cd "$KEEP" && pwd)
	rm -rf "$work/sentences" "$work/documents" "$work/layout"
else
	work=$tmp
fi

# The floors, each the larger of the old one and of what was reached now.
raise() {
	awk -F, 'NR == FNR { reached[$1] = $2; next }
		FNR == 1 { print; next }
		$1 in reached { if (reached[$1] > $2) $2 = reached[$1]; delete reached[$1] }
		{ print $1 "," $2 }
		END { for (name in reached) print name "," reached[name] }' \
		"$work/reached" "$here/floor.csv" >"$work/floor.csv" &&
		{ head -n 1 "$work/floor.csv" && sed 1d "$work/floor.csv" | sort; } >"$here/floor.csv"
}

finish() {
	[ "${RAISE:-0}" != 1 ] || raise
	counts
	exit
}

floor_of() {
	awk -F, -v file="$1" '$1 == file { print $2 }' "$here/floor.csv"
}

# at_least SHARE FLOOR
at_least() {
	awk -v share="$1" -v floor="$2" 'BEGIN { exit !(share + 0 >= floor + 0) }'
}

# judge NAME SHARE TEXT
judge() {
	echo "$1,$2" >>"$work/reached"
	floor=$(floor_of "$1")
	if [ -z "$floor" ]; then
		miss "$1: $3, and no floor in floor.csv"
	elif at_least "$2" "$floor"; then
		pass "$1: $3, floor $floor"
	else
		miss "$1: $3, under its floor $floor"
	fi
}

shown_of() {
	case $1 in
	*-check*) [ "${HELD:-0}" = 1 ] && echo "$misses" || echo 0 ;;
	*) echo "$misses" ;;
	esac
}

awk_on() {
	program=$1
	tables=$2
	shift 2
	awk -f "$here/csv.awk" -f "$here/gold.awk" -f "$here/$program" \
		-v documents="$tables/documents.csv" -v observations="$tables/observations.csv" \
		-v growth="$tables/growth.csv" "$@"
}

sentences() {
	set --
	for book in "$here"/$only.csv; do
		case $book in
		*/floor.csv | */'*.csv') ;;
		*) [ -f "$book" ] && set -- "$@" "$book" ;;
		esac
	done
	[ $# -gt 0 ] || return
	mkdir -p "$work/sentences"
	awk -f "$here/csv.awk" -f "$here/make.awk" -v folder="$work/sentences" "$@" || exit 2
	if ! read_folder "$work/sentences"; then
		miss "the stages read the sentences"
		return
	fi
	all_right=0
	all=0
	for book; do
		name=${book##*/}
		awk_on phrases.awk "$work/sentences.out" -v misses="$(shown_of "$name")" "$book" \
			>"$work/result"
		sed '$d' "$work/result"
		right=$(awk 'END { print $(NF - 1) }' "$work/result")
		counted=$(awk 'END { print $NF }' "$work/result")
		share=$(awk -v r="$right" -v n="$counted" 'BEGIN { printf "%.3f", n ? r / n : 0 }')
		judge "$name" "$share" "$right of $counted sentences right ($share)"
		all_right=$((all_right + right))
		all=$((all + counted))
		case $name in
		*-check.csv) echo "$right $counted held-out" ;;
		*) echo "$right $counted open" ;;
		esac >>"$work/totals"
	done
	awk '{ r[$3] += $1; n[$3] += $2 }
		END {
			for (k in r)
				printf "# %s sentences: %d of %d right (%.3f)\n", k, r[k], n[k], r[k] / n[k]
		}' \
		"$work/totals" | sort
	echo "# sentences: $all_right of $all right"
	rm -f "$work/totals"
}

documents() {
	set --
	for gold in "$here"/documents/$only.obs.csv; do
		[ -f "$gold" ] && set -- "$@" "${gold%.obs.csv}"
	done
	[ $# -gt 0 ] || return
	mkdir -p "$work/documents"
	for report; do
		cp "$report.txt" "$work/documents/" || exit 2
	done
	if ! read_folder "$work/documents"; then
		miss "the stages read the documents"
		return
	fi
	for report; do
		name=${report##*/}
		awk_on score.awk "$work/documents.out" -v doc="$name" \
			-v misses="$(shown_of "$name")" "$report.obs.csv" "$report.growth.csv" >"$work/result"
		status=$?
		sed 's/^/# /' "$work/result"
		[ "$status" -eq 0 ] || miss "$name: implied levels outnumber stated comparisons"
		for kind in observations growth; do
			f1=$(awk -v kind="$kind" '$1 == kind && match($0, /F1 [0-9.]+/) {
				print substr($0, RSTART + 3, RLENGTH - 3)
			}' "$work/result")
			judge "documents/$name.$kind" "$f1" "F1 $f1"
		done
	done
}

# Reports in other layouts: the share of what is read from them that is read from them as they are.
layouts() {
	[ "$only" = '*' ] || return
	for how in plain close indent tab trailing crlf nbsp wrapped; do
		mkdir -p "$work/layout/$how"
		for report in "$here"/documents/*.txt; do
			case $report in *wrapped*) continue ;; esac
			awk -f "$here/layout.awk" -v how="$how" -v width=96 "$report" \
				>"$work/layout/$how/${report##*/}" || exit 2
		done
		if ! read_folder "$work/layout/$how"; then
			miss "the stages read reports in the layout $how"
			return
		fi
		awk_on facts.awk "$work/layout/$how.out" | sort >"$work/layout/$how.facts"
		[ "$how" != plain ] || continue
		same=$(comm -12 "$work/layout/plain.facts" "$work/layout/$how.facts" | wc -l)
		all=$(sort -m "$work/layout/plain.facts" "$work/layout/$how.facts" | wc -l)
		share=$(awk -v s="$same" -v n="$all" 'BEGIN { printf "%.3f", n ? 2 * s / n : 0 }')
		judge "layout/$how" "$share" "read as in the plain layout: $share"
	done
}

# The judge itself: expectations written as a dataset are all right, and one row less is one miss.
judge_of_sentences() {
	set -- "$here"/[0-9]*.csv
	for lose in 0 1; do
		mkdir -p "$work/echo.$lose"
		awk -f "$here/csv.awk" -f "$here/gold.awk" -f "$here/echo.awk" -v lose="$lose" \
			-v folder="$work/echo.$lose" "$@" || exit 2
		missed=$(awk_on phrases.awk "$work/echo.$lose" "$@" | awk '{ n += $3 - $2 } END { print n }')
		if [ "$missed" = "$lose" ]; then
			pass "the judge finds $lose misses in a reading that lacks $lose figures"
		else
			miss "the judge finds '$missed' misses in a reading that lacks $lose figures"
		fi
	done
}

for stage in ingest extract normalize; do
	[ -x "$bin/$stage" ] || miss "$bin/$stage is built"
done
[ "$failed" -eq 0 ] || finish
judge_of_sentences
sentences
documents
layouts
finish
