# The rows of a table, its fields (or those of -v columns=A,B) separated by tabs. With spec/csv.awk.
BEGIN {
	csv_open(ARGV[1])
	n = split(columns, name, ",")
	while (csv_next(ARGV[1])) {
		line = n ? cell(name[1]) : F[1]
		for (i = 2; n ? i <= n : i in F; i++)
			line = line "\t" (n ? cell(name[i]) : F[i])
		print line
	}
	exit
}
