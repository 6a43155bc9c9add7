/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "people/sl-person.h"
#include "sl-test.h"
#include "store/sl-audit.h"
#include "store/sl-store.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Files that are not what they were (catalogue 82 and 83): refused in plain words, or opened; never
 * a crash, never a fresh start over something that was there. */

static char *
make_casebook (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SlStore) store = sl_store_open (folder, SL_STORE_DEFAULT, &error);
  g_autoptr (SlPerson) person = sl_people_current (store, &error);

  g_assert_no_error (error);
  sl_store_close (store);
  return g_steal_pointer (&folder);
}

static char *
database (const char *folder)
{
  return g_build_filename (folder, "sightline.db", NULL);
}

static void
run_sql (const char *folder, const char *sql)
{
  g_autofree char *path = database (folder);
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
}

static void
assert_refused (const char *folder, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlStore) store = sl_store_open (folder, SL_STORE_DEFAULT, &error);

  g_assert_null (store);
  g_test_message ("%s", error->message);
  g_assert_error (error, SL_STORE_ERROR, code);
}

/* Opening either works or is refused with a sentence; a store that opened can be closed. */
static void
open_anyhow (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlStore) store = sl_store_open (folder, SL_STORE_DEFAULT, &error);

  if (store == NULL)
    g_assert_cmpuint (strlen (error->message), >, 20);
  else
    {
      g_autoptr (SlPerson) person = sl_people_current (store, NULL);
      g_assert_true (person == NULL || SL_IS_PERSON (person));
    }
}

static void
test_bits (void)
{
  g_autofree char *folder = make_casebook ();
  g_autofree char *path = database (folder);
  g_autofree char *whole = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &whole, &length, NULL));
  for (int bit = 0; bit < 100 * 8; bit++)
    {
      whole[bit / 8] ^= 1 << (bit % 8);
      g_assert_true (g_file_set_contents (path, whole, length, NULL));
      open_anyhow (folder);
      whole[bit / 8] ^= 1 << (bit % 8);
    }
}

static void
test_cut (void)
{
  g_autofree char *folder = make_casebook ();
  g_autofree char *path = database (folder);
  g_autofree char *whole = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &whole, &length, NULL));
  for (gsize kept = 4096; kept < length; kept += 4096)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SlStore) store = NULL;

      g_assert_true (g_file_set_contents (path, whole, kept, NULL));
      store = sl_store_open (folder, SL_STORE_DEFAULT, &error);
      g_assert_null (store);
      g_assert_nonnull (error);
    }
}

static void
test_missing (void)
{
  g_autofree char *folder = make_casebook ();
  g_autofree char *path = database (folder);

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  assert_refused (folder, SL_STORE_ERROR_DAMAGED);
  g_unlink (path);
  assert_refused (folder, SL_STORE_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  assert_refused (folder, SL_STORE_ERROR_NOT_OURS);
}

static void
test_must_exist (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autoptr (GError) error = NULL;

  g_assert_null (sl_store_open (folder, SL_STORE_MUST_EXIST, &error));
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND);
}

/* A folder that is not there is not made where a casebook must exist. */
static void
test_no_folder (void)
{
  g_autofree char *parent = sl_test_make_folder ();
  g_autofree char *folder = g_build_filename (parent, "gone", NULL);
  const SlStoreFlags flags[] = { SL_STORE_MUST_EXIST, SL_STORE_READ_ONLY };

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (sl_store_open (folder, flags[i], &error));
      g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND);
      g_assert_nonnull (strstr (error->message, folder));
      g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
    }
}

#define PAGE_SIZE 4096

/* One page in a hundred overwritten with noise, never the first: that is test_bits. */
static void
test_pages (void)
{
  g_autofree char *folder = make_casebook ();
  g_autofree char *path = database (folder);
  g_autofree char *whole = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (2147);
  gsize length, n_pages;
  guint n_refused = 0;

  run_sql (folder, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400)"
                   "INSERT INTO pack_copy SELECT i, 'checklist', i, '1', hex (zeroblob (1500)), ''"
                   " FROM n");
  g_assert_true (g_file_get_contents (path, &whole, &length, NULL));
  n_pages = length / PAGE_SIZE;
  g_assert_cmpuint (n_pages, >, 200);
  for (int round = 0; round < 40; round++)
    {
      g_autofree char *spoilt = g_memdup2 (whole, length);
      g_autoptr (GError) error = NULL;
      g_autoptr (SlStore) store = NULL;

      for (gsize i = 0; i < n_pages / 100; i++)
        {
          gsize page = g_rand_int_range (random, 1, (gint32) n_pages);

          for (gsize byte = 0; byte < PAGE_SIZE; byte++)
            spoilt[page * PAGE_SIZE + byte] = (char) g_rand_int_range (random, 0, 256);
        }
      g_assert_true (g_file_set_contents (path, spoilt, length, NULL));
      store = sl_store_open (folder, SL_STORE_DEFAULT, &error);
      if (store == NULL)
        {
          g_autofree char *left = NULL;

          g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_DAMAGED);
          g_assert_true (g_file_get_contents (path, &left, NULL, NULL));
          g_assert_cmpmem (left, length, spoilt, length);
          n_refused++;
        }
      else
        sl_store_close (store);
    }
  g_test_message ("%u of 40 were refused", n_refused);
  g_assert_cmpuint (n_refused, ==, 40);
}

/* A place that cannot be written: what is there can be read, and nothing can be begun. */
static void
test_read_only_place (void)
{
  g_autofree char *folder = make_casebook ();
  g_autofree char *path = database (folder);
  g_autofree char *empty = sl_test_make_folder ();
  g_autofree char *below = g_build_filename (empty, "casebook", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlStore) store = NULL;
  g_autoptr (SlPerson) person = NULL;

  if (geteuid () == 0)
    {
      g_test_skip ("Permissions do not bind root");
      return;
    }
  g_assert_cmpint (g_chmod (path, 0400), ==, 0);
  g_assert_cmpint (g_chmod (folder, 0500), ==, 0);
  g_assert_cmpint (g_chmod (empty, 0500), ==, 0);

  store = sl_store_open (folder, SL_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_true (sl_store_is_read_only (store));
  g_assert_nonnull (strstr (sl_store_get_read_only_reason (store), folder));
  person = sl_people_current (store, &error);
  g_assert_no_error (error);
  g_assert_false (sl_store_apply (
      store,
      sl_people_change_card (sl_person_get_id (person), "Helen Marsh", NULL, NULL, NULL, NULL),
      &error));
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_READ_ONLY);
  sl_store_close (store);
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GError) refusal = NULL;

      g_assert_null (sl_store_open (i == 0 ? empty : below, SL_STORE_DEFAULT, &refusal));
      g_assert_nonnull (refusal);
      g_assert_nonnull (strstr (refusal->message, empty));
    }
  g_assert_cmpint (g_chmod (folder, 0700), ==, 0);
  g_assert_cmpint (g_chmod (empty, 0700), ==, 0);
}

static void
test_newer (void)
{
  g_autofree char *folder = make_casebook ();

  run_sql (folder,
           "PRAGMA user_version = 900; INSERT INTO schema_migration VALUES (900, 'x', 'x')");
  assert_refused (folder, SL_STORE_ERROR_NEWER);
}

static void
test_foreign (void)
{
  static const char *const ways[] = {
    "PRAGMA application_id = 1",
    "PRAGMA user_version = 0",
    "CREATE TRIGGER evil AFTER INSERT ON audit BEGIN DELETE FROM planning_case; END",
    "CREATE VIEW evil AS SELECT 1",
    "DROP INDEX planning_case_by_due",
    "ALTER TABLE person ADD COLUMN evil TEXT",
  };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *folder = make_casebook ();

      run_sql (folder, ways[i]);
      assert_refused (folder, SL_STORE_ERROR_NOT_OURS);
    }
}

/* The journal of another database beside ours. */
static void
test_strange_journal (void)
{
  g_autofree char *folder = make_casebook ();
  g_autofree char *journal = g_build_filename (folder, "sightline.db-journal", NULL);
  g_autoptr (GString) bytes = g_string_new_len ("\331\325\005\371 \241c\327", 8);

  for (int i = 0; i < 9000; i++)
    g_string_append_c (bytes, g_random_int_range (0, 256));
  g_assert_true (g_file_set_contents (journal, bytes->str, bytes->len, NULL));
  open_anyhow (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/damage/no-flipped-bit-of-the-header-crashes", test_bits);
  g_test_add_func ("/store/damage/a-file-cut-at-any-page-is-refused", test_cut);
  g_test_add_func ("/store/damage/a-missing-file-is-no-fresh-start", test_missing);
  g_test_add_func ("/store/damage/an-empty-folder-is-refused-where-one-must-exist",
                   test_must_exist);
  g_test_add_func ("/store/damage/a-missing-folder-is-not-made-where-one-must-exist",
                   test_no_folder);
  g_test_add_func ("/store/damage/spoilt-pages-are-refused-and-left-as-they-are", test_pages);
  g_test_add_func ("/store/damage/a-place-that-cannot-be-written-is-read", test_read_only_place);
  g_test_add_func ("/store/damage/a-newer-casebook-is-refused", test_newer);
  g_test_add_func ("/store/damage/altered-structure-is-refused", test_foreign);
  g_test_add_func ("/store/damage/a-strange-journal-does-not-crash", test_strange_journal);
  return g_test_run ();
}
