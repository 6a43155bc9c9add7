/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"

G_BEGIN_DECLS

/* How far a case has come, counted in a thread. */
typedef struct
{
  guint n_documents, n_pictures, n_refused;
  gboolean assessment_begun;
  guint n_items, n_judged;
  gboolean response_begun;
} SlCaseProgress;

void sl_case_progress_async (SlCasebook *casebook,
                             const char *case_id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean sl_case_progress_finish (GAsyncResult *result, SlCaseProgress *progress, GError **error);

G_END_DECLS
