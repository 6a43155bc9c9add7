/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-response"
#include "config.h"

#include "response/sl-remark-private.h"

#include "base/sl-text.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>

/* The only writer of remark_dismissal. */

static void
free_dismissal_cb (gpointer data)
{
  SlDismissal *dismissal = data;

  g_free (dismissal->reason);
  g_free (dismissal->person_name);
  g_free (dismissal->role);
  g_free (dismissal->at);
  g_free (dismissal);
}

GHashTable *
sl_remark_records_load (SlStore *store, const char *case_id, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_store_read (store),
      "SELECT d.remark_key, d.reason, COALESCE (p.display_name, ''), d.role, d.at"
      " FROM remark_dismissal d LEFT JOIN person p ON p.person_id = d.person_id"
      " WHERE d.case_id = ?",
      error);
  g_autoptr (GHashTable)
      dismissals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_dismissal_cb);
  gboolean more;

  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "t", case_id);
  while (sl_statement_step (statement, &more, error))
    {
      SlDismissal *dismissal;

      if (!more)
        return g_steal_pointer (&dismissals);
      dismissal = g_new0 (SlDismissal, 1);
      dismissal->reason = sl_statement_dup_text (statement, 1);
      dismissal->person_name = sl_statement_dup_text (statement, 2);
      dismissal->role = sl_statement_dup_text (statement, 3);
      dismissal->at = sl_statement_dup_text (statement, 4);
      g_hash_table_insert (dismissals, sl_statement_dup_text (statement, 0), dismissal);
    }
  return NULL;
}

typedef struct
{
  char *case_id, *remark_key, *reason;
  char *overrule; /* roles that may; NULL: anybody */
} Dismiss;

static void
dismiss_free (gpointer data)
{
  Dismiss *dismiss = data;

  g_free (dismiss->case_id);
  g_free (dismiss->remark_key);
  g_free (dismiss->reason);
  g_free (dismiss->overrule);
  g_free (dismiss);
}

/* A blocking remark is overruled by a role that its rule names, and with a reason. */
static gboolean
may_dismiss (SlTransaction *transaction, const Dismiss *dismiss, GError **error)
{
  g_auto (GStrv) roles = NULL;

  if (dismiss->overrule == NULL)
    return TRUE;
  roles = g_strsplit (dismiss->overrule, " ", -1);
  if (!g_strv_contains ((const char *const *) roles, sl_transaction_get_role (transaction)))
    {
      g_set_error_literal (
          error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
          _ ("This remark blocks the letter. Change the words, or ask a manager to "
             "overrule it."));
      return FALSE;
    }
  if (*dismiss->reason == '\0')
    {
      g_set_error_literal (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                           _ ("A remark that blocks the letter is overruled with a written "
                              "reason only."));
      return FALSE;
    }
  return TRUE;
}

static gboolean
dismiss_cb (SlTransaction *transaction, gpointer data, GError **error)
{
  const Dismiss *dismiss = data;
  g_autoptr (SlStatement) statement = NULL;

  if (!may_dismiss (transaction, dismiss, error))
    return FALSE;
  statement = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO remark_dismissal (case_id, remark_key, reason, person_id, role, at)"
      " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (case_id, remark_key) DO UPDATE SET"
      " reason = excluded.reason, person_id = excluded.person_id, role = excluded.role,"
      " at = excluded.at",
      error);
  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "tttttt", dismiss->case_id, dismiss->remark_key, dismiss->reason,
                     sl_transaction_get_person_id (transaction),
                     sl_transaction_get_role (transaction), sl_transaction_get_time (transaction));
  sl_transaction_note (transaction, "remark", dismiss->remark_key);
  sl_transaction_note (transaction, "reason", dismiss->reason);
  return sl_statement_run (statement, error);
}

static gboolean
restore_cb (SlTransaction *transaction, gpointer data, GError **error)
{
  const Dismiss *dismiss = data;
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "DELETE FROM remark_dismissal WHERE case_id = ? AND remark_key = ? RETURNING remark_key",
      error);
  gboolean found;

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "tt", dismiss->case_id, dismiss->remark_key);
  if (!sl_statement_step (statement, &found, error))
    return FALSE;
  if (!found)
    sl_transaction_set_unchanged (transaction);
  sl_transaction_note (transaction, "remark", dismiss->remark_key);
  return TRUE;
}

/**
 * sl_remark_change_dismiss:
 * @case_id: the case whose letter it is
 * @remark: what is put aside
 * @reason: (nullable): why; a must for a remark that blocks
 *
 * Remembered until it is restored or its words change. A blocking remark is overruled only by a
 * role that its rule names (procedure A 0609, rule A3: the manager, with a reason).
 *
 * Returns: (transfer full): a change
 */
SlChange *
sl_remark_change_dismiss (const char *case_id, SlRemark *remark, const char *reason)
{
  Dismiss *dismiss;

  g_return_val_if_fail (case_id != NULL && SL_IS_REMARK (remark), NULL);
  dismiss = g_new0 (Dismiss, 1);
  dismiss->case_id = g_strdup (case_id);
  dismiss->remark_key = g_strdup (sl_remark_get (remark, "key"));
  dismiss->reason = sl_text_squeeze (reason != NULL ? reason : "");
  if (g_str_equal (sl_remark_get (remark, "severity"), "block"))
    dismiss->overrule = g_strdup (sl_remark_get (remark, "overrule"));
  /* Of its own name, since review/ lets nobody overrule what stands against their own words. */
  return sl_change_new (dismiss->overrule != NULL ? "overrule-remark" : "dismiss-remark", "remark",
                        dismiss->remark_key, case_id, dismiss_cb, dismiss, dismiss_free);
}

/**
 * sl_remark_change_restore:
 * @case_id: the case whose letter it is
 * @remark: what was put aside
 *
 * Returns: (transfer full): a change that lets it stand again
 */
SlChange *
sl_remark_change_restore (const char *case_id, SlRemark *remark)
{
  Dismiss *dismiss;

  g_return_val_if_fail (case_id != NULL && SL_IS_REMARK (remark), NULL);
  dismiss = g_new0 (Dismiss, 1);
  dismiss->case_id = g_strdup (case_id);
  dismiss->remark_key = g_strdup (sl_remark_get (remark, "key"));
  return sl_change_new ("restore-remark", "remark", dismiss->remark_key, case_id, restore_cb,
                        dismiss, dismiss_free);
}
