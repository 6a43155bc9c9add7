/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"
#include "cases/sl-case-list.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The inbox's filters as chips with their counts. Signal "changed". */
#define SL_TYPE_INBOX_FILTERS (sl_inbox_filters_get_type ())
G_DECLARE_FINAL_TYPE (SlInboxFilters, sl_inbox_filters, SL, INBOX_FILTERS, AdwBin)

void sl_inbox_filters_set_casebook (SlInboxFilters *self, SlCasebook *casebook);
/* Sets all but the sorting; the strings are borrowed until the next change. */
void sl_inbox_filters_fill_query (SlInboxFilters *self, SlCaseQuery *query);
/* Whether anything but "To triage" is asked for. */
gboolean sl_inbox_filters_is_narrowed (SlInboxFilters *self);
void sl_inbox_filters_reset (SlInboxFilters *self);
/* Counts anew what each chip would show. */
void sl_inbox_filters_refresh (SlInboxFilters *self);
/* How many wait for triage, as last counted. */
gint64 sl_inbox_filters_get_waiting (SlInboxFilters *self);

G_END_DECLS
