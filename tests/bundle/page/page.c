/* Writes the page of a release that lies in OUT: page OUT PERIOD [FROM] >report.html */
#include <stdio.h>

#include "common/msg.h"
#include "stages/bundle/page.h"

int main(int argc, char **argv)
{
	struct lexicon lexicon = {{LEXICON_FOLDER}, 1};
	struct arena names = {0};
	struct release r = {0};

	msg_program(argv[0]);
	if (argc < 3 || !span_parse(argc > 3 ? argv[3] : NULL, argv[2], &r.span))
		return EXIT_CALLER;
	r.data = store_path(&names, argv[1], "data", (char *)NULL);
	r.state = store_path(&names, argv[1], "state", (char *)NULL);
	r.labels = labels_load(&lexicon);
	if (!r.labels)
		return EXIT_CALLER;
	enum exit_code code = release_read(&r);
	if (code == EXIT_DONE && (page_write(&r, stdout) || ferror(stdout) || fclose(stdout)))
		code = EXIT_SYSTEM;
	if (code == EXIT_DONE && labels_lacking(r.labels))
		code = EXIT_CALLER;
	release_free(&r);
	labels_free(r.labels);
	arena_release(&names);
	return code;
}
