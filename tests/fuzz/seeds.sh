#!/bin/sh
# seeds.sh NAME FOLDER: beginnings for the harness NAME in FOLDER, out of the sentences of tests/spec and the
# samples; FOLDER.dict gets the words of the lexicons where the harness reads language.
set -u
LC_ALL=C
export LC_ALL

name=$1
folder=$2
spec=tests/spec
lexicon=common/lexicon
mkdir -p "$folder" || exit 3

sentences()
{
	awk -f "$spec/csv.awk" -f tests/fuzz/seeds.awk -v how="$1" -v folder="$folder" "$spec"/[0-9]*.csv
}

words()
{
	awk -f "$spec/csv.awk" -f tests/fuzz/words.awk "$@" >"$folder.dict"
}

case $name in
numeral)
	sentences number
	words $lexicon/number_word.csv $lexicon/scale.csv $lexicon/scale_other.csv
	;;
date)
	sentences number
	words $lexicon/date_word.csv $lexicon/number_word.csv
	;;
quantity | token)
	sentences line
	words $lexicon/number_word.csv $lexicon/scale.csv $lexicon/unit.csv $lexicon/phrase.csv
	;;
report | facts)
	sentences line
	cp samples/reports/*.txt samples/other/*.txt "$folder"
	words $lexicon/number_word.csv $lexicon/scale.csv $lexicon/unit.csv $lexicon/phrase.csv \
		$lexicon/cue.csv
	;;
csv | split) cp "$spec"/[0-9]*.csv samples/other/*.csv "$folder" ;;
given) cp samples/other/reports.csv "$folder" ;;
lexicon) cp $lexicon/message.csv "$folder" ;;
input) cp samples/formats/* tests/ingest/letter.eml "$folder" ;;
charset | near | sniff | utf8) cp samples/reports/2022-0[1-3].txt samples/formats/* "$folder" ;;
html) cp samples/formats/*.html "$folder" ;;
esac
