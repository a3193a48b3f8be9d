# shellcheck shell=sh
# backfill: months reworked from what the store keeps of their reports. The plan that is printed is the plan
# that runs: reports to read again, then months to compute. What is done is noted in `backfill`, so that the same
# command continues after it was stopped; the months as they were stay in `before` for the comparison at the end.

# plan_command WORD…: query plan for FROM and TO in the mode wanted.
plan_command() {
	set -- -d "$STATE" -H "$HASH" -m "$opt_reprocess" "$@" "$FROM" "$TO"
	[ -z "$CONF_CORRECTIONS" ] || set -- -c "$CONF_CORRECTIONS" "$@"
	"$bin/query" plan "$@"
}

# backfill_plan: $WORK/plan "MONTH REASON", $WORK/again "MONTH DOC" (month `waiting` for those that have none).
backfill_plan() {
	reading
	plan_command >"$WORK/plan" || return $?
	plan_command -D >"$WORK/docs.csv" || return $?
	true >"$WORK/again"
	for index in "$STATE"/index/reports/*.csv; do
		[ -f "$index" ] || continue
		month=${index##*/}
		awk -F , -v month="${month%.csv}" '
		FNR == 1 { table++; next }
		table == 1 { wanted[$1]; next }
		$1 in wanted { print month, $1 }' "$WORK/docs.csv" "$index" >>"$WORK/again" || return 3
	done
	if [ "$opt_reprocess" = failed ]; then
		held_waiting | sed 's/^\([0-9a-f]*\),.*/waiting \1/' >>"$WORK/again" || return 3
		rejected | sed 's/.*/rejected &/' >>"$WORK/again" || return 3
	fi
}

print_plan() {
	awk '
	function others(name) {
		if (again[name])
			print name "  " again[name] " to read again"
		return again[name]
	}
	FILENAME == ARGV[1] { again[$1]++; next }
	{ line = $1 "  " $2; if (again[$1]) line = line "  " again[$1] " to read again"; print line; n++ }
	END {
		n += others("waiting") + others("rejected")
		if (!n) print "nothing to do"
	}' "$WORK/again" "$WORK/plan"
}

# The same command as the one that was stopped: what it did is not done again.
backfill_resumes() {
	signature=$(printf '%s %s %s %s %s' "$opt_reprocess" "$FROM" "$TO" "$HASH" \
		"$([ -z "$CONF_CORRECTIONS" ] || sha256sum <"$CONF_CORRECTIONS")")
	if [ -f "$KEEP/backfill" ] && [ "$(sed -n 1p "$KEEP/backfill")" = "$signature" ]; then
		return 0
	fi
	rm -rf "$KEEP/before"
	if [ -d "$STATE/months" ]; then
		rm -rf "$KEEP/before.new"
		if ! cp -al "$STATE/months" "$KEEP/before.new" || ! mv "$KEEP/before.new" "$KEEP/before"; then
			give_up "keeping the months as they were" "$EXIT_SYSTEM"
		fi
	else
		mkdir -p "$KEEP/before"
	fi
	printf '%s\n' "$signature" | put "$KEEP/backfill" || give_up "noting the plan" "$EXIT_SYSTEM"
}

# The plan without what `backfill` says is done.
backfill_rest() {
	awk 'FILENAME == ARGV[1] { done[$0]; next } !("read " $1 in done)' "$KEEP/backfill" "$WORK/again" \
		>"$WORK/again.rest" || return 1
	awk 'FILENAME == ARGV[1] { done[$0]; next } !("month " $1 in done) { print $1 }' "$KEEP/backfill" "$WORK/plan" \
		>"$WORK/months.rest"
}

note_done() {
	printf '%s\n' "$1" >>"$KEEP/backfill" || give_up "noting progress" "$EXIT_SYSTEM"
}

# Progress: a bar with the time left on a terminal, else plain lines. STEP of STEPS, begun at BEGAN.
progress() {
	[ -z "$1" ] || STEP=$((STEP + 1))
	[ -z "$opt_quiet" ] || return 0
	if ! [ -t 2 ]; then
		[ -n "$opt_json$1" ] || return 0
		[ -n "$opt_json" ] || out "$1"
		return 0
	fi
	BAR=1
	spent=$(($(date +%s) - BEGAN))
	awk -v step="$STEP" -v steps="$STEPS" -v spent="$spent" -v text="$1" 'BEGIN {
		full = int(24 * step / steps)
		for (i = 0; i < 24; i++)
			bar = bar (i < full ? "#" : ".")
		left = step ? int(spent * (steps - step) / step) : 0
		time = left >= 60 ? int(left / 60) " min " left % 60 " s left" : left " s left"
		printf "\r[%s] %d/%d  %s  %s\033[K", bar, step, steps, (step ? time : ""), text
		if (step == steps)
			print ""
	}' >&2
}

# read_again MONTH: its reports, from the text that the store keeps, through extract and normalize into the store.
read_again() {
	batch=$WORK/batch
	rm -rf "$batch"
	if [ "$1" = rejected ]; then
		read_rejected
		return
	fi
	mkdir -p "$batch" || give_up "making a folder" "$EXIT_SYSTEM"
	place=documents
	[ "$1" != waiting ] || place=waiting
	docs=$(awk -v month="$1" '$1 == month { print $2 }' "$WORK/again.rest")
	for table in sources lines; do
		set --
		for doc in $docs; do
			[ ! -f "$STATE/$place/$doc/$table.csv" ] || set -- "$@" "$STATE/$place/$doc/$table.csv"
		done
		[ $# -gt 0 ] || return 0
		join_tables "$batch" "$table.csv" "$@" || give_up "gathering the text" "$EXIT_SYSTEM"
	done
	READ=$((READ + $(rows "$batch/sources.csv")))
	read_batch "$batch"
	store_add "$batch"
}

# Inputs that were rejected, tried once more where they still lie in the input.
read_rejected() {
	if [ -z "$CONF_INPUT" ] || [ -n "$INPUT_MISSING" ]; then
		return 0
	fi
	choose_inputs
	find_rejected || give_up "hashing the input" "$EXIT_SYSTEM"
	before=$READ
	[ -z "$(ls "$WORK/new")" ] || read_new
	READ=$((READ + before))
}

command_backfill() {
	need ingest extract normalize growth publish query
	case $# in
	1 | 2) ;;
	*) usage_mistake "a month to start from is wanted, and at most one to end with" ;;
	esac
	for month in "$@"; do
		is_month "$month" || usage_mistake "a month such as 2022-08 is wanted" "$month"
	done
	FROM=$1
	TO=${2:-$1}
	[ "$(printf '%s\n%s\n' "$FROM" "$TO" | sort | sed -n 1p)" = "$FROM" ] ||
		usage_mistake "the first month lies after the last" "$FROM $TO"
	if [ -n "$opt_dry" ]; then
		WORK=$(mktemp -d) || fail "cannot make a temporary folder"
		trap 'rm -rf "$WORK"' EXIT
		backfill_plan || exit $?
		tell print_plan
		exit 0
	fi
	open_store
	stage "query plan" backfill_plan
	[ -n "$opt_quiet$opt_json" ] || tell print_plan
	if [ ! -s "$WORK/plan" ] && [ ! -s "$WORK/again" ] && is_settled; then
		rm -rf "$KEEP/backfill" "$KEEP/before"
		finish 0
	fi
	backfill_resumes
	backfill_rest || give_up "planning" "$EXIT_SYSTEM"
	add_dirty ""
	backfill_work
	store_publish
	backfill_tells
	rm -f "$KEEP/dirty" "$KEEP/backfill" || give_up "marking the store" "$EXIT_SYSTEM"
	rm -rf "$KEEP/before"
	finish "$PARTLY"
}

backfill_work() {
	months_again=$(awk '!seen[$1]++ { print $1 }' "$WORK/again.rest")
	compute=$(cat "$WORK/months.rest")
	STEP=0
	STEPS=$(printf '%s\n%s\n' "$months_again" "$compute" | grep -c .)
	[ "$STEPS" -eq 0 ] || progress ""
	for month in $months_again; do
		read_again "$month"
		note_done "read $month"
		progress "$month read"
	done
	store_plan
	compute=$(printf '%s\n%s\n' "$compute" "$MONTHS" | tr ' ' '\n' | sed '/^$/d' | sort -u)
	MONTHS=$(printf '%s' "$compute" | tr '\n' ' ')
	add_dirty "$MONTHS"
	STEPS=$((STEP + $(printf '%s\n' "$compute" | grep -c .)))
	for month in $compute; do
		store_month "$month"
		note_done "month $month"
		progress "$month computed"
	done
}

# What the rework changed, series by series.
backfill_tells() {
	[ -z "$opt_quiet$opt_json" ] || return 0
	"$bin/query" diff -a "$KEEP/before" -b "$STATE/months" -F text >"$WORK/told" 2>>"$WORK/said" ||
		give_up "comparing" "$EXIT_SYSTEM"
	if [ "$(rows "$WORK/told")" -gt 0 ]; then
		tell cat "$WORK/told"
	else
		out "nothing changed"
	fi
}
