/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-assessment"
#include "config.h"

#include "assessment/sl-assessment-private.h"

#include "base/sl-id.h"
#include "cases/sl-case-records.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The only writer of "assessment": which case walks which edition of which pack. */

void
sl_assessment_row_clear (SlAssessmentRow *row)
{
  g_clear_pointer (&row->assessment_id, g_free);
  g_clear_pointer (&row->pack_hash, g_free);
  g_clear_pointer (&row->features, g_free);
}

static gboolean
find_row (SlDatabase *database,
          const char *case_id,
          const char *entry_id,
          const char *pack_id,
          SlAssessmentRow *row,
          GError **error)
{
  g_autoptr (SlStatement)
      statement = sl_database_prepare (database,
                                       "SELECT assessment_id, pack_hash, features FROM assessment"
                                       " WHERE case_id = ? AND COALESCE (subject_id, '') = ?"
                                       " AND (? = '' OR pack_id = ?)"
                                       " ORDER BY created_at DESC, assessment_id DESC LIMIT 1",
                                       error);
  const char *subject = entry_id != NULL ? entry_id : "";
  const char *wanted = pack_id != NULL ? pack_id : "";
  gboolean found;

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "tttt", case_id, subject, wanted, wanted);
  if (!sl_statement_step (statement, &found, error))
    return FALSE;
  if (found)
    {
      row->assessment_id = sl_statement_dup_text (statement, 0);
      row->pack_hash = sl_statement_dup_text (statement, 1);
      row->features = sl_statement_dup_text (statement, 2);
    }
  return TRUE;
}

gboolean
sl_assessment_records_find (SlStore *store,
                            const char *case_id,
                            const char *entry_id,
                            const char *pack_id,
                            SlAssessmentRow *row,
                            GError **error)
{
  return find_row (sl_store_read (store), case_id, entry_id, pack_id, row, error);
}

typedef struct
{
  char *case_id;
  char *sheet_id; /* NULL: the whole case */
  char *entry_id;
  char *subject; /* its name */
  char *assessment_id;
  SlChecklist *checklist;
  char **features;
} Begin;

static void
begin_free (gpointer data)
{
  Begin *begin = data;

  g_free (begin->case_id);
  g_free (begin->sheet_id);
  g_free (begin->entry_id);
  g_free (begin->subject);
  g_free (begin->assessment_id);
  g_object_unref (begin->checklist);
  g_strfreev (begin->features);
  g_free (begin);
}

static gboolean
insert_assessment (SlTransaction *transaction, const Begin *begin, GError **error)
{
  SlPack *pack = sl_checklist_get_pack (begin->checklist);
  g_autoptr (SlStatement) statement = NULL;

  if (!sl_pack_records_keep (transaction, pack, error))
    return FALSE;
  statement = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO assessment (assessment_id, case_id, subject_id, pack_id, pack_edition,"
      " pack_hash, created_at) VALUES (?, ?, NULLIF (?, ''), ?, ?, ?, ?)",
      error);
  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "ttttttt", begin->assessment_id, begin->case_id,
                     begin->entry_id != NULL ? begin->entry_id : "", sl_pack_get_id (pack),
                     sl_pack_get_edition (pack), sl_pack_get_hash (pack),
                     sl_transaction_get_time (transaction));
  sl_transaction_note (transaction, "pack", sl_pack_get_id (pack));
  sl_transaction_note (transaction, "edition", sl_pack_get_edition (pack));
  sl_transaction_note (transaction, "hash", sl_pack_get_hash (pack));
  return sl_statement_run (statement, error);
}

/* A row for every item, blank: so that each answer has its id before it is first judged, and two
 * changes on their way to the writer cannot make it twice. */
static gboolean
insert_answers (SlTransaction *transaction, const Begin *begin, GError **error)
{
  GListModel *items = sl_checklist_get_items (begin->checklist);
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO answer (answer_id, assessment_id, item_id, person_id, changed_at)"
      " VALUES (?, ?, ?, ?, ?)",
      error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (SlChecklistItem) item = g_list_model_get_item (items, i);
      g_autofree char *id = sl_id_new ();

      sl_statement_bind (
          statement, "ttttt", id, begin->assessment_id, sl_checklist_item_get_id (item),
          sl_transaction_get_person_id (transaction), sl_transaction_get_time (transaction));
      if (!sl_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

/* What an entry has is kept with its walk. */
static gboolean
write_features (SlTransaction *transaction,
                const char *assessment_id,
                const char *features,
                GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "UPDATE assessment SET features = ? WHERE assessment_id = ?", error);

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "tt", features, assessment_id);
  sl_transaction_note (transaction, "features", features);
  return sl_statement_run (statement, error);
}

/* As begin_func() for an entry of a sheet: nothing of it is the case's. */
static gboolean
begin_subject_func (SlTransaction *transaction, gpointer data, GError **error)
{
  const Begin *begin = data;
  SlPack *pack = sl_checklist_get_pack (begin->checklist);
  g_autofree char *features = g_strjoinv (" ", begin->features);
  g_autofree char *what = g_strdup_printf (_ ("%s, checklist “%s”"), begin->subject,
                                           sl_pack_get_title (pack));
  g_auto (SlAssessmentRow) row = { NULL };

  if (!find_row (sl_transaction_get_database (transaction), begin->case_id, begin->entry_id,
                 sl_pack_get_id (pack), &row, error))
    return FALSE;
  if (row.assessment_id != NULL && strcmp (row.features, features) == 0)
    {
      sl_transaction_set_unchanged (transaction);
      return TRUE;
    }
  if (!sl_subject_records_check (transaction, begin->case_id, begin->sheet_id, begin->entry_id,
                                 what, error))
    return FALSE;
  if (row.assessment_id == NULL && (!insert_assessment (transaction, begin, error) ||
                                    !insert_answers (transaction, begin, error)))
    return FALSE;
  return write_features (transaction,
                         row.assessment_id != NULL ? row.assessment_id : begin->assessment_id,
                         features, error);
}

static gboolean
begin_func (SlTransaction *transaction, gpointer data, GError **error)
{
  const Begin *begin = data;
  const char *pack_id = sl_pack_get_id (sl_checklist_get_pack (begin->checklist));
  g_auto (SlAssessmentRow) row = { NULL };
  gboolean changed = FALSE;

  if (!sl_case_records_set_features (transaction, begin->case_id,
                                     (const char *const *) begin->features, &changed, error) ||
      !find_row (sl_transaction_get_database (transaction), begin->case_id, NULL, pack_id, &row,
                 error))
    return FALSE;
  if (row.assessment_id != NULL && !changed)
    {
      sl_transaction_set_unchanged (transaction);
      return TRUE;
    }
  sl_transaction_touch (transaction, "assessment",
                        row.assessment_id != NULL ? row.assessment_id : begin->assessment_id,
                        begin->case_id);
  return row.assessment_id != NULL || (insert_assessment (transaction, begin, error) &&
                                       insert_answers (transaction, begin, error));
}

/* "flats" for a feature that is there or not, "homes-per-entrance=31" for one that is counted. */
static gboolean
check_feature (SlChecklist *checklist, const char *feature, GError **error)
{
  const char *equals = strchr (feature, '=');
  g_autofree char *id = equals != NULL ? g_strndup (feature, equals - feature) : g_strdup (feature);
  guint64 count;

  for (guint i = 0; i < sl_checklist_get_n_features (checklist); i++)
    {
      const SlChecklistFeature *known = sl_checklist_get_feature (checklist, i);

      if (strcmp (known->id, id) != 0)
        continue;
      if (known->number == (equals != NULL) &&
          (equals == NULL || g_ascii_string_to_unsigned (equals + 1, 10, 0, 1000000, &count, NULL)))
        return TRUE;
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                   known->number ? _ ("The feature “%s” needs a count, such as %s=9.")
                                 : _ ("The feature “%s” takes no count: write %s alone."),
                   id, id);
      return FALSE;
    }
  g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
               _ ("The checklist knows no feature “%s”; “sightline-cli packs show %s” lists its "
                  "features."),
               id, sl_pack_get_id (sl_checklist_get_pack (checklist)));
  return FALSE;
}

/* The newest edition of the pack as a checklist that knows all @features. */
static SlChecklist *
find_checklist (SlPackLibrary *packs,
                const char *pack_id,
                const char *const *features,
                GError **error)
{
  SlPack *pack = sl_pack_library_find (packs, pack_id, NULL);
  g_autoptr (SlChecklist) checklist = NULL;

  if (pack == NULL)
    {
      g_set_error (error, SL_PACK_ERROR, SL_PACK_ERROR_NOT_FOUND,
                   _ ("There is no checklist “%s”; “sightline-cli packs” lists those there are."),
                   pack_id);
      return NULL;
    }
  if ((checklist = sl_checklist_new (pack, error)) == NULL)
    return NULL;
  for (guint i = 0; features != NULL && features[i] != NULL; i++)
    if (!check_feature (checklist, features[i], error))
      return NULL;
  return g_steal_pointer (&checklist);
}

/**
 * sl_assessment_change_begin_for_subject:
 * @subject: (nullable): an entry of one of the case's sheets; %NULL for the case as a whole
 * @pack_id: "sbd-homes"
 * @features: (nullable): what the development, or the subject, has
 *
 * Begins a walk through the newest edition of the pack, and keeps the pack's bytes. Where the case
 * or the subject already walks the pack in some edition, only the features change. Of a subject it
 * is a change of its sheet, which has to be open.
 *
 * Returns: (transfer full): the change, or %NULL when there is no such checklist or feature
 */
SlChange *
sl_assessment_change_begin_for_subject (SlPackLibrary *packs,
                                        const char *case_id,
                                        const SlAssessmentSubject *subject,
                                        const char *pack_id,
                                        const char *const *features,
                                        GError **error)
{
  SlChecklist *checklist;
  Begin *begin;

  g_return_val_if_fail (packs != NULL && case_id != NULL && pack_id != NULL, NULL);

  if ((checklist = find_checklist (packs, pack_id, features, error)) == NULL)
    return NULL;
  begin = g_new0 (Begin, 1);
  begin->case_id = g_strdup (case_id);
  begin->assessment_id = sl_id_new ();
  begin->checklist = checklist;
  begin->features = features != NULL ? g_strdupv ((char **) features) : g_new0 (char *, 1);
  if (subject == NULL)
    return sl_change_new ("begin-assessment", "planning_case", case_id, case_id, begin_func, begin,
                          begin_free);
  begin->sheet_id = g_strdup (subject->sheet_id);
  begin->entry_id = g_strdup (subject->entry_id);
  begin->subject = g_strdup (subject->name);
  return sl_change_new ("begin-subject", "sheet", subject->sheet_id, case_id, begin_subject_func,
                        begin, begin_free);
}

/**
 * sl_assessment_change_begin:
 *
 * As sl_assessment_change_begin_for_subject(), for the case as a whole.
 *
 * Returns: (transfer full): the change, or %NULL when there is no such checklist or feature
 */
SlChange *
sl_assessment_change_begin (SlPackLibrary *packs,
                            const char *case_id,
                            const char *pack_id,
                            const char *const *features,
                            GError **error)
{
  return sl_assessment_change_begin_for_subject (packs, case_id, NULL, pack_id, features, error);
}
