/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cases"
#include "config.h"

#include "cases/sl-stage-private.h"

#include "base/sl-text.h"
#include "cases/sl-case-records.h"
#include "packs/sl-pack.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>

/* Beginning a case that no planning application brings, and what planning_case holds of its stages.
 */

/* Below every source that may bring the reference of an authority later on. */
#define OWN_REFERENCE_RANK 1
#define MAX_TITLE 300

/* So that lists, links and letters name the case from its first day by the number it was given. */
static gboolean
write_facts (SlTransaction *transaction,
             const char *case_id,
             const char *reference,
             const char *address,
             GError **error)
{
  const SlFactValue values[] = {
    { .field = "reference",
      .value = reference,
      .source_kind = "casebook",
      .source_name = "",
      .source_place = "",
      .rank = OWN_REFERENCE_RANK },
    { .field = "address",
      .value = address,
      .source_kind = "officer",
      .source_name = "",
      .source_place = "",
      .rank = 60 },
  };
  gboolean changed;

  return sl_case_records_merge (transaction, case_id, values, *address != '\0' ? 2 : 1, &changed,
                                error);
}

typedef struct
{
  SlPackLibrary *packs;
  char *case_id;
  char *kind_id;
  char *title;
  char *address;
  char *officer_id;
} Beginning;

static void
beginning_free (gpointer data)
{
  Beginning *self = data;

  g_object_unref (self->packs);
  g_free (self->case_id);
  g_free (self->kind_id);
  g_free (self->title);
  g_free (self->address);
  g_free (self->officer_id);
  g_free (self);
}

/* The kind to begin; NULL with @error. */
static const SlCaseKind *
check_beginning (const Beginning *beginning, GError **error)
{
  const SlCaseKind *kind = sl_case_kind_find (beginning->packs, beginning->kind_id);

  if (kind == NULL)
    g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                 _ ("There is no kind of case \"%s\"."), beginning->kind_id);
  else if (g_str_equal (kind->id, "planning"))
    g_set_error_literal (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                         _ ("A planning case is made of an application: enter or import that."));
  else if (*kind->series == '\0')
    g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                 _ ("The kind of case \"%s\" has no series to number its cases by: name one in the "
                    "pack with the kinds of case."),
                 kind->title);
  else if (*beginning->title == '\0')
    g_set_error_literal (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                         _ ("A case needs a title: the place or the people it is about."));
  else if (g_utf8_strlen (beginning->title, -1) > MAX_TITLE)
    g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                 _ ("A title holds at most %d characters."), MAX_TITLE);
  else
    return kind;
  return NULL;
}

static gboolean
begin (SlTransaction *transaction, gpointer data, GError **error)
{
  const Beginning *beginning = data;
  const SlCaseKind *kind = check_beginning (beginning, error);
  g_autofree char *number = NULL;
  g_autoptr (SlStatement) update = NULL;

  if (kind == NULL || !sl_case_records_create (transaction, beginning->case_id, error))
    return FALSE;
  number = sl_register_take_number (transaction, kind->series, error);
  if (number == NULL)
    return FALSE;
  sl_transaction_note (transaction, "kind", kind->id);
  sl_transaction_note (transaction, "title", beginning->title);
  sl_transaction_note (transaction, "officer", beginning->officer_id);
  sl_transaction_note (transaction, "our-reference", number);
  update = sl_database_prepare (sl_transaction_get_database (transaction),
                                "UPDATE planning_case SET kind = ?, triage = 'case', title = ?,"
                                " officer_id = ?, our_reference = ? WHERE case_id = ?",
                                error);
  if (update == NULL)
    return FALSE;
  sl_statement_bind (update, "ttttt", kind->id, beginning->title, beginning->officer_id, number,
                     beginning->case_id);
  return sl_statement_run (update, error) &&
         write_facts (transaction, beginning->case_id, number, beginning->address, error) &&
         sl_stage_records_begin (transaction, kind, beginning->case_id, error);
}

/**
 * sl_case_change_begin:
 * @packs: the library
 * @case_id: a new id, sl_id_new()
 * @kind_id: any kind but "planning"
 * @title: what to call it
 * @address: where the site lies, "" when that is not to be said
 * @officer_id: who takes it on
 *
 * Returns: (transfer full): a change that makes a case, numbers it in its kind's register, and puts
 *   it at its first stage
 */
SlChange *
sl_case_change_begin (SlPackLibrary *packs,
                      const char *case_id,
                      const char *kind_id,
                      const char *title,
                      const char *address,
                      const char *officer_id)
{
  Beginning *beginning;

  g_return_val_if_fail (SL_IS_PACK_LIBRARY (packs) && case_id != NULL && kind_id != NULL, NULL);
  g_return_val_if_fail (title != NULL && address != NULL && officer_id != NULL, NULL);
  beginning = g_new0 (Beginning, 1);
  beginning->packs = g_object_ref (packs);
  beginning->case_id = g_strdup (case_id);
  beginning->kind_id = g_strdup (kind_id);
  beginning->title = sl_text_squeeze (title);
  beginning->address = sl_text_squeeze (address);
  beginning->officer_id = g_strdup (officer_id);
  return sl_change_new ("begin-case", "planning_case", case_id, case_id, begin, beginning,
                        beginning_free);
}

/* A case that is closed is open again when a step is set back; what a review made of its stage in
 * between stays. */
gboolean
sl_case_records_set_step (SlTransaction *transaction,
                          const char *case_id,
                          const char *step,
                          gboolean all_behind,
                          GError **error)
{
  g_autoptr (SlStatement) update = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "UPDATE planning_case SET step = ?, changed_at = ?, stage = CASE WHEN ? = 1 THEN 'closed'"
      " WHEN stage = 'closed' THEN 'assessing' ELSE stage END WHERE case_id = ?",
      error);

  if (update == NULL)
    return FALSE;
  sl_statement_bind (update, "ttit", step, sl_transaction_get_time (transaction),
                     (gint64) all_behind, case_id);
  return sl_statement_run (update, error);
}
