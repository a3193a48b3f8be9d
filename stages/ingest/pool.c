#define _GNU_SOURCE /* pipe2(), F_SETPIPE_SZ */
#include "stages/ingest/pool.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#include "common/msg.h"
#include "common/xalloc.h"

/* Files that a worker may hold, and bytes of commands: fewer than a pipe takes without a reader,
 * so that writing commands never waits for a worker that itself waits for its frames to be
 * read. */
enum { WINDOW = 32, WINDOW_BYTES = 32768, PIPE_BYTES = 1 << 20 };

struct worker {
	pid_t pid;
	int commands;
	struct frame_reader frames;
	struct buf unsent; /* commands */
	unsigned held;     /* files handed out and not done */
	size_t held_bytes;
};

struct job {
	struct walk_item item;
	unsigned worker;
	size_t bytes;
};

struct pool {
	const struct worker_setup *setup;
	struct output *out;
	struct worker worker[POOL_MOST];
	unsigned workers;
	struct job *job; /* a ring: jobs first .. first + count - 1 are handed out */
	size_t first, count, room;
	/* of the first job */
	uint32_t skip, number;
	struct buf source;
};

static struct job *job_at(const struct pool *p, size_t i)
{
	return &p->job[(p->first + i) % p->room];
}

static void close_ends(struct worker *w)
{
	close(w->commands);
	close(w->frames.fd);
	frame_reader_release(&w->frames);
}

static int start(struct pool *p, struct worker *w)
{
	int commands[2], frames[2];

	if (pipe2(commands, O_CLOEXEC) != 0 || pipe2(frames, O_CLOEXEC) != 0)
		goto failed;
	fcntl(frames[0], F_SETPIPE_SZ, PIPE_BYTES);
	fflush(NULL); /* or a worker that leaves in want of memory would write it again */
	w->pid = fork();
	if (w->pid < 0)
		goto failed;
	if (w->pid == 0) {
		for (unsigned i = 0; i < p->workers; i++) /* or their ends would never close */
			if (&p->worker[i] != w && p->worker[i].pid) {
				close(p->worker[i].commands);
				close(p->worker[i].frames.fd);
			}
		close(commands[1]);
		close(frames[0]);
		_exit(worker_run(p->setup, commands[0], frames[1]));
	}
	close(commands[0]);
	close(frames[1]);
	w->commands = commands[1];
	w->frames = (struct frame_reader){.fd = frames[0]};
	return 0;
failed:
	msg_system(MSG_FATAL, NULL, "cannot start a worker");
	return -1;
}

static void queue_job(struct pool *p, const struct job *j, uint32_t skip)
{
	struct worker_command c = {skip, (uint32_t)strlen(j->item.path) + 1,
				   (uint32_t)strlen(j->item.source) + 1};
	struct buf *b = &p->worker[j->worker].unsent;

	buf_add(b, (struct str){(const char *)&c, sizeof(c)});
	buf_add(b, (struct str){j->item.path, c.path_bytes});
	buf_add(b, (struct str){j->item.source, c.source_bytes});
}

/* A worker that is gone does not take the commands; that is seen when its frames are read. One that
 * lives and did not get them would be waited for without end. */
static int send_queued(struct worker *w)
{
	int status = 0;

	for (size_t at = 0; at < w->unsent.n && status == 0;) {
		ssize_t wrote = write(w->commands, w->unsent.p + at, w->unsent.n - at);

		if (wrote < 0 && errno == EPIPE)
			break;
		if (wrote < 0 && errno != EINTR) {
			msg_system(MSG_FATAL, NULL, "cannot hand files to a worker");
			status = EXIT_SYSTEM;
		}
		at += wrote < 0 ? 0 : (size_t)wrote;
	}
	buf_reset(&w->unsent);
	return status;
}

/* The worker that holds least; NULL where all hold enough. */
static struct worker *idlest(struct pool *p)
{
	struct worker *best = NULL;

	for (unsigned i = 0; i < p->workers; i++) {
		struct worker *w = &p->worker[i];

		if (w->held >= WINDOW || w->held_bytes >= WINDOW_BYTES)
			continue;
		if (!best || w->held < best->held)
			best = w;
	}
	return best;
}

static void hand_out(struct pool *p, const struct walk_item *item, struct worker *w)
{
	struct job *j = job_at(p, p->count++);

	j->item = *item;
	j->worker = (unsigned)(w - p->worker);
	j->bytes = strlen(item->path) + strlen(item->source) + sizeof(struct worker_command) + 2;
	w->held++;
	w->held_bytes += j->bytes;
	if (!item->refused)
		queue_job(p, j, 0);
}

static void end_job(struct pool *p)
{
	struct job *j = job_at(p, 0);

	p->worker[j->worker].held--;
	p->worker[j->worker].held_bytes -= j->bytes;
	free(j->item.path);
	free(j->item.source);
	p->first = (p->first + 1) % p->room;
	p->count--;
	p->skip = p->number = 0;
	buf_reset(&p->source);
}

/* Why the worker of the first job went, as a rule of message.csv. */
static const char *cause_of(int status)
{
	if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGALRM))
		return "TIME_EXCEEDED";
	if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SYSTEM)
		return "MEMORY_EXCEEDED";
	return "READER_CRASHED";
}

/* The worker of the first job is gone. A new one takes its files over, the first one from behind
 * the document that it was at; where it went at the same document again, the file is given up. */
static int replace(struct pool *p)
{
	unsigned index = job_at(p, 0)->worker;
	struct worker *w = &p->worker[index];
	const char *source = p->source.n ? buf_string(&p->source) : job_at(p, 0)->item.source;
	bool again = p->number && p->number <= p->skip;
	int status = 0;

	close_ends(w);
	while (waitpid(w->pid, &status, 0) < 0 && errno == EINTR)
		;
	w->pid = 0;
	if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_CALLER)
		return EXIT_CALLER;
	if (!again && output_tell(p->out, cause_of(status), source, "", true) != 0)
		return EXIT_SYSTEM;
	if (again || p->number == 0) {
		output_give_up(p->out, &job_at(p, 0)->item);
		end_job(p);
	} else
		p->skip = p->number;
	if (start(p, w) != 0)
		return EXIT_SYSTEM;
	buf_reset(&w->unsent);
	for (size_t i = 0; i < p->count; i++)
		if (job_at(p, i)->worker == index && !job_at(p, i)->item.refused)
			queue_job(p, job_at(p, i), i == 0 ? p->skip : 0);
	return send_queued(w);
}

/* Writes all that the first job gives. */
static int finish_first(struct pool *p)
{
	size_t before = p->count;

	while (p->count == before) {
		struct job *j = job_at(p, 0);
		struct frame f;
		int got;

		if (j->item.refused) {
			int why = j->item.why;

			if (output_tell(p->out, why ? "UNREADABLE" : "NO_FILE", j->item.source,
					why ? strerror(why) : "", why != 0) != 0)
				return EXIT_SYSTEM;
			end_job(p);
			break;
		}
		got = frame_read(&p->worker[j->worker].frames, &f);
		if (got <= 0) {
			int status;

			if (got < 0) /* it lives, and is not to be trusted */
				kill(p->worker[j->worker].pid, SIGKILL);
			status = replace(p);
			if (status)
				return status;
			continue;
		}
		if (f.type == FRAME_NUMBER) {
			memcpy(&p->number, f.payload.p, sizeof(p->number));
			buf_reset(&p->source);
			buf_text(&p->source, f.payload.p + sizeof(p->number));
		}
		if (output_frame(p->out, &j->item, &f) != 0)
			return EXIT_SYSTEM;
		if (f.type == FRAME_END)
			end_job(p);
	}
	return 0;
}

static bool is_anyone_hungry(const struct pool *p)
{
	for (unsigned i = 0; i < p->workers; i++)
		if (p->worker[i].held <= WINDOW / 2 && p->worker[i].held_bytes <= WINDOW_BYTES / 2)
			return true;
	return false;
}

/* Hands out files until every worker holds enough: many at once, for each time that a worker is
 * written to costs as much as reading a small file. */
static int fill(struct pool *p, struct walk *walk, bool *more)
{
	struct worker *w;
	int status = 0;

	while (*more && status == 0 && (w = idlest(p))) {
		struct walk_item item;
		int got = walk_next(walk, &item, &status);

		if (got >= 0)
			status = 0;
		if (got == 1)
			hand_out(p, &item, w);
		else
			*more = false;
	}
	for (unsigned i = 0; i < p->workers && status == 0; i++)
		status = send_queued(&p->worker[i]);
	return status;
}

/* Hands out and writes until the walk and the work are done. */
static int run(struct pool *p, struct walk *walk)
{
	bool more = true;
	int status = 0;

	while (status == 0 && (more || p->count)) {
		if (more && is_anyone_hungry(p))
			status = fill(p, walk, &more);
		else
			status = finish_first(p);
	}
	return status;
}

static void stop(struct pool *p)
{
	for (unsigned i = 0; i < p->workers; i++) {
		struct worker *w = &p->worker[i];

		if (!w->pid)
			continue;
		kill(w->pid, SIGKILL);
		close_ends(w);
		buf_release(&w->unsent);
		while (waitpid(w->pid, NULL, 0) < 0 && errno == EINTR)
			;
	}
	while (p->count) {
		struct job *j = job_at(p, 0);

		free(j->item.path);
		free(j->item.source);
		p->first = (p->first + 1) % p->room;
		p->count--;
	}
	free(p->job);
	buf_release(&p->source);
}

int pool_run(const struct worker_setup *setup, unsigned jobs, struct walk *walk, struct output *out)
{
	struct pool p = {.setup = setup, .out = out};
	int status = 0;

	signal(SIGPIPE, SIG_IGN);
	p.room = (size_t)jobs * WINDOW;
	p.job = xcalloc(p.room, sizeof(*p.job));
	while (p.workers < jobs && status == 0) {
		p.workers++;
		if (start(&p, &p.worker[p.workers - 1]) != 0) {
			p.worker[p.workers - 1].pid = 0;
			status = EXIT_SYSTEM;
		}
	}
	if (status == 0)
		status = run(&p, walk);
	stop(&p);
	return status;
}
