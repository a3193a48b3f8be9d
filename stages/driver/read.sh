# shellcheck shell=sh
# ingest, extract and normalize over one batch, by way of files. Large batches are split between jobs at the
# borders of documents; the parts are joined in their order, so that the tables are the same bytes for any number.

SPLIT_BYTES=1000000 # text below which a second job costs more than it gains

# stage NAME COMMAND…: runs a stage, its diagnostics into $WORK/said; the status decides: 0 and 1 go on.
stage() {
	stage_name=$1
	shift
	"$@" 2>>"$WORK/said"
	stage_status=$?
	case $stage_status in
	0) return 0 ;;
	1)
		PARTLY=1
		return 0
		;;
	2) give_up "$stage_name" "$EXIT_CALLER" ;;
	*) give_up "$stage_name" "$EXIT_SYSTEM" ;;
	esac
}

# have NAME FOLDER TABLE…: the stage NAME wrote these tables, or the run ends: its status told only of reports.
have() {
	made_by=$1
	made_in=$2
	shift 2
	for table in "$@"; do
		[ -s "$made_in/$table.csv" ] || give_up "$made_by, which wrote no table $table" "$EXIT_SYSTEM"
	done
}

# read_lines FOLDER: extract and normalize of FOLDER/{sources,lines}.csv into tables beside them.
read_lines() {
	with_lexicons extract -s "$1/sources.csv" -d "$1/documents.csv" -f "$1/findings.extract.csv" \
		-o "$1/mentions.csv" "$1/lines.csv"
	first=$?
	[ $first -le 1 ] || return $first
	with_lexicons normalize -d "$1/documents.csv" -g "$1/growth.csv" -L "$1/ledger.csv" \
		-f "$1/findings.normalize.csv" -o "$1/observations.csv" "$1/mentions.csv"
	second=$?
	[ $second -le 1 ] || return $second
	rm -f "$1/mentions.csv"
	return $((first | second))
}

# split_lines FOLDER PARTS: FOLDER/part.N/{sources,lines}.csv, of about the same size.
split_lines() {
	number=1
	while [ "$number" -le "$2" ]; do
		mkdir -p "$1/part.$number" || return 1
		number=$((number + 1))
	done
	awk -v folder="$1" -v parts="$2" -v total="$(wc -c <"$1/lines.csv")" '
	function file(part, name) { return folder "/part." part "/" name }
	FNR == 1 {
		table++
		for (part = 1; part <= parts; part++)
			print > file(part, table == 1 ? "lines.csv" : "sources.csv")
		part = 1
		next
	}
	{ doc = substr($0, 1, index($0, ",") - 1) }
	table == 1 {
		if (doc != before) {
			if (part < parts && bytes >= part * total / parts)
				part++
			before = doc
			home[doc] = part
		}
		bytes += length($0) + 1
		print > file(part, "lines.csv")
		next
	}
	{ print > file(doc in home ? home[doc] : 1, "sources.csv") }
	' "$1/lines.csv" "$1/sources.csv"
}

# join_tables FOLDER NAME FILE…: the rows of all, under the header of the first.
join_tables() {
	target=$1/$2
	shift 2
	awk 'FNR > 1 || !told { print; told = 1 }' "$@" >"$target"
}

# join_parts FOLDER PARTS NAME: the table NAME out of all parts, in their order.
join_parts() {
	folder=$1
	parts_left=$2
	name=$3
	set --
	while [ "$parts_left" -gt 0 ]; do
		set -- "$folder/part.$parts_left/$name" "$@"
		parts_left=$((parts_left - 1))
	done
	join_tables "$folder" "$name" "$@"
}

# read_batch FOLDER: as read_lines, on as many jobs as the batch is worth, findings of the stages joined.
read_batch() {
	jobs=$CONF_JOBS
	worth=$(($(wc -c <"$1/lines.csv") / SPLIT_BYTES + 1))
	[ "$jobs" -le "$worth" ] || jobs=$worth
	if [ "$jobs" -le 1 ]; then
		stage "extract or normalize" read_lines "$1"
	else
		split_lines "$1" "$jobs" || give_up "splitting the batch" "$EXIT_SYSTEM"
		stage "extract or normalize" read_parts "$1" "$jobs"
		for table in documents observations growth ledger findings.extract findings.normalize; do
			join_parts "$1" "$jobs" "$table.csv" || give_up "joining the parts" "$EXIT_SYSTEM"
		done
		rm -rf "$1"/part.*
	fi
	have "extract or normalize" "$1" documents observations growth ledger findings.extract findings.normalize
	set -- "$1" "$1/findings.extract.csv" "$1/findings.normalize.csv"
	[ ! -f "$1/findings.ingest.csv" ] || set -- "$1" "$1/findings.ingest.csv" "$2" "$3"
	folder=$1
	shift
	join_tables "$folder" findings.csv "$@" || give_up "joining the findings" "$EXIT_SYSTEM"
}

# count_numbers LEDGER…: "numbers facts others unread": every number token, and how many became facts, things named
# that are no facts, or are left unread. The three add up to the first.
count_numbers() {
	cat -- "$@" | awk '
	/^doc_id,/ { next }
	sub(/^[^,]*,[^,]*,[^,]*,("([^"]|"")*"|[^,]*),/, "") {
		outcome = substr($0, 1, index($0, ",") - 1)
		all++
		if (outcome == "fact" || outcome == "unread")
			count[outcome]++
		else if (outcome != "")
			others++
	}
	END { print all + 0, count["fact"] + 0, others + 0, count["unread"] + 0 }'
}

# All parts at a time; the worst status of all.
read_parts() {
	children=
	number=1
	while [ "$number" -le "$2" ]; do
		read_lines "$1/part.$number" &
		children="$children $!"
		number=$((number + 1))
	done
	worst=0
	for child in $children; do
		wait "$child"
		status=$?
		[ $status -le $worst ] || worst=$status
	done
	return $worst
}
