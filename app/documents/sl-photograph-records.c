/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-documents"
#include "config.h"

#include "documents/sl-photograph.h"

#include "base/sl-id.h"
#include "base/sl-text.h"
#include "documents/sl-document-records.h"
#include "documents/sl-photograph-private.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Reads "photograph", and adds to it during an import; sl-photograph-change-records.c writes what a
 * person says later. */

#define SELECT                                                                                     \
  "SELECT p.photograph_id, p.case_id, p.document_id, p.sheet_id, p.entry_id, p.item_id,"           \
  " p.caption, d.file_name, p.taken_at, p.taken_source, p.plan_document_id, p.privacy,"            \
  " COALESCE ((SELECT display_name FROM person WHERE person_id = p.privacy_by), ''),"              \
  " p.privacy_at,"                                                                                 \
  " COALESCE ((SELECT display_name FROM person WHERE person_id = p.person_id), ''), p.at,"         \
  " COALESCE (d.sha256, ''), p.has_position, p.width, p.height, p.plan_page, p.plan_x, p.plan_y,"  \
  " p.direction, p.seen FROM photograph p JOIN document d ON d.document_id = p.document_id"
/* Those without a time come last. */
#define ORDER                                                                                      \
  " ORDER BY CASE WHEN p.taken_at = '' THEN 1 ELSE 0 END, p.taken_at, d.file_name, "               \
  "p.photograph_id"

static SlPhotograph *
read_photograph (SlStatement *row)
{
  SlPhotographRow values = {
    .seen = sl_statement_dup_text (row, 24),
    .has_position = sl_statement_get_int (row, 17) != 0,
    .width = (guint) sl_statement_get_int (row, 18),
    .height = (guint) sl_statement_get_int (row, 19),
    .plan_page = (guint) sl_statement_get_int (row, 20),
    .plan_x = sl_statement_get_double_or (row, 21, 0),
    .plan_y = sl_statement_get_double_or (row, 22, 0),
    .direction = sl_statement_get_double_or (row, 23, NAN),
    .has_place = !sl_statement_is_null (row, 21) && !sl_statement_is_null (row, 22),
  };

  sl_statement_dup_texts (
      row, 0, &values.id, &values.case_id, &values.document_id, &values.sheet_id, &values.entry_id,
      &values.item_id, &values.caption, &values.file_name, &values.taken_at, &values.taken_source,
      &values.plan_document_id, &values.privacy, &values.privacy_by_name, &values.privacy_at,
      &values.person_name, &values.at, &values.sha256, NULL);
  return sl_photograph_new_take (&values);
}

/* All rows of @rows, which is bound. */
static GListModel *
read_all (SlStatement *rows, GError **error)
{
  g_autoptr (GListStore) list = g_list_store_new (SL_TYPE_PHOTOGRAPH);
  gboolean row;

  while (sl_statement_step (rows, &row, error))
    {
      g_autoptr (SlPhotograph) photograph = NULL;

      if (!row)
        return G_LIST_MODEL (g_steal_pointer (&list));
      photograph = read_photograph (rows);
      g_list_store_append (list, photograph);
    }
  return NULL;
}

/**
 * sl_photographs_list:
 * @store: the store
 * @case_id: a case
 * @sheet_id: (nullable): only those of this sheet
 * @error: return location
 *
 * Returns: (transfer full): #SlPhotograph by the time they were taken, those without one last;
 * %NULL with @error
 */
GListModel *
sl_photographs_list (SlStore *store, const char *case_id, const char *sheet_id, GError **error)
{
  g_autoptr (SlStatement) rows = sl_database_prepare (
      sl_store_read (store), SELECT " WHERE p.case_id = ? AND (? = '' OR p.sheet_id = ?)" ORDER,
      error);
  const char *sheet = sheet_id != NULL ? sheet_id : "";

  if (rows == NULL)
    return NULL;
  sl_statement_bind (rows, "ttt", case_id, sheet, sheet);
  return read_all (rows, error);
}

GListModel *
sl_photographs_list_unchecked (SlStore *store,
                               const char *case_id,
                               const char *sheet_id,
                               GError **error)
{
  g_autoptr (SlStatement)
      rows = sl_database_prepare (sl_store_read (store),
                                  SELECT " WHERE p.case_id = ? AND (? = '' OR p.sheet_id = ?)"
                                         " AND p.privacy <> 'clear'" ORDER,
                                  error);
  const char *sheet = sheet_id != NULL ? sheet_id : "";

  if (rows == NULL)
    return NULL;
  sl_statement_bind (rows, "ttt", case_id, sheet, sheet);
  return read_all (rows, error);
}

/**
 * sl_photographs_load:
 *
 * Returns: (transfer full): the photograph, or %NULL with @error (%SL_STORE_ERROR_NOT_FOUND)
 */
SlPhotograph *
sl_photographs_load (SlStore *store, const char *photograph_id, GError **error)
{
  g_autoptr (SlStatement) rows = sl_database_prepare (sl_store_read (store),
                                                      SELECT " WHERE p.photograph_id = ?", error);
  gboolean row;

  if (rows == NULL)
    return NULL;
  sl_statement_bind (rows, "t", photograph_id);
  if (!sl_statement_step (rows, &row, error))
    return NULL;
  if (row)
    return read_photograph (rows);
  g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND, _ ("There is no photograph %s."),
               photograph_id);
  return NULL;
}

/**
 * sl_photographs_find:
 * @store: the store
 * @case_id: (nullable): the case; %NULL for any, by id only
 * @text: an id, the id of its document, or (within a case) its file name in any case of letters
 * @error: return location
 *
 * Returns: (transfer full): the photograph; %NULL with %SL_STORE_ERROR_NOT_FOUND or, when several
 *   have the name, %SL_STORE_ERROR_CONFLICT
 */
SlPhotograph *
sl_photographs_find (SlStore *store, const char *case_id, const char *text, GError **error)
{
  g_autoptr (SlPhotograph) found = NULL;
  g_autoptr (GListModel) list = NULL;
  g_autofree char *folded = sl_text_fold (text);

  if (case_id == NULL)
    return sl_photographs_load (store, text, error);
  list = sl_photographs_list (store, case_id, NULL, error);
  for (guint i = 0; list != NULL && i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SlPhotograph) photograph = g_list_model_get_item (list, i);
      g_autofree char *name = sl_text_fold (sl_photograph_get (photograph, "file-name"));

      if (g_str_equal (sl_photograph_get (photograph, "id"), text) ||
          g_str_equal (sl_photograph_get (photograph, "document-id"), text))
        return g_steal_pointer (&photograph);
      if (!g_str_equal (name, folded))
        continue;
      if (found != NULL)
        {
          g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_CONFLICT,
                       _ ("Several photographs are called “%s”. Name one by its id."), text);
          return NULL;
        }
      found = g_steal_pointer (&photograph);
    }
  if (found == NULL && list != NULL)
    g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
                 _ ("The case has no photograph called “%s”."), text);
  return g_steal_pointer (&found);
}

static const char *
get_name (SlPhotograph *photograph)
{
  const char *caption = sl_photograph_get (photograph, "caption");

  return *caption != '\0' ? caption : sl_photograph_get (photograph, "file-name");
}

/**
 * sl_photographs_check_clear:
 * @store: the store
 * @ids: (array zero-terminated=1): the photographs that a paper shows
 * @error: return location
 *
 * The publication gate: what shows a face or a number plate that nobody has thought about does not
 * leave.
 *
 * Returns: %TRUE when each was called clear; %FALSE with %SL_STORE_ERROR_REFUSED, naming the others
 */
gboolean
sl_photographs_check_clear (SlStore *store, const char *const *ids, GError **error)
{
  g_autoptr (GString) unseen = g_string_new (NULL);
  g_autoptr (GString) kept = g_string_new (NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (SlPhotograph) photograph = sl_photographs_load (store, ids[i], error);
      const char *privacy;
      GString *names;

      if (photograph == NULL)
        return FALSE;
      privacy = sl_photograph_get (photograph, "privacy");
      if (g_str_equal (privacy, "clear"))
        continue;
      names = g_str_equal (privacy, "keep-in") ? kept : unseen;
      g_string_append_printf (names, "%s“%s”", names->len > 0 ? ", " : "", get_name (photograph));
    }
  if (kept->len > 0)
    g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                 _ ("These photographs stay in the force and must be taken out first: %s."),
                 kept->str);
  else if (unseen->len > 0)
    g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                 _ ("Nobody has looked for faces and number plates in: %s. Look at each and say "
                    "whether it is clear."),
                 unseen->str);
  return kept->len == 0 && unseen->len == 0;
}

gboolean
sl_photograph_records_check_sheet (SlTransaction *transaction,
                                   const char *sheet_id,
                                   const char *case_id,
                                   GError **error)
{
  g_autoptr (SlStatement)
      rows = sl_database_prepare (sl_transaction_get_database (transaction),
                                  "SELECT 1 FROM sheet WHERE sheet_id = ? AND case_id = ?", error);
  gboolean row;

  if (rows == NULL)
    return FALSE;
  sl_statement_bind (rows, "tt", sheet_id, case_id);
  if (!sl_statement_step (rows, &row, error))
    return FALSE;
  if (!row)
    g_set_error_literal (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                         _ ("The photograph’s case has no such meeting, visit, survey or scheme."));
  return row;
}

/* A number that the worker gave as text, which is believed only within @max. */
static gint64
get_number (SlExtraction *extraction, const char *key, guint64 max)
{
  guint64 number = 0;

  if (extraction == NULL ||
      !g_ascii_string_to_unsigned (sl_extraction_get_property (extraction, key), 10, 0, max,
                                   &number, NULL))
    return 0;
  return (gint64) number;
}

static gboolean
says_yes (SlExtraction *extraction, const char *key)
{
  return extraction != NULL && g_str_equal (sl_extraction_get_property (extraction, key), "yes");
}

/**
 * sl_photograph_records_add:
 * @transaction: the import's change
 * @case_id: the case
 * @document_id: the document, added by the same change
 * @sheet_id: (nullable): the sheet it belongs to
 * @extraction: (nullable): what the worker read, which is checked here
 * @error: return location
 *
 * Returns: %FALSE with @error
 */
gboolean
sl_photograph_records_add (SlTransaction *transaction,
                           const char *case_id,
                           const char *document_id,
                           const char *sheet_id,
                           SlExtraction *extraction,
                           GError **error)
{
  g_autoptr (SlStatement) insert = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO photograph (photograph_id, case_id, document_id, sheet_id, taken_at,"
      " taken_source, has_position, orientation, width, height, person_id, at)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      error);
  const char *taken_at = extraction != NULL ? sl_extraction_get_property (extraction, "taken-at")
                                            : "";
  g_autofree char *id = sl_id_new ();

  if (insert == NULL ||
      (sheet_id != NULL && *sheet_id != '\0' &&
       !sl_photograph_records_check_sheet (transaction, sheet_id, case_id, error)))
    return FALSE;
  if (!sl_photograph_time_is_valid (taken_at))
    taken_at = "";
  sl_statement_bind (
      insert, "ttttttiiiitt", id, case_id, document_id, sheet_id != NULL ? sheet_id : "", taken_at,
      *taken_at != '\0' ? "camera" : "", (gint64) says_yes (extraction, "has-position"),
      MAX (get_number (extraction, "orientation", 8), 1), get_number (extraction, "width", 32767),
      get_number (extraction, "height", 32767), sl_transaction_get_person_id (transaction),
      sl_transaction_get_time (transaction));
  if (!sl_statement_run (insert, error))
    return FALSE;
  sl_transaction_touch (transaction, "photograph", id, case_id);
  return TRUE;
}

/* Whether the document has a record as a photograph already. */
static gboolean
find_record (SlTransaction *transaction, const char *document_id, gboolean *found, GError **error)
{
  g_autoptr (SlStatement)
      rows = sl_database_prepare (sl_transaction_get_database (transaction),
                                  "SELECT 1 FROM photograph WHERE document_id = ?", error);

  if (rows == NULL)
    return FALSE;
  sl_statement_bind (rows, "t", document_id);
  return sl_statement_step (rows, found, error);
}

gboolean
sl_photograph_records_join (SlTransaction *transaction,
                            const char *case_id,
                            const char *document_id,
                            const char *sheet_id,
                            gboolean *changed,
                            GError **error)
{
  g_autoptr (SlStatement) update = NULL;
  gboolean row;

  *changed = FALSE;
  if (!sl_photograph_records_check_sheet (transaction, sheet_id, case_id, error) ||
      !find_record (transaction, document_id, &row, error))
    return FALSE;
  if (!row)
    return sl_document_records_make_photograph (transaction, document_id, changed, error) &&
           (!*changed ||
            sl_photograph_records_add (transaction, case_id, document_id, sheet_id, NULL, error));
  update = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "UPDATE photograph SET sheet_id = ?, entry_id = '' WHERE document_id = ? AND sheet_id <> ?"
      " RETURNING photograph_id, case_id",
      error);
  if (update == NULL)
    return FALSE;
  sl_statement_bind (update, "ttt", sheet_id, document_id, sheet_id);
  while (sl_statement_step (update, &row, error))
    {
      if (!row)
        return TRUE;
      *changed = TRUE;
      sl_transaction_touch (transaction, "photograph", sl_statement_get_text (update, 0),
                            sl_statement_get_text (update, 1));
    }
  return FALSE;
}
