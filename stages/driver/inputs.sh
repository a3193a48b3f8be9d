# shellcheck shell=sh
# Which inputs are new. Kept in the state: `listing`, a hash of names, sizes and times, so that a run with
# nothing new is quick; and `seen`, a line for each file read: SHA-256, hash of what was given with it
# (reports.csv, --period), name relative to its input. Names with a line feed are passed over with a warning.

# input_files INPUT: names relative to it, in the order of their bytes; an input that is a file is ".".
input_files() {
	if [ -d "$1" ]; then
		(cd -- "$1" && find . -type f ! -name "*$NL*" ! -name reports.csv ! -path '*/.*') | cut -c 3- | sort
	else
		echo .
	fi
}

# The inputs of this run, absolute, one a line, each once, as they were given.
choose_inputs() {
	INPUTS=$CONF_INPUT
	NAMED=
	if [ $# -gt 0 ]; then
		NAMED=1
		INPUTS=
		if [ -n "${FLAG_INPUT:-}" ]; then
			INPUTS=$CONF_INPUT
		else
			INPUT_MISSING=
		fi
		for operand in "$@"; do
			INPUTS=${INPUTS:+$INPUTS$NL}$(absolute "$operand")
		done
	fi
	inputs_exist
	[ -n "$INPUTS" ] || refuse "no input: give reports, --input or INPUT in pipeline.conf"
	printf '%s\n' "$INPUTS" | while IFS= read -r input; do
		[ -e "$input" ] || refuse "no such file or folder" "$input"
		[ -r "$input" ] || refuse "cannot read the input" "$input"
		case $OUT/ in
		"$input"/*) refuse "the output lies in the input" "$OUT" ;;
		esac
	done || exit "$EXIT_CALLER"
}

# Hash of names, sizes and times of all inputs: changes whenever a file may have.
listing_hash() {
	{
		printf '%s\n' "$opt_period"
		printf '%s\n' "$INPUTS" | while IFS= read -r input; do
			printf '%s\n' "$input"
			find -H "$input" -type f -printf '%P\t%s\t%T@\t%C@\t%i\n' | sort
		done
	} | sha256sum | cut -c 1-64
}

# Hash of what is given with the files of an input.
given_hash() {
	{
		printf '%s\n' "$opt_period"
		if [ -d "$1" ]; then
			(cd -- "$1" && find . -type f -name reports.csv -exec sha256sum {} + | sort)
		fi
	} | sha256sum | cut -c 1-16
}

# hash_inputs: for all inputs, lines "SHA256 GIVEN NAME" into $WORK/hashed/N, N the number of the input. What cannot be
# read is told, and tried again by every run.
hash_inputs() {
	mkdir -p "$WORK/hashed" || return 1
	number=0
	printf '%s\n' "$INPUTS" | while IFS= read -r input; do
		number=$((number + 1))
		given=$(given_hash "$input")
		input_files "$input" >"$WORK/names" || exit 1
		if [ -d "$input" ]; then
			(cd -- "$input" && tr '\n' '\0' <"$WORK/names" | xargs -0 -r sha256sum --zero -- 2>>"$WORK/unreadable") |
				tr '\0' '\n' | sed "s/^\\([0-9a-f]*\\)  /\\1 $given /" >"$WORK/hashed/$number" || exit 1
		else
			hash=$(sha256sum <"$input") || exit 1
			printf '%s %s %s\n' "${hash%% *}" "$given" "${input##*/}" >"$WORK/hashed/$number" || exit 1
		fi
	done || return 1
	if [ -s "$WORK/unreadable" ]; then
		PARTLY=1
		sed 's/^sha256sum: /solieu: warning: input cannot be read: /' "$WORK/unreadable" >>"$WORK/said"
		rm -f "$KEEP/listing"
	fi
}

# find_new: hashes all inputs; lines of $WORK/hashed/N that `seen` lacks go into $WORK/new/N; no file where none is new.
# A report that was forgotten is new only where it is named as an operand.
find_new() {
	hash_inputs || return 1
	mkdir -p "$WORK/new" || return 1
	for name in seen forgotten; do
		if [ -f "$KEEP/$name" ]; then
			cp "$KEEP/$name" "$WORK/$name" || return 1
		else
			true >"$WORK/$name" || return 1
		fi
	done
	for list in "$WORK"/hashed/*; do
		new=$WORK/new/${list##*/}
		awk -v named="$NAMED" '
		FILENAME == ARGV[1] { forgotten[$1]; next }
		FILENAME == ARGV[2] { seen[$0]; next }
		substr($1, 1, 16) in forgotten { if (named) print; next }
		!($0 in seen)' "$WORK/forgotten" "$WORK/seen" "$list" >"$new" || return 1
		[ -s "$new" ] || rm -f "$new"
	done
}

# find_rejected: as find_new, but what is new is what an earlier reading rejected.
find_rejected() {
	hash_inputs || return 1
	mkdir -p "$WORK/new" || return 1
	for list in "$WORK"/hashed/*; do
		new=$WORK/new/${list##*/}
		awk 'FILENAME == ARGV[1] { rejected[$0]; next } $0 in rejected' "$KEEP/rejected" "$list" >"$new" || return 1
		[ -s "$new" ] || rm -f "$new"
	done
}

# stage_input NUMBER INPUT: the path that ingest reads: the input itself where all of it is new, else a folder
# of links with the new files under their names.
stage_input() {
	if ! [ -d "$2" ] || cmp -s "$WORK/hashed/$1" "$WORK/new/$1"; then
		STAGED=$2
		return 0
	fi
	STAGED=$WORK/input/$1
	mkdir -p "$STAGED" || return 1
	{
		sed 's/^[0-9a-f]* [0-9a-f]* //' "$WORK/new/$1"
		(cd -- "$2" && find . -type f -name reports.csv ! -name "*$NL*" ! -path '*/.*') | cut -c 3-
	} | tr '\n' '\0' >"$WORK/wanted"
	(cd -- "$2" && xargs -0 cp -l --parents -t "$STAGED" -- <"$WORK/wanted") 2>/dev/null && return 0
	rm -rf "$STAGED"
	mkdir -p "$STAGED" && (cd -- "$2" && xargs -0 cp -p --parents -t "$STAGED" -- <"$WORK/wanted")
}

# drop_forgotten FOLDER: members of archives that were forgotten leave the batch again.
drop_forgotten() {
	if [ -n "$NAMED" ] || [ ! -s "$WORK/forgotten" ]; then
		return 0
	fi
	for table in sources lines; do
		awk -F , 'FILENAME == ARGV[1] { forgotten[$1]; next } !($1 in forgotten)' "$WORK/forgotten" \
			"$1/$table.csv" >"$1/$table.kept" && mv "$1/$table.kept" "$1/$table.csv" || return 1
	done
}

# give_periods FOLDER: months given by --period are remembered by document, and given again where a later reading
# finds none given.
give_periods() {
	[ -f "$KEEP/periods" ] || true >"$WORK/periods"
	[ ! -f "$KEEP/periods" ] || cp "$KEEP/periods" "$WORK/periods" || return 1
	if [ -n "$opt_period" ]; then
		awk -F , -v month="$opt_period" 'FILENAME == ARGV[1] { split($0, kept, " "); held[kept[1]] = kept[2]; next }
			FNR > 1 { held[$1] = month }
			END { for (doc in held) print doc, held[doc] }' "$WORK/periods" "$1/sources.csv" |
			sort | put "$KEEP/periods"
		return $?
	fi
	[ -s "$WORK/periods" ] || return 0
	awk '
	# Bytes before the field numbered n of a CSV record.
	function before(record, n,    i, quoted, c) {
		for (i = 1; n > 1; i++) {
			c = substr(record, i, 1)
			if (c == "")
				return -1
			if (c == "\"")
				quoted = !quoted
			else if (c == "," && !quoted)
				n--
		}
		return i - 1
	}
	FILENAME == ARGV[1] { held[$1] = $2; next }
	{ doc = substr($0, 1, index($0, ",") - 1) }
	doc in held && (at = before($0, 7)) > 0 && substr($0, at + 1, 1) == "," {
		$0 = substr($0, 1, at) held[doc] substr($0, at + 1)
	}
	{ print }' "$WORK/periods" "$1/sources.csv" >"$1/sources.given" && mv "$1/sources.given" "$1/sources.csv"
}

# remember_rejected: `rejected` gains the files of this reading that gave no document, and loses those that did, or whose name
# did with other bytes.
remember_rejected() {
	[ -f "$WORK/batch/sources.csv" ] || return 0
	[ -f "$KEEP/rejected" ] || true >"$WORK/rejected"
	[ ! -f "$KEEP/rejected" ] || cp "$KEEP/rejected" "$WORK/rejected" || return 1
	awk '
	FILENAME == ARGV[1] {
		doc = substr($0, 1, index($0, ",") - 1)
		source = substr($0, length(doc) + 2)
		if (sub(/^"/, "", source))
			sub(/".*/, "", source)
		else
			sub(/,.*/, "", source)
		read[doc]
		read[source]
		if (at = index(source, "!"))
			read[substr(source, 1, at - 1)]
		next
	}
	{
		name = substr($0, length($1) + length($2) + 3)
		if (!(substr($1, 1, 16) in read) && !(name in read))
			print
	}' "$WORK/batch/sources.csv" "$WORK/rejected" "$WORK"/new/* | sort -u | put "$KEEP/rejected" || return 1
	REJECTED=$(cat "$WORK"/new/* | sort -u | comm -12 - "$KEEP/rejected" | awk 'END { print NR }')
	[ "$REJECTED" -eq 0 ] || PARTLY=1
}

# remember_inputs: all that was hashed counts as seen; the listing is of before the reading. What was named
# and read again is forgotten no longer.
remember_inputs() {
	if [ -n "$NAMED" ] && [ -s "$WORK/forgotten" ]; then
		awk -F , 'FNR == 1 { file++ } file == 1 { held[$1]; next } !($1 in held)' "$WORK/batch/sources.csv" \
			"$WORK/forgotten" | put "$KEEP/forgotten" || return 1
	fi
	{
		[ ! -f "$KEEP/seen" ] || cat "$KEEP/seen"
		cat "$WORK"/hashed/*
	} | sort -u | put "$KEEP/seen" || return 1
	[ -s "$WORK/unreadable" ] || printf '%s\n' "$LISTING" | put "$KEEP/listing"
}
