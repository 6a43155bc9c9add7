/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-packs"
#include "config.h"

#include "packs/sl-pack-private.h"

#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The only writer of pack_copy: the exact bytes of each pack that a record names by its hash. */

static SlPack *
find_in_library (SlPackLibrary *library, const char *hash)
{
  GListModel *packs = sl_pack_library_get_packs (library);

  for (guint i = 0; i < g_list_model_get_n_items (packs); i++)
    {
      g_autoptr (SlPack) pack = g_list_model_get_item (packs, i);

      if (strcmp (sl_pack_get_hash (pack), hash) == 0)
        return g_steal_pointer (&pack);
    }
  return NULL;
}

/**
 * sl_pack_records_load:
 * @library: (nullable): asked first
 * @hash: SHA-256 of a pack's bytes
 *
 * Returns: (transfer full): that very pack, or %NULL when neither has it
 */
SlPack *
sl_pack_records_load (SlStore *store, SlPackLibrary *library, const char *hash, GError **error)
{
  g_autoptr (SlStatement) statement = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *name = NULL;
  SlPack *pack = library != NULL ? find_in_library (library, hash) : NULL;
  gboolean row;

  if (pack != NULL)
    return pack;
  statement = sl_database_prepare (
      sl_store_read (store), "SELECT bytes, pack_id, edition FROM pack_copy WHERE hash = ?", error);
  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "t", hash);
  if (!sl_statement_step (statement, &row, error))
    return NULL;
  if (!row)
    {
      g_set_error (error, SL_PACK_ERROR, SL_PACK_ERROR_NOT_FOUND,
                   _ ("The pack %.12s is neither installed nor kept in this casebook. Restore the "
                      "casebook from a backup."),
                   hash);
      return NULL;
    }
  bytes = g_bytes_new_take (sl_statement_dup_text (statement, 0),
                            strlen (sl_statement_get_text (statement, 0)));
  name = g_strdup_printf (_ ("the kept copy of %s, edition %s"),
                          sl_statement_get_text (statement, 1),
                          sl_statement_get_text (statement, 2));
  return sl_pack_new_kept (bytes, name, hash, error);
}

/**
 * sl_pack_records_keep:
 *
 * Inside a change: makes sure that @pack's bytes are kept. Packs are UTF-8 text without NUL
 * (sl_pack_new() sees to it), so that a text column holds them exactly.
 */
gboolean
sl_pack_records_keep (SlTransaction *transaction, SlPack *pack, GError **error)
{
  SlDatabase *database = sl_transaction_get_database (transaction);
  g_autoptr (SlStatement) statement = NULL;
  g_autofree char *text = NULL;
  gsize size;
  const char *data = g_bytes_get_data (sl_pack_get_bytes (pack), &size);

  statement = sl_database_prepare (
      database,
      "INSERT INTO pack_copy (hash, kind, pack_id, edition, bytes, kept_at)"
      " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (hash) DO NOTHING",
      error);
  if (statement == NULL)
    return FALSE;
  text = g_strndup (data, size);
  sl_statement_bind (statement, "tttttt", sl_pack_get_hash (pack), sl_pack_get_kind (pack),
                     sl_pack_get_id (pack), sl_pack_get_edition (pack), text,
                     sl_transaction_get_time (transaction));
  return sl_statement_run (statement, error);
}
