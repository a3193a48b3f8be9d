# shellcheck shell=sh
# release: the bundle that an analyst is handed. No run changes the store meanwhile.

# PERIOD, or --from A --to B; --since FILE and --tar; what else is given goes to the program.
command_release() {
	need bundle publish
	[ -e "$DATA/." ] || refuse "nothing is published yet" "$DATA"
	lock_store -s
	from='' to=''
	left=$#
	while [ "$left" -gt 0 ]; do
		word=$1
		shift
		left=$((left - 1))
		value=
		case $word in
		--from=* | --to=* | --since=*)
			value=${word#*=}
			word=${word%%=*}
			;;
		--from | --to | --since)
			[ "$left" -gt 0 ] || usage_mistake "a value is wanted after" "$word"
			value=$1
			shift
			left=$((left - 1))
			;;
		esac
		case $word in
		--from) from=$value ;;
		--to) to=$value ;;
		--since) set -- "$@" -S "$value" ;;
		--tar) set -- "$@" -t ;;
		--*) usage_mistake "unknown flag" "$word" ;;
		*) set -- "$@" "$word" ;;
		esac
	done
	[ -z "$from" ] || set -- -f "$from" "$@"
	[ -z "$to" ] || set -- "$@" "$to"
	[ $# -gt 0 ] || usage_mistake "a period is wanted, such as 2022-08"
	[ -z "$opt_quiet" ] || exec >/dev/null
	with_lexicons bundle -d "$DATA" -s "$STATE" -o "$OUT/releases" -p "$bin/publish" "$@"
	exit $?
}
