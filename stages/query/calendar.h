/*
 * When a body's figures of a month are due: CSV issuer,day_of_next_month,valid_from,note. A day
 * 6 is the 6th of the following month, -29 the 29th of the month itself (a shorter month: its
 * last day); the newest row not after the month counts; issuer * stands for any that has no
 * rows of its own.
 */
#ifndef QUERY_CALENDAR_H
#define QUERY_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>
#include "common/store.h"

int calendar_read(struct rows *calendar, const char *file); /* 0; -1: said why */
/* The day on which `issuer` reports `month`; false where the calendar does not say. */
bool calendar_due(const struct rows *calendar, struct str issuer, int month_number, int32_t *day);
extern const struct table table_calendar;

#endif
