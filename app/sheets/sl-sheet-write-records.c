/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-sheets"
#include "config.h"

#include "sheets/sl-sheet-private.h"

#include "base/sl-time.h"
#include "packs/sl-pack.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Writing sheets, inside a change. The only writer of "sheet", "sheet_entry", "sheet_value" and
 * "sheet_date"; what may be written is decided in sl-sheet-changes.c. */

static SlStatement *
prepare (SlTransaction *transaction, const char *sql, GError **error)
{
  return sl_database_prepare (sl_transaction_get_database (transaction), sql, error);
}

static gboolean
check_case (SlTransaction *transaction, const char *case_id, GError **error)
{
  g_autoptr (SlStatement)
      statement = prepare (transaction, "SELECT 1 FROM planning_case WHERE case_id = ?", error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "t", case_id);
  if (!sl_statement_step (statement, &row, error))
    return FALSE;
  if (!row)
    g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
                 _ ("There is no case %s in this casebook."), case_id);
  return row;
}

gboolean
sl_sheet_records_insert (SlTransaction *transaction,
                         const SlSheetContent *content,
                         SlForm *form,
                         GError **error)
{
  SlPack *pack = sl_form_get_pack (form);
  const char *now = sl_transaction_get_time (transaction);
  const char *person = sl_transaction_get_person_id (transaction);
  g_autoptr (SlStatement) statement = NULL;

  if (!check_case (transaction, content->texts[SL_SHEET_CASE_ID], error) ||
      !sl_pack_records_keep (transaction, pack, error))
    return FALSE;
  statement = prepare (transaction,
                       "INSERT INTO sheet (sheet_id, case_id, kind, form_id, form_hash, reference,"
                       " owner_id, created_by, created_at, changed_at)"
                       " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                       error);
  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "tttttttttt", content->texts[SL_SHEET_ID],
                     content->texts[SL_SHEET_CASE_ID], sl_form_get_kind (form),
                     sl_form_get_id (form), sl_pack_get_hash (pack),
                     content->texts[SL_SHEET_REFERENCE], person, person, now, now);
  return sl_statement_run (statement, error);
}

gboolean
sl_sheet_records_write_value (SlTransaction *transaction,
                              const SlSheetContent *content,
                              const SlEntryContent *entry,
                              const char *field,
                              const char *value,
                              GError **error)
{
  const char *sheet_id = content->texts[SL_SHEET_ID];
  const char *entry_id = entry != NULL ? entry->id : "";
  g_autoptr (SlStatement) statement = NULL;

  if (*value == '\0')
    {
      statement = prepare (transaction,
                           "DELETE FROM sheet_value WHERE sheet_id = ? AND entry_id = ?"
                           " AND field = ?",
                           error);
      if (statement == NULL)
        return FALSE;
      sl_statement_bind (statement, "ttt", sheet_id, entry_id, field);
      return sl_statement_run (statement, error);
    }
  statement = prepare (transaction,
                       "INSERT INTO sheet_value (sheet_id, entry_id, field, value)"
                       " VALUES (?, ?, ?, ?) ON CONFLICT (sheet_id, entry_id, field)"
                       " DO UPDATE SET value = excluded.value",
                       error);
  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "tttt", sheet_id, entry_id, field, value);
  return sl_statement_run (statement, error);
}

gboolean
sl_sheet_records_write_head (SlTransaction *transaction,
                             const SlSheetContent *content,
                             SlForm *form,
                             GError **error)
{
  g_autofree char *title = sl_sheet_content_dup_title (content, form);
  g_autofree char *date = sl_sheet_content_dup_date (content, form);
  g_autoptr (SlStatement)
      statement = prepare (transaction,
                           "UPDATE sheet SET title = ?, on_date = ?, starts_at = ?, ends_at = ?,"
                           " changed_at = ? WHERE sheet_id = ?",
                           error);

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "tttttt", title, date,
                     sl_sheet_content_get_role (content, form, "starts"),
                     sl_sheet_content_get_role (content, form, "ends"),
                     sl_transaction_get_time (transaction), content->texts[SL_SHEET_ID]);
  return sl_statement_run (statement, error);
}

gboolean
sl_sheet_records_write_state (SlTransaction *transaction,
                              const char *sheet_id,
                              const char *state,
                              const char *reason,
                              gboolean removed,
                              GError **error)
{
  g_autoptr (SlStatement)
      statement = prepare (transaction,
                           "UPDATE sheet SET state = ?, state_reason = ?, removed = ?,"
                           " changed_at = ? WHERE sheet_id = ?",
                           error);

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "ttitt", state, reason, (gint64) removed,
                     sl_transaction_get_time (transaction), sheet_id);
  return sl_statement_run (statement, error);
}

gboolean
sl_sheet_records_insert_entry (SlTransaction *transaction,
                               const SlSheetContent *content,
                               const SlEntryContent *entry,
                               gboolean *added,
                               GError **error)
{
  g_autoptr (SlStatement) statement = prepare (
      transaction,
      "INSERT INTO sheet_entry (entry_id, sheet_id, group_id, position, person_id, at)"
      " VALUES (?, ?, ?, (SELECT COALESCE (MAX (position), -1) + 1 FROM sheet_entry"
      " WHERE sheet_id = ?), ?, ?) ON CONFLICT (entry_id) DO NOTHING RETURNING entry_id",
      error);

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "tttttt", entry->id, content->texts[SL_SHEET_ID], entry->group_id,
                     content->texts[SL_SHEET_ID], sl_transaction_get_person_id (transaction),
                     sl_transaction_get_time (transaction));
  return sl_statement_step (statement, added, error);
}

gboolean
sl_sheet_records_write_removed (SlTransaction *transaction,
                                const char *entry_id,
                                gboolean removed,
                                GError **error)
{
  g_autoptr (SlStatement) statement = prepare (
      transaction, "UPDATE sheet_entry SET removed = ?, person_id = ?, at = ? WHERE entry_id = ?",
      error);

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "ittt", (gint64) removed,
                     sl_transaction_get_person_id (transaction),
                     sl_transaction_get_time (transaction), entry_id);
  return sl_statement_run (statement, error);
}

gboolean
sl_sheet_records_write_order (SlTransaction *transaction, GPtrArray *entry_ids, GError **error)
{
  g_autoptr (SlStatement)
      statement = prepare (transaction,
                           "UPDATE sheet_entry SET position = ? WHERE entry_id = ?"
                           " AND position <> ?",
                           error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < entry_ids->len; i++)
    {
      sl_statement_bind (statement, "iti", (gint64) i,
                         (const char *) g_ptr_array_index (entry_ids, i), (gint64) i);
      if (!sl_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- the days that it sets ---- */

static gboolean
insert_date (SlTransaction *transaction,
             const SlSheetContent *content,
             SlForm *form,
             const SlEntryContent *entry,
             const SlFormField *field,
             GError **error)
{
  const char *value = sl_sheet_content_get (content, entry, field->id);
  g_autofree char *day = field->type == SL_FORM_FIELD_TIME ? sl_time_get_date (value)
                                                           : g_strdup (value);
  g_autofree char *line = entry != NULL ? sl_entry_content_dup_line (entry, form) : g_strdup ("");
  g_autofree char *text = *line != '\0' ? g_strdup_printf ("%s: %s", field->label, line)
                                        : g_strdup (field->label);
  g_autoptr (SlStatement) statement = prepare (
      transaction,
      "INSERT INTO sheet_date (sheet_id, entry_id, field, kind, due_date, text)"
      " VALUES (?, ?, ?, ?, ?, ?)",
      error);

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "tttttt", content->texts[SL_SHEET_ID],
                     entry != NULL ? entry->id : "", field->id, field->due, day, text);
  return sl_statement_run (statement, error);
}

static gboolean
insert_dates (SlTransaction *transaction,
              const SlSheetContent *content,
              SlForm *form,
              const SlEntryContent *entry,
              const SlFormGroup *group,
              GError **error)
{
  for (guint i = 0; i < group->n_fields; i++)
    {
      const SlFormField *field = &group->fields[i];

      if (*field->due != '\0' && *sl_sheet_content_get (content, entry, field->id) != '\0' &&
          (*field->settled == '\0' ||
           *sl_sheet_content_get (content, entry, field->settled) == '\0') &&
          sl_sheet_content_asks (content, form, entry, field) &&
          !insert_date (transaction, content, form, entry, field, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
sl_sheet_records_write_dates (SlTransaction *transaction,
                              const SlSheetContent *content,
                              SlForm *form,
                              const SlEntryContent *entry,
                              GError **error)
{
  g_autoptr (SlStatement) statement = prepare (
      transaction, "DELETE FROM sheet_date WHERE sheet_id = ? AND entry_id = ?", error);

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "tt", content->texts[SL_SHEET_ID], entry != NULL ? entry->id : "");
  if (!sl_statement_run (statement, error))
    return FALSE;
  if (*content->texts[SL_SHEET_REMOVED] != '\0' ||
      g_str_equal (content->texts[SL_SHEET_STATE], "cancelled") ||
      (entry != NULL && entry->removed))
    return TRUE;
  for (guint i = 0; i < sl_form_get_n_groups (form); i++)
    {
      const SlFormGroup *group = sl_form_get_group (form, i);
      gboolean concerns = entry != NULL ? g_str_equal (group->id, entry->group_id)
                                        : !group->several;

      if (concerns && !insert_dates (transaction, content, form, entry, group, error))
        return FALSE;
    }
  return TRUE;
}

/* Whether the sheet is here, and that of @case_id. */
static gboolean
find_copy (SlTransaction *transaction,
           const char *sheet_id,
           const char *case_id,
           gboolean *found,
           GError **error)
{
  g_autoptr (SlStatement)
      statement = prepare (transaction, "SELECT case_id FROM sheet WHERE sheet_id = ?", error);

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "t", sheet_id);
  if (!sl_statement_step (statement, found, error))
    return FALSE;
  if (!*found || g_str_equal (sl_statement_get_text (statement, 0), case_id))
    return TRUE;
  g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
               _ ("The record %s belongs to another case here."), sheet_id);
  return FALSE;
}

/**
 * sl_sheet_records_put_copy:
 * @transaction: the change in hand
 * @form: what it is filled in on
 * @sheet_id: its id where it is worked
 * @case_id: its case, which is here
 * @reference: "MTG/2026/001"
 * @error: return location
 *
 * Returns: %FALSE with @error
 */
gboolean
sl_sheet_records_put_copy (SlTransaction *transaction,
                           SlForm *form,
                           const char *sheet_id,
                           const char *case_id,
                           const char *reference,
                           GError **error)
{
  SlPack *pack = sl_form_get_pack (form);
  const char *now = sl_transaction_get_time (transaction);
  g_autoptr (SlStatement) statement = NULL;
  gboolean found;

  if (!find_copy (transaction, sheet_id, case_id, &found, error))
    return FALSE;
  if (found)
    return TRUE;
  if (!sl_pack_records_keep (transaction, pack, error))
    return FALSE;
  statement = prepare (transaction,
                       "INSERT INTO sheet (sheet_id, case_id, kind, form_id, form_hash, reference,"
                       " title, state, owner_id, created_by, created_at, changed_at)"
                       " VALUES (?, ?, ?, ?, ?, ?, ?, 'closed', '', ?, ?, ?)",
                       error);
  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "tttttttttt", sheet_id, case_id, sl_form_get_kind (form),
                     sl_form_get_id (form), sl_pack_get_hash (pack), reference, "",
                     sl_transaction_get_person_id (transaction), now, now);
  return sl_statement_run (statement, error);
}
