# When two figures, units and spans of time are the same, and how near two subjects are.

# A decimal in its shortest form; "" where it is none.
function number(t,    sign, whole, part, i)
{
	if (t !~ /^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)$/)
		return ""
	sign = ""
	if (t ~ /^[+-]/) {
		if (substr(t, 1, 1) == "-")
			sign = "-"
		t = substr(t, 2)
	}
	i = index(t, ".")
	whole = i ? substr(t, 1, i - 1) : t
	part = i ? substr(t, i + 1) : ""
	sub(/^0+/, "", whole)
	sub(/0+$/, "", part)
	if (whole == "" && part == "")
		return "0"
	return sign (whole == "" ? "0" : whole) (part == "" ? "" : "." part)
}

# Unit class: every counted noun counts as one class, since its wording is free.
function unit(u)
{
	gsub(/^[ \t]+|[ \t]+$/, "", u)
	gsub(/kWh/, "kW.h", u)
	gsub(/MWh/, "MW.h", u)
	gsub(/\{[^}]*\}/, "{}", u)
	return (u == "" || u == "1") ? "{}" : u
}

function month_days(y, m)
{
	if (m == 2)
		return (y % 4 == 0 && (y % 100 != 0 || y % 400 == 0)) ? 29 : 28
	return (m == 4 || m == 6 || m == 9 || m == 11) ? 30 : 31
}

# The months that a figure covers, whichever way they are spelled: 2022-Q1 is January to March, as
# is 03 ytd; a stock is named by the month or the day at whose end it stands.
function span(p, basis,    y, last, first, day, rest, width)
{
	gsub(/^[ \t]+|[ \t]+$/, "", p)
	if (p !~ /^[0-9][0-9][0-9][0-9](-(Q[1-4]|S[12]|[0-9][0-9](-[0-9][0-9])?))?$/)
		return p
	y = substr(p, 1, 4) + 0
	rest = substr(p, 6)
	day = ""
	width = 0
	if (rest == "") {
		last = 12
		width = 12
	} else if (rest ~ /^Q/) {
		last = substr(rest, 2) * 3
		width = 3
	} else if (rest ~ /^S/) {
		last = substr(rest, 2) * 6
		width = 6
	} else {
		last = substr(rest, 1, 2) + 0
		width = 1
		day = substr(rest, 4)
		if (day != "" && month_days(y, last) == day + 0)
			day = ""
	}
	if (basis == "as_of")
		return y " end " last " " day
	first = basis == "ytd" ? 1 : last - width + 1
	return y " " first " " last " " day
}

# "value unit time_period time_basis bound status" in parts; a unit may hold blanks within braces.
function level_parts(t, part,    i, j, n, rest)
{
	i = index(t, " ")
	part[1] = substr(t, 1, i - 1)
	t = substr(t, i + 1)
	i = 0
	for (j = 1; j <= length(t); j++)
		if (substr(t, j, 1) == "}")
			i = j
	n = index(substr(t, i + 1), " ") + i
	part[2] = substr(t, 1, n - 1)
	split(substr(t, n + 1), rest, " ")
	for (j = 1; j <= 4; j++)
		part[j + 2] = rest[j]
}

# period and ytd spell the same spans; a stock is something else.
function same_basis(a, b)
{
	return a == b || (a != "as_of" && b != "as_of")
}

# The document that a row is of: base name of its source, without extension.
function stem(path,    n, part)
{
	n = split(path, part, "!")
	path = part[n]
	sub(/^.*\//, "", path)
	sub(/\..*$/, "", path)
	return path
}

function stated(v)
{
	return v == "" || v == "true" || v == "1" || v == "t"
}

function letter_length(byte)
{
	return byte < "\200" ? 1 : byte < "\340" ? 2 : byte < "\360" ? 3 : 4
}

function letters(plain, row,    i, n)
{
	for (i = 1; i <= length(row); i += n) {
		n = letter_length(substr(row, i, 1))
		PLAIN[substr(row, i, n)] = plain
	}
}

function letters_begin()
{
	letters("a", "àáảãạăằắẳẵặâầấẩẫậÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬ")
	letters("e", "èéẻẽẹêềếểễệÈÉẺẼẸÊỀẾỂỄỆ")
	letters("i", "ìíỉĩịÌÍỈĨỊ")
	letters("o", "òóỏõọôồốổỗộơờớởỡợÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢ")
	letters("u", "ùúủũụưừứửữựÙÚỦŨỤƯỪỨỬỮỰ")
	letters("y", "ỳýỷỹỵỲÝỶỸỴ")
	letters("d", "đĐ")
	PLAINED = 1
}

# Lower case without marks; what is no letter, digit or _ is a blank.
function fold(t,    i, n, c, out)
{
	if (t in FOLDED)
		return FOLDED[t]
	if (!PLAINED)
		letters_begin()
	out = ""
	for (i = 1; i <= length(t); i += n) {
		c = substr(t, i, 1)
		n = letter_length(c)
		if (n > 1)
			c = substr(t, i, n)
		if (n == 1)
			out = out (c ~ /[A-Za-z0-9_]/ ? tolower(c) : " ")
		else if (c in PLAIN)
			out = out PLAIN[c]
		else if (c !~ /^[\314\315]/)
			out = out " "
	}
	return FOLDED[t] = out
}

# Share of the wanted phrase's words that the other phrase has too; case and tone marks do not
# count.
function overlap(want, got,    n, i, w, seen, has, all, both)
{
	n = split(fold(got), w, " ")
	for (i = 1; i <= n; i++)
		has[w[i]] = 1
	n = split(fold(want), w, " ")
	all = both = 0
	for (i = 1; i <= n; i++)
		if (!(w[i] in seen)) {
			seen[w[i]] = 1
			all++
			both += (w[i] in has)
		}
	return all ? both / all : 1
}
