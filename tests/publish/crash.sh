#!/bin/sh
# publish dies, fails or finds no room, at every call that it makes to the system: readers have the old
# dataset or the new one, and the next publish ends as if nothing had been. Needs strace, and tmpfs.
# shellcheck disable=SC2016 # scripts in single quotes expand what they are given
set -u

# fsync by the thousand: better in memory, where there is such a place
if [ -w /dev/shm ]; then export TMPDIR=/dev/shm; fi
# shellcheck source=tests/publish/lib.sh
. "${0%/*}/lib.sh"
# leaks are told of by the other scripts; under strace the sanitizer cannot look for them
export ASAN_OPTIONS=detect_leaks=0

# Old: an indicators table in an older state, a month that goes, one that stays, one that came with the last
# publish. New: another state of the one table, a second table, without that month. The generation before the old
# dataset is there, and what changed since it, so that the new one is made out of it; with `long` it is not.
mkdir "$work/old" "$work/new"
table indicators '' old 5 >"$work/old/indicators.csv"
table revisions '' same 5 >"$work/revisions.csv"
table indicators '' new 5 >"$work/new/indicators.csv"
for m in 2022-06 2022-07 2022-08 2022-09; do
	month "$work/months" $m same
done

publish_to()
{
	"$publish" -o "$work/$1/data" -u "$work/$2/indicators.csv" -u "$work/revisions.csv" -x 2022-08
}

publish_new()
{
	"$@" "$publish" -o "$work/out/data" -u "$work/new/indicators.csv" -u "$work/revisions.csv" -x 2022-08
}

"$publish" -o "$work/base/data" -u "$work/old/indicators.csv" "$work/months/2022-06" "$work/months/2022-07" \
	"$work/months/2022-08" && "$publish" -o "$work/base/data" -x 2022-06 "$work/months/2022-09" &&
	cp -a "$work/base" "$work/out" && publish_new && mv "$work/out" "$work/goal" &&
	cp -a "$work/goal" "$work/turned" && publish_to turned old || exit 3

# A new place whose dataset is the old one.
fresh()
{
	rm -rf "$work/out" && cp -a "$work/base" "$work/out" &&
		{ [ "${way:-short}" = short ] || rm -f "$work/out/state/generations/changes"; }
}

is()
{
	diff -r "$work/out/data/" "$work/$1/data/" >/dev/null
}

names()
{
	find "$1" -mindepth 1 -maxdepth 1 | wc -l
}

# What there is when a publish has ended: two generations, the lock, and the list where it could be written.
left()
{
	[ "$(find "$work/out/state/generations" -mindepth 1 -maxdepth 1 ! -name changes | wc -l)" = 3 ] && [ "$(names "$work/out")" = 2 ]
}

# The next publish ends well; and so do two more, which are made out of what it left. Calls that change no name
# need not be followed that far.
recovers()
{
	publish_new && is goal && left || return
	case $1 in
	openat | write | close | getdents64 | readlink | newfstatat) return ;;
	esac
	publish_to out old && is turned && left && publish_new && is goal && left
}

# at CALL N ACTION: publish under strace, which does ACTION at the Nth CALL. True where it came to that.
at()
{
	publish_new strace -f -o "$work/trace.txt" -e "trace=$1" -e "inject=$1:$3:when=$2" >"$work/said.txt" 2>&1
	code=$?
	case $3 in
	signal=*) [ "$code" = 137 ] ;;
	*) grep -q INJECTED "$work/trace.txt" ;;
	esac
}

# Killed at every single call of that name.
killed_at_every()
{
	n=1
	while fresh && at "$1" "$n" signal=KILL; do
		is base || is goal || { echo "$1 $n: neither old nor new"; return 1; }
		recovers "$1" || { echo "$1 $n: does not recover"; return 1; }
		n=$((n + 1))
	done
	cat "$work/said.txt"
	echo "$1 $n: exit code $code"
	[ "$n" -gt 1 ] && [ "$code" = 0 ]
}

# Each single call of that name fails. Exit code 3 and a message; or 0 and the new dataset.
failing_at_every()
{
	n=1
	while fresh && at "$1" "$n" "error=$2"; do
		case $code in
		0) is goal ;;
		3) { is base || is goal; } && grep -q '^publish: .*: error: ' "$work/said.txt" ;;
		127) is base && grep -q 'shared libraries' "$work/said.txt" ;; # the program has not begun
		*) false ;;
		esac || { echo "$1 $n: exit code $code"; cat "$work/said.txt"; return 1; }
		recovers "$1" || { echo "$1 $n: does not recover"; return 1; }
		n=$((n + 1))
	done
	[ "$n" -gt 1 ] || { echo "$1 is never called"; false; }
}

if ! command -v strace >/dev/null; then
	check 'strace is installed' false
	counts
	exit
fi
# A publish looks at names by the hundred; with CRASH_FULL=1 it is stopped there, too.
calls="openat write fsync mkdir rename symlink unlink rmdir close getdents64 readlink${CRASH_FULL:+ newfstatat}"
fresh
publish_new strace -f -o "$work/trace.txt"
check 'the new generation is made out of the one before' grep -q 'rename(.*/000001", .*/000001\.old")' "$work/trace.txt"
for link in link linkat; do
	! grep -q " $link(" "$work/trace.txt" || calls="$calls $link"
done
for call in $calls; do
	check "killed at every $call" killed_at_every "$call"
done
for call in $calls; do
	check "every $call fails" failing_at_every "$call" EIO
done
for call in write mkdir rename link; do
	case " $calls " in
	*" $call "*) check "no room at every $call" failing_at_every "$call" ENOSPC ;;
	esac
done
way=long
for call in mkdir rename unlink rmdir fsync; do
	check "the long way, killed at every $call" killed_at_every "$call"
	check "the long way, every $call fails" failing_at_every "$call" EIO
done
way=short

# Without hard links files are copied.
no_links()
{
	way=$1
	fresh && publish_new strace -f -o "$work/trace.txt" -e "inject=link,linkat:error=EPERM" && grep -q INJECTED "$work/trace.txt" && is goal
}
check 'a file system without hard links' no_links short
check 'the long way' no_links long
way=short

# From here on whole months.
rm -rf "$work/base" "$work/goal" "$work/out" "$work/old" "$work/new"
for version in old new; do
	month "$work/$version" 2022-08 "$version"
	month "$work/$version" 2022-09 "$version"
done
"$publish" -o "$work/base/data" "$work/old/2022-08" &&
	"$publish" -o "$work/base/data" "$work/old/2022-09" && cp -a "$work/base" "$work/goal" &&
	"$publish" -o "$work/goal/data" "$work"/new/* || exit 3

killed_in_time()
{
	for ms in 001 002 003 004 005 006 008 010 012 014 017 020 025 030 040; do
		fresh
		"$publish" -j 4 -o "$work/out/data" "$work"/new/* &
		sleep "0.$ms"
		kill -KILL $! 2>/dev/null
		wait $! 2>/dev/null
		is base || is goal || { echo "after $ms ms: neither old nor new"; return 1; }
		"$publish" -o "$work/out/data" "$work"/new/* || return
		is goal || { echo "after $ms ms: does not recover"; return 1; }
		[ "$(names "$work/out/state/generations")" = 4 ] || { echo "after $ms ms: strays"; return 1; }
	done
}
check 'four jobs killed at any time' killed_in_time

# In a small tmpfs with less and less room: done or exit code 3 and a message that says why, the old data
# whole, and with room again the new.
full_disk='
	mount -t tmpfs -o size=2m solieu "$1/small" || exit 9
	cp -a "$1/base" "$1/small/out" || exit 9
	done=0 full=0
	free=$(df -k --output=avail "$1/small" | tail -n 1)
	while [ "$free" -gt 4 ]; do
		free=$((free > 200 ? 200 : free - 4))
		avail=$(df -k --output=avail "$1/small" | tail -n 1)
		head -c "$(((avail - free) * 1024))" /dev/zero >"$1/small/filler" || exit 9
		"$2" -o "$1/small/out/data" "$1"/new/* 2>"$1/said.txt"
		code=$?
		rm "$1/small/filler"
		if [ "$code" = 0 ]; then
			diff -r "$1/small/out/data/" "$1/goal/data/" || exit 1
			done=$((done + 1))
			rm -rf "$1/small/out" && cp -a "$1/base" "$1/small/out" || exit 9
			continue
		fi
		[ "$code" = 3 ] && grep -q "no space left on device" "$1/said.txt" || { cat "$1/said.txt"; exit 2; }
		diff -r "$1/small/out/data/" "$1/base/data/" || exit 1
		full=$((full + 1))
	done
	"$2" -o "$1/small/out/data" "$1"/new/* && diff -r "$1/small/out/data/" "$1/goal/data/" || exit 1
	echo "$done times done, $full times full"
	[ "$full" -gt 5 ]'

in_small_tmpfs()
{
	mkdir -p "$work/small"
	if [ "$(id -u)" = 0 ]; then
		unshare -m sh -c "$full_disk" sh "$work" "$publish"
	else
		unshare -rm sh -c "$full_disk" sh "$work" "$publish"
	fi
}
check 'a disk that fills up' in_small_tmpfs

# ---- readers ---------------------------------------------------------------------------------------

generation()
{
	link=$(readlink "$work/out/data") && echo "$((1${link##*/} - 1000000))"
}

# Reads the dataset over and over while it is published. A reader that is in a generation may finish in it
# until the publish after the next one.
poll()
{
	polls=0
	while [ ! -e "$work/stop" ]; do
		before=$(generation) || { echo 'no link'; return 1; }
		whole "$work/out/data" old 2022-08 2022-09 && seen=old ||
			{ whole "$work/out/data" new 2022-08 2022-09 && seen=new; } || seen=mixture
		after=$(generation) || { echo 'no link'; return 1; }
		[ $((after - before)) -lt 2 ] || continue
		[ "$after" = "$before" ] || [ "$seen" != mixture ] || continue
		[ "$seen" != mixture ] || { echo "generation $before: $(find "$work/out/data/")"; return 1; }
		echo "$seen"
		polls=$((polls + 1))
	done >"$work/seen.txt"
}

never_a_mixture()
{
	fresh
	poll &
	round=0
	while [ $((round += 1)) -le 15 ]; do
		"$publish" -j 2 -o "$work/out/data" "$work"/new/* && sleep 0.05 &&
			"$publish" -o "$work/out/data" "$work"/old/* && sleep 0.05 || return
	done
	touch "$work/stop"
	wait $! || { cat "$work/seen.txt"; return 1; }
	sort "$work/seen.txt" | uniq -c
	[ "$(sort -u "$work/seen.txt" | wc -l)" = 2 ]
}
check 'a reader sees the old dataset or the new one' never_a_mixture

# ---- two at a time ---------------------------------------------------------------------------------

locked()
{
	mkfifo "$work/slow" && mkdir -p "$work/waits/2022-10" &&
		cp "$work"/old/2022-08/*.csv "$work/waits/2022-10" && rm "$work/waits/2022-10/documents.csv" &&
		ln -s "$work/slow" "$work/waits/2022-10/documents.csv" || return
	"$publish" -o "$work/out/data" "$work/waits/2022-10" 2>/dev/null &
	exec 9>"$work/slow" # the first one is at work now
	"$publish" -o "$work/out/data" "$work"/new/* 2>"$work/said.txt"
	code=$?
	exec 9>&-
	wait $!
	cat "$work/said.txt"
	[ "$code" = 75 ] && grep -q 'another publish is at work' "$work/said.txt"
}
check 'a second publish is sent away' locked

# Many at once, each with the other version: those that are not sent away leave a whole dataset.
at_once()
{
	fresh
	round=0
	while [ $((round += 1)) -le 12 ]; do
		for version in new old new; do
			{
				"$publish" -o "$work/out/data" "$work/$version"/* 2>/dev/null
				code=$?
				[ "$code" = 0 ] || [ "$code" = 75 ] || echo "exit code $code"
			} &
		done
		wait
		is base || is goal || { echo 'neither old nor new'; return 1; }
	done >"$work/said.txt" 2>&1
	cat "$work/said.txt"
	[ ! -s "$work/said.txt" ]
}
check 'three at once' at_once

counts
