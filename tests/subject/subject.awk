# Parts of run.sh, chosen by -v part:
#   sources, lines   the texts of a table of sentences as reports, one each
#   compare          the subjects asked for against those of the mentions
# With tests/spec/csv.awk.

function quoted(s)
{
	gsub(/"/, "\"\"", s)
	return "\"" s "\""
}

function id(n)
{
	return sprintf("%016x", n)
}

function sources(    n)
{
	print "doc_id,source,sha256,bytes,media_type,encoding,given_period,given_published," \
		"given_issuer,given_title"
	for (n = 1; csv_next(ARGV[1]); n++)
		printf "%s,%d.txt,%064x,1,text/plain,UTF-8,%s,,,\n", id(n), n, n, cell("period")
}

function lines(    n, i, k, line, at)
{
	print "doc_id,byte_start,kind,text"
	for (n = 1; csv_next(ARGV[1]); n++) {
		k = split(cell("text"), line, "\n")
		at = 0
		for (i = 1; i <= k; i++) {
			printf "%s,%d,para,%s\n", id(n), at, quoted(line[i])
			at += length(line[i]) + 1
		}
	}
}

function compare(    doc, n, i, k, at, told, want, number, subject, asked, wrong)
{
	csv_open(ARGV[2])
	while (csv_next(ARGV[2])) {
		if (cell("outcome") != "level" && cell("outcome") != "growth")
			continue
		doc = cell("doc_id")
		told[doc, cell("number")] = told[doc, cell("number")] "|" cell("subject") "|"
	}
	csv_open(ARGV[1])
	for (n = 1; csv_next(ARGV[1]); n++) {
		k = split(cell("subjects"), want, / *; */)
		for (i = 1; i <= k; i++) {
			at = index(want[i], " ")
			number = substr(want[i], 1, at - 1)
			subject = substr(want[i], at + 1)
			asked++
			if (index(told[id(n), number], "|" subject "|"))
				continue
			wrong++
			printf "%s: %s: wanted %s, got %s\n", cell("rule"), number, subject,
				told[id(n), number] > WRONG
		}
	}
	print asked + 0, wrong + 0
}

BEGIN {
	WRONG = ARGV[3]
	if (part == "compare")
		compare()
	csv_open(ARGV[1])
	if (part == "sources")
		sources()
	else if (part == "lines")
		lines()
}
