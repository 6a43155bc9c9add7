/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "base/sl-time.h"
#include "people/sl-person.h"
#include "sl-test.h"
#include "store/sl-audit.h"
#include "store/sl-backup.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gstdio.h>
#include <string.h>

/* Backups are made, thinned out and restored; a bad one touches nothing (catalogue 95). */

static gint64 now;

static gint64
clock_cb (gpointer data)
{
  return now;
}

static gboolean
insert_file (SlTransaction *transaction, gpointer data, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO stored_file (sha256, size, media_type, stored_at) VALUES (?, 5, 'x', '')",
      error);

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "t", data);
  return sl_statement_run (statement, error);
}

static char *
keep_original (const char *folder, SlStore *store)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "house", -1);
  g_autofree char *bucket = g_strdup_printf ("%s/files/%.2s", folder, hash);
  g_autofree char *path = g_build_filename (bucket, hash, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (bucket, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "house", -1, &error));
  sl_store_apply (store,
                  sl_change_new ("add-file", "stored_file", hash, NULL, insert_file, hash, NULL),
                  &error);
  g_assert_no_error (error);
  return g_steal_pointer (&hash);
}

static SlStore *
open_store (const char *folder)
{
  g_autoptr (GError) error = NULL;
  SlStore *store = sl_store_open (folder, SL_STORE_DEFAULT, &error);
  g_autoptr (SlPerson) person = NULL;

  g_assert_no_error (error);
  person = sl_people_current (store, &error);
  g_assert_no_error (error);
  return store;
}

static void
test_restore (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *backups = sl_test_make_folder ();
  g_autofree char *target = g_build_filename (backups, "restored", NULL);
  g_autoptr (SlStore) store = open_store (folder);
  g_autofree char *hash = keep_original (folder, store);
  g_autofree char *original = g_strdup_printf ("%s/files/%.2s/%s", target, hash, hash);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SlBackup) backup = sl_backup_make (store, backups, &error);
  g_autoptr (SlStore) restored = NULL;
  g_autoptr (GPtrArray) before = NULL, after = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (backup->files->len, ==, 1);
  sl_backup_restore (backup->path, target, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (original, &text, NULL, &error));
  g_assert_cmpstr (text, ==, "house");

  before = sl_audit_list (store, NULL, 0, &error);
  restored = sl_store_open (target, SL_STORE_MUST_EXIST, &error);
  g_assert_no_error (error);
  g_assert_false (sl_store_is_read_only (restored));
  after = sl_audit_list (restored, NULL, 0, &error);
  g_assert_cmpuint (before->len, ==, after->len);
  g_assert_cmpstr (((SlAuditRow *) before->pdata[0])->hash, ==,
                   ((SlAuditRow *) after->pdata[0])->hash);
  g_ptr_array_set_free_func (before, (GDestroyNotify) sl_audit_row_free);
  g_ptr_array_set_free_func (after, (GDestroyNotify) sl_audit_row_free);

  g_assert_false (sl_backup_restore (backup->path, target, NULL, &error));
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED);
}

typedef void (*Spoil) (const SlBackup *backup);

static void
rewrite (const SlBackup *backup, const char *name, const char *find, const char *put, gssize cut)
{
  g_autofree char *path = g_build_filename (backup->path, name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GString) changed = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  changed = g_string_new_len (text, length - cut);
  if (find != NULL)
    g_assert_cmpuint (g_string_replace (changed, find, put, 1), ==, 1);
  g_assert_true (g_file_set_contents (path, changed->str, changed->len, NULL));
}

static void
spoil_database_cut (const SlBackup *backup)
{
  rewrite (backup, "sightline.db", NULL, NULL, 4096);
}

static void
spoil_database_empty (const SlBackup *backup)
{
  g_autofree char *path = g_build_filename (backup->path, "sightline.db", NULL);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
}

static void
spoil_manifest_cut (const SlBackup *backup)
{
  rewrite (backup, "manifest", NULL, NULL, 30);
}

static void
spoil_manifest_changed (const SlBackup *backup)
{
  rewrite (backup, "manifest", "table person 1", "table person 2", 0);
}

static void
spoil_manifest_missing (const SlBackup *backup)
{
  g_autofree char *path = g_build_filename (backup->path, "manifest", NULL);
  g_unlink (path);
}

/* A manifest that is whole but speaks of an older structure. */
static void
spoil_older (const SlBackup *backup)
{
  g_autofree char *path = g_build_filename (backup->path, "manifest", NULL);
  g_autofree char *text = NULL, *hash = NULL;
  g_autoptr (GString) body = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  *(strstr (text, "\nend ") + 1) = '\0';
  body = g_string_new (text);
  *(strstr (body->str, "\nstructure ") + strlen ("\nstructure ")) = '0';
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, body->str, -1);
  g_string_append_printf (body, "end %s\n", hash);
  g_assert_true (g_file_set_contents (path, body->str, -1, NULL));
}

static void
spoil_original (const SlBackup *backup)
{
  const char *hash = backup->files->pdata[0];
  g_autofree char *folder = g_path_get_dirname (backup->path);
  g_autofree char *path = g_strdup_printf ("%s/files/%.2s/%s", folder, hash, hash);
  g_assert_true (g_file_set_contents (path, "mouse", -1, NULL));
}

static void
test_refused (void)
{
  static const Spoil ways[] = { spoil_database_cut,     spoil_database_empty,   spoil_manifest_cut,
                                spoil_manifest_changed, spoil_manifest_missing, spoil_older,
                                spoil_original };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *folder = sl_test_make_folder ();
      g_autofree char *backups = sl_test_make_folder ();
      g_autofree char *target = g_build_filename (backups, "restored", NULL);
      g_autofree char *partial = g_strconcat (target, ".partial", NULL);
      g_autoptr (SlStore) store = open_store (folder);
      g_autofree char *hash = keep_original (folder, store);
      g_autoptr (GError) error = NULL;
      g_autoptr (SlBackup) backup = sl_backup_make (store, backups, &error);

      g_assert_no_error (error);
      ways[i](backup);
      g_assert_false (sl_backup_restore (backup->path, target, NULL, &error));
      g_assert_nonnull (error);
      g_test_message ("%s", error->message);
      g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));
      g_assert_false (g_file_test (partial, G_FILE_TEST_EXISTS));
    }
}

/* The database of another backup under this one's name. */
static void
test_swapped (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *backups = sl_test_make_folder ();
  g_autofree char *target = g_build_filename (backups, "restored", NULL);
  g_autoptr (SlStore) store = open_store (folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlBackup) first = NULL, second = NULL;
  g_autofree char *from = NULL, *to = NULL, *hash = NULL;

  now = g_get_real_time ();
  sl_clock_set (clock_cb, NULL);
  first = sl_backup_make (store, backups, &error);
  now += G_TIME_SPAN_DAY;
  hash = keep_original (folder, store);
  second = sl_backup_make (store, backups, &error);
  sl_clock_set (NULL, NULL);
  g_assert_no_error (error);
  from = g_build_filename (first->path, "sightline.db", NULL);
  to = g_build_filename (second->path, "sightline.db", NULL);
  g_assert_cmpint (g_rename (from, to), ==, 0);
  g_assert_false (sl_backup_restore (second->path, target, NULL, &error));
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_DAMAGED);
  g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));
}

/* A backup a day for 40 days: 7 days, 5 weeks and 12 months are kept, many of them the same. */
static void
test_thinned (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *backups = sl_test_make_folder ();
  g_autoptr (SlStore) store = NULL;
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GError) error = NULL;

  now = G_GINT64_CONSTANT (1767268800) * G_USEC_PER_SEC; /* Thursday 1 January 2026, 12:00 */
  sl_clock_set (clock_cb, NULL);
  store = open_store (folder);
  for (int day = 0; day < 40; day++)
    {
      g_autoptr (SlBackup) backup = sl_backup_make (store, backups, &error);

      g_assert_no_error (error);
      now += G_TIME_SPAN_DAY;
    }
  sl_clock_set (NULL, NULL);
  left = sl_backup_list (backups);
  /* 3 to 9 February; the Sundays 18 and 25 January and 1 and 8 February; 31 January. */
  g_assert_cmpuint (left->len, ==, 11);
  g_assert_true (g_str_has_prefix (((SlBackup *) left->pdata[0])->made, "2026-01-18"));
  g_assert_true (g_str_has_prefix (((SlBackup *) left->pdata[10])->made, "2026-02-09"));
}

/* An original that was altered does not keep the rest from being saved, and is named. */
static void
test_lost_original (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *backups = sl_test_make_folder ();
  g_autoptr (SlStore) store = open_store (folder);
  g_autofree char *hash = keep_original (folder, store);
  g_autofree char *path = g_strdup_printf ("%s/files/%.2s/%s", folder, hash, hash);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlBackup) backup = NULL;

  g_assert_true (g_file_set_contents (path, "mouse", -1, NULL));
  backup = sl_backup_make (store, backups, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (backup->files->len, ==, 0);
  g_assert_cmpuint (backup->lost_files->len, ==, 1);
  g_assert_cmpstr (backup->lost_files->pdata[0], ==, hash);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/backup/a-restored-casebook-holds-the-same", test_restore);
  g_test_add_func ("/store/backup/a-spoilt-backup-touches-nothing", test_refused);
  g_test_add_func ("/store/backup/a-swapped-database-is-refused", test_swapped);
  g_test_add_func ("/store/backup/days-weeks-and-months-are-kept", test_thinned);
  g_test_add_func ("/store/backup/a-lost-original-is-named", test_lost_original);
  return g_test_run ();
}
