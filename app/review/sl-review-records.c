/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-review-private.h"

#include "people/sl-role.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Reads what decisions rest on: roles, the audit trail, open comments, the queue. Writes nothing.
 */

/* The role is the one that decisions count with: an account whose person has never said who they
 * are works as a trainee (sl_person_get_deciding_role()). */
gboolean
sl_review_records_read_person (SlDatabase *database,
                               const char *person_id,
                               char **role,
                               gboolean *self_declared,
                               GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      database,
      "SELECT CASE WHEN declared = 1 OR elsewhere = 1 THEN role ELSE 'trainee' END,"
      " role_self_declared FROM person WHERE person_id = ?",
      error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "t", person_id);
  if (!sl_statement_step (statement, &row, error))
    return FALSE;
  if (!row)
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
                   _ ("There is no person %s in this casebook."), person_id);
      return FALSE;
    }
  *role = sl_statement_dup_text (statement, 0);
  *self_declared = sl_statement_get_int (statement, 1) != 0;
  return TRUE;
}

/* One text by one key; "" where there is no row. */
static gboolean
read_text (SlDatabase *database, const char *sql, const char *key, char **text, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (database, sql, error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "t", key);
  if (!sl_statement_step (statement, &row, error))
    return FALSE;
  *text = row ? sl_statement_dup_text (statement, 0) : g_strdup ("");
  return TRUE;
}

gboolean
sl_review_records_read_name (SlDatabase *database,
                             const char *person_id,
                             char **name,
                             GError **error)
{
  return read_text (database, "SELECT display_name FROM person WHERE person_id = ?", person_id,
                    name, error);
}

gboolean
sl_review_records_read_stage (SlDatabase *database,
                              const char *case_id,
                              char **stage,
                              GError **error)
{
  return read_text (database, "SELECT stage FROM planning_case WHERE case_id = ?", case_id, stage,
                    error);
}

/* Whether the content that was approved is signed as the person's row now says. */
static gboolean
is_signed_as (SlStatement *statement)
{
  const char *role_title = sl_role_get_title (sl_statement_get_text (statement, 5));
  const char *title = sl_statement_get_text (statement, 3);
  g_autofree char *text = sl_statement_dup_text (statement, 1);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (SlSnapshot) snapshot = sl_snapshot_new_from_bytes (bytes, NULL);

  return snapshot != NULL &&
         g_str_equal (sl_snapshot_get (snapshot, "author/name"),
                      sl_statement_get_text (statement, 2)) &&
         g_str_equal (sl_snapshot_get (snapshot, "author/title"),
                      *title != '\0' ? title : role_title) &&
         g_str_equal (sl_snapshot_get (snapshot, "author/staff-number"),
                      sl_statement_get_text (statement, 4));
}

GPtrArray *
sl_review_records_list_signed_otherwise (SlDatabase *database,
                                         const char *person_id,
                                         GError **error)
{
  g_autoptr (GPtrArray) papers = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (SlStatement) statement = sl_database_prepare (
      database,
      "SELECT v.paper_id, c.bytes, p.display_name, p.job_title, p.staff_number, p.role"
      " FROM version v JOIN version_content c ON c.hash = v.hash"
      " JOIN person p ON p.person_id = v.submitted_by"
      " WHERE v.state = 'approved' AND v.submitted_by = ? ORDER BY v.paper_id",
      error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "t", person_id);
  while (sl_statement_step (statement, &row, error))
    {
      if (!row)
        return g_steal_pointer (&papers);
      if (!is_signed_as (statement))
        g_ptr_array_add (papers, sl_statement_dup_text (statement, 0));
    }
  return NULL;
}

/* The newest row of a person and action each: a few dozen, however long the trail is. */
gboolean
sl_review_records_read_trail (SlDatabase *database,
                              SlReviewRules *rules,
                              const char *case_id,
                              GHashTable *authors,
                              gint64 *sequence,
                              GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      database,
      "SELECT person_id, action, MAX (sequence) FROM audit WHERE case_id = ?"
      " GROUP BY person_id, action",
      error);
  gboolean row;

  *sequence = 0;
  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "t", case_id);
  while (sl_statement_step (statement, &row, error))
    {
      SlReviewStep step;

      if (!row)
        return TRUE;
      step = sl_review_rules_get_step (rules, sl_statement_get_text (statement, 1));
      if (step == SL_REVIEW_STEP_EDITS && authors != NULL)
        g_hash_table_add (authors, sl_statement_dup_text (statement, 0));
      if (step != SL_REVIEW_STEP_LOOKS)
        *sequence = MAX (*sequence, sl_statement_get_int (statement, 2));
    }
  return FALSE;
}

/* Whoever edited the sheet of a report, its actions or the photographs that belong to it. */
static gboolean
read_sheet_trail (SlDatabase *database,
                  SlReviewRules *rules,
                  const SlPaper *paper,
                  GHashTable *authors,
                  GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      database,
      "SELECT DISTINCT t.person_id, t.action FROM audit t WHERE t.case_id = ? AND (t.object_id = ?"
      " OR t.object_id IN (SELECT h.photograph_id FROM photograph h WHERE h.sheet_id = ?)"
      " OR t.object_id IN (SELECT c.action_id FROM action c WHERE c.sheet_id = ?))",
      error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "tttt", paper->case_id, paper->sheet_id, paper->sheet_id,
                     paper->sheet_id);
  while (sl_statement_step (statement, &row, error))
    {
      if (!row)
        return TRUE;
      if (sl_review_rules_get_step (rules, sl_statement_get_text (statement, 1)) ==
          SL_REVIEW_STEP_RECORDS)
        g_hash_table_add (authors, sl_statement_dup_text (statement, 0));
    }
  return FALSE;
}

gboolean
sl_review_records_read_editors (SlDatabase *database,
                                SlReviewRules *rules,
                                const SlPaper *paper,
                                GHashTable *authors,
                                gint64 *sequence,
                                GError **error)
{
  if (sl_paper_is_response (paper))
    return sl_review_records_read_trail (database, rules, paper->case_id, authors, sequence, error);
  return sl_review_records_read_trail (database, rules, paper->case_id, NULL, sequence, error) &&
         read_sheet_trail (database, rules, paper, authors, error);
}

static const char *const counts[] = {
  [SL_REVIEW_COUNT_OPEN_COMMENTS] = "SELECT COUNT (*) FROM comment WHERE paper_id = ?"
                                    " AND parent_id IS NULL AND state = 'open'",
  [SL_REVIEW_COUNT_OUTCOMES] = "SELECT COUNT (*) FROM outcome WHERE case_id = ?",
  [SL_REVIEW_COUNT_COPIES] = "SELECT COUNT (*) FROM review_copy WHERE case_id = ?",
};

gboolean
sl_review_records_count (SlDatabase *database,
                         SlReviewCount count,
                         const char *id,
                         gint64 *n,
                         GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (database, counts[count], error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "t", id);
  if (!sl_statement_step (statement, &row, error))
    return FALSE;
  *n = row ? sl_statement_get_int (statement, 0) : 0;
  return TRUE;
}

gboolean
sl_review_records_check (SlTransaction *transaction,
                         SlReviewRules *rules,
                         const SlReviewFacts *facts,
                         GError **error)
{
  SlDatabase *database = sl_transaction_get_database (transaction);
  const char *person_id = sl_transaction_get_person_id (transaction);
  g_autofree char *role = NULL;
  gboolean self_declared;
  gint64 sequence;

  if (!sl_review_records_read_person (database, person_id, &role, &self_declared, error) ||
      !sl_review_records_read_trail (database, rules, facts->case_id, NULL, &sequence, error))
    return FALSE;
  if (g_str_equal (person_id, facts->person_id) && g_str_equal (role, facts->role) &&
      self_declared == facts->self_declared && sequence == facts->sequence)
    return TRUE;
  g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_CONFLICT,
               _ ("Somebody changed this case a moment ago, so nothing was done. Look at it again, "
                  "then try once more."));
  return FALSE;
}

void
sl_review_wait_free (SlReviewWait *wait)
{
  g_free (wait->case_id);
  g_free (wait->paper_id);
  g_free (wait->paper_title);
  g_free (wait->version_id);
  g_free (wait->reference);
  g_free (wait->title);
  g_free (wait->stage);
  g_free (wait->state);
  g_free (wait->author_name);
  g_free (wait->author_role);
  g_free (wait->submitted_at);
  g_free (wait->due_date);
  g_free (wait->stance);
  g_free (wait->decided_by_name);
  g_free (wait->decided_at);
  g_free (wait->reason);
  g_free (wait);
}

#define WAITING                                                                                    \
  "SELECT v.case_id, v.version_id, c.reference, c.title, c.address, c.stage, v.state,"             \
  " a.display_name, v.submitted_role, v.self_declared, v.submitted_at, c.due_date, v.stance,"      \
  " v.paper_number, v.grants_award,"                                                               \
  " (SELECT COUNT (*) FROM comment k WHERE k.paper_id = v.paper_id AND k.parent_id IS NULL"        \
  "  AND k.state = 'open'),"                                                                       \
  " (SELECT COUNT (*) FROM version_author w WHERE w.version_id = v.version_id"                     \
  "  AND w.person_id = ?),"                                                                        \
  " (SELECT COUNT (*) FROM review_copy r WHERE r.case_id = v.case_id), c.officer_id,"              \
  " b.display_name, d.at, d.reason, v.paper_id, COALESCE (q.title, '')"                            \
  " FROM version v JOIN planning_case c ON c.case_id = v.case_id"                                  \
  " LEFT JOIN paper q ON q.paper_id = v.paper_id"                                                  \
  " JOIN person a ON a.person_id = v.submitted_by"                                                 \
  " LEFT JOIN decision d ON d.decision_id = (SELECT MIN (s.decision_id) FROM decision s"           \
  "  WHERE s.version_id = v.version_id AND s.stands = 1)"                                          \
  " LEFT JOIN person b ON b.person_id = d.person_id"                                               \
  " WHERE v.state IN ('submitted', 'returned', 'approved')"                                        \
  " AND v.paper_number = (SELECT MAX (n.paper_number) FROM version n WHERE n.paper_id = "          \
  "v.paper_id)"                                                                                    \
  " ORDER BY v.submitted_at, v.version_id"

static SlReviewWait *
read_wait (SlStatement *statement, const char *person_id, SlReviewRules *rules, const char *role)
{
  SlReviewWait *wait = g_new0 (SlReviewWait, 1);
  gboolean author = sl_statement_get_int (statement, 16) > 0;
  const char *title = sl_statement_get_text (statement, 3);
  const char *due = sl_statement_get_text (statement, 11);
  SlReviewSituation situation = { .action = SL_REVIEW_RETURN, .role = role, .author = author };

  wait->case_id = sl_statement_dup_text (statement, 0);
  wait->version_id = sl_statement_dup_text (statement, 1);
  wait->reference = sl_statement_dup_text (statement, 2);
  wait->title = g_strdup (*title != '\0' ? title : sl_statement_get_text (statement, 4));
  wait->stage = sl_statement_dup_text (statement, 5);
  wait->state = sl_statement_dup_text (statement, 6);
  wait->author_name = sl_statement_dup_text (statement, 7);
  wait->author_role = sl_review_dup_role_text (sl_statement_get_text (statement, 8),
                                               sl_statement_get_int (statement, 9) != 0);
  wait->submitted_at = sl_statement_dup_text (statement, 10);
  wait->paper_id = sl_statement_dup_text (statement, 22);
  wait->paper_title = sl_statement_dup_text (statement, 23);
  /* The day that the case is due by is the response's. */
  wait->due_date = g_strdup (g_str_has_prefix (due, "9999") || *wait->paper_title != '\0' ? ""
                                                                                          : due);
  wait->stance = sl_statement_dup_text (statement, 12);
  wait->decided_by_name = sl_statement_dup_text (statement, 19);
  wait->decided_at = sl_statement_dup_text (statement, 20);
  wait->reason = sl_statement_dup_text (statement, 21);
  wait->number = sl_statement_get_int (statement, 13);
  wait->open_comments = (guint) sl_statement_get_int (statement, 15);
  wait->mine = !g_str_equal (wait->state, "submitted") &&
               (author || g_str_equal (sl_statement_get_text (statement, 18), person_id));
  situation.state = wait->state;
  situation.stance = wait->stance;
  situation.grants_award = sl_statement_get_int (statement, 14) != 0;
  situation.copy = wait->copy = sl_statement_get_int (statement, 17) != 0;
  situation.has_reason = TRUE;
  /* Who may return it may decide it: an approval may still need another role. */
  wait->for_me = sl_review_rules_decide (rules, &situation, NULL);
  return wait;
}

/**
 * sl_review_list_waiting:
 * @self: the review
 * @error: return location
 *
 * Returns: (transfer full) (element-type SlReviewWait): cases whose newest version waits for a
 *   decision, or was returned or approved and waits for its author; longest-waiting first
 */
GPtrArray *
sl_review_list_waiting (SlReview *self, GError **error)
{
  g_autoptr (GPtrArray)
      list = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_review_wait_free);
  SlStore *store = sl_library_get_store (sl_review_get_library (self));
  const char *person_id = sl_person_get_id (sl_review_get_person (self));
  const char *role = sl_person_get_deciding_role (sl_review_get_person (self));
  g_autoptr (SlStatement) statement = sl_database_prepare (sl_store_read (store), WAITING, error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "t", person_id);
  while (sl_statement_step (statement, &row, error))
    {
      if (!row)
        return g_steal_pointer (&list);
      g_ptr_array_add (list, read_wait (statement, person_id, sl_review_get_rules (self), role));
    }
  return NULL;
}
