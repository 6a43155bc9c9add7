/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-documents"
#include "config.h"

#include "documents/sl-document-private.h"
#include "documents/sl-document-records.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* The only writer of "evidence". What is taken away is marked, never deleted: an answer or a letter
 * may still point at it. */

#define COLUMNS                                                                                    \
  "evidence_id, case_id, document_id, page_number, x, y, width, height, quotation, note, at"

static SlEvidence *
read_evidence (SlStatement *row)
{
  SlEvidenceRow values = {
    .id = sl_statement_dup_text (row, 0),
    .case_id = sl_statement_dup_text (row, 1),
    .document_id = sl_statement_dup_text (row, 2),
    .page_number = (guint) sl_statement_get_int (row, 3),
    .has_region = !sl_statement_is_null (row, 4),
    .x = sl_statement_get_double_or (row, 4, 0),
    .y = sl_statement_get_double_or (row, 5, 0),
    .width = sl_statement_get_double_or (row, 6, 0),
    .height = sl_statement_get_double_or (row, 7, 0),
    .quotation = sl_statement_dup_text (row, 8),
    .note = sl_statement_dup_text (row, 9),
    .at = sl_statement_dup_text (row, 10),
  };

  return sl_evidence_new_take (&values);
}

/**
 * sl_evidence_records_list:
 * @store: the store
 * @case_id: a case
 * @document_id: (nullable): only what was taken from this document
 * @error: return location
 *
 * Returns: (transfer full): the evidence as #SlEvidence in the order it was taken, or %NULL with
 * @error
 */
GListModel *
sl_evidence_records_list (SlStore *store,
                          const char *case_id,
                          const char *document_id,
                          GError **error)
{
  g_autoptr (GListStore) list = g_list_store_new (SL_TYPE_EVIDENCE);
  g_autoptr (SlStatement) rows = NULL;
  gboolean row;

  if (document_id == NULL)
    rows = sl_database_prepare (sl_store_read (store),
                                "SELECT " COLUMNS " FROM evidence WHERE case_id = ? AND removed = 0"
                                " ORDER BY evidence_id",
                                error);
  else
    rows = sl_database_prepare (sl_store_read (store),
                                "SELECT " COLUMNS " FROM evidence WHERE case_id = ? AND"
                                " document_id = ? AND removed = 0 ORDER BY evidence_id",
                                error);
  if (rows == NULL)
    return NULL;
  sl_statement_bind_text (rows, 0, case_id);
  if (document_id != NULL)
    sl_statement_bind_text (rows, 1, document_id);
  while (sl_statement_step (rows, &row, error))
    {
      g_autoptr (SlEvidence) evidence = NULL;

      if (!row)
        return G_LIST_MODEL (g_steal_pointer (&list));
      evidence = read_evidence (rows);
      g_list_store_append (list, evidence);
    }
  return NULL;
}

/**
 * sl_evidence_records_load:
 *
 * Returns: (transfer full): the evidence, also when it was taken away since; %NULL with @error
 */
SlEvidence *
sl_evidence_records_load (SlStore *store, const char *evidence_id, GError **error)
{
  g_autoptr (SlStatement) rows = NULL;
  gboolean row;

  rows = sl_database_prepare (sl_store_read (store),
                              "SELECT " COLUMNS " FROM evidence WHERE evidence_id = ?", error);
  if (rows == NULL)
    return NULL;
  sl_statement_bind (rows, "t", evidence_id);
  if (!sl_statement_step (rows, &row, error))
    return NULL;
  if (row)
    return read_evidence (rows);
  g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND, _ ("There is no evidence %s."),
               evidence_id);
  return NULL;
}

/* Evidence must lie on a page that the case's own document has. */
static gboolean
check_page (SlTransaction *transaction, const SlEvidenceValues *values, GError **error)
{
  g_autoptr (SlStatement) rows = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "SELECT page_count, title FROM document WHERE document_id = ? AND case_id = ?", error);
  gboolean row;

  if (rows == NULL)
    return FALSE;
  sl_statement_bind (rows, "tt", values->document_id, values->case_id);
  if (!sl_statement_step (rows, &row, error))
    return FALSE;
  if (!row)
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
                   _ ("The case has no document %s."), values->document_id);
      return FALSE;
    }
  if (values->page_number >= 1 && values->page_number <= sl_statement_get_int (rows, 0))
    return TRUE;
  g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
               _ ("“%s” has no page %u: it has %" G_GINT64_FORMAT "."),
               sl_statement_get_text (rows, 1), values->page_number,
               sl_statement_get_int (rows, 0));
  return FALSE;
}

/**
 * sl_evidence_records_add:
 * @transaction: the change in hand
 * @values: the evidence
 * @error: return location
 *
 * Returns: %FALSE with @error when the document or the page is not the case's
 */
gboolean
sl_evidence_records_add (SlTransaction *transaction, const SlEvidenceValues *values, GError **error)
{
  g_autoptr (SlStatement) insert = NULL;

  if (!check_page (transaction, values, error))
    return FALSE;
  insert = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO evidence (evidence_id, case_id, document_id, page_number,"
      " x, y, width, height, quotation, note, person_id, at)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      error);
  if (insert == NULL)
    return FALSE;
  sl_statement_bind (
      insert, "tttiDDDDtttt", values->evidence_id, values->case_id, values->document_id,
      (gint64) values->page_number, values->has_region ? values->x : NAN,
      values->has_region ? values->y : NAN, values->has_region ? values->width : NAN,
      values->has_region ? values->height : NAN, values->quotation != NULL ? values->quotation : "",
      values->note != NULL ? values->note : "", sl_transaction_get_person_id (transaction),
      sl_transaction_get_time (transaction));
  if (!sl_statement_run (insert, error))
    return FALSE;
  sl_transaction_note (transaction, "evidence", values->evidence_id);
  sl_transaction_note (transaction, "quotation", values->quotation);
  sl_transaction_touch (transaction, "evidence", values->evidence_id, values->case_id);
  return TRUE;
}

static void
values_free (SlEvidenceValues *values)
{
  g_free ((char *) values->evidence_id);
  g_free ((char *) values->case_id);
  g_free ((char *) values->document_id);
  g_free ((char *) values->quotation);
  g_free ((char *) values->note);
  g_free (values);
}

static gboolean
add_evidence (SlTransaction *transaction, gpointer data, GError **error)
{
  return sl_evidence_records_add (transaction, data, error);
}

/**
 * sl_evidence_change_add:
 * @values: the evidence; its id made by sl_id_new()
 *
 * Returns: (transfer full): a change that keeps it
 */
SlChange *
sl_evidence_change_add (const SlEvidenceValues *values)
{
  SlEvidenceValues *copy = g_memdup2 (values, sizeof *values);

  copy->evidence_id = g_strdup (values->evidence_id);
  copy->case_id = g_strdup (values->case_id);
  copy->document_id = g_strdup (values->document_id);
  copy->quotation = g_strdup (values->quotation);
  copy->note = g_strdup (values->note);
  return sl_change_new ("take-evidence", "evidence", values->evidence_id, values->case_id,
                        add_evidence, copy, (GDestroyNotify) values_free);
}

typedef struct
{
  char *evidence_id, *note;
  gboolean removed;
} Edit;

static void
edit_free (Edit *edit)
{
  g_free (edit->evidence_id);
  g_free (edit->note);
  g_free (edit);
}

static gboolean
set_note (SlTransaction *transaction, gpointer data, GError **error)
{
  Edit *edit = data;
  g_autoptr (SlStatement)
      update = sl_database_prepare (sl_transaction_get_database (transaction),
                                    "UPDATE evidence SET note = ? WHERE evidence_id = ?", error);

  if (update == NULL)
    return FALSE;
  sl_statement_bind (update, "tt", edit->note, edit->evidence_id);
  sl_transaction_note (transaction, "note", edit->note);
  return sl_statement_run (update, error);
}

static gboolean
set_removed (SlTransaction *transaction, gpointer data, GError **error)
{
  Edit *edit = data;
  g_autoptr (SlStatement)
      update = sl_database_prepare (sl_transaction_get_database (transaction),
                                    "UPDATE evidence SET removed = ? WHERE evidence_id = ?", error);

  if (update == NULL)
    return FALSE;
  sl_statement_bind (update, "it", (gint64) edit->removed, edit->evidence_id);
  sl_transaction_note (transaction, "removed", edit->removed ? "1" : "0");
  return sl_statement_run (update, error);
}

SlChange *
sl_evidence_change_note (const char *evidence_id, const char *case_id, const char *note)
{
  Edit *edit = g_new0 (Edit, 1);

  edit->evidence_id = g_strdup (evidence_id);
  edit->note = g_strdup (note);
  return sl_change_new ("note-evidence", "evidence", evidence_id, case_id, set_note, edit,
                        (GDestroyNotify) edit_free);
}

/**
 * sl_evidence_change_remove:
 * @evidence_id: the evidence
 * @case_id: its case
 * @removed: %TRUE to take it away, %FALSE to bring it back
 *
 * Returns: (transfer full): the change
 */
SlChange *
sl_evidence_change_remove (const char *evidence_id, const char *case_id, gboolean removed)
{
  Edit *edit = g_new0 (Edit, 1);

  edit->evidence_id = g_strdup (evidence_id);
  edit->removed = removed;
  return sl_change_new (removed ? "remove-evidence" : "restore-evidence", "evidence", evidence_id,
                        case_id, set_removed, edit, (GDestroyNotify) edit_free);
}
