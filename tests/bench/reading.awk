# Reports out of reports: SAMPLE… again and again into the folder `folder`, a file each, until there are
# `bytes` bytes. No two are alike: the digits of figures change (5.000, 20,73, 985; not those of dates).
#   -v kind=dense  the reports as they are
#   -v kind=prose  of each its first line, then sentences without figures, put together out of the beginnings
#                  and ends of those in `words` (a file, one a line); one in forty is one of the report's

function figure(text,   out, i, c)
{
	out = substr(text, 1, 1)
	out = out ~ /[0-9]/ ? 1 + int(rand() * 9) : out
	for (i = 2; i <= length(text); i++) {
		c = substr(text, i, 1)
		out = out (c ~ /[0-9]/ ? int(rand() * 10) : c)
	}
	return out
}

function vary(text,   out, run, before)
{
	while (match(text, /[0-9][0-9.,\/]*[0-9]/)) {
		run = substr(text, RSTART, RLENGTH)
		before = substr(text, 1, RSTART - 1)
		out = out before (run ~ /\/|^(19|20)[0-9][0-9]$|^[0-9][0-9]$/ ? run : figure(run))
		text = substr(text, RSTART + RLENGTH)
	}
	return out text
}

function prose(text,   out, lines, n, i, k, said, sentences)
{
	n = split(text, lines, "\n")
	out = lines[1] "\n"
	sentences = split(text, said, /\. |\.\n|\n/)
	for (k = 0; k < 30; k++) {
		out = out "\n"
		for (i = 0; i < 10; i++)
			out = out (rand() < 0.025 ? vary(said[2 + int(rand() * (sentences - 2))]) : \
				head[1 + int(rand() * heads)] ", " tail[1 + int(rand() * tails)]) ". "
		out = out "\n"
	}
	return out
}

BEGIN {
	srand(1)
	while ((getline line < words) > 0) {
		comma = index(line, ", ")
		head[++heads] = comma ? substr(line, 1, comma - 1) : line
		if (comma)
			tail[++tails] = substr(line, comma + 2)
	}
	for (a = 1; a < ARGC; a++) {
		while ((getline line < ARGV[a]) > 0)
			report[a] = report[a] line "\n"
		close(ARGV[a])
	}
	while (done < bytes) {
		text = report[1 + n % (ARGC - 1)]
		text = kind == "dense" ? vary(text) : prose(text)
		file = sprintf("%s/%06d.txt", folder, ++n)
		printf "%s", text > file
		close(file)
		done += length(text)
	}
	exit
}
