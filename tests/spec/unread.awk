# Numbers that nothing was made of, and all numbers, of the reports whose names begin with `begin`, as N/M:
#
#   awk -f csv.awk -f unread.awk -v begin=NAME -v documents=FILE -v ledger=FILE

BEGIN {
	for (csv_open(documents); csv_next(documents); ) {
		source = cell("source")
		sub(/.*\//, "", source)
		if (substr(source, 1, length(begin)) == begin)
			wanted[cell("doc_id")] = 1
	}
	for (csv_open(ledger); csv_next(ledger); )
		if (cell("doc_id") in wanted) {
			all++
			left += cell("outcome") == "unread"
		}
	printf "%d/%d\n", left, all
	exit
}
