# The phrases of LEXICON.csv… as a dictionary of libFuzzer, all bytes but letters escaped.

BEGIN {
	for (i = 1; i < 256; i++)
		code[sprintf("%c", i)] = sprintf("\\x%02X", i)
	for (a = 1; a < ARGC; a++)
		for (csv_open(ARGV[a]); csv_next(ARGV[a]); )
			if (cell("phrase") != "" && !(cell("phrase") in seen)) {
				seen[cell("phrase")] = 1
				out = ""
				for (i = 1; i <= length(cell("phrase")); i++)
					out = out code[substr(cell("phrase"), i, 1)]
				print "\"" out "\""
			}
	exit
}
