#!/bin/bash
# What the house rules ask of the source and a program can check. With an operand (headers, includes,
# format, scripts, compilers …) only the checks of that name.
set -u

# shellcheck source=tests/suite.sh
. "${0%/*}/suite.sh"
cd "$root" || exit 2
only=${1:-}

# report TEXT PROBLEMS: a test that passes where there are none
report() {
	if [[ -z $2 ]]; then pass "$1"; else miss "$1" <(printf '%s\n' "$2"); fi
}

wanted() {
	[[ -z $only || $only == "$1" ]]
}

mapfile -t sources < <(find common stages -name '*.c' | LC_ALL=C sort)
mapfile -t headers < <(find common stages -name '*.h' | LC_ALL=C sort)
mapfile -t test_sources < <(find tests -name '*.c' | LC_ALL=C sort)
# A file without a #! line is sourced and checked as part of what sources it.
mapfile -t scripts < <(grep -rlIE '^#!.*\b(sh|bash)$' stages tests .ci samples | LC_ALL=C sort -u)
read -ra flags < <(make -s --no-print-directory lint-flags)

# The code of a file: comments gone, line numbers kept.
code_of() {
	gcc -fpreprocessed -dD -E -w -x c "$1" 2>/dev/null | awk -v file="$1" '
		/^# [0-9]+ / { line = $2 - 1; next }
		{ print file ":" ++line ": " $0 }'
}
all_code() {
	local f
	for f; do code_of "$f"; done
}

# The three layers of common/, include arrows stay within one or go down: bytes, words and figures, and (all
# the rest) tables and what is read from them.
declare -A layer=(
	[str]=1 [block]=1 [xalloc]=1 [arena]=1 [buf]=1 [utf8]=1 [msg]=1 [io]=1 [hash]=1
	[viet]=2 [dec]=2 [period]=2
)

check_includes() {
	local f name target bad='' other='' room
	while IFS=: read -r f target; do
		name=${f#common/} name=${name%%[_.]*}
		target=${target#*\"} target=${target%%\"*}
		if [[ $target != common/* ]]; then
			bad+="$f includes $target"$'\n'
			continue
		fi
		target=${target#common/} target=${target%%[_.]*}
		if ((${layer[$target]:-3} > ${layer[$name]:-3})); then
			bad+="$f includes $target, a layer above"$'\n'
		fi
	done < <(grep -HE '^[[:space:]]*#[[:space:]]*include[[:space:]]*"' common/*.c common/*.h)
	report 'common includes common alone, and only downwards' "${bad%$'\n'}"
	while IFS=: read -r f target; do
		room=${f#stages/} room=${room%%/*}
		target=${target#*\"} target=${target%%\"*}
		[[ $target == common/* || $target == "stages/$room/"* ]] || other+="$f includes $target"$'\n'
	done < <(grep -HE '^[[:space:]]*#[[:space:]]*include[[:space:]]*"' stages/*/*.c stages/*/*.h)
	report 'a stage includes common and itself alone' "${other%$'\n'}"
}

check_headers() {
	local h said=''
	for h in "${headers[@]}" tests/unit/unit.h; do
		said+=$(printf '#include "%s"\n' "$h" | gcc "${flags[@]}" -Werror -fsyntax-only -x c - 2>&1)
	done
	report 'every header compiles by itself' "$said"
}

check_words() {
	local code
	code=$(all_code "${sources[@]}" "${headers[@]}")
	report 'no letter beyond ASCII in C' "$(grep -P '[^\x00-\x7F]' <<<"$code")"
	code=$(sed 's/"[^"]*"/""/g' <<<"$code")
	report 'data knows neither clock, environment, locale nor chance' "$(grep -E \
		'\b(getenv|secure_getenv|setlocale|newlocale|uselocale|time|localtime|localtime_r|gmtime|gmtime_r|mktime|strftime|clock_gettime|gettimeofday|rand|random|srand|srandom|getcwd)[[:space:]]*\(' <<<"$code" |
		grep -vE '^stages/ingest/.*(setlocale|newlocale|uselocale)[[:space:]]*\((LC_CTYPE|[a-z])')"
	report 'no figure is a binary floating point number' \
		"$(grep -E '\b(double|float|strtod|atof|strtof)\b' <<<"$code" | grep -v '^stages/bundle/')"
	report 'only main.c ends the program' "$(grep -E '\b(exit|quick_exit|abort)[[:space:]]*\(' <<<"$code" |
		grep -vE '^(stages/[a-z]*/main\.c|common/xalloc\.c):')"
	report 'no structure hides behind a typedef' "$(grep -E '\btypedef[[:space:]]+(struct|union|enum)\b' <<<"$code")"
	report 'nothing is left to be done' "$(grep -nE '\b(TODO|FIXME|XXX|HACK)\b' "${sources[@]}" "${headers[@]}" \
		"${test_sources[@]}")"
	report 'no file has more than 600 lines' "$(wc -l "${sources[@]}" "${headers[@]}" | awk '$2 != "total" && $1 > 600')"
	report 'no line has more than 100 columns' "$(
		LC_ALL=C.UTF-8 awk '{ n = $0; gsub(/\t/, "        ", n) } length(n) > 100 { print FILENAME ":" FNR }' \
			"${sources[@]}" "${headers[@]}")"
}

check_format() {
	local f unlike=''
	for f in "${sources[@]}" "${headers[@]}" tests/unit/*.c tests/unit/*.h; do
		clang-format --dry-run -Werror "$f" >/dev/null 2>&1 || unlike+="$f"$'\n'
	done
	report 'clang-format leaves every file as it is (make format)' "${unlike%$'\n'}"
}

check_scripts() {
	report 'shellcheck has nothing to say of any script' \
		"$(shellcheck -x -a -S warning -f gcc "${scripts[@]}" 2>&1)"
}

check_compilers() {
	local compiler
	for compiler in gcc clang; do
		report "$compiler has nothing to say of any file" "$(
			printf '%s\0' "${sources[@]}" |
				xargs -0 -P 2 -n 8 "$compiler" "${flags[@]}" -Wno-unused-command-line-argument \
					-fsyntax-only 2>&1 | grep -E '(warning|error):'
		)"
	done
}

wanted includes && check_includes
wanted headers && check_headers
wanted words && check_words
wanted format && check_format
wanted scripts && check_scripts
wanted compilers && check_compilers

((passed + failed > 0)) && counts
