/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"

G_BEGIN_DECLS

/* One line of what a search found; plain values. */
typedef struct
{
  char *case_id;
  char *document_id; /* NULL: the case itself */
  guint page;
  char *title;
  char *detail;
  char *excerpt;  /* NULL for a case */
  GArray *ranges; /* guint pairs: bytes of the excerpt that matched; or NULL */
} SlSearchHit;

void sl_search_hit_free (SlSearchHit *hit);

/* Cases whose words match, then passages of documents; in a thread. */
void sl_search_async (SlCasebook *casebook,
                      const char *words,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
/* Element type SlSearchHit, cases first; transfer full. */
GPtrArray *sl_search_finish (GAsyncResult *result, GError **error);

G_END_DECLS
