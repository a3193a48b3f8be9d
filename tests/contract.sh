#!/bin/bash
# The columns of tables.def, their order and their types agree with the data dictionary of README.md and,
# where it is at hand, with the contract that the project answers to. Both write a table as a heading
# `### TABLE…` with rows `| columns | types | meaning |` (several columns in one row share one type or have
# one each, "as above" takes the types of observations) or as one sentence `TABLE[, words]: column, column.`
set -u

# shellcheck source=tests/suite.sh
. "${0%/*}/suite.sh"
contract=${SOLIEU_SHARED:-$root/../shared}/CONTRACT.md
# TABLE COLUMN TYPE, a line each, as tables.def has them.
declared() {
	sed -n 's/^COLUMN(\([a-z_]*\), \([a-z0-9_]*\), \([a-z0-9]*\),.*/\1 \2 \3/p' "$root/common/tables.def"
}

# The same as a page of Markdown has them; the type is - where it names none.
documented() {
	awk '
	function add(table, names, types,    i, n, t, name, type) {
		gsub(/`|\*\*|\([^)]*\)/, "", names)
		gsub(/`|\*\*/, "", types)
		n = split(names, name, /[ ]*(,|·)[ ]*/)
		t = split(types, type, /[ ]*(,|·)[ ]*/)
		for (i = 1; i <= n; i++) {
			gsub(/^[ ]+|[ ]+$/, "", name[i])
			if (t >= 1) kind = t == 1 ? type[1] : type[i]
			else kind = (table, name[i]) in known ? "-" : ("observations" SUBSEP name[i]) in known ? known["observations", name[i]] : "-"
			gsub(/^[ ]+|[ ]+$/, "", kind)
			known[table, name[i]] = kind
			print table, name[i], kind == "" ? "-" : kind
		}
	}
	/^#/ { table = ""; rows = 0 }
	/^###/ && match($0, /[a-z]+/) {
		table = substr($0, RSTART, RLENGTH)
		next
	}
	table != "" && /^\|/ {
		n = split($0, cell, "|")
		gsub(/^[ ]+|[ ]+$/, "", cell[2]); gsub(/^[ ]+|[ ]+$/, "", cell[3])
		if (++rows > 2)
			add(table, cell[2], cell[3])
		next
	}
	# findings: columns in one sentence under the heading; indicators and revisions: "name, …: columns."
	rows == 0 && table == "findings" && /,/ { sub(/\.[ ]*$/, ""); add(table, $0, ""); table = ""; next }
	/^(indicators|revisions)(,[^:]*)?: / {
		name = $0; sub(/[,:].*/, "", name)
		sub(/^[^:]*: /, ""); sub(/\.[ ]*$/, "")
		add(name, $0, "")
	}' "$1"
}

compare() {
	local page=$1 name=$2 table want got
	for table in documents observations growth findings indicators revisions; do
		got=$(documented "$page" | awk -v t="$table" '$1 == t')
		# Where the page names no type the type is not compared.
		want=$(declared | awk -v t="$table" '$1 == t' | awk -v page="$got" '
			BEGIN { n = split(page, line, "\n"); for (i = 1; i <= n; i++) { split(line[i], w, " "); if (w[3] == "-") open[w[2]] = 1 } }
			{ if ($2 in open) $3 = "-"; print }')
		if [[ -z $got ]]; then
			miss "$name has the columns of $table" "$page has no such table"
		elif [[ $got == "$want" ]]; then
			pass "$name has the columns of $table"
		else
			miss "$name has the columns of $table" \
				"$(diff <(echo "$want") <(echo "$got") | grep '^[<>]' | sed 's/^</tables.def:/; s/^>/the page:/')"
		fi
	done
}

if [[ -f $root/README.md ]]; then
	compare "$root/README.md" "README's data dictionary"
else
	miss 'README.md is there'
fi
if [[ -f $contract ]]; then
	compare "$contract" 'the contract'
fi

# A check that never fails proves nothing: a page with one column moved is refused.
moved=$tmp/moved.md
{
	echo '### ledger'
	printf '| column | type | meaning |\n|---|---|---|\n'
	declared | awk '$1 == "ledger" { printf "| `%s` | %s | x |\n", $2, $3 }'
} >"$moved"
if [[ $(documented "$moved") == "$(declared | awk '$1 == "ledger"')" ]]; then
	pass 'a page made from tables.def agrees with it'
else
	miss 'a page made from tables.def agrees with it' "$(documented "$moved")"
fi
sed -i 's/`byte_end`/`byte_stop`/' "$moved"
if [[ $(documented "$moved") != "$(declared | awk '$1 == "ledger"')" ]]; then
	pass 'a renamed column is seen'
else
	miss 'a renamed column is seen'
fi

counts
