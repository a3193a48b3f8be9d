#!/bin/sh
# bundle: a release is whole, the same bytes everywhere, and what readers of many kinds find in it is what was published.
# shellcheck disable=SC1010,SC2016 # verbs and expressions of Miller
set -u
# shellcheck source=tests/suite.sh
. "${0%/*}/../suite.sh"
python=/usr/bin/python3 # Debian's, which has Debian's packages
cd "$tmp" || exit 3
: >none.conf
solieu() { "$root/stages/solieu" "$@"; }

# bundle OUT ARGUMENT…: of a folder as a run leaves it, without Parquet unless asked for
bundle() {
	b_out=$1
	shift
	"$bin/bundle" -d "$b_out/data" -s "$b_out/state" -o "$b_out/releases" "$@"
}

# entries FOLDER [PATTERN]: names in it, in order
entries() {
	find "$1" -mindepth 1 -maxdepth 1 -name "${2:-*}" -printf '%f\n' | LC_ALL=C sort
}

hash_of() {
	sha256sum <"$1" | cut -d ' ' -f 1
}

cp -R "$root/samples/reports" in
exits "the samples are read" 0 solieu run -c none.conf --input in --out all
exits "a release of a month" 0 solieu release -c none.conf --out all 2022-08
zip=all/releases/solieu-2022-08.zip
is "its name is printed" "$tmp/all/releases/solieu-2022-08.zip" "$(cat stdout)"
is "it lies there alone with the lists" "index.csv index.html solieu-2022-08.zip" "$(entries all/releases | tr '\n' ' ' | sed 's/ $//')"

if [ ! -s "$zip" ]; then
	miss "there is nothing to look at"
	counts
	exit 1
fi

# ---- the archive and the bag -----------------------------------------------------------------------
check "unzip finds no fault" unzip -tq "$zip"
check "bsdtar reads it" bsdtar -tf "$zip"
check "7z finds no fault" 7z t "$zip"
check "Python's zipfile finds no fault" "$python" -m zipfile -t "$zip"
unzip -qq "$zip" -d bag || miss "it is unpacked"
bag=bag/solieu-2022-08
unzip -Z1 "$zip" >names
check "names in order" env LC_ALL=C sort -c names
is "one folder at the top" "solieu-2022-08" "$(cut -d / -f 1 names | sort -u)"
lacks "names in plain ASCII" names '[^A-Za-z0-9._/-]'
is "no name twice where letters have no case" "" "$(tr '[:upper:]' '[:lower:]' <names | sort | uniq -d)"
printf 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n' >bagit.want
check "bagit.txt" cmp "$bag/bagit.txt" bagit.want
check "sha256sum -c by hand" sh -c "cd $bag && sha256sum -c --strict --quiet manifest-sha256.txt"
check "the tag files too" sh -c "cd $bag && sha256sum -c --strict --quiet tagmanifest-sha256.txt"
is "the manifest names every file of data" "$(cd "$bag" && find data -type f | sort)" \
	"$(cut -d ' ' -f 3- "$bag/manifest-sha256.txt" | sort)"
is "Payload-Oxum" "$(find "$bag/data" -type f -printf '%s\n' | awk '{ n++; s += $1 } END { print s "." n }')" \
	"$(sed -n 's/^Payload-Oxum: //p' "$bag/bag-info.txt")"
is "Bagging-Date is the report's" 2022-08-30 "$(sed -n 's/^Bagging-Date: //p' "$bag/bag-info.txt")"
is "every file is of that day" 2022-08-30 "$(find "$bag" -type f -printf '%TY-%Tm-%Td\n' | sort -u)"

# ---- the same bytes --------------------------------------------------------------------------------
first=$(hash_of "$zip")
exits "once more" 0 solieu release -c none.conf --out all 2022-08
is "is the same" "$first" "$(hash_of "$zip")"
mkdir elsewhere
(
	cd elsewhere && umask 077 && sleep 2 &&
		TZ=Asia/Ho_Chi_Minh LC_ALL=C.UTF-8 LANG=vi_VN.UTF-8 solieu release -c ../none.conf --out ../all 2022-08
)
is "another zone, locale, folder, umask and time" "$first" "$(hash_of "$zip")"
env -i "$bin/bundle" -d all/data -s all/state -o other/deep -p "$bin/publish" 2022-08
is "no environment, another folder" "$first" "$(hash_of other/deep/solieu-2022-08.zip)"
exits "a tar.gz" 0 solieu release -c none.conf --out all 2022-08 --tar
tar=$(hash_of all/releases/solieu-2022-08.tar.gz)
sleep 1
TZ=America/Lima solieu release -c none.conf --out all 2022-08 --tar
is "is the same too" "$tar" "$(hash_of all/releases/solieu-2022-08.tar.gz)"
mkdir tar && tar -xzf all/releases/solieu-2022-08.tar.gz -C tar
check "and holds the same" diff -r tar/solieu-2022-08 "$bag"
is "its files are nobody's" "0/0" "$(tar --numeric-owner -tvzf all/releases/solieu-2022-08.tar.gz | awk '{ print $2 }' | sort -u)"

mkdir until && cp in/2022-0[1-8]* until/
exits "a dataset of the reports up to that month" 0 solieu run -c none.conf --input until --out early
exits "gives" 0 solieu release -c none.conf --out early 2022-08
is "the same release" "$first" "$(hash_of early/releases/solieu-2022-08.zip)"

# ---- what is in it ---------------------------------------------------------------------------------
data=$bag/data
for file in README.md codebook.md CHANGES.md QUALITY.md CITATION.md LICENSE-NOTE.md report.html solieu-2022-08.xlsx \
	series_wide.csv sdmx.csv observations.excel-vi.csv changes.csv quality.csv; do
	check "$file is there" test -s "$data/$file"
done
for table in documents observations growth findings; do
	check "$table.parquet is the one published" cmp "$data/$table.parquet" "all/data/parquet/$table/vintage=2022-08/$table.parquet"
	gzip -dc "all/data/csv/$table/vintage=2022-08/$table.csv.gz" >published.csv
	check "$table.csv too" cmp "$data/$table.csv" published.csv
done
check "a source is the text that was read" cmp "$data/sources/3aa76823095be112.txt" all/state/documents/3aa76823095be112/text.txt
jq -r -f "$here/descriptor.jq" "$data/datapackage.json" >wrong 2>&1
check "datapackage.json keeps the rules of the profile" cmp wrong /dev/null
jq -r '.resources[] | [.hash[7:], .bytes, .path] | @tsv' "$data/datapackage.json" | while read -r hash bytes path; do
	[ "$(hash_of "$data/$path") $(wc -c <"$data/$path")" = "$hash $bytes" ] || echo "$path"
done >wrong
check "its hashes and sizes are those of the files" cmp wrong /dev/null
is "it describes every file" "$(cd "$data" && find . -type f ! -name datapackage.json | sed 's,^\./,,' | sort)" \
	"$(jq -r '.resources[].path' "$data/datapackage.json" | sort)"
awk -F'[(,] *' '$1 == "COLUMN" { print $2 "." $3 }' "$root/common/tables.def" >declared
for table in documents observations growth findings indicators revisions; do
	is "the schema of $table is tables.def" "$(sed -n "s/^$table\\.//p" declared)" \
		"$(jq -r ".resources[] | select(.name == \"$table\") | .schema.fields[].name" "$data/datapackage.json")"
done
holds "quality: every number is accounted for" "$data/quality.csv" '^numbers,unread,0$'
holds "changes are told against the month before" "$data/CHANGES.md" '2022-07'

# ---- readers ---------------------------------------------------------------------------------------
"$python" "$here/read.py" "$data" >read.txt 2>&1
taken read.txt "pandas and openpyxl"
rows=$(($(sqlite3 :memory: ".import --csv $data/observations.csv o" 'select count(*) from o')))
sum=$(sqlite3 :memory: ".import --csv $data/observations.csv o" "select printf('%.0f', sum(cast(obs_value as integer))) from o")
is "Miller: rows" "$rows" "$(mlr --icsv --onidx count "$data/observations.csv")"
is "Miller: the sum of the values" "$sum" "$(mlr --icsv --onidx put -q 'begin { @s = 0 } @s += int($obs_value); end { emit @s }' "$data/observations.csv")"
Rscript --vanilla "$here/read.R" "$data" >r.txt 2>r.log || miss "R reads it" r.log
is "R: rows, series, months" "$rows $(($(mlr --icsv --onidx count "$data/series_wide.csv"))) $(head -n 1 "$data/series_wide.csv" | tr , '\n' | grep -c '^[0-9]')" \
	"$(awk '{ print $1, $3, $4 }' r.txt)"
is "R: the sum of the values" "$(printf '%.6e' "$sum")" "$(printf '%.6e' "$(awk '{ print $2 }' r.txt)")"
work=$("$root/tests/interop/readers.sh") && cp "$here/duck.mjs" "$work/duck.mjs" &&
	node "$work/duck.mjs" "$tmp/$data" >duck.txt 2>&1
taken duck.txt DuckDB
# snippet FILE NAME: the code under the heading NAME
snippet() {
	awk -v name="$2" '/^### / { here = $0 == "### " name } /^```/ { code = here && !code; next } here && code' "$1"
}
for name in "Python (pandas)" R sqlite3 Miller; do
	snippet "$data/README.md" "$name" >code
	case $name in
	Python*) set -- "$python" "$tmp/code" ;;
	R) set -- Rscript --vanilla "$tmp/code" ;;
	*) set -- sh "$tmp/code" ;;
	esac
	check "the README's $name code is there" test -s code
	check "and works" sh -c 'cd "$0" && "$@" >"$OLDPWD/said" && [ "$(wc -l <"$OLDPWD/said")" -gt 10 ]' "$data" "$@"
done
snippet "$data/README.md" DuckDB >code
node "$work/duck.mjs" "$tmp/$data" code >duck.txt 2>&1
taken duck.txt "DuckDB, the README's code"
# The code of the project's README, where out is what a run made.
ln -s all out
awk '/^## / { here = $0 == "## Open the dataset" } here' "$root/README.md" >open.md
for language in python r sql; do
	awk -v fence="\140\140\140$language" '/^```/ { code = $0 == fence; next } code' open.md >code
	check "the project's README has code in $language" test -s code
	case $language in
	python) check "and it works" "$python" code ;;
	r) check "and it works" Rscript --vanilla code ;;
	sql) check "and it works" node "$work/duck.mjs" "$tmp" "$tmp/code" ;;
	esac
done
is "the wide table has what the reports up to the month told" 4870000000000 \
	"$(mlr --icsv --onidx filter '$series_id == "MIC.POST_REVENUE.VN.M.period.VND"' then cut -f 2022-08 "$data/series_wide.csv")"

# ---- spans and changes -----------------------------------------------------------------------------
exits "a release of a span" 0 solieu release -c none.conf --out all --from 2022-11 --to 2023-03
unzip -qq all/releases/solieu-2022-11_2023-03.zip -d span
data=span/solieu-2022-11_2023-03/data
is "has its months" "2022-11 2022-12 2023-01 2023-02 2023-03" "$(mlr --icsv --onidx cut -f report_period then uniq -g report_period then sort -f report_period "$data/observations.csv" | tr '\n' ' ' | sed 's/ $//')"
is "and their revisions" "2023-02 250430000000000" "$(mlr --icsv --onidx cut -o -f time_period,new_value "$data/revisions.csv")"
"$python" "$here/read.py" "$data" >read.txt 2>&1
taken read.txt "pandas and openpyxl, of a span"
exits "a quarter" 0 solieu release -c none.conf --out all 2022-Q3
exits "a half-year" 0 solieu release -c none.conf --out all 2022-S2
exits "a year" 0 solieu release -c none.conf --out all 2022
is "is all of its months" "$(cat all/state/months/2022-*/observations.csv | grep -vc '^obs_id,')" \
	"$(unzip -p all/releases/solieu-2022.zip solieu-2022/data/observations.csv | sed 1d | wc -l)"
exits "changes since the release before" 0 bundle all -S "$bag/data/observations.csv" 2022-09
unzip -p all/releases/solieu-2022-09.zip solieu-2022-09/data/changes.csv >changes.csv
holds "tell what that release held" changes.csv '^removed,MIC.POST_REVENUE.VN.M.period.VND,POST_REVENUE,2022-08,'
holds "and what is new" changes.csv '^added,MIC.POST_REVENUE.VN.M.period.VND,POST_REVENUE,2022-09,'
exits "the last month" 0 bundle all 2023-03
unzip -p all/releases/solieu-2023-03.zip solieu-2023-03/data/changes.csv >changes.csv
holds "revises the one before" changes.csv '^revised,MIC.SECTOR_REVENUE.VN.M.period.VND,SECTOR_REVENUE,2023-02,period,VND,249960000000000,250430000000000,E,A,470000000000,0.18803,2023-02,2023-03$'

# ---- the shelf -------------------------------------------------------------------------------------
shelf=all/releases/index.csv
is "the shelf lists every archive" "$(entries all/releases 'solieu-*')" "$(mlr --icsv --onidx cut -f file "$shelf")"
mlr --icsv --onidx --ofs ' ' cut -o -f file,sha256,bytes "$shelf" | while read -r file hash bytes; do
	[ "$(hash_of "all/releases/$file") $(wc -c <"all/releases/$file")" = "$hash $bytes" ] || echo "$file"
done >wrong
check "with its hash and size" cmp wrong /dev/null
is "and its counts" "$(mlr --icsv --onidx count "$bag/data/observations.csv") $(mlr --icsv --onidx count "$bag/data/growth.csv") $(grep -c '^added,' "$bag/data/changes.csv") 0" "$(mlr --icsv --onidx filter '$file == "solieu-2022-08.zip"' then cut -o -f observations,growth,added,revised "$shelf")"
is "the page links all of them" "$(entries all/releases 'solieu-*' | wc -l)" "$(grep -c '<a href="solieu-' all/releases/index.html)"
rm all/releases/solieu-2022.zip
echo nothing >all/releases/solieu-broken.zip
exits "with an archive gone and a broken one" 0 bundle all 2022-08
holds "the broken one is named" stderr 'solieu-broken.zip: warning: is no release'
lacks "and neither is listed" "$shelf" 'solieu-2022.zip\|broken'
rm all/releases/solieu-broken.zip

# ---- hard cases ------------------------------------------------------------------------------------
"$python" "$here/made.py" "$root/common/tables.def" hard || miss "the hard cases are made"
"$bin/publish" -o hard/data hard/state/months/2023-04 hard/state/months/2023-06 || miss "they are published"
exits "a span with a gap" 0 bundle hard -p "$bin/publish" -f 2023-04 2023-06
holds "names it" stderr "warning: no report of this month is published: '2023-05'"
unzip -qq hard/releases/solieu-2023-04_2023-06.zip -d hard/bag
data=hard/bag/solieu-2023-04_2023-06/data
holds "and says so in the quality report" "$data/QUALITY.md" 'Months without a report: 2023-05'
jq -r -f "$here/descriptor.jq" "$data/datapackage.json" >wrong 2>&1
check "hard cases keep the rules of the profile" cmp wrong /dev/null
"$python" "$here/read.py" "$data" >read.txt 2>&1
taken read.txt "pandas and openpyxl, of hard cases"
holds "an odd span is start and duration" "$data/sdmx.csv" ',2023-04-16/P15D,'
is "odd spans have a row each" "2023-04-01/2023-04-15 2023-04-16/2023-04-30" \
	"$(mlr --icsv --onidx filter 'is_not_empty($span)' then cut -f span then filter '$span =~ "/"' then uniq -g span then sort -f span "$data/series_wide.csv" | tr '\n' ' ' | sed 's/ $//')"
holds "the quality report names the reports" "$data/QUALITY.md" '^| =&lt;b>\\|Tiêu đề\\| |  | 16 | 4 | 16 |$'
lacks "no markup gets into the pages" "$data/QUALITY.md" '<script>'
lacks "nor into the codebook" "$data/codebook.md" '<script>\|<b>'
holds "a contradiction is told with both rates" "$data/QUALITY.md" '| -19.5 | -15.9 |'
exits "a report without a date" 0 bundle hard 2023-04
is "counts as of its month's last day" 2023-04-30 \
	"$(unzip -p hard/releases/solieu-2023-04.zip solieu-2023-04/bag-info.txt | sed -n 's/^Bagging-Date: //p')"

# ---- refusals --------------------------------------------------------------------------------------
before=$(entries all/releases)
refused() { # refused TEXT STATUS SUBJECT COMMAND…
	r_text=$1 r_status=$2 r_subject=$3
	shift 3
	exits "$r_text" "$r_status" "$@"
	holds "$r_text: says why" stderr "$r_subject"
	is "$r_text: nothing is left behind" "$before" "$(entries all/releases)"
}
refused "a month that is not published" 2 "no report of this month is published: '2024-01'" bundle all 2024-01
refused "a year that ends too late" 2 "'2023-12'" bundle all 2023
refused "no period" 2 "2022-13" bundle all 2022-13
refused "a day" 2 "2022-08-01" bundle all 2022-08-01
refused "a span that ends before it begins" 2 "2022-07" bundle all -f 2022-08 2022-07
refused "a since that is not there" 2 "nowhere.csv" bundle all -S nowhere.csv 2022-08
refused "a since of another table" 2 "growth.csv" bundle all -S "bag/solieu-2022-08/data/growth.csv" 2022-08
refused "no dataset" 2 "nowhere" "$bin/bundle" -d nowhere -s all/state -o all/releases 2022-08
refused "no store" 2 "nowhere" "$bin/bundle" -d all/data -s nowhere -o all/releases 2022-08
refused "a publish that is none" 2 "nowhere" bundle all -p ./nowhere 2022-08
refused "a publish that fails" 3 "Parquet" bundle all -p /bin/false 2022-08
refused "a lexicon that is none" 2 "nowhere" bundle all -l nowhere 2022-08
mkdir words && cp "$root"/common/lexicon/place.csv "$root"/common/lexicon/issuer.csv words/
grep -v '^file.citation,' "$root/common/lexicon/label.csv" >words/label.csv
refused "a label that is missing" 2 "file.citation" bundle all -l words 2022-08
echo file >occupied
refused "releases that are a file" 3 "occupied" "$bin/bundle" -d all/data -s all/state -o occupied 2022-08

cp -RL all/data cut
for how in truncate empty garbage; do
	file=cut/csv/observations/vintage=2022-08/observations.csv.gz
	cp "all/data/csv/observations/vintage=2022-08/observations.csv.gz" "$file.good"
	case $how in
	truncate) head -c 900 "$file.good" >"$file" ;;
	empty) : >"$file" ;;
	garbage) printf 'a,b\n1,2\n' >"$file" ;;
	esac
	refused "a partition that is broken ($how)" 3 "observations.csv.gz" "$bin/bundle" -d cut -s all/state -o all/releases 2022-08
done

# A file may not grow beyond so many blocks: as a disk that fills, at many points.
hash=$(hash_of all/releases/solieu-2022-08.zip)
wrong=
for blocks in 1 8 16 40 80 120 160 200 240; do
	(trap '' XFSZ && ulimit -f "$blocks" && bundle all -p "$bin/publish" 2022-08) >/dev/null 2>stderr
	[ $? -eq 3 ] && [ -s stderr ] && [ "$(entries all/releases)" = "$before" ] &&
		[ "$(hash_of all/releases/solieu-2022-08.zip)" = "$hash" ] || wrong="$wrong $blocks"
done
is "a full disk ends with 3, the old release stays, nothing is left" "" "$wrong"

# Killed at any moment: the old release or the new one, which are the same bytes.
bundle all -p "$bin/publish" 2022-08 >/dev/null 2>&1
hash=$(hash_of all/releases/solieu-2022-08.zip)
is "the release is the first one again" "$first" "$hash"
wrong=
for moment in 1 3 6 10 15 20 25 30 40 50 60 70 80 100 120 150; do
	bundle all -p "$bin/publish" 2022-08 >/dev/null 2>&1 &
	worker=$!
	sleep "$(printf '0.%03d' "$moment")"
	kill -9 "$worker" 2>/dev/null
	wait "$worker" 2>/dev/null
	[ "$(hash_of all/releases/solieu-2022-08.zip)" = "$hash" ] || wrong="$wrong $moment"
done
is "killed at any moment, a release is whole" "" "$wrong"

# What a killed one has started may outlive it for a moment and hold its folder; a later release clears it.
for _ in 1 2 3 4 5; do
	[ -n "$(entries all/releases '.*')" ] || break
	sleep 1
	bundle all 2022-01 >cleared.log 2>&1
done

# Four at once.
rm -f all/releases/index.csv
for month in 2022-01 2022-02 2022-03 2022-04; do
	bundle all "$month" >"$month.log" 2>&1 &
done
wait
is "four at once are all listed" 4 "$(grep -c '^solieu-2022-0[1-4]\.zip,' "$shelf")"
is "and leave nothing behind" "" "$(entries all/releases '.*')"
rm all/releases/solieu-2022-0[1-4].zip

# What a crash left goes; what another one is at work on stays.
mkdir -p all/releases/.bundle-crash/data all/releases/.bundle-alive
: >all/releases/.bundle-crash/data/x
flock -F all/releases/.bundle-alive sleep 20 &
holder=$!
sleep 0.2
exits "after a crash" 0 bundle all 2022-08
absent "what was left goes" all/releases/.bundle-crash
check "what is at work stays" test -d all/releases/.bundle-alive
kill "$holder"

counts
