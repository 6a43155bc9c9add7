/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-people"
#include "config.h"

#include "people/sl-key.h"

#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>

/* Which keys were met, and what people here think of them. This file is the only writer of
 * "person_key". */

/**
 * sl_keys_look_up:
 * @store: an open store
 * @fingerprint: as sl_key_fingerprint() writes it
 * @trust: (out): what is thought of it
 * @person_id: (out) (optional) (nullable) (transfer full): whose it is said to be
 * @error: return location
 *
 * Returns: %FALSE with %SL_STORE_ERROR when it could not be looked up; an unknown key is no error
 */
gboolean
sl_keys_look_up (SlStore *store,
                 const char *fingerprint,
                 SlTrust *trust,
                 char **person_id,
                 GError **error)
{
  g_autoptr (SlStatement) statement = NULL;
  gboolean row;

  g_return_val_if_fail (store != NULL && fingerprint != NULL && trust != NULL, FALSE);
  *trust = SL_TRUST_UNKNOWN;
  if (person_id != NULL)
    *person_id = NULL;
  statement = sl_database_prepare (sl_store_read (store),
                                   "SELECT trust, person_id FROM person_key WHERE fingerprint = ?",
                                   error);
  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "t", fingerprint);
  if (!sl_statement_step (statement, &row, error))
    return FALSE;
  if (row)
    *trust = sl_trust_from_nick (sl_statement_get_text (statement, 0));
  if (row && person_id != NULL && *sl_statement_get_text (statement, 1) != '\0')
    *person_id = sl_statement_dup_text (statement, 1);
  return TRUE;
}

/**
 * sl_keys_keep:
 * @transaction: of the change that reads a bundle
 * @fingerprint: of @public_key
 * @public_key: a key that was met
 * @person_id: (nullable): whose it is said to be
 * @error: return location
 *
 * A new key is kept as unverified; one that is known already keeps its owner and trust.
 *
 * Returns: %FALSE with %SL_STORE_ERROR when it could not be kept
 */
gboolean
sl_keys_keep (SlTransaction *transaction,
              const char *fingerprint,
              GBytes *public_key,
              const char *person_id,
              GError **error)
{
  g_autofree char *expected = sl_key_fingerprint (public_key);
  g_autofree char *encoded = NULL;
  g_autoptr (SlStatement) statement = NULL;
  gsize size;
  const guint8 *bytes = g_bytes_get_data (public_key, &size);

  if (size != SL_KEY_BYTES || !g_str_equal (expected, fingerprint))
    {
      g_set_error_literal (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                           _ ("The key is not the one that its fingerprint names."));
      return FALSE;
    }
  encoded = g_base64_encode (bytes, size);
  statement = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO person_key (fingerprint, public_key, person_id, trust, changed_by, at)"
      " VALUES (?, ?, ?, 'unverified', ?, ?) ON CONFLICT (fingerprint) DO NOTHING",
      error);
  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "ttttt", fingerprint, encoded, person_id != NULL ? person_id : "",
                     sl_transaction_get_person_id (transaction),
                     sl_transaction_get_time (transaction));
  sl_transaction_touch (transaction, "person_key", fingerprint, NULL);
  return sl_statement_run (statement, error);
}

typedef struct
{
  char *fingerprint;
  SlTrust trust;
} Judgement;

static void
judgement_free (gpointer data)
{
  Judgement *judgement = data;

  g_free (judgement->fingerprint);
  g_free (judgement);
}

/* Whether the key has that trust already; FALSE with @error when there is no such key. */
static gboolean
read_trust (SlDatabase *database, const char *fingerprint, SlTrust *trust, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      database, "SELECT trust FROM person_key WHERE fingerprint = ?", error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "t", fingerprint);
  if (!sl_statement_step (statement, &row, error))
    return FALSE;
  if (!row)
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
                   _ ("No key with the fingerprint %s was met here. Keys come with bundles."),
                   fingerprint);
      return FALSE;
    }
  *trust = sl_trust_from_nick (sl_statement_get_text (statement, 0));
  return TRUE;
}

static gboolean
change_trust (SlTransaction *transaction, gpointer data, GError **error)
{
  const Judgement *judgement = data;
  SlDatabase *database = sl_transaction_get_database (transaction);
  g_autoptr (SlStatement) update = NULL;
  SlTrust before;

  if (!read_trust (database, judgement->fingerprint, &before, error))
    return FALSE;
  if (before == judgement->trust)
    {
      sl_transaction_set_unchanged (transaction);
      return TRUE;
    }
  sl_transaction_note (transaction, "trust-before", sl_trust_to_nick (before));
  sl_transaction_note (transaction, "trust", sl_trust_to_nick (judgement->trust));
  update = sl_database_prepare (
      database, "UPDATE person_key SET trust = ?, changed_by = ?, at = ? WHERE fingerprint = ?",
      error);
  if (update == NULL)
    return FALSE;
  sl_statement_bind (update, "tttt", sl_trust_to_nick (judgement->trust),
                     sl_transaction_get_person_id (transaction),
                     sl_transaction_get_time (transaction), judgement->fingerprint);
  return sl_statement_run (update, error);
}

/**
 * sl_key_change_trust:
 * @fingerprint: of a key that was met
 * @trust: what to think of it; not %SL_TRUST_UNKNOWN
 *
 * Returns: (transfer full): a change
 */
SlChange *
sl_key_change_trust (const char *fingerprint, SlTrust trust)
{
  Judgement *judgement;

  g_return_val_if_fail (fingerprint != NULL && trust != SL_TRUST_UNKNOWN, NULL);
  judgement = g_new0 (Judgement, 1);
  judgement->fingerprint = g_strdup (fingerprint);
  judgement->trust = trust;
  return sl_change_new ("trust-key", "person_key", fingerprint, NULL, change_trust, judgement,
                        judgement_free);
}

/**
 * sl_keys_list:
 * @store: an open store
 * @error: return location
 *
 * Returns: (transfer full) (element-type SlKeyInfo): all keys that were met, by their owner's name;
 *   or %NULL with %SL_STORE_ERROR
 */
GPtrArray *
sl_keys_list (SlStore *store, GError **error)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_key_info_free);
  g_autoptr (SlStatement) statement = NULL;
  gboolean row;

  g_return_val_if_fail (store != NULL, NULL);
  statement = sl_database_prepare (
      sl_store_read (store),
      "SELECT k.fingerprint, k.person_id, COALESCE (p.display_name, ''), k.at, k.trust"
      " FROM person_key k LEFT JOIN person p ON p.person_id = k.person_id"
      " ORDER BY 3, k.fingerprint",
      error);
  if (statement == NULL)
    return NULL;
  while (TRUE)
    {
      SlKeyInfo *info;

      if (!sl_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&keys);
      info = g_new0 (SlKeyInfo, 1);
      info->fingerprint = sl_statement_dup_text (statement, 0);
      info->person_id = sl_statement_dup_text (statement, 1);
      info->person_name = sl_statement_dup_text (statement, 2);
      info->at = sl_statement_dup_text (statement, 3);
      info->trust = sl_trust_from_nick (sl_statement_get_text (statement, 4));
      g_ptr_array_add (keys, info);
    }
}
