/*
 * What a subject is in the catalogue of indicators. Vocabulary:
 *
 *   indicator.csv          indicator,label_vi,label_en,field,unit_measure,measure
 *   indicator_wording.csv  indicator,wording,field,unit_measure   field and unit empty: any
 *   subject_filler.csv     phrase,place,note  words that do not tell one thing from another;
 *                          place any; first: only in front of all other words; keep: looks
 *                          like one and is none; place: only in front of a place's words
 *   field.csv              phrase,field,note  how sections name the fields of indicator.csv
 *   subject_same.csv       phrase,same_as,note  abbreviations, synonyms; rewritten in wordings and
 *                          subjects alike
 *   indicator_derived.csv  suffix,phrase,unit_measure,note  words that make another indicator of
 *                          one: "so voi ke hoach" in %; no suffix: of the same one
 *   indicator_partner.csv  indicator,partner_of,note  what has countries at its other end, and the
 *                          indicator that a country's part of it is coded under
 *
 * Words of a wording in [ ] may stand in the subject, anywhere, and need not.
 *
 * A wording fits a subject if all its words stand in the subject in this order, or, where the
 * subject is elliptic, the rest of them in the field or the counted noun; if its field and unit
 * (the indicator's, where the row has none) agree; and if no word of the subject is left over but
 * fillers, the counted noun where it is the indicator's own, the words of a place that ref_area
 * carries, and at either end the name of the section that the indicator belongs to. A qualifier
 * that the wording does not have is such a word: what is qualified is another thing. Of several
 * wordings the one with most words in the subject wins, then the one that borrows least, then the
 * one named first.
 *
 * What fits none is tried without the words of indicator_derived.csv: what is left may be an
 * indicator, and the code is then that one's and the suffix (EXPORTS_PLAN), if the catalogue has
 * it, else X_EXPORTS_PLAN. A partner country is coded likewise: EXPORTS_US, X_EXPORT_RICE_PH.
 *
 * Of counted things the noun may stand behind: then the subject is tried again from the noun on.
 *
 * What fits nothing gets a code made from its own words, so ordered: X_ and their ASCII, behind
 * the section's name where they are no more than two, cut at about 60 characters (then with four
 * hex digits of a checksum of the whole, so that things that differ later stay apart).
 */
#ifndef NORMALIZE_CATALOGUE_H
#define NORMALIZE_CATALOGUE_H

#include "common/buf.h"
#include "common/lexicon.h"

struct indicator {
	struct str code, unit_measure, measure, field;
};

struct catalogue;

struct catalogue *catalogue_load(const struct lexicon *l); /* NULL: a diagnostic was printed */
void catalogue_free(struct catalogue *c);

struct subject {
	struct str subject, field;
	struct str area;    /* words of a place that ref_area or `partner` carries, else empty */
	struct str partner; /* code of the country at the other end (exports to), else empty */
	struct str unit;    /* code; empty: not known, any unit may fit */
	struct str noun;    /* unit as printed: its words may complete an elliptic subject */
};

/* The indicator, or NULL: then *code has the X_ code. The code stands in *code in either case. */
const struct indicator *catalogue_match(struct catalogue *c, const struct subject *s,
					struct buf *code);

/* Does what the subject measures go to or come from a country that may be named with it? */
bool catalogue_has_partner(struct catalogue *c, const struct subject *s);

#endif
