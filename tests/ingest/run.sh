#!/bin/sh
# ingest: formats, archives, encodings and sidecars, each from files made here.
# shellcheck disable=SC2016,SC2034,SC2154 # scripts in single quotes expand what they are given
set -u

# shellcheck source=tests/ingest/lib.sh
. "${0%/*}/lib.sh"

# ---- plain text and encodings ------------------------------------------------------------------------

cp "$here/report.txt" plain.txt
check 'plain text' read_in 0 plain.txt
check 'its text is the file' text plain.txt
check 'an encoding is named' encoding UTF-8
check 'no finding' rules
check 'lines have kind and place' sh -c 'sed -n 2,3p "$1" | cut -d, -f2-4 | tr "\n" "|" | grep -q "^0,para,.*|59,para,"' sh "$work/lines.csv"
check 'every line begins where it says' python3 "$here/places.py" "$work"
tail -n +2 "$work/lines.csv" | cut -d, -f2- >"$work/want.txt"
check 'standard input' sh -c '"$1" <plain.txt | tail -n +2 | cut -d, -f2- | cmp - "$2"' sh "$ingest" "$work/want.txt"

printf '\357\273\277' | cat - plain.txt >bom.txt
iconv -f UTF-8 -t UTF-16 plain.txt >wide.txt
iconv -f UTF-8 -t UTF-16BE plain.txt >wide-be.txt
sed 's/$/\r/' plain.txt >crlf.txt
python3 -c 'import sys, unicodedata
sys.stdout.write(unicodedata.normalize("NFD", open("plain.txt", encoding="utf-8").read()))' >nfd.txt
sed 's/ 5\.000 / 5.000\xc2\xa0/; s/$/\xe2\x80\x8b/; s/^/\xef\xbb\xbf/' plain.txt >blanks.txt
iconv -f UTF-8 -t VISCII plain.txt >viscii.txt
iconv -f UTF-8 -t TCVN5712-1 plain.txt >tcvn3.txt
iconv -f UTF-8 -t CP1258 plain.txt >cp1258.txt
python3 "$here/disguise.py" vni plain.txt >vni.txt
python3 "$here/disguise.py" vni-utf8 plain.txt >vni-utf8.txt
python3 "$here/disguise.py" tcvn-utf8 plain.txt >tcvn-utf8.txt
python3 "$here/disguise.py" mojibake plain.txt >mojibake.txt
python3 "$here/disguise.py" mixed plain.txt >mixed.txt
python3 "$here/disguise.py" twice plain.txt >twice.txt
python3 "$here/disguise.py" cp1258-marks plain.txt >cp1258-marks.txt
python3 "$here/disguise.py" mojibake nfd.txt >mojibake-nfd.txt
iconv -f UTF-8 -t UTF-16LE plain.txt >wide-le.txt
while read -r name told_as; do
	check "$name: read" read_in 0 "$name.txt"
	check "$name: the same text" text plain.txt
	check "$name: told as $told_as" encoding "$told_as"
done <<END
bom UTF-8 with BOM
wide UTF-16LE
wide-be UTF-16BE
crlf UTF-8
nfd UTF-8 decomposed
blanks UTF-8 with BOM
viscii VISCII
tcvn3 TCVN3
cp1258 windows-1258
vni VNI
vni-utf8 UTF-8+VNI
twice UTF-8+windows-1252 twice
cp1258-marks windows-1258
mojibake-nfd UTF-8+windows-1252
wide-le UTF-16LE
tcvn-utf8 UTF-8+TCVN3
mojibake UTF-8+windows-1252
mixed UTF-8+TCVN3
END
check 'what was put right is told' told ENCODING_MENDED 'mixed.txt: '
{ echo 'BÁO CÁO TÌNH HÌNH KINH TẾ - XÃ HỘI THÁNG TÁM'; cat plain.txt; } >capitals
for how in vni-utf8 tcvn-utf8 mojibake; do
	python3 "$here/disguise.py" $how capitals >capitals.txt
	check "capitals in $how" read_in 0 capitals.txt
	check 'the same text' text capitals
done
rm -f capitals capitals.txt
printf 'Doanh thu \341\272 12 t\341\273\267\n' | cat plain.txt - >broken.txt
check 'broken UTF-8 is read' read_in 0 broken.txt
check 'and told' told ENCODING_BROKEN 'broken.txt: 2 characters'
printf 'r\351sum\351 of the figures of last month, and of those before it, in plain words\n' >latin.txt
check 'another Latin script is read' read_in 0 latin.txt
check 'as uncertain' told ENCODING_UNCERTAIN windows-1252
rm -f ./*.txt

# disguised HOW FILE: the text in another encoding, or as a wrong reading left it
disguised()
{
	case $1 in
	UTF-8) cat "$2" ;;
	BOM) printf '\357\273\277' | cat - "$2" ;;
	UTF-16LE+BOM) iconv -f UTF-8 -t UTF-16LE "$2" | sed '1s/^/\xff\xfe/' ;;
	UTF-16BE+BOM) iconv -f UTF-8 -t UTF-16BE "$2" | sed '1s/^/\xfe\xff/' ;;
	UTF-16?E | CP1258 | VISCII | TCVN5712-1) iconv -f UTF-8 -t "$1" "$2" ;;
	*) python3 "$here/disguise.py" "$1" "$2" ;;
	esac
}
every='UTF-8 BOM UTF-16LE UTF-16BE UTF-16LE+BOM UTF-16BE+BOM nfd CP1258 cp1258-marks VISCII TCVN5712-1 tcvn-utf8 mixed
	vni vni-utf8 mojibake twice nfd-mojibake'

# Every letter, small and capital; the fonts of TCVN3 have no capitals in Unicode's place.
python3 "$here/letters.py" >"$work/letters.txt"
head -n 1 "$work/letters.txt" >"$work/small.txt"
for how in $every; do
	case $how in
	tcvn-utf8 | mixed) letters=$work/small.txt ;;
	*) letters=$work/letters.txt ;;
	esac
	disguised "$how" "$letters" >a.txt
	check "every letter: $how" read_in 0 a.txt
	check 'comes back' text "$letters"
done

# facts FOLDER: what the pipeline reads in the only input, but for what names its bytes
facts()
{
	mkdir -p "$1"
	"$ingest" -o "$1/lines" -s "$1/sources" a.txt &&
		"$bin/extract" -s "$1/sources" -d "$1/documents" -f "$1/told" -o "$1/mentions" "$1/lines" &&
		"$bin/normalize" -d "$1/documents" -o "$1/observations.csv" -g "$1/growth.csv" -L "$1/ledger.csv" \
			-f "$1/findings.csv" "$1/mentions" &&
		python3 "$here/facts.py" "$1"
}
for name in 2022-08 2023-03; do
	cp "$here/../../samples/reports/$name.txt" "$work/whole.txt"
	rm -rf "$work/facts" && cp "$work/whole.txt" a.txt
	check "$name: facts are read" facts "$work/facts"
	check 'observations and growth' sh -c '[ "$(wc -l <"$1/observations")" -gt 20 ] && [ "$(wc -l <"$1/growth")" -gt 10 ]' sh "$work/facts"
	for how in $every; do
		disguised "$how" "$work/whole.txt" >a.txt
		rm -rf "$work/as"
		check "$name in $how" facts "$work/as"
		for table in observations growth ledger; do
			check "$name in $how: the same $table" diff "$work/facts/$table" "$work/as/$table"
		done
	done
done
rm -f ./*.txt

# ---- documents -------------------------------------------------------------------------------------

cp "$here/page.html" page.html
check 'a web page' read_in 0 page.html
check 'its main part, and nothing around it' lines "$here/page.want"
iconv -f UTF-8 -t CP1258 page.html | sed 's/charset="utf-8"/charset="windows-1258"/' >page.html.old
check 'the same page in windows-1258' read_in 0 page.html.old
check 'the same lines' lines "$here/page.want"
check 'the encoding of the page' encoding windows-1258
rm -f page.html page.html.old

# Pages as many systems make them: the report whole, and nothing of what is around it.
rm -rf "$work/txt"
for page in "$here"/pages/*.html; do
	name=${page##*/}
	cp "$page" .
	check "page: ${name%.html}" sh -c '"$1" -o /dev/null -t "$2/txt" "$3" && printf %s "$(cat "$4")" | diff - "$2"/txt/*.txt' sh \
		"$ingest" "$work" "$name" "${page%.html}.want"
	rm -rf "$name" "$work/txt"
done

(cd "$here/docx" && bsdtar -c --format zip -f "$work/in/a.docx" word)
check 'DOCX' read_in 0 a.docx
check 'paragraphs, lists, cells, notes' lines "$here/docx.want"
mv a.docx 'no name'
check 'told by content, not by name' read_in 0 'no name'
check 'the same lines' lines "$here/docx.want"
rm -f 'no name'
(cd "$here/odt" && bsdtar -c --format zip -f "$work/in/a.odt" mimetype content.xml)
check 'ODT' read_in 0 a.odt
check 'headings, lists, cells, notes' lines "$here/odt.want"
rm -f a.odt

cp "$here/report.pdf" a.pdf
check 'PDF' read_in 0 a.pdf
head -n 8 "$here/report.txt" >"$work/want.txt"
sed -n '3p;5p;7p;8p' "$here/report.txt" >>"$work/want.txt"
check 'paragraphs joined, columns in order' sh -c 'head -n 12 "$1" | cmp - "$2"' sh "$(echo "$work"/txt/*.txt)" "$work/want.txt"
check 'heads, feet and page numbers are gone' sh -c '! grep -qE "Truyền thông - Báo cáo|^- [0-9]|- [0-9] -" "$1"' sh "$(echo "$work"/txt/*.txt)"
rm -f a.pdf
cp "$here/table.pdf" a.pdf
check 'PDF with tables' read_in 0 a.pdf
check 'rows and cells of them, a title over three lines' lines "$here/table.want"
cp "$here/columns.pdf" a.pdf
check 'PDF with columns around a table, and a note at the foot' read_in 0 a.pdf
check 'one column behind the other, the note behind its paragraph' lines "$here/columns.want"
cp "$here/report.pdf" a.pdf
cp "$here/scan.pdf" scan.pdf
check 'a scan is rejected' read_in 1 scan.pdf
check 'and told' told SCAN scan.pdf
check 'and that it is damaged' told DOCUMENT_DAMAGED scan.pdf
head -c 20000 a.pdf | tr 'o' 'x' >bad.pdf
check 'a broken PDF is rejected' read_in 1 bad.pdf
check 'and told' told DOCUMENT_BROKEN bad.pdf
rm -f ./*.pdf

cp "$here/report.doc" a.doc
check 'DOC' read_in 0 a.doc
check 'its text' sh -c 'head -n 8 "$1" | cmp - "$2"' sh "$(echo "$work"/txt/*.txt)" "$here/report.txt"
check 'cells of its table' grep -q ',row,Doanh thu	4.900	5.000$' "$work/lines.csv"
rm -f a.doc

cp "$here/letter.eml" letter.eml
check 'a letter' read_in 0 letter.eml
check 'it and what is attached' sources letter.eml 'letter.eml!báo cáo.txt' 'letter.eml!page.html'
check 'its text, without the other form of it' lines "$here/letter.want"
rm -f letter.eml

printf '\211PNG\r\n\032\n picture' >a.png
head -c 5000 /bin/sh >a.bin
: >empty.txt
mkdir xl && echo '<workbook/>' >xl/workbook.xml && bsdtar -c --format zip -f a.xlsx xl && rm -r xl
printf application/epub+zip >mimetype && bsdtar -c --format zip -f a.epub mimetype && rm mimetype
check 'what is no report' read_in 1 .
check 'is told' rules FORMAT_UNKNOWN FORMAT_UNREAD PICTURE FORMAT_UNREAD NO_TEXT
check 'with the name of its format' told FORMAT_UNREAD 'a.xlsx is XLSX, which is not read: save it as DOCX'
rm -f ./*

cp "$here/report.rtf" a.rtf
check 'RTF' read_in 0 a.rtf
check 'paragraphs and cells' lines "$here/rtf.want"
rm -f a.rtf

# ---- archives --------------------------------------------------------------------------------------

report one >one.txt
report two and some more >two.txt
mkdir folder && report three >folder/three.txt
bsdtar -c --format zip -f "$work/a.zip" one.txt two.txt folder
bsdtar -c -z -f "$work/a.tar.gz" one.txt two.txt folder
bsdtar -c -J -f "$work/a.tar.xz" one.txt two.txt folder
bsdtar -c --format 7zip -f "$work/a.7z" one.txt two.txt folder
bsdtar -c --format ustar -f "$work/a.tar" one.txt two.txt folder
gzip -nc one.txt >"$work/one.txt.gz"
rm -rf ./*
for kind in zip tar.gz tar.xz 7z tar; do
	mv "$work/a.$kind" .
	check "$kind" read_in 0 "a.$kind"
	check "$kind: its members" sh -c 'tail -n +2 "$1" | cut -d, -f2 | sort | tr "\n" " " | grep -qx "$2"' sh \
		"$work/sources.csv" "a.$kind!folder/three.txt a.$kind!one.txt a.$kind!two.txt "
done
mv "$work/one.txt.gz" .
check 'one packed file' read_in 0 one.txt.gz
check 'its name' sources 'one.txt.gz!one.txt'
mkdir deep && mv a.tar.gz deep && bsdtar -c --format zip -f nested.zip deep && rm -r deep
check 'an archive in an archive' read_in 0 nested.zip
check 'its members' told NEAR_DUPLICATE 'nested.zip!deep/a.tar.gz!two.txt'
check 'nested to a limit' read_in 1 -L nesting=1 nested.zip
check 'which is told' told LIMIT_EXCEEDED 'nested.zip!deep/a.tar.gz exceeds the limit nesting = 1'

python3 "$here/names.py" names.zip
check 'names in CP1258 and UTF-8' read_in 0 names.zip
check 'both read' sources 'names.zip!Báo cáo tháng 8.txt' 'names.zip!Số liệu.txt'

head -c 700 a.zip >cut.zip
check 'a cut zip' read_in 1 cut.zip
check 'keeps the members before the cut' sources 'cut.zip!one.txt'
check 'and tells' told ARCHIVE_BROKEN cut.zip
python3 -c 'import sys
data = bytearray(open("a.zip", "rb").read())
data[120] ^= 255
open("spoilt.zip", "wb").write(data)'
check 'a member with a bad sum' read_in 1 spoilt.zip
check 'does not stop the others' sources 'spoilt.zip!two.txt' 'spoilt.zip!folder/three.txt'
check 'and is told' told DOCUMENT_BROKEN 'spoilt.zip!one.txt'
python3 -c 'data = open("a.zip", "rb").read()
at = data.index(b"PK\1\2")
open("headless.zip", "wb").write(data[:at])'
check 'a zip without its directory' read_in 1 headless.zip
check 'is told' told ARCHIVE_BROKEN headless.zip
check 'the members before its end are kept' sources 'headless.zip!one.txt' 'headless.zip!two.txt'
head -c 1536 a.tar >boundary.tar
check 'a tar cut between members' read_in 1 boundary.tar
check 'is told' told ARCHIVE_CUT boundary.tar
python3 -c 'data = bytearray(open("one.txt.gz", "rb").read())
data[-5] ^= 255
data[-6] ^= 255
open("sum.txt.gz", "wb").write(data)'
check 'a gzip with a bad sum is rejected' read_in 1 sum.txt.gz
check 'and told' told ARCHIVE_BROKEN 'sum.txt.gz'
rm -rf ./*

# ---- what is said beside the reports -----------------------------------------------------------------

report one >one.txt
mkdir sub && report two more >sub/two.txt
(cd sub && bsdtar -c --format zip -f pack.zip two.txt && rm two.txt)
printf 'source,report_period,published,issuer,title\none.txt,2022-08,2022-08-30,MIC,"Giao ban, tháng 8"\nsub/pack.zip!two.txt,2022-09,,,\n' >reports.csv
check 'a sidecar' read_in 0 .
check 'of a file' grep -q 'one.txt,.*,2022-08,2022-08-30,MIC,"Giao ban, tháng 8"$' "$work/sources.csv"
check 'of a member' grep -q 'pack.zip!two.txt,.*,2022-09,,,$' "$work/sources.csv"
mkdir pack && mv one.txt sub/pack.zip pack
printf 'source,report_period,published,issuer,title\none.txt,2022-08,2022-08-30,MIC,"Giao ban, tháng 8"\npack.zip!two.txt,2022-09,,,\n' >pack/reports.csv
bsdtar -cz -f whole.tar.gz pack && mv pack/one.txt . && mv pack/pack.zip sub && rm -r pack && mkdir alone && mv whole.tar.gz alone
check 'a sidecar within an archive' read_in 0 alone/whole.tar.gz
check 'is no report, and says the same' sh -c 'tail -n +2 "$1" | cut -d, -f2,7- | sort | tr "\n" " "| grep -qxF "$2"' sh "$work/sources.csv" \
	'whole.tar.gz!pack/one.txt,2022-08,2022-08-30,MIC,"Giao ban, tháng 8" whole.tar.gz!pack/pack.zip!two.txt,2022-09,,, '
printf 'source,report_period\nwhole.tar.gz!pack/one.txt,2021-01\n' >alone/reports.csv
check 'what is said beside the archive comes first' sh -c '"$1" -o /dev/null -s "$2" alone && grep -q "!pack/one.txt,.*,2021-01,,,$" "$2"' sh "$ingest" "$work/sources.csv"
mkdir bad && printf 'source,period\n' >bad/reports.csv && cp one.txt bad && bsdtar -c --format zip -f alone/bad.zip bad && rm -r bad
check 'a bad one within an archive' read_in 1 alone/bad.zip
check 'is told, and its reports are read' told SIDECAR_BROKEN 'bad.zip!bad/reports.csv'
check 'and its reports are read' sources 'bad.zip!bad/one.txt'
rm -r alone
check 'the month given for the rest' read_in 0 -p 2021-01 one.txt
check 'is in the table' grep -q 'one.txt,.*,2021-01,,,$' "$work/sources.csv"
says()
{
	read_in 2 . >/dev/null
	[ "$(cat "$work/stderr.txt")" = "$1" ] || {
		cat "$work/stderr.txt"
		false
	}
}
printf 'source,report_period\none.txt,2022-13\n' >reports.csv
check 'a bad month is named with its line' says "ingest: ./reports.csv:2: error: bad report_period, wants a month as 2022-08: '2022-13'"
printf 'source,period\none.txt,2022-12\n' >reports.csv
check 'an unknown column is named' says "ingest: ./reports.csv:1: error: unknown column, wants source, report_period and perhaps published, issuer, title: 'period'"
printf 'source,report_period\none.txt,2022-12\none.txt,2022-11\n' >reports.csv
check 'a source given twice is named' says "ingest: ./reports.csv: error: source given twice: 'one.txt'"
printf 'source,report_period\none.txt\n' >reports.csv
check 'a ragged row is named' says "ingest: ./reports.csv:2: error: too few fields"
rm -rf ./*

# ---- twice the same ----------------------------------------------------------------------------------

report one >a.txt
cp a.txt b.txt
sed 's/ước đạt/đạt/' a.txt >c.txt
check 'the same report three times' read_in 0 .
check 'equal bytes are read once' sources a.txt c.txt
check 'and both are named' told DUPLICATE_BYTES 'b.txt is the same bytes as a.txt'
check 'near-equal ones are told' told NEAR_DUPLICATE 'c.txt shares about'
mv "$work/txt" "$work/before"
check 'and in a later run' read_in 0 -N "$work/before" c.txt
check 'by the id of the earlier' told NEAR_DUPLICATE "with $(sha256sum <c.txt | cut -c 1-16)"
rm -rf ./* "$work/before"

# Another outlet of a report, in another format and with one figure changed: linked, and the difference told.
cp "$here/../../samples/formats/2023-05.docx" report.docx
read_in 0 report.docx >/dev/null
python3 - "$(echo "$work"/txt/*.txt)" outlet.html <<'END'
import html
import sys

with open(sys.argv[1], encoding="utf-8") as stream:
    text = stream.read()
assert text.count("171.900 thuê bao") == 1
text = text.replace("171.900 thuê bao", "171.300 thuê bao")
with open(sys.argv[2], "w", encoding="utf-8") as out:
    out.write('<html><head><meta charset="utf-8"><title>Tin</title></head><body><div class="menu"><a href="/">Trang chủ'
              "</a></div><article>" + "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line) +
              "</article></body></html>")
END
: >none.conf
check 'two outlets of a report' sh -c '"$1"/stages/solieu run --quiet -c none.conf --input report.docx --input outlet.html --out out' sh "$here/../.."
gzip -dc out/data/csv/findings/vintage=2023-05/findings.csv.gz >"$work/findings.csv"
check 'are linked' told REPORT_REPEATS "$(sha256sum <report.docx | cut -c 1-16)"
check 'and what they disagree on is told' sh -c '[ "$(grep -c ",REPORTS_DISAGREE," "$1")" = 1 ]' sh "$work/findings.csv"
check 'with both figures' sh -c 'grep ",REPORTS_DISAGREE," "$1" | grep 171900 | grep -q 171300' sh "$work/findings.csv"
rm -rf ./* "$work/before"

# ---- the same bytes out ------------------------------------------------------------------------------

i=0
while [ $i -lt 200 ]; do
	report "$i $((i * i))" >"r$((i % 7)).$i.txt"
	i=$((i + 1))
done
cp "$here/report.pdf" "$here/page.html" .
check 'one job' read_in 0 .
for table in lines sources findings; do cp "$work/$table.csv" "$work/one.$table.csv"; done
check 'four jobs' read_in 0 -j 4 .
for table in lines sources findings; do
	check "$table: the same bytes" cmp "$work/one.$table.csv" "$work/$table.csv"
done
check 'an empty environment' env -i "$ingest" -o "$work/lines.csv" -s "$work/sources.csv" .
check 'the same bytes' cmp "$work/one.lines.csv" "$work/lines.csv"
mkdir other && mv ./*.* other
check 'elsewhere' read_in 0 other
check 'the same sources' cmp "$work/one.sources.csv" "$work/sources.csv"
rm -rf other

counts
