# shellcheck shell=sh
# explain: texts read as a run would read them, into a store of their own that goes again, and shown.

command_explain() {
	need ingest extract normalize growth explain
	WORK=$(mktemp -d) || fail "cannot make a temporary folder"
	trap 'rm -rf "$WORK"' EXIT
	STATE=$WORK/state
	mkdir -p "$STATE" "$WORK/in" || fail "cannot make a folder" "$WORK"
	[ $# -gt 0 ] || set -- -
	for text in "$@"; do
		shift
		if [ "$text" = - ]; then
			text=$WORK/in/stdin.txt
			cat >"$text" || fail "cannot read standard input"
		fi
		[ -e "$text" ] || refuse "no such file or folder" "$text"
		set -- "$@" "$text"
	done
	[ -z "$opt_period" ] || set -- -p "$opt_period" "$@"
	PARTLY=0
	explain_step with_lexicons ingest -j "$CONF_JOBS" -o "$WORK/lines.csv" -s "$WORK/sources.csv" \
		-f "$WORK/findings.ingest.csv" "$@"
	explain_step read_lines "$WORK"
	join_tables "$WORK" findings.csv "$WORK/findings.ingest.csv" "$WORK/findings.extract.csv" \
		"$WORK/findings.normalize.csv" || fail "cannot join the findings" "$WORK"
	HASH=explain
	explain_step growth_add "$WORK"
	explain_step with_lexicons growth month -d "$STATE"
	set -- -d "$STATE"
	[ -z "$opt_html" ] || set -- -w "$@"
	[ -z "$opt_json" ] || set -- -j "$@"
	explain_step "$bin/explain" "$@"
	exit "$PARTLY"
}

# A stage whose failure ends it; that reports were rejected or wait does not.
explain_step() {
	"$@"
	status=$?
	[ $status -le 1 ] || exit $status
	[ $status -eq 0 ] || PARTLY=1
}
