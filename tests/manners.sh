#!/bin/bash
# How every program behaves as a program: help, wrong flags, inputs that are missing, empty, cut or laid out
# otherwise, outputs that cannot be written, closed streams, an empty environment.
#
# The tables below say which programs there are and what they read; the checks are the same for all. Samples
# of the tables come from the programs themselves, out of one small report.
set -u
LC_ALL=C
export LC_ALL

# shellcheck source=tests/suite.sh
. "${0%/*}/suite.sh"
cd "$tmp" || exit 2

version=$(sed -n 's/^VERSION *= *//p' "$root/Makefile")
# A disk that is always full: a node of the test's own where one can be made, for root could lose /dev/full
# to the very mistake that is tested for.
full=$tmp/full
mknod -m 666 "$full" c 1 7 2>err && { : >>"$full"; } 2>err || full=/dev/full

programs=(ingest extract normalize growth publish bundle query)

# What reads which table, and how: PROGRAM|TABLE|ARGUMENTS. @IN is the input under test (where it is `-` alone it
# is standard input), @TABLE a good file of that table, @NEW a fresh folder. The first word behind the
# arguments tells what goes to standard output: rows (a table), bytes (a file), nothing.
readers=(
	'extract|lines|-s @sources @IN|rows'
	'extract|lines|-s @sources|rows'
	'extract|sources|-s @IN @lines|rows'
	'normalize|mentions|-d @documents @IN|rows'
	'normalize|mentions|-d @documents|rows'
	'normalize|documents|-d @IN @mentions|rows'
	'growth|sources|add -d @NEW -s @IN -D @documents -o @observations -g @growth|rows'
	'growth|documents|add -d @NEW -s @sources -D @IN -o @observations -g @growth|rows'
	'growth|observations|add -d @NEW -s @sources -D @documents -o @IN -g @growth|rows'
	'growth|growth|add -d @NEW -s @sources -D @documents -o @observations -g @IN|rows'
	'publish|observations|-t observations -f parquet @IN|bytes'
	'publish|observations|-t observations -f csv.gz @IN|bytes'
	'publish|observations|-t observations -f csv.gz|bytes'
)

# What writes a file named by a flag: PROGRAM|ARGUMENTS, @OUT the file.
writers=(
	'ingest|-o @OUT -s s.csv report.txt'
	'ingest|-o l.csv -s @OUT report.txt'
	'ingest|-o l.csv -s s.csv -f @OUT report.txt'
	'extract|-s @sources -o @OUT @lines'
	'extract|-s @sources -d @OUT -o m.csv @lines'
	'extract|-s @sources -f @OUT -o m.csv @lines'
	'normalize|-d @documents -o @OUT @mentions'
	'normalize|-d @documents -o o.csv -g @OUT @mentions'
	'normalize|-d @documents -o o.csv -L @OUT @mentions'
	'normalize|-d @documents -o o.csv -f @OUT @mentions'
)

# failed_check TEXT: with the status and what was said on the way
failed_check() {
	{
		echo "status $status"
		head -c 600 err
	} >"$tmp/said"
	miss "$1" "$tmp/said"
}

# check TEXT CONDITION…: the condition is a command
check() {
	local text=$1
	shift
	if "$@"; then pass "$text"; else failed_check "$text"; fi
}

# run COMMAND…: its output in out and err, its status in $status
run() {
	"$@" >out 2>err </dev/null
	status=$?
}

status_is() {
	local s
	for s; do [[ $status == "$s" ]] && return 0; done
	return 1
}

# Every line on stderr is a diagnostic: prog: [file[:line]:] level: text
diagnostics_only() {
	! grep -av "^usage: " err | grep -qavE "^$1: ([^:]+(:[0-9]+)?: )?(note|warning|error|fatal): [^A-Z].*[^.]$"
}

err_is_empty() { [[ ! -s err ]]; }
out_is_empty() { [[ ! -s out ]]; }
says_version() { status_is 0 && err_is_empty && [[ $(<out) == "$1"*" $version" ]]; }
names() { grep -qaF -- "$1" err; }

# A refusal: one of the statuses, diagnostics in form, the subject named, no rows behind the header.
refused() {
	local name=$1 subject=$2
	shift 2
	status_is "$@" && [[ -s err ]] && diagnostics_only "$name" && names "$subject"
}

# ---- every program: help, version, flags ---------------------------------------------------------

for name in "${programs[@]}"; do
	p=$bin/$name
	status=- && : >err
	check "$name: is there" test -x "$p"
	run "$p" -h
	check "$name: -h ends with 0, says nothing on stderr" eval 'status_is 0 && err_is_empty'
	check "$name: -h tells how it is used" grep -q "^usage: $name" out
	run "$p" -V
	check "$name: -V tells the one version" \
		says_version "$name"
	run "$p" -9
	check "$name: an unknown flag ends with 2" status_is 2
	check "$name: an unknown flag is answered by a hint on stderr alone" \
		eval 'out_is_empty && grep -qE "usage|-h" err && (($(wc -l <err) <= 3))'
	run env -i "$p" -h
	check "$name: -h works in an empty environment" eval 'status_is 0 && err_is_empty'
	"$p" -h >/dev/full 2>err </dev/null
	status=$?
	check "$name: -h into a full disk ends with 3" eval 'status_is 3 && diagnostics_only "$name"'
	"$p" -h >&- 2>err </dev/null
	status=$?
	check "$name: -h into a closed stdout ends with 3" eval 'status_is 3 && diagnostics_only "$name"'
done

# ---- samples -------------------------------------------------------------------------------------

cat >report.txt <<'END'
BÁO CÁO
Tình hình lĩnh vực bưu chính tháng 8 năm 2022

Doanh thu dịch vụ bưu chính tháng 8/2022 ước đạt 4.500 tỷ đồng, tăng 20,5% so với cùng kỳ năm 2021.
Đến cuối tháng 8/2022, cả nước có 685 doanh nghiệp bưu chính.
END
mkdir good
run "$bin/ingest" -o good/lines -s good/sources report.txt
check 'ingest reads a text' status_is 0
run "$bin/extract" -s good/sources -d good/documents -o good/mentions good/lines
check 'extract reads what ingest wrote' status_is 0
run "$bin/normalize" -d good/documents -g good/growth -L good/ledger -o good/observations good/mentions
check 'normalize reads what extract wrote' status_is 0
for table in lines sources documents mentions observations growth; do
	status=- && : >err
	check "the sample of $table has rows" eval '[[ -s good/$table ]] && (($(wc -l <good/$table) > 1))'
	[[ -e good/$table ]] || : >"good/$table"
done

# The forms that the input under test takes, in bad/ and same/: FORM of each table.
mkdir bad same empty-folder
# A field with its quotes may not be moved about blindly: the header has none.
for table in lines sources documents mentions observations growth; do
	f=good/$table
	: >"bad/empty.$table"
	sed '1s/,[^,]*$//' "$f" >"bad/column-missing.$table"
	sed '1s/^[a-z_]*/other/' "$f" >"bad/wrong-header.$table"
	sed -E '1s/^([^,]*),([^,]*)/\2,\1/' "$f" >"bad/reordered.$table"
	{ cat "$f" && echo x; } >"bad/ragged.$table"
	{ cat "$f" && printf 'x\377\n'; } >"bad/not-utf8.$table"
	{ cat "$f" && printf '"x\n'; } >"bad/quote-open.$table"
	head -n 1 "$f" >"same/header-only.$table"
	{ printf '\357\273\277' && cat "$f"; } >"same/bom.$table"
	sed 's/$/\r/' "$f" >"same/crlf.$table"
	head -c -1 "$f" >"same/no-last-newline.$table"
done

# arguments TEMPLATE INPUT: words in $argv
arguments() {
	local word
	argv=()
	for word in $1; do
		case $word in
		@IN) argv+=("$2") ;;
		@OUT) argv+=("$2") ;;
		@NEW) argv+=("$(mktemp -d "$tmp/new.XXXXXX")") ;;
		@*) argv+=("good/${word#@}") ;;
		*) argv+=("$word") ;;
		esac
	done
}

# call PROGRAM TEMPLATE INPUT: as an operand where the template has @IN, else on standard input
call() {
	arguments "$2" "$3"
	if [[ $2 == *@IN* ]]; then
		"$bin/$1" "${argv[@]}" >out 2>err </dev/null
	elif [[ -r $3 ]]; then
		"$bin/$1" "${argv[@]}" >out 2>err <"$3"
	else
		"$bin/$1" "${argv[@]}" >out 2>err <&-
	fi
	status=$?
}

# ---- everything that reads a table ---------------------------------------------------------------

for reader in "${readers[@]}"; do
	IFS='|' read -r name table template _ <<<"$reader"
	if [[ $template == *@IN* ]]; then
		text="$name $template"
		operand=yes
	else
		text="$name $template <$table"
		operand=
	fi
	subject() { if [[ $operand ]]; then echo "$1"; else echo '<stdin>'; fi; }

	call "$name" "$template" "good/$table"
	check "$text: reads the sample" status_is 0
	cp out "plain"

	for form in empty column-missing wrong-header reordered ragged not-utf8 quote-open; do
		call "$name" "$template" "bad/$form.$table"
		check "$text: $form is refused with 2" refused "$name" "$(subject "bad/$form.$table")" 2
	done
	for form in bom crlf no-last-newline; do
		call "$name" "$template" "same/$form.$table"
		check "$text: $form changes nothing" eval 'status_is 0 && cmp -s out plain'
	done
	arguments "$template" "good/$table"
	if [[ $operand ]]; then
		run env -i "$bin/$name" "${argv[@]}"
	else
		run env -i sh -c 'exec "$@" <"$0"' "good/$table" "$bin/$name" "${argv[@]}"
	fi
	check "$text: an empty environment changes nothing" eval 'status_is 0 && cmp -s out plain'

	if [[ $operand ]]; then
		call "$name" "$template" missing.csv
		check "$text: a missing input is named" refused "$name" missing.csv 2 3
		call "$name" "$template" empty-folder
		check "$text: a folder is no input" refused "$name" empty-folder 2 3
	else
		call "$name" "$template" missing.csv
		check "$text: a closed stdin is no input" refused "$name" '<stdin>' 2 3
		"$bin/$name" "${argv[@]}" >out 2>err <empty-folder
		status=$?
		check "$text: a folder on stdin is no input" refused "$name" '<stdin>' 2 3
	fi
	if [[ -s plain ]]; then
		arguments "$template" "good/$table"
		"$bin/$name" "${argv[@]}" >/dev/full 2>err <"good/$table"
		status=$?
		check "$text: a full disk ends with 3" refused "$name" '<stdout>' 3
		arguments "$template" "good/$table"
		"$bin/$name" "${argv[@]}" >&- 2>err <"good/$table"
		status=$?
		check "$text: a closed stdout ends with 3" refused "$name" '<stdout>' 3
	fi
done

# A table without rows gives tables without rows.
for reader in 'extract|lines|-s @sources @IN' 'normalize|mentions|-d @documents @IN'; do
	IFS='|' read -r name table template <<<"$reader"
	call "$name" "$template" "same/header-only.$table"
	check "$name: a header alone gives a header alone" eval 'status_is 0 && (($(wc -l <out) == 1))'
done

# ---- everything that writes a file ---------------------------------------------------------------

for writer in "${writers[@]}"; do
	IFS='|' read -r name template <<<"$writer"
	arguments "$template" "$full"
	run "$bin/$name" "${argv[@]}"
	check "$name $template: a full disk ends with 3" refused "$name" "$full" 3
	arguments "$template" missing/file
	run "$bin/$name" "${argv[@]}"
	check "$name $template: a folder that is not there is named" refused "$name" missing/file 2 3
	arguments "$template" kept
	echo old >kept
	run "$bin/$name" "${argv[@]}"
	check "$name $template: writes the file" eval 'status_is 0 && ! grep -qx old kept'
	check "$name $template: leaves nothing beside it" eval '! compgen -G ".kept*" >/dev/null'
done

# ---- ingest reads bytes, not tables --------------------------------------------------------------

run "$bin/ingest" -o l1 -s s1 missing.txt
check 'ingest: a missing input is named' refused ingest missing.txt 1 2 3
cut -d, -f4- good/lines >plain
{ printf '\357\273\277' && cat report.txt; } >bom.txt
sed 's/$/\r/' report.txt >crlf.txt
head -c -1 report.txt >no-last-newline.txt
for form in bom crlf no-last-newline; do
	run "$bin/ingest" -o l1 -s s1 "$form.txt"
	cut -d, -f4- l1 >got
	check "ingest: $form changes no text" eval 'status_is 0 && cmp -s got plain'
done
: >empty.txt
run "$bin/ingest" -o l1 -s s1 -f f1 empty.txt
check 'ingest: an empty report is told of' eval 'status_is 0 1 && { [[ -s err ]] || (($(wc -l <f1) > 1)); }'
run "$bin/ingest" -o l1 -s s1 empty-folder
check 'ingest: an empty folder gives headers alone' eval 'status_is 0 1 && (($(wc -l <l1) == 1)) && (($(wc -l <s1) == 1))'
run "$bin/ingest" -o l1 -s s1 report.txt
run env -i "$bin/ingest" -o l2 -s s2 report.txt
check 'ingest: an empty environment changes nothing' eval 'status_is 0 && cmp -s l1 l2 && cmp -s s1 s2'
"$bin/ingest" -s s1 report.txt >/dev/full 2>err
status=$?
check 'ingest: a full disk ends with 3' refused ingest '<stdout>' 3
"$bin/ingest" -s s1 report.txt >&- 2>err
status=$?
check 'ingest: a closed stdout ends with 3' refused ingest '<stdout>' 3

# ---- what works on the store, not on tables ------------------------------------------------------

mkdir store
run "$bin/growth" add -d store -s good/sources -i good/lines -D good/documents -o good/observations \
	-g good/growth -L good/ledger
check 'growth: takes the sample into a store' status_is 0
run "$bin/growth" month -d store
check 'growth: computes its month' status_is 0
run "$bin/growth" tables -d store
check 'growth: puts the tables together' status_is 0
run "$bin/publish" -o dataset -u store/tables/indicators.csv -u store/tables/revisions.csv store/months/2022-08
check 'publish: publishes it' status_is 0

# PROGRAM|ARGUMENTS, @STORE the store; each answers on standard output.
answers=(
	'query|asof -d @STORE 2022-08'
	'query|asof -d @STORE -F csv 2022-08'
	'query|asof -d @STORE -F json 2022-08'
	'query|diff -d @STORE -F csv 2022-07 2022-08'
	'query|status -d @STORE -T 2022-09-06'
	'query|status -d @STORE -T 2022-09-06 -F json'
	'bundle|-d dataset -o releases -s @STORE 2022-08'
	'bundle|-d dataset -o releases -t -s @STORE 2022-08'
)
for answer in "${answers[@]}"; do
	IFS='|' read -r name template <<<"$answer"
	read -ra argv <<<"${template/@STORE/store}"
	run "$bin/$name" "${argv[@]}"
	check "$name $template: answers" eval 'status_is 0 && err_is_empty && [[ -s out ]]'
	cp out plain
	run env -i "$bin/$name" "${argv[@]}"
	check "$name $template: an empty environment changes nothing" eval 'status_is 0 && cmp -s out plain'
	"$bin/$name" "${argv[@]}" >/dev/full 2>err </dev/null
	status=$?
	check "$name $template: a full disk ends with 3" refused "$name" '<stdout>' 3
	"$bin/$name" "${argv[@]}" >&- 2>err </dev/null
	status=$?
	check "$name $template: a closed stdout ends with 3" refused "$name" '<stdout>' 3
	read -ra argv <<<"${template/@STORE/missing-store}"
	run "$bin/$name" "${argv[@]}"
	if [[ $template == status* ]]; then # before the first run there is none, and that is a status
		check "$name $template: where there is no store nothing is held" status_is 0
	else
		check "$name $template: a missing store is named" refused "$name" missing-store 2 3
	fi
	read -ra argv <<<"${template/@STORE/report.txt}"
	run "$bin/$name" "${argv[@]}"
	check "$name $template: a file is no store" refused "$name" report.txt 2 3
done

# What a caller gets wrong, and what must be named: PROGRAM|SUBJECT|ARGUMENTS
mistakes=(
	'query|usage|nonsense -d store'
	'query|usage|asof -d store 2022-13'
	'query|usage|asof -d store -F xml 2022-08'
	'query|usage|asof -d store'
	'query|usage|asof -d store 2022-08 2022-09'
	'query|usage|diff -d store 2022-08'
	'growth|usage|nonsense -d store'
	'growth|usage|month -d store 2022-13'
	'growth|usage|month'
	'growth|usage|add -d store'
	'publish|usage|'
	'publish|missing|-o published missing'
	'publish|report.txt|-o published report.txt'
	'publish|nonsense|-t nonsense good/observations'
	'publish|xml|-t observations -f xml good/observations'
	'bundle|usage|'
	'bundle|usage|-d dataset -s store 2022-08'
	'bundle|usage|-d dataset -s store -o releases 2022-08 2022-09'
	'bundle|2022-13|-d dataset -s store -o releases 2022-13'
	'bundle|2022-09|-d dataset -s store -o releases 2022-09'
	'bundle|missing|-d missing -s store -o releases 2022-08'
	'bundle|missing|-d dataset -s store -o releases -S missing 2022-08'
	'bundle|good/lines|-d dataset -s store -o releases -S good/lines 2022-08'
	'bundle|missing|-d dataset -s store -o releases -l missing 2022-08'
	'bundle|missing|-d dataset -s store -o releases -p ./missing 2022-08'
	'extract|missing|-l missing -s good/sources good/lines'
	'normalize|missing|-l missing -d good/documents good/mentions'
	'extract|usage|-s good/sources good/lines good/lines'
	'normalize|usage|-d good/documents good/mentions good/mentions'
)
# A hint at the usage is enough where nothing can be named.
mistaken() { status_is 2 && [[ -s err ]] && { names "$1" || [[ $1 == usage ]]; } && ! grep -q Segmentation err; }
for mistake in "${mistakes[@]}"; do
	IFS='|' read -r name what words <<<"$mistake"
	read -ra argv <<<"$words"
	run "$bin/$name" "${argv[@]}"
	check "$name $words: is the caller's mistake" mistaken "$what"
done

# ---- the driver ----------------------------------------------------------------------------------

solieu=$root/stages/solieu
BUILD=${bin%/bin}
export BUILD
run "$solieu" --help
check 'solieu: --help ends with 0' eval 'status_is 0 && err_is_empty && grep -q "^usage: solieu" out'
run "$solieu" --version
check 'solieu: --version tells the one version' says_version solieu
run "$solieu"
check 'solieu: no command ends with 2' eval 'status_is 2 && out_is_empty'
run "$solieu" nonsense
check 'solieu: an unknown command is named and ends with 2' refused solieu nonsense 2
run "$solieu" run --nonsense
check 'solieu: an unknown flag is named and ends with 2' refused solieu nonsense 2
run "$solieu" run -c missing.conf
check 'solieu: a missing configuration is named' refused solieu missing.conf 2
run "$solieu" run --out "$tmp/out" --input "$tmp/missing"
check 'solieu: a missing input is named' refused solieu missing 2
run env -i "$solieu" --help
check 'solieu: --help works in an empty environment' eval 'status_is 0 && err_is_empty'
"$solieu" --help >/dev/full 2>err
status=$?
check 'solieu: --help into a full disk ends with 3' status_is 3
for command in run backfill release status explain asof history diff forget check; do
	run "$solieu" "$command" --help
	check "solieu $command: --help ends with 0" eval 'status_is 0 && err_is_empty && [[ -s out ]]'
done

counts
