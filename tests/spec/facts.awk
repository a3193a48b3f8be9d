# What a dataset states, a line per figure, without the places that a layout moves.

BEGIN {
	for (csv_open(documents); csv_next(documents); )
		name[cell("doc_id")] = stem(cell("source"))
	for (csv_open(observations); csv_next(observations); )
		print "level", name[cell("doc_id")], cell("obs_value"), cell("unit_measure"), \
			cell("time_period"), cell("time_basis"), cell("bound"), cell("obs_status")
	for (csv_open(growth); csv_next(growth); )
		print "growth", name[cell("doc_id")], cell("basis"), cell("kind"), cell("change"), \
			cell("base_period")
	exit
}
