#!/bin/sh
# The lexicons as a user meets them: a bad row is refused with file, line and reason, a good one is
# read at once, and the rows that `check --uncatalogued` suggests make their subjects known.
#
#   refused.csv  file,row,why   a row that FILE.csv must not hold, and what is said of it
#   issuers.csv  text,issuer,ref_area  a report, who issued it and the place that its figures are of
#   units.csv    text,value,unit  a sentence, the one figure in it and its unit
set -u
# shellcheck source=tests/suite.sh
. "${0%/*}/../suite.sh"
lexicon=$root/common/lexicon
cd "$tmp" || exit 3

# cells FILE: the rows of a table, fields separated by tabs
cells() {
	awk -f "$root/tests/spec/csv.awk" -f "$here/cells.awk" "$1"
}

echo 'doc_id,byte_start,kind,text' >lines.csv
echo 'doc_id,source,sha256,bytes,media_type,encoding,given_period,given_published,given_issuer,given_title' >sources.csv
"$bin/extract" -l "$lexicon" -s sources.csv -d documents.csv -f found.csv -o mentions.csv lines.csv
load() {
	"$bin/extract" -l "$lexicon" -l my -s sources.csv -d documents.csv -f found.csv -o none.csv lines.csv &&
		"$bin/normalize" -l "$lexicon" -l my -o none.csv mentions.csv
}

# A bad row of each kind
cells "$here/refused.csv" >refused
while IFS="$(printf '\t')" read -r file row why; do
	rm -rf my
	mkdir my
	{
		head -n 1 "$lexicon/$file.csv"
		printf '%s\n' "$row"
	} >"my/$file.csv"
	exits "$file.csv with the row $row" 2 load
	holds "is refused with file, line and reason" stderr "my/$file.csv:2: error: .*$(printf '%s' "$why" | sed 's/[][]/./g')"
done <refused

# Every figure with its unit
cells "$here/units.csv" >units
{
	cat lines.csv
	awk -F '\t' '{ gsub(/"/, "\"\"", $1); printf "%d,0,para,\"%s\"\n", NR, $1 }' units
} >unit-lines.csv
{
	cat sources.csv
	awk '{ printf "%d,%d.txt,0,1,text/plain,UTF-8,2023-08,,,\n", NR, NR }' units
} >unit-sources.csv
"$bin/extract" -l "$lexicon" -s unit-sources.csv -d documents.csv -f found.csv -o unit-mentions.csv unit-lines.csv &&
	"$bin/normalize" -l "$lexicon" -d documents.csv -o unit-observations.csv unit-mentions.csv
awk -F '\t' '{ print NR "\t" $2 "\t" $3 }' units >wanted
awk -v columns=doc_id,obs_value,unit_measure -f "$root/tests/spec/csv.awk" -f "$here/cells.awk" \
	unit-observations.csv >got
is "$(wc -l <units | tr -d ' ') figures have their value and unit" "" "$(diff wanted got)"

# A place's body reports on its place, whether the lexicons know it or not
mkdir places
awk -f "$root/tests/spec/csv.awk" -f "$here/texts.awk" -v folder=places "$here/issuers.csv"
"$bin/ingest" -o place-lines.csv -s place-sources.csv -f found.csv places/*.txt &&
	"$bin/extract" -l "$lexicon" -s place-sources.csv -d documents.csv -f found.csv -o place-mentions.csv place-lines.csv &&
	"$bin/normalize" -l "$lexicon" -d documents.csv -o place-observations.csv place-mentions.csv
awk -v columns=issuer,ref_area -f "$root/tests/spec/csv.awk" -f "$here/cells.awk" place-observations.csv >got
is "$(wc -l <places/wanted | tr -d ' ') reports have their issuer and place" "" "$(diff places/wanted got)"

# What is suggested is taken
solieu=$root/stages/solieu
: >none.conf
mkdir in
printf 'Tháng 8 năm 2023, số đàn ong mật là 1.254 đàn; sản xuất 12.500 tấn bột sắn dây.\n' >in/report.txt
exits "a report of what the catalogue has not" 0 "$solieu" run -c none.conf --input in --out out
exits "its suggestions" 0 "$solieu" check -c none.conf --out out --uncatalogued
cp stdout list
holds "a row for indicator.csv" list '^DAN_ONG_MAT,.*,{đàn},stock$'
holds "a row for indicator_wording.csv" list '^DAN_ONG_MAT,.*,,$'
rm -rf my
mkdir my
awk '/^indicator(_wording)?[.]csv$/ { file = "my/" $0; next } $0 != "" { print >file }' list
exits "the rows are taken" 0 "$solieu" check -c none.conf --lexicon-extra my
exits "and used" 0 "$solieu" run -c none.conf --lexicon-extra my --input in --out again
exits "nothing is left to suggest" 0 "$solieu" check -c none.conf --lexicon-extra my --out again --uncatalogued
is "but the headers" "indicator.csv indicator,label_vi,label_en,field,unit_measure,measure  indicator_wording.csv indicator,wording,field,unit_measure " \
	"$(tr '\n' ' ' <stdout)"
counts
