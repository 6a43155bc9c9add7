/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "cases/sl-case-list.h"

G_BEGIN_DECLS

/* Counts the cases of several queries in a thread. The queries are copied. */
void sl_case_counts_async (SlStore *store,
                           const SlCaseQuery *queries,
                           guint n_queries,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
/* Element type gint64, one a query; transfer full. */
GArray *sl_case_counts_finish (GAsyncResult *result, GError **error);

G_END_DECLS
