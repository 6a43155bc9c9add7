/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "cases/sl-case-list.h"
#include "cases/sl-case-records.h"
#include "cases/sl-case.h"

G_BEGIN_DECLS

/* What a row holds, in the order of the columns read by the records and of the table of properties
 * in sl-case.c: texts, then whole numbers, then fractions. */
#define SL_CASE_N_TEXTS 33
#define SL_CASE_N_INTEGERS 3
#define SL_CASE_N_NUMBERS 4
typedef struct
{
  char *texts[SL_CASE_N_TEXTS];
  gint64 integers[SL_CASE_N_INTEGERS]; /* -1 unknown */
  double numbers[SL_CASE_N_NUMBERS];   /* NaN unknown */
} SlCaseValues;
void sl_case_values_clear (SlCaseValues *values);

/* In the order of the work; ends with NULL. */
extern const char *const sl_case_stages[];

SlCase *sl_case_new_take (SlCaseValues *values);
/* FALSE with @error when the row is gone. */
gboolean
sl_case_records_read (SlStore *store, const char *case_id, SlCaseValues *values, GError **error);

/* Written anew after each change of a column that lists look in. */
gboolean
sl_case_records_write_words (SlTransaction *transaction, const char *case_id, GError **error);

/* The ids of a query's rows, 36 characters each without ends, in its order. */
typedef struct
{
  char *ids;
  guint n_ids;
} SlCaseIds;
void sl_case_ids_clear (SlCaseIds *ids);
gboolean sl_case_records_query (SlStore *store,
                                const SlCaseQuery *query,
                                GCancellable *cancellable,
                                SlCaseIds *ids,
                                GError **error);

/* In text order: id, field, value, source-kind, source-name, source-place, document-id, state,
 * person-id, at. */
#define SL_FACT_N_TEXTS 10
SlFact *sl_fact_new_take (char **texts);

/* In text order: at, person-name, action, text. */
#define SL_HISTORY_ROW_N_TEXTS 4
SlHistoryRow *sl_history_row_new_take (char **texts);

G_END_DECLS
