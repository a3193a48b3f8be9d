# shellcheck shell=sh
# The command line: flags anywhere, the command is the first operand.

COMMANDS='run backfill release status explain asof history diff forget check'

# takes_value FLAG: whether the flag wants one; conf keys do.
takes_value() {
	case $1 in
	-c | --config | --period | --reprocess) return 0 ;;
	--*) kind_of "$(printf '%s' "${1#--}" | tr 'abcdefghijklmnopqrstuvwxyz-' 'ABCDEFGHIJKLMNOPQRSTUVWXYZ_')" >/dev/null ;;
	*) return 1 ;;
	esac
}

# -c has to be known before the other flags, which win over the file.
find_conf() {
	conf_given=
	while [ $# -gt 0 ]; do
		case $1 in
		--) break ;;
		-c | --config)
			[ $# -gt 1 ] || usage_mistake "a value is wanted after" "$1"
			conf_given=$2
			shift
			;;
		--config=*) conf_given=${1#*=} ;;
		esac
		shift
	done
}

# Sets one flag; fails for a flag that is none.
set_flag() {
	case $1 in
	-c | --config) ;;
	--period)
		is_month "$2" || usage_mistake "a month such as 2022-08 is wanted after --period" "$2"
		opt_period=$2
		;;
	--reprocess)
		case $2 in
		missing | failed | stale | all) opt_reprocess=$2 ;;
		*) usage_mistake "missing, failed, stale or all is wanted after --reprocess" "$2" ;;
		esac
		;;
	--dry-run) opt_dry=1 ;;
	--quiet | -q) opt_quiet=1 ;;
	--json) opt_json=1 ;;
	--html) opt_html=1 ;;
	--summary) opt_summary=1 ;;
	--uncatalogued) opt_uncatalogued=1 ;;
	--*) conf_flag "$1" "$2" ;;
	*) return 1 ;;
	esac
}

# Words that stages understand themselves are handed on as they are.
hands_on() {
	case $command in
	asof | history | diff | release) return 0 ;;
	esac
	return 1
}

main() {
	command=
	opt_period='' opt_reprocess=missing opt_dry='' opt_quiet='' opt_json='' opt_html='' opt_summary='' opt_uncatalogued=''
	find_conf "$@"
	for word in "$@"; do
		case $word in
		--) break ;;
		--help | -h) opt_help=1 ;;
		--version | -V) show_version ;;
		esac
	done
	if [ -n "${opt_help:-}" ]; then
		usage_of "$@"
	fi
	conf_load "$conf_given"
	left=$#
	while [ "$left" -gt 0 ]; do
		word=$1
		shift
		left=$((left - 1))
		value=
		case $word in
		--)
			while [ "$left" -gt 0 ]; do
				set -- "$@" "$1"
				shift
				left=$((left - 1))
			done
			break
			;;
		--*=*)
			if takes_value "${word%%=*}"; then
				set_flag "${word%%=*}" "${word#*=}"
				continue
			fi
			;;
		-?*)
			if takes_value "$word"; then
				[ "$left" -gt 0 ] || usage_mistake "a value is wanted after" "$word"
				value=$1
				shift
				left=$((left - 1))
			fi
			if set_flag "$word" "$value"; then
				continue
			fi
			;;
		*)
			if [ -z "$command" ]; then
				command=$word
				continue
			fi
			;;
		esac
		case $word in
		-?*) hands_on || usage_mistake "unknown flag" "$word" ;;
		esac
		set -- "$@" "$word"
	done
	conf_defaults
	case " $COMMANDS " in
	*" $command "*) "command_$command" "$@" ;;
	*)
		if [ -z "$command" ]; then
			usage_mistake "a command is wanted: $COMMANDS"
		fi
		name=$command
		command=
		usage_mistake "unknown command" "$name"
		;;
	esac
}
