#!/bin/sh
# normalize on mentions written by hand: levels, changes, doubts. The expected tables stand beside them;
# ACCEPT=1 writes them anew (then read the difference). Numbers, scales, units and messages are those of
# the project; catalogue and places are small ones of its own, so that they change with these tests alone.
set -u
here=$(cd "${0%/*}" && pwd)
root=$here/../../..
normalize=$(cd "${BUILD:-$root/out/build}" && pwd)/bin/normalize
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

ok() {
	passed=$((passed + 1))
	echo "ok - $1"
}

not_ok() {
	failed=$((failed + 1))
	echo "not ok - $1"
}

# told TEXT COMMAND...: passes where the command does
told() {
	text=$1
	shift
	if "$@" >"$work/out" 2>"$work/err"; then ok "$text"; else
		not_ok "$text"
		sed 's/^/# /' "$work/out" "$work/err" | head -20
	fi
}

mkdir "$work/lexicon"
for name in number_word scale scale_other unit unit_joint message indicator_derived place_role; do
	cp "$root/common/lexicon/$name.csv" "$work/lexicon/"
done
cp "$here"/lexicon/*.csv "$work/lexicon/"
cd "$work" || exit 3

# run NAME: all four tables of NAME.mentions.csv into $work
run() {
	"$normalize" -v -l lexicon -d "$here/documents.csv" -o "$1.observations.csv" -g "$1.growth.csv" \
		-L "$1.ledger.csv" -f "$1.findings.csv" "$here/$1.mentions.csv" 2>"$1.err"
}

for name in levels changes doubts; do
	told "$name are read" run "$name"
	for table in observations growth ledger findings; do
		[ -n "${ACCEPT:-}" ] && cp "$name.$table.csv" "$here/"
		told "$name: $table as expected" diff -u "$here/$name.$table.csv" "$name.$table.csv"
	done
	told "$name: the ledger has a row for every mention" test \
		"$(wc -l <"$name.ledger.csv")" = "$(wc -l <"$here/$name.mentions.csv")"
done
told "the counts add up and are printed" grep -qx \
	"normalize: note: 24 number tokens: 20 facts, 3 non-facts, 1 unread" levels.err

# The same without other tables, from standard input to standard output.
"$normalize" -l lexicon -d "$here/documents.csv" <"$here/levels.mentions.csv" >stdout.csv 2>stdout.err
told "standard input and output do as well" diff stdout.csv levels.observations.csv
told "silent without -v" test ! -s stdout.err

# Links over the edges of the windows in which a long document is worked.
head -n 1 "$here/levels.mentions.csv" >long.csv
awk 'BEGIN {
	row = "0123456789abcdef,%d,%s,%d,%d,%d%%,%d,,%%,,eq,A,%s,,tỷ lệ,,2022-08,period,,"
	for (i = 1; i <= 9000; i++) {
		far = i - 2000
		if (far % 3 == 0)
			far++
		level = i < 2001 ? i - 1 : far
		fact = i % 3 ? "level" : "growth"
		printf row, i, fact, i * 10, i * 10 + 3, i, i, i % 3 ? "stated" : ""
		if (i % 3)
			print ",,,,,,,q"
		else
			printf "+,pp,mom,2022-07,%d,%d,,\n", level, i + 1
	}
}' >>long.csv
told "a long document is read" "$normalize" -l lexicon -d "$here/documents.csv" -o long.o.csv -g long.g.csv long.csv
told "links reach over its windows" awk -F, '
	NR > 1 && ($2 == "" || $21 == "") && $28 != "90000" { bad++; print }
	END { exit bad > 0 || NR != 3001 }' long.g.csv

# refused TEXT STATUS PATTERN MENTIONS [ARGUMENT...]
refused() {
	text=$1 status=$2 pattern=$3 input=$4
	shift 4
	"$normalize" -l lexicon "$@" -o refused.csv "$input" 2>err
	got=$?
	if [ "$got" = "$status" ] && grep -q -- "$pattern" err && [ ! -e refused.csv ]; then
		ok "$text"
	else
		not_ok "$text (status $got)"
		sed 's/^/# /' err
	fi
}

sed '3s/,2,level/,7,level/' "$here/levels.mentions.csv" >number.csv
refused "mentions out of their numbers are refused" 2 "not numbered 1, 2, 3" number.csv
sed '3s/level/LEVEL/' "$here/levels.mentions.csv" >outcome.csv
refused "an outcome that is no name is refused" 2 "outcome is no name of a kind" outcome.csv
sed 's/0123456789abcdef/1111111111111111/' "$here/levels.mentions.csv" >stranger.csv
refused "a document that DOCUMENTS lacks is refused" 2 "not in DOCUMENTS" stranger.csv -d "$here/documents.csv"
refused "mentions that are not there" 2 "none.csv" none.csv
sed 's/^tấn,t,physical,1$/tấn,t,physical,one/' lexicon/unit.csv >unit.csv
mv unit.csv lexicon/unit.csv
refused "a bad unit is named with its line" 2 "unit.csv:[0-9]*: error: factor is no positive number" "$here/levels.mentions.csv"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
