/*
 * The Data Package (Frictionless 2.0) in a bag's data/: files are put in through here, so that
 * datapackage.json describes them all.
 */
#ifndef BUNDLE_PACKAGE_H
#define BUNDLE_PACKAGE_H

#include "stages/bundle/json.h"
#include "stages/bundle/parcel.h"
#include "stages/bundle/release.h"

struct resource {
	const char *file;            /* below data/ */
	const char *about;           /* label.csv has file.ABOUT, the title; NULL: `title` */
	struct str title;            /* where `about` is NULL */
	const struct column *column; /* of a CSV: its columns in order; NULL: no table */
	size_t columns;
	const char *key;     /* columns of the primary key, separated by commas; NULL: none */
	bool excel;          /* `;` between fields; without columns: a BOM is no field's name */
	const char *foreign; /* "column resource column" separated by blanks, by commas; NULL */
};

struct package {
	struct parcel *parcel;
	struct release *release;
	struct resource *list;
	size_t count, room;
};

/* Functions return 0, or -1 with a diagnostic. What a resource points at must live on. */
int package_put(struct package *k, const struct resource *r, struct str content);
/* Of a file that stands at package_path() already. */
char *package_path(struct package *k, const char *file);
int package_take(struct package *k, const struct resource *r);

int package_close(struct package *k); /* writes datapackage.json */
void package_release(struct package *k);

/* Meaning of a column in Vietnamese: label column.TABLE.NAME, else column.NAME. */
struct str package_meaning(struct labels *l, const char *table, const char *column);

#endif
