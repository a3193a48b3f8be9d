# Marks (kind, begin, end, text; bytes from 0) held against the text behind them: each stands at its bytes,
# and each number of the text is in one. Prints what is not so, then how many numbers there are.
BEGIN { FS = "\t"; RS = "\n" }
FNR == NR {
	kind[++n] = $1; first[n] = $2; last[n] = $3; words[n] = $4
	next
}
{ text = text (FNR > 1 ? "\n" : "") $0 }
END {
	for (i = 1; i <= n; i++)
		if (substr(text, first[i] + 1, last[i] - first[i]) != words[i])
			print "not at its place: " words[i]
	for (at = 1; match(substr(text, at), /[0-9]+([.,][0-9]+)*/); at += RSTART + RLENGTH - 1) {
		from = at + RSTART - 2
		found = 0
		for (i = 1; i <= n; i++)
			if (kind[i] != "subject" && first[i] <= from && from + RLENGTH <= last[i])
				found = 1
		if (!found)
			print "in no mark: " substr(text, from + 1, RLENGTH)
		tokens++
	}
	print tokens " numbers"
}
