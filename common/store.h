/*
 * The store under out/state: what the stages keep between runs. growth writes it, query reads it.
 *
 *   documents/DOC/           one report, as the stages before growth gave it for that report
 *                            alone: sources.csv lines.csv text.txt document.csv
 *                            observations.csv growth.csv ledger.csv findings.csv (headers of
 *                            tables.def; document.csv has the one row of table documents) and
 *                            read.csv (name,value: the lexicons' hash)
 *   waiting/DOC/             the same, of reports whose month cannot be told
 *   incoming/DOC/            being taken in: whole, perhaps not yet indexed; whoever writes next
 *                            finishes it
 *   index/reports/MONTH.csv  the documents of a report month (table reports below)
 *   index/levels/MONTH.csv   the levels whose period ends in MONTH, of every vintage (levels
 *                            below)
 *   index/readers/MONTH.csv  report months that looked those levels up
 *   dirty/MONTH              empty: that report month is to be computed; set before the index
 *                            changes, gone after the month's folder stands
 *   failed/MONTH             why a month could not be made; written by the caller of growth
 *   months/MONTH/            documents.csv observations.csv growth.csv findings.csv, and its
 *                            parts of tables/ and what it was made from: revisions.csv,
 *                            indicators.csv, from.csv
 *   tables/                  indicators.csv revisions.csv
 *   sums/YEAR/               the same of all months up to the end of YEAR, so that a month more
 *                            does not read all of them again
 *
 * Every folder DOC and MONTH appears by one rename. Writers hold the caller's lock; readers need
 * none. MONTH is 2022-08, DOC the doc_id.
 */
#ifndef COMMON_STORE_H
#define COMMON_STORE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include "common/arena.h"
#include "common/table.h"

/* index/reports */
enum { reports_doc_id, reports_published, reports_lexicons, reports_source, reports_columns };
extern const struct table table_reports;

/* index/levels. key_start and key_end are the days that the figure is over: of ytd from January
 * 1st, of as_of the one last day, so that a half-year and the ytd of June are the same key. */
enum {
	levels_series_id,
	levels_key_start,
	levels_key_end,
	levels_report_period,
	levels_published,
	levels_doc_id,
	levels_byte_start,
	levels_byte_end,
	levels_obs_id,
	levels_indicator,
	levels_ref_area,
	levels_time_period,
	levels_time_basis,
	levels_unit_measure,
	levels_obs_value,
	levels_low,
	levels_high,
	levels_bound,
	levels_obs_status,
	levels_origin,
	levels_subject,
	levels_printed,
	levels_columns
};
extern const struct table table_levels;

/* index/readers; read.csv; months/MONTH/from.csv; lines of months/MONTH/indicators.csv are those
 * of table indicators with the month's own counts. */
enum { readers_report_period, readers_columns };
extern const struct table table_readers;
enum { read_name, read_value, read_columns };
extern const struct table table_read_with;
enum { from_kind /* document, levels, corrections */, from_name, from_hash, from_columns };
extern const struct table table_from;

/* A table in memory; cells live in the arena. */
struct rows {
	const struct table *table;
	struct arena *arena;
	struct str *cell; /* row after row */
	size_t count, room;
};

static inline struct str *rows_at(const struct rows *r, size_t row)
{
	return r->cell + row * r->table->columns;
}
struct str *rows_add(struct rows *r); /* one more row, of empty cells; older pointers die */
/* Appends a file's rows. 0, or -1 with a diagnostic; a missing file is no row where `optional`. */
int rows_read(struct rows *r, const char *file, bool optional);
int rows_read_from(struct rows *r, FILE *stream, const char *name); /* the stream stays open */
int rows_write(const struct rows *r, const char *file);             /* appears whole, io.h */
void rows_release(struct rows *r);                                  /* the arena stays */

/* STATE/A/B…, ended by NULL; the C string lives in the arena. */
char *store_path(struct arena *a, const char *state, ...);

struct names {
	char **name; /* in byte order */
	size_t count;
};
/* What lies in a folder, dot files left out; none where there is no such folder. -1: said why. */
int store_names(struct arena *a, const char *folder, struct names *out);
bool store_exists(const char *path);
bool store_is_month(struct str s); /* 2022-08 */

/* The key of a figure in the index, see table levels; false where the period cannot be read. */
bool store_key(struct str time_period, struct str time_basis, int32_t *start, int32_t *end);

#endif
