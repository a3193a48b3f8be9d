# CSV as RFC 4180 has it, for the programs beside: csv_open(file) reads the header into COL[name],
# csv_next(file) the next row into F[1..], cell(name) is a field of it ("" where there is no such
# column).

function csv_next(file,    line, more, n, i, rest, field, copy)
{
	do {
		if ((getline line < file) <= 0)
			return 0
		copy = line
		while (gsub(/"/, "", copy) % 2 == 1) {
			if ((getline more < file) <= 0)
				break
			line = line "\n" more
			copy = line
		}
		sub(/\r$/, "", line)
	} while (line == "")
	for (i in F)
		delete F[i]
	n = 0
	for (;;) {
		if (substr(line, 1, 1) == "\"") {
			rest = substr(line, 2)
			field = ""
			while ((i = index(rest, "\"")) > 0) {
				field = field substr(rest, 1, i - 1)
				if (substr(rest, i + 1, 1) != "\"")
					break
				field = field "\""
				rest = substr(rest, i + 2)
			}
			rest = i > 0 ? substr(rest, i + 1) : ""
			F[++n] = field
			if (rest == "")
				break
			line = substr(rest, 2)
		} else {
			i = index(line, ",")
			if (i == 0) {
				F[++n] = line
				break
			}
			F[++n] = substr(line, 1, i - 1)
			line = substr(line, i + 1)
		}
	}
	return n
}

function csv_open(file,    n, i)
{
	for (i in COL)
		delete COL[i]
	n = csv_next(file)
	sub(/^\357\273\277/, "", F[1])
	for (i = 1; i <= n; i++)
		COL[F[i]] = i
	return n
}

function cell(name)
{
	return (name in COL) ? F[COL[name]] : ""
}
