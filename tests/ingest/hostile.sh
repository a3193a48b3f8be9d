#!/bin/sh
# ingest before hostile input: bombs, broken and locked files, what converters may do, calls that fail.
# shellcheck disable=SC2016,SC2034,SC2154 # scripts in single quotes expand what they are given
set -u

# shellcheck source=tests/ingest/lib.sh
. "${0%/*}/lib.sh"

# ---- hostile input ---------------------------------------------------------------------------------

report beside it >beside.txt
yes 'Doanh thu 5.000' | head -c 200000000 | gzip -n >bomb.txt.gz
head -c 200000000 /dev/zero | gzip -n >zeros.gz
check 'an expansion bomb' read_in 1 bomb.txt.gz zeros.gz beside.txt
check 'is stopped and told' told LIMIT_EXCEEDED bomb.txt.gz
check 'zeros are an archive of nothing' told NO_TEXT zeros.gz
check 'the file beside it is read' sources beside.txt
check 'a limit of growth' read_in 1 -L expansion=20 bomb.txt.gz
check 'is told' told LIMIT_EXCEEDED 'bomb.txt.gz exceeds the limit expansion = 20'
rm bomb.txt.gz zeros.gz
mkdir many && (cd many && seq 300 | xargs touch && for i in 1 2 3; do report "$i" >"0$i"; done)
bsdtar -cz -f many.tar.gz many
rm -rf many
check 'a great many members' read_in 1 -L members=100 many.tar.gz
check 'to a limit' told LIMIT_EXCEEDED 'many.tar.gz exceeds the limit members = 100'
rm many.tar.gz
cp beside.txt inner
i=0
while [ $i -lt 8 ]; do
	bsdtar -c --format zip -f outer inner && mv outer inner
	i=$((i + 1))
done
mv inner nest.zip
check 'archives within archives' read_in 1 nest.zip
check 'to a limit' told LIMIT_EXCEEDED 'nesting = 3'
rm nest.zip
python3 "$here/tricks.py" tricks.tar
check 'paths that lead out, links and devices' read_in 1 tricks.tar
check 'are passed over and told' rules MEMBER_PATH MEMBER_PATH NO_FILE NO_FILE NO_FILE
check 'what is no trick is read' sources 'tricks.tar!good.txt'
rm tricks.tar
mkdir word && printf '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]><w:document xmlns:w="u"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>' >word/document.xml
bsdtar -c --format zip -f entities.docx word && rm -r word
check 'XML that declares entities' read_in 1 entities.docx
check 'is refused' rules ENTITIES
{
	printf '<html><body>'
	head -c 200000 /dev/zero | sed 's/\x0/<div>/g'
} >deep.html
check 'a page of endless depth' read_in 1 deep.html
check 'to a limit' told LIMIT_EXCEEDED 'deep.html exceeds the limit depth'
head -c 2000000 /dev/zero | tr '\0' x >endless.txt
python3 "$here/hostile.py" hostile
check 'bombs, loops and names of every kind' read_in 1 hostile
check 'entities of a text, and of a file elsewhere' sh -c 'grep -c ",ENTITIES," "$1" | grep -qx 2' sh "$work/findings.csv"
check 'a tag without end' told LIMIT_EXCEEDED 'attributes.html exceeds the limit elements'
check 'tables within tables' told LIMIT_EXCEEDED 'deep.docx exceeds the limit depth'
check 'a PDF that holds itself' told SCAN loop.pdf
check 'a zip whose members overlap is read once' sh -c 'grep -c "overlap.zip!" "$1" | grep -qx 1' sh "$work/sources.csv"
check 'odd names are read as they are' sh -c 'grep -c "names.tar!" "$1" | grep -qx 6' sh "$work/sources.csv"
check 'what is encrypted is told' told ENCRYPTED 'locked.zip!a.txt'
rm -rf hostile
python3 "$here/locked.py" "$here/report.doc" locked
7z a -psecret -mhe=on locked/a.7z beside.txt >/dev/null 2>&1
7z a -tzip -psecret -mem=AES256 locked/a.zip beside.txt >/dev/null 2>&1
cp "$here/locked.pdf" locked
check 'DOC, DOCX, ODT of two kinds, PDF, 7z and zip with a password' read_in 1 locked
check 'each is told' rules ENCRYPTED ENCRYPTED ENCRYPTED ENCRYPTED ENCRYPTED ENCRYPTED ENCRYPTED
rm -rf locked
python3 "$here/nested.py" wide.zip 3
check 'zips of sixteen zips of sixteen zips' read_in 1 wide.zip
check 'to a limit' told LIMIT_EXCEEDED 'exceeds the limit'
python3 "$here/nested.py" wide.zip 6
check 'and three times deeper' read_in 1 wide.zip
check 'to a limit' told LIMIT_EXCEEDED 'nesting = 3'
rm wide.zip
mkdir quine && python3 "$here/quine.py" quine
check 'a zip and a gzip that hold themselves' read_in 1 quine
check 'to a limit' sh -c 'grep -c "exceeds the limit nesting = 3" "$1" | grep -qx 2' sh "$work/findings.csv"
check 'and they are what they are said to be' sh -c '[ "$(gzip -dc quine/quine.gz | cksum)" = "$(cksum <quine/quine.gz)" ] &&
	[ "$(bsdtar -xOf quine/quine.zip | cksum)" = "$(cksum <quine/quine.zip)" ]'
rm -rf quine
python3 "$here/lies.py" lies
patience=100
check 'archives that lie' read_in 1 -j 2 lies
patience=20
check 'members of members, each all that follow: to a limit' told LIMIT_EXCEEDED 'fifield.zip exceeds the limit expansion'
check 'a million folders, and hidden files: to a limit' sh -c 'grep -cE "(folders|hidden).tar.gz exceeds the limit members" "$1" | grep -qx 2' sh \
	"$work/findings.csv"
check 'a million members: to a limit' told LIMIT_EXCEEDED 'million.zip exceeds the limit members = 100000'
check 'sizes that the directory tells wrongly do no harm' sh -c 'for name in small large wide; do
	[ "$(grep -c "size-$name.zip!" "$1")" = 2 ] || exit 1; done' sh "$work/sources.csv"
check 'a member that is not where it should be does not stop the other' grep -q 'offset.zip!b.txt' "$work/sources.csv"
check 'nor does it go unsaid' told ARCHIVE_BROKEN offset.zip
check 'a terabyte that is not there' told ARCHIVE_BROKEN lie.tar
check 'a terabyte of holes' told LIMIT_EXCEEDED 'holes.tar exceeds the limit expansion'
check 'a directory that is elsewhere' told ARCHIVE_BROKEN 'where.zip is damaged; what stands behind the damage is lost: '
check 'links, devices and ways out of a zip' sh -c 'grep -E "names.zip!" "$1" | grep -cE "MEMBER_PATH|NO_FILE" | grep -qx 6' sh \
	"$work/findings.csv"
rm -rf lies
truncate -s 10G sparse.txt
check 'ten gigabytes of nothing' read_in 1 sparse.txt
check 'to a limit' told LIMIT_EXCEEDED 'sparse.txt exceeds the limit document-bytes'
rm -f sparse.txt
check 'an endless line' read_in 1 endless.txt
check 'to a limit' told LIMIT_EXCEEDED 'line-bytes = 1048576'
yes 'Doanh thu 5.000 ty dong' | head -c 17000000 >long.txt
check 'a text without an end' read_in 1 long.txt
check 'to a limit' told LIMIT_EXCEEDED 'text-bytes = 16777216'
rm -f long.txt endless.txt deep.html
ln -s beside.txt link.txt
mkfifo pipe
check 'links and pipes in a folder' read_in 1 .
check 'are told, and are no failure' told NO_FILE link.txt
rm -f pipe link.txt entities.docx
name=$(printf '%0250d' 0)
python3 -c 'import os, sys
for _ in range(18):
    os.mkdir(sys.argv[1])
    os.chdir(sys.argv[1])' "$name"
check 'folders within folders without end' read_in 1 .
check 'are told' told UNREADABLE 'too long'
check 'and no neighbour is lost' sources beside.txt
rm -rf "$name"
case ${SANITIZE:-} in
*address*) ;; # AddressSanitizer maps terabytes: there is no limit to exceed
*)
	cp "$here/report.pdf" a.pdf
	check 'a reader that wants too much memory' read_in 1 -L memory-bytes=30000000 a.pdf beside.txt
	check 'is told' told MEMORY_EXCEEDED a.pdf
	check 'and no neighbour is lost' sources beside.txt
	rm -f a.pdf
	;;
esac
python3 "$here/flood.py" slow.pdf 60000
check 'a converter that wants too much time' read_in 1 -L seconds=1 slow.pdf beside.txt
# by the converter's own time or, on a busy machine, by the clock
check 'is told' grep -qE ',(CONVERTER_KILLED|TIME_EXCEEDED),.*slow.pdf' "$work/findings.csv"
check 'and no neighbour is lost' sources beside.txt
rm -f slow.pdf
python3 "$here/flood.py" flood.pdf 600
check 'a PDF that writes without end' read_in 1 -L text-bytes=20000 flood.pdf beside.txt
check 'is stopped' told LIMIT_EXCEEDED 'flood.pdf exceeds the limit text-bytes'
check 'and no neighbour is lost' sources beside.txt
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
	check "$name cut anywhere" sh -c '
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
check 'readers run under seccomp' grep -q 'seccomp(SECCOMP_SET_MODE_FILTER' "$work/trace.txt"
check 'no socket is ever asked for' sh -c '! grep -q " socket(" "$1"' sh "$work/trace.txt"
check 'the converter writes no file' sh -c '
	pid=$(awk "/execve\(.*pdftotext/ { print \$1; exit }" "$1")
	[ -n "$pid" ] && ! grep "^$pid .*openat" "$1" | grep -vE "/dev/null|= -1" | grep -qE "O_WRONLY|O_RDWR|O_CREAT"' sh "$work/trace.txt"
rm -f ./*

# ---- the caller --------------------------------------------------------------------------------------

check 'a missing file is the caller'\''s mistake' read_in 2 missing.txt
check 'and leaves no table' sh -c 'rm -f "$1/new.csv"; "$2" -o "$1/new.csv" missing.txt 2>/dev/null; [ ! -e "$1/new.csv" ]' sh "$work" "$ingest"
check 'a bad limit' sh -c '"$1" -L lines=3 2>/dev/null; [ $? = 2 ]' sh "$ingest"
check 'a bad month' sh -c '"$1" -p 2022 2>/dev/null; [ $? = 2 ]' sh "$ingest"
check 'help' sh -c '"$1" -h | grep -q "^usage: ingest"' sh "$ingest"
report full >a.txt
check 'a full disk is seen' sh -c '"$1" -o /dev/full a.txt 2>/dev/null; [ $? = 3 ]' sh "$ingest"

# leaks are told of by the checks above; under strace the sanitizer cannot look for them
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"

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
check 'files that cannot be handed to a reader are a failure, and not waited for' faulty 3 write ENOSPC 2
check 'and are told' grep -qF 'cannot hand files to a worker' "$work/stderr.txt"
check 'a process that cannot start is a failure' faulty 3 clone,clone3 EAGAIN 1
cp -r "$here/../../common/lexicon" "$work/lexicon"
check 'a lexicon that cannot be read is one, too' sh -c '
	strace -qq -o "$1/trace.txt" -P "$1/lexicon/message.csv" -e trace=read -e inject=read:error=EIO:when=1 \
		"$2" -o "$1/lines.csv" -l "$1/lexicon" a.txt
	[ $? = 3 ]' sh "$work" "$ingest"
echo 'no header' >"$work/lexicon/message.csv"
check 'one that is wrong is the caller'\''s' faulty 2 write ENOSPC 99 -l "$work/lexicon"
rm "$work/lexicon/message.csv"
check 'and one that is missing' faulty 2 write ENOSPC 99 -l "$work/lexicon"

counts
