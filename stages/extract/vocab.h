/*
 * The words that the grammar knows. Every word of the lexicons becomes an integer once; phrases
 * become a
 * trie over those integers, found by longest match. The grammar in this folder works on classes and
 * values; which Vietnamese words carry them stands in common/lexicon/:
 *
 *   phrase.csv  phrase,class,value,note     the closed classes of the grammar, see enum vocab_class
 *   noun.csv    phrase,measure,note         counted nouns; measure: stock or flow; note: event,
 *               turn (an event, of the noun behind it), body, points (of a rate: percentage
 *               points)
 *   measure.csv phrase,measure,note         heads of subjects that name a measure: stock, flow,
 *               rate, index, average (of a stock over a period), count, open
 *   cue.csv     phrase,kind,side,note       words beside a number that make it a non-fact of
 *               `kind`; side: before, after, or pair ("3 ca 4 kip": a pattern of two numbers)
 *   unit.csv    phrase,unit_measure,kind,factor
 *   scale.csv   phrase,value,note           power of ten
 *   number_word.csv                         through numeral.h
 *   place.csv   ref_area,name,...           names of places
 *   issuer.csv  issuer,wording,note         bodies that report
 */
#ifndef EXTRACT_VOCAB_H
#define EXTRACT_VOCAB_H

#include <stdbool.h>
#include <stdint.h>
#include "common/arena.h"
#include "common/datephrase.h"
#include "common/lexicon.h"
#include "stages/extract/scan.h"

/* The class column of phrase.csv is the name without VOCAB_, in lower case. */
/* clang-format off */
#define VOCAB_CLASSES(X) \
	X(none)            /* no class */ \
	X(change)          /* change; value + - 0 or = (either way) */ \
	X(gap)             /* comparative of level: cao hon, thap hon, it hon; value + or - */ \
	X(factor)          /* gap (… lan): growth as a factor */ \
	X(times)           /* lan behind a factor's number */ \
	X(twice)           /* a factor in one word; value the factor */ \
	X(versus)          /* so voi, so: a comparison's base follows */ \
	X(same)            /* cung ky: the same period a year before */ \
	X(level)           /* dat, la, o muc: a level follows */ \
	X(equal)           /* bang: level, completion, share or index */ \
	X(share)           /* chiem: a share of a total follows */ \
	X(contribute)      /* dong gop, lam tang, lam giam; value + or - */ \
	X(plan)            /* ke hoach, du toan, muc tieu: a plan */ \
	X(exceed)          /* vuot */ \
	X(mark)            /* moc, nguong: what is passed, no fact */ \
	X(bound)           /* value eq gt lt ge le approx */ \
	X(bound_behind)    /* tro len, tro xuong: value ge le */ \
	X(status)          /* value E P F A */ \
	X(respectively)    /* lan luot, tuong ung */ \
	X(equivalent)      /* tuong duong, tuong ung: a second measure or the absolute growth */ \
	X(part)            /* trong do, bao gom: parts of what was named; note even: ke ca */ \
	X(lead)            /* ve, doi voi, linh vuc: a lead-in names the topic */ \
	X(link)            /* rieng, ngoai ra: opens a clause; value while, says, next */ \
	X(and)             /* va */ \
	X(but)             /* nhung, song, con */ \
	X(raise)           /* len, con: the level that a change leads to; total: of a whole */ \
	X(from)            /* tu */ \
	X(to)              /* den, toi */ \
	X(each)            /* moi thang: an average for each */ \
	X(in_terms)        /* ve: the measure that a change is of */ \
	X(month) \
	X(quarter) \
	X(half) \
	X(year) \
	X(day) \
	X(week)            /* names of units of time */ \
	X(first) \
	X(last)            /* dau (nam), cuoi (nam) */ \
	X(middle) \
	X(this) \
	X(previous) \
	X(next)            /* nay, truoc, sau */ \
	X(now)             /* hien nay, den nay: as of the report's month */ \
	X(as_of)           /* tinh den, den het */ \
	X(cumulative)      /* luy ke, tinh chung, cong don */ \
	X(since_start)     /* tu dau nam */ \
	X(start_of_year)   /* dau nam, as a base */ \
	X(whole)           /* ca (nam) */ \
	X(within)          /* trong, trong ca */ \
	X(month_name) \
	X(quarter_name)    /* value the number */ \
	X(season)          /* vu: a crop season */ \
	X(instalment)      /* ky 1, ky 2 of a month */ \
	X(term)            /* giai doan, nhiem ky: a span of years */ \
	X(era)             /* truoc dich: a time with no date */ \
	X(hour)            /* gio, h */ \
	X(minute)          /* phut */ \
	X(order)           /* thu: the number behind it is an ordinal */ \
	X(average)         /* binh quan, trung binh */ \
	X(table)           /* bang, bieu: a table's caption */ \
	X(unit_head)       /* don vi: unit of a table */ \
	X(caption)         /* anh, hinh, nguon: a line that holds no facts */ \
	X(teaser)          /* tin lien quan, xem them */ \
	X(place)           /* a place of place.csv; value its code */ \
	X(reference)       /* trung binh, binh quan chung, the gioi: what a vs_ref is against */ \
	X(filler)          /* words that are never a subject by themselves */ \
	X(anaphor)         /* con so nay, ty le nay: the subject before */ \
	X(possess)         /* co: what follows is counted */ \
	X(negate)          /* khong */ \
	X(target)          /* muc tieu, phan dau: what follows is a target */ \
	X(send)            /* gui: the bodies behind it are addressees */ \
	X(noun) \
	X(measure) \
	X(cue) \
	X(unit) \
	X(scale) \
	X(digit) \
	X(issuer) \
	X(per)             /* tren in 22 thue bao tren 100 dan */ \
	X(revised)         /* thay cho, so chinh thuc */ \
	X(worth)           /* tri gia, voi: a second amount */ \
	X(ranked)          /* dung dau, dung thu hai: a place among others */ \
	X(stop)            /* words that end a noun phrase behind a number */ \
	X(extreme)         /* nhat: cao nhat, a list count */ \
	X(this_thing)      /* nay, noi tren: points back */ \
	X(report_word)     /* bao cao, giao ban: words of titles */ \
	X(closing)         /* nhiem vu, ke hoach thang toi: a section of plans */ \
	X(flow_mark)       /* thanh lap, giai the: makes a counted stock a flow; new: what begins; \
			      became: a state of things counted with no period */ \
	X(stock_mark)      /* dang hoat dong, con hieu luc: makes a counted flow a stock */ \
	X(size)            /* tong von, dien tich: of that which was counted */ \
	X(coverage)        /* dung, su dung, co, tham gia: a rate of coverage, as of a day */ \
	X(local)           /* tinh, huyen, xa: what kind of place a name behind it is of */ \
	X(masthead)        /* UBND, quoc hieu, so hieu: what an official letter is headed with */ \
	X(addressee)       /* noi nhan: the block behind the text */ \
	X(divided)         /* theo, chia theo: what is behind it divides a total, no part of it */ \
	X(outline)         /* danh gia chung, chi tieu: words of headings that name no field */ \
	X(row_number)      /* STT: the head of a table's column of numbers */ \
	X(header)          /* KH, TH, CK, ky nay, ky goc: words of a table's header alone */ \
	X(comparing)       /* so sanh, toc do tang: in a table's header a comparison */ \
	X(total)           /* tong so, cong: a table's row of all the others */ \
	X(part_name)       /* phan thu nhat: a part of a report */ \
	X(everywhere)      /* toan tinh, tren dia ban: where, of all that is reported */ \
	X(counter)         /* luot, nguoi, con: a unit that tells nothing of what is counted */ \
	X(located)         /* tai, o: a place follows */ \
	X(dimension)       /* phuong tien, thi truong: by what a total is divided */ \
	X(stratum)         /* thanh thi, noi tru, duong bo: a part that totals are divided into */ \
	X(event)           /* ky thi, le hoi: its year is that of all that is told of it */
/* clang-format on */

enum vocab_class {
#define X(name) VOCAB_##name,
	VOCAB_CLASSES(X)
#undef X
		VOCAB_count,
	VOCAB_layout = VOCAB_masthead /* from here on: of whole lines, nothing inside sentences */
};

struct vocab_entry {
	enum vocab_class class;
	int32_t number;   /* the value as a number; signs as +1 -1 */
	struct str value; /* the value column */
	struct str note;  /* the second value (side of a cue, kind of a unit, measure of a noun) */
	struct vocab_entry *more; /* the same phrase in another class */
};

struct token {
	uint32_t begin, end; /* bytes in the line */
	int32_t word;        /* word: id; mark: id of the mark where a phrase holds it, else 0 */
	uint8_t kind;
	char mark;          /* its character; dashes are '-', quotes '"', bullets '*', others 'u' */
	bool glued : 1;     /* nothing stands between it and the token before */
	bool upper : 1;     /* a word that begins with a capital */
	bool all_upper : 1; /* a word of capitals only, two letters or more */
	bool wakes : 1;     /* a number, a mark, or a word that may wake the grammar: wake.h */
	bool dates : 1;     /* a number that dates may be made of: scan_may_date() */
};

struct vocab;

/* NULL: a diagnostic for each bad row was printed. */
struct vocab *vocab_load(const struct lexicon *l);
void vocab_free(struct vocab *v);

/* The number words, and the dates that are spelt in them. */
const struct numeral_words *vocab_numbers(const struct vocab *v);
struct date_words *vocab_dates(const struct vocab *v);

/* What phrases begin with a word: the node below the root (-1: none) and a bit for each class
 * that any
 * of them has. */
struct vocab_start {
	int32_t node;
	uint64_t classes[2];
};

/* The id of a word as printed: > 0, or 0 where no phrase holds it. */
int32_t vocab_word(const struct vocab *v, struct str word);
/* The token that begins at p (p < end, no blank), its bytes counted from there; returns its end.
 * What was seen before costs one look. */
const char *vocab_scan(const struct vocab *v, const char *p, const char *end, struct token *token);
const struct vocab_start *vocab_starts(const struct vocab *v); /* by word id, from 0 on */

/* A set of classes, from a list of them as VOCAB_CLASSES is one. */
struct vocab_set {
	uint64_t classes[2];
};
#define VOCAB_LOW(c) | (VOCAB_##c < 64 ? (uint64_t)1 << VOCAB_##c % 64 : 0)
#define VOCAB_HIGH(c) | (VOCAB_##c < 64 ? 0 : (uint64_t)1 << VOCAB_##c % 64)
#define VOCAB_SET(LIST) \
	{ \
		{ \
			0 LIST(VOCAB_LOW), 0 LIST(VOCAB_HIGH) \
		} \
	}

static inline bool vocab_may_start_any(const struct vocab_start *s, const struct vocab_set *of)
{
	return (s->classes[0] & of->classes[0]) || (s->classes[1] & of->classes[1]);
}

static inline bool vocab_may_start(const struct vocab_start *s, enum vocab_class c)
{
	return s->classes[c / 64] >> (c % 64) & 1;
}

/* Longest phrase of `class` that begins at the first of `n` tokens (n > 0), whose word begins one:
 * its length in tokens, 0 where there is none. */
size_t vocab_match(const struct vocab *v, const struct token *at, size_t n, enum vocab_class class,
		   const struct vocab_entry **entry);

/* Whether a phrase of any of these classes begins there; likewise. */
bool vocab_match_any(const struct vocab *v, const struct token *at, size_t n,
		     const struct vocab_set *of);

/* Walks the trie: the node below `node` (0: the root) by `word`; -1 where there is none. */
int32_t vocab_step(const struct vocab *v, int32_t node, int32_t word);
const struct vocab_entry *vocab_entries(const struct vocab *v,
					int32_t node); /* NULL: no phrase ends */

const char *vocab_class_name(enum vocab_class c);

/* What numbers are that are no figures: the column kind of cue.csv, outcome of mentions; ends
 * with NULL. */
extern const char *const vocab_cue_kinds[];

#endif
