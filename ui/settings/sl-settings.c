/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-settings"
#include "config.h"

#include "settings/sl-settings.h"

#include "settings/sl-settings-file.h"

/* Cases whose view is remembered; the one left longest ago is forgotten first. */
#define CASE_VIEWS_MAX 100

static char *remark;

/* In the file, unless the environment names another store, as tests do. */
static GSettings *
open_settings (GSettingsSchema *schema)
{
  g_autofree char *path = g_build_filename (g_get_user_config_dir (), SL_DATA_NAME, "settings.ini",
                                            NULL);

  if (g_getenv ("GSETTINGS_BACKEND") != NULL)
    return g_settings_new_full (schema, NULL, NULL);
  return sl_settings_file_open (schema, path, &remark);
}

/**
 * sl_settings_get:
 *
 * Main thread only. The schema is looked for among the installed ones, then in the build folder, so
 * that the program runs without being installed.
 *
 * Returns: (transfer none): the program's settings
 */
GSettings *
sl_settings_get (void)
{
  static GSettings *settings;
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettingsSchemaSource) source = NULL;

  if (settings != NULL)
    return settings;

  if (g_settings_schema_source_get_default () != NULL)
    source = g_settings_schema_source_ref (g_settings_schema_source_get_default ());
  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, "org.sightline.Sightline", TRUE);
  if (schema == NULL)
    {
      g_autoptr (GSettingsSchemaSource) build = NULL;

      build = g_settings_schema_source_new_from_directory (SL_BUILD_SCHEMA_DIR, source, FALSE,
                                                           NULL);
      if (build != NULL)
        schema = g_settings_schema_source_lookup (build, "org.sightline.Sightline", FALSE);
    }
  if (schema == NULL)
    g_error ("The settings schema org.sightline.Sightline is not installed");

  settings = open_settings (schema);
  return settings;
}

/**
 * sl_settings_get_remark:
 *
 * Returns: (transfer none) (nullable): what the person should know of the settings file
 */
const char *
sl_settings_get_remark (void)
{
  sl_settings_get ();
  return remark;
}

/**
 * sl_settings_flush:
 *
 * Writes what was changed last; called when the program ends.
 */
void
sl_settings_flush (void)
{
  g_settings_apply (sl_settings_get ());
}

/**
 * sl_settings_get_single_letter_keys:
 *
 * Returns: %TRUE when letters alone are commands in lists and pages
 */
gboolean
sl_settings_get_single_letter_keys (void)
{
  return g_settings_get_boolean (sl_settings_get (), "single-letter-keys");
}

/**
 * sl_settings_dup_case_view:
 * @case_id: a case
 *
 * Returns: (transfer full) (nullable): the name of the view in which it was left, or %NULL when
 * that is not remembered
 */
char *
sl_settings_dup_case_view (const char *case_id)
{
  g_autoptr (GVariant) views = g_settings_get_value (sl_settings_get (), "case-views");
  const char *id, *view;
  GVariantIter iter;

  g_variant_iter_init (&iter, views);
  while (g_variant_iter_next (&iter, "(&s&s)", &id, &view))
    if (g_strcmp0 (id, case_id) == 0)
      return g_strdup (view);
  return NULL;
}

/**
 * sl_settings_set_case_view:
 * @case_id: a case
 * @view: the name of the view in which it is left
 *
 * Remembers it for the hundred cases left last.
 */
void
sl_settings_set_case_view (const char *case_id, const char *view)
{
  g_autoptr (GVariant) views = g_settings_get_value (sl_settings_get (), "case-views");
  const char *other_id, *other_view;
  GVariantBuilder builder;
  GVariantIter iter;
  guint kept = 1;

  g_return_if_fail (case_id != NULL && view != NULL);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(ss)"));
  g_variant_builder_add (&builder, "(ss)", case_id, view);
  g_variant_iter_init (&iter, views);
  while (kept < CASE_VIEWS_MAX && g_variant_iter_next (&iter, "(&s&s)", &other_id, &other_view))
    if (g_strcmp0 (other_id, case_id) != 0)
      {
        g_variant_builder_add (&builder, "(ss)", other_id, other_view);
        kept++;
      }
  g_settings_set_value (sl_settings_get (), "case-views", g_variant_builder_end (&builder));
}
