# shellcheck shell=sh
# What is shown to people: the table after a run, status, and the commands that other programs answer.

# month_rows: per month "month documents observations growth findings unread stale state".
month_rows() {
	reading
	with_corrections "$bin/query" status -d "$STATE" -H "$HASH" -F csv | tr , ' ' | sed 1d
}

# show_table TERMINAL: in colour where TERMINAL is not empty; the months that this run computed, or all where it computed none.
show_table() {
	bold='' dim='' plain='' warn=''
	if [ -n "$1" ] && [ -z "${NO_COLOR:-}" ] && [ "${TERM:-dumb}" != dumb ]; then
		bold=$(printf '\033[1m') dim=$(printf '\033[2m') warn=$(printf '\033[33m') plain=$(printf '\033[0m')
	fi
	listed=$(month_rows)
	printf '%s\n' "$listed" | awk -v wanted="$MONTHS" -v bold="$bold" -v dim="$dim" -v warn="$warn" -v plain="$plain" '
	BEGIN {
		n = split(wanted, list, " ")
		for (i = 1; i <= n; i++)
			take[list[i]] = 1
		form = "%-9s %10s %13s %8s %9s "
		printf "%s" form "%7s%s\n", bold, "month", "documents", "observations", "growth", "findings", "unread", plain
	}
	$2 > 0 && (n == 0 || $1 in take) {
		printf form "%s%7s%s\n", $1, $2, $3, $4, $5, ($6 > 0 ? warn : dim), $6, plain
		for (i = 2; i <= 6; i++)
			sum[i] += $i
	}
	END {
		printf "%s" form "%7s%s\n", bold, "total", sum[2] + 0, sum[3] + 0, sum[4] + 0, sum[5] + 0, sum[6] + 0, plain
	}'
	show_numbers
	waiting=$(held_waiting | awk 'END { print NR }')
	refused=$(rejected | awk 'END { print NR }')
	if [ $((waiting + refused)) -gt 0 ]; then
		printf '%swaiting for a month: %d, rejected: %d; see solieu status%s\n' "$warn" "$waiting" "$refused" "$plain"
	fi
	printf '%s\n' "$listed" | awk -v warn="$warn" -v plain="$plain" '$7 > 0 { last = $1; if (!first) first = $1 }
	END {
		if (first)
			print warn "read with other lexicons or corrections: solieu backfill " first " " last " --reprocess stale" plain
	}'
	printf 'open %s%s%s\n' "$bold" "$DATA" "$plain"
}

# show_numbers: the ledger of what this run read, or of all where it read nothing.
show_numbers() {
	if [ -f "$WORK/ledger" ]; then
		numbers=$(count_numbers "$WORK/ledger")
	else
		numbers=$(find "$STATE/documents" -name ledger.csv -exec cat {} + 2>/dev/null | count_numbers -)
	fi
	printf '%s\n' "$numbers" | awk '$1 > 0 {
		printf "numbers in the text: %d = %d in facts + %d that are none + %d unread (%.2f %%)\n", $1, $2, $3, $4, 100 * $4 / $1
	}'
}

# held_waiting: doc_id and source of reports without a month.
held_waiting() {
	for folder in "$STATE"/waiting/*/; do
		[ -f "$folder/sources.csv" ] || continue
		sed -n 2p "$folder/sources.csv" | cut -d , -f 1,2
	done
}

# successes: "MONTH TIME" of the last run that computed a month and ended with 0 or 1; "run TIME" of the last at all.
successes() {
	[ -f "$LOG/runs.jsonl" ] || return 0
	awk '
	!/"command": "(run|backfill)", "exit": [01],/ { next }
	match($0, /"started": "[^"]*"/) {
		time = substr($0, RSTART + 12, RLENGTH - 13)
		last["run"] = time
		if (!match($0, /"months": \[[^]]*\]/))
			next
		n = split(substr($0, RSTART + 11, RLENGTH - 12), months, /[", ]+/)
		for (i = 1; i <= n; i++)
			if (months[i] ~ /^[0-9]/)
				last[months[i]] = time
	}
	END { for (name in last) print name, last[name] }' "$LOG/runs.jsonl" | sort
}

# Text or JSON; the only command that asks what day it is (the day in Viet Nam), for what is late.
command_status() {
	need query
	[ $# -eq 0 ] || usage_mistake "no operand is wanted" "$1"
	[ -d "$STATE" ] || refuse "nothing is held yet" "$OUT"
	today=$(TZ=ICT-7 date +%Y-%m-%d)
	reading
	form=text
	[ -z "$opt_json" ] || form=json
	set -- -d "$STATE" -H "$HASH" -T "$today" -F "$form"
	[ ! -f "$CONF_RELEASE_CALENDAR" ] || set -- "$@" -k "$CONF_RELEASE_CALENDAR"
	[ -z "$CONF_CORRECTIONS" ] || set -- "$@" -c "$CONF_CORRECTIONS"
	if [ -n "$opt_json" ]; then
		tell status_json "$@"
	else
		tell status_text "$@"
	fi
}

status_text() {
	times=$(successes)
	success=$(printf '%s\n' "$times" | sed -n 's/^run //p')
	printf 'last success: %s\n' "${success:-never}"
	table=$("$bin/query" status "$@") || exit $?
	printf '%s\n\n%s\n' "$times" "$table" | awk '
	!body { if ($0 == "") body = 1; else time[$1] = $2; next }
	{
		line[++n] = $0
		if (length($0) > width)
			width = length($0)
	}
	END {
		for (i = 1; i <= n; i++) {
			split(line[i], word)
			more = i == 1 ? "last success" : time[word[1]]
			if (more != "")
				line[i] = sprintf("%-" width "s  %s", line[i], more)
			print line[i]
		}
	}'
	held_waiting | while IFS=, read -r doc source; do
		printf 'waiting: %s %s\n' "$doc" "$source"
	done
	rejected | while IFS= read -r name; do
		printf 'rejected: %s\n' "$name"
	done
}

status_json() {
	times=$(successes)
	success=$(printf '%s\n' "$times" | sed -n 's/^run \(.*\)/"\1"/p')
	months=$("$bin/query" status "$@") || exit $?
	printf '{"last_success": %s,\n"months": %s,\n' "${success:-null}" "$months"
	printf '"months_last_success": {%s},\n' "$(printf '%s\n' "$times" |
		awk '$1 ~ /^[0-9]/ { printf "%s\"%s\": \"%s\"", sep, $1, $2; sep = ", " }')"
	printf '"waiting": [%s],\n' "$(held_waiting | json_list)"
	printf '"rejected": [%s]}\n' "$(rejected | json_list)"
}

json_list() {
	sed 's/\\/\\\\/g; s/"/\\"/g; s/.*/"&"/' | tr -d '\000-\011\013-\037' | awk '{ printf "%s%s", (NR > 1 ? ", " : ""), $0 }'
}

# Names of the inputs that the last readings refused.
rejected() {
	[ ! -f "$KEEP/rejected" ] || sed 's/^[0-9a-f]* [0-9a-f]* //' "$KEEP/rejected"
}

# Questions answered from the store: flags beside ours go to the program.
ask() {
	need query
	question=$1
	shift
	[ -d "$STATE" ] || refuse "nothing is held yet" "$OUT"
	set -- -d "$STATE" "$@"
	[ -z "$opt_json" ] || set -- -F json "$@"
	exec "$bin/query" "$question" "$@"
}

command_asof() { ask asof "$@"; }
command_history() { ask history "$@"; }
command_diff() { ask diff "$@"; }

# Loads what a run would load. conf_load has read the configuration by now.
command_check() {
	need extract normalize growth
	[ $# -eq 0 ] || usage_mistake "no operand is wanted" "$1"
	if [ -n "$opt_uncatalogued" ]; then
		tell list_uncatalogued
		exit 0
	fi
	inputs_exist
	worst=0
	WORK=$(mktemp -d) || fail "cannot make a temporary folder"
	trap 'rm -rf "$WORK"' EXIT
	printf 'doc_id,byte_start,kind,text\n' >"$WORK/lines.csv"
	printf 'doc_id,source,sha256,bytes,media_type,encoding,given_period,given_published,given_issuer,given_title\n' >"$WORK/sources.csv"
	read_lines "$WORK" || worst=$?
	set --
	[ -z "$CONF_CORRECTIONS" ] || set -- -c "$CONF_CORRECTIONS"
	with_lexicons growth check "$@" || worst=$?
	exit $worst
}

# Rows to paste into indicator.csv and indicator_wording.csv, what is told most first. The codes go
# without their X_, and on with _2 where the catalogue has the code for another thing. The other
# columns of the table are last and hold neither commas nor quotes.
list_uncatalogued() {
	file=$STATE/tables/indicators.csv
	[ -f "$file" ] || refuse "nothing is held yet" "$OUT"
	grep ',false$' "$file" | awk -F, '{ print $(NF - 1) "\t" $0 }' | sort -k 1,1nr -k 2 |
		cut -f 2- | awk -v taken="$(codes_taken)" '
		BEGIN {
			n = split(taken, all, " ")
			for (i = 1; i <= n; i++)
				TAKEN[all[i]] = 1
			heads = "indicator.csv\nindicator,label_vi,label_en,field,unit_measure,measure\n"
		}
		{
			match($0, /,[^,]*,[^,]*,[^,]*,false$/)
			row = substr($0, 3, RSTART - 3)
			code = substr(row, 1, index(row, ",") - 1)
			row = substr(row, length(code) + 2)
			if (code in TAKEN)
				code = code "_2"
			match(row, /^("([^"]|"")*"|[^,]*)/)
			wording = substr(row, 1, RLENGTH)
			gsub(/[][]/, " ", wording)
			rows = rows code "," row "\n"
			wordings = wordings code "," wording ",,\n"
		}
		END {
			printf "%s%s\nindicator_wording.csv\n", heads, rows
			printf "indicator,wording,field,unit_measure\n%s", wordings
		}'
}

# The codes of all lexicon folders.
codes_taken() {
	printf '%s\n%s\n' "$lexicon" "$CONF_LEXICON_EXTRA" | while IFS= read -r folder; do
		[ ! -f "$folder/indicator.csv" ] || cut -d , -f 1 "$folder/indicator.csv"
	done | tr '\n' ' '
}
