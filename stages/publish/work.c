#include "stages/publish/work.h"

#include <pthread.h>
#include <stdatomic.h>
#include "stages/publish/convert.h"
#include "stages/publish/output.h"

/* Tasks that several threads take from, one by one. */
struct work {
	const struct task *task;
	size_t tasks;
	const struct generation *generation;
	atomic_size_t next;
	atomic_int worst;
};

static int open_output(struct output *out, enum format f, const struct task *t,
		       const struct generation *g)
{
	char *old = g->old ? generation_file(g->old, f, t->table->name, t->month) : NULL;
	return output_begin(out, old, generation_file(g->staged, f, t->table->name, t->month));
}

static enum exit_code run_task(const struct task *t, const struct generation *g)
{
	struct output out[FORMATS] = {{0}};
	struct sink sink[FORMATS];
	enum exit_code code = EXIT_DONE;
	for (enum format f = 0; f < FORMATS; f++) {
		sink[f] = (struct sink){.write = output_write, .context = &out[f]};
		if (open_output(&out[f], f, t, g) != 0)
			code = EXIT_SYSTEM;
	}
	struct convert order = {.table = t->table,
				.name = t->csv,
				.vintage = str_of(t->month),
				.csv_gz = &sink[FORMAT_CSV],
				.parquet = &sink[FORMAT_PARQUET]};
	if (code == EXIT_DONE)
		code = convert_table(&order);
	for (enum format f = 0; f < FORMATS; f++) {
		if (code == EXIT_DONE && output_end(&out[f]) != 0)
			code = EXIT_SYSTEM;
		output_release(&out[f]);
	}
	return code;
}

static void note(struct work *w, int code)
{
	int worst = w->worst;
	while (code > worst && !atomic_compare_exchange_weak(&w->worst, &worst, code))
		;
}

static void *take_tasks(void *argument)
{
	struct work *w = argument;
	size_t i;
	while (w->worst == EXIT_DONE && (i = w->next++) < w->tasks)
		note(w, run_task(&w->task[i], w->generation));
	return NULL;
}

enum exit_code work_run(const struct task *task, size_t tasks, unsigned jobs,
			const struct generation *g)
{
	struct work w = {.task = task, .tasks = tasks, .generation = g};
	pthread_t thread[WORK_JOBS];
	unsigned started = 0;
	while (started + 1 < jobs && pthread_create(&thread[started], NULL, take_tasks, &w) == 0)
		started++;
	take_tasks(&w);
	while (started > 0)
		pthread_join(thread[--started], NULL);
	return (enum exit_code)w.worst;
}
