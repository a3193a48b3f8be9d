# Seeds out of the sentences of tests/spec: BOOK.csv… as files in the folder `folder`.
#   -v how=line    a file for each sentence
#   -v how=number  a file for each place in them where a figure begins: from there on, 48 bytes at most;
#                  also from the word before, and from each word of a sentence without digits

function put(text)
{
	if (text in seen)
		return
	seen[text] = 1
	file = folder "/" ++n
	printf "%s", text > file
	close(file)
}

function put_from(text, at)
{
	put(substr(text, at, 48))
}

function put_numbers(text,   at, before, word, plain)
{
	plain = text !~ /[0-9]/
	before = 1
	for (at = 1; at <= length(text); at += length(word) + 1) {
		word = substr(text, at)
		sub(/ .*/, "", word)
		if (word ~ /^[-+(]?[0-9]/) {
			put_from(text, at)
			put_from(text, before)
		} else if (plain) {
			put_from(text, at)
		}
		before = at
	}
}

BEGIN {
	for (a = 1; a < ARGC; a++)
		for (csv_open(ARGV[a]); csv_next(ARGV[a]); )
			if (how == "line")
				put(cell("text"))
			else
				put_numbers(cell("text"))
	exit
}
