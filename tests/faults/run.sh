#!/bin/sh
# What may go wrong while a run is at work: it is killed at any moment, another starts beside it, the disk fills, somebody
# reads. Whatever it is, a reader finds the dataset of before or the one of after, whole, and the next run brings it to what a
# run without faults gives.
#
# FAULTS_KILLS: how many random moments (200). FAULTS_FULL=1: every system call of a publish, not a sample of them.
set -u
# In memory where possible: a thousand times a dataset is written here, and fsync costs nothing there.
if [ -w /dev/shm ]; then export TMPDIR=/dev/shm; fi
# shellcheck source=tests/suite.sh
. "${0%/*}/../suite.sh"
solieu=$root/stages/solieu
cd "$tmp" || exit 3
kills=${FAULTS_KILLS:-200}

: >none.conf
solieu() { "$solieu" "$@"; }
run() { solieu run -c none.conf --input in --out "$@"; }

# The samples: two months, and a third that the faults hit.
mkdir in
find "$root/samples/reports" -name '*.txt' | sort >names
check "there are samples" test "$(wc -l <names)" -ge 3
sed -n 1,2p names | while read -r name; do cp "$name" in/; done
run base >log 2>&1 || miss "the base is made" log
before=$(bytes_of base/data)
cp "$(sed -n 3p names)" in/
cp -a base clean
run clean >log 2>&1 || miss "the clean run" log
after=$(bytes_of clean/data)
if [ "$before" != "$after" ]; then
	pass "the third month changes the dataset"
else
	miss "the third month changes the dataset: nothing else can be tried"
	counts
	exit 1
fi

# seen FOLDER: what a reader finds: before, after, or anything else.
seen() {
	bytes=$(bytes_of "$1/data")
	case $bytes in
	"$before") echo before ;;
	"$after") echo after ;;
	*) echo "broken" ;;
	esac
}

# Random moments. The seed is fixed, the moments are not: the machine has its own mind.
begin=$(date +%s%N)
cp -a base timed && run timed >/dev/null 2>&1
span=$((($(date +%s%N) - begin) / 1000000))
rm -rf timed
awk -v n="$kills" -v span="$span" 'BEGIN { srand(20220808); for (i = 0; i < n; i++) printf "%.3f\n", rand() * span / 1000 }' >moments
: >found
while read -r moment; do
	cp -a base hit
	setsid "$solieu" run -c none.conf --input in --out hit >/dev/null 2>&1 &
	child=$!
	sleep "$moment"
	kill -s KILL -- "-$child" 2>/dev/null && struck=killed || struck=over
	wait $child 2>/dev/null
	[ ! -e hit/state/lock ] || flock -w 10 hit/state/lock true # all its programs are gone
	first=$(seen hit)
	run hit >log 2>&1 && second=$(seen hit) || second="failed"
	[ "$second" != failed ] || cat log >>troubles
	left=$(find hit/state/work hit/state/driver/dirty 2>/dev/null | wc -l | tr -d ' ')
	echo "$struck $first $second $left" >>found
	rm -rf hit
done <moments
is "killed at $kills random moments: a reader never finds it broken" 0 "$(grep -c ' broken ' found)"
is "and the next run always brings it to the end" "$kills" "$(grep -c ' after 0$' found)"
hits=$(grep -c '^killed' found)
if [ "$hits" -gt $((kills / 5)) ]; then pass "$hits of them hit a living run"; else miss "$hits of them hit a living run" found; fi
sort found | uniq -c | sed 's/^/# /'
[ ! -f troubles ] || sort troubles | uniq -c | head -n 20 | sed 's/^/# /'

# Told to stop: Ctrl-C and SIGTERM reach the whole group.
for signal in INT TERM; do
	cp -a base hit
	env --default-signal=INT setsid "$solieu" run -c none.conf --input in --out hit >log 2>&1 &
	child=$!
	until [ -d hit/state/work/batch ]; do
		kill -0 $child 2>/dev/null || break
		sleep 0.005
	done
	kill -s $signal -- "-$child"
	wait $child 2>/dev/null
	status=$?
	if [ $status -gt 128 ]; then pass "SIG$signal ends a run"; else miss "SIG$signal ends a run" log; fi
	holds "it says how to go on" log 'stopped; the same command goes on from here'
	absent "it cleans up" hit/state/work
	holds "the log has it" hit/log/runs.jsonl '"exit": 3'
	is "the dataset is as it was" before "$(seen hit)"
	exits "the same command goes on" 0 run hit
	is "to the end" after "$(seen hit)"
	rm -rf hit
done

# The system calls of a publish that change something, one after another.
cp -a base published
month=$(basename "$(find clean/state/months -mindepth 1 -maxdepth 1 -name "????-??" | sort | tail -n 1)")
publish() { "$BUILD/bin/publish" -o "$1/data" -u clean/state/tables/indicators.csv -u clean/state/tables/revisions.csv clean/state/months/*/; }
publish published >log 2>&1 || miss "a publish by itself" log
is "a publish by itself gives the month $month" "$after" "$(bytes_of published/data)"
changing=openat,write,pwrite64,fsync,fdatasync,close,rename,renameat,renameat2,link,linkat,unlink,unlinkat,symlink,symlinkat,mkdir,mkdirat,ftruncate,flock,fchmod
: >found
cp -a base counted
strace -f -c -o counts -e "trace=$changing" "$BUILD/bin/publish" -o counted/data -u clean/state/tables/indicators.csv \
	-u clean/state/tables/revisions.csv clean/state/months/*/ 2>/dev/null
awk '$NF ~ /^[a-z0-9_]+$/ && $4 ~ /^[0-9]+$/ && $NF != "total" && $NF != "syscall" { print $NF, $4 }' counts >calls
step=$(awk -v full="${FAULTS_FULL:-}" '{ sum += $2 } END { print (full || sum < 60 ? 1 : int(sum / 60) + 1) }' calls)
while read -r call times; do
	n=1
	while [ "$n" -le "$times" ]; do
		cp -a base hit
		strace -f -o /dev/null -e "trace=$call" -e "inject=$call:signal=KILL:when=$n" "$BUILD/bin/publish" -o hit/data \
			-u clean/state/tables/indicators.csv -u clean/state/tables/revisions.csv clean/state/months/*/ >/dev/null 2>&1 </dev/null
		first=$(seen hit)
		publish hit >log 2>&1 && second=$(seen hit) || second="failed"
		echo "$call $n $first $second" >>found
		rm -rf hit
		# the last one, behind the rename, is always among them
		if [ "$n" -lt "$times" ] && [ $((n + step)) -gt "$times" ]; then n=$times; else n=$((n + step)); fi
	done
done <calls
struck=$(wc -l <found | tr -d ' ')
if [ "$struck" -ge 30 ]; then pass "publish killed at $struck of its system calls"; else miss "publish killed at $struck of its system calls" calls; fi
is "a reader never finds it broken" "" "$(grep ' broken ' found)"
is "the next publish always brings it to the end" "$struck" "$(grep -c ' after$' found)"
is "a kill before the rename leaves the old, one behind it the new" "after before" \
	"$(cut -d ' ' -f 3 found | sort -u | tr '\n' ' ' | sed 's/ $//')"

# Two runs at once, and a run during a backfill.
cp -a base two
solieu run -c none.conf --input in --out two >one.log 2>&1 &
child=$!
run two >log 2>&1
other=$?
wait $child
first=$?
case "$first $other" in
"0 75" | "75 0" | "0 0") pass "of two runs at once one works, the other is refused or finds it done" ;;
*) miss "two runs at once: $first and $other" log ;;
esac
is "and the dataset is whole" after "$(seen two)"
from=$(find two/state/months -mindepth 1 -maxdepth 1 -name "????-??" | sed 's/.*\///' | sort | sed -n 1p)
solieu backfill -c none.conf --out two --reprocess all "$from" "$month" >log 2>&1 &
child=$!
until [ -e two/state/driver/backfill ]; do
	kill -0 $child 2>/dev/null || break
	sleep 0.01
done
exits "a run during a backfill is refused" 75 run two
wait $child
is "the backfill ends well" 0 $?
is "and the dataset is whole after it" after "$(seen two)"

# A backfill killed at some moments: the same command continues.
: >found
for moment in 0.05 0.1 0.2 0.3 0.4 0.6 0.8; do
	setsid "$solieu" backfill -c none.conf --out two --reprocess all "$from" "$month" >log 2>&1 &
	child=$!
	sleep $moment
	kill -s KILL -- "-$child" 2>/dev/null
	wait $child 2>/dev/null
	flock -w 10 two/state/lock true
	seen two >>found
done
exits "a backfill killed seven times continues" 0 solieu backfill -c none.conf --out two --reprocess all "$from" "$month"
is "no reader found it broken" after "$(sort -u found)"
is "it ends as a clean run does" after "$(seen two)"

# Somebody reads all the time.
cp -a base polled
(while [ ! -e stop ]; do seen polled; done >polls) &
child=$!
run polled >log 2>&1
sleep 0.2
touch stop
wait $child
is "a polling reader sees before and after, nothing else" "after before" "$(sort -u polls | tr '\n' ' ' | sed 's/ $//')"

# The disk fills: a small file system in a name space of its own. 4 KiB are free, then more.
cat >fill.sh <<'END'
set -u
mkdir -p disk
: >sizes
for size in 4 12 24 40 64 96 160 320 4096; do
	mount -t tmpfs -o size=64m tmpfs disk || exit 9
	cp -a base disk/out || exit 9
	used=$(df -k --output=used disk | tail -n 1)
	mount -o "remount,size=$((used + size))k" disk || exit 9
	"$solieu" run -c none.conf --input in --out disk/out >fill.log 2>&1
	status=$?
	bytes=$(cd disk/out/data/. && find -L . -type f -exec sha256sum {} + | sort -k 2 | sha256sum)
	said=silent
	[ ! -s fill.log ] || said=told
	echo "$size $status $said $bytes" >>sizes
	[ $status -eq 0 ] || { mount -o remount,size=64m disk && "$solieu" run -c none.conf --input in --out disk/out >fill.log 2>&1; }
	bytes=$(cd disk/out/data/. && find -L . -type f -exec sha256sum {} + | sort -k 2 | sha256sum)
	echo "$size repaired $bytes" >>repairs
	umount disk
done
END
: >repairs
export solieu
check "a small disk can be mounted" unshare -rm sh -c 'mkdir -p disk && mount -t tmpfs -o size=64k tmpfs disk'
unshare -rm sh fill.sh || miss "the disk that fills" sizes
full=$(grep -c ' 3 told ' sizes)
if [ "$full" -ge 1 ]; then pass "the disk was full $full times: exit 3 and a message"; else miss "the disk was full: exit 3 and a message" sizes; fi
is "no other end than 0 and 3" "" "$(awk '$2 != 0 && $2 != 3' sizes)"
is "with a full disk the old data stay" "" "$(awk -v old="${before%% *}" '$2 == 3 && $4 != old' sizes)"
is "with room again the next run brings it to the end" "$(wc -l <sizes | tr -d ' ')" "$(grep -c "${after%% *}" repairs)"

counts
