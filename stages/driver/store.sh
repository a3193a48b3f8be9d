# shellcheck shell=sh
# The store under out/state and out/data, through the programs that own them (growth, query, publish).
# `dirty` holds the months computed and not yet published, so that a run killed in between is finished by the next.

# with_corrections COMMAND…: the command with -c where corrections are configured.
with_corrections() {
	[ -z "$CONF_CORRECTIONS" ] || set -- "$@" -c "$CONF_CORRECTIONS"
	"$@"
}

reading() {
	[ -n "${HASH:-}" ] || HASH=$(reading_hash)
}

# store_add FOLDER: the tables of a batch into the store.
store_add() {
	reading
	stage "growth add" growth_add "$1"
	cat "$1/ledger.csv" >>"$WORK/ledger" || give_up "keeping the ledger" "$EXIT_SYSTEM"
	awk -F , 'FNR == 1 { file++; next } file == 1 { if ($3 == "waiting") waits[$1]; next } $1 in waits { print $2 }' \
		"$WORK/added" "$1/sources.csv" >"$WORK/waits" || give_up "telling what waits" "$EXIT_SYSTEM"
	while IFS= read -r source; do
		PARTLY=1
		WAITING=$((WAITING + 1))
		say warning "" "the report waits: its month cannot be told; write it into reports.csv, or give --period" "$source"
	done <"$WORK/waits" 2>>"$WORK/said"
}

growth_add() {
	"$bin/growth" add -d "$STATE" -H "$HASH" -s "$1/sources.csv" -i "$1/lines.csv" -D "$1/documents.csv" \
		-o "$1/observations.csv" -g "$1/growth.csv" -L "$1/ledger.csv" -f "$1/findings.csv" >"$WORK/added"
}

# store_plan: MONTHS, what has to be computed, ascending.
store_plan() {
	reading
	stage "query plan" query_plan
	MONTHS=$(awk '{ printf "%s%s", sep, $1; sep = " " }' "$WORK/plan")
}

query_plan() {
	with_corrections "$bin/query" plan -d "$STATE" -H "$HASH" >"$WORK/plan"
}

# store_compute: each of MONTHS; one that cannot be made is remembered with the reason, and the run ends.
store_compute() {
	add_dirty "$MONTHS"
	for month in $MONTHS; do
		store_month "$month"
	done
}

store_month() {
	growth_month "$1" 2>"$WORK/month.said"
	status=$?
	cat "$WORK/month.said" >>"$WORK/said"
	[ $status -gt 0 ] || return 0
	mkdir -p "$STATE/failed" && put "$STATE/failed/$1" <"$WORK/month.said"
	[ $status -eq "$EXIT_CALLER" ] || status="$EXIT_SYSTEM"
	give_up "growth month $1" "$status"
}

growth_month() {
	set -- -d "$STATE" "$1"
	[ -z "$CONF_CORRECTIONS" ] || set -- -c "$CONF_CORRECTIONS" "$@"
	with_lexicons growth month "$@"
}

# add_dirty MONTHS: they are to be published, whatever happens to this run.
add_dirty() {
	{
		[ ! -f "$KEEP/dirty" ] || cat "$KEEP/dirty"
		printf '%s\n' "$1" | tr ' ' '\n'
	} | sed '/^$/d' | sort -u | put "$KEEP/dirty" || give_up "marking the store" "$EXIT_SYSTEM"
}

# store_publish: the months that `dirty` names, or all where there is no dataset yet, in one publish.
store_publish() {
	stage "growth tables" with_lexicons growth tables -d "$STATE"
	if [ -e "$DATA/." ]; then
		months=$(cat "$KEEP/dirty" 2>/dev/null)
	else
		months=$(find "$STATE/months" -mindepth 1 -maxdepth 1 -type d -name '????-??' 2>/dev/null | sed 's/.*\///' | sort)
	fi
	set -- -o "$DATA" -j "$CONF_JOBS"
	for table in "$STATE"/tables/*.csv; do
		[ ! -f "$table" ] || set -- "$@" -u "$table"
	done
	for month in $months; do
		[ -d "$STATE/months/$month" ] || set -- "$@" -x "$month"
	done
	for month in $months; do
		[ ! -d "$STATE/months/$month" ] || set -- "$@" "$STATE/months/$month"
	done
	stage publish "$bin/publish" "$@"
}

# store_holds DOC…: names what each is held as, or refuses.
store_holds() {
	for doc in "$@"; do
		if [ -d "$STATE/documents/$doc" ]; then
			printf '%s published\n' "$doc"
		elif [ -d "$STATE/waiting/$doc" ]; then
			printf '%s waiting\n' "$doc"
		else
			refuse "no such report is held" "$doc"
		fi
	done
}

# store_forget DOC…: out of the store; they are not read again from INPUT, only when named.
store_forget() {
	stage "growth forget" growth_forget "$@"
	{
		[ ! -f "$KEEP/forgotten" ] || cat "$KEEP/forgotten"
		printf '%s\n' "$@"
	} | sort -u | put "$KEEP/forgotten" || give_up "keeping what was forgotten" "$EXIT_SYSTEM"
	add_dirty "$(tr '\n' ' ' <"$WORK/forgot")"
}

growth_forget() {
	"$bin/growth" forget -d "$STATE" "$@" >"$WORK/forgot"
}
