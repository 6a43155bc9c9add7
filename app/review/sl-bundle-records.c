/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-bundle-private.h"

#include "base/sl-text.h"
#include "base/sl-time.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What goes into a bundle, and what is known here of one that came. The only writer of
 * "review_copy" and "bundle_serial"; the records of a review are written by the files that own
 * them. */

void
sl_bundle_standing_clear (SlBundleStanding *self)
{
  g_clear_pointer (&self->fingerprint, g_free);
  g_clear_pointer (&self->read_at, g_free);
}

void
sl_bundle_found_clear (SlBundleFound *self)
{
  g_clear_pointer (&self->case_id, g_free);
  g_clear_pointer (&self->hash, g_free);
  g_clear_pointer (&self->state, g_free);
  g_clear_pointer (&self->person_id, g_free);
  g_clear_pointer (&self->origin, g_free);
  g_clear_pointer (&self->stance, g_free);
}

void
sl_bundle_waiting_free (SlBundleWaiting *self)
{
  g_free (self->decision_id);
  g_free (self->case_id);
  g_free (self->paper_id);
  g_free (self->version_id);
  g_free (self->hash);
  g_free (self->outcome);
  g_free (self->reason);
  g_free (self->person_id);
  g_free (self->person_name);
  g_free (self->role);
  g_free (self->origin);
  g_free (self->at);
  g_free (self);
}

/* One row or none of a statement that was prepared and bound; %NULL with @error, or without it when
 * there is no row. */
static SlStatement *
first_row (SlStatement *statement, GError **error)
{
  gboolean row = FALSE;

  if (statement == NULL || !sl_statement_step (statement, &row, error) || !row)
    return NULL;
  return statement;
}

gboolean
sl_bundle_records_read_standing (SlDatabase *database,
                                 const char *case_id,
                                 const char *paper_id,
                                 const char *fingerprint,
                                 SlBundleStanding *standing,
                                 GError **error)
{
  g_autoptr (SlStatement) rows = sl_database_prepare (
      database,
      "SELECT r.fingerprint, s.serial, s.at FROM planning_case c"
      " LEFT JOIN review_copy r ON r.case_id = c.case_id"
      " LEFT JOIN bundle_serial s ON s.case_id = ? AND s.fingerprint = ?"
      "   AND s.direction = 'in' WHERE c.case_id = ?",
      error);
  g_autoptr (GError) failure = NULL;

  *standing = (SlBundleStanding){ 0 };
  if (rows == NULL)
    return FALSE;
  sl_statement_bind (rows, "ttt", paper_id, fingerprint, case_id);
  if (first_row (rows, &failure) == NULL)
    {
      if (failure == NULL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  standing->exists = TRUE;
  if (!sl_statement_is_null (rows, 0))
    standing->fingerprint = sl_statement_dup_text (rows, 0);
  standing->serial = sl_statement_get_int (rows, 1);
  standing->read_at = sl_statement_dup_text (rows, 2);
  return TRUE;
}

gint64
sl_bundle_records_read_serial (SlDatabase *database,
                               const char *paper_id,
                               const char *fingerprint,
                               GError **error)
{
  g_autoptr (SlStatement) rows = sl_database_prepare (
      database,
      "SELECT COALESCE (MAX (serial), 0) FROM bundle_serial WHERE case_id = ? AND fingerprint = ?"
      " AND direction = 'out'",
      error);

  if (rows == NULL)
    return -1;
  sl_statement_bind (rows, "tt", paper_id, fingerprint);
  return first_row (rows, error) != NULL ? sl_statement_get_int (rows, 0) : -1;
}

/* Collecting. */

/* Rows whose columns are the fields of @kind in their order. */
static gboolean
collect (SlStore *store,
         const char *sql,
         const char *paper_id,
         SlLines *content,
         guint kind,
         GError **error)
{
  g_autoptr (SlStatement) rows = sl_database_prepare (sl_store_read (store), sql, error);
  guint n = sl_lines_count_fields (content, kind);
  gboolean row;

  if (rows == NULL)
    return FALSE;
  sl_statement_bind (rows, "t", paper_id);
  while (sl_statement_step (rows, &row, error))
    {
      g_auto (GStrv) values = NULL;

      if (!row)
        return TRUE;
      values = g_new0 (char *, n + 1);
      for (guint i = 0; i < n; i++)
        values[i] = sl_text_clean (sl_statement_get_text (rows, (int) i), -1);
      sl_lines_add_values (content, kind, (const char *const *) values);
    }
  return FALSE;
}

#define COMMENT_COLUMNS                                                                            \
  "SELECT comment_id, version_id, COALESCE (parent_id, ''), anchor_kind, anchor_key,"              \
  " anchor_start, anchor_end, anchor_text, anchor_source, anchor_title, body, person_id, role,"    \
  " self_declared, at, state, closed_by, closed_at, close_reason FROM comment WHERE paper_id = ?"
#define DECISION_COLUMNS                                                                           \
  "SELECT d.decision_id, d.version_id, d.hash, d.outcome, d.reason, d.person_id, d.role,"          \
  " d.self_declared, d.stands, d.at FROM decision d"                                               \
  " JOIN version v ON v.version_id = d.version_id WHERE v.paper_id = ?"

gboolean
sl_bundle_records_collect (SlStore *store,
                           const char *paper_id,
                           gboolean reply,
                           SlLines *content,
                           GError **error)
{
  return collect (store,
                  "SELECT version_id, paper_number, state, hash, stance, grants_award, note,"
                  " submitted_by, submitted_role, self_declared, submitted_at, void_reason"
                  " FROM version WHERE paper_id = ? ORDER BY paper_number",
                  paper_id, content, SL_CONTENT_VERSION, error) &&
         collect (store,
                  "SELECT a.version_id, a.person_id FROM version_author a"
                  " JOIN version v ON v.version_id = a.version_id WHERE v.paper_id = ?"
                  " ORDER BY a.version_id, a.person_id",
                  paper_id, content, SL_CONTENT_AUTHOR, error) &&
         collect (store,
                  reply ? DECISION_COLUMNS " AND d.origin = '' AND d.stands = 1"
                                           " ORDER BY d.decision_id"
                        : DECISION_COLUMNS " ORDER BY d.decision_id",
                  paper_id, content, SL_CONTENT_DECISION, error) &&
         collect (store,
                  reply ? COMMENT_COLUMNS " AND (origin = '' OR closed_by IN"
                                          " (SELECT person_id FROM person WHERE elsewhere = 0))"
                                          " ORDER BY (parent_id IS NOT NULL), at, comment_id"
                        : COMMENT_COLUMNS " ORDER BY (parent_id IS NOT NULL), at, comment_id",
                  paper_id, content, SL_CONTENT_COMMENT, error);
}

gboolean
sl_bundle_records_collect_contents (SlStore *store,
                                    const char *paper_id,
                                    GPtrArray *parts,
                                    GError **error)
{
  g_autoptr (SlStatement)
      rows = sl_database_prepare (sl_store_read (store),
                                  "SELECT hash, bytes FROM version_content WHERE hash IN"
                                  " (SELECT hash FROM version WHERE paper_id = ?) ORDER BY hash",
                                  error);
  gboolean row;

  if (rows == NULL)
    return FALSE;
  sl_statement_bind (rows, "t", paper_id);
  while (sl_statement_step (rows, &row, error))
    {
      const char *text;
      g_autoptr (GBytes) bytes = NULL;

      if (!row)
        return TRUE;
      text = sl_statement_get_text (rows, 1);
      bytes = g_bytes_new (text, strlen (text));
      g_ptr_array_add (parts, sl_bundle_part_new (SL_BUNDLE_PREFIX_VERSION,
                                                  sl_statement_get_text (rows, 0), bytes, 0));
    }
  return FALSE;
}

/* Writing. */

gboolean
sl_bundle_records_set_serial (SlTransaction *transaction,
                              const char *paper_id,
                              const char *fingerprint,
                              const char *direction,
                              gint64 serial,
                              GError **error)
{
  g_autoptr (SlStatement) put = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO bundle_serial (case_id, fingerprint, direction, serial, at)"
      " VALUES (?, ?, ?, ?, ?) ON CONFLICT (case_id, fingerprint, direction)"
      " DO UPDATE SET serial = excluded.serial, at = excluded.at",
      error);

  if (put == NULL)
    return FALSE;
  sl_statement_bind (put, "tttit", paper_id, fingerprint, direction, serial,
                     sl_transaction_get_time (transaction));
  return sl_statement_run (put, error);
}

gboolean
sl_bundle_records_mark_copy (SlTransaction *transaction,
                             const char *case_id,
                             const char *fingerprint,
                             GError **error)
{
  g_autoptr (SlStatement) put = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO review_copy (case_id, fingerprint, read_at) VALUES (?, ?, ?)"
      " ON CONFLICT (case_id) DO UPDATE SET fingerprint = excluded.fingerprint,"
      " read_at = excluded.read_at",
      error);

  if (put == NULL)
    return FALSE;
  sl_statement_bind (put, "ttt", case_id, fingerprint, sl_transaction_get_time (transaction));
  return sl_statement_run (put, error);
}

/* Looking. */

static SlStatement *
prepare_find (SlDatabase *database, guint kind, GError **error)
{
  switch (kind)
    {
    case SL_CONTENT_VERSION:
      return sl_database_prepare (database,
                                  "SELECT case_id, hash, state, submitted_by, origin, number,"
                                  " stance, grants_award"
                                  " FROM version WHERE version_id = ?",
                                  error);
    case SL_CONTENT_COMMENT:
      return sl_database_prepare (database,
                                  "SELECT case_id, '', state, person_id, origin, 0, '', 0"
                                  " FROM comment"
                                  " WHERE comment_id = ?",
                                  error);
    case SL_CONTENT_DECISION:
      return sl_database_prepare (database,
                                  "SELECT v.case_id, d.hash, d.outcome, d.person_id, d.origin,"
                                  " d.stands, '', 0 FROM decision d"
                                  " JOIN version v ON v.version_id = d.version_id"
                                  " WHERE d.decision_id = ?",
                                  error);
    case SL_CONTENT_DOCUMENT:
      return sl_database_prepare (
          database,
          "SELECT case_id, COALESCE (sha256, ''), state, '', '', page_count,"
          " '', 0"
          " FROM document WHERE document_id = ?",
          error);
    case SL_CONTENT_EVIDENCE:
      return sl_database_prepare (database,
                                  "SELECT case_id, '', '', person_id, '', page_number, '', 0"
                                  " FROM evidence"
                                  " WHERE evidence_id = ?",
                                  error);
    default:
      g_return_val_if_reached (NULL);
    }
}

gboolean
sl_bundle_records_find (SlDatabase *database,
                        guint kind,
                        const char *id,
                        SlBundleFound *found,
                        GError **error)
{
  g_autoptr (SlStatement) rows = prepare_find (database, kind, error);
  gboolean row;

  *found = (SlBundleFound){ 0 };
  if (rows == NULL)
    return FALSE;
  sl_statement_bind (rows, "t", id);
  if (!sl_statement_step (rows, &row, error))
    return FALSE;
  found->found = row;
  if (!row)
    return TRUE;
  found->case_id = sl_statement_dup_text (rows, 0);
  found->hash = sl_statement_dup_text (rows, 1);
  found->state = sl_statement_dup_text (rows, 2);
  found->person_id = sl_statement_dup_text (rows, 3);
  found->origin = sl_statement_dup_text (rows, 4);
  found->number = sl_statement_get_int (rows, 5);
  found->stance = sl_statement_dup_text (rows, 6);
  found->grants_award = sl_statement_get_int (rows, 7) != 0;
  return TRUE;
}

/* Whether that person decided so on the version here. */
gboolean
sl_bundle_records_find_own (SlDatabase *database,
                            const char *version_id,
                            const char *person_id,
                            const char *outcome,
                            gboolean *found,
                            GError **error)
{
  g_autoptr (SlStatement) rows = sl_database_prepare (
      database, "SELECT 1 FROM decision WHERE version_id = ? AND person_id = ? AND outcome = ?",
      error);

  if (rows == NULL)
    return FALSE;
  sl_statement_bind (rows, "ttt", version_id, person_id, outcome);
  return sl_statement_step (rows, found, error);
}

/* Whether another version of the paper has the number. */
gboolean
sl_bundle_records_is_number_taken (SlDatabase *database,
                                   const char *paper_id,
                                   const char *version_id,
                                   gint64 number,
                                   gboolean *taken,
                                   GError **error)
{
  g_autoptr (SlStatement) rows = sl_database_prepare (
      database, "SELECT 1 FROM version WHERE paper_id = ? AND paper_number = ? AND version_id <> ?",
      error);

  if (rows == NULL)
    return FALSE;
  sl_statement_bind (rows, "tit", paper_id, number, version_id);
  return sl_statement_step (rows, taken, error);
}

gboolean
sl_bundle_records_is_author (SlDatabase *database,
                             const char *version_id,
                             const char *person_id,
                             const char *fingerprint,
                             gboolean *author,
                             GError **error)
{
  g_autoptr (SlStatement) rows = sl_database_prepare (
      database,
      "SELECT 1 FROM version_author WHERE version_id = ? AND (person_id = ? OR person_id IN"
      " (SELECT person_id FROM person_key WHERE fingerprint = ?))",
      error);

  if (rows == NULL)
    return FALSE;
  sl_statement_bind (rows, "ttt", version_id, person_id, fingerprint);
  return sl_statement_step (rows, author, error);
}

/* Who decided a version so that it stands, for the sentence that another does not; %NULL without
 * @error when nobody did. @outcome "": any. */
char *
sl_bundle_records_dup_standing (SlDatabase *database,
                                const char *version_id,
                                const char *outcome,
                                GError **error)
{
  g_autoptr (SlStatement) rows = sl_database_prepare (
      database,
      "SELECT d.outcome, d.at, p.display_name FROM decision d"
      " JOIN person p ON p.person_id = d.person_id WHERE d.version_id = ? AND d.stands = 1"
      " AND (? = '' OR d.outcome = ?)",
      error);
  g_autofree char *when = NULL;

  if (rows == NULL)
    return NULL;
  sl_statement_bind (rows, "ttt", version_id, outcome, outcome);
  if (first_row (rows, error) == NULL)
    return NULL;
  when = sl_time_format_long (sl_statement_get_text (rows, 1));
  return g_strdup_printf (g_str_equal (sl_statement_get_text (rows, 0), "approved")
                              /* TRANSLATORS: a time, a person's name */
                              ? _ ("it had been approved on %s by %s")
                              : _ ("it had been returned on %s by %s"),
                          when, sl_statement_get_text (rows, 2));
}

gboolean
sl_bundle_records_add_waiting (SlTransaction *transaction,
                               const char *decision_id,
                               const char *fingerprint,
                               GError **error)
{
  g_autoptr (SlStatement) insert = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO decision_waiting (decision_id, fingerprint) VALUES (?, ?)", error);

  if (insert == NULL)
    return FALSE;
  sl_statement_bind (insert, "tt", decision_id, fingerprint);
  return sl_statement_run (insert, error);
}

gboolean
sl_bundle_records_remove_waiting (SlTransaction *transaction,
                                  const char *decision_id,
                                  GError **error)
{
  g_autoptr (SlStatement)
      remove = sl_database_prepare (sl_transaction_get_database (transaction),
                                    "DELETE FROM decision_waiting WHERE decision_id = ?", error);

  if (remove == NULL)
    return FALSE;
  sl_statement_bind (remove, "t", decision_id);
  return sl_statement_run (remove, error);
}

GPtrArray *
sl_bundle_records_list_waiting (SlDatabase *database, GError **error)
{
  g_autoptr (GPtrArray)
      list = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_bundle_waiting_free);
  g_autoptr (SlStatement) rows = sl_database_prepare (
      database,
      "SELECT d.decision_id, v.case_id, d.version_id, d.hash, d.outcome, d.reason, d.person_id,"
      " d.role, d.origin, p.display_name, d.at, v.paper_number, d.self_declared,"
      " v.paper_id"
      " FROM decision_waiting w JOIN decision d ON d.decision_id = w.decision_id"
      " JOIN version v ON v.version_id = d.version_id"
      " JOIN person p ON p.person_id = d.person_id"
      " JOIN person_key k ON k.fingerprint = w.fingerprint AND k.trust = 'verified'"
      " ORDER BY d.decision_id",
      error);
  gboolean row;

  while (rows != NULL && sl_statement_step (rows, &row, error))
    {
      SlBundleWaiting *waiting;

      if (!row)
        return g_steal_pointer (&list);
      waiting = g_new0 (SlBundleWaiting, 1);
      waiting->decision_id = sl_statement_dup_text (rows, 0);
      waiting->case_id = sl_statement_dup_text (rows, 1);
      waiting->version_id = sl_statement_dup_text (rows, 2);
      waiting->hash = sl_statement_dup_text (rows, 3);
      waiting->outcome = sl_statement_dup_text (rows, 4);
      waiting->reason = sl_statement_dup_text (rows, 5);
      waiting->person_id = sl_statement_dup_text (rows, 6);
      waiting->role = sl_statement_dup_text (rows, 7);
      waiting->origin = sl_statement_dup_text (rows, 8);
      waiting->person_name = sl_statement_dup_text (rows, 9);
      waiting->at = sl_statement_dup_text (rows, 10);
      waiting->number = (guint) sl_statement_get_int (rows, 11);
      waiting->self_declared = sl_statement_get_int (rows, 12) != 0;
      waiting->paper_id = sl_statement_dup_text (rows, 13);
      g_ptr_array_add (list, waiting);
    }
  return NULL;
}
