# What BOOK.csv… expect as a dataset in the folder `folder`: the reading without a fault, to try the
# judge on. `lose` rows of observations are left out at the end.

BEGIN {
	for (a = 1; a < ARGC; a++)
		for (csv_open(ARGV[a]); csv_next(ARGV[a]); )
			sentence(cell("id"), cell("expected"))
	print "doc_id,source" > (folder "/documents.csv")
	for (i = 1; i <= documents; i++)
		print document[i] "," document[i] ".txt" > (folder "/documents.csv")
	print "doc_id,origin,obs_value,unit_measure,time_period,time_basis,as_of,bound,obs_status" > \
		(folder "/observations.csv")
	for (i = 1; i <= levels - lose; i++)
		print level[i] > (folder "/observations.csv")
	print "doc_id,stated,basis,kind,change,base_period" > (folder "/growth.csv")
	for (i = 1; i <= changes; i++)
		print change[i] > (folder "/growth.csv")
	exit
}

function sentence(id, text,    bar, n, i, part, w)
{
	document[++documents] = id
	bar = index(text, "|")
	n = split(bar ? substr(text, 1, bar - 1) : text, part, / ; /)
	for (i = 1; i <= n; i++) {
		gsub(/^ +| +$/, "", part[i])
		if (part[i] == "")
			continue
		level_parts(part[i], w)
		level[++levels] = id ",stated," w[1] ",\"" w[2] "\"," w[3] "," w[4] ",," w[5] "," w[6]
	}
	n = bar ? split(substr(text, bar + 1), part, / ; /) : 0
	for (i = 1; i <= n; i++) {
		split(part[i], w, " ")
		change[++changes] = id ",true," w[1] "," w[2] "," w[3] "," (w[4] == "-" ? "" : w[4])
	}
}
