/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-store"
#include "config.h"

#include "sl-schema-digest.h"
#include "store/sl-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Whether a file has the shape that this program's migrations make. What that is was found when the
 * program was built (make-schema-digest.c): running all of them takes longer than the rest of
 * opening a casebook. */

/**
 * sl_schema_check:
 * @database: a casebook that is up to date
 *
 * Compares tables, indexes and triggers with what the migrations make.
 *
 * Returns: %FALSE with %SL_STORE_ERROR_NOT_OURS when they differ
 */
gboolean
sl_schema_check (SlDatabase *database, GError **error)
{
  g_autofree char *found = sl_migrations_digest_schema (database, error);

  if (found == NULL)
    return FALSE;
  if (strcmp (found, SL_SCHEMA_DIGEST) == 0)
    return TRUE;
  return sl_migrations_refuse (_ ("tables, indexes or triggers differ from this version's"), error);
}
