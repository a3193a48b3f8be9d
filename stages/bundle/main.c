/* bundle: the published dataset of a period as one archive for the people who use it. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "common/io.h"
#include "common/period.h"
#include "stages/bundle/bag.h"
#include "stages/bundle/package.h"
#include "stages/bundle/changes.h"
#include "stages/bundle/excel.h"
#include "stages/bundle/page.h"
#include "stages/bundle/plain.h"
#include "stages/bundle/quality.h"
#include "stages/bundle/sdmx.h"
#include "stages/bundle/shelf.h"
#include "stages/bundle/texts.h"
#include "stages/bundle/wide.h"
#include "stages/bundle/words.h"
#include "stages/bundle/workbook.h"

static const char usage[] = "usage: bundle [-t] [-l LEXICON]... [-f FROM] [-S SINCE] [-p PUBLISH] "
			    "-d DATA -s STATE -o RELEASES PERIOD\n";

static const char help[] =
	"\n"
	"Makes RELEASES/solieu-PERIOD.zip of the published dataset and lists it in "
	"RELEASES/index.csv\n"
	"and index.html.\n"
	"\n"
	"  PERIOD       2022-08, 2022-Q3, 2022-S1 or 2022\n"
	"  -d DATA      the dataset (out/data)\n"
	"  -s STATE     the store (out/state)\n"
	"  -o RELEASES  the folder that the archive goes to\n"
	"  -f FROM      from this period on, up to PERIOD\n"
	"  -S SINCE     observations.csv of an earlier release: changes are told against it, not\n"
	"               against the reports up to the month before\n"
	"  -t           tar.gz instead of zip\n"
	"  -p PUBLISH   the program publish, which writes the Parquet files; without it there are "
	"none\n"
	"  -l LEXICON   folder of lexicons; repeatable\n"
	"  -h, -V       this help, the version\n"
	"\n"
	"Exit codes: 0 done, 2 the caller's mistake, 3 system failure.\n";

struct options {
	const char *data, *state, *releases, *from, *since, *publish;
	enum archive_form form;
	struct lexicon lexicon;
};

static int misused(void)
{
	fputs(usage, stderr);
	return EXIT_CALLER;
}

static enum exit_code caller_mistake(const char *what, const char *subject)
{
	msg(MSG_ERROR, NULL, 0, str_of(subject), "%s", what);
	return EXIT_CALLER;
}

static enum exit_code say(const char *text, const char *more)
{
	struct io_file out;

	if (io_create(&out, NULL))
		return EXIT_SYSTEM;
	fputs(text, out.stream);
	fputs(more, out.stream);
	return io_commit(&out) ? EXIT_SYSTEM : EXIT_DONE;
}

/* -1: go on; else the exit code. */
static int read_options(struct options *o, int argc, char **argv)
{
	int c;

	opterr = 0;
	while ((c = getopt(argc, argv, "d:s:o:f:S:p:l:thV")) != -1) {
		switch (c) {
		case 'd':
			o->data = optarg;
			break;
		case 's':
			o->state = optarg;
			break;
		case 'o':
			o->releases = optarg;
			break;
		case 'f':
			o->from = optarg;
			break;
		case 'S':
			o->since = optarg;
			break;
		case 'p':
			o->publish = optarg;
			break;
		case 't':
			o->form = ARCHIVE_TAR_GZ;
			break;
		case 'l':
			if (o->lexicon.folders == LEXICON_FOLDERS)
				return caller_mistake("too many folders of lexicons", optarg);
			o->lexicon.folder[o->lexicon.folders++] = optarg;
			break;
		case 'h':
			return say(usage, help);
		case 'V':
			return say("bundle " SOLIEU_VERSION "\n", "");
		default:
			return misused();
		}
	}
	if (!o->lexicon.folders)
		o->lexicon.folder[o->lexicon.folders++] = LEXICON_FOLDER;
	return -1;
}

/* What the files are made of beside the tables. */
struct content {
	struct grid wide;
	struct changes changes;
	struct quality quality;
};

static int put_page(struct package *k)
{
	char *file = package_path(k, "report.html");
	FILE *out = file ? fopen(file, "wb") : NULL;

	if (!out) {
		if (file)
			msg_system(MSG_ERROR, file, "cannot be made");
		return -1;
	}
	int result = page_write(k->release, out);
	bool bad = ferror(out);
	if (fclose(out) || bad) {
		msg_system(MSG_ERROR, file, "cannot be written");
		return -1;
	}
	return result ? -1
		      : package_take(k,
				     &(struct resource){.file = "report.html", .about = "report"});
}

static int fill(struct package *k, struct content *c)
{
	return wide_put(&c->wide, k) || changes_put(&c->changes, k) ||
			       quality_put(&c->quality, k) || sdmx_put(k) || excel_put(k) ||
			       workbook_put(k, &c->wide, &c->quality) || words_put(k) ||
			       texts_put(k) || put_page(k) || words_put_readme(k) ||
			       package_close(k)
		       ? -1
		       : 0;
}

static enum exit_code make(struct package *k, const struct options *o, struct content *c)
{
	struct release *r = k->release;
	enum exit_code code = changes_make(&c->changes, r, o->since);

	c->wide.arena = &r->arena;
	wide_make(&c->wide, r);
	if (code == EXIT_DONE && quality_make(&c->quality, r))
		code = EXIT_SYSTEM;
	if (code == EXIT_DONE)
		code = plain_put(k, o->publish);
	if (code == EXIT_DONE && fill(k, c))
		code = EXIT_SYSTEM;
	return code == EXIT_DONE && labels_lacking(r->labels) ? EXIT_CALLER : code;
}

static enum exit_code seal(struct package *k, const struct options *o, const struct content *c)
{
	const struct release *r = k->release;
	const struct bag_count count[] = {
		{"Documents", r->table[RELEASE_documents].count},
		{"Observations", r->table[RELEASE_observations].count},
		{"Growth", r->table[RELEASE_growth].count},
		{"Findings", r->table[RELEASE_findings].count},
		{"Revisions", r->table[RELEASE_revisions].count},
		{"Added", c->changes.count[STEP_ADDED]},
		{"Revised", c->changes.count[STEP_REVISED]},
		{"Reflagged", c->changes.count[STEP_REFLAGGED]},
		{"Removed", c->changes.count[STEP_REMOVED]},
	};
	struct buf top = {0}, file = {0};
	int32_t day = 0;
	enum exit_code code;
	int bad = bag_close(k->parcel, r, count, sizeof count / sizeof *count);

	period_parse_date(r->day, &day);
	buf_printf(&top, "solieu-%s", r->span.name);
	buf_printf(&file, "%s/%s.%s", o->releases, buf_string(&top),
		   o->form == ARCHIVE_ZIP ? "zip" : "tar.gz");
	bad = bad || bag_archive(k->parcel, o->form, buf_string(&top), day, buf_string(&file)) ||
	      shelf_write(o->releases, r->labels);
	buf_byte(&file, '\n');
	code = bad ? EXIT_SYSTEM : say(buf_string(&file), "");
	buf_release(&top);
	buf_release(&file);
	return code;
}

static enum exit_code bundle(struct release *r, const struct options *o)
{
	struct parcel parcel;
	enum exit_code code = release_read(r);

	if (code != EXIT_DONE)
		return code;
	if (io_make_folders(o->releases) || parcel_open(&parcel, o->releases))
		return EXIT_SYSTEM;
	struct package k = {.parcel = &parcel, .release = r};
	struct content c = {0};
	code = make(&k, o, &c);
	if (code == EXIT_DONE)
		code = seal(&k, o, &c);
	grid_release(&c.wide);
	changes_release(&c.changes);
	quality_release(&c.quality);
	package_release(&k);
	parcel_close(&parcel);
	return code;
}

static enum exit_code run(struct options *o, const char *period)
{
	struct release r = {.state = o->state};
	struct stat s;

	if (!span_parse(o->from, period, &r.span))
		return caller_mistake("not a span of months like 2022-08, 2022-Q3, 2022", period);
	if (stat(o->state, &s) || !S_ISDIR(s.st_mode))
		return caller_mistake("is no store", o->state);
	/* One generation, whatever is published meanwhile. */
	char *data = realpath(o->data, NULL);
	if (!data || stat(data, &s) || !S_ISDIR(s.st_mode)) {
		free(data);
		return caller_mistake("nothing is published there", o->data);
	}
	r.data = data;
	r.labels = labels_load(&o->lexicon);
	enum exit_code code = r.labels ? bundle(&r, o) : lexicon_exit();
	release_free(&r);
	labels_free(r.labels);
	free(data);
	return code;
}

int main(int argc, char **argv)
{
	struct options o = {0};

	msg_program(argc ? argv[0] : "bundle");
	int code = read_options(&o, argc, argv);
	if (code >= 0)
		return code;
	if (!o.data || !o.state || !o.releases || argc - optind != 1)
		return misused();
	/* Archives keep local times; there is to be none. */
	setenv("TZ", "UTC0", 1);
	tzset();
	return run(&o, argv[optind]);
}
