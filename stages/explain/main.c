#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/io.h"
#include "common/msg.h"
#include "stages/explain/render.h"

static const char usage[] =
	"usage: explain [-chjwV] [-o FILE] -d STATE [DOC...]\n"
	"Shows in the text of a report what was read of it, and what was left and why.\n"
	"  -d STATE  the store (out/state)\n"
	"  -c        colours, also where the output is no terminal\n"
	"  -j        JSON, an object for each document\n"
	"  -w        one HTML page (a document at a time)\n"
	"  -o FILE   write there, not to standard output\n"
	"  DOC       documents by their doc_id (default: all that are held)\n";

struct options {
	const char *state, *out;
	bool colour, json, page;
	bool waits; /* the month of a text shown cannot be told */
};

static int parse(int argc, char **argv, struct options *o)
{
	int c;
	while ((c = getopt(argc, argv, "chjwVd:o:")) != -1) {
		switch (c) {
		case 'h':
			fputs(usage, stdout);
			return fclose(stdout) ? EXIT_SYSTEM : EXIT_DONE;
		case 'V':
			puts("explain " SOLIEU_VERSION);
			return fclose(stdout) ? EXIT_SYSTEM : EXIT_DONE;
		case 'c':
			o->colour = true;
			break;
		case 'j':
			o->json = true;
			break;
		case 'w':
			o->page = true;
			break;
		case 'd':
			o->state = optarg;
			break;
		case 'o':
			o->out = optarg;
			break;
		default:
			fputs("try explain -h\n", stderr);
			return EXIT_CALLER;
		}
	}
	if (!o->state || (o->json && o->page)) {
		fputs(o->state ? "explain: -j and -w exclude each other; try explain -h\n"
			       : "explain: -d STATE is wanted; try explain -h\n",
		      stderr);
		return EXIT_CALLER;
	}
	return -1;
}

static int show(struct options *o, struct str doc_id, FILE *out)
{
	struct reading r = {0};
	int failed = reading_load(&r, o->state, doc_id);
	if (!failed) {
		if (o->json)
			render_json(&r, out);
		else if (o->page)
			render_page(&r, out);
		else
			render_terminal(&r, o->colour, out);
		o->waits = o->waits || r.waits;
	}
	reading_release(&r);
	return failed;
}

/* All documents of one folder of the store. */
static int show_held(struct options *o, const char *folder, FILE *out, size_t *shown)
{
	struct arena a = {0};
	struct names held;
	int failed = store_names(&a, store_path(&a, o->state, folder, NULL), &held);
	for (size_t i = 0; !failed && i < held.count; i++, (*shown)++)
		failed = show(o, str_of(held.name[i]), out);
	arena_release(&a);
	return failed;
}

int main(int argc, char **argv)
{
	struct options o = {0};
	struct io_file out = {0};
	size_t shown = 0;
	int failed = 0;
	msg_program(argv[0]);
	int code = parse(argc, argv, &o);
	if (code >= 0)
		return code;
	if (!store_exists(o.state)) {
		msg(MSG_ERROR, NULL, 0, str_of(o.state), "no such store");
		return EXIT_CALLER;
	}
	if (!o.out && isatty(STDOUT_FILENO) && !o.json && !o.page)
		o.colour = true;
	if (io_create(&out, o.out))
		return EXIT_SYSTEM;
	for (int i = optind; i < argc && !failed; i++)
		failed = show(&o, str_of(argv[i]), out.stream);
	if (optind == argc)
		failed = show_held(&o, "documents", out.stream, &shown) ||
			 show_held(&o, "waiting", out.stream, &shown);
	if (failed) {
		io_abandon(&out);
		return EXIT_CALLER;
	}
	if (io_commit(&out))
		return EXIT_SYSTEM;
	return o.waits ? EXIT_PARTLY : EXIT_DONE;
}
