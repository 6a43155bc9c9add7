/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-portfolio-private.h"

#include "base/sl-id.h"
#include "base/sl-text.h"
#include "documents/sl-document-records.h"
#include "documents/sl-worker-pool.h"

#include <glib/gi18n-lib.h>

/* Files of a portfolio: certificates, and what shows work from before Sightline. They come in as
 * planning papers do: sealed, of at most the import's size, known by their bytes and read by a
 * worker, then kept once by their hash. This file is the only one that writes "portfolio_file". */

enum
{
  TEXT_KIND,
  TEXT_SHA256,
  TEXT_NAME,
  TEXT_TYPE,
  TEXT_SIZE,
};

/* What the file belongs to, and whether it may still be changed. */
static gboolean
check_claim (SlPortfolio *now, const char *event_id, GError **error)
{
  for (guint i = 0; i < now->events->len; i++)
    {
      const SlPortfolioEvent *event = g_ptr_array_index (now->events, i);
      const SlCell *cell;

      if (!g_str_equal (event->event.id, event_id))
        continue;
      cell = sl_portfolio_find_cell (now, event->occasion_id, event->criterion_id);
      if (event->event.kind == SL_CELL_EVENT_CLAIM && cell != NULL &&
          cell->state == SL_CELL_CLAIMED && cell->claim == &event->event)
        return TRUE;
      return sl_portfolio_refuse (error, _ ("This claim no longer waits for an assessor, and stays "
                                            "as it was. Claim anew, with the file."));
    }
  /* Of a claim that is about to be made. */
  return sl_id_is_valid (event_id) ||
         sl_portfolio_refuse (error, _ ("This portfolio has no claim %s."), event_id);
}

static gboolean
check_owner (SlPortfolio *now, const char *kind, const char *id, GError **error)
{
  const SlOccasion *occasion;
  const SlTraining *training;

  if (g_str_equal (kind, "claim"))
    return check_claim (now, id, error);
  if (g_str_equal (kind, "training"))
    {
      training = sl_portfolio_find_training (now, id);
      return (training != NULL && !training->removed) ||
             sl_portfolio_refuse (error, _ ("This portfolio has no training entry %s."), id);
    }
  occasion = sl_portfolio_find_occasion (now, id);
  return (occasion != NULL && !occasion->dropped) ||
         sl_portfolio_refuse (error, _ ("This portfolio has no occasion %s."), id);
}

static gboolean
has_file (SlPortfolio *now, const char *owner_id, const char *sha256)
{
  g_autoptr (GPtrArray) files = sl_portfolio_list_files (now, owner_id);

  for (guint i = 0; i < files->len; i++)
    if (g_str_equal (((const SlPortfolioFile *) g_ptr_array_index (files, i))->sha256, sha256))
      return TRUE;
  return FALSE;
}

static gboolean
name_file (SlTransaction *transaction, gpointer user_data, GError **error)
{
  SlPortfolioChange *data = user_data;
  g_autoptr (SlPortfolio) now = NULL;
  g_autoptr (SlStatement) insert = NULL;
  SlPortfolioActor actor;
  gint64 size = g_ascii_strtoll (data->texts[TEXT_SIZE], NULL, 10);

  if (!sl_portfolio_change_enter (transaction, data, &now, &actor, error) ||
      !sl_portfolio_check (now, &actor, SL_PROGRESS_TRAIN, NULL, error) ||
      !check_owner (now, data->texts[TEXT_KIND], data->occasion_id, error))
    return FALSE;
  if (has_file (now, data->occasion_id, data->texts[TEXT_SHA256]))
    {
      sl_transaction_set_unchanged (transaction);
      return TRUE;
    }
  if (!sl_document_records_name_file (transaction, data->texts[TEXT_SHA256], size,
                                      data->texts[TEXT_TYPE], error))
    return FALSE;
  sl_transaction_note (transaction, "file", data->texts[TEXT_NAME]);
  sl_transaction_note (transaction, "sha256", data->texts[TEXT_SHA256]);
  sl_portfolio_change_touch (transaction, now);
  insert = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO portfolio_file (file_id, portfolio_id, owner_kind, owner_id, sha256, file_name,"
      " media_type, size, person_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      error);
  if (insert == NULL)
    return FALSE;
  sl_statement_bind (insert, "tttttttitt", data->id, now->id, data->texts[TEXT_KIND],
                     data->occasion_id, data->texts[TEXT_SHA256], data->texts[TEXT_NAME],
                     data->texts[TEXT_TYPE], size, actor.id, sl_transaction_get_time (transaction));
  return sl_statement_run (insert, error);
}

static SlChange *
make_change (SlPortfolio *portfolio,
             const char *owner_kind,
             const char *owner_id,
             SlSealedFile *file,
             const char *name)
{
  g_autofree char *id = sl_id_new ();
  SlPortfolioChange *data = sl_portfolio_change_new_data (portfolio, id);

  g_free (data->occasion_id);
  data->occasion_id = g_strdup (owner_id);
  data->texts[TEXT_KIND] = g_strdup (owner_kind);
  data->texts[TEXT_SHA256] = g_strdup (sl_sealed_file_get_sha256 (file));
  data->texts[TEXT_NAME] = g_strdup (name);
  data->texts[TEXT_TYPE] = g_strdup (sl_sealed_file_get_media_type (file));
  data->texts[TEXT_SIZE] = g_strdup_printf ("%" G_GINT64_FORMAT,
                                            (gint64) sl_sealed_file_get_size (file));
  return sl_portfolio_make_change (data, "add-portfolio-file", "portfolio_file", name_file);
}

/* The worker reads it as it reads a planning paper: what it refuses is no evidence. Archives and
 * bundles hold papers and are none. */
static gboolean
check_content (SlLibrary *library,
               SlSealedFile *file,
               const char *name,
               GCancellable *cancellable,
               GError **error)
{
  const char *type = sl_sealed_file_get_media_type (file);
  g_autoptr (SlExtraction) extraction = NULL;

  if (g_str_equal (type, "application/zip") ||
      g_str_equal (type, "application/vnd.sightline.bundle"))
    return sl_portfolio_refuse (error, _ ("%s is an archive. Unpack it and add the files in it."),
                                name);
  extraction = sl_worker_pool_extract (sl_library_get_pool (library), file, NULL, cancellable,
                                       error);
  if (extraction == NULL)
    return FALSE;
  return sl_extraction_get_state (extraction) != SL_EXTRACTION_REFUSED ||
         sl_portfolio_refuse (error, "%s: %s", name, sl_extraction_get_reason (extraction));
}

/**
 * sl_portfolio_add_file:
 * @library: the files of the casebook
 * @portfolio: as it was seen
 * @owner_kind: "training", "occasion" or "claim"
 * @owner_id: of the entry, the occasion, or the event of a claim that waits or is about to be made
 * @path: the file
 * @cancellable: (nullable): to give up
 * @error: return location
 *
 * Keeps the file, then names it; the same bytes a second time change nothing. Blocking.
 *
 * Returns: %FALSE with @error naming the file when it is of a type or size that an import refuses
 */
gboolean
sl_portfolio_add_file (SlLibrary *library,
                       SlPortfolio *portfolio,
                       const char *owner_kind,
                       const char *owner_id,
                       const char *path,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (SlSealedFile) file = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (SL_IS_LIBRARY (library) && SL_IS_PORTFOLIO (portfolio), FALSE);
  g_return_val_if_fail (owner_kind != NULL && owner_id != NULL && path != NULL, FALSE);
  file = sl_sealed_file_new_from_path (path, error);
  if (file == NULL)
    return FALSE;
  name = sl_text_safe_file_name (sl_sealed_file_get_name (file));
  if (!check_content (library, file, name, cancellable, error) ||
      !sl_library_keep (library, file, error))
    return FALSE;
  if (sl_store_apply (sl_library_get_store (library),
                      make_change (portfolio, owner_kind, owner_id, file, name), error))
    return TRUE;
  sl_library_forget (library, sl_sealed_file_get_sha256 (file));
  return FALSE;
}

/* ---- removing ---- */

static gboolean
find_owner (SlTransaction *transaction,
            const char *file_id,
            char **kind,
            char **owner_id,
            GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "SELECT owner_kind, owner_id FROM portfolio_file WHERE file_id = ?", error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "t", file_id);
  if (!sl_statement_step (statement, &row, error))
    return FALSE;
  if (!row)
    return sl_portfolio_refuse (error, _ ("This portfolio has no file %s."), file_id);
  *kind = sl_statement_dup_text (statement, 0);
  *owner_id = sl_statement_dup_text (statement, 1);
  return TRUE;
}

static gboolean
remove_file (SlTransaction *transaction, gpointer user_data, GError **error)
{
  SlPortfolioChange *data = user_data;
  g_autoptr (SlPortfolio) now = NULL;
  g_autoptr (SlStatement) update = NULL;
  g_autofree char *kind = NULL;
  g_autofree char *owner_id = NULL;
  SlPortfolioActor actor;

  if (!sl_portfolio_change_enter (transaction, data, &now, &actor, error) ||
      !sl_portfolio_check (now, &actor, SL_PROGRESS_TRAIN, NULL, error) ||
      !find_owner (transaction, data->id, &kind, &owner_id, error) ||
      !check_owner (now, kind, owner_id, error))
    return FALSE;
  sl_portfolio_change_touch (transaction, now);
  update = sl_database_prepare (sl_transaction_get_database (transaction),
                                "UPDATE portfolio_file SET removed = ? WHERE file_id = ?"
                                " AND portfolio_id = ?",
                                error);
  if (update == NULL)
    return FALSE;
  sl_statement_bind (update, "itt", (gint64) (data->flag ? 1 : 0), data->id, now->id);
  return sl_statement_run (update, error);
}

/**
 * sl_portfolio_change_remove_file:
 * @portfolio: as it was seen
 * @file_id: which
 * @removed: %FALSE takes it back
 *
 * Returns: (transfer full): a change, the trainee's alone; the bytes stay, for the trail names them
 */
SlChange *
sl_portfolio_change_remove_file (SlPortfolio *portfolio, const char *file_id, gboolean removed)
{
  SlPortfolioChange *data;

  g_return_val_if_fail (SL_IS_PORTFOLIO (portfolio) && file_id != NULL, NULL);
  data = sl_portfolio_change_new_data (portfolio, file_id);
  data->flag = removed;
  return sl_portfolio_make_change (data,
                                   removed ? "remove-portfolio-file" : "restore-portfolio-file",
                                   "portfolio_file", remove_file);
}
