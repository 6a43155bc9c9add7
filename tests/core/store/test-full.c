/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "people/sl-person.h"
#include "sl-test.h"
#include "store/sl-audit.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gstdio.h>
#include <string.h>

/* A full disk (catalogue 86): what was saved stays, the reserve lets the last change through, and
 * people are told in plain words. The engine's limit on pages fails in the same way as a full disk
 * does. */

/* The first @failures runs meet a full disk. */
typedef struct
{
  int runs, failures;
  gsize bytes;
} Disk;

static gboolean
write_much (SlTransaction *transaction, gpointer data, GError **error)
{
  Disk *disk = data;
  SlDatabase *database = sl_transaction_get_database (transaction);
  gboolean full = disk->runs++ < disk->failures;
  g_autoptr (SlStatement) statement = NULL;
  g_autofree char *much = g_strnfill (disk->bytes, 'x');

  if (!sl_database_run (
          database, full ? "PRAGMA max_page_count = 1" : "PRAGMA max_page_count = 1000000", error))
    return FALSE;
  statement = sl_database_prepare (database, "UPDATE person SET telephone = ?", error);
  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "t", much);
  return sl_statement_run (statement, error);
}

static gboolean
apply (SlStore *store, Disk *disk, GError **error)
{
  return sl_store_apply (store, sl_change_new ("fill", "person", "", NULL, write_much, disk, NULL),
                         error);
}

static void
test_full (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *reserve = g_build_filename (folder, "reserve", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlStore) store = sl_store_open (folder, SL_STORE_DEFAULT, &error);
  g_autoptr (SlPerson) person = sl_people_current (store, &error);
  g_autoptr (SlPerson) after = NULL;
  g_autoptr (SlAuditReport) report = NULL;
  Disk once = { 0, 1, 1000000 }, always = { 0, 100, 5000000 };

  g_assert_no_error (error);
  g_assert_true (g_file_test (reserve, G_FILE_TEST_EXISTS));
  g_assert_true (apply (store, &once, &error));
  g_assert_no_error (error);
  g_assert_cmpint (once.runs, ==, 2);
  g_assert_false (g_file_test (reserve, G_FILE_TEST_EXISTS));

  g_assert_false (apply (store, &always, &error));
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_FULL);
  g_assert_true (g_str_has_prefix (error->message, "The disk is full"));
  g_assert_cmpint (always.runs, ==, 1);
  g_clear_error (&error);

  after = sl_people_load (store, sl_person_get_id (person), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (sl_person_get_telephone (after)), ==, 1000000);
  report = sl_audit_verify (folder, NULL);
  g_assert_cmpint (report->state, ==, SL_AUDIT_INTACT);
  g_assert_cmpint (report->n_rows, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/full/the-reserve-lets-the-last-change-through", test_full);
  return g_test_run ();
}
