# shellcheck shell=sh disable=SC2034
# What the scripts of this folder share besides tests/suite.sh.

# shellcheck source=tests/suite.sh
. "${0%/*}/../suite.sh"
work=$tmp
publish=$bin/publish
definition=$root/common/tables.def

# table TABLE MONTH VERSION ROWS: CSV of a table in which every string says the version
table()
{
	awk -v table="$1" -v month="$2" -v version="$3" -v rows="$4" -F'[(,] *' '
		$1 == "COLUMN" && $2 == table { name[++n] = $3; type[n] = $4 }
		function cell(c, r) {
			if (name[c] == "report_period") return month
			if (type[c] == "string") return version
			if (type[c] == "dec") return r ".5"
			if (type[c] == "date") return "2022-08-31"
			if (type[c] == "boolean") return "true"
			return r
		}
		END {
			for (r = 0; r <= rows; r++) {
				line = ""
				for (c = 1; c <= n; c++) line = line (c > 1 ? "," : "") (r ? cell(c, r) : name[c])
				print line
			}
		}' "$definition"
}

# month FOLDER MONTH VERSION [ROWS]: a month as growth hands it over
month()
{
	mkdir -p "$1/$2"
	for t in documents observations growth findings; do
		table "$t" "$2" "$3" "${4:-5}" >"$1/$2/$t.csv"
	done
}

# whole DATA VERSION MONTH...: the dataset is whole and all of one version, five rows a table
whole()
(
	version=$2
	cd -P "$1" || exit
	shift 2
	[ "$(find . -type f | wc -l)" = $((8 * $#)) ] || exit
	for m; do
		for t in documents observations growth findings; do
			[ -s "parquet/$t/vintage=$m/$t.parquet" ] || exit
			gzip -dc "csv/$t/vintage=$m/$t.csv.gz" >"$work/complete.csv" || exit
			[ "$(sed 1d "$work/complete.csv" | grep -c "$version")" = 5 ] || exit
		done
	done
)
