#!/bin/sh
# all.sh: every benchmark of this folder, one after the other (ONLY=growth: those whose names begin so), then what they
# measured as a table. Ends with 1 where a target was missed or a benchmark broke down.
set -u

out=$(mktemp) || exit 3
trap 'rm -f "$out"' EXIT
broken=0
for bench in tests/bench/${ONLY:-}*.sh; do
	case $bench in
	*/all.sh | */common.sh) continue ;;
	esac
	printf -- '---- %s\n' "$bench"
	"$bench" >"$out.one" 2>&1 || broken=1
	cat "$out.one"
	cat "$out.one" >>"$out"
	rm -f "$out.one"
done
printf '\n%-38s %12s %10s\n' measured value target
awk '$1 == "bench" && NF == 5 {
	target = $5 == "-" ? "" : $4 " " $5
	missed = target != "" && ($4 == "<=" ? $3 > $5 : $3 < $5)
	printf "%-38s %12s %10s%s\n", $2, $3, target, missed ? "  missed" : ""
}' "$out"
exit $broken
