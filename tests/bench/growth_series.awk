# SERIES x MONTHS values as CSV series,time_period,obs_value: in an order far from sorted, one of 97 left
# out, always the same rows.
BEGIN {
	n = series * months
	print "series,time_period,obs_value"
	for (step = 2654435; gcd(step, n) != 1;)
		step++
	at = 12345 % n
	for (i = 0; i < n; i++) {
		at = (at + step) % n
		if (at % 97 == 0)
			continue
		s = int(at / months)
		m = at % months
		printf "S%04d,%04d-%02d,%d.%02d\n", s, 1940 + int(m / 12), m % 12 + 1,
			1000 + (s * 7919 + m * 104729) % 900000 + m, at % 100
	}
}

function gcd(a, b)
{
	return b ? gcd(b, a % b) : a
}
