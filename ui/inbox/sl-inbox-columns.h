/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "cases/sl-case-list.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The inbox's columns, in the order of the screen; the first is the two-line row that stands alone
 * where there is no width for the others. */
typedef enum
{
  SL_INBOX_COLUMN_SUMMARY,
  SL_INBOX_COLUMN_DUE,
  SL_INBOX_COLUMN_REFERENCE,
  SL_INBOX_COLUMN_AUTHORITY,
  SL_INBOX_COLUMN_PROPOSAL,
  SL_INBOX_COLUMN_HOMES,
  SL_INBOX_COLUMN_FLOORSPACE,
  SL_INBOX_COLUMN_REASON,
  SL_INBOX_COLUMN_STATE,
  SL_N_INBOX_COLUMNS,
} SlInboxColumn;

void sl_inbox_columns_append (GtkColumnView *view);
/* Hides what does not fit: @step 0 narrow (the summary alone), 1 medium, 2 all. */
void sl_inbox_columns_fold (GtkColumnView *view, guint step);
/* How the headers stand sorted. GTK 4.8 does not say which column leads, so it is asked by having
 * two things compared. */
void sl_inbox_columns_get_sort (GtkColumnView *view, SlCaseSort *sort, gboolean *descending);

G_END_DECLS
