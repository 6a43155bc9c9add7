/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-review-rules-private.h"

#include "store/sl-database.h"

/* The only writer of review_rule and review_step: the decision table as the database's own triggers
 * read it (store/sqlite), for whoever writes to the file by another way than the program. The
 * program decides by the pack alone, so a table that somebody altered is only put right again, and
 * the audit trail tells. */

#define COLUMNS                                                                                    \
  "position, rule_id, actions, roles, states, author, opener, objection, award, open_comments,"    \
  " blocking_remarks, draft_differs, reason, manager_is_author, copy, allows"

static const char *const step_nicks[] = {
  [SL_REVIEW_STEP_PREPARES] = "prepares",
  [SL_REVIEW_STEP_REVIEWS] = "reviews",
  [SL_REVIEW_STEP_LOOKS] = "looks",
  [SL_REVIEW_STEP_RECORDS] = "records",
};

/* Where the conditions stand among COLUMNS. */
#define FIRST_CONDITION 5

/* Both tables as one text: what the pack says. */
static char *
describe_pack (SlReviewRules *self)
{
  g_autoptr (GPtrArray) lines = sl_review_rules_list_lines (self);
  g_autoptr (GPtrArray) steps = sl_review_rules_list_steps (self);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const SlReviewLine *line = g_ptr_array_index (lines, i);

      g_string_append_printf (text, "%u %s%s%s%s", i + 1, line->id, line->actions, line->roles,
                              line->states);
      for (guint j = 0; j < SL_N_REVIEW_CONDITIONS; j++)
        g_string_append_printf (text, "%d ", line->conditions[j]);
      g_string_append_printf (text, "%d\n", line->allows);
    }
  for (guint i = 0; i < steps->len; i++)
    {
      const char *action = g_ptr_array_index (steps, i);

      g_string_append_printf (text, "%s %s\n", action,
                              step_nicks[sl_review_rules_get_step (self, action)]);
    }
  return g_string_free (text, FALSE);
}

static void
append_rule (GString *text, SlStatement *row)
{
  g_string_append_printf (text, "%d %s%s%s%s", (int) sl_statement_get_int (row, 0),
                          sl_statement_get_text (row, 1), sl_statement_get_text (row, 2),
                          sl_statement_get_text (row, 3), sl_statement_get_text (row, 4));
  for (int i = 0; i < SL_N_REVIEW_CONDITIONS; i++)
    g_string_append_printf (text, "%d ",
                            (int) sl_statement_get_int_or (row, FIRST_CONDITION + i, -1));
  g_string_append_printf (
      text, "%d\n", (int) sl_statement_get_int (row, FIRST_CONDITION + SL_N_REVIEW_CONDITIONS));
}

static void
append_step (GString *text, SlStatement *row)
{
  g_string_append_printf (text, "%s %s\n", sl_statement_get_text (row, 0),
                          sl_statement_get_text (row, 1));
}

static gboolean
append_rows (SlDatabase *database,
             const char *sql,
             void (*append) (GString *text, SlStatement *row),
             GString *text,
             GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (database, sql, error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  while (sl_statement_step (statement, &row, error))
    {
      if (!row)
        return TRUE;
      append (text, statement);
    }
  return FALSE;
}

gboolean
sl_review_rules_are_adopted (SlReviewRules *self, SlStore *store, gboolean *adopted, GError **error)
{
  g_autoptr (GString) found = g_string_new (NULL);
  g_autofree char *expected = describe_pack (self);

  if (!append_rows (sl_store_read (store), "SELECT " COLUMNS " FROM review_rule ORDER BY position",
                    append_rule, found, error) ||
      !append_rows (sl_store_read (store), "SELECT action, step FROM review_step ORDER BY action",
                    append_step, found, error))
    return FALSE;
  *adopted = g_str_equal (found->str, expected);
  return TRUE;
}

/* Writing, inside the change. */

static gboolean
empty (SlDatabase *database, const char *sql, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (database, sql, error);

  return statement != NULL && sl_statement_run (statement, error);
}

static gboolean
add_rule (SlDatabase *database, guint position, const SlReviewLine *line, GError **error)
{
  const char *const texts[] = { line->id, line->actions, line->roles, line->states };
  g_autoptr (SlStatement)
      insert = sl_database_prepare (database,
                                    "INSERT INTO review_rule (" COLUMNS ")"
                                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                    error);

  if (insert == NULL)
    return FALSE;
  sl_statement_bind_int (insert, 0, position);
  for (int i = 0; i < (int) G_N_ELEMENTS (texts); i++)
    sl_statement_bind_text (insert, i + 1, texts[i]);
  for (int i = 0; i < SL_N_REVIEW_CONDITIONS; i++)
    if (line->conditions[i] >= 0)
      sl_statement_bind_int (insert, FIRST_CONDITION + i, line->conditions[i]);
    else
      sl_statement_bind_null (insert, FIRST_CONDITION + i);
  sl_statement_bind_int (insert, FIRST_CONDITION + SL_N_REVIEW_CONDITIONS, line->allows);
  return sl_statement_run (insert, error);
}

static gboolean
add_step (SlDatabase *database, const char *action, SlReviewStep step, GError **error)
{
  g_autoptr (SlStatement) insert = sl_database_prepare (
      database, "INSERT INTO review_step (action, step) VALUES (?, ?)", error);

  if (insert == NULL)
    return FALSE;
  sl_statement_bind (insert, "tt", action, step_nicks[step]);
  return sl_statement_run (insert, error);
}

static gboolean
write_rules (SlTransaction *transaction, gpointer data, GError **error)
{
  SlReviewRules *self = data;
  SlPack *pack = sl_review_rules_get_pack (self);
  SlDatabase *database = sl_transaction_get_database (transaction);
  g_autoptr (GPtrArray) lines = sl_review_rules_list_lines (self);
  g_autoptr (GPtrArray) steps = sl_review_rules_list_steps (self);

  sl_transaction_note (transaction, "edition", sl_pack_get_edition (pack));
  sl_transaction_note (transaction, "hash", sl_pack_get_hash (pack));
  if (!empty (database, "DELETE FROM review_rule", error) ||
      !empty (database, "DELETE FROM review_step", error))
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    if (!add_rule (database, i + 1, g_ptr_array_index (lines, i), error))
      return FALSE;
  for (guint i = 0; i < steps->len; i++)
    {
      const char *action = g_ptr_array_index (steps, i);

      if (!add_step (database, action, sl_review_rules_get_step (self, action), error))
        return FALSE;
    }
  return TRUE;
}

/**
 * sl_review_rules_change_adopt:
 * @self: the rules
 *
 * Returns: (transfer full): a change that writes the table for the database's own triggers
 */
SlChange *
sl_review_rules_change_adopt (SlReviewRules *self)
{
  g_return_val_if_fail (SL_IS_REVIEW_RULES (self), NULL);
  return sl_change_new ("adopt-rules", "review_rule",
                        sl_pack_get_id (sl_review_rules_get_pack (self)), NULL, write_rules,
                        g_object_ref (self), g_object_unref);
}

/**
 * sl_review_rules_adopt:
 * @self: the rules
 * @store: an open store with an actor
 * @error: return location
 *
 * Returns: %FALSE with %SL_STORE_ERROR when the table is another one and could not be written
 */
gboolean
sl_review_rules_adopt (SlReviewRules *self, SlStore *store, GError **error)
{
  gboolean adopted;

  g_return_val_if_fail (SL_IS_REVIEW_RULES (self) && store != NULL, FALSE);

  if (sl_store_is_read_only (store))
    return TRUE;
  return sl_review_rules_are_adopted (self, store, &adopted, error) &&
         (adopted || sl_store_apply (store, sl_review_rules_change_adopt (self), error));
}
