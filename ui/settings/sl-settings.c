/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-settings"
#include "config.h"

#include "settings/sl-settings.h"

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

  settings = g_settings_new_full (schema, NULL, NULL);
  return settings;
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
