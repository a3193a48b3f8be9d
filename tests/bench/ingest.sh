#!/bin/sh
# Speed of ingest beside the tools that it is measured against, in one run on the same files:
#   text     iconv -f utf-8 -t utf-8 over 200 MB in 14 files                at most 3 times
#   archive  bsdtar -xO of a tar.gz and of a zip of reports                 at most 1.5 times
#   pdf      pdftotext of 40 files of some pages                            at most 1.1 times
#   jobs     -j 2 against -j 1 over 12,000 small files                       at least 1.7 times as fast
# The least of several rounds each.
set -u

# shellcheck source=tests/bench/common.sh
. "${0%/*}/common.sh"
need bsdtar:libarchive-tools pdftotext:poppler-utils
ingest=$build/bin/ingest
here=$PWD/tests/ingest
rounds=${ROUNDS:-5}
cd "$work" || exit 3

now()
{
	date +%s%N
}

# pair NAME OP TARGET ONE OTHER: least time of each command (shell words) over the rounds, taken in turn
pair()
{
	least_one="" least_other=""
	round=0
	while [ $round -lt "$rounds" ]; do
		start=$(now)
		sh -c "$4" >/dev/null 2>&1 || give_up "$4 fails"
		middle=$(now)
		sh -c "$5" >/dev/null 2>&1 || give_up "$5 fails"
		end=$(now)
		one=$((middle - start)) other=$((end - middle))
		[ -n "$least_one" ] && [ "$least_one" -le $one ] || least_one=$one
		[ -n "$least_other" ] && [ "$least_other" -le $other ] || least_other=$other
		round=$((round + 1))
	done
	awk -v name="$1" -v a="$least_one" -v b="$least_other" 'BEGIN {
		printf "# %s: %.3f s against %.3f s\n", name, a / 1e9, b / 1e9
		printf "%.2f\n", a / b >"ratio" }'
	bench "ingest/$1" "$(cat ratio)" "$2" "$3"
}

mkdir text many pdf
tr -s ' \n' '\n\n' <"$here/report.txt" | awk '{ word[NR] = $0 } END {
	srand(1)
	for (file = 0; file < 14; file++)
		make("text/" file ".txt", 14200000)
	for (file = 0; file < 12000; file++)
		make("many/" file ".txt", 5000)
}
function make(name, most,   text, bytes, i, k) {
	for (bytes = 0; bytes < most; bytes += length(text) + 1) {
		text = ""
		for (i = 0; i < 40; i++) {
			k = rand()
			text = text (k < 0.1 ? int(k * 1e6) : word[1 + int(rand() * NR)]) " "
		}
		print text > name
	}
	close(name)
}'
pair text-against-iconv '<=' 3 "$ingest -o out.csv text" 'for f in text/*; do iconv -f utf-8 -t utf-8 $f; done >out.txt'
tar -czf many.tar.gz many
pair tar.gz-against-bsdtar '<=' 1.5 "$ingest -o /dev/null many.tar.gz" 'bsdtar -xOf many.tar.gz >/dev/null'
bsdtar -c --format zip -f many.zip many
pair zip-against-bsdtar '<=' 1.5 "$ingest -o /dev/null many.zip" 'bsdtar -xOf many.zip >/dev/null'
i=0
while [ $i -lt 40 ]; do
	i=$((i + 1))
	{ cat "$here/report.pdf"; echo "% $i"; } >"pdf/$i.pdf"
done
pair pdf-against-pdftotext '<=' 1.1 "$ingest -o /dev/null pdf" 'for f in pdf/*; do pdftotext $f - >/dev/null; done'
pair 1-job-against-2 '>=' 1.7 "$ingest -j 1 -o /dev/null many" "$ingest -j 2 -o /dev/null many"
rm -rf text many pdf many.* out.*
finish
