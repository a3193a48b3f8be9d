# A report in another layout, which must be read the same: -v how=
#   close     no blank lines            indent    four blanks before every line
#   tab       a tab before every line   trailing  blanks behind every line
#   crlf      CR LF                     nbsp      no-break spaces between digits and what follows
#   wrapped   lines broken at `width` bytes, as out of a PDF or an editor; rows of tables stay whole

how == "close" && /^[ \t]*$/ { next }
how == "indent" && NF { $0 = "    " $0 }
how == "tab" && NF { $0 = "\t" $0 }
how == "trailing" { $0 = $0 "  " }
how == "crlf" { $0 = $0 "\r" }
how == "nbsp" {
	rest = $0
	$0 = ""
	while (match(rest, /[0-9] [^0-9]/)) {
		$0 = $0 substr(rest, 1, RSTART) "\302\240"
		rest = substr(rest, RSTART + 2)
	}
	$0 = $0 rest
}
how == "wrapped" && !/\t/ {
	n = split($0, word, " ")
	line = word[1]
	for (i = 2; i <= n; i++) {
		if (length(line) + 1 + length(word[i]) > width) {
			print line
			line = word[i]
		} else {
			line = line " " word[i]
		}
	}
	$0 = line
}
{ print }
