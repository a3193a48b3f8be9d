#!/bin/sh
# ingest: formats, archives, encodings, sidecars, limits and hostile input, each from files made here.
# shellcheck disable=SC2016,SC2034,SC2154 # scripts in single quotes expand what they are given
set -u

here=$PWD/${0%/*}
build=${BUILD:-out/build}
case $build in
/*) ;;
*) build=$PWD/$build ;;
esac
ingest=$build/bin/ingest
work=$(mktemp -d) || exit 3
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
export LC_ALL=C
passed=0 failed=0

ok()
{
	text=$1
	shift
	if "$@" >"$work/ok.txt" 2>&1; then
		echo "ok - $text"
		passed=$((passed + 1))
	else
		echo "not ok - $text"
		head -n 40 "$work/ok.txt" | sed 's/^/# /'
		failed=$((failed + 1))
	fi
}

# read_in STATUS ARGUMENT...: runs ingest into lines.csv, sources.csv, findings.csv and txt/, in 20 seconds at most
read_in()
{
	want=$1
	shift
	rm -rf "$work/txt"
	timeout -k 5 20 "$ingest" -o "$work/lines.csv" -s "$work/sources.csv" -f "$work/findings.csv" \
		-t "$work/txt" "$@" >"$work/stdout.txt" 2>"$work/stderr.txt" </dev/null
	status=$?
	cat "$work/stderr.txt"
	[ "$status" = "$want" ] || {
		echo "exit code $status, not $want"
		tail -n +2 "$work/findings.csv"
		false
	}
}

# told RULE WORDS: a finding of the rule whose message has these words
told()
{
	grep ",$1," "$work/findings.csv" | grep -qF -- "$2" || {
		cat "$work/findings.csv"
		false
	}
}

# rules RULE...: exactly these, in this order
rules()
{
	tail -n +2 "$work/findings.csv" | cut -d, -f5 | tr '\n' ' ' >"$work/rules.txt"
	[ "$(cat "$work/rules.txt")" = "$*${1:+ }" ] || {
		cat "$work/findings.csv"
		false
	}
}

# encoding NAME: of the only source
encoding()
{
	[ "$(tail -n +2 "$work/sources.csv" | cut -d, -f6)" = "$1" ] || {
		cat "$work/sources.csv"
		false
	}
}

# sources NAME...: exactly these were read as text
sources()
{
	tail -n +2 "$work/sources.csv" | cut -d, -f2 >"$work/got.txt"
	printf '%s\n' "$@" | diff - "$work/got.txt"
}

# lines: kind and text of every line, as read from standard input
lines()
{
	tail -n +2 "$work/lines.csv" | cut -d, -f3- | sed 's/"//g' | diff "$1" -
}

# text FILE: the only text is that of the file
text()
{
	printf %s "$(cat "$1")" | cmp - "$work"/txt/*.txt
}

# A report of its own bytes: the words are put behind it.
report()
{
	cat "$here/report.txt"
	printf '%s\n' "$*"
}

cd "$work" || exit 3
mkdir in && cd in || exit 3

# ---- plain text and encodings ------------------------------------------------------------------------

cp "$here/report.txt" plain.txt
ok 'plain text' read_in 0 plain.txt
ok 'its text is the file' text plain.txt
ok 'an encoding is named' encoding UTF-8
ok 'no finding' rules
ok 'lines have kind and place' sh -c 'sed -n 2,3p "$1" | cut -d, -f2-4 | tr "\n" "|" | grep -q "^0,para,.*|59,para,"' sh "$work/lines.csv"
ok 'every line begins where it says' python3 "$here/places.py" "$work"
tail -n +2 "$work/lines.csv" | cut -d, -f2- >"$work/want.txt"
ok 'standard input' sh -c '"$1" <plain.txt | tail -n +2 | cut -d, -f2- | cmp - "$2"' sh "$ingest" "$work/want.txt"

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
	ok "$name: read" read_in 0 "$name.txt"
	ok "$name: the same text" text plain.txt
	ok "$name: told as $told_as" encoding "$told_as"
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
ok 'what was put right is told' told ENCODING_MENDED 'mixed.txt: '
{ echo 'BÁO CÁO TÌNH HÌNH KINH TẾ - XÃ HỘI THÁNG TÁM'; cat plain.txt; } >capitals
for how in vni-utf8 tcvn-utf8 mojibake; do
	python3 "$here/disguise.py" $how capitals >capitals.txt
	ok "capitals in $how" read_in 0 capitals.txt
	ok 'the same text' text capitals
done
rm -f capitals capitals.txt
printf 'Doanh thu \341\272 12 t\341\273\267\n' | cat plain.txt - >broken.txt
ok 'broken UTF-8 is read' read_in 0 broken.txt
ok 'and told' told ENCODING_BROKEN 'broken.txt: 2 characters'
printf 'r\351sum\351 of the figures of last month, and of those before it, in plain words\n' >latin.txt
ok 'another Latin script is read' read_in 0 latin.txt
ok 'as uncertain' told ENCODING_UNCERTAIN windows-1252
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
	ok "every letter: $how" read_in 0 a.txt
	ok 'comes back' text "$letters"
done

# facts FOLDER: what the pipeline reads in the only input, but for what names its bytes
facts()
{
	mkdir -p "$1"
	"$ingest" -o "$1/lines" -s "$1/sources" a.txt &&
		"$build/bin/extract" -s "$1/sources" -d "$1/documents" -f "$1/told" -o "$1/mentions" "$1/lines" &&
		"$build/bin/normalize" -d "$1/documents" -o "$1/observations.csv" -g "$1/growth.csv" -L "$1/ledger.csv" \
			-f "$1/findings.csv" "$1/mentions" &&
		python3 "$here/facts.py" "$1"
}
for name in 2022-08 2023-03; do
	cp "$here/../../samples/reports/$name.txt" "$work/whole.txt"
	rm -rf "$work/facts" && cp "$work/whole.txt" a.txt
	ok "$name: facts are read" facts "$work/facts"
	ok 'observations and growth' sh -c '[ "$(wc -l <"$1/observations")" -gt 20 ] && [ "$(wc -l <"$1/growth")" -gt 10 ]' sh "$work/facts"
	for how in $every; do
		disguised "$how" "$work/whole.txt" >a.txt
		rm -rf "$work/as"
		ok "$name in $how" facts "$work/as"
		for table in observations growth ledger; do
			ok "$name in $how: the same $table" diff "$work/facts/$table" "$work/as/$table"
		done
	done
done
rm -f ./*.txt

# ---- documents -------------------------------------------------------------------------------------

cp "$here/page.html" page.html
ok 'a web page' read_in 0 page.html
ok 'its main part, and nothing around it' lines "$here/page.want"
iconv -f UTF-8 -t CP1258 page.html | sed 's/charset="utf-8"/charset="windows-1258"/' >page.html.old
ok 'the same page in windows-1258' read_in 0 page.html.old
ok 'the same lines' lines "$here/page.want"
ok 'the encoding of the page' encoding windows-1258
rm -f page.html page.html.old

# Pages as many systems make them: the report whole, and nothing of what is around it.
rm -rf "$work/txt"
for page in "$here"/pages/*.html; do
	name=${page##*/}
	cp "$page" .
	ok "page: ${name%.html}" sh -c '"$1" -o /dev/null -t "$2/txt" "$3" && printf %s "$(cat "$4")" | diff - "$2"/txt/*.txt' sh \
		"$ingest" "$work" "$name" "${page%.html}.want"
	rm -rf "$name" "$work/txt"
done

(cd "$here/docx" && bsdtar -c --format zip -f "$work/in/a.docx" word)
ok 'DOCX' read_in 0 a.docx
ok 'paragraphs, lists, cells, notes' lines "$here/docx.want"
mv a.docx 'no name'
ok 'told by content, not by name' read_in 0 'no name'
ok 'the same lines' lines "$here/docx.want"
rm -f 'no name'
(cd "$here/odt" && bsdtar -c --format zip -f "$work/in/a.odt" mimetype content.xml)
ok 'ODT' read_in 0 a.odt
ok 'headings, lists, cells, notes' lines "$here/odt.want"
rm -f a.odt

cp "$here/report.pdf" a.pdf
ok 'PDF' read_in 0 a.pdf
head -n 8 "$here/report.txt" >"$work/want.txt"
sed -n '3p;5p;7p;8p' "$here/report.txt" >>"$work/want.txt"
ok 'paragraphs joined, columns in order' sh -c 'head -n 12 "$1" | cmp - "$2"' sh "$(echo "$work"/txt/*.txt)" "$work/want.txt"
ok 'heads, feet and page numbers are gone' sh -c '! grep -qE "Truyền thông - Báo cáo|^- [0-9]|- [0-9] -" "$1"' sh "$(echo "$work"/txt/*.txt)"
rm -f a.pdf
cp "$here/table.pdf" a.pdf
ok 'PDF with tables' read_in 0 a.pdf
ok 'rows and cells of them, a title over three lines' lines "$here/table.want"
cp "$here/columns.pdf" a.pdf
ok 'PDF with columns around a table, and a note at the foot' read_in 0 a.pdf
ok 'one column behind the other, the note behind its paragraph' lines "$here/columns.want"
cp "$here/report.pdf" a.pdf
cp "$here/scan.pdf" scan.pdf
ok 'a scan is rejected' read_in 1 scan.pdf
ok 'and told' rules SCAN
head -c 20000 a.pdf | tr 'o' 'x' >bad.pdf
ok 'a broken PDF is rejected' read_in 1 bad.pdf
ok 'and told' told DOCUMENT_BROKEN bad.pdf
rm -f ./*.pdf

cp "$here/report.doc" a.doc
ok 'DOC' read_in 0 a.doc
ok 'its text' sh -c 'head -n 8 "$1" | cmp - "$2"' sh "$(echo "$work"/txt/*.txt)" "$here/report.txt"
ok 'cells of its table' grep -q ',row,Doanh thu	4.900	5.000$' "$work/lines.csv"
rm -f a.doc

cp "$here/letter.eml" letter.eml
ok 'a letter' read_in 0 letter.eml
ok 'it and what is attached' sources letter.eml 'letter.eml!báo cáo.txt' 'letter.eml!page.html'
ok 'its text, without the other form of it' lines "$here/letter.want"
rm -f letter.eml

printf '\211PNG\r\n\032\n picture' >a.png
head -c 5000 /bin/sh >a.bin
: >empty.txt
mkdir xl && echo '<workbook/>' >xl/workbook.xml && bsdtar -c --format zip -f a.xlsx xl && rm -r xl
printf application/epub+zip >mimetype && bsdtar -c --format zip -f a.epub mimetype && rm mimetype
ok 'what is no report' read_in 1 .
ok 'is told' rules FORMAT_UNKNOWN FORMAT_UNREAD PICTURE FORMAT_UNREAD NO_TEXT
ok 'with the name of its format' told FORMAT_UNREAD 'a.xlsx is XLSX, which is not read: save it as DOCX'
rm -f ./*

cp "$here/report.rtf" a.rtf
ok 'RTF' read_in 0 a.rtf
ok 'paragraphs and cells' lines "$here/rtf.want"
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
	ok "$kind" read_in 0 "a.$kind"
	ok "$kind: its members" sh -c 'tail -n +2 "$1" | cut -d, -f2 | sort | tr "\n" " " | grep -qx "$2"' sh \
		"$work/sources.csv" "a.$kind!folder/three.txt a.$kind!one.txt a.$kind!two.txt "
done
mv "$work/one.txt.gz" .
ok 'one packed file' read_in 0 one.txt.gz
ok 'its name' sources 'one.txt.gz!one.txt'
mkdir deep && mv a.tar.gz deep && bsdtar -c --format zip -f nested.zip deep && rm -r deep
ok 'an archive in an archive' read_in 0 nested.zip
ok 'its members' told NEAR_DUPLICATE 'nested.zip!deep/a.tar.gz!two.txt'
ok 'nested to a limit' read_in 1 -L nesting=1 nested.zip
ok 'which is told' told LIMIT_EXCEEDED 'nested.zip!deep/a.tar.gz exceeds the limit nesting = 1'

python3 "$here/names.py" names.zip
ok 'names in CP1258 and UTF-8' read_in 0 names.zip
ok 'both read' sources 'names.zip!Báo cáo tháng 8.txt' 'names.zip!Số liệu.txt'

head -c 700 a.zip >cut.zip
ok 'a cut zip' read_in 1 cut.zip
ok 'keeps the members before the cut' sources 'cut.zip!one.txt'
ok 'and tells' told ARCHIVE_BROKEN cut.zip
python3 -c 'import sys
data = bytearray(open("a.zip", "rb").read())
data[120] ^= 255
open("spoilt.zip", "wb").write(data)'
ok 'a member with a bad sum' read_in 1 spoilt.zip
ok 'does not stop the others' sources 'spoilt.zip!two.txt' 'spoilt.zip!folder/three.txt'
ok 'and is told' told DOCUMENT_BROKEN 'spoilt.zip!one.txt'
python3 -c 'data = open("a.zip", "rb").read()
at = data.index(b"PK\1\2")
open("headless.zip", "wb").write(data[:at])'
ok 'a zip without its directory' read_in 1 headless.zip
ok 'is told' told ARCHIVE_BROKEN headless.zip
ok 'the members before its end are kept' sources 'headless.zip!one.txt' 'headless.zip!two.txt'
head -c 1536 a.tar >boundary.tar
ok 'a tar cut between members' read_in 1 boundary.tar
ok 'is told' told ARCHIVE_CUT boundary.tar
python3 -c 'data = bytearray(open("one.txt.gz", "rb").read())
data[-5] ^= 255
data[-6] ^= 255
open("sum.txt.gz", "wb").write(data)'
ok 'a gzip with a bad sum is rejected' read_in 1 sum.txt.gz
ok 'and told' told ARCHIVE_BROKEN 'sum.txt.gz'
rm -rf ./*

# ---- hostile input ---------------------------------------------------------------------------------

report beside it >beside.txt
yes 'Doanh thu 5.000' | head -c 200000000 | gzip -n >bomb.txt.gz
head -c 200000000 /dev/zero | gzip -n >zeros.gz
ok 'an expansion bomb' read_in 1 bomb.txt.gz zeros.gz beside.txt
ok 'is stopped and told' told LIMIT_EXCEEDED bomb.txt.gz
ok 'zeros are an archive of nothing' told NO_TEXT zeros.gz
ok 'the file beside it is read' sources beside.txt
ok 'a limit of growth' read_in 1 -L expansion=20 bomb.txt.gz
ok 'is told' told LIMIT_EXCEEDED 'bomb.txt.gz exceeds the limit expansion = 20'
rm bomb.txt.gz zeros.gz
mkdir many && (cd many && seq 300 | xargs touch && for i in 1 2 3; do report "$i" >"0$i"; done)
bsdtar -cz -f many.tar.gz many
rm -rf many
ok 'a great many members' read_in 1 -L members=100 many.tar.gz
ok 'to a limit' told LIMIT_EXCEEDED 'many.tar.gz exceeds the limit members = 100'
rm many.tar.gz
cp beside.txt inner
i=0
while [ $i -lt 8 ]; do
	bsdtar -c --format zip -f outer inner && mv outer inner
	i=$((i + 1))
done
mv inner nest.zip
ok 'archives within archives' read_in 1 nest.zip
ok 'to a limit' told LIMIT_EXCEEDED 'nesting = 3'
rm nest.zip
python3 "$here/tricks.py" tricks.tar
ok 'paths that lead out, links and devices' read_in 1 tricks.tar
ok 'are passed over and told' rules MEMBER_PATH MEMBER_PATH NO_FILE NO_FILE NO_FILE
ok 'what is no trick is read' sources 'tricks.tar!good.txt'
rm tricks.tar
mkdir word && printf '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]><w:document xmlns:w="u"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>' >word/document.xml
bsdtar -c --format zip -f entities.docx word && rm -r word
ok 'XML that declares entities' read_in 1 entities.docx
ok 'is refused' rules ENTITIES
{
	printf '<html><body>'
	head -c 200000 /dev/zero | sed 's/\x0/<div>/g'
} >deep.html
ok 'a page of endless depth' read_in 1 deep.html
ok 'to a limit' told LIMIT_EXCEEDED 'deep.html exceeds the limit depth'
head -c 2000000 /dev/zero | tr '\0' x >endless.txt
python3 "$here/hostile.py" hostile
ok 'bombs, loops and names of every kind' read_in 1 hostile
ok 'entities of a text, and of a file elsewhere' sh -c 'grep -c ",ENTITIES," "$1" | grep -qx 2' sh "$work/findings.csv"
ok 'a tag without end' told LIMIT_EXCEEDED 'attributes.html exceeds the limit elements'
ok 'tables within tables' told LIMIT_EXCEEDED 'deep.docx exceeds the limit depth'
ok 'a PDF that holds itself' told SCAN loop.pdf
ok 'a zip whose members overlap is read once' sh -c 'grep -c "overlap.zip!" "$1" | grep -qx 1' sh "$work/sources.csv"
ok 'odd names are read as they are' sh -c 'grep -c "names.tar!" "$1" | grep -qx 6' sh "$work/sources.csv"
ok 'what is encrypted is told' told ENCRYPTED 'locked.zip!a.txt'
rm -rf hostile
python3 "$here/locked.py" "$here/report.doc" locked
7z a -psecret -mhe=on locked/a.7z beside.txt >/dev/null 2>&1
7z a -tzip -psecret -mem=AES256 locked/a.zip beside.txt >/dev/null 2>&1
cp "$here/locked.pdf" locked
ok 'DOC, DOCX, ODT of two kinds, PDF, 7z and zip with a password' read_in 1 locked
ok 'each is told' rules ENCRYPTED ENCRYPTED ENCRYPTED ENCRYPTED ENCRYPTED ENCRYPTED ENCRYPTED
rm -rf locked
python3 "$here/nested.py" wide.zip 3
ok 'zips of sixteen zips of sixteen zips' read_in 1 wide.zip
ok 'to a limit' told LIMIT_EXCEEDED 'exceeds the limit'
python3 "$here/nested.py" wide.zip 6
ok 'and three times deeper' read_in 1 wide.zip
ok 'to a limit' told LIMIT_EXCEEDED 'nesting = 3'
rm wide.zip
truncate -s 10G sparse.txt
ok 'ten gigabytes of nothing' read_in 1 sparse.txt
ok 'to a limit' told LIMIT_EXCEEDED 'sparse.txt exceeds the limit document-bytes'
rm -f sparse.txt
ok 'an endless line' read_in 1 endless.txt
ok 'to a limit' told LIMIT_EXCEEDED 'line-bytes = 1048576'
yes 'Doanh thu 5.000 ty dong' | head -c 17000000 >long.txt
ok 'a text without an end' read_in 1 long.txt
ok 'to a limit' told LIMIT_EXCEEDED 'text-bytes = 16777216'
rm -f long.txt endless.txt deep.html
ln -s beside.txt link.txt
mkfifo pipe
ok 'links and pipes in a folder' read_in 1 .
ok 'are told, and are no failure' told NO_FILE link.txt
rm -f pipe link.txt entities.docx
name=$(printf '%0250d' 0)
python3 -c 'import os, sys
for _ in range(18):
    os.mkdir(sys.argv[1])
    os.chdir(sys.argv[1])' "$name"
ok 'folders within folders without end' read_in 1 .
ok 'are told' told UNREADABLE 'too long'
ok 'and no neighbour is lost' sources beside.txt
rm -rf "$name"
case ${SANITIZE:-} in
*address*) ;; # AddressSanitizer maps terabytes: there is no limit to exceed
*)
	cp "$here/report.pdf" a.pdf
	ok 'a reader that wants too much memory' read_in 1 -L memory-bytes=30000000 a.pdf beside.txt
	ok 'is told' told MEMORY_EXCEEDED a.pdf
	ok 'and no neighbour is lost' sources beside.txt
	rm -f a.pdf
	;;
esac
python3 "$here/flood.py" slow.pdf 60000
ok 'a converter that wants too much time' read_in 1 -L seconds=1 slow.pdf beside.txt
# by the converter's own time or, on a busy machine, by the clock
ok 'is told' grep -qE ',(CONVERTER_KILLED|TIME_EXCEEDED),.*slow.pdf' "$work/findings.csv"
ok 'and no neighbour is lost' sources beside.txt
rm -f slow.pdf
python3 "$here/flood.py" flood.pdf 600
ok 'a PDF that writes without end' read_in 1 -L text-bytes=20000 flood.pdf beside.txt
ok 'is stopped' told LIMIT_EXCEEDED 'flood.pdf exceeds the limit text-bytes'
ok 'and no neighbour is lost' sources beside.txt
rm -f ./*

# ---- cut anywhere ----------------------------------------------------------------------------------

# Beginnings of a file of every format: each is read, or told why not, and none breaks a reader off.
mkdir whole && cp "$here/report.txt" "$here/page.html" "$here/letter.eml" "$here/report.rtf" "$here/report.doc" "$here/table.pdf" whole
(cd "$here/docx" && bsdtar -c --format zip -f "$work/in/whole/a.docx" word)
(cd "$here/odt" && bsdtar -c --format zip -f "$work/in/whole/a.odt" mimetype content.xml)
for kind in zip tar tar.gz tar.xz 7z; do
	bsdtar -c -a -f "$work/a.$kind" -C "$here" report.txt page.html && mv "$work/a.$kind" whole
done
for whole in whole/*; do
	name=${whole#whole/}
	python3 "$here/beginnings.py" "$whole" begin
	ok "$name cut anywhere" sh -c '
		timeout 60 "$1" -j 2 -o /dev/null -s "$2/sources.csv" -f "$2/findings.csv" begin
		[ $? -le 1 ] && ! grep -E "CRASHED|TIME_EXCEEDED|MEMORY_EXCEEDED|CONVERTER_KILLED" "$2/findings.csv" &&
		for f in begin/*; do grep -qF "${f#begin/}" "$2/sources.csv" "$2/findings.csv" || { echo "nothing of $f"; exit 1; }; done' sh \
		"$ingest" "$work"
	rm -rf begin
done
rm -rf whole

# ---- the cell --------------------------------------------------------------------------------------

report strace >a.txt
cp "$here/report.pdf" a.pdf
strace -f -qq -e trace=execve,socket,openat,seccomp,landlock_restrict_self -o "$work/trace.txt" \
	"$ingest" -o "$work/lines.csv" a.txt a.pdf
ok 'readers run under seccomp' grep -q 'seccomp(SECCOMP_SET_MODE_FILTER' "$work/trace.txt"
ok 'no socket is ever asked for' sh -c '! grep -q " socket(" "$1"' sh "$work/trace.txt"
ok 'the converter writes no file' sh -c '
	pid=$(awk "/execve\(.*pdftotext/ { print \$1; exit }" "$1")
	[ -n "$pid" ] && ! grep "^$pid .*openat" "$1" | grep -vE "/dev/null|= -1" | grep -qE "O_WRONLY|O_RDWR|O_CREAT"' sh "$work/trace.txt"
rm -f ./*

# ---- what is said beside the reports -----------------------------------------------------------------

report one >one.txt
mkdir sub && report two more >sub/two.txt
(cd sub && bsdtar -c --format zip -f pack.zip two.txt && rm two.txt)
printf 'source,report_period,published,issuer,title\none.txt,2022-08,2022-08-30,MIC,"Giao ban, tháng 8"\nsub/pack.zip!two.txt,2022-09,,,\n' >reports.csv
ok 'a sidecar' read_in 0 .
ok 'of a file' grep -q 'one.txt,.*,2022-08,2022-08-30,MIC,"Giao ban, tháng 8"$' "$work/sources.csv"
ok 'of a member' grep -q 'pack.zip!two.txt,.*,2022-09,,,$' "$work/sources.csv"
mkdir pack && mv one.txt sub/pack.zip pack
printf 'source,report_period,published,issuer,title\none.txt,2022-08,2022-08-30,MIC,"Giao ban, tháng 8"\npack.zip!two.txt,2022-09,,,\n' >pack/reports.csv
bsdtar -cz -f whole.tar.gz pack && mv pack/one.txt . && mv pack/pack.zip sub && rm -r pack && mkdir alone && mv whole.tar.gz alone
ok 'a sidecar within an archive' read_in 0 alone/whole.tar.gz
ok 'is no report, and says the same' sh -c 'tail -n +2 "$1" | cut -d, -f2,7- | sort | tr "\n" " "| grep -qxF "$2"' sh "$work/sources.csv" \
	'whole.tar.gz!pack/one.txt,2022-08,2022-08-30,MIC,"Giao ban, tháng 8" whole.tar.gz!pack/pack.zip!two.txt,2022-09,,, '
printf 'source,report_period\nwhole.tar.gz!pack/one.txt,2021-01\n' >alone/reports.csv
ok 'what is said beside the archive comes first' sh -c '"$1" -o /dev/null -s "$2" alone && grep -q "!pack/one.txt,.*,2021-01,,,$" "$2"' sh "$ingest" "$work/sources.csv"
mkdir bad && printf 'source,period\n' >bad/reports.csv && cp one.txt bad && bsdtar -c --format zip -f alone/bad.zip bad && rm -r bad
ok 'a bad one within an archive' read_in 1 alone/bad.zip
ok 'is told, and its reports are read' told SIDECAR_BROKEN 'bad.zip!bad/reports.csv'
ok 'and its reports are read' sources 'bad.zip!bad/one.txt'
rm -r alone
ok 'the month given for the rest' read_in 0 -p 2021-01 one.txt
ok 'is in the table' grep -q 'one.txt,.*,2021-01,,,$' "$work/sources.csv"
says()
{
	read_in 2 . >/dev/null
	[ "$(cat "$work/stderr.txt")" = "$1" ] || {
		cat "$work/stderr.txt"
		false
	}
}
printf 'source,report_period\none.txt,2022-13\n' >reports.csv
ok 'a bad month is named with its line' says "ingest: ./reports.csv:2: error: bad report_period, wants a month as 2022-08: '2022-13'"
printf 'source,period\none.txt,2022-12\n' >reports.csv
ok 'an unknown column is named' says "ingest: ./reports.csv:1: error: unknown column, wants source, report_period and perhaps published, issuer, title: 'period'"
printf 'source,report_period\none.txt,2022-12\none.txt,2022-11\n' >reports.csv
ok 'a source given twice is named' says "ingest: ./reports.csv: error: source given twice: 'one.txt'"
printf 'source,report_period\none.txt\n' >reports.csv
ok 'a ragged row is named' says "ingest: ./reports.csv:2: error: too few fields"
rm -rf ./*

# ---- twice the same ----------------------------------------------------------------------------------

report one >a.txt
cp a.txt b.txt
sed 's/ước đạt/đạt/' a.txt >c.txt
ok 'the same report three times' read_in 0 .
ok 'equal bytes are read once' sources a.txt c.txt
ok 'and both are named' told DUPLICATE_BYTES 'b.txt is the same bytes as a.txt'
ok 'near-equal ones are told' told NEAR_DUPLICATE 'c.txt shares about'
mv "$work/txt" "$work/before"
ok 'and in a later run' read_in 0 -N "$work/before" c.txt
ok 'by the id of the earlier' told NEAR_DUPLICATE "with $(sha256sum <c.txt | cut -c 1-16)"
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
ok 'two outlets of a report' sh -c '"$1"/stages/solieu run --quiet -c none.conf --input report.docx --input outlet.html --out out' sh "$here/../.."
gzip -dc out/data/csv/findings/vintage=2023-05/findings.csv.gz >"$work/findings.csv"
ok 'are linked' told REPORT_REPEATS "$(sha256sum <report.docx | cut -c 1-16)"
ok 'and what they disagree on is told' sh -c '[ "$(grep -c ",REPORTS_DISAGREE," "$1")" = 1 ]' sh "$work/findings.csv"
ok 'with both figures' sh -c 'grep ",REPORTS_DISAGREE," "$1" | grep 171900 | grep -q 171300' sh "$work/findings.csv"
rm -rf ./* "$work/before"

# ---- the same bytes out ------------------------------------------------------------------------------

i=0
while [ $i -lt 200 ]; do
	report "$i $((i * i))" >"r$((i % 7)).$i.txt"
	i=$((i + 1))
done
cp "$here/report.pdf" "$here/page.html" .
ok 'one job' read_in 0 .
for table in lines sources findings; do cp "$work/$table.csv" "$work/one.$table.csv"; done
ok 'four jobs' read_in 0 -j 4 .
for table in lines sources findings; do
	ok "$table: the same bytes" cmp "$work/one.$table.csv" "$work/$table.csv"
done
ok 'an empty environment' env -i "$ingest" -o "$work/lines.csv" -s "$work/sources.csv" .
ok 'the same bytes' cmp "$work/one.lines.csv" "$work/lines.csv"
mkdir other && mv ./*.* other
ok 'elsewhere' read_in 0 other
ok 'the same sources' cmp "$work/one.sources.csv" "$work/sources.csv"
rm -rf other

# ---- the caller --------------------------------------------------------------------------------------

ok 'a missing file is the caller'\''s mistake' read_in 2 missing.txt
ok 'and leaves no table' sh -c 'rm -f "$1/new.csv"; "$2" -o "$1/new.csv" missing.txt 2>/dev/null; [ ! -e "$1/new.csv" ]' sh "$work" "$ingest"
ok 'a bad limit' sh -c '"$1" -L lines=3 2>/dev/null; [ $? = 2 ]' sh "$ingest"
ok 'a bad month' sh -c '"$1" -p 2022 2>/dev/null; [ $? = 2 ]' sh "$ingest"
ok 'help' sh -c '"$1" -h | grep -q "^usage: ingest"' sh "$ingest"
report full >a.txt
ok 'a full disk is seen' sh -c '"$1" -o /dev/full a.txt 2>/dev/null; [ $? = 3 ]' sh "$ingest"

# faulty STATUS CALL ERROR WHICH ARGUMENT...: ingest ends so, in time, where that call of its own fails
faulty()
{
	want=$1 call=$2 error=$3 which=$4
	shift 4
	timeout -k 5 20 strace -qq -o "$work/trace.txt" -e trace="$call" -e inject="$call:error=$error:when=$which" \
		"$ingest" -o "$work/lines.csv" "$@" a.txt 2>"$work/stderr.txt"
	status=$?
	[ $status = "$want" ] || {
		echo "exit code $status, not $want"
		false
	}
}
ok 'files that cannot be handed to a reader are a failure, and not waited for' faulty 3 write ENOSPC 2
ok 'and are told' grep -qF 'cannot hand files to a worker' "$work/stderr.txt"
ok 'a process that cannot start is a failure' faulty 3 clone,clone3 EAGAIN 1
cp -r "$here/../../common/lexicon" "$work/lexicon"
ok 'a lexicon that cannot be read is one, too' sh -c '
	strace -qq -o "$1/trace.txt" -P "$1/lexicon/message.csv" -e trace=read -e inject=read:error=EIO:when=1 \
		"$2" -o "$1/lines.csv" -l "$1/lexicon" a.txt
	[ $? = 3 ]' sh "$work" "$ingest"
echo 'no header' >"$work/lexicon/message.csv"
ok 'one that is wrong is the caller'\''s' faulty 2 write ENOSPC 99 -l "$work/lexicon"
rm "$work/lexicon/message.csv"
ok 'and one that is missing' faulty 2 write ENOSPC 99 -l "$work/lexicon"

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
