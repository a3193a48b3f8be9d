/*
 * Who reports, where the letterhead or the title says so in words of place: the people's committee
 * or an office of a province, district or commune. Its code ends with the province's ("UBND-VN-73",
 * "SO_Y_TE-VN-73"), or with X_ and the place's name where the place has no code of its own
 * ("UBND-X_HUYEN_YEN_THANH"); a title alone tells the place, not the body ("VN-73").
 */
#ifndef EXTRACT_ISSUER_H
#define EXTRACT_ISSUER_H

#include "stages/extract/report.h"

/* Of the lines before the title; empty: no body of a place heads the report. */
struct str issuer_letterhead(struct tokens *t, const struct vocab *v, const struct report *p,
			     struct arena *a);
/* Of the title; empty where it names no place, or a body that the lexicon knows. */
struct str issuer_title(struct tokens *t, const struct vocab *v, const struct report *p,
			struct arena *a);

#endif
