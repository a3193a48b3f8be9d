# shellcheck shell=sh disable=SC2034
# What a shell suite begins with, sourced as its first act: where things lie, checks that print `ok - text` or
# `not ok - text`, and the counts that tests/all.sh adds up.
#
#   here        the folder of the suite
#   root        the project
#   BUILD, bin  what was built, and its programs; absolute
#   tmp         a folder that goes with the suite

here=$(cd "$(dirname "$0")" && pwd -P) || exit 3
root=${here%/tests*}
BUILD=${BUILD:-$root/out/build}
case $BUILD in /*) ;; *) BUILD=$PWD/$BUILD ;; esac
export BUILD
bin=$BUILD/bin
tmp=$(mktemp -d) || exit 3
trap 'chmod -R u+w "$tmp"; rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM
passed=0
failed=0

pass() {
	passed=$((passed + 1))
	printf 'ok - %s\n' "$1"
}

# miss TEXT [FILE]: a failure, with what FILE holds.
miss() {
	failed=$((failed + 1))
	printf 'not ok - %s\n' "$1"
	[ $# -lt 2 ] || sed 's/^/# /' "$2" | head -40
}

# check TEXT COMMAND…: the command succeeds.
check() {
	t_text=$1
	shift
	if "$@" >"$tmp/check.log" 2>&1; then
		pass "$t_text"
	else
		miss "$t_text" "$tmp/check.log"
	fi
}

# is TEXT WANTED GOT
is() {
	if [ "$2" = "$3" ]; then
		pass "$1"
	else
		printf 'wanted: %s\ngot:    %s\n' "$2" "$3" >"$tmp/is.log"
		miss "$1" "$tmp/is.log"
	fi
}

# exits TEXT STATUS COMMAND…: stdout in $tmp/stdout, stderr in $tmp/stderr.
exits() {
	t_text=$1
	t_wanted=$2
	shift 2
	"$@" >"$tmp/stdout" 2>"$tmp/stderr" </dev/null
	t_status=$?
	if [ "$t_status" -eq "$t_wanted" ]; then
		pass "$t_text"
	else
		printf 'exit %s, wanted %s\n' "$t_status" "$t_wanted" | cat - "$tmp/stdout" "$tmp/stderr" >"$tmp/exits.log"
		miss "$t_text" "$tmp/exits.log"
	fi
}

# absent TEXT FILE
absent() {
	if [ ! -e "$2" ]; then pass "$1"; else miss "$1"; fi
}

# holds TEXT FILE PATTERN; lacks TEXT FILE PATTERN
holds() {
	if grep -q -e "$3" "$2"; then pass "$1"; else miss "$1" "$2"; fi
}

lacks() {
	if grep -q -e "$3" "$2"; then miss "$1" "$2"; else pass "$1"; fi
}

# bytes_of FOLDER: one hash of the names and bytes of all files below it, links followed.
bytes_of() {
	(cd -- "$1/." 2>/dev/null && find -L . -type f -exec sha256sum {} + | sort -k 2 | sha256sum)
}

# taken FILE NAME: what another program, NAME, printed of its checks into FILE; its last line counts them.
taken() {
	grep -v '^[0-9]* passed, ' "$1"
	if tail -n 1 "$1" | grep -qx '[0-9]* passed, [0-9]* failed'; then
		passed=$((passed + $(grep -c '^ok ' "$1")))
		failed=$((failed + $(grep -c '^not ok ' "$1")))
	else
		miss "$2 broke down" "$1"
	fi
}

counts() {
	printf '%d passed, %d failed\n' "$passed" "$failed"
	[ "$failed" -eq 0 ]
}
