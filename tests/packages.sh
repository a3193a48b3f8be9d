#!/bin/sh
# Installs what tests/packages names and is missing: as root, or through sudo without a password. Where
# neither is possible the line to run is printed and the exit code is 2. `packages.sh build` stops behind
# what the build needs, which an empty line ends.
set -u

until=$
[ "${1-}" != build ] || until='/^$/'
list=$(sed -n "1,${until}p" "${0%/*}/packages" | sed 's/#.*//; /^[[:space:]]*$/d')
# shellcheck disable=SC2086 # a list of words
have=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' $list 2>/dev/null | sed -n 's/^installed //p')
missing=
for entry in $list; do
	case $entry in
	*:*) command -v "${entry%:*}" >/dev/null || missing="$missing ${entry#*:}" ;;
	*) printf '%s\n' "$have" | grep -qx -- "$entry" || missing="$missing $entry" ;;
	esac
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
	as_root=
elif sudo -n true 2>/dev/null; then
	as_root='sudo -n'
else
	printf 'packages are missing; run: sudo apt-get install -y%s\n' "$missing" >&2
	exit 2
fi
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086 # lists of words
install_missing() {
	$as_root apt-get install -y --no-install-recommends $missing
}
# The lists of packages are fetched only where the install fails without.
install_missing >/dev/null 2>&1 || { $as_root apt-get update -q >&2 && install_missing >&2; } || {
	printf 'packages could not be installed; run: sudo apt-get install -y%s\n' "$missing" >&2
	exit 2
}
