/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-test-review.h"

#include "base/sl-id.h"
#include "cases/sl-case-records.h"
#include "store/sl-database.h"

#include <stdarg.h>

typedef struct
{
  const char *sql;
  GPtrArray *values;
} Statement;

static gboolean
run_statement (SlTransaction *transaction, gpointer data, GError **error)
{
  const Statement *self = data;
  g_autoptr (SlStatement)
      statement = sl_database_prepare (sl_transaction_get_database (transaction), self->sql, error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < self->values->len; i++)
    sl_statement_bind_text (statement, (int) i, g_ptr_array_index (self->values, i));
  return sl_statement_run (statement, error);
}

gboolean
sl_test_run_sql (SlTestResponse *self, GError **error, const char *sql, ...)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  Statement statement = { sql, values };
  const char *value;
  va_list args;

  va_start (args, sql);
  while ((value = va_arg (args, const char *)) != NULL)
    g_ptr_array_add (values, (gpointer) value);
  va_end (args);
  /* Without a case: nothing of the program looks at it. */
  return sl_store_apply (
      self->store, sl_change_new ("by-hand", "file", "", NULL, run_statement, &statement, NULL),
      error);
}

char *
sl_test_add_person (SlTestResponse *self, const char *uid, const char *name, const char *role)
{
  char *id = sl_id_new ();
  g_autoptr (GError) error = NULL;

  sl_test_run_sql (self, &error,
                   "INSERT INTO person (person_id, account, login, display_name, role,"
                   " role_self_declared, declared, created_at)"
                   " VALUES (?, ?, ?, ?, ?, 0, 1, '2026-11-24T09:00:00.000Z')",
                   id, uid, uid, name, role, NULL);
  g_assert_no_error (error);
  return id;
}

void
sl_test_become (SlTestResponse *self, const char *person_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPerson) person = sl_people_load (self->store, person_id, &error);

  g_assert_no_error (error);
  sl_store_set_actor (self->store, person_id, sl_person_get_account (person),
                      sl_person_get_role (person));
  sl_review_set_person (sl_casebook_get_review (self->casebook), person);
}

SlVersion *
sl_test_submit (SlTestResponse *self)
{
  g_autoptr (GError) error = NULL;
  SlVersion *version = sl_review_submit (sl_casebook_get_review (self->casebook), self->case_id, "",
                                         &error);

  g_assert_no_error (error);
  g_assert_nonnull (version);
  return version;
}

char *
sl_test_dup_state (SlTestResponse *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlVersion) version = sl_versions_load_newest (self->store, self->case_id, &error);

  g_assert_no_error (error);
  return g_strdup (version != NULL ? sl_version_get (version, "state") : "");
}

char *
sl_test_dup_stage (SlTestResponse *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlCase) planning_case = sl_case_records_load (self->store, self->case_id, &error);

  g_assert_no_error (error);
  return g_strdup (sl_case_get (planning_case, "stage"));
}
