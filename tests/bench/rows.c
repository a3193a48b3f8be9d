/*
 * rows COUNT WORDS.txt: so many rows of the table observations on standard output, always the same ones,
 * shaped like those of monthly reports: 60 to 150 figures a document, sentences that hold one to four of
 * them, months in order, values that move from month to month, identifiers that look random.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SUBJECTS = 256, ISSUERS = 6, AREAS = 12, LINE = 512, QUOTE = 1200 };

static char subject[SUBJECTS][LINE];
static unsigned subjects;
static const char *const issuer[ISSUERS] = {"MIC", "GSO", "CUSTOMS", "MOF", "MOIT", "SBV"};
static const char *const area[AREAS] = {"VN", "VN", "VN", "VN", "VN", "VN",
					"VN-HN", "VN-SG", "VN-DN", "VN-HP", "VN-CT", "VN-56"};
static const char *const unit[] = {"VND", "{thuê bao}", "%", "t", "USD", "{doanh nghiệp}", "ha"};
enum { UNITS = sizeof unit / sizeof *unit };

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
	char printed[64];
};

static struct figure new_figure(unsigned issuer_number, unsigned month)
{
	struct figure f = {.subject = below(subjects)};
	f.unit = (f.subject + issuer_number) % UNITS;
	f.area = below(AREAS);
	f.decimals = f.unit == 2 ? 1 + below(2) : below(3);
	f.mult = f.unit == 2 ? 0 : (f.subject % 4) * 3;
	f.digits = (f.subject * 7919u + f.area * 104729u + issuer_number * 31u) % 40000 + month * 37 +
		   below(900) + 1;
	unsigned long long ten = f.decimals == 0 ? 1 : f.decimals == 1 ? 10 : 100;
	static const char *const scale[] = {"", " nghìn", " triệu", " tỷ"};
	if (f.decimals)
		snprintf(f.printed, sizeof f.printed, "%llu,%0*llu%s %s", f.digits / ten, (int)f.decimals,
			 f.digits % ten, scale[f.mult / 3], unit[f.unit]);
	else
		snprintf(f.printed, sizeof f.printed, "%llu%s %s", f.digits, scale[f.mult / 3], unit[f.unit]);
	return f;
}

/* digits * 10^mult / 10^decimals, moved by half a unit of the last digit where `half` is not 0. */
static void put_value(const struct figure *f, int half, char *out)
{
	unsigned long long v = f->digits * 10 + (unsigned long long)(half * 5);
	int power = (int)f->mult - (int)f->decimals - 1;
	for (; power > 0; power--)
		v *= 10;
	if (power == 0) {
		sprintf(out, "%llu", v);
		return;
	}
	unsigned long long ten = 1;
	for (int i = power; i < 0; i++)
		ten *= 10;
	int n = sprintf(out, "%llu.%0*llu", v / ten, -power, v % ten);
	while (out[n - 1] == '0')
		out[--n] = '\0';
	if (out[n - 1] == '.')
		out[n - 1] = '\0';
}

static void put_row(const struct figure *f, const char *doc, unsigned who, const char *month,
		    unsigned long at, const char *quote)
{
	char value[64], low[64], high[64];
	const char *code = area[f->area];
	put_value(f, 0, value);
	put_value(f, -1, low);
	put_value(f, 1, high);
	printf("%016llx,%s,%s,%s,%s,%s.I%03u.%s.M.period.%s,I%03u,\"%s\",%s,M,%s,%s-01,%s-28,period,,", 
	       (unsigned long long)next(), doc, month, issuer[who], subject[f->subject % 8], issuer[who],
	       f->subject, code, unit[f->unit], f->subject, subject[f->subject], code, month, month, month);
	printf("%s,%s,%s,%s,%u,%u,%s,%s,,stated,\"%s\",%lu,%lu,\"%s\"\n", value, low, high, unit[f->unit],
	       f->mult, f->decimals, below(20) ? "eq" : "gt", below(4) ? "A" : "E", f->printed, at,
	       at + strlen(f->printed), quote);
}

static unsigned put_sentence(const char *doc, unsigned who, const char *month, unsigned number,
			     unsigned long *at)
{
	static const char *const link[] = {"đạt", "ước đạt", "là", "tăng so với cùng kỳ, đạt"};
	struct figure f[4];
	char quote[QUOTE];
	unsigned count = 1 + below(4), n = 0;
	unsigned long place[4];
	for (unsigned i = 0; i < count; i++) {
		f[i] = new_figure(who, number);
		n += (unsigned)sprintf(quote + n, "%s%s %s ", i ? "; " : "Trong tháng, ",
				       subject[f[i].subject], link[below(4)]);
		place[i] = *at + n;
		n += (unsigned)sprintf(quote + n, "%s (%s)", f[i].printed, subject[below(subjects)]);
	}
	strcpy(quote + n, ".");
	for (unsigned i = 0; i < count; i++)
		put_row(&f[i], doc, who, month, place[i], quote);
	*at += n + 2 + below(300);
	return count;
}

static int read_subjects(const char *name)
{
	FILE *in = fopen(name, "r");
	if (!in)
		return -1;
	while (subjects < SUBJECTS && fgets(subject[subjects], LINE, in)) {
		subject[subjects][strcspn(subject[subjects], "\n")] = '\0';
		subjects += subject[subjects][0] != '\0';
	}
	fclose(in);
	return subjects >= 8 ? 0 : -1;
}

static const char header[] =
	"obs_id,doc_id,report_period,issuer,field,series_id,indicator,subject,ref_area,freq,time_period,"
	"period_start,period_end,time_basis,as_of,obs_value,low,high,unit_measure,printed_mult,decimals,"
	"bound,obs_status,of_total,origin,printed,byte_start,byte_end,quote\n";

int main(int argc, char **argv)
{
	unsigned long want = argc > 2 ? strtoul(argv[1], NULL, 10) : 0;
	if (argc != 3 || read_subjects(argv[2]) != 0) {
		fputs("usage: rows COUNT WORDS.txt\n", stderr);
		return 2;
	}
	fputs(header, stdout);
	unsigned long documents = want / 100 + 1;
	for (unsigned long done = 0, document = 0; done < want; document++) {
		char doc[17], month[8];
		unsigned number = (unsigned)(document * 120 / documents), who = below(ISSUERS);
		unsigned long at = 0, end = done + 60 + below(90);
		snprintf(doc, sizeof doc, "%016llx", (unsigned long long)next());
		snprintf(month, sizeof month, "%04u-%02u", 2015 + number / 12 % 100, number % 12 + 1);
		while (done < end && done < want)
			done += put_sentence(doc, who, month, number, &at);
	}
	return fflush(stdout) == 0 ? 0 : 3;
}
