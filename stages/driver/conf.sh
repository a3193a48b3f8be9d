# shellcheck shell=sh
# pipeline.conf: KEY=value lines, parsed and never sourced. Every key is a flag too: INPUT is --input,
# LEXICON_EXTRA is --lexicon-extra. A flag wins over the file.

# KEY KIND: inputs, paths (may be given repeatedly; lists, one a line), path, folder (need not exist yet), count.
# Whether inputs exist is asked only by the commands that read them.
conf_keys() {
	cat <<-'END'
		INPUT inputs
		OUT folder
		JOBS count
		LEXICON_EXTRA paths
		CORRECTIONS path
		RELEASE_CALENDAR path
		LIMIT_DOCUMENT_BYTES count
		LIMIT_TEXT_BYTES count
		LIMIT_LINE_BYTES count
		LIMIT_MEMBERS count
		LIMIT_EXPANSION count
		LIMIT_ARCHIVE_BYTES count
		LIMIT_NESTING count
		LIMIT_DEPTH count
		LIMIT_ELEMENTS count
		LIMIT_SECONDS count
		LIMIT_MEMORY_BYTES count
		LIMIT_COMPARED count
	END
}

# kind_of KEY: its kind on stdout; fails for a key that is none.
kind_of() {
	conf_keys | while read -r key kind; do
		[ "$key" = "$1" ] && printf '%s\n' "$kind"
	done | grep .
}

# conf_set KEY KIND VALUE PLACE FOLDER: checks the value and sets CONF_KEY; a path counts from FOLDER.
conf_set() {
	value=$3
	case $2 in
	count)
		is_count "$value" || {
			say error "$4" "a whole number above 0 is wanted for $1" "$value"
			return 1
		}
		if [ "$1" = JOBS ] && [ "$value" -gt 64 ]; then
			say error "$4" "more than 64 jobs" "$value"
			return 1
		fi
		;;
	*)
		[ -n "$value" ] || {
			say error "$4" "a path is wanted for $1"
			return 1
		}
		value=$(absolute "$value" "$5")
		case $2 in
		path | paths)
			[ -e "$value" ] || {
				say error "$4" "no such file or folder for $1" "$3"
				return 1
			}
			;;
		inputs) [ -e "$value" ] || INPUT_MISSING="$INPUT_MISSING$4$3$NL" ;;
		esac
		;;
	esac
	case $2 in inputs | paths)
		eval "CONF_$1=\${CONF_$1:+\$CONF_$1\$NL}\$value"
		;;
	*) eval "CONF_$1=\$value" ;;
	esac
}

# conf_flag --NAME VALUE: the first flag for a list replaces what the file says, later ones add to it.
conf_flag() {
	key=$(printf '%s' "${1#--}" | tr 'abcdefghijklmnopqrstuvwxyz-' 'ABCDEFGHIJKLMNOPQRSTUVWXYZ_')
	kind=$(kind_of "$key") || return 1
	eval "seen=\${FLAG_$key:-}"
	if [ -z "$seen" ]; then
		eval "CONF_$key= FLAG_$key=1"
		[ "$key" != INPUT ] || INPUT_MISSING=
	fi
	conf_set "$key" "$kind" "$2" "" "$PWD" || exit "$EXIT_CALLER"
}

# Reads the file given, all mistakes told with their lines before it ends.
conf_read() {
	file=$1
	folder=$(cd -- "$(dirname -- "$file")" && pwd -P) || exit "$EXIT_CALLER"
	if [ ! -f "$file" ] || [ ! -r "$file" ]; then
		refuse "cannot read the configuration" "$file"
	fi
	number=0
	mistakes=0
	given=' '
	bom=$(printf '\357\273\277')
	cr=$(printf '\r')
	while IFS= read -r text || [ -n "$text" ]; do
		number=$((number + 1))
		[ $number -eq 1 ] && text=${text#"$bom"}
		text=${text%"$cr"}
		conf_line "$text" "$file:$number: " "$folder" || mistakes=$((mistakes + 1))
	done <"$file"
	[ $mistakes -eq 0 ] || exit "$EXIT_CALLER"
}

conf_line() {
	trimmed=$(printf '%s' "$1" | sed 's/^[ 	]*//; s/[ 	]*$//')
	case $trimmed in
	'' | '#'*) return 0 ;;
	*=*) ;;
	*)
		say error "$2" "KEY=value is wanted" "$trimmed"
		return 1
		;;
	esac
	key=$(printf '%s' "${trimmed%%=*}" | sed 's/[ 	]*$//')
	value=$(printf '%s' "${trimmed#*=}" | sed 's/^[ 	]*//')
	kind=$(kind_of "$key") || {
		say error "$2" "unknown key" "$key"
		return 1
	}
	[ -n "$value" ] || return 0
	case $value in
	\"* | \'*)
		say error "$2" "a value stands without quotes" "$value"
		return 1
		;;
	esac
	case "$kind$given" in
	paths* | inputs*) ;;
	*" $key "*)
		say error "$2" "key given twice" "$key"
		return 1
		;;
	esac
	given="$given$key "
	conf_set "$key" "$kind" "$value" "$2" "$3"
}

# conf_load FILE: FILE, else ./pipeline.conf, else the one of the source tree, else the defaults.
conf_load() {
	CONF_FILE=$1
	if [ -z "$CONF_FILE" ]; then
		for file in pipeline.conf "$default_conf"; do
			if [ -n "$file" ] && [ -f "$file" ]; then
				CONF_FILE=$file
				break
			fi
		done
	fi
	INPUT_MISSING=
	for key in $(conf_keys | cut -d ' ' -f 1); do
		eval "CONF_$key="
	done
	[ -z "$CONF_FILE" ] || conf_read "$CONF_FILE"
}

# inputs_exist: or each that does not is named with its line, and the end.
inputs_exist() {
	[ -n "$INPUT_MISSING" ] || return 0
	printf '%s' "$INPUT_MISSING" | while IFS= read -r missing; do
		case $missing in
		*:*': '*) say error "${missing%%: *}: " "no such file or folder for INPUT" "${missing#*: }" ;;
		*) say error "" "no such file or folder" "$missing" ;;
		esac
	done
	exit "$EXIT_CALLER"
}

# What is not given anywhere.
conf_defaults() {
	[ -n "$CONF_OUT" ] || CONF_OUT=$PWD/out
	if [ -z "$CONF_JOBS" ]; then
		CONF_JOBS=$(getconf _NPROCESSORS_ONLN 2>/dev/null) || CONF_JOBS=1
	fi
	if [ -z "$CONF_RELEASE_CALENDAR" ]; then
		CONF_RELEASE_CALENDAR=$lexicon/release_calendar.csv
	fi
	OUT=$CONF_OUT
	STATE=$OUT/state
	LOG=$OUT/log
	DATA=$OUT/data
	WORK=$STATE/work
	KEEP=$STATE/driver
}

# with_lexicons PROGRAM [SUBCOMMAND] ARGUMENT…: runs it with one -l for each lexicon folder before the arguments.
with_lexicons() {
	case $1 in
	growth | query)
		lead=2
		;;
	*) lead=1 ;;
	esac
	called=$bin/$1
	shift
	count=$#
	[ $lead -eq 1 ] || {
		set -- "$@" "$1"
		shift
		count=$((count - 1))
	}
	set -- "$@" -l "$lexicon"
	folders=$CONF_LEXICON_EXTRA
	while [ -n "$folders" ]; do
		set -- "$@" -l "${folders%%"$NL"*}"
		case $folders in *"$NL"*) folders=${folders#*"$NL"} ;; *) folders= ;; esac
	done
	while [ "$count" -gt 0 ]; do
		set -- "$@" "$1"
		shift
		count=$((count - 1))
	done
	"$called" "$@"
}

# Hash of all that decides how a text is read: the lexicons and the versions of the two readers.
reading_hash() {
	{
		"$bin/extract" -V
		"$bin/normalize" -V
		printf '%s\n%s\n' "$lexicon" "$CONF_LEXICON_EXTRA" | while IFS= read -r folder; do
			[ -n "$folder" ] || continue
			(cd -- "$folder" && sha256sum -- *.csv)
		done
	} | sha256sum | cut -c 1-16
}
