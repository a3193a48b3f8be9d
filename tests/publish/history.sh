#!/bin/sh
# publish makes a generation out of the one before the current one: at the cost of what changed, with the bytes
# of a dataset made at once, and only where nothing is in doubt.
# shellcheck disable=SC2016 # scripts in single quotes expand what they are given
set -u

# fsync by the hundred: better in memory, where there is such a place
if [ -w /dev/shm ]; then export TMPDIR=/dev/shm; fi
# shellcheck source=tests/publish/lib.sh
. "${0%/*}/lib.sh"

data=$work/out/data
generations=$work/out/state/generations

current()
{
	link=$(readlink "$data") && echo "${link##*/}"
}

before()
{
	find "$generations" -mindepth 1 -maxdepth 1 -name '0*' ! -name "$(current)" | sed 's/.*\///'
}

# quick COMMAND...: succeeds, and a table's folder is that of the generation that was the one before
quick()
{
	inode=$(stat -c %i "$generations/$(before)/csv/growth") && "$@" &&
		[ "$(stat -c %i "$data/csv/growth")" = "$inode" ]
}

slow()
{
	inode=$(stat -c %i "$generations/$(before)/csv/growth") && "$@" &&
		[ "$(stat -c %i "$data/csv/growth")" != "$inode" ]
}

# give VERSION MONTH: that month, published
give()
{
	month "$work/in" "$2" "$1" && "$publish" -o "$data" "$work/in/$2"
}

# ---- the generation before ---------------------------------------------------------------------------

give v1 2022-06 && give v1 2022-07 || exit 3
check 'a new month goes to the generation before' quick give v1 2022-08
check 'with what the current one has' whole "$data" v1 2022-06 2022-07 2022-08
check 'a month changes' quick give v2 2022-07
check 'and once more' quick give v3 2022-07
give v3 2022-06 && give v3 2022-08
check 'all is there' whole "$data" v3 2022-06 2022-07 2022-08
check 'a month goes' quick "$publish" -o "$data" -x 2022-07
check 'and stays away' quick give v3 2022-09
check 'as it should' whole "$data" v3 2022-06 2022-08 2022-09
check 'what did not change is the same file' sh -c '[ "$(stat -c %i "$1/$2")" = "$(stat -c %i "$1/$3")" ]' sh \
	"$generations" "$(current)/csv/growth/vintage=2022-06/growth.csv.gz" "$(before)/csv/growth/vintage=2022-06/growth.csv.gz"

# What is refused before it is complete takes nothing from anybody.
refused()
{
	cp -r "$generations" "$work/kept" && month "$work/bad" 2022-08 v4 && echo nonsense >>"$work/bad/2022-08/growth.csv"
	"$publish" -o "$data" "$work/bad/2022-08" 2>/dev/null
	[ $? = 2 ] && diff -r "$generations" "$work/kept"
}
check 'a publish that is refused leaves the generation before' refused

# A reader that stays for more than two publishes finds nothing more: never other months than it came for.
stays()
(
	cd -P "$data" && [ -d csv/growth/vintage=2022-09 ] && give v5 2022-09 && [ -d csv/growth/vintage=2022-09 ] &&
		find . -type f | sort >"$work/names" && [ "$(wc -l <"$work/names")" = 24 ] && whole . v3 2022-06 2022-08 2022-09 &&
		give v6 2022-09 && [ "$(find . | wc -l)" = 1 ]
)
check 'a reader keeps its generation until the publish after the next one' stays

# ---- doubts ------------------------------------------------------------------------------------------

# doubtful TEXT COMMAND: after which the long way is gone, and the short one again
number=10
doubtful()
{
	doubt=$1
	shift
	number=$((number + 1))
	give "v$number" 2022-06 && give "v$number" 2022-08 && give "v$number" 2022-09
	"$@"
	check "$doubt: the long way" slow give "w$number" 2022-06
	give "w$number" 2022-08 && give "w$number" 2022-09
	check "$doubt: all is there" whole "$data" "w$number" 2022-06 2022-08 2022-09
	check "$doubt: the short way again" quick give "v$number" 2022-06
}
older()
{
	cp "$generations/changes" "$work/changes" && give last 2022-06 && cp "$work/changes" "$generations/changes"
}
doubtful 'no list' rm "$generations/changes"
doubtful 'an empty list' sh -c ': >"$1"' sh "$generations/changes"
doubtful 'a list that is cut' sh -c 'head -n 5 "$1" >"$1.cut" && mv "$1.cut" "$1"' sh "$generations/changes"
doubtful 'a list that was edited' sed -i 's/2022-09/2022-08/' "$generations/changes"
doubtful 'a list of another generation' older
robbed()
{
	rm -r "$generations/$1"/csv/growth/vintage=2022-08
}
robbed_before()
{
	robbed "$(before)"
}
robbed_current()
{
	robbed "$(current)"
}
doubtful 'a partition was taken from the generation before' robbed_before
doubtful 'a partition was taken from the current one' robbed_current
cut_before()
{
	rm -r "${generations:?}/$(before)"
}
gone()
{
	cut_before && give x 2022-06 && give x 2022-08 && give x 2022-09 && whole "$data" x 2022-06 2022-08 2022-09
}
check 'the generation before is gone' gone
copied()
{
	cp -r "$work/out" "$work/copy" && rm -r "$work/out" && mv "$work/copy" "$work/out" && slow give y 2022-06 &&
		quick give y 2022-08
}
check 'a copy with other times: the long way' copied
moved()
{
	mv "$work/out" "$work/elsewhere" && mv "$work/elsewhere" "$work/out" && quick give y 2022-09 &&
		whole "$data" y 2022-06 2022-08 2022-09
}
check 'the whole can be moved: the short way' moved

# ---- any order of changes ----------------------------------------------------------------------------

# Months and tables come, change and go at random; now and then a publish is killed or the list is lost. Each time
# the dataset is what one publish of all that is held makes.
at_random()
{
	rm -rf "$work/out" "$work/in" && mkdir "$work/in" || return
	awk 'BEGIN {
		srand(7)
		for (i = 1; i <= 60; i++)
			print i, int(rand() * 8), int(rand() * 6) + 1, int(rand() * 6) + 1, int(rand() * 3)
	}' >"$work/plan"
	while read -r step kind one two version; do
		set --
		case $kind in
		0) # goes
			rm -rf "$work/in/2022-0$one"
			set -- "$@" -x "2022-0$one" ;;
		1) # comes while another one goes
			rm -rf "$work/in/2022-0$one"
			[ "$one" = "$two" ] || month "$work/in" "2022-0$two" "v$version"
			set -- "$@" -x "2022-0$one" ;;
		2) table revisions '' "v$version" 4 >"$work/in/revisions.csv" ;;
		3) table indicators '' "v$version" "$one" >"$work/in/indicators.csv" ;;
		*) month "$work/in" "2022-0$one" "v$version" ;;
		esac
		for table in "$work/in"/*.csv; do
			[ ! -f "$table" ] || set -- "$@" -u "$table"
		done
		for month in "$work/in"/2*; do
			[ ! -d "$month" ] || set -- "$@" "$month"
		done
		case $step in
		*3 | *8)
			"$publish" -o "$data" "$@" &
			sleep "0.00$version"
			kill -KILL $! 2>/dev/null
			wait $! 2>/dev/null ;;
		*6) rm -f "$generations/changes" ;;
		esac
		rm -rf "$work/goal"
		"$publish" -o "$data" "$@" && "$publish" -o "$work/goal/data" "$@" || return
		[ -e "$work/goal/data" ] || continue
		diff -r "$data/" "$work/goal/data/" || { echo "step $step: $*"; return 1; }
	done <"$work/plan"
}
check 'any order of changes gives the bytes of all at once' at_random

counts
