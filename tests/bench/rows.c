/*
 * rows COUNT WORDS.txt: so many rows of the table observations on standard output, always the
 * same ones,
 * shaped like those of monthly reports: 60 to 150 figures a document, sentences that hold one to
 * four of
 * them, months in order, values that move from month to month, identifiers that look random.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ISSUERS = 6, AREAS = 12, WORDS = 64, LINE = 256, QUOTE = 2400 };

/* What words.txt has of one kind. */
struct words {
	const char *kind;
	unsigned count;
	char word[WORDS][LINE];
};

static struct words subject = {.kind = "subject"}, link = {.kind = "link"}, unit = {.kind = "unit"},
		    scale = {.kind = "scale"}, opening = {.kind = "opening"};
static const char *const issuer[ISSUERS] = {"MIC", "GSO", "CUSTOMS", "MOF", "MOIT", "SBV"};
static const char *const area[AREAS] = {"VN",    "VN",    "VN",    "VN",    "VN",    "VN",
					"VN-HN", "VN-SG", "VN-DN", "VN-HP", "VN-CT", "VN-56"};
static uint64_t state = 1;

static uint64_t next(void)
{
	uint64_t z = state += 0x9E3779B97F4A7C15u;
	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	return z ^ (z >> 31);
}

static unsigned below(unsigned n)
{
	return (unsigned)(next() % n);
}

struct figure {
	unsigned subject, unit, area, decimals, mult;
	unsigned long long digits; /* as printed, without the mark */
	char printed[3 * LINE];
};

static struct figure new_figure(unsigned issuer_number, unsigned month)
{
	struct figure f = {.subject = below(subject.count)};
	f.unit = (f.subject + issuer_number) % unit.count;
	f.area = below(AREAS);
	f.decimals = below(3);
	f.mult = f.subject % scale.count * 3;
	f.digits = (f.subject * 7919u + f.area * 104729u + issuer_number * 31u) % 40000 +
		   month * 37 + below(900) + 1;
	unsigned ten = f.decimals == 0 ? 1 : f.decimals == 1 ? 10 : 100;
	const char *word = scale.word[f.mult / 3], *blank = *word ? " " : "";
	char part[8] = "";
	if (f.decimals)
		snprintf(part, sizeof part, ",%0*u", (int)f.decimals, (unsigned)(f.digits % ten));
	snprintf(f.printed, sizeof f.printed, "%llu%s%s%s %s", f.digits / ten, part, blank, word,
		 unit.word[f.unit]);
	return f;
}

/* digits * 10^mult / 10^decimals, moved by `half` times half a unit of the last digit. */
static void put_value(const struct figure *f, int half, char out[64])
{
	unsigned long long v = f->digits * 10 + (unsigned long long)(half * 5), ten = 1;
	int power = (int)f->mult - (int)f->decimals - 1;
	for (; power > 0; power--)
		v *= 10;
	for (int i = power; i < 0; i++)
		ten *= 10;
	int n = snprintf(out, 64, "%llu", v / ten);
	if (v % ten == 0)
		return;
	n += snprintf(out + n, 64 - (size_t)n, ".%0*llu", power < -3 ? 4 : -power, v % ten);
	while (out[n - 1] == '0')
		out[--n] = '\0';
}

static void put_row(const struct figure *f, const char *doc, unsigned who, const char *month,
		    unsigned long at, const char *quote)
{
	char value[64], low[64], high[64];
	const char *code = area[f->area], *unit_code = unit.word[f->unit];
	put_value(f, 0, value);
	put_value(f, -1, low);
	put_value(f, 1, high);
	printf("%016llx,%s,%s,%s,\"%s\",%s.I%03u.%s.M.period.%s,I%03u,\"%s\",%s,M,%s,%s-01,%s-28,",
	       (unsigned long long)next(), doc, month, issuer[who], subject.word[f->subject % 8],
	       issuer[who], f->subject, code, unit_code, f->subject, subject.word[f->subject], code,
	       month, month, month);
	printf("period,,%s,%s,%s,%s,%u,%u,%s,%s,,stated,\"%s\",%lu,%lu,\"%s\"\n", value, low, high,
	       unit_code, f->mult, f->decimals, below(20) ? "eq" : "gt", below(4) ? "A" : "E",
	       f->printed, at, at + strlen(f->printed), quote);
}

static unsigned put_sentence(const char *doc, unsigned who, const char *month, unsigned number,
			     unsigned long *at)
{
	struct figure f[4];
	unsigned long place[4];
	char quote[QUOTE];
	unsigned count = 1 + below(4);
	size_t n = 0;
	for (unsigned i = 0; i < count; i++) {
		f[i] = new_figure(who, number);
		n += (size_t)snprintf(quote + n, sizeof quote - n, "%s %s %s ",
				      i ? ";" : opening.word[below(opening.count)],
				      subject.word[f[i].subject], link.word[below(link.count)]);
		place[i] = *at + n;
		n += (size_t)snprintf(quote + n, sizeof quote - n, "%s (%s)", f[i].printed,
				      subject.word[below(subject.count)]);
	}
	for (unsigned i = 0; i < count; i++)
		put_row(&f[i], doc, who, month, place[i], quote);
	*at += n + 2 + below(300);
	return count;
}

/* Lines "kind, tab, word"; a word may be empty. */
static int read_words(const char *name)
{
	struct words *const all[] = {&subject, &link, &unit, &scale, &opening};
	char line[2 * LINE];
	FILE *in = fopen(name, "r");
	if (!in)
		return -1;
	while (fgets(line, sizeof line, in)) {
		char *tab = strchr(line, '\t');
		line[strcspn(line, "\n")] = '\0';
		for (size_t i = 0; tab && i < sizeof all / sizeof *all; i++)
			if (strncmp(line, all[i]->kind, (size_t)(tab - line)) == 0 &&
			    all[i]->count < WORDS)
				snprintf(all[i]->word[all[i]->count++], LINE, "%s", tab + 1);
	}
	fclose(in);
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (all[i]->count == 0)
			return -1;
	return 0;
}

static const char header[] =
	"obs_id,doc_id,report_period,issuer,field,series_id,indicator,subject,ref_area,freq,"
	"time_period,period_start,period_end,time_basis,as_of,obs_value,low,high,unit_measure,"
	"printed_mult,decimals,bound,obs_status,of_total,origin,printed,byte_start,byte_end,"
	"quote\n";

int main(int argc, char **argv)
{
	unsigned long want = argc > 2 ? strtoul(argv[1], NULL, 10) : 0;
	if (argc != 3 || read_words(argv[2]) != 0) {
		fputs("usage: rows COUNT WORDS.txt\n", stderr);
		return 2;
	}
	fputs(header, stdout);
	unsigned long documents = want / 100 + 1;
	for (unsigned long done = 0, document = 0; done < want; document++) {
		char doc[17], month[16];
		unsigned number = (unsigned)(document * 120 / documents), who = below(ISSUERS);
		unsigned long at = 0, end = done + 60 + below(90);
		snprintf(doc, sizeof doc, "%016llx", (unsigned long long)next());
		snprintf(month, sizeof month, "%04u-%02u", 2015 + number / 12 % 100,
			 number % 12 + 1);
		while (done < end && done < want)
			done += put_sentence(doc, who, month, number, &at);
	}
	return fflush(stdout) == 0 ? 0 : 3;
}
