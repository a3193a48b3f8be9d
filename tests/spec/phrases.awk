# Sentences with the readings they must have, against a dataset that holds one report per sentence.
#
#   awk -f csv.awk -f gold.awk -f phrases.awk -v documents=F -v observations=F -v growth=F \
#       [-v misses=N] BOOK.csv…
#
# F may be several files separated by blanks. A sentence is right when the dataset has exactly the
# expected observations (value, unit class, span of time, bound, status) and exactly the expected
# stated growth (basis, kind, change, base). Rows with a column `sure` other than 1 are not counted.
# Prints "BOOK right counted" per file, misses as comments before it.

BEGIN {
	load_documents(documents)
	load_observations(observations)
	load_growth(growth)
	for (a = 1; a < ARGC; a++)
		book(ARGV[a])
	exit
}

function load_documents(list,    n, i, file)
{
	n = split(list, file, " ")
	for (i = 1; i <= n; i++)
		for (csv_open(file[i]); csv_next(file[i]); )
			name[cell("doc_id")] = stem(cell("source"))
}

function load_observations(list,    n, i, file, d, k, head, tail)
{
	n = split(list, file, " ")
	for (i = 1; i <= n; i++)
		for (csv_open(file[i]); csv_next(file[i]); ) {
			if (cell("origin") == "implied")
				continue
			d = name[cell("doc_id")]
			k = ++levels[d]
			head = number(cell("obs_value")) " " unit(cell("unit_measure")) "\t"
			tail = "\t" cell("bound") "\t" cell("obs_status")
			level[d, k] = head span(cell("time_period"), cell("time_basis")) tail
			if (cell("as_of") != "")
				day[d, k] = head span(cell("as_of"), "as_of") tail
			shown[d] = shown[d] (k > 1 ? " ; " : "") cell("obs_value") " " \
				cell("unit_measure") " " cell("time_period") " " cell("time_basis") " " \
				cell("bound") " " cell("obs_status")
		}
}

function load_growth(list,    n, i, file, d, k, base)
{
	n = split(list, file, " ")
	for (i = 1; i <= n; i++)
		for (csv_open(file[i]); csv_next(file[i]); ) {
			if (!stated(cell("stated")))
				continue
			d = name[cell("doc_id")]
			k = ++changes[d]
			base = cell("basis") == "vs_ref" ? "" : span(cell("base_period"), "ytd")
			change[d, k] = cell("basis") "\t" cell("kind") "\t" number(cell("change")) "\t" base
			shown_growth[d] = shown_growth[d] (k > 1 ? " ; " : "") cell("basis") " " \
				cell("kind") " " cell("change") " " cell("base_period")
		}
}

# One expected observation as the key that load_observations makes of a row.
function wanted_level(t,    w)
{
	level_parts(t, w)
	return number(w[1]) " " unit(w[2]) "\t" span(w[3], w[4]) "\t" w[5] "\t" w[6]
}

function wanted_growth(t,    w)
{
	split(t, w, " ")
	return w[1] "\t" w[2] "\t" number(w[3]) "\t" (w[4] == "-" ? "" : span(w[4], "ytd"))
}

function right(d, text,    bar, n, i, part, left, sum, k)
{
	bar = index(text, "|")
	n = split(bar ? substr(text, 1, bar - 1) : text, part, / ; /)
	sum = 0
	for (i = 1; i <= n; i++) {
		gsub(/^ +| +$/, "", part[i])
		if (part[i] != "") {
			left[wanted_level(part[i])]++
			sum++
		}
	}
	for (i = 1; i <= levels[d]; i++) {
		k = left[level[d, i]] > 0 ? level[d, i] : day[d, i]
		if (k == "" || left[k] < 1)
			return 0
		left[k]--
		sum--
	}
	if (sum != 0)
		return 0
	for (k in left)
		delete left[k]
	n = bar ? split(substr(text, bar + 1), part, / ; /) : 0
	for (i = 1; i <= n; i++) {
		gsub(/^ +| +$/, "", part[i])
		if (part[i] != "") {
			left[wanted_growth(part[i])]++
			sum++
		}
	}
	for (i = 1; i <= changes[d]; i++) {
		if (left[change[d, i]] < 1)
			return 0
		left[change[d, i]]--
		sum--
	}
	return sum == 0
}

function book(file,    d, counted, good, text)
{
	counted = good = 0
	for (csv_open(file); csv_next(file); ) {
		if (("sure" in COL) && cell("sure") != "1")
			continue
		counted++
		d = cell("id")
		if (right(d, cell("expected"))) {
			good++
			continue
		}
		if (misses <= 0)
			continue
		misses--
		text = cell("text")
		gsub(/\n/, "\n#      ", text)
		printf "# miss %s %s [%s]: %s\n", d, cell("construction"), cell("report_period"), \
			text
		printf "#   wanted %s\n", cell("expected") == "" ? "nothing" : cell("expected")
		printf "#   got    %s%s\n", shown[d], changes[d] ? " | " shown_growth[d] : ""
	}
	close(file)
	print file, good, counted
}
