/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-test.h"

#include "store/sl-database-private.h"
#include "store/sl-store-private.h"

/* The shape of a casebook as it was found when the program was built, against its migrations. */

static SlDatabase *
make_model (void)
{
  g_autoptr (GPtrArray) migrations = sl_migrations_load ();
  g_autoptr (GError) error = NULL;
  SlDatabase *model = sl_database_open (":memory:", SL_DATABASE_CREATE, &error);

  g_assert_no_error (error);
  sl_migrations_run (model, migrations, &error);
  g_assert_no_error (error);
  return model;
}

static void
test_what_was_built_in_is_what_the_migrations_make (void)
{
  g_autoptr (SlDatabase) model = make_model ();
  g_autoptr (GError) error = NULL;

  sl_schema_check (model, &error);
  g_assert_no_error (error);
  /* Figures for the planner of queries are no part of the shape. */
  sl_database_run_script (model, "ANALYZE;", &error);
  g_assert_no_error (error);
  sl_schema_check (model, &error);
  g_assert_no_error (error);
}

/* Each trigger and index in turn: an altered shape is found whatever is missing from it. */
static void
test_a_shape_that_lacks_anything_is_refused (void)
{
  g_autoptr (SlDatabase) model = make_model ();
  g_autoptr (SlStatement) list = NULL;
  g_autoptr (GError) error = NULL;
  guint n_tried = 0;
  gboolean row;

  list = sl_database_prepare (model,
                              "SELECT 'DROP ' || type || ' ' || name FROM sqlite_schema"
                              " WHERE type IN ('index', 'trigger') AND sql IS NOT NULL",
                              &error);
  g_assert_no_error (error);
  while (sl_statement_step (list, &row, &error) && row)
    {
      g_autoptr (SlDatabase) altered = make_model ();

      sl_database_run_script (altered, sl_statement_get_text (list, 0), &error);
      g_assert_no_error (error);
      g_assert_false (sl_schema_check (altered, &error));
      g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_OURS);
      g_clear_error (&error);
      n_tried++;
    }
  g_assert_no_error (error);
  g_assert_cmpuint (n_tried, >, 20);
}

static void
test_older_migrations_make_another_shape (void)
{
  g_autoptr (GPtrArray) migrations = sl_migrations_load ();
  g_autoptr (GPtrArray) older = sl_migrations_load ();
  g_autoptr (GError) error = NULL;
  g_autofree char *whole = sl_migrations_digest_model (migrations, &error);
  g_autofree char *part = NULL;

  g_assert_no_error (error);
  g_ptr_array_set_size (older, (int) older->len - 1);
  part = sl_migrations_digest_model (older, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (whole, !=, part);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/schema/what-was-built-in-is-what-the-migrations-make",
                   test_what_was_built_in_is_what_the_migrations_make);
  g_test_add_func ("/store/schema/a-shape-that-lacks-anything-is-refused",
                   test_a_shape_that_lacks_anything_is_refused);
  g_test_add_func ("/store/schema/older-migrations-make-another-shape",
                   test_older_migrations_make_another_shape);
  return g_test_run ();
}
