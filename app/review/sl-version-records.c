/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-version-private.h"

#include "base/sl-hash.h"
#include "response/sl-remark.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Versions, their content, authors and decisions. The only writer of version, version_content,
 * version_author, decision and paper_seen. */

#define COLUMNS                                                                                    \
  "SELECT v.version_id, v.case_id, v.state, v.hash, v.stance, v.note, v.submitted_by,"             \
  " a.display_name, v.submitted_role, v.submitted_at, d.person_id, p.display_name, d.role, d.at,"  \
  " v.void_reason, v.origin, v.paper_id, v.paper_number, v.grants_award, v.self_declared, "        \
  "d.self_declared, d.reason"                                                                      \
  " FROM version v JOIN person a ON a.person_id = v.submitted_by"                                  \
  " LEFT JOIN decision d ON d.version_id = v.version_id AND d.stands = 1"                          \
  " LEFT JOIN person p ON p.person_id = d.person_id "

enum
{
  COLUMN_NUMBER = SL_N_VERSION_TEXTS,
  COLUMN_AWARD,
  COLUMN_SELF_DECLARED,
  COLUMN_DECIDER_SELF_DECLARED,
  COLUMN_DECISION_REASON,
};

/* The role as it is shown, in place of its id. */
static void
show_role (SlVersionValues *values, SlVersionText text, gboolean self_declared)
{
  char *role = values->texts[text];

  if (*role == '\0')
    return;
  values->texts[text] = sl_review_dup_role_text (role, self_declared);
  g_free (role);
}

static SlVersion *
read_version (SlStatement *statement)
{
  SlVersionValues values = { 0 };

  for (int i = 0; i < SL_N_VERSION_TEXTS; i++)
    values.texts[i] = sl_statement_dup_text (statement, i);
  values.number = (guint) sl_statement_get_int (statement, COLUMN_NUMBER);
  values.grants_award = sl_statement_get_int (statement, COLUMN_AWARD) != 0;
  show_role (&values, SL_VERSION_AUTHOR_ROLE,
             sl_statement_get_int (statement, COLUMN_SELF_DECLARED) != 0);
  show_role (&values, SL_VERSION_DECIDED_BY_ROLE,
             sl_statement_get_int (statement, COLUMN_DECIDER_SELF_DECLARED) != 0);
  /* What ended it last: it was voided or taken back, else the decision's own words. */
  if (*values.texts[SL_VERSION_REASON] == '\0')
    {
      g_free (values.texts[SL_VERSION_REASON]);
      values.texts[SL_VERSION_REASON] = sl_statement_dup_text (statement, COLUMN_DECISION_REASON);
    }
  return sl_version_new_take (&values);
}

/**
 * sl_versions_list:
 * @store: an open store
 * @paper_id: whose
 * @error: return location
 *
 * Returns: (transfer full): #SlVersion, newest first, without their content; or %NULL with
 *   %SL_STORE_ERROR
 */
GListModel *
sl_versions_list (SlStore *store, const char *paper_id, GError **error)
{
  g_autoptr (GListStore) list = g_list_store_new (SL_TYPE_VERSION);
  g_autoptr (SlStatement) statement = NULL;
  gboolean row;

  g_return_val_if_fail (store != NULL && paper_id != NULL, NULL);
  statement = sl_database_prepare (
      sl_store_read (store), COLUMNS "WHERE v.paper_id = ? ORDER BY v.paper_number DESC", error);
  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "t", paper_id);
  while (sl_statement_step (statement, &row, error))
    {
      g_autoptr (SlVersion) version = NULL;

      if (!row)
        return G_LIST_MODEL (g_steal_pointer (&list));
      version = read_version (statement);
      g_list_store_append (list, version);
    }
  return NULL;
}

/**
 * sl_versions_load_newest:
 * @store: an open store
 * @paper_id: whose
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the newest version; %NULL without @error when there is none
 */
SlVersion *
sl_versions_load_newest (SlStore *store, const char *paper_id, GError **error)
{
  g_autoptr (SlStatement) statement = NULL;
  gboolean row;

  g_return_val_if_fail (store != NULL && paper_id != NULL, NULL);
  statement = sl_database_prepare (
      sl_store_read (store), COLUMNS "WHERE v.paper_id = ? ORDER BY v.paper_number DESC LIMIT 1",
      error);
  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "t", paper_id);
  if (!sl_statement_step (statement, &row, error) || !row)
    return NULL;
  return read_version (statement);
}

/**
 * sl_version_load_snapshot:
 * @store: an open store
 * @version: a version
 * @error: return location
 *
 * Returns: (transfer full): what was submitted, verified against the version's hash; %NULL with
 *   %SL_STORE_ERROR, DAMAGED when it is not what was submitted
 */
SlSnapshot *
sl_version_load_snapshot (SlStore *store, SlVersion *version, GError **error)
{
  g_autoptr (SlStatement) statement = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *hash = NULL;
  gboolean row;
  char *text;

  g_return_val_if_fail (store != NULL && SL_IS_VERSION (version), NULL);
  statement = sl_database_prepare (sl_store_read (store),
                                   "SELECT bytes FROM version_content WHERE hash = ?", error);
  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "t", sl_version_get (version, "hash"));
  if (!sl_statement_step (statement, &row, error))
    return NULL;
  text = row ? sl_statement_dup_text (statement, 0) : g_strdup ("");
  bytes = g_bytes_new_take (text, strlen (text));
  hash = sl_hash_bytes (bytes);
  if (!g_str_equal (hash, sl_version_get (version, "hash")))
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_DAMAGED,
                   _ ("The content of version %u is not what was submitted: it no longer has the "
                      "hash that was recorded. Restore the newest backup into a new folder."),
                   sl_version_get_number (version));
      return NULL;
    }
  return sl_snapshot_new_from_bytes (bytes, error);
}

/**
 * sl_version_list_authors:
 * @store: an open store
 * @version_id: which
 * @error: return location
 *
 * Returns: (transfer full) (array zero-terminated=1): the persons who had edited any part of it, or
 *   %NULL with %SL_STORE_ERROR
 */
char **
sl_version_list_authors (SlStore *store, const char *version_id, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (SlStatement) statement = NULL;
  gboolean row;

  g_return_val_if_fail (store != NULL && version_id != NULL, NULL);
  statement = sl_database_prepare (
      sl_store_read (store),
      "SELECT person_id FROM version_author WHERE version_id = ? ORDER BY person_id", error);
  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "t", version_id);
  while (sl_statement_step (statement, &row, error))
    {
      if (!row)
        {
          g_ptr_array_add (ids, NULL);
          g_ptr_array_set_free_func (ids, NULL);
          return (char **) g_ptr_array_free (g_steal_pointer (&ids), FALSE);
        }
      g_ptr_array_add (ids, sl_statement_dup_text (statement, 0));
    }
  return NULL;
}

char **
sl_version_list_blocks (SlStore *store, const char *version_id, const char *case_id, GError **error)
{
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_store_read (store),
      "SELECT b.remark_key, b.overrule, COALESCE (d.role, ''), COALESCE (d.reason, '')"
      " FROM version_block b LEFT JOIN remark_dismissal d ON d.case_id = ?"
      " AND d.remark_key = b.remark_key WHERE b.version_id = ? ORDER BY b.remark_key",
      error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "tt", case_id, version_id);
  while (sl_statement_step (statement, &row, error))
    {
      g_auto (GStrv) roles = NULL;

      if (!row)
        return g_strv_builder_end (keys);
      roles = g_strsplit (sl_statement_get_text (statement, 1), " ", -1);
      if (*sl_statement_get_text (statement, 3) == '\0' ||
          !g_strv_contains ((const char *const *) roles, sl_statement_get_text (statement, 2)))
        g_strv_builder_add (keys, sl_statement_get_text (statement, 0));
    }
  return NULL;
}

/**
 * sl_decisions_list:
 * @store: an open store
 * @version_id: which
 * @error: return location
 *
 * Returns: (transfer full) (element-type SlDecision): what was decided on it, the one that stands
 *   first, then the others as they came; or %NULL with %SL_STORE_ERROR
 */
GPtrArray *
sl_decisions_list (SlStore *store, const char *version_id, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_decision_free);
  g_autoptr (SlStatement) statement = NULL;
  gboolean row;

  g_return_val_if_fail (store != NULL && version_id != NULL, NULL);
  statement = sl_database_prepare (
      sl_store_read (store),
      "SELECT d.decision_id, d.version_id, d.person_id, p.display_name, d.role, d.outcome,"
      " d.reason, d.at, d.origin, d.why_not, d.stands, d.self_declared FROM decision d"
      " JOIN person p ON p.person_id = d.person_id WHERE d.version_id = ?"
      " ORDER BY d.stands DESC, d.decision_id",
      error);
  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "t", version_id);
  while (sl_statement_step (statement, &row, error))
    {
      SlDecision *decision;

      if (!row)
        return g_steal_pointer (&list);
      decision = g_new0 (SlDecision, 1);
      decision->id = sl_statement_dup_text (statement, 0);
      decision->version_id = sl_statement_dup_text (statement, 1);
      decision->person_id = sl_statement_dup_text (statement, 2);
      decision->person_name = sl_statement_dup_text (statement, 3);
      decision->role = sl_review_dup_role_text (sl_statement_get_text (statement, 4),
                                                sl_statement_get_int (statement, 11) != 0);
      decision->outcome = sl_statement_dup_text (statement, 5);
      decision->reason = sl_statement_dup_text (statement, 6);
      decision->at = sl_statement_dup_text (statement, 7);
      decision->origin = sl_statement_dup_text (statement, 8);
      decision->why_not = sl_statement_dup_text (statement, 9);
      decision->stands = sl_statement_get_int (statement, 10) != 0;
      g_ptr_array_add (list, decision);
    }
  return NULL;
}

/* Writing, inside a change. */

static gboolean
keep_content (SlTransaction *transaction, SlSnapshot *snapshot, GError **error)
{
  g_autoptr (SlStatement) insert = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO version_content (hash, bytes) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING",
      error);
  GBytes *bytes = sl_snapshot_get_bytes (snapshot);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  if (insert == NULL)
    return FALSE;
  sl_statement_bind (insert, "tt", sl_snapshot_get_hash (snapshot), text);
  return sl_statement_run (insert, error);
}

static gboolean
add_author (SlTransaction *transaction,
            const char *version_id,
            const char *person_id,
            GError **error)
{
  g_autoptr (SlStatement) insert = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO version_author (version_id, person_id) VALUES (?, ?)"
      " ON CONFLICT (version_id, person_id) DO NOTHING",
      error);

  if (insert == NULL)
    return FALSE;
  sl_statement_bind (insert, "tt", version_id, person_id);
  return sl_statement_run (insert, error);
}

static gboolean
add_block (SlTransaction *transaction, const char *version_id, SlRemark *remark, GError **error)
{
  g_autoptr (SlStatement) insert = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO version_block (version_id, remark_key, overrule) VALUES (?, ?, ?)"
      " ON CONFLICT (version_id, remark_key) DO NOTHING",
      error);

  if (insert == NULL)
    return FALSE;
  sl_statement_bind (insert, "ttt", version_id, sl_remark_get (remark, "key"),
                     sl_remark_get (remark, "overrule"));
  return sl_statement_run (insert, error);
}

/* Overruled or not: an overruling can be taken back until the decision. */
static gboolean
add_blocks (SlTransaction *transaction, const char *version_id, GListModel *remarks, GError **error)
{
  for (guint i = 0; remarks != NULL && i < g_list_model_get_n_items (remarks); i++)
    {
      g_autoptr (SlRemark) remark = g_list_model_get_item (remarks, i);

      if (g_str_equal (sl_remark_get (remark, "severity"), "block") &&
          !add_block (transaction, version_id, remark, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
sl_version_records_add (SlTransaction *transaction,
                        const SlVersionRow *row,
                        SlSnapshot *snapshot,
                        GError **error)
{
  gint64 response = row->paper_id == NULL || g_str_equal (row->paper_id, row->case_id);
  gint64 number = row->number;
  g_autoptr (SlStatement) insert = NULL;

  if (!keep_content (transaction, snapshot, error))
    return FALSE;
  insert = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO version (version_id, case_id, number, state, hash, stance, grants_award, note,"
      " submitted_by, submitted_role, self_declared, submitted_at, audit_sequence, void_reason,"
      " changed_at, changed_by, origin, paper_id, paper_number)"
      " VALUES (?, ?, CASE WHEN ? > 0 THEN ? ELSE COALESCE ((SELECT MIN (n.number) FROM version n"
      " WHERE n.case_id = ? AND n.number < 0), 0) - 1 END,"
      " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      error);
  if (insert == NULL)
    return FALSE;
  sl_statement_bind (
      insert,
      "ttiitttt"
      "itttititt"
      "ttti",
      row->version_id, row->case_id, response, number, row->case_id, row->state,
      sl_snapshot_get_hash (snapshot), row->stance, (gint64) row->grants_award, row->note,
      row->submitted_by, row->submitted_role, (gint64) row->self_declared, row->submitted_at,
      row->audit_sequence, row->void_reason != NULL ? row->void_reason : "",
      sl_transaction_get_time (transaction), sl_transaction_get_person_id (transaction),
      row->origin, response ? row->case_id : row->paper_id, number);
  if (!sl_statement_run (insert, error) ||
      !add_author (transaction, row->version_id, row->submitted_by, error))
    return FALSE;
  for (guint i = 0; row->authors != NULL && row->authors[i] != NULL; i++)
    if (!add_author (transaction, row->version_id, row->authors[i], error))
      return FALSE;
  return add_blocks (transaction, row->version_id, row->remarks, error);
}

gboolean
sl_version_records_set_state (SlTransaction *transaction,
                              const char *version_id,
                              const char *state,
                              const char *reason,
                              GError **error)
{
  g_autoptr (SlStatement) update = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "UPDATE version SET state = ?, void_reason = COALESCE (?, void_reason), changed_at = ?,"
      " changed_by = ? WHERE version_id = ?",
      error);

  if (update == NULL)
    return FALSE;
  sl_statement_bind (update, "ttttt", state, reason, sl_transaction_get_time (transaction),
                     sl_transaction_get_person_id (transaction), version_id);
  return sl_statement_run (update, error);
}

gboolean
sl_version_records_add_decision (SlTransaction *transaction,
                                 const SlDecisionRow *row,
                                 GError **error)
{
  g_autoptr (SlStatement) insert = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO decision (decision_id, version_id, hash, outcome, reason, person_id, role,"
      " self_declared, stands, why_not, at, origin) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      error);

  if (insert == NULL)
    return FALSE;
  sl_statement_bind (insert, "tttttttiittt", row->decision_id, row->version_id, row->hash,
                     row->outcome, row->reason, row->person_id, row->role,
                     (gint64) row->self_declared, (gint64) row->stands,
                     row->why_not != NULL ? row->why_not : "", row->at, row->origin);
  return sl_statement_run (insert, error);
}

gboolean
sl_version_records_read_head (SlTransaction *transaction,
                              const char *paper_id,
                              SlVersionHead *head,
                              GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "SELECT version_id, state, hash, submitted_by, paper_number, case_id FROM version"
      " WHERE paper_id = ? ORDER BY paper_number DESC LIMIT 1",
      error);
  gboolean row;

  *head = (SlVersionHead){ 0 };
  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "t", paper_id);
  if (!sl_statement_step (statement, &row, error))
    return FALSE;
  head->version_id = row ? sl_statement_dup_text (statement, 0) : g_strdup ("");
  head->state = row ? sl_statement_dup_text (statement, 1) : g_strdup ("");
  head->hash = row ? sl_statement_dup_text (statement, 2) : g_strdup ("");
  head->submitted_by = row ? sl_statement_dup_text (statement, 3) : g_strdup ("");
  head->number = row ? (guint) sl_statement_get_int (statement, 4) : 0;
  head->case_id = row ? sl_statement_dup_text (statement, 5) : g_strdup ("");
  return TRUE;
}

/* Looking. */

/**
 * sl_versions_dup_last_seen:
 * @store: an open store
 * @paper_id: whose versions
 * @error: return location
 *
 * Returns: (transfer full): the version that the person at work saw last, "" for none; %NULL with
 *   %SL_STORE_ERROR
 */
char *
sl_versions_dup_last_seen (SlStore *store, const char *paper_id, GError **error)
{
  g_autoptr (SlStatement) statement = NULL;
  const char *person_id;
  gboolean row;

  g_return_val_if_fail (store != NULL && paper_id != NULL, NULL);
  person_id = sl_store_get_actor (store);
  statement = sl_database_prepare (
      sl_store_read (store),
      "SELECT version_id FROM paper_seen WHERE paper_id = ? AND person_id = ?", error);
  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "tt", paper_id, person_id != NULL ? person_id : "");
  if (!sl_statement_step (statement, &row, error))
    return NULL;
  return row ? sl_statement_dup_text (statement, 0) : g_strdup ("");
}

typedef struct
{
  char *case_id, *version_id;
} Seen;

static void
seen_free (gpointer data)
{
  Seen *seen = data;

  g_free (seen->case_id);
  g_free (seen->version_id);
  g_free (seen);
}

/* The number of the version, and of the one that the person had seen before, 0 for none. */
static gboolean
read_seen (SlTransaction *transaction,
           const Seen *seen,
           gint64 *number,
           gint64 *before,
           char **paper_id,
           GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "SELECT v.paper_number, (SELECT o.paper_number FROM paper_seen s JOIN version o"
      " ON o.version_id = s.version_id WHERE s.paper_id = v.paper_id AND s.person_id = ?),"
      " v.paper_id FROM version v WHERE v.version_id = ? AND v.case_id = ?",
      error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "ttt", sl_transaction_get_person_id (transaction), seen->version_id,
                     seen->case_id);
  if (!sl_statement_step (statement, &row, error))
    return FALSE;
  if (!row)
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
                   _ ("This case has no version %s."), seen->version_id);
      return FALSE;
    }
  *number = sl_statement_get_int (statement, 0);
  *before = sl_statement_get_int_or (statement, 1, 0);
  *paper_id = sl_statement_dup_text (statement, 2);
  return TRUE;
}

/* Who turns back to an older version has not forgotten the newer one. */
static gboolean
set_seen (SlTransaction *transaction, gpointer data, GError **error)
{
  const Seen *seen = data;
  g_autoptr (SlStatement) update = NULL;
  g_autofree char *paper_id = NULL;
  gint64 number, before;

  if (!read_seen (transaction, seen, &number, &before, &paper_id, error))
    return FALSE;
  if (number <= before)
    {
      sl_transaction_set_unchanged (transaction);
      return TRUE;
    }
  update = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO paper_seen (paper_id, person_id, version_id, at) VALUES (?, ?, ?, ?)"
      " ON CONFLICT (paper_id, person_id) DO UPDATE SET version_id = excluded.version_id,"
      " at = excluded.at",
      error);
  if (update == NULL)
    return FALSE;
  sl_statement_bind (update, "tttt", paper_id, sl_transaction_get_person_id (transaction),
                     seen->version_id, sl_transaction_get_time (transaction));
  return sl_statement_run (update, error);
}

/**
 * sl_versions_change_seen:
 * @case_id: whose
 * @version_id: the version that the person at work has before them
 *
 * Returns: (transfer full): a change ("look"); it writes nothing when they had seen it already
 */
SlChange *
sl_versions_change_seen (const char *case_id, const char *version_id)
{
  Seen *seen;

  g_return_val_if_fail (case_id != NULL && version_id != NULL, NULL);
  seen = g_new0 (Seen, 1);
  seen->case_id = g_strdup (case_id);
  seen->version_id = g_strdup (version_id);
  return sl_change_new ("look", "version", version_id, case_id, set_seen, seen, seen_free);
}
