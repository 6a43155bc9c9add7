/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "people/sl-person.h"
#include "sl-test.h"
#include "store/sl-audit.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Opening, changing and closing a casebook's store. */

static SlStore *
open_store (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPerson) person = NULL;
  SlStore *store = sl_store_open (folder, SL_STORE_DEFAULT, &error);

  g_assert_no_error (error);
  person = sl_people_current (store, &error);
  g_assert_no_error (error);
  g_assert_nonnull (person);
  return store;
}

static guint
get_mode (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  struct stat info;

  g_assert_cmpint (stat (path, &info), ==, 0);
  return info.st_mode & 0777;
}

static SlChange *
rename_actor (SlStore *store, const char *name)
{
  return sl_people_change_card (sl_store_get_actor (store), name, NULL, NULL, NULL, NULL);
}

static void
test_private (void)
{
  g_autofree char *parent = sl_test_make_folder ();
  g_autofree char *folder = g_build_filename (parent, "casebook", NULL);
  mode_t mask = umask (0);
  g_autoptr (SlStore) store = open_store (folder);

  umask (mask);
  g_assert_cmpuint (get_mode (folder, "."), ==, 0700);
  g_assert_cmpuint (get_mode (folder, "sightline.db"), ==, 0600);
  g_assert_cmpuint (get_mode (folder, "heads.txt"), ==, 0600);
  g_assert_cmpuint (get_mode (folder, "sightline.lock"), ==, 0600);
  g_assert_cmpuint (get_mode (folder, "reserve"), ==, 0600);
}

static void
test_round_trip (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autoptr (GError) error = NULL;
  SlStore *store = open_store (folder);
  g_autoptr (SlPerson) person = NULL;

  sl_store_apply (store, rename_actor (store, "Rowan Ashdown"), &error);
  g_assert_no_error (error);
  sl_store_close (store);
  g_object_unref (store);

  store = open_store (folder);
  g_assert_false (sl_store_is_read_only (store));
  person = sl_people_current (store, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sl_person_get_display_name (person), ==, "Rowan Ashdown");
  g_assert_cmpstr (sl_person_get_initials (person), ==, "RA");
  g_object_unref (store);
}

static void
count_cb (SlStore *store, const char *kind, const char *id, const char *case_id, guint *count)
{
  g_assert_cmpstr (kind, ==, "person");
  (*count)++;
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sl_store_apply_finish (SL_STORE (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static void
test_async (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autoptr (SlStore) store = open_store (folder);
  gboolean done = FALSE;
  guint changed = 0;

  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_signal_connect (store, "changed", G_CALLBACK (count_cb), &changed);
  sl_store_apply_async (store, rename_actor (store, "Callum Reyes"), NULL, applied_cb, &done);
  sl_test_wait (&done);
  g_assert_cmpuint (changed, ==, 1);
  done = FALSE;
  sl_store_apply_async (store, rename_actor (store, "Callum Reyes"), NULL, applied_cb, &done);
  sl_test_wait (&done);
  g_assert_cmpuint (changed, ==, 1);
}

static void
test_second_instance (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autoptr (SlStore) first = open_store (folder);
  g_autoptr (SlStore) second = NULL;
  g_autoptr (GError) error = NULL;

  second = sl_store_open (folder, SL_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_true (sl_store_is_read_only (second));
  g_assert_nonnull (strstr (sl_store_get_read_only_reason (second), "Another Sightline"));
  sl_store_set_actor (second, "x", "0", "officer");
  g_assert_false (sl_store_apply (second, rename_actor (second, "Nobody"), &error));
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_READ_ONLY);
}

static void
test_verify (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autoptr (SlStore) store = open_store (folder);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  sl_store_apply (store, rename_actor (store, "Helen \"H\" Marsh"), &error);
  g_assert_no_error (error);
  rows = sl_audit_list (store, NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpstr (((SlAuditRow *) rows->pdata[0])->detail, ==,
                   "{\"display-name\":\"Helen \\\"H\\\" Marsh\"}");
}

/* Refuses the name "Nobody"; notes what follows from any other; lets the rest alone. */
static gboolean
guard_names_cb (SlTransaction *transaction,
                const char *action,
                const char *case_id,
                gpointer data,
                GError **error)
{
  guint *n_asked = data;

  if (!g_str_equal (action, "change-card"))
    return TRUE;
  g_assert_cmpstr (case_id, ==, "");
  (*n_asked)++;
  if (*n_asked == 1)
    {
      g_set_error_literal (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED, "Not this name.");
      return FALSE;
    }
  sl_transaction_note (transaction, "followed", "yes");
  return TRUE;
}

static void
test_guard (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (SlPerson) person = NULL;
  g_autoptr (SlStore) store = open_store (folder);
  guint n_asked = 0;

  sl_store_set_guard (store, guard_names_cb, &n_asked, NULL);
  g_assert_false (sl_store_apply (store, rename_actor (store, "Nobody"), &error));
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED);
  g_clear_error (&error);
  person = sl_people_current (store, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sl_person_get_display_name (person), !=, "Nobody");

  sl_store_apply (store, rename_actor (store, "Rowan Ashdown"), &error);
  g_assert_no_error (error);
  rows = sl_audit_list (store, NULL, 1, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (((SlAuditRow *) rows->pdata[0])->detail, "\"followed\":\"yes\""));
  g_assert_cmpuint (n_asked, ==, 2);
  /* A change that changes nothing is not asked about. */
  sl_store_apply (store, rename_actor (store, "Rowan Ashdown"), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_asked, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/open/folder-and-files-are-the-owner-s-alone", test_private);
  g_test_add_func ("/store/open/what-was-saved-is-there-again", test_round_trip);
  g_test_add_func ("/store/open/a-second-instance-reads-only-and-says-so", test_second_instance);
  g_test_add_func ("/store/apply/listeners-hear-of-a-change-before-its-answer", test_async);
  g_test_add_func ("/store/apply/a-change-has-one-audit-row", test_verify);
  g_test_add_func ("/store/guard/a-change-is-refused-or-followed-in-its-own-transaction",
                   test_guard);
  return g_test_run ();
}
