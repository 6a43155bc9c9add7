/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-settings"
#define G_SETTINGS_ENABLE_BACKEND
#include "config.h"

#include "settings/sl-settings-file.h"

#include <gio/gsettingsbackend.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

/* Settings lie in a file of our own, not in the desktop's common store: so it can be seen whether
 * it is sound, and no service of the desktop is woken to read it. GLib reads a damaged file as an
 * empty one and writes over it with the next change; here it is put aside first, and told. */

#define ROOT_PATH "/org/sightline/Sightline/"
#define GROUP "Sightline"
/* A hundred remembered views come to 10 KB. */
#define MAX_BYTES (1024 * 1024)
/* A pane that is dragged changes its width with each frame: one writing for all of it. */
#define WRITE_DELAY_MS 500

static GBytes *
read_bytes (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);

  return stream != NULL
             ? g_input_stream_read_bytes (G_INPUT_STREAM (stream), MAX_BYTES + 1, NULL, error)
             : NULL;
}

/* Each value that the schema knows must be one that it allows; what it does not know may be a newer
 * program's. */
static gboolean
check_values (GKeyFile *values, GSettingsSchema *schema, GError **error)
{
  g_auto (GStrv) names = g_settings_schema_list_keys (schema);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GSettingsSchemaKey) key = g_settings_schema_get_key (schema, names[i]);
      g_autofree char *text = g_key_file_get_value (values, GROUP, names[i], NULL);
      g_autoptr (GVariant) value = NULL;

      if (text == NULL)
        continue;
      value = g_variant_parse (g_settings_schema_key_get_value_type (key), text, NULL, NULL, NULL);
      if (value != NULL && g_settings_schema_key_range_check (key, value))
        continue;
      g_set_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE,
                   "%s holds what it may not", names[i]);
      return FALSE;
    }
  return TRUE;
}

/* A file that is not there is as good as a sound one. */
static gboolean
check_file (const char *path, GSettingsSchema *schema, GError **error)
{
  g_autoptr (GKeyFile) values = g_key_file_new ();
  g_autoptr (GError) failed = NULL;
  g_autoptr (GBytes) bytes = read_bytes (path, &failed);

  if (bytes == NULL && g_error_matches (failed, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return TRUE;
  if (bytes == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  if (g_bytes_get_size (bytes) > MAX_BYTES)
    {
      g_set_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_PARSE, "it has more than %d bytes",
                   MAX_BYTES);
      return FALSE;
    }
  /* What a crash of the disk leaves behind; GLib would read up to it. */
  if (g_bytes_get_size (bytes) > 0 &&
      memchr (g_bytes_get_data (bytes, NULL), '\0', g_bytes_get_size (bytes)) != NULL)
    {
      g_set_error_literal (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_PARSE, "it holds NUL bytes");
      return FALSE;
    }
  return g_bytes_get_size (bytes) == 0 ||
         (g_key_file_load_from_bytes (values, bytes, G_KEY_FILE_NONE, error) &&
          check_values (values, schema, error));
}

/* "settings.ini.damaged", with a number when there is one already; NULL when it cannot be moved. */
static char *
put_aside (const char *path)
{
  for (guint i = 1; i < 1000; i++)
    {
      g_autofree char *aside = i == 1 ? g_strdup_printf ("%s.damaged", path)
                                      : g_strdup_printf ("%s.damaged-%u", path, i);

      if (!g_file_test (aside, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
        return g_rename (path, aside) == 0 ? g_steal_pointer (&aside) : NULL;
    }
  return NULL;
}

static void
stop_writing (gpointer source)
{
  g_source_remove (GPOINTER_TO_UINT (source));
}

static gboolean
write_cb (gpointer settings)
{
  g_object_steal_data (settings, "sl-write");
  g_settings_apply (settings);
  return G_SOURCE_REMOVE;
}

static void
unwritten_cb (GSettings *settings)
{
  if (g_settings_get_has_unapplied (settings) &&
      g_object_get_data (G_OBJECT (settings), "sl-write") == NULL)
    g_object_set_data_full (G_OBJECT (settings), "sl-write",
                            GUINT_TO_POINTER (g_timeout_add (WRITE_DELAY_MS, write_cb, settings)),
                            stop_writing);
}

/**
 * sl_settings_file_open:
 * @schema: what the settings are
 * @path: where their file is, or will be
 * @remark: (out) (transfer full): a sentence for the person when the file was damaged, else %NULL
 *
 * A damaged file is put aside under another name, and the settings begin with what they are by
 * default. When not even that can be done the settings are kept until the program ends, so that the
 * file stays as it is.
 *
 * Returns: (transfer full): the settings; what is changed is written half a second later, or by
 * g_settings_apply()
 */
GSettings *
sl_settings_file_open (GSettingsSchema *schema, const char *path, char **remark)
{
  g_autoptr (GSettingsBackend) backend = NULL;
  g_autoptr (GError) error = NULL;
  gboolean usable = TRUE;
  GSettings *settings;

  g_return_val_if_fail (schema != NULL && path != NULL && remark != NULL, NULL);
  *remark = NULL;
  if (!check_file (path, schema, &error))
    {
      g_autofree char *aside = put_aside (path);

      g_message ("The settings file is damaged: %s", error->message);
      usable = aside != NULL;
      *remark = usable ? g_strdup_printf (_ ("Your settings could not be read, so they are as they "
                                             "were at first. The damaged file was kept as %s."),
                                          aside)
                       : g_strdup_printf (_ ("Your settings could not be read, so they are as they "
                                             "were at first and will not be kept. Move %s away to "
                                             "begin anew."),
                                          path);
    }
  backend = usable ? g_keyfile_settings_backend_new (path, ROOT_PATH, GROUP)
                   : g_memory_settings_backend_new ();
  settings = g_settings_new_full (schema, backend, NULL);
  g_settings_delay (settings);
  g_signal_connect (settings, "notify::has-unapplied", G_CALLBACK (unwritten_cb), NULL);
  return settings;
}
