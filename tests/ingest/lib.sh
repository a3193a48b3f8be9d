# shellcheck shell=sh disable=SC2034,SC2154
# What the scripts of this folder share besides tests/suite.sh. They work in a folder `in` of $work.

# shellcheck source=tests/suite.sh
. "${0%/*}/../suite.sh"
export LC_ALL=C
work=$tmp
ingest=$bin/ingest

# read_in STATUS ARGUMENT...: runs ingest into lines.csv, sources.csv, findings.csv and txt/, in $patience seconds at most
patience=20
read_in()
{
	want=$1
	shift
	rm -rf "$work/txt"
	timeout -k 5 "$patience" "$ingest" -o "$work/lines.csv" -s "$work/sources.csv" -f "$work/findings.csv" \
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
