# A dataset against hand-made gold of whole reports.
#
#   awk -f csv.awk -f gold.awk -f score.awk -v documents=F -v observations=F -v growth=F \
#       [-v doc=NAME] [-v misses=N] GOLD.obs.csv… [GOLD.growth.csv…]
#
# An observation is right when value, unit class and span of time (of a stock with a printed day: that
# day) agree with a gold row. Where several gold rows agree, the one whose subject is nearest is taken,
# once; a fact that the gold lists twice is asked for once, and a published row too many is wrong. Gold
# rows with sure=0 are neither asked for nor held against the reader. Rows with origin `implied` and
# growth that is not stated are not scored, but more implied rows than stated growth is an error
# (exit 1). "whole" is the share of right observations with time_basis, bound, obs_status, of_total,
# origin and subject right together.

BEGIN {
	load_gold()
	load_dataset()
	for (d in Wanted)
		if (!(d in Present))
			print "not in the dataset: " d
	score_levels()
	score_growth()
	print_misses()
	if (implied > stated_rows) {
		printf "ERROR: %d implied levels for %d stated comparisons\n", implied, stated_rows
		exit 1
	}
	exit
}

function load_gold(    a, g, file, k)
{
	for (a = 1; a < ARGC; a++) {
		file = ARGV[a]
		for (csv_open(file); csv_next(file); ) {
			if (doc != "" && cell("doc") != doc)
				continue
			Wanted[cell("doc")] = 1
			if (file ~ /growth\.csv$/)
				gold_growth()
			else
				gold_level()
		}
		close(file)
	}
}

function gold_level(    g, k)
{
	g = ++golds
	Gdoc[g] = cell("doc"); Gsure[g] = cell("sure"); Gsubject[g] = cell("subject")
	Gbasis[g] = cell("time_basis"); Gbound[g] = cell("bound"); Gstatus[g] = cell("obs_status")
	Gorigin[g] = cell("origin"); Gtotal[g] = number(cell("of_total"))
	Gvalue[g] = number(cell("value"))
	Gshow[g] = cell("doc") ": " cell("printed") " = " cell("value") " " cell("unit") " " \
		cell("time_period") " " cell("time_basis") " | " cell("subject")
	Gof[cell("doc"), cell("n")] = g
	k = cell("doc") "\t" number(cell("value")) "\t" unit(cell("unit"))
	Loose[k] = Loose[k] " " g
	k = k "\t" span(cell("time_period"), cell("time_basis"))
	Pool[k] = Pool[k] " " g
}

function base_span(basis, period, kind)
{
	return basis == "vs_ref" ? "" : span(period, kind)
}

function growth_text()
{
	return cell("basis") " " cell("base_period") " " cell("kind") " " cell("change") \
		" | " cell("subject")
}

function gold_growth(    g, k)
{
	g = ++grows
	Hsure[g] = cell("sure"); Hsubject[g] = cell("subject")
	Hobs[g] = cell("obs_n"); Hdoc[g] = cell("doc")
	Hytd[g] = base_span(cell("basis"), cell("base_period"), "ytd")
	Hend[g] = base_span(cell("basis"), cell("base_period"), "as_of")
	Hshow[g] = cell("doc") ": " cell("printed") " = " growth_text()
	k = cell("doc") "\t" cell("basis") "\t" cell("kind") "\t" number(cell("change"))
	Hpool[k] = Hpool[k] " " g
	k = cell("doc") "\t" number(cell("change"))
	Hloose[k] = Hloose[k] " " g
}

function load_dataset(    n, i, file, d)
{
	n = split(documents, file, " ")
	for (i = 1; i <= n; i++)
		for (csv_open(file[i]); csv_next(file[i]); ) {
			d = stem(cell("source"))
			Name[cell("doc_id")] = d
			Present[d] = 1
		}
	n = split(observations, file, " ")
	for (i = 1; i <= n; i++)
		for (csv_open(file[i]); csv_next(file[i]); ) {
			d = Name[cell("doc_id")]
			if (!(d in Wanted))
				continue
			if (cell("origin") == "implied")
				implied++
			else
				dataset_level(d)
		}
	n = split(growth, file, " ")
	for (i = 1; i <= n; i++)
		for (csv_open(file[i]); csv_next(file[i]); ) {
			d = Name[cell("doc_id")]
			if (d in Wanted && stated(cell("stated")))
				dataset_growth(d)
		}
}

function dataset_level(d,    r)
{
	r = ++rows
	Rkey[r] = d "\t" number(cell("obs_value")) "\t" unit(cell("unit_measure"))
	Rspan[r] = span(cell("time_period"), cell("time_basis"))
	Rday[r] = cell("as_of") == "" ? "" : span(cell("as_of"), "as_of")
	Rsubject[r] = cell("subject"); Rbasis[r] = cell("time_basis"); Rbound[r] = cell("bound")
	Rstatus[r] = cell("obs_status"); Rorigin[r] = cell("origin")
	Rtotal[r] = number(cell("of_total"))
	Rvalue[cell("obs_id")] = number(cell("obs_value"))
	Rshow[r] = d ": " cell("printed") " = " cell("obs_value") " " cell("unit_measure") " " \
		cell("time_period") " " cell("time_basis") " | " cell("subject")
}

function dataset_growth(d,    r)
{
	r = ++stated_rows
	Skey[r] = d "\t" cell("basis") "\t" cell("kind") "\t" number(cell("change"))
	Sloose[r] = d "\t" number(cell("change"))
	Sytd[r] = base_span(cell("basis"), cell("base_period"), "ytd")
	Send[r] = base_span(cell("basis"), cell("base_period"), "as_of")
	Ssubject[r] = cell("subject"); Sobs[r] = cell("obs_id")
	Sshow[r] = d ": " cell("printed") " = " growth_text()
}

# The best free gold row of `list`: asked for before excused, then the nearest subject.
function nearest(list, n, text, sure, subject, taken,    i, g, near, best, reach)
{
	best = 0
	for (i = 1; i <= n; i++) {
		g = list[i]
		if (g in taken)
			continue
		near = sure[g] * 2 + overlap(subject[g], text)
		if (!best || near > reach) {
			best = g
			reach = near
		}
	}
	return best
}

# What says the same as the row taken need not be said again.
function mark_twins(list, n, best, subject, twin,    i)
{
	for (i = 1; i <= n; i++)
		if (list[i] != best && overlap(subject[list[i]], subject[best]) >= 0.5)
			twin[list[i]] = 1
}

function score_levels(    r, n, same, days, g, good, excused)
{
	good = excused = 0
	for (r = 1; r <= rows; r++) {
		days = Rday[r] == "" ? "" : Pool[Rkey[r] "\t" Rday[r]]
		n = split(Pool[Rkey[r] "\t" Rspan[r]] days, same, " ")
		g = nearest(same, n, Rsubject[r], Gsure, Gsubject, Taken)
		if (g) {
			Taken[g] = 1
			mark_twins(same, n, g, Gsubject, Twin)
			if (Gsure[g] == "1") {
				good++
				judge(g, r)
			} else {
				excused++
			}
		} else if (n == 0 && unsure_free(Loose[Rkey[r]], Gsure, Taken)) {
			excused++
		} else {
			Wrong[++wrongs] = Rshow[r]
		}
	}
	for (g = 1; g <= golds; g++)
		if (Gsure[g] == "1" && !(g in Taken) && !(g in Twin))
			Missed[++misseds] = Gshow[g]
	line("observations", good, wrongs, misseds, excused)
	share("time_basis", Sum["basis"], good, "")
	share("bound", Sum["bound"], good, "; not eq: " of_odd("bound"))
	share("obs_status", Sum["status"], good, "; not A: " of_odd("status"))
	share("origin", Sum["origin"], good, "; not stated: " of_odd("origin"))
	share("of_total", Sum["total"], good, "; where there is one: " of_odd("total"))
	share("subject", Sum["subject"], good, " (has at least half of the words of the gold subject)")
	share("whole", Sum["whole"], good, "")
}

function of_odd(what)
{
	return Odd[what] + 0 "/" Odds[what] + 0
}

function odd(what, is, ok)
{
	if (is) {
		Odds[what]++
		Odd[what] += ok
	}
}

function judge(g, r,    basis, bound, status, origin, total, subject)
{
	basis = same_basis(Gbasis[g], Rbasis[r])
	bound = Gbound[g] == Rbound[r]
	status = Gstatus[g] == Rstatus[r]
	origin = Gorigin[g] == Rorigin[r]
	total = Gtotal[g] == Rtotal[r]
	subject = overlap(Gsubject[g], Rsubject[r]) >= 0.5
	Sum["basis"] += basis
	Sum["bound"] += bound
	Sum["status"] += status
	Sum["origin"] += origin
	Sum["total"] += total
	Sum["subject"] += subject
	Sum["whole"] += basis && bound && status && origin && total && subject
	if (!(basis && bound && status && origin && total && subject))
		Partly[++partlys] = Gshow[g] " | read as: " Rbasis[r] " " Rbound[r] " " Rstatus[r] " " \
			Rorigin[r] " " Rtotal[r] " | " Rsubject[r]
	odd("bound", Gbound[g] != "eq", bound)
	odd("status", Gstatus[g] != "A", status)
	odd("origin", Gorigin[g] != "stated", origin)
	odd("total", Gtotal[g] != "", total)
}

function unsure_free(list, sure, taken,    n, i, g)
{
	n = split(list, g, " ")
	for (i = 1; i <= n; i++)
		if (sure[g[i]] == "0" && !(g[i] in taken))
			return 1
	return 0
}

function same_base(g, r)
{
	return Hytd[g] == Sytd[r] || Hytd[g] == Send[r] || Hend[g] == Sytd[r] || Hend[g] == Send[r]
}

# Is the level of the growth row r the one that gold row g names?
function tied(g, r,    of)
{
	of = Gof[Hdoc[g], Hobs[g]]
	return of != "" && Gvalue[of] != "" && Sobs[r] in Rvalue && Gvalue[of] == Rvalue[Sobs[r]]
}

function score_growth(    r, n, m, i, all, same, g, good, excused, ties, tries, named)
{
	good = excused = ties = tries = named = 0
	for (r = 1; r <= stated_rows; r++) {
		m = split(Hpool[Skey[r]], all, " ")
		n = 0
		for (i = 1; i <= m; i++)
			if (same_base(all[i], r))
				same[++n] = all[i]
		g = nearest(same, n, Ssubject[r], Hsure, Hsubject, Htaken)
		if (g) {
			Htaken[g] = 1
			mark_twins(same, n, g, Hsubject, Htwin)
			if (Hsure[g] != "1") {
				excused++
				continue
			}
			good++
			named += overlap(Hsubject[g], Ssubject[r]) >= 0.5
			if (Hobs[g] != "") {
				tries++
				ties += tied(g, r)
			}
		} else if (n == 0 && unsure_free(Hloose[Sloose[r]], Hsure, Htaken)) {
			excused++
		} else {
			Hwrong[++hwrongs] = Sshow[r]
		}
	}
	for (g = 1; g <= grows; g++)
		if (Hsure[g] == "1" && !(g in Htaken) && !(g in Htwin))
			Hmissed[++hmisseds] = Hshow[g]
	if (!grows)
		return
	line("growth", good, hwrongs, hmisseds, excused)
	share("level", ties, tries, " (tied to the right level)")
	share("subject", named, good, "")
}

function line(what, good, wrong, missed, excused,    p, r, f)
{
	p = good + wrong ? good / (good + wrong) : 0
	r = good + missed ? good / (good + missed) : 0
	f = p + r ? 2 * p * r / (p + r) : 0
	printf "%-13s precision %.3f  recall %.3f  F1 %.3f", what, p, r, f
	printf "  (%d right, %d wrong, %d missed, %d excused)\n", good, wrong, missed, excused
}

function share(what, sum, of, note)
{
	if (of)
		printf "  %-11s %.3f  of %d%s\n", what, sum / of, of, note
}

function list(title, items, n,    i)
{
	for (i = 1; i <= n && i <= misses; i++)
		print title ": " items[i]
}

function print_misses()
{
	list("not whole", Partly, partlys)
	list("missed", Missed, misseds)
	list("wrong", Wrong, wrongs)
	list("growth missed", Hmissed, hmisseds)
	list("growth wrong", Hwrong, hwrongs)
}
