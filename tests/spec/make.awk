# Sentences as reports: one file per row of BOOK.csv… in the folder `folder`, and reports.csv with the
# month that each is taken to stand in.

BEGIN {
	list = folder "/reports.csv"
	print "source,report_period" > list
	for (a = 1; a < ARGC; a++)
		for (csv_open(ARGV[a]); csv_next(ARGV[a]); ) {
			file = folder "/" cell("id") ".txt"
			print cell("text") > file
			close(file)
			print cell("id") ".txt," cell("report_period") > list
		}
	exit
}
