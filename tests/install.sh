#!/bin/sh
# make install into a folder of its own, and solieu used from there; every manual page is well made.
set -u
# shellcheck source=tests/suite.sh
. "${0%/*}/suite.sh"

exits "make install" 0 make -s -C "$root" BUILD="$BUILD" PREFIX=/usr DESTDIR="$tmp/dest" ${SANITIZE:+"SANITIZE=$SANITIZE"} install
unset BUILD
dest=$tmp/dest/usr
for name in ingest extract normalize growth publish query bundle explain; do
	[ ! -f "$root/stages/$name/main.c" ] || check "$name is installed" test -x "$dest/libexec/solieu/$name"
	[ ! -f "$root/stages/$name/main.c" ] || check "$name has a manual page" test -s "$dest/share/man/man1/solieu-$name.1"
done
check "the driver has one" test -s "$dest/share/man/man1/solieu.1"
is "the lexicons are all there" "$(cd "$root/common/lexicon" && ls)" "$(cd "$dest/share/solieu/lexicon" && ls)"
is "nothing else lies beside it" "bin libexec share" "$(cd "$dest" && echo *)"

# From another folder, the source tree out of sight
mkdir "$tmp/work"
cd "$tmp/work" || exit 3
PATH=$dest/bin:$PATH
export PATH
exits "solieu is on the PATH" 0 solieu --version
exits "check" 0 solieu check
mkdir in
cp "$(find "$root/samples/reports" -name '*.txt' | sort | sed -n 1p)" in/
exits "a report is read" 0 solieu run --input in --out made
check "and published" test -e made/data/parquet/observations
ln -s "$dest/bin/solieu" "$tmp/link"
exits "through a link too" 0 "$tmp/link" run --input in --out made
grep -rla -e "$root" "$dest" >traces
is "nothing remembers the source tree" "" "$(cat traces)"

# Completion
cat >complete.bash <<'END'
source "$1"
COMP_WORDS=("${@:2}")
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_solieu
printf '%s\n' "${COMPREPLY[@]}"
END
completes() { bash complete.bash "$dest/share/bash-completion/completions/solieu" "$@"; }
is "completion of a command" backfill "$(completes solieu ba)"
is "of a flag" --reprocess "$(completes solieu backfill --rep)"
is "of a mode" stale "$(completes solieu backfill --reprocess st)"
is "of a month" "$(cd made/state/months && echo *)" "$(completes solieu --out made asof '')"

# Manual pages
for page in "$dest"/share/man/man1/*.1; do
	mandoc -Tlint -W warning "$page" >lint 2>&1
	is "mandoc finds nothing in ${page##*/}" "" "$(cat lint)"
done
for command in run backfill release status explain asof history diff forget check; do
	holds "solieu.1 tells of $command" "$dest/share/man/man1/solieu.1" "^\\.It Cm $command"
done
for flag in $(sed -n '/^conf_keys/,/END$/s/^\t\t\([A-Z_]*\) .*/\1/p' "$root/stages/driver/conf.sh" | tr 'A-Z_' 'a-z-'); do
	holds "and of --$flag" "$dest/share/man/man1/solieu.1" "^\\.\(It \)\{0,1\}Fl -$flag\b"
done

counts
