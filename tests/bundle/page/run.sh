#!/bin/sh
# report.html of a release: what it shows of reports with a contradiction, a revision and markup in their
# title, in a browser without screen or network; the same bytes anywhere; without gnuplot.
set -u

# shellcheck source=tests/suite.sh
. "${0%/*}/../../suite.sh"
work=$BUILD/tests/bundle/page
page=$work/page

fail()
{
	miss "$@"
	counts
	exit 1
}

install_driver()
{
	cp "$here/page.mjs" "$here/csv.mjs" "$here"/package*.json "$work" || return 1
	cmp -s "$here/package-lock.json" "$work/node_modules/installed.json" && return 0
	(cd "$work" && npm ci --no-audit --no-fund >&2) &&
		cp "$here/package-lock.json" "$work/node_modules/installed.json"
}

# Other place, time zone, language and user's files of gnuplot.
elsewhere()
{
	mkdir -p "$work/home" && echo 'set terminal dumb' >"$work/home/.gnuplot" &&
		cd "$work/home" &&
		env -i PATH="$PATH" HOME="$work/home" TZ=Pacific/Auckland LC_ALL=C "$page" "$work/out" 2024-04 \
			>"$work/again.html" &&
		cmp "$work/report.html" "$work/again.html"
}

# In a mount namespace of its own, where gnuplot cannot be started.
without_gnuplot()
{
	# shellcheck disable=SC2016
	unshare -rm sh -c 'mount --bind /dev/null /usr/bin/gnuplot && exec "$1" "$2" 2024-04' sh \
		"$page" "$work/out" >"$work/plain.html" 2>"$work/plain.txt" &&
		grep -q "warning: .*: 'gnuplot'" "$work/plain.txt" &&
		! grep -q '<svg' "$work/plain.html" && grep -q 'gnuplot' "$work/plain.html" &&
		grep -q '254 website' "$work/plain.html"
}

full_disk()
{
	"$page" "$work/out" 2024-04 >/dev/full 2>/dev/null
	[ $? = 3 ]
}

names_no_place()
{
	! grep -Fq -e "$work" -e "$root" "$work/report.html"
}

mkdir -p "$work"
[ -x "$page" ] || fail "$page is not built"
install_driver || fail 'playwright-core of package.json cannot be installed'
rm -rf "$work/out" "$work/shots" "$work"/*.html
"$root/stages/solieu" run --quiet --input "$here/reports" --out "$work/out" ||
	fail 'the reports cannot be read'
"$page" "$work/out" 2024-04 >"$work/report.html" || fail 'the page cannot be written'
"$page" "$work/out" 2024-04 2024-01 >"$work/span.html" || fail 'the page of a span cannot be written'

check 'the same bytes from another place, time zone and language, whatever ~/.gnuplot says' elsewhere
check 'no path of this machine in it' names_no_place
check 'without gnuplot a warning, a line on the page, and all figures' without_gnuplot
check 'a full disk is seen' full_disk
check 'HTML Tidy has nothing to say of it' tidy -q -e -utf8 "$work/report.html"

mkdir -p "$work/shots"
node "$work/page.mjs" "$work" >"$work/browser.txt" 2>&1
taken "$work/browser.txt" 'the browser'
counts
