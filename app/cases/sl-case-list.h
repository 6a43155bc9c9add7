/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "cases/sl-case.h"

G_BEGIN_DECLS

/* A GListModel of SlCase that stays quick with 100,000 rows: it holds the sorted ids and loads rows
 * as they are asked for. A change of the query is signalled as a removal of all, then an addition
 * (one items_changed over a whole lazy model is slow in GTK 4.8). */
#define SL_TYPE_CASE_LIST (sl_case_list_get_type ())
G_DECLARE_FINAL_TYPE (SlCaseList, sl_case_list, SL, CASE_LIST, GObject)

typedef enum
{
  SL_CASE_SORT_DUE,
  SL_CASE_SORT_REFERENCE,
  SL_CASE_SORT_AUTHORITY,
  SL_CASE_SORT_PROPOSAL,
  SL_CASE_SORT_DWELLINGS,
  SL_CASE_SORT_FLOORSPACE,
  SL_CASE_SORT_REASON,
  SL_CASE_SORT_STAGE,
} SlCaseSort;

typedef struct
{
  const char *triage;         /* "new", "case", "no-comment"; NULL any */
  const char *kind;           /* "scheme"; NULL any */
  const char *stage;          /* NULL any; "open" for all but closed */
  const char *officer_id;     /* NULL any */
  const char *authority_code; /* NULL any */
  const char *due_before;     /* ISO date, inclusive; NULL any */
  const char *words;          /* in reference, address, proposal, authority; NULL any */
  const char *feature;        /* NULL any */
  gboolean rule_matched;      /* only where a triage rule fired */
  SlCaseSort sort;
  gboolean descending;
} SlCaseQuery;

SlCaseList *sl_case_list_new (SlStore *store);
/* Reads the ids in a thread and swaps them in; the newest call wins. */
void sl_case_list_load_async (SlCaseList *self,
                              const SlCaseQuery *query,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean sl_case_list_load_finish (SlCaseList *self, GAsyncResult *result, GError **error);
gboolean sl_case_list_load (SlCaseList *self, const SlCaseQuery *query, GError **error);
/* Rows that match, without listing them (badges). */
gint64 sl_case_records_count (SlStore *store, const SlCaseQuery *query, GError **error);

G_END_DECLS
