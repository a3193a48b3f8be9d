# shellcheck shell=sh
# run: what is new is read, added to the store, computed and published; and what every command that changes the
# store needs: the lock, the log, the end. Order of a change: `dirty` is set, the store changes, out/data
# is replaced, the inputs count as seen, `dirty` goes. Killed anywhere, the next run does the rest.

# lock_store [-s]: the lock, shared with others that only read where -s is given. Held until the last program of
# this run has ended.
lock_store() {
	mkdir -p "$STATE" || fail "cannot make the folder" "$STATE"
	true 2>/dev/null >>"$STATE/lock" || fail "cannot open the lock" "$STATE/lock"
	exec 8>&2 9>>"$STATE/lock"
	flock -n ${1:+"$1"} 9 || {
		[ -n "$opt_quiet" ] || say error "" "another run holds the lock" "$STATE/lock"
		exit "$EXIT_LOCKED"
	}
}

# open_store: the lock, the folders, traps.
open_store() {
	lock_store
	mkdir -p "$LOG" "$KEEP" || fail "cannot make the folders" "$OUT"
	STARTED=$(date -u +%Y-%m-%dT%H:%M:%SZ)
	BEGAN=$(date +%s)
	PARTLY=0 READ=0 NEW=0 WAITING=0 REJECTED=0 MONTHS='' NOTED=''
	trap 'rm -rf "$WORK"' EXIT
	trap 'interrupted INT' INT
	trap 'interrupted TERM' TERM
	trap 'interrupted HUP' HUP
	rm -rf "$WORK"
	mkdir -p "$WORK" || fail "cannot make the folder" "$WORK"
}

# The signal ends the run as it would have without the trap; the next run goes on from here.
interrupted() {
	exec 2>&8 # the signal may come while a stage speaks into a file
	[ -z "${BAR:-}" ] || echo >&2
	say note "" "stopped; the same command goes on from here"
	rm -rf "$WORK"
	trap - EXIT INT TERM HUP
	log_run 3 || :
	kill -s "$1" $$
}

# log_run EXIT: one line of JSON in out/log/runs.jsonl.
log_run() {
	months=$(printf '%s' "$MONTHS" | sed 's/[^ ][^ ]*/"&"/g; s/" "/", "/g')
	numbers='0 0 0 0'
	[ ! -f "$WORK/ledger" ] || numbers=$(count_numbers "$WORK/ledger")
	line=$(
		printf '{"started": "%s", "command": "%s", "exit": %d, "seconds": %d, ' \
			"$STARTED" "$command" "$1" "$(($(date +%s) - BEGAN))"
		printf '"inputs_new": %d, "reports_read": %d, "waiting": %d, "rejected": %d, ' \
			"$NEW" "$READ" "$WAITING" "$REJECTED"
		# shellcheck disable=SC2086 # four numbers
		printf '"numbers": %d, "facts": %d, "others": %d, "unread": %d, ' $numbers
		printf '"months": [%s]%s}' "$months" "$NOTED"
	)
	{
		# a line that was cut by a full disk ends here
		[ ! -s "$LOG/runs.jsonl" ] || [ -z "$(tail -c 1 "$LOG/runs.jsonl")" ] || echo
		printf '%s\n' "$line"
	} >>"$LOG/runs.jsonl"
}

# finish EXIT: the log, what the stages said where it matters, the end.
finish() {
	log_run "$1" || {
		say fatal "" "cannot write the log" "$LOG/runs.jsonl"
		exit "$EXIT_SYSTEM"
	}
	if [ -s "$WORK/said" ] && { [ "$1" -ne 0 ] || [ -t 2 ]; } && [ -z "$opt_quiet" ]; then
		cat "$WORK/said" >&2
	fi
	[ -z "$opt_json" ] || out "$line"
	exit "$1"
}

# give_up WHERE EXIT: one clear report, and the end. The dataset is as it was.
give_up() {
	[ -z "${BAR:-}" ] || echo >&2
	[ ! -s "$WORK/said" ] || cat "$WORK/said" >&2
	say fatal "" "$command stopped in $1, the dataset is as it was" "$OUT"
	log_run "$2" || :
	exit "$2"
}

# Whether out/data shows all that the store holds, as far as the driver knows.
is_settled() {
	[ ! -e "$KEEP/dirty" ] && [ -e "$DATA/." ]
}

# ingest_new: the inputs with new files become $WORK/batch/{sources,lines,findings.ingest}.csv.
ingest_new() {
	mkdir -p "$WORK/batch" || give_up "making a folder" "$EXIT_SYSTEM"
	set --
	number=0
	rest=$INPUTS
	while [ -n "$rest" ]; do
		input=${rest%%"$NL"*}
		case $rest in *"$NL"*) rest=${rest#*"$NL"} ;; *) rest= ;; esac
		number=$((number + 1))
		[ -f "$WORK/new/$number" ] || continue
		stage_input "$number" "$input" || give_up "staging the input" "$EXIT_SYSTEM"
		set -- "$@" "$STAGED"
	done
	[ -z "$opt_period" ] || set -- -p "$opt_period" "$@"
	for key in $(conf_keys | sed -n 's/^LIMIT_\([A-Z_]*\) .*/\1/p'); do
		eval "value=\$CONF_LIMIT_$key"
		[ -z "$value" ] || set -- -L "$(printf '%s' "$key" | tr 'A-Z_' 'a-z-')=$value" "$@"
	done
	stage ingest with_lexicons ingest -j "$CONF_JOBS" -o "$WORK/batch/lines.csv" \
		-s "$WORK/batch/sources.csv" -f "$WORK/batch/findings.ingest.csv" "$@"
	have ingest "$WORK/batch" sources lines findings.ingest
	tell_inputs || give_up "telling what ingest found" "$EXIT_SYSTEM"
}

# tell_inputs: what ingest refused, and which reports are alike, is told. The latter is no finding of a month: whether two
# come in one batch is chance, and a month's tables are the same for any order of arrival.
tell_inputs() {
	findings=$WORK/batch/findings.ingest.csv
	awk -F , -v told="$WORK/told" '
	FNR > 1 && ($4 == "error" || $5 == "DUPLICATE_BYTES" || $5 == "NEAR_DUPLICATE") {
		text = $0
		for (i = 1; i <= 9; i++)
			sub(/^[^,]*,/, "", text)
		if (text ~ /^"/) {
			match(text, /^"([^"]|"")*"/)
			text = substr(text, 2, RLENGTH - 2)
			gsub(/""/, "\"", text)
		} else
			sub(/,.*/, "", text)
		print "solieu: " $4 ": " text > told
	}
	$5 != "DUPLICATE_BYTES" && $5 != "NEAR_DUPLICATE"' "$findings" >"$findings.kept" &&
		mv "$findings.kept" "$findings" || return 1
	[ ! -f "$WORK/told" ] || tr '\001-\011\013-\037\177' '?' <"$WORK/told" >>"$WORK/said"
}

# read_new: what is new, or to be tried once more, into the store.
read_new() {
	ingest_new
	drop_forgotten "$WORK/batch" || give_up "leaving out what was forgotten" "$EXIT_SYSTEM"
	give_periods "$WORK/batch" || give_up "giving the months" "$EXIT_SYSTEM"
	remember_rejected || give_up "keeping what was rejected" "$EXIT_SYSTEM"
	READ=$(rows "$WORK/batch/sources.csv")
	[ "$READ" -gt 0 ] || return 0
	read_batch "$WORK/batch"
	add_dirty ""
	store_add "$WORK/batch"
}

# settle: computes the months that the store asks for, and publishes once.
settle() {
	store_plan
	[ -z "$MONTHS" ] || store_compute
	store_publish
}

command_run() {
	need ingest extract normalize growth publish query
	choose_inputs "$@"
	if [ -n "$opt_dry" ]; then
		dry_run
	fi
	open_store
	LISTING=$(listing_hash)
	if is_settled && [ "$(cat "$KEEP/listing" 2>/dev/null)" = "$LISTING" ]; then
		run_ends
	fi
	find_new || give_up "hashing the input" "$EXIT_SYSTEM"
	NEW=$(cat "$WORK"/new/* 2>/dev/null | awk 'END { print NR }')
	if [ "$NEW" -eq 0 ] && is_settled; then
		run_ends
	fi
	[ "$NEW" -eq 0 ] || read_new
	settle
	remember_inputs || give_up "keeping what was seen" "$EXIT_SYSTEM"
	rm -f "$KEEP/dirty" || give_up "marking the store" "$EXIT_SYSTEM"
	run_ends
}

run_ends() {
	if [ -z "$opt_quiet" ] && { [ -t 1 ] || [ -n "$opt_summary" ]; } && [ -z "$opt_json" ]; then
		terminal=
		[ ! -t 1 ] || terminal=1
		tell show_table "$terminal"
	fi
	finish "$PARTLY"
}

new_names() {
	for list in "$WORK"/new/*; do
		[ -f "$list" ] || continue
		sed 's/^[0-9a-f]* [0-9a-f]* //' "$list"
	done
}

# What a run would read, one a line; nothing under out/ is touched.
dry_run() {
	WORK=$(mktemp -d) || fail "cannot make a temporary folder"
	trap 'rm -rf "$WORK"' EXIT
	find_new || fail "cannot hash the input"
	tell new_names
	exit 0
}

command_forget() {
	need growth publish query
	[ $# -gt 0 ] || usage_mistake "a doc_id is wanted"
	for doc in "$@"; do
		case $doc in
		*[!0-9a-f]*) usage_mistake "a doc_id has 16 hex digits" "$doc" ;;
		????????????????) ;;
		*) usage_mistake "a doc_id has 16 hex digits" "$doc" ;;
		esac
	done
	if [ -n "$opt_dry" ]; then
		tell store_holds "$@"
		exit 0
	fi
	open_store
	store_holds "$@" >/dev/null
	NOTED=$(printf ', "forgotten": ["%s"]' "$(printf '%s ' "$@" | sed 's/ $//; s/ /", "/g')")
	add_dirty ""
	store_forget "$@"
	settle
	rm -f "$KEEP/dirty" || give_up "marking the store" "$EXIT_SYSTEM"
	finish 0
}
