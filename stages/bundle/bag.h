/* BagIt (RFC 8493) around what a parcel holds below data/, and the archive of it. */
#ifndef BUNDLE_BAG_H
#define BUNDLE_BAG_H

#include "stages/bundle/parcel.h"
#include "stages/bundle/release.h"

struct bag_count {
	const char *name; /* of the line in bag-info.txt */
	unsigned long long value;
};

/* Adds bagit.txt, bag-info.txt (with the counts) and the manifests. 0, or -1: said why. */
int bag_close(struct parcel *p, const struct release *r, const struct bag_count *count,
	      size_t counts);

enum archive_form { ARCHIVE_ZIP, ARCHIVE_TAR_GZ };

/* One archive of the parcel's files, below the folder `top`; every time in it is `day` (days since
 * 1970-01-01). It appears whole. 0, or -1: said why. */
int bag_archive(const struct parcel *p, enum archive_form form, const char *top, int day,
		const char *file);

#endif
