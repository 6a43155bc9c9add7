/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-site"
#include "config.h"

#include "site/sl-site-lock.h"

#include "review/sl-paper.h"
#include "review/sl-review.h"

#include <glib/gi18n.h>

/**
 * sl_site_dup_lock:
 * @casebook: the opened data folder
 * @case_id: a case
 * @sheet_id: (nullable): one of its records
 *
 * Somebody else writes in this casebook, the case came in a bundle, or a paper of the record was
 * issued. That a record is closed is no lock: it can be opened again.
 *
 * Returns: (transfer full) (nullable): the sentence, or %NULL when it can be changed
 */
char *
sl_site_dup_lock (SlCasebook *casebook, const char *case_id, const char *sheet_id)
{
  SlStore *store = sl_casebook_get_store (casebook);
  const char *reason = sl_store_get_read_only_reason (store);

  if (sl_store_is_read_only (store))
    return g_strdup (reason != NULL ? reason : _ ("This casebook is open for reading only."));
  return sl_papers_dup_hold (sl_casebook_get_review (casebook), case_id, sheet_id);
}
