/*
 * Line charts as SVG, drawn by gnuplot (http://www.gnuplot.info): one child draws them all, with a
 * fixed command line and an environment of its own.
 */
#ifndef BUNDLE_CHART_H
#define BUNDLE_CHART_H

#include <stdbool.h>
#include <stdint.h>
#include "common/buf.h"
#include "common/dec.h"

enum { CHART_POINTS = 36, CHART_LEAST = 3 };

struct chart_point {
	int32_t day; /* since 1970-01-01 */
	struct dec value;
	bool joined; /* by a line with the point before */
};

struct chart {
	struct str series; /* of whoever asks */
	int mult;          /* values are drawn divided by 10^mult */
	struct chart_point point[CHART_POINTS];
	size_t points;
	struct str svg; /* drawn: an svg element without ids of its own; empty: not drawn */
};

enum chart_result { CHART_DRAWN, CHART_NO_PROGRAM, CHART_FAILED };

/* Draws the charts, whose svg then point into *drawn. Numbers at the axis have a decimal comma
 * and, hidden by lang, a decimal point. After CHART_FAILED a diagnostic was printed. */
enum chart_result chart_draw(struct chart *chart, size_t count, struct buf *drawn);

#endif
