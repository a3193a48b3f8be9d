#include "stages/ingest/pdf_seen.h"

#include <stdlib.h>
#include "common/xalloc.h"

static int by_left(const void *a, const void *b)
{
	const struct pdf_word *x = *(struct pdf_word *const *)a, *y = *(struct pdf_word *const *)b;

	if (x->left != y->left)
		return x->left < y->left ? -1 : 1;
	return x < y ? -1 : x > y;
}

static int by_place(const void *a, const void *b)
{
	const struct pdf_word *x = *(struct pdf_word *const *)a, *y = *(struct pdf_word *const *)b;
	long m = x->top + x->bottom, n = y->top + y->bottom;

	if (m != n)
		return m < n ? -1 : 1;
	return by_left(a, b);
}

void pdf_view_add(struct pdf_view *v, struct pdf_word *w)
{
	v->at = xgrow(v->at, &v->room, v->words + 1, sizeof(*v->at));
	v->at[v->words++] = w;
}

static void end_line(struct pdf_view *v, size_t first, size_t end)
{
	struct seen s = {.first = first, .words = end - first, .top = v->at[first]->top};

	qsort(v->at + first, s.words, sizeof(*v->at), by_left);
	for (size_t i = first; i < end; i++) {
		const struct pdf_word *w = v->at[i];

		s.top = w->top < s.top ? w->top : s.top;
		s.bottom = w->bottom > s.bottom ? w->bottom : s.bottom;
		if (w->bottom - w->top > s.height)
			s.height = w->bottom - w->top;
	}
	v->seen = xgrow(v->seen, &v->line_room, v->lines + 1, sizeof(*v->seen));
	v->seen[v->lines++] = s;
}

void pdf_see(struct pdf_view *v)
{
	size_t first = 0;

	v->lines = 0;
	if (!v->words)
		return;
	qsort(v->at, v->words, sizeof(*v->at), by_place);
	for (size_t i = 1; i <= v->words; i++) {
		const struct pdf_word *w = i < v->words ? v->at[i] : NULL, *f = v->at[first];

		if (w && (w->top + w->bottom) / 2 < f->bottom - (f->bottom - f->top) / 4)
			continue;
		end_line(v, first, i);
		first = i;
	}
}

void pdf_view_release(struct pdf_view *v)
{
	free(v->at);
	free(v->seen);
	*v = (struct pdf_view){0};
}
