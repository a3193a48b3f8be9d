# shellcheck shell=sh
# Diagnostics in the form that every program of the project uses, the exit codes, small tools.

EXIT_CALLER=2
EXIT_SYSTEM=3
EXIT_LOCKED=75

NL='
'

# say LEVEL PLACE TEXT [SUBJECT]: PLACE is "file:line: " or empty.
say() {
	if [ $# -gt 3 ]; then
		printf 'solieu: %s%s: %s: '\''%s'\''\n' "$2" "$1" "$3" "$(printf %s "$4" | tr '\000-\037\177' '?')" >&2
	else
		printf 'solieu: %s%s: %s\n' "$2" "$1" "$3" >&2
	fi
}

# The caller's mistake, and a failure of the system: both end the run.
refuse() {
	say error "" "$@"
	exit "$EXIT_CALLER"
}

fail() {
	say fatal "" "$@"
	exit "$EXIT_SYSTEM"
}

usage_mistake() {
	say error "" "$@"
	printf 'usage: solieu %s (solieu %s--help)\n' "${command:-COMMAND} …" "${command:+$command }" >&2
	exit "$EXIT_CALLER"
}

# out TEXT: a text, which may be empty, to standard output; that it arrives is checked.
out() {
	[ -n "$1" ] || return 0
	printf '%s\n' "$1" 2>/dev/null || fail "cannot write standard output"
}

# tell COMMAND…: what it prints, in the same manner; its failure is the end.
tell() {
	told=$("$@") || exit $?
	out "$told"
}

is_month() {
	case $1 in
	[0-9][0-9][0-9][0-9]-0[1-9] | [0-9][0-9][0-9][0-9]-1[0-2]) return 0 ;;
	esac
	return 1
}

is_count() {
	case $1 in '' | *[!0-9]* | 0* | ??????????*) return 1 ;; esac
	return 0
}

# absolute PATH [FOLDER]: PATH as seen from FOLDER (default: the working folder).
absolute() {
	case $1 in
	/*) printf '%s\n' "$1" ;;
	*) printf '%s\n' "${2:-$PWD}/$1" ;;
	esac
}

# need PROGRAM…: they are built, or the end.
need() {
	for name in "$@"; do
		[ -x "$bin/$name" ] || refuse "program is missing, 'make' builds it" "$bin/$name"
	done
}

# put FILE: standard input becomes FILE, whole or not at all.
put() {
	if cat >"$1.new" && sync "$1.new" && mv -f "$1.new" "$1"; then
		return 0
	fi
	rm -f "$1.new"
	return 1
}

# Rows of a table: one record is one line in every table of the project.
rows() {
	if [ -f "$1" ]; then
		awk 'END { print (NR ? NR - 1 : 0) }' "$1"
	else
		echo 0
	fi
}
