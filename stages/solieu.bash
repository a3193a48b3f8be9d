# Completion of solieu for bash.
# shellcheck shell=bash

_solieu_months() {
	local folder=out
	local i
	for ((i = 1; i < COMP_CWORD; i++)); do
		[[ ${COMP_WORDS[i]} == --out ]] && folder=${COMP_WORDS[i + 1]}
	done
	local month
	for month in "$folder"/state/months/*/; do
		month=${month%/}
		[[ -d $month ]] && printf '%s\n' "${month##*/}"
	done
}

_solieu() {
	local word=${COMP_WORDS[COMP_CWORD]}
	local before=${COMP_WORDS[COMP_CWORD - 1]}
	local commands="run backfill release status explain asof history diff forget check"
	local flags="-c --input --period --out --jobs --lexicon-extra --corrections --release-calendar --dry-run
		--quiet --json --help --version"
	local command="" i
	for ((i = 1; i < COMP_CWORD; i++)); do
		if [[ " $commands " == *" ${COMP_WORDS[i]} "* ]]; then
			command=${COMP_WORDS[i]}
			break
		fi
	done
	case $before in
	--reprocess)
		mapfile -t COMPREPLY < <(compgen -W "missing failed stale all" -- "$word")
		return
		;;
	-c | --input | --since | --corrections | --release-calendar)
		mapfile -t COMPREPLY < <(compgen -f -- "$word")
		return
		;;
	--out | --lexicon-extra)
		mapfile -t COMPREPLY < <(compgen -d -- "$word")
		return
		;;
	esac
	case $command in
	"") flags="$commands $flags" ;;
	run) flags="$flags --summary" ;;
	backfill) flags="$flags --reprocess" ;;
	release) flags="$flags --from --to --since --tar" ;;
	explain) flags="$flags --html" ;;
	check) flags="$flags --uncatalogued" ;;
	esac
	if [[ $word == -* || -z $command ]]; then
		mapfile -t COMPREPLY < <(compgen -W "$flags" -- "$word")
		return
	fi
	case $command in
	run | explain) mapfile -t COMPREPLY < <(compgen -f -- "$word") ;;
	backfill | asof | diff | release) mapfile -t COMPREPLY < <(compgen -W "$(_solieu_months)" -- "$word") ;;
	*) COMPREPLY=() ;;
	esac
}

complete -o filenames -F _solieu solieu
