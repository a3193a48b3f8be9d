# Reports of `months` months in the notation of batch.awk, always the same: of `series` series each, stocks, counts,
# rates and amounts with their ytd; bases restated now and then, estimates that become final, figures in
# twos of one month that agree or not, gaps, zeros, stated growth that is right, rounded or wrong.
function random(n) {
	seed = (seed * 16807) % 2147483647
	return seed % n
}
function name(month) {
	return sprintf("%04d-%02d", 2010 + int(month / 12), month % 12 + 1)
}
function value(s, month) {
	return 1000 + (s * 7919 + month * 104729) % 9000 + month * (s % 7)
}
function unit_of(s) {
	return s % 4 == 0 ? "{thing}" : s % 4 == 1 ? "%" : s % 4 == 2 ? "VND" : "{subscriber}"
}
function level(id, s, period, basis, v, status, origin, byte,    half) {
	half = s % 4 == 3 ? 5 : 0
	printf "obs|%s|SERIES_%d|%s|%s|%s|%s|%s|%s|eq|%s|%s|%d|%s\n", id, s, period, basis,
		v, half ? v - half : "=", half ? v + half : "=", unit_of(s), status, origin, byte, v
}
function report(doc, month, day, shift,    s, v, base, rate, place, basis) {
	printf "doc|%s|%s|%s-%02d|%s.txt\n", doc, name(month), name(month + 1), day, doc
	place = 0
	for (s = 0; s < series; s++) {
		if ((s + month) % 11 == 10)
			continue
		basis = s % 4 == 3 ? "as_of" : s % 8 == 2 ? "ytd" : "period"
		v = (s + month) % 29 == 7 ? 0 : value(s, month) + (s % 5 == 0 ? shift : 0)
		level(doc "o" s, s, name(month), basis, v, s % 3 ? "A" : "E", "stated", place += 20)
		if (month && basis != "ytd") {
			base = value(s, month - 1) + (random(6) == 0 ? 3 : 0)
			if (random(3) == 0)
				level(doc "b" s, s, name(month - 1), basis, base, "A", "stated_base", place += 20)
			rate = sprintf("%.1f", (base ? (v / base - 1) * 100 : 0) + (random(20) == 0 ? 2 : 0))
			printf "growth|%sg%d|%so%d|SERIES_%d|%s|%s|mom|%s|percent|%s|eq|%d|%s||%s\n", doc, s, doc, s,
				s, name(month), basis, name(month - 1), rate, place += 20, rate, unit_of(s)
		}
		if (month % 12 == 11 && s % 6 == 1)
			level(doc "y" s, s, substr(name(month), 1, 4), "period", 12 * v, "E", "stated", place += 20)
	}
}
BEGIN {
	seed = 2718281
	for (month = 0; month < months; month++) {
		report(sprintf("r%03da", month), month, 6, 0)
		if (month % 3 == 1)
			report(sprintf("r%03db", month), month, 9, month % 2)
	}
}
