# shellcheck shell=sh
# What the benchmarks share; sourced by them in the folder of the project. Sets $build and $work (a folder of
# the benchmark's own, made anew), and gives
#   cost FILE COMMAND…           appends "CPU-seconds KIB" of the command to $work/FILE.cost
#   bench NAME VALUE OP TARGET   prints what all.sh makes its table of: OP is <= or >=; or TARGET `-`
#   finish                       the last line of a test, and its status

build=${BUILD:-out/build}
work=$build/tests/bench/${0##*/}
work=${work%.sh}
passed=0 failed=0

give_up()
{
	printf 'not ok - %s\n%d passed, %d failed\n' "$1" "$passed" "$((failed + 1))"
	exit 1
}

as_root()
{
	if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# need COMMAND:PACKAGE…
need()
{
	for tool; do
		command -v "${tool%:*}" >/dev/null ||
			DEBIAN_FRONTEND=noninteractive as_root apt-get install -y --no-install-recommends \
				"${tool#*:}" >&2 || give_up "the package ${tool#*:} is needed"
	done
}

cost()
{
	cost_file=$work/$1.cost
	shift
	/usr/bin/time -o "$work/time" -f '%U %S %M' "$@" 2>"$work/err" >"$work/out" </dev/null
	cost_status=$?
	[ $cost_status -le 1 ] || give_up "$1 leaves with $cost_status: $(head -c 300 "$work/err")"
	awk 'NF == 3 { printf "%.2f %d\n", $1 + $2, $3 }' "$work/time" >>"$cost_file"
}

bench()
{
	if awk -v v="$2" -v t="$4" -v op="$3" \
		'BEGIN { exit !(t == "-" || v != "" && (op == "<=" ? v + 0 <= t + 0 : v + 0 >= t + 0)) }'; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		printf 'not ok - %s is %s, not %s %s\n' "$1" "$2" "$3" "$4"
	fi
	printf 'bench %s %s %s %s\n' "$1" "$2" "$3" "$4"
}

finish()
{
	printf '%d passed, %d failed\n' "$passed" "$failed"
	[ "$failed" = 0 ]
	exit
}

need /usr/bin/time:time
rm -rf "$work"
mkdir -p "$work" && work=$(cd "$work" && pwd) && build=$(cd "$build" && pwd) || exit 3
[ -x "$build/bin/extract" ] || give_up "nothing is built in $build"
