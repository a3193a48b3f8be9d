#!/bin/bash
# The frame itself: tests/all.sh counts what fails in whatever way, tests/packages.sh says what it cannot do.
set -u

# shellcheck source=tests/suite.sh
. "${0%/*}/suite.sh"
cd "$tmp" || exit 2

# program NAME BODY
program() {
	printf '#!/bin/sh\n%s\n' "$2" >"$1"
	chmod +x "$1"
}

# outcome PROGRAM…: last line and exit status of tests/all.sh
outcome() {
	TEST_SECONDS=1 "$here/all.sh" "$@" >said 2>&1
	local status=$?
	echo "$(tail -n 1 said), status $status"
}

program good 'echo "ok - a"; echo "2 passed, 0 failed"'
program bad 'echo "not ok - a"; echo "3 passed, 2 failed"; exit 1'
program crash 'echo "1 passed, 0 failed"; kill -SEGV $$'
program cut 'echo "1 passed, 0 failed"; echo more'
program liar 'echo "1 passed, 0 failed"; exit 1'
program idle 'echo "0 passed, 0 failed"'
program silent ':'
program hang 'sleep 20'
program octal 'echo "08 passed, 0 failed"'

is 'good programs pass' '4 passed, 0 failed, status 0' "$(outcome ./good ./good)"
is 'failures are added up' '5 passed, 2 failed, status 1' "$(outcome ./good ./bad)"
is 'what failed is shown' 'not ok - a' "$(grep '^not ok' said)"
is 'a crash is a failure' '1 passed, 1 failed, status 1' "$(outcome ./crash)"
is 'a summary that is not the last line is none' '0 passed, 1 failed, status 1' "$(outcome ./cut)"
is 'an error without a failed test is a failure' '1 passed, 1 failed, status 1' "$(outcome ./liar)"
is 'no test is a failure' '0 passed, 1 failed, status 1' "$(outcome ./idle)"
is 'silence is a failure' '2 passed, 1 failed, status 1' "$(outcome ./silent ./good)"
is 'a hang is a failure' '0 passed, 1 failed, status 1' "$(outcome ./hang)"
is 'a program that is not there is a failure' '0 passed, 1 failed, status 1' "$(outcome ./nothing)"
is 'no program is a failure' '0 passed, 1 failed, status 1' "$(outcome)"
is 'numbers are decimal' '8 passed, 0 failed, status 0' "$(outcome ./octal)"

# A suite whose check fails, built as the suites are.
cat >suite.c <<'END'
#include "tests/unit/unit.h"
static void holds(void) { CHECK(1 + 1 == 2); }
static void fails(void) { CHECK_INT(1 + 1, 3); }
int main(void) { return UNIT_RUN(UNIT(holds), UNIT(fails)); }
END
if "${CC:-cc}" -std=c11 -D_XOPEN_SOURCE=700 -I"$here/.." ${SANITIZE:+"-fsanitize=$SANITIZE"} -o suite suite.c \
	"$BUILD/libcommon.a" -lcunit >said 2>&1; then
	is 'a check that fails is counted' '1 passed, 1 failed, status 1' "$(outcome ./suite)"
	is 'a check that fails says what came' '# suite.c:3: 1 + 1 is 2, not 3' "$(grep '^#' said)"
else
	is 'a suite builds' '' "$(cat said)"
fi

mkdir stubs packages
program stubs/id 'echo 1000'
program stubs/sudo 'exit 1'
cp "$here/packages.sh" packages
printf 'gcc\nno-such-package-here\nno-such-command:its-package\n' >packages/packages
said=$(PATH=$tmp/stubs:$PATH packages/packages.sh 2>&1)
is 'packages that cannot be installed end with 2' 2 $?
is 'and the line to run is printed' \
	'packages are missing; run: sudo apt-get install -y no-such-package-here its-package' "$said"
printf '# comment\n\ngcc\nsh:its-package\n' >packages/packages
PATH=$tmp/stubs:$PATH packages/packages.sh
is 'packages that are there end with 0' 0 $?

counts
