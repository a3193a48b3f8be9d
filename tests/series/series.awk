# Parts of run.sh, chosen by -v part:
#   mentions   a table of subjects or areas as rows for normalize
#   others     the second subjects of apart.csv likewise
#   codes      the -v column that normalize made of them
#   compare    what was expected against it
#   apart      pairs that share a code
#   catalogue  indicators without label, unit, known field or wording
#   places     units of the first level before and since 1 July 2025
#   sources    the months of worded.csv as reports, one each; lines: their lines
#   worded     the series of worded.csv against what the pipeline made of their sentences
# With tests/spec/csv.awk.

function quoted(s)
{
	gsub(/"/, "\"\"", s)
	return "\"" s "\""
}

# Row n stands at byte 10 n of the document; its number is n, so that no two say the same.
function mention(n, subject, unit, field, area, period,    scale, growth, i)
{
	growth = unit == ""
	for (i = 1; i <= scales; i++)
		if (index(unit, SCALE[i] " ") == 1) {
			scale = SCALE[i]
			unit = substr(unit, length(scale) + 2)
		}
	printf "0123456789abcdef,%d,%s,%d,%d,", n, growth ? "growth" : "level", 10 * n, 10 * n + 5
	printf "%s,%d,%s,%s,,eq,A,stated,", quoted(n " " unit), n, scale, quoted(growth ? "%" : unit)
	printf "%s,%s,%s,%s,period,,", quoted(field), quoted(subject), quoted(area), period
	print growth ? "+,percent,yoy,2022-05,,,,q" : ",,,,,,,q"
}

function mentions(    n, second)
{
	scales = split("tỷ triệu nghìn", SCALE, " ")
	csv_open(ARGV[1])
	print "doc_id,mention,outcome,byte_start,byte_end,printed,number,scale,unit,total,bound," \
		"status,origin,field,subject,area,time_period,time_basis,as_of,sign,kind,basis," \
		"base_period,level,base,rate,quote"
	second = part == "others"
	while (csv_next(ARGV[1])) {
		n++
		if (second)
			mention(n, cell("other_subject"), cell("other_unit"), cell("field"), "", "2023-05")
		else if (cell("area") != "")
			mention(n, cell("subject") == "" ? "GRDP" : cell("subject"), "tỷ đồng", "",
				cell("area"), cell("time_period"))
		else
			mention(n, cell("subject"), cell("unit"), cell("field"), "", "2023-05")
	}
}

# Tables of normalize: number of the row and its code.
function codes(    i)
{
	for (i = 1; i < ARGC; i++) {
		csv_open(ARGV[i])
		while (csv_next(ARGV[i]))
			print cell("byte_start") / 10 "\t" cell(column)
	}
}

function read_codes(file, into,    line, at)
{
	while ((getline line < file) > 0)
		into[substr(line, 1, index(line, "\t") - 1)] = substr(line, index(line, "\t") + 1)
}

function compare(    n)
{
	read_codes(ARGV[1], CODE)
	csv_open(ARGV[2])
	while (csv_next(ARGV[2]))
		if (CODE[++n] != cell(column))
			printf "# %s%s %s%s: %s, expected %s\n", cell("subject"), cell("area"),
				cell("unit") cell("time_period"),
				cell("field") == "" ? "" : " under " cell("field"),
				CODE[n] == "" ? "nothing" : CODE[n], cell(column)
}

function apart(    n)
{
	read_codes(ARGV[1], CODE)
	read_codes(ARGV[2], OTHER)
	csv_open(ARGV[3])
	while (csv_next(ARGV[3]))
		if (CODE[++n] == OTHER[n] || CODE[n] == "" || OTHER[n] == "")
			printf "# %s | %s: %s\n", cell("subject"), cell("other_subject"),
				CODE[n] == "" || OTHER[n] == "" ? "nothing" : CODE[n]
}

# ARGV: indicator.csv indicator_wording.csv field.csv; prints each fault, last how many there are.
function catalogue(    n, i)
{
	csv_open(ARGV[3])
	while (csv_next(ARGV[3]))
		FIELD[cell("field")] = 1
	csv_open(ARGV[1])
	while (csv_next(ARGV[1])) {
		n++
		if (cell("indicator") in LABEL)
			print cell("indicator") " twice"
		LABEL[cell("indicator")] = cell("label_vi")
		if (cell("label_vi") == "" || cell("label_en") == "" || cell("unit_measure") == "")
			print cell("indicator") " lacks a label or a unit"
		if (!(cell("field") in FIELD))
			print cell("indicator") ": unknown field " cell("field")
	}
	csv_open(ARGV[2])
	while (csv_next(ARGV[2])) {
		WORDED[cell("indicator")] = 1
		if (!(cell("indicator") in LABEL))
			print "wording of " cell("indicator")
	}
	for (i in LABEL)
		if (!(i in WORDED))
			print i " has no wording"
	if (n < 280)
		print n " indicators"
}

# ARGV: place.csv
function places(    i, before, since)
{
	csv_open(ARGV[1])
	while (csv_next(ARGV[1]))
		if (cell("kind") == "province" || cell("kind") == "city") {
			if (cell("valid_from") <= "2025-06-30" &&
			    (cell("valid_to") == "" || cell("valid_to") >= "2025-06-30"))
				BEFORE[cell("ref_area")] = 1
			if (cell("valid_to") == "")
				SINCE[cell("ref_area")] = 1
		}
	for (i in BEFORE)
		before++
	for (i in SINCE)
		since++
	if (before != 63 || since != 34)
		print before " and " since ", not 63 and 34"
}

# ARGV: worded.csv; a report for every month and section, the section its heading
function reports(table,    doc, n, at)
{
	print table == "lines" ? "doc_id,byte_start,kind,text" : \
		"doc_id,source,sha256,bytes,media_type,encoding,given_period," \
		"given_published,given_issuer,given_title"
	csv_open(ARGV[1])
	while (csv_next(ARGV[1])) {
		if (cell("month") " " cell("section") != doc) {
			doc = cell("month") " " cell("section")
			n++
			at = 0
			if (table == "sources")
				printf "%d,%d.txt,0,1,text/plain,UTF-8,%s,,,\n", n, n, cell("month")
			else if (cell("section") != "")
				printf "%d,0,heading,%s\n", n, quoted(cell("section"))
		}
		if (table == "lines")
			printf "%d,%d,para,%s\n", n, ++at * 1000, quoted(cell("text"))
	}
}

# What tells a series of one month's figure: all of series_id but whether a stock was counted.
function series_of(id,    part)
{
	split(id, part, ".")
	return part[2] "." part[3] "." part[6]
}

# ARGV: observations.csv worded.csv; each figure is known by its month and its number
function worded(    key, made, id)
{
	csv_open(ARGV[1])
	while (csv_next(ARGV[1]))
		MADE[cell("report_period") " " cell("printed") + 0] = series_of(cell("series_id"))
	csv_open(ARGV[2])
	while (csv_next(ARGV[2])) {
		match(cell("text"), /[0-9][0-9][0-9]/)
		key = cell("month") " " substr(cell("text"), RSTART, RLENGTH)
		made = MADE[key]
		id = cell("series")
		if (made == "" || (id in FIRST && FIRST[id] != made) ||
		    (made in OWNER && OWNER[made] != id))
			printf "# %s %s: %s\n", id, cell("text"), made == "" ? "nothing" : made
		if (!(id in FIRST))
			FIRST[id] = made
		OWNER[made] = id
	}
}

BEGIN {
	if (part == "sources" || part == "lines")
		reports(part)
	else if (part == "worded")
		worded()
	else if (part == "mentions" || part == "others")
		mentions()
	else if (part == "codes")
		codes()
	else if (part == "compare")
		compare()
	else if (part == "apart")
		apart()
	else if (part == "catalogue")
		catalogue()
	else if (part == "places")
		places()
	exit 0
}
