# Each text of a table of reports as a file of -v folder=DIR, and what is wanted of it in DIR/wanted.
# With spec/csv.awk.
BEGIN {
	csv_open(ARGV[1])
	while (csv_next(ARGV[1])) {
		file = sprintf("%s/%02d.txt", folder, ++n)
		print cell("text") >file
		close(file)
		print cell("issuer") "\t" cell("ref_area") >(folder "/wanted")
	}
	exit
}
