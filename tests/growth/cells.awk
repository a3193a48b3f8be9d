# -v want=NAME,NAME -v where=NAME=VALUE: those cells of a CSV with a header, `|` between them, of the rows where
# a cell has that value (all rows without `where`). No cell may hold a newline.
function cut(line, cell,    n, c, i, quoted) {
	n = 1
	cell[1] = ""
	for (i = 1; i <= length(line); i++) {
		c = substr(line, i, 1)
		if (c == "\"") {
			if (quoted && substr(line, i + 1, 1) == "\"") {
				cell[n] = cell[n] c
				i++
			} else {
				quoted = !quoted
			}
		} else if (c == "," && !quoted) {
			cell[++n] = ""
		} else {
			cell[n] = cell[n] c
		}
	}
	return n
}
FNR == 1 {
	n = cut($0, name)
	for (i = 1; i <= n; i++)
		column[name[i]] = i
	wanted = split(want, list, ",")
	split(where, filter, "=")
	next
}
{
	cut($0, cell)
	if (where != "" && cell[column[filter[1]]] != filter[2])
		next
	for (i = 1; i <= wanted; i++)
		printf "%s%s", cell[column[list[i]]], i < wanted ? "|" : "\n"
}
