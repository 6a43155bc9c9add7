/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-proposal.h"

#include "base/sl-time.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

/* For how long a document stood on screen on a day, of trainees who switched that on. This file is
 * the only one that writes "reading". */

/**
 * sl_reading_is_kept:
 * @store: an open store
 *
 * Returns: whether sl_reading_change_add() would keep anything; also %FALSE when that cannot be
 *   read
 */
gboolean
sl_reading_is_kept (SlStore *store)
{
  const char *person_id = sl_store_get_actor (store);
  g_autoptr (SlStatement) statement = NULL;
  gboolean row = FALSE;

  if (person_id == NULL || sl_store_is_read_only (store))
    return FALSE;
  statement = sl_database_prepare (sl_store_read (store),
                                   "SELECT 1 FROM portfolio WHERE person_id = ?"
                                   " AND keeps_reading = 1 AND origin = ''",
                                   NULL);
  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "t", person_id);
  return sl_statement_step (statement, &row, NULL) && row;
}

typedef struct
{
  char *case_id, *document_id;
  guint seconds;
} ReadingChange;

static void
reading_change_free (gpointer data)
{
  ReadingChange *self = data;

  g_free (self->case_id);
  g_free (self->document_id);
  g_free (self);
}

/* Whether the person at work has a portfolio that keeps it, and the document is one of the case. */
static gboolean
is_kept (SlTransaction *transaction, const ReadingChange *data, gboolean *kept, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "SELECT 1 FROM portfolio f JOIN document d ON d.document_id = ? AND d.case_id = ?"
      " WHERE f.person_id = ? AND f.keeps_reading = 1 AND f.origin = ''",
      error);

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "ttt", data->document_id, data->case_id,
                     sl_transaction_get_person_id (transaction));
  return sl_statement_step (statement, kept, error);
}

static gboolean
add_reading (SlTransaction *transaction, gpointer user_data, GError **error)
{
  const ReadingChange *data = user_data;
  g_autofree char *day = sl_time_get_date (sl_transaction_get_time (transaction));
  g_autofree char *seconds = g_strdup_printf ("%u", data->seconds);
  g_autoptr (SlStatement) insert = NULL;
  gboolean kept;

  if (!is_kept (transaction, data, &kept, error))
    return FALSE;
  if (!kept || data->seconds == 0)
    {
      sl_transaction_set_unchanged (transaction);
      return TRUE;
    }
  insert = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO reading (person_id, case_id, document_id, on_date, seconds)"
      " VALUES (?, ?, ?, ?, ?) ON CONFLICT (person_id, document_id, on_date)"
      " DO UPDATE SET seconds = reading.seconds + excluded.seconds",
      error);
  if (insert == NULL)
    return FALSE;
  sl_statement_bind (insert, "tttti", sl_transaction_get_person_id (transaction), data->case_id,
                     data->document_id, day, (gint64) data->seconds);
  sl_transaction_note (transaction, "seconds", seconds);
  return sl_statement_run (insert, error);
}

/**
 * sl_reading_change_add:
 * @case_id: a case
 * @document_id: one of its documents
 * @seconds: for how long it stood on screen since the last such change
 *
 * Added to what is kept of the day; nothing is kept, and nothing noted, unless the person at work
 * has a portfolio that keeps it. Reading is no work on a case: it makes nobody an author.
 *
 * Returns: (transfer full): a change
 */
SlChange *
sl_reading_change_add (const char *case_id, const char *document_id, guint seconds)
{
  ReadingChange *data;

  g_return_val_if_fail (case_id != NULL && document_id != NULL, NULL);
  data = g_new0 (ReadingChange, 1);
  data->case_id = g_strdup (case_id);
  data->document_id = g_strdup (document_id);
  data->seconds = seconds;
  return sl_change_new ("note-reading", "reading", document_id, "", add_reading, data,
                        reading_change_free);
}
