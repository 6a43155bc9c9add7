/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-ui-test.h"

#include "settings/sl-settings-file.h"
#include "settings/sl-settings.h"
#include "sl-test.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* The settings file, sound and damaged (bad input 94). */

static GSettings *
open_file (const char *path, char **remark)
{
  g_autoptr (GSettingsSchema) schema = NULL;

  g_object_get (sl_settings_get (), "settings-schema", &schema, NULL);
  return sl_settings_file_open (schema, path, remark);
}

static char *
put (const char *bytes, gssize length)
{
  g_autofree char *folder = sl_test_make_folder ();
  char *path = g_build_filename (folder, "settings.ini", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, bytes, length, &error);
  g_assert_no_error (error);
  return path;
}

static void
test_kept (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "new", "settings.ini", NULL);

  for (int i = 0; i < 2; i++)
    {
      g_autofree char *remark = NULL;
      g_autoptr (GSettings) settings = open_file (path, &remark);
      GStatBuf status;

      g_assert_null (remark);
      g_assert_cmpint (g_settings_get_int (settings, "documents-list-width"), ==,
                       i == 0 ? 312 : 400);
      g_settings_set_int (settings, "documents-list-width", 400);
      g_settings_apply (settings);
      g_assert_cmpint (g_stat (path, &status), ==, 0);
      g_assert_cmpint (status.st_mode & 077, ==, 0);
    }
}

static gboolean
is_written (gpointer data)
{
  return g_file_test (data, G_FILE_TEST_EXISTS);
}

static void
test_written_later (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "settings.ini", NULL);
  g_autofree char *remark = NULL;
  g_autoptr (GSettings) settings = open_file (path, &remark);

  g_settings_set_boolean (settings, "compact-rows", TRUE);
  g_assert_false (is_written (path));
  sl_ui_test_wait (is_written, path);
}

static void
test_damaged (void)
{
  static const struct
  {
    const char *bytes;
    gssize length;
  } files[] = {
    { "no group = here\n", -1 },
    { "[Sightline]\ndocuments-list-width=wide\n", -1 },
    { "[Sightline]\ndocuments-list-width=7\n", -1 },
    { "[Sightline]\ncompact-rows=true\n\xff\xfe broken\n", -1 },
    { "[Sightline]\ncompact-rows=true\0\0\0\0", 34 },
    { "SQLite format 3\0\1\2\3", 19 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = put (files[i].bytes, files[i].length);
      g_autofree char *aside = g_strconcat (path, ".damaged", NULL);
      g_autofree char *kept = NULL;
      g_autofree char *remark = NULL;
      g_autoptr (GSettings) settings = open_file (path, &remark);
      gsize length;

      g_test_message ("file %" G_GSIZE_FORMAT, i);
      g_assert_nonnull (remark);
      g_assert_nonnull (strstr (remark, aside));
      g_assert_cmpint (g_settings_get_int (settings, "documents-list-width"), ==, 312);
      g_assert_false (g_settings_get_boolean (settings, "compact-rows"));
      g_settings_set_int (settings, "documents-list-width", 400);
      g_settings_apply (settings);
      g_assert_true (g_file_get_contents (aside, &kept, &length, NULL));
      g_assert_cmpmem (kept, length, files[i].bytes,
                       files[i].length < 0 ? strlen (files[i].bytes) : (gsize) files[i].length);
    }
}

/* Twice damaged: the first of them stays too. */
static void
test_damaged_again (void)
{
  g_autofree char *path = put ("first", -1);
  g_autofree char *second = g_strconcat (path, ".damaged-2", NULL);

  for (int i = 0; i < 2; i++)
    {
      g_autofree char *remark = NULL;
      g_autoptr (GSettings) settings = open_file (path, &remark);

      g_assert_nonnull (remark);
      g_assert_true (g_file_set_contents (path, "again", -1, NULL));
    }
  g_assert_true (g_file_test (second, G_FILE_TEST_EXISTS));
}

static gboolean
tells (gpointer window)
{
  return sl_ui_test_find_label (window, sl_settings_get_remark ()) != NULL;
}

static void
test_told (void)
{
  SlCasebook *casebook;
  SlWindow *window;

  g_assert_nonnull (sl_settings_get_remark ());
  g_assert_nonnull (strstr (sl_settings_get_remark (), "settings.ini.damaged"));
  casebook = sl_ui_test_open_casebook ();
  window = sl_ui_test_open_window (casebook);
  sl_ui_test_wait (tells, window);
  sl_ui_test_close (window, casebook);
}

static GtkWidget *
find_keys (SlWindow *window)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) toplevel = g_list_model_get_item (toplevels, i);

      if (GTK_IS_SHORTCUTS_WINDOW (toplevel) &&
          gtk_window_get_transient_for (toplevel) == GTK_WINDOW (window))
        return GTK_WIDGET (toplevel);
    }
  return NULL;
}

static void
test_keys (void)
{
  SlCasebook *casebook = sl_ui_test_open_casebook ();
  SlWindow *window = sl_ui_test_open_window (casebook);
  /* GTK 4.8 warns of a label in its own window of keys, whatever that shows. */
  GLogLevelFlags fatal = g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);

  for (guint i = 0; i < 2; i++)
    {
      g_assert_null (find_keys (window));
      gtk_widget_activate_action (GTK_WIDGET (window), "win.show-help-overlay", NULL);
      g_assert_nonnull (find_keys (window));
      g_assert_true (gtk_window_get_modal (GTK_WINDOW (find_keys (window))));
      g_assert_nonnull (sl_ui_test_find (find_keys (window), GTK_TYPE_SHORTCUTS_SHORTCUT));
      gtk_window_close (GTK_WINDOW (find_keys (window)));
    }
  g_log_set_always_fatal (fatal);
  sl_ui_test_close (window, casebook);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *own = g_build_filename (folder, SL_DATA_NAME, NULL);
  g_autofree char *path = g_build_filename (own, "settings.ini", NULL);

  /* This program's own settings are damaged, and they lie in a file. */
  g_setenv ("XDG_CONFIG_HOME", folder, TRUE);
  g_unsetenv ("GSETTINGS_BACKEND");
  g_mkdir_with_parents (own, 0700);
  g_file_set_contents (path, "[[[", -1, NULL);
  sl_ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/settings/what-is-set-is-there-the-next-time", test_kept);
  g_test_add_func ("/ui/settings/changes-are-written-by-themselves", test_written_later);
  g_test_add_func ("/ui/settings/a-damaged-file-is-kept-aside-and-told", test_damaged);
  g_test_add_func ("/ui/settings/a-second-damaged-file-replaces-no-first", test_damaged_again);
  g_test_add_func ("/ui/settings/the-window-says-so", test_told);
  g_test_add_func ("/ui/settings/the-keys-are-shown-when-asked-for", test_keys);
  return g_test_run ();
}
