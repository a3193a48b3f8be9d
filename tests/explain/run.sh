#!/bin/sh
# explain: what was read of texts of our own, on a terminal, as JSON and as a page; its answers to mistakes.
set -u

unset NO_COLOR
# shellcheck source=tests/suite.sh
. "${0%/*}/../suite.sh"
solieu=$root/stages/solieu
text=$here/report.txt
cd "$tmp" || exit 3

# ---- as text ------------------------------------------------------------------------------------

exits 'a text is shown' 0 "$solieu" explain "$text"
cp stdout shown
lacks 'without colour where it is no terminal' shown "$(printf '\033')"
holds 'a level stands in brackets' shown 'ước đạt \[5.120 tỷ đồng\], {tăng 12,5%'
holds 'with its value, unit and period' shown \
	'value  5.120 tỷ đồng = 5120000000000 VND | 2023-08 period E | doanh thu dịch vụ bưu chính'
holds 'a comparison with its basis' shown 'growth tăng 12,5% so với cùng kỳ năm 2022 = 12.5 percent yoy 2022-08'
holds 'what is no figure with its kind' shown '024.3943.8228: phone'
holds 'and so a document number' shown '12: document_number'
holds 'what was not understood between question marks' shown 'chưa có; ?7?, ?8?, ?9?.'
holds 'the last line counts' shown '^[0-9]* numbers: [0-9]* in facts, [0-9]* that are none, [0-9]* unread$'
grep -v '^    ' shown | sed '$d' | tr -d '][{}?' >plain
tr -d '][{}?' <"$text" >wanted
check 'the text itself is whole' cmp plain wanted

"$solieu" explain <"$text" >from_input 2>&1
is 'a text from standard input gives the same' "$(cat shown)" "$(cat from_input)"
"$solieu" explain - <"$text" >from_input 2>&1
is 'also named -' "$(cat shown)" "$(cat from_input)"

echo 'Doanh thu đạt 5 tỷ đồng.' >undated.txt
"$solieu" explain undated.txt >waits 2>&1
holds 'of a text without a month that is said' waits 'the month of this text cannot be told'
"$solieu" explain --period 2023-05 undated.txt >dated 2>&1
holds 'and with --period it is read' dated '5000000000 VND | 2023-05'

# ---- mistakes -----------------------------------------------------------------------------------

exits 'an unknown flag' 2 "$solieu" explain --nonsense "$text"
exits 'a file that is not there' 2 "$solieu" explain nowhere.txt
holds 'is named' stderr "nowhere.txt"
exits 'a page and JSON at once' 2 "$solieu" explain --json --html "$text"
explain=$BUILD/bin/explain
exits 'the stage: help' 0 "$explain" -h
exits 'the stage: version' 0 "$explain" -V
is 'is that of the project' "explain $(sed -n 's/^VERSION *[:?]*= *//p' "$root/Makefile")" "$(cat stdout)"
exits 'the stage: an unknown flag' 2 "$explain" -x
exits 'the stage: no store' 2 "$explain"
exits 'the stage: a store that is not there' 2 "$explain" -d nowhere
mkdir -p in
cp "$text" in
"$solieu" run --input in --out out --quiet >run.log 2>&1 || miss 'the text is published' run.log
exits 'the stage: a document that is not held' 2 "$explain" -d out/state 0123456789abcdef
exits 'the stage: all that is held' 0 "$explain" -d out/state
grep '^    value' stdout >held
grep '^    value' shown >alone
check 'reads as explain does alone' cmp held alone
exits 'the stage: an output that cannot be made' 3 "$explain" -d out/state -o nowhere/page
exits 'the stage: a file for its output' 0 "$explain" -d out/state -o page.txt
check 'is written' test -s page.txt
"$explain" -c -d out/state >colours
holds 'the stage: colours' colours "$(printf '\033')\\[1;32m5.120 tỷ đồng"
exits 'a full disk' 3 sh -c '"$1" -d out/state >/dev/full' - "$explain"

# ---- JSON ---------------------------------------------------------------------------------------

exits 'JSON' 0 "$solieu" explain --json "$text"
cp stdout json
check 'is JSON' jq -e . json
is 'its keys' 'document facts findings marks numbers others text unread waits' \
	"$(jq -r 'keys | join(" ")' json)"
columns() { sed -n "s/^COLUMN($1, \\([a-z0-9_]*\\),.*/\\1/p" "$root/common/tables.def" | tr '\n' ' '; }
of_rows() { jq -r "$1 | keys_unsorted | join(\" \") + \" \"" json | sort -u; }
is 'the document has the columns of its table' "$(columns documents)" "$(of_rows .document)"
is 'levels have theirs' "$(columns observations)" \
	"$(of_rows '.marks[] | select(.kind == "value").row')"
is 'comparisons have theirs' "$(columns growth)" "$(of_rows '.marks[] | select(.kind == "growth").row')"
is 'findings have theirs' "$(columns findings)" "$(of_rows '.findings[]')"
is 'numbers are numbers, what is missing is null' '5120000000000 number null' \
	"$(jq -r '.marks[] | select(.kind == "value").row | select(.indicator == "POST_REVENUE") |
		"\(.obs_value) \(.obs_value | type) \(.as_of)"' json)"
is 'kinds of marks' 'growth none period subject unread value ' \
	"$(jq -r '.marks[].kind' json | sort -u | tr '\n' ' ')"
jq -j .text json >text
head -c -1 "$text" >wanted
check 'the text is that of the file' cmp text wanted
is 'quotes and backslashes survive' 'a "b" \c' \
	"$(printf '%s\n' 'a "b" \c' | "$solieu" explain --json --period 2023-05 | jq -r .text)"

# Offsets are bytes, and every number of the text is in a mark.
jq -r '.marks[] | "\(.kind)\t\(.begin)\t\(.end)\t\(.text)"' json >marks
LC_ALL=C awk -f "$here/bytes.awk" marks "$text" >accounted
is 'marks stand at the bytes of the file, and every number is in one' '24 numbers' "$(cat accounted)"
is 'the counts add up' true "$(jq '.numbers == .facts + .others + .unread' json)"
is 'and are those of the marks' true "$(jq '
	([.marks[].kind] | map(select(. == "unread")) | length) as $unread |
	([.marks[].kind] | map(select(. == "none" or . == "period")) | length) as $others |
	.unread == $unread and .others == $others' json)"
cp "$text" a.txt
sed 's/5.120/6.130/' "$text" >b.txt
is 'an object for each text' '2 a.txt b.txt ' \
	"$("$solieu" explain --json a.txt b.txt | jq -rs 'length, (map(.document.source) | sort)[]' | tr '\n' ' ')"

# ---- a page -------------------------------------------------------------------------------------

exits 'a page' 0 "$solieu" explain --html "$text"
cp stdout page.html
holds 'is HTML' page.html '^<!doctype html>'
lacks 'without a script' page.html '<script'
is 'and nothing from elsewhere' '' \
	"$(grep -oiE '(src|href|srcset|action|data)=|url\(|@import|https?:|javascript:' page.html)"
holds 'words of the text are escaped' page.html '&lt;script&gt;alert(&quot;x &amp; y&quot;)&lt;/script&gt;'
printf 'Báo cáo <b>"đậm"</b> & nghiêng tháng 8/2023\n\nDoanh thu đạt 5 tỷ đồng.\n' |
	"$solieu" explain --html >title.html
holds 'those of the title too' title.html '<title>Báo cáo &lt;b&gt;&quot;đậm&quot;&lt;/b&gt; &amp; nghiêng tháng 8/2023</title>'
if command -v chromium >/dev/null; then
	chromium --headless --no-sandbox --disable-gpu --user-data-dir="$tmp/profile" \
		--dump-dom "file://$tmp/page.html" >dom 2>/dev/null
	holds 'a browser shows it' dom 'class="m value"'
	# a paragraph cannot hold a table: the browser would take the mark's row out of the mark
	is 'the row of a mark stays within it' "$(grep -o '<table>' page.html | wc -l)" \
		"$(tr -d '\n' <dom | grep -oE 'tabindex="0">[^<]*<table>' | wc -l)"
fi

counts
