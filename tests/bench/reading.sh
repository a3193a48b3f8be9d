#!/bin/sh
# Speed of reading: 200 MB of reports (MB=20: so many) through ingest, extract and normalize, each alone and in a
# row, in MB of text a second of CPU time, and the most memory that one took; beside grep, which only looks for
# digits, on the same text. Then extract and normalize, on text dense with figures and on prose with few, beside
# chrono-node, which reads dates only, over some of the same text (CHRONO_MB). Last what could grow faster than the
# text does: twice as much of it must not take more than twice as long.
set -u

here=tests/bench
# shellcheck source=tests/bench/common.sh
. "${0%/*}/common.sh"
megabytes=${MB:-200}
prose_megabytes=$((megabytes < 40 ? megabytes : 40))

# reports KIND MB: a folder of them, and their text in one file
reports()
{
	mkdir "$work/$1"
	LC_ALL=C awk -f $here/reading.awk -v kind="$1" -v words=$here/prose.txt -v folder="$work/$1" \
		-v bytes=$(($2 * 1000000)) samples/reports/*.txt || give_up 'the reports cannot be made'
	find "$work/$1" -name '*.txt' -print0 | LC_ALL=C sort -z | xargs -0 cat >"$work/$1.text"
	printf '# %s: %s reports, %s bytes\n' "$1" "$(find "$work/$1" -name '*.txt' | wc -l)" "$(wc -c <"$work/$1.text")"
}

# read_all NAME INGEST-OPERAND…: through the three stages, a line of cost each in $work/NAME-STAGE.cost
read_all()
{
	name=$1
	shift
	cost "$name-ingest" "$build/bin/ingest" -o "$work/lines.csv" -s "$work/sources.csv" -f "$work/findings.csv" "$@"
	cost "$name-extract" "$build/bin/extract" -s "$work/sources.csv" -d "$work/documents.csv" \
		-f "$work/findings.csv" -o "$work/mentions.csv" "$work/lines.csv"
	cost "$name-normalize" "$build/bin/normalize" -d "$work/documents.csv" -g "$work/growth.csv" \
		-L "$work/ledger.csv" -f "$work/findings.csv" -o "$work/observations.csv" "$work/mentions.csv"
}

# speed BYTES FILE…: MB/s of a text whose work was shared by all of them
speed()
{
	bytes=$1
	shift
	for file; do
		cat "$work/$file.cost"
	done | awk -v bytes="$bytes" '{ s += $1 } END { printf "%.2f", bytes / 1e6 / (s > 0.01 ? s : 0.01) }'
}

# figures KIND: what the table says of the text of that kind
figures()
{
	size=$(wc -c <"$work/$1.text")
	for stage in ingest extract normalize; do
		printf 'bench reading/%s/%s-MB/s %s >= -\n' "$1" $stage "$(speed "$size" "$1-$stage")"
		bench "reading/$1/$stage-MiB" "$(awk '{ printf "%.1f", $2 / 1024 }' "$work/$1-$stage.cost")" '<=' 64
	done
	printf 'bench reading/%s/together-MB/s %s >= -\n' "$1" \
		"$(speed "$size" "$1-ingest" "$1-extract" "$1-normalize")"
	# to cat: grep stops at the first match where nobody reads what it says
	cost "$1-grep" sh -c 'LC_ALL=C grep -c "[0-9]" "$1" | cat' grep "$work/$1.text"
	printf 'bench reading/%s/grep-MB/s %s >= -\n' "$1" "$(speed "$size" "$1-grep")"
}

chrono()
{
	chrono=$build/tests/bench/chrono
	if ! command -v npm >/dev/null; then
		echo '# npm is not there: nothing is compared with chrono-node'
		return 1
	fi
	mkdir -p "$chrono" && cp $here/reading_chrono.mjs $here/chrono/package*.json "$chrono" &&
		{ [ -d "$chrono/node_modules/chrono-node" ] ||
			(cd "$chrono" && npm ci --no-audit --no-fund >&2); } ||
		{ echo '# chrono-node cannot be installed: nothing is compared with it'; return 1; }
}

# against KIND TIMES: extract and normalize at least so many times as fast as chrono-node. Both are taken as they
# are met: of the stages all that they take, their lexicons read anew; of chrono-node a first pass, while node
# compiles it, but not the start of node. What it does warm, in a second pass, is told beside it.
against()
{
	head -c "${CHRONO_MB:-1}000000" "$work/$1.text" >"$work/chrono.text"
	node "$chrono/reading_chrono.mjs" "$work/chrono.text" >"$work/chrono.out" || give_up 'chrono-node fails'
	theirs=$(awk '{ printf "%.3f", $1 / 1e6 / $2 }' "$work/chrono.out")
	warm=$(awk '{ printf "%.3f", $1 / 1e6 / $4 }' "$work/chrono.out")
	ours=$(speed "$(wc -c <"$work/$1.text")" "$1-extract" "$1-normalize")
	printf 'bench reading/%s/chrono-MB/s %s >= -\n' "$1" "$theirs"
	printf 'bench reading/%s/chrono-warm-MB/s %s >= -\n' "$1" "$warm"
	bench "reading/$1/against-chrono" "$(awk -v a="$ours" -v b="$theirs" 'BEGIN { printf "%.1f", a / b }')" '>=' "$2"
}

# growing NAME N PROGRAM: the awk PROGRAM prints a text of size n; that of 2 N against that of N, the least of three.
# Less than 50 ms counts as 50: so little cannot be told from what a program takes to start.
growing()
{
	for times in 1 2; do
		rm -rf "$work/growing" && mkdir "$work/growing"
		LC_ALL=C awk -v n=$(($2 * times)) "BEGIN { $3 }" >"$work/growing/report.txt"
		rounds=3
		while [ $rounds -gt 0 ]; do
			read_all "$1-$times" -p 2022-08 -L line-bytes=16777216 "$work/growing"
			rounds=$((rounds - 1))
		done
	done
	for stage in ingest extract normalize; do
		for times in 1 2; do
			sort -n "$work/$1-$times-$stage.cost" | head -n 1
		done | awk '{ s[NR] = $1 } END { print s[1], s[2], s[2] / (s[1] < 0.05 ? 0.05 : s[1]) }' \
			>"$work/growing.cost"
		read -r once twice ratio <"$work/growing.cost"
		printf '# %s, %s: %s s, twice as much %s s\n' "$1" $stage "$once" "$twice"
		bench "reading/$1/$stage-2N/N" "$(printf '%.2f' "$ratio")" '<=' 2.6
	done
}

reports dense "$megabytes"
read_all dense "$work/dense"
figures dense
reports prose "$prose_megabytes"
read_all prose "$work/prose"
figures prose
if chrono; then
	against dense 5
	against prose 20
fi
rm -rf "$work/dense" "$work/prose" "$work"/*.text

growing digits 6000000 'for (i = 0; i < n; i++) printf "%d", i % 9 + 1; print " người."'
growing brackets 1000000 'for (i = 0; i < n; i++) printf "("; printf "5 người"; for (i = 0; i < n; i++) printf ")"'
growing sentence 50000 'printf "Số lượng"
	for (i = 0; i < n; i++) printf " của đơn vị quản lý trên địa bàn, trong đó loại hàng hóa thứ hai đạt %d người, tăng", i'
growing apart 100000 'for (i = 0; i < n; i++) printf "%d ", i'
rm -f "$work"/*.csv
rm -rf "$work/growing"
finish
